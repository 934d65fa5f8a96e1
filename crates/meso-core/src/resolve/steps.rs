//! From the steps as written to what is run: how far, how long, how hard, with repeats kept as they are.

use super::calls::{Bound, Definitions, Env};
use super::paces::{PaceTable, effort_of, race_distance};
use super::report::{Report, write};
use super::targets::{self, Aim};
use crate::codes;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::plan::{Intensity, PaceBasis, Part, PlannedStep, RaceDay, StatedExtent};
use crate::syntax::ast::{
    ChoiceKind, Count, Effort, Extent, Ladder, RaceName, Repeat, Segment, SessionItem, Sport, Step, StepKind,
};
use crate::text::{LineStart, Span, Spanned};
use crate::units::{Distance, DistanceUnit, Duration, Range, Speed};
use std::collections::HashMap;
use std::rc::Rc;

/// Steps inside steps, calls included.
const MAX_DEPTH: u32 = 48;
/// Different steps of one session.
pub(crate) const MAX_STEPS: u32 = 10_000;
/// Repeats in one pair of brackets.
pub(crate) const MAX_REPEATS: u32 = 999;
/// Steps that calls may bring to one plan.
const MAX_CALLED_STEPS: u32 = 2_000_000;
/// Longer strides are repetitions (the catalogue's definition).
const STRIDE_S: f64 = 30.0;
/// Nothing in a plan is longer.
const MAX_DISTANCE_KM: f64 = 1_000.0;
const MAX_HOURS: f64 = 240.0;
/// Between strides where nothing is said.
const STRIDE_JOG_S: i64 = 60;
/// `lap` between repetitions, and elsewhere.
const LAP_BETWEEN_S: i64 = 60;
const LAP_ELSEWHERE_S: i64 = 600;

/// What was learned of a session beside its steps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// Steps in the tree.
    pub(crate) leaves: u32,
    /// Depth of the tree.
    pub(crate) height: u32,
    /// Something of it could not be read.
    pub(crate) unread: bool,
    /// `long` was said.
    pub(crate) long: bool,
    /// It holds a session that is declared hard.
    pub(crate) hard: bool,
    /// The race in it.
    pub(crate) race: Option<RaceDay>,
}

/// A definition with values in the place of its parameters.
pub(crate) struct Body {
    pub(crate) steps: Vec<PlannedStep>,
    pub(crate) facts: Facts,
}

/// What a definition came to with some values.
pub(crate) type Remembered = (Vec<Bound>, Rc<Body>);

/// Where a step stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'e> {
    pub(crate) at: LineStart,
    pub(crate) env: &'e Env<'e>,
    /// The effort of steps that name none.
    effort: Option<Effort>,
    /// Between repetitions.
    between: bool,
    /// Inside another step: `with`.
    within: bool,
    depth: u32,
}

impl<'e> Place<'e> {
    pub(crate) fn new(at: LineStart, env: &'e Env<'e>) -> Place<'e> {
        Place { at, env, effort: None, between: false, within: false, depth: 0 }
    }

    fn deeper(self) -> Place<'e> {
        Place { depth: self.depth + 1, ..self }
    }
}

/// Reads steps.
pub(crate) struct Expander<'a> {
    pub(crate) definitions: &'a Definitions<'a>,
    pub(crate) paces: &'a PaceTable,
    pub(crate) units: DistanceUnit,
    /// The distance of the goal: what `race` alone means.
    pub(crate) goal: Option<Distance>,
    pub(crate) report: &'a mut Report,
    /// Of the session that is being read.
    pub(crate) facts: Facts,
    /// The definitions whose bodies are being read, outermost first.
    pub(crate) open: Vec<usize>,
    /// The bodies of each definition, with the values that they were made for.
    pub(crate) remembered: HashMap<usize, Vec<Remembered>>,
    /// How often each definition is called.
    pub(crate) uses: Vec<u32>,
    called_steps: u32,
    /// A range was seen.
    pub(crate) ranges: bool,
    /// `lap` was seen between repetitions, and elsewhere.
    pub(crate) laps: [Option<Duration>; 2],
}

/// How much of a step.
#[derive(Clone, Copy)]
enum Amount {
    Distance(Range<Distance>),
    Time(Range<Duration>),
    Lap,
    Unsaid,
}

impl<'a> Expander<'a> {
    pub(crate) fn new(
        definitions: &'a Definitions<'a>,
        paces: &'a PaceTable,
        units: DistanceUnit,
        goal: Option<Distance>,
        report: &'a mut Report,
    ) -> Expander<'a> {
        Expander {
            definitions,
            paces,
            units,
            goal,
            report,
            facts: Facts::default(),
            open: Vec::new(),
            remembered: HashMap::new(),
            uses: vec![0; definitions.all.len()],
            called_steps: 0,
            ranges: false,
            laps: [None; 2],
        }
    }

    /// The first alternative of an item.
    pub(crate) fn choice(&mut self, item: &SessionItem, place: Place<'_>, acc: &mut Vec<PlannedStep>) {
        if let Some(ChoiceKind::Steps(steps)) = item.choices.first().map(|c| &c.kind) {
            self.steps(steps, place, acc);
        }
    }

    /// Steps one after the other.
    pub(crate) fn steps(&mut self, steps: &[Step], place: Place<'_>, acc: &mut Vec<PlannedStep>) {
        acc.reserve(steps.len().min(64));
        for step in steps {
            self.step(step, place, acc);
            if self.facts.leaves > MAX_STEPS {
                self.report.push(
                    Diagnostic::new(
                        &codes::TOO_MANY_REPEATS,
                        place.at.at(step.span),
                        format!("this session has more than {MAX_STEPS} steps"),
                    )
                    .help("nobody can run that: is a session called too often?"),
                );
                self.facts.unread = true;
                return;
            }
        }
    }

    fn step(&mut self, step: &Step, place: Place<'_>, acc: &mut Vec<PlannedStep>) {
        if place.depth > MAX_DEPTH {
            self.too_deep(place.at.at(step.span));
            return;
        }
        self.facts.height = self.facts.height.max(place.depth);
        if step.with.is_empty() {
            match &step.kind {
                StepKind::Segment(segment) => self.segment(segment, step, place, None, acc),
                StepKind::Repeat(repeat) => self.repeat(repeat, step, place, acc),
                StepKind::Ladder(ladder) => self.ladder(ladder, ladder.recovery.as_deref(), step, place, acc),
                StepKind::Group(steps, recovery) => {
                    self.group(steps, recovery.as_deref(), step, place, acc);
                }
                StepKind::Call(call) => match place.env.get(&call.name.node) {
                    Some(bound) => self.parameter_as_step(bound.clone(), &call.name.node, step, place, acc),
                    None => match self.call(call, place) {
                        Some(body) => self.insert(&body, place, place.at.at(call.name.span), acc),
                        None => self.facts.unread = true,
                    },
                },
                StepKind::Unread => self.facts.unread = true,
            }
            return;
        }
        let mut inner = Vec::with_capacity(step.with.len());
        let inside = Place { within: true, ..place.deeper() };
        for part in &step.with {
            self.step(part, inside, &mut inner);
        }
        match &step.kind {
            StepKind::Segment(segment) => {
                let (distance, duration) = totals(&inner);
                self.segment(segment, step, place, Some((distance, duration)), acc);
            }
            _ => {
                let alone = Step {
                    span: step.span,
                    kind: step.kind.clone(),
                    with: Vec::new(),
                    note: step.note.clone(),
                };
                self.step(&alone, place.deeper(), acc);
            }
        }
        acc.append(&mut inner);
    }

    fn too_deep(&mut self, span: Span) {
        self.facts.unread = true;
        self.report.say(&codes::NESTING_TOO_DEEP, span, "steps inside steps inside steps, too deep to run");
    }

    /// A called session in the place of its call.
    fn insert(&mut self, body: &Body, place: Place<'_>, span: Span, acc: &mut Vec<PlannedStep>) {
        let facts = &body.facts;
        self.facts.unread |= facts.unread;
        self.facts.long |= facts.long;
        self.facts.hard |= facts.hard;
        if place.depth + facts.height > MAX_DEPTH {
            self.too_deep(span);
            return;
        }
        self.facts.height = self.facts.height.max(place.depth + facts.height);
        self.called_steps = self.called_steps.saturating_add(facts.leaves).saturating_add(1);
        self.facts.leaves = self.facts.leaves.saturating_add(facts.leaves).saturating_add(1);
        if self.facts.leaves > MAX_STEPS || self.called_steps > MAX_CALLED_STEPS {
            self.facts.unread = true;
            if self.called_steps > MAX_CALLED_STEPS {
                self.report.say(
                    &codes::TOO_MANY_REPEATS,
                    span,
                    "the sessions that this plan calls have too many steps; it is read no further than here",
                );
            }
            return;
        }
        if self.facts.race.is_none() {
            self.facts.race.clone_from(&facts.race);
        }
        acc.extend(body.steps.iter().cloned());
    }

    /// A parameter that stands for a whole step: `rec`.
    fn parameter_as_step(
        &mut self,
        bound: Bound,
        name: &str,
        step: &Step,
        place: Place<'_>,
        acc: &mut Vec<PlannedStep>,
    ) {
        let mut segment = Segment::default();
        match bound {
            Bound::Extent(extent) => segment.extent = Some(Spanned::new(extent, step.span)),
            Bound::Effort(effort) => segment.efforts.push(Spanned::new(effort, step.span)),
            Bound::Target(target) => segment.targets.push(Spanned::new(target, step.span)),
            Bound::Missing => {
                self.facts.unread = true;
                return;
            }
            Bound::Number(_) => {
                self.facts.unread = true;
                self.report.say(
                    &codes::ARGUMENT_KIND,
                    place.at.at(step.span),
                    format!(
                        "`{name}` stands for a step here: it needs a distance or a time, not a plain number"
                    ),
                );
                return;
            }
        }
        self.segment(&segment, step, place, None, acc);
    }

    fn repeat(&mut self, repeat: &Repeat, step: &Step, place: Place<'_>, acc: &mut Vec<PlannedStep>) {
        let span = place.at.at(step.span);
        let Some(times) = self.count(&repeat.count, place) else {
            self.facts.unread = true;
            return;
        };
        let inside = Place {
            effort: repeat.effort.as_ref().map(|e| e.node).or(place.effort),
            between: false,
            ..place.deeper()
        };
        let mut body = Vec::with_capacity(repeat.body.len());
        self.steps(&repeat.body, inside, &mut body);
        let mut recovery = Vec::new();
        if let Some(step) = &repeat.recovery {
            self.step(step, Place { effort: None, between: true, ..inside }, &mut recovery);
        } else if !place.within && times.high > 1 && all_strides(&body) {
            self.facts.leaves += 1;
            recovery.push(PlannedStep::Do(self.jog(Duration::from_s(STRIDE_JOG_S), span)));
        }
        acc.push(PlannedStep::Repeat { times, body, recovery, span });
    }

    /// How often; nothing if that is impossible, which is then reported.
    fn count(&mut self, count: &Spanned<Count>, place: Place<'_>) -> Option<Range<u32>> {
        let span = place.at.at(count.span);
        let times = match &count.node {
            Count::Number(times) => *times,
            Count::Param(name) => match place.env.get(name) {
                Some(Bound::Number(n)) => n.map(whole),
                Some(Bound::Missing) => {
                    self.facts.unread = true;
                    Range::one(1)
                }
                Some(other) => {
                    let message =
                        format!("`{name}` says how often: it needs a plain number, not {}", other.kind());
                    self.report.say(&codes::ARGUMENT_KIND, span, message);
                    return None;
                }
                None => {
                    self.report.push(
                        Diagnostic::new(
                            &codes::UNKNOWN_PARAMETER,
                            span,
                            format!("`{name}` is no parameter of this session"),
                        )
                        .help(format!("add it to the head: `session …({name} = 4)`, or write a number")),
                    );
                    return None;
                }
            },
        };
        let times = if times.low > times.high { Range { low: times.high, high: times.low } } else { times };
        if times.high == 0 {
            self.report.push(
                Diagnostic::new(&codes::IMPOSSIBLE_VALUE, span, "0 repeats: this would never be run")
                    .help("write how often, or delete the step"),
            );
            return None;
        }
        if times.high > MAX_REPEATS {
            self.report.push(
                Diagnostic::new(
                    &codes::IMPOSSIBLE_VALUE,
                    span,
                    format!("{} repeats: nobody runs that often", times.high),
                )
                .help(format!("at most {MAX_REPEATS} are read")),
            );
            return None;
        }
        self.ranges |= !times.is_one();
        Some(Range { low: times.low.max(1), high: times.high })
    }

    /// Unlike repetitions: one step after the other, with a recovery between two.
    fn ladder(
        &mut self,
        ladder: &Ladder,
        recovery: Option<&Step>,
        step: &Step,
        place: Place<'_>,
        acc: &mut Vec<PlannedStep>,
    ) {
        for (i, rung) in ladder.rungs.iter().enumerate() {
            if i > 0
                && let Some(recovery) = recovery
            {
                self.step(recovery, Place { effort: None, between: true, ..place.deeper() }, acc);
            }
            let segment = Segment { extent: Some(rung.clone()), ..ladder.each.clone() };
            self.segment(&segment, step, place, None, acc);
            if self.facts.leaves > MAX_STEPS {
                return;
            }
        }
    }

    /// Brackets of their own; a recovery stands between the steps in them, or between the rungs of a ladder.
    fn group(
        &mut self,
        steps: &[Step],
        recovery: Option<&Step>,
        step: &Step,
        place: Place<'_>,
        acc: &mut Vec<PlannedStep>,
    ) {
        let inside = place.deeper();
        if let ([only], Some(recovery)) = (steps, recovery)
            && let StepKind::Ladder(ladder) = &only.kind
            && ladder.recovery.is_none()
        {
            self.ladder(ladder, Some(recovery), step, inside, acc);
            return;
        }
        for (i, step) in steps.iter().enumerate() {
            if i > 0
                && let Some(recovery) = recovery
            {
                self.step(recovery, Place { effort: None, between: true, ..inside }, acc);
            }
            self.step(step, inside, acc);
            if self.facts.leaves > MAX_STEPS {
                return;
            }
        }
    }

    /// The heart of it: an extent with an effort and targets. `minus` is the work that the extent contains already.
    fn segment(
        &mut self,
        segment: &Segment,
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
        let Some(mut amount) = self.amount(segment, place) else {
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
            note: step.note.as_ref().map(|n| n.node.to_string()),
            between: place.between,
            span,
        };
        match change {
            Some(change) if sport == Sport::Run => self.split_change(part, amount, change, acc),
            _ => {
                self.facts.leaves += 1;
                acc.push(PlannedStep::Do(part));
            }
        }
    }

    /// How far or how long; nothing if that is impossible, which is then reported.
    fn amount(&mut self, segment: &Segment, place: Place<'_>) -> Option<Amount> {
        if let Some(extent) = &segment.extent {
            let span = place.at.at(extent.span);
            let extent = match &extent.node {
                Extent::Param(name) => match place.env.get(name) {
                    Some(Bound::Extent(extent)) => extent.clone(),
                    Some(Bound::Missing) => {
                        self.facts.unread = true;
                        return Some(Amount::Unsaid);
                    }
                    Some(other) => {
                        let message = format!(
                            "`{name}` stands for a distance or a time here: it needs one such as `60s`, not {}",
                            other.kind()
                        );
                        self.report.say(&codes::ARGUMENT_KIND, span, message);
                        return None;
                    }
                    None => {
                        self.report.push(
                            Diagnostic::new(
                                &codes::UNKNOWN_PARAMETER,
                                span,
                                format!("`{name}` is no parameter of this session"),
                            )
                            .help("write a distance or a time, or add it to the session's head"),
                        );
                        return None;
                    }
                },
                other => other.clone(),
            };
            return match self.possible(&extent, span)? {
                Amount::Distance(d) => Some(Amount::Distance(d)),
                other => Some(other),
            };
        }
        if let Some(bare) = &segment.bare {
            let span = place.at.at(bare.span);
            let number = |x: f64| if x.fract() == 0.0 { format!("{x:.0}") } else { format!("{x}") };
            let text = if bare.node.is_one() {
                format!("{}{}", number(bare.node.low), self.units.symbol())
            } else {
                format!("{}-{}{}", number(bare.node.low), number(bare.node.high), self.units.symbol())
            };
            self.report.push(
                Diagnostic::new(
                    &codes::UNIT_MISSING,
                    span,
                    format!("a number without a unit: read as `{text}`"),
                )
                .help("`km`, `mi` and `m` are distances, `min` and `s` are times")
                .fix(write(span, &text, Applicability::Safe)),
            );
            return self.possible(&Extent::Distance(bare.node, self.units), span);
        }
        match &segment.race {
            Some(race) => Some(Amount::Distance(Range::one(race_distance(race.node)))),
            None => Some(Amount::Unsaid),
        }
    }

    /// Holds an extent against what can be run.
    fn possible(&mut self, extent: &Extent, span: Span) -> Option<Amount> {
        let (amount, low, high) = match extent {
            Extent::Distance(range, unit) => {
                let d = sorted(range.map(|x| Distance::new(x, *unit)));
                (Amount::Distance(d), d.low.to_km(), d.high.to_km() / MAX_DISTANCE_KM)
            }
            Extent::Time(range) => {
                let t = sorted(*range);
                (Amount::Time(t), t.low.to_s(), t.high.to_h() / MAX_HOURS)
            }
            Extent::Lap => return Some(Amount::Lap),
            Extent::Param(_) => return Some(Amount::Unsaid),
        };
        if low > 0.0 && high <= 1.0 {
            return Some(amount);
        }
        let message = if high > 1.0 {
            format!("longer than anybody runs: at most {MAX_DISTANCE_KM} km or {MAX_HOURS} h are read")
        } else {
            "a step of no length".to_owned()
        };
        self.report.say(&codes::IMPOSSIBLE_VALUE, span, message);
        None
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
            self.facts.leaves += 1;
            acc.push(PlannedStep::Do(Part {
                distance,
                duration,
                intensity: *intensity,
                speed,
                climb,
                note,
                ..part.clone()
            }));
        }
    }

    /// What is left of an extent beside the work in it.
    fn remainder(
        &mut self,
        amount: Amount,
        (distance, duration): (Range<Distance>, Range<Duration>),
        span: Span,
    ) -> Amount {
        let (left, inner, outer) = match amount {
            Amount::Distance(d) => {
                let inner = distance.middle();
                let left = d.map(|x| (x - inner).max(Distance::ZERO));
                (
                    Amount::Distance(left),
                    inner.to_m() / d.middle().to_m(),
                    (d.middle().to_string(), inner.to_string()),
                )
            }
            Amount::Time(t) => {
                let inner = duration.middle();
                let left = t.map(|x| (x - inner).max(Duration::ZERO));
                (
                    Amount::Time(left),
                    inner.to_s() / t.middle().to_s(),
                    (t.middle().to_string(), inner.to_string()),
                )
            }
            other => return other,
        };
        if inner > 1.01 {
            self.report.push(
                Diagnostic::new(
                    &codes::IMPOSSIBLE_VALUE,
                    span,
                    format!("the work after `with` takes {}, but the whole is only {}", outer.1, outer.0),
                )
                .help("`with` stands for work that the extent before it contains; use `+` for work that comes on top"),
            );
        }
        left
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
            self.facts.race = Some(RaceDay {
                distance,
                time: segment.split.as_ref().map(|s| s.node),
                name: step.note.as_ref().map(|n| n.node.to_string()),
                goal: false,
                time_trial: trial,
                span: place.at.at(step.span),
            });
        }
    }

    /// Does the plan itself name a pace here?
    fn explicit(&self, segment: &Segment) -> bool {
        use crate::syntax::ast::Target::{Pace, Speed};
        segment.targets.iter().any(|t| matches!(t.node, Pace(..) | Speed(..)))
    }

    fn jog(&self, duration: Duration, span: Span) -> Part {
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

/// Distance and time of steps, both ends of every range; running alone has a distance.
pub(crate) fn totals(steps: &[PlannedStep]) -> (Range<Distance>, Range<Duration>) {
    let mut distance = Range::default();
    let mut duration = Range::default();
    for step in steps {
        match step {
            PlannedStep::Do(part) => {
                if part.sport == Sport::Run {
                    distance = distance + part.distance;
                }
                duration = duration + part.duration;
            }
            PlannedStep::Repeat { times, body, recovery, .. } => {
                let low = f64::from(times.low);
                let high = f64::from(times.high);
                let each = |(d, t): (Range<Distance>, Range<Duration>), low: f64, high: f64| {
                    (
                        Range { low: d.low * low, high: d.high * high },
                        Range { low: t.low * low, high: t.high * high },
                    )
                };
                let work = each(totals(body), low, high);
                let breaks = each(totals(recovery), (low - 1.0).max(0.0), (high - 1.0).max(0.0));
                distance = distance + work.0 + breaks.0;
                duration = duration + work.1 + breaks.1;
            }
        }
    }
    (distance, duration)
}

/// Distance from time or time from distance, at the middle of the speed.
fn extent_and_time(
    amount: Amount,
    speed: Option<Range<Speed>>,
    split: Option<Duration>,
) -> (Range<Distance>, Range<Duration>) {
    let speed = speed.map(|s| s.middle()).filter(|v| v.to_mps() > 0.0 && v.to_mps().is_finite());
    match amount {
        Amount::Distance(d) => {
            let time = match (split, speed) {
                (Some(split), _) => Range::one(split),
                (None, Some(v)) => d.map(|d| d / v),
                (None, None) => Range::default(),
            };
            (d, time)
        }
        Amount::Time(t) => (speed.map_or_else(Range::default, |v| t.map(|t| v * t)), t),
        Amount::Lap | Amount::Unsaid => (Range::default(), split.map_or_else(Range::default, Range::one)),
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

fn all_strides(steps: &[PlannedStep]) -> bool {
    !steps.is_empty() && steps.iter().all(|s| matches!(s, PlannedStep::Do(p) if p.strides))
}

fn sorted<T: PartialOrd + Copy>(range: Range<T>) -> Range<T> {
    if range.low > range.high { Range { low: range.high, high: range.low } } else { range }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(x: f64) -> u32 {
    x.round().clamp(0.0, f64::from(u32::MAX)) as u32
}
