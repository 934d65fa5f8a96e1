//! A conversation with the server, in this process and without a window between messages.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a client says, written down message by message.
pub(super) struct Script {
    bytes: Vec<u8>,
    /// So many of them ask to begin; the answer is waited for.
    begin: usize,
    /// The requests by number, and what they ask.
    asked: BTreeMap<i64, String>,
}

/// What came back.
pub(super) struct Answers {
    /// By the number of the request.
    pub(super) by_number: BTreeMap<i64, Value>,
}

impl Script {
    /// A client that has said what it can do.
    pub(super) fn begin() -> Script {
        let mut script = Script { bytes: Vec::new(), begin: 0, asked: BTreeMap::new() };
        let pulls = json!({ "textDocument": { "diagnostic": {}, "publishDiagnostics": { "relatedInformation": true } } });
        script.ask("initialize", json!({ "processId": null, "rootUri": null, "capabilities": pulls }));
        script.begin = script.bytes.len();
        script.tell("initialized", json!({}));
        script
    }

    pub(super) fn tell(&mut self, method: &str, params: Value) {
        self.frame(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Gives the number of the request.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> i64 {
        let id = i64::try_from(self.asked.len()).unwrap() + 1;
        self.asked.insert(id, method.to_owned());
        self.frame(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    pub(super) fn open(&mut self, uri: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": "meso", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    fn frame(&mut self, message: &Value) {
        let body = message.to_string();
        self.bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Says it all and takes down what comes back. Each request must be answered, once and not by a mistake of ours.
    pub(super) fn play(mut self) -> Answers {
        let last = self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        let (said, exits) = meso_lsp::fuzzing::converse(self.bytes, self.begin);
        assert_eq!(exits, [0], "the server ends with another exit code");
        let mut by_number = BTreeMap::new();
        for message in messages(&said) {
            no_mistake_of_ours(&message);
            if let (Some(id), None) = (message["id"].as_i64(), message.get("method")) {
                assert!(by_number.insert(id, message).is_none(), "request {id} is answered twice");
            }
        }
        for (id, method) in &self.asked {
            assert!(by_number.contains_key(id), "request {id} (`{method}`) of {last} is not answered");
        }
        Answers { by_number }
    }
}

/// The messages of a well-formed stream.
pub(super) fn messages(mut stream: &[u8]) -> Vec<Value> {
    let mut messages = Vec::new();
    while !stream.is_empty() {
        let end = stream.windows(4).position(|four| four == b"\r\n\r\n").expect("a header ends");
        let head = std::str::from_utf8(&stream[..end]).expect("a header is ASCII");
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).expect("a length");
        let length: usize = length.parse().expect("a number");
        let body = stream.get(end + 4..end + 4 + length).expect("a whole message");
        messages.push(serde_json::from_slice(body).expect("JSON"));
        stream = &stream[end + 4 + length..];
    }
    messages
}

/// The server answers its own panics with an internal error, and tells its log of them.
pub(super) fn no_mistake_of_ours(message: &Value) {
    assert_ne!(message["error"]["code"], -32603, "{message}");
    if message["method"] == "window/logMessage" {
        let text = message["params"]["message"].as_str().unwrap_or_default();
        assert!(!text.contains(" failed: "), "{text}");
    }
}
