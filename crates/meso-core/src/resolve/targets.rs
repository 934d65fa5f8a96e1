//! What `@` asks for: a speed, a heart rate, a feeling, and how hard that is.

use super::calls::{Bound, Env};
use super::paces::PaceTable;
use crate::codes;
use crate::diagnostic::Code;
use crate::plan::{Intensity, LevelSource};
use crate::syntax::ast::{Bounded, Effort, RaceName, ShareOf, Target};
use crate::units::{DistanceUnit, HeartRate, Pace, Range, Speed};

/// What a target comes to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Aim {
    pub(crate) intensity: Option<Intensity>,
    pub(crate) speed: Option<Range<Speed>>,
    pub(crate) heart_rate: Option<Range<HeartRate>>,
    /// The least and the most that it can mean; its intensity lies between.
    pub(crate) band: Option<(Intensity, Intensity)>,
    /// What kind of thing says so; `None` where it says nothing.
    pub(crate) source: Option<LevelSource>,
    /// A limit to one side, `<75%hrmax`: what keeps to it does not contradict it.
    pub(crate) limit: bool,
    /// A pace in figures: how hard it is, only the runner's own paces tell.
    pub(crate) figures: bool,
    /// An effort word or letter, which holds for other sports as well.
    pub(crate) zone: bool,
    /// From the one to the other: `@E..T`.
    pub(crate) change: Option<[(Intensity, Speed); 2]>,
}

/// Why a target cannot be used.
pub(crate) type Trouble = (&'static Code, String);

/// Reads a target with the paces of the runner.
pub(crate) fn aim(target: &Target, paces: &PaceTable, env: &Env<'_>) -> Result<Aim, Trouble> {
    match target {
        Target::Zone(effort) => Ok(zone(*effort, paces)),
        Target::RacePace(race, share) => Ok(race_pace(*race, *share, paces)),
        Target::Band(a, b) => {
            let (a, b) = (aim(a, paces, env)?, aim(b, paces, env)?);
            let (Some(u), Some(v)) = (a.speed, b.speed) else { return Ok(a) };
            let speed = ordered(Range {
                low: if u.low < v.low { u.low } else { v.low },
                high: if u.high > v.high { u.high } else { v.high },
            });
            // Between two zones, as hard as the speed between them; zones that are equally hard say so themselves.
            let intensity = if a.intensity == b.intensity {
                a.intensity
            } else {
                Some(paces.intensity_at(speed.middle()))
            };
            let band = a.band.zip(b.band).map(|(a, b)| (a.0.min(b.0), a.1.max(b.1)));
            let zone = a.zone && b.zone;
            let source = Some(LevelSource::Pace);
            Ok(Aim { intensity, speed: Some(speed), band, source, zone, ..Aim::default() })
        }
        Target::Change(a, b) => {
            let (a, b) = (aim(a, paces, env)?, aim(b, paces, env)?);
            let end = |x: &Aim| Some((x.intensity?, x.speed?.middle()));
            let change = end(&a).zip(end(&b)).map(|(a, b)| [a, b]);
            let speed = change.map(
                |[(_, u), (_, v)]| if u < v { Range { low: u, high: v } } else { Range { low: v, high: u } },
            );
            Ok(Aim {
                intensity: a.intensity.max(b.intensity),
                band: a.band.zip(b.band).map(|(a, b)| (a.0.min(b.0), a.1.max(b.1))),
                source: Some(LevelSource::Pace),
                figures: a.figures || b.figures,
                zone: a.zone && b.zone,
                speed,
                change,
                ..Aim::default()
            })
        }
        Target::Offset(base, seconds, unit) => {
            let base = aim(base, paces, env)?;
            let Some(speed) = base.speed else { return Ok(base) };
            let behind = Pace::per(crate::units::Duration::from_s_f64(*seconds), *unit).to_s_per_km();
            let speed = speed.map(|v| Pace::from_s_per_km(v.pace().to_s_per_km() + behind).speed());
            Ok(Aim { figures: base.figures, ..checked_speed(ordered(speed), paces)? })
        }
        Target::Pace(range, unit) => {
            let speed = ordered(range.map(|t| Pace::per(t, *unit).speed()));
            Ok(Aim { figures: true, ..checked_speed(speed, paces)? })
        }
        Target::Speed(range, unit) => {
            let per_hour = |x: f64| Speed::from_mps(x * unit.millimetres() / 3.6e6);
            Ok(Aim { figures: true, ..checked_speed(ordered(range.map(per_hour)), paces)? })
        }
        Target::HeartRate(bound) => heart_rate(*bound, paces),
        Target::Share(bound, of) => share(*bound, *of, paces),
        Target::Rpe(range) => {
            let rpe = (range.low + range.high) / 2.0;
            if !(0.0..=10.0).contains(&rpe) {
                return Err((
                    &codes::IMPOSSIBLE_VALUE,
                    format!("an effort of {rpe}: the scale goes from 0 to 10"),
                ));
            }
            let level = PaceTable::intensity_of_rpe;
            Ok(Aim {
                intensity: Some(level(rpe)),
                band: Some(PaceTable::band_of_rpe(*range)),
                source: Some(LevelSource::Perceived),
                ..Aim::default()
            })
        }
        Target::Power(bound) => {
            let watts = middle_of(*bound);
            match paces.critical_power {
                Some(cp) if cp > 0.0 => Ok(Aim {
                    intensity: Some(PaceTable::intensity_of_power_share(watts / cp)),
                    band: Some(band_of(*bound, |w| PaceTable::intensity_of_power_share(w / cp))),
                    limit: is_limit(*bound),
                    source: Some(LevelSource::Power),
                    ..Aim::default()
                }),
                _ => Err((
                    &codes::TARGET_WITHOUT_BASIS,
                    "watts say how hard this is only beside a `critical-power` under `athlete`".into(),
                )),
            }
        }
        Target::Param(name) => match env.get(name) {
            Some(Bound::Target(t)) => aim(t, paces, &Env::NONE),
            Some(Bound::Effort(e)) => Ok(zone(*e, paces)),
            Some(Bound::Missing) => Ok(Aim::default()),
            Some(other) => Err((
                &codes::ARGUMENT_KIND,
                format!("`{name}` stands for a target here: it needs one such as `@T`, not {}", other.kind()),
            )),
            None => {
                Err((&codes::UNKNOWN_PARAMETER, format!("`@{name}`: there is no such pace or parameter")))
            }
        },
    }
}

fn zone(effort: Effort, paces: &PaceTable) -> Aim {
    let (intensity, speed) = paces.effort(effort);
    let heart_rate = paces.zone_heart_rates.iter().find(|(e, _)| *e == effort).map(|(_, hr)| *hr);
    Aim {
        intensity: Some(intensity),
        band: effort.facts().band.or(Some((intensity, intensity))),
        source: Some(LevelSource::Pace),
        zone: true,
        speed,
        heart_rate,
        ..Aim::default()
    }
}

fn race_pace(race: RaceName, share: Option<Range<f64>>, paces: &PaceTable) -> Aim {
    let pace = paces.race(race);
    match share {
        None => {
            let intensity = paces.race_intensity(race);
            Aim { intensity: Some(intensity), speed: Some(Range::one(pace)), ..exactly(intensity, intensity) }
        }
        Some(share) => of_speed(ordered(share.map(|x| pace * x)), paces),
    }
}

/// As hard as a speed is.
fn of_speed(speed: Range<Speed>, paces: &PaceTable) -> Aim {
    Aim {
        intensity: Some(paces.intensity_at(speed.middle())),
        speed: Some(speed),
        ..exactly(paces.intensity_at(speed.low), paces.intensity_at(speed.high))
    }
}

fn exactly(low: Intensity, high: Intensity) -> Aim {
    Aim { band: Some((low, high)), source: Some(LevelSource::Pace), ..Aim::default() }
}

/// A speed between a slow walk and a world record over 100 m.
fn checked_speed(speed: Range<Speed>, paces: &PaceTable) -> Result<Aim, Trouble> {
    let possible = |v: Speed| (0.4..=12.5).contains(&v.to_mps());
    if !possible(speed.low) || !possible(speed.high) {
        let pace = if possible(speed.low) { speed.high } else { speed.low };
        return Err((
            &codes::IMPOSSIBLE_VALUE,
            if pace.to_mps() > 0.0 && pace.to_mps().is_finite() {
                format!("nobody runs at {}", pace.pace().display(DistanceUnit::Kilometre))
            } else {
                "a pace of no time at all".into()
            },
        ));
    }
    Ok(of_speed(speed, paces))
}

fn heart_rate(bound: Bounded, paces: &PaceTable) -> Result<Aim, Trouble> {
    let bpm = middle_of(bound);
    if !(30.0..=240.0).contains(&bpm) {
        return Err((&codes::IMPOSSIBLE_VALUE, format!("a heart rate of {bpm}")));
    }
    let Some(max) = paces.max_hr else {
        return Err((
            &codes::TARGET_WITHOUT_BASIS,
            "a heart rate says how hard this is only beside a `max-hr` or `born` under `athlete`".into(),
        ));
    };
    let of_max = |bpm: f64| PaceTable::intensity_of_max_share(bpm / f64::from(max.to_bpm().max(1)));
    Ok(Aim {
        intensity: Some(of_max(bpm)),
        band: Some(band_of(bound, of_max)),
        limit: is_limit(bound),
        source: Some(LevelSource::HeartRate),
        heart_rate: Some(in_bpm(bound, 1.0)),
        ..Aim::default()
    })
}

fn share(bound: Bounded, of: ShareOf, paces: &PaceTable) -> Result<Aim, Trouble> {
    let middle = middle_of(bound);
    if !(0.1..=3.0).contains(&middle) {
        return Err((&codes::IMPOSSIBLE_VALUE, format!("a share of {}%", (middle * 100.0).round())));
    }
    let by_max = |to_max: &dyn Fn(f64) -> f64| {
        let heart_rate = paces.max_hr.map(|max| {
            let b = Bounded { low: bound.low.map(to_max), high: bound.high.map(to_max) };
            in_bpm(b, f64::from(max.to_bpm()))
        });
        Ok(Aim {
            intensity: Some(PaceTable::intensity_of_max_share(to_max(middle))),
            band: Some(band_of(bound, |x| PaceTable::intensity_of_max_share(to_max(x)))),
            limit: is_limit(bound),
            source: Some(LevelSource::HeartRate),
            heart_rate,
            ..Aim::default()
        })
    };
    match of {
        ShareOf::HrMax => by_max(&|x| x),
        ShareOf::HrReserve => by_max(&|x| paces.max_share_of_reserve(x)),
        ShareOf::Lthr => by_max(&|x| paces.max_share_of_threshold(x)),
        ShareOf::CriticalPower => Ok(Aim {
            intensity: Some(PaceTable::intensity_of_power_share(middle)),
            band: Some(band_of(bound, PaceTable::intensity_of_power_share)),
            limit: is_limit(bound),
            source: Some(LevelSource::Power),
            ..Aim::default()
        }),
        ShareOf::VVo2max => {
            let top = paces.at_vo2max();
            checked_speed(
                ordered(Range {
                    low: top * bound.low.or(bound.high).unwrap_or(1.0),
                    high: top * bound.high.or(bound.low).unwrap_or(1.0),
                }),
                paces,
            )
        }
    }
}

/// The levels at the two ends of a bound; an open end reaches to the end of the scale.
fn band_of(bound: Bounded, level: impl Fn(f64) -> Intensity) -> (Intensity, Intensity) {
    let low = bound.low.map_or(Intensity::Rest, &level);
    let high = bound.high.map_or(Intensity::Repetition, &level);
    (low.min(high), low.max(high))
}

fn is_limit(bound: Bounded) -> bool {
    bound.low.is_none() || bound.high.is_none()
}

/// Slow before fast, whichever way it was written.
fn ordered(speed: Range<Speed>) -> Range<Speed> {
    if speed.low > speed.high { Range { low: speed.high, high: speed.low } } else { speed }
}

/// The middle of a bound; an open one counts as its one end.
fn middle_of(bound: Bounded) -> f64 {
    match (bound.low, bound.high) {
        (Some(a), Some(b)) => (a + b) / 2.0,
        (Some(a), None) | (None, Some(a)) => a,
        (None, None) => 0.0,
    }
}

/// Heart rates of a bound; an open lower end is 0, an open upper end 250.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn in_bpm(bound: Bounded, of: f64) -> Range<HeartRate> {
    let bpm = |x: f64| HeartRate::from_bpm((x * of).round().clamp(0.0, 250.0) as u16);
    let (low, high) = (bound.low.map_or(HeartRate::from_bpm(0), bpm), bound.high.map(bpm));
    let high = high.unwrap_or(HeartRate::from_bpm(250));
    if low > high { Range { low: high, high: low } } else { Range { low, high } }
}
