//! A second look at lines that the grammar does not read: what is wrong is named, mended in a copy, and the copy read.
//!
//! A line is taken apart at its `;`, an item at its `+`, so that a fault costs the smallest piece that can be told
//! from its neighbours. Each piece is mended at the place where the parser could not go on, a few times at most.

use super::explain::{Mend, Place, explain};
use super::piece::Piece;
use super::{Reader, to_u32};
use crate::codes;
use crate::diagnostic::Applicability;
use crate::syntax::ast::{
    Choice, ChoiceKind, DayLine, DayName, HeadKind, Item, ItemKind, LineFix, Problem, SessionItem, Statement,
    Step, StepKind,
};
use crate::syntax::scan::{self, Scan};
use crate::terms::{Effort, Weekday};
use crate::text::{LineSpan, Spanned};
use meso_grammar::{Entry, Pair, vocabulary};

/// Faults that are mended in one piece before it is given up.
const PATIENCE: usize = 6;

impl Reader<'_> {
    /// Reads what can be read of an indented line.
    pub(super) fn recover_body(&mut self, indent: usize, comment: &mut Option<LineSpan>) -> Statement {
        let line = self.text;
        let scan = self.set_comment_aside(comment);
        let mut from = indent;
        let mut day = None;
        let mut dash = None;
        self.base = to_u32(from);
        let day_only = self.read(Entry::DayOnly, &line[from..scan.end], |reader, pair| {
            (pair.into_inner().next().map(|p| reader.day_name(p)), pair.end())
        });
        self.base = 0;
        if let Some((name, len)) = day_only {
            self.day = true;
            day = name;
            from += len;
        } else if line[from..scan.end].starts_with("- ") {
            dash = Some(LineSpan::new(to_u32(from), to_u32(from + 1)));
            from += 1;
        } else {
            match self.first_word(from, scan.end) {
                FirstWord::Statement(statement) => return statement,
                FirstWord::Day(name, end) => {
                    self.day = true;
                    day = Some(name);
                    from = end;
                }
                FirstWord::Item => {}
            }
        }
        let items = self.recover_items(from, &scan);
        match day {
            Some(day) => Statement::Day(DayLine { day, items }),
            None if dash.is_none() && items.iter().all(|i| i.kind == ItemKind::Unread) => {
                Statement::Unread { head: None, day: None }
            }
            None => Statement::Items { dash, items },
        }
    }

    /// Reads what can be read of a line whose first word opens a block.
    pub(super) fn recover_head(
        &mut self,
        indent: usize,
        head: HeadKind,
        comment: &mut Option<LineSpan>,
    ) -> Statement {
        let scan = self.set_comment_aside(comment);
        let mut piece = Piece::new(self.text, indent, scan.end);
        let mut problems = self.close_strings_and_brackets(&mut piece);
        for _ in 0..PATIENCE {
            if let Some(statement) =
                self.read_piece(Entry::Head, &piece, |reader, p| reader.head_statement(p))
            {
                self.problems.append(&mut problems);
                return statement.unwrap_or(Statement::Unread { head: Some(head), day: None });
            }
            if !self.explain_and_mend(Entry::Head, &mut piece, Place::Head(head), &mut problems) {
                break;
            }
        }
        self.problems.append(&mut problems);
        Statement::Unread { head: Some(head), day: None }
    }

    fn set_comment_aside(&mut self, comment: &mut Option<LineSpan>) -> Scan {
        let scan = scan::scan(self.text);
        if scan.end < self.text.len() {
            *comment = Some(LineSpan::new(to_u32(scan.end), to_u32(self.text.len())));
        }
        scan
    }

    /// What an unread line's first word makes of it: a setting, a misspelt setting or day, or nothing special.
    fn first_word(&mut self, from: usize, end: usize) -> FirstWord {
        let line = self.text;
        let rest = &line[from..end];
        let len = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
        let word = &rest[..len];
        if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
            return FirstWord::Item;
        }
        let at = LineSpan::new(to_u32(from), to_u32(from + len));
        let entry_too = vocabulary::contains(vocabulary::ENTRIES, word) || Effort::named(word).is_some();
        if vocabulary::contains(vocabulary::SETTINGS, word) && !entry_too {
            return FirstWord::Statement(self.recover_setting(from, end));
        }
        if known(word) {
            return FirstWord::Item;
        }
        let days = vocabulary::nearest(word, &[vocabulary::WEEKDAYS, vocabulary::OTHER_WEEKDAYS]);
        let settings = vocabulary::nearest(word, &[vocabulary::SETTINGS]);
        let others =
            vocabulary::nearest(word, &[vocabulary::EFFORTS, vocabulary::SPORTS, vocabulary::ENTRIES]);
        let values = &rest[len..];
        if let Some((distance, near)) = settings
            && others.is_none_or(|o| distance <= o.0)
            && !values.trim().is_empty()
            && Entry::ValuesOnly.accepts(values)
        {
            let problem = self.problem(
                &codes::UNKNOWN_SETTING,
                at,
                format!("there is no setting `{word}`; did you mean `{near}`?"),
            );
            // Until it is written the setting says nothing: to write it changes the plan.
            problem.fix = Some(super::replace(at, near, Applicability::Unsafe));
            let mut piece = Piece::new(line, from, end);
            piece.change(0, len, near);
            let setting = self.read_piece(Entry::SettingOnly, &piece, |reader, p| Some(reader.setting(p)));
            if let Some(mut setting) = setting.flatten() {
                setting.key.node = crate::syntax::ast::SettingKey::Unknown;
                return FirstWord::Statement(Statement::Setting(setting));
            }
        }
        if let Some((distance, near)) = days
            && others.is_none_or(|o| distance < o.0)
            && (values.is_empty() || values.starts_with([' ', ':']))
            && let Some(weekday) = Weekday::named(near)
        {
            let problem = self.problem(
                &codes::UNKNOWN_WORD,
                at,
                format!("there is no day `{word}`; did you mean `{weekday}`?"),
            );
            problem.fix = Some(super::replace(at, weekday.word(), Applicability::Safe));
            let colon = usize::from(values.starts_with(':'));
            return FirstWord::Day(Spanned::new(DayName::Weekday(weekday, None), at), from + len + colon);
        }
        FirstWord::Item
    }

    /// A setting of which a value cannot be read: the value goes, the setting stays.
    fn recover_setting(&mut self, from: usize, end: usize) -> Statement {
        let mut piece = Piece::new(self.text, from, end);
        let mut problems = self.close_strings_and_brackets(&mut piece);
        for _ in 0..PATIENCE {
            let setting = self.read_piece(Entry::SettingOnly, &piece, |reader, p| Some(reader.setting(p)));
            if let Some(setting) = setting {
                self.problems.append(&mut problems);
                return setting.map_or(Statement::Unread { head: None, day: None }, Statement::Setting);
            }
            if !self.explain_and_mend(Entry::SettingOnly, &mut piece, Place::Setting, &mut problems) {
                break;
            }
        }
        self.problems.append(&mut problems);
        Statement::Unread { head: None, day: None }
    }

    fn recover_items(&mut self, from: usize, scan: &Scan) -> Vec<Item> {
        let mut items = Vec::new();
        let mut start = from;
        let ends = scan.semicolons.iter().copied().filter(|&s| s >= from).chain([scan.end]);
        for end in ends {
            let trimmed = trim(self.text, start, end);
            start = end + 1;
            match trimmed {
                Some((from, to)) => items.push(self.recover_item(from, to)),
                None if end < scan.end => {
                    let at = LineSpan::new(to_u32(end), to_u32(end + 1));
                    self.problem(&codes::SYNTAX, at, "nothing stands before this `;`").fix =
                        Some(super::replace(at, "", Applicability::Safe));
                }
                None => {}
            }
        }
        items
    }

    fn recover_item(&mut self, from: usize, to: usize) -> Item {
        let mut piece = Piece::new(self.text, from, to);
        let mut problems = self.close_strings_and_brackets(&mut piece);
        let balanced = piece.text.clone();
        let mut tried = Vec::new();
        if let Some(item) = self.read_item(&mut piece, &mut tried, Place::Item) {
            problems.append(&mut tried);
            self.problems.append(&mut problems);
            return item;
        }
        let at = LineSpan::new(to_u32(from), to_u32(to));
        let steps = split_steps(&balanced);
        if steps.len() < 2 {
            problems.append(&mut tried);
            self.problems.append(&mut problems);
            return Item { span: at, kind: ItemKind::Unread };
        }
        // Each step alone: the good ones stay.
        let mut read: Vec<Step> = Vec::new();
        let mut good = false;
        for (start, end) in steps {
            let end = end.min(to - from);
            let start = start.min(end);
            let Some((start, end)) = trim(self.text, from + start, from + end) else { continue };
            let mut piece = Piece::new(self.text, start, end);
            let mut found = self.close_quietly(&mut piece);
            let item = self.read_item(&mut piece, &mut found, Place::Step);
            match item {
                Some(Item { kind: ItemKind::Session(SessionItem { mut choices, .. }), .. }) => {
                    problems.append(&mut found);
                    good = true;
                    if let Some(Choice { kind: ChoiceKind::Steps(steps), .. }) = choices.pop() {
                        read.extend(steps);
                    }
                }
                _ => {
                    problems.append(&mut found);
                    let span = LineSpan::new(to_u32(start), to_u32(end));
                    read.push(Step { span, kind: StepKind::Unread, with: Vec::new(), note: None });
                }
            }
        }
        self.problems.append(&mut problems);
        if !good {
            return Item { span: at, kind: ItemKind::Unread };
        }
        let choice = Choice { span: at, class: None, kind: ChoiceKind::Steps(read), note: None };
        Item { span: at, kind: ItemKind::Session(SessionItem { when: None, choices: vec![choice] }) }
    }

    /// Mends and reads an item; `None` when it cannot be mended.
    fn read_item(&mut self, piece: &mut Piece, problems: &mut Vec<Problem>, place: Place) -> Option<Item> {
        for _ in 0..PATIENCE {
            if let Some(item) = self.read_piece(Entry::ItemOnly, piece, |reader, p| reader.item(p)) {
                return item;
            }
            if !self.explain_and_mend(Entry::ItemOnly, piece, place, problems) {
                return None;
            }
        }
        None
    }

    /// Mends the place where the piece stops being what the grammar says; false when it cannot be mended.
    fn explain_and_mend(
        &mut self,
        entry: Entry,
        piece: &mut Piece,
        place: Place,
        problems: &mut Vec<Problem>,
    ) -> bool {
        let Some(at) = entry.fault(&piece.text) else { return false };
        let mend = explain(&piece.text, at, place);
        self.mend(piece, mend, problems)
    }

    /// Notes the problem and changes the copy; false when nothing is left to be changed.
    fn mend(&mut self, piece: &mut Piece, mend: Mend, problems: &mut Vec<Problem>) -> bool {
        let span = piece.span(mend.from, mend.to);
        // To write what is written is no fix.
        let fix = mend.fix.filter(|(text, _)| piece.text.get(mend.from..mend.to) != Some(text));
        let fix = fix.map(|(text, applicability)| super::replace(span, &text, applicability));
        problems.push(Problem { code: mend.code, span, message: mend.message, help: mend.help, fix });
        match mend.instead {
            Some(text) => {
                piece.change(mend.from, mend.to, &text);
                !piece.text.trim().is_empty()
            }
            None => false,
        }
    }

    /// Closes in the copy what is open, and says so.
    fn close_strings_and_brackets(&mut self, piece: &mut Piece) -> Vec<Problem> {
        let mut problems = Vec::new();
        let scan = scan::scan(&piece.text);
        let end = piece.text.trim_end().len();
        if let Some(open) = scan.open_string {
            let at = piece.span(open, end);
            let quote = if piece.text[open..].starts_with('“') { "”" } else { "\"" };
            let insert = LineSpan::new(at.end, at.end);
            problems.push(Problem {
                code: &codes::UNCLOSED_STRING,
                span: at,
                message: "this note has no closing quote".into(),
                help: Some("a note begins and ends with `\"` on one line".into()),
                fix: Some(LineFix {
                    title: "close the note".into(),
                    applicability: Applicability::Safe,
                    edits: vec![(insert, quote.to_owned())],
                }),
            });
            piece.change(end, end, quote);
        }
        let scan = scan::scan(&piece.text);
        if let Some(&first) = scan.extra.first() {
            let edits = scan.extra.iter().map(|&at| (piece.span(at, at + 1), String::new())).collect();
            let bracket = &piece.text[first..=first];
            problems.push(Problem {
                code: &codes::BRACKET,
                span: piece.span(first, first + 1),
                message: format!("this `{bracket}` closes nothing"),
                help: None,
                fix: Some(LineFix {
                    title: format!("take the `{bracket}` out"),
                    applicability: Applicability::Safe,
                    edits,
                }),
            });
            for at in scan.extra {
                piece.change(at, at + 1, " ");
            }
        }
        if let Some(&(first, _)) = scan.unclosed.first() {
            let closing: String = scan.unclosed.iter().rev().map(|u| u.1).collect();
            let end = closing_place(&piece.text, &closing);
            let insert = piece.span(end, end);
            problems.push(Problem {
                code: &codes::BRACKET,
                span: piece.span(first, end),
                message: format!("`{}` is not closed", &piece.text[first..=first]),
                help: None,
                // While a note is open nobody can tell where the bracket ends.
                fix: problems.is_empty().then(|| LineFix {
                    title: format!("add `{closing}`"),
                    applicability: Applicability::Safe,
                    edits: vec![(insert, closing.clone())],
                }),
            });
            piece.change(end, end, &closing);
        }
        problems
    }

    /// The same for a step of an item whose brackets have been spoken of already.
    fn close_quietly(&mut self, piece: &mut Piece) -> Vec<Problem> {
        let _ = self.close_strings_and_brackets(piece);
        Vec::new()
    }

    /// Reads a copy, with its places turned into those of the line; `None` when it is not what the grammar says.
    fn read_piece<T>(
        &mut self,
        entry: Entry,
        piece: &Piece,
        lower: impl FnOnce(&mut Self, Pair<'_>) -> Option<T>,
    ) -> Option<Option<T>> {
        self.origins = Some(piece.origins().to_vec());
        let found = self.read(entry, &piece.text, |reader, text| lower(reader, text.into_inner().next()?));
        self.origins = None;
        found
    }
}

enum FirstWord {
    Statement(Statement),
    Day(Spanned<DayName>, usize),
    Item,
}

/// Where brackets that are not closed should have been: at the end, or before a `+` if only that can be read.
fn closing_place(text: &str, closing: &str) -> usize {
    let end = text.trim_end().len();
    std::iter::once(end)
        .chain(text.rmatch_indices(" +").map(|m| m.0).take(PATIENCE))
        .find(|&at| {
            let closed = format!("{}{closing}{}", &text[..at], &text[at..]);
            Entry::ItemOnly.accepts(&closed)
        })
        .unwrap_or(end)
}

/// Is it a word of the language?
pub(super) fn known(word: &str) -> bool {
    [
        vocabulary::EFFORTS,
        vocabulary::ZONES,
        vocabulary::SPORTS,
        vocabulary::TERRAINS,
        vocabulary::ENTRIES,
        vocabulary::WEEKDAYS,
        vocabulary::OTHER_WEEKDAYS,
        vocabulary::CONNECTIVES,
        vocabulary::SETTINGS,
    ]
    .iter()
    .any(|list| vocabulary::contains(list, word))
}

fn trim(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let piece = text.get(from..to)?;
    let start = from + piece.len() - piece.trim_start().len();
    let end = from + piece.trim_end().len();
    (start < end).then_some((start, end))
}

/// The steps of an item, at the `+` outside strings and brackets that is no climb.
fn split_steps(text: &str) -> Vec<(usize, usize)> {
    let mut steps = Vec::new();
    let (mut start, mut depth, mut in_string) = (0, 0usize, false);
    let bytes = text.as_bytes();
    for (at, &b) in bytes.iter().enumerate() {
        match b {
            b'"' => in_string = !in_string,
            b'(' | b'[' if !in_string => depth += 1,
            b')' | b']' if !in_string => depth = depth.saturating_sub(1),
            b'+' if !in_string && depth == 0 => {
                let climb =
                    at > 0 && bytes[at - 1] == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                let offset = text[..at].rfind('@').is_some_and(|t| !text[t..at].contains(' '));
                if !climb && !offset {
                    steps.push((start, at));
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    steps.push((start, text.len()));
    steps
}
