//! Comparison of plans, from text to changes.

#![allow(clippy::unwrap_used)] // helpers of tests

use meso_analysis::compare::{Comparison, SessionChange, Side, compare};
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_core::{Analysis, Options};
use proptest::prelude::*;

fn analyse(text: &str) -> Analysis {
    let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
    meso_core::analyse(sources, root, &NoFiles, &Options::default())
}

fn changes(old: &Analysis, new: &Analysis) -> Comparison {
    let side = |analysis| -> Side<'_> { Side { analysis, findings: &[] } };
    compare(side(old), side(new))
}

/// Added, removed, moved, changed.
fn count(comparison: &Comparison) -> [usize; 4] {
    let of = |test: &dyn Fn(&SessionChange) -> bool| comparison.sessions.iter().filter(|c| test(c)).count();
    [
        of(&|c| matches!(c, SessionChange::Added { .. })),
        of(&|c| matches!(c, SessionChange::Removed { .. })),
        of(&|c| matches!(c, SessionChange::Moved { .. })),
        of(&|c| matches!(c, SessionChange::Changed { .. })),
    ]
}

const SESSIONS: [&str; 7] =
    ["8km E", "6km E", "long 20km E", "2km E + 5x(1km @I / 90s jog)", "20min T", "sauna 15min", "40min bike"];
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Weeks of sessions, some days with none and some that cannot be read; with dates or without.
fn plans() -> impl Strategy<Value = String> {
    let day = prop_oneof![3 => (0..SESSIONS.len()).prop_map(Some), 2 => Just(None)];
    let week = prop::collection::vec(day, 7);
    (prop::collection::vec(week, 0..5), 0..4usize, any::<bool>()).prop_map(|(weeks, start, broken)| {
        let start =
            ["", "  start 2027-03-01\n", "  start 2027-03-08\n", "  start 2027-03-03\n  week-starts wed\n"]
                [start];
        let mut text = format!("plan \"x\"\n  units km\n{start}");
        for (number, days) in weeks.iter().enumerate() {
            text.push_str(&format!("week {}\n", number + 1));
            for (name, session) in DAYS.iter().zip(days) {
                if let Some(session) = session {
                    text.push_str(&format!("  {name} {}\n", SESSIONS[*session]));
                }
            }
        }
        if broken {
            text.push_str("  mon )))\n");
        }
        text
    })
}

proptest! {
    #[test]
    fn a_plan_is_the_same_as_itself(text in plans()) {
        let plan = analyse(&text);
        prop_assert!(changes(&plan, &plan).is_empty());
    }

    #[test]
    fn backwards_it_is_the_other_way_round(old in plans(), new in plans()) {
        let (old, new) = (analyse(&old), analyse(&new));
        let (there, back) = (changes(&old, &new), changes(&new, &old));
        let ([added, removed, ..], [came, went, ..]) = (count(&there), count(&back));
        // Which of two equal sessions has moved may differ; how many more there are may not.
        let unread = !there.unread.old.is_empty() || !there.unread.new.is_empty();
        prop_assert!(unread || added + came == removed + went, "{:?} {:?}", count(&there), count(&back));
        prop_assert_eq!(there.matching, back.matching);
        prop_assert_eq!(&there.totals.old, &back.totals.new);
        let flipped: Vec<_> = back.weeks.iter().map(|w| (w.new.clone(), w.old.clone())).collect();
        let weeks: Vec<_> = there.weeks.iter().map(|w| (w.old.clone(), w.new.clone())).collect();
        prop_assert_eq!(weeks, flipped);
    }

    #[test]
    fn every_week_and_every_session_is_accounted_for(old in plans(), new in plans()) {
        let (old, new) = (analyse(&old), analyse(&new));
        let told = changes(&old, &new);
        prop_assert_eq!(told.weeks.iter().filter(|w| w.old.is_some()).count(), old.plan.weeks.len());
        prop_assert_eq!(told.weeks.iter().filter(|w| w.new.is_some()).count(), new.plan.weeks.len());
        let things = |a: &Analysis| a.plan.days.iter().map(|d| d.items.len()).sum::<usize>();
        let [added, removed, ..] = count(&told);
        if told.unread.old.is_empty() && told.unread.new.is_empty() {
            prop_assert_eq!(things(&old) + added, things(&new) + removed);
        }
    }
}

#[test]
fn templates_that_count_down_end_together() {
    let up = analyse("plan \"x\"\nweek 1\n  mon 5km E\nweek 2\n  mon 6km E\n");
    let down = analyse("plan \"x\"\nweek -2\n  mon 5km E\nweek -1\n  mon 6km E\n");
    assert_eq!(count(&changes(&up, &down)), [0; 4]);
}

#[test]
fn a_free_day_that_the_calendar_chose_is_no_move() {
    let old = analyse("plan \"x\"\nweek 1\n  tue 5km E\n  any 8km E\n");
    let new = analyse("plan \"x\"\nweek 1\n  sat 5km E\n  any 8km E\n");
    let told = changes(&old, &new);
    assert!(told.sessions.iter().all(|change| match change {
        SessionChange::Moved { activity, .. } => activity.text != "8km E",
        _ => true,
    }));
}
