//! Files that are made from the rules: a test makes them anew, and fails when they had to change.
#![allow(clippy::unwrap_used)] // helpers of tests

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn the_list_of_rules_is_the_folder_of_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut text = String::from(
        "//! All rules. Generated from the folder `rules/` by `cargo test -p meso-lint --test generated`; not edited by hand.\n\n",
    );
    let mut entries = String::new();
    for group in sorted(&root) {
        let name = stem(&group);
        let _ = writeln!(text, "/// {}", first_line_of_group(&name));
        let _ = writeln!(text, "pub mod {name} {{");
        for file in sorted(&group) {
            let rule = stem(&file);
            let _ = writeln!(text, "    pub mod {rule};");
            let _ = writeln!(entries, "    {name}::{rule}::{}::META,", camel(&rule));
        }
        text.push_str("}\n\n");
    }
    let _ = write!(
        text,
        "use crate::rule::RuleMeta;\n\n/// Every rule, by folder and name.\n#[rustfmt::skip]\npub static RULES: &[&RuleMeta] = &[\n{entries}];\n"
    );
    refresh(&root.with_extension("rs"), &text);
}

/// Writes a generated file if it is stale, and fails, so that nobody commits the old one.
fn refresh(path: &Path, text: &str) {
    if fs::read_to_string(path).unwrap_or_default() != text {
        fs::write(path, text).unwrap();
        panic!("{} was stale and has been written anew: run the tests again, and commit it", path.display());
    }
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn camel(name: &str) -> String {
    name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

fn first_line_of_group(name: &str) -> &'static str {
    meso_lint::rule::Group::ALL
        .iter()
        .find(|group| group.name().replace('-', "_") == name)
        .unwrap_or_else(|| panic!("`rules/{name}` is no group of rules"))
        .docs()
}
