//! GitLab's Code Quality report: findings in the merge request.

use super::fingerprint::{Fingerprints, portable};
use super::json::written;
use super::place::Places;
use super::{FileFindings, Format, Summary};
use meso_core::diagnostic::Severity;
use serde_json::json;

pub(super) struct GitLab;

impl Format for GitLab {
    fn head(&self) -> String {
        "[\n".to_owned()
    }

    fn file(&self, file: &FileFindings<'_>, out: &mut String) {
        let mut places = Places::new(file.sources);
        let mut fingerprints = Fingerprints::default();
        for (i, finding) in file.diagnostics.iter().enumerate() {
            if i > 0 {
                out.push_str(self.separator());
            }
            let (start, end) = (places.start(finding.span), places.end(finding.span));
            let object = json!({
                "description": finding.message,
                "check_name": finding.code.name,
                "fingerprint": fingerprints.of(file.sources, finding),
                "severity": match finding.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Info => "info",
                },
                "location": {
                    "path": portable(&file.sources.get(finding.span.file).name),
                    "positions": {
                        "begin": { "line": start.line, "column": start.column },
                        "end": { "line": end.line, "column": end.column },
                    },
                },
            });
            out.push_str(&written(&object.to_string()));
        }
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn foot(&self, _summary: &Summary) -> String {
        "\n]\n".to_owned()
    }
}
