//! The canonical layout of a plan: blanks, indentation, blank lines. Words, numbers and comments stay as they are.

use super::ast::{Line, Statement};
use super::lower::{Layout, layout};
use super::parse::{head_kind, parse, split_with_ends};
use crate::codes;

/// Blank lines in a row that are kept.
const BLANK_LINES: usize = 2;

/// Lays a text out. A line that cannot be read stays byte for byte; a slip of the pen stays one (mending it is a fix's
/// work). Formatting the result changes nothing, and what the lines mean is the same before and after.
#[must_use]
pub fn format(text: &str) -> String {
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let parsed = parse(body);
    let written: Vec<(&str, &str)> = split_with_ends(body).collect();
    let mut rows: Vec<Row> = Vec::with_capacity(written.len());
    let mut below_day = false;
    for ((line, _), syntax) in written.iter().zip(&parsed.lines) {
        rows.push(Row::new(line, syntax, &mut below_day));
    }
    align(&mut rows);
    let ending = written.iter().map(|w| w.1).find(|e| !e.is_empty()).unwrap_or("\n");
    let mut out = String::with_capacity(text.len() + 64);
    out.push_str(mark);
    let mut blank = 0;
    let mut pending: Vec<&str> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let end = written.get(index).map_or("", |w| w.1);
        if row.is_blank() {
            if blank < BLANK_LINES {
                pending.push(if end.is_empty() { ending } else { end });
            }
            blank += 1;
            continue;
        }
        blank = 0;
        pending.drain(..).for_each(|e| out.push_str(e));
        row.write(&mut out, rows.get(index + 1..).unwrap_or_default());
        out.push_str(if end.is_empty() { ending } else { end });
    }
    out
}

/// A line on its way to be written.
struct Row {
    kind: Kind,
    /// The statement, or the whole line as it was.
    code: String,
    key: Option<usize>,
    /// Its column in characters as written, and its text.
    comment: Option<(usize, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Kept byte for byte.
    AsIs,
    Head,
    Body,
    /// An item below its day.
    Item,
    /// A comment alone, at the margin or not.
    Comment {
        margin: bool,
    },
    Blank,
}

impl Row {
    fn new(line: &str, syntax: &Line, below_day: &mut bool) -> Row {
        let as_is = |kind| Row { kind, code: line.to_owned(), key: None, comment: None };
        // To lay it out would take away what nobody sees, and with it the finding.
        let hides = syntax.syntax.problems.iter().any(|p| *p.code == codes::HIDDEN_CHARACTER);
        let Some(statement) = &syntax.syntax.statement else {
            if hides {
                return as_is(Kind::AsIs);
            }
            let Some(comment) = syntax.syntax.comment else { return as_is(Kind::Blank) };
            let text = line.get(comment.start as usize..).unwrap_or_default();
            return Row {
                kind: Kind::Comment { margin: syntax.syntax.indent == 0 },
                code: text.trim_end().to_owned(),
                key: None,
                comment: None,
            };
        };
        if matches!(statement, Statement::Unread { .. }) {
            return as_is(Kind::AsIs);
        }
        let head = head_kind(statement).is_some();
        let item = matches!(statement, Statement::Items { dash: Some(_), .. }) && *below_day;
        *below_day = !head && (*below_day || matches!(statement, Statement::Day(_)));
        match layout(line).filter(|_| !hides) {
            Some(Layout { code, key, comment }) => {
                let kind = if head {
                    Kind::Head
                } else if item {
                    Kind::Item
                } else {
                    Kind::Body
                };
                Row { kind, code, key, comment }
            }
            None => as_is(Kind::AsIs),
        }
    }

    fn is_blank(&self) -> bool {
        self.kind == Kind::Blank
    }

    fn indent(&self, below: &[Row]) -> usize {
        match self.kind {
            Kind::AsIs | Kind::Head | Kind::Blank | Kind::Comment { margin: true } => 0,
            Kind::Body => 2,
            Kind::Item => 6,
            Kind::Comment { margin: false } => {
                let next = below.iter().find(|r| !matches!(r.kind, Kind::Comment { .. }));
                if next.is_some_and(|r| r.kind == Kind::Item) { 6 } else { 2 }
            }
        }
    }

    fn write(&self, out: &mut String, below: &[Row]) {
        let indent = self.indent(below);
        out.extend(std::iter::repeat_n(' ', indent));
        out.push_str(&self.code);
        if let Some((column, comment)) = &self.comment {
            let used = indent + self.code.chars().count();
            let blanks = column.saturating_sub(used).max(2);
            out.extend(std::iter::repeat_n(' ', blanks));
            out.push_str(comment);
        }
    }
}

/// Brings the values of neighbouring settings below each other.
fn align(rows: &mut [Row]) {
    for group in rows.split_mut(|r| r.key.is_none() && !matches!(r.kind, Kind::Comment { .. })) {
        let widest = group.iter().filter_map(|r| r.key).max().unwrap_or_default();
        for row in group {
            if let Some(key) = row.key {
                let blanks = " ".repeat(widest - key + 2);
                let value = row.code.split_off(key);
                row.code.push_str(&blanks);
                row.code.push_str(value.trim_start());
            }
        }
    }
}
