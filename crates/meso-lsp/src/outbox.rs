//! Everything the server says to the client unasked. No handler ever waits for a client's answer: while it waited, the
//! answer could not be read.

use serde_json::Value;
use std::future::Future;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::lsp_types::MessageType;
use tower_lsp::lsp_types::notification::Notification;

/// So many messages wait for a client that does not read; more are dropped.
const WAITING: usize = 1024;

/// A message that nobody answers.
pub(crate) enum Note {
    /// For the log window.
    Log(MessageType, String),
    /// For those who trace the protocol.
    Trace {
        /// Which message.
        message: String,
        /// What was in it.
        verbose: Option<String>,
    },
}

/// The way to the client.
#[derive(Clone)]
pub(crate) struct Outbox {
    client: Client,
    notes: mpsc::Sender<Note>,
    runtime: Handle,
}

enum LogTrace {}

impl Notification for LogTrace {
    type Params = Value;
    const METHOD: &'static str = "$/logTrace";
}

impl Outbox {
    /// Starts the task that sends. Must be called within the runtime.
    #[must_use]
    pub(crate) fn new(client: Client) -> Self {
        let (notes, mut waiting) = mpsc::channel(WAITING);
        let sender = client.clone();
        tokio::spawn(async move {
            while let Some(note) = waiting.recv().await {
                match note {
                    Note::Log(kind, message) => sender.log_message(kind, message).await,
                    Note::Trace { message, verbose } => {
                        let params = serde_json::json!({ "message": message, "verbose": verbose });
                        sender.send_notification::<LogTrace>(params).await;
                    }
                }
            }
        });
        Outbox { client, notes, runtime: Handle::current() }
    }

    /// Says something; drops it if the client has not read for long.
    pub(crate) fn note(&self, note: Note) {
        let _ = self.notes.try_send(note);
    }

    /// Asks the client, in a task of its own that lives until the answer comes, however late. Giving up on an answer
    /// would bring down the transport when it arrives after all.
    pub(crate) fn ask<F: Future<Output = ()> + Send + 'static>(&self, question: impl FnOnce(Client) -> F) {
        self.runtime.spawn(question(self.client.clone()));
    }

    /// Says something from a thread that may wait until it is sent.
    pub(crate) fn wait<T>(&self, message: impl AsyncFnOnce(&Client) -> T) -> T {
        self.runtime.block_on(message(&self.client))
    }
}
