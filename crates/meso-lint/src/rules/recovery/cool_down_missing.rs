//! A hard session without a cool-down.

use crate::prelude::*;
use meso_core::plan::{Part, PlannedStep, Session};
use meso_core::syntax::ast::Sport;

declare_rule! {
    /// A hard session or race without a cool-down.
    ///
    /// Easy running or walking after the last fast part, or `cooldown-walk` as an item of the day. Work that is contained in
    /// an easy run (`8mi E with 5x600m @5k`) has its cool-down in it.
    ///
    /// ## Why it matters
    /// A few minutes of walking bring the blood back from the legs: those who stop dead after hard work get dizzy.
    ///
    /// ## Evidence
    /// Grade E for recovery, C against dizziness: cool-downs do next to nothing for the performance of the next day (Van
    /// Hooren and Peake 2018). So this never rises above an info.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog)
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   sun race 10km; cooldown-walk 15min
    /// ```
    pub struct CoolDownMissing {}
    name: "cool-down-missing",
    group: Recovery,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: E,
}

impl Rule for CoolDownMissing {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.hard_sessions().filter(|s| s.is_run()) {
            let walks = cx
                .plan
                .day(session.day)
                .is_some_and(|day| day.recovery().any(|item| item.method == EntryKind::CooldownWalk));
            let contained = cx.analysis.sources.slice(session.text).contains(" with ");
            if walks || contained || ends_easily(session) {
                continue;
            }
            let help = if session.race.is_some() {
                "walk for about 15 min after the finish: `cooldown-walk 15min`"
            } else {
                "add some easy running or walking, like `+ 10min E`"
            };
            acc.push(
                Finding::session(session, format!("{} ends without a cool-down", cx.say(session))).help(help),
            );
        }
    }
}

/// Does the last step of a session go easily?
fn ends_easily(session: &Session) -> bool {
    let easy = |part: &Part| {
        part.sport != Sport::Run || (Intensity::Walk..=Intensity::Easy).contains(&part.intensity)
    };
    match session.steps.last() {
        Some(PlannedStep::Do(id)) => session.part(*id).is_some_and(easy),
        Some(PlannedStep::Repeat { .. }) | None => false,
    }
}
