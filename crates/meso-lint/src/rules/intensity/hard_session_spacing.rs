//! Hours between hard sessions.

use crate::prelude::*;
use meso_core::syntax::ast::When;

declare_rule! {
    /// Too few hours between two hard sessions.
    ///
    /// Only where the plan gives both times of day (`06:30`). Less than 24 h is a warning, less than 48 h an info.
    ///
    /// ## Why it matters
    /// Days are a rough measure: Tuesday evening and Wednesday morning are half a day apart.
    ///
    /// ## Evidence
    /// Grade B for the autonomic nervous system: it recovers within 24 h of easy work, 24 to 48 h after threshold work, and
    /// takes at least 48 h after faster work (Stanley, Peake and Buchheit 2013; Seiler 2007).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 19:00 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   wed 07:00 2km E + 20min T + 2km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 19:00 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   fri 07:00 2km E + 20min T + 2km E
    /// ```
    pub struct HardSessionSpacing {
        /// The least time between the starts of two hard sessions. 24 h: Stanley 2013.
        min: Duration = hours(24.0),
        /// A time that is worth no word. 48 h: Stanley 2013.
        quiet: Duration = hours(48.0),
    }
    name: "hard-session-spacing",
    group: Intensity,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: B,
}

impl Rule for HardSessionSpacing {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let hard: Vec<&Session> = cx.hard_sessions().collect();
        for pair in hard.windows(2) {
            let [first, second] = pair else { continue };
            let (Some(When::At(a)), Some(When::At(b))) = (first.when, second.when) else { continue };
            let hours = f64::from(first.day.until(second.day)) * 24.0 + (f64::from(b) - f64::from(a)) / 60.0;
            if hours >= self.quiet.to_h() {
                continue;
            }
            acc.push(
                Finding::session(
                    second,
                    format!("{} begins {hours:.0} hours after another hard session", cx.say(second)),
                )
                .severity(if hours < self.min.to_h() { Severity::Warning } else { Severity::Info })
                .related(first.text, "the one before")
                .help("leave 24 hours after threshold work and 48 after faster work"),
            );
        }
    }
}
