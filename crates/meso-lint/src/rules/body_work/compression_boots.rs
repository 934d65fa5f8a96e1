//! Sessions in compression boots.

use crate::prelude::*;

declare_rule! {
    /// A session in compression boots that is unusually short or long.
    ///
    /// About 30 minutes are usual: under 20 or over 60.
    ///
    /// ## Why it matters
    /// They feel good; that is what they are for. Longer sessions have shown nothing more.
    ///
    /// ## Evidence
    /// Grade D. "30 minutes seems to be the average session duration", says one source. That boots clear lactic acid is a
    /// claim without ground: it is gone within an hour by itself.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-10
    ///   boots 5min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-10
    ///   boots 30min
    /// ```
    pub struct CompressionBoots {
        /// Shorter is unusual. 20 minutes: a convention of this rule, around the usual 30.
        least: Duration = minutes(20.0),
        /// Longer is unusual. 60 minutes: a convention of this rule, around the usual 30.
        most: Duration = minutes(60.0),
    }
    name: "compression-boots",
    group: BodyWork,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for CompressionBoots {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, _) in cx.timeline().care(&[EntryKind::Boots]) {
            let Some(time) = item.duration.map(|d| d.middle()) else { continue };
            if (self.least..=self.most).contains(&time) {
                continue;
            }
            acc.push(
                event
                    .finding(format!("{time} in compression boots, where about 30 min are usual"))
                    .help("longer brings nothing more, shorter hardly anything"),
            );
        }
    }
}
