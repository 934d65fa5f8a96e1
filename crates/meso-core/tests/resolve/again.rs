//! Lines that stand in a plan again and again, and steps that are kept though nobody runs them.

use crate::{clean, read, said, session_in};
use meso_core::Analysis;
use meso_core::plan::{PlannedStep, Session};
use meso_core::text::Span;

const LINES: [&str; 6] = [
    "  mon am 2km E + 3x(1km @5k / 90s jog) + 2km E \"track\"; pm 5km recovery",
    "  tue 8km E with 6x20s strides or rest or 5km E",
    "  wed race 10km in 42:10 \"the town's run\"",
    "  thu 1x(1km @5k / 90s jog) + 2x(3x(200m @R / 200m jog) / 400m jog)",
    "  fri [1200 1000 800]m @5k / 300m jog",
    "  sat 10km @5:20-5:40/km trail +300m; 30min bike",
];

/// Everything of a session that points into its text.
fn places(session: &Session) -> Vec<Span> {
    fn of_steps(steps: &[PlannedStep], places: &mut Vec<Span>) {
        for step in steps {
            if let PlannedStep::Repeat { body, recovery, span, .. } = step {
                places.push(*span);
                of_steps(body, places);
                of_steps(recovery, places);
            }
        }
    }
    let mut places = vec![session.span, session.text];
    places.extend(&session.alternatives);
    places.extend(session.parts.iter().chain(&session.left_out).map(|p| p.span));
    places.extend(session.race.iter().map(|r| r.span));
    of_steps(&session.steps, &mut places);
    places
}

/// What the sessions of a plan point at, and what of them is no place.
fn told(a: &Analysis) -> Vec<(Vec<&str>, String)> {
    a.plan
        .sessions
        .iter()
        .map(|s| {
            let figures = (s.distance, s.duration, &s.class, s.when, s.sport, &s.note, s.long, s.recovery);
            (places(s).iter().map(|p| a.sources.slice(*p)).collect(), format!("{figures:?}"))
        })
        .collect()
}

#[test]
fn a_line_that_stands_in_three_weeks_is_three_times_what_it_is_alone() {
    let week = |n: usize| format!("week {n}\n{}\n", LINES.join("\n"));
    let alone = clean(&week(1));
    let plan = clean(&(week(1) + &week(2) + &week(3)));
    let once = told(&alone);
    assert_eq!(once.len(), 8);
    assert_eq!(told(&plan), [once.clone(), once.clone(), once].concat());
    for (n, session) in plan.plan.sessions.iter().enumerate() {
        assert_eq!(session.id.0 as usize, n);
        let week = plan.plan.weeks[n / 8].block;
        let own = |p: &Span| week.start <= p.start && p.end <= week.end;
        assert!(places(session).iter().all(own), "{session:?}");
    }
}

#[test]
fn what_is_wrong_with_a_line_is_said_in_every_place() {
    let a =
        read("week 1\n  mon 0km E\n  tue 3km E with 5km @M\nweek 2\n  mon 0km E\n  tue 3km E with 5km @M\n");
    let each = ["impossible-value: 0km", "impossible-value: 3km E with 5km @M"];
    assert_eq!(said(&a), [each, each].concat());
    assert!(a.plan.weeks.iter().all(|w| !w.complete));
}

#[test]
fn every_call_counts() {
    let a = clean(
        "session hills(n = 6)\n  n x (60s hill / 2min jog)\nweek 1\n  mon hills\nweek 2\n  mon hills\nweek 3\n  mon hills\n",
    );
    assert_eq!(a.plan.definitions[0].uses, 3);
    assert!(a.plan.sessions.iter().all(|s| s.definition == Some(0)));
}

#[test]
fn a_session_before_the_plan_is_none_of_it() {
    let a = clean(
        "plan\n  start 2027-01-04\nhistory\n  2026-12-20 race 10km in 42:10\nweek 1\n  sun race 10km in 42:10\nweek 2\n  sun race 10km in 42:10\n",
    );
    assert_eq!((a.plan.sessions.len(), a.plan.history.len()), (2, 1));
}

#[test]
fn a_break_after_the_only_repetition_is_kept_for_the_week_that_needs_it() {
    let a = clean("week 1\n  mon 1x(1km @5k / 90s jog) + 2km E\nweek 2 like 1 volume 200%\n");
    let [once, twice] = a.plan.sessions.as_slice() else { panic!("{:?}", a.plan.sessions) };
    let times = |s: &Session| s.parts.iter().map(|p| p.times).collect::<Vec<_>>();
    assert_eq!((times(once), times(twice)), (vec![1, 1], vec![2, 1, 1]));
    assert_eq!((once.left_out.len(), twice.left_out.len()), (1, 0));
    for session in [once, twice] {
        let PlannedStep::Repeat { body, recovery, .. } = &session.steps[0] else { panic!("no repeat") };
        let seconds = |steps: &[PlannedStep]| match steps {
            [PlannedStep::Do(id)] => session.part(*id).map(|p| (p.between, p.duration.middle().to_s())),
            _ => None,
        };
        assert_eq!(seconds(recovery), Some((true, 90.0)));
        assert_eq!(seconds(body).map(|b| b.0), Some(false));
        assert!(
            matches!(&session.steps[1], PlannedStep::Do(id) if session.part(*id).is_some_and(|p| !p.between))
        );
    }
}

#[test]
fn what_contains_other_steps_stands_before_them() {
    let heads = "session inner(n = 2)\n  10km E with n x (1km @T / 60s jog)\n";
    let s = session_in(heads, "2km E + inner(3) + 1km E");
    let km: Vec<f64> = s.parts.iter().map(|p| p.distance.middle().to_km().round()).collect();
    assert_eq!(km, [2.0, 7.0, 1.0, 0.0, 1.0]);
    let ids: Vec<u32> =
        s.steps.iter().filter_map(|s| if let PlannedStep::Do(id) = s { Some(id.0) } else { None }).collect();
    assert_eq!(ids, [0, 1, 4]);
}
