//! Each request of the protocol, answered from the snapshot that came with it.

use crate::analyses::Checked;
use crate::capabilities;
use crate::front::{self, SNAPSHOT};
use crate::settings::SECTION;
use crate::state::State;
use crate::world::{self, Name, World};
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    ConfigurationItem, InitializeParams, InitializeResult, InitializedParams, ServerInfo, Url,
};
use tower_lsp::{LanguageServer, async_trait};

/// The handlers.
pub struct Server {
    pub(crate) state: Arc<State>,
}

/// A plan in one state of the world: what a handler works on.
pub(crate) struct Snapshot {
    pub(crate) state: Arc<State>,
    pub(crate) world: World,
    pub(crate) name: Name,
    pub(crate) checked: Arc<Checked>,
}

impl Server {
    /// A server on a state.
    pub fn new(state: Arc<State>) -> Self {
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

    async fn shutdown(&self) -> Result<()> {
        self.state.log.info("shutting down");
        Ok(())
    }
}
