//! Whole plans with what the rules are to say of them, written as comments on their lines.
//!
//! `# warning: rule-a, rule-b; error: rule-c` expects exactly these findings at warning and above within the block (the
//! week) where it stands; `maybe warning: rule` allows one; text in brackets is for people.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_core::diagnostic::Severity;
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::Config;
use std::collections::BTreeMap;
use std::path::Path;

/// The head of a block, a level, a rule.
type Expected = (String, String, String);

#[test]
fn plans_give_what_their_comments_say() {
    for name in ["risky-autumn", "hamburg-marathon", "couch-to-5k"] {
        let text = read(name);
        let (wanted, allowed) = expected(&text);
        let mut got: BTreeMap<Expected, i32> = BTreeMap::new();
        for (block, severity, code) in found(name, &text) {
            *got.entry((block, severity, code)).or_default() += 1;
        }
        let mut faults = Vec::new();
        for (expected, count) in &wanted {
            if got.get(expected).copied().unwrap_or(0) < *count {
                faults.push(format!("missing: {expected:?}"));
            }
        }
        for (found, count) in &got {
            if *count > wanted.get(found).copied().unwrap_or(0) && !allowed.contains(found) {
                faults.push(format!("extra: {found:?}"));
            }
        }
        assert!(faults.is_empty(), "{name}\n{}", faults.join("\n"));
    }
}

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans").join(format!("{name}.meso"));
    std::fs::read_to_string(path).unwrap()
}

fn found(name: &str, text: &str) -> Vec<Expected> {
    let (sources, root) = Sources::with(SourceText::new(name, text));
    let checked = meso_lint::check(sources, root, &NoFiles, &Config::default());
    let blocks = blocks(text);
    let index = checked.analysis.sources.get(root).line_index().clone();
    checked
        .diagnostics
        .iter()
        .filter(|d| d.severity >= Severity::Warning)
        .map(|d| {
            let line = index.line_of(d.span.start) as usize;
            (blocks[line].clone(), d.severity.name().to_owned(), d.code.name.to_owned())
        })
        .collect()
}

/// The head of the block of each line.
fn blocks(text: &str) -> Vec<String> {
    let mut head = String::new();
    text.lines()
        .map(|line| {
            if !line.is_empty() && !line.starts_with([' ', '#']) {
                head = line.split('#').next().unwrap().trim().to_owned();
            }
            head.clone()
        })
        .collect()
}

fn expected(text: &str) -> (BTreeMap<Expected, i32>, Vec<Expected>) {
    let (mut wanted, mut allowed) = (BTreeMap::new(), Vec::new());
    for (line, block) in text.lines().zip(blocks(text)) {
        let Some((_, comment)) = line.split_once('#') else { continue };
        if block.is_empty() {
            continue;
        }
        let mut plain = String::new();
        let mut depth = 0;
        for c in comment.chars() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ if depth == 0 => plain.push(c),
                _ => {}
            }
        }
        for clause in plain.split(';') {
            let Some((level, names)) = clause.split_once(':') else { continue };
            let level = level.trim();
            let (maybe, level) = level.strip_prefix("maybe ").map_or((false, level), |level| (true, level));
            if !["error", "warning"].contains(&level) {
                continue;
            }
            for name in names.split(',').map(str::trim) {
                let entry = (block.clone(), level.to_owned(), name.to_owned());
                if maybe {
                    allowed.push(entry);
                } else {
                    *wanted.entry(entry).or_insert(0) += 1;
                }
            }
        }
    }
    (wanted, allowed)
}

#[test]
fn a_number_is_never_less_than_itself() {
    let days = (0..100).map(|n| format!("week {}\n  mon {}.{}mi E\n", n + 1, 3 + n % 7, n % 10));
    let text: String = std::iter::once("plan \"Miles\"\n".to_owned()).chain(days).collect();
    let (sources, root) = Sources::with(SourceText::new("miles", text));
    let analysis = meso_core::analyse(sources, root, &NoFiles, &meso_core::Options::default());
    assert!(analysis.diagnostics.is_empty(), "{:?}", analysis.diagnostics);
}
