//! All settings against all that can be wrong with one: another word, another kind, another block, twice, nothing.

use crate::{read, said};
use meso_core::Analysis;
use meso_core::edit::apply;
use meso_core::terms::{Profile, SettingBlock, SettingKey, Takes};
use meso_core::units::DistanceUnit;

/// Two values that a setting takes.
fn values(key: SettingKey) -> [String; 2] {
    let words = match key.facts().takes {
        Takes::Race => ["marathon on 2027-04-25 in 3:14:59 \"Hamburg\"", "10km in 41:30 on 2026-12-06"],
        Takes::Date => ["2027-01-04", "2027-01-11"],
        Takes::Birth => ["1985", "1975-03-02"],
        Takes::Number(low, high, units) => {
            let unit = units.first().map_or("", |(unit, _)| unit);
            return [format!("{low}{unit}"), high.to_string()];
        }
        Takes::Count(..) => ["16", "12 weeks"],
        Takes::HeartRate(..) => ["110bpm", "101"],
        Takes::Word(choices) => [choices[0].word, choices[1].word],
        Takes::File => ["\"a.log.meso\"", "\"b.log.meso\""],
        Takes::Height => ["1.75m", "170cm"],
        Takes::Pace => ["4:18/km", "6:50/mi"],
        Takes::Volume => ["45-50km", "5h"],
        Takes::Time => ["8h", "7h30"],
    };
    words.map(str::to_owned)
}

fn block(key: SettingKey) -> &'static str {
    if key.facts().block == SettingBlock::Athlete { "athlete" } else { "plan" }
}

fn with(head: &str, lines: &[String]) -> Analysis {
    read(&format!("{head}\n{}week 1\n  mon 8km E\n", lines.concat()))
}

/// What is wrong with a plan's settings, files that are not there aside.
fn wrong(analysis: &Analysis) -> Vec<String> {
    let found =
        analysis.diagnostics.iter().filter(|d| !matches!(d.code.name, "use-missing" | "weeks-mismatch"));
    found.map(|d| format!("{}: {}", d.code.name, d.message)).collect()
}

#[test]
fn values_of_their_kind_are_taken() {
    for key in SettingKey::known() {
        for value in values(key) {
            let found = wrong(&with(block(key), &[format!("  {key} {value}\n")]));
            assert!(
                !found.iter().any(|f| f.contains("setting") || f.contains("value")),
                "{key} {value}: {found:?}"
            );
        }
    }
}

#[test]
fn what_a_setting_does_not_take_is_said_with_its_name() {
    let others = [
        "zzzz",
        "\"words\"",
        "8km",
        "45min",
        "2027-01-04",
        "4:18/km",
        "3kg",
        "<70bpm",
        "0.05",
        "99999",
        "",
        "marathon",
        "lap",
    ];
    for key in SettingKey::known() {
        for other in others {
            let line = format!("  {key} {other}\n");
            let analysis = with(block(key), std::slice::from_ref(&line));
            let taken = match key.facts().takes {
                Takes::Race => matches!(other, "8km" | "marathon" | "2027-01-04"),
                Takes::Date | Takes::Birth => other == "2027-01-04",
                Takes::File => other == "\"words\"",
                Takes::Pace => other == "4:18/km",
                Takes::Volume => matches!(other, "8km" | "45min" | "0.05" | "99999"),
                Takes::Time => other == "45min",
                _ => false,
            };
            if taken && !(key == SettingKey::Recent && other == "2027-01-04") {
                continue;
            }
            let found = wrong(&analysis);
            // `threshold` is an effort where no pace follows.
            let named = key == SettingKey::Threshold
                || other == "<70bpm"
                || found.iter().any(|f| f.contains(&format!("`{key}`")));
            assert!(!found.is_empty() && named, "{line}: {found:?}");
        }
    }
}

#[test]
fn what_follows_the_value_is_not_passed_over() {
    for key in SettingKey::known() {
        for more in ["zzzz", "3kg", "2.5ms", "4:44/km", "lap"] {
            let [value, _] = values(key);
            let found = wrong(&with(block(key), &[format!("  {key} {value} {more}\n")]));
            assert_eq!(found.len(), 1, "{key} {value} {more}: {found:?}");
            assert!(found[0].contains(&format!("`{key}`")), "{key} {value} {more}: {found:?}");
        }
    }
}

#[test]
fn a_setting_of_the_other_block_is_used_and_reported() {
    for key in SettingKey::known().filter(|key| key.facts().block != SettingBlock::Both) {
        let (here, there) = if block(key) == "plan" { ("athlete", "plan") } else { ("plan", "athlete") };
        let found = wrong(&with(here, &[format!("  {key} {}\n", values(key)[0])]));
        let expected = format!("unknown-setting: `{key}` belongs under `{there}`, not under `{here}`");
        assert!(found.contains(&expected), "{key}: {found:?}");
    }
}

#[test]
fn a_setting_that_is_said_twice_names_both_places() {
    for key in SettingKey::known() {
        let [a, b] = values(key);
        let lines = |a: &str, b: &str| [format!("  {key} {a}\n"), format!("  {key} {b}\n")];
        let repeated = |analysis: &Analysis| -> Vec<String> {
            let found = analysis.diagnostics.iter().filter(|d| d.code.name == "setting-repeated");
            found
                .map(|d| {
                    let first = d.related.first().map(|r| analysis.sources.slice(r.span));
                    format!("{} after {}", analysis.sources.slice(d.span), first.unwrap_or_default())
                })
                .collect()
        };
        let twice = repeated(&with(block(key), &lines(&a, &b)));
        if key.facts().several {
            assert!(twice.is_empty(), "{twice:?}");
        } else {
            assert_eq!(twice, [format!("{key} {b} after {key} {a}")]);
        }
        assert!(repeated(&with(block(key), &lines(&a, &a))).is_empty(), "{key}");
    }
}

#[test]
fn the_first_of_two_holds() {
    let a = read(
        "plan\n  units mi\n  units km\n  start 2027-01-04\n  start 2027-01-11\n  profile ultra\n  profile strict\nathlete\n  weight 60kg\n  weight 70kg\nweek 1\n  mon 8mi E\n",
    );
    assert_eq!(a.plan.units, DistanceUnit::Mile);
    assert_eq!(a.plan.first_date.map(|d| d.to_string()).as_deref(), Some("2027-01-04"));
    assert_eq!(a.plan.profile.as_ref().map(|p| p.0.as_str()), Some("ultra"));
    assert_eq!(a.plan.athlete.weight, Some(60.0));
    assert_eq!(
        a.diagnostics.iter().filter(|d| d.code.name == "setting-repeated").count(),
        4,
        "{:?}",
        said(&a)
    );
    // What was refused does not hold, and what follows is no repetition.
    let a = read("plan\n  units parsecs\n  units mi\nweek 1\n  mon 8mi E\n");
    assert_eq!((said(&a), a.plan.units), (vec!["setting-value: parsecs".to_owned()], DistanceUnit::Mile));
}

#[test]
fn a_misspelt_word_is_corrected_only_when_asked_for() {
    for (head, written, meant) in [
        ("plan", "profile mastrs", "profile masters"),
        ("plan", "experience begginer", "experience beginner"),
        ("plan", "units kilometer", "units km"),
        ("plan", "week-starts sundy", "week-starts sun"),
        ("athlete", "sex femal", "sex female"),
    ] {
        let text = format!("{head}\n  {written}\nweek 1\n  mon 8km E\n");
        let a = read(&text);
        let [d] = a.diagnostics.as_slice() else { panic!("{:?}", said(&a)) };
        let fixed = apply(&text, &d.fixes[0].edits).expect("edits that fit");
        assert_eq!(fixed, text.replace(written, meant));
        assert!(a.plan.profile.is_none() && !a.plan.beginner, "nothing is guessed");
        assert!(read(&fixed).diagnostics.is_empty());
    }
}

#[test]
fn every_word_of_a_setting_is_a_term() {
    let Takes::Word(choices) = SettingKey::Profile.facts().takes else { panic!("profiles are words") };
    let words: Vec<_> = choices.iter().map(|c| Profile::named(c.word)).collect();
    assert_eq!(words, Profile::ALL.iter().copied().map(Some).collect::<Vec<_>>());
    let units: Vec<_> = match SettingKey::Units.facts().takes {
        Takes::Word(choices) => choices.iter().map(|c| DistanceUnit::named(c.word)).collect(),
        _ => Vec::new(),
    };
    assert_eq!(units, [Some(DistanceUnit::Kilometre), Some(DistanceUnit::Mile)]);
}
