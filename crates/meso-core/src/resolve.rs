//! Syntax to plan: names looked up, targets turned into paces, weeks put into the calendar.
//!
//! Nothing here fails. What cannot be understood is a diagnostic, and the day it stands on is unread.

mod calls;
mod classify;
mod dates;
mod files;
mod items;
mod like;
mod log;
mod names;
mod paces;
mod place;
mod report;
mod sessions;
mod settings;
mod steps;
mod targets;
mod weeks;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::load::Load;
use crate::physiology;
use crate::plan::{
    Allow, AllowScope, Assumption, Day, DayIndex, DayItem, DayState, Definition, PaceBasis, Phase, Plan,
    Session, SessionId, Volume, Week,
};
use crate::syntax::LineCache;
use crate::syntax::ast::{Extent, ItemKind, Statement, Weekday};
use crate::text::{FileId, Sources, Span};
use crate::units::{Distance, HeartRate, Range};
use crate::{Analysis, Options};
use calls::Definitions;
use dates::{Layout, WeekBlock};
use files::Files;
use jiff::civil::Date;
use paces::PaceTable;
use report::Report;
use settings::{Settings, allow};
use steps::Expander;
use weeks::{DraftItem, WeekDraft};

/// A race within this share of the goal's distance is the goal race.
const SAME_DISTANCE: f64 = 0.02;

/// Reads a file, all that it uses, and the plan that they make.
pub(crate) fn analyse(
    lines: &mut LineCache,
    sources: Sources,
    root: FileId,
    loader: &dyn Load,
    options: &Options,
) -> Analysis {
    let mut report = Report::default();
    let files = Files::read(lines, sources, root, loader, &mut report);
    let plan = plan(&files, options, &mut report);
    let Files { sources, parsed, .. } = files;
    Analysis { sources, parsed, plan, diagnostics: report.finish(), root }
}

fn plan(files: &Files, options: &Options, report: &mut Report) -> Plan {
    let mut settings = Settings::read(files, report);
    let (max_hr, from_age) = max_heart_rate(&settings);
    let goal_time = settings.goal.as_ref().and_then(|g| Some((g.distance, g.time?)));
    let mut paces = PaceTable::new(&settings.athlete, settings.vdot, goal_time, max_hr);
    settings::apply_zones(files, &mut paces, report);
    let definitions = Definitions::collect(files, report);
    let (blocks, mut phases, mut allows) = outline(files, report);
    allows.append(&mut settings.allows);
    let layout = Layout::new(&blocks, report);

    let goal_distance = settings.goal.as_ref().map(|g| g.distance);
    let mut expander = Expander::new(&definitions, &paces, settings.units, goal_distance, report);
    let first = settings.week_starts as usize;
    let mut read: Vec<Option<WeekDraft>> = blocks
        .iter()
        .map(|b| Some(weeks::read(files, files.plan, b.block, first, &mut expander, options)))
        .collect();
    let history = log::history(files, &mut expander, options);
    for (i, uses) in expander.uses.clone().into_iter().enumerate() {
        if uses == 0 {
            expander.look_at(i);
        }
    }
    let (uses, ranges, laps) = (std::mem::take(&mut expander.uses), expander.ranges, expander.laps);
    drop(expander);

    let mut drafts = drafts(&layout, &blocks, &mut read);
    like::apply(&layout, &blocks, &mut drafts, options, report);
    let race_week = race_week(&drafts, goal_distance);
    let dated = drafts.iter().enumerate().find_map(|(w, d)| d.dates.first().map(|(_, date, _)| (w, *date)));
    let first_date = layout.first_date(&settings, race_week, dated, report);
    let inside = |date: Date| {
        let begin = first_date?;
        let days = i64::from(begin.until((jiff::Unit::Day, date)).ok()?.get_days());
        let day = usize::try_from(days).ok()?;
        (day < 7 * drafts.len()).then_some(day)
    };
    let goal_day = settings.goal_date.and_then(|(date, _)| inside(date));
    let outside = settings.goal_date.is_some() && goal_day.is_none();
    layout.check_count(&settings, race_week, outside, report);
    check_dates(&drafts, first_date, report);
    let placed = place::place(&mut drafts, goal_day.map(|d| (d / 7, d % 7)));

    let mut assumptions = Vec::new();
    match paces.paces.basis {
        PaceBasis::Assumed if !drafts.is_empty() => assumptions.push(Assumption::EasyPace),
        PaceBasis::Goal(..) => assumptions.push(Assumption::PacesFromGoal),
        _ => {}
    }
    if let Some(hr) = from_age {
        assumptions.push(Assumption::MaxHrFromAge(hr.to_bpm()));
    }
    if placed > 0 {
        assumptions.push(Assumption::AnyPlaced(placed));
    }
    if first_date.is_none() && !drafts.is_empty() {
        assumptions.push(Assumption::NoDates);
    }
    if ranges {
        assumptions.push(Assumption::RangesAtMiddle);
    }
    assumptions.extend(laps.into_iter().flatten().map(Assumption::LapLength));

    let (logs, log_allows) = log::read(files, report);
    allows.extend(log_allows);
    let span = settings.plan.unwrap_or_else(|| files.line_span(files.plan, 0));
    let mut plan = Plan {
        name: settings.name.take(),
        span,
        goal: settings.goal.take(),
        athlete: std::mem::take(&mut settings.athlete),
        units: settings.units,
        week_starts: settings.week_starts,
        profile: settings.profile.take(),
        beginner: settings.beginner,
        history,
        phases: Vec::new(),
        weeks: Vec::with_capacity(drafts.len()),
        days: Vec::with_capacity(7 * drafts.len()),
        sessions: Vec::with_capacity(5 * drafts.len()),
        definitions: described(files, &definitions, &uses),
        logs,
        companions: std::mem::take(&mut settings.companions),
        allows,
        paces: paces.paces.clone(),
        assumptions,
        first_date,
    };
    for (index, draft) in drafts.into_iter().enumerate() {
        add_week(&mut plan, files, &layout, &blocks, index, draft);
    }
    finish_phases(&mut plan, &mut phases);
    plan.phases = phases;
    set_goal(&mut plan, goal_day);
    date_the_past(&mut plan);
    before_start(&plan, settings.start, report);
    plan
}

/// The maximal heart rate, stated or from age (208 - 0.7 x age, Tanaka 2001), and whether it is from age.
fn max_heart_rate(settings: &Settings) -> (Option<HeartRate>, Option<HeartRate>) {
    if let Some(hr) = settings.athlete.max_hr {
        return (Some(hr), None);
    }
    let year = settings.start.map(|s| s.0).or(settings.goal_date.map(|g| g.0)).map(Date::year);
    let age = year.zip(settings.athlete.born).and_then(|(now, born)| u16::try_from(now - born).ok());
    let from_age = age.filter(|a| (5..=100).contains(a)).map(physiology::heart_rate::max_from_age);
    (from_age, from_age)
}

/// The week blocks and phases of the plan, and the `allow`s of phases.
fn outline<'a>(files: &'a Files, report: &mut Report) -> (Vec<WeekBlock<'a>>, Vec<Phase>, Vec<Allow>) {
    use crate::syntax::ast::HeadKind;
    let mut blocks = Vec::new();
    let mut phases: Vec<Phase> = Vec::new();
    let mut allows = Vec::new();
    let file = files.plan;
    for block in files.blocks(file) {
        let Some(head_line) = block.head else {
            if let Some(&line) = block.body.first()
                && !matches!(files.statement(file, line), Some((Statement::Unread { .. }, _)))
            {
                report.push(
                    Diagnostic::new(
                        &codes::MISPLACED_LINE,
                        files.line_span(file, line),
                        "this line belongs to nothing",
                    )
                    .help("begin with `plan \"…\"`, `week 1` or another head at the margin"),
                );
            }
            continue;
        };
        let Some((head, at)) = files.statement(file, head_line) else { continue };
        let week = |head| WeekBlock {
            head,
            at,
            span: files.line_span(file, head_line),
            block,
            phase: phases.len().checked_sub(1),
        };
        match head {
            Statement::Week(head) => blocks.push(week(Some(head))),
            Statement::Unread { head: Some(HeadKind::Week), .. } => blocks.push(week(None)),
            Statement::Unread { head: None, .. } => {
                let is_day = |l: &usize| matches!(files.statement(file, *l), Some((Statement::Day(_), _)));
                if block.body.iter().any(is_day) {
                    blocks.push(week(None));
                }
            }
            Statement::Phase { name, title } => {
                let index = phases.len();
                for &line in &block.body {
                    match files.statement(file, line) {
                        Some((Statement::Items { items, .. }, at)) => {
                            for item in items {
                                let span = at.at(item.span);
                                match &item.kind {
                                    ItemKind::Allow { rule, reason } => allows.push(allow(
                                        rule,
                                        reason.as_ref(),
                                        span,
                                        at,
                                        AllowScope::Phase(index),
                                        report,
                                    )),
                                    ItemKind::Note(_) | ItemKind::Unread => {}
                                    _ => misplaced_in_phase(span, report),
                                }
                            }
                        }
                        Some((Statement::Unread { .. }, _)) | None => {}
                        Some(_) => misplaced_in_phase(files.line_span(file, line), report),
                    }
                }
                phases.push(Phase {
                    name: name.as_ref().map(|n| n.node.to_string()),
                    title: title.as_ref().map(|t| t.node.to_string()),
                    span: files.line_span(file, head_line),
                    weeks: 0..0,
                });
            }
            _ => {}
        }
    }
    (blocks, phases, allows)
}

fn misplaced_in_phase(span: Span, report: &mut Report) {
    report.push(
        Diagnostic::new(&codes::MISPLACED_LINE, span, "a day needs a week: this one stands under a phase")
            .help("write `week 1`, with its number, above the days"),
    );
}

/// One draft a week. A block of several weeks is read once and copied.
fn drafts(layout: &Layout, blocks: &[WeekBlock<'_>], read: &mut [Option<WeekDraft>]) -> Vec<WeekDraft> {
    let mut left = vec![0u32; blocks.len()];
    for slot in layout.slots.iter().filter(|s| s.written) {
        left[slot.block] += 1;
    }
    layout
        .slots
        .iter()
        .map(|slot| {
            if !slot.written {
                return WeekDraft { unread: true, ..WeekDraft::default() };
            }
            left[slot.block] -= 1;
            let draft = &mut read[slot.block];
            let mut draft =
                if left[slot.block] == 0 { draft.take() } else { draft.clone() }.unwrap_or_default();
            draft.unread |= blocks[slot.block].head.is_none();
            draft
        })
        .collect()
}

/// The last week with a race of the goal's distance.
fn race_week(drafts: &[WeekDraft], goal: Option<Distance>) -> Option<usize> {
    let goal = goal?;
    drafts.iter().rposition(|week| {
        week.days.iter().chain(&week.any).any(|day| {
            day.items.iter().any(|item| match item {
                DraftItem::Session(s) => s.race.as_ref().is_some_and(|r| same_distance(r.distance, goal)),
                _ => false,
            })
        })
    })
}

fn same_distance(a: Distance, b: Distance) -> bool {
    (a.to_m() - b.to_m()).abs() <= SAME_DISTANCE * b.to_m()
}

/// Dates on days against the calendar.
fn check_dates(drafts: &[WeekDraft], first_date: Option<Date>, report: &mut Report) {
    let Some(first) = first_date else { return };
    for (week, draft) in drafts.iter().enumerate() {
        for (day, date, span) in &draft.dates {
            let index = i64::try_from(7 * week + day).unwrap_or(i64::MAX);
            let Some(should) =
                jiff::Span::new().try_days(index).ok().and_then(|days| first.checked_add(days).ok())
            else {
                continue;
            };
            if should != *date {
                report.push(
                    Diagnostic::new(
                        &codes::DATE_OUTSIDE_WEEK,
                        *span,
                        format!("{date} is not in this week: this day is {should}"),
                    )
                    .help("mend the date, or the start or goal date that the calendar counts from")
                    .fix(report::write(
                        *span,
                        &should.to_string(),
                        crate::diagnostic::Applicability::Unsafe,
                    )),
                );
            }
        }
    }
}

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// Puts a week into the calendar: its days, its sessions, its totals.
fn add_week(
    plan: &mut Plan,
    files: &Files,
    layout: &Layout,
    blocks: &[WeekBlock<'_>],
    index: usize,
    draft: WeekDraft,
) {
    let slot = &layout.slots[index];
    let block = &blocks[slot.block];
    let head = block.head.filter(|_| slot.written);
    let end = block.block.body.last().map_or(block.span, |l| files.line_span(files.plan, *l));
    let first_day = DayIndex(i32::try_from(7 * index).unwrap_or(i32::MAX));
    let mut complete = slot.written && !draft.unread;
    let mut distance = Range::default();
    let mut duration = Range::default();
    let start = plan.week_starts as usize;
    let mut date = plan.date(first_day);
    for (d, day_draft) in draft.days.into_iter().enumerate() {
        complete &= !day_draft.unread;
        let index_of_day = first_day.plus(i32::try_from(d).unwrap_or(0));
        let mut items = Vec::with_capacity(day_draft.items.len());
        for item in day_draft.items {
            match item {
                DraftItem::Rest(span) => items.push(DayItem::Rest(span)),
                DraftItem::Note(text, span) => items.push(DayItem::Note(text, span)),
                DraftItem::Recovery(r) => items.push(DayItem::Recovery(r)),
                DraftItem::Allow(mut a) => {
                    a.scope = AllowScope::Day(index_of_day);
                    plan.allows.push(a);
                }
                DraftItem::Session(session) => {
                    let id = SessionId(u32::try_from(plan.sessions.len()).unwrap_or(u32::MAX));
                    if session.is_run() {
                        distance = distance + session.distance;
                        duration = duration + session.duration;
                    }
                    plan.sessions.push(Session { id, day: index_of_day, ..*session });
                    items.push(DayItem::Session(id));
                }
            }
        }
        let nothing = items.is_empty() && !day_draft.written;
        let state = if day_draft.unread || (nothing && draft.unread) {
            DayState::Unread
        } else if nothing {
            DayState::Empty
        } else {
            DayState::Planned
        };
        plan.days.push(Day {
            index: index_of_day,
            date,
            weekday: WEEKDAYS[(start + d) % 7],
            week: index,
            state,
            span: day_draft.span,
            items,
        });
        date = date.and_then(|d| d.tomorrow().ok());
    }
    plan.allows.extend(draft.allows.into_iter().map(|a| Allow { scope: AllowScope::Week(index), ..a }));
    plan.weeks.push(Week {
        number: slot.number,
        span: block.span,
        block: block.span.cover(end),
        written: slot.written,
        complete,
        kinds: head
            .map_or_else(Vec::new, |h| h.kinds.iter().map(|k| (k.node, block.at.at(k.span))).collect()),
        phase: block.phase,
        stated_total: head
            .and_then(|h| h.total.as_ref())
            .and_then(|t| Some((volume(&t.node)?, block.at.at(t.span)))),
        title: head.and_then(|h| h.title.as_ref()).map(|t| t.node.to_string()),
        first_day,
        distance,
        duration,
    });
}

fn volume(extent: &Extent) -> Option<Volume> {
    match extent {
        Extent::Distance(d, unit) => Some(Volume::Distance(d.map(|x| Distance::new(x, *unit)))),
        Extent::Time(t) => Some(Volume::Time(*t)),
        Extent::Lap | Extent::Param(_) => None,
    }
}

/// From the first to the last week of each phase.
fn finish_phases(plan: &mut Plan, phases: &mut [Phase]) {
    for (i, week) in plan.weeks.iter().enumerate() {
        if let Some(phase) = week.phase.and_then(|p| phases.get_mut(p)) {
            let begin = if phase.weeks.is_empty() { i } else { phase.weeks.start.min(i) };
            phase.weeks = begin..phase.weeks.end.max(i + 1);
        }
    }
}

/// Finds the goal race: on the goal's day, else the last race of its distance.
fn set_goal(plan: &mut Plan, goal_day: Option<usize>) {
    let Some(goal) = &mut plan.goal else { return };
    let is_goal = |s: &&mut Session| match (&s.race, goal_day) {
        (Some(race), Some(day)) => {
            usize::try_from(s.day.0) == Ok(day)
                && !race.time_trial
                && same_distance(race.distance, goal.distance)
        }
        (Some(race), None) => {
            goal.date.is_none() && !race.time_trial && same_distance(race.distance, goal.distance)
        }
        _ => false,
    };
    let session = plan.sessions.iter_mut().rfind(is_goal);
    goal.day = goal_day.and_then(|d| i32::try_from(d).ok()).map(DayIndex);
    if let Some(session) = session {
        goal.day = goal.day.or(Some(session.day));
        if let Some(race) = &mut session.race {
            race.goal = true;
            race.time = race.time.or(goal.time);
        }
    }
}

/// Gives what lies before the plan, and the logs, their day in its calendar.
fn date_the_past(plan: &mut Plan) {
    let days: Vec<_> = plan.history.iter().map(|e| plan.index_of(e.date)).collect();
    for (event, day) in plan.history.iter_mut().zip(days) {
        event.day = day;
    }
    let days: Vec<_> = plan.logs.iter().map(|l| plan.index_of(l.date)).collect();
    for (log, day) in plan.logs.iter_mut().zip(days) {
        log.day = day;
    }
}

/// Sessions in the first week before the plan starts.
fn before_start(plan: &Plan, start: Option<(Date, Span)>, report: &mut Report) {
    let Some((date, start_at)) = start else { return };
    let Some(first) = plan.index_of(date) else { return };
    for session in plan.sessions.iter().take_while(|s| s.day < first) {
        if session.placed {
            continue;
        }
        report.push(
            Diagnostic::new(
                &codes::DAY_BEFORE_START,
                session.span,
                format!("this day lies before the start on {date}"),
            )
            .help("start the plan earlier, or take the session out")
            .related(start_at, "the start"),
        );
    }
}

/// The definitions for editors and tables.
fn described(files: &Files, definitions: &Definitions<'_>, uses: &[u32]) -> Vec<Definition> {
    definitions
        .all
        .iter()
        .enumerate()
        .map(|(i, d)| Definition {
            name: d.head.name.node.to_string(),
            title: d.head.title.as_ref().map(|t| t.node.to_string()),
            params: d
                .head
                .params
                .iter()
                .map(|p| {
                    let default = p.default.as_ref().map(|v| files.sources.slice(d.at.at(v.span)).to_owned());
                    (p.name.node.to_string(), default)
                })
                .collect(),
            name_span: d.at.at(d.head.name.span),
            block: d.block,
            uses: uses.get(i).copied().unwrap_or(0),
        })
        .collect()
}

/// One sentence for each assumption, for the output.
impl std::fmt::Display for Assumption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Assumption::EasyPace => {
                f.write_str("nothing is known of the runner: easy running is taken at 6:00/km")
            }
            Assumption::PacesFromGoal => {
                f.write_str("paces come from the goal time, as there is no race result")
            }
            Assumption::MaxHrFromAge(bpm) => {
                write!(f, "the maximal heart rate is taken from age: {bpm} bpm (208 - 0.7 x age)")
            }
            Assumption::AnyPlaced(1) => {
                f.write_str("one session with a free day was placed where it suits best")
            }
            Assumption::AnyPlaced(n) => {
                write!(f, "{n} sessions with a free day were placed where they suit best")
            }
            Assumption::NoDates => f.write_str("the plan has no dates: days are counted from its first week"),
            Assumption::RangesAtMiddle => f.write_str("ranges are analysed at their middle"),
            Assumption::LapLength(d) => write!(f, "a step until the lap button is taken to last {d}"),
        }
    }
}
