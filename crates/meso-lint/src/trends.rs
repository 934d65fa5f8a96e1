//! Trends in daily readings with gaps: rolling means, baselines, and spells of days that lie off them.
//!
//! A series is a list of (day, value) in the order of days, at most one value a day; days without a reading are not in it.

use std::ops::RangeInclusive;

/// Readings by day.
pub type Series = [(i32, f64)];

/// Days of a baseline: Plews 2013 and the recovery literature name two to four weeks.
pub const BASELINE_DAYS: i32 = 28;

/// How many standard errors the mean of a spell of low heart rate variability lies under the baseline, at least.
///
/// A convention: readings that are mere noise then give three or four spells in two years, without it eleven.
const SPELL_Z: f64 = 2.9;

/// A spell of days that lie off the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spell {
    /// Its first day.
    pub first: i32,
    /// Its last day.
    pub last: i32,
    /// Days with a reading in it.
    pub readings: u32,
    /// The reading of its last day.
    pub reading: f64,
    /// What the baseline was.
    pub baseline: f64,
}

/// The band in which readings usually lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The mean of the baseline.
    pub mean: f64,
    /// Its standard deviation (n - 1).
    pub sd: f64,
}

impl Band {
    /// The band of some readings; `None` for fewer than two.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn of(readings: &[f64]) -> Option<Band> {
        if readings.len() < 2 {
            return None;
        }
        let n = readings.len() as f64;
        let mean = readings.iter().sum::<f64>() / n;
        let squares: f64 = readings.iter().map(|x| (x - mean).powi(2)).sum();
        Some(Band { mean, sd: (squares / (n - 1.0)).sqrt() })
    }

    /// The edge under which a mean of seven days is low: mean - 0.5 SD (Plews 2013).
    #[must_use]
    pub fn low_edge(self) -> f64 {
        self.mean - 0.5 * self.sd
    }
}

/// The part of a series in some days.
#[must_use]
pub fn between(series: &Series, days: RangeInclusive<i32>) -> &Series {
    let from = series.partition_point(|(day, _)| day < days.start());
    let to = series.partition_point(|(day, _)| day <= days.end());
    series.get(from..to).unwrap_or(&[])
}

/// The mean of the readings in the `window` days that end with `day`, if there are `at_least` so many.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn mean_to(series: &Series, day: i32, window: i32, at_least: usize) -> Option<f64> {
    let part = between(series, day.saturating_sub(window - 1)..=day);
    (!part.is_empty() && part.len() >= at_least)
        .then(|| part.iter().map(|(_, x)| x).sum::<f64>() / part.len() as f64)
}

/// The middle one of some values, or the mean of the middle two. The order of `values` is lost.
#[must_use]
pub fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let half = values.len() / 2;
    let upper = *values.get(half)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*values.get(half - 1)?, upper))
}

/// Groups days into spells: neighbours at most `gap` days apart belong together.
#[must_use]
pub fn spells(days: impl IntoIterator<Item = i32>, gap: i32) -> Vec<RangeInclusive<i32>> {
    let mut spells: Vec<RangeInclusive<i32>> = Vec::new();
    for day in days {
        match spells.last_mut() {
            Some(spell) if day - *spell.end() <= gap => *spell = *spell.start()..=day,
            _ => spells.push(day..=day),
        }
    }
    spells
}

/// Days on which heart rate variability is low: spells of daily readings of rMSSD (ms) whose logarithm lies under the
/// band of the baseline, with the days of unbroken fall below the mean that led there, two at most.
///
/// The baseline is the 28 days before the spell, of which 14 must have a reading; a spell that lasts longer than the
/// baseline becomes the new one. One missing morning does not end a spell. As a guard against noise a spell counts only if
/// two of its readings are under the band, the mean of its last seven days as well, and its own mean by more than 2.9
/// standard errors: one bad night is no trend, and three dull ones come about by chance.
#[must_use]
pub fn low_hrv(ms: &Series, at_least: usize) -> Vec<Spell> {
    let ln: Vec<(i32, f64)> = ms.iter().filter(|(_, x)| *x > 0.0).map(|(day, x)| (*day, x.ln())).collect();
    low_spells(&ln, at_least)
}

/// The same for logarithms.
fn low_spells(ln: &Series, at_least: usize) -> Vec<Spell> {
    let mut found = Vec::new();
    let mut open: Option<(Spell, Band, bool)> = None;
    let close = |open: &mut Option<(Spell, Band, bool)>, found: &mut Vec<Spell>| {
        if let Some((spell, band, again)) = open.take() {
            let week = mean_to(ln, spell.last, 7, 3);
            let own = mean_to(ln, spell.last, spell.last - spell.first + 1, 1);
            let low_week = week.is_some_and(|mean| mean < band.low_edge());
            let low_spell = own
                .is_some_and(|mean| mean < band.mean - SPELL_Z * band.sd / f64::from(spell.readings).sqrt());
            if again && low_week && low_spell {
                found.push(Spell { baseline: band.mean.exp(), ..spell });
            }
        }
    };
    for (place, &(day, x)) in ln.iter().enumerate() {
        if let Some((spell, band, again)) = &mut open {
            if x < band.low_edge() && day - spell.last <= 2 && day - spell.first < BASELINE_DAYS {
                *spell = Spell { last: day, readings: spell.readings + 1, reading: x.exp(), ..*spell };
                *again = true;
                continue;
            }
            close(&mut open, &mut found);
        }
        let before: Vec<f64> = between(ln, day - BASELINE_DAYS..=day - 1).iter().map(|(_, x)| *x).collect();
        let Some(band) = Band::of(&before).filter(|_| before.len() >= at_least) else { continue };
        if x < band.low_edge() {
            let fall = unbroken_fall(ln.get(..=place).unwrap_or(&[]), band.mean);
            let first = ln.get(place - fall).map_or(day, |(day, _)| *day);
            let readings = u32::try_from(fall + 1).unwrap_or(u32::MAX);
            open = Some((Spell { first, last: day, readings, reading: x.exp(), baseline: 0.0 }, band, false));
        }
    }
    close(&mut open, &mut found);
    found
}

/// How many of the days before the last one, at most two, belong to its fall: each below the mean and lower than the day
/// before, without a missing day.
fn unbroken_fall(series: &Series, mean: f64) -> usize {
    series
        .windows(3)
        .rev()
        .take(2)
        .take_while(|days| {
            matches!(days, [(d0, x0), (d1, x1), (d2, x2)]
                if d1 - d0 == 1 && d2 - d1 == 1 && x1 < x0 && x2 < x1 && *x1 <= mean)
        })
        .count()
}

/// Days on which a reading lies at least `by` over its baseline: the median of the 28 days before the spell, or
/// `stated` as long as these have fewer than `at_least` readings. One missing day does not end a spell.
#[must_use]
pub fn raised(series: &Series, by: f64, at_least: usize, stated: Option<f64>) -> Vec<Spell> {
    let mut found: Vec<Spell> = Vec::new();
    let mut open: Option<Spell> = None;
    for &(day, x) in series {
        if let Some(spell) = &mut open {
            if x >= spell.baseline + by && day - spell.last <= 2 && day - spell.first < BASELINE_DAYS {
                *spell = Spell { last: day, readings: spell.readings + 1, reading: x, ..*spell };
                continue;
            }
            found.push(*spell);
            open = None;
        }
        let mut before: Vec<f64> =
            between(series, day - BASELINE_DAYS..=day - 1).iter().map(|(_, x)| *x).collect();
        let baseline = if before.len() >= at_least { median(&mut before) } else { stated };
        if let Some(baseline) = baseline.filter(|baseline| x >= baseline + by) {
            open = Some(Spell { first: day, last: day, readings: 1, reading: x, baseline });
        }
    }
    found.extend(open);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked numbers of the formula's description: 14 days of ln rMSSD, and a week.
    const BASELINE: [f64; 14] =
        [4.10, 4.05, 4.18, 4.12, 4.08, 4.15, 4.02, 4.11, 4.09, 4.14, 4.07, 4.13, 4.10, 4.06];
    const WEEK: [f64; 7] = [4.05, 4.01, 3.98, 4.02, 3.95, 3.97, 4.00];

    fn series(values: impl IntoIterator<Item = f64>) -> Vec<(i32, f64)> {
        (0..).zip(values).collect()
    }

    #[test]
    fn the_band_is_mean_and_half_a_standard_deviation() {
        let band = Band::of(&BASELINE).unwrap();
        assert!((band.mean - 4.1000).abs() < 5e-5, "{band:?}");
        assert!((band.low_edge() - 4.0786).abs() < 5e-5, "{band:?}");
        let week = mean_to(&series(WEEK), 6, 7, 7).unwrap();
        assert!((week - 3.9971).abs() < 5e-5, "{week}");
        assert!(week < band.low_edge());
        assert_eq!(Band::of(&[4.1]), None);
        assert!(Band::of(&[4.0, 4.2]).is_some());
    }

    #[test]
    fn a_week_under_the_band_is_one_spell() {
        let ms: Vec<_> = series(BASELINE.into_iter().chain(WEEK).map(f64::exp));
        let found = low_hrv(&ms, 14);
        assert_eq!(found.len(), 1, "{found:?}");
        // The baseline ends in a fall (4.10, 4.06) that goes on into the week.
        assert_eq!((found[0].first, found[0].last, found[0].readings), (12, 20, 9));
        assert!((found[0].baseline - 4.1f64.exp()).abs() < 1e-9);
        assert!(low_hrv(&ms, 22).is_empty(), "no trend before there is a baseline");
    }

    #[test]
    fn one_low_day_is_no_trend() {
        let mut values = [60.0, 62.0, 61.0, 63.0].repeat(5);
        values[16] = 48.0;
        assert!(low_hrv(&series(values.clone()), 14).is_empty());
        values[17] = 47.0;
        assert_eq!(low_hrv(&series(values), 14).iter().map(|s| s.last).collect::<Vec<_>>(), [17]);
    }

    #[test]
    fn a_missing_morning_does_not_end_a_spell_and_two_do() {
        let mut ms = series([60.0, 62.0, 61.0, 63.0].repeat(4));
        ms.extend([(16, 50.0), (18, 50.0), (19, 50.0)]);
        assert_eq!(low_hrv(&ms, 14).iter().map(|s| s.readings).collect::<Vec<_>>(), [3]);
        let mut ms = series([60.0, 62.0, 61.0, 63.0].repeat(4));
        ms.extend([(16, 50.0), (19, 50.0), (20, 50.0)]);
        assert_eq!(low_hrv(&ms, 14).last().map(|s| (s.first, s.readings)), Some((19, 2)));
    }

    #[test]
    fn the_days_of_fall_that_lead_under_the_band_belong_to_it() {
        let mut values = [58.0, 66.0, 60.0, 65.0].repeat(4);
        values.extend([66.0, 62.1, 61.5, 50.0, 49.0]);
        let found = low_hrv(&series(values), 14);
        assert_eq!(found.last().map(|s| (s.first, s.last, s.readings)), Some((17, 20, 4)), "{found:?}");
    }

    #[test]
    fn a_spell_lies_well_under_the_baseline() {
        let three = |ms: f64| {
            low_hrv(&series([60.0, 62.0, 61.0, 63.0].repeat(4).into_iter().chain([ms; 3])), 14).len()
        };
        // 2.75 and 3.05 standard errors under the mean of 61.5 ms.
        assert_eq!([three(59.70), three(59.51)], [0, 1]);
    }

    #[test]
    fn a_spell_counts_from_its_own_days_and_its_last_week() {
        let usual = || [60.0, 62.0, 61.0, 63.0].repeat(4).into_iter();
        let count = |low: &[f64]| low_hrv(&series(usual().chain(low.iter().copied())), 14).len();
        // The mean of these three lies 2.9 standard errors under the baseline, that of the last two does not.
        assert_eq!(count(&[59.3, 59.6, 59.6]), 1);
        // So low that the mean of its last seven days is under the band by a hair, or not quite.
        assert_eq!([count(&[58.76; 2]), count(&[58.80; 2])], [1, 0]);
        // A reading of nought is none.
        assert_eq!(count(&[0.0, 0.0, 0.0]), 0);
        let later = |days: &[i32]| {
            let mut ms = series(usual());
            ms.extend(days.iter().map(|day| (*day, 50.0)));
            low_hrv(&ms, 14).len()
        };
        assert_eq!([later(&[22, 23]), later(&[22, 23, 24])], [0, 1], "a week has three readings at least");
    }

    #[test]
    fn what_lies_on_an_edge_is_not_under_it() {
        let spells = |days: &[f64]| {
            let found = low_spells(&series(days.iter().copied()), 14);
            found.iter().map(|s| (s.first, s.last)).collect::<Vec<_>>()
        };
        // A baseline without any spread has its edge at its mean.
        let flat = |then: &[f64]| spells(&[&[0.0; 14], then].concat());
        assert_eq!(flat(&[-1.0, -1.0]), [(14, 15)]);
        assert_eq!(flat(&[0.0, -1.0, -1.0]), [(15, 16)]);
        assert_eq!(flat(&[-1.0, -1.0, 0.0]), [(14, 15)]);
        // Mean 0, standard deviation 20: four readings at -29 lie 2.9 standard errors under it.
        let wide: Vec<f64> = [20.0, -20.0].repeat(7).into_iter().chain([0.0]).collect();
        let four = |x: f64| spells(&[wide.as_slice(), &[x; 4]].concat());
        assert_eq!(four(-29.0), []);
        assert_eq!(four(-29.1), [(15, 18)]);
        // Mean 0, standard deviation 4: the four readings of the last week have their mean at the edge of -2.
        let usual = [5.0, -3.0, 5.0, -3.0, 5.0, -3.0, 5.0].into_iter().chain([-3.0; 7]);
        let week = |low: f64| {
            let mut days: Vec<(i32, f64)> = (0..).zip(usual.clone()).collect();
            days.extend([(17, 5.0), (18, 5.0), (20, low), (21, low)]);
            low_spells(&days, 16).len()
        };
        assert_eq!([week(-9.0), week(-9.1)], [0, 1]);
    }

    #[test]
    fn a_spell_that_outlasts_its_baseline_becomes_the_new_one() {
        let low = low_hrv(&series([60.0, 62.0, 61.0, 63.0].repeat(4).into_iter().chain([50.0; 40])), 14);
        assert_eq!(low.first().map(|s| (s.first, s.last)), Some((16, 43)));
        let high = raised(&series([49.0; 7].into_iter().chain([55.0; 40])), 5.0, 7, None);
        assert_eq!(high.first().map(|s| (s.first, s.last)), Some((7, 34)));
    }

    #[test]
    fn a_fall_is_unbroken_steep_and_short() {
        assert_eq!(unbroken_fall(&[(0, 5.0), (1, 4.0), (2, 3.0), (3, 2.0), (4, 1.0)], 9.0), 2);
        assert_eq!(unbroken_fall(&[(0, 5.0), (1, 4.0), (2, 3.0)], 4.0), 1);
        assert_eq!(unbroken_fall(&[(0, 5.0), (1, 4.0), (2, 3.0)], 3.9), 0);
        for broken in [
            [(0, 5.0), (2, 4.0), (3, 3.0)],
            [(0, 5.0), (1, 4.0), (3, 3.0)],
            [(0, 4.0), (1, 4.0), (2, 3.0)],
            [(0, 5.0), (1, 4.0), (2, 4.0)],
        ] {
            assert_eq!(unbroken_fall(&broken, 9.0), 0, "{broken:?}");
        }
    }

    #[test]
    fn means_want_enough_readings() {
        let nights = [(0, 7.0), (1, 6.0), (3, 8.0), (6, 7.0), (7, 5.0)];
        assert_eq!(mean_to(&nights, 6, 7, 4), Some(7.0));
        assert_eq!(mean_to(&nights, 6, 7, 5), None);
        assert_eq!(mean_to(&nights, 7, 7, 4), Some(6.5));
        assert_eq!(mean_to(&[], 7, 7, 0), None);
    }

    #[test]
    fn medians() {
        assert_eq!(median(&mut [50.0, 48.0, 49.0]), Some(49.0));
        assert_eq!(median(&mut [50.0, 48.0]), Some(49.0));
        assert_eq!(median(&mut []), None);
    }

    #[test]
    fn resting_heart_rate_is_held_against_its_median() {
        let mut values = [48.0, 49.0, 50.0, 48.0, 49.0, 50.0, 49.0].repeat(2);
        values.extend([54.0, 54.0, 55.0, 49.0]);
        let found = raised(&series(values), 5.0, 7, None);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].first, found[0].last, found[0].readings), (14, 16, 3));
        assert_eq!((found[0].baseline, found[0].reading), (49.0, 55.0));
    }

    #[test]
    fn a_stated_resting_heart_rate_stands_in_until_there_is_a_baseline() {
        let values = [48.0, 49.0, 52.0, 53.0, 53.0, 54.0];
        assert_eq!(raised(&series(values), 5.0, 7, None), []);
        let found = raised(&series(values), 5.0, 7, Some(48.0));
        assert_eq!(found.iter().map(|s| (s.first, s.readings)).collect::<Vec<_>>(), [(3, 3)]);
    }

    #[test]
    fn days_are_grouped_into_spells() {
        assert_eq!(spells([1, 2, 4, 9, 10], 2), [1..=4, 9..=10]);
        assert_eq!(spells([], 2), []);
    }
}
