//! Files that are made from the rules: a test makes them anew, and fails when they had to change.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_lint::rule::{Group, RuleMeta};
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
    refresh(&[(root.with_extension("rs"), text)]);
}

#[test]
fn every_kind_of_finding_has_its_page() {
    let folder = docs().join("rules");
    fs::create_dir_all(&folder).unwrap();
    let all = meso_lint::registry();
    let mut files = vec![(folder.join("README.md"), index(all))];
    files.extend(all.iter().map(|meta| (folder.join(format!("{}.md", meta.name())), page(meta))));
    refresh(&files);
    files.push((folder.join("evidence.md"), String::new()));
    for path in sorted(&folder) {
        assert!(
            files.iter().any(|(p, _)| *p == path),
            "{} is the page of no rule: delete it",
            path.display()
        );
    }
}

#[test]
fn the_schema_of_the_configuration_knows_every_rule() {
    let schema = meso_lint::config::schema();
    refresh(&[(docs().join("meso.schema.json"), schema)]);
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn page(meta: &RuleMeta) -> String {
    let docs =
        meta.code.docs.lines().map(|l| l.strip_prefix(' ').unwrap_or(l)).collect::<Vec<_>>().join("\n");
    let mut text = format!(
        "<!-- Made from the rule's source by `cargo test -p meso-lint --test generated`; not edited by hand. -->\n# {}\n\n| level | group | fix | grade of evidence | since |\n|---|---|---|---|---|\n",
        meta.name()
    );
    let grade = meta.grade.map_or_else(|| "-".to_owned(), |g| format!("[{}](evidence.md)", g.name()));
    let level =
        if meta.on { meta.level().name().to_owned() } else { format!("off ({})", meta.code.severity.name()) };
    let _ = writeln!(
        text,
        "| {level} | {} | {} | {grade} | {} |\n",
        meta.group.name(),
        meta.fix.name(),
        meta.since
    );
    text.push_str(docs.trim());
    text.push('\n');
    let options = (meta.options)();
    if !options.is_empty() {
        text.push_str("\n## Options\n\n| option | takes | default | meaning |\n|---|---|---|---|\n");
        for option in options {
            let meaning = option.docs.lines().map(str::trim).collect::<Vec<_>>().join(" ");
            let _ =
                writeln!(text, "| `{}` | {} | `{}` | {meaning} |", option.name, option.kind, option.default);
        }
    }
    if !meta.profiles.is_empty() {
        text.push_str("\n## Profiles\n\n");
        for change in meta.profiles {
            let mut says: Vec<String> = change.level.iter().map(|l| format!("`{}`", l.name())).collect();
            says.extend(change.options.iter().map(|(o, v)| format!("`{} = {v}`", o.replace('_', "-"))));
            let _ = writeln!(text, "- `{}`: {}", change.profile.name(), says.join(", "));
        }
    }
    text
}

fn index(all: &[&RuleMeta]) -> String {
    let mut text = String::from(
        "<!-- Made from the rules by `cargo test -p meso-lint --test generated`; not edited by hand. -->\n# Rules\n\nWhat `meso check` can find, by group and level. `meso explain NAME` shows the same pages in the terminal, and\n[Evidence](evidence.md) says what the grades mean, where sources disagree and what is not checked.\n\nInfo is silent unless asked for; off runs only when the configuration asks for it.\n",
    );
    for group in Group::ALL {
        let mut of: Vec<&&RuleMeta> = all.iter().filter(|m| m.group == *group).collect();
        of.sort_by_key(|m| (std::cmp::Reverse(m.level()), m.name()));
        if of.is_empty() {
            continue;
        }
        let _ = write!(
            text,
            "\n## {}\n\n{}\n\n| rule | level | fix | evidence | says |\n|---|---|---|---|---|\n",
            group.name(),
            group.docs()
        );
        for meta in of {
            let grade = meta.grade.map_or("", |g| g.name());
            let _ = writeln!(
                text,
                "| [{0}]({0}.md) | {1} | {2} | {grade} | {3} |",
                meta.name(),
                meta.level().name(),
                meta.fix.name(),
                meta.summary()
            );
        }
    }
    text
}

/// Writes the generated files that are stale, and fails if there were any, so that nobody commits the old ones.
fn refresh(files: &[(PathBuf, String)]) {
    let mut stale = Vec::new();
    for (path, text) in files {
        if fs::read_to_string(path).unwrap_or_default() != *text {
            fs::write(path, text).unwrap();
            stale.push(path.display().to_string());
        }
    }
    assert!(
        stale.is_empty(),
        "stale, and written anew; run the tests again, and commit:\n{}",
        stale.join("\n")
    );
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
