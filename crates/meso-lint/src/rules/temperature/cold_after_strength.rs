//! Cold baths after strength work.

use crate::prelude::*;

declare_rule! {
    /// A cold bath soon after strength work.
    ///
    /// Within 4 hours. Without clock times, what stands later on the same day (or in the same half of it) follows at once.
    ///
    /// ## Why it matters
    /// Cold switches off part of what strength work switches on. The legs feel better in the evening, and are weaker after
    /// some weeks.
    ///
    /// ## Evidence
    /// Grade A. Cold water after strength training costs strength gains (Malta 2021, meta-analysis: standardised mean
    /// difference -0.60); endurance did not suffer. The 4 hours are a convention of this rule: trials put the bath within
    /// minutes.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   thu strength 45min; ice-bath 12min 12C
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   thu strength 45min
    ///   sun race 10km; ice-bath 12min 12C
    /// ```
    pub struct ColdAfterStrength {
        /// Time wanted between strength work and cold. 4 hours: a convention of this rule.
        gap: Duration = hours(4.0),
    }
    name: "cold-after-strength",
    group: Temperature,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: A,
}

impl Rule for ColdAfterStrength {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, _, all) in cx.timeline().care(&[EntryKind::IceBath, EntryKind::Cryo]) {
            let Some(work) = event.preceded(all, self.gap.to_min(), Event::is_strength) else { continue };
            acc.push(
                event
                    .finding(format!(
                        "cold after {} takes away part of the strength it should build",
                        work.say(cx)
                    ))
                    .related(work.span, "the strength work")
                    .help("leave it out, or move it to another day: after races it costs nothing"),
            );
        }
    }
}
