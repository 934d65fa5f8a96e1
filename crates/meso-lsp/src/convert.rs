//! Findings as the protocol wants them: ranges instead of bytes, addresses instead of files.

use crate::analyses::Checked;
use crate::configuration::ConfigurationFile;
use crate::position::Positions;
use crate::world::World;
use meso_core::codes;
use meso_core::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use meso_core::edit::Edit;
use meso_core::limits::FINDINGS_IN_AN_EDITOR;
use meso_core::text::{FileId, Span};
use meso_lint::bounded::MORE_FINDINGS;
use serde_json::json;
use std::collections::BTreeMap;
use tower_lsp::lsp_types::{
    CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentChangeOperation, DocumentChanges, Location, NumberOrString, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

/// The name under which an editor shows our findings.
pub(crate) const SOURCE: &str = "meso";

/// Where spans of one analysis lie for the client.
#[derive(Clone, Copy)]
pub(crate) struct Places<'a> {
    world: &'a World,
    checked: &'a Checked,
}

impl<'a> Places<'a> {
    /// The places of an analysis.
    #[must_use]
    pub(crate) fn new(world: &'a World, checked: &'a Checked) -> Self {
        Places { world, checked }
    }

    /// Positions in one of its files.
    #[must_use]
    pub(crate) fn positions(self, file: FileId) -> Positions<'a> {
        let source = self.checked.analysis.sources.get(file);
        Positions::new(&source.text, source.line_index(), self.world.profile().encoding)
    }

    /// Positions in the plan itself.
    #[must_use]
    pub(crate) fn own(self) -> Positions<'a> {
        self.positions(self.checked.analysis.root)
    }

    /// The address of one of its files.
    #[must_use]
    pub(crate) fn uri(self, file: FileId) -> Option<Url> {
        self.world.uri(&self.checked.analysis.sources.get(file).name)
    }

    /// A span with its address.
    #[must_use]
    pub(crate) fn location(self, span: Span) -> Option<Location> {
        Some(Location::new(self.uri(span.file)?, self.positions(span.file).range(span)))
    }

    /// Edits of one or more files, as one change. `None` if a file has no address.
    #[must_use]
    pub(crate) fn edit(self, edits: &[Edit]) -> Option<WorkspaceEdit> {
        let mut files: BTreeMap<FileId, Vec<TextEdit>> = BTreeMap::new();
        for edit in edits {
            let range = self.positions(edit.span.file).range(edit.span);
            files.entry(edit.span.file).or_default().push(TextEdit::new(range, edit.text.clone()));
        }
        let files: Option<Vec<(Url, Vec<TextEdit>)>> =
            files.into_iter().map(|(file, edits)| Some((self.uri(file)?, edits))).collect();
        Some(workspace_edit(self.world, files?))
    }
}

/// Edits of documents, with the versions they count on where the client takes them.
#[must_use]
pub(crate) fn workspace_edit(world: &World, files: Vec<(Url, Vec<TextEdit>)>) -> WorkspaceEdit {
    if !world.profile().document_changes {
        return WorkspaceEdit::new(files.into_iter().collect());
    }
    let operations = files.into_iter().map(|(uri, edits)| {
        let version = world.document(&uri).map(|document| document.version);
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
        let edits = edits.into_iter().map(OneOf::Left).collect();
        DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits })
    });
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations.collect())),
        ..WorkspaceEdit::default()
    }
}

/// What is to be said about the plan's own file.
#[must_use]
pub(crate) fn diagnostics(world: &World, checked: &Checked) -> Vec<tower_lsp::lsp_types::Diagnostic> {
    // Advice at the lowest level is silent, as it is on the command line.
    let mut found: Vec<_> = Vec::new();
    let mut more: Option<(Diagnostic, usize)> = None;
    for d in checked.diagnostics.iter().filter(|d| d.severity > Severity::Info) {
        if found.len() >= FINDINGS_IN_AN_EDITOR {
            if d.span.file == checked.analysis.root {
                let (first, count) = more.get_or_insert_with(|| (d.clone(), 0));
                first.severity = first.severity.max(d.severity);
                *count += 1;
            }
        } else if d.span.file == checked.analysis.root {
            found.push(diagnostic(world, checked, d));
        } else if d.code == &codes::USE_CYCLE {
            // Each file of a circle sees it close in another one; it is told where it enters.
            let here = meso_ide::links::towards(checked.view(), d.span.file);
            let here =
                here.map(|span| Diagnostic { span, ..d.clone() }.related(d.span, "the circle closes here"));
            found.extend(here.map(|d| diagnostic(world, checked, &d)));
        }
    }
    if let Some((first, count)) = more {
        let message = format!(
            "findings from here on are not shown ({count}): an editor is told of {FINDINGS_IN_AN_EDITOR} in a file, `meso check` tells more"
        );
        let more = Diagnostic::new(&MORE_FINDINGS, first.span, message).severity(first.severity);
        found.push(diagnostic(world, checked, &more));
    }
    found
}

/// What is wrong in a configuration file.
pub(crate) fn configuration_diagnostics(
    world: &World,
    file: &ConfigurationFile,
) -> Vec<tower_lsp::lsp_types::Diagnostic> {
    let positions = Positions::new(&file.source.text, file.source.line_index(), world.profile().encoding);
    let found = file.diagnostics.iter().map(|d| tower_lsp::lsp_types::Diagnostic {
        range: positions.range(d.span),
        severity: Some(severity(d.severity)),
        code: Some(NumberOrString::String(d.code.name.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: d.message.clone(),
        ..tower_lsp::lsp_types::Diagnostic::default()
    });
    found.collect()
}

/// One finding.
#[must_use]
pub(crate) fn diagnostic(
    world: &World,
    checked: &Checked,
    d: &Diagnostic,
) -> tower_lsp::lsp_types::Diagnostic {
    let (places, profile) = (Places::new(world, checked), world.profile());
    // The message is the one of `meso check`, word for word; what to do about it stands beside it.
    let help = d.help.iter().map(|help| (d.span, format!("help: {help}")));
    let others = d.related.iter().map(|related| (related.span, related.message.clone()));
    let related: Vec<DiagnosticRelatedInformation> = help
        .chain(others)
        .filter_map(|(span, message)| {
            Some(DiagnosticRelatedInformation { location: places.location(span)?, message })
        })
        .collect();
    tower_lsp::lsp_types::Diagnostic {
        range: places.positions(d.span.file).range(d.span),
        severity: Some(severity(d.severity)),
        code: Some(NumberOrString::String(d.code.name.to_owned())),
        code_description: page(d.code.name)
            .filter(|_| profile.code_description || profile.pulls)
            .map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: d.message.clone(),
        related_information: (profile.related && !related.is_empty()).then_some(related),
        tags: tags(d.code.name),
        data: fixes(d).filter(|_| profile.diagnostic_data || profile.pulls),
    }
}

/// Which fixes there are, for clients that show it or choose among findings by it.
fn fixes(d: &Diagnostic) -> Option<serde_json::Value> {
    let fix = |fix: &Fix| json!({ "title": fix.title, "safe": fix.applicability == Applicability::Safe });
    (!d.fixes.is_empty()).then(|| json!({ "fixes": d.fixes.iter().map(fix).collect::<Vec<_>>() }))
}

/// The manual page of a kind of finding.
#[must_use]
pub(crate) fn page(code: &str) -> Option<Url> {
    Url::parse(&meso_lint::registry::page(code)).ok()
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// What can go without loss is shown faded.
fn tags(code: &str) -> Option<Vec<DiagnosticTag>> {
    code.contains("unused").then(|| vec![DiagnosticTag::UNNECESSARY])
}
