//! How much of which intensity, and how long a long run is.

use crate::{Case, HARD, INFO, UNREAD, WARNING, days, hold, plan, weeks};

fn day(item: &str) -> String {
    days(&[(1, item)])
}

#[test]
fn hard_sessions() {
    let on = |at: &[usize]| days(&at.iter().map(|day| (*day, HARD)).collect::<Vec<_>>());
    let clock = |second: usize, at: &str| {
        days(&[(1, &format!("07:00 {HARD}") as &str), (second, &format!("{at} {HARD}"))])
    };
    let cases: Vec<Case> = vec![
        ("hard-session-spacing", clock(2, "06:59"), WARNING),
        ("hard-session-spacing", clock(2, "07:00"), INFO),
        ("hard-session-spacing", clock(3, "06:59"), INFO),
        ("hard-session-spacing", clock(3, "07:00"), None),
        ("hard-session-spacing", clock(4, "07:00"), None),
        ("hard-sessions-per-week", on(&[0, 3]), None),
        ("hard-sessions-per-week", on(&[0, 3, 6]), INFO),
        ("hard-sessions-per-week", on(&[0, 3, 7]), None),
        ("hard-sessions-per-week", on(&[0, 2, 4, 6]), WARNING),
        ("hard-sessions-per-week", on(&[0, 2, 4, 7]), INFO),
        ("hard-sessions-per-week@strict", on(&[0, 3]), None),
        ("hard-sessions-per-week@strict", on(&[0, 3, 6]), WARNING),
        ("hard-sessions-per-week@masters", on(&[0, 3]), None),
        ("hard-sessions-per-week@masters", on(&[0, 3, 6]), WARNING),
        ("hard-sessions-per-week@beginner", on(&[0]), None),
        ("hard-sessions-per-week@beginner", on(&[0, 3]), INFO),
        ("hard-sessions-per-week@beginner", on(&[0, 3, 6]), WARNING),
        ("masters-spacing@masters", on(&[0, 1]), None),
        ("masters-spacing@masters", on(&[0, 2]), INFO),
        ("masters-spacing@masters", on(&[0, 3]), None),
        ("masters-spacing@masters", on(&[0, 4]), None),
        ("masters-spacing", plan("  start 2027-01-04\nathlete\n  born 1977", &on(&[0, 2])), INFO),
        ("masters-spacing", plan("  start 2027-01-04\nathlete\n  born 1978", &on(&[0, 2])), None),
        ("masters-spacing", plan("  start 2027-01-04\nathlete\n  born 1970", &on(&[0, 2])), INFO),
        (
            "hard-session-spacing",
            days(&[(1, &format!("23:59 {HARD}") as &str), (3, &format!("00:00 {HARD}"))]),
            INFO,
        ),
        ("hard-session-spacing", day(&format!("19:00 {HARD}; 07:00 {HARD}")), WARNING),
        ("hard-session-spacing", day(&format!("07:00 {HARD}; 07:00 {HARD}")), WARNING),
        ("hard-session-spacing", day(&format!("07:03 {HARD}; 07:00 {HARD}")), WARNING),
        ("hard-sessions-per-week", on(&[0, 3, 6, 9, 12]), INFO),
        ("double-hard-day", days(&[(1, HARD), (2, HARD)]), None),
        ("double-hard-day", day(&format!("{HARD}; {HARD}")), INFO),
    ];
    hold(cases);
}

#[test]
fn repetitions() {
    let cases: Vec<Case> = vec![
        ("interval-too-long", day("3x(300s @I / 3min jog)"), None),
        ("interval-too-long", day("3x(301s @I / 3min jog)"), INFO),
        ("interval-too-long", day("3x(301s @T / 3min jog)"), None),
        ("interval-too-long", day("3x(299s @I / 301s jog)"), None),
        ("repetition-too-long", day("3x(120s @R / 3min jog)"), None),
        ("repetition-too-long", day("3x(121s @R / 3min jog)"), INFO),
        ("repetition-too-long", day("3x(121s @I / 3min jog)"), None),
        ("interval-too-long", day("2km E + 301s I + 3min jog + 60s I"), INFO),
        ("repetition-too-long", day("2km E + 121s R + 3min jog + 30s R"), INFO),
        ("strides-count", day("8km E + 3x(20s strides / 60s jog)"), INFO),
        ("strides-count", day("8km E + 4x(20s strides / 60s jog)"), None),
        ("strides-count", day("8km E + 10x(20s strides / 60s jog)"), None),
        ("strides-count", day("8km E + 11x(20s strides / 60s jog)"), INFO),
        ("strides-count", day("8km E"), None),
    ];
    hold(cases);
}

#[test]
fn caps_of_a_session() {
    let week = |work: &str, rest: f64| days(&[(1, work), (3, &format!("{rest}km E"))]);
    let fast = |work: &str| plan("athlete\n  recent 10km in 30:00", &day(work));
    let unknown = |work: &str, rest: f64| plan("", &week(work, rest));
    let cases: Vec<Case> = vec![
        ("session-cap-interval", week("8x(1km @I / 60s rest)", 92.0), None),
        ("session-cap-interval", week("8x(1km @I / 60s rest)", 91.0), INFO),
        ("session-cap-interval", week("8x(1km @I / 60s rest)", 97.0), None),
        ("session-cap-interval", week("8x(1km @I / 60s rest)", 87.0), INFO),
        ("session-cap-interval", week("10x(1km @I / 60s rest)", 40.0), INFO),
        ("session-cap-interval", week("10x(0.97km @I / 60s rest)", 40.0), INFO),
        ("session-cap-interval", week("10x(1.03km @I / 60s rest)", 40.0), WARNING),
        ("session-cap-repetition", week("10x(400m @R / 60s rest)", 76.0), None),
        ("session-cap-repetition", week("10x(400m @R / 60s rest)", 75.0), INFO),
        ("session-cap-repetition", week("10x(400m @R / 60s rest)", 84.0), None),
        ("session-cap-repetition", week("10x(400m @R / 60s rest)", 73.5), INFO),
        ("session-cap-repetition", week("19x(400m @R / 60s rest)", 50.0), INFO),
        ("session-cap-repetition", week("20x(400m @R / 60s rest)", 50.0), INFO),
        ("session-cap-repetition", week("21x(400m @R / 60s rest)", 50.0), WARNING),
        ("session-cap-threshold", week("4km T", 36.0), None),
        ("session-cap-threshold", week("4km T", 38.0), None),
        ("session-cap-threshold", week("4km T", 34.0), INFO),
        ("session-cap-threshold", week("8km T", 32.0), INFO),
        ("session-cap-threshold", week("7.8km T", 32.2), INFO),
        ("session-cap-threshold", week("8.2km T", 31.8), WARNING),
        ("session-cap-threshold", week("8.4km T", 32.1), WARNING),
        ("session-cap-threshold", week("8.2km T", 31.7), INFO),
        ("session-cap-threshold", week("8.2km T", 31.3), INFO),
        ("session-cap-threshold", week("8.2km T", 31.8) + UNREAD, None),
        ("session-cap-threshold", unknown("10km T", 32.0), WARNING),
        ("session-cap-threshold", unknown("60min T", 32.0), INFO),
        ("session-cap-marathon-pace", day("109min M"), None),
        ("session-cap-marathon-pace", day("110min M"), None),
        ("session-cap-marathon-pace", day("111min M"), INFO),
        ("session-cap-marathon-pace", day("2x(56min M / 5min jog)"), INFO),
        ("session-cap-marathon-pace", fast("28.5km M"), None),
        ("session-cap-marathon-pace", fast("29km M"), None),
        ("session-cap-marathon-pace", fast("29.1km M"), INFO),
    ];
    hold(cases);
}

/// Four weeks of three easy runs and one fast one.
fn four_weeks(easy: [u32; 3], fast: &str, count: usize) -> String {
    let mut text = String::new();
    for n in 1..=count {
        let [a, b, c] = easy;
        text += &format!("week {n}\n  mon {a}min E\n  wed {b}min E\n  fri {c}min E\n  sat {fast}\n");
    }
    text
}

#[test]
fn four_weeks_together() {
    // So many runs in each week; the first so many of them in all are steady.
    let middling = |steady: usize| {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let mut left = steady;
        let mut text = String::new();
        for (week, runs) in [12, 13, 13, 13].into_iter().enumerate() {
            text += &format!("week {}\n", week + 1);
            for run in 0..runs {
                text +=
                    &format!("  {} {}\n", names[run / 2], if left > 0 { "40min steady" } else { "40min E" });
                left = left.saturating_sub(1);
            }
        }
        text
    };
    let fewer = four_weeks([20, 20, 19], "41min T", 4).replacen("  mon 20min E\n", "", 1);
    let quality = |easy_from: usize, easy_to: usize| {
        let mut text = String::new();
        for n in 1..=12 {
            let run = if (easy_from..=easy_to).contains(&n) { "10km E" } else { HARD };
            text += &format!("week {n}\n  tue {run}\n");
        }
        plan("  goal 10km", &format!("{text}week 13\n  sun race 10km\n"))
    };
    // 59 % easy in the first four weeks, 62 % in the next, 57 % in the last.
    let up_and_down = four_weeks([20, 20, 19], "41min T", 4)
        + "week 5\n  mon 25min E\n  wed 25min E\n  fri 20min E\n  sat 30min T\n"
        + "week 6\n  mon 20min E\n  wed 10min E\n  fri 10min E\n  sat 60min T\n";
    // 58 % easy in three weeks, 72 % with the one before them.
    let easy_first = four_weeks([20, 20, 18], "42min T", 4).replacen("mon 20min E", "mon 80min E", 1);
    // Strides are as easy as what lies around them.
    let strides = four_weeks([25, 25, 20], "30min T", 4).replace("20min E", "16x(20s strides / 60s jog)");
    // Weeks of building without any fast running, from the first on.
    let built = |count: usize| {
        let weeks: String = (1..=count + 1)
            .map(|n| format!("week {n}\n  tue {}\n", if n <= count { "10km E" } else { HARD }))
            .collect();
        plan("  goal 10km", &format!("phase build\n{weeks}week {}\n  sun race 10km\n", count + 2))
    };
    let cases: Vec<Case> = vec![
        ("intensity-distribution", strides, None),
        ("no-quality-block", built(3), None),
        ("no-quality-block", built(4), INFO),
        ("intensity-distribution", easy_first.clone(), INFO),
        ("intensity-distribution", easy_first.replacen("80min", "190min", 1), None),
        ("intensity-distribution", four_weeks([25, 25, 20], "30min T", 4), None),
        ("intensity-distribution", four_weeks([25, 25, 19], "31min T", 4), INFO),
        ("intensity-distribution", four_weeks([20, 20, 20], "40min T", 4), INFO),
        ("intensity-distribution", four_weeks([20, 20, 19], "41min T", 4), WARNING),
        ("intensity-distribution", four_weeks([20, 20, 19], "41min T", 3), None),
        ("intensity-distribution", four_weeks([10, 10, 10], "30min steady + 40min T", 4), INFO),
        ("intensity-distribution", four_weeks([20, 20, 19], "race 10km", 4), None),
        ("intensity-distribution", four_weeks([20, 20, 20], "20min E + 8x(20s strides / 60s jog)", 4), None),
        ("intensity-distribution", fewer, None),
        ("intensity-distribution", four_weeks([20, 20, 19], "41min T", 6), WARNING),
        ("intensity-distribution", four_weeks([20, 20, 19], "41min T; 1min E", 4), WARNING),
        ("intensity-distribution", four_weeks([10, 10, 10], "50min steady + 20min T", 4), INFO),
        ("intensity-distribution", four_weeks([20, 20, 20], "10x(4min T / 60s rest)", 4), INFO),
        ("intensity-distribution", four_weeks([20, 20, 19], "41min T", 4) + UNREAD, None),
        ("intensity-distribution", up_and_down, WARNING),
        ("moderate-rut", middling(25), None),
        (
            "moderate-rut",
            four_weeks([20, 20, 20], "20min E", 4)
                .replace("  mon 20min E\n  wed 20min E", "  mon 20min steady\n  wed 20min steady"),
            None,
        ),
        ("moderate-rut", middling(26), INFO),
        ("moderate-rut", four_weeks([20, 20, 20], "20min E", 4).replace("min E", "min steady"), INFO),
        ("moderate-rut", four_weeks([20, 20, 20], "20min E", 3).replace("min E", "min steady"), None),
        ("no-quality-block", quality(1, 7), None),
        ("no-quality-block", quality(1, 8), INFO),
        ("no-quality-block", quality(6, 8), None),
        ("no-quality-block", quality(6, 9), INFO),
        ("no-quality-block", quality(1, 12), None),
    ];
    hold(cases);
}

/// A week of so many runs: a long one, and the others alike.
fn share(runs: usize, long: f64) -> String {
    let other = (100.0 - long) / (runs - 1) as f64;
    let items: Vec<(usize, String)> =
        (0..runs).map(|day| (day, format!("{:.3}km E", if day == 0 { long } else { other }))).collect();
    days(&items.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>())
}

#[test]
fn shares_of_the_long_run() {
    let small = |first: f64, second: f64| {
        days(&[(1, &format!("{first}km E") as &str), (3, &format!("{second}km E"))])
    };
    let cases: Vec<Case> = vec![
        ("long-run-share", share(2, 65.0), None),
        ("long-run-share", share(2, 65.47), None),
        ("long-run-share", share(2, 65.53), WARNING),
        ("long-run-share", share(3, 60.0), None),
        ("long-run-share", share(3, 60.6), WARNING),
        ("long-run-share", share(4, 55.0), None),
        ("long-run-share", share(4, 55.6), WARNING),
        ("long-run-share", share(5, 50.0), None),
        ("long-run-share", share(5, 50.6), WARNING),
        ("long-run-share", share(6, 40.0), None),
        ("long-run-share", share(6, 40.6), WARNING),
        ("long-run-share", share(7, 40.6), WARNING),
        ("long-run-share@strict", share(2, 50.0), None),
        ("long-run-share@strict", share(2, 50.6), WARNING),
        ("long-run-share@strict", share(3, 45.0), None),
        ("long-run-share@strict", share(3, 45.6), WARNING),
        ("long-run-share@strict", share(4, 40.0), None),
        ("long-run-share@strict", share(4, 40.6), WARNING),
        ("long-run-share@strict", share(5, 35.0), None),
        ("long-run-share@strict", share(5, 35.6), WARNING),
        ("long-run-share@strict", share(6, 30.0), None),
        ("long-run-share@strict", share(6, 30.6), WARNING),
        ("long-run-share", small(22.0, 7.9), None),
        ("long-run-share", small(22.0, 8.0), WARNING),
        ("long-run-share", share(2, 70.0) + "  sun race 10km\n", None),
        ("long-run-share", share(2, 70.0) + UNREAD, None),
        ("long-run-share", weeks(&[40.0, 40.0]), None),
    ];
    hold(cases);
}

#[test]
fn lengths_of_the_long_run() {
    let marathon = |run: &str| {
        plan("  goal marathon\nathlete\n  recent 10km in 70:00", &days(&[(1, run), (13, "race marathon")]))
    };
    let towards = |race: &str, run: &str| {
        plan(
            &format!("  goal {race}\nathlete\n  recent 10km in 44:00"),
            &days(&[(1, run), (13, &format!("race {race}"))]),
        )
    };
    let two = |second: &str| days(&[(5, "long 100min E"), (6, second)]);
    let cases: Vec<Case> = vec![
        ("long-run-too-long", day("150min E"), None),
        ("long-run-too-long", day("151min E"), INFO),
        ("long-run-too-long", day("210min E"), INFO),
        ("long-run-too-long", day("211min E"), WARNING),
        ("long-run-too-long", towards("43km", "211min E"), WARNING),
        ("long-run-too-long", towards("43.1km", "211min E"), None),
        ("long-run-too-long@strict", day("150min E"), None),
        ("long-run-too-long@strict", day("151min E"), WARNING),
        ("long-run-missing", marathon("119min E"), INFO),
        ("long-run-missing", marathon("120min E"), None),
        ("long-run-missing", towards("marathon", "23.9km E @4:00/km"), INFO),
        ("long-run-missing", towards("marathon", "24km E @4:00/km"), None),
        ("long-run-missing", towards("marathon", "23.5km E @4:00/km"), INFO),
        ("long-run-missing", marathon("130min E"), None),
        ("long-run-missing", towards("marathon", "29km E @4:00/km"), None),
        ("long-run-missing", towards("marathon", "24km E @4:00/km; 5km E"), None),
        ("long-run-missing", marathon("120min E; 30min E"), None),
        ("long-run-missing", marathon("90min E") + UNREAD, None),
        ("long-runs-adjacent", two("89min E"), None),
        ("long-runs-adjacent", two("90min E"), INFO),
        ("long-runs-adjacent", days(&[(4, "long 100min E"), (6, "100min E")]), None),
        (
            "long-runs-adjacent",
            towards("43.1km", "100min E").replace("week 2", "  wed 100min E\nweek 2"),
            None,
        ),
    ];
    hold(cases);
}
