//! A beginner's first weeks.

use super::novice_first_week::is_beginner;
use crate::prelude::*;
use meso_core::syntax::ast::Sport;

declare_rule! {
    /// A beginner's first four weeks without walking breaks or days between.
    ///
    /// Runs on neighbouring days are a warning, once for a run of days; more than 20 min of running without a walk is an
    /// info. A beginner has not run in the last twelve months: `experience beginner`, or the profile `beginner`.
    ///
    /// ## Why it matters
    /// In the first weeks everything is new to bones and tendons. Walking breaks and days between give them time.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon, couch to 5k; four weeks of walking and hopping beforehand did not lower injuries
    /// (Bredeweg 2012).
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Begin"
    ///   experience beginner
    /// week 1
    ///   tue 8x(60s run / 90s walk)
    ///   wed 8x(60s run / 90s walk)
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Begin"
    ///   experience beginner
    /// week 1
    ///   tue 8x(60s run / 90s walk)
    ///   thu 8x(60s run / 90s walk)
    /// ```
    pub struct NoviceRunWalk {
        /// Running without a walk that is worth no word. 20 min: week 5 of couch to 5k.
        quiet: Duration = minutes(20.0),
        /// How long one is new to it. 4 weeks: canon.
        until: Days = weeks(4),
    }
    name: "novice-run-walk",
    group: Progression,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for NoviceRunWalk {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        if !is_beginner(cx) {
            return;
        }
        let new = |day: DayIndex| day.0 < self.until.0;
        let mut yesterday = None;
        let mut said = false;
        for day in cx.days().iter().filter(|d| new(d.index)) {
            let today = cx.plan.day(day.index).and_then(|d| d.sessions(cx.plan).find(|s| is_running(s)));
            match (yesterday, today) {
                (Some(_), Some(session)) if !said => {
                    said = true;
                    let before: &Session = yesterday.unwrap_or(session);
                    acc.push(
                        Finding::session(
                            session,
                            format!("{} follows a run on the day before", cx.say(session)),
                        )
                        .related(before.text, "the run before")
                        .help("leave a day between runs in the first weeks, for walking or rest"),
                    );
                }
                (_, None) => said = false,
                _ => {}
            }
            yesterday = today;
        }
        for session in cx.runs().filter(|s| new(s.day)) {
            let longest = longest_without_walk(session);
            if longest > self.quiet {
                acc.push(
                    Finding::session(
                        session,
                        format!("{} has {longest} of running without a walk", cx.say(session)),
                    )
                    .severity(Severity::Info)
                    .help("put walking breaks in: a minute or two after every few minutes of running"),
                );
            }
        }
    }
}

/// The longest running between two walks: of steps in a row where no walk stands between, else of the longest step.
fn longest_without_walk(session: &Session) -> Duration {
    let runs = |p: &&meso_core::plan::Part| p.sport == Sport::Run && p.intensity > Intensity::Walk;
    let breaks =
        session.parts.iter().any(|p| matches!(p.intensity, Intensity::Walk | Intensity::Rest) && p.between);
    let running = session.parts.iter().filter(runs);
    if breaks {
        running.map(|p| p.duration.middle()).max().unwrap_or(Duration::ZERO)
    } else {
        running.map(|p| p.duration.middle() * f64::from(p.times)).sum()
    }
}
