//! After a break, with age, in heat and at altitude.

use crate::{Case, HARD, INFO, WARNING, days, hold, plan};

/// A plan from 4 January 2027 on, with this history.
fn after(history: &str, items: &[(usize, &str)]) -> String {
    plan(&format!("  start 2027-01-04\nathlete\n  volume 40km\nhistory\n  {history}"), &days(items))
}

#[test]
fn altitude() {
    // Four weeks of 20 km, then the first week up there.
    let weeks = |first: &str| {
        let mut items: Vec<(usize, &str)> = (0..4).map(|week| (week * 7, "20km E")).collect();
        items.push((28, "rest; altitude 2000m"));
        items.push((34, first));
        days(&items)
    };
    let up = |height: &str, since: usize| {
        days(&[(7, &format!("rest; altitude {height}") as &str), (7 + since, HARD)])
    };
    let again =
        |gap: usize| days(&[(0, "rest; altitude 2000m"), (gap, "rest; altitude 2000m"), (gap + 1, HARD)]);
    let cases: Vec<Case> = vec![
        ("altitude-arrival", up("1800m", 2), WARNING),
        ("altitude-arrival", up("1799m", 2), None),
        ("altitude-arrival", up("1900m", 2), WARNING),
        ("altitude-arrival", up("2000m", 3), None),
        ("altitude-arrival", days(&[(7, &format!("{HARD}; altitude 2000m"))]), WARNING),
        ("altitude-arrival", days(&[(6, HARD), (7, "rest; altitude 2000m")]), None),
        ("altitude-arrival", again(14), None),
        ("altitude-arrival", again(15), WARNING),
        ("altitude-arrival", weeks("16.9km E"), None),
        ("altitude-arrival", weeks("17km E"), None),
        ("altitude-arrival", weeks("17.1km E"), INFO),
        ("altitude-arrival", weeks("10km E").replace("mon rest;", "mon 7.1km E;"), INFO),
        (
            "altitude-arrival",
            days(&[
                (6, "20km E"),
                (7, "20km E"),
                (14, "20km E"),
                (21, "20km E"),
                (28, "20km E"),
                (35, "rest; altitude 2000m"),
                (41, "17.1km E"),
            ]),
            INFO,
        ),
        (
            "altitude-arrival",
            days(&[
                (0, "20km E"),
                (7, "20km E"),
                (14, "20km E"),
                (20, "20km E"),
                (27, "20km E; altitude 2000m"),
            ]),
            None,
        ),
        ("altitude-arrival", weeks("16.9km E").replace("week 1\n", "week 1\n  sun 20km E\n"), None),
        ("altitude-arrival", weeks("10km E") + "week 6\n  mon 20km E\n", None),
        (
            "altitude-arrival",
            days(&[(0, "20km E"), (7, "20km E"), (14, "20km E"), (21, "20km E; altitude 2000m")]),
            None,
        ),
    ];
    hold(cases);
}

#[test]
fn heat() {
    // So many days of heat up to so many days before a race in the heat on the last Sunday.
    let warm = |count: usize, left: usize, heat: &str, race: &str| {
        let race = format!("race 10km; weather {race}C");
        let mut items: Vec<(usize, &str)> = (0..count).map(|n| (20 - left - n, heat)).collect();
        items.push((20, &race));
        items.sort_unstable_by_key(|(day, _)| *day);
        days(&items)
    };
    let marathon = |race: &str, heat: &str| days(&[(6, &format!("race {race}; weather {heat}C"))]);
    let cases: Vec<Case> = vec![
        ("heat-acclimatise", warm(0, 1, "", "25"), INFO),
        ("heat-acclimatise", warm(0, 1, "", "24.9"), None),
        ("heat-acclimatise", warm(0, 1, "", "25.5"), INFO),
        ("heat-acclimatise", warm(9, 1, "heat 60min", "28"), INFO),
        ("heat-acclimatise", warm(10, 1, "heat 60min", "28"), None),
        ("heat-acclimatise", warm(11, 1, "heat 60min", "28"), None),
        ("heat-acclimatise", warm(10, 5, "heat 60min", "28"), None),
        ("heat-acclimatise", warm(10, 6, "heat 60min", "28"), INFO),
        ("heat-acclimatise", warm(10, 1, "heat 59min", "28"), INFO),
        ("heat-acclimatise", warm(10, 1, "heat 61min", "28"), None),
        ("heat-acclimatise", warm(10, 1, "sauna 10min", "28"), None),
        ("heat-acclimatise", warm(10, 1, "60min E; weather 25C", "28"), None),
        ("heat-acclimatise", warm(10, 1, "61min E; weather 26C", "28"), None),
        ("heat-acclimatise", warm(10, 1, "60min E; weather 24C", "28"), INFO),
        ("heat-acclimatise", warm(10, 1, "59min E; weather 25C", "28"), INFO),
        ("heat-acclimatise", warm(10, 1, "60min E", "28"), INFO),
        ("heat-acclimatise", warm(9, 1, "heat 60min", "28").replace("10km", "half-marathon"), INFO),
        ("heat-pace", marathon("half-marathon in 1:40:00", "15"), INFO),
        ("heat-pace", marathon("half-marathon in 1:40:00", "15.5"), INFO),
        ("heat-pace", marathon("half-marathon in 1:40:00", "14.9"), None),
        ("heat-pace", marathon("half-marathon", "15"), None),
        ("heat-pace", marathon("21km in 1:40:00", "20"), INFO),
        ("heat-pace", marathon("20.9km in 1:40:00", "20"), None),
        ("heat-pace", marathon("21.5km in 1:40:00", "20"), INFO),
    ];
    hold(cases);
}

#[test]
fn after_a_break() {
    // Six days off up to the day before the plan, and so on.
    let six = "2026-12-29 sick 6 days";
    let five = "2026-12-30 sick 5 days";
    let fourteen = "2026-12-21 sick 14 days";
    let raced = |date: &str, off: &str| {
        plan(
            &format!("  start 2027-01-04\nathlete\n  recent 10km in 44:00 on {date}\nhistory\n  {off}"),
            "week 1\n  wed 5km E\n",
        )
    };
    // 40 km a week before; half of it in the first week after two weeks off, three quarters in the second.
    let load = |first: &str, second: &str| after(fourteen, &[(1, first), (8, second)]);
    let clock = |second: &str| days(&[(1, &format!("07:00 60min E; {second} 30min E"))]);
    let cases: Vec<Case> = vec![
        ("return-hard-too-soon", after(six, &[(2, HARD)]), WARNING),
        ("return-hard-too-soon", after(six, &[(3, HARD)]), None),
        ("return-hard-too-soon", after(five, &[(0, HARD)]), None),
        ("return-hard-too-soon", after(fourteen, &[(0, HARD)]), WARNING),
        ("return-hard-too-soon", after(fourteen, &[(6, HARD)]), WARNING),
        ("return-hard-too-soon", after(fourteen, &[(7, HARD)]), None),
        ("return-hard-too-soon", after("2026-09-26 injury 100 days", &[(49, HARD)]), WARNING),
        ("return-hard-too-soon", after("2026-09-26 injury 100 days", &[(50, HARD)]), None),
        ("return-load", load("22km E", "33km E"), None),
        ("return-load", load("22.1km E", "33km E"), WARNING),
        ("return-load", load("21.9km E", "33.1km E"), WARNING),
        ("return-load", load("22.3km E", "10km E"), WARNING),
        ("return-load", load("21.7km E", "10km E"), None),
        ("return-load", load("22km E", "10km E") + "week 3\n  mon 40km E\n", None),
        ("return-load", after(six, &[(1, "12km E")]), WARNING),
        ("return-load", after("2026-12-26 sick 9 days", &[(1, "5km E"), (6, "30km E")]), None),
        ("return-load", after(five, &[(0, "40km E")]), None),
        ("return-load", after(fourteen, &[(1, "5km E")]), None),
        (
            "return-load",
            plan(
                "  start 2027-01-04\nathlete\n  volume 15km\nhistory\n  2026-12-21 sick 14 days",
                &days(&[(1, "9.9km E")]),
            ),
            None,
        ),
        (
            "return-load",
            plan(
                "  start 2027-01-04\nathlete\n  volume 15km\nhistory\n  2026-12-21 sick 14 days",
                &days(&[(1, "10.5km E")]),
            ),
            WARNING,
        ),
        ("return-pace", raced("2026-10-04", six), INFO),
        ("return-pace", raced("2026-10-04", five), None),
        ("return-pace", raced("2026-10-04", "2026-12-28 sick 7 days"), INFO),
        ("return-pace", raced("2026-12-29", six), None),
        ("return-pace", raced("2026-12-28", six), INFO),
        ("return-pace", raced("2026-12-31", six), None),
        (
            "return-pace",
            raced("2026-12-31", six).replace("history", "  recent 5km in 21:00 on 2026-10-04\nhistory"),
            None,
        ),
        ("two-sessions-gap", clock("12:00"), None),
        ("two-sessions-gap", clock("11:59"), INFO),
        ("two-sessions-gap", clock("11:45"), INFO),
        ("two-sessions-gap", clock("16:00"), None),
    ];
    hold(cases);
}

#[test]
fn days_without_training_in_a_log() {
    let start = jiff::civil::date(2027, 1, 4);
    let date = |day: i64| start.checked_add(jiff::Span::new().days(day)).unwrap();
    let entries = |of: &[(i64, &str)]| -> String {
        of.iter().map(|(day, entry)| format!("log {}\n  {entry}\n", date(*day))).collect()
    };
    let run = "done 6km in 36:00";
    let scene = |planned: &[(usize, &str)], logged: &[(i64, &str)]| {
        plan("  start 2027-01-04", &days(planned)) + &entries(logged)
    };
    let usual = [(0, "6km E"), (3, "6km E"), (7, HARD)];
    let cases: Vec<Case> = vec![
        // Six days without the runs that were planned are a break, five are none.
        ("return-hard-too-soon", scene(&usual, &[(0, run), (7, run)]), WARNING),
        ("return-hard-too-soon", scene(&usual, &[(0, run), (6, run)]), None),
        ("return-hard-too-soon", scene(&[(0, "6km E"), (7, HARD)], &[(0, run), (7, run)]), None),
        // It may go on at the end of the log.
        ("return-hard-too-soon", scene(&usual, &[(0, run), (3, "sick"), (6, "sleep 8h")]), WARNING),
        ("return-hard-too-soon", scene(&usual, &[(0, run), (3, "sick"), (5, "sleep 8h")]), None),
        // Its reason stands on one of its days.
        (
            "return-hard-too-soon",
            scene(&[(0, "6km E"), (7, HARD)], &[(0, run), (6, "sick"), (7, run)]),
            WARNING,
        ),
        (
            "return-hard-too-soon",
            scene(&[(0, "6km E"), (7, HARD)], &[(0, run), (1, "sick"), (7, run)]),
            WARNING,
        ),
        (
            "return-hard-too-soon",
            scene(&[(0, "6km E"), (7, HARD)], &[(0, run), (7, "sick; done 3km in 20:00")]),
            None,
        ),
        (
            "return-hard-too-soon",
            scene(&[(0, "6km E"), (7, HARD)], &[(0, "sick; done 3km in 20:00"), (7, run)]),
            None,
        ),
    ];
    hold(cases);
}

#[test]
fn races_before_the_plan() {
    let with = |athlete: &str, history: &str| {
        plan(
            &format!("  start 2027-01-04\nathlete\n  born 1990{athlete}\nhistory\n  {history}"),
            &days(&[(0, "rest"), (1, HARD)]),
        )
    };
    let half = "\n  recent half-marathon in 1:40:00 on";
    let cases: Vec<Case> = vec![
        ("race-recovery-too-short", with("", "2027-01-03 race 10km in 44:00"), WARNING),
        ("race-recovery-too-short", with("", "2027-01-04 race 10km in 44:00"), None),
        (
            "race-recovery-too-short",
            with(&format!("{half} 2027-01-03"), "2026-12-01 race 10km in 44:00"),
            WARNING,
        ),
        (
            "race-recovery-too-short",
            with(&format!("{half} 2027-01-04"), "2026-12-01 race 10km in 44:00"),
            None,
        ),
    ];
    hold(cases);
}

#[test]
fn breaks_in_a_log() {
    // The plan has 40 km a week for some weeks; the log stops after them, and goes on a fortnight later.
    let scene = |before: usize, back: &str| {
        let start = jiff::civil::date(2027, 1, 4);
        let date =
            |day: usize| start.checked_add(jiff::Span::new().days(i64::try_from(day).unwrap())).unwrap();
        let mut items: Vec<(usize, &str)> =
            (0..before).flat_map(|week| [(week * 7, "20km E"), (week * 7 + 6, "20km E")]).collect();
        let first = before * 7 + 14;
        items.extend([(before * 7, "rest"), (first, back)]);
        let mut text = plan("  start 2027-01-04", &days(&items));
        for week in 0..before {
            for day in [week * 7, week * 7 + 6] {
                text += &format!("log {}\n  done 20km in 2:00:00\n", date(day));
            }
        }
        text + &format!("log {}\n  sick\nlog {}\n  done 5km in 30:00\n", date(before * 7 + 3), date(first))
    };
    // Less than two weeks before the break say nothing of the usual load.
    let thirteen_days = plan(
        "  start 2027-01-04",
        &days(&[(0, "20km E"), (12, "20km E"), (13, "rest"), (27, "40km E"), (34, "rest")]),
    ) + "log 2027-01-04\n  done 20km in 2:00:00\nlog 2027-01-16\n  done 20km in 2:00:00\n"
        + "log 2027-01-18\n  sick\nlog 2027-01-31\n  done 5km in 30:00\n";
    let cases: Vec<Case> = vec![
        ("return-load", scene(2, "22km E"), None),
        ("return-load", scene(2, "22.1km E"), WARNING),
        ("return-load", scene(2, "22.1km E").replace("  mon rest\n", "  mon 20km E\n"), WARNING),
        ("return-load", scene(1, "40km E"), None),
        ("return-load", thirteen_days, None),
        ("return-load", scene(5, "22km E"), None),
        ("return-load", scene(5, "22.1km E"), WARNING),
    ];
    hold(cases);
}

#[test]
fn hard_and_long_running_waits_after_illness() {
    let rule = "hard-after-illness";
    let after = |word: &str, since: usize, session: &str| days(&[(7, word), (7 + since, session)]);
    let logged = |said: &str, then: &str| {
        format!(
            "{}log 2027-01-11\n  {said}\n{then}",
            plan("  start 2027-01-04", &days(&[(0, "8km E"), (7, "8km E"), (9, HARD)]))
        )
    };
    let cases: Vec<Case> = vec![
        (rule, after("sick \"fever\"", 1, HARD), WARNING),
        (rule, after("sick \"fever\"", 7, HARD), WARNING),
        (rule, after("sick \"fever\"", 8, HARD), None),
        (rule, after("sick \"flu\"", 7, HARD), WARNING),
        (rule, after("sick 38.5C", 7, HARD), WARNING),
        (rule, after("sick \"a cold, no fever\"", 4, HARD), None),
        (rule, after("sick", 3, HARD), WARNING),
        (rule, after("sick", 4, HARD), None),
        (rule, after("sick 3 days", 5, HARD), WARNING),
        (rule, after("sick 3 days", 6, HARD), None),
        (rule, after("injury \"calf\"", 3, HARD), WARNING),
        (rule, after("injury \"calf\"", 4, HARD), None),
        (rule, after("injury \"calf\"", 1, "90min E"), WARNING),
        (rule, after("injury \"calf\"", 1, "89min E"), None),
        (rule, after("sick \"fever\"", 3, "race 10km"), WARNING),
        (rule, after("sick \"fever\"", 3, "60min bike hard"), WARNING),
        (rule, after("travel", 1, HARD), None),
        (rule, days(&[(6, HARD), (7, "sick \"fever\"")]), None),
        // On the day itself.
        (rule, days(&[(7, &format!("{HARD}; sick \"fever\""))]), WARNING),
        // In the log: the session two days later stands, was missed, or was run easily.
        (rule, logged("sick \"fever\"", ""), WARNING),
        (rule, logged("sick \"fever\"", "log 2027-01-13\n  missed \"still in bed\"\n"), None),
        (rule, logged("sick \"fever\"", "log 2027-01-13\n  done 5km in 30:00 rpe 2\n"), None),
        (rule, logged("sick \"fever\"", "log 2027-01-13\n  done 10km in 50:00 rpe 8\n"), WARNING),
    ];
    hold(cases);
}
