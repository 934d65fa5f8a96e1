//! The fixes that findings bring with them, one by one and all at once.

use super::{Action, Kind};
use crate::view::View;
use meso_core::diagnostic::{Applicability, Diagnostic, Fix};
use meso_core::edit::Edit;

/// The fixes of a finding.
pub(super) fn of(index: usize, diagnostic: &Diagnostic) -> impl Iterator<Item = Action> {
    let only = diagnostic.fixes.len() == 1;
    diagnostic.fixes.iter().map(move |fix| Action {
        title: capitalised(&fix.title),
        kind: Kind::Fix,
        edits: fix.edits.clone(),
        mends: Some(index),
        preferred: only && fix.applicability == Applicability::Safe,
        select: None,
    })
}

/// Has a file a safe fix?
#[must_use]
pub fn can_fix_all(view: View<'_>) -> bool {
    view.diagnostics.iter().any(|diagnostic| safe(view, diagnostic).is_some())
}

/// All safe fixes of a file that do not touch each other. Others follow when this is asked for again.
#[must_use]
pub fn fix_all(view: View<'_>) -> Vec<Edit> {
    let mut taken: Vec<Edit> = Vec::new();
    for diagnostic in view.diagnostics {
        let Some(fix) = safe(view, diagnostic) else { continue };
        let free = fix.edits.iter().all(|edit| {
            let apart = |other: &Edit| edit.span.end <= other.span.start || other.span.end <= edit.span.start;
            taken.iter().all(|other| edit.span != other.span && apart(other))
        });
        if free {
            taken.extend(fix.edits.iter().cloned());
        }
    }
    taken
}

/// The safe fix of a finding, if it stays within the file.
fn safe<'a>(view: View<'_>, diagnostic: &'a Diagnostic) -> Option<&'a Fix> {
    let safe = diagnostic.fixes.iter().find(|fix| fix.applicability == Applicability::Safe);
    safe.filter(|fix| fix.edits.iter().all(|edit| edit.span.file == view.file()))
}

fn capitalised(title: &str) -> String {
    let mut letters = title.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
