//! Which crate may use which, and what the pure ones must not touch.

use crate::meso::{output, program, read, root, tracked};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A crate and the crates of this workspace that it may use.
const ARROWS: [(&str, &[&str]); 13] = [
    ("meso-grammar", &[]),
    ("meso-core", &["meso-grammar"]),
    ("meso-analysis", &["meso-core"]),
    ("meso-lint", &["meso-core", "meso-analysis"]),
    ("meso-report", &["meso-core", "meso-analysis"]),
    ("meso-ide", &["meso-core", "meso-analysis", "meso-lint"]),
    ("meso-project", &["meso-core", "meso-lint"]),
    ("meso-lsp", &["meso-core", "meso-analysis", "meso-lint", "meso-report", "meso-ide", "meso-project"]),
    (
        "meso-cli",
        &["meso-core", "meso-analysis", "meso-lint", "meso-report", "meso-ide", "meso-project", "meso-lsp"],
    ),
    ("meso-py", &["meso-core", "meso-analysis", "meso-lint", "meso-report", "meso-ide", "meso-project"]),
    ("meso-bench", &["meso-grammar", "meso-core", "meso-analysis", "meso-lint", "meso-ide"]),
    ("meso-fuzz", &["meso-grammar", "meso-core", "meso-lint", "meso-report", "meso-lsp", "meso-cli"]),
    (
        "meso-tests",
        &["meso-grammar", "meso-core", "meso-analysis", "meso-lint", "meso-ide", "meso-lsp", "meso-cli"],
    ),
];

/// Crates that do no input or output, know no clock and start no thread.
const PURE: [&str; 6] = [
    "grammar",
    "crates/meso-core",
    "crates/meso-analysis",
    "crates/meso-lint",
    "crates/meso-report",
    "crates/meso-ide",
];

/// Heavy dependencies and the crates that may have them.
const HEAVY: [(&str, &[&str]); 5] = [
    ("pest", &["meso-grammar", "meso-fuzz"]),
    ("ndarray", &["meso-analysis", "meso-py", "meso-bench"]),
    ("clap", &["meso-cli"]),
    ("pyo3", &["meso-py"]),
    ("tokio", &["meso-lsp"]),
];

#[test]
fn crates_use_only_those_before_them() {
    for (name, used) in dependencies() {
        let allowed = ARROWS.iter().find(|(krate, _)| *krate == name);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{name} is not among the arrows: add it"));
        for dependency in used.iter().filter(|d| d.starts_with("meso-")) {
            assert!(allowed.contains(&dependency.as_str()), "{name} must not use {dependency}");
        }
        for (heavy, owners) in HEAVY {
            assert!(!used.contains(heavy) || owners.contains(&name.as_str()), "{name} must not use {heavy}");
        }
    }
}

#[test]
fn the_pure_crates_touch_nothing_outside() {
    let banned = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::thread",
        "std::io::",
        "SystemTime",
        "Instant::now",
        "Zoned::now",
        "Timestamp::now",
        "println!",
        "eprintln!",
    ];
    for file in
        tracked("*.rs").iter().filter(|file| PURE.iter().any(|p| file.starts_with(format!("{p}/src"))))
    {
        let text = read(file);
        for (number, line) in code_of(&text) {
            let found = banned.iter().find(|word| line.contains(*word));
            assert!(
                found.is_none(),
                "{}:{number}: {} has no place in a pure crate",
                file.display(),
                found.unwrap()
            );
        }
    }
}

/// The lines that are compiled into the crate: no comments, nothing below `#[cfg(test)]`.
fn code_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = text.split("#[cfg(test)]").next().unwrap_or("");
    code.lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Each crate of the workspace with what it is built from; what only its tests need is left out.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let mut cargo = program(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--format-version", "1", "--locked"]).current_dir(root());
    let output = output(&mut cargo);
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let needed = |package: &Value| {
        let all = package["dependencies"].as_array().unwrap().iter();
        all.filter(|d| d["kind"] != "dev").map(|d| d["name"].as_str().unwrap().to_owned()).collect()
    };
    packages.iter().map(|p| (p["name"].as_str().unwrap().to_owned(), needed(p))).collect()
}
