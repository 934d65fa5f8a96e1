//! What tower-lsp 0.20 gets wrong when it is used as its examples do, each shown to be right here.
//!
//! | | what goes wrong | shown to be right by |
//! |---|---|---|
//! | 1 | edits overtake each other | `edits_keep_their_order`, and the sessions in `edits` |
//! | 2 | requests are answered from another version | `requests_see_the_text_of_their_place` |
//! | 3 | a question to the client stops the reading, for ever | `an_unanswered_question_blocks_nothing` |
//! | 4 | an answer that comes late ends the server | `late_and_doubled_answers_are_harmless` |
//! | 5 | cancelling waits behind what it is to cancel | `cancelling_overtakes` |
//! | 6 | work on one request stops all others | `a_slow_request_does_not_stop_the_reading` |
//! | 7 | a mistake in a handler hangs the server | `faults` |
//! | 8 | `exit` is not heard, or with the wrong code | `exit_is_heard`, and `tests/lsp/test_process.py` |
//! | 9 | the end of the input waits for slow requests; a dead client is not noticed | `tests/lsp/test_process.py` |
//! | 10 | a client that does not read stops the server | `a_client_that_does_not_read_gets_the_latest` |

use super::client::Client;
use serde_json::{Value, json};
use std::time::Duration;

const URI: &str = "file:///p/a.meso";

/// A plan whose hover says which version it is.
fn version(n: i32) -> String {
    format!("plan \"p\"\nsession s \"number {n}\"\n  {n}km E\nweek 1\n  mon s\n")
}

fn hover_at_call() -> Value {
    json!({ "textDocument": { "uri": URI }, "position": { "line": 4, "character": 6 } })
}

/// 1 and 2: edits in a burst keep their order, and every request sees the text of its place in the order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_see_the_text_of_their_place() {
    let mut client = Client::ready(json!({})).await;
    client.open(URI, &version(1)).await;
    let mut asked = Vec::new();
    for n in 2..202 {
        client.replace(URI, n, &version(n)).await;
        asked.push((n, client.ask("textDocument/hover", hover_at_call()).await));
    }
    for (n, id) in asked {
        let answer = client.answer(id).await.to_string();
        assert!(answer.contains(&format!("number {n}\\")), "version {n}: {answer}");
    }
}

/// 1: edits that do not commute end in the text that the client has.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_keep_their_order() {
    let mut client = Client::ready(json!({})).await;
    client.open(URI, "plan \"\"\n").await;
    let mut expected = String::new();
    for n in 0..200 {
        let letter = char::from(b'a' + u8::try_from(n % 26).unwrap());
        let at = json!({ "line": 0, "character": 6 });
        client
            .change(URI, n + 2, json!([{ "range": { "start": at, "end": at }, "text": letter.to_string() }]))
            .await;
        expected.insert(0, letter);
    }
    let symbols =
        client.result("textDocument/documentSymbol", json!({ "textDocument": { "uri": URI } })).await;
    assert_eq!(symbols[0]["name"], expected);
}

/// 3: a client that never answers the server's questions cannot stop it from reading, however much comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unanswered_question_blocks_nothing() {
    let abilities = json!({ "workspace": { "configuration": true, "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = Client::connect();
    client.polite = false;
    client.request("initialize", json!({ "processId": null, "capabilities": abilities })).await;
    client.notify("initialized", json!({})).await;
    client.open(URI, &version(1)).await;
    for n in 2..602 {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": {} })).await;
        client.replace(URI, n, &version(n)).await;
    }
    let answer = client.request("textDocument/hover", hover_at_call()).await.to_string();
    assert!(answer.contains("number 601"), "{answer}");
}

/// 4: an answer that comes very late, or twice, harms nobody.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn late_and_doubled_answers_are_harmless() {
    let mut client = Client::connect();
    client.polite = false;
    let abilities = json!({ "workspace": { "configuration": true } });
    client.request("initialize", json!({ "processId": null, "capabilities": abilities })).await;
    client.notify("initialized", json!({})).await;
    let question = client.wait(|message| message["method"] == "workspace/configuration").await;
    client.open(URI, &version(1)).await;
    client.request("textDocument/hover", hover_at_call()).await;
    for _ in 0..2 {
        client.send(&json!({ "jsonrpc": "2.0", "id": question["id"], "result": [{ "codeLens": { "enable": false } }] })).await;
    }
    let lenses = json!({ "textDocument": { "uri": URI } });
    for _ in 0..100 {
        if client.result("textDocument/codeLens", lenses.clone()).await == json!([]) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the settings never came through");
}

/// 5: cancelling does not wait in the queue behind what it is to cancel.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cancelling_overtakes() {
    let mut client = Client::ready(json!({})).await;
    let long: String =
        (0..3000).map(|week| format!("week {week}\n  mon 8km E\n  tue 6x(1km @5k / 90s jog)\n")).collect();
    client.open(URI, &format!("plan \"p\"\n{long}")).await;
    let whole = json!({ "textDocument": { "uri": URI }, "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 99999, "character": 0 } } });
    let slow: Vec<i64> = {
        let mut ids = Vec::new();
        for _ in 0..40 {
            ids.push(client.ask("textDocument/inlayHint", whole.clone()).await);
        }
        ids
    };
    let last = *slow.last().unwrap();
    client.notify("$/cancelRequest", json!({ "id": last })).await;
    let answer = client.answer(last).await;
    assert_eq!(answer["error"]["code"], -32800, "{answer}");
}

/// 6: work on one request does not keep others from being answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_request_does_not_stop_the_reading() {
    let mut client = Client::ready(json!({})).await;
    let long: String = (0..20_000).map(|week| format!("week {week}\n  mon 8km E\n")).collect();
    client.open("file:///p/long.meso", &long).await;
    client.open(URI, &version(1)).await;
    let slow = client
        .ask("textDocument/codeLens", json!({ "textDocument": { "uri": "file:///p/long.meso" } }))
        .await;
    let quick = client.ask("textDocument/hover", hover_at_call()).await;
    let first = client.wait(|m| m["id"] == slow || m["id"] == quick).await;
    assert_eq!(first["id"], quick);
}

/// 8: `exit` is obeyed at once, with the exit code that the protocol asks for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exit_is_heard() {
    for (shutdown, code) in [(true, 0), (false, 1)] {
        let mut client = Client::ready(json!({})).await;
        if shutdown {
            client.request("shutdown", Value::Null).await;
        }
        client.notify("exit", Value::Null).await;
        client.notify("$/noise", json!({})).await;
        client.wait_for_exit(code).await;
    }
}

/// Notifications that come too early or too late have no effect.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_counts_before_initialize_or_after_shutdown() {
    let mut client = Client::connect();
    client.open(URI, &version(7)).await;
    let early = client.request("textDocument/hover", hover_at_call()).await;
    assert_eq!(early["error"]["code"], -32002, "{early}");
    client.request("initialize", json!({ "processId": null, "capabilities": {} })).await;
    client.notify("initialized", json!({})).await;
    assert_eq!(client.result("textDocument/hover", hover_at_call()).await, Value::Null);
    let again = client.request("initialize", json!({ "processId": null, "capabilities": {} })).await;
    assert_eq!(again["error"]["code"], -32600, "{again}");
    client.request("shutdown", Value::Null).await;
    let late = client.request("textDocument/hover", hover_at_call()).await;
    assert!(late["error"].is_object(), "{late}");
}

/// 10: a client that reads nothing for a while loses nothing but what is out of date.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_does_not_read_gets_the_latest() {
    let mut client = Client::ready(json!({})).await;
    client.open(URI, &version(1)).await;
    for n in 2..3002 {
        client.replace(URI, n, &format!("{}\n  tue 8 km E\n", version(n))).await;
    }
    let found = client.diagnostics(URI, Some(3001)).await;
    assert!(found.iter().any(|d| d["code"] == "notation"), "{found:?}");
}

/// Requests that make no sense are answered, notifications that make none are passed over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nonsense_is_answered_and_survived() {
    let mut client = Client::ready(json!({})).await;
    let unknown = client.request("textDocument/makeCoffee", json!({})).await;
    assert_eq!(unknown["error"]["code"], -32601, "{unknown}");
    let wrong = client.request("textDocument/hover", json!({ "position": "here" })).await;
    assert_eq!(wrong["error"]["code"], -32602, "{wrong}");
    let unread = client.request("textDocument/hover", json!({ "textDocument": { "uri": "file:///nowhere/x.meso" }, "position": { "line": 0, "character": 0 } })).await;
    assert_eq!(unread["result"], Value::Null, "{unread}");
    client.notify("textDocument/didChange", json!({ "contentChanges": 3 })).await;
    client.change("file:///never/opened.meso", 2, json!([{ "text": "x" }])).await;
    client
        .notify("textDocument/didClose", json!({ "textDocument": { "uri": "file:///never/opened.meso" } }))
        .await;
    client.notify("$/unknown", json!({})).await;
    let as_request = client.request("textDocument/didOpen", json!({})).await;
    assert_eq!(as_request["error"]["code"], -32600, "{as_request}");
    client.open(URI, &version(1)).await;
    let place = json!({ "textDocument": { "uri": URI }, "position": { "line": 4_000_000_000u32, "character": 4_000_000_000u32 } });
    assert_eq!(client.result("textDocument/hover", place).await, Value::Null);
}

/// What jupyterlab-lsp sends: a document opened twice, versions that repeat, whole texts, odd addresses, empty settings.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jupyter_is_tolerated() {
    let uri = "file:///home/me/.virtual_documents/notes%20%5Bdraft%5D.ipynb";
    let mut client = Client::ready(json!({})).await;
    client.open(uri, &version(1)).await;
    client.open(uri, &version(2)).await;
    client.notify("workspace/didChangeConfiguration", json!({ "settings": {} })).await;
    client.replace(uri, 1, &version(3)).await;
    client.replace(uri, 1, &format!("{}  tue 8 km E\n", version(4))).await;
    let found = loop {
        let found = client.diagnostics(uri, Some(1)).await;
        if !found.is_empty() {
            break found;
        }
    };
    assert_eq!(found[0]["code"], "notation");
    assert_eq!(found[0]["range"]["end"]["line"], found[0]["range"]["start"]["line"]);
}
