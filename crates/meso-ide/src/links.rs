//! Paths in a plan that lead to other files, and names of rules that lead to their pages.

use crate::mentions::{self, What};
use crate::names;
use crate::view::View;
use meso_core::text::{FileId, Span};
use std::sync::Arc;

/// A place that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The place.
    pub span: Span,
    /// Where to.
    pub to: Target,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// To a file, by the name under which it was loaded.
    File(Arc<str>),
    /// To the page of a rule.
    Rule(String),
}

/// All links of a file.
#[must_use]
pub fn links(view: View<'_>) -> Vec<Link> {
    mentions::all(view)
        .filter_map(|mention| {
            let to = match mention.what {
                What::File(path) => Target::File(Arc::clone(names::file_named(view, path)?)),
                What::Rule(name) => Target::Rule(meso_lint::registry::find(name)?.name().to_owned()),
                _ => return None,
            };
            Some(Link { span: mention.span, to })
        })
        .collect()
}

/// The path in this plan that leads to another file, straight or through a third.
#[must_use]
pub fn towards(view: View<'_>, file: FileId) -> Option<Span> {
    let wanted = &view.analysis.sources.get(file).name;
    let mut first = None;
    for mention in mentions::all(view) {
        let What::File(path) = mention.what else { continue };
        if names::file_named(view, path) == Some(wanted) {
            return Some(mention.span);
        }
        first = first.or(Some(mention.span));
    }
    first
}
