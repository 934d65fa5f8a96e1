//! Long saunas.

use crate::prelude::*;

declare_rule! {
    /// A sauna that lasts long.
    ///
    /// Over 30 minutes is a warning, over 20 minutes worth knowing.
    ///
    /// ## Why it matters
    /// Every ten minutes cost a quarter of a litre of water or more, and the body's temperature goes on rising.
    ///
    /// ## Evidence
    /// Grade C. Advice for runners is 15 to 20 minutes; the trial in which sauna helped used 30 (Scoon 2007). Nobody goes
    /// beyond.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   wed 8km E; sauna 40min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   wed 8km E; sauna 15min
    /// ```
    pub struct SaunaLength {
        /// The upper end of the usual advice.
        usual: Duration = minutes(20.0),
        /// The longest that was studied in runners.
        limit: Duration = minutes(30.0),
    }
    name: "sauna-length",
    group: Temperature,
    level: Info,
    loudest: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for SaunaLength {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, _) in cx.timeline().care(&[EntryKind::Sauna]) {
            let Some(time) = item.duration.map(|d| d.high).filter(|time| *time > self.usual) else {
                continue;
            };
            let over = time > self.limit;
            acc.push(
                event
                    .finding(format!("{time} of sauna is longer than {}", if over { "runners were studied with" } else { "the usual 15 to 20 minutes" }))
                    .severity(if over { Severity::Warning } else { Severity::Info })
                    .help("15 to 20 minutes are the usual advice, 30 the longest that was tried; drink afterwards"),
            );
        }
    }
}
