//! Ten thousand random edits leave the server with the client's text, and with the findings of that text.

use super::client::Client;
use crate::position::Encoding;
use meso_core::diagnostic::Severity;
use meso_core::load::NoFiles;
use meso_core::text::{LineIndex, SourceText, Sources};
use serde_json::{Value, json};

const URI: &str = "file:///p/edited.meso";
const ROUNDS: usize = 100;
const EDITS: usize = 100;

const PLAN: &str = "plan \"Probe 😀\"\r\n  start 2027-01-04\r\n  units km\r\n\r\nathlete\r\n  recent 10km in 44:10\r\n\r\n\
session Läufe(n = 4)\r\n  2km E\r\n  n x (1km @T / 90s jog)\r\n\r\nweek 1\r\n  mon rest\r\n  tue Läufe\r\n  wed 8km E\r\n\
  thu 8 km E \"schön 😀\"\r\n  fri rest\r\n  sat 6x(400m @R / 400m jog)\r\n  sun long 18km E\r\n\r\nweek 2\r\n  mon rest\r\n\
  tue 10km T\r\n  wed 6x(1km @5k / 90s jog)\r\n  thu rest\r\n  fri 8km E\r\n  sat 8km E\r\n  sun long 19km E\r\n";

/// xorshift: the same edits in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap()
    }
}

/// Line and column as a client counts them.
fn position(text: &str, at: usize, encoding: Encoding) -> Value {
    let index = LineIndex::new(text);
    let line = index.line_of(u32::try_from(at).unwrap());
    let start = index.line_range(line).start as usize;
    json!({ "line": line, "character": encoding.width(&text[start..at]) })
}

fn random_edit(text: &mut String, random: &mut Random, encoding: Encoding) -> Value {
    const PIECES: [&str; 16] = [
        "",
        "x",
        "ß",
        "😀",
        "\r\n",
        "\n",
        "  tue 8 km E\r\n",
        "8km E",
        " ",
        "#",
        "\"",
        "(",
        "week 3\r\n",
        "mon ",
        "rest",
        "+ 2km E",
    ];
    // A place within `\r\n` is none that an editor can name.
    let inside = |text: &str, at: usize| at > 0 && text[..at].ends_with('\r') && text[at..].starts_with('\n');
    let mut places: Vec<usize> =
        (0..=text.len()).filter(|&at| text.is_char_boundary(at) && !inside(text, at)).collect();
    places.dedup();
    let from = random.below(places.len());
    let to = (from + random.below(4) * random.below(6)).min(places.len() - 1);
    let (start, end) = (places[from], places[to]);
    let piece = PIECES[random.below(PIECES.len())];
    let change = json!({
        "range": { "start": position(text, start, encoding), "end": position(text, end, encoding) },
        "text": piece,
    });
    text.replace_range(start..end, piece);
    // What grows without end, or becomes a lone `\r`, is set right in a step of its own by the caller.
    change
}

/// What `meso check` finds, as line, columns, code and message.
fn expected(text: &str, encoding: Encoding) -> Vec<Value> {
    let (sources, root) = Sources::with(SourceText::new("/p/edited.meso", text));
    let config = meso_lint::Config::default();
    let analysis = meso_core::analyse(sources, root, &NoFiles, &config.definitions);
    let found = meso_lint::lint(&analysis, &config);
    let shown = found.iter().filter(|d| d.severity > Severity::Info);
    shown
        .map(|d| {
            json!([
                position(text, d.span.start as usize, encoding),
                position(text, d.span.end as usize, encoding),
                d.code.name,
                d.message,
            ])
        })
        .collect()
}

async fn session(encoding: Encoding) {
    let name = encoding.kind().as_str().to_owned();
    let mut client = Client::ready(json!({ "general": { "positionEncodings": [name] } })).await;
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut text = PLAN.to_owned();
    let mut version = 1;
    client.open(URI, &text).await;
    for round in 0..ROUNDS {
        for _ in 0..EDITS {
            version += 1;
            // Some notifications carry several changes, each counting on the one before.
            let changes: Vec<Value> =
                (0..=random.below(3)).map(|_| random_edit(&mut text, &mut random, encoding)).collect();
            client.change(URI, version, Value::Array(changes)).await;
        }
        let found = client.diagnostics(URI, Some(version)).await;
        assert_eq!(client.text_of(URI).as_deref(), Some(&*text), "round {round} in {name}");
        let found: Vec<Value> = found
            .iter()
            .map(|d| json!([d["range"]["start"], d["range"]["end"], d["code"], d["message"]]))
            .collect();
        assert_eq!(found, expected(&text, encoding), "round {round} in {name}, text:\n{text:?}");
        if text.len() > 4000 || round % 10 == 9 {
            version += 1;
            text = PLAN.to_owned();
            client.replace(URI, version, &text).await;
            client.diagnostics(URI, Some(version)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn text_and_findings_stay_equal_in_utf8() {
    session(Encoding::Utf8).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn text_and_findings_stay_equal_in_utf32() {
    session(Encoding::Utf32).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn text_and_findings_stay_equal_in_utf16() {
    session(Encoding::Utf16).await;
}
