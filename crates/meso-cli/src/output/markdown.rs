//! A table for a job's summary or a comment.

use super::place::Places;
use super::{FileFindings, Format, Summary, counted, rule_page};
use meso_core::diagnostic::Severity;
use meso_core::markdown::{cell, prose};
use std::fmt::Write;

pub(super) struct Markdown;

impl Format for Markdown {
    fn file(&self, file: &FileFindings<'_>, out: &mut String) {
        let Some((_, root)) = file.sources.iter().next() else { return };
        if file.diagnostics.is_empty() {
            return;
        }
        let mut places = Places::new(file.sources);
        let _ = writeln!(out, "### {}\n", prose(&root.name));
        let _ = writeln!(out, "| | line | finding | rule |\n|---|---:|---|---|");
        for finding in file.diagnostics {
            let at = places.start(finding.span);
            let source = file.sources.get(finding.span.file);
            let place = if source.name == root.name {
                at.line.to_string()
            } else {
                format!("{}:{}", cell(&source.name), at.line)
            };
            let sign = match finding.severity {
                Severity::Error => "❌",
                Severity::Warning => "⚠️",
                Severity::Info => "ℹ️",
            };
            let help = finding.help.as_ref().map(|help| format!("<br>{}", cell(help))).unwrap_or_default();
            let name = finding.code.name;
            let _ = writeln!(
                out,
                "| {sign} {} | {place} | {}{help} | [{name}]({}) |",
                finding.severity.name(),
                cell(&finding.message),
                rule_page(name)
            );
        }
    }

    fn separator(&self) -> &'static str {
        "\n"
    }

    fn foot(&self, summary: &Summary) -> String {
        let levels = [Severity::Error, Severity::Warning, Severity::Info];
        let found: Vec<_> = levels
            .into_iter()
            .filter(|level| summary.count(*level) > 0)
            .map(|level| counted(summary.count(level), level.name()))
            .collect();
        let plans = counted(summary.files, "plan");
        if found.is_empty() {
            format!("{plans} checked, nothing to say.\n")
        } else {
            format!("\n**{}** in {plans}.\n", found.join(", "))
        }
    }
}
