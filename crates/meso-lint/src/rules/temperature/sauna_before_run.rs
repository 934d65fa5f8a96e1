//! Sauna before a run.

use crate::prelude::*;
use meso_core::diagnostic::Fix;

declare_rule! {
    /// Sauna before a run.
    ///
    /// Within 6 hours. Without clock times, what stands later on the same day (or in the same half of it) follows at once.
    ///
    /// ## Why it matters
    /// A sauna takes up to a litre of sweat and lowers the pressure of the blood. The run after it starts dry, with a
    /// higher heart rate at every pace.
    ///
    /// ## Evidence
    /// Grade C. Sauna belongs after training, not before, with plenty to drink; where it helped runners it was after their
    /// sessions (Scoon 2007). The 6 hours are a convention of this rule: what it takes to drink and digest what was lost.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   mon sauna 15min; 8km E
    /// ```
    /// Use instead:
    /// ```meso,fixed
    /// week 1
    ///   mon 8km E; sauna 15min
    /// ```
    /// A run in the morning and the sauna in the evening are fine as well:
    /// ```meso,passes
    /// week 1
    ///   mon 07:00 8km E; 19:00 sauna 15min
    /// ```
    ///
    /// ## Fix
    /// Unsafe: swaps the two. It is offered where neither has a time of day.
    pub struct SaunaBeforeRun {
        /// Time wanted between sauna and run. 6 hours: a convention of this rule.
        gap: Duration = hours(6.0),
    }
    name: "sauna-before-run",
    group: Temperature,
    level: Warning,
    fix: Unsafe,
    since: "0.1.0",
    grade: C,
}

impl Rule for SaunaBeforeRun {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, all) in cx.timeline().care(&[EntryKind::Sauna]) {
            let Some(run) = event.followed(all, self.gap.to_min(), Event::is_run) else { continue };
            acc.push(
                event
                    .finding(format!("sauna before {}: the run starts dry and hot", run.say(cx)))
                    .related(run.span, "the run after it")
                    .help("move it after the run, and drink: it costs up to a litre of sweat")
                    .fix(after_the_last_run(cx, event, item, all)),
            );
        }
    }
}

/// Swaps the sauna with the last run of its day; `None` if one has its time, or if both are written elsewhere (`like`).
fn after_the_last_run(cx: &Cx<'_>, event: &Event<'_>, item: &RecoveryItem, all: &[Event<'_>]) -> Option<Fix> {
    let last = event
        .around(all, 0, 0)
        .iter()
        .rev()
        .find(|later| later.is_run() && event.minutes_until(later).is_some())?;
    let What::Session(session) = last.what else { return None };
    let here = item.span != session.span && session.span.file == cx.analysis.root;
    if !here || item.when.is_some() || session.when.is_some() {
        return None;
    }
    let text = |span| cx.analysis.sources.slice(span).to_owned();
    Some(unsafe_fix(
        "move the sauna after the run",
        vec![Edit::replace(item.span, text(session.span)), Edit::replace(session.span, text(item.span))],
    ))
}
