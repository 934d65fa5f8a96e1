//! What follows a long run.

use crate::prelude::*;

declare_rule! {
    /// A long run with nothing after it.
    ///
    /// In a log that writes such things down elsewhere: a long run without food within 30 minutes, compression, rolling or
    /// an early night, neither in the log of its day nor in the plan.
    ///
    /// ## Why it matters
    /// Of all runs the long one leaves the most to mend, and its evening is where it is easiest to help.
    ///
    /// ## Evidence
    /// Grade D. "Compression, foam roll, early sleep" and food within half an hour: one source's list, for runners who do
    /// such things. Food and sleep are the two that matter.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun long 18km E
    /// week 2
    ///   sun long 18km E
    /// log 2027-01-10
    ///   done 18km in 1:45:00; fuel carbs 60g protein 20g within 20min
    /// log 2027-01-17
    ///   done 18km in 1:45:00
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun long 18km E
    /// week 2
    ///   sun long 18km E
    /// log 2027-01-10
    ///   done 18km in 1:45:00; fuel carbs 60g protein 20g within 20min
    /// log 2027-01-17
    ///   done 18km in 1:45:00; foam-roll 10min
    /// ```
    pub struct LongRunRecoveryPlan {
        /// How soon food counts.
        food_within: Duration = minutes(30.0),
        /// A bed time before this is early. 22:00: a convention of this rule.
        early: TimeOfDay = TimeOfDay(22 * 60),
    }
    name: "long-run-recovery-plan",
    group: Recovery,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for LongRunRecoveryPlan {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let diary = cx.diary();
        let cares = |day: &DiaryDay<'_>| day.text.recovery.iter().any(|item| self.cares(item));
        if !diary.days.iter().any(cares) {
            return;
        }
        for day in &diary.days {
            let Some(run) = day.work.iter().find(|work| work.is_long()) else { continue };
            let planned = day
                .text
                .day
                .and_then(|index| cx.plan.day(index))
                .is_some_and(|planned| planned.recovery().any(|item| self.cares(item)));
            if planned || diary.between(day.number, day.number).iter().any(cares) {
                continue;
            }
            acc.push(
                day.finding(run.done.span, "a long run, and nothing noted after it")
                    .help("eat within half an hour and go to bed early; compression or rolling if you like"),
            );
        }
    }
}

impl LongRunRecoveryPlan {
    fn cares(&self, item: &RecoveryItem) -> bool {
        let entry = Entry::from(item);
        match item.method {
            EntryKind::Compression | EntryKind::Boots | EntryKind::FoamRoll => true,
            EntryKind::Fuel | EntryKind::Snack => {
                entry.said.within().is_none_or(|gap| gap <= self.food_within)
            }
            EntryKind::Bedtime => {
                entry.minute_of_day().is_some_and(|minute| (12 * 60..self.early.0).contains(&minute))
            }
            _ => false,
        }
    }
}
