//! From the start of the process to its end, which always comes and always has a reason.

use crate::files::Files;
use crate::front::{Exit, Front};
use crate::input::{End, Input};
use crate::log::Log;
use crate::outbox::Outbox;
use crate::process;
use crate::server::Server;
use crate::state::State;
use crate::worker;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::LspService;

/// How the server is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A file that gets the log too.
    pub log_file: Option<PathBuf>,
    /// The client's process, where the command line says it; else `initialize` does.
    pub client_process: Option<u32>,
}

/// Messages that may be in work at once: tower-lsp stops reading when there are more.
const CONCURRENCY: usize = 1024;

/// How long answers that are still being written are waited for when the client is gone.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// Serves standard input and output until the client says `exit`, closes its end, or dies. Returns the exit code: 0
/// after `shutdown`, 1 without, 2 if the server could not start.
#[must_use]
pub fn run(options: &Options) -> i32 {
    let log = match Log::new(options.log_file.as_deref()) {
        Ok(log) => log,
        Err(error) => {
            let file = options.log_file.as_deref().unwrap_or_else(|| "log".as_ref()).display().to_string();
            return fail(&format!("the log file `{file}` cannot be written: {error}"));
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(4)
        .thread_name("lsp")
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("the server cannot start: {error}")),
    };
    let code = runtime.block_on(standard(log, options.client_process));
    // Work for a client that is gone is not waited for.
    runtime.shutdown_background();
    code
}

async fn standard(log: Log, process: Option<u32>) -> i32 {
    let (input, mut end) = match Input::spawn(std::io::stdin()) {
        Ok(input) => input,
        Err(error) => return fail(&format!("standard input cannot be read: {error}")),
    };
    let exit: Exit = Arc::new(|code| std::process::exit(code));
    let shared = Arc::new(OnceLock::new());
    let serving = tokio::spawn(serve(input, tokio::io::stdout(), log, exit, Arc::clone(&shared)));
    let why = tokio::select! {
        end = &mut end => reason(end.ok()),
        () = client_gone(&shared, process) => "the client's process is gone".to_owned(),
        result = serving => match result {
            Ok(()) => reason(end.await.ok()),
            // The transport gives up when its output is closed.
            Err(_) => "the client cannot be written to".to_owned(),
        },
    };
    last(&shared, &why).await
}

fn reason(end: Option<End>) -> String {
    match end {
        Some(End::Broken(why)) => why,
        Some(End::Closed) | None => "the client closed its end".to_owned(),
    }
}

/// Says why, lets what is being written get out, and gives the exit code.
async fn last(shared: &OnceLock<Arc<Shared>>, why: &str) -> i32 {
    let orderly = shared.get().is_some_and(|shared| shared.shut_down.load(Ordering::Acquire));
    tokio::time::sleep(LAST_WORDS).await;
    if orderly {
        return 0;
    }
    if let Some(shared) = shared.get() {
        shared.state.log.error(format!("{why} without `exit`"));
    }
    let _ = writeln!(std::io::stderr(), "meso lsp: {why} without `exit`");
    1
}

/// What the end of the process needs of a running server.
pub(crate) struct Shared {
    pub(crate) state: Arc<State>,
    shut_down: Arc<AtomicBool>,
}

async fn client_gone(shared: &OnceLock<Arc<Shared>>, mut process: Option<u32>) {
    while process.is_none() {
        tokio::time::sleep(Duration::from_secs(1)).await;
        match shared.get().and_then(|shared| shared.state.world().client) {
            Some(client) if client.process.is_none() => std::future::pending().await,
            Some(client) => process = client.process,
            None => {}
        }
    }
    if let Some(process) = process {
        process::gone(process).await;
    }
}

/// Serves one connection until its input ends. `exit` is called with the exit code when the client says `exit`.
pub(crate) async fn serve(
    input: impl AsyncRead + Unpin + Send + 'static,
    output: impl AsyncWrite + Send + 'static,
    log: Log,
    exit: Exit,
    shared: Arc<OnceLock<Arc<Shared>>>,
) {
    let state = OnceLock::new();
    let service = LspService::build(|client| {
        let made = Arc::new(State::new(log, Outbox::new(client), Files::default()));
        let _ = state.set(Arc::clone(&made));
        Server::new(made)
    })
    .custom_method("meso/preview", Server::preview);
    #[cfg(test)]
    let service = crate::tests::with_faults(service);
    let (service, socket) = service.finish();
    let Some(state) = state.into_inner() else { return };
    if let Err(error) = worker::spawn(&state).and_then(|()| Files::spawn(&state)) {
        state.log.error(format!("the server cannot start its threads: {error}"));
        return;
    }
    let shut_down = Arc::new(AtomicBool::new(false));
    let _ = shared.set(Arc::new(Shared { state: Arc::clone(&state), shut_down: Arc::clone(&shut_down) }));
    let front = Front::new(service, state, exit, shut_down);
    tower_lsp::Server::new(input, output, socket).concurrency_level(CONCURRENCY).serve(front).await;
}

fn fail(message: &str) -> i32 {
    let _ = writeln!(std::io::stderr(), "meso lsp: {message}");
    2
}
