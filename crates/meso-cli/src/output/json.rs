//! A list of objects for programs; `docs/json.md` describes it, and a test holds the two together.

use super::place::Places;
use super::{FileFindings, Format, Summary};
use meso_core::diagnostic::{Applicability, Diagnostic, Fix};
use meso_core::text::{LineColumn, Sources, Span};
use serde_json::{Value, json};

/// All objects in one list.
pub(super) struct Json;

/// An object a line, for readers that do not wait for the end.
pub(super) struct JsonLines;

impl Format for Json {
    fn head(&self) -> String {
        "[\n".to_owned()
    }

    fn file(&self, file: &FileFindings<'_>, out: &mut String) {
        let mut places = Places::new(file.sources);
        for (i, finding) in file.diagnostics.iter().enumerate() {
            if i > 0 {
                out.push_str(self.separator());
            }
            out.push_str(&object(file.sources, &mut places, finding).to_string());
        }
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn foot(&self, _summary: &Summary) -> String {
        "\n]\n".to_owned()
    }
}

impl Format for JsonLines {
    fn file(&self, file: &FileFindings<'_>, out: &mut String) {
        let mut places = Places::new(file.sources);
        for finding in file.diagnostics {
            out.push_str(&object(file.sources, &mut places, finding).to_string());
            out.push('\n');
        }
    }
}

/// One finding.
pub(crate) fn object(sources: &Sources, places: &mut Places<'_>, finding: &Diagnostic) -> Value {
    let (start, end) = (places.start(finding.span), places.end(finding.span));
    let related = finding.related.iter().map(|related| {
        let mut place = place(sources, related.span);
        place["message"] = json!(related.message);
        place
    });
    json!({
        "code": finding.code.name,
        "severity": finding.severity.name(),
        "message": finding.message,
        "help": finding.help,
        "file": *sources.get(finding.span.file).name,
        "start": position(start),
        "end": position(end),
        "related": related.collect::<Vec<_>>(),
        "fixes": finding.fixes.iter().map(|f| fix(sources, f)).collect::<Vec<_>>(),
    })
}

fn fix(sources: &Sources, fix: &Fix) -> Value {
    let edits = fix.edits.iter().map(|edit| {
        let mut place = place(sources, edit.span);
        place["text"] = json!(edit.text);
        place
    });
    json!({
        "title": fix.title,
        "applicability": match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        },
        "edits": edits.collect::<Vec<_>>(),
    })
}

fn place(sources: &Sources, span: Span) -> Value {
    let mut places = Places::new(sources);
    let (start, end) = (places.start(span), places.end(span));
    json!({ "file": *sources.get(span.file).name, "start": position(start), "end": position(end) })
}

fn position(at: LineColumn) -> Value {
    json!({ "line": at.line, "column": at.column })
}
