//! The five signs that call for an unplanned recovery week: each as the spells of days on which it shows.

use crate::context::Cx;
use crate::diary::{DiaryDay, Work};
use crate::trends::{self, Spell};
use meso_core::plan::PaceBasis;
use meso_core::terms::EntryKind;
use meso_core::text::Span;
use meso_core::units::Duration;

/// One of the five signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Heart rate variability under its band for days.
    LowHrv,
    /// Resting heart rate over its baseline for days.
    RaisedRestHr,
    /// Easy runs that feel hard.
    HardEasyRuns,
    /// Low motivation with heavy legs.
    HeavyLegs,
    /// Slow times at like effort.
    SlowTimes,
}

impl Sign {
    /// In a runner's words.
    #[must_use]
    pub fn say(self) -> &'static str {
        match self {
            Sign::LowHrv => "heart rate variability below its baseline",
            Sign::RaisedRestHr => "a raised resting heart rate",
            Sign::HardEasyRuns => "easy runs that feel hard",
            Sign::HeavyLegs => "low motivation with heavy legs",
            Sign::SlowTimes => "slow times at the usual effort",
        }
    }
}

/// A sign that shows: from its first day to its last.
#[derive(Clone, Copy, Debug)]
pub struct Showing {
    /// Which.
    pub sign: Sign,
    /// The day from which it counts.
    pub first: i32,
    /// Its last day.
    pub last: i32,
    /// Where the last day of it is written.
    pub span: Span,
}

/// An easy run as it felt.
#[derive(Clone, Copy, Debug)]
pub struct Felt {
    /// Its day.
    pub day: i32,
    /// Perceived effort, CR10.
    pub rpe: f64,
    /// Where it is written.
    pub span: Span,
}

/// Spells of days with a low heart rate variability, the short ones too.
#[must_use]
pub fn low_hrv(cx: &Cx<'_>, baseline_days: usize) -> Vec<Spell> {
    trends::low_hrv(cx.diary().hrv(), baseline_days)
}

/// Spells of days with a resting heart rate over its baseline.
#[must_use]
pub fn raised_rest_hr(cx: &Cx<'_>, by: f64, baseline_days: usize) -> Vec<Spell> {
    let stated = cx.plan.athlete.rest_hr.map(|rest| f64::from(rest.to_bpm()));
    trends::raised(cx.diary().rest_hr(), by, baseline_days, stated)
}

/// Easy runs with their perceived effort, at the usual pace or heart rate: what was run faster than easy may feel hard.
#[must_use]
pub fn easy_runs(cx: &Cx<'_>) -> Vec<Felt> {
    let mut felt = Vec::new();
    for day in &cx.diary().days {
        for work in day.work.iter().filter(|work| work.is_easy_run() && usual(cx, work)) {
            if let Some(rpe) = work.done.rpe {
                felt.push(Felt { day: day.number, rpe, span: work.done.span });
            }
        }
    }
    felt
}

/// Was it run at an easy pace or heart rate, or is neither known?
fn usual(cx: &Cx<'_>, work: &Work<'_>) -> bool {
    let paces = &cx.plan.paces;
    let fast = match work.pace() {
        Some(pace) if paces.basis != PaceBasis::Assumed => {
            Some(pace.speed().to_mps() > paces.easy.high.to_mps() * 1.03)
        }
        _ => None,
    };
    let high = match (work.done.heart_rate, cx.plan.athlete.max_hr) {
        (Some(mean), Some(max)) => Some(f64::from(mean.to_bpm()) > 0.77 * f64::from(max.to_bpm())),
        _ => None,
    };
    fast != Some(true) || high == Some(false)
}

/// Days on which, of the last `of` easy runs (of three weeks), `count` felt at least as hard as `rpe`.
#[must_use]
pub fn hard_easy_runs(runs: &[Felt], rpe: f64, count: usize, of: usize) -> Vec<(usize, i32)> {
    (0..runs.len())
        .filter_map(|last| {
            let now = runs.get(last)?;
            let recent = runs.get((last + 1).saturating_sub(of)..=last)?;
            let hard = recent.iter().filter(|run| run.rpe >= rpe && now.day - run.day <= 21).count();
            (hard >= count && now.rpe >= rpe).then_some((last, now.day))
        })
        .collect()
}

/// Days with both low motivation and heavy legs.
#[must_use]
pub fn heavy_days<'c, 'a>(cx: &'c Cx<'a>, motivation: f64, heaviness: f64) -> Vec<(&'c DiaryDay<'a>, Span)> {
    cx.diary()
        .days
        .iter()
        .filter_map(|day| {
            let low = [EntryKind::Motivation, EntryKind::Mood]
                .iter()
                .find_map(|kind| day.measure(*kind))
                .filter(|(_, value)| *value <= motivation)?;
            let sore = [EntryKind::Soreness, EntryKind::Fatigue]
                .iter()
                .any(|kind| day.measure(*kind).is_some_and(|(_, value)| value >= heaviness));
            let noted = day
                .text
                .done
                .iter()
                .filter_map(|done| done.note.as_deref())
                .chain(day.text.measures.iter().filter_map(|measure| measure.note.as_deref()));
            let heavy = sore || noted.into_iter().any(says_heavy);
            heavy.then_some((day, low.0.span))
        })
        .collect()
}

/// `heavy legs`, `legs like lead`, `dead legs`.
fn says_heavy(note: &str) -> bool {
    let note = note.to_lowercase();
    note.contains("leg")
        && ["heavy", "dead", "lead", "tired", "sore", "stiff"].iter().any(|w| note.contains(w))
}

/// A run that was slower than its like.
#[derive(Clone, Copy, Debug)]
pub struct Slow {
    /// Its day.
    pub day: i32,
    /// How much slower than the median, as a share; negative if faster.
    pub by: f64,
    /// Where it is written.
    pub span: Span,
}

/// Runs that a run is held against at most, the latest: seven a day for the 28 days, which nobody runs.
const RUNS_LOOKED_AT: usize = 200;

/// Easy and steady runs held against the median pace of the runs at like effort in the 28 days before: within 5 beats
/// of the heart rate, or one point of perceived effort where there is none. `at_least` such runs make a median.
///
/// Runs whose slowness has an explanation are left out: hills and trails, heat from 20 degrees, altitude, illness.
#[must_use]
pub fn paces_at_like_effort(cx: &Cx<'_>, at_least: usize) -> Vec<Slow> {
    struct Run {
        day: i32,
        seconds: f64,
        heart_rate: Option<f64>,
        rpe: Option<f64>,
        span: Span,
    }
    let mut runs: Vec<Run> = Vec::new();
    for day in cx.diary().days.iter().filter(|day| !explained(day)) {
        for work in day.work.iter().filter(|w| w.is_run() && !w.is_hard() && !on_hills(w)) {
            let Some(pace) = work.pace() else { continue };
            if work.done.duration.is_some_and(|time| time < Duration::from_min(15.0)) {
                continue;
            }
            runs.push(Run {
                day: day.number,
                seconds: pace.to_s_per_km(),
                heart_rate: work.done.heart_rate.map(|mean| f64::from(mean.to_bpm())),
                rpe: work.done.rpe,
                span: work.done.span,
            });
        }
    }
    let alike = |a: &Run, b: &Run| match (a.heart_rate, b.heart_rate) {
        (Some(a), Some(b)) => (a - b).abs() <= 5.0,
        _ => matches!((a.rpe, b.rpe), (Some(a), Some(b)) if (a - b).abs() <= 1.0),
    };
    runs.iter()
        .enumerate()
        .filter_map(|(place, run)| {
            let mut before: Vec<f64> = runs
                .get(..place)?
                .iter()
                .rev()
                .take_while(|other| run.day - other.day <= trends::BASELINE_DAYS)
                .take(RUNS_LOOKED_AT)
                .filter(|other| alike(run, other))
                .map(|other| other.seconds)
                .collect();
            if before.len() < at_least {
                return None;
            }
            let median = trends::median(&mut before)?;
            Some(Slow { day: run.day, by: run.seconds / median - 1.0, span: run.span })
        })
        .collect()
}

fn explained(day: &DiaryDay<'_>) -> bool {
    day.entries().any(|entry| match entry.word {
        EntryKind::Sick | EntryKind::Injury | EntryKind::Altitude => true,
        EntryKind::Temperature | EntryKind::Heat => {
            entry.said.celsius().is_none_or(|celsius| celsius >= 20.0)
        }
        _ => false,
    })
}

fn on_hills(work: &Work<'_>) -> bool {
    use meso_core::syntax::ast::Terrain;
    let planned = work.planned.is_some_and(|session| {
        session.parts.iter().any(|part| {
            part.climb > 0.0
                || part.terrain.iter().any(|t| matches!(t, Terrain::Trail | Terrain::Hilly | Terrain::Uphill))
        })
    });
    planned
        || work.done.note.as_deref().is_some_and(|note| {
            let note = note.to_lowercase();
            ["hill", "trail", "wind", "snow", "ice", "mud", "hot", "heat"].iter().any(|w| note.contains(w))
        })
}

/// Stretches of `count` or more runs in a row that were slower than their like by more than `by`: the last of each, and
/// how much slower its runs were on average.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn slow_times(runs: &[Slow], by: f64, count: usize) -> Vec<(Slow, usize)> {
    let mut found = Vec::new();
    let mut row: Vec<Slow> = Vec::new();
    let close = |row: &mut Vec<Slow>, found: &mut Vec<(Slow, usize)>| {
        if let (Some(last), true) = (row.last(), row.len() >= count) {
            let mean = row.iter().map(|run| run.by).sum::<f64>() / row.len() as f64;
            found.push((Slow { by: mean, ..*last }, row.len()));
        }
        row.clear();
    };
    for run in runs {
        // Beyond what the quotient of two times leaves of rounding.
        if run.by - by > 1e-9 {
            row.push(*run);
        } else {
            close(&mut row, &mut found);
        }
    }
    close(&mut row, &mut found);
    found
}

/// All signs that the rules in force see, each at the figures that are configured for it.
#[must_use]
pub fn showing(cx: &Cx<'_>) -> Vec<Showing> {
    cx.in_force.iter().flat_map(|active| active.rule.signs(cx)).collect()
}

/// Signs that come from single runs count for so many days: the next run has to say otherwise first.
pub const RUN_COUNTS_FOR: i32 = 7;

/// A sign of some days of readings, from the first day on which it counts as one.
pub(crate) fn of_spell(
    cx: &Cx<'_>,
    sign: Sign,
    word: EntryKind,
    spell: &Spell,
    from: u32,
) -> Option<Showing> {
    let span = cx.diary().day_with(spell.last, word)?.span_of(word);
    Some(Showing { sign, first: spell.first + days_after_first(from), last: spell.last, span })
}

/// A sign that a single run gives.
pub(crate) fn of_run(sign: Sign, day: i32, span: Span) -> Showing {
    Showing { sign, first: day, last: day + RUN_COUNTS_FOR - 1, span }
}

/// The days from the first to the `count`th.
pub(crate) fn days_after_first(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hair_of_rounding_makes_no_run_slow() {
        let slower = |by: f64| {
            let span = Span::new(meso_core::text::FileId(0), 0, 0);
            slow_times(&[Slow { day: 0, by, span }], 0.0, 1).len()
        };
        assert_eq!([slower(1e-9), slower(1.1e-9)], [0, 1]);
    }
}
