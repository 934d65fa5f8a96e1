//! One step: its extent, its effort and its targets to distance, time and intensity.

use super::extents::{Amount, extent_and_time};
use super::paces::effort_of;
use super::steps::{Expander, Place};
use super::targets::{self, Aim};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::plan::{Intensity, PaceBasis, Part, PlannedStep, RaceDay, StatedExtent};
use crate::syntax::ast::{Effort, Extent, RaceName, Segment, Sport, Step};
use crate::text::{Span, Spanned};
use crate::units::{Distance, Duration, Range, Speed};

/// Longer strides are repetitions (the catalogue's definition).
const STRIDE_S: f64 = 30.0;
/// `lap` between repetitions, and elsewhere.
const LAP_BETWEEN_S: i64 = 60;
const LAP_ELSEWHERE_S: i64 = 600;

impl Expander<'_> {
    /// The heart of it: an extent with an effort and targets. `extent` is the segment's own or the rung of a ladder,
    /// `minus` the work that it contains already.
    pub(crate) fn segment(
        &mut self,
        segment: &Segment,
        extent: Option<&Spanned<Extent>>,
        step: &Step,
        place: Place<'_>,
        minus: Option<(Range<Distance>, Range<Duration>)>,
        acc: &mut Vec<PlannedStep>,
    ) {
        let span = place.at.at(step.span);
        let mut effort = None;
        let (mut race, mut test) = (false, false);
        for e in &segment.efforts {
            match e.node {
                Effort::Long => self.facts.long = true,
                Effort::Race => race = true,
                Effort::Test => test = true,
                other => effort = effort.or(Some(other)),
            }
        }
        let mut sport = segment.sport.as_ref().map_or(Sport::Run, |s| s.node);
        if sport == Sport::Walk {
            (sport, effort) = (Sport::Run, effort.or(Some(Effort::Walk)));
        }
        let Some(mut amount) = self.amount(segment, extent, place) else {
            self.facts.unread = true;
            return;
        };
        if race
            && matches!(amount, Amount::Unsaid)
            && let Some(goal) = self.goal
        {
            amount = Amount::Distance(Range::one(goal));
        }
        if race || test {
            self.race(segment, step, amount, test && !race, span, place);
        }
        let said = effort.is_some() || race || test;
        let effort = effort
            .or(race.then_some(Effort::Race))
            .or(test.then_some(Effort::Test))
            .or(if segment.targets.is_empty() { place.effort } else { None })
            .or((place.between && segment.targets.is_empty()).then_some(Effort::Jog));
        let aim = self.aims(segment, place);
        let (intensity, speed) = self.demand(segment, effort, said, &aim, amount);
        let change = aim.change.or_else(|| self.change_of(effort, &aim));
        let strides = effort == Some(Effort::Strides) && is_short(amount);
        self.ranges |= match amount {
            Amount::Distance(d) => !d.is_one(),
            Amount::Time(t) => !t.is_one(),
            _ => false,
        };
        let lap = matches!(amount, Amount::Lap);
        if lap {
            let standing = place.between || matches!(effort, Some(Effort::Jog | Effort::Walk | Effort::Rest));
            let length = Duration::from_s(if standing { LAP_BETWEEN_S } else { LAP_ELSEWHERE_S });
            self.laps[usize::from(!standing)] = Some(length);
            amount = Amount::Time(Range::one(length));
        }
        let amount = match minus {
            Some(inner) => self.remainder(amount, inner, span),
            None => amount,
        };
        let stated = match amount {
            _ if segment.split.is_some() => Some(StatedExtent::Both),
            _ if lap => Some(StatedExtent::Lap),
            Amount::Distance(_) => Some(StatedExtent::Distance),
            Amount::Time(_) => Some(StatedExtent::Time),
            Amount::Lap | Amount::Unsaid => None,
        };
        let speed = if sport == Sport::Run { speed } else { sport_speed(sport) };
        let (distance, duration) = extent_and_time(amount, speed, segment.split.as_ref().map(|s| s.node));
        if minus.is_some() && distance.high.is_zero() && duration.high.is_zero() {
            return;
        }
        let part = Part {
            times: 1,
            distance,
            duration,
            stated,
            intensity: if sport == Sport::Run { intensity } else { aim.intensity.unwrap_or(intensity) },
            strides,
            effort,
            speed,
            speed_stated: aim.speed.is_some() && self.explicit(segment)
                || segment.split.is_some()
                || (sport == Sport::Run && self.paces.paces.basis != PaceBasis::Assumed),
            heart_rate: aim.heart_rate,
            targets: segment.targets.iter().map(|t| t.node.clone()).collect(),
            sport,
            terrain: segment.terrain.iter().map(|t| t.node).collect(),
            climb: segment.climb.as_ref().map_or(0.0, |c| c.node.clamp(0.0, 50_000.0)),
            note: step.note.as_ref().map(|n| String::from(&*n.node)),
            between: place.between,
            span,
        };
        match change {
            Some(change) if sport == Sport::Run => self.split_change(part, amount, change, acc),
            _ => {
                acc.push(self.leaf(part));
            }
        }
    }

    fn aims(&mut self, segment: &Segment, place: Place<'_>) -> Aim {
        let mut sum = Aim::default();
        for target in &segment.targets {
            match targets::aim(&target.node, self.paces, place.env) {
                Ok(aim) => {
                    sum.heart_rate = sum.heart_rate.or(aim.heart_rate);
                    sum.change = sum.change.or(aim.change);
                    if sum.speed.is_none() && (aim.speed.is_some() || sum.intensity.is_none()) {
                        sum.speed = aim.speed;
                        sum.intensity = aim.intensity;
                        sum.soft = aim.soft;
                    }
                }
                Err((code, message)) => {
                    self.report.say(code, place.at.at(target.span), message);
                }
            }
        }
        sum
    }

    /// How hard, and how fast. A pace says it best, then the effort, then a heart rate or a feeling.
    fn demand(
        &self,
        segment: &Segment,
        effort: Option<Effort>,
        said: bool,
        aim: &Aim,
        amount: Amount,
    ) -> (Intensity, Option<Range<Speed>>) {
        let (by_effort, effort_speed) = self.paces.effort(effort.unwrap_or(Effort::Easy));
        if let Some(split) = &segment.split
            && let Amount::Distance(d) = amount
            && split.node > Duration::ZERO
        {
            let speed = d.middle() / split.node;
            let intensity = if matches!(effort, Some(Effort::Race | Effort::Test)) {
                self.race_intensity(d.middle())
            } else {
                self.paces.intensity_at(speed)
            };
            return (intensity, Some(Range::one(speed)));
        }
        if matches!(effort, Some(Effort::Race | Effort::Test)) && aim.speed.is_none() {
            return match amount {
                Amount::Distance(d) => {
                    (self.race_intensity(d.middle()), Some(Range::one(self.paces.race_over(d.middle()))))
                }
                Amount::Time(t) => {
                    let speed = self.race_speed_for(t.middle());
                    (self.paces.intensity_at(speed).max(Intensity::Threshold), Some(Range::one(speed)))
                }
                _ => (by_effort, effort_speed),
            };
        }
        match aim.intensity {
            // How a stride, a hill or a standing break feels does not hang on its pace.
            Some(_) if matches!(effort, Some(Effort::Strides | Effort::Rest | Effort::Walk)) => {
                (by_effort, aim.speed.or(effort_speed))
            }
            Some(i) if !aim.soft => (i, aim.speed.or(effort_speed)),
            Some(_) if said => (by_effort, aim.speed.or(effort_speed)),
            Some(i) => (i, aim.speed.or_else(|| self.paces.effort(effort_of(i)).1)),
            // A target that could not be read, and nothing else: not known to be easy.
            None if !segment.targets.is_empty() && effort.is_none() => (Intensity::Moderate, effort_speed),
            None => (by_effort, effort_speed),
        }
    }

    fn race_intensity(&self, distance: Distance) -> Intensity {
        let metres = distance.to_m().clamp(0.0, 1e9);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        self.paces.race_intensity(RaceName::Metres(metres as u32))
    }

    /// The pace that can be raced for so long, between an hour at threshold and the mile.
    fn race_speed_for(&self, time: Duration) -> Speed {
        let p = &self.paces.paces;
        match time.to_min() {
            m if m >= 75.0 => p.marathon,
            m if m >= 25.0 => p.threshold,
            m if m >= 7.0 => p.interval,
            _ => p.repetition,
        }
    }

    /// Efforts that change on the way where no target says how: a progression goes from easy to marathon pace.
    fn change_of(&self, effort: Option<Effort>, aim: &Aim) -> Option<[(Intensity, Speed); 2]> {
        let p = &self.paces.paces;
        let easy = (Intensity::Easy, p.easy.middle());
        match effort {
            Some(Effort::Progression) => {
                let end = aim.intensity.zip(aim.speed.map(|s| s.middle()));
                Some([
                    easy,
                    end.filter(|(i, _)| *i > Intensity::Easy).unwrap_or((Intensity::Marathon, p.marathon)),
                ])
            }
            Some(Effort::Fartlek) if aim.intensity.is_none() => {
                Some([easy, (Intensity::Threshold, p.threshold)])
            }
            _ => None,
        }
    }

    /// A change is read as three parts of equal length: at its beginning, between, and at its end. A fartlek without
    /// details as two: half of it easy, half at threshold.
    fn split_change(
        &mut self,
        part: Part,
        amount: Amount,
        [from, to]: [(Intensity, Speed); 2],
        acc: &mut Vec<PlannedStep>,
    ) {
        let middle = Speed::from_mps((from.1.to_mps() + to.1.to_mps()) / 2.0);
        let (least, most) = (from.0.min(to.0), from.0.max(to.0));
        let between = (self.paces.intensity_at(middle).clamp(least, most), middle);
        let fartlek = part.effort == Some(Effort::Fartlek);
        let all = [from, between, to];
        let stretches: &[_] = if fartlek { &[from, to] } else { &all };
        #[allow(clippy::cast_precision_loss)]
        let share = 1.0 / stretches.len() as f64;
        let amount = match amount {
            Amount::Distance(d) => Amount::Distance(d * share),
            Amount::Time(t) => Amount::Time(t * share),
            other => other,
        };
        for (i, (intensity, speed)) in stretches.iter().enumerate() {
            let speed = Some(Range::one(*speed));
            let (distance, duration) = extent_and_time(amount, speed, None);
            let note = if i == 0 { part.note.clone() } else { None };
            let climb = part.climb * share;
            let intensity = *intensity;
            acc.push(self.leaf(Part { distance, duration, intensity, speed, climb, note, ..part.clone() }));
        }
    }

    /// Notes a race or time trial.
    fn race(
        &mut self,
        segment: &Segment,
        step: &Step,
        amount: Amount,
        trial: bool,
        span: Span,
        place: Place<'_>,
    ) {
        let distance = match amount {
            Amount::Distance(d) => d.middle(),
            Amount::Time(t) => self.race_speed_for(t.middle()) * t.middle(),
            _ => Distance::ZERO,
        };
        if distance.is_zero() {
            self.report.push(
                Diagnostic::new(&codes::RACE_WITHOUT_DISTANCE, span, "how far is this race?")
                    .help("write `race 10km` or `race half-marathon`, or a `goal` in the plan"),
            );
        }
        if self.facts.race.is_none() {
            self.facts.race = Some(Box::new(RaceDay {
                distance,
                time: segment.split.as_ref().map(|s| s.node),
                name: step.note.as_ref().map(|n| String::from(&*n.node)),
                goal: false,
                time_trial: trial,
                span: place.at.at(step.span),
            }));
        }
    }

    /// Does the plan itself name a pace here?
    fn explicit(&self, segment: &Segment) -> bool {
        use crate::syntax::ast::Target::{Pace, Speed};
        segment.targets.iter().any(|t| matches!(t.node, Pace(..) | Speed(..)))
    }

    pub(crate) fn jog(&self, duration: Duration, span: Span) -> Part {
        let (intensity, speed) = self.paces.effort(Effort::Jog);
        let (distance, duration) = extent_and_time(Amount::Time(Range::one(duration)), speed, None);
        Part {
            times: 1,
            distance,
            duration,
            stated: None,
            intensity,
            strides: false,
            effort: Some(Effort::Jog),
            speed,
            speed_stated: false,
            heart_rate: None,
            targets: Vec::new(),
            sport: Sport::Run,
            terrain: Vec::new(),
            climb: 0.0,
            note: None,
            between: true,
            span,
        }
    }
}

/// Usual speeds of other sports, for those that give a distance and no time.
fn sport_speed(sport: Sport) -> Option<Range<Speed>> {
    let km_per_h = match sport {
        Sport::Bike => 25.0,
        Sport::Swim => 2.5,
        Sport::Row => 11.0,
        Sport::Ski => 10.0,
        Sport::Skate => 18.0,
        Sport::Hike => 4.5,
        Sport::AquaJog => 2.5,
        _ => return None,
    };
    Some(Range::one(Speed::from_mps(km_per_h / 3.6)))
}

fn is_short(amount: Amount) -> bool {
    match amount {
        Amount::Time(t) => t.middle().to_s() <= STRIDE_S,
        Amount::Distance(d) => d.middle().to_m() <= 150.0,
        Amount::Lap | Amount::Unsaid => true,
    }
}
