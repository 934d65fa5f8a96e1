//! The examples of a rule's page are its tests: what `fails` is found, what `passes` is not, what is `fixed` is what the
//! fix writes.
#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests

use meso_core::codes;
use meso_core::diagnostic::{Applicability, Severity};
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::level::Level;
use meso_lint::profile::Profile;
use meso_lint::rule::{FixKind, RuleMeta};
use meso_lint::{Checked, Config};

/// Put before an example that is no whole plan.
const STANDARD: &str = "\
plan \"Example\"
  start 2027-01-04
  units km

athlete
  born 1990
  max-hr 190
  rest-hr 50
  recent 10km in 44:00 on 2026-10-04

";

struct Example<'d> {
    kind: &'d str,
    profile: Option<Profile>,
    text: String,
}

#[test]
fn every_rule_does_what_its_page_shows() {
    let mut faults = Vec::new();
    for meta in meso_lint::registry().iter().filter(|meta| meta.build.is_some()) {
        let examples = examples(meta);
        let mut last_failing = None;
        for example in &examples {
            let found = check(meta, example.profile, &example.text);
            let (ours, broken) = sort(meta, &found);
            let shown = || format!("{}\n--- it gives\n{}", example.text, show(&found));
            let mut fault = |what: &str| faults.push(format!("{}: {what}\n{}", meta.name(), shown()));
            if broken > 0 {
                fault("its example cannot be read");
            }
            match example.kind {
                "fails" if ours == 0 => fault("its failing example is silent"),
                "passes" | "fixed" if ours > 0 => fault("its good example is not silent"),
                _ => {}
            }
            match example.kind {
                "fails" => last_failing = Some(example),
                "fixed" => {
                    let fails: &Example<'_> = last_failing.expect("`fixed` comes after `fails`");
                    let fixed = fix(meta, fails);
                    if fixed != example.text {
                        faults.push(format!(
                            "{}: its fix writes something else than its page shows\n--- it writes\n{fixed}\n--- shown\n{}",
                            meta.name(),
                            example.text
                        ));
                    }
                }
                _ => {}
            }
        }
        let has = |kind: &str| examples.iter().any(|e| e.kind == kind);
        if !has("fails") || !has("passes") {
            faults.push(format!("{}: wants an example that fails and one that passes", meta.name()));
        }
        if meta.fix != FixKind::None && !has("fixed") {
            faults.push(format!("{}: says that it has a fix, and shows none", meta.name()));
        }
    }
    assert!(faults.is_empty(), "{} faults\n\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn every_page_has_its_parts() {
    for meta in meso_lint::registry().iter().filter(|meta| meta.build.is_some()) {
        let docs = meta.code.docs;
        for heading in ["## Why it matters", "## Evidence", "## Example"] {
            assert!(docs.contains(heading), "{} has no part `{heading}`", meta.name());
        }
        let grade = format!("Grade {}", meta.grade.unwrap().name());
        assert!(docs.contains(&grade), "{} does not say `{grade}`", meta.name());
        assert!(meta.summary().ends_with('.'), "{}: its summary is a sentence", meta.name());
        let file = meta.file.replace('\\', "/");
        let (group, name) = (meta.group.name().replace('-', "_"), meta.name().replace('-', "_"));
        assert!(file.ends_with(&format!("rules/{group}/{name}.rs")), "{} lives in {file}", meta.name());
        assert!(!meta.name().starts_with("avoid-"), "{} does not read after `allow`", meta.name());
    }
}

#[test]
fn profiles_name_options_that_are_there() {
    for meta in meso_lint::registry() {
        for change in meta.profiles {
            let mut rule = (meta.build.unwrap())();
            for (option, value) in change.options {
                let set = rule.set(option, meso_lint::quantity::Given::Text(value));
                assert_eq!(set, Ok(()), "{} {option} = {value}", meta.name());
            }
        }
    }
}

fn examples(meta: &RuleMeta) -> Vec<Example<'static>> {
    let mut examples = Vec::new();
    let mut lines = meta.code.docs.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.trim().strip_prefix("```meso,") else { continue };
        let body: Vec<&str> = lines
            .by_ref()
            .take_while(|l| l.trim() != "```")
            .map(|l| l.strip_prefix(' ').unwrap_or(l))
            .collect();
        let whole = body.iter().any(|l| l.starts_with("plan"));
        let text = format!("{}{}\n", if whole { "" } else { STANDARD }, body.join("\n"));
        let mut words = info.split(',');
        let kind = words.next().unwrap();
        assert!(["fails", "passes", "fixed"].contains(&kind), "{}: `{kind}`", meta.name());
        examples.push(Example { kind, profile: words.next().and_then(Profile::named), text });
    }
    examples
}

/// Only this rule's findings matter, at any level; it runs even if it is off unless asked for.
fn config(meta: &RuleMeta, profile: Option<Profile>) -> Config {
    let mut config = Config::default().with_profile(profile);
    if !meta.on {
        config.force(meta.name(), Level::from(meta.code.severity));
    }
    config
}

fn check(meta: &RuleMeta, profile: Option<Profile>, text: &str) -> Checked {
    let (sources, root) = Sources::with(SourceText::new("example.meso", text));
    meso_lint::check(sources, root, &NoFiles, &config(meta, profile))
}

/// How many findings are this rule's, and how many say that the example cannot be read.
fn sort(meta: &RuleMeta, checked: &Checked) -> (usize, usize) {
    let ours = checked.diagnostics.iter().filter(|d| d.code == meta.code).count();
    let broken = checked
        .diagnostics
        .iter()
        .filter(|d| d.severity > Severity::Info && codes::ALL.contains(&d.code))
        .count();
    (ours, broken)
}

fn fix(meta: &RuleMeta, example: &Example<'_>) -> String {
    let source = SourceText::new("example.meso", example.text.as_str());
    meso_lint::fix::fix(source, &NoFiles, &config(meta, example.profile), Applicability::Unsafe, &|d| {
        d.code == meta.code
    })
    .text
}

fn show(checked: &Checked) -> String {
    checked
        .diagnostics
        .iter()
        .map(|d| {
            let line =
                checked.analysis.sources.get(d.span.file).line_index().line_column(d.span.start).line + 1;
            format!("{line}: {}[{}] {}\n", d.severity.name(), d.code.name, d.message)
        })
        .collect()
}
