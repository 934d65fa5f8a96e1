//! Words for what the parser could not read, and how the copy is mended so that the rest can be read.

use super::recover::known;
use crate::codes;
use crate::diagnostic::{Applicability, Code};
use crate::syntax::ast::HeadKind;
use crate::terms::{Effort, RaceName};
use meso_grammar::{Entry, vocabulary};

/// What kind of piece could not be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Head(HeadKind),
    Setting,
    Item,
    Step,
}

/// A fault and its remedy. Places are those of the piece.
pub(super) struct Mend {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) code: &'static Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// What the user is offered instead.
    pub(super) fix: Option<(String, Applicability)>,
    /// What is read instead; `None`: the piece is given up.
    pub(super) instead: Option<String>,
}

impl Mend {
    fn new(from: usize, to: usize, code: &'static Code, message: impl Into<String>) -> Self {
        Mend { from, to, code, message: message.into(), help: None, fix: None, instead: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn fix(mut self, text: impl Into<String>, applicability: Applicability) -> Self {
        self.fix = Some((text.into(), applicability));
        self
    }

    fn read(mut self, text: impl Into<String>) -> Self {
        self.instead = Some(text.into());
        self
    }

    /// The rest is read as if these bytes were not there.
    fn left_out(mut self) -> Self {
        self.instead = Some(" ".repeat(self.to - self.from));
        self
    }
}

/// Explains why the parser could not go on at `at`.
pub(super) fn explain(text: &str, at: usize, place: Place) -> Mend {
    let at = floor(text, at);
    let start = at + text[at..].len() - text[at..].trim_start().len();
    if start >= text.len() {
        let end = text.trim_end().len();
        return match text.rfind('@') {
            Some(sign) if target_end(text, inside(text, sign)) == end && inside(text, sign) < end => {
                target_fault(text, (sign, end))
            }
            _ => at_the_end(text, place),
        };
    }
    if matches!(place, Place::Head(_)) && !text.trim().contains(' ') {
        return at_the_end(text, place);
    }
    if let Some(mend) = strange_beginning(text, start, place) {
        return mend;
    }
    let (from, to) = token(text, start);
    let word = &text[from..to];
    if let Some(target) = target_around(text, from, to) {
        return target_fault(text, target);
    }
    let first = word.chars().next().unwrap_or(' ');
    match first {
        ',' | '&' => joined_otherwise(from, to, word),
        '-' | '–' | '−'
            if text[to..].starts_with(|c: char| c.is_ascii_digit()) || word.len() > first.len_utf8() =>
        {
            let (_, end) = token(text, from + first.len_utf8());
            Mend::new(
                from,
                end,
                &codes::IMPOSSIBLE_VALUE,
                format!("`{}` is less than nothing", &text[from..end]),
            )
        }
        '/' => Mend::new(from, to, &codes::SYNTAX, "a second `/`: one recovery stands between repetitions")
            .help("several steps of recovery go in brackets: `5x(1km @5k / (60s walk + 60s jog))`"),
        '"' | '“' => {
            let start = from + first.len_utf8();
            let close = text[start..].char_indices().find(|c| matches!(c.1, '"' | '”'));
            let end = close.map_or(text.len(), |(at, c)| start + at + c.len_utf8());
            Mend::new(from, end, &codes::SYNTAX, "a note stands at the end of its step").left_out()
        }
        '0'..='9' => number_fault(text, from, to, place),
        c if c.is_alphabetic() || c == '_' => word_fault(text, from, to, place),
        _ => {
            let mend = Mend::new(from, to, &codes::SYNTAX, format!("`{word}` cannot be read here"));
            if word.chars().all(|c| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '[' | ']' | '+')) {
                mend.left_out()
            } else {
                mend
            }
        }
    }
}

/// A first word that is none of the language reads like a session's name, and the parser stops at the next.
fn strange_beginning(text: &str, at: usize, place: Place) -> Option<Mend> {
    let first = text[..at].trim();
    let one = !first.is_empty() && first.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let named = matches!(place, Place::Item | Place::Step) && one && first.starts_with(char::is_alphabetic);
    let from = text.len() - text.trim_start().len();
    if named && text[at..].starts_with(':') {
        let message = format!("`{first}:` begins no item");
        let mend = Mend::new(from, at + 1, &codes::UNKNOWN_WORD, message);
        return Some(
            mend.help(format!("a remark stands in quotes behind the session: `\"{first}\"`")).left_out(),
        );
    }
    if !named || known(first) || text[at..].starts_with(['(', '@', '/', '"', ',', ';']) {
        return None;
    }
    let mend = word_fault(text, from, from + first.len(), place);
    let session_follows =
        text[mend.to..].trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '['));
    let quoted = mend.instead.as_ref().is_some_and(|text| text.starts_with('"'));
    Some(if quoted && session_follows { mend.left_out() } else { mend })
}

/// The parser reached the end and wanted more.
fn at_the_end(text: &str, place: Place) -> Mend {
    let trimmed = text.trim_end();
    let last = trimmed.chars().next_back().unwrap_or(' ');
    let from = trimmed.len() - if trimmed.is_empty() { 0 } else { last.len_utf8() };
    let at = |message: &str| Mend::new(from, trimmed.len(), &codes::SYNTAX, message);
    match last {
        '+' => at("a step is missing after `+`").left_out(),
        '@' => at("a pace, a zone or a heart rate is missing after `@`").left_out(),
        '/' => at("the recovery after `/` is missing").left_out(),
        ')' | ']' if trimmed.contains("/)") || trimmed.contains("/ )") => {
            at("the recovery after `/` is missing")
        }
        'x' | 'X' | '×' | '*' => at("what is repeated is missing"),
        _ => {
            let whole =
                |message: &str, help: &str| Mend::new(0, trimmed.len(), &codes::SYNTAX, message).help(help);
            match place {
                Place::Head(HeadKind::Week) => whole("a week needs its number", "as in `week 1`"),
                Place::Head(HeadKind::Session) => whole("a session needs a name", "as in `session cruise`"),
                Place::Head(HeadKind::Use) => {
                    whole("`use` needs a file", "its name stands in quotes: `use \"strength.meso\"`")
                }
                Place::Head(HeadKind::Log) => whole("a log needs its day", "as in `log 2027-01-19`"),
                _ if trimmed.starts_with("allow") => whole(
                    "`allow` needs the name of a rule",
                    "as in `allow rest-day-missing \"altitude camp\"`",
                ),
                _ => whole(
                    "something is missing at the end",
                    "an item is a session, `rest`, or a word with quantities",
                ),
            }
        }
    }
}

fn joined_otherwise(from: usize, to: usize, word: &str) -> Mend {
    Mend::new(from, to, &codes::SYNTAX, format!("steps are not joined by `{word}`"))
        .help("`+` joins the steps of a session, `;` parts the items of a day")
        .fix(if word == "," { " +" } else { "+" }, Applicability::Unsafe)
        .read("+")
}

/// The target whose inside or sign the parser stopped at: from its `@` to its end.
fn target_around(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let sign = if text[from..].starts_with('@') { from } else { text[..to].rfind('@')? };
    let end = target_end(text, inside(text, sign));
    (from < end).then_some((sign, end))
}

/// The first byte of a target after its sign and blanks.
fn inside(text: &str, sign: usize) -> usize {
    sign + 1 + text[sign + 1..].len() - text[sign + 1..].trim_start().len()
}

fn target_end(text: &str, inside: usize) -> usize {
    let rest = &text[inside..];
    let end =
        |from: usize| from + rest[from..].find([' ', ')', ',', ';', '"', '@']).unwrap_or(rest.len() - from);
    let first = end(0);
    // `RPE 8` and `95% 5k` are two words.
    let two = rest[..first].eq_ignore_ascii_case("rpe")
        || (rest[..first].ends_with('%') && rest.starts_with(|c: char| c.is_ascii_digit()));
    let blanks = rest[first..].len() - rest[first..].trim_start_matches(' ').len();
    inside + if two && blanks > 0 { end(first + blanks) } else { first }
}

fn target_fault(text: &str, (from, to): (usize, usize)) -> Mend {
    let aim = text[from + 1..to].trim();
    let start = to - aim.len();
    if Entry::TargetOnly.accepts(&text[from..to]) {
        return Mend::new(from, to, &codes::SYNTAX, format!("`{}` stands behind a bracket", &text[from..to]))
            .help("a target belongs to a step: `5x(1km @5k / 90s jog)`, `8km @RPE 4 with 6x20s strides`")
            .left_out();
    }
    let digits =
        |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '-' | '.'));
    if digits(aim) && aim.contains(':') {
        return Mend::new(from, to, &codes::UNIT_MISSING, format!("the pace `{aim}` needs `/km` or `/mi`"))
            .fix(format!("@{aim}/km"), Applicability::Unsafe)
            .left_out();
    }
    if digits(aim) {
        return Mend::new(from, to, &codes::UNIT_MISSING, format!("`{aim}` needs a unit"))
            .help("`bpm` for a heart rate, `W` for power, `/km` or `/mi` for a pace")
            .left_out();
    }
    if aim.ends_with('%') && aim.starts_with(char::is_alphabetic) {
        return Mend::new(from, to, &codes::SYNTAX, format!("`{aim}` cannot be read"))
            .help("a share of a race pace begins with its number: `@95% M`, `@90-95% 10k`")
            .left_out();
    }
    if let Some(number) = aim.strip_suffix('%') {
        return Mend::new(from, to, &codes::SYNTAX, format!("`{number}%` of what?"))
            .help("`%hrmax`, `%hrr` or `%lthr` of a heart rate, `% 5k` of a race pace, `%VMA`, `%CP`")
            .left_out();
    }
    if aim.contains('%') {
        let of = aim.rsplit('%').next().unwrap_or_default();
        let near = if of.eq_ignore_ascii_case("hr") {
            Some("hrmax")
        } else {
            vocabulary::similar(of, &[vocabulary::SHARES, vocabulary::RACES])
        };
        let mend = Mend::new(
            from,
            to,
            &codes::UNKNOWN_WORD,
            format!("`{of}` is nothing that a share can be taken of{}", did_you_mean(near)),
        )
        .help("`%hrmax`, `%hrr` or `%lthr` of a heart rate, `% 5k` of a race pace, `%VMA`, `%CP`");
        let mend = match near {
            Some(near) => mend.fix(format!("{}{near}", &text[from..to - of.len()]), Applicability::Unsafe),
            None => mend,
        };
        return mend.left_out();
    }
    let base = aim.split(['+', '-']).next().unwrap_or_default();
    if base.len() < aim.len()
        && aim[base.len() + 1..].starts_with(|c: char| c.is_ascii_digit())
        && RaceName::named(base).is_some()
    {
        let rest = aim[base.len()..].trim_end_matches(|c: char| !c.is_ascii_digit());
        return Mend::new(from, to, &codes::UNIT_MISSING, format!("`{aim}`: seconds for what distance?"))
            .help(format!("as in `@{base}{rest}s/km`"))
            .fix(format!("@{base}{rest}s/km"), Applicability::Unsafe)
            .left_out();
    }
    // The `@` goes with it.
    let spaces = " ".repeat(to - from);
    let mend = unknown_aim(aim, start, to);
    Mend { from: if mend.fix.is_some() { start } else { from }, instead: Some(spaces), ..mend }
}

/// A word after `@` that names nothing to run at.
pub(super) fn unknown_aim(aim: &str, from: usize, to: usize) -> Mend {
    if aim.len() <= 2 && aim.starts_with(['Z', 'z']) {
        let message = format!("zone `{aim}` means another thing on every watch");
        return Mend::new(from, to, &codes::UNKNOWN_WORD, message)
            .help("write its heart rate (`@<75%hrmax`) or an effort (`@E`, `@T`)");
    }
    let near = vocabulary::similar(aim, &[vocabulary::EFFORTS, vocabulary::RACES]);
    let message = format!("`{aim}` is no pace, zone or heart rate{}", did_you_mean(near));
    let mend = Mend::new(from, to, &codes::UNKNOWN_WORD, message).help(
        "write a zone (`@T`), a race pace (`@10k`), a pace (`@5:10/km`) or a heart rate (`@<75%hrmax`)",
    );
    match near {
        Some(near) => mend.fix(near, Applicability::Unsafe),
        None => mend,
    }
}

/// A number that does not fit, or with a unit that is none.
fn number_fault(text: &str, from: usize, to: usize, place: Place) -> Mend {
    let word = &text[from..to];
    let number = word.len()
        - word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '-')).len();
    let unit = &word[number..];
    let unit_known = vocabulary::contains(vocabulary::UNITS, unit) || matches!(unit, "x" | "X");
    if !unit.is_empty() && unit.chars().all(char::is_alphabetic) && !unit_known {
        let near = near_unit(unit);
        let mend =
            Mend::new(from, to, &codes::UNKNOWN_WORD, format!("`{unit}` is no unit{}", did_you_mean(near)));
        return match near {
            Some(near) => {
                let text = format!("{}{near}", &word[..number]);
                mend.fix(text.clone(), Applicability::Unsafe).read(text)
            }
            None => mend.help("km, mi, m, yd; h, min, s"),
        };
    }
    if word.matches(['.', '/', '-']).count() == 2 || text[to..].starts_with('/') {
        return Mend::new(from, to, &codes::SYNTAX, format!("`{word}` cannot be read"))
            .help("a date is written year-month-day: `2027-04-25`");
    }
    let mend = Mend::new(from, to, &codes::SYNTAX, format!("`{word}` does not fit here"))
        .help("`+` joins the steps of a session, `;` parts the items of a day");
    if matches!(place, Place::Setting | Place::Head(_)) { mend.left_out() } else { mend }
}

/// The unit of length or time that a few letters may stand for.
fn near_unit(unit: &str) -> Option<&'static str> {
    let lower = unit.to_lowercase();
    if let Some(near) = vocabulary::similar(unit, &[vocabulary::UNITS]) {
        return Some(near);
    }
    ["km", "min", "mi"]
        .into_iter()
        .find(|u| lower.len() >= 2 && lower.len() <= 3 && lower.starts_with(&u[..1]) && strsim_one(&lower, u))
}

/// One letter changed, added or left out.
fn strsim_one(a: &str, b: &str) -> bool {
    vocabulary::distance(a, b) == 1
}

/// A word that the language does not have, or not here.
fn word_fault(text: &str, from: usize, to: usize, place: Place) -> Mend {
    let word = &text[from..to];
    if matches!(word, "then" | "and" | "plus" | "followed") && matches!(place, Place::Item | Place::Step) {
        return Mend::new(from, to, &codes::SYNTAX, format!("steps are not joined by `{word}`"))
            .help("`+` joins the steps of a session, `;` parts the items of a day")
            .fix("+", Applicability::Safe)
            .read("+");
    }
    if word.eq_ignore_ascii_case("pace") {
        return Mend::new(from, to, &codes::UNKNOWN_WORD, "`pace` of what race?")
            .help("a pace stands after `@`: `@M`, `@10k`, `@5:10/km`")
            .left_out();
    }
    if word == "H" && matches!(place, Place::Item | Place::Step) {
        return Mend::new(from, to, &codes::UNKNOWN_WORD, "unknown word `H`; did you mean `hard`?")
            .fix("hard", Applicability::Unsafe)
            .read("hard");
    }
    if place == Place::Head(HeadKind::Week) {
        const NUMBERS: &[&str] = &[
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        ];
        if let Some(n) = NUMBERS.iter().position(|n| n.eq_ignore_ascii_case(word)) {
            let n = (n + 1).to_string();
            return Mend::new(
                from,
                to,
                &codes::NOTATION,
                format!("a week's number is written in digits: `{n}`"),
            )
            .fix(n.clone(), Applicability::Safe)
            .read(n);
        }
    }
    let first = text[..from].trim().is_empty();
    let near = near_word(text, word, first, place);
    if near.is_some_and(|near| near.eq_ignore_ascii_case(word)) {
        let mend = Mend::new(from, to, &codes::SYNTAX, format!("`{word}` does not fit here"));
        let mend = if place == Place::Head(HeadKind::Week) {
            mend.help("a week needs its number, as in `week 1`")
        } else {
            mend
        };
        return mend.left_out();
    }
    if let Some(near) = near {
        return Mend::new(
            from,
            to,
            &codes::UNKNOWN_WORD,
            format!("unknown word `{word}`; did you mean `{near}`?"),
        )
        .fix(near, Applicability::Unsafe)
        .read(near);
    }
    if known(word) && place != Place::Head(HeadKind::Plan) {
        return Mend::new(from, to, &codes::SYNTAX, format!("`{word}` does not fit here")).left_out();
    }
    if place == Place::Setting {
        return Mend::new(from, to, &codes::UNKNOWN_WORD, format!("`{word}` cannot be read here")).left_out();
    }
    let name = matches!(place, Place::Head(HeadKind::Plan | HeadKind::Athlete | HeadKind::Use));
    let end = if name { text.trim_end().len() } else { unknown_run(text, to) };
    let run = &text[from..end];
    let remark = if let Place::Head(kind) = place {
        match kind {
            HeadKind::Plan | HeadKind::Athlete | HeadKind::Use | HeadKind::Phase => "a name stands in quotes",
            _ => "a title stands in quotes",
        }
    } else {
        "a remark stands in quotes"
    };
    if run.contains(['"', '“', '”']) {
        return Mend::new(from, end, &codes::UNKNOWN_WORD, format!("unknown words `{run}`"))
            .help(remark)
            .left_out();
    }
    let quoted = format!("\"{run}\"");
    let words = if run.contains(' ') { "unknown words" } else { "unknown word" };
    Mend::new(from, end, &codes::UNKNOWN_WORD, format!("{words} `{run}`"))
        .help(format!("{remark}: `{quoted}`"))
        .fix(quoted.clone(), Applicability::Unsafe)
        .read(quoted)
}

/// What a misspelt word may mean in its place; the canonical word.
fn near_word(text: &str, word: &str, first: bool, place: Place) -> Option<&'static str> {
    if known(word) {
        return None;
    }
    let lists: &[&[&'static str]] = match place {
        Place::Head(HeadKind::Week) => &[vocabulary::WEEK_KINDS, &["like", "volume", "total"]],
        Place::Head(HeadKind::Session) => &[&["hard", "easy"]],
        Place::Head(_) => &[],
        Place::Setting => &[vocabulary::RACES, vocabulary::WEEKDAYS],
        Place::Item | Place::Step => {
            let head = text.split_whitespace().next().unwrap_or_default();
            if !first && vocabulary::contains(vocabulary::ENTRIES, head) {
                &[vocabulary::DETAILS]
            } else if first {
                &[vocabulary::EFFORTS, vocabulary::SPORTS, vocabulary::ENTRIES, &["allow", "rest", "off"]]
            } else {
                &[vocabulary::EFFORTS, vocabulary::SPORTS, vocabulary::TERRAINS, &["with", "lap"]]
            }
        }
    };
    let near = vocabulary::similar(word, lists)?;
    Some(Effort::named(near).map_or(near, Effort::word))
}

/// The end of a run of words that are none of the language.
fn unknown_run(text: &str, mut end: usize) -> usize {
    loop {
        let rest = &text[end..];
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let word = rest[blanks..].len()
            - rest[blanks..]
                .trim_start_matches(|c: char| {
                    c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '’' | '.' | '!' | '?')
                })
                .len();
        let next = &rest[blanks..blanks + word];
        if blanks == 0
            || word == 0
            || known(next)
            || next.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        {
            return end;
        }
        end += blanks + word;
    }
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// The word, number or sign around a place.
fn token(text: &str, at: usize) -> (usize, usize) {
    let stop = |c: char| {
        c.is_whitespace()
            || matches!(c, '(' | ')' | '[' | ']' | ';' | '+' | '/' | '@' | ',' | '=' | '"' | '“' | '&')
    };
    let Some(here) = text[at..].chars().next() else { return (at, at) };
    if stop(here) {
        return (at, at + here.len_utf8());
    }
    let from = text[..at].rfind(stop).map_or(0, |s| s + text[s..].chars().next().map_or(1, char::len_utf8));
    let to = text[at..].find(stop).map_or(text.len(), |e| at + e);
    (from, to)
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}
