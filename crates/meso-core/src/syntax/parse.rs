//! A text to its lines, each read once however often it occurs.

use super::ast::{HeadKind, Line, LineSyntax, Parsed, Problem, Statement};
use super::{lower, outline};
use crate::diagnostic::Code;
use crate::limits::FINDINGS_OF_A_KIND;
use crate::text::{LineIndex, LineSpan};
use meso_grammar::Tokens;
use std::collections::HashMap;
use std::sync::Arc;

/// The syntax of lines already read, by their text: what makes a keystroke cost one line, and the tenth plan of a folder
/// less than the first, as coaches write the same lines again and again.
#[derive(Clone, Debug, Default)]
pub struct LineCache {
    lines: HashMap<Box<str>, Kept, foldhash::fast::RandomState>,
    room: usize,
    tokens: Tokens,
}

/// A line that was read.
#[derive(Clone, Debug)]
struct Kept {
    syntax: Arc<LineSyntax>,
    /// Was it met again since the cache was last thinned out?
    again: bool,
}

/// Longest line that the cache keeps; longer ones are rare, and read again.
const CACHED_BYTES: usize = 200;

impl LineCache {
    /// A cache for many texts, which forgets nothing before it holds so many lines (about a kilobyte each).
    #[must_use]
    pub fn with_room(lines: usize) -> Self {
        LineCache { room: lines, ..LineCache::default() }
    }

    /// The syntax of a line.
    pub fn line(&mut self, line: &str) -> Arc<LineSyntax> {
        if let Some(kept) = self.lines.get_mut(line) {
            kept.again = true;
            return Arc::clone(&kept.syntax);
        }
        let syntax = Arc::new(lower::line(line, &mut self.tokens));
        if line.len() <= CACHED_BYTES {
            self.lines.insert(line.into(), Kept { syntax: Arc::clone(&syntax), again: false });
        }
        syntax
    }

    /// Forgets lines when there are more than `most`: those of no text at hand that were met but once, and if that is not
    /// enough, all of no text at hand.
    fn thin_out(&mut self, most: usize) {
        if self.lines.len() <= most {
            return;
        }
        let is_in_use = |kept: &Kept| Arc::strong_count(&kept.syntax) > 1;
        self.lines.retain(|_, kept| std::mem::take(&mut kept.again) || is_in_use(kept));
        if self.lines.len() > most - most / 10 {
            self.lines.retain(|_, kept| is_in_use(kept));
        }
    }
}

/// Reads a text.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    parse_with(&mut LineCache::default(), text, &LineIndex::new(text))
}

/// Reads a text, whose lines are known, with those of an earlier version at hand. Lines that the text no longer has are
/// forgotten when they have become many.
pub fn parse_with(previous: &mut LineCache, text: &str, index: &LineIndex) -> Parsed {
    let mut lines = Vec::with_capacity(index.line_count());
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut told = Told::default();
    for (start, end) in index.lines() {
        let start = start.max(mark);
        let line = without_end(text.get(start as usize..end as usize).unwrap_or_default());
        let mut syntax = previous.line(line);
        if !syntax.problems.is_empty() && !told.has_room(&syntax.problems) {
            syntax = told.without_problems(previous, line, start, &syntax);
        }
        lines.push(Line { start, syntax });
    }
    previous.thin_out((2 * lines.len() + 1000).max(previous.room));
    Parsed { unsaid: told.unsaid, ..outline::outline(lines) }
}

/// What was found in the lines of a text so far: the words for each finding are many times as long as a broken line, so
/// they are kept as long as they are told, and no longer.
#[derive(Default)]
struct Told {
    /// How many are told of each kind.
    of_a_kind: Vec<(&'static Code, usize)>,
    /// What is not.
    unsaid: Vec<(&'static Code, LineSpan)>,
    /// Lines of which nothing could be read are alike.
    unread: HashMap<(u32, u32, Option<HeadKind>), Arc<LineSyntax>, foldhash::fast::RandomState>,
    /// Lines with problems that nobody is told of, but that the cache keeps: they may come again.
    kept: usize,
}

impl Told {
    /// Is any of these told? They are counted.
    fn has_room(&mut self, problems: &[Problem]) -> bool {
        let mut room = false;
        for problem in problems {
            let count = match self.of_a_kind.iter_mut().find(|(code, _)| *code == problem.code) {
                Some((_, count)) => count,
                None => {
                    self.of_a_kind.push((problem.code, 0));
                    let Some((_, count)) = self.of_a_kind.last_mut() else { return true };
                    count
                }
            };
            *count += 1;
            room |= *count <= FINDINGS_OF_A_KIND;
        }
        room
    }

    /// A line without what is wrong with it, which is counted.
    fn without_problems(
        &mut self,
        cache: &mut LineCache,
        line: &str,
        start: u32,
        syntax: &Arc<LineSyntax>,
    ) -> Arc<LineSyntax> {
        let place = |at: LineSpan| LineSpan::new(start + at.start, start + at.end);
        self.unsaid.extend(syntax.problems.iter().map(|problem| (problem.code, place(problem.span))));
        if cache.lines.get(line).is_some_and(|kept| !kept.again) {
            self.kept += 1;
            if self.kept > FINDINGS_OF_A_KIND {
                cache.lines.remove(line);
            }
        }
        let bare = || Arc::new(LineSyntax { problems: Vec::new(), ..LineSyntax::clone(syntax) });
        match syntax.statement {
            Some(Statement::Unread { head, day: None }) if syntax.comment.is_none() => {
                Arc::clone(self.unread.entry((syntax.indent, syntax.len, head)).or_insert_with(bare))
            }
            _ => bare(),
        }
    }
}

/// Reads one line, given without its line break.
#[must_use]
pub fn parse_line(line: &str) -> LineSyntax {
    lower::line(line, &mut Tokens::default())
}

/// A line without what ends it.
fn without_end(line: &str) -> &str {
    match line.strip_suffix('\n') {
        Some(line) => line.strip_suffix('\r').unwrap_or(line),
        None => line.strip_suffix('\r').unwrap_or(line),
    }
}

/// The lines of a text with what ends them: `\n`, `\r\n`, a lone `\r`, or nothing at the end of the text.
pub(super) fn split_with_ends(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let now = rest?;
        let Some(at) = memchr::memchr2(b'\n', b'\r', now.as_bytes()) else {
            rest = None;
            return Some((now, ""));
        };
        let (line, tail) = now.split_at(at);
        let (end, tail) = tail.split_at(if tail.starts_with("\r\n") { 2 } else { 1 });
        rest = Some(tail);
        Some((line, end))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(cache: &LineCache) -> Vec<&str> {
        let mut lines: Vec<&str> = cache.lines.keys().map(AsRef::as_ref).collect();
        lines.sort_unstable();
        lines
    }

    #[test]
    fn a_full_cache_keeps_what_is_met_again_and_what_is_in_use() {
        let mut cache = LineCache::default();
        for line in ["once", "twice", "twice"] {
            cache.line(line);
        }
        let held = cache.line("held");
        cache.thin_out(3);
        assert_eq!(kept(&cache), ["held", "once", "twice"], "three are not too many");
        for line in 0..17 {
            cache.line(&line.to_string());
        }
        cache.thin_out(19);
        assert_eq!(kept(&cache), ["held", "twice"]);
        cache.line("new");
        cache.thin_out(2);
        assert_eq!(kept(&cache), ["held"], "`twice` was not met since");
        drop(held);
    }

    #[test]
    fn a_cache_full_of_what_is_met_again_begins_anew() {
        let mut cache = LineCache::default();
        for line in (0..40).map(|n| (n % 20).to_string()) {
            cache.line(&line);
        }
        let held = cache.line("0");
        cache.thin_out(19);
        assert_eq!(kept(&cache), ["0"]);
        drop(held);
    }
}
