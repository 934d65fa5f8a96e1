//! Findings that came and went. A finding is the same when its rule speaks of the same day, week or line: figures in its
//! message may change.

use super::axis::{Axis, Version};
use super::{Change, Side};
use meso_core::Analysis;
use meso_core::diagnostic::Diagnostic;
use meso_core::plan::DayItem;
use meso_core::text::Span;
use std::collections::HashMap;

/// What a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Subject {
    /// A day, by its number on the axis.
    Day(i32),
    /// A week, by its row.
    Week(usize),
    /// A line by its words, with the name of its file unless it is the plan's own.
    Line(String, String),
}

/// Indices of the findings that stand on one side alone.
pub(super) fn compare(old: Side<'_>, new: Side<'_>, axis: &Axis) -> Change<Vec<usize>> {
    let (before, after) = (subjects(old, axis, Version::Old), subjects(new, axis, Version::New));
    Change { old: alone(&before, &after), new: alone(&after, &before) }
}

type Named = (&'static str, Subject);

fn alone(these: &[Named], those: &[Named]) -> Vec<usize> {
    let mut left: HashMap<&Named, usize> = HashMap::new();
    for that in those {
        *left.entry(that).or_default() += 1;
    }
    let is_alone = |this: &Named| match left.get_mut(this) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    };
    let mut is_alone = is_alone;
    these.iter().enumerate().filter_map(|(i, this)| is_alone(this).then_some(i)).collect()
}

fn subjects(side: Side<'_>, axis: &Axis, version: Version) -> Vec<Named> {
    let places = Places::new(side.analysis, axis, version);
    side.findings.iter().map(|finding| (finding.code.name, places.subject(finding))).collect()
}

/// What stands where in the text of a plan.
struct Places<'a> {
    analysis: &'a Analysis,
    /// The first day that each line of a file writes about.
    days: HashMap<(u32, u32), i32>,
    /// The blocks of weeks in the plan's own file with their rows, in the order of the text.
    weeks: Vec<(Span, usize)>,
}

impl<'a> Places<'a> {
    fn new(analysis: &'a Analysis, axis: &Axis, version: Version) -> Self {
        let plan = &analysis.plan;
        let own = |block: Span| block.file == analysis.root;
        let written = plan.weeks.iter().enumerate().filter(|(_, week)| week.written && own(week.block));
        let mut weeks: Vec<_> = written.map(|(i, week)| (week.block, axis.row(version, i))).collect();
        weeks.sort_by_key(|(block, row)| (block.start, *row));
        // The weeks of `weeks 5-7` share a block, which speaks of the first.
        weeks.dedup_by_key(|(block, _)| block.start);
        Places { analysis, days: days(analysis, axis, version), weeks }
    }

    fn subject(&self, finding: &Diagnostic) -> Subject {
        let (analysis, span) = (self.analysis, finding.span);
        let source = analysis.sources.get(span.file);
        let line = source.line_index().line_of(span.start);
        if let Some(day) = self.days.get(&(span.file.0, line)) {
            return Subject::Day(*day);
        }
        let before = self.weeks.partition_point(|(block, _)| block.start <= span.start);
        let week = before.checked_sub(1).and_then(|place| self.weeks.get(place));
        if let Some((_, row)) = week.filter(|(block, _)| span.file == block.file && block.touches(span.start))
        {
            return Subject::Week(*row);
        }
        let range = source.line_index().line_range(line);
        let text = source.text.get(range.start as usize..range.end as usize).unwrap_or("");
        let file = if span.file == analysis.root { String::new() } else { base_name(&source.name) };
        Subject::Line(file, text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The same library of another revision has the same name at its end.
fn base_name(name: &str) -> String {
    name.rsplit(['/', '\\', ':']).next().unwrap_or(name).to_owned()
}

fn days(analysis: &Analysis, axis: &Axis, version: Version) -> HashMap<(u32, u32), i32> {
    let plan = &analysis.plan;
    let mut days = HashMap::new();
    for day in &plan.days {
        let items = day.items.iter().map(|item| match item {
            DayItem::Rest(span) | DayItem::Note(_, span) => Some(*span),
            DayItem::Recovery(recovery) => Some(recovery.span),
            DayItem::Session(id) => plan.session(*id).map(|session| session.span),
        });
        for span in items.chain([day.span]).flatten() {
            let line = analysis.sources.get(span.file).line_index().line_of(span.start);
            days.entry((span.file.0, line)).or_insert_with(|| axis.day(version, plan, day.index));
        }
    }
    for log in &plan.logs {
        if let Some(day) = log.day {
            let line = analysis.sources.get(log.span.file).line_index().line_of(log.span.start);
            days.entry((log.span.file.0, line)).or_insert_with(|| axis.day(version, plan, day));
        }
    }
    days
}
