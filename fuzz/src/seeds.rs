//! Inputs to begin with: the corpus of the grammar, the examples, and what the pages of the rules show.

use std::fs;
use std::path::{Path, PathBuf};

/// Longer inputs cost time and find nothing that shorter ones do not.
pub const LONGEST: usize = 4096;

/// The lines of everything, a few at a time.
#[must_use]
pub fn lines() -> Vec<Vec<u8>> {
    plans().iter().flat_map(|plan| pieces(plan, 400)).collect()
}

/// Plans, pieces of plans, and logs.
#[must_use]
pub fn plans() -> Vec<Vec<u8>> {
    let mut texts = Vec::new();
    for meta in meso_lint::registry() {
        texts.extend(blocks(meta.code.docs));
    }
    for folder in ["examples", "grammar/corpus/valid", "grammar/corpus/broken"] {
        texts.extend(files(&root().join(folder)));
    }
    texts.iter().flat_map(|text| pieces(text.as_bytes(), LONGEST)).collect()
}

/// Plans with steps at their end.
#[must_use]
pub fn edits() -> Vec<Vec<u8>> {
    let steps: Vec<u8> =
        (0..16_u8).flat_map(|i| [i.wrapping_mul(47), i.wrapping_mul(91), i, i.wrapping_mul(29)]).collect();
    plans().into_iter().map(|plan| [plan, steps.clone()].concat()).collect()
}

/// Conversations with the server.
#[must_use]
pub fn framing() -> Vec<Vec<u8>> {
    let initialize = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}"#;
    let open = r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:a","languageId":"meso","version":1,"text":"week 1\n  mon 8 km E\n"}}}"#;
    let change = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"untitled:a","version":2},"contentChanges":[{"range":{"start":{"line":1,"character":6},"end":{"line":1,"character":9}},"text":"9km"}]}}"#;
    let hover = r#"{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{"textDocument":{"uri":"untitled:a"},"position":{"line":1,"character":7}}}"#;
    let cancel = r#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}"#;
    let settings = r#"{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"meso":{"lint":{"enable":true}}}}}"#;
    let shutdown = r#"{"jsonrpc":"2.0","id":3,"method":"shutdown"}"#;
    let exit = r#"{"jsonrpc":"2.0","method":"exit"}"#;
    let framed = |bodies: &[&str]| {
        let one = |body: &&str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        bodies.iter().map(one).collect::<String>().into_bytes()
    };
    vec![
        framed(&[initialize, open, change, hover, shutdown, exit]),
        framed(&[initialize, open, hover, cancel, settings]),
        framed(&[hover, initialize, initialize, exit]),
        framed(&["[]", "null", "{}", "{\"id\":7}", initialize]),
        b"Content-Length: 99\r\n\r\n{}".to_vec(),
        b"content-length:2\nContent-Type: x\n\n{}Content-Length: -1\r\n\r\n".to_vec(),
    ]
}

/// Configurations: those of the documentation, and every rule with its options.
#[must_use]
pub fn configurations() -> Vec<Vec<u8>> {
    let mut texts: Vec<String> = vec![
        "profile = \"strict\"\nhard-from = \"10 min\"\nlong-from = \"1:40:00\"\nbaseline = \"meso-baseline.json\"\n".to_owned(),
        "[[overrides]]\nfiles = [\"plans/**\", \"!x\"]\nprofile = \"masters\"\n[overrides.rules]\ntaper-missing = \"error\"\n".to_owned(),
        "[tool.mesocycle]\nprofile = \"ultra\"\n[tool.mesocycle.rules]\nlong-run-jump = \"off\"\n".to_owned(),
        "[rules]\nlong-run-jum = 3\nprofil = [1, 2\n".to_owned(),
    ];
    for meta in meso_lint::registry() {
        let options = (meta.options)();
        let options: Vec<String> =
            options.iter().map(|o| format!("{} = \"{}\"", o.name, o.default)).collect();
        texts.push(format!("[rules]\n{} = {{ level = \"error\", {} }}\n", meta.name(), options.join(", ")));
    }
    texts.into_iter().map(String::into_bytes).collect()
}

/// The inside of caches.
#[must_use]
pub fn caches() -> Vec<Vec<u8>> {
    let seed = meso_cli::fuzzing::cache_seed();
    let half = seed[..seed.len() / 2].to_vec();
    vec![seed, half, vec![0, 0], vec![1, 0, 0, 0]]
}

/// Baselines.
#[must_use]
pub fn baselines() -> Vec<Vec<u8>> {
    let seed = meso_cli::fuzzing::baseline_seed();
    let texts = [
        seed.replace("\"0\"", "\"00000000000000000000000000000000\""),
        seed.replace("\"version\": 1", "\"version\": 2"),
        format!("<<<<<<< ours\n{seed}"),
        "{}".to_owned(),
        seed,
    ];
    texts.into_iter().map(String::into_bytes).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The texts of a folder, in the order of their names.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "meso"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// The plans that a manual page shows.
fn blocks(page: &str) -> Vec<String> {
    // Every second part of a page is within fences, behind what its first line says of it.
    let fenced = page.split("```").skip(1).step_by(2);
    let plans = fenced.filter_map(|block| block.strip_prefix("meso")?.split_once('\n'));
    plans.map(|(_, text)| text.to_owned()).filter(|text| !text.is_empty()).collect()
}

/// A text in pieces of whole lines.
fn pieces(text: &[u8], longest: usize) -> Vec<Vec<u8>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<u8> = Vec::new();
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        if !piece.is_empty() && piece.len() + line.len() > longest {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.extend_from_slice(line);
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
}
