//! "Allow this rule here": silence with a reason, as near to the finding as it can be.

use super::{Action, Kind};
use crate::view::View;
use meso_core::diagnostic::Diagnostic;
use meso_core::edit::Edit;
use meso_core::syntax::ast::Statement;
use meso_core::text::Span;

/// What stands for the reason until it is typed over.
const PLACEHOLDER: &str = "why";

/// The ways to silence a finding: on its day, in its week. Only rules about training can be silenced, not what is wrong
/// with the text.
pub(super) fn of(view: View<'_>, index: usize, diagnostic: &Diagnostic) -> Vec<Action> {
    let name = diagnostic.code.name;
    let silenceable = meso_lint::registry::find(name).is_some_and(|meta| meta.build.is_some());
    if !silenceable {
        return Vec::new();
    }
    let mut actions = Vec::new();
    let Some(line) = view.line_at(diagnostic.span.start) else { return actions };
    let action = |title: String, at: u32, text: String| {
        let reason = text.find(&format!("\"{PLACEHOLDER}\"")).map_or(0, |i| i + 1);
        let start = at + u32::try_from(reason).unwrap_or(0);
        let length = u32::try_from(PLACEHOLDER.len()).unwrap_or(0);
        Action {
            title,
            kind: Kind::Fix,
            edits: vec![Edit::insert_before(Span::new(view.file(), at, at), text)],
            fixes: Some(index),
            preferred: false,
            select: Some(Span::new(view.file(), start, start + length)),
        }
    };
    // A finding about a definition or a continuation belongs to the day above it.
    if let Some(day) = day_of(view, line) {
        let text = format!("; allow {name} \"{PLACEHOLDER}\"");
        actions.push(action(format!("Allow `{name}` on this day"), end_of_code(view, day), text));
    }
    if let Some((head, statement)) = view.head_of(line) {
        let what = match statement {
            Statement::Week(_) => Some("week"),
            Statement::Phase { .. } => Some("phase"),
            Statement::Plan { .. } => Some("plan"),
            _ => None,
        };
        if let (Some(what), Some(at)) = (what, view.line(head).map(|line| view.line_span(line).end)) {
            let text = format!("{}  allow {name} \"{PLACEHOLDER}\"", line_break(view));
            actions.push(action(format!("Allow `{name}` in this {what}"), at, text));
        }
    }
    actions
}

/// The line of the day that a line belongs to.
fn day_of(view: View<'_>, line: usize) -> Option<usize> {
    match view.statement(line)? {
        Statement::Day(day) if !day.items.is_empty() => Some(line),
        Statement::Items { dash: Some(_), .. } => Some(line),
        _ => None,
    }
}

fn end_of_code(view: View<'_>, index: usize) -> u32 {
    let Some(line) = view.line(index) else { return 0 };
    let code = line.syntax.comment.map_or(line.syntax.len, |comment| comment.start);
    let text = view.line_text(index).get(..code as usize).unwrap_or("").trim_end();
    line.start + u32::try_from(text.len()).unwrap_or(0)
}

/// The break that the file uses.
pub(super) fn line_break(view: View<'_>) -> &'static str {
    if view.text().contains("\r\n") { "\r\n" } else { "\n" }
}
