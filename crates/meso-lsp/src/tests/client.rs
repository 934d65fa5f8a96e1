//! A client for tests: frames, numbers and sorts messages.

use crate::front::Exit;
use crate::log::Log;
use crate::run::{Shared, serve};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf};
use tokio::time::timeout;
use tower_lsp::lsp_types::Url;

/// Longer than any answer takes, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(120);

pub(super) struct Client {
    input: WriteHalf<DuplexStream>,
    output: BufReader<ReadHalf<DuplexStream>>,
    next: i64,
    /// What came while something else was waited for.
    pub(super) others: VecDeque<Value>,
    pub(super) exits: Arc<Mutex<Vec<i32>>>,
    /// The server's own knowledge, to be held against the client's.
    shared: Arc<OnceLock<Arc<Shared>>>,
    /// Does it answer what the server asks?
    pub(super) polite: bool,
}

impl Client {
    /// A server and a client that has not said anything yet.
    pub(super) fn connect() -> Client {
        // Large enough that a test may write much before it reads.
        let (ours, theirs) = tokio::io::duplex(64 << 20);
        let (input, output) = tokio::io::split(theirs);
        let exits: Arc<Mutex<Vec<i32>>> = Arc::default();
        let heard = Arc::clone(&exits);
        let exit: Exit = Arc::new(move |code| heard.lock().unwrap().push(code));
        let shared = Arc::new(OnceLock::new());
        tokio::spawn(serve(input, output, Log::new(None).unwrap(), exit, Arc::clone(&shared)));
        let (read, write) = tokio::io::split(ours);
        let others = VecDeque::new();
        Client { input: write, output: BufReader::new(read), next: 0, others, exits, shared, polite: true }
    }

    /// One that is ready to work, with these abilities.
    pub(super) async fn ready(capabilities: Value) -> Client {
        Client::in_folder(capabilities, None).await
    }

    /// One that is ready to work in a folder.
    pub(super) async fn in_folder(capabilities: Value, folder: Option<&std::path::Path>) -> Client {
        let mut client = Client::connect();
        let root = folder.map(|folder| Url::from_directory_path(folder).unwrap());
        let params = json!({ "processId": null, "rootUri": root, "capabilities": capabilities });
        let answer = client.request("initialize", params).await;
        assert!(answer["result"]["capabilities"].is_object(), "{answer}");
        client.notify("initialized", json!({})).await;
        client
    }

    /// The text that the server holds of an open document.
    pub(super) fn text_of(&self, uri: &str) -> Option<Arc<str>> {
        let world = self.shared.get()?.state.world();
        Some(Arc::clone(&world.document(&Url::parse(uri).ok()?)?.text))
    }

    pub(super) async fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let framed = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let written = timeout(PATIENCE, self.input.write_all(framed.as_bytes())).await;
        written.expect("the server does not read").unwrap();
    }

    pub(super) async fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params })).await;
    }

    /// Sends a request and returns its number.
    pub(super) async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })).await;
        id
    }

    /// The answer to a request: the whole message.
    pub(super) async fn answer(&mut self, id: i64) -> Value {
        self.wait(|message| message["id"] == id && message.get("method").is_none()).await
    }

    pub(super) async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params).await;
        self.answer(id).await
    }

    /// The result of a request that must not fail.
    pub(super) async fn result(&mut self, method: &str, params: Value) -> Value {
        let answer = self.request(method, params).await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    pub(super) async fn open(&mut self, uri: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": "meso", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item })).await;
    }

    /// Replaces the whole text.
    pub(super) async fn replace(&mut self, uri: &str, version: i32, text: &str) {
        self.change(uri, version, json!([{ "text": text }])).await;
    }

    pub(super) async fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }))
            .await;
    }

    /// The diagnostics of a version of a document.
    pub(super) async fn diagnostics(&mut self, uri: &str, version: Option<i32>) -> Vec<Value> {
        let wanted = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && version.is_none_or(|version| message["params"]["version"] == version)
        };
        self.wait(wanted).await["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Waits until the server would end its process, which must be with this exit code.
    pub(super) async fn wait_for_exit(&self, code: i32) {
        let start = Instant::now();
        while self.exits.lock().unwrap().is_empty() {
            assert!(start.elapsed() < PATIENCE, "nobody heard `exit`");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        assert_eq!(*self.exits.lock().unwrap(), [code]);
    }

    /// The next message of a kind, among those that came already or still come.
    pub(super) async fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.others.iter().position(&wanted) {
            return self.others.remove(at).unwrap();
        }
        loop {
            let message = timeout(PATIENCE, self.read()).await.expect("the server says nothing");
            if wanted(&message) {
                return message;
            }
            self.others.push_back(message);
        }
    }

    async fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).await.unwrap();
            match line.trim_end() {
                "" => break,
                line => {
                    if let Some(n) = line.strip_prefix("Content-Length: ") {
                        length = n.parse().unwrap();
                    }
                }
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).await.unwrap();
        let message: Value = serde_json::from_slice(&body).unwrap();
        if self.polite && message.get("method").is_some() && message.get("id").is_some() {
            self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null })).await;
        }
        message
    }
}

/// The position of the `n`th occurrence of a word, `offset` characters into it; for texts of ASCII.
pub(super) fn place(text: &str, word: &str, n: usize, offset: usize) -> Value {
    let (line, column) =
        text.lines().enumerate().filter_map(|(line, text)| Some((line, text.find(word)?))).nth(n).unwrap();
    json!({ "line": line, "character": column + offset })
}
