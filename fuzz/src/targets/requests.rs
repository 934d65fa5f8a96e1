//! Every request of the protocol, at any place of any text.

use super::edits::{Program, place, position};
use super::server::Script;
use serde_json::{Value, json};

pub(super) fn run(data: &[u8]) {
    let Program { text, steps } = Program::new(data);
    let uri = "untitled:plan.meso";
    let mut script = Script::begin();
    script.open(uri, &text);
    for step in steps.chunks_exact(4) {
        let at = position(&text, place(&text, step[0], step[1]));
        let to = position(&text, place(&text, step[0], step[1].wrapping_add(step[2])));
        let (method, params) = request(step[3], uri, &at, &to);
        script.ask(method, params);
    }
    script.play();
}

fn request(kind: u8, uri: &str, at: &Value, to: &Value) -> (&'static str, Value) {
    let document = json!({ "uri": uri });
    let here = json!({ "textDocument": document, "position": at });
    let range = json!({ "start": at, "end": to });
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let item = json!({ "name": "s", "kind": 12, "uri": uri, "range": range, "selectionRange": range });
    match kind % 25 {
        0 => ("textDocument/hover", here),
        1 => ("textDocument/completion", here),
        2 => ("textDocument/signatureHelp", here),
        3 => ("textDocument/definition", here),
        4 => (
            "textDocument/references",
            json!({ "textDocument": document, "position": at, "context": { "includeDeclaration": true } }),
        ),
        5 => ("textDocument/documentHighlight", here),
        6 => ("textDocument/prepareRename", here),
        7 => ("textDocument/rename", json!({ "textDocument": document, "position": at, "newName": "ab" })),
        8 => (
            "textDocument/codeAction",
            json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } }),
        ),
        9 => ("textDocument/codeLens", json!({ "textDocument": document })),
        10 => ("textDocument/inlayHint", json!({ "textDocument": document, "range": range })),
        11 => ("textDocument/foldingRange", json!({ "textDocument": document })),
        12 => ("textDocument/selectionRange", json!({ "textDocument": document, "positions": [at, to] })),
        13 => ("textDocument/documentSymbol", json!({ "textDocument": document })),
        14 => ("textDocument/semanticTokens/full", json!({ "textDocument": document })),
        15 => ("textDocument/semanticTokens/range", json!({ "textDocument": document, "range": range })),
        16 => (
            "textDocument/semanticTokens/full/delta",
            json!({ "textDocument": document, "previousResultId": "1" }),
        ),
        17 => ("textDocument/formatting", json!({ "textDocument": document, "options": options })),
        18 => (
            "textDocument/rangeFormatting",
            json!({ "textDocument": document, "range": range, "options": options }),
        ),
        19 => (
            "textDocument/onTypeFormatting",
            json!({ "textDocument": document, "position": at, "ch": "\n", "options": options }),
        ),
        20 => ("textDocument/documentLink", json!({ "textDocument": document })),
        21 => ("textDocument/prepareCallHierarchy", here),
        22 => ("callHierarchy/incomingCalls", json!({ "item": item })),
        23 => ("textDocument/diagnostic", json!({ "textDocument": document })),
        _ => ("meso/preview", json!({ "uri": uri, "textDocument": document, "nonce": "n" })),
    }
}
