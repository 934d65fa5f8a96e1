//! What an `allow` reaches, and what is said of one that reaches nothing.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_core::diagnostic::Applicability;
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::Config;

const HARD: &str = "2km E + 6x(800m @I / 2min jog) + 2km E";
const RULE: &str = "hard-day-back-to-back";

/// Two pairs of hard days: in the first week, and in the second. `{…}` of the template stand for what is written there.
fn plan(head: &str, week: &str, day: &str) -> String {
    format!(
        "plan \"Example\"\n{head}week 1\n{week}  tue {HARD}\n  wed {HARD}{day}\n  sun rest\nweek 2\n  tue {HARD}\n  wed {HARD}\n"
    )
}

/// The names of what is said, with the lines, of three rules.
fn said(text: &str) -> Vec<String> {
    let (sources, root) = Sources::with(SourceText::new("example", text));
    let checked = meso_lint::check(sources, root, &NoFiles, &Config::default());
    let ours = [RULE, "unused-allow", "unknown-rule"];
    let found = checked.diagnostics.iter().filter(|d| ours.contains(&d.code.name));
    found
        .map(|d| {
            let line = checked.analysis.sources.get(root).line_index().line_of(d.span.start) + 1;
            format!("{line} {}", d.code.name)
        })
        .collect()
}

/// The text after all safe fixes.
fn fixed(text: &str) -> String {
    let source = SourceText::new("example", text);
    let wanted = |d: &meso_core::diagnostic::Diagnostic| d.code.name == "unused-allow";
    meso_lint::fix::fix(source, &NoFiles, &Config::default(), Applicability::Safe, &wanted).text
}

#[test]
fn an_allow_reaches_what_it_stands_on() {
    assert_eq!(said(&plan("", "", "")), ["4 hard-day-back-to-back", "8 hard-day-back-to-back"]);
    let allow = format!("  allow {RULE} \"a reason\"\n");
    assert_eq!(said(&plan(&allow, "", "")), [""; 0]);
    assert_eq!(said(&plan("", &allow, "")), ["9 hard-day-back-to-back"]);
    assert_eq!(said(&plan("", "", &format!("; allow {RULE} \"a reason\""))), ["8 hard-day-back-to-back"]);
}

#[test]
fn an_allow_that_reaches_nothing_is_said_and_taken_out() {
    let unused = "allow sleep-short \"new baby\"";
    let with = |day: &str| format!("plan \"Example\"\nweek 1\n  tue 6km E\n{day}  sun rest\n");
    for (day, left) in [
        (format!("  wed 6km E; {unused}\n"), "  wed 6km E\n"),
        (format!("  wed {unused}; 6km E\n"), "  wed 6km E\n"),
        (format!("  {unused}\n"), ""),
        (format!("  wed 6km E\n      - {unused}\n      - 5km E\n"), "  wed 6km E\n      - 5km E\n"),
    ] {
        let text = with(&day);
        assert!(said(&text).iter().any(|found| found.ends_with("unused-allow")), "{text}");
        assert_eq!(fixed(&text), with(left));
    }
    let used = plan("", "", &format!("; allow {RULE} \"a reason\""));
    assert_eq!(fixed(&used), used);
}

#[test]
fn an_allow_of_a_rule_that_is_off_waits_for_it() {
    let text = "plan \"Example\"\nweek 1\n  tue 6km E\n  wed 6km E; allow volume-high \"I like it\"\n";
    assert_eq!(said(text), [""; 0]);
}

#[test]
fn misspelt_names_get_a_better_one_up_to_a_hundred() {
    let allows = |count: usize| {
        let lines = "  allow hard-day-back-to-bak \"a reason\"\n".repeat(count);
        let text = format!("plan \"Example\"\n{lines}week 1\n  tue 6km E\n");
        let (sources, root) = Sources::with(SourceText::new("example", text));
        let checked = meso_lint::check(sources, root, &NoFiles, &Config::default());
        let unknown = || checked.diagnostics.iter().filter(|d| d.code.name == "unknown-rule");
        let better = unknown().filter(|d| d.help.as_ref().is_some_and(|help| help.contains("did you mean")));
        (unknown().count(), better.count())
    };
    assert_eq!(allows(1), (1, 1));
    assert_eq!(allows(100), (100, 100));
    assert_eq!(allows(103), (103, 100));
}

/// The lines of what is said under this name, `allow`s that reach nothing counted as well.
fn lines(name: &str, text: &str) -> Vec<u32> {
    let (sources, root) = Sources::with(SourceText::new("example", text));
    let mut config = Config::default();
    config.force(name, meso_lint::level::Level::Warning);
    let checked = meso_lint::check(sources, root, &NoFiles, &config);
    let index = checked.analysis.sources.get(root).line_index().clone();
    let ours = |d: &&meso_core::diagnostic::Diagnostic| d.code.name == name || d.code.name == "unused-allow";
    checked.diagnostics.iter().filter(ours).map(|d| index.line_of(d.span.start) + 1).collect()
}

#[test]
fn an_allow_reaches_what_is_said_of_a_text_in_its_day_or_week() {
    let allow = |name: &str| format!("allow {name} \"a reason\"");
    // Signs that are written otherwise, in a session and in a recovery item on Tuesday of the second week.
    let name = "notation";
    for item in ["6×400m @5k", "sauna 15min 90 C"] {
        let with = |tue: &str, wed: &str, first: &str, second: &str| {
            let text = format!(
                "plan \"Example\"\nweek 1\n{first}  tue 6km E\nweek 2\n{second}  tue 5km E; {item}{tue}\n  wed 6km E{wed}\n"
            );
            lines(name, &text)
        };
        let (on_day, in_week) = (format!("; {}", allow(name)), format!("  {}\n", allow(name)));
        assert_eq!(with("", "", "", ""), [5], "{item}");
        assert_eq!(with(&on_day, "", "", ""), [0; 0], "{item}");
        assert_eq!(with("", &on_day, "", ""), [5, 6], "{item}");
        assert_eq!(with("", "", "", &in_week), [0; 0], "{item}");
        assert_eq!(with("", "", &in_week, ""), [3, 6], "{item}");
    }
    // What a rule says of a race is said in its week and on its day.
    let name = "volume-low-for-marathon";
    let race = |week: usize, day: &str| {
        let weeks: String = (1..=10)
            .map(|n| {
                let race = if n == 10 { format!("  sun race marathon{day}\n") } else { String::new() };
                let here = if n == week { format!("  {}\n", allow(name)) } else { String::new() };
                format!("week {n}\n{here}  tue 20km E\n{race}")
            })
            .collect();
        lines(name, &format!("plan \"Example\"\n  goal marathon\n{weeks}")).len()
    };
    let on_day = format!("; {}", allow(name));
    assert_eq!([race(0, ""), race(10, ""), race(9, ""), race(0, &on_day)], [1, 0, 2, 0]);
}

#[test]
fn what_is_said_of_several_weeks_is_said_of_one_of_them() {
    let text = |rule: &str, km: &[f64], week: usize| {
        let weeks: String = (1..)
            .zip(km)
            .map(|(n, km)| {
                let here = if n == week { format!("  allow {rule} \"a reason\"\n") } else { String::new() };
                format!("week {n}\n{here}  tue {km}km E\n")
            })
            .collect();
        lines(rule, &format!("plan \"Example\"\n{weeks}"))
    };
    let growth: &[f64] = &[20.0, 20.0, 40.0, 20.0, 20.0];
    assert_eq!(text("two-week-growth", growth, 0), [6]);
    assert_eq!(text("two-week-growth", growth, 3), [0; 0]);
    for (rule, head) in
        [("start-too-high", "athlete\n  volume 30km\n"), ("novice-first-week", "  experience beginner\n")]
    {
        let first = |allow: &str| {
            lines(rule, &format!("plan \"Example\"\n{head}week 1\n{allow}  tue 40km E\nweek 2\n"))
        };
        assert_eq!(first("").len(), 1, "{rule}");
        assert_eq!(first(&format!("  allow {rule} \"a reason\"\n")), [0; 0], "{rule}");
    }
    for other in [1, 2, 4, 5] {
        assert_eq!(text("two-week-growth", growth, other).len(), 2, "week {other}");
    }
}
