//! A week much bigger than any of the weeks before.

use crate::prelude::*;
use meso_core::plan::Volume;

declare_rule! {
    /// A week much bigger than the biggest of the six weeks before.
    ///
    /// More than 30 % and 5 km more is a warning, more than 10 % an info. The week before alone does not count: a normal
    /// week after a recovery week is no jump. The athlete's stated `volume` is a week before the plan. The goal race is
    /// left out of its week.
    ///
    /// ## Why it matters
    /// Bones and tendons adapt in weeks, not days. A week far beyond what they know is where stress reactions begin.
    ///
    /// ## Evidence
    /// Grade C for 30 %, B against the 10 % rule: 532 novices who kept to 10 % a week were injured as often as the others
    /// (Buist 2008). Above 30 % in two weeks, injuries of distance were 1.59 times as frequent, short of significance
    /// (Nielsen 2014, 874 runners). Against the biggest recent week, 1 % of published weeks cross 30 %; against the week
    /// before, two thirds of the plans would. `strict` warns at 10 %.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 10km E
    ///   sun 15km E
    /// week 2
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 10km E
    ///   sun 15km E
    /// week 2
    ///   tue 7km E
    ///   thu 5km E
    ///   sun 16km E
    /// ```
    pub struct WeeklyVolumeJump {
        /// How much more than the biggest week of the window is fine. 30 %: Nielsen 2014; six of 58 published plans exceed
        /// it.
        max_increase: Percent = percent(30.0),
        /// An increase that is worth no word. 10 %: the old rule, for those who want it.
        quiet_increase: Percent = percent(10.0),
        /// An increase that is always fine. 5 km: without it every plan for beginners would fail.
        floor: Distance = km(5.0),
        /// How far back to look. 6 weeks: with 3, 4, 6 or all weeks the same plans are found.
        window: Days = weeks(6),
    }
    name: "weekly-volume-jump",
    group: Progression,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
    profiles: { strict => Keep { max_increase = "10 %" } },
}

impl Rule for WeeklyVolumeJump {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let weeks = cx.weeks();
        let window = usize::try_from(self.window.0 / 7).unwrap_or(0);
        for (place, this) in weeks.iter().enumerate().skip(1) {
            let start = place.saturating_sub(window);
            let before = weeks.get(start..place).unwrap_or(&[]);
            if before.iter().any(|w| !w.complete) {
                continue;
            }
            let planned =
                before.iter().zip(start..).map(|(w, n)| (w.distance, cx.plan.weeks.get(n).map(|w| w.span)));
            let stated =
                stated_volume(cx).filter(|_| place < window).map(|(volume, span)| (volume, Some(span)));
            let Some((biggest, Some(span))) = planned.chain(stated).max_by_key(|(distance, _)| *distance)
            else {
                continue;
            };
            let more = this.training() - biggest;
            if biggest.is_zero() || more <= self.floor {
                continue;
            }
            let increase = more.to_km() / biggest.to_km();
            let severity = if increase > self.max_increase.share() {
                Severity::Warning
            } else if increase > self.quiet_increase.share() {
                Severity::Info
            } else {
                continue;
            };
            let Some(head) = cx.plan.weeks.get(place).filter(|_| acc.hears(severity)) else { continue };
            acc.push(
                Finding::week(
                    place,
                    head.span,
                    format!(
                        "{} has {}, {} more than the biggest of the {} before",
                        cx.week_name(place),
                        cx.distance(this.training()),
                        in_percent(increase),
                        self.window
                    ),
                )
                .severity(severity)
                .related(span, format!("the biggest: {}", cx.distance(biggest)))
                .help(format!(
                    "stay near {} this week: bones and tendons need weeks to get used to more",
                    cx.distance((biggest * (1.0 + self.quiet_increase.share())).max(biggest + self.floor))
                )),
            );
        }
    }
}

/// The athlete's weekly distance before the plan.
pub(crate) fn stated_volume(cx: &Cx<'_>) -> Option<(Distance, Span)> {
    match cx.plan.athlete.volume? {
        (Volume::Distance(range), span) => Some((range.high, span)),
        (Volume::Time(_), _) => None,
    }
}
