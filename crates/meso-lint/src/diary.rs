//! What the logs say, day by day, with what was planned for the day: what rules about trends read.

use crate::context::{Break, Cx, is_running};
use crate::entry::{Entry, entries};
use crate::finding::{Finding, Place};
use jiff::civil::Date;
use meso_core::plan::{DayIndex, Done, LogDay, Session};
use meso_core::syntax::ast::{Sport, WeekKind};
use meso_core::terms::EntryKind;
use meso_core::text::Span;
use meso_core::units::{Duration, Pace};
use std::cell::OnceCell;

/// Days without training that make a break: five cost nothing (Daniels).
const BREAK_DAYS: i32 = 6;
/// Minutes of naps that count as sleep, a day.
const NAP_CREDIT_MIN: f64 = 90.0;
/// Perceived effort from which a session that nobody planned counts as hard (CR10: 7 is "very hard").
const HARD_RPE: f64 = 7.0;

/// All days of the logs, in order.
#[derive(Debug, Default)]
pub struct Diary<'a> {
    /// The days; a date that two blocks speak of is there twice.
    pub days: Vec<DiaryDay<'a>>,
    nights: OnceCell<Vec<(i32, f64)>>,
    hrv: OnceCell<Vec<(i32, f64)>>,
    rest_hr: OnceCell<Vec<(i32, f64)>>,
}

/// A day of the logs.
#[derive(Debug)]
pub struct DiaryDay<'a> {
    /// Its day in the plan's calendar; without a dated plan counted from the first day of the logs.
    pub number: i32,
    /// Its place in the plan's logs.
    pub log: usize,
    /// What was written.
    pub text: &'a LogDay,
    /// Training that was done.
    pub work: Vec<Work<'a>>,
}

/// Training that was done, with the planned session that it was.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// What was done.
    pub done: &'a Done,
    /// What was planned.
    pub planned: Option<&'a Session>,
}

impl<'a> Diary<'a> {
    /// The logs of a plan.
    pub(crate) fn new(cx: &Cx<'a>) -> Self {
        let plan = cx.plan;
        let first = plan.logs.iter().map(|log| log.date).min();
        let number = |date: Date| match plan.index_of(date) {
            Some(day) => Some(day.0),
            None => first?.until((jiff::Unit::Day, date)).ok().map(|span| span.get_days()),
        };
        let mut days: Vec<DiaryDay<'a>> = plan
            .logs
            .iter()
            .enumerate()
            .filter_map(|(log, text)| {
                let planned: Vec<&'a Session> = text
                    .day
                    .and_then(|day| plan.day(day))
                    .map_or_else(Vec::new, |day| day.sessions(plan).collect());
                Some(DiaryDay { number: number(text.date)?, log, text, work: matched(text, &planned) })
            })
            .collect();
        days.sort_by_key(|day| day.number);
        Diary { days, ..Diary::default() }
    }

    /// The last day.
    #[must_use]
    pub fn last(&self) -> Option<&DiaryDay<'a>> {
        self.days.last()
    }

    /// A day by its number; the last block of a date that two blocks speak of.
    #[must_use]
    pub fn day(&self, number: i32) -> Option<&DiaryDay<'a>> {
        let after = self.days.partition_point(|day| day.number <= number);
        self.days.get(after.checked_sub(1)?).filter(|day| day.number == number)
    }

    /// The block of a date in which a word stands, else the last one of the date.
    #[must_use]
    pub fn day_with(&self, number: i32, word: EntryKind) -> Option<&DiaryDay<'a>> {
        let blocks = self.between(number, number);
        blocks.iter().rev().find(|day| day.entry(word).is_some()).or_else(|| blocks.last())
    }

    /// The days of a stretch.
    #[must_use]
    pub fn between(&self, first: i32, last: i32) -> &[DiaryDay<'a>] {
        let from = self.days.partition_point(|day| day.number < first);
        let to = self.days.partition_point(|day| day.number <= last);
        self.days.get(from..to).unwrap_or(&[])
    }

    /// Readings by day.
    pub fn series(&self, reading: impl Fn(&DiaryDay<'a>) -> Option<f64>) -> Vec<(i32, f64)> {
        let mut series: Vec<(i32, f64)> = Vec::new();
        for day in &self.days {
            let Some(value) = reading(day) else { continue };
            match series.last_mut() {
                Some(last) if last.0 == day.number => last.1 = value,
                _ => series.push((day.number, value)),
            }
        }
        series
    }

    /// Hours slept by day: the night that ends on it, and its naps.
    pub fn nights(&self) -> &[(i32, f64)] {
        self.nights.get_or_init(|| self.series(|day| day.slept().map(Duration::to_h)))
    }

    /// Heart rate variability by day, in ms: readings at waking, lying.
    pub fn hrv(&self) -> &[(i32, f64)] {
        self.hrv.get_or_init(|| {
            self.series(|day| {
                let (entry, value) = day.measure(EntryKind::Hrv)?;
                (!uneven(&entry)).then_some(value)
            })
        })
    }

    /// Resting heart rate by day.
    pub fn rest_hr(&self) -> &[(i32, f64)] {
        self.rest_hr.get_or_init(|| self.series(|day| day.measure(EntryKind::RestHr).map(|(_, value)| value)))
    }
}

impl<'a> DiaryDay<'a> {
    /// All words of the day with what stands behind them.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        entries(self.text)
    }

    /// The first entry of a word.
    #[must_use]
    pub fn entry(&self, word: EntryKind) -> Option<Entry<'a>> {
        self.entries().find(|entry| entry.word == word)
    }

    /// The last measurement of a kind, with its value.
    #[must_use]
    pub fn measure(&self, kind: EntryKind) -> Option<(Entry<'a>, f64)> {
        let measure = self.text.measures.iter().rev().find(|measure| measure.kind == kind)?;
        let entry = entries(self.text).find(|entry| entry.span == measure.span)?;
        Some((entry, measure.value))
    }

    /// Where a word stands, else the date.
    #[must_use]
    pub fn span_of(&self, word: EntryKind) -> Span {
        self.entry(word).map_or(self.text.span, |entry| entry.span)
    }

    /// The night that ends on this day.
    #[must_use]
    pub fn night(&self) -> Option<Duration> {
        self.lengths(EntryKind::Sleep).next()
    }

    /// The night and the naps of the day, of which 90 minutes count.
    #[must_use]
    pub fn slept(&self) -> Option<Duration> {
        let naps: Duration = self.lengths(EntryKind::Nap).sum();
        Some(self.night()? + naps.min(Duration::from_min(NAP_CREDIT_MIN)))
    }

    fn lengths(&self, method: EntryKind) -> impl Iterator<Item = Duration> + use<'a> {
        let recovery: &'a [_] = &self.text.recovery;
        recovery
            .iter()
            .filter(move |item| item.method == method)
            .filter_map(|item| Some(item.duration?.middle()))
    }

    /// A finding about this day, shown at `span`.
    #[must_use]
    pub fn finding(&self, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(span, message).about(Place::Log(self.log))
    }

    /// `10 January`
    #[must_use]
    pub fn say(&self) -> String {
        say_date(self.text.date)
    }
}

impl Work<'_> {
    /// Was it a run?
    #[must_use]
    pub fn is_run(&self) -> bool {
        self.done.sport == Sport::Run
    }

    /// Was it hard? As it was planned, else as it felt.
    #[must_use]
    pub fn is_hard(&self) -> bool {
        match self.planned {
            Some(session) => session.is_hard(),
            None => self.done.rpe.is_some_and(|rpe| rpe >= HARD_RPE),
        }
    }

    /// Was it a long run?
    #[must_use]
    pub fn is_long(&self) -> bool {
        match self.planned {
            Some(session) => session.long,
            None => self.is_run() && self.done.duration.is_some_and(|time| time.to_min() >= 90.0),
        }
    }

    /// Was it an easy run, not long? What was planned decides, and only runs of known ease count.
    #[must_use]
    pub fn is_easy_run(&self) -> bool {
        self.is_run()
            && !self.is_long()
            && self.planned.is_some_and(|session| {
                is_running(session)
                    && session.race.is_none()
                    && !session.class.hard
                    && !session.class.quality
                    && !session.class.moderate
            })
    }

    /// Its mean pace.
    #[must_use]
    pub fn pace(&self) -> Option<Pace> {
        let (distance, time) = (self.done.distance?, self.done.duration?);
        (!distance.is_zero() && !time.is_zero()).then(|| time / distance)
    }
}

impl<'a> Cx<'a> {
    /// The first hard session planned for one of the days `first..=last`, unless the logs say that it was missed.
    #[must_use]
    pub fn hard_planned(&self, first: i32, last: i32) -> Option<&'a Session> {
        (first..=last).filter(|day| !self.missed(*day)).find_map(|day| {
            let facts = self.day(DayIndex(day))?;
            self.session(facts.hard?)
        })
    }

    /// Do the logs say that training of this day was missed?
    fn missed(&self, day: i32) -> bool {
        self.diary().between(day, day).iter().any(|day| day.text.missed.is_some())
    }

    /// The week of the plan in which a day of the logs lies.
    #[must_use]
    pub fn week_of_log(&self, day: &DiaryDay<'_>) -> Option<usize> {
        self.week_of(day.text.day?)
    }

    /// Is the day in a week that is declared a recovery week or a taper?
    #[must_use]
    pub fn steps_back(&self, week: usize) -> bool {
        self.plan.weeks.get(week).is_some_and(|w| w.is(WeekKind::Recovery) || w.is(WeekKind::Taper))
    }
}

/// Was a reading of heart rate variability taken otherwise than at waking, lying, before coffee?
#[must_use]
pub fn uneven(entry: &Entry<'_>) -> bool {
    const OTHERWISE: &[&str] = &["standing", "sitting", "seated", "evening", "noon", "night", "coffee"];
    entry.mentions(OTHERWISE) || entry.minute_of_day().is_some_and(|minute| minute >= 11 * 60) || {
        matches!(entry.when, Some(meso_core::syntax::ast::When::Pm))
    }
}

/// Breaks in the logs of a dated plan: six days or more without training, where some was planned, or where the log says
/// why. The last one may still go on at the end of the logs.
pub(crate) fn breaks<'a>(cx: &Cx<'a>) -> Vec<Break<'a>> {
    if cx.plan.first_date.is_none() {
        return Vec::new();
    }
    let diary = cx.diary();
    let trained: Vec<i32> =
        diary.days.iter().filter(|day| !day.work.is_empty()).map(|day| day.number).collect();
    let ends = trained.iter().skip(1).copied().chain(diary.last().map(|day| day.number + 1));
    trained
        .iter()
        .zip(ends)
        .filter_map(|(last, end)| {
            let (first, days) = (last + 1, end - last - 1);
            if days < BREAK_DAYS {
                return None;
            }
            let told = diary.between(first, end - 1).iter().find_map(reason_for_rest);
            let planned = || {
                (first..end).any(|day| {
                    cx.plan.day(DayIndex(day)).is_some_and(|day| day.sessions(cx.plan).next().is_some())
                })
            };
            if told.is_none() && !planned() {
                return None;
            }
            let last_span = diary.day(*last)?.text.span;
            let (reason, span) = told.unwrap_or(("no training in the log", last_span));
            Some(Break { first: DayIndex(first), end: DayIndex(end), days, reason, span })
        })
        .collect()
}

/// Why there was no training on a day, in the log's words.
fn reason_for_rest<'a>(day: &DiaryDay<'a>) -> Option<(&'a str, Span)> {
    let said = day.entries().find(|entry| {
        matches!(entry.word, EntryKind::Sick | EntryKind::Injury | EntryKind::Break | EntryKind::Travel)
    });
    said.map(|entry| (entry.note.unwrap_or(entry.word.word()), entry.span)).or_else(|| {
        let text: &'a LogDay = day.text;
        let (why, span) = text.missed.as_ref()?;
        Some((if why.is_empty() { "missed" } else { why.as_str() }, *span))
    })
}

/// `10 January`
#[must_use]
pub fn say_date(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(date.month()).ok().and_then(|m| MONTHS.get(m.checked_sub(1)?));
    format!("{} {}", date.day(), month.unwrap_or(&""))
}

/// What was done with what was planned: the first run is the first planned run, and so for every sport.
fn matched<'a>(log: &'a LogDay, planned: &[&'a Session]) -> Vec<Work<'a>> {
    let mut taken = vec![false; planned.len()];
    log.done
        .iter()
        .map(|done| {
            let place = planned
                .iter()
                .zip(&taken)
                .position(|(session, taken)| !taken && same_sport(session.sport, done.sport));
            if let Some(taken) = place.and_then(|place| taken.get_mut(place)) {
                *taken = true;
            }
            Work { done, planned: place.and_then(|place| planned.get(place)).copied() }
        })
        .collect()
}

/// A walk that was planned as a run, and the other way round, is what the session was.
fn same_sport(planned: Sport, done: Sport) -> bool {
    let ground = |sport| matches!(sport, Sport::Run | Sport::Walk | Sport::Hike);
    planned == done || ground(planned) && ground(done) || planned == Sport::Cross && !ground(done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use meso_core::text::FileId;
    use meso_core::units::Distance;

    #[test]
    fn what_took_no_time_or_went_nowhere_has_no_pace() {
        let pace = |km: f64, minutes: f64| {
            let done = Done {
                distance: Some(Distance::from_km(km)),
                duration: Some(Duration::from_min(minutes)),
                heart_rate: None,
                rpe: None,
                sport: Sport::Run,
                when: None,
                note: None,
                span: Span::new(FileId(0), 0, 0),
            };
            Work { done: &done, planned: None }.pace().map(Pace::to_s_per_km)
        };
        assert_eq!(pace(5.0, 25.0), Some(300.0));
        assert_eq!([pace(0.0, 25.0), pace(5.0, 0.0), pace(0.0, 0.0)], [None; 3]);
    }
}
