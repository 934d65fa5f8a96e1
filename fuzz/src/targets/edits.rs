//! Any edits of any text, as an editor sends them.

use super::server::Script;
use serde_json::{Value, json};

/// What is typed, beside nothing: what begins and ends things, lines, and characters of every width.
const TYPED: &[&str] = &[
    "",
    " ",
    "\n",
    "\r\n",
    "\r",
    "x",
    "(",
    ")",
    "\"",
    "/",
    "+",
    ",",
    "km",
    "8",
    "week 2\n",
    "  mon 5km E\n",
    "ü",
    "µ",
    "🏃",
    "\u{feff}",
    "\t",
    "- ",
    "{km}",
    "#",
    "@",
    "session s\n",
    "x(",
    "\u{2028}",
];

/// A text, and what is done to it: the bytes at the end of the input say where, how much, and what is put there.
pub(super) struct Program<'d> {
    pub(super) text: String,
    pub(super) steps: &'d [u8],
}

impl<'d> Program<'d> {
    /// The last bytes, a quarter of the input at most, are the steps.
    pub(super) fn new(data: &'d [u8]) -> Program<'d> {
        let steps = (data.len() / 4).min(48);
        let (text, steps) = data.split_at(data.len() - steps);
        Program { text: super::text(text).into_owned(), steps }
    }
}

/// A place within a text, on the border of a character.
pub(super) fn place(text: &str, high: u8, low: u8) -> usize {
    let wanted = usize::from(u16::from_be_bytes([high, low])) * (text.len() + 1) / 65_536;
    (wanted..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// A place as the protocol counts it: lines, and units of UTF-16.
pub(super) fn position(text: &str, at: usize) -> Value {
    let before = &text[..at];
    let (mut line, mut start) = (0, 0);
    let bytes = before.as_bytes();
    for (i, byte) in bytes.iter().enumerate() {
        let ends = *byte == b'\n' || (*byte == b'\r' && text.as_bytes().get(i + 1) != Some(&b'\n'));
        if ends {
            (line, start) = (line + 1, i + 1);
        }
    }
    let column: usize = before[start..].trim_end_matches(['\r', '\n']).chars().map(char::len_utf16).sum();
    json!({ "line": line, "character": column })
}

pub(super) fn run(data: &[u8]) {
    let Program { mut text, steps } = Program::new(data);
    let (edited, anew) = ("untitled:edited.meso", "untitled:opened.meso");
    let mut script = Script::begin();
    script.open(edited, &text);
    ask(&mut script, edited);
    for (version, step) in (2..).zip(steps.chunks_exact(4)) {
        let start = place(&text, step[0], step[1]);
        let end = start + usize::from(step[2] % 32);
        let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        // Within the two characters of a line break there is no place of the protocol.
        let splits = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
        if splits(start) || splits(end) {
            continue;
        }
        let typed = TYPED[usize::from(step[3]) % TYPED.len()];
        let range = json!({ "start": position(&text, start), "end": position(&text, end) });
        let document = json!({ "uri": edited, "version": version });
        let changes = json!([{ "range": range, "text": typed }]);
        script.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
        text.replace_range(start..end, typed);
        if step[3] & 0x80 != 0 {
            ask(&mut script, edited);
        }
    }
    let after = ask(&mut script, edited);
    script.open(anew, &text);
    let fresh = ask(&mut script, anew);
    let answers = script.play();
    for (after, fresh) in after.iter().zip(&fresh) {
        let result = |id: &i64| {
            let answer = &answers.by_number[id];
            assert!(answer.get("error").is_none(), "{answer}");
            let mut result = answer["result"].clone();
            if let Some(result) = result.as_object_mut() {
                result.remove("resultId");
            }
            result.to_string().replace("opened.meso", "edited.meso")
        };
        assert_eq!(result(after), result(fresh), "of the edited text {text:?}");
    }
}

/// What is said of a document: findings, tokens, outline, folds, and how it would be laid out.
fn ask(script: &mut Script, uri: &str) -> Vec<i64> {
    let document = json!({ "textDocument": { "uri": uri } });
    let options =
        json!({ "textDocument": { "uri": uri }, "options": { "tabSize": 2, "insertSpaces": true } });
    vec![
        script.ask("textDocument/diagnostic", document.clone()),
        script.ask("textDocument/semanticTokens/full", document.clone()),
        script.ask("textDocument/documentSymbol", document.clone()),
        script.ask("textDocument/foldingRange", document),
        script.ask("textDocument/formatting", options),
    ]
}
