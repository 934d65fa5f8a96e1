//! Hard days, easy days, rest days, recovery weeks.

use crate::scene::log;
use crate::{Case, ERROR, HARD, INFO, UNREAD, WARNING, days, hold, plan, weeks};

/// Weeks of these distances; the one of this number is declared a recovery week.
fn with_recovery(number: usize, km: &[f64]) -> String {
    weeks(km).replace(&format!("week {number}\n"), &format!("week {number} recovery\n"))
}

#[test]
fn recovery_runs() {
    let run = |what: &str| format!("week 1\n  mon {what}\n");
    let done = |planned: &str, done: &str| run(planned) + &log(&[done]);
    let unknown = |what: &str| plan("", &run(what));
    let cases: Vec<Case> = vec![
        ("active-recovery-too-long", run("40min recovery"), None),
        ("active-recovery-too-long", run("41min recovery"), INFO),
        ("active-recovery-too-long", run("60min recovery"), INFO),
        ("active-recovery-too-long", run("61min recovery"), WARNING),
        ("active-recovery-too-long", unknown("61min recovery"), WARNING),
        ("active-recovery-too-long", unknown("14km recovery"), INFO),
        ("active-recovery-too-long@strict", run("40min recovery"), None),
        ("active-recovery-too-long@strict", run("41min recovery"), WARNING),
        ("active-recovery-too-fast", run("30min recovery @M+59s/km"), WARNING),
        ("active-recovery-too-fast", run("30min recovery @M+60s/km"), INFO),
        ("active-recovery-too-fast", run("30min recovery @M+89s/km"), INFO),
        ("active-recovery-too-fast", run("30min recovery @M+90s/km"), None),
        // Neither strides nor what lies between two steps makes the run fast.
        ("active-recovery-too-fast", run("30min recovery + 4x(20s strides @5k / 60s jog)"), None),
        ("active-recovery-too-fast", run("2x(15min recovery / 2min jog @M)"), None),
        ("active-recovery-too-fast", run("15min recovery @M+100s/km + 15min recovery @M+30s/km"), WARNING),
        ("active-recovery-too-fast@strict", run("30min recovery @M+89s/km"), WARNING),
        ("active-recovery-too-fast@strict", run("30min recovery @M+90s/km"), None),
        ("active-recovery-too-fast", done("6km recovery", "done 6km in 30:00"), WARNING),
        ("active-recovery-too-fast", done("6km recovery", "done 6km in 42:00"), None),
        ("active-recovery-too-fast", done("6km E", "done 6km in 30:00"), None),
        ("active-recovery-heart-rate", run("30min recovery @120-132bpm"), None),
        ("active-recovery-heart-rate", run("30min recovery @120-133bpm"), WARNING),
        ("active-recovery-heart-rate", run("30min recovery @<70%hrmax"), None),
        ("active-recovery-heart-rate", run("30min recovery @<71%hrmax"), WARNING),
        ("active-recovery-heart-rate", run("30min recovery @70%hrmax"), WARNING),
        ("active-recovery-heart-rate", run("30min recovery @69%hrmax"), None),
        ("active-recovery-heart-rate", run("30min recovery @60-69%hrmax"), None),
        ("active-recovery-heart-rate", run("30min recovery @60-70%hrmax"), WARNING),
        ("active-recovery-heart-rate", run("30min recovery @<133bpm"), None),
        ("active-recovery-heart-rate", run("30min recovery @<134bpm"), WARNING),
        ("active-recovery-heart-rate", run("30min recovery @65-71%hrmax"), WARNING),
        ("active-recovery-heart-rate", done("6km recovery", "done 6km in 42:00 hr 132"), None),
        ("active-recovery-heart-rate", done("6km recovery", "done 6km in 42:00 hr 133"), WARNING),
        ("active-recovery-heart-rate", done("6km recovery", "done 6km in 42:00 hr 140"), WARNING),
        ("active-recovery-heart-rate", done("6km E", "done 6km in 42:00 hr 150"), None),
        ("active-recovery-heart-rate", done("6km recovery", "done bike 40min hr 150"), None),
    ];
    hold(cases);
}

#[test]
fn hard_days() {
    let row =
        |first: usize, count: usize| days(&(first..first + count).map(|day| (day, HARD)).collect::<Vec<_>>());
    let after = |race: &str, day: usize| {
        plan(&format!("  start 2027-01-04\nhistory\n  {race} race 5km in 22:00"), &row(day, 1))
    };
    let long = "long 100min E";
    let cases: Vec<Case> = vec![
        ("hard-day-back-to-back", row(1, 1), None),
        ("hard-day-back-to-back", row(1, 2), WARNING),
        ("hard-day-back-to-back", row(1, 3), ERROR),
        ("hard-day-back-to-back", row(6, 2), WARNING),
        ("hard-day-back-to-back", days(&[(1, HARD), (3, HARD)]), None),
        ("hard-day-back-to-back", after("2027-01-03", 0), WARNING),
        ("hard-day-back-to-back", after("2027-01-03", 1), None),
        ("hard-day-back-to-back", after("2027-01-02", 0), None),
        ("hard-day-back-to-back", row(1, 4), ERROR),
        ("hard-day-back-to-back", after("2027-01-03", 0).replace("race 5km in 22:00", "8km E"), None),
        ("hard-day-back-to-back@strict", row(1, 2), ERROR),
        ("hard-day-back-to-back@beginner", row(1, 2), ERROR),
        ("hard-day-after-long-run", days(&[(5, long), (6, HARD)]), WARNING),
        ("hard-day-after-long-run", days(&[(5, long), (6, "2km E + 8km M + 2km E")]), INFO),
        ("hard-day-after-long-run", days(&[(5, long), (7, HARD)]), None),
        ("recovery-after-hard", days(&[(1, HARD), (2, "40min steady")]), INFO),
        ("recovery-after-hard", days(&[(1, HARD), (3, "40min steady")]), None),
        ("recovery-after-hard", days(&[(1, HARD), (2, HARD)]), None),
        ("cool-down-missing", days(&[(1, "2km E + 20min T + 10min E")]), None),
        ("cool-down-missing", days(&[(1, "2km E + 20min T")]), INFO),
        ("cool-down-missing", days(&[(1, "2km E + 20min T; cooldown-walk 5min")]), None),
        ("cool-down-missing", days(&[(1, "2km E + 20min T + 5min walk")]), None),
        ("cool-down-missing", days(&[(1, "2km E + 20min T + 20min steady")]), INFO),
        ("cool-down-missing", days(&[(1, "2km E + 6x(800m @I / 2min jog)")]), INFO),
    ];
    hold(cases);
}

#[test]
fn days_of_rest() {
    let row = |usual: &str, count: usize, other: &str| {
        let mut items: Vec<(usize, &str)> = (0..count).map(|day| (day, usual)).collect();
        items.push((count, other));
        days(&items)
    };
    let cases: Vec<Case> = vec![
        ("rest-day-missing", row("45min E", 5, "45min E"), None),
        ("rest-day-missing", row("45min E", 6, "45min E"), WARNING),
        ("rest-day-missing", row("45min E", 6, "40min E"), None),
        ("rest-day-missing", row("45min E", 6, "41min E"), WARNING),
        ("rest-day-missing", row("45min E", 6, "20min E; 20min E"), WARNING),
        ("rest-day-missing", row("45min E", 6, "10min E + 10min T + 10min E"), WARNING),
        ("rest-day-missing", row("45min E", 6, "30min E"), None),
        ("rest-day-missing", row("45min E", 6, "10min E + 15min M + 5min E"), WARNING),
        ("rest-day-missing", row("45min E", 6, "30min M"), WARNING),
        ("rest-day-missing", row("45min E", 6, "30min steady"), WARNING),
        ("rest-day-missing", row("45min E", 6, "bike 90min"), None),
        ("rest-day-missing", row("45min E", 6, "rest"), None),
    ];
    hold(cases);
}

const THIRD: &str = "week 3\n  mon 5km E\n  wed 5km E\n  thu 5km E\n  fri 5km E\n  sun 20km E\n";
const SHORT: &str = "week 3\n  mon 7km E\n  wed 7km E\n  thu 7km E\n  fri 7km E\n  sun 12km E\n";
const WEEK_9: &str = "week 9\n  mon 5km E\n  wed 5km E\n  thu 5km E\n  fri 5km E\n  sun 20km E\n";

#[test]
fn recovery_weeks_that_are_missing() {
    let flat = |before: usize, week: f64, after: usize| {
        weeks(&[vec![40.0; before], vec![week], vec![40.0; after]].concat())
    };
    let falling = |count: usize| weeks(&[vec![44.0], vec![39.5; count - 1]].concat());
    let long = |longest: f64, others: f64| {
        let week = |n: usize, longest: f64, others: f64| {
            format!(
                "week {n}\n  mon {others}km E\n  wed {others}km E\n  thu {others}km E\n  fri {others}km E\n  sun {longest}km E\n"
            )
        };
        (1..=8)
            .map(|n| if n == 5 { week(n, longest, others) } else { week(n, 20.0, 5.0) })
            .collect::<String>()
    };
    // The third and the fifth of nine weeks have the same volume with shorter long runs.
    let short_third = long(16.0, 6.0).replacen(THIRD, SHORT, 1) + WEEK_9;
    let slow = |minutes: u32| {
        let runs: Vec<(usize, String)> = (0..8).map(|week| (week * 7, format!("{minutes}min E"))).collect();
        let body = days(&runs.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>());
        plan("athlete\n  recent 10km in 80:00", &body)
    };
    let born = |year: u32| plan(&format!("  start 2027-01-04\nathlete\n  born {year}"), &flat(5, 30.0, 2));
    let cases: Vec<Case> = vec![
        ("recovery-week-missing", flat(4, 30.0, 3), None),
        ("recovery-week-missing", flat(5, 30.0, 2), INFO),
        ("recovery-week-missing", flat(6, 30.0, 1), INFO),
        ("recovery-week-missing", flat(7, 30.0, 1), WARNING),
        ("recovery-week-missing", flat(4, 36.0, 3), None),
        ("recovery-week-missing", flat(4, 35.8, 3), None),
        ("recovery-week-missing", flat(4, 36.3, 3), WARNING),
        ("recovery-week-missing", long(16.0, 6.0), None),
        ("recovery-week-missing", long(15.9, 6.2), None),
        ("recovery-week-missing", long(16.1, 6.0), WARNING),
        ("recovery-week-missing", falling(8), None),
        ("recovery-week-missing", falling(9), INFO),
        ("recovery-week-missing", falling(10), INFO),
        ("recovery-week-missing", falling(11), WARNING),
        ("recovery-week-missing", weeks(&[40.0; 7]), None),
        ("recovery-week-missing", weeks(&[40.0; 8]), WARNING),
        ("recovery-week-missing", weeks(&[29.9; 8]), None),
        ("recovery-week-missing", weeks(&[30.0; 8]), WARNING),
        ("recovery-week-missing", slow(179), None),
        ("recovery-week-missing", slow(180), WARNING),
        ("recovery-week-missing@strict", flat(3, 32.0, 3), None),
        ("recovery-week-missing", flat(8, 40.0, 0).replace("week 5\n", "week 5 recovery\n"), None),
        ("recovery-week-missing", flat(8, 40.0, 0).replace("week 5\n", "week 5 taper\n"), None),
        ("recovery-week-missing", flat(8, 40.0, 0).replace("week 5\n", &format!("week 5\n{UNREAD}")), None),
        ("recovery-week-missing", short_third, None),
        ("recovery-week-missing@strict", weeks(&[40.0, 40.0, 40.0, 32.0, 40.0, 40.0, 40.0, 32.0]), None),
        ("recovery-week-missing@strict", flat(4, 32.0, 3), INFO),
        ("recovery-week-missing@strict", flat(5, 32.0, 2), WARNING),
        ("recovery-week-missing@strict", flat(4, 31.7, 3), INFO),
        ("recovery-week-missing@strict", flat(4, 32.3, 3), WARNING),
        ("recovery-week-missing@strict", long(15.0, 6.25), WARNING),
        ("masters-recovery-week@masters", flat(4, 30.0, 3), None),
        ("masters-recovery-week@masters", flat(5, 30.0, 2), INFO),
        ("masters-recovery-week@masters", weeks(&[40.0, 40.0, 30.0, 40.0, 40.0, 40.0, 40.0, 30.0]), None),
        ("masters-recovery-week@masters", weeks(&[40.0, 30.0, 40.0, 40.0, 40.0, 40.0, 40.0, 30.0]), INFO),
        ("masters-recovery-week@masters", weeks(&[40.0; 7]), None),
        ("masters-recovery-week@masters", weeks(&[40.0, 40.0, 40.0, 40.0, 30.0, 40.0, 40.0, 40.0]), None),
        ("masters-recovery-week@masters", weeks(&[40.0, 40.0, 40.0, 40.0, 40.0, 30.0, 40.0, 40.0]), INFO),
        ("masters-recovery-week@masters", weeks(&[40.0; 8]), INFO),
        ("masters-recovery-week@masters", weeks(&[20.0; 8]), None),
        ("masters-recovery-week", born(1977), INFO),
        ("masters-recovery-week", born(1978), None),
    ];
    hold(cases);
}

#[test]
fn recovery_weeks_that_are_there() {
    let fast = |week: usize| {
        let body = with_recovery(5, &[40.0, 40.0, 40.0, 40.0, 30.0]);
        body.replace(&format!("week {week}\n"), &format!("week {week}\n  sat {HARD}\n"))
    };
    let cases: Vec<Case> = vec![
        ("recovery-week-too-shallow", with_recovery(4, &[40.0, 40.0, 40.0, 34.3]), WARNING),
        ("recovery-week-too-shallow", with_recovery(4, &[40.0, 40.0, 40.0, 34.0]), INFO),
        ("recovery-week-too-shallow", with_recovery(4, &[40.0, 40.0, 40.0, 33.7]), INFO),
        ("recovery-week-too-shallow", with_recovery(4, &[40.0, 40.0, 40.0, 32.3]), INFO),
        ("recovery-week-too-shallow", with_recovery(4, &[40.0, 40.0, 40.0, 32.0]), None),
        ("recovery-week-too-shallow", with_recovery(4, &[40.0, 40.0, 40.0, 31.7]), None),
        ("recovery-week-too-shallow", with_recovery(5, &[80.0, 40.0, 40.0, 40.0, 33.0]), INFO),
        ("recovery-week-too-shallow", with_recovery(4, &[58.0, 40.0, 40.0, 33.0]), None),
        (
            "recovery-week-too-shallow",
            with_recovery(4, &[40.0, 40.0, 40.0, 35.0]).replacen("week 2\n", &format!("week 2\n{UNREAD}"), 1),
            None,
        ),
        ("recovery-week-too-shallow@strict", with_recovery(4, &[40.0, 40.0, 40.0, 32.3]), WARNING),
        ("recovery-week-too-shallow@strict", with_recovery(4, &[40.0, 40.0, 40.0, 32.0]), None),
        ("recovery-week-too-deep", with_recovery(4, &[40.0, 40.0, 40.0, 20.3]), None),
        ("recovery-week-too-deep", with_recovery(4, &[40.0, 40.0, 40.0, 20.0]), None),
        ("recovery-week-too-deep", with_recovery(4, &[40.0, 40.0, 40.0, 19.7]), INFO),
        ("recovery-week-no-intensity", fast(1), None),
        ("recovery-week-no-intensity", fast(2), INFO),
        ("recovery-week-no-intensity", fast(4), INFO),
        ("recovery-week-no-intensity", fast(9), None),
    ];
    hold(cases);
}

#[test]
fn after_a_long_run() {
    let care = |after: &str| log(&["foam-roll 10min", &format!("done 20km in 2:00:00; {after}")]);
    let cases: Vec<Case> = vec![
        ("long-run-recovery-plan", care("fuel carbs 60g within 30min"), None),
        ("long-run-recovery-plan", care("fuel carbs 60g within 31min"), INFO),
        ("long-run-recovery-plan", care("bedtime 21:59"), None),
        ("long-run-recovery-plan", care("bedtime 22:00"), INFO),
        ("long-run-recovery-plan", care("bedtime 12:00"), None),
        ("long-run-recovery-plan", care("bedtime 11:59"), INFO),
        (
            "taper-recovery-focus",
            days(&[(3, "20min E")]).replace("week 1\n", "week 1 taper\n") + &log(&["sauna 15min"]),
            INFO,
        ),
        (
            "taper-recovery-focus",
            days(&[(2, "race 5km")]).replace("week 1\n", "week 1 taper\n")
                + &log(&["rest", "rest", "rest", "sauna 15min"]).replace("  rest", "  sleep 8h"),
            None,
        ),
        ("long-run-recovery-plan", log(&["sleep 8h", "done 20km in 2:00:00"]), None),
        ("long-run-recovery-plan", log(&["foam-roll 10min", "done 15km in 1:30:00"]), INFO),
        ("long-run-recovery-plan", log(&["foam-roll 10min", "done 15km in 1:29:00"]), None),
    ];
    hold(cases);
}

#[test]
fn a_recovery_week_is_not_harder_than_the_weeks_before() {
    let rule = "recovery-week-too-hard";
    let weeks = |before: &str, own: &str| {
        format!(
            "week 1\n  tue {before}\n  sun 20km E\nweek 2\n  tue {before}\n  sun 20km E\nweek 3 recovery\n  tue {own}\n  \
             sun 12km E\n"
        )
    };
    let cases: Vec<crate::Case> = vec![
        (rule, weeks("2km E + 20min T + 2km E", "2km E + 29min T + 2km E"), None),
        (rule, weeks("2km E + 20min T + 2km E", "2km E + 30min T + 2km E"), WARNING),
        (rule, weeks("2km E + 60min T + 2km E", "2km E + 74min T + 2km E"), None),
        (rule, weeks("2km E + 60min T + 2km E", "2km E + 75min T + 2km E"), WARNING),
        (rule, weeks("8km E", "2km E + 9min T + 2km E"), None),
        (rule, weeks("8km E", "2km E + 10min T + 2km E"), WARNING),
        // Strides, races and time trials are none of it.
        (rule, weeks("8km E", "8km E + 6x20s strides"), None),
        (rule, weeks("8km E", "race 5km"), None),
        (rule, weeks("8km E", "test 5km"), None),
        // A hard ride is hard work.
        (rule, weeks("8km E", "5x(5min bike hard / 2min bike easy)"), WARNING),
        // Not declared so, or with nothing to hold it against.
        (rule, weeks("8km E", "2km E + 20min T + 2km E").replace(" recovery", ""), None),
        (rule, weeks("8km E", "2km E + 20min T + 2km E").replace("week 2\n", "week 2\n  sat bogus\n"), None),
        (rule, "week 1 recovery\n  tue 2km E + 20min T + 2km E\n".to_owned(), None),
    ];
    crate::hold(cases);
}
