//! Snacks right before a run.

use crate::prelude::*;

declare_rule! {
    /// A snack right before a run, or a heavy one.
    ///
    /// Less than 30 minutes before, or marked fatty or rich in fibre less than 60 minutes before: `snack 20min before`,
    /// `snack 45min before fat`, or by clock times.
    ///
    /// ## Why it matters
    /// What is still in the stomach comes along, and may want to come out.
    ///
    /// ## Evidence
    /// Grade C. 30 to 60 minutes before, easy to digest: one source's advice, and every runner's experience.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-10
    ///   snack 10min before; done 12km in 1:10:00
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-10
    ///   snack 45min before; done 12km in 1:10:00
    /// ```
    pub struct PreRunSnack {
        /// The shortest time between snack and run.
        gap: Duration = minutes(30.0),
        /// The shortest time where it was fatty or rich in fibre.
        heavy_gap: Duration = minutes(60.0),
    }
    name: "pre-run-snack",
    group: Food,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for PreRunSnack {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, all) in cx.timeline().care(&[EntryKind::Snack]) {
            let entry = Entry::from(item);
            let by_the_clock =
                || event.followed(all, f64::INFINITY, Event::is_run)?.minutes_by_the_clock_since(event);
            let Some(gap) = entry.said.before().map(Duration::to_min).or_else(by_the_clock) else { continue };
            let heavy = entry.mentions(&["fat", "fibre", "fiber"]);
            let message = if gap < self.gap.to_min() {
                format!("a snack {} before the run", minutes(gap))
            } else if heavy && gap < self.heavy_gap.to_min() {
                format!("fat or fibre {} before the run", minutes(gap))
            } else {
                continue;
            };
            acc.push(
                event
                    .finding(message)
                    .help("eat it 30 to 60 minutes before, and something that is easy to digest"),
            );
        }
    }
}
