//! Naps right after a run.

use crate::prelude::*;

declare_rule! {
    /// A nap right after a run.
    ///
    /// Less than 60 minutes after it, by clock times or as `nap 20min within 30min`.
    ///
    /// ## Why it matters
    /// The body is still warm and thirsty: eat, drink and wash first, and sleep comes easier.
    ///
    /// ## Evidence
    /// Grade D. One source's advice; all favour naps some hours later.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-10
    ///   09:00 done 16km in 1:30:00; 10:45 nap 30min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-10
    ///   09:00 done 16km in 1:30:00; 14:00 nap 30min
    /// ```
    pub struct NapTooSoon {
        /// Time wanted between run and nap.
        gap: Duration = minutes(60.0),
    }
    name: "nap-too-soon",
    group: Sleep,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for NapTooSoon {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, all) in cx.timeline().care(&[EntryKind::Nap]) {
            let Some(run) = event.preceded(all, f64::INFINITY, Event::is_run) else { continue };
            let said = Said(&item.args).within().map(Duration::to_min);
            let Some(gap) =
                said.or_else(|| event.minutes_by_the_clock_since(run)).filter(|gap| *gap < self.gap.to_min())
            else {
                continue;
            };
            acc.push(
                event
                    .finding(format!("a nap {} after the run", minutes(gap)))
                    .related(run.span, "the run before it")
                    .help("eat, drink and wash first; a nap some hours later is worth more"),
            );
        }
    }
}
