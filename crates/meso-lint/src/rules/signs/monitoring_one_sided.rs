//! Logs that only measure, or only feel.

use crate::prelude::*;

declare_rule! {
    /// A log that only measures, or only asks how it felt.
    ///
    /// In the last 14 days of the log, of which 7 must be written: only heart rate, its variability and weight, or only
    /// effort, soreness, motivation and mood.
    ///
    /// ## Why it matters
    /// Watches miss what a runner knows on the stairs, and runners miss what a watch sees coming.
    ///
    /// ## Evidence
    /// Grade C. Subjective measures follow load at least as well as measured ones; advice for runners is to hold both side
    /// by side.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-05
    ///   hrv 62ms
    /// log 2027-01-06
    ///   hrv 64ms
    /// log 2027-01-07
    ///   hrv 60ms
    /// log 2027-01-08
    ///   hrv 62ms
    /// log 2027-01-09
    ///   hrv 61ms
    /// log 2027-01-10
    ///   hrv 62ms
    /// log 2027-01-11
    ///   hrv 65ms
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-05
    ///   hrv 62ms; motivation 4/5
    /// log 2027-01-06
    ///   hrv 64ms
    /// log 2027-01-07
    ///   hrv 60ms
    /// log 2027-01-08
    ///   hrv 62ms; soreness 3/10
    /// log 2027-01-09
    ///   hrv 61ms
    /// log 2027-01-10
    ///   hrv 62ms
    /// log 2027-01-11
    ///   hrv 65ms
    /// ```
    pub struct MonitoringOneSided {
        /// The days looked at.
        window: Days = days(14),
        /// Days of them that must be written.
        written: u32 = 7,
    }
    name: "monitoring-one-sided",
    group: Signs,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for MonitoringOneSided {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(last) = cx.diary().last() else { return };
        let recent = cx.diary().between(last.number.saturating_sub(self.window.0 - 1), last.number);
        if u32::try_from(recent.len()).unwrap_or(u32::MAX) < self.written {
            return;
        }
        let any = |kinds: &[EntryKind]| {
            recent.iter().any(|day| day.entries().any(|entry| kinds.contains(&entry.word)))
        };
        let measured = any(&[EntryKind::Hrv, EntryKind::RestHr, EntryKind::Weight])
            || recent.iter().any(|day| day.text.done.iter().any(|done| done.heart_rate.is_some()));
        let felt = any(&[
            EntryKind::Soreness,
            EntryKind::Motivation,
            EntryKind::Mood,
            EntryKind::Fatigue,
            EntryKind::Stress,
            EntryKind::Rpe,
        ]) || recent.iter().any(|day| day.text.done.iter().any(|done| done.rpe.is_some()));
        let (message, help) = match (measured, felt) {
            (true, false) => (
                "only measurements in the last two weeks",
                "note how it felt as well: `rpe` of a run, `soreness`, `motivation`",
            ),
            (false, true) => (
                "only feelings in the last two weeks",
                "measure something as well: `rhr` in the morning costs a minute",
            ),
            _ => return,
        };
        acc.push(last.finding(last.text.span, message).help(help));
    }
}
