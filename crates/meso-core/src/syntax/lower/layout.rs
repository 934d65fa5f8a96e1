//! The words of a readable line with canonical blanks between them.

use super::{Pair, blanks};
use crate::terms::HeadKind;
use meso_grammar::{Entry, Rule, Tokens};

/// A line as it is to be laid out: everything but its indentation and the place of its comment.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::syntax) struct Layout {
    /// The statement.
    pub(in crate::syntax) code: String,
    /// For `key value`, the length of the key: the values of a block stand below each other.
    pub(in crate::syntax) key: Option<usize>,
    /// Where the comment starts in the line as written, in characters, and its text.
    pub(in crate::syntax) comment: Option<(usize, String)>,
}

/// Lays a line out; `None` for a line that is not what the grammar reads, which stays as it is. Strings, numbers and
/// slips are kept as they were written.
pub(in crate::syntax) fn layout(line: &str) -> Option<Layout> {
    let text = blanks(line);
    let indent = text.len() - text.trim_start_matches(' ').len();
    let code = text.get(indent..)?;
    let first = code.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next()?;
    let is_head = HeadKind::named(first).is_some();
    let mut tokens = Tokens::default();
    let is_read_as_head = is_head && Entry::Head.accepts(code);
    // A line of a block at the margin and a head that is not there are slips: they stay. `weeks 16` is a setting.
    let misplaced = if is_read_as_head {
        indent > 0
    } else {
        indent == 0 || is_head && !first.eq_ignore_ascii_case("weeks")
    };
    if misplaced {
        return None;
    }
    let entry = if is_read_as_head { Entry::Head } else { Entry::Body };
    let pairs = entry.read(code, &mut tokens)?.into_inner();
    let source = line.get(indent..)?;
    let mut writer =
        Writer { source, out: String::with_capacity(line.len()), at: 0, blank: false, last: None };
    let mut comment = None;
    let mut key = None;
    for pair in pairs {
        match pair.as_rule() {
            Rule::EOI => {}
            Rule::comment => {
                let column = line.get(..indent + pair.start())?.chars().count();
                comment = Some((column, pair.as_str().trim_end().to_owned()));
                writer.at = pair.start();
            }
            rule => {
                let is_entry = matches!(rule, Rule::setting | Rule::zone_entry);
                writer.walk(pair);
                if is_entry {
                    let first = pair.into_inner().next()?;
                    let length = first.as_str().len();
                    key = writer.out.get(length..)?.starts_with(' ').then_some(length);
                }
            }
        }
    }
    let end = comment.as_ref().map_or(source.len(), |_| writer.at);
    if comment.is_none() {
        writer.gap(end);
    }
    Some(Layout { code: writer.out, key, comment })
}

struct Writer<'t> {
    source: &'t str,
    out: String,
    /// How far the source has been written.
    at: usize,
    /// Does what comes next need a blank before it?
    blank: bool,
    last: Option<Rule>,
}

impl Writer<'_> {
    fn walk(&mut self, pair: Pair<'_>) {
        let (rule, s) = (pair.as_rule(), pair);
        match rule {
            Rule::target => {
                self.gap(s.start());
                let aim = pair.into_inner().next().map_or(s.end(), |p| p.start());
                let text = format!("@{}", self.source.get(aim..s.end()).unwrap_or_default());
                self.word(&text);
                self.at = s.end();
                self.last = Some(rule);
            }
            Rule::times => {
                self.gap(s.start());
                let text = self.source.get(s.start()..s.end()).unwrap_or_default();
                if self.last == Some(Rule::name) && text.trim() == "x" {
                    self.out.push_str(" x");
                    self.blank = true;
                } else {
                    let sign = if text.trim_end() == "x" { "x" } else { text };
                    self.out.push_str(sign);
                    self.blank = false;
                }
                self.at = s.end();
                self.last = Some(rule);
            }
            Rule::count => {
                let name = pair.into_inner().next().is_some_and(|p| p.as_rule() == Rule::name);
                self.leaf(s.start(), s.end(), rule);
                self.last = Some(if name { Rule::name } else { Rule::count });
            }
            Rule::dash => {
                self.gap(s.start());
                self.out.push_str(self.source.get(s.start()..s.end()).unwrap_or_default());
                self.blank = false;
                self.at = s.end();
            }
            Rule::metric | Rule::hours | Rule::minutes | Rule::seconds => {
                // The unit of a ladder.
                self.gap(s.start());
                self.blank = false;
                self.leaf(s.start(), s.end(), rule);
            }
            _ if has_parts(rule) => {
                for part in pair.into_inner() {
                    self.walk(part);
                }
                self.gap(s.end());
            }
            _ => self.leaf(s.start(), s.end(), rule),
        }
    }

    /// A token as it was written, its keyword in lower case.
    fn leaf(&mut self, from: usize, to: usize, rule: Rule) {
        self.gap(from);
        let text = self.source.get(from..to).unwrap_or_default();
        let text = text.trim_end();
        if is_keyword(rule) && text.len() > 1 {
            self.word(&text.to_ascii_lowercase());
        } else {
            self.word(text);
        }
        self.at = to;
        self.last = Some(rule);
    }

    fn word(&mut self, text: &str) {
        if self.blank && !text.is_empty() {
            self.out.push(' ');
        }
        self.out.push_str(text);
        self.blank = true;
    }

    /// What stands between two tokens: signs and joining words.
    fn gap(&mut self, to: usize) {
        let Some(gap) = self.source.get(self.at..to) else { return };
        let mut rest = gap.trim_start_matches(is_blank);
        while let Some(c) = rest.chars().next() {
            let len = if c.is_alphabetic() {
                rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
            } else {
                c.len_utf8()
            };
            let (sign, after) = rest.split_at(len);
            match c {
                '+' | '/' | '=' => {
                    self.out.push(' ');
                    self.out.push(c);
                    self.blank = true;
                }
                '(' | '[' => {
                    if self.blank && self.last != Some(Rule::name) {
                        self.out.push(' ');
                    }
                    self.out.push(c);
                    self.blank = false;
                }
                ')' | ']' | ';' | ',' | ':' | '%' => {
                    self.out.push_str(sign);
                    self.blank = true;
                }
                _ => {
                    self.word(&sign.to_ascii_lowercase());
                }
            }
            self.last = None;
            rest = after.trim_start_matches(is_blank);
        }
        self.at = to;
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// Is a rule made of parts that have blanks between them?
fn has_parts(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::plan
            | Rule::athlete
            | Rule::history
            | Rule::zones
            | Rule::session
            | Rule::use_file
            | Rule::phase
            | Rule::log
            | Rule::log_plan
            | Rule::params
            | Rule::param
            | Rule::week
            | Rule::week_like
            | Rule::week_volume
            | Rule::week_total
            | Rule::day
            | Rule::note
            | Rule::allow
            | Rule::day_session
            | Rule::choice
            | Rule::head_class
            | Rule::step
            | Rule::inner
            | Rule::with
            | Rule::contained
            | Rule::recovery
            | Rule::group
            | Rule::repeat
            | Rule::ladder
            | Rule::call_with_args
            | Rule::call
            | Rule::arg
            | Rule::segment
            | Rule::parameter
            | Rule::race
            | Rule::split
            | Rule::setting
            | Rule::zone_entry
            | Rule::entry
    )
}

/// Is a token a word of the language, whose case is free?
fn is_keyword(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::weekday
            | Rule::any_day
            | Rule::effort
            | Rule::sport
            | Rule::terrain
            | Rule::lap
            | Rule::class
            | Rule::hard_head
            | Rule::easy_head
            | Rule::resting
            | Rule::when
            | Rule::week_kind
            | Rule::race_word
            | Rule::setting_key
            | Rule::entry_word
            | Rule::entry_detail
    )
}
