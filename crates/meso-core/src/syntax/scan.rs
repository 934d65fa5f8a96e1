//! A look at a line before the grammar does: where strings and comments are, and whether the brackets match.

/// More than anybody can run, and than the parser's stack is asked to hold.
pub(super) use crate::limits::BRACKETS_DEEP as DEEPEST;
use std::ops::Range;

/// What the quotes, brackets and signs of a text are.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// Where the comment begins, else the end of the text.
    pub end: usize,
    /// A string that is not closed.
    pub open_string: Option<usize>,
    /// Brackets that are not closed, outermost first, with what would close them.
    pub unclosed: Vec<(usize, char)>,
    /// Brackets that close nothing.
    pub extra: Vec<usize>,
    /// Most brackets inside each other.
    pub depth: usize,
    /// The `;` outside strings.
    pub semicolons: Vec<usize>,
}

/// Looks at a text that is not longer than a line may be.
pub(super) fn scan(text: &str) -> Scan {
    scan_strings(text, |_| {})
}

/// [`scan`], which tells where strings are, their quotes included.
pub(super) fn scan_strings(text: &str, mut string: impl FnMut(Range<usize>)) -> Scan {
    let mut scan = Scan { end: text.len(), ..Scan::default() };
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' | '“' => {
                let next = chars.peek().map(|c| c.1);
                // `30"` is thirty seconds.
                let seconds = c == '"'
                    && before.is_ascii_digit()
                    && next.is_none_or(|n| matches!(n, ' ' | ')' | '/' | '+' | ';' | '@' | '-' | '–'));
                if !seconds {
                    let close = if c == '"' { '"' } else { '”' };
                    let Some((end, _)) = chars.by_ref().find(|&(_, c)| c == close) else {
                        scan.open_string = Some(at);
                        return scan;
                    };
                    string(at..end + close.len_utf8());
                }
            }
            '#' => {
                scan.end = at;
                return scan;
            }
            ';' => scan.semicolons.push(at),
            '(' | '[' => {
                scan.unclosed.push((at, if c == '(' { ')' } else { ']' }));
                scan.depth = scan.depth.max(scan.unclosed.len());
            }
            ')' | ']' => match scan.unclosed.last() {
                Some(&(_, wanted)) if wanted == c => {
                    scan.unclosed.pop();
                }
                _ => scan.extra.push(at),
            },
            _ => {}
        }
        before = c;
    }
    scan
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_comments_and_brackets_are_told_apart() {
        assert_eq!(scan("mon 8km \"a # b; (c\" ; x # d").end, 24);
        assert_eq!(scan("mon 8km \"a # b; (c\" ; x").semicolons, [20]);
        assert_eq!(scan("5x(1km / 90s").unclosed, [(2, ')')]);
        assert_eq!(scan("5x(1km / 90s))").extra, [13]);
        assert_eq!(scan("6x30\" E (").open_string, None);
        assert_eq!(scan("8km \"note").open_string, Some(4));
        assert_eq!(scan("((([").depth, 4);
    }
}
