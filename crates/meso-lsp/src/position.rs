//! Byte offsets to the positions of the protocol and back: the one place that knows the three encodings.

use meso_core::text::{LineIndex, Span};
use std::ops;
use tower_lsp::lsp_types::{Position, PositionEncodingKind, Range};

/// The unit of a position's column, agreed on in `initialize`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16: what every client understands.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// UTF-8 if the client offers it, as it costs nothing; else its first choice that is known, else UTF-16.
    #[must_use]
    pub(crate) fn negotiate(offered: &[PositionEncodingKind]) -> Self {
        let known = |kind: &PositionEncodingKind| match kind.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        };
        if offered.iter().any(|kind| known(kind) == Some(Encoding::Utf8)) {
            return Encoding::Utf8;
        }
        offered.iter().find_map(known).unwrap_or_default()
    }

    /// The name that the protocol gives it.
    #[must_use]
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many units a text takes.
    #[must_use]
    pub(crate) fn width(self, text: &str) -> u32 {
        let width = match self {
            Encoding::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => text.chars().count(),
        };
        u32::try_from(width).unwrap_or(u32::MAX)
    }

    /// The byte of `line` (without its break) at a column; past the end it is the end, within a character its start.
    fn byte(self, line: &str, column: u32) -> usize {
        let column = column as usize;
        if line.is_ascii() {
            return column.min(line.len());
        }
        let mut units = 0;
        for (byte, c) in line.char_indices() {
            let width = match self {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
                Encoding::Utf32 => 1,
            };
            if units + width > column {
                return byte;
            }
            units += width;
        }
        line.len()
    }
}

/// A text with what is needed to find positions in it.
#[derive(Clone, Copy)]
pub(crate) struct Positions<'a> {
    text: &'a str,
    index: &'a LineIndex,
    encoding: Encoding,
}

impl<'a> Positions<'a> {
    /// The positions of one version of a text.
    #[must_use]
    pub(crate) fn new(text: &'a str, index: &'a LineIndex, encoding: Encoding) -> Self {
        Positions { text, index, encoding }
    }

    /// The position of a byte; offsets past the end are the end.
    #[must_use]
    pub(crate) fn position(self, offset: u32) -> Position {
        let at = self.index.line_column(offset);
        let line = self.index.line_range(at.line);
        let end = line.start.saturating_add(at.column);
        let before = self.text.get(line.start as usize..end as usize).unwrap_or("");
        Position::new(at.line, self.encoding.width(before))
    }

    /// The range of some bytes, kept off the break that may end its last line: what lies behind it spills onto the
    /// next line in some editors.
    #[must_use]
    pub(crate) fn range(self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The byte of a position, clamped to the text.
    #[must_use]
    pub(crate) fn offset(self, position: Position) -> u32 {
        let line = self.index.line_range(position.line);
        let text = self.text.get(line.start as usize..line.end as usize).unwrap_or("");
        let byte = self.encoding.byte(text.trim_end_matches(['\r', '\n']), position.character);
        line.start.saturating_add(u32::try_from(byte).unwrap_or(u32::MAX))
    }
}

/// The bytes of a range in a text that has no index yet: for edits, which make an index stale at once.
#[must_use]
pub(crate) fn bytes_of(text: &str, range: Range, encoding: Encoding) -> ops::Range<usize> {
    let start = byte_of(text, 0, 0, range.start, encoding);
    if range.end <= range.start {
        return start.0..start.0;
    }
    let end = byte_of(text, start.1, range.start.line, range.end, encoding);
    start.0..end.0.max(start.0)
}

/// The byte of a position and the byte that starts its line, counted from the start of a line before it.
fn byte_of(
    text: &str,
    from: usize,
    from_line: u32,
    position: Position,
    encoding: Encoding,
) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut start = from;
    for _ in from_line..position.line {
        match memchr::memchr2(b'\n', b'\r', &bytes[start..]) {
            Some(at) => start = after_break(bytes, start + at),
            None => return (text.len(), text.len()),
        }
    }
    let end = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(text.len(), |at| start + at);
    (start + encoding.byte(&text[start..end], position.character), start)
}

fn after_break(bytes: &[u8], at: usize) -> usize {
    if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn utf8_wins_when_offered_and_utf16_is_the_rest() {
        let kinds = |names: &[&'static str]| -> Vec<PositionEncodingKind> {
            names.iter().map(|&n| PositionEncodingKind::new(n)).collect()
        };
        assert_eq!(Encoding::negotiate(&kinds(&["utf-16", "utf-8"])), Encoding::Utf8);
        assert_eq!(Encoding::negotiate(&kinds(&["utf-32", "utf-16"])), Encoding::Utf32);
        assert_eq!(Encoding::negotiate(&kinds(&["utf-7"])), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(&[]), Encoding::Utf16);
    }

    #[test]
    fn a_column_within_a_character_is_its_start() {
        let text = "a😀b";
        let index = LineIndex::new(text);
        let at = |encoding, column| Positions::new(text, &index, encoding).offset(Position::new(0, column));
        assert_eq!(at(Encoding::Utf16, 2), 1);
        assert_eq!(at(Encoding::Utf16, 3), 5);
        assert_eq!(at(Encoding::Utf8, 3), 1);
        assert_eq!(at(Encoding::Utf32, 2), 5);
        assert_eq!(at(Encoding::Utf32, 99), 6);
    }

    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop_oneof![Just("a"), Just("ß"), Just("語"), Just("😀"), Just("\n"), Just("\r\n"), Just("\r")],
            0..40,
        )
        .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn every_border_survives_the_round_trip(text in text()) {
            let index = LineIndex::new(&text);
            for encoding in ALL {
                let positions = Positions::new(&text, &index, encoding);
                for (offset, _) in text.char_indices() {
                    // Within `\r\n` there is no position: it is the end of the line.
                    let inside = text.as_bytes()[offset] == b'\n' && offset > 0 && text.as_bytes()[offset - 1] == b'\r';
                    if !inside {
                        let offset = u32::try_from(offset).unwrap();
                        prop_assert_eq!(positions.offset(positions.position(offset)), offset);
                    }
                }
            }
        }

        #[test]
        fn with_and_without_an_index_agree(text in text(), a in (0u32..12, 0u32..12), b in (0u32..12, 0u32..12)) {
            let index = LineIndex::new(&text);
            let (a, b) = (Position::new(a.0, a.1), Position::new(b.0, b.1));
            let range = Range::new(a.min(b), a.max(b));
            for encoding in ALL {
                let positions = Positions::new(&text, &index, encoding);
                let bytes = bytes_of(&text, range, encoding);
                prop_assert_eq!(u32::try_from(bytes.start).unwrap(), positions.offset(range.start));
                prop_assert_eq!(u32::try_from(bytes.end).unwrap(), positions.offset(range.end));
                prop_assert!(text.is_char_boundary(bytes.start) && text.is_char_boundary(bytes.end));
            }
        }
    }
}
