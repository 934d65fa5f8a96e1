//! SARIF 2.1.0 (OASIS): what code scanning reads. One run, all rules with their pages, fingerprints that outlive edits.

use super::fingerprint::{Fingerprints, portable};
use super::json::written;
use super::place::Places;
use super::{FileFindings, Format, Summary, rule_page};
use crate::terminal::printable;
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
            out.push_str(&written(&result(file.sources, &mut places, finding, &fingerprint).to_string()));
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
        "message": { "text": message(&text) },
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
            "message": { "text": message(&related.message) },
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
    json!({ "description": { "text": message(&fix.title) }, "artifactChanges": changes.collect::<Vec<_>>() })
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
    json!({ "uri": uri(&name, Path::new(&name).is_absolute()) })
}

/// A reference to a file (RFC 3986, section 4.2). The first part of a relative one may hold no colon: `week:1.meso` would be
/// of the scheme `week`.
fn uri(name: &str, absolute: bool) -> String {
    let encoded = utf8_percent_encode(name, PATH).to_string();
    match (absolute, encoded.starts_with('/')) {
        (true, true) => format!("file://{encoded}"),
        (true, false) => format!("file:///{encoded}"),
        (false, _)
            if encoded.split('/').next().is_some_and(|first| first.is_empty() || first.contains(':')) =>
        {
            format!("./{encoded}")
        }
        (false, _) => encoded,
    }
}

/// A message in plain text, in which SARIF knows links, `[text](target)` (section 3.11.6): brackets that would make one are
/// escaped.
fn message(text: &str) -> String {
    let text = printable(text);
    if text.contains("](") {
        text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
    } else {
        text.into_owned()
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::uri;
    use percent_encoding::percent_decode_str;

    #[test]
    fn references_lead_back_to_their_files() {
        for (name, want) in [
            ("plans/a.meso", "plans/a.meso"),
            ("foo:bar.meso", "./foo:bar.meso"),
            ("a/foo:bar.meso", "a/foo:bar.meso"),
            ("50%.meso", "50%25.meso"),
            ("a#b?c d.meso", "a%23b%3Fc%20d.meso"),
            ("ü\u{202e}.meso", "%C3%BC%E2%80%AE.meso"),
            ("a\\b\n.meso", "a%5Cb%0A.meso"),
        ] {
            let uri = uri(name, false);
            assert_eq!(uri, want);
            let path = percent_decode_str(&uri).decode_utf8().unwrap();
            assert_eq!(path.strip_prefix("./").unwrap_or(&path), name);
        }
        assert_eq!(uri("/a b.meso", true), "file:///a%20b.meso");
        assert_eq!(uri("C:/a.meso", true), "file:///C:/a.meso");
    }
}
