//! Workflow commands of GitHub Actions: findings stand beside the lines of a pull request.

use super::fingerprint::portable;
use super::place::Places;
use super::{FileFindings, Format};
use crate::terminal::printable;
use meso_core::diagnostic::Severity;
use meso_core::text::Visible;
use std::fmt::Write;

pub(super) struct GitHub;

impl Format for GitHub {
    fn file(&self, file: &FileFindings<'_>, out: &mut String) {
        let mut places = Places::new(file.sources);
        for finding in file.diagnostics {
            let (start, end) = (places.start(finding.span), places.end(finding.span));
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let name = property(&name_shown(&portable(&file.sources.get(finding.span.file).name)));
            let _ = write!(out, "::{command} file={name},line={},endLine={}", start.line, end.line);
            // Columns are only allowed where begin and end share a line.
            if start.line == end.line {
                let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
            }
            let mut message = printable(&finding.message).into_owned();
            if let Some(help) = &finding.help {
                let _ = write!(message, "\nhelp: {}", printable(help));
            }
            let _ = writeln!(out, ",title={}::{}", property(finding.code.name), data(&message));
        }
    }
}

/// A file's name. Line breaks have an escape of their own, with which GitHub finds the file; what else cannot be seen has
/// none.
fn name_shown(name: &str) -> String {
    Visible::of(name, |c| matches!(c, '\n' | '\r')).text.into_owned()
}

/// Escapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property's value.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
