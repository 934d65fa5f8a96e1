//! The corpus of the grammar: valid plans have no findings of their own, broken ones those that stand on their lines.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests

mod common;

use meso_core::syntax::{format, parse};
use std::path::Path;

fn plans(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../grammar/corpus").join(folder);
    let mut found: Vec<_> = std::fs::read_dir(root)
        .expect("the corpus")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("a plan")))
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

#[test]
fn findings_are_those_on_the_lines() {
    for (name, text) in plans("valid").into_iter().chain(plans("broken")) {
        for (number, (line, written)) in parse(&text).lines.iter().zip(text.lines()).enumerate() {
            let wanted: Vec<&str> = written
                .split_once("# finds: ")
                .map_or(Vec::new(), |w| w.1.split(", ").map(str::trim).collect());
            let found: Vec<&str> = line.syntax.problems.iter().map(|p| p.code.name).collect();
            assert_eq!(found, wanted, "{name}:{}: {written}\n{:#?}", number + 1, line.syntax.problems);
        }
    }
}

#[test]
fn formatting_keeps_the_meaning_of_the_corpus() {
    for (name, text) in plans("valid").into_iter().chain(plans("broken")) {
        let once = format(&text);
        assert_eq!(format(&once), once, "{name}");
        assert_eq!(common::meaning(&text), common::meaning(&once), "{name}");
    }
}

/// A line that is lost, doubled or garbled costs itself.
#[test]
fn one_broken_line_costs_only_itself() {
    for (name, text) in plans("valid") {
        let lines: Vec<&str> = text.lines().collect();
        let before = parse(&text);
        for at in (0..lines.len()).step_by(3) {
            let mut garbled = lines.clone();
            garbled[at] = "  %$ ((( \"x 7q7";
            let after = parse(&garbled.join("\n"));
            for (index, (a, b)) in before.lines.iter().zip(&after.lines).enumerate() {
                assert!(index == at || a.syntax.problems == b.syntax.problems, "{name}:{}", index + 1);
            }
            let mut doubled = lines.clone();
            doubled.insert(at, lines[at]);
            assert_eq!(parse(&doubled.join("\n")).lines.len(), lines.len() + 1, "{name}:{}", at + 1);
            let mut lost = lines.clone();
            lost.remove(at);
            assert_eq!(parse(&lost.join("\n")).lines.len(), lines.len() - 1, "{name}:{}", at + 1);
        }
    }
}
