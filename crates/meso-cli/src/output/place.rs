//! Lines and columns for people, at a cost that does not grow with the length of the line.

use meso_core::text::{FileId, LineColumn, Sources, Span};

/// Counts columns in characters, from 1. Findings come in order of their place, so the count goes on from the last one:
/// a line of a million findings costs one pass over it.
pub(crate) struct Places<'a> {
    sources: &'a Sources,
    last: Option<Counted>,
}

#[derive(Clone, Copy)]
struct Counted {
    file: FileId,
    line: u32,
    offset: u32,
    chars: u32,
}

impl<'a> Places<'a> {
    pub(crate) fn new(sources: &'a Sources) -> Self {
        Places { sources, last: None }
    }

    /// Where a span begins.
    pub(crate) fn start(&mut self, span: Span) -> LineColumn {
        self.at(span.file, span.start)
    }

    /// Where a span ends: the place behind its last character.
    pub(crate) fn end(&mut self, span: Span) -> LineColumn {
        let last = self.last;
        let end = self.at(span.file, span.end);
        // The next finding is likelier to follow the start.
        self.last = last;
        end
    }

    fn at(&mut self, file: FileId, offset: u32) -> LineColumn {
        let source = self.sources.get(file);
        let index = source.line_index();
        let offset = offset.min(u32::try_from(source.text.len()).unwrap_or(u32::MAX));
        let line = index.line_of(offset);
        let from = match self.last {
            Some(last) if last.file == file && last.line == line && last.offset <= offset => last,
            _ => Counted { file, line, offset: index.line_range(line).start, chars: 0 },
        };
        let between = source.text.get(from.offset as usize..offset as usize).unwrap_or("");
        let chars = from.chars + u32::try_from(between.chars().count()).unwrap_or(0);
        self.last = Some(Counted { file, line, offset, chars });
        LineColumn { line: line + 1, column: chars + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meso_core::text::SourceText;

    #[test]
    fn columns_count_characters_from_one() {
        let (sources, file) = Sources::with(SourceText::new("a.meso", "plan\n  tue “ü” 8km\n"));
        let mut places = Places::new(&sources);
        let span = Span::new(file, 11, 19);
        assert_eq!(places.start(span), LineColumn { line: 2, column: 7 });
        assert_eq!(places.end(span), LineColumn { line: 2, column: 10 });
        let later = Span::new(file, 20, 23);
        assert_eq!(places.start(later), LineColumn { line: 2, column: 11 });
        assert_eq!(places.start(span), LineColumn { line: 2, column: 7 });
    }
}
