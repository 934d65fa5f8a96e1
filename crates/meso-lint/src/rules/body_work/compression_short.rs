//! Compression worn too briefly.

use crate::prelude::*;

declare_rule! {
    /// Compression garments worn for a short time.
    ///
    /// Under 2 hours, where a time is given. `compression overnight` is never short.
    ///
    /// ## Why it matters
    /// If they do something, it is by hours of gentle pressure.
    ///
    /// ## Evidence
    /// Grade C. Advice is 2 to 4 hours after a run, or overnight; a review finds a small effect on soreness and strength the
    /// day after (Brown 2017), one seed calls it "still debated".
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-10
    ///   done 24km in 2:15:00; compression 45min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-10
    ///   done 24km in 2:15:00; compression 3h
    /// ```
    pub struct CompressionShort {
        /// The shortest time advised.
        least: Duration = hours(2.0),
    }
    name: "compression-short",
    group: BodyWork,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for CompressionShort {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, _) in cx.timeline().care(&[EntryKind::Compression]) {
            let Some(time) = item.duration.map(|d| d.high).filter(|time| *time < self.least) else {
                continue;
            };
            acc.push(
                event
                    .finding(format!("{time} of compression is short"))
                    .help("2 to 4 hours after the run, or overnight, are advised"),
            );
        }
    }
}
