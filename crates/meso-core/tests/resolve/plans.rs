//! The plans in `tests/plans`, each with totals that were worked out by hand.

use crate::{clean, day, on, read, said};
use meso_core::plan::{DayState, PaceBasis, PastKind};
use meso_core::terms::EntryKind;

const HAMBURG: &str = include_str!("../plans/hamburg-marathon.meso");
const RISKY: &str = include_str!("../plans/risky-autumn.meso");
const COUCH: &str = include_str!("../plans/couch-to-5k.meso");
const SLIPS: &str = include_str!("../plans/slips.meso");
const LOG: &str = include_str!("../plans/kim-2027.log.meso");

#[test]
fn a_marathon_plan_has_its_dates() {
    let a = clean(HAMBURG);
    let plan = &a.plan;
    assert_eq!(plan.weeks.len(), 19);
    assert_eq!(plan.days.len(), 133);
    let dates: Vec<String> = (0..19).map(|w| day(&a, w, 0).date.expect("a date").to_string()).collect();
    assert_eq!(dates[..3], ["2027-01-04", "2027-01-11", "2027-01-18"]);
    assert_eq!(dates[18], "2027-05-10");
    let goal = plan.goal.as_ref().expect("a goal");
    assert_eq!(goal.day, Some(day(&a, 15, 6).index));
    assert_eq!(plan.date(goal.day.expect("a day")).expect("a date").to_string(), "2027-04-25");
    let race = day(&a, 15, 6).sessions(plan).next().and_then(|s| s.race.as_ref()).expect("the race");
    assert!(race.goal);
    assert_eq!(race.name.as_deref(), Some("Hamburg"));
    let tune_up = day(&a, 11, 6).sessions(plan).next().and_then(|s| s.race.as_ref()).expect("a race");
    assert!(!tune_up.goal);
}

#[test]
fn a_marathon_plan_has_its_paces() {
    let a = clean(HAMBURG);
    // 10 km in 44:10: Daniels' table has 46 at 44:23 and 47 at 43:36... the formula gives 46.26.
    assert!((a.plan.paces.vdot - 46.26).abs() < 0.01);
    assert!(matches!(a.plan.paces.basis, PaceBasis::Race(..)));
    assert_eq!(a.plan.athlete.recent.len(), 1);
}

#[test]
fn a_marathon_plan_has_its_totals() {
    let a = clean(HAMBURG);
    let km = |w: usize| a.plan.weeks[w].distance.middle().to_km();
    // 8 + 8 + 45 min of recovery (9 % to 19 % slower than easy: 6.9 km) + 7 + 16.
    assert!((km(0) - 45.9).abs() < 0.1, "{}", km(0));
    // 7 + 6 + 2 + 3 + 2 + 14: no step by time.
    assert!((km(3) - 34.0).abs() < 1e-6, "{}", km(3));
    // Cruise: 2 + 4 x 1.6 + 3 min of jog + 2.
    assert!((km(4) - (7.0 + 9.0 + 8.0 + 20.0 + 10.4 + 0.46)).abs() < 0.02, "{}", km(4));
    // The stated 65 km, and 0 for swimming, cycling and walking.
    assert!((km(15) - 65.0).abs() < 65.0 * 0.05);
    assert!(km(16).abs() < 1e-9);
}

#[test]
fn a_marathon_plan_has_its_hard_days() {
    let a = clean(HAMBURG);
    let hard: Vec<(i32, usize)> = a
        .plan
        .sessions
        .iter()
        .filter(|s| s.is_hard())
        .map(|s| (a.plan.weeks[a.plan.day(s.day).expect("a day").week].number, (s.day.0 % 7) as usize))
        .collect();
    let expected = [
        (2, 1),
        (3, 1),
        (4, 4),
        (5, 1),
        (6, 1),
        (7, 1),
        (8, 4),
        (9, 1),
        (11, 1),
        (12, 6),
        (14, 1),
        (15, 1),
        (16, 6),
    ];
    assert_eq!(hard, expected);
    let reasons: Vec<String> = a
        .plan
        .sessions
        .iter()
        .filter(|s| s.class.quality)
        .take(4)
        .map(|s| s.class.because.to_string())
        .collect();
    assert_eq!(
        reasons,
        [
            "the plan says `hard`",
            "the plan says `hard`",
            "3 km at T, 14 min at threshold pace or faster",
            "4 x 1600 m at T, 29 min at threshold pace or faster",
        ]
    );
    // Marathon pace is quality, but not hard.
    let m = a.plan.sessions.iter().filter(|s| s.class.quality && !s.is_hard()).count();
    assert_eq!(m, 6);
}

#[test]
fn alternatives_and_recovery_stay_with_their_day() {
    let a = clean(HAMBURG);
    let friday = day(&a, 0, 4);
    assert_eq!(friday.state, DayState::Planned);
    assert_eq!(friday.sessions(&a.plan).count(), 0, "the first choice is rest");
    let race_day: Vec<&str> = day(&a, 15, 6).recovery().map(|r| r.method.word()).collect();
    assert_eq!(race_day, ["cooldown-walk", "ice-bath", "fuel", "sleep"]);
    let bath = day(&a, 15, 6).recovery().nth(1).expect("the bath");
    assert_eq!(bath.duration.expect("a time").low.to_min(), 12.0);
    assert_eq!(bath.temperature.expect("a temperature").low, 12.0);
    let fuel = day(&a, 15, 6).recovery().nth(2).expect("the food");
    assert_eq!(fuel.duration, None, "30 min is how soon, not how long");
}

#[test]
fn history_counts_back_from_the_first_day() {
    let a = clean(RISKY);
    let [event] = a.plan.history.as_slice() else { panic!("{:?}", a.plan.history) };
    assert_eq!(event.day.map(|d| d.0), Some(-8));
    assert!(matches!(&event.kind, PastKind::Race(r) if r.distance.to_km() > 42.0));
}

#[test]
fn a_risky_plan_has_its_hard_days() {
    let a = clean(RISKY);
    let hard: Vec<i32> = a.plan.sessions.iter().filter(|s| s.is_hard()).map(|s| s.day.0).collect();
    assert_eq!(hard, [2, 3, 8, 9, 10, 12, 15]);
    let recovery = day(&a, 1, 0).sessions(&a.plan).next().expect("a run");
    assert!(recovery.recovery);
    assert!(!recovery.is_hard());
}

#[test]
fn free_days_are_chosen_and_times_add_up() {
    let a = clean(COUCH);
    assert_eq!(a.plan.first_date, None);
    assert_eq!(a.plan.weeks.len(), 9);
    assert_eq!(a.plan.sessions.len(), 27);
    assert!(a.plan.sessions.iter().all(|s| s.placed));
    // 5 + 8 x 1 + 7 x 1.5 + 5.
    let first = &a.plan.sessions[0];
    assert!((first.duration.middle().to_min() - 28.5).abs() < 1e-6);
    // 5 + 2 x (1.5 + 1.5 + 3) + 3 + 5.
    let third_week = a.plan.sessions_of(2).next().expect("a run");
    assert!((third_week.duration.middle().to_min() - 25.0).abs() < 1e-6);
    // 5 min of walking at 5.5 km/h twice, 20 min at 6:00/km.
    let run = a.plan.sessions_of(4).nth(2).expect("a run");
    assert!((run.distance.middle().to_km() - (20.0 / 6.0 + 5.5 / 6.0)).abs() < 0.01);
    for w in 0..9 {
        let days: Vec<i32> = a.plan.sessions_of(w).map(|s| s.day.0).collect();
        assert!(days.windows(2).all(|d| d[1] - d[0] >= 2), "no days in a row: {days:?}");
    }
    let race = a.plan.sessions.last().expect("the race");
    assert!(race.race.as_ref().is_some_and(|r| r.goal));
    assert_eq!(a.plan.goal.as_ref().and_then(|g| g.day), Some(race.day));
    let easy = a.plan.sessions.iter().filter(|s| !s.class.quality).count();
    assert_eq!(easy, 26);
}

#[test]
fn a_plan_full_of_slips_is_still_a_plan() {
    let a = read(SLIPS);
    let mut lines: Vec<u32> =
        a.diagnostics.iter().map(|d| a.sources.get(a.root).line_index().line_of(d.span.start) + 1).collect();
    let count = lines.len();
    lines.dedup();
    assert_eq!(lines.len(), count, "one finding a line: {:#?}", said(&a));
    // The remarked lines; of those, `allow no-such-rule` is a matter of the rules.
    let remarked: Vec<u32> = SLIPS
        .lines()
        .enumerate()
        .filter(|(i, l)| {
            *i > 2
                && (l.contains('#')
                    || l.contains("the string has no end")
                    || l.contains("12 E")
                    || l.contains("12 min")
                    || l.contains("4x(400m @R / 400m jog"))
        })
        .map(|(i, _)| u32::try_from(i).expect("few lines") + 1)
        .collect();
    let mut expected = remarked.clone();
    // Week 3 is missing: the finding stands on the head of week 4, the remark on the day below.
    let monday = SLIPS.lines().position(|l| l.contains("2027-02-30")).expect("the line");
    expected.push(u32::try_from(monday).expect("few lines"));
    expected.sort_unstable();
    for line in lines {
        assert!(expected.contains(&line), "line {line} has no remark");
    }
    assert_eq!(day(&a, 1, 0).state, DayState::Unread, "an unknown session is no rest");
    assert_eq!(on(&a, 1, 6), ["18km E"]);
    assert_eq!(on(&a, 3, 1), ["8km E", "10km E"]);
    assert!(a.plan.days_of(2).iter().all(|d| d.state == DayState::Unread), "a missing week is no rest");
}

#[test]
fn a_log_alone_is_read() {
    let a = clean(LOG);
    assert_eq!(a.plan.weeks.len(), 0);
    assert!(a.plan.assumptions.is_empty());
    let logs = &a.plan.logs;
    assert_eq!(logs.len(), 6);
    let first = &logs[0];
    assert_eq!(first.date.to_string(), "2027-01-05");
    let done = &first.done[0];
    assert!((done.distance.expect("km").to_km() - 8.1).abs() < 1e-9);
    assert_eq!(done.duration.expect("a time").clock(), "45:20");
    assert_eq!(done.heart_rate.expect("a rate").to_bpm(), 139);
    assert_eq!(done.rpe, Some(3.0));
    let kinds: Vec<(&str, f64)> = first.measures.iter().map(|m| (m.kind.word(), m.value)).collect();
    assert_eq!(kinds, [("hrv", 64.0), ("rest-hr", 48.0), ("soreness", 0.2), ("motivation", 0.8)]);
    assert_eq!(first.recovery[0].method, EntryKind::Sleep);
    assert!((first.recovery[0].duration.expect("a time").low.to_h() - 7.0 - 50.0 / 60.0).abs() < 1e-9);
    assert_eq!(logs[2].missed.as_ref().map(|m| m.0.as_str()), Some("travel"));
    let weight = logs[5].measures.iter().find(|m| m.kind == EntryKind::Weight).expect("a weight");
    assert_eq!((weight.value, weight.after), (68.4, Some(67.1)));
    assert_eq!(logs[5].done[0].duration.expect("a time").clock(), "1:31:40");
}
