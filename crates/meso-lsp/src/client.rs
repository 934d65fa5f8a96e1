//! What the client said about itself in `initialize`: what it understands, how it counts, where its folders are.

use crate::position::Encoding;
use std::path::PathBuf;
use tower_lsp::lsp_types::{ClientCapabilities, InitializeParams, MarkupKind, Url, WorkspaceFolder};

/// The abilities of a client that decide how it is answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    /// How its columns count.
    pub(crate) encoding: Encoding,
    /// Its process, to be watched.
    pub(crate) process: Option<u32>,
    /// It asks for diagnostics by itself.
    pub(crate) pulls: bool,
    /// It shows related places.
    pub(crate) related: bool,
    /// It links codes to pages.
    pub(crate) code_description: bool,
    /// It keeps what is sent along with a finding.
    pub(crate) diagnostic_data: bool,
    /// It takes code actions as more than commands.
    pub(crate) code_action_literals: bool,
    /// It asks for the edits of a code action when one is chosen.
    pub(crate) resolves_edits: bool,
    /// It asks for the command of a code action when one is chosen.
    pub(crate) resolves_commands: bool,
    /// It takes snippets in completions.
    pub(crate) snippets: bool,
    /// It reads Markdown in hovers and documentation.
    pub(crate) markdown: bool,
    /// It takes versioned edits of several documents.
    pub(crate) document_changes: bool,
    /// It shows document symbols as a tree.
    pub(crate) symbol_tree: bool,
    /// It folds whole lines only.
    pub(crate) fold_lines_only: bool,
    /// Its definitions may tell where the asking word stands.
    pub(crate) definition_links: bool,
    /// It shows the parameter in use by its place in the label.
    pub(crate) label_offsets: bool,
    /// It answers `workspace/configuration`.
    pub(crate) configuration: bool,
    /// It watches files for the server.
    pub(crate) watches: bool,
    /// It tells of changed settings when asked to.
    pub(crate) settings_registration: bool,
    /// It opens a document, and selects a place in it, when told to.
    pub(crate) shows_documents: bool,
    /// It shows progress.
    pub(crate) progress: bool,
    /// It can be told to ask again for these.
    pub(crate) refresh: Refresh,
}

/// Which answers the client can be told to ask for again.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Refresh {
    /// Semantic tokens.
    pub(crate) tokens: bool,
    /// Inlay hints.
    pub(crate) hints: bool,
    /// Code lenses.
    pub(crate) lenses: bool,
    /// Diagnostics.
    pub(crate) diagnostics: bool,
}

impl Profile {
    /// Reads the parameters of `initialize`.
    #[must_use]
    pub(crate) fn new(params: &InitializeParams) -> Self {
        let ClientCapabilities { workspace, text_document, window, general, .. } =
            params.capabilities.clone();
        let workspace = workspace.unwrap_or_default();
        let text = text_document.unwrap_or_default();
        let offered = general.and_then(|g| g.position_encodings).unwrap_or_default();
        let publish = text.publish_diagnostics.unwrap_or_default();
        let action = text.code_action.unwrap_or_default();
        // What is asked for later must be recognised by the data that was sent along.
        let later = action.resolve_support.filter(|_| action.data_support == Some(true));
        let resolves = |property| later.as_ref().is_some_and(|l| l.properties.iter().any(|p| p == property));
        let item = text.completion.clone().unwrap_or_default().completion_item.unwrap_or_default();
        let hover_formats = text.hover.and_then(|h| h.content_format).unwrap_or_default();
        Profile {
            encoding: Encoding::negotiate(&offered),
            process: params.process_id,
            pulls: text.diagnostic.is_some(),
            related: publish.related_information.unwrap_or(false),
            code_description: publish.code_description_support.unwrap_or(false),
            diagnostic_data: publish.data_support.unwrap_or(false),
            code_action_literals: action.code_action_literal_support.is_some(),
            resolves_edits: resolves("edit"),
            resolves_commands: resolves("edit") && resolves("command"),
            snippets: item.snippet_support.unwrap_or(false),
            markdown: hover_formats.is_empty() || hover_formats.contains(&MarkupKind::Markdown),
            document_changes: workspace.workspace_edit.and_then(|e| e.document_changes).unwrap_or(false),
            symbol_tree: text
                .document_symbol
                .and_then(|s| s.hierarchical_document_symbol_support)
                .unwrap_or(false),
            fold_lines_only: text.folding_range.and_then(|f| f.line_folding_only).unwrap_or(false),
            definition_links: text.definition.and_then(|d| d.link_support).unwrap_or(false),
            label_offsets: text
                .signature_help
                .and_then(|s| s.signature_information)
                .and_then(|s| s.parameter_information)
                .and_then(|p| p.label_offset_support)
                .unwrap_or(false),
            configuration: workspace.configuration.unwrap_or(false),
            watches: workspace.did_change_watched_files.and_then(|w| w.dynamic_registration).unwrap_or(false),
            settings_registration: workspace
                .did_change_configuration
                .and_then(|c| c.dynamic_registration)
                .unwrap_or(false),
            shows_documents: window
                .as_ref()
                .and_then(|w| w.show_document.as_ref())
                .is_some_and(|show| show.support),
            progress: window.and_then(|w| w.work_done_progress).unwrap_or(false),
            refresh: Refresh {
                tokens: workspace.semantic_tokens.and_then(|s| s.refresh_support).unwrap_or(false),
                hints: workspace.inlay_hint.and_then(|s| s.refresh_support).unwrap_or(false),
                lenses: workspace.code_lens.and_then(|s| s.refresh_support).unwrap_or(false),
                diagnostics: workspace.diagnostic.and_then(|s| s.refresh_support).unwrap_or(false),
            },
        }
    }
}

/// The folders of the workspace that are on disk; `rootUri` and `rootPath` stand in for older clients.
#[must_use]
#[allow(deprecated)]
pub(crate) fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let folders: Vec<PathBuf> = params.workspace_folders.iter().flatten().filter_map(folder_path).collect();
    if !folders.is_empty() {
        return folders;
    }
    let root = params.root_uri.as_ref().and_then(path);
    root.or_else(|| params.root_path.as_ref().map(PathBuf::from).filter(|p| p.is_absolute()))
        .into_iter()
        .collect()
}

/// The path of a folder, if it is one on disk.
#[must_use]
pub(crate) fn folder_path(folder: &WorkspaceFolder) -> Option<PathBuf> {
    path(&folder.uri)
}

/// The path of a `file:` address.
#[must_use]
pub(crate) fn path(uri: &Url) -> Option<PathBuf> {
    if uri.scheme() == "file" { uri.to_file_path().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn params(value: serde_json::Value) -> InitializeParams {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_client_that_says_nothing_gets_the_least() {
        let profile = Profile::new(&params(json!({ "capabilities": {} })));
        assert_eq!(profile.encoding, Encoding::Utf16);
        assert!(!profile.pulls && !profile.snippets && !profile.watches);
        assert!(profile.markdown);
    }

    #[test]
    fn older_clients_have_one_root() {
        assert_eq!(
            folders(&params(json!({ "capabilities": {}, "rootUri": "file:///a/b" }))),
            [PathBuf::from("/a/b")]
        );
        assert_eq!(
            folders(&params(json!({ "capabilities": {}, "rootPath": "/a/c" }))),
            [PathBuf::from("/a/c")]
        );
        let both = json!({ "capabilities": {}, "rootUri": "file:///a/b",
            "workspaceFolders": [{ "uri": "file:///x", "name": "x" }, { "uri": "file:///y", "name": "y" }] });
        assert_eq!(folders(&params(both)), [PathBuf::from("/x"), PathBuf::from("/y")]);
    }
}
