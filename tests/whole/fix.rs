//! `--fix`: what is fixed, what is left, and that nothing is fixed unasked.

use crate::meso::{meso_in, meso_with};
use std::fs;
use std::path::Path;

const SLIPS: &str = "plan \"x\"\n  units km\nweek 1\n  mon 8 km E   # by feel\n  tues rest\n  wed 5' E\n";
const FIXED: &str = "plan \"x\"\n  units km\nweek 1\n  mon 8km E   # by feel\n  tue rest\n  wed 5min E\n";

fn plan(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.meso"), text).unwrap();
    folder
}

fn text(folder: &Path) -> String {
    fs::read_to_string(folder.join("a.meso")).unwrap()
}

#[test]
fn safe_fixes_are_applied_on_demand() {
    let folder = plan(SLIPS);
    assert_eq!(meso_in(folder.path(), ["check"]).code, 1);
    assert_eq!(text(folder.path()), SLIPS);
    let run = meso_in(folder.path(), ["check", "--fix"]);
    assert_eq!((run.code, text(folder.path()).as_str()), (0, FIXED), "{}", run.out);
    assert_eq!(run.out, "1 plan checked, 3 findings fixed, nothing left\n");
}

#[test]
fn fixes_settle() {
    let folder = plan(SLIPS);
    meso_in(folder.path(), ["check", "--fix"]);
    let diff = meso_in(folder.path(), ["check", "--fix", "--diff"]);
    assert_eq!((diff.code, diff.out.as_str(), diff.err.as_str()), (0, "", ""));
}

#[test]
fn a_difference_is_shown_and_nothing_written() {
    let folder = plan(SLIPS);
    let run = meso_in(folder.path(), ["check", "--diff"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("-  mon 8 km E   # by feel\n") && run.out.contains("+  mon 8km E   # by feel\n"),
        "{}",
        run.out
    );
    assert_eq!(run.err, "would fix 3 findings\n");
    assert_eq!(text(folder.path()), SLIPS);
}

#[test]
fn what_changes_the_training_wants_to_be_asked_for() {
    let before = "plan \"x\"\n  units km\nweek 1\n  mon sauna 20min; 8km E\n";
    let folder = plan(before);
    assert_eq!(meso_in(folder.path(), ["check", "--fix"]).code, 1);
    assert_eq!(text(folder.path()), before);
    assert_eq!(meso_in(folder.path(), ["check", "--unsafe-fixes"]).code, 0);
    assert_eq!(text(folder.path()), before.replace("sauna 20min; 8km E", "8km E; sauna 20min"));
}

#[test]
fn a_rule_that_is_left_out_fixes_nothing() {
    let folder = plan(SLIPS);
    meso_in(folder.path(), ["check", "--fix", "--ignore", "notation"]);
    assert_eq!(text(folder.path()), SLIPS);
}

#[test]
fn line_ends_stay_as_they_are() {
    let folder = plan(&SLIPS.replace('\n', "\r\n"));
    meso_in(folder.path(), ["check", "--fix"]);
    assert_eq!(text(folder.path()), FIXED.replace('\n', "\r\n"));
}

#[test]
fn standard_input_comes_out_fixed() {
    let folder = tempfile::tempdir().unwrap();
    let run = meso_with(folder.path(), ["check", "--fix", "-"], SLIPS.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (0, FIXED));
}
