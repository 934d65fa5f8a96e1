//! Hot water right after cold.

use crate::prelude::*;

declare_rule! {
    /// Hot water right after cold.
    ///
    /// A hot shower, hot bath or sauna less than 5 minutes after a cold bath, by clock times or as `hot-shower within 2min`.
    ///
    /// ## Why it matters
    /// The body warms itself slowly and evenly. Hot water on cold skin opens its vessels at once: it can make dizzy, and
    /// cold skin does not feel what is too hot.
    ///
    /// ## Evidence
    /// Grade D. One source says not to rush to a hot shower, another wants heat within a few minutes though not at once: a
    /// short gap agrees with both.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-10
    ///   12:00 ice-bath 12min 12C; 12:13 hot-shower 5min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-10
    ///   12:00 ice-bath 12min 12C; 12:25 hot-shower 5min
    /// ```
    pub struct ColdThenHotTooSoon {
        /// Time wanted between cold and hot. 5 minutes: a convention of this rule.
        gap: Duration = minutes(5.0),
    }
    name: "cold-then-hot-too-soon",
    group: Temperature,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for ColdThenHotTooSoon {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let cold = |e: &Event<'_>| e.is_care(&[EntryKind::IceBath, EntryKind::Cryo]);
        for (event, item, all) in
            cx.timeline().care(&[EntryKind::HotBath, EntryKind::HotShower, EntryKind::Sauna])
        {
            let Some(bath) = event.preceded(all, f64::INFINITY, cold) else { continue };
            let said = Said(&item.args).within().map(Duration::to_min);
            let by_the_clock = || event.minutes_by_the_clock_since(bath);
            let Some(gap) = said.or_else(by_the_clock).filter(|gap| *gap < self.gap.to_min()) else {
                continue;
            };
            acc.push(
                event
                    .finding(format!("hot water {} after cold", Duration::from_min(gap)))
                    .related(bath.span, "the cold")
                    .help(format!("let the body warm itself for at least {} first", self.gap)),
            );
        }
    }
}
