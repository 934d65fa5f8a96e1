//! Findings about weeks that are `like` others: they stand at the week that they are about.
//!
//! A session of such a week has the words of the other week. A finding about it would stand there, and seem to be about
//! that one.

use crate::finding::Place;
use meso_core::Analysis;
use meso_core::diagnostic::Diagnostic;
use meso_core::plan::{Plan, Week};
use meso_core::text::Span;
use std::collections::HashSet;

/// Moves what is said of a copied week to its head, with its name in front and the words it is about as a related place.
/// What was said of these words in the same sentence is said once.
pub(crate) fn named(analysis: &Analysis, found: Vec<(Place, Diagnostic)>) -> Vec<Diagnostic> {
    let plan = &analysis.plan;
    if !plan.sessions.iter().any(|session| !session.span.holds(session.text)) {
        return found.into_iter().map(|(_, diagnostic)| diagnostic).collect();
    }
    let mut said: HashSet<(&'static str, Span, String)> = HashSet::new();
    let mut all = Vec::with_capacity(found.len());
    for (place, mut diagnostic) in found {
        let week = match place {
            Place::Span | Place::Log(_) => None,
            Place::Week(week) => plan.weeks.get(week),
            Place::Day(day) => plan.day(day).and_then(|day| plan.weeks.get(day.week)),
        };
        let Some(week) = week.filter(|week| is_of_another(plan, week, diagnostic.span)) else {
            said.insert((diagnostic.code.name, diagnostic.span, diagnostic.message.clone()));
            all.push(diagnostic);
            continue;
        };
        if !said.insert((diagnostic.code.name, diagnostic.span, diagnostic.message.clone())) {
            continue;
        }
        let name = format!("week {}", week.number);
        if !names(&diagnostic.message, &name) {
            diagnostic.message = format!("{name}: {}", diagnostic.message);
        }
        let source = diagnostic.span;
        diagnostic.span = week.span;
        all.push(diagnostic.related(source, "as it is written"));
    }
    all
}

/// Does a place lie in the text of another week than the one that it is said of?
fn is_of_another(plan: &Plan, week: &Week, span: Span) -> bool {
    week.written
        && !week.block.holds(span)
        && plan.weeks.iter().any(|other| other.block.holds(span) && other.block != week.block)
}

/// Does a sentence name a week? `week 1` is not named by `week 12`.
fn names(message: &str, name: &str) -> bool {
    message.match_indices(name).any(|(at, _)| {
        !message.get(at + name.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_week_is_named_by_its_whole_number() {
        assert!(names("week 1: long", "week 1") && names("up from week 1, by half", "week 1"));
        assert!(!names("week 12 has more", "week 1"));
    }
}
