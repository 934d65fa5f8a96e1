//! A list of objects for programs; `docs/json.md` describes it, and a test holds the two together.

use super::place::Places;
use super::{FileFindings, Format, Summary};
use meso_core::diagnostic::{Applicability, Diagnostic, Fix};
use meso_core::text::{LineColumn, Sources, Span, hidden};
use serde_json::{Value, json};
use std::fmt::Write;

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
            out.push_str(&written(&object(file.sources, &mut places, finding).to_string()));
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
            out.push_str(&written(&object(file.sources, &mut places, finding).to_string()));
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

/// JSON with every hidden character as `\u202e`: the same to a program, and harmless on a screen. Outside of strings JSON is
/// ASCII.
pub(crate) fn written(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut copied = 0;
    for (at, c, _) in hidden(json).filter(|&(_, c, _)| c != '\n') {
        out.push_str(json.get(copied..at).unwrap_or(""));
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
        copied = at + c.len_utf8();
    }
    out.push_str(json.get(copied..).unwrap_or(""));
    out
}
