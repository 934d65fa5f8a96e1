//! Paces that change on the way: results that come in during the plan, and a VDOT or threshold from a week on.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_core::Analysis;
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};

fn analysed(text: &str) -> Analysis {
    let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
    meso_core::analyse(sources, root, &NoFiles, &meso_core::Options::default())
}

/// Seconds a kilometre of the first part of each session, in order.
fn paces(text: &str) -> Vec<i64> {
    let analysis = analysed(text);
    assert!(analysis.diagnostics.is_empty(), "{:?}\n{text}", analysis.diagnostics);
    let sessions = &analysis.plan.sessions;
    assert!(sessions.iter().enumerate().all(|(n, s)| s.id.0 as usize == n));
    let pace =
        |s: &meso_core::plan::Session| s.parts[0].speed.unwrap().middle().pace().to_s_per_km().round() as i64;
    sessions.iter().map(pace).collect()
}

const WEEKS: &str = "week 1\n  tue 8km T\n  sun 8km T\nweek 2\n  tue 8km T\n  sun 8km T\nweek 3 like 1\n";

fn with(athlete: &str) -> Vec<i64> {
    paces(&format!("plan \"x\"\n  start 2027-01-04\nathlete\n{athlete}\n{WEEKS}"))
}

#[test]
fn a_result_holds_from_its_day_on() {
    let slow = with("  recent 10km in 50:00 on 2026-12-01")[0];
    let fast = with("  recent 10km in 45:00 on 2026-12-01")[0];
    assert!(fast < slow);
    let changes =
        |on: &str| with(&format!("  recent 10km in 50:00 on 2026-12-01\n  recent 10km in 45:00 on {on}"));
    assert_eq!(changes("2027-01-12"), [slow, slow, fast, fast, fast, fast]);
    assert_eq!(changes("2027-01-13"), [slow, slow, slow, fast, fast, fast]);
    assert_eq!(changes("2027-01-24"), [slow, slow, slow, slow, slow, fast]);
    assert_eq!(changes("2027-02-24"), [slow; 6]);
    assert_eq!(changes("2026-12-24"), [fast; 6]);
    // In whatever order they stand; before the first result there is nothing better than it.
    let turned = with("  recent 10km in 45:00 on 2027-01-13\n  recent 10km in 50:00 on 2026-12-01");
    assert_eq!(turned, [slow, slow, slow, fast, fast, fast]);
    assert_eq!(with("  recent 10km in 45:00 on 2027-01-13"), [fast; 6]);
}

#[test]
fn vdot_and_threshold_hold_from_a_week_on() {
    let (low, high) = (with("  vdot 45")[0], with("  vdot 50")[0]);
    assert!(high < low);
    assert_eq!(with("  vdot 45\n  vdot 50 from week 2"), [low, low, high, high, high, high]);
    assert_eq!(with("  vdot 50 from week 3\n  vdot 45"), [low, low, low, low, high, high]);
    assert_eq!(
        with("  threshold 4:30/km\n  threshold 4:20/km from week 2\n  threshold 4:10/km from week 3"),
        [270, 270, 260, 260, 250, 250]
    );
}

#[test]
fn totals_follow_the_paces() {
    let text = "plan \"x\"\n  start 2027-01-04\nathlete\n  vdot 40\n  vdot 50 from week 2\nweek 1\n  tue 60min E\nweek 2 like 1\n";
    let analysis = analysed(text);
    let [first, second] = &analysis.plan.weeks[..] else { panic!("two weeks") };
    assert!(second.distance.middle() > first.distance.middle());
    let run = analysis.plan.sessions_of(1).next().unwrap();
    assert_eq!(second.distance.middle(), run.distance.middle());
}

#[test]
fn days_that_the_calendar_chose_stay_together() {
    let text = "plan \"x\"\n  start 2027-01-04\nathlete\n  recent 10km in 50:00 on 2026-12-01\n  recent 10km in 45:00 on 2027-01-06\n\
                week 1\n  any 8km T\n  any 8km E\n  any 90min E\nweek 2\n  any 8km T\n";
    let analysis = analysed(text);
    let per_week: Vec<usize> = (0..2).map(|week| analysis.plan.sessions_of(week).count()).collect();
    assert_eq!(per_week, [3, 1]);
    let days: std::collections::BTreeSet<_> = analysis.plan.sessions.iter().map(|s| s.day).collect();
    assert_eq!(days.len(), 4);
}

#[test]
fn a_week_that_is_not_there_is_a_finding() {
    let analysis = analysed("athlete\n  vdot 45\n  vdot 50 from week 9\nweek 1\n  tue 8km T\n");
    let said: Vec<_> = analysis.diagnostics.iter().map(|d| (d.code.name, d.message.as_str())).collect();
    assert_eq!(said, [("unknown-week", "there is no week 9")]);
    let analysis = analysed("athlete\n  vdot 45 from\nweek 1\n  tue 8km T\n");
    assert!(analysis.diagnostics.iter().any(|d| d.code.name == "setting-value"));
}
