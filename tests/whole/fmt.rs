//! `meso fmt`: the layout changes, the plan does not.

use crate::meso::{examples, meso, meso_in, meso_with, read, root};
use std::path::{Path, PathBuf};

const CROOKED: &str =
    "plan   \"x\"\n units   km\n\n\nweek 1 #first\n   mon   rest\n tue 8km   E;foam-roll 10min\n";

/// Codes and messages, without places: layout moves them.
fn findings(folder: &Path, file: &str) -> Vec<(String, String)> {
    let run = meso_in(folder, ["check", "--show-info", "--format", "json", file]);
    let found: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    found.as_array().unwrap().iter().map(|f| (text(&f["code"]), text(&f["message"]))).collect()
}

#[test]
fn layout_settles_and_changes_no_finding() {
    let folder = tempfile::tempdir().unwrap();
    let mut plans: Vec<PathBuf> = examples();
    plans.extend(crate::meso::tracked("tests/plans/*.meso"));
    std::fs::create_dir_all(folder.path().join("library")).unwrap();
    std::fs::copy(root().join("examples/library/sessions.meso"), folder.path().join("library/sessions.meso"))
        .unwrap();
    for plan in plans {
        // As untidy as hands leave it: other indentation, blanks, no blank lines.
        let untidy: String = read(&plan).lines().map(|line| untidy(line) + "\n").collect();
        std::fs::write(folder.path().join("plan.meso"), &untidy).unwrap();
        let before = findings(folder.path(), "plan.meso");
        assert_eq!(meso_in(folder.path(), ["fmt", "plan.meso"]).code, 0);
        let once = std::fs::read_to_string(folder.path().join("plan.meso")).unwrap();
        assert_eq!(findings(folder.path(), "plan.meso"), before, "{}", plan.display());
        assert_eq!(meso_in(folder.path(), ["fmt", "--check", "plan.meso"]).code, 0, "{}", plan.display());
        assert_eq!(
            once.matches('#').count(),
            untidy.matches('#').count(),
            "{}: a comment is lost",
            plan.display()
        );
    }
}

fn untidy(line: &str) -> String {
    if line.starts_with([' ', '\t']) { format!("     {}   ", line.trim()) } else { line.to_owned() }
}

#[test]
fn standard_input_goes_to_standard_output() {
    let run = meso_with(&root(), ["fmt", "-"], CROOKED.as_bytes());
    assert_eq!(run.code, 0);
    assert_ne!(run.out, CROOKED);
    let again = meso_with(&root(), ["fmt", "-"], run.out.as_bytes());
    assert_eq!(again.out, run.out);
}

#[test]
fn check_and_diff_only_look() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.meso");
    std::fs::write(&file, CROOKED).unwrap();
    let check = meso_in(folder.path(), ["fmt", "--check", "."]);
    assert_eq!((check.code, check.out.as_str()), (1, "x.meso\n"));
    let diff = meso_in(folder.path(), ["fmt", "--diff", "x.meso"]);
    assert_eq!(diff.code, 1);
    assert!(diff.out.starts_with("--- x.meso\n+++ x.meso\n@@ "), "{}", diff.out);
    assert!(diff.out.contains("\n-plan   \"x\"\n"), "{}", diff.out);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), CROOKED);
    assert_eq!(meso_in(folder.path(), ["fmt", "."]).code, 0);
    assert_eq!(meso_in(folder.path(), ["fmt", "--check", "."]).code, 0);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "a temporary file is left");
}

#[test]
fn a_missing_plan_is_one_sentence() {
    let run = meso(["fmt", "no-such-plan.meso"]);
    assert_eq!((run.code, run.err.as_str()), (2, "meso: there is no file or folder `no-such-plan.meso`\n"));
}

#[test]
fn the_examples_are_laid_out() {
    let run = meso(["fmt", "--check", "examples"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}
