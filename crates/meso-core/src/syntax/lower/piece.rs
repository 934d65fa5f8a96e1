//! A copy of a part of a line in which faults are mended, and where each of its bytes comes from.

use super::to_u32;
use crate::text::LineSpan;

/// A copy of a piece of the line, with what was changed in it.
pub(super) struct Piece {
    pub(super) text: String,
    /// For every byte of the copy and its end: the place in the line.
    origins: Vec<u32>,
}

impl Piece {
    pub(super) fn new(line: &str, from: usize, to: usize) -> Self {
        Piece {
            text: line.get(from..to).unwrap_or_default().to_owned(),
            origins: (to_u32(from)..=to_u32(to)).collect(),
        }
    }

    /// The place in the line of a part of the copy.
    pub(super) fn span(&self, from: usize, to: usize) -> LineSpan {
        place(&self.origins, from, to)
    }

    pub(super) fn origins(&self) -> &[u32] {
        &self.origins
    }

    /// Replaces a part of the copy. What is new comes from the place of what it replaces.
    pub(super) fn change(&mut self, from: usize, to: usize, text: &str) {
        self.text.replace_range(from..to, text);
        let start = self.origins.get(from).copied().unwrap_or_default();
        self.origins.splice(from..to, std::iter::repeat_n(start, text.len()));
    }
}

/// The place in the line of a part of a copy whose bytes come from `origins`.
pub(super) fn place(origins: &[u32], from: usize, to: usize) -> LineSpan {
    let place = |at: usize| origins.get(at).or(origins.last()).copied().unwrap_or_default();
    LineSpan::new(place(from), place(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_the_copy_are_places_in_the_line() {
        let mut piece = Piece::new("  mon esay 8km", 6, 14);
        piece.change(0, 4, "steady");
        assert_eq!(piece.text, "steady 8km");
        assert_eq!(piece.span(0, 6), LineSpan::new(6, 10));
        assert_eq!(piece.span(7, 10), LineSpan::new(11, 14));
        piece.change(10, 10, ")");
        assert_eq!(piece.span(7, 11), LineSpan::new(11, 14));
    }
}
