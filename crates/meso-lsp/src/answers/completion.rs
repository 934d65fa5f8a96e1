//! Completions, as the client can take them.

use crate::answers::reading::markup;
use crate::snapshot::Snapshot;
use meso_ide::completion::{self, Completion, Kind};
use meso_project::{Root, relative};
use std::path::Path;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, InsertTextFormat, Position,
    TextEdit,
};

pub(crate) fn complete(s: &Snapshot, at: Position) -> Vec<CompletionItem> {
    let files = files_beside(s);
    let found = completion::complete(s.view(), s.offset(at), &files);
    found.into_iter().enumerate().map(|(place, completion)| item(s, place, completion)).collect()
}

fn item(s: &Snapshot, place: usize, completion: Completion) -> CompletionItem {
    let snippet = completion.snippet && s.world.profile().snippets;
    let text = if completion.snippet && !snippet { plain(&completion.insert) } else { completion.insert };
    CompletionItem {
        kind: Some(kind(completion.kind)),
        detail: completion.detail,
        documentation: completion.documentation.map(|text| Documentation::MarkupContent(markup(s, text))),
        sort_text: Some(format!("{}{place:04}", completion.order)),
        filter_text: Some(completion.label.clone()),
        label: completion.label,
        insert_text_format: Some(if snippet {
            InsertTextFormat::SNIPPET
        } else {
            InsertTextFormat::PLAIN_TEXT
        }),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(s.range(completion.replace), text))),
        ..CompletionItem::default()
    }
}

fn kind(kind: Kind) -> CompletionItemKind {
    match kind {
        Kind::Keyword => CompletionItemKind::KEYWORD,
        Kind::Day => CompletionItemKind::EVENT,
        Kind::Session => CompletionItemKind::FUNCTION,
        Kind::Param => CompletionItemKind::VARIABLE,
        Kind::Zone => CompletionItemKind::ENUM_MEMBER,
        Kind::Unit => CompletionItemKind::UNIT,
        Kind::Word => CompletionItemKind::VALUE,
        Kind::Recovery => CompletionItemKind::METHOD,
        Kind::Setting => CompletionItemKind::PROPERTY,
        Kind::Rule => CompletionItemKind::CONSTANT,
        Kind::File => CompletionItemKind::FILE,
        Kind::Pattern => CompletionItemKind::SNIPPET,
    }
}

/// A snippet with its places filled in as they are proposed.
fn plain(snippet: &str) -> String {
    let mut out = String::new();
    let mut rest = snippet;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(inner) = rest.strip_prefix('{') {
            let Some(end) = inner.find('}') else { break };
            let (_, text) = inner[..end].split_once([':', '|']).unwrap_or(("", ""));
            out.push_str(text.split([',', '|']).next().unwrap_or(""));
            rest = &inner[end + 1..];
        } else {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    out + rest
}

/// The plans of the project, as this one would name them in a `use` line.
fn files_beside(s: &Snapshot) -> Vec<String> {
    let own = Path::new(&*s.name);
    let Some(folder) = own.parent().filter(|_| own.is_absolute()) else { return Vec::new() };
    let root = Root::of(folder);
    let known = s.world.disk.keys().chain(s.world.open.keys()).map(|name| Path::new(&**name));
    let mut files: Vec<String> = known
        .filter(|path| *path != own && path.starts_with(root.folder()))
        .filter_map(|path| relative(folder, path))
        .collect();
    files.sort();
    files.dedup();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_without_its_places() {
        assert_eq!(plain("cruise(n = ${1:4}, rec = ${2:60s})"), "cruise(n = 4, rec = 60s)");
        assert_eq!(plain("units ${1|km,mi|}\n$0"), "units km\n");
        assert_eq!(plain("rest"), "rest");
    }
}
