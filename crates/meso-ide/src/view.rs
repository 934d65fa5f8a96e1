//! One plan as an editor looks at it: its text, its lines and its meaning together.

use meso_core::Analysis;
use meso_core::diagnostic::Diagnostic;
use meso_core::plan::Plan;
use meso_core::syntax::ast::{Block, Line, Parsed, Statement};
use meso_core::text::{FileId, LineSpan, LineStart, SourceText, Span};

/// A plan with everything that is known of it. Answers are about its own file; they may point into the libraries.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// What the core knows.
    pub analysis: &'a Analysis,
    /// What is to be said about it.
    pub diagnostics: &'a [Diagnostic],
}

impl<'a> View<'a> {
    /// The file that is looked at.
    #[must_use]
    pub fn file(self) -> FileId {
        self.analysis.root
    }

    /// Its text with its lines.
    #[must_use]
    pub fn source(self) -> &'a SourceText {
        self.analysis.sources.get(self.analysis.root)
    }

    /// Its text.
    #[must_use]
    pub fn text(self) -> &'a str {
        &self.source().text
    }

    /// Its lines and blocks.
    #[must_use]
    pub fn parsed(self) -> &'a Parsed {
        static NONE: Parsed = Parsed { lines: Vec::new(), blocks: Vec::new(), unsaid: Vec::new() };
        self.analysis.parsed.get(self.file().0 as usize).unwrap_or(&NONE)
    }

    /// What it means.
    #[must_use]
    pub fn plan(self) -> &'a Plan {
        &self.analysis.plan
    }

    /// The place in [`Parsed::lines`] of the line that holds a byte.
    #[must_use]
    pub fn line_at(self, offset: u32) -> Option<usize> {
        let lines = &self.parsed().lines;
        // A byte order mark lies before the first line.
        lines.partition_point(|line| line.start <= offset).checked_sub(1).or((!lines.is_empty()).then_some(0))
    }

    /// A line.
    #[must_use]
    pub fn line(self, index: usize) -> Option<&'a Line> {
        self.parsed().lines.get(index)
    }

    /// What a line says.
    #[must_use]
    pub fn statement(self, index: usize) -> Option<&'a Statement> {
        self.line(index)?.syntax.statement.as_ref()
    }

    /// The text of a line, without its break.
    #[must_use]
    pub fn line_text(self, index: usize) -> &'a str {
        self.line(index).map_or("", |line| self.slice(self.line_span(line)))
    }

    /// The bytes of a line, without its break.
    #[must_use]
    pub fn line_span(self, line: &Line) -> Span {
        Span::new(self.file(), line.start, line.start.saturating_add(line.syntax.len))
    }

    /// The place in the file of a part of a line.
    #[must_use]
    pub fn at(self, line: &Line, span: LineSpan) -> Span {
        LineStart { file: self.file(), offset: line.start }.at(span)
    }

    /// The bytes of a span.
    #[must_use]
    pub fn slice(self, span: Span) -> &'a str {
        self.source().slice(span)
    }

    /// The block that a line heads or belongs to.
    #[must_use]
    pub fn block_of(self, index: usize) -> Option<&'a Block> {
        let blocks = &self.parsed().blocks;
        let first = |block: &Block| block.head.or(block.body.first().copied()).unwrap_or(0);
        let at = blocks.partition_point(|block| first(block) <= index);
        blocks.get(at.checked_sub(1)?)
    }

    /// What the head of a line's block says; `None` before the first head.
    #[must_use]
    pub fn head_of(self, index: usize) -> Option<(usize, &'a Statement)> {
        let head = self.block_of(index)?.head?;
        Some((head, self.statement(head)?))
    }

    /// The whole block, from the start of its head to the end of its last line.
    #[must_use]
    pub fn block_span(self, block: &Block) -> Option<Span> {
        let first = self.line(block.head.or(block.body.first().copied())?)?;
        let last = self.line(block.body.last().copied().or(block.head)?)?;
        Some(self.line_span(first).cover(self.line_span(last)))
    }
}
