//! Which sessions are made of which: who calls a session, and whom it calls.

use crate::mentions::{self, What};
use crate::view::View;
use meso_core::syntax::ast::Statement;
use meso_core::text::Span;

/// A definition, or the block in which a call stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What to call it: a session's name, `week 3`.
    pub name: String,
    /// Is it a session's definition?
    pub session: bool,
    /// The whole block.
    pub block: Span,
    /// Its head's name.
    pub name_span: Span,
}

/// A place and the calls in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Calls {
    /// The other end.
    pub place: Place,
    /// Where the calls are written.
    pub calls: Vec<Span>,
}

/// The blocks of this file that call a session of this name.
#[must_use]
pub fn incoming(view: View<'_>, name: &str) -> Vec<Calls> {
    let mut found: Vec<Calls> = Vec::new();
    for index in 0..view.parsed().lines.len() {
        let calls = calls_on(view, index).into_iter().filter(|(called, _)| *called == name);
        for (_, span) in calls {
            let Some(place) = block_place(view, index) else { continue };
            match found.last_mut() {
                Some(last) if last.place == place => last.calls.push(span),
                _ => found.push(Calls { place, calls: vec![span] }),
            }
        }
    }
    found
}

/// The sessions that the block of a byte calls.
#[must_use]
pub fn outgoing(view: View<'_>, offset: u32) -> Vec<(String, Vec<Span>)> {
    let mut found: Vec<(String, Vec<Span>)> = Vec::new();
    let Some(block) = view.line_at(offset).and_then(|index| view.block_of(index)) else { return found };
    for &index in &block.body {
        for (name, span) in calls_on(view, index) {
            match found.iter_mut().find(|(known, _)| known == name) {
                Some((_, spans)) => spans.push(span),
                None => found.push((name.to_owned(), vec![span])),
            }
        }
    }
    found
}

/// The block of a line, as a place.
#[must_use]
pub fn block_place(view: View<'_>, index: usize) -> Option<Place> {
    let block = view.block_of(index)?;
    let head = block.head?;
    let line = view.line(head)?;
    let (name, name_span, session) = match view.statement(head)? {
        Statement::Session(session) => {
            (session.name.node.to_string(), view.at(line, session.name.span), true)
        }
        Statement::Week(week) => (format!("week {}", week.first.node), view.at(line, week.first.span), false),
        _ => return None,
    };
    Some(Place { name, session, block: view.block_span(block)?, name_span })
}

fn calls_on(view: View<'_>, index: usize) -> Vec<(&str, Span)> {
    let mentions = mentions::on_line(view, index).into_iter().filter(|mention| !mention.defines);
    mentions
        .filter_map(|mention| match mention.what {
            What::Session(name) => Some((name, mention.span)),
            _ => None,
        })
        .collect()
}
