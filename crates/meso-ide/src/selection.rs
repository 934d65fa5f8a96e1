//! What grows around the cursor: word, target, step, item, line, block, phase, file.

use crate::view::View;
use meso_core::syntax::ast::{ChoiceKind, Item, ItemKind, Segment, Statement, Step, StepKind};
use meso_core::text::{LineSpan, Span};

/// Spans that hold a byte, each within the next, the smallest first.
#[must_use]
pub fn around(view: View<'_>, offset: u32) -> Vec<Span> {
    let text = view.text();
    let whole = Span::new(view.file(), 0, u32::try_from(text.len()).unwrap_or(u32::MAX));
    let mut spans = vec![whole];
    if let Some(index) = view.line_at(offset) {
        spans.extend(phase(view, index));
        spans.extend(view.block_of(index).and_then(|block| view.block_span(block)));
        spans.extend(on_line(view, index));
    }
    spans.extend(word(view, offset));
    spans.retain(|span| span.touches(offset));
    spans.sort_by_key(|span| (span.len(), span.start));
    spans.dedup();
    // Neighbours that both touch the cursor are not within each other: the smaller one stays.
    let mut nested: Vec<Span> = Vec::new();
    for span in spans {
        if nested.last().is_none_or(|inner| span.start <= inner.start && inner.end <= span.end) {
            nested.push(span);
        }
    }
    nested
}

/// From the head of the phase to its last week.
fn phase(view: View<'_>, index: usize) -> Option<Span> {
    let blocks = &view.parsed().blocks;
    let is_phase =
        |head: Option<usize>| matches!(head.and_then(|h| view.statement(h)), Some(Statement::Phase { .. }));
    let is_week =
        |head: Option<usize>| matches!(head.and_then(|h| view.statement(h)), Some(Statement::Week(_)));
    let first = blocks.iter().rposition(|block| is_phase(block.head) && block.head <= Some(index))?;
    let weeks = blocks[first + 1..].iter().take_while(|block| is_week(block.head));
    let span = view.block_span(&blocks[first])?;
    Some(weeks.filter_map(|block| view.block_span(block)).fold(span, Span::cover))
}

fn on_line(view: View<'_>, index: usize) -> Vec<Span> {
    let Some(line) = view.line(index) else { return Vec::new() };
    let mut spans = Vec::new();
    let whole = view.line_span(line);
    spans.push(whole);
    let start = line.start + line.syntax.indent.min(line.syntax.len);
    let end = line.syntax.comment.map_or(whole.end, |comment| line.start + comment.start);
    let trimmed = view.slice(Span::new(view.file(), start, end)).trim_end();
    spans.push(Span::new(view.file(), start, start + u32::try_from(trimmed.len()).unwrap_or(0)));
    let mut parts: Vec<LineSpan> = Vec::new();
    parts.extend(line.syntax.comment);
    match line.syntax.statement.as_ref() {
        Some(Statement::Day(day)) => {
            parts.push(day.day.span);
            items(&day.items, &mut parts);
        }
        Some(Statement::Items { items: all, .. }) => items(all, &mut parts),
        Some(Statement::Setting(setting)) => {
            parts.push(setting.key.span);
            parts.extend(setting.values.iter().map(|value| value.span));
        }
        _ => {}
    }
    spans.extend(parts.into_iter().map(|span| view.at(line, span)));
    spans
}

fn items(all: &[Item], parts: &mut Vec<LineSpan>) {
    if let (Some(first), Some(last)) = (all.first(), all.last()) {
        parts.push(first.span.cover(last.span));
    }
    for item in all {
        parts.push(item.span);
        match &item.kind {
            ItemKind::Session(session) => {
                for choice in &session.choices {
                    parts.push(choice.span);
                    if let ChoiceKind::Steps(all) = &choice.kind {
                        steps(all, parts);
                    }
                }
            }
            ItemKind::Entry(entry) => parts.extend(entry.args.iter().map(|arg| arg.span)),
            _ => {}
        }
    }
}

fn steps(all: &[Step], parts: &mut Vec<LineSpan>) {
    for step in all {
        parts.push(step.span);
        match &step.kind {
            StepKind::Segment(of) => segment(of, parts),
            StepKind::Repeat(repeat) => {
                steps(&repeat.body, parts);
                steps(repeat.recovery.as_deref().map_or(&[], std::slice::from_ref), parts);
            }
            StepKind::Ladder(ladder) => {
                parts.extend(ladder.rungs.iter().map(|rung| rung.span));
                segment(&ladder.each, parts);
                steps(ladder.recovery.as_deref().map_or(&[], std::slice::from_ref), parts);
            }
            StepKind::Group(body, recovery) => {
                steps(body, parts);
                steps(recovery.as_deref().map_or(&[], std::slice::from_ref), parts);
            }
            StepKind::Call(call) => parts.extend(call.args.iter().map(|(_, value)| value.span)),
            StepKind::Unread => {}
        }
        steps(&step.with, parts);
    }
}

fn segment(segment: &Segment, parts: &mut Vec<LineSpan>) {
    parts.extend(segment.extent.iter().map(|extent| extent.span));
    parts.extend(segment.targets.iter().map(|target| target.span));
}

/// The word under the cursor.
fn word(view: View<'_>, offset: u32) -> Option<Span> {
    let text = view.text();
    let at = offset as usize;
    let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == ':' || c == '.';
    let before = text.get(..at)?.chars().rev().take_while(|&c| part(c)).map(char::len_utf8).sum::<usize>();
    let after = text.get(at..)?.chars().take_while(|&c| part(c)).map(char::len_utf8).sum::<usize>();
    let to_u32 = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (before + after > 0).then(|| Span::new(view.file(), to_u32(at - before), to_u32(at + after)))
}
