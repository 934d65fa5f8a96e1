//! Syntax to plan: names looked up, targets turned into paces, weeks put into the calendar.
//!
//! Nothing here fails. What cannot be understood is a diagnostic, and the day it stands on is unread.

mod again;
mod assumptions;
mod calendar;
mod calls;
mod classify;
mod dates;
mod extents;
mod files;
mod items;
mod levels;
mod like;
mod log;
mod paces;
mod place;
mod report;
mod segments;
mod sessions;
mod settings;
mod stages;
mod steps;
mod targets;
mod weeks;
mod zones;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::limits::{BYTES_A_CALLED_STEP, CALLED_STEPS, SESSIONS_COPIED};
use crate::load::Load;
use crate::physiology;
use crate::plan::{Allow, AllowScope, Assumption, Definition, LevelSource, PaceBasis, Phase, Plan, Session};
use crate::syntax::LineCache;
use crate::syntax::ast::{ItemKind, Statement};
use crate::text::{FileId, Sources, Span};
use crate::units::{Distance, HeartRate};
use crate::{Analysis, Options};
use calls::Definitions;
use dates::{Layout, WeekBlock};
use files::Files;
use jiff::civil::Date;
use paces::PaceTable;
pub(crate) use paces::race_name;
use report::Report;
use settings::{Settings, allow};
use steps::Expander;
use weeks::WeekDraft;

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
    let (diagnostics, unsaid) = report.finish();
    Analysis { sources, parsed, plan, diagnostics, unsaid, root }
}

fn plan(files: &Files, options: &Options, report: &mut Report) -> Plan {
    let mut plan = plan_with(files, options, report, None);
    stages::apply(files, options, &mut plan, report);
    plan
}

/// The plan with the paces of one time; without one, with the newest.
fn plan_with(files: &Files, options: &Options, report: &mut Report, known: Option<stages::Known>) -> Plan {
    let mut settings = Settings::read(files, report);
    if let Some(known) = known {
        known.apply(&mut settings);
    }
    let (max_hr, from_age) = max_heart_rate(&settings);
    let goal_time = settings.goal.as_ref().and_then(|g| Some((g.distance, g.time?)));
    let mut paces = PaceTable::new(&settings.athlete, settings.vdot, goal_time, max_hr);
    zones::apply(files, &mut paces, report);
    let definitions = Definitions::collect(files, report);
    let (blocks, mut phases, mut allows) = outline(files, report);
    allows.append(&mut settings.allows);
    let layout = Layout::new(&blocks, report);

    let goal_distance = settings.goal.as_ref().map(|g| g.distance);
    let mut expander = Expander::new(&definitions, &paces, settings.units, goal_distance, report);
    expander.sessions.reserve(blocks.iter().map(|b| b.block.body.len()).sum());
    let bytes: usize = files.sources.iter().map(|(_, source)| source.text.len()).sum();
    let for_its_length = u32::try_from(bytes).unwrap_or(u32::MAX) / BYTES_A_CALLED_STEP;
    expander.most_called_steps = CALLED_STEPS.max(for_its_length);
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
    let mut sessions = std::mem::take(&mut expander.sessions);
    let (uses, ranges, laps) = (std::mem::take(&mut expander.uses), expander.ranges, expander.laps);
    drop(expander);

    let most = sessions.len() + SESSIONS_COPIED;
    let mut drafts = drafts(&layout, &blocks, &mut read, &mut sessions, most, report);
    like::apply(&layout, &blocks, &mut drafts, &mut sessions, most, settings.units, options, report);
    let race_week = race_week(&drafts, &sessions, goal_distance);
    let race_day = race_week.and_then(|week| race_day(drafts.get(week)?, &sessions, goal_distance?));
    let dated = drafts.iter().enumerate().find_map(|(w, d)| d.dates.first().map(|(_, date, _)| (w, *date)));
    let first_date = layout.first_date(&settings, race_week, race_day, dated, report);
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
    let placed = place::place(&mut drafts, &mut sessions, goal_day.map(|d| (d / 7, d % 7)));

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
    let all = drafts.iter().flat_map(|week| week.days.iter().flat_map(|day| day.sessions(&sessions)));
    let (mut assumed, mut open, mut first): (u32, u32, Option<&Session>) = (0, 0, None);
    for session in all {
        open += u32::from(session.open && session.is_run());
        if session.assumed().next().is_some() {
            assumed += 1;
            first = first.filter(|f| f.text.start <= session.text.start).or(Some(session));
        }
    }
    if let Some(first) = first {
        assumptions.push(Assumption::WorkAssumed(assumed));
        say_assumed(first, assumed, report);
    }
    if open > 0 {
        assumptions.push(Assumption::LengthOpen(open));
    }
    assumptions.extend(laps.into_iter().flatten().map(Assumption::LapLength));

    let (logs, log_allows) = log::read(files, report);
    allows.extend(log_allows);
    let span = settings.plan.unwrap_or_else(|| files.line_span(files.plan, 0));
    let mut plan = Plan {
        name: settings.name.take(),
        span,
        goal: settings.goal.take(),
        other_goals: std::mem::take(&mut settings.other_goals),
        start: settings.start,
        athlete: std::mem::take(&mut settings.athlete),
        units: settings.units,
        week_starts: settings.week_starts,
        profile: settings.profile.take(),
        beginner: settings.beginner,
        history,
        phases: Vec::new(),
        weeks: Vec::with_capacity(drafts.len()),
        days: Vec::with_capacity(7 * drafts.len()),
        sessions: Vec::new(),
        definitions: described(files, &definitions, &uses),
        logs,
        companions: std::mem::take(&mut settings.companions),
        allows,
        paces: paces.paces.clone(),
        assumptions,
        first_date,
    };
    let mut order = Vec::with_capacity(sessions.len());
    for (index, draft) in drafts.into_iter().enumerate() {
        calendar::add_week(&mut plan, &mut sessions, &mut order, files, &layout, &blocks, index, draft);
    }
    plan.sessions = calendar::in_order(sessions, &order);
    calendar::finish_phases(&mut plan, &mut phases);
    plan.phases = phases;
    calendar::set_goals(&mut plan, goal_day);
    calendar::date_the_past(&mut plan);
    calendar::before_start(&plan, settings.start, report);
    plan
}

/// Says once a plan that work was assumed where no effort is stated.
fn say_assumed(session: &Session, sessions: u32, report: &mut Report) {
    let Some((part, source)) = session.assumed().next() else { return };
    let what = match source {
        LevelSource::Uphill => "uphill running without an effort is taken for steady running".to_owned(),
        LevelSource::Play => {
            "how much of this is fast is not said: it is taken for a moderate session".to_owned()
        }
        _ => format!("no effort is stated for these repetitions: they are taken for {} work", part.intensity),
    };
    let more = match sessions - 1 {
        0 => String::new(),
        1 => " (and one more session)".to_owned(),
        n => format!(" (and {n} more sessions)"),
    };
    report.push(
        Diagnostic::new(&codes::EFFORT_ASSUMED, session.text, format!("{what}{more}"))
            .help("write an effort, a pace or a heart rate beside the length, such as `@5k`, `T` or `easy`"),
    );
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

/// One draft a week. A block of several weeks is read once and copied, up to `most` sessions in all.
fn drafts(
    layout: &Layout,
    blocks: &[WeekBlock<'_>],
    read: &mut [Option<WeekDraft>],
    sessions: &mut Vec<Session>,
    most: usize,
    report: &mut Report,
) -> Vec<WeekDraft> {
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
            let mut draft = match draft {
                Some(draft) if left[slot.block] > 0 => {
                    if sessions.len() + draft.items() > most {
                        report.push(like::too_many(blocks[slot.block].span));
                        return WeekDraft { unread: true, ..WeekDraft::default() };
                    }
                    draft.copy(sessions)
                }
                last => last.take().unwrap_or_default(),
            };
            draft.unread |= blocks[slot.block].head.is_none();
            draft
        })
        .collect()
}

/// The last week with a race of the goal's distance.
fn race_week(drafts: &[WeekDraft], sessions: &[Session], goal: Option<Distance>) -> Option<usize> {
    let goal = goal?;
    let week_of = |time_trial: bool| {
        let is_goal = |s: &Session| {
            s.race.as_ref().is_some_and(|r| r.time_trial == time_trial && same_distance(r.distance, goal))
        };
        drafts.iter().rposition(|week| {
            week.days.iter().chain(&week.any).any(|day| day.sessions(sessions).any(is_goal))
        })
    };
    week_of(false).or_else(|| week_of(true))
}

/// The day of the goal race in its week, unless its day is free.
fn race_day(week: &WeekDraft, sessions: &[Session], goal: Distance) -> Option<usize> {
    let is_goal = |s: &Session| {
        s.race.as_ref().is_some_and(|race| !race.time_trial && same_distance(race.distance, goal))
    };
    week.days.iter().rposition(|day| day.sessions(sessions).any(is_goal))
}

pub(crate) fn same_distance(a: Distance, b: Distance) -> bool {
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
                    .help("correct the date, or the start or goal date that the calendar counts from")
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

/// The definitions for editors and tables.
fn described(files: &Files, definitions: &Definitions<'_>, uses: &[u32]) -> Vec<Definition> {
    definitions
        .all
        .iter()
        .enumerate()
        .map(|(i, d)| Definition {
            name: String::from(&*d.head.name.node),
            title: d.head.title.as_ref().map(|t| String::from(&*t.node)),
            params: d
                .head
                .params
                .iter()
                .map(|p| {
                    let default = p.default.as_ref().map(|v| files.sources.slice(d.at.at(v.span)).to_owned());
                    (String::from(&*p.name.node), default)
                })
                .collect(),
            name_span: d.at.at(d.head.name.span),
            block: d.block,
            uses: uses.get(i).copied().unwrap_or(0),
        })
        .collect()
}
