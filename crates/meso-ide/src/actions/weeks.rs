//! A recovery week where there was none.

use super::Action;
use super::allow::line_break;
use crate::view::View;
use meso_core::edit::Edit;
use meso_core::syntax::ast::Statement;
use meso_core::text::Span;

/// Inserts a recovery week after the one under the cursor, at 70 % of it; the weeks behind it count one on.
pub(super) fn insert_recovery(view: View<'_>, selection: Span) -> Option<Action> {
    let line = view.line_at(selection.start)?;
    let (head, statement) = view.head_of(line)?;
    let Statement::Week(week) = statement else { return None };
    // Weeks that count down to the race, and those written as several, have no place behind them that is free.
    if week.first.node < 1 || week.last.is_some() {
        return None;
    }
    let number = week.first.node;
    let eol = line_break(view);
    let block = view.block_of(head)?;
    let at = view.block_span(block)?.end;
    let text = format!("{eol}{eol}week {} recovery like {number} volume 70%", number.checked_add(1)?);
    let mut edits = vec![Edit::insert_before(Span::new(view.file(), at, at), text)];
    for index in head + 1..view.parsed().lines.len() {
        let (Some(Statement::Week(later)), Some(line)) = (view.statement(index), view.line(index)) else {
            continue;
        };
        let mut numbers = vec![&later.first];
        numbers.extend(&later.last);
        numbers.extend(&later.like);
        for written in numbers.into_iter().filter(|n| n.node > number) {
            edits.push(Edit::replace(view.at(line, written.span), written.node.checked_add(1)?.to_string()));
        }
    }
    Some(Action::rewrite(format!("Insert a recovery week after week {number}"), edits))
}
