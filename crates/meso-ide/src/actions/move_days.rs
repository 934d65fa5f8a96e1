//! Days change places: two of a selection with each other, or one with its neighbour.

use super::Action;
use crate::view::View;
use meso_core::edit::Edit;
use meso_core::syntax::ast::Statement;
use meso_core::text::Span;

/// Swaps what is on the first and the last day of a selection.
pub(super) fn swap(view: View<'_>, selection: Span) -> Option<Action> {
    let days = days_in(view, selection);
    let (first, last) = (days.first()?, days.last()?);
    if first == last {
        return None;
    }
    exchange(view, *first, *last, |a, b| format!("Swap {a} and {b}"))
}

/// Moves what is on the day under the cursor to the next or the day before, which takes its place.
pub(super) fn shift(view: View<'_>, selection: Span) -> Vec<Action> {
    let days = days_in(view, selection);
    let [day] = days.as_slice() else { return Vec::new() };
    let Some(block) = view.block_of(*day) else { return Vec::new() };
    let of_week: Vec<usize> = block.body.iter().copied().filter(|&line| is_movable(view, line)).collect();
    let Some(place) = of_week.iter().position(|line| line == day) else { return Vec::new() };
    let earlier = place.checked_sub(1).and_then(|p| of_week.get(p));
    let later = of_week.get(place + 1);
    let mut actions = Vec::new();
    for (other, way) in [(earlier, "before"), (later, "after")] {
        let Some(&other) = other else { continue };
        actions.extend(exchange(view, *day, other, |_, to| format!("Move this to {to}, the day {way}")));
    }
    actions
}

/// The lines of days that a selection touches.
fn days_in(view: View<'_>, selection: Span) -> Vec<usize> {
    let (Some(first), Some(last)) = (view.line_at(selection.start), view.line_at(selection.end)) else {
        return Vec::new();
    };
    (first..=last).filter(|&line| is_movable(view, line)).collect()
}

fn is_movable(view: View<'_>, line: usize) -> bool {
    matches!(view.statement(line), Some(Statement::Day(day)) if !day.items.is_empty())
}

fn exchange(view: View<'_>, a: usize, b: usize, title: impl Fn(&str, &str) -> String) -> Option<Action> {
    let (body_a, body_b) = (body(view, a)?, body(view, b)?);
    if view.slice(body_a) == view.slice(body_b) {
        return None;
    }
    let edits = vec![Edit::replace(body_a, view.slice(body_b)), Edit::replace(body_b, view.slice(body_a))];
    Some(Action::rewrite(title(name(view, a)?, name(view, b)?), edits))
}

/// From the first item of a day to the end of its last, continuation lines included.
fn body(view: View<'_>, index: usize) -> Option<Span> {
    let Statement::Day(day) = view.statement(index)? else { return None };
    let line = view.line(index)?;
    let own = view.at(line, day.items.first()?.span).cover(view.at(line, day.items.last()?.span));
    let block = view.block_of(index)?;
    let after = block.body.iter().filter(|&&other| other > index);
    let own_lines = after
        .take_while(|&&other| matches!(view.statement(other), Some(Statement::Items { dash: Some(_), .. })));
    let last = own_lines.last().and_then(|&other| {
        let Statement::Items { items, .. } = view.statement(other)? else { return None };
        Some(view.at(view.line(other)?, items.last()?.span))
    });
    Some(last.map_or(own, |last| own.cover(last)))
}

fn name(view: View<'_>, index: usize) -> Option<&str> {
    let Statement::Day(day) = view.statement(index)? else { return None };
    Some(view.slice(view.at(view.line(index)?, day.day.span)))
}
