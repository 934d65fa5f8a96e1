//! Food that comes late after a long or hard run.

use crate::prelude::*;

declare_rule! {
    /// Food that comes late after a long or hard run.
    ///
    /// The first `fuel` or `snack` after it: later than 120 minutes is a warning when the next session is within 24 hours
    /// (or on the next day), later than 60 minutes worth knowing. The time comes from `within 30min` or from clock times;
    /// without one, nothing is said.
    ///
    /// ## Why it matters
    /// Empty legs fill fastest in the first hours. When the next session is near, those hours are all there is.
    ///
    /// ## Evidence
    /// Grade C. Advice ranges from 15 to 30 to 60 to 120 minutes; all agree that two hours are late. The window is wider
    /// than was thought (Aragon and Schoenfeld 2013), and the hurry matters when less than a day is left (Thomas 2016: 1.0
    /// to 1.2 g of carbohydrate per kg an hour for four hours).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun long 18km E
    ///       - fuel carbs 60g protein 20g within 150min
    /// week 2
    ///   mon 6km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun long 18km E
    ///       - fuel carbs 60g protein 20g within 30min
    /// week 2
    ///   mon 6km E
    /// ```
    pub struct RefuelLate {
        /// Later is worth knowing.
        usual: Duration = minutes(60.0),
        /// Later is late for everybody.
        late: Duration = minutes(120.0),
        /// The next session is near if it is within this time.
        near: Duration = hours(24.0),
    }
    name: "refuel-late",
    group: Food,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

/// What counts as a meal.
const MEALS: [EntryKind; 2] = [EntryKind::Fuel, EntryKind::Snack];

impl Rule for RefuelLate {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let timeline = cx.timeline();
        if !timeline.has_care(&MEALS) {
            return;
        }
        for all in [&timeline.planned, &timeline.done] {
            for run in all.iter().filter(|event| event.is_run() && (event.is_long() || event.is_hard())) {
                let meals = run.around(all, 0, 1).iter().filter(|event| event.is_care(&MEALS));
                let Some((meal, gap)) = meals
                    .filter_map(|meal| Some((meal, gap_after(run, meal)?)))
                    .min_by(|a, b| a.1.total_cmp(&b.1))
                    .filter(|(_, gap)| *gap > self.usual.to_min())
                else {
                    continue;
                };
                let next = if gap > self.late.to_min() { self.next_near(cx, run) } else { None };
                let mut finding = meal
                    .finding(format!("the first food {} after {}", minutes(gap), run.say(cx)))
                    .severity(if next.is_some() { Severity::Warning } else { Severity::Info })
                    .related(run.span, "the run that emptied the legs")
                    .help(
                        "eat 1 g of carbohydrate per kg of weight and 20 g of protein within an hour (advice ranges from 15 to \
                         120 minutes)",
                    );
                if let Some((span, when)) = next {
                    finding = finding.related(span, format!("the next session, {when}"));
                }
                acc.push(finding);
            }
        }
    }
}

/// Minutes from the end of a run to a meal, as far as the text says.
fn gap_after(run: &Event<'_>, meal: &Event<'_>) -> Option<f64> {
    let follows = run.minutes_until(meal)?;
    let said = meal.entry().and_then(|entry| entry.said.within()).map(Duration::to_min);
    said.or_else(|| meal.minutes_by_the_clock_since(run).map(|_| follows))
}

impl RefuelLate {
    /// Where and when the next session is, if it is near.
    fn next_near(&self, cx: &Cx<'_>, run: &Event<'_>) -> Option<(Span, &'static str)> {
        let of = |all: &[Event<'_>]| {
            run.around(all, 0, 1).iter().find_map(|event| {
                let by_the_clock = event.minutes_by_the_clock_since(run);
                let near = by_the_clock.map_or(event.day > run.day, |gap| gap <= self.near.to_min());
                let own = run.session().is_some_and(|own| event.session().is_some_and(|s| s.id == own.id));
                (event.is_training() && near && !own).then_some((
                    event.span,
                    if event.day > run.day { "the next day" } else { "the same day" },
                ))
            })
        };
        let timeline = cx.timeline();
        if run.is_done() {
            of(&timeline.done).or_else(|| of(&timeline.planned))
        } else {
            of(&timeline.planned)
        }
    }
}
