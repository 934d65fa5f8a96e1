//! Signs of overload: how each counts, and when several meet.

use crate::scene::log;
use crate::{Case, ERROR, INFO, WARNING, days, hold, hold_with, plan};
use std::ops::Range;

const RAISED: &str = "rhr 55bpm";
const HEAVY: &str = "motivation 2/5; soreness 6/10";
const HARD_RUN: &str = "done 8km in 46:00 rpe 5";
const SLOW: &str = "done 10km in 1:02:00 hr 140";
const USUAL: &str = "done 10km in 1:00:00 hr 140";
const LOW: &str = "hrv 50ms";

/// Days of a log with these entries on them.
fn entries(of: &[(Range<usize>, &str)]) -> String {
    let last = of.iter().map(|(days, _)| days.end).max().unwrap_or(0);
    let day = |day: usize| {
        let items: Vec<&str> = of.iter().filter(|(days, _)| days.contains(&day)).map(|(_, e)| *e).collect();
        if items.is_empty() { "sleep 8h".to_owned() } else { items.join("; ") }
    };
    log(&(0..last).map(day).collect::<Vec<_>>())
}

/// A run of 8 km on each of so many days.
fn easy_days(count: usize) -> String {
    days(&(0..count).map(|day| (day, "8km E")).collect::<Vec<_>>())
}

/// Fourteen mornings of a usual heart rate variability.
fn baseline() -> Vec<(Range<usize>, &'static str)> {
    (0..14).map(|day| (day..day + 1, ["hrv 60ms", "hrv 62ms", "hrv 61ms", "hrv 63ms"][day % 4])).collect()
}

#[test]
fn two_signs_meet() {
    let low = |heavy: Range<usize>| {
        let mut all = baseline();
        all.extend([(14..17, LOW), (heavy, HEAVY)]);
        entries(&all)
    };
    // Low for so many days, with heavy legs on the last three of them.
    let longer = |low: usize| {
        let mut all = baseline();
        all.extend([(14..14 + low, LOW), (11 + low..14 + low, HEAVY)]);
        entries(&all)
    };
    let felt = |raised: Range<usize>| {
        easy_days(3) + &entries(&[(0..3, HARD_RUN), (raised.clone(), RAISED), (raised, "weight 70kg")])
    };
    let slow = |raised: Range<usize>| entries(&[(0..5, USUAL), (5..8, SLOW), (raised, RAISED)]);
    let cases: Vec<Case> = vec![
        ("recovery-week-due", entries(&[(0..3, RAISED), (0..3, HEAVY)]), WARNING),
        ("recovery-week-due", entries(&[(0..2, RAISED), (0..3, HEAVY)]), None),
        ("recovery-week-due", entries(&[(0..3, RAISED), (0..2, HEAVY)]), None),
        ("recovery-week-due", entries(&[(0..3, HEAVY), (3..6, RAISED)]), WARNING),
        ("recovery-week-due", entries(&[(0..3, HEAVY), (4..7, RAISED)]), None),
        ("recovery-week-due", entries(&[(0..3, RAISED), (1..4, HEAVY)]), None),
        ("recovery-week-due", felt(6..9), WARNING),
        ("recovery-week-due", felt(7..10), None),
        ("recovery-week-due", slow(11..14), WARNING),
        ("recovery-week-due", slow(12..15), None),
        ("recovery-week-due", low(14..17), WARNING),
        ("recovery-week-due", entries(&[(0..4, RAISED), (3..6, HEAVY)]), None),
        ("recovery-week-due", entries(&[(0..4, RAISED), (1..4, HEAVY)]), WARNING),
        ("recovery-week-due", longer(4), WARNING),
        (
            "recovery-week-due",
            days(&[(1, "8km E"), (8, "9km E")]) + &entries(&[(0..3, RAISED), (0..3, HEAVY)]),
            ERROR,
        ),
        ("recovery-week-due", low(11..14), WARNING),
        ("recovery-week-due", low(10..13), None),
        ("recovery-week-due", entries(&[(0..3, RAISED), (0..3, HEAVY), (0..3, HARD_RUN)]), WARNING),
        (
            "recovery-week-due",
            easy_days(3) + &entries(&[(0..3, RAISED), (0..3, HEAVY), (0..3, HARD_RUN)]),
            WARNING,
        ),
    ];
    hold(cases);
}

#[test]
fn signs_count_at_the_figures_that_are_configured() {
    let two_days = || entries(&[(1..3, RAISED), (0..3, HEAVY)]);
    let three_days = || entries(&[(0..3, RAISED), (0..3, HEAVY)]);
    hold_with("[rules]\nrhr-raised = { days = 2 }\n", vec![("recovery-week-due", two_days(), WARNING)]);
    hold_with(
        "[rules]\nrhr-raised = { warn-by = \"6 bpm\" }\n",
        vec![("recovery-week-due", three_days(), None)],
    );
    hold_with(
        "[rules]\nmotivation-and-legs = { days = 4 }\n",
        vec![("recovery-week-due", three_days(), None)],
    );
    hold_with("[rules]\nrhr-raised = \"off\"\n", vec![("recovery-week-due", three_days(), None)]);
    hold_with(
        "[rules]\nrecovery-week-due = { signs = 3 }\n",
        vec![("recovery-week-due", three_days(), None)],
    );
}

#[test]
fn easy_runs_at_their_usual_effort() {
    // Three runs that felt like 5, at this pace and heart rate; planned as easy.
    let at = |how: &str| {
        easy_days(3)
            + &log(&[format!("done {how} rpe 5"), format!("done {how} rpe 5"), format!("done {how} rpe 5")])
    };
    let on = |at: &[usize], plan_for: usize| {
        let easy: Vec<(usize, &str)> = at.iter().map(|day| (*day, "8km E")).collect();
        let mut text = days(&easy);
        for day in at.iter().take(plan_for) {
            let date = jiff::civil::date(2027, 1, 4)
                .checked_add(jiff::Span::new().days(i64::try_from(*day).unwrap()))
                .unwrap();
            text += &format!("log {date}\n  {HARD_RUN}\n");
        }
        text
    };
    let efforts = |rpe: [u32; 5]| {
        let runs = rpe.map(|rpe| format!("done 8km in 46:00 rpe {rpe}"));
        easy_days(5) + &log(&runs)
    };
    let planned =
        |what: &str| days(&[(0, what), (1, what), (2, what)]) + &log(&[HARD_RUN, HARD_RUN, HARD_RUN]);
    let cases: Vec<Case> = vec![
        ("easy-runs-feel-hard", at("8km in 46:00"), WARNING),
        // Faster than the easy range: that may feel hard.
        ("easy-runs-feel-hard", at("8km in 36:00"), None),
        ("easy-runs-feel-hard", at("8km in 38:00"), None),
        ("easy-runs-feel-hard", at("8km in 41:20"), WARNING),
        ("easy-runs-feel-hard", at("8km in 36:00 hr 140"), WARNING),
        ("easy-runs-feel-hard", at("8km in 36:00 hr 146"), WARNING),
        ("easy-runs-feel-hard", at("8km in 36:00 hr 147"), None),
        ("easy-runs-feel-hard", at("8km in 46:00 hr 150"), WARNING),
        ("easy-runs-feel-hard", on(&[0, 10, 21], 3), WARNING),
        ("easy-runs-feel-hard", on(&[0, 10, 22], 3), None),
        ("easy-runs-feel-hard", efforts([5, 5, 3, 5, 3]), WARNING),
        ("easy-runs-feel-hard", efforts([5, 5, 3, 3, 5]), None),
        ("easy-runs-feel-hard", efforts([5, 5, 3, 3, 3]), None),
        ("easy-runs-feel-hard", efforts([6, 6, 6, 6, 6]), WARNING),
        ("easy-runs-feel-hard", planned("40min steady"), None),
        ("easy-runs-feel-hard", planned("2km E + 20min T + 2km E"), None),
        ("easy-runs-feel-hard", planned("2km E + 6km M"), None),
        ("easy-runs-feel-hard", planned("race 8km"), None),
        ("easy-runs-feel-hard", planned("long 100min E"), None),
        ("easy-runs-feel-hard", planned("8km walk"), None),
    ];
    hold(cases);
}

#[test]
fn legs_and_motivation() {
    let three = |entry: &str| log(&[entry; 3]);
    let cases: Vec<Case> = vec![
        ("motivation-and-legs", three("motivation 1/5; soreness 9/10"), WARNING),
        ("motivation-and-legs", three("motivation 2/5; soreness 6/10"), WARNING),
        ("motivation-and-legs", three("motivation 2/5; fatigue 6/10"), WARNING),
        ("motivation-and-legs", three("mood 2/5; soreness 6/10"), WARNING),
        ("motivation-and-legs", three("motivation 2/5; done 6km in 35:00 \"dead legs\""), WARNING),
        ("motivation-and-legs", three("motivation 2/5; done 6km in 35:00 \"long legs\""), None),
        ("motivation-and-legs", three("motivation 2/5; done 6km in 35:00 \"heavy rain\""), None),
        ("motivation-and-legs", log(&["motivation 2/5; soreness 6/10"; 4]), WARNING),
        ("motivation-and-legs", three("motivation 4.05/10; soreness 6/10"), None),
        ("motivation-and-legs", three("motivation 2/5; soreness 5.95/10"), None),
    ];
    hold(cases);
}

#[test]
fn slow_times_without_an_explanation() {
    let runs = |usual: &str, slow: &str| entries(&[(0..5, usual), (5..8, slow)]);
    let planned = |what: &str| days(&(0..8).map(|day| (day, what)).collect::<Vec<_>>());
    let later = |gap: usize| entries(&[(0..5, USUAL), (gap..gap + 3, SLOW)]);
    let faster = || entries(&[(0..5, USUAL), (5..6, SLOW), (6..7, USUAL), (7..9, SLOW)]);
    let cases: Vec<Case> = vec![
        ("unexplained-slow", runs(USUAL, SLOW), WARNING),
        ("unexplained-slow", runs(USUAL, "done 10km in 1:02:00 hr 145"), WARNING),
        ("unexplained-slow", runs(USUAL, "done 10km in 1:02:00 hr 146"), None),
        ("unexplained-slow", runs(USUAL, "done 10km in 1:02:00 hr 134"), None),
        ("unexplained-slow", runs("done 10km in 1:00:00 rpe 4", "done 10km in 1:02:00 rpe 4"), WARNING),
        ("unexplained-slow", runs("done 10km in 1:00:00 rpe 4", "done 10km in 1:02:00 rpe 5"), WARNING),
        ("unexplained-slow", runs("done 10km in 1:00:00 rpe 4", "done 10km in 1:02:00 rpe 5.05"), None),
        ("unexplained-slow", runs("done 10km in 1:00:00 rpe 5", "done 10km in 1:02:00 rpe 4"), WARNING),
        ("unexplained-slow", runs("done 10km in 1:00:00 rpe 4.6", "done 10km in 1:02:00 rpe 5.55"), WARNING),
        ("unexplained-slow", runs("done 10km in 1:00:00 rpe 4", "done 10km in 1:02:00 rpe 6"), None),
        ("unexplained-slow", runs("done 2.5km in 15:00 hr 140", "done 2.5km in 15:30 hr 140"), WARNING),
        ("unexplained-slow", runs("done 2.48km in 14:53 hr 140", "done 2.48km in 15:23 hr 140"), None),
        ("unexplained-slow", entries(&[(0..4, USUAL), (4..7, SLOW)]), None),
        ("unexplained-slow", entries(&[(0..6, USUAL), (6..9, SLOW)]), WARNING),
        ("unexplained-slow", entries(&[(0..5, USUAL), (5..9, SLOW)]), WARNING),
        ("unexplained-slow", faster(), None),
        // The five runs have to lie in the four weeks before.
        ("unexplained-slow", later(27), WARNING),
        ("unexplained-slow", later(28), WARNING),
        ("unexplained-slow", later(29), None),
        // What explains it.
        ("unexplained-slow", runs(USUAL, "weather 20C; done 10km in 1:02:00 hr 140"), None),
        ("unexplained-slow", runs(USUAL, "weather 19C; done 10km in 1:02:00 hr 140"), WARNING),
        ("unexplained-slow", runs(USUAL, "weather 20.5C; done 10km in 1:02:00 hr 140"), None),
        ("unexplained-slow", runs(USUAL, "sick; done 10km in 1:02:00 hr 140"), None),
        ("unexplained-slow", runs(USUAL, "done 10km in 1:02:00 hr 140 \"hilly\""), None),
        ("unexplained-slow", planned("10km E hilly") + &runs(USUAL, SLOW), None),
        ("unexplained-slow", planned("10km E") + &runs(USUAL, SLOW), WARNING),
        ("unexplained-slow", planned("2km E + 20min T + 2km E") + &runs(USUAL, SLOW), None),
    ];
    hold(cases);
}

#[test]
fn readings_of_the_heart() {
    let hrv = |before: usize, low: Range<usize>| {
        let mut all: Vec<(Range<usize>, &str)> = baseline().into_iter().skip(14 - before).collect();
        all.push((low, LOW));
        entries(&all)
    };
    let watch = |day: usize, session: &str| {
        let mut all = baseline();
        all.push((14..19, LOW));
        days(&[(0, "6km E"), (day, session)]) + &entries(&all)
    };
    let week_more = "log 2027-01-23\n  hrv 50ms\nlog 2027-01-24\n  hrv 50ms\n".to_owned();
    let hard = "2km E + 6x(800m @I / 2min jog)";
    let rhr = |at: &[usize]| {
        let mut all: Vec<(Range<usize>, &str)> = vec![(0..7, "rhr 50bpm")];
        all.extend(at.iter().map(|day| (*day..day + 1, "rhr 56bpm")));
        entries(&all)
    };
    let cases: Vec<Case> = vec![
        ("hrv-falling", hrv(14, 14..17), WARNING),
        ("hrv-falling", hrv(13, 14..17), None),
        ("hrv-falling", hrv(14, 14..16), None),
        ("hrv-low-long", hrv(14, 14..19), WARNING),
        ("hrv-low-long", hrv(13, 14..19), None),
        // The fifth low day is day 18; hard work from it to two days after the last.
        ("hrv-low-long", watch(17, hard), WARNING),
        ("hrv-low-long", watch(18, hard), ERROR),
        ("hrv-low-long", watch(20, hard), ERROR),
        ("hrv-low-long", watch(21, hard), WARNING),
        ("hrv-low-long", watch(17, hard) + &week_more, WARNING),
        ("hrv-low-long", watch(18, hard) + &week_more, ERROR),
        ("rhr-raised", rhr(&[7, 8, 9]), WARNING),
        ("rhr-raised", rhr(&[7, 9, 11]), WARNING),
        ("rhr-raised", rhr(&[7, 10, 13]), None),
        ("hrv-reading-uneven", log(&["12:00 hrv 60ms"]), INFO),
        ("hrv-reading-uneven", log(&["pm hrv 60ms"]), INFO),
        ("hrv-reading-uneven", log(&["am hrv 60ms"]), None),
    ];
    hold(cases);
}

#[test]
fn work_that_nobody_planned() {
    let alone = |what: &str| plan("  start 2027-01-04\nathlete\n  born 1990", &log(&[what]));
    let cases: Vec<Case> = vec![
        ("alcohol-after-hard", alone("done 8km in 40:00 rpe 7; alcohol 3"), INFO),
        ("alcohol-after-hard", alone("done 8km in 40:00 rpe 8; alcohol 3"), INFO),
        ("alcohol-after-hard", alone("done 8km in 40:00 rpe 6.5; alcohol 3"), None),
        ("refuel-late", alone("done 15km in 1:30:00; fuel carbs 60g within 61min"), INFO),
        ("refuel-late", alone("done 15km in 1:29:00; fuel carbs 60g within 61min"), None),
    ];
    hold(cases);
}
