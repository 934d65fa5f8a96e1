//! What `@` asks for: a speed, a heart rate, a feeling, and how hard that is.

use super::calls::{Bound, Env};
use super::paces::PaceTable;
use crate::codes;
use crate::diagnostic::Code;
use crate::plan::Intensity;
use crate::syntax::ast::{Bounded, Effort, RaceName, ShareOf, Target};
use crate::units::{DistanceUnit, HeartRate, Pace, Range, Speed};

/// What a target comes to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Aim {
    pub(crate) intensity: Option<Intensity>,
    pub(crate) speed: Option<Range<Speed>>,
    pub(crate) heart_rate: Option<Range<HeartRate>>,
    /// Asks for a feeling or a heart rate: an effort word beside it knows better how hard it is.
    pub(crate) soft: bool,
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
            Ok(Aim { intensity, speed: Some(speed), ..Aim::default() })
        }
        Target::Change(a, b) => {
            let (a, b) = (aim(a, paces, env)?, aim(b, paces, env)?);
            let end = |x: &Aim| Some((x.intensity?, x.speed?.middle()));
            let change = end(&a).zip(end(&b)).map(|(a, b)| [a, b]);
            let speed = change.map(
                |[(_, u), (_, v)]| if u < v { Range { low: u, high: v } } else { Range { low: v, high: u } },
            );
            Ok(Aim { intensity: a.intensity.max(b.intensity), speed, change, ..Aim::default() })
        }
        Target::Offset(base, seconds, unit) => {
            let base = aim(base, paces, env)?;
            let Some(speed) = base.speed else { return Ok(base) };
            let behind = Pace::per(crate::units::Duration::from_s_f64(*seconds), *unit).to_s_per_km();
            let speed = speed.map(|v| Pace::from_s_per_km(v.pace().to_s_per_km() + behind).speed());
            checked_speed(ordered(speed), paces)
        }
        Target::Pace(range, unit) => {
            checked_speed(ordered(range.map(|t| Pace::per(t, *unit).speed())), paces)
        }
        Target::Speed(range, unit) => {
            let per_hour = |x: f64| Speed::from_mps(x * unit.millimetres() / 3.6e6);
            checked_speed(ordered(range.map(per_hour)), paces)
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
            Ok(Aim { intensity: Some(PaceTable::intensity_of_rpe(rpe)), soft: true, ..Aim::default() })
        }
        Target::Power(bound) => {
            let watts = middle_of(*bound);
            match paces.critical_power {
                Some(cp) if cp > 0.0 => Ok(Aim {
                    intensity: Some(PaceTable::intensity_of_power_share(watts / cp)),
                    soft: true,
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
    Aim { intensity: Some(intensity), speed, heart_rate, ..Aim::default() }
}

fn race_pace(race: RaceName, share: Option<Range<f64>>, paces: &PaceTable) -> Aim {
    let pace = paces.race(race);
    match share {
        None => Aim {
            intensity: Some(paces.race_intensity(race)),
            speed: Some(Range::one(pace)),
            ..Aim::default()
        },
        Some(share) => {
            let speed = ordered(share.map(|x| pace * x));
            Aim { intensity: Some(paces.intensity_at(speed.middle())), speed: Some(speed), ..Aim::default() }
        }
    }
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
    Ok(Aim { intensity: Some(paces.intensity_at(speed.middle())), speed: Some(speed), ..Aim::default() })
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
    let share = bpm / f64::from(max.to_bpm().max(1));
    Ok(Aim {
        intensity: Some(PaceTable::intensity_of_max_share(share)),
        heart_rate: Some(in_bpm(bound, 1.0)),
        soft: true,
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
            heart_rate,
            soft: true,
            ..Aim::default()
        })
    };
    match of {
        ShareOf::HrMax => by_max(&|x| x),
        ShareOf::HrReserve => by_max(&|x| paces.max_share_of_reserve(x)),
        ShareOf::Lthr => by_max(&|x| paces.max_share_of_threshold(x)),
        ShareOf::CriticalPower => Ok(Aim {
            intensity: Some(PaceTable::intensity_of_power_share(middle)),
            soft: true,
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
