//! `log` and `history`: what happened, beside what was planned and before it.

use super::files::Files;
use super::items;
use super::report::Report;
use super::sessions::{Resolved, resolve_item};
use super::settings::{allow, no_such_day};
use super::steps::Expander;
use crate::Options;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::plan::{
    Allow, AllowScope, Done, LogDay, Measure, PastEvent, PastKind, PastRace, Session, SessionSummary,
};
use crate::syntax::ast::{Arg, DayName, Entry, Extent, Item, ItemKind, Statement};
use crate::terms::{Detail, EntryKind, HeadKind, Sport};
use crate::text::{FileId, LineStart, Span};
use crate::units::{Distance, HeartRate};
use std::collections::BTreeMap;

/// All log days of the plan's files in order of their dates, and the `allow`s in them.
pub(crate) fn read(files: &Files, report: &mut Report) -> (Vec<LogDay>, Vec<Allow>) {
    let mut logs: Vec<LogDay> = Vec::new();
    let mut allows = Vec::new();
    for &file in &files.logs {
        for block in files.blocks(file) {
            let (head, at) = match block.head.and_then(|h| files.statement(file, h)) {
                Some((Statement::Log { date, plan }, at)) => match date {
                    Some(date) => match date.node.0 {
                        Some(d) => ((d, at.at(date.span)), at),
                        None => {
                            no_such_day(at.at(date.span), report);
                            continue;
                        }
                    },
                    None if plan.is_some() => continue,
                    None => {
                        let span = block.head.map_or(Span::new(file, 0, 0), |h| files.line_span(file, h));
                        report.push(
                            Diagnostic::new(&codes::LOG_WITHOUT_DATE, span, "which day is this log of?")
                                .help("write the date: `log 2027-01-19`"),
                        );
                        continue;
                    }
                },
                _ => continue,
            };
            let mut day = LogDay {
                date: head.0,
                day: None,
                span: head.1,
                done: Vec::new(),
                missed: None,
                measures: Vec::new(),
                recovery: Vec::new(),
                complete: true,
            };
            let _ = at;
            for &line in &block.body {
                match files.statement(file, line) {
                    Some((Statement::Items { items, .. }, at)) => {
                        for item in items {
                            log_item(&mut day, item, at, logs.len(), &mut allows, report);
                        }
                    }
                    Some((Statement::Unread { .. }, _)) => day.complete = false,
                    Some(_) => {
                        day.complete = false;
                        report.push(
                            Diagnostic::new(
                                &codes::MISPLACED_LINE,
                                files.line_span(file, line),
                                "this line is no entry of a log",
                            )
                            .help("a log has entries such as `done 8km in 42:10` or `sleep 7h40`"),
                        );
                    }
                    None => {}
                }
            }
            logs.push(day);
        }
    }
    // Entries of one day may stand in several blocks and files; `allow`s follow their log.
    let mut order: Vec<usize> = (0..logs.len()).collect();
    order.sort_by_key(|i| logs[*i].date);
    let mut place = vec![0; logs.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    for allow in &mut allows {
        if let AllowScope::Log(i) = &mut allow.scope {
            *i = place[*i];
        }
    }
    logs.sort_by_key(|l| l.date);
    (logs, allows)
}

fn log_item(
    day: &mut LogDay,
    item: &Item,
    at: LineStart,
    index: usize,
    allows: &mut Vec<Allow>,
    report: &mut Report,
) {
    let span = at.at(item.span);
    match &item.kind {
        ItemKind::Entry(entry) => {
            items::check(entry, at, report);
            match entry.word.node {
                EntryKind::Done => day.done.extend(done(entry, span, report)),
                EntryKind::Missed => {
                    let reason =
                        entry.note.as_ref().map(|n| String::from(&*n.node)).unwrap_or_else(|| words(entry));
                    day.missed = Some((reason, span));
                }
                kind if kind.is_measure() => day.measures.push(measure(entry, span)),
                _ => day.recovery.push(items::recovery(entry, span)),
            }
        }
        ItemKind::Allow { rule, reason } => {
            allows.push(allow(rule, reason.as_ref(), span, at, AllowScope::Log(index), report));
        }
        ItemKind::Note(_) => {}
        ItemKind::Session(_) => {
            day.complete = false;
            report.push(
                Diagnostic::new(
                    &codes::MISPLACED_LINE,
                    span,
                    "a log says what was done, not what is planned",
                )
                .help("write `done` before it: `done 8km in 42:10`"),
            );
        }
        ItemKind::Unread => day.complete = false,
    }
}

/// Words without quantities: `missed travel`.
fn words(entry: &Entry) -> String {
    let words: Vec<&str> = entry
        .args
        .iter()
        .filter_map(|a| match &a.node {
            Arg::Word(w) => Some(&**w),
            _ => None,
        })
        .collect();
    words.join(" ")
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn done(entry: &Entry, span: Span, report: &mut Report) -> Option<Done> {
    let mut done = Done {
        distance: None,
        duration: None,
        heart_rate: None,
        rpe: None,
        sport: Sport::Run,
        when: entry.when.as_ref().map(|w| w.node),
        note: entry.note.as_ref().map(|n| String::from(&*n.node)),
        span,
    };
    let mut detail = None;
    for arg in &entry.args {
        match &arg.node {
            Arg::Word(w) => {
                if let Some(sport) = sport_of(w) {
                    done.sport = sport;
                }
                detail = Detail::named(w);
                continue;
            }
            Arg::Extent(Extent::Distance(d, unit)) => done.distance = Some(Distance::new(d.low, *unit)),
            Arg::Extent(Extent::Time(t)) => done.duration = Some(t.low),
            Arg::Clock(t) => done.duration = Some(*t),
            Arg::Quantity(n, unit) if detail == Some(Detail::Hr) || &**unit == "bpm" => {
                if (30.0..=240.0).contains(&n.low) {
                    done.heart_rate = Some(HeartRate::from_bpm(n.low.round() as u16));
                } else {
                    report.say(&codes::IMPOSSIBLE_VALUE, span, format!("a heart rate of {}", n.low));
                }
            }
            Arg::Quantity(n, _) if detail == Some(Detail::Rpe) => {
                if (0.0..=10.0).contains(&n.low) {
                    done.rpe = Some(n.low);
                } else {
                    report.say(
                        &codes::IMPOSSIBLE_VALUE,
                        span,
                        format!("an effort of {}: the scale goes from 0 to 10", n.low),
                    );
                }
            }
            Arg::Score(of, out_of) if detail == Some(Detail::Rpe) && *out_of > 0.0 => {
                done.rpe = Some(10.0 * of / out_of);
            }
            _ => {}
        }
        detail = None;
    }
    if let (Some(d), Some(t)) = (done.distance, done.duration)
        && done.sport == Sport::Run
        && (t.is_zero() || !(0.3..=11.0).contains(&(d / t).to_mps()))
    {
        report.push(
            Diagnostic::new(
                &codes::IMPOSSIBLE_VALUE,
                span,
                format!("{d} in {}: nobody runs that", t.clock()),
            )
            .help("times are written hours:minutes:seconds or minutes:seconds"),
        );
    }
    Some(done)
}

/// `done bike 60min`; a walk is an effort in a plan, and a sport of its own in a log.
fn sport_of(word: &str) -> Option<Sport> {
    if word == "walk" { Some(Sport::Walk) } else { Sport::named(word) }
}

fn measure(entry: &Entry, span: Span) -> Measure {
    let number = |arg: &Arg| match arg {
        Arg::Quantity(n, unit) => Some(if &**unit == "lb" { n.low * 0.453_592_37 } else { n.low }),
        Arg::Score(of, out_of) if *out_of > 0.0 => Some(of / out_of),
        _ => None,
    };
    let arrow = entry.args.iter().position(|a| a.node == Arg::Arrow).unwrap_or(entry.args.len());
    let (before, after) = entry.args.split_at(arrow);
    Measure {
        kind: entry.word.node,
        value: before.iter().find_map(|a| number(&a.node)).unwrap_or(0.0),
        after: after.iter().find_map(|a| number(&a.node)),
        args: entry.args.iter().map(|a| a.node.clone()).collect(),
        when: entry.when.as_ref().map(|w| w.node),
        note: entry.note.as_ref().map(|n| String::from(&*n.node)),
        span,
    }
}

/// Races, other sessions and breaks before the plan.
pub(crate) fn history(files: &Files, expander: &mut Expander<'_>, options: &Options) -> Vec<PastEvent> {
    let mut events: BTreeMap<_, Vec<PastEvent>> = BTreeMap::new();
    let file = files.plan;
    for block in files.blocks(file) {
        let is_history = matches!(
            block.head.and_then(|h| files.statement(file, h)),
            Some((Statement::History | Statement::Unread { head: Some(HeadKind::History), .. }, _))
        );
        if !is_history {
            continue;
        }
        let mut date = None;
        for &line in &block.body {
            let Some((statement, at)) = files.statement(file, line) else { continue };
            let items = match statement {
                Statement::Day(day) => {
                    date = past_date(&day.day.node, at.at(day.day.span), at, expander.report);
                    &day.items
                }
                Statement::Items { items, .. } => items,
                Statement::Unread { .. } => continue,
                _ => {
                    misplaced(files, file, line, expander.report);
                    continue;
                }
            };
            let Some(date) = date else { continue };
            for item in items {
                if let Some(kind) = past(item, date, at, expander, options) {
                    let span = at.at(item.span);
                    events.entry(date).or_default().push(PastEvent { date, day: None, kind, span });
                }
            }
        }
    }
    events.into_values().flatten().collect()
}

fn misplaced(files: &Files, file: FileId, line: usize, report: &mut Report) {
    report.push(
        Diagnostic::new(&codes::MISPLACED_LINE, files.line_span(file, line), "this line is no past event")
            .help("`history` has lines such as `2026-11-01 race marathon in 3:25:10`"),
    );
}

fn past_date(day: &DayName, span: Span, at: LineStart, report: &mut Report) -> Option<jiff::civil::Date> {
    let (date, span) = match day {
        DayName::Date(date) => (*date, span),
        DayName::Weekday(_, Some(date)) => (date.node, at.at(date.span)),
        DayName::Weekday(_, None) | DayName::Any => {
            report.push(
                Diagnostic::new(&codes::MISPLACED_LINE, span, "which day was that?")
                    .help("lines of `history` begin with a date: `2026-11-01 race marathon in 3:25:10`"),
            );
            return None;
        }
    };
    if date.0.is_none() {
        no_such_day(span, report);
    }
    date.0
}

fn past(
    item: &Item,
    date: jiff::civil::Date,
    at: LineStart,
    expander: &mut Expander<'_>,
    options: &Options,
) -> Option<PastKind> {
    let span = at.at(item.span);
    match &item.kind {
        ItemKind::Session(session) => match resolve_item(session, span, at, expander, options) {
            Resolved::Rest => Some(PastKind::Break(1, first_note(session).unwrap_or_default())),
            // It is no session of the plan.
            Resolved::Session(..) => expander.sessions.pop().map(|s| past_session(&s, date, span)),
        },
        ItemKind::Entry(entry) => {
            items::check(entry, at, expander.report);
            let word = entry.word.node;
            if word == EntryKind::Done {
                let done = done(entry, span, expander.report)?;
                return Some(PastKind::Session(SessionSummary {
                    distance: done.distance.unwrap_or_default(),
                    duration: done.duration.unwrap_or_default(),
                    hard: done.rpe.is_some_and(|r| r >= 7.0),
                }));
            }
            use EntryKind as K;
            if !matches!(word, K::Sick | K::Injury | K::Break | K::Travel | K::Missed) {
                return None;
            }
            let reason =
                entry.note.as_ref().map_or_else(|| word.word().to_owned(), |n| String::from(&*n.node));
            Some(PastKind::Break(days_of(entry), reason))
        }
        _ => None,
    }
}

fn first_note(session: &crate::syntax::ast::SessionItem) -> Option<String> {
    session.choices.first().and_then(|c| c.note.as_ref()).map(|n| String::from(&*n.node))
}

fn past_session(session: &Session, date: jiff::civil::Date, span: Span) -> PastKind {
    match &session.race {
        Some(race) => {
            PastKind::Race(PastRace { distance: race.distance, time: race.time, date: Some(date), span })
        }
        None => PastKind::Session(SessionSummary {
            distance: session.distance.middle(),
            duration: session.duration.middle(),
            hard: session.is_hard(),
        }),
    }
}

/// `break 10 days`, `sick 2 weeks`; one day where nothing is said.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn days_of(entry: &Entry) -> u32 {
    entry
        .args
        .iter()
        .find_map(|a| match &a.node {
            Arg::Quantity(n, unit) => {
                let each = if &**unit == "weeks" { 7.0 } else { 1.0 };
                Some((n.high * each).round().clamp(1.0, 3660.0) as u32)
            }
            _ => None,
        })
        .unwrap_or(1)
}
