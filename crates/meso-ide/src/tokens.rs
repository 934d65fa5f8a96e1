//! What each word of a plan is, for colours that know more than a pattern can.

use crate::mentions::{self, What};
use crate::view::View;
use meso_core::syntax::ast::Statement;
use meso_core::text::Span;
use meso_core::vocabulary;

/// A coloured piece of text, on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Is it introduced here, rather than used?
    pub defines: bool,
}

macro_rules! kinds {
    ($( $(#[doc = $doc:literal])+ $kind:ident = $name:literal, )+) => {
        /// What a piece of text is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $( $(#[doc = $doc])+ $kind, )+ }

        impl Kind {
            /// All of them, in order.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),+];

            /// The name that editors know it by.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name,)+ }
            }
        }
    };
}

kinds! {
    /// A word that opens a block, joins or leads.
    Keyword = "keyword",
    /// A day, a date.
    Day = "class",
    /// A number with its unit.
    Number = "number",
    /// A note, a name, a path.
    Text = "string",
    /// A comment.
    Comment = "comment",
    /// A session.
    Session = "function",
    /// A parameter.
    Param = "parameter",
    /// An effort, a zone.
    Effort = "enumMember",
    /// A sport, terrain, a kind of week.
    Sort = "type",
    /// A recovery method, a measurement.
    Recovery = "method",
    /// A setting.
    Setting = "property",
    /// A rule.
    Rule = "decorator",
    /// What joins: `+`, `/`, `@`, `x`.
    Operator = "operator",
}

/// The tokens of the lines that a span touches, in the order of the text.
#[must_use]
pub fn tokens(view: View<'_>, within: Span) -> Vec<Token> {
    let (first, last) = (view.line_at(within.start).unwrap_or(0), view.line_at(within.end).unwrap_or(0));
    let mut tokens = Vec::new();
    for index in first..=last {
        line(view, index, &mut tokens);
    }
    tokens
}

/// Those of a whole file.
#[must_use]
pub fn all(view: View<'_>) -> Vec<Token> {
    tokens(view, Span::new(view.file(), 0, u32::try_from(view.text().len()).unwrap_or(u32::MAX)))
}

fn line(view: View<'_>, index: usize, acc: &mut Vec<Token>) {
    let Some(line) = view.line(index) else { return };
    let known = !matches!(view.statement(index), None | Some(Statement::Unread { .. }));
    if known {
        let code = line.syntax.comment.map_or(line.syntax.len, |comment| comment.start);
        let text = view.line_text(index).get(..code as usize).unwrap_or("");
        Scanner {
            view,
            statement: view.statement(index),
            names: mentions::on_line(view, index),
            start: line.start,
            text,
            at: 0,
            words: 0,
        }
        .scan(acc);
    }
    if let Some(comment) = line.syntax.comment {
        acc.push(Token { span: view.at(line, comment), kind: Kind::Comment, defines: false });
    }
}

struct Scanner<'a> {
    view: View<'a>,
    statement: Option<&'a Statement>,
    names: Vec<mentions::Mention<'a>>,
    start: u32,
    text: &'a str,
    at: usize,
    words: usize,
}

impl<'a> Scanner<'a> {
    fn scan(mut self, acc: &mut Vec<Token>) {
        while let Some(c) = self.text[self.at..].chars().next() {
            let from = self.at;
            match c {
                '"' | '“' => {
                    let inner = from + c.len_utf8();
                    let close = self.text[inner..].find(['"', '”']).map(|i| inner + i);
                    self.at = close.map_or(self.text.len(), |i| {
                        i + self.text[i..].chars().next().map_or(1, char::len_utf8)
                    });
                    self.push(acc, from, Kind::Text, false);
                }
                '0'..='9' => {
                    self.skip(|c| {
                        c.is_alphanumeric() || matches!(c, '.' | ':' | ',' | '%' | '°' | '\'' | '-' | '–')
                    });
                    // `600m-1` has no such end; `8km,` and `6-` have.
                    let taken = self.text[from..self.at].trim_end_matches(['.', ',', ':', '-', '–']);
                    self.at = from + taken.len().max(1);
                    self.number(acc, from);
                }
                '+' | '/' | '@' | ';' | '=' | '<' | '>' | '×' | '→' => {
                    self.at += c.len_utf8();
                    self.push(acc, from, Kind::Operator, false);
                }
                c if c.is_alphabetic() || c == '_' => {
                    self.skip(|c| c.is_alphanumeric() || c == '-' || c == '_');
                    let taken = self.text[from..self.at].trim_end_matches('-');
                    self.at = from + taken.len();
                    self.word(acc, from);
                }
                c => self.at += c.len_utf8(),
            }
        }
    }

    fn skip(&mut self, more: impl Fn(char) -> bool) {
        let rest = &self.text[self.at..];
        self.at += rest.find(|c| !more(c)).unwrap_or(rest.len());
    }

    /// A number; the `x` of a repeat is not its unit, and a date is a day.
    fn number(&mut self, acc: &mut Vec<Token>, from: usize) {
        let text = &self.text[from..self.at];
        if text.len() == 10 && text.bytes().filter(|&b| b == b'-').count() == 2 {
            self.push(acc, from, Kind::Day, false);
            return;
        }
        if let Some(times) =
            text.find(['x', 'X', '×']).filter(|&i| text[..i].bytes().all(|b| b.is_ascii_digit() || b == b'-'))
        {
            self.at = from + times;
            self.push(acc, from, Kind::Number, false);
            let x = self.at;
            self.at += self.text[x..].chars().next().map_or(1, char::len_utf8);
            self.push(acc, x, Kind::Operator, false);
            return;
        }
        self.push(acc, from, Kind::Number, false);
    }

    fn word(&mut self, acc: &mut Vec<Token>, from: usize) {
        let first = self.words == 0;
        self.words += 1;
        let word = &self.text[from..self.at];
        let place = self.start + u32::try_from(from).unwrap_or(0);
        if let Some(name) = self.names.iter().find(|name| name.span.start == place) {
            let (kind, defines, end) = (name_kind(name.what), name.defines, name.span.end);
            self.at = self.at.max((end - self.start) as usize).min(self.text.len());
            self.push(acc, from, kind, defines);
            return;
        }
        let margin = from == 0;
        let has = |list: &[&str]| vocabulary::contains(list, word);
        let kind = match self.statement {
            _ if first && margin && has(vocabulary::HEADS) => Kind::Keyword,
            Some(Statement::Setting(_)) if first => Kind::Setting,
            Some(Statement::Day(_)) if first => Kind::Day,
            Some(Statement::Week(_)) if has(vocabulary::WEEK_KINDS) => Kind::Sort,
            Some(Statement::Phase { .. }) => Kind::Sort,
            Some(Statement::Setting(_)) if has(vocabulary::RACES) => Kind::Sort,
            Some(Statement::Setting(_)) if has(&["on", "in"]) => Kind::Keyword,
            Some(Statement::Setting(_)) => Kind::Sort,
            // The unit of a ladder: `[1200 800]m`.
            _ if has(vocabulary::UNITS) && self.text[..from].ends_with(']') => Kind::Number,
            _ if has(vocabulary::ENTRIES) => Kind::Recovery,
            _ if has(vocabulary::EFFORTS) || has(vocabulary::ZONES) => Kind::Effort,
            _ if has(vocabulary::CONNECTIVES) => Kind::Keyword,
            _ if has(vocabulary::SPORTS) || has(vocabulary::TERRAINS) || has(vocabulary::RACES) => Kind::Sort,
            _ if word.eq_ignore_ascii_case("off") => Kind::Keyword,
            _ if word == "x" => Kind::Operator,
            _ if has(vocabulary::DETAILS) => Kind::Keyword,
            _ => return,
        };
        self.push(acc, from, kind, false);
    }

    fn push(&self, acc: &mut Vec<Token>, from: usize, kind: Kind, defines: bool) {
        let place = |at: usize| self.start + u32::try_from(at).unwrap_or(0);
        if from < self.at {
            acc.push(Token { span: Span::new(self.view.file(), place(from), place(self.at)), kind, defines });
        }
    }
}

fn name_kind(what: What<'_>) -> Kind {
    match what {
        What::Session(_) => Kind::Session,
        What::Param { .. } => Kind::Param,
        What::Zone(_) => Kind::Effort,
        What::Rule(_) => Kind::Rule,
        What::File(_) => Kind::Text,
    }
}
