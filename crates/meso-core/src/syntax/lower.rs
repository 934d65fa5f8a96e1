//! pest's pairs to the syntax of a line. pest is named here and below, and nowhere else.

mod entries;
mod heads;
mod quantities;
mod settings;
mod steps;
mod targets;
mod words;

use super::ast::{
    DateValue, DayLine, DayName, Item, ItemKind, LineFix, LineSyntax, Problem, Statement, Word,
};
use crate::codes;
use crate::diagnostic::{Applicability, Code};
use crate::text::{LineSpan, Spanned};
use jiff::civil::Date;
use meso_grammar::{Meso, Rule};
use pest::Parser;
use std::borrow::Cow;

type Pair<'t> = pest::iterators::Pair<'t, Rule>;

/// Reads a line.
pub(super) fn line(text: &str) -> LineSyntax {
    let blank = blanks(text);
    let indent = blank.len() - blank.trim_start_matches(' ').len();
    let mut reader = Reader::new(text, &blank);
    let first =
        blank[indent..].split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or("");
    let is_head = words::head(first).is_some();
    let mut comment = None;
    let statement = match if is_head { reader.head(indent, &mut comment) } else { None } {
        Some(statement) => Some(statement),
        None => match reader.body(&mut comment) {
            Ok(statement) => statement,
            Err(()) => {
                let span = LineSpan::new(to_u32(indent), to_u32(blank.trim_end().len()));
                reader.problem(&codes::SYNTAX, span, "this line cannot be read");
                let day = words::weekday(first).map(|d| d.0);
                let head = if indent == 0 { words::head(first) } else { None };
                Some(Statement::Unread { head, day })
            }
        },
    };
    let mut problems = reader.finish();
    problems.sort_by_key(|p| p.span);
    LineSyntax { indent: to_u32(indent), len: to_u32(text.len()), statement, comment, problems }
}

/// The text with every kind of white space as blanks, byte for byte as long as before.
fn blanks(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| b == b'\t' || b == 0xc2 || b == 0xe2) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\t' || matches!(c, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}') {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// What a line has been found to say so far.
struct Reader<'t> {
    /// The line as written: strings are taken from here.
    source: &'t str,
    /// The line as pest sees it.
    text: &'t str,
    problems: Vec<Problem>,
    /// Other ways of writing, and the canonical one.
    slips: Vec<(LineSpan, String)>,
    /// Repeats and brackets around: in there a short clock time is minutes and seconds.
    depth: u32,
    /// Where in the line the piece begins that pest was given.
    base: u32,
    /// A day's line: it has no parameters.
    day: bool,
}

impl<'t> Reader<'t> {
    fn new(source: &'t str, text: &'t str) -> Self {
        Reader { source, text, problems: Vec::new(), slips: Vec::new(), depth: 0, base: 0, day: false }
    }

    /// Reads the line as a head.
    fn head(&mut self, indent: usize, comment: &mut Option<LineSpan>) -> Option<Statement> {
        let mut pairs = Meso::parse(Rule::head, self.text.get(indent..)?).ok()?;
        self.base = to_u32(indent);
        let mut statement = None;
        for pair in pairs.next()?.into_inner() {
            match pair.as_rule() {
                Rule::comment => *comment = Some(self.span(&pair)),
                Rule::EOI => {}
                _ => statement = self.head_statement(pair),
            }
        }
        self.base = 0;
        statement
    }

    fn body(&mut self, comment: &mut Option<LineSpan>) -> Result<Option<Statement>, ()> {
        let mut pairs = Meso::parse(Rule::body, self.text).map_err(|_| ())?;
        let inner = pairs.next().ok_or(())?.into_inner();
        let mut items = Vec::new();
        let mut day = None;
        let mut dash = None;
        let mut statement = None;
        for pair in inner {
            match pair.as_rule() {
                Rule::comment => *comment = Some(self.span(&pair)),
                Rule::day => {
                    self.day = true;
                    day = Some(self.day_name(pair));
                }
                Rule::dash_mark => dash = Some(self.span(&pair)),
                Rule::setting => statement = Some(Statement::Setting(self.setting(pair))),
                Rule::zone_entry => statement = self.zone_entry(pair),
                Rule::EOI => {}
                _ => items.extend(self.item(pair)),
            }
        }
        Ok(match (day, dash) {
            (Some(day), _) => Some(Statement::Day(DayLine { day, items })),
            (None, None) if items.is_empty() => statement,
            _ => Some(Statement::Items { dash, items }),
        })
    }

    fn item(&mut self, pair: Pair<'t>) -> Option<Item> {
        let at = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::day_session => {
                let session = self.session_item(pair);
                match entries::lone_entry(&session) {
                    Some(entry) => ItemKind::Entry(entry),
                    None => ItemKind::Session(session),
                }
            }
            Rule::entry => ItemKind::Entry(self.entry(pair)),
            Rule::allow => {
                let mut inner = pair.into_inner();
                let rule = self.word(inner.next()?);
                let reason = inner.next().map(|p| self.string(&p));
                ItemKind::Allow { rule, reason }
            }
            Rule::note => ItemKind::Note(self.string(&pair.into_inner().next()?)),
            _ => return None,
        };
        Some(Item { span: at, kind })
    }

    fn day_name(&mut self, pair: Pair<'t>) -> Spanned<DayName> {
        let at = self.span(&pair);
        let mut name = DayName::Any;
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::weekday => {
                    if let Some((day, short)) = words::weekday(p.as_str()) {
                        if p.as_str().len() != 3 {
                            self.slip(self.span(&p), short);
                        }
                        name = DayName::Weekday(day, None);
                    }
                }
                Rule::date => {
                    let date = self.date(&p);
                    name = match name {
                        DayName::Weekday(day, _) => {
                            DayName::Weekday(day, Some(Spanned::new(date, self.span(&p))))
                        }
                        _ => DayName::Date(date),
                    };
                }
                _ => {}
            }
        }
        Spanned::new(name, at)
    }

    /// A date; whether there is such a day is the resolver's finding, which knows the block.
    fn date(&self, pair: &Pair<'t>) -> DateValue {
        DateValue(pair.as_str().parse::<Date>().ok())
    }

    /// A name or word as written.
    fn word(&self, pair: Pair<'t>) -> Word {
        Spanned::new(pair.as_str().into(), self.span(&pair))
    }

    /// The inside of a string; its span holds the quotes.
    fn string(&mut self, pair: &Pair<'t>) -> Word {
        let at = self.span(pair);
        let inner =
            pair.clone().into_inner().next().map_or(LineSpan::new(at.start, at.start), |p| self.span(&p));
        let text = self.source.get(inner.start as usize..inner.end as usize).unwrap_or_default();
        if !pair.as_str().starts_with('"') {
            self.slip(at, format!("\"{text}\""));
        }
        Spanned::new(text.into(), at)
    }

    /// Notes that a part of the line is written in another way than the language's own.
    fn slip(&mut self, at: LineSpan, canonical: impl Into<String>) {
        self.slips.push((at, canonical.into()));
    }

    fn problem(&mut self, code: &'static Code, at: LineSpan, message: impl Into<String>) -> &mut Problem {
        self.problems.push(Problem { code, span: at, message: message.into(), help: None, fix: None });
        let last = self.problems.len() - 1;
        &mut self.problems[last]
    }

    fn span(&self, pair: &Pair<'_>) -> LineSpan {
        let s = pair.as_span();
        LineSpan::new(self.base + to_u32(s.start()), self.base + to_u32(s.end()))
    }

    fn written(&self, at: LineSpan) -> &'t str {
        self.source.get(at.start as usize..at.end as usize).unwrap_or_default()
    }

    /// All findings; the slips of the line have become one.
    fn finish(mut self) -> Vec<Problem> {
        if self.slips.is_empty() {
            return self.problems;
        }
        self.slips.sort_by_key(|s| s.0);
        self.slips.dedup_by(|later, earlier| later.0.start < earlier.0.end);
        let mut merged: Vec<(LineSpan, String)> = Vec::new();
        for (at, text) in &self.slips {
            match merged.last_mut() {
                Some((before, said)) if before.end == at.start => {
                    *before = before.cover(*at);
                    said.push_str(text);
                }
                _ => merged.push((*at, text.clone())),
            }
        }
        let said: Vec<String> = merged
            .iter()
            .map(|(at, text)| format!("`{}` is written `{}`", self.written(*at).trim(), text.trim()))
            .collect();
        let title: Vec<String> = merged.iter().map(|(_, text)| format!("`{}`", text.trim())).collect();
        let at = merged.iter().fold(merged[0].0, |a, m| a.cover(m.0));
        self.problems.push(Problem {
            code: &codes::NOTATION,
            span: at,
            message: said.join(", "),
            help: None,
            fix: Some(LineFix {
                title: format!("write {}", title.join(" and ")),
                applicability: Applicability::Safe,
                edits: std::mem::take(&mut self.slips),
            }),
        });
        self.problems
    }
}

/// Replaces a piece of the line.
fn replace(at: LineSpan, text: &str, applicability: Applicability) -> LineFix {
    LineFix { title: format!("write `{text}`"), applicability, edits: vec![(at, text.to_owned())] }
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
