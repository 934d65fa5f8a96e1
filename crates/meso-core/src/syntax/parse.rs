//! A text to its lines, each read once however often it occurs.

use super::ast::{HeadKind, Line, LineSyntax, Parsed, Statement};
use super::{lower, outline};
use std::collections::HashMap;
use std::sync::Arc;

/// The syntax of lines already read, by their text: what makes a keystroke cost one line.
#[derive(Clone, Debug, Default)]
pub struct LineCache {
    lines: HashMap<Box<str>, Arc<LineSyntax>>,
}

/// Longest line that the cache keeps; longer ones are rare, and read again.
const CACHED_BYTES: usize = 200;

impl LineCache {
    /// The syntax of a line.
    pub fn line(&mut self, line: &str) -> Arc<LineSyntax> {
        if let Some(syntax) = self.lines.get(line) {
            return Arc::clone(syntax);
        }
        let syntax = Arc::new(parse_line(line));
        if line.len() <= CACHED_BYTES {
            self.lines.insert(line.into(), Arc::clone(&syntax));
        }
        syntax
    }
}

/// Reads a text.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    parse_with(&mut LineCache::default(), text)
}

/// Reads a text with the lines of an earlier version at hand. Lines that the text no longer has are forgotten when
/// they have become many.
pub fn parse_with(previous: &mut LineCache, text: &str) -> Parsed {
    let mut lines = Vec::with_capacity(text.len() / 24 + 1);
    for (start, line) in split(text) {
        lines.push(Line { start: u32::try_from(start).unwrap_or(u32::MAX), syntax: previous.line(line) });
    }
    if previous.lines.len() > 2 * lines.len() + 1000 {
        previous.lines.retain(|_, syntax| Arc::strong_count(syntax) > 1);
    }
    outline::outline(lines)
}

/// Reads one line, given without its line break.
#[must_use]
pub fn parse_line(line: &str) -> LineSyntax {
    lower::line(line)
}

/// The lines of a text with their offsets; `\n`, `\r\n` and a lone `\r` end a line, a byte order mark is skipped.
fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut next = Some(if text.starts_with('\u{feff}') { 3 } else { 0 });
    std::iter::from_fn(move || {
        let start = next?;
        let rest = bytes.get(start..)?;
        match rest.iter().position(|&b| b == b'\n' || b == b'\r') {
            Some(at) => {
                let end = start + at;
                let two = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
                next = Some(end + 1 + usize::from(two));
                Some((start, &text[start..end]))
            }
            None => {
                next = None;
                Some((start, &text[start..]))
            }
        }
    })
}

/// The head that a line opens, if it is one.
pub(super) fn head_kind(statement: &Statement) -> Option<HeadKind> {
    Some(match statement {
        Statement::Plan { .. } => HeadKind::Plan,
        Statement::Athlete { .. } => HeadKind::Athlete,
        Statement::History => HeadKind::History,
        Statement::Zones => HeadKind::Zones,
        Statement::Session(_) => HeadKind::Session,
        Statement::Use { .. } => HeadKind::Use,
        Statement::Phase { .. } => HeadKind::Phase,
        Statement::Week(_) => HeadKind::Week,
        Statement::Log { .. } => HeadKind::Log,
        Statement::Unread { head, .. } => (*head)?,
        _ => return None,
    })
}
