//! What the tests of the syntax share.
#![allow(dead_code)]

pub(crate) mod lines;

use meso_core::syntax::parse;

/// What a text says without where it says it: its statements and the codes of its problems, line by line, and its
/// blocks. Empty lines do not count.
pub(crate) fn meaning(text: &str) -> Vec<String> {
    let parsed = parse(text);
    let mut said = Vec::new();
    for line in &parsed.lines {
        if let Some(statement) = &line.syntax.statement {
            let codes: Vec<&str> = line.syntax.problems.iter().map(|p| p.code.name).collect();
            said.push(format!("{} {codes:?}", without_places(&format!("{statement:?}"))));
        } else if line.syntax.comment.is_some() {
            said.push("comment".into());
        }
    }
    said.push(format!(
        "{:?}",
        parsed.blocks.iter().map(|b| (b.head.is_some(), b.body.len())).collect::<Vec<_>>()
    ));
    said
}

/// Takes `LineSpan { … }` out of a value's debug form.
fn without_places(debug: &str) -> String {
    let mut out = String::new();
    let mut rest = debug;
    while let Some(at) = rest.find("LineSpan {") {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once('}').map_or("", |r| r.1);
    }
    out + rest
}
