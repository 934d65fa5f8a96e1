//! A plan as a line a day: what `git diff` compares where it is told to show training instead of text.
//!
//! Nothing in it depends on the terminal, on the file's name or on the number of a line, so that what stays the same in the
//! plan stays the same here.

use crate::output::counted;
use crate::terminal::printable;
use meso_analysis::compare::settings;
use meso_core::Analysis;
use meso_core::diagnostic::Severity;
use meso_core::plan::{Day, DayItem, DayState, Session, Week};
use meso_core::text::Span;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Settings, then week by week the days with what they come to, at last the lines that could not be read.
pub(crate) fn lines(analysis: &Analysis) -> String {
    let plan = &analysis.plan;
    let mut out = String::new();
    for (section, name, value) in settings(plan) {
        if let Some(value) = value {
            let _ = writeln!(out, "{section} {name}: {}", printable(&value));
        }
    }
    for (index, week) in plan.weeks.iter().enumerate() {
        out.push('\n');
        out.push_str(&head(analysis, index, week));
        for day in plan.days_of(index) {
            let name = match day.date {
                Some(date) => format!("{date} {}", day.weekday),
                None => format!("w{} {}", week.number, day.weekday),
            };
            let _ = writeln!(out, "{name}  {}", items(analysis, day));
        }
    }
    let unread = unread(analysis);
    if !unread.is_empty() {
        out.push('\n');
    }
    for line in unread {
        let _ = writeln!(out, "not read: {line}");
    }
    out
}

fn head(analysis: &Analysis, index: usize, week: &Week) -> String {
    let plan = &analysis.plan;
    let kinds: String = week.kinds.iter().map(|(kind, _)| format!(" {kind}")).collect();
    let hard = plan.days_of(index).iter().filter(|day| day.sessions(plan).any(Session::is_hard)).count();
    format!(
        "week {}{kinds}: {}, {}, {}\n",
        week.number,
        week.distance.middle().display(plan.units),
        week.duration.middle(),
        counted(hard, "hard day")
    )
}

fn items(analysis: &Analysis, day: &Day) -> String {
    let said = day.items.iter().map(|item| match item {
        DayItem::Rest(span) => words(analysis, *span),
        DayItem::Recovery(recovery) => words(analysis, recovery.span),
        DayItem::Note(_, span) => words(analysis, *span),
        DayItem::Session(id) => analysis.plan.session(*id).map_or_else(String::new, |s| session(analysis, s)),
    });
    let mut said: Vec<String> = said.collect();
    if day.state == DayState::Unread {
        said.push("(could not be read)".to_owned());
    }
    if said.is_empty() { "–".to_owned() } else { said.join("; ") }
}

fn session(analysis: &Analysis, session: &Session) -> String {
    let mut said = String::new();
    if let Some(when) = session.when {
        let _ = write!(said, "{when} ");
    }
    said.push_str(&one_line(&session.written(&analysis.sources)));
    let distance = session.distance.middle();
    let facts = [
        (session.is_run() && !distance.is_zero()).then(|| distance.display(analysis.plan.units)),
        (!session.duration.middle().is_zero()).then(|| session.duration.middle().to_string()),
        session.is_hard().then(|| "hard".to_owned()),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if !facts.is_empty() {
        let _ = write!(said, " [{}]", facts.join(", "));
    }
    said
}

/// The lines of the plan's own file with something wrong on them, as they are written.
fn unread(analysis: &Analysis) -> Vec<String> {
    let source = analysis.sources.get(analysis.root);
    let index = source.line_index();
    let wrong = analysis
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error && found.span.file == analysis.root);
    let lines: BTreeSet<u32> = wrong.map(|found| index.line_of(found.span.start)).collect();
    lines
        .into_iter()
        .map(|line| {
            let range = index.line_range(line);
            words(analysis, Span::new(analysis.root, range.start, range.end))
        })
        .collect()
}

/// Words with single blanks between them: layout is no training.
fn words(analysis: &Analysis, span: Span) -> String {
    one_line(analysis.sources.slice(span))
}

fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    printable(&words).into_owned()
}
