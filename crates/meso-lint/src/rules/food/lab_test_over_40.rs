//! A laboratory test for runners over forty.

use crate::prelude::*;

declare_rule! {
    /// No laboratory test, over forty and with a time in mind.
    ///
    /// Only if asked for: a runner over 40 whose goal has a time, and no `lab-test` in the plan or the log.
    ///
    /// ## Why it matters
    /// A test gives zones that age formulas only guess, and a look at the heart.
    ///
    /// ## Evidence
    /// Grade D. One source recommends it to runners over 40 or with a performance goal. It is no condition for running, so
    /// this rule is off unless a configuration switches it on.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Spring"
    ///   start 2027-01-04
    ///   goal 10km on 2027-01-10 in 44:00
    /// athlete
    ///   born 1980
    /// week 1
    ///   sun race 10km
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Spring"
    ///   start 2027-01-04
    ///   goal 10km on 2027-01-10 in 44:00
    /// athlete
    ///   born 1980
    /// week 1
    ///   tue lab-test
    ///   sun race 10km
    /// ```
    pub struct LabTestOver40 {
        /// Older than this.
        age: u32 = 40,
    }
    name: "lab-test-over-40",
    group: Food,
    level: off Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for LabTestOver40 {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(age) = cx.age().filter(|age| i64::from(*age) > i64::from(self.age)) else { return };
        let Some(goal) = cx.plan.goal.as_ref().filter(|goal| goal.time.is_some()) else { return };
        let tested = cx.timeline().care(&[EntryKind::LabTest]).next().is_some()
            || cx.diary().days.iter().any(|day| day.entry(EntryKind::LabTest).is_some());
        if tested {
            return;
        }
        let span = cx.plan.athlete.span.unwrap_or(goal.span);
        acc.push(
            Finding::new(span, format!("a goal time at {age} years, and no laboratory test noted"))
                .help("some recommend one over 40: zones that are measured, and a look at the heart"),
        );
    }
}
