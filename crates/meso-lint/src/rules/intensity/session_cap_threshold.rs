//! Much threshold running in one session.

use crate::prelude::*;
use meso_core::plan::{PaceBasis, StatedExtent};

declare_rule! {
    /// Much running at threshold pace in one session.
    ///
    /// More than 20 % of the week is a warning, in weeks of 40 km and more; more than 10 % an info. Races are left out. Where
    /// the plan gives a time and nothing tells the runner's pace, the distance is a guess, and the finding stays an info.
    ///
    /// ## Why it matters
    /// Threshold pace is sustainable by definition, and so is easily overdone.
    ///
    /// ## Evidence
    /// Grade D. Daniels: at most 10 % of the weekly distance; 85 % of published tempo sessions exceed it in their small
    /// weeks.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 12km T + 2km E
    ///   thu 10km E
    ///   sun 18km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 4km T + 2km E
    ///   thu 14km E
    ///   sun 20km E
    /// ```
    pub struct SessionCapThreshold {
        /// The greatest share of the week. 20 %: twice Daniels's cap.
        max: Percent = percent(20.0),
        /// Weeks from which the greatest share holds. 40 km: in smaller ones any session is a large share.
        from: Distance = km(40.0),
        /// A share that is worth no word. 10 %: Daniels.
        quiet: Percent = percent(10.0),
    }
    name: "session-cap-threshold",
    group: Intensity,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for SessionCapThreshold {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for session in cx.runs().filter(|s| s.race.is_none()) {
            let distance = at_intensity(session, Intensity::Threshold);
            let Some(week) = cx.week_of(session.day).and_then(|w| cx.weeks().get(w)) else { continue };
            let share = distance.to_km() / week.distance.to_km();
            if !week.complete || !share.is_finite() || share <= self.quiet.share().min(self.max.share()) {
                continue;
            }
            let guessed = matches!(cx.plan.paces.basis, PaceBasis::Assumed | PaceBasis::Goal(..))
                && session
                    .parts
                    .iter()
                    .any(|p| p.intensity == Intensity::Threshold && p.stated == Some(StatedExtent::Time));
            let warning = share > self.max.share() && week.distance >= self.from && !guessed;
            let severity = if warning { Severity::Warning } else { Severity::Info };
            if !acc.hears(severity) {
                continue;
            }
            acc.push(
                Finding::session(
                    session,
                    format!(
                        "{} has {} at threshold pace, {} of the week",
                        cx.say(session),
                        cx.distance(distance),
                        in_percent(share)
                    ),
                )
                .severity(severity)
                .help(format!(
                    "{} of {} are {}: shorten the fast part, or put it into a bigger week",
                    self.quiet,
                    cx.distance(week.distance),
                    cx.distance(week.distance * self.quiet.share())
                )),
            );
        }
    }
}

/// The distance that a session has at one intensity: work only, no recoveries, no strides.
pub(crate) fn at_intensity(session: &Session, intensity: Intensity) -> Distance {
    session
        .parts
        .iter()
        .filter(|p| p.intensity == intensity && !p.between && !p.strides)
        .map(|p| p.distance.middle() * f64::from(p.times))
        .sum()
}
