//! A recovery run at a pace that does not recover.

use crate::prelude::*;
use meso_core::plan::{PaceBasis, Part};
use meso_core::syntax::ast::Target;
use meso_core::units::{Pace, Speed};

declare_rule! {
    /// A run declared `recovery` whose pace is too fast to recover.
    ///
    /// The pace asked for, or the one in the log of the day, is held against marathon pace: less than 60 s/km slower is a
    /// warning, less than 90 s/km an info.
    ///
    /// ## Why it matters
    /// Slow is what makes it recovery. At an everyday pace it is one more run between two hard days.
    ///
    /// ## Evidence
    /// Grade C. Guides ask for 1:30 to 2:00 per km slower than marathon pace, which for a fast runner is slower than all
    /// of Daniels's easy range; so the warning starts where nobody would defend the pace.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   mon 6km recovery @5:00/km
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   mon 6km recovery @6:30-7:00/km
    /// ```
    pub struct ActiveRecoveryTooFast {
        /// Seconds per km that it has to be slower than marathon pace. 60: see Evidence.
        slower_by: Duration = Duration::from_s(60),
        /// Seconds per km that are worth no word. 90: the guides.
        quiet_from: Duration = Duration::from_s(90),
    }
    name: "active-recovery-too-fast",
    group: Recovery,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
    profiles: { strict => Keep { slower_by = "90 s" } },
}

impl Rule for ActiveRecoveryTooFast {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let unknown = cx.plan.paces.basis == PaceBasis::Assumed;
        for session in cx.runs().filter(|s| s.recovery) {
            let asked = session
                .parts
                .iter()
                .filter(|p| !p.between && !p.strides && asks_for_pace(p, unknown))
                .filter_map(|p| p.speed)
                .map(|speed| mean(speed.low, speed.high))
                .max_by(|a, b| a.to_mps().total_cmp(&b.to_mps()));
            if let Some(speed) = asked
                && let Some((severity, says)) = self.judge(cx, speed)
            {
                acc.push(
                    Finding::session(session, format!("{} is a recovery run at {says}", cx.say(session)))
                        .severity(severity)
                        .help(HELP),
                );
            }
        }
        if !unknown {
            self.check_logs(cx, acc);
        }
    }
}

const HELP: &str = "leave the pace open, or run it 90 s/km and more slower than marathon pace: slow is what makes it recovery";

impl ActiveRecoveryTooFast {
    fn judge(&self, cx: &Cx<'_>, speed: Speed) -> Option<(Severity, String)> {
        let marathon = cx.plan.paces.marathon.pace().to_s_per_km();
        let pace = speed.pace();
        let slower = pace.to_s_per_km() - marathon;
        // Half a second: the paces of a plan are whole seconds, those behind zones are not.
        let severity = if slower < self.slower_by.to_s() - 0.5 {
            Severity::Warning
        } else if slower < self.quiet_from.to_s() - 0.5 {
            Severity::Info
        } else {
            return None;
        };
        let says = format!(
            "{}, {}",
            pace.display(cx.plan.units),
            if slower < 0.0 {
                "faster than marathon pace".to_owned()
            } else {
                slower_than_marathon(slower, cx)
            }
        );
        Some((severity, says))
    }

    fn check_logs(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (place, log) in cx.plan.logs.iter().enumerate() {
            let Some(day) = log.day.and_then(|day| cx.plan.day(day)) else { continue };
            let mut runs = day.sessions(cx.plan).filter(|s| is_running(s));
            let (Some(planned), None) = (runs.next(), runs.next()) else { continue };
            if !planned.recovery {
                continue;
            }
            for done in log.done.iter().filter(|d| d.sport == planned.sport) {
                let (Some(distance), Some(duration)) = (done.distance, done.duration) else { continue };
                if distance.is_zero() || duration.is_zero() {
                    continue;
                }
                if let Some((severity, says)) = self.judge(cx, distance / duration) {
                    acc.push(
                        Finding::log(place, done.span, format!("the recovery run was run at {says}"))
                            .severity(severity)
                            .related(planned.text, "planned as recovery")
                            .help(HELP),
                    );
                }
            }
        }
    }
}

fn slower_than_marathon(seconds_per_km: f64, cx: &Cx<'_>) -> String {
    let unit = cx.plan.units;
    let per_unit = Pace::from_s_per_km(seconds_per_km) * Distance::new(1.0, unit);
    format!("{} s/{} slower than marathon pace", per_unit.to_s().round(), unit.symbol())
}

/// Does a step name a pace of its own, rather than leave it to the word `recovery`?
fn asks_for_pace(part: &Part, athlete_unknown: bool) -> bool {
    part.targets.iter().any(|target| match target {
        Target::Pace(..) | Target::Speed(..) => !athlete_unknown,
        Target::RacePace(..) | Target::Offset(..) | Target::Band(..) => true,
        _ => false,
    })
}

fn mean(a: Speed, b: Speed) -> Speed {
    Speed::from_mps(f64::midpoint(a.to_mps(), b.to_mps()))
}
