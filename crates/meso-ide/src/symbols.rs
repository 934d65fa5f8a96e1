//! The outline of a plan: its blocks, with what stands in them.

use crate::view::View;
use meso_core::syntax::ast::{DayName, HeadKind, Statement};
use meso_core::text::{Span, visible};

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// What to call it.
    pub name: String,
    /// What to say beside it.
    pub detail: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// All of it.
    pub span: Span,
    /// Its name.
    pub name_span: Span,
    /// What stands in it.
    pub children: Vec<Symbol>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The `plan` block.
    Plan,
    /// `athlete`, `history`, `zones`: facts.
    Facts,
    /// A session's definition.
    Session,
    /// A phase.
    Phase,
    /// A week.
    Week,
    /// A day.
    Day,
    /// A day of a log.
    Log,
    /// A file that is used.
    File,
}

/// The outline, weeks within their phases.
#[must_use]
pub fn outline(view: View<'_>) -> Vec<Symbol> {
    let mut roots: Vec<Symbol> = Vec::new();
    for block in &view.parsed().blocks {
        let Some(symbol) = block.head.and_then(|head| of_block(view, head, &block.body)) else { continue };
        match (symbol.kind, roots.last_mut()) {
            (Kind::Week, Some(phase)) if phase.kind == Kind::Phase => {
                phase.span = phase.span.cover(symbol.span);
                phase.children.push(symbol);
            }
            _ => roots.push(symbol),
        }
    }
    roots
}

fn of_block(view: View<'_>, head: usize, body: &[usize]) -> Option<Symbol> {
    let line = view.line(head)?;
    let head_span = trimmed(view, head)?;
    let last = body.last().and_then(|&last| trimmed(view, last)).unwrap_or(head_span);
    let at = |span| view.at(line, span);
    let word = |word: &Option<meso_core::syntax::ast::Word>| word.as_ref().map(|w| w.node.to_string());
    let (name, detail, kind, name_span) = match view.statement(head)? {
        Statement::Plan { name } => (word(name).unwrap_or("plan".into()), None, Kind::Plan, head_span),
        Statement::Athlete { name } => ("athlete".into(), word(name), Kind::Facts, head_span),
        Statement::History => ("history".into(), None, Kind::Facts, head_span),
        Statement::Zones => ("zones".into(), None, Kind::Facts, head_span),
        Statement::Session(session) => {
            (session.name.node.to_string(), word(&session.title), Kind::Session, at(session.name.span))
        }
        Statement::Use { path } => (path.node.to_string(), Some("use".into()), Kind::File, head_span),
        Statement::Phase { name, title } => {
            let called = word(name).or_else(|| word(title)).unwrap_or("phase".into());
            let detail = if name.is_some() { word(title) } else { None };
            (called, detail, Kind::Phase, head_span)
        }
        Statement::Week(week) => {
            let label = week.last.as_ref().map_or_else(
                || format!("week {}", week.first.node),
                |last| format!("weeks {}-{}", week.first.node, last.node),
            );
            (label, week_detail(view, head_span), Kind::Week, head_span)
        }
        Statement::Log { .. } => (view.slice(head_span).to_owned(), None, Kind::Log, head_span),
        Statement::Unread { head: Some(HeadKind::Week), .. } => {
            (view.slice(head_span).to_owned(), None, Kind::Week, head_span)
        }
        _ => return None,
    };
    let children =
        if kind == Kind::Week { body.iter().filter_map(|&i| day(view, i)).collect() } else { Vec::new() };
    Some(shown(Symbol { name, detail, kind, span: head_span.cover(last), name_span, children }))
}

fn day(view: View<'_>, index: usize) -> Option<Symbol> {
    let Statement::Day(day) = view.statement(index)? else { return None };
    let (line, span) = (view.line(index)?, trimmed(view, index)?);
    let name_span = view.at(line, day.day.span);
    let name = match day.day.node {
        DayName::Any => "any".to_owned(),
        _ => view.slice(name_span).to_owned(),
    };
    let rest = Span::new(span.file, name_span.end.min(span.end), span.end);
    let detail = view.slice(rest).trim();
    let detail = (!detail.is_empty()).then(|| detail.to_owned());
    Some(shown(Symbol { name, detail, kind: Kind::Day, span, name_span, children: Vec::new() }))
}

fn week_detail(view: View<'_>, head: Span) -> Option<String> {
    let week = view
        .plan()
        .weeks
        .iter()
        .find(|week| week.written && week.span.file == head.file && head.touches(week.span.start))?;
    let total = crate::words::total(view, week)?;
    Some(match view.plan().date(week.first_day) {
        Some(date) => format!("{total}, from {date}"),
        None => total,
    })
}

/// With nothing hidden in its words.
fn shown(mut symbol: Symbol) -> Symbol {
    symbol.name = visible(&symbol.name).into_owned();
    symbol.detail = symbol.detail.map(|detail| visible(&detail).into_owned());
    symbol
}

/// A line without its indentation, comment and trailing blanks.
fn trimmed(view: View<'_>, index: usize) -> Option<Span> {
    let line = view.line(index)?;
    let end = line.syntax.comment.map_or(line.syntax.len, |comment| comment.start);
    let start = line.start + line.syntax.indent.min(end);
    let text = view.slice(Span::new(view.file(), start, line.start + end)).trim_end();
    Some(Span::new(view.file(), start, start + u32::try_from(text.len()).unwrap_or(0)))
}
