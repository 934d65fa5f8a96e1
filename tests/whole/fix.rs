//! `--fix`: what is fixed, what is left, and that nothing is fixed unasked.

use crate::meso::{meso_in, meso_with, read};
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

/// The number before some words of a text; 0 if they are not there.
fn number_before(text: &str, words: &str) -> usize {
    let Some(at) = text.find(words) else { return 0 };
    text[..at].trim_end().rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn the_sum_promises_what_is_done_and_no_more() {
    let refused = "plan \"x\"\n  units km\n  weeks \"many\nweek 1\n  mon 8 km E\n";
    let hard = "2km E then 6x(1km @5k / 90s jog)";
    let joined =
        format!("week 1\n  mon {hard}\n  tue {hard}\n  thu 2km E then 5km E\n  sat 2km E then 5km E\n");
    let long = format!("week 1\n  mon 1km E{}\ntues 8 km E\n", " then 1km M".repeat(9));
    let bad_habits = read(Path::new("examples/bad-habits.meso"));
    let spelt = "week 1\n  mon 6x(800m @I / 90s jog)\n  tue 6x(800 m @I / 90s jog)\n";
    for before in [SLIPS, FIXED, refused, &joined, &long, &bad_habits, spelt] {
        for level in [&["--show-info"][..], &["--level", "notation=off"], &[]] {
            let folder = plan(before);
            let check = |args: &[&str]| {
                let arguments = ["check", "--isolated", "--no-cache", "--format", "concise"];
                meso_in(folder.path(), arguments.iter().chain(level).chain(args).copied().collect::<Vec<_>>())
            };
            let promised = number_before(&check(&[]).out, " can be fixed");
            let shown = number_before(&check(&["--fix", "--diff"]).err, " finding");
            let done = check(&["--fix"]);
            assert_eq!(shown, promised, "{before}");
            let fixed = number_before(&done.out, " fixed\n")
                + number_before(&done.out, " findings fixed, nothing left");
            let fixed = fixed + number_before(&done.out, " finding fixed, nothing left");
            assert_eq!(fixed, promised, "{}", done.out);
            assert!(!done.out.contains("can be fixed"), "{}", done.out);
            let once = text(folder.path());
            let again = check(&["--fix"]);
            assert_eq!(text(folder.path()), once);
            assert_eq!(number_before(&check(&[]).out, " can be fixed"), 0);
            assert!(
                !again.out.contains(" fixed\n") && !again.out.contains("fixed, nothing"),
                "{}",
                again.out
            );
        }
    }
}

#[test]
fn a_fix_that_is_refused_is_told_with_the_reason() {
    let folder = plan("plan \"x\"\n  units km\n  weeks \"many\nweek 1\n  mon 8 km E\n");
    let run = meso_in(folder.path(), ["check", "--isolated", "--fix"]);
    assert!(text(folder.path()).contains("mon 8km E") && text(folder.path()).contains("weeks \"many\n"));
    let reason = "a.meso:3: not fixed: `unclosed-string`, close the note: it would change the training";
    assert!(run.out.contains(reason), "{}", run.out);
    let difference = meso_in(folder.path(), ["check", "--isolated", "--fix", "--diff"]);
    assert!(difference.out.is_empty() && difference.err.contains(reason), "{}", difference.err);
    // What is not fixed unasked is nothing to be told of.
    assert!(!meso_in(folder.path(), ["check", "--isolated"]).out.contains("not fixed"));
}

#[test]
fn a_spelling_that_is_switched_off_hides_nothing() {
    let folder = plan("week 1\n  mon 6x(800m @I / 90s jog)\n  tue 6x(800 m @I / 90s jog)\n");
    let run = meso_in(folder.path(), ["check", "--isolated", "--level", "notation=off"]);
    assert!(run.out.contains("hard-day-back-to-back") && !run.out.contains("notation"), "{}", run.out);
    assert_eq!(run.code, 1);
}
