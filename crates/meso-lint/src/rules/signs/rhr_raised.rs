//! Resting heart rate over its baseline.

use crate::prelude::*;
use crate::signs::{self, Showing, Sign, raised_rest_hr};

declare_rule! {
    /// A resting heart rate over its baseline.
    ///
    /// 5 beats or more on three days is a warning, as are 10 beats on a single day; 4 beats on three days are worth knowing.
    /// The baseline is the median of the 28 days before; until a week of readings is there, the `rest-hr` of the `athlete`
    /// block stands in. One missing day does not end the row.
    ///
    /// ## Why it matters
    /// A heart that beats faster at rest is busy: with a load it has not digested, too little sleep, heat, or the illness of
    /// next week.
    ///
    /// ## Evidence
    /// Grade C. "4 to 5 beats above the personal baseline for 3 or more days" is the advice for runners. Studies find a
    /// small rise in short overload, close to the noise of the day (Bosquet 2008): so three days, and other signs beside it.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-04
    ///   rhr 48bpm
    /// log 2027-01-05
    ///   rhr 49bpm
    /// log 2027-01-06
    ///   rhr 50bpm
    /// log 2027-01-07
    ///   rhr 48bpm
    /// log 2027-01-08
    ///   rhr 49bpm
    /// log 2027-01-09
    ///   rhr 50bpm
    /// log 2027-01-10
    ///   rhr 49bpm
    /// log 2027-01-11
    ///   rhr 54bpm
    /// log 2027-01-12
    ///   rhr 55bpm
    /// log 2027-01-13
    ///   rhr 54bpm
    /// ```
    /// One day is noise:
    /// ```meso,passes
    /// log 2027-01-04
    ///   rhr 48bpm
    /// log 2027-01-05
    ///   rhr 49bpm
    /// log 2027-01-06
    ///   rhr 50bpm
    /// log 2027-01-07
    ///   rhr 48bpm
    /// log 2027-01-08
    ///   rhr 49bpm
    /// log 2027-01-09
    ///   rhr 50bpm
    /// log 2027-01-10
    ///   rhr 49bpm
    /// log 2027-01-11
    ///   rhr 54bpm
    /// log 2027-01-12
    ///   rhr 50bpm
    /// log 2027-01-13
    ///   rhr 49bpm
    /// ```
    pub struct RhrRaised {
        /// Beats over the baseline that are a warning, on several days.
        warn_by: HeartRate = bpm(5),
        /// Beats over the baseline that are worth knowing, on several days.
        inform_by: HeartRate = bpm(4),
        /// Beats over the baseline that are a warning on a single day.
        single_day: HeartRate = bpm(10),
        /// Days that make it a trend.
        days: u32 = 3,
        /// Readings that a baseline needs. 7: a convention of this rule.
        baseline: u32 = 7,
    }
    name: "rhr-raised",
    group: Signs,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for RhrRaised {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let needs = usize::try_from(self.baseline).unwrap_or(usize::MAX);
        let over = |by: HeartRate| raised_rest_hr(cx, f64::from(by.to_bpm()), needs);
        let mut told: Vec<(i32, i32)> = Vec::new();
        let levels = [
            (over(self.warn_by), self.days, Severity::Warning),
            (over(self.single_day), 1, Severity::Warning),
            (over(self.inform_by), self.days, Severity::Info),
        ];
        for (spells, least, severity) in levels {
            for spell in spells.into_iter().filter(|spell| spell.readings >= least) {
                if told.iter().any(|(first, last)| spell.first <= *last && *first <= spell.last) {
                    continue;
                }
                told.push((spell.first, spell.last));
                let Some(day) = cx.diary().day_with(spell.last, EntryKind::RestHr) else { continue };
                let time = match spell.readings {
                    1 => String::new(),
                    n => format!(" on {n} days"),
                };
                let mut finding = day
                    .finding(
                        day.span_of(EntryKind::RestHr),
                        format!(
                            "resting heart rate is {:.0} beats over its baseline of {:.0}{time}",
                            spell.reading - spell.baseline,
                            spell.baseline
                        ),
                    )
                    .severity(severity)
                    .help(
                        "run easy or rest until it is back, and look at sleep, stress and signs of illness",
                    );
                if let (Some(session), Severity::Warning) =
                    (cx.hard_planned(spell.last, spell.last + 2), severity)
                {
                    finding = finding.related(
                        session.text,
                        format!("{}: resting heart rate is still up", cx.say(session)),
                    );
                }
                acc.push(finding);
            }
        }
    }

    fn signs(&self, cx: &Cx<'_>) -> Vec<Showing> {
        let baseline = usize::try_from(self.baseline).unwrap_or(usize::MAX);
        raised_rest_hr(cx, f64::from(self.warn_by.to_bpm()), baseline)
            .into_iter()
            .filter(|spell| spell.readings >= self.days)
            .filter_map(|spell| signs::of_spell(cx, Sign::RaisedRestHr, EntryKind::RestHr, &spell, self.days))
            .collect()
    }
}
