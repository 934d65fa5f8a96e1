//! A recovery run at a heart rate that does not recover.

use crate::prelude::*;
use meso_core::plan::Assumption;
use meso_core::syntax::ast::{Bounded, ShareOf, Target};

declare_rule! {
    /// A run declared `recovery` with a heart rate of 70 % of the maximum or more.
    ///
    /// The upper end of what is asked for, or the mean of the day's log: `@70%hrmax` and `@65-70%hrmax` reach 70 %,
    /// `@<70%hrmax` stays below.
    ///
    /// ## Why it matters
    /// Heart rate tells what the pace hides: heat, hills and tiredness. Above 70 % the run loads where it should unload.
    ///
    /// ## Evidence
    /// Grade C. "Comfortably below 70 % of maximum" is expert consensus.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   mon 35min recovery @140-150bpm
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   mon 35min recovery @<70%hrmax
    /// ```
    pub struct ActiveRecoveryHeartRate {
        /// The share of the maximal heart rate to stay under. 70 %: expert consensus.
        max: Percent = percent(70.0),
    }
    name: "active-recovery-heart-rate",
    group: Recovery,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for ActiveRecoveryHeartRate {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let limit = max_heart_rate(cx).map(|max| max * self.max.share());
        for session in cx.runs().filter(|s| s.recovery) {
            let too_high = session.parts.iter().any(|part| {
                part.targets.iter().any(|target| match target {
                    Target::Share(asked, ShareOf::HrMax) => reaches(*asked, self.max.share()),
                    Target::HeartRate(asked) => limit.is_some_and(|limit| reaches(*asked, limit)),
                    _ => false,
                })
            });
            if too_high {
                acc.push(
                    Finding::session(
                        session,
                        format!(
                            "{} is a recovery run above {} of the maximal heart rate",
                            cx.say(session),
                            self.max
                        ),
                    )
                    .help(self.help(limit)),
                );
            }
        }
        let Some(limit) = limit else { return };
        for (place, log) in cx.plan.logs.iter().enumerate() {
            let Some(day) = log.day.and_then(|day| cx.plan.day(day)) else { continue };
            let mut runs = day.sessions(cx.plan).filter(|s| is_running(s));
            let (Some(planned), None) = (runs.next(), runs.next()) else { continue };
            for done in log.done.iter().filter(|d| planned.recovery && d.sport == planned.sport) {
                let Some(mean) = done.heart_rate else { continue };
                if f64::from(mean.to_bpm()) >= limit {
                    acc.push(
                        Finding::log(
                            place,
                            done.span,
                            format!(
                                "the recovery run was run at {} bpm, {} of the maximum or more",
                                mean.to_bpm(),
                                self.max
                            ),
                        )
                        .related(planned.text, "planned as recovery")
                        .help(self.help(Some(limit))),
                    );
                }
            }
        }
    }
}

impl ActiveRecoveryHeartRate {
    fn help(&self, limit: Option<f64>) -> String {
        match limit {
            Some(limit) => format!("stay below {limit:.0} bpm, walking the hills if need be"),
            None => format!("stay below {} of the maximum, walking the hills if need be", self.max),
        }
    }
}

/// Does a target ask for so much, or for more? `65-70%hrmax` reaches 70 %, `<70%hrmax` stays below.
fn reaches(asked: Bounded, limit: f64) -> bool {
    match (asked.low, asked.high) {
        (None, Some(below)) => below > limit,
        (low, high) => high.or(low) >= Some(limit),
    }
}

/// The athlete's maximal heart rate: stated, or from her age.
fn max_heart_rate(cx: &Cx<'_>) -> Option<f64> {
    let stated = cx.plan.athlete.max_hr.map(HeartRate::to_bpm);
    let assumed = cx.plan.assumptions.iter().find_map(|assumption| match assumption {
        Assumption::MaxHrFromAge(bpm) => Some(*bpm),
        _ => None,
    });
    stated.or(assumed).map(f64::from)
}
