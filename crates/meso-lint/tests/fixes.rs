//! Fixing settles, keeps the plan readable, and brings no finding of a kind that there was less of.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_core::codes;
use meso_core::diagnostic::{Applicability, Diagnostic, Severity};
use meso_core::load::NoFiles;
use meso_core::text::SourceText;
use meso_lint::Config;
use meso_lint::fix::{Fixed, Outcome, fix};

const PLANS: [(&str, &str); 4] = [
    ("risky-autumn", include_str!("plans/risky-autumn.meso")),
    ("slips", include_str!("plans/slips.meso")),
    ("hamburg-marathon", include_str!("plans/hamburg-marathon.meso")),
    ("couch-to-5k", include_str!("plans/couch-to-5k.meso")),
];

fn fixed(name: &str, text: &str, trust: Applicability) -> Fixed {
    fix(SourceText::new(name, text), &NoFiles, &Config::default(), trust, &|_| true)
}

#[test]
fn fixing_settles() {
    for (name, text) in PLANS {
        for trust in [Applicability::Safe, Applicability::Unsafe] {
            let once = fixed(name, text, trust);
            let twice = fixed(name, &once.text, trust);
            assert_eq!(twice.text, once.text, "{name}: {:?}", twice.applied);
        }
    }
}

#[test]
fn what_is_safe_is_done() {
    let misspelt = "plan \"Example\"\nweek 1\n  tue 8km E; allow rest-day-mising \"a reason\"\n";
    for (name, text) in PLANS.into_iter().chain([("misspelt", misspelt)]) {
        let fixed = fixed(name, text, Applicability::Safe);
        assert_eq!(fixed.outcome, Outcome::Settled, "{name}");
        let left = fixed.checked.diagnostics.iter().flat_map(|d| &d.fixes);
        let left: Vec<_> = left.filter(|fix| fix.applicability == Applicability::Safe).collect();
        assert!(left.is_empty(), "{name}: {left:?}");
    }
}

#[test]
fn what_is_done_about_the_training_brings_nothing_new() {
    for (name, text) in PLANS {
        let of_text = |d: &Diagnostic| codes::ALL.contains(&d.code);
        let source = SourceText::new(name, text);
        let read = fix(source, &NoFiles, &Config::default(), Applicability::Unsafe, &of_text);
        let (before, after) = (&read.checked, fixed(name, &read.text, Applicability::Unsafe).checked);
        let count = |checked: &meso_lint::Checked, code: &str| {
            checked
                .diagnostics
                .iter()
                .filter(|d| d.severity >= Severity::Warning && d.code.name == code)
                .count()
        };
        for diagnostic in &after.diagnostics {
            let code = diagnostic.code.name;
            assert!(count(&after, code) <= count(before, code), "{name}: {code}");
        }
    }
}

#[test]
fn safe_fixes_leave_the_training_alone() {
    let text =
        "plan \"Example\"\nweek 1\n  tue 8km E; allow rest-day-missing \"a reason\"\n  thu 6×400m @5k\n";
    let fixed = fixed("example", text, Applicability::Safe);
    assert_eq!(fixed.text, "plan \"Example\"\nweek 1\n  tue 8km E\n  thu 6x400m @5k\n");
    assert_eq!(fixed.applied.len(), 2, "{:?}", fixed.applied);
}

#[test]
fn an_allow_on_a_line_of_its_own_goes_with_its_line() {
    let text =
        "plan \"Example\"\nweek 1\n  tue 8km E\n      - allow rest-day-missing \"a reason\"\n  thu 8km E\n";
    let fixed = fixed("example", text, Applicability::Safe);
    assert_eq!(fixed.text, "plan \"Example\"\nweek 1\n  tue 8km E\n  thu 8km E\n");
}

#[test]
fn an_allow_silences_its_rule_in_its_place_only() {
    let hard = "2km E + 6x(800m @I / 2min jog) + 2km E";
    let plan = |first: &str, second: &str| {
        format!(
            "plan \"Example\"\nweek 1{first}\n  tue {hard}\n  wed {hard}\n  sun rest\nweek 2\n  tue {hard}\n  wed {hard}{second}\n"
        )
    };
    let count = |text: &str| {
        let found = fixed("example", text, Applicability::Safe).checked.diagnostics;
        found.iter().filter(|d| d.code.name == "hard-day-back-to-back").count()
    };
    assert_eq!(count(&plan("", "")), 2);
    assert_eq!(count(&plan("\n  allow hard-day-back-to-back \"a reason\"", "")), 1);
    assert_eq!(count(&plan("", "; allow hard-day-back-to-back \"a reason\"")), 1);
}

#[test]
fn a_race_keeps_its_day() {
    let text = "plan \"Example\"\nweek 1\n  tue 8km E\n  wed 6km E\n  thu 6km E\n  sat 2km E + 4x(1km @I / 2min jog) + 2km E\n  sun race 10km\n";
    let found = fixed("example", text, Applicability::Safe).checked;
    assert!(found.diagnostics.iter().any(|d| d.code.name == "hard-day-back-to-back"));
    let race = u32::try_from(text.find("race 10km").unwrap()).unwrap();
    for edit in found.diagnostics.iter().flat_map(|d| &d.fixes).flat_map(|fix| &fix.edits) {
        assert!(!edit.span.touches(race), "{edit:?}");
    }
}
