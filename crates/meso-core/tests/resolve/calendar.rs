//! Weeks, dates, days, and weeks that are like others.

use crate::{clean, day, on, read, said};
use meso_core::plan::{AllowScope, DayItem, DayState, PastKind};
use meso_core::syntax::ast::{WeekKind, Weekday};

/// The first day of each week.
fn mondays(text: &str) -> Vec<String> {
    let a = clean(text);
    (0..a.plan.weeks.len()).map(|w| day(&a, w, 0).date.map_or("-".into(), |d| d.to_string())).collect()
}

#[test]
fn a_start_in_the_week_dates_week_one() {
    assert_eq!(mondays("plan\n  start 2027-01-06\nweek 1\n  sun 5km E\n"), ["2027-01-04"]);
    assert_eq!(mondays("plan\n  start 2027-01-06\n  week-starts sun\nweek 1\n  sat 5km E\n"), ["2027-01-03"]);
}

#[test]
fn a_goal_date_counts_back() {
    let weeks = "week 1\n  sun 5km E\nweek 2\n  sun race 5km\nweek 3\n  sun 5km E\n";
    // The week of the goal race, …
    assert_eq!(mondays(&format!("plan\n  goal 5km on 2027-01-17\n{weeks}"))[0], "2027-01-04");
    // … which `weeks` names as well, …
    assert_eq!(mondays(&format!("plan\n  goal 5km on 2027-01-17\n  weeks 2\n{weeks}"))[0], "2027-01-04");
    // … else the last one.
    let no_race = "week 1\n  sun 5km E\nweek 2\n  sun 6km E\n";
    assert_eq!(mondays(&format!("plan\n  goal 5km on 2027-01-17\n{no_race}"))[0], "2027-01-04");
    assert_eq!(mondays(no_race), ["-", "-"]);
}

#[test]
fn a_date_on_a_day_dates_a_plan_that_has_no_other() {
    assert_eq!(
        mondays("week 1\n  sun 5km E\nweek 2\n  tue 2027-01-12 6km E\n"),
        ["2027-01-04", "2027-01-11"]
    );
}

#[test]
fn weeks_count_down_to_the_race_and_up_again() {
    let text = "plan\n  goal 5km on 2027-01-17\nweek -2\n  sun 5km E\nweek -1\n  sun race 5km\nweek 1\n  sun 3km E\n";
    assert_eq!(mondays(text), ["2027-01-04", "2027-01-11", "2027-01-18"]);
    let numbers: Vec<i32> = clean(text).plan.weeks.iter().map(|w| w.number).collect();
    assert_eq!(numbers, [-2, -1, 1]);
}

#[test]
fn days_follow_the_first_day_of_the_week() {
    let a = clean("plan\n  week-starts sun\n  start 2027-01-03\nweek 1\n  sat 5km E\n  sun 8km E\n");
    assert_eq!(day(&a, 0, 0).weekday, Weekday::Sun);
    assert_eq!(on(&a, 0, 0), ["8km E"]);
    assert_eq!(on(&a, 0, 6), ["5km E"]);
    let order: Vec<i32> = a.plan.sessions.iter().map(|s| s.day.0).collect();
    assert_eq!(order, [0, 6], "sessions are in the order of the calendar");
}

#[test]
fn a_day_collects_its_lines_morning_first() {
    let a = clean(
        "week 1\n  tue pm 7-9mi E\n  tue am 4mi recovery\n  wed\n  thu 5km E\n    - foam-roll 10min\n    - \"slept badly\"\n",
    );
    assert_eq!(on(&a, 0, 1), ["4mi recovery", "7-9mi E"]);
    assert!(matches!(day(&a, 0, 2).items[..], [DayItem::Rest(_)]));
    let thursday = day(&a, 0, 3);
    assert_eq!(thursday.recovery().count(), 1);
    assert!(thursday.items.iter().any(|i| matches!(i, DayItem::Note(text, _) if text == "slept badly")));
    assert_eq!(day(&a, 0, 0).state, DayState::Empty);
}

#[test]
fn an_unreadable_line_is_no_rest() {
    let a = read("week 1\n  mon !!! \n  tue 5km E\nweek 2\n  ?? what\n  tue 5km E\n");
    assert_eq!(day(&a, 0, 0).state, DayState::Unread);
    assert_eq!(day(&a, 0, 2).state, DayState::Empty);
    assert!(!a.plan.weeks[0].complete);
    assert_eq!(day(&a, 1, 1).state, DayState::Planned);
    assert!([0, 2, 3, 4, 5, 6].iter().all(|d| day(&a, 1, *d).state == DayState::Unread));
}

#[test]
fn a_broken_head_keeps_its_days() {
    let a = read("week 1\n  mon 5km E\nweek tow\n  mon 6km E\nweek 3\n  mon 7km E\n");
    assert_eq!(a.plan.weeks.len(), 3);
    assert_eq!(on(&a, 1, 0), ["6km E"]);
    assert_eq!(a.plan.weeks[1].number, 2);
    assert!(!a.plan.weeks[1].complete);
}

#[test]
fn missing_repeated_and_misplaced_weeks_are_told_once() {
    let week = |n: &str| format!("week {n}\n  sun 5km E\n");
    let all = |ns: &[&str]| read(&ns.iter().map(|n| week(n)).collect::<String>());
    let a = all(&["1", "4"]);
    assert_eq!(said(&a), ["week-gap: 4"]);
    assert_eq!(a.diagnostics[0].message, "weeks 2 to 3 are missing before this one");
    assert_eq!(a.plan.weeks.iter().map(|w| w.written).collect::<Vec<_>>(), [true, false, false, true]);
    // Written 5 for 6: the weeks after it keep their place.
    let a = all(&["1", "2", "2", "4"]);
    assert_eq!(said(&a), ["week-repeated: 2"]);
    assert_eq!(a.plan.weeks.len(), 4);
    let a = all(&["1", "3", "2", "4"]);
    assert_eq!(said(&a), ["week-order: 2"]);
    assert_eq!(a.plan.weeks.iter().map(|w| w.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let a = all(&["1", "900"]);
    assert_eq!(said(&a), ["week-gap: 900"]);
    assert_eq!(a.plan.weeks.len(), 2);
}

#[test]
fn heads_say_what_a_week_is() {
    let a = clean(
        "phase base \"Aerobic base\"\nweek 1\n  sun 5km E\nweek 2 recovery total 30-32km \"Easy\"\n  sun 5km E\nphase build\nweek 3 taper\n  sun 5km E\n",
    );
    let plan = &a.plan;
    assert_eq!(plan.phases.len(), 2);
    assert_eq!((plan.phases[0].weeks.clone(), plan.phases[1].weeks.clone()), (0..2, 2..3));
    assert_eq!(plan.weeks[2].phase, Some(1));
    assert!(plan.weeks[1].is(WeekKind::Recovery));
    assert_eq!(plan.weeks[1].title.as_deref(), Some("Easy"));
    assert_eq!(a.sources.slice(plan.weeks[1].stated_total.expect("a total").1), "30-32km");
    assert!(a.sources.slice(plan.weeks[1].block).ends_with("sun 5km E"));
}

#[test]
fn a_week_like_another_has_its_days_and_its_own() {
    let a = clean(
        "week 1\n  tue 10km E\n  thu 10x(400m @R / 400m jog)\n  sun long 20km E\nweek 2 like 1 volume 80%\n  tue rest\nweeks 3-4 like 2\n  wed 5km E\n",
    );
    let km = |w: usize| a.plan.weeks[w].distance.middle().to_km();
    assert_eq!(a.plan.weeks.len(), 4);
    assert!((km(0) - (10.0 + 7.6 + 20.0)).abs() < 1e-6, "{}", km(0));
    // Tuesday is its own; 8 instead of 10 repetitions; 16 km instead of 20.
    assert!((km(1) - (6.0 + 16.0)).abs() < 1e-6, "{}", km(1));
    assert!((km(3) - (km(1) + 5.0)).abs() < 1e-6, "{}", km(3));
    let copied = a.plan.sessions_of(1).next().expect("a session");
    assert_eq!(a.sources.slice(copied.span), "1", "it points at the week that is like the other");
    assert_eq!(a.sources.slice(copied.text), "10x(400m @R / 400m jog)");
    assert!(copied.is_hard());
}

#[test]
fn like_chains_and_circles_end() {
    let mut text = String::from("week 1\n  mon 5km E\n");
    for n in 2..400 {
        text.push_str(&format!("week {n} like {} volume 200%\n", n - 1));
    }
    let a = read(&text);
    assert_eq!(a.diagnostics.len(), 1, "one finding for a session that grows beyond all bounds");
    assert_eq!(a.plan.weeks.len(), 399);
    let backwards = clean("week 1 like 2\nweek 2 like 3\nweek 3\n  mon 5km E\n");
    assert_eq!(on(&backwards, 0, 0), ["5km E"]);
    let a = read("week 1 like 1\nweek 2 like 3\nweek 3 like 2\n");
    assert_eq!(a.diagnostics.len(), 2, "{:?}", said(&a));
    assert!(a.plan.weeks.iter().all(|w| !w.complete));
}

#[test]
fn allows_know_where_they_stand() {
    let a = clean(
        "plan\n  allow rule-a \"p\"\nphase base\n  allow rule-b \"ph\"\nweek 1\n  allow rule-c \"w\"\n  tue 5km E; allow rule-d \"d\"\n    - allow rule-e \"d\"\nlog 2027-01-05\n  done 5km in 30:00; allow rule-f \"l\"\n",
    );
    let mut scopes: Vec<(String, AllowScope)> =
        a.plan.allows.iter().map(|x| (x.rule.clone(), x.scope)).collect();
    scopes.sort_by(|x, y| x.0.cmp(&y.0));
    let tuesday = day(&a, 0, 1).index;
    assert_eq!(
        scopes.into_iter().map(|s| s.1).collect::<Vec<_>>(),
        [
            AllowScope::Plan,
            AllowScope::Phase(0),
            AllowScope::Week(0),
            AllowScope::Day(tuesday),
            AllowScope::Day(tuesday),
            AllowScope::Log(0),
        ]
    );
}

#[test]
fn free_sessions_go_where_they_suit_best() {
    let a = clean(
        "athlete\n  vdot 50\nweek 1\n  sun long 25km E\n  any 5x(1km @5k / 90s jog)\n  any 40min T\n  any 8km E\nweek 2\n  mon 8km E\n",
    );
    let hard: Vec<i32> = a.plan.sessions.iter().filter(|s| s.is_hard()).map(|s| s.day.0).collect();
    assert_eq!(hard.len(), 2);
    assert!(hard[1] - hard[0] >= 2 && hard[1] < 5, "apart from each other and from the long run: {hard:?}");
    let again = clean(
        "athlete\n  vdot 50\nweek 1\n  sun long 25km E\n  any 5x(1km @5k / 90s jog)\n  any 40min T\n  any 8km E\nweek 2\n  mon 8km E\n",
    );
    let days = |a: &meso_core::Analysis| a.plan.sessions.iter().map(|s| s.day).collect::<Vec<_>>();
    assert_eq!(days(&a), days(&again));
}

#[test]
fn more_free_sessions_than_days_share_a_day() {
    let text = format!("week 1\n{}", "  any 5km E\n".repeat(9));
    let a = clean(&text);
    assert_eq!(a.plan.sessions.len(), 9);
    assert!(a.plan.days.iter().all(|d| !d.items.is_empty()));
}

#[test]
fn a_free_goal_race_is_on_its_day() {
    let a = clean("plan\n  goal 5km on 2027-01-09\nweek 1\n  any 3km E\n  any race 5km\n");
    let race = a.plan.sessions.iter().find(|s| s.race.is_some()).expect("the race");
    assert_eq!(a.plan.date(race.day).expect("a date").to_string(), "2027-01-09");
    assert!(race.race.as_ref().is_some_and(|r| r.goal));
}

#[test]
fn history_holds_races_runs_and_breaks() {
    let a = clean(
        "plan\n  start 2027-01-04\nhistory\n  2026-11-01 race marathon in 3:25:10\n  2026-11-20 sick 10 days \"flu\"\n  2026-12-20 12km E\nweek 1\n  mon 5km E\n",
    );
    let kinds: Vec<&PastKind> = a.plan.history.iter().map(|e| &e.kind).collect();
    assert!(matches!(kinds[0], PastKind::Race(_)));
    assert!(matches!(kinds[1], PastKind::Break(10, reason) if reason == "flu"), "{kinds:?}");
    assert!(matches!(kinds[2], PastKind::Session(s) if s.distance.to_km() == 12.0));
    assert_eq!(a.plan.history[2].day.map(|d| d.0), Some(-15));
}

#[test]
fn settings_are_read_into_the_athlete() {
    let a = clean(
        "plan \"P\"\n  profile masters\n  experience beginner\n  units mi\nathlete \"Kim\"\n  born 1975\n  sex female\n  weight 62kg\n  height 1.7m\n  max-hr 180\n  rest-hr 48\n  threshold-hr 165\n  threshold 4:18/km\n  critical-power 250W\n  volume 30-35mi\n  sleep 8h\nweek 1\n  mon 5mi E\n",
    );
    let athlete = &a.plan.athlete;
    assert_eq!((athlete.born, athlete.female, athlete.weight), (Some(1975), Some(true), Some(62.0)));
    assert!((athlete.height.expect("a height") - 1.7).abs() < 1e-9);
    assert_eq!(athlete.max_hr.map(|h| h.to_bpm()), Some(180));
    assert_eq!(athlete.critical_power, Some(250.0));
    assert!(athlete.volume.is_some() && athlete.sleep.is_some() && a.plan.beginner);
    assert_eq!(a.plan.profile.as_ref().map(|p| p.0.as_str()), Some("masters"));
}

#[test]
fn what_is_assumed_is_said() {
    let told = |text: &str| {
        clean(text).plan.assumptions.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    };
    let all = told("week 1\n  any 5-6km E\n");
    for part in ["6:00/km", "free day", "no dates", "middle"] {
        assert!(all.contains(part), "{part} in {all}");
    }
    let age =
        told("plan\n  start 2027-01-04\nathlete\n  born 1987\n  vdot 50\nweek 1\n  mon 45min @140bpm\n");
    assert!(age.contains("180 bpm"), "{age}");
}
