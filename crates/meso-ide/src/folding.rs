//! What can be folded away: blocks, weeks under their phase, runs of comments.

use crate::view::View;
use meso_core::syntax::ast::Statement;
use meso_core::text::Span;

/// Something that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From its first line to its last.
    pub span: Span,
    /// Is it a comment?
    pub comment: bool,
}

/// All folds, in the order of the text.
#[must_use]
pub fn folds(view: View<'_>) -> Vec<Fold> {
    let mut folds = Vec::new();
    let mut phase: Option<Span> = None;
    for block in &view.parsed().blocks {
        let (Some(head), Some(span)) = (block.head, view.block_span(block)) else { continue };
        match view.statement(head) {
            Some(Statement::Phase { .. }) => {
                folds.extend(phase.replace(span).map(code));
                continue;
            }
            Some(Statement::Week(_)) => phase = phase.map(|phase| phase.cover(span)),
            _ => folds.extend(phase.take().map(code)),
        }
        folds.push(code(span));
    }
    folds.extend(phase.map(code));
    folds.extend(comments(view));
    let lines = view.source().line_index();
    folds.retain(|fold| lines.line_of(fold.span.start) < lines.line_of(fold.span.end));
    folds.sort_by_key(|fold| fold.span.start);
    folds
}

fn code(span: Span) -> Fold {
    Fold { span, comment: false }
}

/// Comments on lines that follow each other.
fn comments(view: View<'_>) -> Vec<Fold> {
    let mut runs: Vec<Fold> = Vec::new();
    let mut open = false;
    for line in &view.parsed().lines {
        let alone = line.syntax.statement.is_none() && line.syntax.comment.is_some();
        let span = view.line_span(line);
        match runs.last_mut() {
            Some(run) if alone && open => run.span = run.span.cover(span),
            _ if alone => runs.push(Fold { span, comment: true }),
            _ => {}
        }
        open = alone;
    }
    runs
}
