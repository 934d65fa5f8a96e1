//! The word lists are read out of the grammar: this test rewrites them when they are stale, and fails that once.

use pest_meta::ast::Expr;
use pest_meta::parser::{self, Rule};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The lists: their name, the rules whose words they hold, and what they are.
const LISTS: &[(&str, &[&str], &str)] = &[
    (
        "heads",
        &["plan", "athlete", "history", "zones", "session", "use_file", "phase", "week", "log"],
        "Words that open a block.",
    ),
    ("weekdays", &["weekday"], "Days of the week."),
    ("other_weekdays", &["long_weekday"], "Other names of days, read as slips."),
    ("efforts", &["effort_word"], "How a step is to feel."),
    ("zones", &["zone_letter"], "Efforts by letter."),
    ("sports", &["sport"], "Sports beside running."),
    ("terrains", &["terrain"], "Ground and slope."),
    ("races", &["race_name", "race_pace_name"], "Race distances by name."),
    ("units", &["metric", "hours", "minutes", "seconds"], "Units of length and time."),
    ("quantity_units", &["quantity_unit"], "Units of other quantities."),
    ("shares", &["share_of"], "What a percentage can be of."),
    ("week_kinds", &["week_kind"], "What a week declares itself to be."),
    ("settings", &["setting_key"], "Settings of a plan or an athlete."),
    ("entries", &["entry_word"], "Recovery methods, measurements, and what was done."),
    ("details", &["entry_detail"], "Words within an entry."),
    (
        "connectives",
        &[
            "week_like",
            "week_volume",
            "week_total",
            "log_plan",
            "allow",
            "any_day",
            "when",
            "day_session",
            "with",
            "split",
            "lap",
            "resting",
            "class",
        ],
        "Words that join or lead parts of a line.",
    ),
];

fn words(expr: &Expr, out: &mut BTreeSet<String>) {
    match expr {
        Expr::Str(s) | Expr::Insens(s) if s.starts_with(char::is_alphabetic) => {
            out.insert(s.clone());
        }
        Expr::Seq(a, b) | Expr::Choice(a, b) => {
            words(a, out);
            words(b, out);
        }
        Expr::Opt(e) | Expr::Rep(e) | Expr::RepOnce(e) => words(e, out),
        // What is only looked at is not part of the rule.
        _ => {}
    }
}

#[test]
fn word_lists_are_those_of_the_grammar() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let grammar = std::fs::read_to_string(root.join("meso.pest")).expect("the grammar");
    let rules = parser::consume_rules(parser::parse(Rule::grammar_rules, &grammar).expect("a grammar"))
        .expect("rules");
    let by_name: BTreeMap<_, _> = rules.iter().map(|r| (r.name.as_str(), &r.expr)).collect();
    let mut json = serde_json::Map::new();
    let mut rust = String::from("//! Generated from `meso.pest` by `tests/vocabulary.rs`; do not edit.\n\n");
    for (list, rules, doc) in LISTS {
        let mut found = BTreeSet::new();
        for rule in *rules {
            words(by_name.get(rule).unwrap_or_else(|| panic!("no rule `{rule}`")), &mut found);
        }
        if *list == "races" {
            // The k of `10k`, and M, which is among the zones.
            found.retain(|w| w.len() > 1);
        }
        assert!(!found.is_empty(), "no words in {rules:?}");
        let quoted: Vec<String> = found.iter().map(|w| format!("{w:?}")).collect();
        rust += &format!(
            "/// {doc}\n#[rustfmt::skip]\npub static {}: &[&str] = &[{}];\n\n",
            list.to_uppercase(),
            quoted.join(", ")
        );
        json.insert((*list).to_owned(), found.into_iter().collect());
    }
    let json = serde_json::to_string_pretty(&json).expect("json") + "\n";
    let rust = rust.trim_end().to_owned() + "\n";
    let mut stale = Vec::new();
    for (path, text) in [("vocabulary.json", json), ("src/vocabulary/words.rs", rust)] {
        if std::fs::read_to_string(root.join(path)).unwrap_or_default() != text {
            std::fs::write(root.join(path), text).expect("written");
            stale.push(path);
        }
    }
    assert!(stale.is_empty(), "{stale:?} were stale and have been rewritten: commit them");
}

/// The alternatives of a rule in their order, where they are words.
fn alternatives<'e>(expr: &'e Expr, out: &mut Vec<&'e str>) {
    match expr {
        Expr::Choice(a, b) => {
            alternatives(a, out);
            alternatives(b, out);
        }
        Expr::Seq(a, _) => alternatives(a, out),
        Expr::Str(s) | Expr::Insens(s) => out.push(s),
        _ => {}
    }
}

#[test]
fn longer_words_stand_before_their_beginnings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let grammar = std::fs::read_to_string(root.join("meso.pest")).expect("the grammar");
    let rules = parser::consume_rules(parser::parse(Rule::grammar_rules, &grammar).expect("a grammar"))
        .expect("rules");
    let mut looked_at = 0;
    for (_, names, _) in LISTS {
        for rule in rules.iter().filter(|rule| names.contains(&rule.name.as_str())) {
            let mut words = Vec::new();
            alternatives(&rule.expr, &mut words);
            for (i, longer) in words.iter().enumerate() {
                // `mi` is not followed by a letter where it is read before `min`, `C` not by one of its own case.
                let shadow = words[..i].iter().find(|w| {
                    longer.to_lowercase().starts_with(&w.to_lowercase()) && w.starts_with(char::is_lowercase)
                });
                assert_eq!(shadow, None, "`{longer}` of `{}` is never read", rule.name);
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 200, "{looked_at} words");
}
