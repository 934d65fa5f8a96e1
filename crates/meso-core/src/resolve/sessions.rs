//! From an item on a day to a session with its totals.

use super::calls::Env;
use super::classify::classify;
use super::steps::{Expander, Facts, Place, sport_of_work, time_of, totals};
use crate::Options;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::limits::TIMES as MAX_TIMES;
use crate::plan::{
    Because, Classification, DayIndex, Intensity, Part, PartId, PlannedStep, Session, SessionId,
};
use crate::syntax::ast::{
    Call, Choice, ChoiceKind, Class, Effort, Extent, Segment, SessionItem, Sport, Step, StepKind,
};
use crate::text::{LineStart, Span, Spanned};
use crate::units::{DistanceUnit, Duration, Range};

/// What an item comes to.
pub(crate) enum Resolved {
    /// `rest`, perhaps with other choices.
    Rest,
    /// Something to do, the last of [`Expander::sessions`]; and whether something of it could not be read.
    Session(SessionId, bool),
}

/// Reads the first choice of an item. The session gets its day, and its number in the plan, when it is placed.
pub(crate) fn resolve_item(
    item: &SessionItem,
    item_span: Span,
    at: LineStart,
    expander: &mut Expander<'_>,
    options: &Options,
) -> Resolved {
    let Some(first) = item.choices.first() else { return Resolved::Rest };
    let ChoiceKind::Steps(written) = &first.kind else { return Resolved::Rest };
    let named = named_session(written, expander);
    let written = named.as_deref().unwrap_or(written);
    expander.facts = Facts::default();
    expander.parts.clear();
    let mut steps = Vec::with_capacity(written.iter().map(|s| 1 + s.with.len()).sum());
    // `easy 6x800m @T`: an effort of the repetitions, as `E 6x800m @T` is; before brackets and names it is a class.
    let of_reps = first.class.filter(|class| class.node == Class::Easy && is_bare_repeat(written));
    let effort = of_reps.map(|class| Spanned::new(Effort::Easy, class.span));
    let place = Place { effort, role_sport: sport_of_work(written.iter()), ..Place::new(at, &Env::NONE) };
    expander.steps(written, place, &mut steps);
    // The list that they were collected in is used again; this one is as long as it has to be.
    let mut parts = Vec::with_capacity(expander.parts.len());
    parts.append(&mut expander.parts);
    let mut facts = std::mem::take(&mut expander.facts);
    let call = sole_call(written);
    let definition = call.and_then(|(name, _)| expander.definitions.find(name));
    let declared = first
        .class
        .filter(|_| of_reps.is_none())
        .map(|c| c.node)
        .or_else(|| is_all_hard(written).then_some(Class::Hard))
        .or(definition.and(call).and_then(|(_, class)| class))
        .or_else(|| definition.and_then(|d| expander.definitions.all[d].head.class.as_ref()).map(|c| c.node))
        .or(facts.hard.then_some(Class::Hard));
    let text = at.at(first.span);
    let note = note_of(first, written);
    if let Some(race) = &mut facts.race
        && race.name.is_none()
    {
        race.name.clone_from(&note);
    }
    let id = SessionId(u32::try_from(expander.sessions.len()).unwrap_or(u32::MAX));
    // It is finished where it stays: a session is not moved lightly.
    expander.sessions.push(Session {
        id,
        day: DayIndex(0),
        placed: false,
        when: item.when.as_ref().map(|w| w.node),
        span: item_span,
        text,
        definition,
        sport: Sport::Run,
        note,
        steps,
        parts,
        left_out: Vec::new(),
        distance: Range::default(),
        duration: Range::default(),
        running: Range::default(),
        open: false,
        declared,
        unread: false,
        scale: 1.0,
        said_long: facts.long,
        class: Classification {
            hard: false,
            quality: false,
            moderate: false,
            because: Because::Easy,
            fast: Duration::ZERO,
            dose: 0.0,
        },
        race: facts.race,
        long: facts.long,
        recovery: false,
        alternatives: item.choices.iter().skip(1).map(|c| at.at(c.span)).collect(),
    });
    let Some(session) = expander.sessions.last_mut() else { return Resolved::Rest };
    if !count(session) {
        expander.report.say(
            &codes::TOO_MANY_REPEATS,
            text,
            format!("repeats of repeats: a step is done more than {MAX_TIMES} times"),
        );
        facts.unread = true;
        session.steps.clear();
        session.parts.clear();
        session.left_out.clear();
    }
    session.unread = facts.unread;
    finish(session, expander.units, options);
    if is_of_no_length(session) {
        expander.report.push(
            Diagnostic::new(&codes::LENGTH_MISSING, text, "how far, or how long? nothing here says it")
                .help("write a distance or a time, such as `8km` or `40min`; until then the week is longer than its total")
        );
    }
    Resolved::Session(id, facts.unread)
}

/// Sums a session up and classifies it: all that follows from its steps and from what was said of it.
pub(crate) fn finish(session: &mut Session, units: DistanceUnit, options: &Options) {
    session.sport = sport_of(&session.parts);
    (session.distance, session.duration) = totals(&session.steps, &|id| session.part(id));
    session.running = time_of(&session.steps, &|part| part.sport == Sport::Run, &|id| session.part(id));
    if !session.parts.iter().any(Part::is_running) {
        session.distance = Range::default();
        session.running = Range::default();
    }
    session.open = session.parts.iter().any(|p| p.open && !p.strides);
    session.long =
        session.said_long && session.is_run() || session.running.middle().to_min() >= options.long_minutes;
    session.recovery = !session.parts.is_empty()
        && session.parts.iter().all(|p| p.effort == Some(Effort::Recovery) && !p.between);
    session.class = classify(session, units, options);
}

/// A session whose name is also an effort word, where the item is nothing but that name: `tue tempo`.
fn named_session(steps: &[Step], expander: &Expander<'_>) -> Option<Vec<Step>> {
    let [step @ Step { kind: StepKind::Segment(segment), with, .. }] = steps else { return None };
    let [Spanned { node: effort, span }] = segment.efforts.as_slice() else { return None };
    let alone = Segment { efforts: segment.efforts.clone(), ..Segment::default() };
    if !with.is_empty() || alone != *segment {
        return None;
    }
    // Spellings of one effort differ in length: `T` is no call of `tempo`.
    let is_named =
        |name: &str| Effort::named(name) == Some(*effort) && name.len() == (span.end - span.start) as usize;
    let found = expander.definitions.all.iter().map(|d| &d.head.name.node).find(|name| is_named(name))?;
    let call = Call { name: Spanned::new(found.clone(), *span), args: Vec::new() };
    Some(vec![Step { kind: StepKind::Call(call), with: Vec::new(), ..step.clone() }])
}

/// A run of which every step lacks a length. A race has a finding of its own.
fn is_of_no_length(session: &Session) -> bool {
    session.race.is_none()
        && !session.unread
        && session.parts.iter().any(Part::is_running)
        && session.running.high.is_zero()
        && session.distance.high.is_zero()
        && session.parts.iter().filter(|p| p.is_running()).all(|p| p.open)
}

/// Is the item one repeat without brackets or names: `6x800m @T`?
fn is_bare_repeat(steps: &[Step]) -> bool {
    let [Step { kind: StepKind::Repeat(repeat), with, .. }] = steps else { return false };
    let [Step { kind: StepKind::Segment(segment), .. }] = repeat.body.as_slice() else { return false };
    with.is_empty() && segment.efforts.is_empty()
}

/// `8km hard`, which is `hard 8km`: one step is the whole session.
fn is_all_hard(steps: &[Step]) -> bool {
    let [Step { kind: StepKind::Segment(segment), with, .. }] = steps else { return false };
    let called = matches!(segment.extent.as_ref().map(|e| &e.node), Some(Extent::Param(_)));
    with.is_empty() && !called && segment.efforts.iter().any(|e| e.node == Effort::Hard)
}

/// Says of every part how often it is done, and sets those apart that never are; false when one is done oftener than
/// anybody can.
pub(crate) fn count(session: &mut Session) -> bool {
    if session.steps.iter().all(|step| matches!(step, PlannedStep::Do(_))) {
        return true;
    }
    // As they were read, the leaves are in the order of the tree; those that were left out stand behind the others.
    let as_read = session.left_out.is_empty();
    session.parts.append(&mut session.left_out);
    let possible = count_steps(&session.steps, 1, &mut session.parts);
    let done = session.parts.iter().filter(|p| p.times > 0).count();
    if as_read && done == session.parts.len() {
        return possible;
    }
    let mut read: Vec<Option<Part>> = std::mem::take(&mut session.parts).into_iter().map(Some).collect();
    let mut steps = std::mem::take(&mut session.steps);
    for_each_leaf(&mut steps, &mut |id| {
        let Some(part) = read.get_mut(id.0 as usize).and_then(Option::take) else { return };
        let (list, first) =
            if part.times > 0 { (&mut session.parts, 0) } else { (&mut session.left_out, done) };
        *id = PartId(u32::try_from(first + list.len()).unwrap_or(u32::MAX));
        list.push(part);
    });
    session.steps = steps;
    possible
}

fn count_steps(steps: &[PlannedStep], times: u32, parts: &mut [Part]) -> bool {
    let mut possible = true;
    for step in steps {
        match step {
            PlannedStep::Do(id) => {
                if let Some(part) = parts.get_mut(id.0 as usize) {
                    part.times = times;
                }
            }
            PlannedStep::Repeat { times: n, body, recovery, .. } => {
                let n = middle(*n);
                let often = times.saturating_mul(n);
                possible &= often <= MAX_TIMES;
                possible &= count_steps(body, often, parts);
                possible &= count_steps(recovery, times.saturating_mul(n - 1), parts);
            }
        }
    }
    possible
}

/// Goes through the leaves in the order of the tree.
fn for_each_leaf(steps: &mut [PlannedStep], leaf: &mut dyn FnMut(&mut PartId)) {
    for step in steps {
        match step {
            PlannedStep::Do(id) => leaf(id),
            PlannedStep::Repeat { body, recovery, .. } => {
                for_each_leaf(body, leaf);
                for_each_leaf(recovery, leaf);
            }
        }
    }
}

/// The middle of a range of counts, rounded up.
pub(crate) fn middle(times: Range<u32>) -> u32 {
    times.low.midpoint(times.high.saturating_add(1)).max(1)
}

/// The sport of the longest step, by time; walks alone are walking.
fn sport_of(parts: &[Part]) -> Sport {
    if !parts.is_empty() && parts.iter().all(|p| p.sport == Sport::Run) {
        let standing = |p: &Part| matches!(p.intensity, Intensity::Walk | Intensity::Rest);
        return if parts.iter().all(standing) { Sport::Walk } else { Sport::Run };
    }
    parts
        .iter()
        .max_by(|a, b| {
            let time = |p: &Part| p.duration.middle().to_s() * f64::from(p.times);
            time(a).total_cmp(&time(b)).then(std::cmp::Ordering::Greater)
        })
        .map_or(Sport::Run, |p| p.sport)
}

/// The name of the session that is the whole item, and the class that is said of it: `hills(n = 6)`, `hills easy`.
fn sole_call(steps: &[Step]) -> Option<(&str, Option<Class>)> {
    match steps {
        [Step { kind: StepKind::Call(call), with, .. }] if with.is_empty() => Some((&call.name.node, None)),
        [Step { kind: StepKind::Segment(segment), with, .. }] if with.is_empty() => {
            let Extent::Param(name) = &segment.extent.as_ref()?.node else { return None };
            let class = match segment.efforts.as_slice() {
                [Spanned { node: Effort::Easy, .. }] => Some(Class::Easy),
                [Spanned { node: Effort::Hard, .. }] => Some(Class::Hard),
                _ => None,
            };
            Some((name, class))
        }
        _ => None,
    }
}

fn note_of(choice: &Choice, steps: &[Step]) -> Option<String> {
    let last = || steps.last().and_then(|s| s.note.as_ref());
    choice.note.as_ref().or_else(last).map(|n| String::from(&*n.node))
}
