//! Months since the last test of iron.

use crate::prelude::*;

declare_rule! {
    /// A year without a test of ferritin.
    ///
    /// More than 12 months from the last `ferritin` in the log, or from its first day if there is none, to its last day.
    ///
    /// ## Why it matters
    /// Runners lose iron with sweat, through the gut and with every step. It runs out slowly, and looks like tiredness.
    ///
    /// ## Evidence
    /// Grade C. A test a year is recommended, most of all to women and to those who eat no meat.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-10
    ///   ferritin 38
    /// log 2028-02-20
    ///   rhr 50bpm
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-10
    ///   ferritin 38
    /// log 2027-12-20
    ///   ferritin 41
    /// log 2028-02-20
    ///   rhr 50bpm
    /// ```
    pub struct FerritinCheck {
        /// How long a test counts: 12 months.
        interval: Days = days(366),
    }
    name: "ferritin-check",
    group: Food,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for FerritinCheck {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let days = &cx.diary().days;
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return };
        let test = days.iter().rev().find(|day| day.entry(EntryKind::Ferritin).is_some());
        let since = test.unwrap_or(first);
        if last.number - since.number <= self.interval.0 {
            return;
        }
        let months = (last.number - since.number) / 30;
        let message = match test {
            Some(_) => format!("the last test of ferritin was {months} months ago"),
            None => format!("{months} months of log without a test of ferritin"),
        };
        let mut finding = last
            .finding(last.text.span, message)
            .help("have it tested once a year; women and plant-based runners more often");
        if let Some(test) = test {
            finding = finding.related(test.span_of(EntryKind::Ferritin), "the last one");
        }
        acc.push(finding);
    }
}
