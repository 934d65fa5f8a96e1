//! Cold baths after key sessions.

use crate::prelude::*;

declare_rule! {
    /// A cold bath after a key session that is no race.
    ///
    /// Within 4 hours after a hard session, marathon-pace work or a long run. After a race it is allowed.
    ///
    /// ## Why it matters
    /// A key session is run for what the body builds afterwards. Soreness is part of that, and some want to leave it
    /// alone; after a race nothing needs to be built.
    ///
    /// ## Evidence
    /// Grade C. Advice differs. Against: keep cold for races, it dampens adaptation. For: use it after hard sessions, after
    /// every run, or in heavy blocks. The meta-analysis sides with neither: no loss of endurance was found, a loss of
    /// strength was (Malta 2021). So this is never more than an aside.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E; ice-bath 12min 12C
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   sun race 10km; ice-bath 12min 12C
    /// ```
    pub struct ColdAfterTraining {
        /// Time wanted between the session and cold. 4 hours, as after strength work.
        gap: Duration = hours(4.0),
    }
    name: "cold-after-training",
    group: Temperature,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for ColdAfterTraining {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, _, all) in cx.timeline().care(&[EntryKind::IceBath, EntryKind::Cryo]) {
            let key = |e: &Event<'_>| e.is_key() && !e.is_race();
            let Some(session) = event.preceded(all, self.gap.to_min(), key) else { continue };
            acc.push(
                event
                    .finding(format!(
                        "cold after {}: some keep it for races, as training is meant to leave a trace",
                        session.say(cx)
                    ))
                    .related(session.span, "the session before it")
                    .help("others use it in heavy blocks; no loss of endurance has been shown"),
            );
        }
    }
}
