//! Source text, and positions in it that survive every later stage.

mod hidden;
mod line_index;

pub use hidden::{Hidden, Visible, hidden, visible, visible_lines};
pub use line_index::{LineColumn, LineIndex};

use std::sync::Arc;

/// A file among the [`Sources`] of one analysis: the plan itself, or a library that it `use`s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A range of bytes in one file; `start <= end`, both on character borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file that the bytes belong to.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of bytes `start..end` of `file`.
    #[must_use]
    pub fn new(file: FileId, start: u32, end: u32) -> Self {
        Span { file, start, end: end.max(start) }
    }

    /// Does this span contain the byte offset (its end included, as editors count a cursor there)?
    #[must_use]
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Does this span hold all of the other?
    #[must_use]
    pub fn holds(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both; of the first file if they differ.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Is the span a mere position?
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A range of bytes counted from the start of its line.
///
/// Syntax is kept relative to its line, so that an unchanged line can be shared between versions of a file and between
/// files. [`LineStart::at`] turns it into a [`Span`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct LineSpan {
    /// First byte, from the start of the line.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl LineSpan {
    /// The bytes `start..end` of a line.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        LineSpan { start, end: end.max(start) }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: LineSpan) -> LineSpan {
        LineSpan { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Where a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LineStart {
    /// The file of the line.
    pub file: FileId,
    /// Its first byte.
    pub offset: u32,
}

impl LineStart {
    /// The place in the file of a span of this line.
    #[must_use]
    pub fn at(self, span: LineSpan) -> Span {
        Span { file: self.file, start: self.offset + span.start, end: self.offset + span.end }
    }
}

/// A value and the place in its line where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub node: T,
    /// Where it stands.
    pub span: LineSpan,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(node: T, span: LineSpan) -> Self {
        Spanned { node, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { node: f(self.node), span: self.span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.node
    }
}

/// One file's text, with the name that messages use for it.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// The name shown to people: the path as the user gave it, `-` for standard input.
    pub name: Arc<str>,
    /// The whole text, as it was read; a byte order mark and carriage returns are kept.
    pub text: Arc<str>,
    index: LineIndex,
}

impl SourceText {
    /// Wraps a text. At most 4 GiB are addressable; the shells refuse larger files.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let index = LineIndex::new(&text);
        SourceText { name: name.into(), text, index }
    }

    /// Lines and columns of this text.
    #[must_use]
    pub fn line_index(&self) -> &LineIndex {
        &self.index
    }

    /// The text that a span covers; empty if the span is not one of this text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}

/// All files of one analysis. Grows while `use` lines are followed.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceText>,
}

impl Sources {
    /// A set of one file, which gets the first id.
    #[must_use]
    pub fn with(root: SourceText) -> (Self, FileId) {
        (Sources { files: vec![root] }, FileId(0))
    }

    /// Adds a file.
    pub fn add(&mut self, file: SourceText) -> FileId {
        self.files.push(file);
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file with this id. Ids come from this set, so the file is there.
    ///
    /// # Panics
    /// If the id is from another set: a mistake in the program, never in a plan.
    #[must_use]
    pub fn get(&self, id: FileId) -> &SourceText {
        &self.files[id.0 as usize]
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceText)> {
        self.files.iter().enumerate().map(|(i, f)| (FileId(u32::try_from(i).unwrap_or(u32::MAX)), f))
    }

    /// The id of the file with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<FileId> {
        self.iter().find(|(_, f)| &*f.name == name).map(|(id, _)| id)
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).slice(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_holds_what_lies_within_it() {
        let holds = |outer: (u32, u32), inner: (u32, u32)| {
            Span::new(FileId(0), outer.0, outer.1).holds(Span::new(FileId(0), inner.0, inner.1))
        };
        for within in [(2, 6), (2, 3), (5, 6), (3, 5), (4, 4)] {
            assert!(holds((2, 6), within), "{within:?}");
        }
        for beyond in [(1, 6), (2, 7), (0, 1), (7, 9), (1, 7)] {
            assert!(!holds((2, 6), beyond), "{beyond:?}");
        }
        assert!(!Span::new(FileId(0), 2, 6).holds(Span::new(FileId(1), 3, 5)));
    }
}
