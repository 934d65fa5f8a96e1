//! A document that the client has open: its text is what the client says, not what the disk holds.

use crate::position::{self, Encoding};
use std::sync::Arc;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, Url};

/// One version of an open document.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Its address, as the client writes it.
    pub(crate) uri: Url,
    /// The client's version.
    pub(crate) version: i32,
    /// The whole text.
    pub(crate) text: Arc<str>,
    /// The [`revision`](crate::world::World::revision) of the world in which it got this text.
    pub(crate) revision: u64,
}

/// A text after some changes, each of which counts on the ones before it.
#[must_use]
pub(crate) fn change(text: &str, changes: &[TextDocumentContentChangeEvent], encoding: Encoding) -> String {
    let mut text = text.to_owned();
    for change in changes {
        match change.range {
            None => text.clone_from(&change.text),
            Some(range) => text.replace_range(position::bytes_of(&text, range, encoding), &change.text),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::lsp_types::{Position, Range};

    fn event(range: Option<(u32, u32, u32, u32)>, text: &str) -> TextDocumentContentChangeEvent {
        let range = range.map(|(a, b, c, d)| Range::new(Position::new(a, b), Position::new(c, d)));
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    #[test]
    fn changes_count_on_each_other() {
        let changes = [event(Some((0, 1, 0, 1)), "ß\n"), event(Some((1, 0, 1, 1)), "x")];
        assert_eq!(change("ab", &changes, Encoding::Utf16), "aß\nx");
    }

    #[test]
    fn a_range_outside_the_text_is_clamped() {
        assert_eq!(change("ab\r\n", &[event(Some((7, 7, 9, 9)), "c")], Encoding::Utf8), "ab\r\nc");
        assert_eq!(change("ab\r\ncd", &[event(Some((0, 9, 0, 12)), "!")], Encoding::Utf8), "ab!\r\ncd");
        assert_eq!(change("abc", &[event(Some((0, 2, 0, 1)), "-")], Encoding::Utf8), "ab-c");
    }

    #[test]
    fn without_a_range_it_is_the_whole_text() {
        assert_eq!(change("ab", &[event(None, "new")], Encoding::Utf8), "new");
    }
}
