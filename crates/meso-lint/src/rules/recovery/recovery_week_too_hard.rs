//! A recovery week with more hard work than the weeks that it is to recover from.

use crate::prelude::*;

declare_rule! {
    /// A week declared `recovery` that is harder than the weeks before it, however far it goes.
    ///
    /// The hard work of all its sessions, races and time trials left out, in minutes at threshold (a minute at marathon
    /// pace counts 0.2, at interval pace 1.3, at repetition pace 1.6), is held against the mean of the three weeks before
    /// it, recovery weeks left out. A warning where it is a quarter more and at least 10 minutes more, which is the equal
    /// of one more hard session.
    ///
    /// ## Why it matters
    /// Intensity costs more recovery than distance. A week that runs less and faster gives the legs no time to catch up.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon: a recovery week cuts the distance by 20 to 30 %, and the hard work with it. The weights are
    /// those by which a session counts as hard.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 15min T + 2km E
    ///   thu 12km E
    ///   sun 18km E
    /// week 2 recovery
    ///   tue 2km E + 20min T + 2km E
    ///   thu 2km E + 5x(1km @I / 2min jog) + 2km E
    ///   sun 10km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 15min T + 2km E
    ///   thu 12km E
    ///   sun 18km E
    /// week 2 recovery
    ///   tue 2km E + 10min T + 2km E
    ///   thu 8km E
    ///   sun 12km E
    /// ```
    pub struct RecoveryWeekTooHard {
        /// How much more hard work is too much, as a share of the weeks before. 25 %: a quarter is no rounding.
        more: Percent = percent(25.0),
        /// The least that is worth a word. 10 min at threshold: the equal of a hard session.
        least: Duration = minutes(10.0),
    }
    name: "recovery-week-too-hard",
    group: Recovery,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for RecoveryWeekTooHard {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (place, this) in cx.weeks().iter().enumerate() {
            if !this.recovery || !this.complete || this.goal_race || cx.is_after_marathon(place) {
                continue;
            }
            let before: Vec<usize> = (0..place)
                .rev()
                .filter(|w| cx.weeks().get(*w).is_some_and(|w| !w.recovery))
                .take(3)
                .collect();
            let readable = before.iter().all(|w| cx.weeks().get(*w).is_some_and(|w| w.complete));
            let Some(count) = u32::try_from(before.len()).ok().filter(|n| *n > 0 && readable) else {
                continue;
            };
            let usual = before.iter().map(|w| hard_work(cx, *w)).sum::<f64>() / f64::from(count);
            let own = hard_work(cx, place);
            if own - usual < (usual * self.more.share()).max(self.least.to_min()) {
                continue;
            }
            let Some(week) = cx.plan.weeks.get(place) else { continue };
            let hardest = cx
                .plan
                .sessions_of(place)
                .filter(|s| s.race.is_none() && s.class.dose > 0.0)
                .max_by(|a, b| a.class.dose.total_cmp(&b.class.dose));
            let mut finding = Finding::week(
                place,
                week.span,
                format!(
                    "{} is declared a recovery week and is harder than the weeks before: hard work worth {own:.0} min at \
                     threshold, against {usual:.0}",
                    cx.week_name(place),
                ),
            )
            .help(match usual {
                u if u < 1.0 => "keep a recovery week easy: a few strides are enough".to_owned(),
                u => format!(
                    "keep one short session of about {:.0} min at threshold, or its equal, and run the rest easily",
                    (u / 2.0).max(5.0)
                ),
            });
            if let Some(session) = hardest {
                finding = finding.related(session.text, format!("its hardest session: {}", cx.why(session)));
            }
            acc.push(finding);
        }
    }
}

/// Minutes at threshold that the hard work of a week is worth; races and time trials left out, which the calendar sets.
fn hard_work(cx: &Cx<'_>, week: usize) -> f64 {
    cx.plan.sessions_of(week).filter(|s| s.race.is_none()).map(|s| s.class.dose).sum()
}
