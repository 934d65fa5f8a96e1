//! A line that stands in a plan again and again is read once: its sessions are copied, and moved to where they stand.

use super::sessions::{Resolved, resolve_item};
use super::steps::Expander;
use crate::Options;
use crate::plan::{PlannedStep, Session, SessionId};
use crate::syntax::ast::SessionItem;
use crate::text::{LineStart, Span};
use std::collections::HashMap;

/// The sessions of lines that occur several times, and where those were read first.
///
/// Lines that read the same share their syntax, so that the address of an item says what is written there. It is never
/// followed.
pub(crate) type First = HashMap<*const SessionItem, (SessionId, LineStart), foldhash::fast::RandomState>;

/// Reads an item of a line that occurs several times in this plan, or in texts beside it.
pub(crate) fn resolve_again(
    item: &SessionItem,
    item_span: Span,
    at: LineStart,
    expander: &mut Expander<'_>,
    options: &Options,
) -> Resolved {
    if let Some(&(first, there)) = expander.first.get(&std::ptr::from_ref(item))
        && let Some(mut session) = expander.sessions.get(first.0 as usize).cloned()
    {
        move_to(&mut session, &|span| Span {
            file: at.file,
            start: span.start - there.offset + at.offset,
            end: span.end - there.offset + at.offset,
        });
        session.id = SessionId(u32::try_from(expander.sessions.len()).unwrap_or(u32::MAX));
        let id = session.id;
        expander.sessions.push(session);
        return Resolved::Session(id, false);
    }
    let before = (expander.report.pushed, expander.called_steps);
    let resolved = resolve_item(item, item_span, at, expander, options);
    // What is said of a session is said in every place, and calls are counted.
    if let Resolved::Session(id, false) = resolved
        && before == (expander.report.pushed, expander.called_steps)
    {
        expander.first.insert(item, (id, at));
    }
    resolved
}

/// Moves all that a session points at; without calls, that is its own line.
fn move_to(session: &mut Session, to: &impl Fn(Span) -> Span) {
    session.span = to(session.span);
    session.text = to(session.text);
    for span in &mut session.alternatives {
        *span = to(*span);
    }
    for part in session.parts.iter_mut().chain(&mut session.left_out) {
        part.span = to(part.span);
    }
    if let Some(race) = &mut session.race {
        race.span = to(race.span);
    }
    move_steps(&mut session.steps, to);
}

fn move_steps(steps: &mut [PlannedStep], to: &impl Fn(Span) -> Span) {
    for step in steps {
        if let PlannedStep::Repeat { body, recovery, span, .. } = step {
            *span = to(*span);
            move_steps(body, to);
            move_steps(recovery, to);
        }
    }
}
