//! What the project is built from, and that the pages on trust tell of tests which are there.

use crate::meso::{read, tracked};
use std::path::Path;

/// Pages that name the test of each promise, as `` `file`: `test` ``.
const PAGES: [&str; 3] = ["docs/reliability.md", "SECURITY.md", "ARCHITECTURE.md"];

/// A file and a test in it.
type Named = (String, String);

/// What stands in backticks in a cell, with what stands before each: a file, then the tests in it after a colon.
fn named_tests(page: &str) -> Vec<Named> {
    let mut found = Vec::new();
    for line in page.lines().filter(|line| line.starts_with('|')) {
        let mut parts = line.split('`');
        let mut file: Option<String> = None;
        let mut listing = false;
        let mut between = parts.next().unwrap_or_default();
        while let (Some(code), Some(after)) = (parts.next(), parts.next()) {
            let is_file =
                Path::new(code).extension().is_some_and(|e| ["rs", "py", "ts"].iter().any(|k| e == *k));
            let follows = between.trim() == ":" || (listing && matches!(between.trim(), "," | "and"));
            match &file {
                Some(file) if !is_file && follows => {
                    found.push((file.clone(), code.to_owned()));
                    listing = true;
                }
                _ => (file, listing) = (is_file.then(|| code.to_owned()), false),
            }
            between = after;
        }
    }
    found
}

#[test]
fn pages_on_trust_name_tests_that_are_there() {
    let mut missing = Vec::new();
    let mut count = 0;
    for page in PAGES {
        for (file, test) in named_tests(&read(Path::new(page))) {
            count += 1;
            let there = [format!("fn {test}("), format!("def {test}("), format!("test(\"{test}\"")];
            let text = std::fs::read_to_string(crate::meso::root().join(&file)).unwrap_or_default();
            if !there.iter().any(|way| text.contains(way)) {
                missing.push(format!("{page}: `{file}`: `{test}`"));
            }
        }
    }
    assert!(count > 40, "{count} tests are named");
    assert!(missing.is_empty(), "no such tests:\n{}", missing.join("\n"));
}

#[test]
fn a_test_that_is_not_there_is_noticed() {
    let named = named_tests(
        "| a promise | `a/b.rs`: `one`, `two` and `three`; `c.py`: `four` | `five` |\n| b | `d.rs`, `seven` |\n`x.rs`: `six`\n",
    );
    let expected = [("a/b.rs", "one"), ("a/b.rs", "two"), ("a/b.rs", "three"), ("c.py", "four")];
    assert_eq!(named, expected.map(|(file, test)| (file.to_owned(), test.to_owned())));
}

#[test]
fn unsafe_code_is_listed_and_argued() {
    let security = read(Path::new("SECURITY.md"));
    let mut files = Vec::new();
    for file in tracked("*.rs") {
        let text = read(&file);
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            // Put together here, so that this line is none.
            let words = [
                ["un", "safe {"],
                ["un", "safe fn"],
                ["un", "safe impl"],
                ["un", "safe extern"],
                ["#[un", "safe("],
            ];
            if code.contains('"') || !words.iter().any(|word| code.contains(&word.concat())) {
                continue;
            }
            let above = lines.get(at.saturating_sub(4)..at).unwrap_or_default();
            assert!(
                above.iter().any(|l| l.contains("// SAFETY: ")),
                "{}:{}: say why it is sound",
                file.display(),
                at + 1
            );
            files.push(file.to_string_lossy().replace('\\', "/"));
        }
    }
    files.dedup();
    assert!(!files.is_empty());
    for file in files {
        assert!(security.contains(&format!("| `{file}` |")), "{file} is not listed in SECURITY.md");
    }
}

#[test]
fn actions_are_pinned_by_commit() {
    for file in ["action.yml", "docs/how-to/github.md", "docs/how-to/ci.md"] {
        for line in read(Path::new(file)).lines() {
            let Some((_, action)) = line.split_once("uses: ") else { continue };
            let (name, version) = action.split_once('@').unwrap_or((action, ""));
            let commit = version.split(' ').next().unwrap_or_default();
            let pinned = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
            // Ours is the reader's choice; SECURITY.md says why the other one is not.
            let excepted = ["mesocycle/mesocycle", "github/codeql-action/upload-sarif"].contains(&name);
            assert!(pinned || excepted, "{file}: {action}");
        }
    }
}

#[test]
fn what_is_locked_comes_from_the_registry_with_its_checksum() {
    let lock = read(Path::new("Cargo.lock"));
    for package in lock.split("[[package]]").skip(1).filter(|package| package.contains("source = ")) {
        assert!(package.contains("source = \"registry+"), "{package}");
        assert!(package.contains("checksum = \""), "{package}");
    }
    for line in read(Path::new("tests/constraints.txt")).lines().filter(|line| !line.starts_with('#')) {
        assert!(line.contains("==") && line.contains("; python_version"), "{line}");
    }
}
