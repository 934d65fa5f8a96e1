//! The formats that pipelines read: each tells the same findings, in the reader's own form.

use crate::meso::{meso, meso_in};
use serde_json::Value;
use std::collections::BTreeSet;

const PLAN: &str = "examples/bad-habits.meso";

fn read_json(args: &[&str]) -> Value {
    serde_json::from_str(&meso(args.to_vec()).out).unwrap()
}

/// Rule and line of every finding, as the documented format has them.
fn expected() -> Vec<(String, u64)> {
    let found = read_json(&["check", "--format", "json", PLAN]);
    let found = found.as_array().unwrap().iter();
    found.map(|f| (f["code"].as_str().unwrap().to_owned(), f["start"]["line"].as_u64().unwrap())).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn a_line_an_object() {
    let run = meso(["check", "--format", "json-lines", PLAN]);
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Value::Array(lines), read_json(&["check", "--format", "json", PLAN]));
}

#[test]
fn github_reads_workflow_commands() {
    let run = meso(["check", "--format", "github", PLAN]);
    let mut found = Vec::new();
    for line in run.out.lines() {
        let (command, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (level, properties) = command.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&level), "{line}");
        let properties: Vec<(&str, &str)> =
            properties.split(',').map(|property| property.split_once('=').unwrap()).collect();
        let value = |key| properties.iter().find(|(k, _)| *k == key).map(|(_, value)| *value).unwrap();
        assert_eq!(value("file"), PLAN);
        assert!(!message.is_empty());
        found.push((value("title").to_owned(), value("line").parse().unwrap()));
    }
    assert_eq!(found, expected());
}

#[test]
fn gitlab_and_reviewdog_read_the_same() {
    let report = read_json(&["check", "--format", "gitlab", PLAN]);
    let report = report.as_array().unwrap();
    let of =
        |f: &Value| (text(&f["check_name"]), f["location"]["positions"]["begin"]["line"].as_u64().unwrap());
    assert_eq!(report.iter().map(of).collect::<Vec<_>>(), expected());
    let fingerprints: BTreeSet<_> = report.iter().map(|f| text(&f["fingerprint"])).collect();
    assert_eq!(fingerprints.len(), report.len(), "every finding has a fingerprint of its own");

    let report = read_json(&["check", "--format", "rdjson", PLAN]);
    let of =
        |f: &Value| (text(&f["code"]["value"]), f["location"]["range"]["start"]["line"].as_u64().unwrap());
    assert_eq!(report["diagnostics"].as_array().unwrap().iter().map(of).collect::<Vec<_>>(), expected());
}

#[test]
fn sarif_names_the_rule_of_each_result() {
    let log = read_json(&["check", "--format", "sarif", PLAN]);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let of = |r: &Value| {
        let region = &r["locations"][0]["physicalLocation"]["region"];
        (text(&r["ruleId"]), region["startLine"].as_u64().unwrap())
    };
    assert_eq!(results.iter().map(of).collect::<Vec<_>>(), expected());
}

#[test]
fn fingerprints_outlive_edits_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let plan = |text: &str| {
        std::fs::write(folder.path().join("plan.meso"), text).unwrap();
        let run = meso_in(folder.path(), ["check", "--format", "gitlab", "plan.meso"]);
        let report: Value = serde_json::from_str(&run.out).unwrap();
        report.as_array().unwrap().iter().map(|f| text_of(f, "fingerprint")).collect::<BTreeSet<_>>()
    };
    let before = plan("plan \"x\"\nweek 1\n  tue 8 km E\n  fri 5' E\n");
    let after = plan("# a remark\nplan \"x\"\n\nweek 1\n  mon rest\n  tue  8 km E\n  fri 6' E\n");
    assert_eq!((before.len(), after.len()), (2, 2));
    assert_eq!(
        before.intersection(&after).count(),
        1,
        "the line that changed is another finding, the other is not"
    );
}

fn text_of(value: &Value, key: &str) -> String {
    text(&value[key])
}

#[test]
fn junit_has_a_suite_a_plan_and_a_case_a_finding() {
    let run = meso(["check", "--format", "junit", PLAN, "examples/spring-5k.meso"]);
    assert_eq!(run.out.matches("<testsuite ").count(), 2);
    assert_eq!(run.out.matches("</testcase>").count(), expected().len());
    assert_eq!(
        run.out.matches("<testcase ").count(),
        expected().len() + 1,
        "a clean plan has a case that passes"
    );
    assert!(run.out.starts_with("<?xml") && run.out.ends_with("</testsuites>\n"));
}

#[test]
fn markdown_has_a_row_a_finding() {
    let run = meso(["check", "--format", "markdown", PLAN]);
    let rows: Vec<&str> =
        run.out.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| |")).collect();
    assert_eq!(rows.len(), expected().len());
    for ((rule, line), row) in expected().iter().zip(rows) {
        assert!(row.contains(&format!("[{rule}](")) && row.contains(&format!("| {line} |")), "{row}");
    }
}
