//! Collects what is wrong, once each.

use crate::diagnostic::{Applicability, Code, Diagnostic, Fix};
use crate::edit::Edit;
use crate::text::{FileId, Span};
use std::collections::HashSet;

/// The findings of one resolution. Findings of one kind that begin at one place are one: a step of a session that is
/// called a hundred times is reported once, and so is a number that both the line and the step find impossible.
#[derive(Default)]
pub(crate) struct Report {
    diagnostics: Vec<Diagnostic>,
    seen: HashSet<(&'static str, FileId, u32)>,
    /// How many were to be added.
    pub(crate) pushed: usize,
}

impl Report {
    /// Adds a finding, unless one of its kind begins at the same place.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.pushed += 1;
        if self.seen.insert((diagnostic.code.name, diagnostic.span.file, diagnostic.span.start)) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// A finding with nothing but its message.
    pub(crate) fn say(&mut self, code: &'static Code, span: Span, message: impl Into<String>) {
        self.push(Diagnostic::new(code, span, message));
    }

    /// All findings, in order of their place.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by_key(|d| (d.span.file, d.span.start, d.span.end));
        self.diagnostics
    }
}

/// "write `x`", replacing the text of a span.
pub(crate) fn write(span: Span, text: &str, applicability: Applicability) -> Fix {
    Fix { title: format!("write `{text}`"), applicability, edits: vec![Edit::replace(span, text)] }
}
