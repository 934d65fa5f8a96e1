//! Each request of the protocol, answered from the snapshot that came with it.

use crate::answers::{actions, completion, diagnostics, layout, names, reading, symbols, tokens};
use crate::capabilities;
use crate::front::{self, SNAPSHOT};
use crate::settings::SECTION;
use crate::snapshot::Snapshot;
use crate::state::State;
use crate::world::{self, World};
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, CodeAction,
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionParams, CompletionResponse,
    ConfigurationItem, DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentFormattingParams,
    DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkParams,
    DocumentOnTypeFormattingParams, DocumentRangeFormattingParams, DocumentSymbolParams,
    DocumentSymbolResponse, ExecuteCommandParams, FoldingRange, FoldingRangeParams, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams,
    InlayHint, InlayHintParams, LinkedEditingRangeParams, LinkedEditingRanges, Location,
    PrepareRenameResponse, Range, ReferenceParams, RelatedFullDocumentDiagnosticReport, RenameParams,
    SelectionRange, SelectionRangeParams, SemanticTokensDeltaParams, SemanticTokensFullDeltaResult,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult,
    ServerInfo, ShowDocumentParams, SignatureHelp, SignatureHelpParams, SymbolInformation,
    TextDocumentPositionParams, TextEdit, Url, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult,
    WorkspaceEdit, WorkspaceSymbolParams,
};
use tower_lsp::{LanguageServer, async_trait};

/// The handlers.
pub(crate) struct Server {
    pub(crate) state: Arc<State>,
}

impl Server {
    /// A server on a state.
    pub(crate) fn new(state: Arc<State>) -> Self {
        Server { state }
    }

    /// Answers from the world of the request, on a thread that may take its time.
    pub(crate) async fn with_world<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Arc<State>, World) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let world = SNAPSHOT.try_with(World::clone).unwrap_or_else(|_| self.state.world());
        let state = Arc::clone(&self.state);
        let done = tokio::task::spawn_blocking(move || work(&state, world)).await;
        done.unwrap_or_else(|error| {
            let panic = error.try_into_panic();
            let words = panic.as_ref().map_or("it was stopped", |panic| front::words(&**panic));
            self.state.log.error(format!("a request failed: {words}"));
            Err(Error::internal_error())
        })
    }

    /// Answers about one plan; nothing, if the file cannot be read.
    pub(crate) async fn with<T: Send + 'static>(
        &self,
        uri: Url,
        work: impl FnOnce(&Snapshot) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        self.try_with(uri, |snapshot| Ok(work(snapshot))).await
    }

    /// Answers with edits; refuses if the text has changed meanwhile, as they would hit the wrong places.
    async fn edit<T: Send + 'static>(
        &self,
        uri: Url,
        work: impl FnOnce(&Snapshot) -> Result<Option<T>> + Send + 'static,
    ) -> Result<Option<T>> {
        self.try_with(uri, |s| {
            let answer = work(s)?;
            let now = s.state.world();
            if now.revision_of(&s.name) != s.world.revision_of(&s.name) {
                return Err(Error::content_modified());
            }
            Ok(answer)
        })
        .await
    }

    /// Answers about one plan, or says why not.
    pub(crate) async fn try_with<T: Send + 'static>(
        &self,
        uri: Url,
        work: impl FnOnce(&Snapshot) -> Result<Option<T>> + Send + 'static,
    ) -> Result<Option<T>> {
        self.with_world(move |state, world| {
            let name = world::name(&uri);
            let Ok(checked) = state.analyses.of(&world, &name) else { return Ok(None) };
            work(&Snapshot { state: Arc::clone(state), world, name, checked })
        })
        .await
    }
}

/// Asks the client for our section of its settings, if it answers such questions.
pub(crate) fn ask_for_settings(state: &Arc<State>) {
    if !state.world().profile().configuration {
        return;
    }
    let asking = Arc::clone(state);
    state.outbox.ask(|client| async move {
        let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
        match client.configuration(vec![item]).await {
            Ok(answer) => answer.iter().for_each(|value| front::configure(&asking, value)),
            Err(error) => asking.log.warn(format!("the client does not tell its settings: {error}")),
        }
    });
}

/// A request that cannot be done, with words for the one who asked.
pub(crate) fn refused(why: impl Into<String>) -> Error {
    Error { code: ErrorCode::ServerError(-32803), message: why.into().into(), data: None }
}

#[async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        let world = SNAPSHOT.try_with(World::clone).unwrap_or_else(|_| self.state.world());
        Ok(InitializeResult {
            capabilities: capabilities::of(&world.profile()),
            server_info: Some(ServerInfo {
                name: "meso".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let world = self.state.world();
        let profile = world.profile();
        self.state.log.info(format!(
            "meso {} in {} folders, positions in {}",
            env!("CARGO_PKG_VERSION"),
            world.folders.len(),
            profile.encoding.kind().as_str()
        ));
        let registrations = capabilities::registrations(&profile);
        if !registrations.is_empty() {
            let state = Arc::clone(&self.state);
            self.state.outbox.ask(|client| async move {
                if let Err(error) = client.register_capability(registrations).await {
                    state.log.warn(format!("the client does not register what it said it would: {error}"));
                }
            });
        }
        ask_for_settings(&self.state);
        self.state.files.scan(world.folders.to_vec());
    }

    async fn diagnostic(&self, p: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let report = self.with(p.text_document.uri, move |s| {
            Some(diagnostics::of_document(s, p.previous_result_id.as_deref()))
        });
        let nothing = || RelatedFullDocumentDiagnosticReport::default().into();
        Ok(DocumentDiagnosticReportResult::Report(report.await?.unwrap_or_else(nothing)))
    }

    async fn workspace_diagnostic(
        &self,
        p: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.with_world(|state, world| {
            Ok(diagnostics::of_workspace(state, &world, p.previous_result_ids).into())
        })
        .await
    }

    async fn code_action(&self, p: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.with(p.text_document.uri, move |s| Some(actions::actions(s, p.range, &p.context))).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let offered = action.data.clone().map(actions::Offered::deserialize);
        let Some(Ok(offered)) = offered else {
            return Err(Error::invalid_params("the action does not say where it is from"));
        };
        let uri = offered.uri.clone();
        let resolved = self.try_with(uri, move |s| actions::resolve(s, action, &offered).map(Some)).await?;
        resolved.ok_or_else(Error::content_modified)
    }

    async fn completion(&self, p: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = p.text_document_position;
        self.with(text_document.uri, move |s| {
            Some(CompletionResponse::Array(completion::complete(s, position)))
        })
        .await
    }

    async fn hover(&self, p: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = p.text_document_position_params;
        self.with(text_document.uri, move |s| reading::hover(s, position)).await
    }

    async fn signature_help(&self, p: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        let TextDocumentPositionParams { text_document, position } = p.text_document_position_params;
        self.with(text_document.uri, move |s| reading::signature(s, position)).await
    }

    async fn inlay_hint(&self, p: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.with(p.text_document.uri, move |s| Some(reading::hints(s, p.range))).await
    }

    async fn code_lens(&self, p: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.with(p.text_document.uri, |s| Some(reading::lenses(s))).await
    }

    async fn document_link(&self, p: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.with(p.text_document.uri, |s| Some(reading::links(s))).await
    }

    async fn formatting(&self, p: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.edit(p.text_document.uri, |s| Ok(Some(layout::format(s)))).await
    }

    async fn range_formatting(&self, p: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.edit(p.text_document.uri, move |s| Ok(Some(layout::format_range(s, p.range)))).await
    }

    async fn on_type_formatting(&self, p: DocumentOnTypeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let TextDocumentPositionParams { text_document, position } = p.text_document_position;
        self.edit(text_document.uri, move |s| Ok(Some(layout::format_on_newline(s, position)))).await
    }

    async fn folding_range(&self, p: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.with(p.text_document.uri, |s| Some(layout::folds(s))).await
    }

    async fn selection_range(&self, p: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.with(p.text_document.uri, move |s| Some(layout::selections(s, &p.positions))).await
    }

    async fn document_symbol(&self, p: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.with(p.text_document.uri, |s| Some(symbols::outline(s))).await
    }

    async fn symbol(&self, p: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        self.with_world(move |state, world| Ok(Some(symbols::search(state, &world, &p.query)))).await
    }

    async fn goto_definition(&self, p: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = p.text_document_position_params;
        self.with(text_document.uri, move |s| names::definition(s, position)).await
    }

    async fn references(&self, p: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = p.text_document_position;
        let with_definition = p.context.include_declaration;
        self.with(text_document.uri, move |s| names::references(s, position, with_definition)).await
    }

    async fn document_highlight(&self, p: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = p.text_document_position_params;
        self.with(text_document.uri, move |s| names::highlights(s, position)).await
    }

    async fn prepare_rename(&self, p: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.try_with(p.text_document.uri, move |s| names::prepare_rename(s, p.position)).await
    }

    async fn rename(&self, p: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let TextDocumentPositionParams { text_document, position } = p.text_document_position;
        self.edit(text_document.uri, move |s| names::rename(s, position, &p.new_name)).await
    }

    async fn linked_editing_range(&self, p: LinkedEditingRangeParams) -> Result<Option<LinkedEditingRanges>> {
        let TextDocumentPositionParams { text_document, position } = p.text_document_position_params;
        self.with(text_document.uri, move |s| names::linked(s, position)).await
    }

    async fn prepare_call_hierarchy(
        &self,
        p: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let TextDocumentPositionParams { text_document, position } = p.text_document_position_params;
        self.with(text_document.uri, move |s| names::prepare_calls(s, position)).await
    }

    async fn incoming_calls(
        &self,
        p: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        self.with(p.item.uri.clone(), move |s| names::incoming(s, &p.item)).await
    }

    async fn outgoing_calls(
        &self,
        p: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        self.with(p.item.uri.clone(), move |s| names::outgoing(s, &p.item)).await
    }

    async fn semantic_tokens_full(&self, p: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        self.with(p.text_document.uri, |s| Some(tokens::full(s).into())).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        p: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        self.with(p.text_document.uri, move |s| Some(tokens::delta(s, &p.previous_result_id))).await
    }

    async fn semantic_tokens_range(
        &self,
        p: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        self.with(p.text_document.uri, move |s| Some(tokens::range(s, p.range).into())).await
    }

    async fn execute_command(&self, p: ExecuteCommandParams) -> Result<Option<Value>> {
        if p.command != actions::SELECT {
            return Err(refused(format!("there is no command `{}`", p.command)));
        }
        let place = <(Url, Range)>::deserialize(Value::Array(p.arguments));
        let (uri, selection) = place.map_err(|error| Error::invalid_params(error.to_string()))?;
        let show =
            ShowDocumentParams { uri, external: None, take_focus: Some(true), selection: Some(selection) };
        self.state.outbox.ask(|client| async move {
            let _ = client.show_document(show).await;
        });
        Ok(None)
    }

    async fn shutdown(&self) -> Result<()> {
        self.state.log.info("shutting down");
        Ok(())
    }
}
