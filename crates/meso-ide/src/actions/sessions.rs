//! Sessions get a name, lose it, or become easy.

use super::allow::line_break;
use super::{Action, Kind};
use crate::view::View;
use meso_core::edit::Edit;
use meso_core::plan::Session;
use meso_core::syntax::ast::{Call, Choice, ChoiceKind, ItemKind, Statement, StepKind};
use meso_core::text::Span;

/// Puts the steps of a session into a definition of their own, before the first phase or week.
pub(super) fn extract(view: View<'_>, selection: Span) -> Option<Action> {
    let (choice, span) = choice_at(view, selection)?;
    let ChoiceKind::Steps(steps) = &choice.kind else { return None };
    // A name for one easy run, or for a name, is none that anybody wants.
    if steps.len() < 2 && !matches!(steps.first()?.kind, StepKind::Repeat(_) | StepKind::Ladder(_)) {
        return None;
    }
    let line = view.line(view.line_at(selection.start)?)?;
    let name = free_name(view);
    let parts = steps.iter().map(|step| view.slice(view.at(line, step.span)).trim());
    let eol = line_break(view);
    let mut definition = format!("session {name}{eol}");
    for part in parts {
        definition.push_str(&format!("  {part}{eol}"));
    }
    definition.push_str(eol);
    let at = definitions_end(view)?;
    let steps = view.at(line, steps.first()?.span).cover(view.at(line, steps.last()?.span));
    let steps = Span::new(steps.file, steps.start, steps.end.min(span.end));
    let start = at + u32::try_from("session ".len()).unwrap_or(0);
    Some(Action {
        title: "Extract into a session".to_owned(),
        kind: Kind::Extract,
        edits: vec![
            Edit::insert_before(Span::new(view.file(), at, at), definition),
            Edit::replace(steps, name.clone()),
        ],
        fixes: None,
        preferred: false,
        select: Some(Span::new(view.file(), start, start + u32::try_from(name.len()).unwrap_or(0))),
    })
}

/// Writes a session's steps where its name stands, with the values of this call.
pub(super) fn inline(view: View<'_>, selection: Span) -> Option<Action> {
    let (choice, _) = choice_at(view, selection)?;
    let ChoiceKind::Steps(steps) = &choice.kind else { return None };
    let line = view.line(view.line_at(selection.start)?)?;
    let (call, span) = steps.iter().find_map(|step| match &step.kind {
        StepKind::Call(call) => {
            let span = view.at(line, step.span);
            (span.start <= selection.end && selection.start <= span.end).then_some((call, span))
        }
        _ => None,
    })?;
    let text = body_of(view, call, line)?;
    Some(Action {
        title: format!("Write out `{}`", call.name.node),
        kind: Kind::Inline,
        edits: vec![Edit::replace(span, text)],
        fixes: None,
        preferred: false,
        select: None,
    })
}

/// Turns a hard or moderate session into an easy run that takes as long.
pub(super) fn turn_easy(view: View<'_>, selection: Span) -> Option<Action> {
    let session = session_at(view, selection)?;
    let weighs = session.class.hard || session.class.quality || session.class.moderate;
    if !weighs || session.race.is_some() || !session.is_run() {
        return None;
    }
    let minutes = (session.duration.middle().to_min() / 5.0).round() * 5.0;
    if minutes < 5.0 {
        return None;
    }
    let text = format!("{minutes:.0}min E");
    Some(Action::rewrite(format!("Turn easy: `{text}`"), vec![Edit::replace(session.text, text)]))
}

fn session_at<'a>(view: View<'a>, selection: Span) -> Option<&'a Session> {
    let touches =
        |span: Span| span.file == view.file() && span.start <= selection.end && selection.start <= span.end;
    view.plan().sessions.iter().find(|session| touches(session.span) && session.text.file == view.file())
}

/// The alternative that a selection touches, on its one line.
fn choice_at<'a>(view: View<'a>, selection: Span) -> Option<(&'a Choice, Span)> {
    let index = view.line_at(selection.start)?;
    if view.line_at(selection.end)? != index {
        return None;
    }
    let line = view.line(index)?;
    let items = match view.statement(index)? {
        Statement::Day(day) => &day.items,
        Statement::Items { items, .. }
            if !matches!(view.head_of(index), Some((_, Statement::Session(_)))) =>
        {
            items
        }
        _ => return None,
    };
    items.iter().find_map(|item| match &item.kind {
        ItemKind::Session(session) => session.choices.iter().find_map(|choice| {
            let span = view.at(line, choice.span);
            (span.start <= selection.end && selection.start <= span.end).then_some((choice, span))
        }),
        _ => None,
    })
}

/// The definition's steps as one line, its parameters replaced by what the call gives.
fn body_of(view: View<'_>, call: &Call, line: &meso_core::syntax::ast::Line) -> Option<String> {
    let definition = view.plan().definitions.iter().find(|d| d.name == *call.name.node)?;
    let file = definition.name_span.file;
    let source = view.analysis.sources.get(file);
    let parsed = view.analysis.parsed.get(file.0 as usize)?;
    let head = parsed.lines.iter().position(|line| {
        line.start <= definition.name_span.start && definition.name_span.start < line.start + line.syntax.len
    })?;
    let block = parsed.blocks.iter().find(|block| block.head == Some(head))?;
    let mut steps: Vec<String> = Vec::new();
    for &index in &block.body {
        let body = parsed.lines.get(index)?;
        let Statement::Items { items, .. } = body.syntax.statement.as_ref()? else { return None };
        for item in items {
            let ItemKind::Session(session) = &item.kind else { return None };
            let choice = session.choices.first()?;
            let at = |span: meso_core::text::LineSpan| {
                Span::new(file, body.start + span.start, body.start + span.end)
            };
            let ChoiceKind::Steps(all) = &choice.kind else { return None };
            let span = at(all.first()?.span).cover(at(all.last()?.span));
            steps.push(source.slice(span).trim().to_owned());
        }
    }
    let mut text = steps.join(" + ");
    for (place, (name, default)) in definition.params.iter().enumerate() {
        let given = call.args.iter().find(|(n, _)| n.as_ref().is_some_and(|n| *n.node == **name));
        let given = given.or_else(|| call.args.get(place).filter(|(n, _)| n.is_none()));
        let value = match given {
            Some((_, value)) => view.slice(view.at(line, value.span)).to_owned(),
            None => default.clone()?,
        };
        text = replace_word(&text, name, &value);
    }
    Some(text)
}

/// Replaces a word where it stands alone; `n x (` becomes `4x(`.
fn replace_word(text: &str, word: &str, value: &str) -> String {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let before = rest[..at].chars().next_back().or_else(|| out.chars().next_back());
        let after = &rest[at + word.len()..];
        out.push_str(&rest[..at]);
        if before.is_some_and(part) || after.chars().next().is_some_and(part) {
            out.push_str(word);
            rest = after;
        } else {
            // A target brings its own `@`.
            if out.ends_with('@') && value.starts_with('@') {
                out.pop();
            }
            out.push_str(value);
            rest = after.strip_prefix(" x (").map_or(after, |_| &after[1..]);
            if rest.len() < after.len() {
                out.push('x');
                rest = rest["x ".len()..].trim_start_matches(' ');
            }
        }
    }
    out.push_str(rest);
    out
}

/// Before the first phase, week or log; at the end of a file that has none.
fn definitions_end(view: View<'_>) -> Option<u32> {
    let blocks = view.parsed().blocks.iter().filter_map(|block| block.head);
    let first = blocks.into_iter().find(|&head| {
        matches!(
            view.statement(head),
            Some(Statement::Phase { .. } | Statement::Week(_) | Statement::Log { .. })
        )
    });
    Some(view.line(first?)?.start)
}

fn free_name(view: View<'_>) -> String {
    let taken = |name: &str| view.plan().definitions.iter().any(|d| d.name == name);
    let names = std::iter::once("workout".to_owned()).chain((2..).map(|n| format!("workout-{n}")));
    names.into_iter().find(|name| !taken(name)).unwrap_or_else(|| "workout".to_owned())
}
