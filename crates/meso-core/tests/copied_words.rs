//! The words of sessions in weeks that are `like` others, and the goals of a plan.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_core::Analysis;
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};

fn analysed(text: &str) -> Analysis {
    let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
    meso_core::analyse(sources, root, &NoFiles, &meso_core::Options::default())
}

#[test]
fn copied_weeks_say_what_is_left_of_their_sessions() {
    let cases = [
        ("18km E", "100%", "18km E"),
        ("18km E", "80%", "14.4km E"),
        ("8mi E", "50%", "4mi E"),
        ("6-8km E", "50%", "3-4km E"),
        ("60min E", "75%", "45min E"),
        ("2km E + 6x(800m @I / 2min jog) + 2km E", "50%", "1km E + 3x(800m @I / 2min jog) + 1km E"),
        ("10km E with 4x20s strides", "100%", "10km E with 4x20s strides"),
        ("10km E + 4x20s strides", "50%", "5km E + 4x20s strides"),
        ("8km E \"by the river\"", "50%", "4km E \"by the river\""),
        ("race 10km", "50%", "race 10km"),
        ("1h30 E", "50%", "1h30 E at 50%"),
        ("loop()", "80%", "loop() at 80%"),
        ("loop()", "100%", "loop()"),
    ];
    for (written, volume, wanted) in cases {
        let text =
            format!("session loop\n  10km E\n\nweek 1\n  tue {written}\nweek 2 like 1 volume {volume}\n");
        let analysis = analysed(&text);
        let plan = &analysis.plan;
        let said: Vec<_> = plan.sessions.iter().map(|s| s.written(&analysis.sources).into_owned()).collect();
        assert_eq!(said, [written, wanted], "{volume}");
    }
}

#[test]
fn a_chain_of_copies_is_scaled_by_all_of_them() {
    let analysis =
        analysed("week 1\n  tue 20km E; rest\nweek 2 like 1 volume 50%\nweek 3 like 2 volume 50%\n");
    let said: Vec<_> =
        analysis.plan.sessions.iter().map(|s| s.written(&analysis.sources).into_owned()).collect();
    assert_eq!(said, ["20km E", "10km E", "5km E"]);
}

#[test]
fn the_goal_that_matters_most_is_the_plan_s_and_the_others_are_kept() {
    let half = "half-marathon on 2026-09-27";
    let marathon = "marathon on 2026-10-25";
    let cases = [
        (format!("goal {half}\n  goal {marathon}"), marathon),
        (format!("goal {marathon}\n  goal {half}"), marathon),
        (format!("goal A {half}\n  goal B {marathon}"), half),
        (format!("goal B {half}\n  goal A {marathon}"), marathon),
        (format!("goal C {marathon}\n  goal {half}"), half),
    ];
    for (goals, main) in cases {
        let analysis = analysed(&format!(
            "plan \"x\"\n  {goals}\n  start 2026-09-21\nweek 1\n  sun race half-marathon\n"
        ));
        assert!(analysis.diagnostics.iter().all(|d| d.code.name != "setting-value"), "{goals}");
        let plan = &analysis.plan;
        let said = analysis.sources.slice(plan.goal.as_ref().unwrap().span);
        assert!(said.ends_with(main), "{goals}: {said}");
        assert_eq!(plan.other_goals.len(), 1, "{goals}");
        assert!(plan.sessions.iter().all(|s| s.race.as_ref().is_some_and(|r| r.goal)), "{goals}");
    }
}
