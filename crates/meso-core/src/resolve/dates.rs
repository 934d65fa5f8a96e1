//! Which week is which: numbers to places in the calendar, and the date of the first day.

use super::report::{Report, write};
use super::settings::Settings;
use super::weeks::weekday_index;
use crate::codes;
use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::limits::{WEEKS_MISSING as MAX_GAP, WEEKS_UNWRITTEN as MAX_UNWRITTEN};
use crate::syntax::ast::{Block, WeekHead};
use crate::text::{LineStart, Span};
use jiff::civil::Date;
use std::collections::HashMap;

/// A `week` block of the plan.
pub(crate) struct WeekBlock<'a> {
    /// Nothing if the head cannot be read.
    pub(crate) head: Option<&'a WeekHead>,
    pub(crate) at: LineStart,
    /// The head's line.
    pub(crate) span: Span,
    pub(crate) block: &'a Block,
    pub(crate) phase: Option<usize>,
}

/// A week of the calendar.
pub(crate) struct Slot {
    pub(crate) number: i32,
    /// The block that describes it; for a week that is not written, the next one.
    pub(crate) block: usize,
    pub(crate) written: bool,
}

/// The weeks of a plan in the order of the calendar.
pub(crate) struct Layout {
    pub(crate) slots: Vec<Slot>,
    by_number: HashMap<i32, usize, foldhash::fast::RandomState>,
    countdown: bool,
}

impl Layout {
    /// The place of a week by its number.
    pub(crate) fn find(&self, number: i32) -> Option<usize> {
        self.by_number.get(&number).copied()
    }

    /// The place that a number would have, written or not.
    fn place_of(&self, number: i32) -> i64 {
        match self.find(number) {
            Some(i) => i as i64,
            None => {
                let first = self.slots.first().map_or(1, |s| s.number);
                self.ordinal(number) - self.ordinal(first)
            }
        }
    }

    /// Consecutive weeks have consecutive ordinals; after -1, the race week, comes 1.
    fn ordinal(&self, number: i32) -> i64 {
        i64::from(number) - i64::from(self.countdown && number > 0)
    }

    fn number_of(&self, ordinal: i64) -> i32 {
        let n = ordinal + i64::from(self.countdown && ordinal >= 0);
        i32::try_from(n).unwrap_or(i32::MAX)
    }

    /// Puts the blocks in order.
    pub(crate) fn new(blocks: &[WeekBlock<'_>], report: &mut Report) -> Layout {
        let countdown = blocks.iter().any(|b| b.head.is_some_and(|h| h.first.node < 0));
        let mut layout = Layout {
            slots: Vec::with_capacity(blocks.len()),
            by_number: HashMap::with_capacity_and_hasher(blocks.len(), Default::default()),
            countdown,
        };
        let mut room = MAX_UNWRITTEN;
        let mut last: Option<i64> = None;
        // Weeks that were repeated stand where weeks that are missing would.
        let mut surplus = 0;
        for (index, block) in blocks.iter().enumerate() {
            let next = last.map_or(if countdown { -1 } else { 1 }, |l| l + 1);
            let (from, to) = match block.head {
                Some(head) => {
                    let from = layout.ordinal(head.first.node);
                    let to = head.last.as_ref().map_or(from, |l| layout.ordinal(l.node));
                    layout.several(head, block, from, to, &mut room, report)
                }
                None => (next, next),
            };
            for ordinal in from..=to {
                last = Some(layout.place(blocks, index, ordinal, last, &mut surplus, &mut room, report));
            }
        }
        layout.report_gaps(blocks, report);
        layout
    }

    /// The ordinals of a head with two numbers, within bounds.
    fn several(
        &self,
        head: &WeekHead,
        block: &WeekBlock<'_>,
        from: i64,
        to: i64,
        room: &mut usize,
        report: &mut Report,
    ) -> (i64, i64) {
        let Some(last) = &head.last else { return (from, from) };
        let span = block.at.at(head.first.span.cover(last.span));
        if to < from {
            report.push(
                Diagnostic::new(
                    &codes::WEEK_ORDER,
                    span,
                    format!(
                        "weeks {} to {}: the first number comes after the last",
                        head.first.node, last.node
                    ),
                )
                .help("write the smaller number first"),
            );
            return (to, from.min(to + MAX_GAP));
        }
        let more = usize::try_from(to - from).unwrap_or(usize::MAX);
        if more > *room {
            report.push(
                Diagnostic::new(
                    &codes::TOO_MANY_WEEKS,
                    span,
                    format!("weeks {} to {} are more than a plan can have", head.first.node, last.node),
                )
                .help("only the first of them is read"),
            );
            return (from, from);
        }
        *room -= more;
        (from, to)
    }

    /// Gives one week its place; returns the ordinal that the next one follows.
    #[allow(clippy::too_many_arguments)]
    fn place(
        &mut self,
        blocks: &[WeekBlock<'_>],
        index: usize,
        ordinal: i64,
        last: Option<i64>,
        surplus: &mut i64,
        room: &mut usize,
        report: &mut Report,
    ) -> i64 {
        let block = &blocks[index];
        let number = self.number_of(ordinal);
        let span = block.head.map_or(block.span, |h| block.at.at(h.first.span));
        if let Some(&slot) = self.by_number.get(&number) {
            let other = self.slots[slot].block;
            if !self.slots[slot].written {
                self.slots[slot] = Slot { number, block: index, written: true };
                report.push(
                    Diagnostic::new(
                        &codes::WEEK_ORDER,
                        span,
                        format!("week {number} stands after a later week"),
                    )
                    .help("it is read in its place; put the weeks in order"),
                );
                return last.unwrap_or(ordinal);
            }
            report.push(
                Diagnostic::new(&codes::WEEK_REPEATED, span, format!("week {number} is here a second time"))
                    .help("it is read as the week after; give each week its own number")
                    .related(blocks.get(other).map_or(span, |b| b.span), "the first one"),
            );
            *surplus += 1;
            self.slots.push(Slot { number, block: index, written: true });
            return last.unwrap_or(ordinal);
        }
        let expected = last.map_or(if self.countdown { ordinal } else { 1.min(ordinal) }, |l| l + 1);
        let missing = ordinal - expected;
        if missing < 0 {
            report.push(
                Diagnostic::new(
                    &codes::WEEK_ORDER,
                    span,
                    format!("week {number} stands after week {}", self.number_of(expected - 1)),
                )
                .help("it is read as the week after; put the weeks in order"),
            );
        } else if missing > 0 {
            let covered = missing.min(*surplus);
            *surplus -= covered;
            let fill = missing - covered;
            if !(-999..=9999).contains(&number) {
                // The line has said so.
            } else if fill > MAX_GAP || usize::try_from(fill).is_ok_and(|f| f > *room) {
                report.push(
                    Diagnostic::new(
                        &codes::WEEK_GAP,
                        span,
                        format!("{fill} weeks are missing before week {number}"),
                    )
                    .help("it is read as the week after the last one"),
                );
            } else {
                *room -= usize::try_from(fill).unwrap_or(0);
                for o in ordinal - fill..ordinal {
                    let number = self.number_of(o);
                    self.by_number.insert(number, self.slots.len());
                    self.slots.push(Slot { number, block: index, written: false });
                }
            }
        }
        self.by_number.insert(number, self.slots.len());
        self.slots.push(Slot { number, block: index, written: true });
        ordinal.max(expected - 1)
    }

    /// One finding for each run of weeks that is not written, on the head that follows.
    fn report_gaps(&self, blocks: &[WeekBlock<'_>], report: &mut Report) {
        let mut slots = self.slots.iter().peekable();
        while let Some(slot) = slots.next() {
            if slot.written {
                continue;
            }
            let mut end = slot;
            while let Some(next) = slots.next_if(|s| !s.written && s.block == slot.block) {
                end = next;
            }
            let Some(block) = blocks.get(slot.block) else { continue };
            let span = block.head.map_or(block.span, |h| block.at.at(h.first.span));
            let message = if end.number == slot.number {
                format!("week {} is missing before this one", slot.number)
            } else {
                format!("weeks {} to {} are missing before this one", slot.number, end.number)
            };
            report.push(
                Diagnostic::new(&codes::WEEK_GAP, span, message)
                    .help("nothing is known of a week that is not written: it is not taken for rest"),
            );
        }
    }

    /// The date of the first day of the first week. `race_week` is the place of the week that holds the goal race.
    pub(crate) fn first_date(
        &self,
        settings: &Settings,
        race_week: Option<usize>,
        race_day: Option<usize>,
        dated_day: Option<(usize, Date)>,
        report: &mut Report,
    ) -> Option<Date> {
        let first = settings.week_starts as usize;
        let week_of = |date: Date| minus_days(date, weekday_index(date, first) as i64);
        let from_start = settings.start.and_then(|(start, _)| {
            let place = if self.countdown { 0 } else { self.place_of(1) };
            minus_days(week_of(start)?, 7 * place)
        });
        let goal_place = match (settings.weeks, self.countdown) {
            (Some((weeks, _)), false) => self.place_of(weeks),
            (_, true) => self.place_of(-1),
            (None, false) => race_week.or(self.slots.len().checked_sub(1)).unwrap_or(0) as i64,
        };
        let from_goal = settings.goal_date.and_then(|(goal, _)| minus_days(week_of(goal)?, 7 * goal_place));
        if let (Some((start, at)), None) = (settings.start, from_start) {
            report.say(
                &codes::DATE_INVALID,
                at,
                format!("the calendar does not reach that far from {start}"),
            );
        }
        if let (Some((_, goal_at)), Some(by_goal)) = (settings.goal_date, from_goal) {
            self.hold_against(
                settings,
                goal_at,
                by_goal,
                from_start,
                race_week.map(|week| (week, race_day)),
                report,
            );
        }
        from_start
            .or(from_goal)
            .or_else(|| dated_day.and_then(|(week, date)| minus_days(week_of(date)?, 7 * week as i64)))
    }

    /// Start, goal date and `weeks` against each other and against the weeks that are there.
    fn hold_against(
        &self,
        settings: &Settings,
        goal_at: Span,
        by_goal: Date,
        by_start: Option<Date>,
        race: Option<(usize, Option<usize>)>,
        report: &mut Report,
    ) {
        let Some((goal, _)) = settings.goal_date else { return };
        let begin = by_start.unwrap_or(by_goal);
        let days = begin.until((jiff::Unit::Day, goal)).map_or(0, |s| s.get_days());
        let weeks = i64::try_from(self.slots.len()).unwrap_or(i64::MAX);
        let week = i64::from(days.div_euclid(7));
        // A plan that says how long it is to be may be written week by week.
        let stated = settings.weeks.filter(|_| !self.countdown).map_or(0, |(n, _)| self.place_of(n) + 1);
        if !self.slots.is_empty() && !(0..weeks.max(stated)).contains(&week) {
            let where_ = if week < 0 {
                "before its first week".to_owned()
            } else {
                let last = self.slots.last().map_or(0, |s| self.ordinal(s.number));
                format!(
                    "into week {}, but the plan ends with week {}",
                    self.number_of(last + 1 + week - weeks),
                    self.number_of(last)
                )
            };
            let mut d = Diagnostic::new(
                &codes::GOAL_DATE_OUTSIDE_PLAN,
                goal_at,
                format!("the goal on {goal} falls {where_}"),
            )
            .help("the race is the day everything leads to: write its week, or correct the dates");
            if let Some((start, at)) = settings.start {
                d = d.related(at, format!("the plan starts on {start}"));
            }
            let raced = race.and_then(|(week, day)| {
                plus_days(by_start?, 7 * i64::try_from(week).ok()? + i64::try_from(day?).ok()?)
            });
            if let Some(raced) = raced {
                d.message = format!("{}; its race stands on {raced}", d.message);
                d = d.fix(Fix {
                    title: format!("move the goal to {raced}"),
                    ..write(written_date(goal_at), &raced.to_string(), Applicability::Unsafe)
                });
            }
            if let Some((weeks, at)) = settings.weeks {
                d = d.related(at, format!("the plan has {weeks} weeks"));
            }
            report.push(d);
            return;
        }
        // Where the race stands in the plan its own day is held against the goal's: the rule `goal-date-mismatch`.
        if let (Some(by_start), Some((start, start_at))) = (by_start, settings.start)
            && by_start != by_goal
            && race.is_none()
        {
            let (other, at) = match settings.weeks {
                Some((weeks, at)) => (format!("`weeks {weeks}`"), Some(at)),
                None if self.countdown => ("`week -1`".to_owned(), None),
                None => return,
            };
            let mut d = Diagnostic::new(
                &codes::DATES_CONTRADICT,
                start_at,
                format!("a start on {start} does not fit {other} and the goal on {goal}"),
            )
            .help("the start decides; leave out one of the three, or correct it")
            .related(goal_at, "the goal");
            if let Some(at) = at {
                d = d.related(at, "the number of weeks");
            }
            report.push(d);
        }
    }

    /// `weeks 9` against the weeks that are there.
    pub(crate) fn check_count(
        &self,
        settings: &Settings,
        race_week: Option<usize>,
        outside: bool,
        report: &mut Report,
    ) {
        let (Some((weeks, at)), false, false) = (settings.weeks, self.countdown, self.slots.is_empty())
        else {
            return;
        };
        let last = self.slots.iter().map(|s| s.number).max().unwrap_or(0);
        let ends_with_race =
            self.find(weeks).is_some() && (settings.goal_date.is_some() || race_week == self.find(weeks));
        if last == weeks || outside || (last > weeks && ends_with_race) {
            return;
        }
        report.push(
            Diagnostic::new(
                &codes::WEEKS_MISMATCH,
                at,
                format!("the plan says `weeks {weeks}`, but its last week is week {last}"),
            )
            .help("write the missing weeks, or correct the number"),
        );
    }
}

/// The date alone, without an `on` before it.
fn written_date(at: Span) -> Span {
    const LENGTH: u32 = 10;
    Span::new(at.file, at.end.saturating_sub(LENGTH).max(at.start), at.end)
}

/// Some days later; nothing beyond the calendar.
fn plus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Some days earlier; nothing beyond the calendar.
fn minus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_sub(jiff::Span::new().try_days(days).ok()?).ok()
}
