//! Collects what is wrong, once each.

use crate::diagnostic::{Applicability, Code, Diagnostic, Fix, Unsaid};
use crate::edit::Edit;
use crate::limits::{FINDINGS, FINDINGS_OF_A_KIND};
use crate::text::{FileId, Span};
use std::collections::{HashMap, HashSet};

/// The findings of one resolution. Findings of one kind that begin at one place are one: a step of a session that is
/// called a hundred times is reported once, and so is a number that both the line and the step find impossible.
#[derive(Default)]
pub(crate) struct Report {
    diagnostics: Vec<Diagnostic>,
    /// Those beyond what is told.
    unsaid: Vec<Unsaid>,
    /// How many are told of a kind in a file, and in a file.
    of_a_kind: HashMap<(&'static str, FileId), usize, foldhash::fast::RandomState>,
    in_a_file: HashMap<FileId, usize, foldhash::fast::RandomState>,
    seen: HashSet<(&'static str, FileId, u32)>,
    /// How many were to be added.
    pub(crate) pushed: usize,
}

impl Report {
    /// Adds a finding, unless one of its kind begins at the same place.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.pushed += 1;
        if !self.seen.insert((diagnostic.code.name, diagnostic.span.file, diagnostic.span.start)) {
            return;
        }
        let Diagnostic { code, severity, span, .. } = diagnostic;
        if self.has_room(code, span.file) {
            *self.of_a_kind.entry((code.name, span.file)).or_default() += 1;
            *self.in_a_file.entry(span.file).or_default() += 1;
            self.diagnostics.push(diagnostic);
        } else {
            self.unsaid.push(Unsaid { code, severity, span });
        }
    }

    /// Is another finding of this kind told one by one?
    pub(crate) fn has_room(&self, code: &'static Code, file: FileId) -> bool {
        self.of_a_kind.get(&(code.name, file)).is_none_or(|count| *count < FINDINGS_OF_A_KIND)
            && self.in_a_file.get(&file).is_none_or(|count| *count < FINDINGS)
    }

    /// Counts a finding that nobody words.
    pub(crate) fn count(&mut self, unsaid: Unsaid) {
        self.pushed += 1;
        if self.seen.insert((unsaid.code.name, unsaid.span.file, unsaid.span.start)) {
            self.unsaid.push(unsaid);
        }
    }

    /// A finding with nothing but its message.
    pub(crate) fn say(&mut self, code: &'static Code, span: Span, message: impl Into<String>) {
        self.push(Diagnostic::new(code, span, message));
    }

    /// All findings, in order of their place, and those that are only counted.
    pub(crate) fn finish(mut self) -> (Vec<Diagnostic>, Vec<Unsaid>) {
        self.diagnostics.sort_by_key(|d| (d.span.file, d.span.start, d.span.end));
        (self.diagnostics, self.unsaid)
    }
}

/// "write `x`", replacing the text of a span.
pub(crate) fn write(span: Span, text: &str, applicability: Applicability) -> Fix {
    Fix { title: format!("write `{text}`"), applicability, edits: vec![Edit::replace(span, text)] }
}
