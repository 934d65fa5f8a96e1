//! Easy days between hard ones, for runners of fifty and older.

use crate::prelude::*;
use crate::profile::Profile;

declare_rule! {
    /// Less than two easy days between hard sessions, for a runner of fifty or older.
    ///
    /// The age comes from `born`; the profile `masters` does as well. Hard days side by side are the matter of
    /// `hard-day-back-to-back`.
    ///
    /// ## Why it matters
    /// Muscles mend more slowly with age. The same sessions with one more easy day between are run better.
    ///
    /// ## Evidence
    /// Grade C. Slower recovery of muscle is plausible, the evidence mixed (Fell and Williams 2008; Borges 2016); runners
    /// who train alike recover alike (Easthope 2010).
    ///
    /// ## Example
    /// ```meso,fails,masters
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   thu 2km E + 20min T + 2km E
    /// ```
    /// Use instead:
    /// ```meso,passes,masters
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   fri 2km E + 20min T + 2km E
    /// ```
    pub struct MastersSpacing {
        /// Easy days between two hard sessions. 2: one more than the usual one.
        easy_days: u32 = 2,
        /// The age from which it holds. 50: where masters research usually begins.
        age: u32 = 50,
    }
    name: "masters-spacing",
    group: Circumstances,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for MastersSpacing {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        if !is_masters(cx, self.age) {
            return;
        }
        let hard: Vec<&Session> = cx.days().iter().filter_map(|d| cx.session(d.hard?)).collect();
        for pair in hard.windows(2) {
            let [first, second] = pair else { continue };
            let between = first.day.until(second.day) - 1;
            if between < 1 || between >= i32::try_from(self.easy_days).unwrap_or(i32::MAX) {
                continue;
            }
            acc.push(
                Finding::session(
                    second,
                    format!("{} comes after {} only", cx.say(second), count(between, "easy day")),
                )
                .related(first.text, "the hard session before")
                .help(format!(
                    "from fifty on, {} easy days between hard ones are worth their place",
                    self.easy_days
                )),
            );
        }
    }
}

/// Is the runner of this age or older, or is the profile for those who are?
pub(crate) fn is_masters(cx: &Cx<'_>, age: u32) -> bool {
    cx.profile == Profile::Masters || cx.age().is_some_and(|a| i64::from(a) >= i64::from(age))
}
