//! Several signs of overload at once.

use crate::prelude::*;
use crate::signs::{Showing, Sign, showing};
use crate::trends::spells;
use meso_core::syntax::ast::WeekKind;

declare_rule! {
    /// Several signs at once that a recovery week is due.
    ///
    /// Any two of five: heart rate variability low, resting heart rate raised, easy runs that feel hard, low motivation with
    /// heavy legs, slow times at like effort. An error when the next week of the plan builds: it says `build`, or it has no
    /// less running than this one and is no recovery week or taper. Silent in a week that is declared one. The signs are
    /// counted at the figures that are in force for their own rules (`hrv-falling`, `rhr-raised`, `easy-runs-feel-hard`,
    /// `motivation-and-legs`, `unexplained-slow`); a rule that is off sees none. Those that come from single runs count
    /// for a week.
    ///
    /// ## Why it matters
    /// Each sign alone may be a bad night or a hot day. Two that do not know of each other are a message. A week now costs a
    /// week; going on costs a month.
    ///
    /// ## Evidence
    /// Grade C. "Signs that you need an unplanned recovery week", with the advice to hold subjective signs beside measured
    /// ones.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-04
    ///   rhr 50bpm; motivation 4/5
    /// log 2027-01-05
    ///   rhr 55bpm; motivation 2/5; soreness 6/10
    /// log 2027-01-06
    ///   rhr 56bpm; motivation 2/5; soreness 7/10
    /// log 2027-01-07
    ///   rhr 56bpm; motivation 1/5; soreness 7/10
    /// ```
    /// One sign is a hint:
    /// ```meso,passes
    /// log 2027-01-04
    ///   rhr 50bpm; motivation 4/5
    /// log 2027-01-05
    ///   rhr 55bpm; motivation 4/5; soreness 6/10
    /// log 2027-01-06
    ///   rhr 56bpm; motivation 3/5; soreness 7/10
    /// log 2027-01-07
    ///   rhr 56bpm; motivation 4/5; soreness 4/10
    /// ```
    pub struct RecoveryWeekDue {
        /// Signs at once.
        signs: u32 = 2,
    }
    name: "recovery-week-due",
    group: Signs,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for RecoveryWeekDue {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let all = showing(cx);
        if all.is_empty() {
            return;
        }
        let wanted = usize::try_from(self.signs).unwrap_or(usize::MAX);
        let days = cx.diary().days.iter().map(|day| day.number).filter(|day| {
            let in_recovery =
                cx.diary().day(*day).and_then(|d| cx.week_of_log(d)).is_some_and(|week| cx.steps_back(week));
            !in_recovery && on(&all, *day).len() >= wanted
        });
        for spell in spells(days, 7) {
            let Some(day) = cx.diary().day(*spell.end()) else { continue };
            let signs = on(&all, day.number);
            let names: Vec<&str> = signs.iter().map(|showing| showing.sign.say()).collect();
            let mut finding = day
                .finding(day.text.span, format!("{} at once: a recovery week is due", names.join(" and ")));
            let next = cx
                .week_of_log(day)
                .map(|week| (week, week + 1))
                .filter(|(this, next)| builds(cx, *this, *next));
            if let Some(week) = next.and_then(|(_, next)| cx.plan.weeks.get(next)) {
                finding = finding
                    .severity(Severity::Error)
                    .related(week.span, format!("week {} goes on building", week.number))
                    .help("make the next week a recovery week: a fifth to a third less, nothing hard until the signs are gone");
            } else {
                finding = finding
                    .help("run a fifth to a third less for a week, nothing hard until the signs are gone");
            }
            for showing in signs {
                finding = finding.related(showing.span, showing.sign.say());
            }
            acc.push(finding);
        }
    }
}

/// The signs that show on a day: each once, in its latest form.
fn on(all: &[Showing], day: i32) -> Vec<Showing> {
    let mut signs: Vec<Showing> = Vec::new();
    for showing in all.iter().filter(|s| s.first <= day && day <= s.last) {
        match signs.iter_mut().find(|other| other.sign == showing.sign) {
            Some(other) => *other = *showing,
            None => signs.push(*showing),
        }
    }
    signs.sort_by_key(|showing: &Showing| -> Sign { showing.sign });
    signs
}

fn builds(cx: &Cx<'_>, this: usize, next: usize) -> bool {
    let (Some(week), Some(now), Some(then)) =
        (cx.plan.weeks.get(next), cx.weeks().get(this), cx.weeks().get(next))
    else {
        return false;
    };
    week.is(WeekKind::Build) || !cx.steps_back(next) && then.distance >= now.distance
}
