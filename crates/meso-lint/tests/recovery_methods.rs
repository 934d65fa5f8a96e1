//! The pages about recovery and logs: their examples are plans, their words and links the program's own.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_core::diagnostic::Severity;
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_core::vocabulary;
use meso_lint::Config;
use std::path::Path;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/recovery-methods.md");
    std::fs::read_to_string(path).unwrap()
}

/// Everything between backticks, outside blocks of code.
fn quoted(page: &str) -> Vec<String> {
    let mut in_block = false;
    let mut found = Vec::new();
    for line in page.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            found.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    found
}

#[test]
fn its_plans_are_read_and_have_nothing_to_warn_of() {
    let page = page();
    let blocks: Vec<&str> =
        page.split("```meso\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(blocks.len() >= 2);
    for block in blocks {
        let (sources, root) = Sources::with(SourceText::new("page.meso", block));
        let checked = meso_lint::check(sources, root, &NoFiles, &Config::default());
        let loud: Vec<_> = checked.diagnostics.iter().filter(|d| d.severity > Severity::Info).collect();
        assert!(loud.is_empty(), "{block}\n{loud:?}");
    }
}

#[test]
fn it_has_every_word_of_a_log() {
    let quoted = quoted(&page());
    for word in vocabulary::ENTRIES.iter().filter(|word| !["done", "missed", "skipped"].contains(word)) {
        let canonical = match *word {
            "rest-hr" => "rhr",
            "illness" => "sick",
            "injured" => "injury",
            "foam-rolling" => "foam-roll",
            "stretching" => "stretch",
            "cold-bath" => "ice-bath",
            "cryotherapy" => "cryo",
            "compression-boots" => "boots",
            "meal" => "fuel",
            "weather" => "temperature",
            word => word,
        };
        assert!(quoted.iter().any(|text| text == canonical), "`{word}` is missing");
    }
}

#[test]
fn what_it_shows_in_passing_can_be_read() {
    let examples: Vec<String> =
        quoted(&page()).into_iter().filter(|text| text.contains([' ', ';'])).collect();
    assert!(examples.len() > 30);
    for example in examples {
        let text = format!("log 2027-01-05\n  {example}\n");
        let planned = format!("week 1\n  tue {example}\n");
        let problems = |text: &str| {
            let parsed = meso_core::syntax::parse(text);
            parsed.lines.iter().map(|line| line.syntax.problems.len()).sum::<usize>()
        };
        assert!(problems(&text) == 0 || problems(&planned) == 0, "{example}");
    }
}

#[test]
fn its_links_are_rules() {
    let page = page();
    let links: Vec<&str> =
        page.split("](rules/").skip(1).map(|rest| rest.split(".md)").next().unwrap()).collect();
    assert!(links.len() > 40);
    for link in links.iter().filter(|link| **link != "README") {
        assert!(meso_lint::registry::find(link).is_some(), "{link}");
    }
    for meta in meso_lint::registry() {
        if ["sleep", "signs", "temperature", "body-work", "food"].contains(&meta.group.name()) {
            assert!(links.contains(&meta.name()), "{} is not on the page", meta.name());
        }
    }
}

#[test]
fn the_page_about_logs_shows_logs_and_links_rules() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/how-to/log.md");
    let page = std::fs::read_to_string(path).unwrap();
    let blocks: Vec<&str> =
        page.split("```meso\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        let parsed = meso_core::syntax::parse(block);
        assert!(parsed.lines.iter().all(|line| line.syntax.problems.is_empty()), "{block}");
    }
    for link in page.split("../rules/").skip(1).map(|rest| rest.split(".md)").next().unwrap()) {
        assert!(meso_lint::registry::find(link).is_some(), "{link}");
    }
}
