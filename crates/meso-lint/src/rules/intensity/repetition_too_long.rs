//! A single repetition that is too long for its pace.

use crate::prelude::*;
use meso_core::syntax::ast::Sport;

declare_rule! {
    /// A repetition of more than 2 min at repetition pace.
    ///
    /// Races and time trials are left out.
    ///
    /// ## Why it matters
    /// The pace and its effect belong together: repetitions are for speed, and speed goes after two minutes.
    ///
    /// ## Evidence
    /// Grade D. Daniels.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 6x(1km @R / 3min jog) + 2km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 8x(200m @R / 200m jog) + 2km E
    /// ```
    pub struct RepetitionTooLong {
        /// The longest repetition. 2 min: Daniels.
        quiet: Duration = minutes(2.0),
    }
    name: "repetition-too-long",
    group: Intensity,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for RepetitionTooLong {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.runs().filter(|s| s.race.is_none()) {
            let longest = session
                .parts
                .iter()
                .filter(|p| {
                    p.intensity == Intensity::Repetition && p.sport == Sport::Run && !p.between && !p.strides
                })
                .map(|p| p.duration.middle())
                .max();
            let Some(longest) = longest.filter(|longest| *longest > self.quiet) else { continue };
            acc.push(
                Finding::session(session, format!("{} has {longest} at repetition pace in one go", cx.say(session)))
                    .help("repetitions are for speed, and speed goes after two minutes: shorten it, or run it more slowly"),
            );
        }
    }
}
