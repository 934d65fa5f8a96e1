//! The grammar's pairs to the syntax of a line.

mod entries;
mod explain;
mod heads;
mod hidden;
mod layout;
mod piece;
mod quantities;
mod recover;
mod settings;
mod steps;
mod targets;

use super::ast::{
    Choice, ChoiceKind, DateValue, DayLine, DayName, Item, ItemKind, LineFix, LineSyntax, Problem, Statement,
    Step, StepKind, Weekday, Word,
};
use super::scan;
use crate::codes;
use crate::diagnostic::{Applicability, Code};
use crate::limits::LINE_BYTES as LONGEST;
use crate::terms::HeadKind;
use crate::text::{LineSpan, Spanned};
use jiff::civil::Date;
use meso_grammar::{Entry, Pair, Rule, Tokens, vocabulary};
use std::borrow::Cow;

pub(super) use layout::{Layout, layout};

/// Reads a line. The room for tokens is lent, and used again for the next.
pub(super) fn line(text: &str, tokens: &mut Tokens) -> LineSyntax {
    let mut syntax = read(text, tokens);
    if text.len() <= LONGEST && hidden::possible(text) {
        hidden::look(text, &mut syntax);
    }
    syntax
}

fn read(text: &str, tokens: &mut Tokens) -> LineSyntax {
    let mut syntax = LineSyntax { len: to_u32(text.len()), ..LineSyntax::default() };
    if text.len() > LONGEST {
        let message = format!("this line is {} bytes long; lines above {LONGEST} are not read", text.len());
        syntax.statement = Some(Statement::Unread { head: None, day: None });
        syntax.problems.push(Problem {
            code: &codes::LINE_TOO_LONG,
            span: LineSpan::new(0, to_u32(text.len())),
            message,
            help: Some("a long session gets a name and one step a line".into()),
            fix: None,
        });
        return syntax;
    }
    let blank = blanks(text);
    let indent = blank.len() - blank.trim_start_matches(' ').len();
    syntax.indent = to_u32(indent);
    if indent == blank.len() {
        return syntax;
    }
    if blank.as_bytes().get(indent) == Some(&b'#') {
        syntax.comment = Some(LineSpan::new(to_u32(indent), syntax.len));
        return syntax;
    }
    let mut reader = Reader::new(text, &blank, std::mem::take(tokens));
    syntax.statement = reader.statement(indent, &mut syntax.comment);
    *tokens = std::mem::take(&mut reader.tokens);
    syntax.problems = reader.finish();
    syntax
}

/// The text with every kind of white space as blanks, byte for byte as long as before.
fn blanks(text: &str) -> Cow<'_, str> {
    // No early end: so the processor looks at sixteen bytes at once.
    if !text.bytes().fold(false, |strange, b| strange | (b == b'\t') | (b >= 0xc2)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\t' || matches!(c, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\u{feff}') {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The place with every character that it cuts.
fn whole_characters(source: &str, at: LineSpan) -> LineSpan {
    let boundary = |at: &u32| source.is_char_boundary(*at as usize);
    let start = (0..=at.start).rev().find(boundary).unwrap_or(at.start);
    let end = (at.end..=to_u32(source.len())).find(boundary).unwrap_or(at.end);
    LineSpan::new(start, end)
}

/// What a line has been found to say so far.
struct Reader<'t> {
    /// The line as written: strings are taken from here.
    source: &'t str,
    /// The line as the grammar sees it.
    text: &'t str,
    tokens: Tokens,
    problems: Vec<Problem>,
    /// Other ways of writing, and the canonical one.
    slips: Vec<(LineSpan, String)>,
    /// Repeats and brackets around: in there a short clock time is minutes and seconds.
    depth: u32,
    /// Where in the line the piece begins that is being read.
    base: u32,
    /// Where the bytes of the mended copy come from that is being read, in place of `base`.
    origins: Option<Vec<u32>>,
    /// A day's line: it has no parameters.
    day: bool,
}

impl<'t> Reader<'t> {
    fn new(source: &'t str, text: &'t str, tokens: Tokens) -> Self {
        Reader {
            source,
            text,
            tokens,
            problems: Vec::new(),
            slips: Vec::new(),
            depth: 0,
            base: 0,
            origins: None,
            day: false,
        }
    }

    /// Reads the line, whatever it is.
    fn statement(&mut self, indent: usize, comment: &mut Option<LineSpan>) -> Option<Statement> {
        let rest = self.text.get(indent..)?;
        let len = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
        let first = &rest[..len];
        let head = HeadKind::named(first);
        if self.too_deep() {
            let day = Weekday::named(first);
            return Some(Statement::Unread { head, day });
        }
        if let Some(kind) = head {
            if let Some(statement) = self.head(indent, comment) {
                if indent > 0 {
                    let at = LineSpan::new(to_u32(indent), to_u32(indent + first.len()));
                    let message = format!("`{first}` opens a block and stands at the margin");
                    let problem = self.problem(&codes::NOTATION, at, message);
                    problem.fix = Some(LineFix {
                        title: "move it to the margin".into(),
                        applicability: Applicability::Safe,
                        edits: vec![(LineSpan::new(0, to_u32(indent)), String::new())],
                    });
                }
                return Some(statement);
            }
            // `weeks 16` is a setting.
            if let Ok(Some(statement)) = self.body(comment)
                && !is_call(&statement)
            {
                return Some(self.at_the_margin(indent, statement));
            }
            return Some(self.recover_head(indent, kind, comment));
        }
        match self.body(comment) {
            Ok(None) => None,
            Ok(Some(statement)) if indent == 0 && is_call(&statement) => Some(self.unknown_head(first)),
            Ok(Some(statement)) => Some(self.at_the_margin(indent, statement)),
            Err(()) => {
                let word = first.starts_with(char::is_alphabetic) && !recover::known(first);
                // At the margin a head is meant rather than a day: `wek 3`.
                let is_day = || {
                    let distance = |lists: &[&[&'static str]]| vocabulary::nearest(first, lists).map(|n| n.0);
                    let day = distance(&[vocabulary::WEEKDAYS, vocabulary::OTHER_WEEKDAYS]);
                    day.is_some_and(|day| distance(&[vocabulary::HEADS]).is_none_or(|head| day < head))
                };
                if indent == 0 && word && !is_day() {
                    return Some(self.unknown_head(first));
                }
                let statement = self.recover_body(indent, comment);
                Some(self.at_the_margin(indent, statement))
            }
        }
    }

    /// Says so when a line of a block is not indented.
    fn at_the_margin(&mut self, indent: usize, statement: Statement) -> Statement {
        if indent == 0 && !matches!(statement, Statement::Unread { .. }) {
            let at = LineSpan::new(0, to_u32(self.text.trim_end().len()));
            let problem = self.problem(&codes::NOTATION, at, "a line of a block is indented");
            problem.help = Some("only lines that open a block stand at the margin".into());
            problem.fix = Some(LineFix {
                title: "indent it".into(),
                applicability: Applicability::Safe,
                edits: vec![(LineSpan::new(0, 0), "  ".into())],
            });
        }
        statement
    }

    /// A word at the margin that opens nothing.
    fn unknown_head(&mut self, word: &str) -> Statement {
        let at = LineSpan::new(0, to_u32(word.len()));
        // `week1` is a head and a number that touch.
        let letters = word.split(|c: char| c.is_ascii_digit()).next().unwrap_or(word);
        let head = HeadKind::named(letters).map(|_| letters.to_ascii_lowercase());
        let head = head.or_else(|| vocabulary::similar(letters, &[vocabulary::HEADS]).map(str::to_owned));
        let near =
            head.as_ref().map(|head| format!("{head} {}", &word[letters.len()..]).trim_end().to_owned());
        let message = match &near {
            Some(near) => format!("no block begins with `{word}`; did you mean `{near}`?"),
            None => format!("no block begins with `{word}`"),
        };
        let problem = self.problem(&codes::UNKNOWN_WORD, at, message);
        if near.is_none() {
            let heads = vocabulary::HEADS.join(", ");
            problem.help = Some(format!("blocks begin with one of {heads}; their lines are indented"));
        }
        problem.fix = near.map(|near| replace(at, &near, Applicability::Unsafe));
        Statement::Unread { head: head.as_deref().and_then(HeadKind::named), day: None }
    }

    /// Refuses brackets inside brackets before the parser meets them.
    fn too_deep(&mut self) -> bool {
        let brackets = memchr::memchr2_iter(b'(', b'[', self.text.as_bytes());
        if brackets.take(scan::DEEPEST + 1).count() <= scan::DEEPEST
            || scan::scan(self.text).depth <= scan::DEEPEST
        {
            return false;
        }
        let at = LineSpan::new(0, to_u32(self.text.len()));
        let message = format!("brackets inside brackets, deeper than {}", scan::DEEPEST);
        self.problem(&codes::NESTING_TOO_DEEP, at, message).help =
            Some("give the inner part a name of its own with `session`".into());
        true
    }

    /// Reads a text as an entry of the grammar; `None` when it is not one.
    fn read<T>(
        &mut self,
        entry: Entry,
        text: &str,
        lower: impl FnOnce(&mut Self, Pair<'_>) -> T,
    ) -> Option<T> {
        // The reader cannot lend its tokens and be changed by what they say.
        let mut tokens = std::mem::take(&mut self.tokens);
        let found = entry.read(text, &mut tokens).map(|pair| lower(self, pair));
        self.tokens = tokens;
        found
    }

    /// Reads the line as a head.
    fn head(&mut self, indent: usize, comment: &mut Option<LineSpan>) -> Option<Statement> {
        self.base = to_u32(indent);
        let statement = self.read(Entry::Head, self.text.get(indent..)?, |reader, line| {
            let mut statement = None;
            for pair in line.into_inner() {
                match pair.as_rule() {
                    Rule::comment => *comment = Some(reader.span(&pair)),
                    Rule::EOI => {}
                    _ => statement = reader.head_statement(pair),
                }
            }
            statement
        });
        self.base = 0;
        statement?
    }

    fn body(&mut self, comment: &mut Option<LineSpan>) -> Result<Option<Statement>, ()> {
        self.read(Entry::Body, self.text, |reader, line| reader.body_statement(line, comment)).ok_or(())
    }

    fn body_statement(&mut self, line: Pair<'_>, comment: &mut Option<LineSpan>) -> Option<Statement> {
        let mut items = Vec::new();
        let mut day = None;
        let mut dash = None;
        let mut statement = None;
        items.reserve_exact(line.into_inner().filter(|p| is_item(p.as_rule())).count());
        for pair in line.into_inner() {
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
        match (day, dash) {
            (Some(day), _) => Some(Statement::Day(DayLine { day, items })),
            (None, None) if items.is_empty() => statement,
            _ => Some(Statement::Items { dash, items }),
        }
    }

    fn item(&mut self, pair: Pair<'_>) -> Option<Item> {
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

    fn day_name(&mut self, pair: Pair<'_>) -> Spanned<DayName> {
        let at = self.span(&pair);
        let mut name = DayName::Any;
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::weekday => {
                    if let Some(day) = Weekday::named(p.as_str()) {
                        if p.as_str().len() != 3 {
                            self.slip(self.span(&p), day.word());
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
    fn date(&self, pair: &Pair<'_>) -> DateValue {
        DateValue(pair.as_str().parse::<Date>().ok())
    }

    /// A name or word as written.
    fn word(&self, pair: Pair<'_>) -> Word {
        Spanned::new(pair.as_str().into(), self.span(&pair))
    }

    /// The inside of a string; its span holds the quotes.
    fn string(&mut self, pair: &Pair<'_>) -> Word {
        let at = self.span(pair);
        let inner = pair.into_inner().next();
        // In a mended copy the string may be new; else its white space is taken from the line as written.
        let written = inner.as_ref().filter(|_| self.origins.is_none()).and_then(|p| {
            let at = self.span(p);
            self.source.get(at.start as usize..at.end as usize)
        });
        let text = written.or(inner.as_ref().map(|p| p.as_str())).unwrap_or_default();
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
        self.place(pair.start(), pair.end())
    }

    /// The place in the line of a part of what the parser was given.
    fn place(&self, from: usize, to: usize) -> LineSpan {
        match &self.origins {
            None => LineSpan::new(self.base + to_u32(from), self.base + to_u32(to)),
            Some(origins) => piece::place(origins, from, to),
        }
    }

    fn written(&self, at: LineSpan) -> &'t str {
        self.source.get(at.start as usize..at.end as usize).unwrap_or_default()
    }

    /// All findings; the slips of the line have become one.
    fn finish(mut self) -> Vec<Problem> {
        self.merge_slips();
        self.merge_notation();
        // A wide blank was read as several: no place may end inside it.
        let source = self.source;
        for problem in &mut self.problems {
            problem.span = whole_characters(source, problem.span);
            for (at, _) in problem.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
                *at = whole_characters(source, *at);
            }
        }
        self.problems.sort_by_key(|p| p.span);
        self.problems
    }

    /// One warning a line, however many of its spellings are not canonical: where it stands is one of them.
    fn merge_notation(&mut self) {
        let notation = |problem: &Problem| problem.code == &codes::NOTATION;
        if self.problems.iter().filter(|problem| notation(problem)).nth(1).is_none() {
            return;
        }
        let (mut all, others): (Vec<Problem>, Vec<Problem>) =
            std::mem::take(&mut self.problems).into_iter().partition(notation);
        self.problems = others;
        all.sort_by_key(|problem| problem.span);
        self.problems.extend(all.into_iter().reduce(|first, next| Problem {
            code: first.code,
            span: first.span.cover(next.span),
            message: format!("{}; {}", first.message, next.message),
            help: first.help.or(next.help),
            fix: first.fix.zip(next.fix).map(|(first, next)| LineFix {
                title: format!("{} and {}", first.title, next.title),
                applicability: Applicability::Safe,
                edits: [first.edits, next.edits].concat(),
            }),
        }));
    }

    fn merge_slips(&mut self) {
        if self.slips.is_empty() {
            return;
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
    }
}

fn is_item(rule: Rule) -> bool {
    matches!(rule, Rule::day_session | Rule::entry | Rule::allow | Rule::note)
}

/// Is it but a word that may be a session's name?
fn is_call(statement: &Statement) -> bool {
    let Statement::Items { dash: None, items } = statement else { return false };
    let [Item { kind: ItemKind::Session(session), .. }] = items.as_slice() else { return false };
    let [Choice { kind: ChoiceKind::Steps(steps), .. }] = session.choices.as_slice() else { return false };
    matches!(steps.as_slice(), [Step { kind: StepKind::Call(_), .. }])
}

/// Replaces a piece of the line.
fn replace(at: LineSpan, text: &str, applicability: Applicability) -> LineFix {
    LineFix { title: format!("write `{text}`"), applicability, edits: vec![(at, text.to_owned())] }
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
