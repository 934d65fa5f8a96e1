//! From what is known of the runner to the speed of every zone and race.

use crate::physiology::vdot;
use crate::plan::{Athlete, Intensity, PaceBasis, Paces};
use crate::syntax::ast::{Effort, RaceName};
use crate::units::{Distance, Duration, HeartRate, Pace, Range, Speed};
use std::cell::OnceCell;

/// Walking: 5.5 km/h, the upper end of comfortable walking speeds (Bohannon 1997: 1.3 to 1.5 m/s).
pub(crate) const WALK_MPS: f64 = 5.5 / 3.6;
/// A heart rate at threshold of 90 % of the maximum, where it is not stated (Daniels: 88 to 92 %).
const LTHR_SHARE: f64 = 0.90;
/// A resting heart rate of 27 % of the maximum, where it is not stated (50 of 185).
const REST_SHARE: f64 = 0.27;
/// Uphill repetitions on a slope of 6 % are that much slower than on the flat: C(0) / C(0.06) (Minetti 2002).
const UPHILL: f64 = 0.73;
/// With nothing known, easy running is at 6:00/km.
const ASSUMED_EASY_S_PER_KM: f64 = 360.0;
/// Marathon pace counts as such down to this share of its speed: 10 s/km behind 4:30/km. What a plan calls steady begins
/// behind it.
const MARATHON_FROM: f64 = 0.96;
/// Paces are written in whole seconds, those of zones are not: half a second per km decides nothing.
const WRITTEN_S_PER_KM: f64 = 0.5;

/// The paces of a runner, and what else targets need to be understood.
pub(crate) struct PaceTable {
    pub(crate) paces: Paces,
    pub(crate) max_hr: Option<HeartRate>,
    rest_share: f64,
    lthr_share: f64,
    pub(crate) critical_power: Option<f64>,
    /// Running up to this speed is easy: the fast end of the easy range.
    pub(crate) easy_to: Speed,
    races: [OnceCell<Speed>; 5],
    /// Heart rates of zones that are given as such, by zone.
    pub(crate) zone_heart_rates: Vec<(Effort, Range<HeartRate>)>,
}

impl PaceTable {
    /// The newest recent race decides; then a stated VDOT, a stated threshold, the goal; then an easy pace of 6:00/km.
    ///
    /// A stated threshold beside a race replaces the threshold pace alone. Marathon pace is the race pace of the VDOT: the
    /// goal's own pace only where the goal is all that is known, since a hope is no measure of what a body can do.
    pub(crate) fn new(
        athlete: &Athlete,
        stated_vdot: Option<f64>,
        goal: Option<(Distance, Duration)>,
        max_hr: Option<HeartRate>,
    ) -> PaceTable {
        let of_race = |d: Distance, t: Duration| vdot::vdot(d, t).filter(|v| vdot::VALID.contains(v));
        let from_race = || {
            athlete
                .recent
                .iter()
                .find_map(|r| Some((of_race(r.distance, r.time?)?, PaceBasis::Race(r.distance, r.time?))))
        };
        let from_threshold = || {
            let v = vdot::from_speed(athlete.threshold?, vdot::THRESHOLD_SHARE)?;
            vdot::VALID.contains(&v).then_some((v, PaceBasis::Threshold))
        };
        let from_goal = || goal.and_then(|(d, t)| Some((of_race(d, t)?, PaceBasis::Goal(d, t))));
        let (v, basis) = stated_vdot
            .map(|v| (v, PaceBasis::Stated))
            .or_else(from_race)
            .or_else(from_threshold)
            .or_else(from_goal)
            .unwrap_or_else(|| (assumed_vdot(), PaceBasis::Assumed));
        let at = |share: f64| vdot::velocity(v * share);
        let paces = Paces {
            vdot: v,
            basis,
            easy: vdot::EASY_SHARE.map(at),
            marathon: race_speed(v, Distance::MARATHON),
            threshold: athlete.threshold.unwrap_or_else(|| at(vdot::THRESHOLD_SHARE)),
            interval: at(vdot::INTERVAL_SHARE),
            repetition: at(vdot::REPETITION_SHARE),
        };
        let share = |part: Option<HeartRate>, otherwise: f64| match (part, max_hr) {
            (Some(p), Some(m)) if m.to_bpm() > 0 => f64::from(p.to_bpm()) / f64::from(m.to_bpm()),
            _ => otherwise,
        };
        PaceTable {
            easy_to: paces.easy.high,
            paces,
            max_hr,
            rest_share: share(athlete.rest_hr, REST_SHARE).clamp(0.1, 0.9),
            lthr_share: share(athlete.threshold_hr, LTHR_SHARE),
            critical_power: athlete.critical_power,
            races: Default::default(),
            zone_heart_rates: Vec::new(),
        }
    }

    /// The speed over a race with a name.
    pub(crate) fn race(&self, race: RaceName) -> Speed {
        let slot = match race {
            RaceName::Mile => 0,
            RaceName::FiveK => 1,
            RaceName::TenK => 2,
            RaceName::Half => 3,
            RaceName::Marathon => return self.paces.marathon,
            RaceName::Metres(_) => return self.race_over(race_distance(race)),
        };
        *self.races[slot].get_or_init(|| self.race_over(race_distance(race)))
    }

    /// The speed over a race of any distance.
    pub(crate) fn race_over(&self, distance: Distance) -> Speed {
        race_speed(self.paces.vdot, distance)
    }

    /// The speed at VO2max.
    pub(crate) fn at_vo2max(&self) -> Speed {
        vdot::velocity(self.paces.vdot)
    }

    /// How hard an effort word is, and at what speed it is run; no speed for what is no running.
    pub(crate) fn effort(&self, effort: Effort) -> (Intensity, Option<Range<Speed>>) {
        let p = &self.paces;
        let one = |v: Speed| Some(Range::one(v));
        match effort {
            Effort::Rest => (Intensity::Rest, None),
            Effort::Walk => (Intensity::Walk, one(Speed::from_mps(WALK_MPS))),
            // Slower than easy by up to a tenth: 5:52 to 6:31/km at VDOT 50.
            Effort::Recovery | Effort::Jog => {
                (Intensity::Recovery, Some(Range { low: p.easy.low * 0.9, high: p.easy.low }))
            }
            Effort::RunWalk => {
                let v = (p.easy.middle().to_mps() + WALK_MPS) / 2.0;
                (Intensity::Easy, one(Speed::from_mps(v)))
            }
            Effort::Easy | Effort::Run | Effort::Warmup | Effort::Cooldown | Effort::Long => {
                (Intensity::Easy, Some(p.easy))
            }
            Effort::Steady | Effort::Moderate => {
                (Intensity::Moderate, Some(Range { low: p.easy.high, high: p.marathon }))
            }
            Effort::Marathon => (Intensity::Marathon, one(p.marathon)),
            Effort::Threshold => (Intensity::Threshold, one(p.threshold)),
            Effort::Interval | Effort::Hard => (Intensity::Interval, one(p.interval)),
            Effort::Race | Effort::Test => (Intensity::Interval, one(p.interval)),
            Effort::Hill => (Intensity::Interval, one(p.interval * UPHILL)),
            Effort::Repetition | Effort::Strides | Effort::Sprint => {
                (Intensity::Repetition, one(p.repetition))
            }
            // These change on the way; `steps` splits them before asking.
            Effort::Fartlek | Effort::Progression => {
                (Intensity::Moderate, Some(Range { low: p.easy.middle(), high: p.marathon }))
            }
        }
    }

    /// How hard a speed is.
    ///
    /// The borders: interval and repetition pace part halfway, as do threshold and interval pace. Threshold begins at the
    /// pace of a half-marathon race, marathon pace at 96 % of its speed. The runner's easy range is easy, all of it.
    pub(crate) fn intensity_at(&self, speed: Speed) -> Intensity {
        let p = &self.paces;
        let between = |a: Speed, b: Speed| Speed::from_mps((a.to_mps() + b.to_mps()) / 2.0);
        let half = self.race(RaceName::Half);
        // A threshold of the runner's own may lie anywhere; the border stays between it and marathon pace.
        let threshold =
            if half < p.threshold && half > p.marathon { half } else { between(p.marathon, p.threshold) };
        let at_least =
            |border: Speed| speed.pace().to_s_per_km() <= border.pace().to_s_per_km() + WRITTEN_S_PER_KM;
        if at_least(between(p.interval, p.repetition)) {
            Intensity::Repetition
        } else if at_least(between(p.threshold, p.interval)) {
            Intensity::Interval
        } else if at_least(threshold) {
            Intensity::Threshold
        } else if speed.to_mps() <= self.easy_to.to_mps() + 1e-9 {
            Intensity::Easy
        } else if at_least(p.marathon * MARATHON_FROM) {
            Intensity::Marathon
        } else {
            Intensity::Moderate
        }
    }

    /// How hard the pace of a race of this distance is: half-marathon to 15 km is threshold, 3 to 5 km interval.
    pub(crate) fn race_intensity(&self, race: RaceName) -> Intensity {
        match race_distance(race).to_m() {
            m if m < 2500.0 => Intensity::Repetition,
            m if m <= 5500.0 => Intensity::Interval,
            m if m < 23_000.0 => Intensity::Threshold,
            m if m < 45_000.0 => Intensity::Marathon,
            _ => Intensity::Moderate,
        }
    }

    /// How hard a share of the maximal heart rate is. Easy ends at 77 % (the catalogue); marathon pace lies from 84 %,
    /// threshold at 88 to 92 % (Daniels).
    pub(crate) fn intensity_of_max_share(share: f64) -> Intensity {
        match share {
            s if s < 0.77 => Intensity::Easy,
            s if s < 0.84 => Intensity::Moderate,
            s if s < 0.88 => Intensity::Marathon,
            s if s <= 0.92 => Intensity::Threshold,
            _ => Intensity::Interval,
        }
    }

    /// The share of the maximal heart rate at a share of the reserve.
    pub(crate) fn max_share_of_reserve(&self, share: f64) -> f64 {
        self.rest_share + (1.0 - self.rest_share) * share
    }

    /// The share of the maximal heart rate at a share of the heart rate at threshold.
    pub(crate) fn max_share_of_threshold(&self, share: f64) -> f64 {
        self.lthr_share * share
    }

    /// How hard a perceived effort is on Borg's scale of ten, as in the class table of session RPE (Foster 2001): up to
    /// 3 easy, 4 steady, 5 to 6 marathon pace, 7 threshold, 8 intervals, 9 to 10 faster.
    pub(crate) fn intensity_of_rpe(rpe: f64) -> Intensity {
        match rpe {
            r if r < 1.75 => Intensity::Recovery,
            r if r < 3.75 => Intensity::Easy,
            r if r < 4.75 => Intensity::Moderate,
            r if r < 6.75 => Intensity::Marathon,
            r if r < 7.75 => Intensity::Threshold,
            r if r < 9.25 => Intensity::Interval,
            _ => Intensity::Repetition,
        }
    }

    /// The least and the most that a perceived effort can mean: 8 is threshold as well as interval.
    pub(crate) fn band_of_rpe(range: Range<f64>) -> (Intensity, Intensity) {
        let (low, high) = (range.low.min(range.high), range.low.max(range.high));
        (Self::intensity_of_rpe(low - 0.5), Self::intensity_of_rpe(high))
    }

    /// How hard a share of critical power is. Critical power lies a little above threshold, which is held at 90 to
    /// 100 % of it; easy running ends at 80 % (Vance, Run with Power, 2016).
    pub(crate) fn intensity_of_power_share(share: f64) -> Intensity {
        match share {
            s if s < 0.80 => Intensity::Easy,
            s if s < 0.86 => Intensity::Moderate,
            s if s < 0.91 => Intensity::Marathon,
            s if s <= 1.01 => Intensity::Threshold,
            s if s <= 1.15 => Intensity::Interval,
            _ => Intensity::Repetition,
        }
    }
}

/// The speed of each intensity, for steps whose target names no speed.
pub(crate) fn effort_of(intensity: Intensity) -> Effort {
    match intensity {
        Intensity::Rest => Effort::Rest,
        Intensity::Walk => Effort::Walk,
        Intensity::Recovery => Effort::Recovery,
        Intensity::Easy => Effort::Easy,
        Intensity::Moderate => Effort::Moderate,
        Intensity::Marathon => Effort::Marathon,
        Intensity::Threshold => Effort::Threshold,
        Intensity::Interval => Effort::Interval,
        Intensity::Repetition => Effort::Repetition,
    }
}

/// How far a race with a name is.
pub(crate) fn race_distance(race: RaceName) -> Distance {
    race.distance()
}

/// The name of a distance, where it has one.
pub(crate) fn race_name(distance: Distance) -> Option<RaceName> {
    RaceName::of(distance)
}

fn race_speed(v: f64, distance: Distance) -> Speed {
    distance / vdot::race_time(v, distance)
}

/// The VDOT at which the middle of easy running is 6:00/km.
fn assumed_vdot() -> f64 {
    // The oxygen cost at easy pace is nearly the middle of its shares; one step of correction makes it exact enough.
    let wanted = Pace::from_s_per_km(ASSUMED_EASY_S_PER_KM).speed();
    let middle = |v: f64| vdot::EASY_SHARE.map(|s| vdot::velocity(v * s)).middle();
    let mut v = vdot::oxygen_cost(wanted) / ((vdot::EASY_SHARE.low + vdot::EASY_SHARE.high) / 2.0);
    for _ in 0..3 {
        v *= vdot::oxygen_cost(wanted) / vdot::oxygen_cost(middle(v));
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(vdot: f64) -> PaceTable {
        PaceTable::new(&Athlete::default(), Some(vdot), None, Some(HeartRate::from_bpm(188)))
    }

    #[test]
    fn without_anything_easy_is_at_six_minutes() {
        let table = PaceTable::new(&Athlete::default(), None, None, None);
        assert_eq!(table.paces.basis, PaceBasis::Assumed);
        assert!((table.paces.easy.middle().pace().to_s_per_km() - 360.0).abs() < 0.05);
    }

    #[test]
    fn each_pace_has_its_own_intensity() {
        for vdot in [28.0, 35.0, 46.0, 50.0, 62.0, 78.0] {
            let t = known(vdot);
            for effort in
                [Effort::Easy, Effort::Marathon, Effort::Threshold, Effort::Interval, Effort::Repetition]
            {
                let (intensity, speed) = t.effort(effort);
                let speed = speed.unwrap().middle();
                assert_eq!(t.intensity_at(speed), intensity, "{effort:?} at VDOT {vdot}");
            }
        }
    }

    #[test]
    fn the_easy_range_is_easy_and_marathon_pace_ends_four_per_cent_behind() {
        for vdot in [28.0, 35.0, 46.3, 50.0, 62.0, 78.0] {
            let t = known(vdot);
            assert_eq!(t.intensity_at(t.paces.easy.high), Intensity::Easy, "VDOT {vdot}");
            assert_eq!(t.intensity_at(t.paces.marathon * 0.965), Intensity::Marathon, "VDOT {vdot}");
        }
        let t = known(50.0);
        let m = t.paces.marathon.pace().to_s_per_km();
        assert_eq!(t.intensity_at(Pace::from_s_per_km(m + 16.0).speed()), Intensity::Moderate);
        // 4:21/km is ten seconds a kilometre faster than marathon pace and slower than a half-marathon race.
        assert_eq!(t.intensity_at(Pace::from_s_per_km(m - 10.0).speed()), Intensity::Marathon);
        assert_eq!(t.intensity_at(t.race(RaceName::Half)), Intensity::Threshold);
    }

    #[test]
    fn heart_rates_fall_into_the_zones_of_the_books() {
        assert_eq!(PaceTable::intensity_of_max_share(0.70), Intensity::Easy);
        assert_eq!(PaceTable::intensity_of_max_share(0.90), Intensity::Threshold);
        let t = known(50.0);
        assert_eq!(PaceTable::intensity_of_max_share(t.max_share_of_threshold(1.0)), Intensity::Threshold);
        assert_eq!(PaceTable::intensity_of_max_share(t.max_share_of_reserve(0.65)), Intensity::Easy);
    }
}
