//! The shape of the text: formatting, folding, selections.

use crate::snapshot::Snapshot;
use meso_core::edit::Edit;
use meso_ide::{folding, format, selection};
use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind, Position, Range, SelectionRange, TextEdit};

pub(crate) fn format(s: &Snapshot) -> Vec<TextEdit> {
    edits(s, &format::whole(s.view()))
}

pub(crate) fn format_range(s: &Snapshot, range: Range) -> Vec<TextEdit> {
    edits(s, &format::range(s.view(), s.span(range)))
}

pub(crate) fn format_on_newline(s: &Snapshot, at: Position) -> Vec<TextEdit> {
    edits(s, &format::after_newline(s.view(), s.offset(at)))
}

pub(crate) fn folds(s: &Snapshot) -> Vec<FoldingRange> {
    let whole_lines = s.world.profile().fold_lines_only;
    let folds = folding::folds(s.view()).into_iter();
    folds
        .map(|fold| {
            let range = s.range(fold.span);
            FoldingRange {
                start_line: range.start.line,
                start_character: None,
                end_line: range.end.line,
                end_character: (!whole_lines).then_some(range.end.character),
                kind: fold.comment.then_some(FoldingRangeKind::Comment),
                collapsed_text: None,
            }
        })
        .collect()
}

pub(crate) fn selections(s: &Snapshot, positions: &[Position]) -> Vec<SelectionRange> {
    let around = |position: &Position| {
        let spans = selection::around(s.view(), s.offset(*position));
        let mut outer: Option<Box<SelectionRange>> = None;
        for span in spans.into_iter().rev() {
            outer = Some(Box::new(SelectionRange { range: s.range(span), parent: outer }));
        }
        outer.map_or(SelectionRange { range: Range::new(*position, *position), parent: None }, |range| *range)
    };
    positions.iter().map(around).collect()
}

fn edits(s: &Snapshot, edits: &[Edit]) -> Vec<TextEdit> {
    edits.iter().map(|edit| TextEdit::new(s.range(edit.span), edit.text.clone())).collect()
}
