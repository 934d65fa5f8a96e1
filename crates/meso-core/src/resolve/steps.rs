//! From the steps as written to what is run: how far, how long, how hard, with repeats kept as they are.

use super::again::First;
use super::calls::{Bound, Definitions, Env};
use super::paces::PaceTable;
use super::report::Report;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::limits::{CALLED_STEPS, REPEATS as MAX_REPEATS, STEPS as MAX_STEPS, STEPS_DEEP as MAX_DEPTH};
use crate::plan::{Part, PartId, PlannedStep, RaceDay, Session};
use crate::syntax::ast::{
    Call, ChoiceKind, Count, Effort, Extent, Ladder, Repeat, Segment, SessionItem, Sport, Step, StepKind,
};
use crate::text::{LineStart, Span, Spanned};
use crate::units::{Distance, DistanceUnit, Duration, Range};
use std::collections::HashMap;
use std::rc::Rc;

/// Between strides where nothing is said.
const STRIDE_JOG_S: i64 = 60;

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
    pub(crate) race: Option<Box<RaceDay>>,
}

/// A definition with values in the place of its parameters.
pub(crate) struct Body {
    pub(crate) steps: Vec<PlannedStep>,
    /// The leaves of its steps.
    pub(crate) parts: Vec<Part>,
    pub(crate) facts: Facts,
}

/// What a definition came to with some values.
pub(crate) type Remembered = (Vec<Bound>, Rc<Body>);

/// Where a step stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'e> {
    pub(crate) at: LineStart,
    pub(crate) env: &'e Env<'e>,
    /// The effort of steps that name none, and where it stands.
    pub(crate) effort: Option<Spanned<Effort>>,
    /// The sport of steps that name none.
    pub(crate) sport: Option<Sport>,
    /// The sport of a warm-up and a cool-down that name none: that of the session's work.
    pub(crate) role_sport: Option<Sport>,
    /// Repetitions of which no effort is stated: they are work.
    pub(crate) repetitions: bool,
    /// Between repetitions.
    pub(crate) between: bool,
    /// Inside another step: `with`.
    pub(crate) within: bool,
    pub(crate) depth: u32,
}

impl<'e> Place<'e> {
    pub(crate) fn new(at: LineStart, env: &'e Env<'e>) -> Place<'e> {
        Place {
            at,
            env,
            effort: None,
            sport: None,
            role_sport: None,
            repetitions: false,
            between: false,
            within: false,
            depth: 0,
        }
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
    /// The sessions that were read, in their order in the text.
    pub(crate) sessions: Vec<Session>,
    /// Of the session that is being read.
    pub(crate) facts: Facts,
    /// The leaves of its steps, in the order in which the steps name them.
    pub(crate) parts: Vec<Part>,
    /// The definitions whose bodies are being read, outermost first.
    pub(crate) open: Vec<usize>,
    /// The bodies of each definition, with the values that they were made for.
    pub(crate) remembered: Vec<Vec<Remembered>>,
    /// How often each definition is called.
    pub(crate) uses: Vec<u32>,
    pub(crate) called_steps: u32,
    /// How many steps calls may bring.
    pub(crate) most_called_steps: u32,
    /// Names that no session has, with the name that may be meant.
    pub(crate) suggested: HashMap<Box<str>, Option<(usize, String)>>,
    /// How often near names were looked for.
    pub(crate) searches: usize,
    /// Of lines that occur several times.
    pub(crate) first: First,
    /// A range was seen.
    pub(crate) ranges: bool,
    /// `lap` was seen between repetitions, and elsewhere.
    pub(crate) laps: [Option<Duration>; 2],
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
            sessions: Vec::new(),
            facts: Facts::default(),
            parts: Vec::new(),
            open: Vec::new(),
            remembered: vec![Vec::new(); definitions.all.len()],
            uses: vec![0; definitions.all.len()],
            called_steps: 0,
            most_called_steps: CALLED_STEPS,
            suggested: HashMap::new(),
            searches: 0,
            first: First::default(),
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
                StepKind::Segment(segment) => match self.as_call(segment, place) {
                    Some(call) => self.called(&call, place, acc),
                    None => self.segment(segment, segment.extent.as_ref(), step, place, None, acc),
                },
                StepKind::Repeat(repeat) => self.repeat(repeat, step, place, acc),
                StepKind::Ladder(ladder) => self.ladder(ladder, ladder.recovery.as_deref(), step, place, acc),
                StepKind::Group(steps, recovery) => {
                    self.group(steps, recovery.as_deref(), step, place, acc);
                }
                StepKind::Call(call) => match place.env.get(&call.name.node) {
                    Some(bound) => self.parameter_as_step(bound.clone(), &call.name.node, step, place, acc),
                    None => self.called(call, place, acc),
                },
                StepKind::Unread => self.facts.unread = true,
            }
            return;
        }
        let before = self.parts.len();
        let mut inner = Vec::with_capacity(step.with.len());
        let inside = Place { within: true, sport: sport_of_step(step).or(place.sport), ..place.deeper() };
        for part in &step.with {
            self.step(part, inside, &mut inner);
        }
        let (contained, own) = (self.parts.len() - before, acc.len());
        match &step.kind {
            StepKind::Segment(segment) => {
                let (distance, duration) = totals(&inner, &|id| self.parts.get(id.0 as usize));
                self.segment(segment, segment.extent.as_ref(), step, place, Some((distance, duration)), acc);
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
        // What contains the others stands before them, though it was read after them.
        self.parts[before..].rotate_left(contained);
        renumber(&mut acc[own..], before + contained, before);
        renumber(&mut inner, before, self.parts.len() - contained);
        acc.append(&mut inner);
    }

    /// A step without others in it.
    pub(crate) fn leaf(&mut self, part: Part) -> PlannedStep {
        self.facts.leaves += 1;
        let id = PartId(u32::try_from(self.parts.len()).unwrap_or(u32::MAX));
        self.parts.push(part);
        PlannedStep::Do(id)
    }

    /// The steps of a session in the place of its name.
    fn called(&mut self, call: &Call, place: Place<'_>, acc: &mut Vec<PlannedStep>) {
        match self.call(call, place) {
            Some(body) => self.insert(&body, place, place.at.at(call.name.span), acc),
            None => self.facts.unread = true,
        }
    }

    /// `hills easy` looks like a parameter with an effort; where it is none, it is the session of that name.
    fn as_call(&self, segment: &Segment, place: Place<'_>) -> Option<Call> {
        let extent = segment.extent.as_ref()?;
        let Extent::Param(name) = &extent.node else { return None };
        let is_session = self.open.is_empty() || self.definitions.find(name).is_some();
        (is_session && place.env.get(name).is_none())
            .then(|| Call { name: Spanned::new(name.clone(), extent.span), args: Vec::new() })
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
        self.facts.leaves = self.facts.leaves.saturating_add(facts.leaves).saturating_add(1);
        if self.facts.leaves > MAX_STEPS {
            self.facts.unread = true;
            return;
        }
        let before = self.called_steps;
        self.called_steps = before.saturating_add(facts.leaves).saturating_add(1);
        if self.called_steps > self.most_called_steps {
            self.facts.unread = true;
            if before <= self.most_called_steps {
                self.report.say(
                    &codes::TOO_MANY_REPEATS,
                    span,
                    format!(
                        "the sessions that this plan calls have more than {} steps: calls from here on are not read",
                        self.most_called_steps
                    ),
                );
            }
            return;
        }
        if self.facts.race.is_none() {
            self.facts.race.clone_from(&facts.race);
        }
        let (own, leaves) = (acc.len(), self.parts.len());
        acc.extend_from_slice(&body.steps);
        renumber(&mut acc[own..], 0, leaves);
        self.parts.extend_from_slice(&body.parts);
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
        self.segment(&segment, segment.extent.as_ref(), step, place, None, acc);
    }

    fn repeat(&mut self, repeat: &Repeat, step: &Step, place: Place<'_>, acc: &mut Vec<PlannedStep>) {
        let span = place.at.at(step.span);
        let Some(times) = self.count(&repeat.count, place) else {
            self.facts.unread = true;
            return;
        };
        let sport = sport_of_steps(&repeat.body).or(place.sport);
        let inside = Place {
            effort: repeat.effort.or(place.effort),
            sport,
            between: false,
            repetitions: times.high > 1 && !place.between && is_unstated_work(repeat),
            ..place.deeper()
        };
        let mut body = Vec::with_capacity(repeat.body.len());
        self.steps(&repeat.body, inside, &mut body);
        let mut recovery = Vec::with_capacity(1);
        if let Some(step) = &repeat.recovery {
            self.step(
                step,
                Place { effort: None, between: true, repetitions: false, ..inside },
                &mut recovery,
            );
        } else if !place.within && times.high > 1 && self.all_strides(&body) {
            let jog = self.jog(Duration::from_s(STRIDE_JOG_S), span);
            recovery.push(self.leaf(jog));
        }
        acc.push(PlannedStep::Repeat { times, body, recovery, span });
    }

    fn all_strides(&self, steps: &[PlannedStep]) -> bool {
        let strides = |id: PartId| self.parts.get(id.0 as usize).is_some_and(|p| p.strides);
        !steps.is_empty() && steps.iter().all(|s| matches!(s, PlannedStep::Do(id) if strides(*id)))
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
                let sport = ladder.each.sport.as_ref().map(|s| s.node).or(place.sport);
                let between =
                    Place { effort: None, sport, between: true, repetitions: false, ..place.deeper() };
                self.step(recovery, between, acc);
            }
            let repetitions = ladder.rungs.len() > 1 && !place.between;
            self.segment(&ladder.each, Some(rung), step, Place { repetitions, ..place }, None, acc);
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
                self.step(recovery, Place { effort: None, between: true, repetitions: false, ..inside }, acc);
            }
            self.step(step, inside, acc);
            if self.facts.leaves > MAX_STEPS {
                return;
            }
        }
    }
}

/// The sport that a step names for all of itself.
pub(crate) fn sport_of_step(step: &Step) -> Option<Sport> {
    let named = |segment: &Segment| segment.sport.as_ref().map(|s| s.node).filter(|s| *s != Sport::Walk);
    match &step.kind {
        StepKind::Segment(segment) => named(segment),
        StepKind::Ladder(ladder) => named(&ladder.each),
        StepKind::Repeat(repeat) => sport_of_steps(&repeat.body),
        StepKind::Group(steps, _) => sport_of_steps(steps),
        StepKind::Call(_) | StepKind::Unread => None,
    }
}

/// The sport of a session's work, where all that names none is its warm-up and its cool-down: they are done in it too.
pub(crate) fn sport_of_work<'s>(steps: impl Iterator<Item = &'s Step>) -> Option<Sport> {
    let role = |step: &Step| match &step.kind {
        StepKind::Segment(segment) => {
            segment.efforts.iter().any(|e| matches!(e.node, Effort::Warmup | Effort::Cooldown))
                && !matches!(segment.extent.as_ref().map(|e| &e.node), Some(Extent::Distance(..)))
        }
        _ => false,
    };
    let mut sports = steps.filter(|step| !role(step)).map(sport_of_step);
    let first = sports.next()??;
    sports.all(|sport| sport == Some(first)).then_some(first)
}

/// The sport that all of some steps name.
fn sport_of_steps(steps: &[Step]) -> Option<Sport> {
    let mut sports = steps.iter().map(sport_of_step);
    let first = sports.next()??;
    sports.all(|sport| sport == Some(first)).then_some(first)
}

/// Repetitions for which no effort is stated, and that are no run-walk: there `run` beside a walk is easy.
fn is_unstated_work(repeat: &Repeat) -> bool {
    let segments = |segment: &Segment, stated: &mut bool, running: &mut bool| {
        *stated |= !segment.targets.is_empty()
            || segment.split.is_some()
            || segment.efforts.iter().any(|e| {
                !matches!(
                    e.node,
                    Effort::Run
                        | Effort::Long
                        | Effort::Jog
                        | Effort::Walk
                        | Effort::Rest
                        | Effort::Recovery
                        | Effort::Easy
                )
            });
        *running |= segment.efforts.iter().any(|e| e.node == Effort::Run);
    };
    let (mut stated, mut running) = (repeat.effort.is_some(), false);
    for step in &repeat.body {
        match &step.kind {
            StepKind::Segment(segment) => segments(segment, &mut stated, &mut running),
            // What is deeper decides for itself.
            _ => return false,
        }
    }
    let walks = |step: &Step| match &step.kind {
        StepKind::Segment(segment) => {
            segment.efforts.iter().any(|e| e.node == Effort::Walk)
                || segment.sport.as_ref().is_some_and(|s| s.node == Sport::Walk)
        }
        _ => false,
    };
    let walk = repeat.recovery.as_deref().is_some_and(walks) || repeat.body.iter().any(walks);
    !(stated || running && walk)
}

/// Gives the leaves of steps other numbers, so that the one that was `from` is `to`.
fn renumber(steps: &mut [PlannedStep], from: usize, to: usize) {
    if from == to {
        return;
    }
    for step in steps {
        match step {
            PlannedStep::Do(id) => id.0 = u32::try_from(id.0 as usize + to - from).unwrap_or(u32::MAX),
            PlannedStep::Repeat { body, recovery, .. } => {
                renumber(body, from, to);
                renumber(recovery, from, to);
            }
        }
    }
}

/// The least so often to the most so often.
fn times_each<T>(range: Range<T>, low: f64, high: f64) -> Range<T>
where
    T: Copy + PartialEq + std::ops::Mul<f64, Output = T>,
{
    let least = range.low * low;
    // Exactly the same count of exactly the same thing, nearly always.
    #[allow(clippy::float_cmp)]
    let one = low == high && range.is_one();
    Range { low: least, high: if one { least } else { range.high * high } }
}

/// Distance and time of steps, both ends of every range; running alone has a distance.
pub(crate) fn totals<'p>(
    steps: &[PlannedStep],
    part: &impl Fn(PartId) -> Option<&'p Part>,
) -> (Range<Distance>, Range<Duration>) {
    let distance = sum(steps, &|p| if p.sport == Sport::Run { p.distance } else { Range::default() }, part);
    (distance, sum(steps, &|p| p.duration, part))
}

/// The time of those parts of some steps that are asked for.
pub(crate) fn time_of<'p>(
    steps: &[PlannedStep],
    wanted: &impl Fn(&Part) -> bool,
    part: &impl Fn(PartId) -> Option<&'p Part>,
) -> Range<Duration> {
    sum(steps, &|p| if wanted(p) { p.duration } else { Range::default() }, part)
}

/// Adds up what each step has, both ends of every range.
fn sum<'p, T>(
    steps: &[PlannedStep],
    of: &impl Fn(&Part) -> Range<T>,
    part: &impl Fn(PartId) -> Option<&'p Part>,
) -> Range<T>
where
    T: Copy + Default + PartialEq + std::ops::Add<Output = T> + std::ops::Mul<f64, Output = T>,
{
    let mut total = Range::default();
    for step in steps {
        match step {
            PlannedStep::Do(id) => {
                if let Some(part) = part(*id) {
                    total = total + of(part);
                }
            }
            PlannedStep::Repeat { times, body, recovery, .. } => {
                let (low, high) = (f64::from(times.low), f64::from(times.high));
                let work = times_each(sum(body, of, part), low, high);
                let breaks = times_each(sum(recovery, of, part), (low - 1.0).max(0.0), (high - 1.0).max(0.0));
                total = total + work + breaks;
            }
        }
    }
    total
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(x: f64) -> u32 {
    x.round().clamp(0.0, f64::from(u32::MAX)) as u32
}
