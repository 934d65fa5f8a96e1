//! One step: its extent, its effort and its targets to distance, time and intensity.

use super::extents::{Amount, extent_and_time};
use super::levels::{Reading, Verdict, settle};
use super::paces::{PaceTable, effort_of};
use super::steps::{Expander, Place};
use super::targets::{self, Aim};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::plan::{Intensity, LevelSource, PaceBasis, Part, PlannedStep, RaceDay, SpeedSource, StatedExtent};
use crate::syntax::ast::{Effort, Extent, RaceName, Segment, Sport, Step, Terrain};
use crate::text::{LineSpan, Span, Spanned};
use crate::units::{Distance, Duration, HeartRate, Range, Speed};

/// Longer strides are repetitions (the catalogue's definition; 200 m of relaxed striding are strides to a coach).
const STRIDE_S: f64 = 30.0;
const STRIDE_M: f64 = 200.0;
/// What is only counted is of the usual length: strides, hill sprints, hills.
const USUAL_STRIDE_S: i64 = 20;
const USUAL_SPRINT_S: i64 = 10;
const USUAL_HILL_S: i64 = 60;
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
        let has = |effort| segment.efforts.iter().any(|e| e.node == effort);
        let (race, test) = (has(Effort::Race), has(Effort::Test));
        self.facts.long |= has(Effort::Long);
        let stated_sport = segment.sport.as_ref().map(|s| s.node);
        let role = |e: &Spanned<Effort>| matches!(e.node, Effort::Warmup | Effort::Cooldown);
        let of_role = place.role_sport.filter(|_| segment.efforts.iter().any(role));
        let mut sport = stated_sport.or(place.sport).or(of_role).unwrap_or(Sport::Run);
        let walks = sport == Sport::Walk;
        if walks {
            sport = Sport::Run;
        }
        let runs = sport == Sport::Run;
        let Some(mut amount) = self.amount(segment, extent, place) else {
            self.facts.unread = true;
            return;
        };
        if race
            && runs
            && matches!(amount, Amount::Unsaid)
            && let Some(goal) = self.goal
        {
            amount = Amount::Distance(Range::one(goal));
        }
        if (race || test) && runs {
            self.race(segment, step, amount, test && !race, span, place);
        }
        let efforts = self.efforts_of(segment, place, walks);
        let demand = self.demand(segment, &efforts, amount, place, sport);
        let effort = demand.effort;
        let strides = effort == Some(Effort::Strides) && is_short(amount);
        let open =
            matches!(amount, Amount::Unsaid) && segment.split.is_none() && effort != Some(Effort::Rest);
        if open && let Some(usual) = usual_length(effort, &efforts) {
            amount = Amount::Time(Range::one(usual));
        }
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
            _ if open => None,
            Amount::Distance(_) => Some(StatedExtent::Distance),
            Amount::Time(_) => Some(StatedExtent::Time),
            Amount::Lap | Amount::Unsaid => None,
        };
        let speed = if runs { demand.speed } else { sport_speed(sport) };
        let (distance, duration) = extent_and_time(amount, speed, segment.split.as_ref().map(|s| s.node));
        if minus.is_some() && distance.high.is_zero() && duration.high.is_zero() {
            return;
        }
        let stated_pace = demand.named_speed && self.explicit(segment) || segment.split.is_some();
        let part = Part {
            times: 1,
            distance,
            duration,
            stated,
            intensity: demand.intensity,
            level: demand.level,
            contradicts: demand.contradicts,
            open,
            strides,
            effort,
            speed,
            speed_source: match self.paces.paces.basis {
                _ if stated_pace => SpeedSource::Stated,
                PaceBasis::Assumed => SpeedSource::Guessed,
                _ if runs => SpeedSource::Runner,
                _ => SpeedSource::Guessed,
            },
            heart_rate: demand.heart_rate,
            targets: segment.targets.iter().map(|t| t.node.clone()).collect(),
            sport,
            terrain: segment.terrain.iter().map(|t| t.node).collect(),
            climb: segment.climb.as_ref().map_or(0.0, |c| c.node.clamp(0.0, 50_000.0)),
            note: step.note.as_ref().map(|n| String::from(&*n.node)),
            between: place.between,
            span,
        };
        match demand.change {
            Some(change) if runs => self.split_change(part, amount, change, acc),
            _ => {
                acc.push(self.leaf(part));
            }
        }
    }

    /// The effort words of a step, with those that it is given by where it stands.
    fn efforts_of(&self, segment: &Segment, place: Place<'_>, walks: bool) -> Vec<Spanned<Effort>> {
        let mut efforts = segment.efforts.clone();
        let at = segment.sport.as_ref().map(|s| s.span);
        if walks && let Some(at) = at {
            efforts.push(Spanned::new(Effort::Walk, at));
        }
        let neutral = |e: &Spanned<Effort>| matches!(e.node, Effort::Run | Effort::Long);
        if efforts.iter().all(neutral)
            && let Some(given) = place.effort
        {
            efforts.push(given);
        }
        efforts
    }

    /// What each target asks for; those that cannot be read are reported.
    fn aims(&mut self, segment: &Segment, place: Place<'_>) -> Vec<(Aim, LineSpan)> {
        let mut aims = Vec::with_capacity(segment.targets.len());
        for target in &segment.targets {
            match targets::aim(&target.node, self.paces, place.env) {
                Ok(aim) => aims.push((aim, target.span)),
                Err((code, message)) => self.report.say(code, place.at.at(target.span), message),
            }
        }
        aims
    }

    /// How hard, and how fast: what words, targets and a time for the distance say, each a reading on one scale.
    fn demand(
        &mut self,
        segment: &Segment,
        efforts: &[Spanned<Effort>],
        amount: Amount,
        place: Place<'_>,
        sport: Sport,
    ) -> Demand {
        let runs = sport == Sport::Run;
        let aims = self.aims(segment, place);
        let has = |effort| efforts.iter().any(|e| e.node == effort);
        let mut readings: Vec<Reading> = Vec::with_capacity(efforts.len() + aims.len());
        let race = has(Effort::Race) || has(Effort::Test);
        for effort in efforts {
            let asks = match (effort.node, amount) {
                (Effort::Race | Effort::Test, amount) => self.raced(amount),
                (effort, _) => self.paces.effort(effort),
            };
            readings.extend(Reading::of_word(effort.node, asks, effort.span));
        }
        readings.extend(aims.iter().filter_map(|(aim, at)| Reading::of_aim(aim, runs, *at)));
        if let Some(split) = &segment.split
            && let Amount::Distance(d) = amount
            && split.node > Duration::ZERO
            && runs
        {
            let speed = d.middle() / split.node;
            // How hard a race is, its distance says; how fast, the time that is hoped for.
            let level = if race { self.race_intensity(d.middle()) } else { self.paces.intensity_at(speed) };
            readings.push(Reading::of_split(level, speed, split.span));
        }
        let heart_rate = aims.iter().find_map(|(aim, _)| aim.heart_rate);
        let named = readings.iter().rev().filter(|r| r.source == LevelSource::Pace).find_map(|r| r.speed);
        let change = aims.iter().find_map(|(aim, _)| aim.change);
        let base = Demand {
            intensity: Intensity::Easy,
            speed: None,
            named_speed: named.is_some(),
            heart_rate,
            effort: efforts.iter().map(|e| e.node).find(|e| !matches!(e, Effort::Long)),
            level: LevelSource::Nothing,
            contradicts: false,
            change,
        };
        if let Some(still) = [Effort::Strides, Effort::Rest, Effort::Walk].into_iter().find(|e| has(*e)) {
            return self.as_named(still, &readings, named, place, base);
        }
        let Some(verdict) = settle(&readings, self.paces.paces.basis != PaceBasis::Assumed) else {
            return self.unstated(segment, amount, place, sport, named, base);
        };
        if let Some(against) = verdict.against.filter(|other| !verdict.reading.is_paced_recovery(other)) {
            self.contradiction(&verdict, &against, place);
        }
        let chosen = verdict.reading;
        let contradicts = verdict.against.is_some();
        let by_word = || {
            let words = readings.iter().filter(|r| r.word.is_some() && r.level <= chosen.level);
            words.max_by_key(|r| r.level).and_then(|r| r.speed)
        };
        let speed = match chosen.speed {
            Some(speed) => Some(speed),
            None if contradicts => named.or_else(|| self.paces.effort(effort_of(chosen.level)).1),
            None => named.or_else(by_word).or_else(|| self.paces.effort(effort_of(chosen.level)).1),
        };
        // A pace that stands beside a word is run, whoever says how hard it is.
        let speed = if contradicts { speed } else { named.or(speed) };
        let uphill = segment.terrain.iter().any(|t| t.node == Terrain::Uphill);
        let raised = uphill && chosen.source == LevelSource::Pace && chosen.level >= Intensity::Easy;
        let kinds = [Effort::Hill, Effort::Fartlek, Effort::Progression, Effort::Race, Effort::Test];
        let kind = kinds.into_iter().find(|e| has(*e));
        let effort = kind.or(chosen.word).or(base.effort);
        let play = matches!(effort, Some(Effort::Fartlek | Effort::Progression))
            && chosen.source == LevelSource::Word
            && !contradicts;
        Demand {
            intensity: if raised { harder(chosen.level) } else { chosen.level },
            speed,
            effort,
            level: if play { LevelSource::Play } else { chosen.source },
            contradicts,
            change: change.or_else(|| self.change_of(effort, &chosen, named)),
            ..base
        }
    }

    /// Strides, standing and walking are what they are called, whatever the pace beside them; only hard work beside a walk or
    /// a rest contradicts it.
    fn as_named(
        &mut self,
        word: Effort,
        readings: &[Reading],
        named: Option<Range<Speed>>,
        place: Place<'_>,
        base: Demand,
    ) -> Demand {
        let (intensity, speed) = self.paces.effort(word);
        let level = LevelSource::Word;
        let hard = readings.iter().filter(|r| r.word.is_some() && r.band.0 >= Intensity::Marathon);
        if word != Effort::Strides
            && let Some(hard) = hard.max_by_key(|r| r.level).copied()
            && let Some(own) = readings.iter().find(|r| r.word == Some(word)).copied()
        {
            self.contradiction(&Verdict { reading: hard, against: Some(own) }, &own, place);
            let (intensity, speed) = (hard.level, hard.speed.or(speed));
            return Demand { intensity, speed, effort: hard.word, level, contradicts: true, ..base };
        }
        Demand { intensity, speed: named.or(speed), effort: Some(word), level, ..base }
    }

    /// Nothing says how hard: what stands between repetitions is recovery, repetitions and hills are work, a single run is
    /// easy.
    fn unstated(
        &self,
        segment: &Segment,
        amount: Amount,
        place: Place<'_>,
        sport: Sport,
        named: Option<Range<Speed>>,
        base: Demand,
    ) -> Demand {
        let uphill = segment.terrain.iter().any(|t| t.node == Terrain::Uphill);
        let of = |effort: Effort, level: LevelSource| {
            let (intensity, speed) = self.paces.effort(effort);
            Demand { intensity, speed: named.or(speed), level, ..base }
        };
        if place.between && segment.targets.is_empty() {
            return Demand { effort: Some(Effort::Jog), ..of(Effort::Jog, LevelSource::Nothing) };
        }
        if place.repetitions
            && let Some(level) = work_by_length(amount, sport, self.paces)
        {
            return of(effort_of(level), LevelSource::Repetitions);
        }
        if uphill && sport == Sport::Run {
            return of(Effort::Moderate, LevelSource::Uphill);
        }
        if sport == Sport::Plyometrics {
            return of(Effort::Moderate, LevelSource::Nothing);
        }
        // A pace in figures says nothing of how hard a ride is; a target that could not be read is not known to be easy.
        let unread = !segment.targets.is_empty() && sport == Sport::Run;
        if unread {
            return Demand { intensity: Intensity::Moderate, ..of(Effort::Easy, LevelSource::Unread) };
        }
        of(Effort::Easy, LevelSource::Nothing)
    }

    /// How hard a race or time trial of such a length is, and how fast.
    fn raced(&self, amount: Amount) -> (Intensity, Option<Range<Speed>>) {
        match amount {
            Amount::Distance(d) => {
                (self.race_intensity(d.middle()), Some(Range::one(self.paces.race_over(d.middle()))))
            }
            Amount::Time(t) => {
                let speed = self.race_speed_for(t.middle());
                (self.paces.intensity_at(speed).max(Intensity::Threshold), Some(Range::one(speed)))
            }
            _ => self.paces.effort(Effort::Race),
        }
    }

    /// Says that a step contradicts itself, and which reading counts.
    fn contradiction(&mut self, verdict: &Verdict, against: &Reading, place: Place<'_>) {
        let (harder, gentler) = (verdict.reading, *against);
        let said = |r: &Reading| match r.word {
            Some(word) => format!("`{}` ({})", word.word(), level_in_words(r.level)),
            None => format!("the {} ({})", r.source, level_in_words(r.level)),
        };
        self.report.push(
            Diagnostic::new(
                &codes::EFFORTS_CONTRADICT,
                place.at.at(harder.span),
                format!(
                    "{} contradicts {}: until that is settled, the harder one counts",
                    said(&harder),
                    said(&gentler)
                ),
            )
            .help("leave one of them out, or write two steps: which of them is meant?")
            .related(place.at.at(gentler.span), "against this"),
        );
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

    /// Efforts that change on the way where no target says how: a progression goes from easy to steady, or to what is said
    /// beside it.
    fn change_of(
        &self,
        effort: Option<Effort>,
        chosen: &Reading,
        named: Option<Range<Speed>>,
    ) -> Option<[(Intensity, Speed); 2]> {
        let p = &self.paces.paces;
        let easy = (Intensity::Easy, p.easy.middle());
        let steady = || self.paces.effort(Effort::Steady).1.map(|v| (Intensity::Moderate, v.middle()));
        match effort {
            Some(Effort::Progression) => {
                let of_level = || self.paces.effort(effort_of(chosen.level)).1;
                let end = named.or(chosen.speed).or_else(of_level).map(|v| (chosen.level, v.middle()));
                let end =
                    end.filter(|(i, _)| *i > Intensity::Easy && chosen.word != Some(Effort::Progression));
                Some([easy, end.or_else(steady)?])
            }
            Some(Effort::Fartlek) if chosen.word == Some(Effort::Fartlek) => Some([easy, steady()?]),
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
            level: LevelSource::Nothing,
            contradicts: false,
            open: false,
            strides: false,
            effort: Some(Effort::Jog),
            speed,
            speed_source: SpeedSource::Guessed,
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
        Amount::Distance(d) => d.middle().to_m() <= STRIDE_M,
        Amount::Lap | Amount::Unsaid => true,
    }
}

/// How hard a step is, and how fast.
#[derive(Clone, Copy)]
struct Demand {
    intensity: Intensity,
    speed: Option<Range<Speed>>,
    /// A target names a speed.
    named_speed: bool,
    heart_rate: Option<Range<HeartRate>>,
    effort: Option<Effort>,
    level: LevelSource,
    contradicts: bool,
    change: Option<[(Intensity, Speed); 2]>,
}

/// The usual length of what coaches only count.
fn usual_length(effort: Option<Effort>, all: &[Spanned<Effort>]) -> Option<Duration> {
    let sprint = all.iter().any(|e| e.node == Effort::Sprint);
    match effort? {
        Effort::Strides => Some(Duration::from_s(USUAL_STRIDE_S)),
        Effort::Hill | Effort::Sprint if sprint => Some(Duration::from_s(USUAL_SPRINT_S)),
        Effort::Hill => Some(Duration::from_s(USUAL_HILL_S)),
        _ => None,
    }
}

/// The level of repetitions for which none is stated, by their length: up to 400 m repetition, up to 1,600 m interval, up to
/// 3 km threshold. What is shorter than 20 s or 100 m, or longer than 15 min or 3 km, is no repetition; nor are the
/// repetitions of which other sports consist.
fn work_by_length(amount: Amount, sport: Sport, paces: &PaceTable) -> Option<Intensity> {
    let endurance = matches!(
        sport,
        Sport::Run
            | Sport::Bike
            | Sport::Row
            | Sport::Ski
            | Sport::Elliptical
            | Sport::AquaJog
            | Sport::Skate
    );
    let metres = match amount {
        Amount::Distance(d) => d.middle().to_m(),
        Amount::Time(t) if (20.0..=900.0).contains(&t.middle().to_s()) => {
            // As far as interval pace goes in the time, wherever that is.
            (paces.paces.interval * t.middle()).to_m().clamp(100.0, 3000.0)
        }
        _ => return None,
    };
    if !endurance || !(100.0..=3000.0 + 1e-6).contains(&metres) {
        return None;
    }
    Some(match metres {
        m if m <= 400.0 + 1e-6 => Intensity::Repetition,
        m if m <= 1600.0 + 1e-6 => Intensity::Interval,
        _ => Intensity::Threshold,
    })
}

fn harder(intensity: Intensity) -> Intensity {
    match intensity {
        Intensity::Easy => Intensity::Moderate,
        Intensity::Moderate => Intensity::Marathon,
        Intensity::Marathon => Intensity::Threshold,
        Intensity::Threshold => Intensity::Interval,
        Intensity::Interval | Intensity::Repetition => Intensity::Repetition,
        below => below,
    }
}

fn level_in_words(level: Intensity) -> &'static str {
    match level {
        Intensity::Rest => "standing",
        Intensity::Walk => "walking",
        Intensity::Recovery => "recovery",
        Intensity::Easy => "easy",
        Intensity::Moderate => "steady",
        Intensity::Marathon => "marathon pace",
        Intensity::Threshold => "threshold",
        Intensity::Interval => "interval",
        Intensity::Repetition => "repetition pace",
    }
}
