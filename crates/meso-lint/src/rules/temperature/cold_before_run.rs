//! Cold baths right before a run.

use crate::prelude::*;

declare_rule! {
    /// A cold bath right before a run.
    ///
    /// Within 60 minutes. Without clock times, what stands later on the same day (or in the same half of it) follows at
    /// once.
    ///
    /// ## Why it matters
    /// Cold muscles are stiff and slow, and cold nerves feel neither the ground nor a strain. The run begins with a body
    /// that first has to be warmed.
    ///
    /// ## Evidence
    /// Grade C. Cooled muscle contracts more slowly and with less force; advice for runners is not to ice before a run. A
    /// bath on the evening before a hard session is another matter and allowed.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue ice-bath 10min 12C; 8km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue am 8km E; pm ice-bath 10min 12C
    /// ```
    pub struct ColdBeforeRun {
        /// Time wanted between the bath and the run. An hour: a convention of this rule, long enough to be warm again.
        gap: Duration = minutes(60.0),
    }
    name: "cold-before-run",
    group: Temperature,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for ColdBeforeRun {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, _, all) in cx.timeline().care(&[EntryKind::IceBath, EntryKind::Cryo]) {
            let Some(run) = event.followed(all, self.gap.to_min(), Event::is_run) else { continue };
            acc.push(
                event
                    .finding(format!(
                        "cold right before {}: the run starts on stiff, numb muscles",
                        run.say(cx)
                    ))
                    .related(run.span, "the run after it")
                    .help(format!(
                        "leave at least {} between them, or take the cold after the run",
                        self.gap
                    )),
            );
        }
    }
}
