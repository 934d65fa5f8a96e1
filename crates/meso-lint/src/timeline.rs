//! What follows what on a day: training and recovery in the order in which they are written, or by the clock.
//!
//! Planned and done are two timelines. Items of a day are in its order unless they carry a time, so `sauna 20min; 8km E`
//! is a sauna before a run; between a morning and an afternoon nobody knows how many hours lie.

use crate::context::Cx;
use crate::diary::Work;
use crate::entry::Entry;
use crate::finding::{Finding, Place};
use meso_core::plan::{DayIndex, DayItem, RecoveryItem, Session};
use meso_core::syntax::ast::{Sport, When};
use meso_core::terms::EntryKind;
use meso_core::text::Span;
use meso_core::units::Duration;

/// How many events before and after one are looked at: nobody writes so many within two days.
const NEAR: usize = 200;

/// Training and recovery, planned and done.
#[derive(Debug, Default)]
pub struct Timeline<'a> {
    /// What the plan says, in order.
    pub planned: Vec<Event<'a>>,
    /// What the logs say, in order.
    pub done: Vec<Event<'a>>,
    /// Where in these two the recovery is: most plans have little of it, and many rules ask for it.
    care: [Vec<usize>; 2],
}

/// One thing on a day.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// Its day in the plan's calendar; for logs without a dated plan counted from the first of them.
    pub day: i32,
    /// What.
    pub what: What<'a>,
    /// What an `allow` has to cover.
    pub place: Place,
    /// Where it is written.
    pub span: Span,
    when: Option<When>,
    length: Duration,
    order: u32,
}

/// Training or recovery.
#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// A planned session.
    Session(&'a Session),
    /// Training that was done.
    Work(Work<'a>),
    /// A recovery method.
    Care(&'a RecoveryItem),
}

impl<'a> Timeline<'a> {
    /// Everything of a plan and its logs.
    pub(crate) fn new(cx: &Cx<'a>) -> Self {
        let mut planned = Vec::with_capacity(cx.plan.sessions.len());
        for day in &cx.plan.days {
            for (order, item) in (0..).zip(&day.items) {
                let event = match item {
                    DayItem::Session(id) => {
                        let Some(session) = cx.plan.session(*id) else { continue };
                        Event {
                            day: day.index.0,
                            what: What::Session(session),
                            place: Place::Day(day.index),
                            span: session.text,
                            when: session.when,
                            length: session.duration.middle(),
                            order,
                        }
                    }
                    DayItem::Recovery(item) => Event::care(day.index.0, item, Place::Day(day.index), order),
                    _ => continue,
                };
                planned.push(event);
            }
        }
        let mut done: Vec<Event<'a>> = Vec::new();
        for day in &cx.diary().days {
            let first = done.len();
            done.extend(day.work.iter().map(|work| Event {
                day: day.number,
                what: What::Work(*work),
                place: Place::Log(day.log),
                span: work.done.span,
                when: work.done.when,
                length: work.done.duration.unwrap_or(Duration::ZERO),
                order: work.done.span.start,
            }));
            done.extend(
                day.text
                    .recovery
                    .iter()
                    .map(|item| Event::care(day.number, item, Place::Log(day.log), item.span.start)),
            );
            if let Some(of_the_day) = done.get_mut(first..) {
                of_the_day.sort_by_key(|event| event.order);
            }
        }
        let care = [&planned, &done].map(|all: &Vec<Event<'a>>| {
            (0..all.len()).filter(|place| all.get(*place).is_some_and(|event| !event.is_training())).collect()
        });
        Timeline { planned, done, care }
    }

    /// Recovery of some kinds, planned and done: each with the timeline that it is in.
    pub fn care<'t>(
        &'t self,
        methods: &'t [EntryKind],
    ) -> impl Iterator<Item = (&'t Event<'a>, &'a RecoveryItem, &'t [Event<'a>])> {
        self.care.iter().zip([self.planned.as_slice(), self.done.as_slice()]).flat_map(move |(care, all)| {
            care.iter().filter_map(|place| all.get(*place)).filter_map(move |event| match event.what {
                What::Care(item) if methods.contains(&item.method) => Some((event, item, all)),
                _ => None,
            })
        })
    }

    /// Is there any recovery of some kinds?
    #[must_use]
    pub fn has_care(&self, methods: &[EntryKind]) -> bool {
        self.care(methods).next().is_some()
    }
}

impl<'a> Event<'a> {
    fn care(day: i32, item: &'a RecoveryItem, place: Place, order: u32) -> Self {
        let length = item.duration.map_or(Duration::ZERO, |d| d.high);
        Event { day, what: What::Care(item), place, span: item.span, when: item.when, length, order }
    }

    /// A finding about it.
    #[must_use]
    pub fn finding(&self, message: impl Into<String>) -> Finding {
        Finding::new(self.span, message).about(self.place)
    }

    /// Was it done, rather than planned?
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.place, Place::Log(_))
    }

    /// What stands behind its word, if it is recovery.
    #[must_use]
    pub fn entry(&self) -> Option<Entry<'a>> {
        match self.what {
            What::Care(item) => Some(Entry::from(item)),
            _ => None,
        }
    }

    /// The session it is, or the planned one that was done.
    #[must_use]
    pub fn session(&self) -> Option<&'a Session> {
        match self.what {
            What::Session(session) => Some(session),
            What::Work(work) => work.planned,
            What::Care(_) => None,
        }
    }

    /// Has it a clock time?
    #[must_use]
    pub fn has_clock(&self) -> bool {
        matches!(self.when, Some(When::At(_)))
    }

    /// Is it recovery of one of these kinds?
    #[must_use]
    pub fn is_care(&self, methods: &[EntryKind]) -> bool {
        matches!(self.what, What::Care(item) if methods.contains(&item.method))
    }

    /// Minutes from the end of `earlier` to the start of this, where both have a clock time.
    #[must_use]
    pub fn minutes_by_the_clock_since(&self, earlier: &Event<'_>) -> Option<f64> {
        matches!((earlier.when, self.when), (Some(When::At(_)), Some(When::At(_))))
            .then(|| earlier.minutes_until(self))
            .flatten()
    }

    /// Is it training?
    #[must_use]
    pub fn is_training(&self) -> bool {
        !matches!(self.what, What::Care(_))
    }

    /// Is it a run?
    #[must_use]
    pub fn is_run(&self) -> bool {
        match self.what {
            What::Session(session) => crate::context::is_running(session),
            What::Work(work) => work.is_run(),
            What::Care(_) => false,
        }
    }

    /// Is it strength work?
    #[must_use]
    pub fn is_strength(&self) -> bool {
        let sport = match self.what {
            What::Session(session) => session.sport,
            What::Work(work) => work.done.sport,
            What::Care(_) => return false,
        };
        matches!(sport, Sport::Strength | Sport::Plyometrics)
    }

    /// Is it a race or time trial?
    #[must_use]
    pub fn is_race(&self) -> bool {
        self.session().is_some_and(|session| session.race.is_some())
    }

    /// Is it hard?
    #[must_use]
    pub fn is_hard(&self) -> bool {
        match self.what {
            What::Session(session) => session.is_hard(),
            What::Work(work) => work.is_hard(),
            What::Care(_) => false,
        }
    }

    /// Is it a long run?
    #[must_use]
    pub fn is_long(&self) -> bool {
        match self.what {
            What::Session(session) => session.long,
            What::Work(work) => work.is_long(),
            What::Care(_) => false,
        }
    }

    /// A session that training turns on: hard, at marathon pace, or long.
    #[must_use]
    pub fn is_key(&self) -> bool {
        self.is_hard() || self.is_long() || self.session().is_some_and(|session| session.class.quality)
    }

    /// Minutes from the end of this to the start of `later`, as far as the text says.
    ///
    /// By the clock where both have a time. Without one, what stands later in the same part of a day follows at once:
    /// 0. `None` if `later` does not follow, or nobody knows after how long.
    #[must_use]
    pub fn minutes_until(&self, later: &Event<'_>) -> Option<f64> {
        if let (Some(When::At(start)), Some(When::At(then))) = (self.when, later.when) {
            let days = f64::from(later.day.saturating_sub(self.day));
            let from_start = days * 1440.0 + f64::from(then) - f64::from(start);
            let follows = from_start > 0.0 || from_start == 0.0 && self.order < later.order;
            return follows.then(|| (from_start - self.length.to_min()).max(0.0));
        }
        let halves_differ = match (half(self.when), half(later.when)) {
            (Some(a), Some(b)) => a != b,
            _ => false,
        };
        (self.day == later.day && self.order < later.order && !halves_differ).then_some(0.0)
    }

    /// The events of its timeline from `back` days before it to `ahead` days after it, itself among them: at most those
    /// that [`NEAR`] it are written.
    #[must_use]
    pub fn around<'t>(&self, all: &'t [Event<'a>], back: i32, ahead: i32) -> &'t [Event<'a>] {
        let from = all.partition_point(|event| event.day < self.day.saturating_sub(back));
        let to = all.partition_point(|event| event.day <= self.day.saturating_add(ahead));
        let here = all.partition_point(|event| (event.day, event.order) < (self.day, self.order));
        all.get(from.max(here.saturating_sub(NEAR))..to.min(here + NEAR)).unwrap_or(&[])
    }

    /// The last event of its timeline that ends at most `minutes` before it and is of the kind asked for.
    pub fn preceded<'t>(
        &self,
        all: &'t [Event<'a>],
        minutes: f64,
        kind: impl Fn(&Event<'a>) -> bool,
    ) -> Option<&'t Event<'a>> {
        self.around(all, 2, 0)
            .iter()
            .rev()
            .find(|event| kind(event) && event.minutes_until(self).is_some_and(|gap| gap <= minutes))
    }

    /// The first event of its timeline that starts less than `minutes` after it and is of the kind asked for.
    pub fn followed<'t>(
        &self,
        all: &'t [Event<'a>],
        minutes: f64,
        kind: impl Fn(&Event<'a>) -> bool,
    ) -> Option<&'t Event<'a>> {
        self.around(all, 0, 2)
            .iter()
            .find(|event| kind(event) && self.minutes_until(event).is_some_and(|gap| gap < minutes))
    }

    /// How it is named in messages: `` `8km E` on Monday `` or `` `done 8.1km…` of 5 January ``.
    #[must_use]
    pub fn say(&self, cx: &Cx<'_>) -> String {
        match self.what {
            What::Session(session) => cx.say(session),
            What::Work(_) | What::Care(_) => match self.place {
                Place::Day(day) => format!("{} on {}", cx.quote(self.span), cx.day_name(day)),
                _ => cx.quote(self.span),
            },
        }
    }

    /// Its day in the plan's calendar, if the plan has it.
    #[must_use]
    pub fn day_index(&self) -> DayIndex {
        DayIndex(self.day)
    }
}

/// Morning is `false`, afternoon `true`.
fn half(when: Option<When>) -> Option<bool> {
    when.map(|when| match when {
        When::Am => false,
        When::Pm => true,
        When::At(minute) => minute >= 12 * 60,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use meso_core::text::FileId;
    use meso_core::units::Range;

    fn item(when: Option<When>, minutes: f64) -> RecoveryItem {
        RecoveryItem {
            method: EntryKind::Sauna,
            duration: Some(Range::one(Duration::from_min(minutes))),
            temperature: None,
            args: Vec::new(),
            when,
            note: None,
            span: Span::new(FileId(0), 0, 0),
        }
    }

    fn gap(first: (i32, Option<When>, u32), second: (i32, Option<When>, u32)) -> Option<f64> {
        let items = [item(first.1, 20.0), item(second.1, 20.0)];
        let event = |of: (i32, Option<When>, u32), item| Event::care(of.0, item, Place::Span, of.2);
        event(first, &items[0]).minutes_until(&event(second, &items[1]))
    }

    #[test]
    fn the_clock_counts_from_end_to_start() {
        assert_eq!(gap((0, Some(When::At(600)), 1), (0, Some(When::At(660)), 0)), Some(40.0));
        assert_eq!(gap((0, Some(When::At(1380)), 0), (1, Some(When::At(360)), 0)), Some(400.0));
        assert_eq!(gap((0, Some(When::At(600)), 0), (0, Some(When::At(610)), 1)), Some(0.0));
        assert_eq!(gap((0, Some(When::At(600)), 0), (0, Some(When::At(540)), 1)), None);
    }

    #[test]
    fn at_the_same_minute_the_order_counts() {
        let at = |order: u32| (0, Some(When::At(600)), order);
        assert_eq!([gap(at(0), at(1)), gap(at(1), at(0)), gap(at(1), at(1))], [Some(0.0), None, None]);
        assert_eq!(gap((0, None, 1), (0, None, 1)), None);
    }

    #[test]
    fn noon_begins_the_afternoon() {
        let clock = |minute: u16| (0, Some(When::At(minute)), 0);
        assert_eq!(gap(clock(719), (0, Some(When::Am), 1)), Some(0.0));
        assert_eq!(gap(clock(719), (0, Some(When::Pm), 1)), None);
        assert_eq!(gap(clock(720), (0, Some(When::Pm), 1)), Some(0.0));
        assert_eq!(gap(clock(1300), (0, Some(When::Am), 1)), None);
    }

    #[test]
    fn without_a_clock_the_order_counts_within_a_part_of_the_day() {
        assert_eq!(gap((0, None, 0), (0, None, 1)), Some(0.0));
        assert_eq!(gap((0, None, 1), (0, None, 0)), None);
        assert_eq!(gap((0, Some(When::Am), 0), (0, Some(When::Am), 1)), Some(0.0));
        assert_eq!(gap((0, Some(When::Am), 0), (0, Some(When::Pm), 1)), None);
        assert_eq!(gap((0, None, 0), (1, None, 0)), None);
    }
}
