//! Sauna or hot bath soon after hard work.

use crate::prelude::*;

declare_rule! {
    /// Sauna or hot bath soon after hard work.
    ///
    /// Less than 24 hours after a hard session, long run or race. Without clock times only the same day counts.
    ///
    /// ## Why it matters
    /// Some advise to let the worst soreness pass first, as heat brings more blood to what is inflamed, and costs water
    /// that the session has already cost.
    ///
    /// ## Evidence
    /// Grade D. Advice contradicts itself: 24 to 48 hours after hard training, sauna right after training, a hot bath the
    /// same evening. A small trial had runners in the sauna right after training, and they ran longer after three weeks
    /// (Scoon 2007, n 6). So this is never more than an aside.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E; sauna 15min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   thu 8km E; sauna 15min
    /// ```
    pub struct HeatTooEarly {
        /// Time wanted between hard work and heat: the lower end of 24 to 48 hours.
        gap: Duration = hours(24.0),
    }
    name: "heat-too-early",
    group: Temperature,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for HeatTooEarly {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let hard = |e: &Event<'_>| e.is_hard() || e.is_long();
        for (event, item, all) in cx.timeline().care(&[EntryKind::Sauna, EntryKind::HotBath]) {
            let Some(work) = event.preceded(all, self.gap.to_min() - 1.0, hard) else { continue };
            acc.push(
                event
                    .finding(format!("{} soon after {}", item.method.word().replace('-', " "), work.say(cx)))
                    .related(work.span, "the hard work")
                    .help("some wait 24 to 48 hours, until the worst soreness is over; others like it the same day: drink enough"),
            );
        }
    }
}
