//! Two hard sessions on one day.

use crate::prelude::*;
use meso_core::plan::Because;
use meso_core::syntax::ast::Class;

declare_rule! {
    /// Two hard sessions on one day.
    ///
    /// Silent when one of them is declared `hard`: then it is on purpose.
    ///
    /// ## Why it matters
    /// Two threshold sessions on a day work for runners who measure their lactate; without, the second one is usually too
    /// hard.
    ///
    /// ## Evidence
    /// Grade D. The Norwegian practice of double threshold days.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue am 2km E + 20min T + 2km E
    ///   tue pm 2km E + 6x(800m @I / 2min jog) + 2km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue am 2km E + 20min T + 2km E
    ///   tue pm 6km E
    /// ```
    pub struct DoubleHardDay {}
    name: "double-hard-day",
    group: Intensity,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for DoubleHardDay {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for day in &cx.plan.days {
            let mut hard = day.sessions(cx.plan).filter(|s| s.is_hard());
            let (Some(first), Some(second)) = (hard.next(), hard.next()) else { continue };
            if [first, second].iter().any(|s| s.class.because == Because::Declared(Class::Hard)) {
                continue;
            }
            acc.push(
                Finding::session(second, format!("{} is the second hard session of the day", cx.say(second)))
                    .related(first.text, "the first")
                    .help("make one of them easy; if both are meant, write `hard` before one of them"),
            );
        }
    }
}
