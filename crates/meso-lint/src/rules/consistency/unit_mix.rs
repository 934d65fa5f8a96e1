//! Kilometres and miles in one week.

use crate::prelude::*;
use meso_core::syntax::ast::{
    Choice, ChoiceKind, DayLine, Extent, Item, ItemKind, Segment, Statement, Step, StepKind,
};
use meso_core::units::DistanceUnit;

declare_rule! {
    /// Runs in kilometres and runs in miles in one week.
    ///
    /// A warning in a week with a stated total, else an info. Races, metres and yards go with both; fast parts of a run in
    /// the other unit (`8mi E with 3x(1km @5k)`) do as well.
    ///
    /// ## Why it matters
    /// `6mi` beside `8km` is a quarter more, not a quarter less. Mixed units are how wrong totals come about.
    ///
    /// ## Evidence
    /// Grade D: no physiology. Found in published plans, added up into one total.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1 total 24km
    ///   tue 8km E
    ///   thu 10mi E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1 total 24km
    ///   tue 8km E
    ///   thu 16km E
    /// ```
    pub struct UnitMix {}
    name: "unit-mix",
    group: Consistency,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for UnitMix {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(parsed) = cx.analysis.parsed.get(cx.analysis.root.0 as usize) else { return };
        for block in &parsed.blocks {
            let head = block.head.and_then(|line| parsed.lines.get(line));
            let Some(head) = head.filter(|l| matches!(l.syntax.statement, Some(Statement::Week(_)))) else {
                continue;
            };
            let mut first: [Option<Span>; 2] = [None, None];
            for line in block.body.iter().filter_map(|line| parsed.lines.get(*line)) {
                let items = match &line.syntax.statement {
                    Some(Statement::Day(DayLine { items, .. }) | Statement::Items { items, .. }) => items,
                    _ => continue,
                };
                for (unit, at) in items.iter().filter_map(unit_of_item) {
                    let start = line.start.saturating_add(at.start);
                    let span = Span::new(cx.analysis.root, start, line.start.saturating_add(at.end));
                    let slot = usize::from(unit == DistanceUnit::Mile);
                    if let Some(slot @ None) = first.get_mut(slot) {
                        *slot = Some(span);
                    }
                }
            }
            let [Some(km), Some(mi)] = first else { continue };
            let (place, week) =
                match cx.plan.weeks.iter().enumerate().find(|(_, w)| {
                    w.written && w.block.start == head.start.saturating_add(head.syntax.indent)
                }) {
                    Some((place, week)) => (Some(place), Some(week)),
                    None => (None, None),
                };
            let stated = week.is_some_and(|w| w.stated_total.is_some());
            let (early, late) = (km.min(mi), km.max(mi));
            let finding = match place {
                Some(place) => Finding::week(place, late, "kilometres and miles in one week"),
                None => Finding::new(late, "kilometres and miles in one week"),
            };
            acc.push(
                finding
                    .severity(if stated { Severity::Warning } else { Severity::Info })
                    .related(early, "the other unit")
                    .help("write all runs of a plan in one unit: a mile is 1.6 km"),
            );
        }
    }
}

/// The unit of the first step of an item that is a run by distance and no race.
fn unit_of_item(item: &Item) -> Option<(DistanceUnit, meso_core::text::LineSpan)> {
    let ItemKind::Session(session) = &item.kind else { return None };
    let Choice { kind: ChoiceKind::Steps(steps), .. } = session.choices.first()? else { return None };
    steps.iter().find_map(|step| match step {
        Step { kind: StepKind::Segment(segment), .. } => unit_of_segment(segment),
        _ => None,
    })
}

fn unit_of_segment(segment: &Segment) -> Option<(DistanceUnit, meso_core::text::LineSpan)> {
    use meso_core::syntax::ast::Effort;
    if segment.race.is_some() || segment.efforts.iter().any(|e| matches!(e.node, Effort::Race | Effort::Test))
    {
        return None;
    }
    let extent = segment.extent.as_ref()?;
    match &extent.node {
        Extent::Distance(_, unit @ (DistanceUnit::Kilometre | DistanceUnit::Mile)) => {
            Some((*unit, extent.span))
        }
        _ => None,
    }
}
