//! Every rule of the grammar is used by a line of the corpus.

use meso_grammar::{Meso, Rule};
use pest::Parser;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_rule_occurs_in_the_corpus() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = BTreeSet::new();
    for folder in ["corpus/valid", "corpus/broken"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("the corpus") {
            let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("a plan");
            for line in text.lines() {
                let rule = if line.starts_with(' ') { Rule::body } else { Rule::head };
                for pair in Meso::parse(rule, line).into_iter().flatten() {
                    seen.insert(format!("{:?}", pair.as_rule()));
                    seen.extend(pair.into_inner().flatten().map(|p| format!("{:?}", p.as_rule())));
                }
            }
        }
    }
    let grammar = std::fs::read_to_string(root.join("meso.pest")).expect("the grammar");
    let pairs =
        pest_meta::parser::parse(pest_meta::parser::Rule::grammar_rules, &grammar).expect("a grammar");
    let missing: Vec<String> = pest_meta::parser::consume_rules(pairs)
        .expect("rules")
        .into_iter()
        // Silent rules leave no trace; the entry rules for pieces of a line are used where a line is mended.
        .filter(|r| r.ty != pest_meta::ast::RuleType::Silent && !r.name.ends_with("_only"))
        .map(|r| r.name)
        .filter(|name| !seen.contains(name))
        .collect();
    assert!(missing.is_empty(), "no line of the corpus uses {missing:?}");
}
