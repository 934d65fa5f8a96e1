//! `week 6 like 5 volume 90%`: the days of another week, scaled, with single days of its own.

use super::dates::{Layout, WeekBlock};
use super::report::Report;
use super::sessions::{count, finish};
use super::weeks::WeekDraft;
use crate::Options;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::limits::{REPEATS, SESSIONS_COPIED, STEP_HOURS as MAX_HOURS};
use crate::plan::{DayItem, PartId, PlannedStep, Session};
use crate::text::Span;
use crate::units::{DistanceUnit, Range};

/// Factors that change nothing worth computing.
const SAME: f64 = 1e-9;

/// Fills the weeks that are like others, up to `most` sessions in all. Chains are followed whatever their length; circles are a finding.
#[allow(clippy::too_many_arguments)]
pub(crate) fn apply(
    layout: &Layout,
    blocks: &[WeekBlock<'_>],
    weeks: &mut [WeekDraft],
    sessions: &mut Vec<Session>,
    most: usize,
    units: DistanceUnit,
    options: &Options,
    report: &mut Report,
) {
    let mut state = vec![State::Open; weeks.len()];
    let mut too_long = false;
    for start in 0..weeks.len() {
        // The chain of weeks that are waiting for the one they are like, the last on top.
        let mut chain = Vec::new();
        let mut at = start;
        loop {
            if state[at] == State::Done {
                break;
            }
            let Some((source, span)) = source_of(at, layout, blocks, report) else {
                state[at] = State::Done;
                break;
            };
            if state[at] == State::Waiting {
                report.push(
                    Diagnostic::new(&codes::WEEK_LIKE_ITSELF, span, "this week is like itself in the end")
                        .help("write the days of one of these weeks"),
                );
                weeks[at].unread = true;
                state[at] = State::Done;
                break;
            }
            state[at] = State::Waiting;
            chain.push((at, source, span));
            at = source;
        }
        for (week, source, span) in chain.into_iter().rev() {
            if state[week] == State::Done {
                continue;
            }
            state[week] = State::Done;
            let factor = volume_of(week, layout, blocks, report);
            if sessions.len() + weeks[source].items() > most {
                report.push(too_many(span));
                weeks[week].unread = true;
                continue;
            }
            let mut copy = weeks[source].copy(sessions);
            if !copy_week(&mut copy, sessions, factor, span, units, options) && !too_long {
                too_long = true;
                report.push(
                    Diagnostic::new(
                        &codes::IMPOSSIBLE_VALUE,
                        span,
                        "growing like this, a session of the week would be longer than anybody can run",
                    )
                    .help("the session is kept as long as it was"),
                );
            }
            overlay(&mut weeks[week], copy);
        }
    }
}

/// A week that is a copy is not read, as the plan has too many of them.
pub(crate) fn too_many(span: Span) -> Diagnostic {
    Diagnostic::new(
        &codes::TOO_MANY_WEEKS,
        span,
        format!("weeks that are copied bring more than {SESSIONS_COPIED} sessions: this one is not read"),
    )
    .help("write it out, or shorten the week that is copied")
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    Waiting,
    Done,
}

/// The week that a week is like.
fn source_of(
    week: usize,
    layout: &Layout,
    blocks: &[WeekBlock<'_>],
    report: &mut Report,
) -> Option<(usize, Span)> {
    let slot = layout.slots.get(week).filter(|s| s.written)?;
    let block = blocks.get(slot.block)?;
    let like = block.head?.like.as_ref()?;
    let span = block.at.at(like.span);
    match layout.find(like.node).filter(|i| layout.slots[*i].written) {
        Some(source) => Some((source, span)),
        None => {
            report.push(
                Diagnostic::new(&codes::UNKNOWN_WEEK, span, format!("there is no week {}", like.node))
                    .help("`like` names another week of this plan by its number"),
            );
            None
        }
    }
}

fn volume_of(week: usize, layout: &Layout, blocks: &[WeekBlock<'_>], report: &mut Report) -> f64 {
    let block = layout.slots.get(week).and_then(|s| blocks.get(s.block));
    let Some((volume, at)) = block.and_then(|b| Some((b.head?.volume.as_ref()?, b.at))) else { return 1.0 };
    if (0.05..=5.0).contains(&volume.node) {
        return volume.node;
    }
    report.push(
        Diagnostic::new(
            &codes::IMPOSSIBLE_VALUE,
            at.at(volume.span),
            format!("a volume of {}%", (volume.node * 100.0).round()),
        )
        .help("between 5% and 500% are read"),
    );
    1.0
}

/// Makes a copy belong to its new week; false if a session would become impossibly long, which then stays as it was.
fn copy_week(
    week: &mut WeekDraft,
    sessions: &mut [Session],
    factor: f64,
    span: Span,
    units: DistanceUnit,
    options: &Options,
) -> bool {
    week.allows.clear();
    week.dates.clear();
    let mut fits = true;
    for day in week.days_mut() {
        if day.written {
            day.span = Some(span);
        }
        day.allows.clear();
        for item in &mut day.items {
            match item {
                // These are the words of the other week, as a session's text is.
                DayItem::Rest(_) | DayItem::Note(..) | DayItem::Recovery(_) => {}
                DayItem::Session(id) => {
                    let Some(session) = sessions.get_mut(id.0 as usize) else { continue };
                    session.span = span;
                    if (factor - 1.0).abs() > SAME {
                        fits &= scale(session, factor, units, options);
                    }
                }
            }
        }
    }
    fits
}

/// The week's own lines replace whole days; its own `any` lines replace all of them.
fn overlay(week: &mut WeekDraft, base: WeekDraft) {
    for (day, copied) in week.days.iter_mut().zip(*base.days) {
        if !day.written && !day.unread {
            let own = std::mem::replace(day, copied);
            day.items.extend(own.items);
            day.allows.extend(own.allows);
        }
    }
    if week.any.is_empty() {
        week.any = base.any;
    }
    week.unread |= base.unread;
}

/// Scales a session: single steps in their length, repeats in their number. Races, strides and the breaks between
/// repetitions stay.
fn scale(session: &mut Session, factor: f64, units: DistanceUnit, options: &Options) -> bool {
    if session.duration.high.to_h() * factor > MAX_HOURS || session.race.is_some() {
        return session.race.is_some();
    }
    scale_steps(session, factor);
    session.scale *= factor;
    count(session);
    finish(session, units, options);
    true
}

fn scale_steps(session: &mut Session, factor: f64) {
    let parts = &mut session.parts;
    for step in &mut session.steps {
        match step {
            PlannedStep::Do(id) => {
                if let Some(part) = parts.get_mut(id.0 as usize).filter(|p| !p.strides && !p.between) {
                    part.distance = part.distance * factor;
                    part.duration = part.duration * factor;
                    part.climb *= factor;
                }
            }
            PlannedStep::Repeat { times, body, .. } => {
                let strides = |id: &PartId| parts.get(id.0 as usize).is_some_and(|p| p.strides);
                if !matches!(body.as_slice(), [PlannedStep::Do(id)] if strides(id)) {
                    *times = Range { low: scaled(times.low, factor), high: scaled(times.high, factor) };
                }
            }
        }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn scaled(times: u32, factor: f64) -> u32 {
    (f64::from(times) * factor).round().clamp(1.0, f64::from(REPEATS)) as u32
}
