//! The lines of a week to its days.

use super::again::resolve_again;
use super::files::Files;
use super::items;
use super::report::Report;
use super::sessions::{Resolved, resolve_item};
use super::settings::{allow, no_such_day};
use super::steps::Expander;
use crate::Options;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::plan::{Allow, AllowScope, DayItem, Session, SessionId};
use crate::syntax::ast::{Block, DayName, Item, ItemKind, Statement, When};
use crate::text::{FileId, LineStart, Span};
use jiff::civil::Date;
use std::sync::Arc;

/// A day of a week. Its sessions are numbered by their place among those that were read.
#[derive(Clone, Default)]
pub(crate) struct DayDraft {
    pub(crate) span: Option<Span>,
    pub(crate) items: Vec<DayItem>,
    pub(crate) allows: Vec<Allow>,
    /// A line names this day.
    pub(crate) written: bool,
    /// Something of it could not be read.
    pub(crate) unread: bool,
}

impl DayDraft {
    /// Its sessions, in order.
    pub(crate) fn sessions<'s>(&self, all: &'s [Session]) -> impl Iterator<Item = &'s Session> {
        self.items.iter().filter_map(|item| match item {
            DayItem::Session(id) => all.get(id.0 as usize),
            _ => None,
        })
    }
}

/// A week without its place in the calendar.
#[derive(Clone, Default)]
pub(crate) struct WeekDraft {
    /// From the first day of the week.
    pub(crate) days: Box<[DayDraft; 7]>,
    /// Sessions whose day is free.
    pub(crate) any: Vec<DayDraft>,
    /// A line could not be read, and does not say which day it meant.
    pub(crate) unread: bool,
    /// `allow`s of the week itself.
    pub(crate) allows: Vec<Allow>,
    /// Dates that its lines name, with the day they stand on.
    pub(crate) dates: Vec<(usize, Date, Span)>,
}

/// Where the next item goes.
#[derive(Clone, Copy)]
enum Target {
    Week,
    Day(usize),
    Any(usize),
    /// Below a line that is no day of this week.
    Nowhere,
}

/// Reads the body of a week. `first` is the number of the weekday that weeks begin with.
pub(crate) fn read(
    files: &Files,
    file: FileId,
    block: &Block,
    first: usize,
    expander: &mut Expander<'_>,
    options: &Options,
) -> WeekDraft {
    let mut week = WeekDraft::default();
    let mut target = Target::Week;
    for &index in &block.body {
        let Some((line, at)) = files.line(file, index) else { continue };
        let Some(statement) = &line.syntax.statement else { continue };
        // The cache of lines has one, this line another.
        let again = Arc::strong_count(&line.syntax) > 2;
        match statement {
            Statement::Day(day) => {
                let span = at.at(day.day.span);
                target = week.open(&day.day.node, span, at, first, expander.report);
                if let Some(draft) = week.day_mut(target)
                    && draft.items.is_empty()
                {
                    draft.items = Vec::with_capacity(day.items.len().max(1));
                }
                if day.items.is_empty() {
                    week.push(target, DayItem::Rest(span));
                }
                for item in &day.items {
                    week.item(item, target, at, again, expander, options);
                }
            }
            Statement::Items { items, .. } => {
                for item in items {
                    week.item(item, target, at, again, expander, options);
                }
            }
            Statement::Unread { day: Some(day), .. } => {
                let index = (*day as usize + 7 - first) % 7;
                week.days[index].unread = true;
                target = Target::Day(index);
            }
            Statement::Unread { .. } => week.unread = true,
            _ => {
                week.unread = true;
                misplaced(files.line_span(file, index), expander.report);
            }
        }
    }
    for day in week.days_mut() {
        by_time_of_day(&mut day.items, &expander.sessions);
    }
    week
}

fn misplaced(span: Span, report: &mut Report) {
    report.push(
        Diagnostic::new(&codes::MISPLACED_LINE, span, "this line is no day of a week")
            .help("below `week` stand days such as `tue 8km E`; settings stand below `plan` and `athlete`"),
    );
}

impl WeekDraft {
    /// The day that a line opens.
    fn open(
        &mut self,
        day: &DayName,
        span: Span,
        at: LineStart,
        first: usize,
        report: &mut Report,
    ) -> Target {
        let index = match day {
            DayName::Any => {
                self.any.push(DayDraft { span: Some(span), written: true, ..DayDraft::default() });
                return Target::Any(self.any.len() - 1);
            }
            DayName::Weekday(day, date) => {
                let index = (*day as usize + 7 - first) % 7;
                if let Some(date) = date {
                    match date.node.0 {
                        Some(d) => self.dates.push((index, d, at.at(date.span))),
                        None => no_such_day(at.at(date.span), report),
                    }
                }
                index
            }
            DayName::Date(date) => {
                let Some(date) = date.0 else {
                    no_such_day(span, report);
                    self.unread = true;
                    return Target::Nowhere;
                };
                let index = weekday_index(date, first);
                self.dates.push((index, date, span));
                index
            }
        };
        let draft = &mut self.days[index];
        draft.span = draft.span.or(Some(span));
        draft.written = true;
        Target::Day(index)
    }

    fn day_mut(&mut self, target: Target) -> Option<&mut DayDraft> {
        match target {
            Target::Day(i) => self.days.get_mut(i),
            Target::Any(i) => self.any.get_mut(i),
            Target::Week | Target::Nowhere => None,
        }
    }

    /// Its days, and the lines whose day is free.
    pub(crate) fn days_mut(&mut self) -> impl Iterator<Item = &mut DayDraft> {
        self.days.iter_mut().chain(&mut self.any)
    }

    /// How many items its days have.
    pub(crate) fn items(&self) -> usize {
        self.days.iter().chain(&self.any).map(|day| day.items.len()).sum()
    }

    /// The same week once more, with sessions of its own.
    pub(crate) fn copy(&self, sessions: &mut Vec<Session>) -> WeekDraft {
        let mut copy = self.clone();
        for item in copy.days_mut().flat_map(|day| &mut day.items) {
            if let DayItem::Session(id) = item
                && let Some(session) = sessions.get(id.0 as usize).cloned()
            {
                *id = SessionId(u32::try_from(sessions.len()).unwrap_or(u32::MAX));
                sessions.push(session);
            }
        }
        copy
    }

    fn push(&mut self, target: Target, item: DayItem) {
        if let Some(day) = self.day_mut(target) {
            day.items.push(item);
        }
    }

    /// Reads an item; `again` says that its line may occur several times.
    fn item(
        &mut self,
        item: &Item,
        target: Target,
        at: LineStart,
        again: bool,
        expander: &mut Expander<'_>,
        options: &Options,
    ) {
        let span = at.at(item.span);
        if let ItemKind::Allow { rule, reason } = &item.kind {
            let allow = allow(rule, reason.as_ref(), span, at, AllowScope::Plan, expander.report);
            match self.day_mut(target) {
                Some(day) => day.allows.push(allow),
                None => self.allows.push(allow),
            }
            return;
        }
        match (&item.kind, target) {
            (ItemKind::Unread, Target::Week | Target::Nowhere) => {
                self.unread = true;
                return;
            }
            (ItemKind::Unread, _) => {
                if let Some(day) = self.day_mut(target) {
                    day.unread = true;
                }
                return;
            }
            (ItemKind::Note(_), Target::Week) | (_, Target::Nowhere) => return,
            (_, Target::Week) => {
                self.unread = true;
                expander.report.push(
                    Diagnostic::new(&codes::MISPLACED_LINE, span, "on which day of the week is this?")
                        .help("begin the line with a day, or with `any` where the day is free"),
                );
                return;
            }
            _ => {}
        }
        let read = if again { resolve_again } else { resolve_item };
        let draft = match &item.kind {
            ItemKind::Session(session) => match read(session, span, at, expander, options) {
                Resolved::Rest => DayItem::Rest(span),
                Resolved::Session(id, unread) => {
                    if unread && let Some(day) = self.day_mut(target) {
                        day.unread = true;
                    }
                    if unread && expander.sessions.pop_if(|s| s.parts.is_empty()).is_some() {
                        return;
                    }
                    DayItem::Session(id)
                }
            },
            ItemKind::Entry(entry) => {
                let word = entry.word.node;
                if word.is_measure() || word.is_report() {
                    expander.report.push(
                        Diagnostic::new(
                            &codes::MEASURE_OUTSIDE_LOG,
                            span,
                            format!("`{word}` says what happened; this is a plan"),
                        )
                        .help("put it below a line such as `log 2027-01-19`"),
                    );
                    return;
                }
                items::check(entry, at, expander.report);
                DayItem::Recovery(Box::new(items::recovery(entry, span)))
            }
            ItemKind::Note(text) => DayItem::Note(String::from(&*text.node), span),
            ItemKind::Allow { .. } | ItemKind::Unread => return,
        };
        self.push(target, draft);
    }
}

/// The place of a date's weekday in a week.
pub(crate) fn weekday_index(date: Date, first: usize) -> usize {
    #[allow(clippy::cast_sign_loss)]
    let day = date.weekday().to_monday_zero_offset() as usize;
    (day + 7 - first) % 7
}

/// Morning before afternoon; what names no time stays where it is written.
fn by_time_of_day(items: &mut [DayItem], sessions: &[Session]) {
    if items.len() < 2 {
        return;
    }
    let minutes = |when: Option<When>| match when? {
        When::Am => Some(7 * 60),
        When::Pm => Some(17 * 60),
        When::At(minutes) => Some(minutes),
    };
    let mut last = None;
    let keys: Vec<u16> = items
        .iter()
        .map(|item| {
            let own = match item {
                DayItem::Session(id) => sessions.get(id.0 as usize).and_then(|s| minutes(s.when)),
                DayItem::Recovery(r) => minutes(r.when),
                _ => None,
            };
            last = own.or(last);
            last.unwrap_or(0)
        })
        .collect();
    if keys.is_sorted() {
        return;
    }
    // Few items: an insertion sort keeps equal ones in order.
    let mut keys = keys;
    for i in 1..items.len() {
        let mut j = i;
        while j > 0 && keys[j - 1] > keys[j] {
            keys.swap(j - 1, j);
            items.swap(j - 1, j);
            j -= 1;
        }
    }
}
