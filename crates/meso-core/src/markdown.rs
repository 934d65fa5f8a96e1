//! Words of a plan on their way into Markdown: they are shown as they are written, and become nothing else.
//!
//! What CommonMark and the dialects of GitHub and GitLab make of a text (links, images, HTML, headings, mentions of people,
//! references to issues) is ours to write. In the words of a plan its signs are escaped; what these sites look for after
//! the escapes are gone, `@name` and `#12` and addresses, is set as code, in which they look for nothing.

use crate::text::{visible, visible_lines};
use std::fmt::Write;

/// A sentence of ours with words of a plan in it, or the words alone. What stands in single backticks is code.
#[must_use]
pub fn prose(text: &str) -> String {
    write_prose(text, false)
}

/// [`prose`] for a cell of a table.
#[must_use]
pub fn cell(text: &str) -> String {
    write_prose(text, true)
}

/// Words as code, however many backticks are in them.
#[must_use]
pub fn code(text: &str) -> String {
    write_code(text, false)
}

/// A block of code in a language. Its lines stay lines.
#[must_use]
pub fn block(language: &'static str, text: &str) -> String {
    let text = visible_lines(text);
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn write_code(text: &str, table: bool) -> String {
    let text = visible(text);
    if text.trim().is_empty() {
        // There is no empty code in Markdown.
        return String::new();
    }
    let longest = longest_run(&text);
    let fence = "`".repeat(longest + 1);
    // A blank on either side is taken away again.
    let padded = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    let blank = if padded { " " } else { "" };
    // A table is taken apart before anything else, and takes this escape away even in code.
    let text = if table { text.replace('|', "\\|") } else { text.into_owned() };
    format!("{fence}{blank}{text}{blank}{fence}")
}

fn write_prose(text: &str, table: bool) -> String {
    let text = visible(text.trim());
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = &*text;
    while let Some(at) = rest.find('`') {
        words(&rest[..at], table, &mut out);
        let from_tick = &rest[at..];
        let run = from_tick.len() - from_tick.trim_start_matches('`').len();
        match (run == 1).then(|| single_tick(&from_tick[1..])).flatten() {
            Some(end) => {
                push_code(&from_tick[1..=end], table, &mut out);
                rest = &from_tick[end + 2..];
            }
            None => {
                out.push_str(&"\\`".repeat(run));
                rest = &from_tick[run..];
            }
        }
    }
    words(rest, table, &mut out);
    out
}

/// Writes code behind what is there: two fences would be one.
fn push_code(text: &str, table: bool, out: &mut String) {
    if out.ends_with('`') {
        out.push(' ');
    }
    out.push_str(&write_code(text, table));
}

/// Where the next backtick stands that has none beside it.
fn single_tick(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_tick = |at: usize| bytes.get(at) == Some(&b'`');
    (1..bytes.len()).find(|&at| is_tick(at) && !is_tick(at - 1) && !is_tick(at + 1))
}

/// Words that are no code, blanks kept.
fn words(text: &str, table: bool, out: &mut String) {
    for piece in text.split_inclusive(' ') {
        let word = piece.trim_end_matches(' ');
        if is_live(word) {
            // Punctuation of the sentence stays outside.
            let end = word.trim_end_matches([',', ';', ':', '.', ')']);
            let start = end.trim_start_matches('(');
            let (lead, tail) = (&end[..end.len() - start.len()], &word[end.len()..]);
            out.push_str(lead);
            push_code(start, table, out);
            out.push_str(tail);
        } else {
            escape(word, out);
        }
        out.push_str(&piece[word.len()..]);
    }
}

/// Would a site make a link of it, or call somebody?
fn is_live(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let address = ["://", "www.", "mailto:", "xmpp:"].iter().any(|start| lower.contains(start));
    let issue = lower.contains("gh-") && lower.contains(|c: char| c.is_ascii_digit());
    // The signs before the names of people, issues, merge requests, snippets, milestones, epics and labels.
    let mut before = ' ';
    let named = word.chars().any(|c| {
        let last = std::mem::replace(&mut before, c);
        match last {
            '@' => c.is_alphanumeric() || matches!(c, '_' | '-'),
            '#' | '!' | '$' | '&' | '%' | '~' | '^' => c.is_ascii_alphanumeric() || c == '"',
            _ => false,
        }
    });
    let commit = word.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
        (7..=64).contains(&word.len())
            && word.chars().all(|c| c.is_ascii_hexdigit())
            && word.contains(|c: char| c.is_ascii_digit())
            && word.contains(|c: char| c.is_ascii_alphabetic())
    });
    address || issue || named || commit
}

/// Writes a word with its signs escaped.
fn escape(word: &str, out: &mut String) {
    // What opens a list, a quotation, a rule or the underline of a heading does so at the start of a line.
    let first = out.trim().is_empty();
    if first {
        let number = word.trim_start_matches(|c: char| c.is_ascii_digit());
        if number.len() < word.len() && matches!(number, "." | ")") {
            let _ = write!(out, "{}\\{number}", &word[..word.len() - number.len()]);
            return;
        }
    }
    for (at, c) in word.char_indices() {
        let special = match c {
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '!' | '&' | '#' | '$' => true,
            '-' | '+' | '=' => first && at == 0,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (text, want) in [
            ("plain words, 8 km (3.5 h)", "plain words, 8 km (3.5 h)"),
            ("`8 km` is `8km`", "`8 km` is `8km`"),
            ("[a](http://x.y)", "`[a](http://x.y`)"),
            ("![a](b)", "\\!\\[a\\](b)"),
            ("<b>x</b>", "\\<b\\>x\\</b\\>"),
            ("ask @coach, see #12", "ask `@coach`, see `#12`"),
            ("# head", "\\# head"),
            ("- item", "\\- item"),
            ("1. item", "1\\. item"),
            ("one ` tick", "one \\` tick"),
            ("a `` b", "a \\`\\` b"),
            ("a\nb", "a\\\\nb"),
            ("a\u{202e}b", "a\\\\u{202e}b"),
        ] {
            assert_eq!(prose(text), want, "{text:?}");
        }
        assert_eq!(cell("a|b `c|d`"), "a\\|b `c\\|d`");
    }

    #[test]
    fn words_do_not_break_out_of_their_code() {
        assert_eq!(code("8km @T"), "`8km @T`");
        assert_eq!(code("8km `` E"), "```8km `` E```");
        assert_eq!(code("`a`"), "`` `a` ``");
        assert_eq!(block("meso", "a\n```\nb"), "````meso\na\n```\nb\n````");
    }
}
