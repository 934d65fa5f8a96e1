//! Reviewdog's diagnostic format: comments in any review, with suggestions.
//!
//! Its columns count bytes of UTF-8, from 1.

use super::fingerprint::portable;
use super::json::written;
use super::{FileFindings, Format, Summary, rule_page};
use meso_core::diagnostic::{Diagnostic, Severity};
use meso_core::text::{Sources, Span};
use serde_json::{Value, json};

pub(super) struct Rdjson;

impl Format for Rdjson {
    fn head(&self) -> String {
        let source = json!({ "name": "mesocycle", "url": env!("CARGO_PKG_REPOSITORY") });
        format!("{{\"source\": {source}, \"diagnostics\": [\n")
    }

    fn file(&self, file: &FileFindings<'_>, out: &mut String) {
        for (i, finding) in file.diagnostics.iter().enumerate() {
            if i > 0 {
                out.push_str(self.separator());
            }
            out.push_str(&written(&object(file.sources, finding).to_string()));
        }
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn foot(&self, _summary: &Summary) -> String {
        "\n]}\n".to_owned()
    }
}

fn object(sources: &Sources, finding: &Diagnostic) -> Value {
    // A suggestion is one range of the file that the comment stands in.
    let suggestions = finding.fixes.iter().filter_map(|fix| match fix.edits.as_slice() {
        [edit] if edit.span.file == finding.span.file => {
            Some(json!({ "range": range(sources, edit.span), "text": edit.text }))
        }
        _ => None,
    });
    json!({
        "message": finding.message,
        "location": {
            "path": portable(&sources.get(finding.span.file).name),
            "range": range(sources, finding.span),
        },
        "severity": match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        "code": { "value": finding.code.name, "url": rule_page(finding.code.name) },
        "suggestions": suggestions.collect::<Vec<_>>(),
    })
}

fn range(sources: &Sources, span: Span) -> Value {
    let index = sources.get(span.file).line_index();
    let position = |offset| {
        let at = index.line_column(offset);
        json!({ "line": at.line + 1, "column": at.column + 1 })
    };
    json!({ "start": position(span.start), "end": position(span.end) })
}
