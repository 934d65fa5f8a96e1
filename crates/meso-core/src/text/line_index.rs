//! Byte offsets to lines and columns, and back, in the three encodings that editors use.

/// A line and a column, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 0.
    pub line: u32,
    /// Column, from 0; the unit depends on who asked.
    pub column: u32,
}

/// The starts of a text's lines. A line ends with `\n`, `\r\n` or a lone `\r`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// Indexes a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 24 + 1);
        starts.push(0);
        for i in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n') {
                starts.push(to_u32(i + 1));
            }
        }
        LineIndex { starts, len: to_u32(bytes.len()) }
    }

    /// Number of lines; a text that ends in a line break has an empty last line.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The first byte of each line and the one behind its line break.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (u32, u32)> {
        let ends = self.starts.iter().skip(1).copied().chain([self.len]);
        self.starts.iter().copied().zip(ends)
    }

    /// The bytes of a line, its line break included. Empty past the last line.
    #[must_use]
    pub fn line_range(&self, line: u32) -> std::ops::Range<u32> {
        let start = self.starts.get(line as usize).copied().unwrap_or(self.len);
        let end = self.starts.get(line as usize + 1).copied().unwrap_or(self.len);
        start..end
    }

    /// The line that holds a byte offset; offsets past the end belong to the last line.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        to_u32(self.starts.partition_point(|&s| s <= offset)) - 1
    }

    /// Line and column in bytes.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let offset = offset.min(self.len);
        let line = self.line_of(offset);
        LineColumn { line, column: offset - self.starts[line as usize] }
    }

    /// Line and column in characters, for people.
    #[must_use]
    pub fn line_char(&self, text: &str, offset: u32) -> LineColumn {
        self.convert(text, offset, |s| s.chars().count())
    }

    /// Line and column in UTF-16 code units.
    #[must_use]
    pub fn line_utf16(&self, text: &str, offset: u32) -> LineColumn {
        self.convert(text, offset, |s| s.chars().map(char::len_utf16).sum())
    }

    fn convert(&self, text: &str, offset: u32, count: impl Fn(&str) -> usize) -> LineColumn {
        let at = self.line_column(offset);
        let start = (self.starts[at.line as usize]) as usize;
        let column = text.get(start..start + at.column as usize).map_or(at.column, |s| to_u32(count(s)));
        LineColumn { line: at.line, column }
    }
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
