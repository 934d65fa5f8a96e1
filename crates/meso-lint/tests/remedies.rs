//! What a fix makes of a plan: which day it chooses, and what it leaves alone.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_core::diagnostic::Applicability;
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::Config;

const HARD: &str = "2km E + 6x(800m @I / 2min jog) + 2km E";
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The titles of the fixes that a rule offers.
fn titles(rule: &str, text: &str) -> Vec<String> {
    let (sources, root) = Sources::with(SourceText::new("example", text));
    let checked = meso_lint::check(sources, root, &NoFiles, &Config::default());
    let ours = checked.diagnostics.iter().filter(|d| d.code.name == rule);
    ours.flat_map(|d| &d.fixes).map(|fix| fix.title.clone()).collect()
}

fn fixed(rule: &str, text: &str) -> String {
    let source = SourceText::new("example", text);
    meso_lint::fix::fix(source, &NoFiles, &Config::default(), Applicability::Unsafe, &|d| d.code.name == rule)
        .text
}

/// A week of seven items, from Monday on.
fn week(number: usize, items: [&str; 7]) -> String {
    let days: String = DAYS.iter().zip(items).map(|(day, item)| format!("  {day} {item}\n")).collect();
    format!("week {number}\n{days}")
}

fn plan(weeks: &[String]) -> String {
    format!("plan \"Example\"\nathlete\n  recent 10km in 44:00\n{}", weeks.concat())
}

#[test]
fn a_hard_day_is_swapped_with_the_nearest_easy_one() {
    let rule = "hard-day-back-to-back";
    let offers = |items: [&str; 7]| titles(rule, &plan(&[week(1, items)]));
    let swap = |day: &str| vec![format!("swap Wednesday and {day}")];
    // Thursday has a hard neighbour once Wednesday has left only if Friday is hard; two days of rest are equally near.
    assert_eq!(offers(["rest", HARD, HARD, "6km E", "6km E", "6km E", "8km E"]), swap("Thursday"));
    assert_eq!(offers(["rest", HARD, HARD, "6km E", HARD, "6km E", "rest"]), swap("Sunday"));
    assert_eq!(offers(["rest", HARD, HARD, "8km M", "6km E", "6km E", "8km E"]), swap("Friday"));
    assert_eq!(offers(["rest", HARD, HARD, "long 100min E", "6km E", "6km E", "8km E"]), swap("Saturday"));
    assert_eq!(offers(["rest", HARD, HARD, "6km E; sauna 15min", "6km E", "rest", "8km E"]), swap("Friday"));
    assert_eq!(offers(["rest", HARD, HARD, "rest", "rest", "rest", "rest"]), swap("Thursday"));
    // Neither within two days of a race, nor on its day.
    assert_eq!(offers(["rest", HARD, HARD, "6km E", "6km E", "race 5km", "6km E"]), [""; 0]);
    assert_eq!(offers(["rest", HARD, HARD, "6km E", "6km E", "6km E", "race 5km"]), swap("Thursday"));
    let after = |race: usize, hard: usize| {
        let mut items = ["rest"; 7];
        items[race] = "race 5km";
        items[hard] = HARD;
        items[hard + 1] = HARD;
        titles(rule, &plan(&[week(1, items)]))
    };
    assert_eq!(after(0, 4), ["swap Saturday and Sunday"]);
    let last = |items: [&str; 7]| titles(rule, &plan(&[week(1, items)]));
    assert_eq!(last(["rest", "race 5km", "rest", "rest", HARD, HARD, HARD]), ["swap Sunday and Friday"; 0]);
    assert_eq!(last(["race 5km", "rest", "rest", "rest", "rest", HARD, HARD]), ["swap Sunday and Thursday"]);
    assert_eq!(last(["rest", "race 5km", "rest", "rest", "rest", HARD, HARD]), [""; 0]);
    // Of two days that are equally near the later one: Friday is full.
    let (long, full) = ("long 100min E", "6km E; sauna 15min");
    let after_long = plan(&[week(1, ["rest", "6km E", long, HARD, full, "6km E", "rest"])]);
    assert_eq!(titles("hard-day-after-long-run", &after_long), ["swap Thursday and Saturday"]);
    // A race the day before the plan counts: Monday takes nothing hard.
    let raced = |race: &str| {
        let body = week(1, ["6km E", long, HARD, full, full, full, full]);
        let text =
            format!("plan \"Example\"\n  start 2027-01-04\nhistory\n  {race} race 5km in 22:00\n{body}");
        titles("hard-day-after-long-run", &text)
    };
    assert_eq!(raced("2027-01-01"), ["swap Wednesday and Monday"]);
    assert_eq!(raced("2027-01-03"), [""; 0]);
    // What is written once for two weeks is not swapped in one of them.
    let both = week(1, ["rest", "6km E", long, HARD, full, "6km E", "rest"]).replace("week 1", "weeks 1-2");
    assert_eq!(titles("hard-day-after-long-run", &plan(&[both])), [""; 0]);
    // Nor is what a week has from another.
    let like = |monday: &str| {
        let first = week(1, [monday, full, full, "rest; sauna 15min", full, full, full]);
        let second = format!("week 2 like 1\n  wed {long}\n  thu {HARD}\n");
        titles("hard-day-after-long-run", &plan(&[first, second]))
    };
    assert_eq!([like("rest"), like("6km E")], [[""; 0]; 2]);
}

#[test]
fn a_session_is_made_easy_at_its_length() {
    let rule = "hard-session-too-close-to-race";
    let text = |item: &str| {
        plan(&[week(1, ["rest", "rest", "rest", "rest", item, "rest", "race 10km"])])
            .replace("plan \"Example\"\n", "plan \"Example\"\n  goal 10km\n")
    };
    assert_eq!(titles(rule, &text("2km E + 4km T + 2km E")), ["make it easy: `8km E`"]);
    assert_eq!(titles(rule, &text("10min E + 20min T + 10min E")), ["make it easy: `40min E`"]);
    assert_eq!(titles(rule, &text("10min E + 4km T")).len(), 1);
    assert!(titles(rule, &text("10min E + 4km T"))[0].ends_with("km E`"));
    assert_eq!(titles(rule, &text("race 3km")), [""; 0]);
    let like = "week 1\n  fri 2km E + 4km T + 2km E\nweek 2 like 1\n  sun race 10km\n";
    assert_eq!(titles(rule, &format!("plan \"Example\"\n  goal 10km\n{like}")), [""; 0]);
}

#[test]
fn a_week_becomes_a_recovery_week_if_it_says_nothing_else() {
    let rule = "recovery-week-too-shallow";
    let text = |before: [f64; 3], head: &str, rest: &str| {
        let [a, b, c] = before;
        format!(
            "plan \"Example\"\nweek 1\n  sun {a}km E\nweek 2\n  sun {b}km E\nweek 3\n  sun {c}km E\n{head}\n  sun 39km E\n{rest}"
        )
    };
    let offers = |head: &str, rest: &str| titles(rule, &text([40.0, 40.0, 40.0], head, rest)).len();
    assert_eq!(offers("week 4 recovery", ""), 1);
    assert_eq!(offers("week 4 recovery # as the club does", ""), 0);
    assert_eq!(offers("week 4 recovery", "  allow long-run-too-long \"a reason\"\n"), 0);
    assert_eq!(offers("week 4 recovery", "  tue race 3km\n"), 0);
    assert_eq!(offers("week 5 recovery", ""), 0);
    assert_eq!(offers("weeks 4-5 recovery", ""), 0);
    // Three quarters of the mean of three, in shares of the week before: between 40 % and all of it.
    let shallow = |a: f64, b: f64, c: f64, this: f64| {
        let text = text([a, b, c], "week 4 recovery", "").replace("sun 39km", &format!("sun {this}km"));
        titles(rule, &text).len()
    };
    assert_eq!(shallow(15.0, 15.0, 50.0, 26.0), 1);
    assert_eq!(shallow(16.0, 16.0, 50.0, 27.0), 1);
    assert_eq!(shallow(14.9, 14.9, 50.0, 26.0), 0);
    assert_eq!(shallow(29.9, 29.9, 20.0, 26.0), 1);
    assert_eq!(shallow(29.0, 29.0, 20.0, 26.0), 1);
    assert_eq!(shallow(30.1, 30.1, 20.0, 26.0), 0);
    assert_eq!(shallow(9.0, 9.0, 30.0, 15.5), 1);
    assert_eq!(shallow(45.0, 45.0, 30.0, 39.0), 1);
}

#[test]
fn a_sauna_goes_after_the_last_run_of_its_day() {
    let rule = "sauna-before-run";
    let text =
        |items: &str, rest: &str| format!("plan \"Example\"\nweek 1\n  mon {items}\n  tue 5km E\n{rest}");
    let moved = |before: &str, after: &str| {
        assert_eq!(fixed(rule, &text(before, "")), text(after, ""));
    };
    moved("sauna 20min; 8km E", "8km E; sauna 20min");
    moved("30min bike; sauna 20min; 4km E; 5km E; rest", "30min bike; 5km E; 4km E; sauna 20min; rest");
    // What has its time keeps it; a week that is like another has nothing of its own to move.
    for stays in ["am sauna 20min; 8km E", "sauna 20min; 17:00 8km E"] {
        moved(stays, stays);
    }
    assert_eq!(titles(rule, &text("sauna 20min; 8km E", "week 2 like 1\n")).len(), 1);
}

#[test]
fn a_run_is_cut_to_whole_units() {
    let rule = "long-run-jump";
    let text = |first: &str, second: &str| {
        format!("plan \"Example\"\nweek 1\n  sun {first}\nweek 2\n  sun {second}\n")
    };
    assert_eq!(fixed(rule, &text("20km E", "30km E")), text("20km E", "22km E"));
    assert_eq!(fixed(rule, &text("10mi E", "16mi E")), text("10mi E", "11mi E"));
    assert_eq!(titles(rule, &text("20km E", "150min E @5:00/km")), [""; 0]);
    assert_eq!(titles(rule, &text("20km E", "20km E + 10km M")), [""; 0]);
}
