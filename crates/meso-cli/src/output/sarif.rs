//! SARIF 2.1.0 (OASIS): what code scanning reads. One run, all rules with their pages, fingerprints that outlive edits.

use super::fingerprint::{Fingerprints, portable};
use super::place::Places;
use super::{FileFindings, Format, Summary, rule_page};
use meso_core::diagnostic::{Diagnostic, Fix, Severity};
use meso_core::text::{FileId, Sources, Span};
use meso_lint::level::Level;
use meso_lint::registry::registry;
use meso_lint::rule::RuleMeta;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value, json};
use std::path::Path;

/// What a path of a URI cannot hold as it is.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

pub(super) struct Sarif;

impl Format for Sarif {
    fn head(&self) -> String {
        let driver = json!({
            "name": "Mesocycle",
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": registry().iter().map(|meta| rule(meta)).collect::<Vec<_>>(),
        });
        format!(
            "{{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\", \"runs\": [{{\n\
             \"tool\": {{\"driver\": {driver}}},\n\"columnKind\": \"unicodeCodePoints\",\n\"results\": [\n"
        )
    }

    fn file(&self, file: &FileFindings<'_>, out: &mut String) {
        let mut places = Places::new(file.sources);
        let mut fingerprints = Fingerprints::default();
        for (i, finding) in file.diagnostics.iter().enumerate() {
            if i > 0 {
                out.push_str(self.separator());
            }
            let fingerprint = fingerprints.of(file.sources, finding);
            out.push_str(&result(file.sources, &mut places, finding, &fingerprint).to_string());
        }
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn foot(&self, _summary: &Summary) -> String {
        "\n]}]}\n".to_owned()
    }
}

/// A rule with its page.
fn rule(meta: &RuleMeta) -> Value {
    let mut properties = Map::new();
    properties.insert("tags".to_owned(), json!(["training", meta.group.name()]));
    if let Some(grade) = meta.grade {
        properties.insert("evidence".to_owned(), json!(format!("{grade:?}")));
    }
    json!({
        "id": meta.name(),
        "shortDescription": { "text": meta.summary() },
        "fullDescription": { "text": meta.summary() },
        "helpUri": rule_page(meta.name()),
        "help": { "text": meta.code.docs.trim(), "markdown": meta.code.docs.trim() },
        "defaultConfiguration": {
            "enabled": meta.level() != Level::Off,
            "level": level(meta.code.severity),
        },
        "properties": properties,
    })
}

fn result(sources: &Sources, places: &mut Places<'_>, finding: &Diagnostic, fingerprint: &str) -> Value {
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        text.push_str("; ");
        text.push_str(help);
    }
    let mut result = json!({
        "ruleId": finding.code.name,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(sources, places, finding.span) }],
        "partialFingerprints": { "mesocycleFinding/v1": fingerprint },
    });
    if let Some(index) = registry().iter().position(|meta| meta.name() == finding.code.name) {
        result["ruleIndex"] = json!(index);
    }
    let related = finding.related.iter().enumerate().map(|(id, related)| {
        let mut places = Places::new(sources);
        json!({
            "id": id,
            "message": { "text": related.message },
            "physicalLocation": location(sources, &mut places, related.span),
        })
    });
    let related: Vec<_> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    let fixes: Vec<_> =
        finding.fixes.iter().filter(|f| !f.edits.is_empty()).map(|f| fix(sources, f)).collect();
    if !fixes.is_empty() {
        result["fixes"] = json!(fixes);
    }
    result
}

fn fix(sources: &Sources, fix: &Fix) -> Value {
    let mut files: Vec<FileId> = fix.edits.iter().map(|edit| edit.span.file).collect();
    files.sort_unstable();
    files.dedup();
    let changes = files.into_iter().map(|file| {
        let mut places = Places::new(sources);
        let edits = fix.edits.iter().filter(|edit| edit.span.file == file);
        let replacements = edits.map(|edit| {
            json!({
                "deletedRegion": region(&mut places, edit.span),
                "insertedContent": { "text": edit.text },
            })
        });
        json!({ "artifactLocation": artifact(sources, file), "replacements": replacements.collect::<Vec<_>>() })
    });
    json!({ "description": { "text": fix.title }, "artifactChanges": changes.collect::<Vec<_>>() })
}

fn location(sources: &Sources, places: &mut Places<'_>, span: Span) -> Value {
    json!({ "artifactLocation": artifact(sources, span.file), "region": region(places, span) })
}

fn region(places: &mut Places<'_>, span: Span) -> Value {
    let (start, end) = (places.start(span), places.end(span));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A path below the place where the command ran stays relative, so that a viewer finds it in its own checkout.
fn artifact(sources: &Sources, file: FileId) -> Value {
    let name = portable(&sources.get(file).name);
    let encoded = utf8_percent_encode(&name, PATH).to_string();
    let uri = match (Path::new(&name).is_absolute(), encoded.starts_with('/')) {
        (true, true) => format!("file://{encoded}"),
        (true, false) => format!("file:///{encoded}"),
        (false, _) => encoded,
    };
    json!({ "uri": uri })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
