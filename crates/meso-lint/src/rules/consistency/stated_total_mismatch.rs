//! A stated weekly total that is not the sum of its days.

use crate::prelude::*;
use meso_core::plan::{PaceBasis, StatedExtent, Volume};
use meso_core::syntax::ast::Sport;
use meso_core::units::Range;

declare_rule! {
    /// A stated weekly total that differs from the sum of its days by more than 5 %.
    ///
    /// `week 3 total 72km`. Races count, ranges are held against both their ends, and a week that cannot be read in full
    /// is left alone; so is one with many runs by time when nothing tells the runner's pace.
    ///
    /// ## Why it matters
    /// A total that does not fit its days means that one of them is wrong, and nobody knows which.
    ///
    /// ## Evidence
    /// Grade D: no physiology, arithmetic. Of published plans with totals one agreed in 140 of 140 weeks, and one was off
    /// in 26 of 27.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1 total 50km
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// ```
    /// The fix writes the sum; look first whether a run is missing.
    /// ```meso,fixed
    /// week 1 total 36km
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// ```
    /// ```meso,passes
    /// week 1 total 36km
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 16km E
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the sum in the place of the total.
    pub struct StatedTotalMismatch {
        /// The difference that is worth no word. 5 %: rounding.
        tolerance: Percent = percent(5.0),
    }
    name: "stated-total-mismatch",
    group: Consistency,
    level: Warning,
    fix: Unsafe,
    since: "0.1.0",
    grade: D,
}

impl Rule for StatedTotalMismatch {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (place, week) in cx.plan.weeks.iter().enumerate() {
            let Some((stated, span)) = week.stated_total else { continue };
            let complete = cx.weeks().get(place).is_some_and(|w| w.complete);
            if !complete || !has_extents(cx, place) {
                continue;
            }
            let (off, says, sum) = match stated {
                Volume::Distance(stated) => {
                    if mostly_guessed(cx, place) {
                        continue;
                    }
                    let km = |r: Range<Distance>| Range { low: r.low.to_km(), high: r.high.to_km() };
                    let sum = week.distance.middle();
                    (
                        difference(km(stated), km(week.distance)),
                        format!("{} and its days have {}", cx.distance(stated.middle()), cx.distance(sum)),
                        written(sum, cx),
                    )
                }
                Volume::Time(stated) => {
                    let min = |r: Range<Duration>| Range { low: r.low.to_min(), high: r.high.to_min() };
                    let sum = week.duration.middle();
                    let minutes = sum.to_min().round();
                    (
                        difference(min(stated), min(week.duration)),
                        format!("{} and its days have {sum}", stated.middle()),
                        format!("{minutes:.0}min"),
                    )
                }
            };
            if off <= self.tolerance.share() {
                continue;
            }
            acc.push(
                Finding::week(place, span, format!("the total of {} is {says}", cx.week_name(place)))
                    .help("one of the two is wrong: look for a run that is missing or misread, or correct the total")
                    .fix(unsafe_fix(format!("write `{sum}`"), vec![replace_amount(cx, span, &sum)])),
            );
        }
    }
}

/// How far two ranges are apart, as a share of the first one's middle; 0 if they meet.
fn difference(stated: Range<f64>, sum: Range<f64>) -> f64 {
    let gap = (stated.low - sum.high).max(sum.low - stated.high).max(0.0);
    let middle = f64::midpoint(stated.low, stated.high);
    if middle > 0.0 { gap / middle } else { 0.0 }
}

/// Has every run of the week an extent? `8km E; run with the club` has not.
fn has_extents(cx: &Cx<'_>, week: usize) -> bool {
    cx.plan
        .sessions_of(week)
        .filter(|s| is_running(s))
        .all(|s| !s.distance.middle().is_zero() || s.parts.iter().any(|p| p.stated.is_some()))
}

/// Does more than a tenth of the distance come from times at a pace that nobody stated?
fn mostly_guessed(cx: &Cx<'_>, week: usize) -> bool {
    let known = matches!(cx.plan.paces.basis, PaceBasis::Race(..) | PaceBasis::Stated | PaceBasis::Threshold);
    if known {
        return false;
    }
    let sum = |guessed: bool| -> f64 {
        cx.plan
            .sessions_of(week)
            .flat_map(|s| &s.parts)
            .filter(|p| p.sport == Sport::Run)
            .filter(|p| !guessed || (p.stated == Some(StatedExtent::Time) && !p.speed_stated()))
            .map(|p| p.distance.middle().to_km() * f64::from(p.times))
            .sum()
    };
    sum(true) > sum(false) * 0.1
}

/// A distance as the language writes it, in the plan's unit.
fn written(distance: Distance, cx: &Cx<'_>) -> String {
    distance.display(cx.plan.units).replace(' ', "")
}

/// Replaces the amount of `total 72km`, whatever of it the span holds.
fn replace_amount(cx: &Cx<'_>, span: Span, amount: &str) -> Edit {
    let text = cx.analysis.sources.slice(span);
    let skip = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let start = span.start.saturating_add(u32::try_from(skip).unwrap_or(0));
    Edit::replace(Span::new(span.file, start, span.end), amount)
}
