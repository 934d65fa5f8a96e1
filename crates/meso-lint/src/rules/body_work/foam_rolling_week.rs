//! Foam rolling through the week.

use crate::prelude::*;

declare_rule! {
    /// Foam rolling now and then, rather than regularly.
    ///
    /// In the last four weeks of the log, for runners who log it: fewer than 3 days a week on average.
    ///
    /// ## Why it matters
    /// What it does lasts for a day at best; once a week is a ritual.
    ///
    /// ## Evidence
    /// Grade D. 3 to 4 times a week for 10 to 15 minutes is one source's target. It may as well be left out.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-04
    ///   foam-roll 10min
    /// log 2027-01-17
    ///   foam-roll 10min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-04
    ///   foam-roll 10min
    /// log 2027-01-06
    ///   foam-roll 10min
    /// log 2027-01-08
    ///   foam-roll 10min
    /// log 2027-01-11
    ///   foam-roll 10min
    /// log 2027-01-13
    ///   foam-roll 10min
    /// log 2027-01-15
    ///   foam-roll 10min
    /// log 2027-01-17
    ///   sleep 8h
    /// ```
    pub struct FoamRollingWeek {
        /// Days a week that are the target: the lower end of 3 to 4.
        days_a_week: u32 = 3,
        /// The days looked at.
        window: Days = weeks(4),
    }
    name: "foam-rolling-week",
    group: BodyWork,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for FoamRollingWeek {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let (Some(first), Some(last)) = (cx.diary().days.first(), cx.diary().last()) else { return };
        let from = first.number.max(last.number.saturating_sub(self.window.0 - 1));
        let length = last.number - from + 1;
        let rolled: Vec<&DiaryDay<'_>> = cx
            .diary()
            .between(from, last.number)
            .iter()
            .filter(|day| day.entry(EntryKind::FoamRoll).is_some())
            .collect();
        let Some(latest) = rolled.last() else { return };
        let count = u32::try_from(rolled.len()).unwrap_or(u32::MAX);
        if length < 14 || f64::from(count) >= f64::from(self.days_a_week) * f64::from(length) / 7.0 {
            return;
        }
        let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
        acc.push(
            latest
                .finding(latest.span_of(EntryKind::FoamRoll), format!("foam rolling {times} in {length} days"))
                .help("3 to 4 times a week are the target of those who advise it; leaving it out is no loss either"),
        );
    }
}
