//! The formats of `meso check`: each with a snapshot, and read back where a program would.

use crate::meso::{meso, meso_in, read, root};
use expect_test::expect_file;
use serde_json::Value;
use std::path::Path;

const PLAN: &str = "examples/bad-habits.meso";

/// Every format of `--format` with the ending of its snapshot.
const FORMATS: [(&str, &str); 10] = [
    ("full", "txt"),
    ("concise", "txt"),
    ("json", "json"),
    ("json-lines", "jsonl"),
    ("github", "txt"),
    ("gitlab", "json"),
    ("sarif", "json"),
    ("junit", "xml"),
    ("rdjson", "json"),
    ("markdown", "txt"),
];

#[test]
fn every_format_says_what_it_said_before() {
    for (format, ending) in FORMATS {
        let run = meso(["check", "--format", format, PLAN]);
        assert_eq!(run.code, 1, "{}", run.err);
        let text = if format == "sarif" { without_manual(&run.out) } else { run.out };
        expect_file![root().join(format!("tests/snapshots/formats/{format}.{ending}"))].assert_eq(&text);
    }
}

/// A log of SARIF whose rules are only named: their pages have tests of their own.
fn without_manual(log: &str) -> String {
    let mut log: Value = serde_json::from_str(log).unwrap();
    let run = &mut log["runs"][0];
    run["tool"]["driver"]["semanticVersion"] = "VERSION".into();
    let rules = run["tool"]["driver"]["rules"].as_array_mut().unwrap();
    let name = |rule: &Value| Value::from(rule["id"].as_str().unwrap());
    assert!(rules.iter().all(|rule| rule["help"]["text"].as_str().is_some_and(|text| text.len() > 20)));
    let names: Vec<Value> = rules.iter().map(name).collect();
    *rules = Vec::new();
    for result in run["results"].as_array_mut().unwrap() {
        // It moves with every rule that is added.
        let index = result.as_object_mut().unwrap().remove("ruleIndex").unwrap();
        assert_eq!(names[usize::try_from(index.as_u64().unwrap()).unwrap()], result["ruleId"]);
    }
    format!("{log:#}\n")
}

#[test]
fn the_formats_are_those_of_the_help() {
    let help = meso(["check", "--help"]).out;
    let listed = help.split("--format <FORMAT>").nth(1).unwrap().split("--fail-on").next().unwrap();
    let listed: Vec<&str> =
        listed.lines().filter_map(|line| line.trim().strip_prefix("- ")?.split(':').next()).collect();
    assert_eq!(listed, FORMATS.map(|(format, _)| format));
}

#[test]
fn concise_says_a_line_a_finding() {
    let run = meso(["check", "--format", "concise", PLAN]);
    for line in run.out.lines().filter(|line| line.starts_with(PLAN)) {
        let place: Vec<&str> = line.splitn(4, ':').collect();
        assert!(place[1].parse::<u32>().is_ok() && place[2].parse::<u32>().is_ok(), "{line}");
    }
}

#[test]
fn json_is_a_list_of_the_documented_objects() {
    let run = meso(["check", "--format", "json", PLAN]);
    let found: Value = serde_json::from_str(&run.out).unwrap();
    let found = found.as_array().unwrap();
    assert!(!found.is_empty());
    let documented = documented_keys();
    let text = read(Path::new(PLAN));
    for finding in found {
        let keys: Vec<&str> = finding.as_object().unwrap().keys().map(String::as_str).collect();
        let mut wanted: Vec<&str> = documented.iter().map(String::as_str).collect();
        wanted.sort_unstable();
        assert_eq!(keys, wanted);
        assert_eq!(finding["file"], PLAN);
        let line = finding["start"]["line"].as_u64().unwrap();
        let column = finding["start"]["column"].as_u64().unwrap();
        let length = text.lines().nth(usize::try_from(line).unwrap() - 1).unwrap().chars().count() as u64;
        assert!((1..=length + 1).contains(&column), "{finding}");
        for fix in finding["fixes"].as_array().unwrap() {
            assert!(["safe", "unsafe"].contains(&fix["applicability"].as_str().unwrap()), "{fix}");
            assert!(!fix["edits"].as_array().unwrap().is_empty(), "{fix}");
        }
    }
}

/// The keys of the table in docs/json.md.
fn documented_keys() -> Vec<String> {
    let page = read(Path::new("docs/json.md"));
    let table = page.split("## A finding").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split('`').next()).map(str::to_owned).collect()
}

#[test]
fn the_example_of_the_json_page_is_what_check_prints() {
    let page = read(Path::new("docs/json.md"));
    let plan = block(&page, "meso");
    let said = block(&page, "json");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.meso"), plan).unwrap();
    let run = meso_in(folder.path(), ["check", "--format", "json", "plan.meso"]);
    let (found, said): (Value, Value) =
        (serde_json::from_str(&run.out).unwrap(), serde_json::from_str(said).unwrap());
    assert_eq!(found, said, "\n{found:#}");
}

fn block<'p>(page: &'p str, kind: &str) -> &'p str {
    page.split(&format!("```{kind}\n")).nth(1).unwrap().split("```").next().unwrap()
}

#[test]
fn an_empty_list_is_json_too() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.meso"), "plan \"x\"\nweek 1\n  mon 5km E\n").unwrap();
    let run = meso_in(folder.path(), ["check", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&run.out).unwrap(), Value::Array(Vec::new()), "{}", run.out);
}

#[test]
fn colours_are_for_terminals() {
    assert!(!meso(["check", PLAN]).out.contains('\u{1b}'));
    let colored = meso(["check", "--color", "always", PLAN]);
    assert!(colored.out.contains("\u{1b}["));
    let plain = anstream_strip(&colored.out);
    assert_eq!(plain, meso(["check", PLAN]).out);
}

/// The text without escape sequences.
fn anstream_strip(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |acc, part| acc + part.split_once('m').map_or(part, |(_, rest)| rest))
}

#[test]
fn statistics_count_each_rule() {
    let run = meso(["check", "--statistics", PLAN]);
    expect_file![root().join("tests/snapshots/formats/statistics.txt")].assert_eq(&run.out);
    let found: Value = serde_json::from_str(&meso(["check", "--format", "json", PLAN]).out).unwrap();
    let rows = run.out.lines().filter_map(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    // The last row is the sum's.
    let total: usize = rows.take(run.out.lines().count() - 1).sum();
    assert_eq!(total, found.as_array().unwrap().len());
}

#[test]
fn what_is_only_worth_knowing_is_silent_unless_asked_for() {
    let level = |args: &[&str]| {
        let run = meso([&["check", "--format", "json", PLAN], args].concat());
        let found: Value = serde_json::from_str(&run.out).unwrap();
        found.as_array().unwrap().iter().filter(|f| f["severity"] == "info").count()
    };
    assert_eq!(level(&[]), 0);
    assert!(level(&["--show-info"]) > 0);
    assert!(level(&["--fail-on", "info"]) > 0);
}

#[test]
fn the_lists_of_rules_agree() {
    let rules: Value = serde_json::from_str(&meso(["rules", "--format", "json"]).out).unwrap();
    let text = meso(["rules"]).out;
    let rules = rules.as_array().unwrap();
    assert!(rules.len() > 25);
    for rule in rules {
        let name = rule["name"].as_str().unwrap();
        assert!(text.contains(name), "{name}");
        let page = meso(["explain", name]);
        assert_eq!(page.code, 0);
        assert!(page.out.starts_with(name) && page.out.len() > 80, "{}", page.out);
        assert!(rule["summary"].as_str().unwrap().len() > 10, "{rule}");
    }
    let unknown = meso(["explain", "hard-day-back-to-bak"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `hard-day-back-to-back`?"), "{}", unknown.err);
}
