//! A run much longer than any of the last month.

use crate::prelude::*;
use crate::remedy::cut_to;

declare_rule! {
    /// A run much longer than the longest of the 30 days before.
    ///
    /// More than 30 % and 2 km longer is a warning, more than twice as long an error, more than 10 % an info. Races are
    /// not held against it, and count as what was run before; so does the `history`. The first week has nothing to be
    /// held against, and a day that cannot be read in the month before makes the rule silent.
    ///
    /// ## Why it matters
    /// Of all measures of load this one goes with injury: not the week's distance, but the single run that is much longer
    /// than what the body knows.
    ///
    /// ## Evidence
    /// Grade B. 5205 runners and 588 071 sessions (Frandsen 2025): against runs of up to 10 % more, overuse injuries were
    /// 1.64 times as frequent at 10 to 30 % more, 1.52 times at 30 to 100 %, 2.28 times beyond. One cohort; 10 % is the
    /// edge of a category, no proven limit, and 43 of 44 published plans cross it: hence the info. `strict` warns at
    /// 10 %.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 10km E
    ///   sun 14km E
    /// week 2
    ///   tue 10km E
    ///   sun 20km E
    /// ```
    /// Use instead:
    /// ```meso,fixed
    /// week 1
    ///   tue 10km E
    ///   sun 14km E
    /// week 2
    ///   tue 10km E
    ///   sun 16km E
    /// ```
    /// ```meso,passes
    /// week 1
    ///   tue 10km E
    ///   sun 14km E
    /// week 2
    ///   tue 10km E
    ///   sun 15km E
    /// ```
    ///
    /// ## Fix
    /// Unsafe: cuts a run of one step to 10 % or 2 km more than the longest before, whichever is more.
    pub struct LongRunJump {
        /// How much longer than the longest of the window a run may be. 30 %: five of 44 published plans exceed it.
        max_increase: Percent = percent(30.0),
        /// An increase that is an error. 100 %: the highest risk in Frandsen 2025.
        error_increase: Percent = percent(100.0),
        /// An increase that is worth no word. 10 %: the edge of the lowest category in Frandsen 2025.
        quiet_increase: Percent = percent(10.0),
        /// An increase that is always fine. 2 km: without it every plan for beginners would fail.
        floor: Distance = km(2.0),
        /// How far back to look. 30 days: Frandsen 2025.
        window: Days = days(30),
    }
    name: "long-run-jump",
    group: Progression,
    level: Warning,
    fix: Unsafe,
    since: "0.1.0",
    grade: B,
    profiles: { strict => Keep { max_increase = "10 %" } },
}

impl Rule for LongRunJump {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let window = usize::try_from(self.window.0).unwrap_or(0);
        // Of the days so far: which had runs and how long the longest was, and which was the last unread one.
        let mut runs: Vec<(usize, Distance, Span)> = Vec::with_capacity(cx.days().len());
        let mut unread = None;
        for (place, day) in cx.days().iter().enumerate() {
            let today = DayRuns::of(cx, day);
            let known = unread.is_none_or(|last: usize| last.saturating_add(window) < place);
            let before = runs.len();
            runs.extend(today.any.map(|(distance, session)| (place, distance, session.text)));
            if !day.known {
                unread = Some(place);
            }
            let Some(run) = today.training.filter(|_| known && place >= 7) else { continue };
            let from = runs.partition_point(|(day, ..)| day.saturating_add(window) < place);
            let planned =
                runs.get(from..before).unwrap_or(&[]).iter().map(|&(_, distance, span)| (distance, span));
            let earlier = cx
                .past()
                .iter()
                .rev()
                .take_while(|p| p.day.until(run.day) <= self.window.0)
                .map(|p| (p.distance, p.span));
            // Mostly a run of the last days was long enough, and nothing is to be said.
            let enough = run.distance.middle() - self.floor;
            if planned.clone().rev().chain(earlier.clone()).any(|(distance, _)| distance >= enough) {
                continue;
            }
            let Some((longest, span)) = planned.chain(earlier).max_by_key(|(distance, _)| *distance) else {
                continue;
            };
            self.judge(cx, run, longest, span, acc);
        }
    }
}

impl LongRunJump {
    fn judge(&self, cx: &Cx<'_>, run: &Session, longest: Distance, span: Span, acc: &mut Findings<'_>) {
        let distance = run.distance.middle();
        let more = distance - longest;
        if longest.is_zero() {
            return;
        }
        let increase = more.to_km() / longest.to_km();
        let severity = if increase > self.error_increase.share() {
            Severity::Error
        } else if increase > self.max_increase.share() {
            Severity::Warning
        } else if increase > self.quiet_increase.share() {
            Severity::Info
        } else {
            return;
        };
        if !acc.hears(severity) {
            return;
        }
        let limit = (longest * (1.0 + self.quiet_increase.share())).max(longest + self.floor);
        acc.push(
            Finding::session(
                run,
                format!(
                    "{} is {} longer than any run of the {} before: {} after {}",
                    cx.say(run),
                    in_percent(increase),
                    self.window,
                    cx.distance(distance),
                    cx.distance(longest)
                ),
            )
            .severity(severity)
            .related(span, "the longest before it")
            .help(format!(
                "run {} at most, and go on from there: single runs far beyond the longest of the last month go with injuries",
                cx.distance(limit)
            )).fix(cut_to(cx, run, limit)),
        );
    }
}

/// The longest runs of a day.
struct DayRuns<'a> {
    any: Option<(Distance, &'a Session)>,
    training: Option<&'a Session>,
}

impl<'a> DayRuns<'a> {
    fn of(cx: &Cx<'a>, day: &DayFacts) -> Self {
        let mut runs = DayRuns { any: None, training: None };
        if day.runs == 0 {
            return runs;
        }
        let mut longest_training = Distance::ZERO;
        for session in
            cx.plan.day(day.index).into_iter().flat_map(|d| d.sessions(cx.plan)).filter(|s| is_running(s))
        {
            let distance = session.distance.middle();
            if runs.any.is_none_or(|(longest, _)| distance > longest) {
                runs.any = Some((distance, session));
            }
            if session.race.is_none() && (runs.training.is_none() || distance > longest_training) {
                (runs.training, longest_training) = (Some(session), distance);
            }
        }
        runs
    }
}
