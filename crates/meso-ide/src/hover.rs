//! What there is to know of the place under the pointer, in Markdown.

use crate::mentions::{self, What};
use crate::view::View;
use crate::words;
use meso_core::diagnostic::Severity;
use meso_core::markdown::{block as code_block, code, prose};
use meso_core::physiology::vdot;
use meso_core::plan::{Day, DayState, PaceBasis, Part, PlannedStep, Session};
use meso_core::syntax::ast::{SettingKey, Statement};
use meso_core::terms::{Effort, counted};
use meso_core::text::Span;
use meso_core::units::{Distance, DistanceUnit};

/// A text about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The place.
    pub span: Span,
    /// The text, Markdown.
    pub markdown: String,
}

/// What is known of the place at a byte, and what to do about the findings there.
#[must_use]
pub fn hover(view: View<'_>, offset: u32) -> Option<Hover> {
    let shown = view.diagnostics.iter().filter(|d| d.span.file == view.file() && d.severity > Severity::Info);
    let here = shown.filter(|d| d.span.touches(offset) && !d.span.is_empty());
    let advice: Vec<(Span, String)> = here
        .filter_map(|d| Some((d.span, format!("**{}**: {}", d.code.name, prose(d.help.as_ref()?)))))
        .collect();
    let place = place(view, offset);
    let Some((span, _)) = advice.first() else { return place };
    let span = place.as_ref().map_or(*span, |place| place.span);
    let texts = place.into_iter().map(|place| place.markdown).chain(advice.into_iter().map(|(_, text)| text));
    Some(Hover { span, markdown: texts.collect::<Vec<_>>().join("\n\n") })
}

fn place(view: View<'_>, offset: u32) -> Option<Hover> {
    let index = view.line_at(offset)?;
    let mention = mentions::at(view, offset);
    if let Some(mention) = &mention {
        let markdown = match mention.what {
            What::Rule(name) => rule(name),
            What::Zone(effort) => zone(view, offset, effort),
            What::Session(name) => called(view, offset, name),
            What::Param { session, name } => param(view, session, name),
            What::File(_) => None,
        };
        if let Some(markdown) = markdown {
            return Some(Hover { span: mention.span, markdown });
        }
    }
    if let Some(session) = session_at(view, offset) {
        return Some(Hover { span: session.span, markdown: session_text(view, session) });
    }
    if let Some(item) = recovery_at(view, offset) {
        return Some(item);
    }
    if let Some((day, span)) = day_at(view, offset) {
        return Some(Hover { span, markdown: day_text(view, day) });
    }
    block(view, index)
}

/// A week: its totals, its change, its hard sessions.
#[must_use]
pub fn week_summary(view: View<'_>, index: usize) -> String {
    let plan = view.plan();
    let Some(week) = plan.weeks.get(index) else { return String::new() };
    let mut lines = Vec::new();
    let days = plan.days_of(index);
    if let (Some(first), Some(last)) = (days.first(), days.last())
        && let (Some(from), Some(to)) = (first.date, last.date)
    {
        lines.push(format!("{} to {}", words::short_date(from), words::short_date(to)));
    }
    let mut totals: Vec<String> = Vec::new();
    if !week.distance.high.is_zero() {
        totals.push(words::distance(week.distance, plan.units));
    }
    if !week.duration.high.is_zero() {
        totals.push(words::duration(week.duration));
    }
    if let Some(change) = words::change(view, index) {
        totals.push(format!("{change} on the week before"));
    }
    if !totals.is_empty() {
        lines.push(totals.join(", "));
    }
    let sessions: Vec<&Session> = plan.sessions_of(index).collect();
    let hard = sessions.iter().filter(|session| session.is_hard()).count();
    let rest = days
        .iter()
        .filter(|day| day.state != DayState::Unread && day.sessions(plan).next().is_none())
        .count();
    lines.push(format!("{}, {hard} hard, {}", counted(sessions.len(), "session"), counted(rest, "rest day")));
    let longest = sessions.iter().filter(|s| s.is_run()).max_by_key(|s| s.duration.middle());
    if let Some(longest) = longest.filter(|s| !s.distance.high.is_zero() || !s.duration.high.is_zero()) {
        lines.push(format!("longest run: {}", words::extent(view, longest)));
    }
    if !week.complete {
        lines.push("some lines of it cannot be read: the figures are those of the others".to_owned());
    }
    lines.join("  \n")
}

/// A rule's page, its first line as its head.
#[must_use]
pub fn rule(name: &str) -> Option<String> {
    let meta = meso_lint::registry::find(name)?;
    Some(format!("**{name}** — {}", meta.code.docs.trim()))
}

fn block(view: View<'_>, index: usize) -> Option<Hover> {
    let line = view.line(index)?;
    let span = view.line_span(line);
    let plan = view.plan();
    let markdown = match view.statement(index)? {
        Statement::Week(_) => {
            let week = plan
                .weeks
                .iter()
                .position(|w| w.written && w.span.file == span.file && span.touches(w.span.start))?;
            let head = view.slice(plan.weeks.get(week)?.span).trim();
            format!("**{}**\n\n{}", prose(head), week_summary(view, week))
        }
        Statement::Phase { .. } => {
            let phase =
                plan.phases.iter().find(|p| p.span.file == span.file && span.touches(p.span.start))?;
            let weeks = plan.weeks.get(phase.weeks.clone())?;
            let total: Distance = weeks.iter().map(|w| w.distance.middle()).sum();
            let peak = weeks.iter().map(|w| w.distance.middle()).max().unwrap_or(Distance::ZERO);
            format!(
                "**{}**\n\n{}, {} in all, {} at most in a week",
                prose(view.slice(phase.span).trim()),
                counted(weeks.len(), "week"),
                total.display(plan.units),
                peak.display(plan.units)
            )
        }
        Statement::Setting(setting) => match about(view, setting.key.node) {
            Some(about) => format!("{about}\n\n{}", facts(view)),
            None => facts(view),
        },
        Statement::Plan { .. } | Statement::Athlete { .. } => facts(view),
        _ => return None,
    };
    Some(Hover { span, markdown })
}

/// What a line of the plan or the athlete means for the training, where that is not plain.
fn about(view: View<'_>, key: SettingKey) -> Option<String> {
    let plan = view.plan();
    match key {
        SettingKey::Goal => {
            let goal = plan.goal.as_ref()?;
            let distance = goal.distance;
            let mut text = format!("**{}**", distance.display(plan.units));
            match goal.day.and_then(|day| plan.day(day)) {
                Some(day) => {
                    text.push_str(&format!(" on {}", words::date(day)));
                    let week = plan.weeks.get(day.week);
                    text.push_str(&week.map_or(String::new(), |week| format!(", week {}", week.number)));
                }
                None => {
                    if let Some(date) = goal.date {
                        text.push_str(&format!(" on {}", date.strftime("%A %-d %B %Y")));
                    }
                }
            }
            if let Some(time) = goal.time {
                let pace = (distance / time).pace().display(plan.units);
                text.push_str(&format!("  \n{} is {pace}", time.clock()));
            }
            if let PaceBasis::Race(raced, time) = plan.paces.basis {
                let likely = vdot::race_time(plan.paces.vdot, distance);
                text.push_str(&format!(
                    "  \nthe race over {} in {} foretells {}",
                    raced.display(plan.units),
                    time.clock(),
                    likely.clock()
                ));
            }
            Some(text)
        }
        key => Some(key.facts().meaning.to_owned()).filter(|meaning| !meaning.is_empty()),
    }
}

/// What the plan knows of its runner.
fn facts(view: View<'_>) -> String {
    let plan = view.plan();
    let mut lines = vec![format!("Paces {}:", words::origin(view))];
    for (name, effort) in Effort::zones() {
        if let Some(pace) = words::zone_pace(view, effort) {
            lines.push(format!("- **{name}** {pace}"));
        }
    }
    for assumption in &plan.assumptions {
        lines.push(format!("- assumed: {}", prose(&assumption.to_string())));
    }
    lines.join("\n")
}

fn session_at<'a>(view: View<'a>, offset: u32) -> Option<&'a Session> {
    view.plan().sessions.iter().find(|s| s.span.file == view.file() && s.span.touches(offset))
}

fn recovery_at(view: View<'_>, offset: u32) -> Option<Hover> {
    let days = view.plan().days.iter().flat_map(Day::recovery);
    let logs = view.plan().logs.iter().flat_map(|log| &log.recovery);
    let item = days.chain(logs).find(|r| r.span.file == view.file() && r.span.touches(offset))?;
    let mut markdown = format!("**{}**", item.method);
    if let Some(duration) = item.duration {
        markdown.push_str(&format!("  \nfor {}", words::duration(duration)));
    }
    if let Some(t) = item.temperature {
        let degrees = if t.is_one() { format!("{}", t.low) } else { format!("{}-{}", t.low, t.high) };
        markdown.push_str(&format!("  \nat {degrees} °C"));
    }
    let about: Vec<&str> = meso_lint::registry()
        .iter()
        .map(|meta| meta.name())
        .filter(|name| name.starts_with(item.method.word()) || name.contains(&format!("{}-", item.method)))
        .collect();
    if !about.is_empty() {
        markdown.push_str(&format!("\n\nrules about it: `{}`", about.join("`, `")));
    }
    Some(Hover { span: item.span, markdown })
}

fn day_at<'a>(view: View<'a>, offset: u32) -> Option<(&'a Day, Span)> {
    view.plan().days.iter().find_map(|day| {
        let span = day.span.filter(|span| span.file == view.file() && span.touches(offset))?;
        Some((day, span))
    })
}

fn day_text(view: View<'_>, day: &Day) -> String {
    let plan = view.plan();
    let mut text = format!("**{}**", words::date(day));
    if let Some(week) = plan.weeks.get(day.week) {
        text.push_str(&format!(", week {}", week.number));
    }
    if let Some(goal) = plan.goal.as_ref().and_then(|goal| goal.day) {
        match day.index.until(goal) {
            0 => text.push_str(", the goal race"),
            1 => text.push_str(", a day before the goal race"),
            n if n > 1 => text.push_str(&format!(", {n} days before the goal race")),
            _ => {}
        }
    }
    for session in day.sessions(plan) {
        text.push_str(&format!("\n\n{}", undated(view, session)));
    }
    if day.sessions(plan).next().is_none() {
        let state = match day.state {
            DayState::Unread => "a line of this day cannot be read, so nothing is known of it",
            _ => "rest",
        };
        text.push_str(&format!("  \n{state}"));
    }
    text
}

/// What a session comes to, how hard it is and why, its steps with their paces.
#[must_use]
pub fn session_text(view: View<'_>, session: &Session) -> String {
    let text = undated(view, session);
    match view.plan().day(session.day) {
        Some(day) => {
            let free = if session.placed { " (its day is free)" } else { "" };
            format!("{}{free}  \n{text}", words::date(day))
        }
        None => text,
    }
}

fn undated(view: View<'_>, session: &Session) -> String {
    let mut lines = Vec::new();
    let extent = words::extent(view, session);
    if !extent.is_empty() {
        lines.push(format!("**{extent}**"));
    }
    lines.push(format!("{}: {}", weight(session), prose(&session.class.because.to_string())));
    if let Some(load) = crate::form::load(view, session) {
        lines.push(format!("load {load:.0} (rTSS)"));
    }
    let mut text = lines.join("  \n");
    let mut steps = Vec::new();
    list(view, session, &session.steps, "", &mut steps);
    if steps.len() > 1 || steps.iter().any(|step| step.contains("/km") || step.contains("/mi")) {
        text.push_str("\n\n");
        text.push_str(&steps.join("\n"));
        text.push_str(&format!("\n\npaces {}", words::origin(view)));
    }
    text
}

fn weight(session: &Session) -> &'static str {
    match (session.class.hard, session.class.quality, session.class.moderate) {
        (true, ..) => "hard",
        (_, true, _) => "quality",
        (.., true) => "moderate",
        _ => "easy",
    }
}

fn list(view: View<'_>, session: &Session, steps: &[PlannedStep], indent: &str, lines: &mut Vec<String>) {
    for step in steps {
        match step {
            PlannedStep::Do(id) => {
                lines.extend(session.part(*id).map(|part| format!("{indent}- {}", part_text(view, part))));
            }
            PlannedStep::Repeat { times, body, recovery, .. } => {
                let times = if times.is_one() {
                    times.low.to_string()
                } else {
                    format!("{}-{}", times.low, times.high)
                };
                lines.push(format!("{indent}- {times} x"));
                let deeper = format!("{indent}  ");
                list(view, session, body, &deeper, lines);
                list(view, session, recovery, &deeper, lines);
            }
        }
    }
}

fn part_text(view: View<'_>, part: &Part) -> String {
    let unit = view.plan().units;
    let mut text = match (part.distance.high.is_zero(), part.duration.high.is_zero()) {
        (false, _)
            if part.distance.high < Distance::from_m(2000)
                && part.stated == Some(meso_core::plan::StatedExtent::Distance) =>
        {
            words::distance(part.distance, DistanceUnit::Metre)
        }
        // What a minute comes to is no figure for a ruler.
        (false, _) if part.distance.high < Distance::from_m(1000) && unit == DistanceUnit::Kilometre => {
            let tens =
                part.distance.map(|d| Distance::new((d.to_m() / 10.0).round() * 10.0, DistanceUnit::Metre));
            words::distance(tens, DistanceUnit::Metre)
        }
        (false, _) => words::distance(part.distance, unit),
        (true, false) => words::duration(part.duration),
        (true, true) => String::new(),
    };
    if !part.distance.high.is_zero() && !part.duration.high.is_zero() {
        text.push_str(&format!(" in {}", words::duration(part.duration)));
    }
    text.push_str(&format!(" {}", part.intensity));
    if let Some(pace) = part.speed.and_then(|speed| words::pace(speed, unit)) {
        text.push_str(&format!(" at {pace}"));
    }
    if let Some(hr) = part.heart_rate {
        text.push_str(&format!(" at {}-{} bpm", hr.low.to_bpm(), hr.high.to_bpm()));
    }
    if part.between {
        text.push_str(" between");
    }
    text.trim().to_owned()
}

/// A zone: its pace, and the session it stands in.
fn zone(view: View<'_>, offset: u32, effort: Effort) -> Option<String> {
    let mut text = match words::zone_pace(view, effort) {
        Some(pace) => format!("**{}** {pace}, {}", effort.term().label, words::origin(view)),
        None => format!("**{}**", effort.term().label),
    };
    if let Some(session) = session_at(view, offset) {
        text.push_str("\n\n---\n\n");
        text.push_str(&session_text(view, session));
    }
    Some(text)
}

/// A session's name: its head, and what it comes to here.
fn called(view: View<'_>, offset: u32, name: &str) -> Option<String> {
    let definition = view.plan().definitions.iter().find(|d| d.name == name)?;
    let source = view.analysis.sources.get(definition.block.file);
    let mut text = code_block("meso", source.slice(definition.block).trim_end());
    if definition.block.file != view.file() {
        text.push_str(&format!("\nfrom {}", code(file_name(&source.name))));
    }
    let uses = if definition.uses == 1 { "once".to_owned() } else { format!("{} times", definition.uses) };
    text.push_str(&format!("\n\nused {uses}"));
    if let Some(session) = session_at(view, offset) {
        text.push_str("\n\n---\n\n");
        text.push_str(&session_text(view, session));
    }
    Some(text)
}

fn param(view: View<'_>, session: &str, name: &str) -> Option<String> {
    let definition = view.plan().definitions.iter().find(|d| d.name == session)?;
    let (_, default) = definition.params.iter().find(|(p, _)| p == name)?;
    let default =
        default.as_ref().map_or("must be given".to_owned(), |value| format!("{} if not given", code(value)));
    Some(format!("**{}** of {}: {default}", prose(name), code(session)))
}

fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
