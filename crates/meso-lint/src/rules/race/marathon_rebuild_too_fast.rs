//! Too much volume in the weeks after a marathon.

use crate::prelude::*;
use meso_core::plan::Volume;

declare_rule! {
    /// More than 60 % of the earlier weekly distance within four weeks of a marathon.
    ///
    /// The earlier distance is the biggest week of the plan before the race, or the athlete's stated `volume` for a
    /// marathon before the plan. One finding a week.
    ///
    /// ## Why it matters
    /// The runner who returns to full weeks at once trains on damage. Four lighter weeks cost no fitness that would not
    /// come back in the fifth.
    ///
    /// ## Evidence
    /// Grade D. "Rebuild volume gradually; no speed work": canon; the 60 % is ours.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 15km E
    ///   thu 15km E
    ///   sat 20km E
    /// week 2
    ///   sun race marathon
    /// week 3
    ///   mon rest
    /// week 4
    ///   tue 15km E
    ///   thu 10km E
    ///   sun 15km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 15km E
    ///   thu 15km E
    ///   sat 20km E
    /// week 2
    ///   sun race marathon
    /// week 3
    ///   mon rest
    /// week 4
    ///   tue 5km E
    ///   thu 5km E
    ///   sun 6km E
    /// ```
    pub struct MarathonRebuildTooFast {
        /// The greatest week, as a share of the earlier peak. 60 %: ours.
        max: Percent = percent(60.0),
        /// Days after the marathon. 28: four weeks of rebuilding.
        until: Days = days(28),
    }
    name: "marathon-rebuild-too-fast",
    group: Race,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for MarathonRebuildTooFast {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (place, week) in cx.plan.weeks.iter().enumerate() {
            let days = cx.days_of(place);
            let Some((race, _)) = days.last().and_then(|last| cx.marathon_before(last.index)) else {
                continue;
            };
            let until = race.day.plus(self.until.0);
            let after = days.iter().filter(|d| d.index > race.day && d.index < until);
            let distance: Distance = after.map(|d| d.distance).sum();
            if distance.is_zero() {
                continue;
            }
            let Some(peak) = peak_before(cx, &race) else { continue };
            let limit = peak * self.max.share();
            if distance <= limit {
                continue;
            }
            acc.push(
                Finding::week(
                    place,
                    week.span,
                    format!(
                        "{} has {} after a {}, {} of the {} a week before it",
                        cx.week_name(place),
                        cx.distance(distance),
                        race.name(cx.plan.units),
                        in_percent(distance.to_km() / peak.to_km()),
                        cx.distance(peak),
                    ),
                )
                .related(race.span, format!("the {}", race.name(cx.plan.units)))
                .help(format!(
                    "stay under {} until {} after the {}, and let the weeks grow from there",
                    cx.distance(limit),
                    self.until,
                    race.name(cx.plan.units)
                )),
            );
        }
    }
}

/// The biggest week before a marathon, if the plan knows it.
fn peak_before(cx: &Cx<'_>, race: &Race<'_>) -> Option<Distance> {
    let before = cx
        .plan
        .weeks
        .iter()
        .zip(cx.weeks())
        .take_while(|(week, _)| week.first_day.plus(6) < race.day)
        .map(|(_, facts)| facts.distance)
        .max();
    let stated = cx.plan.athlete.volume.and_then(|(volume, _)| match volume {
        Volume::Distance(range) => Some(range.high),
        Volume::Time(_) => None,
    });
    before.max(stated).filter(|peak| !peak.is_zero())
}
