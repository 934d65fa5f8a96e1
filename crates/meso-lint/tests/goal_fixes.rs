//! Each fix of a goal and a race on two dates does what its title says: the two are on one day, and no date contradicts
//! another.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_core::diagnostic::Severity;
use meso_core::edit;
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::Checked;
use meso_lint::Config;

fn checked(text: &str) -> Checked {
    let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
    meso_lint::check(sources, root, &NoFiles, &Config::default())
}

const RULE: &str = "goal-date-mismatch";

#[test]
fn every_fix_brings_goal_and_race_together() {
    let heads = ["", "  start 2026-05-18\n", "  weeks 3\n", "  start 2026-05-18\n  weeks 3\n"];
    let bodies = [
        // A day late, a week early, on a written day, on a day of rest, a week late.
        "week 1\n  tue 8km E\nweek 2\n  tue 8km E\nweek 3\n  sun race 5km\n",
        "week 1\n  tue 8km E\nweek 2\n  sat race 5km\nweek 3\n  sun 8km E\n",
        "week 1\n  tue 8km E\nweek 2\n  sat race 5km\nweek 3\n  sat 8km E\n  sun 5km E\n",
        "week 1\n  tue 8km E\nweek 2\n  sat race 5km \"Park\"\nweek 3\n  sat rest\n  sun 5km E\n",
        "week 1\n  sun race 5km\nweek 2\n  tue 8km E\nweek 3\n  tue 8km E\n",
    ];
    let (mut found, mut fixed) = (0, 0);
    for head in heads {
        for body in bodies {
            let text = format!("plan \"x\"\n  goal 5km on 2026-06-06\n{head}{body}");
            let before = checked(&text);
            for finding in before.diagnostics.iter().filter(|d| d.code.name == RULE) {
                found += 1;
                assert!(!finding.fixes.is_empty(), "no fix for\n{text}");
                for fix in &finding.fixes {
                    fixed += 1;
                    let after = edit::apply(&text, &fix.edits).unwrap();
                    let wrong: Vec<_> = checked(&after)
                        .diagnostics
                        .iter()
                        .filter(|d| d.code.name == RULE || d.severity == Severity::Error)
                        .map(|d| d.message.clone())
                        .collect();
                    assert!(wrong.is_empty(), "{}: {wrong:?}\n{text}\n{after}", fix.title);
                }
            }
        }
    }
    assert!(found >= 15 && fixed >= 30, "{found} findings, {fixed} fixes");
}

#[test]
fn a_goal_beyond_the_plan_names_its_race_and_moves_to_it() {
    for (date, on) in [("2026-06-06", ""), ("2026-05-02", ""), ("2026-06-06", "on ")] {
        let text = format!(
            "plan \"x\"\n  goal 5km {on}{date}\n  start 2026-05-18\nweek 1\n  tue 8km E\nweek 2\n  sat race 5km\n"
        );
        let before = checked(&text);
        let said: Vec<_> = before.diagnostics.iter().filter(|d| d.severity >= Severity::Warning).collect();
        let [finding] = said[..] else { panic!("one fault, one finding: {said:?}") };
        assert_eq!(finding.code.name, "goal-date-outside-plan");
        assert!(
            finding.message.contains(date) && finding.message.contains("2026-05-30"),
            "{}",
            finding.message
        );
        let after = edit::apply(&text, &finding.fixes[0].edits).unwrap();
        assert_eq!(after, text.replace(date, "2026-05-30"));
        assert!(checked(&after).diagnostics.iter().all(|d| d.severity < Severity::Warning), "{after}");
    }
}
