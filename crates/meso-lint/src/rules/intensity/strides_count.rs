//! Too few or too many strides.

use crate::prelude::*;

declare_rule! {
    /// Strides in a number that makes little sense.
    ///
    /// Less than 4 or more than 10 in a session. Strides of more than 30 s count as repetitions.
    ///
    /// ## Why it matters
    /// A few strides wake the legs without tiring them; very many are a session of their own.
    ///
    /// ## Evidence
    /// Grade D. Daniels, Pfitzinger: 4 to 10 of 10 to 30 s.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 8km E + 14x(20s strides / 60s jog)
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 8km E + 6x(20s strides / 60s jog)
    /// ```
    pub struct StridesCount {
        /// The fewest. 4: canon.
        min: u32 = 4,
        /// The most. 10: canon.
        max: u32 = 10,
    }
    name: "strides-count",
    group: Intensity,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for StridesCount {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.runs() {
            let strides = session
                .parts
                .iter()
                .filter(|p| p.strides && !p.between)
                .fold(0_u32, |sum, p| sum.saturating_add(p.times));
            if strides == 0 || (self.min..=self.max).contains(&strides) {
                continue;
            }
            acc.push(Finding::session(session, format!("{} has {strides} strides", cx.say(session))).help(
                format!("{} to {} of 10 to 30 s wake the legs without tiring them", self.min, self.max),
            ));
        }
    }
}
