//! What an editor can offer to do: fix a finding, silence it, change the training in one stroke.

mod allow;
mod fixes;
mod move_days;
mod sessions;
mod units;
mod weeks;

use crate::view::View;
use meso_core::diagnostic::{Diagnostic, Severity};
use meso_core::edit::Edit;
use meso_core::text::Span;

pub use fixes::fix_all;

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does, imperative.
    pub title: String,
    /// What sort of change it is.
    pub kind: Kind,
    /// The changes; they belong together.
    pub edits: Vec<Edit>,
    /// The finding that it fixes, a place in [`View::diagnostics`].
    pub fixes: Option<usize>,
    /// Is it what most would choose?
    pub preferred: bool,
    /// What to select afterwards, in the text as it is then: a word to fill in.
    pub select: Option<Span>,
}

/// What sort of change an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Fixes a finding.
    Fix,
    /// Puts a part under a name of its own.
    Extract,
    /// Puts what a name stands for in its place.
    Inline,
    /// Says or does it in another way.
    Rewrite,
}

impl Action {
    fn rewrite(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Action {
            title: title.into(),
            kind: Kind::Rewrite,
            edits,
            fixes: None,
            preferred: false,
            select: None,
        }
    }
}

/// What can be done for the findings that a selection touches.
#[must_use]
pub fn fixes(view: View<'_>, selection: Span) -> Vec<Action> {
    let mut actions = Vec::new();
    for (index, diagnostic) in touched(view, selection) {
        actions.extend(fixes::of(index, diagnostic));
    }
    for (index, diagnostic) in touched(view, selection) {
        actions.extend(allow::of(view, index, diagnostic));
    }
    actions
}

/// What can be done with the training that a selection touches, whether it is wrong or not.
#[must_use]
pub fn refactorings(view: View<'_>, selection: Span) -> Vec<Action> {
    let mut actions = Vec::new();
    actions.extend(sessions::extract(view, selection));
    actions.extend(sessions::inline(view, selection));
    actions.extend(sessions::turn_easy(view, selection));
    actions.extend(move_days::swap(view, selection));
    actions.extend(move_days::shift(view, selection));
    actions.extend(weeks::insert_recovery(view, selection));
    actions.extend(units::convert(view, selection));
    actions
}

fn touched(view: View<'_>, selection: Span) -> impl Iterator<Item = (usize, &Diagnostic)> {
    // What is silent needs no fixing.
    let shown = move |d: &Diagnostic| d.span.file == view.file() && d.severity > Severity::Info;
    let own = view.diagnostics.iter().enumerate().filter(move |(_, d)| shown(d));
    own.filter(move |(_, d)| d.span.start <= selection.end && selection.start <= d.span.end)
}
