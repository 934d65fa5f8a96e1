//! The canonical layout as edits that touch only what differs, so that cursors and folds stay where they are.

use crate::view::View;
use meso_core::edit::Edit;
use meso_core::text::{LineIndex, Span};

/// The edits that bring the whole file into its canonical layout.
#[must_use]
pub fn whole(view: View<'_>) -> Vec<Edit> {
    let formatted = meso_core::syntax::format(view.text());
    difference(view, &formatted)
}

/// Those of them that change lines which a span touches.
#[must_use]
pub fn range(view: View<'_>, within: Span) -> Vec<Edit> {
    let lines = view.source().line_index();
    let (first, last) = (lines.line_of(within.start), lines.line_of(within.end));
    // A selection of whole lines ends at the start of the next one, which is not meant.
    let last = if last > first && lines.line_range(last).start == within.end { last - 1 } else { last };
    let mut edits = whole(view);
    edits.retain(|edit| {
        let start = lines.line_of(edit.span.start);
        let end = if edit.span.is_empty() { start } else { lines.line_of(edit.span.end - 1) };
        first <= start && end <= last
    });
    edits
}

/// What pressing Enter lays out: the line that was just left, and the indentation of the one begun.
#[must_use]
pub fn after_newline(view: View<'_>, offset: u32) -> Vec<Edit> {
    let lines = view.source().line_index();
    let here = lines.line_of(offset);
    let Some(left) = here.checked_sub(1) else { return Vec::new() };
    let mut edits = range(view, as_span(view, lines.line_range(left)));
    let now = as_span(view, lines.line_range(here));
    let wanted = match view.statement(left as usize) {
        // A step or an item of a day goes on where it stands; the body of a block is indented.
        Some(_) if view.head_of(left as usize).is_some() => "  ",
        _ => return edits,
    };
    let text = view.slice(now);
    if text.trim().is_empty() && text.trim_end_matches(['\r', '\n']) != wanted {
        let blank = u32::try_from(text.trim_end_matches(['\r', '\n']).len()).unwrap_or(0);
        edits.push(Edit::replace(Span::new(view.file(), now.start, now.start + blank), wanted));
    }
    edits
}

fn as_span(view: View<'_>, bytes: std::ops::Range<u32>) -> Span {
    Span::new(view.file(), bytes.start, bytes.end)
}

/// Line by line where both have the same number, else one edit between what is the same at both ends.
pub(crate) fn difference(view: View<'_>, new: &str) -> Vec<Edit> {
    let (old, lines, new_lines) = (view.text(), view.source().line_index(), LineIndex::new(new));
    if old == new {
        return Vec::new();
    }
    let slice = |text: &'_ str, bytes: std::ops::Range<u32>| -> String {
        text.get(bytes.start as usize..bytes.end as usize).unwrap_or("").to_owned()
    };
    let count = u32::try_from(lines.line_count()).unwrap_or(u32::MAX);
    if lines.line_count() == new_lines.line_count() {
        let changed = (0..count).map(|n| (lines.line_range(n), slice(new, new_lines.line_range(n))));
        return changed
            .filter(|(bytes, text)| slice(old, bytes.clone()) != *text)
            .map(|(bytes, text)| {
                // The break stays, so that the edit does not reach into the next line.
                let kept = slice(old, bytes.clone());
                let tail = kept.len() - kept.trim_end_matches(['\r', '\n']).len();
                let same = kept.ends_with(&text[text.trim_end_matches(['\r', '\n']).len()..])
                    && text.ends_with(&kept[kept.len() - tail..]);
                if same {
                    let end = bytes.end - u32::try_from(tail).unwrap_or(0);
                    Edit::replace(
                        Span::new(view.file(), bytes.start, end),
                        text.trim_end_matches(['\r', '\n']),
                    )
                } else {
                    Edit::replace(as_span(view, bytes), text)
                }
            })
            .collect();
    }
    let same_at = |a: u32, b: u32| slice(old, lines.line_range(a)) == slice(new, new_lines.line_range(b));
    let new_count = u32::try_from(new_lines.line_count()).unwrap_or(u32::MAX);
    let most = count.min(new_count);
    let head = (0..most).take_while(|&n| same_at(n, n)).count();
    let head = u32::try_from(head).unwrap_or(0);
    let tail = (1..=most - head).take_while(|&n| same_at(count - n, new_count - n)).count();
    let tail = u32::try_from(tail).unwrap_or(0);
    let end_of = |lines: &LineIndex, line: u32| if line == 0 { 0 } else { lines.line_range(line - 1).end };
    let start = end_of(lines, head);
    let span = Span::new(view.file(), start, end_of(lines, count - tail).max(start));
    let new_start = end_of(&new_lines, head);
    vec![Edit::replace(span, slice(new, new_start..end_of(&new_lines, new_count - tail).max(new_start)))]
}
