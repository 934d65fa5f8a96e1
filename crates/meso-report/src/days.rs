//! Which day a finding speaks of, and on which lines a day stands.

use meso_core::Analysis;
use meso_core::diagnostic::Diagnostic;
use meso_core::plan::{Day, DayItem};
use meso_core::text::Span;

/// The findings by the part of the plan that they speak of.
#[derive(Debug)]
pub(crate) struct Placed<'a> {
    /// For each day of the calendar.
    pub(crate) days: Vec<Vec<&'a Diagnostic>>,
    /// For each week: what speaks of it as a whole.
    pub(crate) weeks: Vec<Vec<&'a Diagnostic>>,
    /// All of them, in order.
    pub(crate) all: Vec<&'a Diagnostic>,
}

impl<'a> Placed<'a> {
    /// Puts every finding on the first day whose lines it points at, else on its week, else on the plan alone.
    pub(crate) fn new(analysis: &Analysis, diagnostics: Vec<&'a Diagnostic>) -> Self {
        let plan = &analysis.plan;
        let mut days: Vec<(u32, usize)> = Vec::new();
        for (index, day) in plan.days.iter().enumerate() {
            days.extend(lines_of(analysis, day).map(|line| (line, index)));
        }
        let mut heads: Vec<(u32, usize)> = Vec::new();
        let mut blocks: Vec<(Span, usize)> = Vec::new();
        for (index, week) in plan.weeks.iter().enumerate().filter(|(_, w)| w.written) {
            heads.extend(own_line(analysis, week.span).map(|line| (line, index)));
            blocks.push((week.block, index));
        }
        // Stable: where a line stands for several days (`weeks 5-7 like 4`), the first of them comes first.
        days.sort_by_key(|(line, _)| *line);
        heads.sort_by_key(|(line, _)| *line);
        blocks.sort_by_key(|(span, _)| *span);
        let mut placed = Placed {
            days: vec![Vec::new(); plan.days.len()],
            weeks: vec![Vec::new(); plan.weeks.len()],
            all: diagnostics,
        };
        for &diagnostic in placed.all.iter().filter(|d| d.span.file == analysis.root) {
            let line = line_of(analysis, diagnostic.span);
            let week = at_line(&heads, line);
            let day = at_line(&days, line);
            let list = if let Some(week) = week {
                placed.weeks.get_mut(week)
            } else if let Some(day) = day {
                placed.days.get_mut(day)
            } else {
                within(&blocks, diagnostic.span).and_then(|week| placed.weeks.get_mut(week))
            };
            if let Some(list) = list {
                list.push(diagnostic);
            }
        }
        placed
    }
}

fn at_line(sorted: &[(u32, usize)], line: u32) -> Option<usize> {
    let at = sorted.partition_point(|(l, _)| *l < line);
    sorted.get(at).filter(|(l, _)| *l == line).map(|(_, index)| *index)
}

fn within(sorted: &[(Span, usize)], span: Span) -> Option<usize> {
    let after = sorted.partition_point(|(block, _)| (block.file, block.start) <= (span.file, span.start));
    let (block, week) = sorted.get(after.checked_sub(1)?)?;
    (block.file == span.file && block.touches(span.start)).then_some(*week)
}

/// The lines of the plan's own file on which a day stands, from 1, in the order of its items.
pub(crate) fn lines_of<'d>(analysis: &'d Analysis, day: &'d Day) -> impl Iterator<Item = u32> + 'd {
    let items = day.items.iter().filter_map(|item| match item {
        DayItem::Rest(span) | DayItem::Note(_, span) => Some(*span),
        DayItem::Recovery(item) => Some(item.span),
        DayItem::Session(id) => analysis.plan.session(*id).map(|session| session.span),
    });
    day.span.into_iter().chain(items).filter_map(|span| own_line(analysis, span))
}

/// The line of a span's first byte, from 1.
pub(crate) fn line_of(analysis: &Analysis, span: Span) -> u32 {
    analysis.sources.get(span.file).line_index().line_column(span.start).line + 1
}

/// The line of a span if it stands in the plan's own file.
pub(crate) fn own_line(analysis: &Analysis, span: Span) -> Option<u32> {
    (span.file == analysis.root).then(|| line_of(analysis, span))
}
