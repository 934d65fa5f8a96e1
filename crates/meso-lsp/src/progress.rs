//! Work-done progress: the bar that an editor shows while many plans are being checked.

use crate::outbox::Outbox;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::mpsc;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{NumberOrString, WorkDoneProgressCreateParams};

/// A bar; it goes when this is dropped.
pub(crate) struct Progress {
    values: mpsc::UnboundedSender<Value>,
    percent: AtomicUsize,
}

enum ProgressNote {}

impl Notification for ProgressNote {
    type Params = Value;
    const METHOD: &'static str = "$/progress";
}

impl Progress {
    /// Asks the client for a bar. What is reported before it agrees is shown when it does.
    #[must_use]
    pub(crate) fn begin(outbox: &Outbox, title: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let token = format!("meso/{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let (values, mut waiting) = mpsc::unbounded_channel();
        let begin = json!({ "kind": "begin", "title": title, "cancellable": false, "percentage": 0 });
        outbox.ask(move |client| async move {
            let params = WorkDoneProgressCreateParams { token: NumberOrString::String(token.clone()) };
            if client.send_request::<WorkDoneProgressCreate>(params).await.is_err() {
                return;
            }
            let send = async |value: Value| {
                client.send_notification::<ProgressNote>(json!({ "token": token, "value": value })).await;
            };
            send(begin).await;
            while let Some(value) = waiting.recv().await {
                send(value).await;
            }
            send(json!({ "kind": "end" })).await;
        });
        Progress { values, percent: AtomicUsize::new(0) }
    }

    /// So many are done.
    pub(crate) fn report(&self, done: usize, of: usize) {
        let percent = done * 100 / of.max(1);
        // A bar need not move more than twenty times.
        if percent >= self.percent.load(Ordering::Relaxed) + 5 {
            self.percent.store(percent, Ordering::Relaxed);
            let message = format!("{done} of {of}");
            let _ = self.values.send(json!({ "kind": "report", "percentage": percent, "message": message }));
        }
    }
}
