//! Where in the language the cursor is, from the text before it and the block around it: the line itself need not make
//! sense yet.

use crate::view::View;
use meso_core::syntax::ast::{HeadKind, Statement};
use meso_core::terms::{EntryKind, Weekday};
use meso_core::text::Span;

/// The cursor's place.
pub(super) struct At<'a> {
    pub(super) context: Context<'a>,
    /// The word that is being typed.
    pub(super) replace: Span,
    /// The line.
    pub(super) line: usize,
    /// The line's text before the word.
    pub(super) before: &'a str,
}

/// What may stand there.
pub(super) enum Context<'a> {
    /// The head of a block.
    Head,
    /// Behind `week`.
    WeekNumber,
    /// Behind a week's number.
    WeekWords,
    /// The name of a setting.
    Setting,
    /// The value of a setting.
    SettingValue(&'a str),
    /// A zone in the `zones` block.
    ZoneName,
    /// A day of the week.
    Day,
    /// The beginning of an item.
    Item,
    /// Within a step: efforts, terrain, `with`.
    StepRest,
    /// Behind `/`: what stands between repetitions.
    Between,
    /// Behind `@`.
    Target,
    /// Right behind a number.
    Unit(&'a str),
    /// Behind `allow`.
    Rule,
    /// Behind a rule's name.
    Reason,
    /// Between the brackets of a call.
    Argument(&'a str),
    /// Behind a recovery method.
    EntryWords(EntryKind),
    /// Right behind a number in an entry.
    EntryUnit(EntryKind, &'a str),
    /// The path of another file.
    File,
}

/// Where a byte is. `None` within comments and free text.
pub(super) fn at(view: View<'_>, offset: u32) -> Option<At<'_>> {
    let line = view.line_at(offset)?;
    let start = view.line(line)?.start;
    let text = view.line_text(line);
    let prefix = text.get(..(offset.checked_sub(start)? as usize))?;
    let word_at = prefix
        .rfind(|c: char| !is_word(c))
        .map_or(0, |i| i + prefix[i..].chars().next().map_or(1, char::len_utf8));
    let (before, word) = prefix.split_at(word_at);
    let place = |context, replace_from: usize| {
        let from = start + u32::try_from(replace_from).unwrap_or(0);
        Some(At { context, replace: Span::new(view.file(), from, offset), line, before })
    };
    if let Some(quote) = open_string(prefix) {
        return if prefix[..quote].trim() == "use" { place(Context::File, quote + 1) } else { None };
    }
    if prefix.contains('#') {
        return None;
    }
    if !prefix.starts_with([' ', '\t']) {
        let words: Vec<&str> = before.split_whitespace().collect();
        return match words.as_slice() {
            [] => place(Context::Head, word_at),
            ["week" | "weeks"] => place(Context::WeekNumber, word_at),
            ["week" | "weeks", ..] => place(Context::WeekWords, word_at),
            _ => None,
        };
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = word.find(|c: char| !c.is_ascii_digit() && c != '-' && c != '.').unwrap_or(word.len());
        if word[..digits].ends_with(|c: char| c.is_ascii_digit()) {
            let number = &word[..digits];
            let settings = matches!(head(view, line), Some(HeadKind::Plan | HeadKind::Athlete));
            return match entry(item_of(before)).filter(|_| !settings) {
                Some(kind) => place(Context::EntryUnit(kind, number), word_at + digits),
                None => place(Context::Unit(number), word_at + digits),
            };
        }
        return None;
    }
    let words: Vec<&str> = before.split_whitespace().collect();
    let context = match head(view, line) {
        Some(HeadKind::Plan | HeadKind::Athlete) => match words.as_slice() {
            [] => Context::Setting,
            ["allow"] => Context::Rule,
            ["allow", _] => Context::Reason,
            [key, ..] => Context::SettingValue(key),
        },
        Some(HeadKind::Zones) => match words.as_slice() {
            [] => Context::ZoneName,
            _ => Context::Target,
        },
        Some(HeadKind::Week | HeadKind::Phase) if words.is_empty() => Context::Day,
        Some(_) => item(before)?,
        None => return None,
    };
    place(context, word_at)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_' || c == '.'
}

/// The quote of a string that is open at the end of a text.
fn open_string(text: &str) -> Option<usize> {
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('"', None) => open = Some(at),
            ('"', Some(_)) => open = None,
            ('#', None) => return None,
            _ => {}
        }
    }
    open
}

/// Within the items of a day, a session or a log.
fn item(before: &str) -> Option<Context<'_>> {
    let item = item_of(before);
    let words: Vec<&str> = item.split_whitespace().collect();
    if let ["allow", rest @ ..] = words.as_slice() {
        return Some(if rest.is_empty() { Context::Rule } else { Context::Reason });
    }
    if let Some(call) = open_call(item) {
        return Some(Context::Argument(call));
    }
    let trimmed = item.trim_end();
    if let Some(kind) = entry(item) {
        return Some(Context::EntryWords(kind));
    }
    Some(match trimmed.chars().next_back() {
        Some('@') => Context::Target,
        Some('/') => Context::Between,
        None | Some('+' | '(' | ';' | '-') => Context::Item,
        Some('=' | ',') => return None,
        _ if matches!(words.last(), Some(&"or" | &"am" | &"pm" | &"with")) => Context::Item,
        _ => Context::StepRest,
    })
}

/// The last item of a text.
fn item_of(before: &str) -> &str {
    let item = before.rsplit(';').next().unwrap_or(before);
    let item = strip_day(item.trim_start());
    item.strip_prefix("- ").unwrap_or(item).trim_start()
}

/// The entry that an item is.
fn entry(item: &str) -> Option<EntryKind> {
    let is_time = |word: &str| matches!(word, "am" | "pm") || word.contains(':');
    item.split_whitespace().find(|word| !is_time(word)).and_then(EntryKind::named)
}

/// The text behind a day's name and date.
fn strip_day(text: &str) -> &str {
    let Some((first, rest)) = text.split_once(char::is_whitespace) else {
        return if is_day(text) { "" } else { text };
    };
    if !is_day(first) {
        return text;
    }
    let rest = rest.trim_start();
    match rest.split_once(char::is_whitespace) {
        Some((date, rest)) if is_date(date) => rest,
        _ => rest,
    }
}

fn is_day(word: &str) -> bool {
    let word = word.trim_end_matches(':');
    Weekday::named(word).is_some() || word.eq_ignore_ascii_case("any") || is_date(word)
}

fn is_date(word: &str) -> bool {
    word.len() == 10 && word.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// The session whose brackets are open at the end of an item.
fn open_call(item: &str) -> Option<&str> {
    let mut open = Vec::new();
    for (at, c) in item.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => {
                open.pop();
            }
            _ => {}
        }
    }
    let head = &item[..open.pop()?];
    let start = head
        .rfind(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
        .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
    let name = &head[start..];
    // `6x(` and `n x (` are repeats.
    (name.starts_with(char::is_alphabetic) && name != "x").then_some(name)
}

/// The kind of block that an indented line belongs to.
fn head(view: View<'_>, line: usize) -> Option<HeadKind> {
    Some(match view.head_of(line)?.1 {
        Statement::Plan { .. } => HeadKind::Plan,
        Statement::Athlete { .. } => HeadKind::Athlete,
        Statement::History => HeadKind::History,
        Statement::Zones => HeadKind::Zones,
        Statement::Session(_) => HeadKind::Session,
        Statement::Phase { .. } => HeadKind::Phase,
        Statement::Week(_) => HeadKind::Week,
        Statement::Log { .. } => HeadKind::Log,
        Statement::Unread { head, .. } => (*head)?,
        _ => return None,
    })
}
