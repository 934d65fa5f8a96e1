//! Kilometres to miles and back, for the selection or the line.

use super::Action;
use crate::view::View;
use meso_core::edit::Edit;
use meso_core::syntax::ast::{
    ChoiceKind, Extent, Item, ItemKind, Segment, Statement, Step, StepKind, Target,
};
use meso_core::text::{LineSpan, Span, Spanned};
use meso_core::units::{Distance, DistanceUnit, Duration, Range};

/// Writes the distances and paces of the selected lines in the other unit.
pub(super) fn convert(view: View<'_>, selection: Span) -> Vec<Action> {
    let (Some(first), Some(last)) = (view.line_at(selection.start), view.line_at(selection.end)) else {
        return Vec::new();
    };
    [(DistanceUnit::Kilometre, DistanceUnit::Mile), (DistanceUnit::Mile, DistanceUnit::Kilometre)]
        .into_iter()
        .filter_map(|(from, to)| {
            let mut edits = Vec::new();
            for index in first..=last {
                let mut converter =
                    Converter { view, line: view.line(index)?.start, from, to, edits: &mut edits };
                converter.statement(view.statement(index));
            }
            (!edits.is_empty()).then(|| Action::rewrite(format!("Convert to {}", to.plural()), edits))
        })
        .collect()
}

struct Converter<'a> {
    view: View<'a>,
    line: u32,
    from: DistanceUnit,
    to: DistanceUnit,
    edits: &'a mut Vec<Edit>,
}

impl Converter<'_> {
    fn statement(&mut self, statement: Option<&Statement>) {
        match statement {
            Some(Statement::Day(day)) => self.items(&day.items),
            Some(Statement::Items { items, .. }) => self.items(items),
            Some(Statement::Week(week)) => week.total.iter().for_each(|total| self.extent(total)),
            _ => {}
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            let ItemKind::Session(session) = &item.kind else { continue };
            for choice in &session.choices {
                if let ChoiceKind::Steps(steps) = &choice.kind {
                    steps.iter().for_each(|step| self.step(step));
                }
            }
        }
    }

    fn step(&mut self, step: &Step) {
        match &step.kind {
            StepKind::Segment(segment) => self.segment(segment),
            StepKind::Repeat(repeat) => {
                repeat.body.iter().for_each(|step| self.step(step));
                repeat.recovery.iter().for_each(|step| self.step(step));
            }
            StepKind::Ladder(ladder) => {
                self.segment(&ladder.each);
                ladder.recovery.iter().for_each(|step| self.step(step));
            }
            StepKind::Group(steps, recovery) => {
                steps.iter().for_each(|step| self.step(step));
                recovery.iter().for_each(|step| self.step(step));
            }
            StepKind::Call(_) | StepKind::Unread => {}
        }
        step.with.iter().for_each(|step| self.step(step));
    }

    fn segment(&mut self, segment: &Segment) {
        segment.extent.iter().for_each(|extent| self.extent(extent));
        for target in &segment.targets {
            if let Target::Pace(pace, unit) = &target.node
                && *unit == self.from
            {
                let scale = self.to.millimetres() / self.from.millimetres();
                let text = self.range(pace.map(|p| p * scale), Duration::clock);
                self.replace(target.span, format!("@{text}/{}", self.to.symbol()));
            }
        }
    }

    fn extent(&mut self, extent: &Spanned<Extent>) {
        if let Extent::Distance(range, unit) = &extent.node
            && *unit == self.from
        {
            let number = |value: f64| {
                let value = (Distance::new(value, self.from).to(self.to) * 10.0).round() / 10.0;
                format!("{value}")
            };
            let text = self.range(*range, number);
            self.replace(extent.span, format!("{text}{}", self.to.symbol()));
        }
    }

    fn range<T: Copy + PartialEq>(&self, range: Range<T>, write: impl Fn(T) -> String) -> String {
        let (low, high) = (write(range.low), write(range.high));
        if low == high { low } else { format!("{low}-{high}") }
    }

    fn replace(&mut self, span: LineSpan, text: String) {
        let span = Span::new(self.view.file(), self.line + span.start, self.line + span.end);
        self.edits.push(Edit::replace(span, text));
    }
}
