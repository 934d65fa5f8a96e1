//! Too little easy running.

use crate::prelude::*;
use meso_core::syntax::ast::Sport;

declare_rule! {
    /// Too little of the running of four weeks is easy.
    ///
    /// Less than 60 % of the time easy or steady is a warning, less than 70 % easy an info; with four runs a week and
    /// more, races left out, once for a stretch of weeks.
    ///
    /// ## Why it matters
    /// Easy running builds what hard running uses. Where it is missing, the hard days turn into middling ones.
    ///
    /// ## Evidence
    /// Grade B that most running is easy, C for any exact split. About 80 % of the sessions of elites are easy (Seiler
    /// 2010); in 119 452 runners the share of easy time grows with speed, and most of the fastest train in a pyramid
    /// (Muniz-Pumares 2025). Trials of polarised against other splits disagree (Stöggl and Sperlich 2014; Muñoz 2014;
    /// Festa 2020).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 12km T
    ///   thu 12km @M
    ///   sat 6km E
    ///   sun 6km E
    /// weeks 2-4 like 1
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 3km E + 5km T + 2km E
    ///   thu 10km E
    ///   sat 8km E
    ///   sun 16km E
    /// weeks 2-4 like 1
    /// ```
    pub struct IntensityDistribution {
        /// The least share of easy and steady running time. 60 %: below any school of training.
        min: Percent = percent(60.0),
        /// A share of easy time that is worth no word. 70 %: about the least of the fastest runners.
        quiet: Percent = percent(70.0),
        /// Runs a week from which the rule speaks. 4: with fewer, each run has to do more.
        runs: u32 = 4,
    }
    name: "intensity-distribution",
    group: Intensity,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: B,
}

impl Rule for IntensityDistribution {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let times: Vec<[f64; 3]> = (0..cx.plan.weeks.len()).map(|week| minutes_of(cx, week)).collect();
        let mut within = None;
        for end in 3..times.len() {
            let window = times.get(end - 3..=end).unwrap_or(&[]);
            let facts = cx.weeks().get(end - 3..=end).unwrap_or(&[]);
            let runs: u32 = facts.iter().map(|w| w.runs).sum();
            let sum = |n: usize| window.iter().filter_map(|w| w.get(n)).sum::<f64>();
            let (easy, steady, fast) = (sum(0), sum(1), sum(2));
            let total = easy + steady + fast;
            let readable = facts.iter().all(|w| w.complete) && runs >= self.runs * 4;
            // Of no time at all a share is no number, and lies under no limit.
            let severity = if !readable {
                None
            } else if (easy + steady) / total < self.min.share() {
                Some(Severity::Warning)
            } else if easy / total < self.quiet.share() {
                Some(Severity::Info)
            } else {
                None
            };
            if let Some(severity) = severity.filter(|s| within < Some(*s) && acc.hears(*s))
                && let Some(head) = cx.plan.weeks.get(end)
            {
                acc.push(
                    Finding::week(
                        end,
                        head.span,
                        format!(
                            "{} of the running time of the four weeks to {} is easy",
                            in_percent(easy / total),
                            cx.week_name(end)
                        ),
                    )
                    .severity(severity)
                    .help("let three quarters and more of the time be easy: run the easy days slower, or the fast work shorter"),
                );
            }
            within = severity.max(within.filter(|_| severity.is_some()));
        }
    }
}

/// Minutes of running in a week that are easy, steady, and at marathon pace or faster. Races are left out.
fn minutes_of(cx: &Cx<'_>, week: usize) -> [f64; 3] {
    let mut minutes = [0.0; 3];
    for session in cx.plan.sessions_of(week).filter(|s| s.race.is_none()) {
        for part in session.parts.iter().filter(|p| p.sport == Sport::Run) {
            let slot = match part.intensity {
                _ if part.strides => 0,
                Intensity::Rest => continue,
                Intensity::Walk | Intensity::Recovery | Intensity::Easy => 0,
                Intensity::Moderate => 1,
                _ => 2,
            };
            if let Some(slot) = minutes.get_mut(slot) {
                *slot += part.duration.middle().to_min() * f64::from(part.times);
            }
        }
    }
    minutes
}
