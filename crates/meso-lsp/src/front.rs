//! Stands before tower-lsp and sees every message once, in the order in which it came.
//!
//! tower-lsp polls the futures of several messages at once, so whatever a handler does after its first `.await` may be
//! overtaken. Edits are therefore applied here, synchronously, and every request takes the world of its place in the
//! order with it. Cancelling, the end, and panics are handled here for the same reason.

use crate::client::{self, Profile};
use crate::input;
use crate::log::Trace;
use crate::settings::Settings;
use crate::state::State;
use crate::world::World;
use futures::FutureExt;
use futures::future::{BoxFuture, ready};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::lsp_types::{
    DidChangeConfigurationParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidSaveTextDocumentParams, InitializeParams, SetTraceParams,
};
use tower_service::Service;

tokio::task_local! {
    /// The world at the place of the request that is being answered.
    pub(crate) static SNAPSHOT: World;
}

/// Ends the process, in the real server.
pub(crate) type Exit = Arc<dyn Fn(i32) + Send + Sync>;

/// A service that puts the messages for another in order.
pub(crate) struct Front<S> {
    inner: S,
    state: Arc<State>,
    exit: Exit,
    shut_down: Arc<AtomicBool>,
}

impl<S> Front<S> {
    /// Stands before `inner`; `exit` is called with the exit code when the client says so, which
    /// is 0 once `shut_down`.
    pub(crate) fn new(inner: S, state: Arc<State>, exit: Exit, shut_down: Arc<AtomicBool>) -> Self {
        Front { inner, state, exit, shut_down }
    }

    fn is_down(&self) -> bool {
        self.shut_down.load(Ordering::Acquire)
    }

    /// Does what a notification asks for at once. Returns false for messages that are for the service behind.
    fn apply(&mut self, method: &str, params: Option<&Value>) -> bool {
        let live = !self.is_down() && self.state.world().client.is_some();
        match method {
            "textDocument/didOpen" => {
                self.read(live, method, params, |state, params| state.change(|w| w.did_open(params)))
            }
            "textDocument/didChange" => self.read(live, method, params, |state, params| {
                if !state.change(|world| world.did_change(&params)) {
                    state.log.warn(format!("a change of `{}`, which is not open", params.text_document.uri));
                }
            }),
            "textDocument/didClose" => {
                self.read(live, method, params, |state, params| state.change(|w| w.did_close(&params)))
            }
            "textDocument/didSave" => {
                self.read(live, method, params, |state, params: DidSaveTextDocumentParams| {
                    state.files.look_at(client::path(&params.text_document.uri).into_iter().collect());
                })
            }
            "workspace/didChangeWatchedFiles" => {
                self.read(live, method, params, |state, params: DidChangeWatchedFilesParams| {
                    state.files.look_at(
                        params.changes.iter().filter_map(|change| client::path(&change.uri)).collect(),
                    );
                });
            }
            "workspace/didChangeWorkspaceFolders" => {
                self.read(live, method, params, |state, params: DidChangeWorkspaceFoldersParams| {
                    let paths =
                        |folders: &[_]| folders.iter().filter_map(client::folder_path).collect::<Vec<_>>();
                    let (added, removed) = (paths(&params.event.added), paths(&params.event.removed));
                    state.change(|world| world.change_folders(&added, &removed));
                    state.files.scan(state.world().folders.to_vec());
                });
            }
            "workspace/didChangeConfiguration" => {
                self.read(live, method, params, |state, params: DidChangeConfigurationParams| {
                    configure(state, &params.settings);
                    crate::server::ask_for_settings(state);
                });
            }
            "$/setTrace" => self.read(true, method, params, |state, params: SetTraceParams| {
                let name = serde_json::to_value(params.value).unwrap_or_default();
                state.log.set_trace(Trace::named(name.as_str().unwrap_or("")));
            }),
            _ => return false,
        }
        true
    }

    fn read<P: DeserializeOwned>(
        &self,
        live: bool,
        method: &str,
        params: Option<&Value>,
        then: impl FnOnce(&Arc<State>, P),
    ) {
        if !live {
            self.state.log.warn(format!("`{method}` before `initialize` or after `shutdown` has no effect"));
            return;
        }
        match P::deserialize(params.unwrap_or(&Value::Null)) {
            Ok(params) => then(&self.state, params),
            Err(why) => {
                self.state.log.error(format!("`{method}` with parameters that are not its own: {why}"))
            }
        }
    }

    fn initialize(&self, params: Option<&Value>) {
        let Some(params) = params.and_then(|p| InitializeParams::deserialize(p).ok()) else { return };
        if self.state.world().client.is_some() {
            return;
        }
        let (profile, folders) = (Profile::new(&params), client::folders(&params));
        if let Some(trace) = params.trace {
            let name = serde_json::to_value(trace).unwrap_or_default();
            self.state.log.set_trace(Trace::named(name.as_str().unwrap_or("")));
        }
        self.state.change(|world| {
            world.client = Some(Arc::new(profile));
            world.folders = Arc::new(folders);
        });
        if let Some(options) = &params.initialization_options {
            configure(&self.state, options);
        }
    }
}

/// Takes the editor's settings over.
pub(crate) fn configure(state: &State, value: &Value) {
    match Settings::read(value) {
        Ok(Some(settings)) => {
            if let Some(name) = &settings.log_level {
                match crate::log::Level::named(name) {
                    Some(level) => state.log.set_level(level),
                    None => {
                        state.log.warn(format!("no log level is called `{name}`: error, warn, info, debug"))
                    }
                }
            }
            state.change(|world| world.change_settings(settings));
        }
        Ok(None) => {}
        Err(why) => state.log.error(format!("the settings cannot be read: {why}")),
    }
}

impl<S> Service<Request> for Front<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<Option<Response>, S::Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (method, id) = (request.method().to_owned(), request.id().cloned());
        match catch_unwind(AssertUnwindSafe(|| self.take(request))) {
            Ok(answer) => answer,
            Err(panic) => {
                let answer = failed(&self.state, &method, id, &*panic);
                ready(Ok(answer)).boxed()
            }
        }
    }
}

impl<S> Front<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    /// Does what has to be done in the order of the messages, and begins the rest.
    fn take(&mut self, request: Request) -> BoxFuture<'static, Result<Option<Response>, S::Error>> {
        let request = without_null(request);
        let method = request.method().to_owned();
        trace(&self.state, &request);
        if self.apply(&method, request.params()) {
            // A notification does not ask; one with an id is a mistake that must not leave the client waiting.
            let answer = request.id().map(|id| Response::from_error(id.clone(), Error::invalid_request()));
            return ready(Ok(answer)).boxed();
        }
        match method.as_str() {
            input::UNREADABLE => {
                let why =
                    request.params().and_then(|p| p.get("why")).and_then(Value::as_str).unwrap_or_default();
                self.state.log.error(format!("a message that cannot be read: {why}"));
                let error = Error { message: why.to_owned().into(), ..Error::new(ErrorCode::ParseError) };
                return ready(Ok(Some(Response::from_error(Id::Null, error)))).boxed();
            }
            "exit" => {
                (self.exit)(i32::from(!self.is_down()));
                return ready(Ok(None)).boxed();
            }
            "shutdown" => self.shut_down.store(true, Ordering::Release),
            "initialize" => self.initialize(request.params()),
            _ => {}
        }
        let id = request.id().cloned();
        let answer = SNAPSHOT.scope(self.state.world(), self.inner.call(request));
        let state = Arc::clone(&self.state);
        let cancel = method == "$/cancelRequest";
        let answer = async move {
            match AssertUnwindSafe(answer).catch_unwind().await {
                Ok(answer) => answer,
                Err(panic) => Ok(failed(&state, &method, id, &*panic)),
            }
        };
        if cancel {
            // Behind slow requests it would come too late.
            tokio::spawn(async move { drop(answer.await) });
            return ready(Ok(None)).boxed();
        }
        answer.boxed()
    }
}

/// A mistake of ours: the log tells of it, and who asked gets an answer.
fn failed(state: &State, method: &str, id: Option<Id>, panic: &(dyn Any + Send)) -> Option<Response> {
    state.log.error(format!("`{method}` failed: {}", words(panic)));
    id.map(|id| Response::from_error(id, Error::internal_error()))
}

/// Some clients write `"params": null` where there are none, which tower-lsp takes for parameters.
fn without_null(request: Request) -> Request {
    if request.params() != Some(&Value::Null) {
        return request;
    }
    let (method, id, _) = request.into_parts();
    let request = Request::build(method);
    match id {
        Some(id) => request.id(id).finish(),
        None => request.finish(),
    }
}

/// What a panic said.
pub(crate) fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it said nothing")
}

fn trace(state: &State, request: &Request) {
    let trace = state.log.trace();
    if trace == Trace::Off {
        return;
    }
    let id = request.id().map(|id| format!(" ({id})")).unwrap_or_default();
    let verbose = (trace == Trace::Verbose).then(|| request.params().map(Value::to_string)).flatten();
    state.log.traced(format!("received `{}`{id}", request.method()), verbose);
}
