//! Which race a plan leads to, and what that means for its weeks.

use crate::{Case, HARD, WARNING, days, hold, plan, weeks};

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
