//! A single repetition that is too long for its pace.

use crate::prelude::*;
use meso_core::syntax::ast::Sport;

declare_rule! {
    /// A repetition of more than 5 min at interval pace.
    ///
    /// Races and time trials are left out.
    ///
    /// ## Why it matters
    /// The pace and its effect belong together: 3 to 5 min bring the most time near VO2max; longer ones are run too slowly.
    ///
    /// ## Evidence
    /// Grade D. Daniels.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 4x(2km @I / 3min jog) + 2km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 5x(1km @I / 3min jog) + 2km E
    /// ```
    pub struct IntervalTooLong {
        /// The longest repetition. 5 min: Daniels's three to five.
        quiet: Duration = minutes(5.0),
    }
    name: "interval-too-long",
    group: Intensity,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for IntervalTooLong {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.runs().filter(|s| s.race.is_none()) {
            let longest = session
                .parts
                .iter()
                .filter(|p| {
                    p.intensity == Intensity::Interval && p.sport == Sport::Run && !p.between && !p.strides
                })
                .map(|p| p.duration.middle())
                .max();
            let Some(longest) = longest.filter(|longest| *longest > self.quiet) else { continue };
            acc.push(
                Finding::session(session, format!("{} has {longest} at interval pace in one go", cx.say(session)))
                    .help("3 to 5 min bring the most time near VO2max; longer ones are run too slowly: shorten it, or run it more slowly"),
            );
        }
    }
}
