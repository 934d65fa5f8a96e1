//! Which race a plan leads to, and what that means for its weeks.

use crate::{Case, HARD, INFO, WARNING, days, hold, plan, weeks};

/// Weeks of one run; these days beside them.
fn with(count: usize, items: &[(usize, &str)]) -> String {
    let mut all: Vec<(usize, &str)> = (0..count).map(|week| (week * 7 + 1, "30km E")).collect();
    all.extend(items);
    all.sort_unstable_by_key(|(day, _)| *day);
    days(&all)
}

#[test]
fn the_race_that_a_plan_leads_to() {
    let rule = "hard-session-too-close-to-race";
    let template = |items: &[(usize, &str)]| plan("  goal 10km", &with(6, items));
    let dated = |items: &[(usize, &str)]| plan("  start 2027-01-04\n  goal 10km", &with(6, items));
    let cases: Vec<Case> = vec![
        // Without a stated goal: the race in the last of six weeks and more, if none before it is longer.
        (rule, with(6, &[(40, HARD), (41, "race 10km")]), WARNING),
        (rule, with(7, &[(47, HARD), (48, "race 10km")]), WARNING),
        (rule, with(5, &[(33, HARD), (34, "race 10km")]), None),
        (rule, with(6, &[(33, HARD), (34, "race 10km")]), None),
        (rule, with(6, &[(20, "race 12km"), (40, HARD), (41, "race 10km")]), None),
        (rule, with(6, &[(20, "race 10km"), (40, HARD), (41, "race 10km")]), WARNING),
        (rule, with(6, &[(20, "race 5km"), (40, HARD), (41, "race 10km")]), WARNING),
        (rule, with(6, &[(40, HARD), (41, "test 10km")]), None),
        // The goal of a template without its race is on the day after its last.
        (rule, template(&[(41, HARD)]), WARNING),
        (rule, template(&[(40, HARD)]), WARNING),
        (rule, template(&[(39, HARD)]), None),
        (rule, template(&[(20, "race 5km"), (40, HARD)]), WARNING),
        (rule, template(&[(20, "race 15km"), (40, HARD)]), None),
        (rule, dated(&[(41, HARD)]), None),
    ];
    hold(cases);
}

#[test]
fn weeks_before_and_after() {
    let share =
        |race: usize, long: usize| days(&[(race, "race marathon"), (long, "22km E"), (long + 2, "8km E")]);
    let race_in = |week: usize| {
        let body = with(9, &[(week * 7 - 1, "race 5km")]);
        plan("  goal 5km", &body)
    };
    let slow = |minutes: u32| {
        let runs: Vec<(usize, String)> = (0..8).map(|week| (week * 7, format!("{minutes}min E"))).collect();
        let body = days(&runs.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>());
        plan("athlete\n  recent 10km in 80:00", &body)
    };
    let cases: Vec<Case> = vec![
        // 28 days after a marathon its weeks are judged by their own rules.
        ("long-run-share", share(0, 28), None),
        ("long-run-share", share(6, 28), None),
        ("long-run-share", share(6, 35), WARNING),
        ("recovery-week-missing", race_in(7), None),
        ("recovery-week-missing", race_in(8), WARNING),
        ("recovery-week-missing", race_in(9), WARNING),
        ("recovery-week-missing", plan("athlete\n  recent 10km in 30:00", &weeks(&[40.0; 8])), WARNING),
        ("recovery-week-missing", slow(200), WARNING),
        ("long-run-share", days(&[(1, "22km E"), (3, "10km E"), (8, "7km E"), (10, "3km E")]), WARNING),
        ("weekly-volume-jump", "week 1\n  tue 20km E\nweek 3\n  tue 40km E\n".to_owned(), None),
        // Beyond the marathon, whoever says so.
        ("long-run-too-long", plan("  start 2027-01-04\n  goal 50km", &days(&[(1, "211min E")])), None),
        ("long-run-too-long", with(6, &[(3, "211min E"), (41, "race 50km")]), None),
        ("long-run-too-long", with(6, &[(3, "211min E"), (41, "race marathon")]), WARNING),
    ];
    hold(cases);
}

/// The three weeks from Monday, 18 May 2026, with a race over 5 km on one of their days, and a goal on Saturday, 6 June,
/// day 19, or another date.
fn dated(head: &str, date: &str, race: usize) -> String {
    let mut items: Vec<(usize, &str)> =
        [1, 8, 15].into_iter().filter(|day| *day != race).map(|day| (day, "8km E")).collect();
    items.push((race, "race 5km"));
    items.sort_unstable();
    plan(&format!("  goal 5km on {date}\n{head}"), &days(&items))
}

#[test]
fn a_goal_and_its_race_are_on_one_day() {
    let rule = "goal-date-mismatch";
    let (start, count) = ("  start 2026-05-18\n", "  weeks 3\n");
    let both = format!("{start}{count}");
    let date = "2026-06-06";
    let cases: Vec<Case> = vec![
        // The race on its day.
        (rule, dated(start, date, 19), None),
        (rule, dated(count, date, 19), None),
        (rule, dated(&both, date, 19), None),
        (rule, dated("", date, 19), None),
        // A day off.
        (rule, dated(start, date, 20), WARNING),
        (rule, dated(count, date, 20), WARNING),
        (rule, dated(&both, date, 20), WARNING),
        (rule, dated("", date, 20), WARNING),
        (rule, dated("", date, 18), WARNING),
        // A week early; without `start` and `weeks` the plan is counted from the week of its race.
        (rule, dated(start, date, 12), WARNING),
        (rule, dated(count, date, 12), WARNING),
        (rule, dated(&both, date, 12), WARNING),
        (rule, dated("", date, 12), None),
        (rule, dated("", date, 13), WARNING),
        // A week was put in before it: the race has moved, the goal's date has not.
        (rule, dated(start, "2026-05-30", 19), WARNING),
        (rule, dated(&both, "2026-05-30", 19), WARNING),
        // A plan goes on after its race.
        (rule, dated(&both, "2026-05-30", 12), None),
        // Weeks that count down, and days that are free.
        (rule, plan("  goal 5km on 2026-06-06", "week -2\n  sun 8km E\nweek -1\n  sat race 5km\n"), None),
        (rule, plan("  goal 5km on 2026-06-06", "week -2\n  sat race 5km\nweek -1\n  sun 8km E\n"), WARNING),
        (rule, plan("  goal 5km on 2026-06-06", "week 1\n  any race 5km\n"), None),
        // Another distance, a time trial and a goal without a date are no such race.
        (rule, dated(start, date, 20).replace("race 5km", "race 10km"), None),
        (rule, dated(start, date, 20).replace("race 5km", "test 5km"), None),
        (rule, dated(start, date, 20).replace(" on 2026-06-06", ""), None),
        // A tune-up race of the same distance beside the goal's.
        (rule, dated(start, date, 19).replace("tue 8km E", "tue race 5km"), None),
        // The goal's day cannot be read: it may be the race.
        (rule, dated(start, date, 12).replace("week 3\n", "week 3\n  sat bogus\n"), None),
    ];
    hold(cases);
}

/// Six weeks and more to a half-marathon on 27 September 2026, and on to a marathon on 25 October.
fn two_goals(first: &str, second: &str, items: &[(usize, &str)]) -> String {
    let mut all: Vec<(usize, &str)> = vec![(41, "race half-marathon"), (69, "race marathon")];
    all.extend(items);
    all.sort_unstable_by_key(|(day, _)| *day);
    plan(&format!("  start 2026-08-17\n  {first}\n  {second}"), &days(&all))
}

#[test]
fn each_of_several_goals_has_its_last_days() {
    let (half, marathon) = ("goal half-marathon on 2026-09-27", "goal marathon on 2026-10-25");
    let letter = |letter: &str, goal: &str| goal.replace("goal ", &format!("goal {letter} "));
    let hard = "hard-session-too-close-to-race";
    let long = "long-run-too-close-to-race";
    let mut cases: Vec<Case> = Vec::new();
    for (first, second) in [
        (half.to_owned(), marathon.to_owned()),
        (marathon.to_owned(), half.to_owned()),
        (letter("B", half), letter("A", marathon)),
        (letter("A", half), letter("B", marathon)),
    ] {
        let of = |items: &[(usize, &str)]| two_goals(&first, &second, items);
        cases.extend([
            (hard, of(&[(39, HARD)]), WARNING),
            (hard, of(&[(38, HARD)]), None),
            (hard, of(&[(67, HARD)]), WARNING),
            (hard, of(&[(66, HARD)]), None),
            (long, of(&[(36, "20km E")]), WARNING),
            (long, of(&[(64, "20km E")]), WARNING),
            ("goal-date-mismatch", of(&[]), None),
            ("goal-race-missing", of(&[]), None),
        ]);
    }
    // A race of the C order is run out of training; a tune-up race needs no goal.
    cases.push((hard, two_goals(&letter("C", half), &letter("A", marathon), &[(39, HARD)]), None));
    cases.push((hard, two_goals(marathon, marathon, &[(39, HARD)]), None));
    // Each has a taper; the race itself is not counted.
    let flat: Vec<(usize, &str)> = (0..10).map(|week| (week * 7 + 1, "50km E")).collect();
    let lighter: Vec<(usize, &str)> = (0..10)
        .map(|week| (week * 7 + 1, if [5, 8, 9].contains(&week) { "30km E" } else { "50km E" }))
        .collect();
    let half_only: Vec<(usize, &str)> =
        (0..10).map(|week| (week * 7 + 1, if week >= 8 { "30km E" } else { "50km E" })).collect();
    let taper = "taper-missing";
    cases.push((taper, two_goals(half, marathon, &lighter), None));
    cases.push((taper, two_goals(half, marathon, &half_only), WARNING));
    cases.push((taper, two_goals(&letter("B", half), &letter("A", marathon), &half_only), INFO));
    cases.push((taper, two_goals(&letter("C", half), &letter("A", marathon), &half_only), None));
    cases.push((taper, two_goals(&letter("C", half), &letter("A", marathon), &flat), WARNING));
    // A goal before the plan begins has no race in it.
    cases.push(("goal-race-missing", two_goals("goal 10km on 2026-07-12", marathon, &[]), WARNING));
    // The date of each is held against its own race.
    cases.push(("goal-date-mismatch", two_goals("goal half-marathon on 2026-09-26", marathon, &[]), WARNING));
    cases.push(("goal-race-missing", two_goals("goal 10km on 2026-09-12", marathon, &[]), WARNING));
    hold(cases);
}
