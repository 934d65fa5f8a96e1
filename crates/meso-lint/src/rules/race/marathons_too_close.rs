//! Two marathons close together.

use crate::prelude::*;

declare_rule! {
    /// Two marathons within eight weeks.
    ///
    /// Within four weeks is a warning, within eight an info. Silent in the `ultra` profile.
    ///
    /// ## Why it matters
    /// Muscle is not whole again for weeks after a marathon, long after running feels normal.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon; biopsies show repair going on for ten to twelve weeks (Warhol 1985).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race marathon
    /// week 2
    ///   mon rest
    /// week 3 like 2
    /// week 4
    ///   sun race marathon
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race marathon
    /// week 2
    ///   mon rest
    /// weeks 3-9 like 2
    /// week 10
    ///   sun race marathon
    /// ```
    pub struct MarathonsTooClose {
        /// The least time between two. 4 weeks: canon.
        min: Days = weeks(4),
        /// A time that is worth no word. 8 weeks: canon.
        quiet_from: Days = weeks(8),
    }
    name: "marathons-too-close",
    group: Race,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
    profiles: { ultra => Off },
}

impl Rule for MarathonsTooClose {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let marathons: Vec<&Race<'_>> =
            cx.races().iter().filter(|r| r.is_marathon() && !r.time_trial).collect();
        for pair in marathons.windows(2) {
            let [first, second] = pair else { continue };
            let between = first.day.until(second.day);
            let Some(session) = second.session.filter(|_| between < self.quiet_from.0) else { continue };
            let severity = if between < self.min.0 { Severity::Warning } else { Severity::Info };
            acc.push(
                Finding::session(session, format!("{} comes {} after a {}", cx.say(session), count(between, "day"), first.name(cx.plan.units)))
                    .severity(severity)
                    .related(first.span, format!("the {} before", first.name(cx.plan.units)))
                    .help("muscles mend for up to twelve weeks after a marathon or a longer race: leave eight between two, or run the second for fun"),
            );
        }
    }
}
