//! Baselines: an old repository starts clean, and only what is new is said and fails.

use crate::meso::{Run, meso_in};
use serde_json::Value;
use std::fs;
use std::path::Path;

const OLD: &str = "plan \"x\"\n  units km\nweek 1\n  tue 8 km E\n  thu 8 km E\n  sat 8 km E\n  sat 8 km E\n";

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn check(folder: &Path, args: &[&str]) -> Run {
    meso_in(folder, [&["check", "--format", "concise"], args].concat())
}

/// A repository with five findings, all in its baseline, which the configuration names.
fn at_peace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "meso.toml", "baseline = \"meso-baseline.json\"\n");
    write(folder.path(), "plans/a.meso", OLD);
    write(folder.path(), "b.meso", "plan \"x\"\n  units km\nweek 1\n  mon 5 km E\n");
    let run = check(folder.path(), &["--write-baseline"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.starts_with("5 findings in `meso-baseline.json`"), "{run:?}");
    folder
}

#[test]
fn only_what_is_new_is_shown_and_fails() {
    let folder = at_peace();
    let shown = meso_in(folder.path(), ["config", "plans/a.meso"]).out;
    assert!(shown.contains("baseline      meso-baseline.json"), "{shown}");
    let run = check(folder.path(), &[]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (
            0,
            "2 plans checked, nothing to say; 5 can be fixed with --fix\n5 findings in the baseline not shown\n"
        )
    );
    // Lines above move what is known; a new line is new.
    write(folder.path(), "plans/a.meso", &format!("# why\n\n{OLD}week 2\n  mon 9 km E\n"));
    let run = check(folder.path(), &[]);
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("plans/a.meso:11:7: warning[notation]"), "{}", run.out);
    assert!(run.out.contains("1 warning in 2 plans"), "{}", run.out);
}

#[test]
fn equal_findings_count_as_often_as_they_were() {
    let folder = at_peace();
    write(folder.path(), "plans/a.meso", &format!("{OLD}  sat 8 km E\n"));
    let run = check(folder.path(), &["-q"]);
    assert_eq!((run.code, run.out.lines().count()), (1, 1), "{}", run.out);
}

#[test]
fn what_no_longer_occurs_is_said() {
    let folder = at_peace();
    write(folder.path(), "plans/a.meso", &OLD.replace("8 km", "8km"));
    let run = check(folder.path(), &[]);
    assert_eq!(run.code, 0);
    assert!(
        run.out.contains("4 of the baseline no longer occur: run --write-baseline again\n"),
        "{}",
        run.out
    );
    assert!(!check(folder.path(), &["b.meso"]).out.contains("no longer"), "a was not looked at");
    assert!(
        !check(folder.path(), &["--ignore", "notation"]).out.contains("no longer"),
        "nobody looked for it"
    );
    fs::remove_file(folder.path().join("plans/a.meso")).unwrap();
    assert!(check(folder.path(), &[]).out.contains("4 of the baseline no longer occur"));
    check(folder.path(), &["--write-baseline"]);
    let run = check(folder.path(), &[]);
    assert!(!run.out.contains("no longer"), "{}", run.out);
}

#[test]
fn it_means_the_same_from_any_folder_and_in_any_format() {
    let folder = at_peace();
    let absolute = folder.path().join("plans/a.meso");
    for args in [&["a.meso"][..], &["."], &["../b.meso", "./a.meso"], &[absolute.to_str().unwrap()]] {
        assert_eq!(check(&folder.path().join("plans"), args).code, 0, "{args:?}");
    }
    write(folder.path(), "meso.toml", "");
    let args = ["--baseline", "../meso-baseline.json", ".."];
    assert_eq!(check(&folder.path().join("plans"), &args).code, 0);
    assert_eq!(check(folder.path(), &[]).code, 1);
    for format in ["full", "json", "json-lines", "github", "gitlab", "sarif", "junit", "rdjson", "markdown"] {
        let args = ["check", "--format", format, "--baseline", "meso-baseline.json"];
        let run = meso_in(folder.path(), args);
        assert_eq!(run.code, 0, "{format}");
        assert!(!run.out.contains("km` is written `"), "{format}: {}", run.out);
        let statistics = check(folder.path(), &["--statistics", "--baseline", "meso-baseline.json"]);
        assert!(!statistics.out.contains("notation"), "{}", statistics.out);
    }
}

#[test]
fn the_file_is_sorted_and_reads_well_in_a_diff() {
    let folder = at_peace();
    let path = folder.path().join("meso-baseline.json");
    let text = fs::read_to_string(&path).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap();
    let files: Vec<&String> = json["findings"].as_object().unwrap().keys().collect();
    assert_eq!(files, ["b.meso", "plans/a.meso"]);
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("\"rule\"")).collect();
    assert_eq!(lines.len(), 5, "a finding a line");
    let mut sorted = lines[1..].iter().map(|line| line.trim_end_matches(',')).collect::<Vec<_>>();
    sorted.sort_unstable();
    assert_eq!(sorted, lines[1..].iter().map(|line| line.trim_end_matches(',')).collect::<Vec<_>>());
    // Lines that move change nothing in it, nor does a run from elsewhere.
    write(folder.path(), "plans/a.meso", &format!("# above\n{OLD}"));
    check(&folder.path().join("plans"), &["--write-baseline", ".."]);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    // Plans that are not looked at keep what they have.
    write(folder.path(), "b.meso", "plan \"x\"\n  units km\nweek 1\n  mon 5km E\n");
    check(folder.path(), &["--write-baseline", "b.meso"]);
    let now = fs::read_to_string(&path).unwrap();
    assert!(now.contains("plans/a.meso") && !now.contains("b.meso"), "{now}");
}

#[test]
fn a_baseline_that_cannot_be_used_is_said_plainly() {
    let folder = at_peace();
    let said = |args: &[&str]| {
        let run = check(folder.path(), args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        run.err
    };
    let missing = said(&["--baseline", "nowhere.json"]);
    assert_eq!(
        missing,
        "meso: there is no baseline `nowhere.json`; `meso check --write-baseline=nowhere.json` makes it\n"
    );
    let baseline = folder.path().join("meso-baseline.json");
    let text = fs::read_to_string(&baseline).unwrap();
    for (broken, why) in [
        ("", "EOF"),
        ("[]", "is no baseline"),
        ("{\"version\": 7, \"findings\": {}}", "version 7"),
        (&text.replace("  \"version\"", "<<<<<<< HEAD\n  \"version\""), "marks of a merge"),
        (&text[..text.len() / 2], "is no baseline"),
    ] {
        fs::write(&baseline, broken).unwrap();
        let said = said(&[]);
        assert!(said.contains(why) && said.lines().count() == 1, "{said}");
    }
    // What is no baseline is not overwritten.
    assert!(said(&["--write-baseline=b.meso"]).contains("is left as it is"));
    assert!(said(&["--write-baseline=plans"]).contains("is a folder"));
    fs::write(&baseline, text.replace("  \"version\"", "<<<<<<< HEAD\n  \"version\"")).unwrap();
    assert_eq!(check(folder.path(), &["--write-baseline"]).code, 0, "a merge is mended by writing it again");
    assert_eq!(check(folder.path(), &[]).code, 0);
}

#[test]
fn findings_in_libraries_are_in_it_once() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "lib/shared.meso", "session easy-run\n  8 km E\n");
    let plan = "use \"../lib/shared.meso\"\nplan \"x\"\n  units km\nweek 1\n  mon easy-run\n";
    write(folder.path(), "plans/a.meso", plan);
    write(folder.path(), "plans/b.meso", plan);
    write(folder.path(), "meso.toml", "baseline = \"known.json\"\n");
    let run = check(folder.path(), &["--write-baseline", "plans"]);
    assert!(run.out.starts_with("1 finding in `known.json`"), "{run:?}");
    for args in [&["plans"][..], &["plans/b.meso"], &["."]] {
        let run = check(folder.path(), args);
        assert_eq!(run.code, 0, "{args:?}: {run:?}");
        assert!(run.out.contains("1 finding in the baseline") && !run.out.contains("longer"), "{run:?}");
    }
}

#[test]
fn findings_beyond_the_wanted_number_count() {
    let folder = at_peace();
    let args = ["--max-findings", "2", "--baseline", "none.json"];
    fs::write(folder.path().join("none.json"), "{\"version\": 1, \"findings\": {}}").unwrap();
    let run = check(folder.path(), &args);
    assert_eq!((run.code, run.out.lines().count()), (1, 4), "{}", run.out);
    assert!(
        run.out.ends_with("3 more not shown (--max-findings)\n") && run.out.contains("5 warnings in 2 plans")
    );
    let counted = check(folder.path(), &["--statistics", "--max-findings", "2", "--baseline", "none.json"]);
    assert!(
        counted.out.contains("     5  warning  notation") && !counted.out.contains("more"),
        "{}",
        counted.out
    );
    let lenient =
        check(folder.path(), &["--max-findings", "2", "--fail-on", "error", "--baseline", "none.json"]);
    assert_eq!(lenient.code, 0);
    let none = check(folder.path(), &["--max-findings", "0", "-q", "--baseline", "none.json"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    for (format, each) in [
        ("json", "\"severity\":"),
        ("sarif", "\"ruleId\":"),
        ("junit", "<testcase "),
        ("gitlab", "\"check_name\":"),
        ("rdjson", "\"severity\":"),
        ("github", "::warning"),
    ] {
        let run = meso_in(
            folder.path(),
            ["check", "--format", format, "--max-findings", "1", "--baseline", "none.json"],
        );
        assert_eq!((run.code, run.out.matches(each).count()), (1, 1), "{format}");
        assert!(!run.out.contains("name=\"check\""), "a plan with findings is no passed case: {}", run.out);
        assert_eq!(run.err, "meso: 4 more not shown (--max-findings)\n");
    }
}
