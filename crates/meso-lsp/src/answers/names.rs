//! Names across the files of a workspace: definition, references, rename, highlights, calls.

use crate::convert::workspace_edit;
use crate::loader;
use crate::server::refused;
use crate::snapshot::Snapshot;
use crate::world::Name;
use meso_core::text::Span;
use meso_ide::calls;
use meso_ide::names::{self, Symbol};
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, DocumentHighlight,
    DocumentHighlightKind, GotoDefinitionResponse, LinkedEditingRanges, Location, LocationLink, Position,
    PrepareRenameResponse, Range, SymbolKind, TextEdit, Url, WorkspaceEdit,
};

pub(crate) fn definition(s: &Snapshot, at: Position) -> Option<GotoDefinitionResponse> {
    let (symbol, origin) = names::symbol_at(s.view(), s.offset(at))?;
    let mut targets: Vec<Location> = names::definitions(s.view(), &symbol)
        .into_iter()
        .filter_map(|span| s.places().location(span))
        .collect();
    if let Symbol::File(name) = &symbol
        && targets.is_empty()
    {
        targets.extend(s.world.uri(name).filter(|uri| uri.scheme() == "file").map(start_of));
    }
    if targets.is_empty() {
        return None;
    }
    if !s.world.profile().definition_links {
        return Some(GotoDefinitionResponse::Array(targets));
    }
    let links = targets.into_iter().map(|target| LocationLink {
        origin_selection_range: Some(s.range(origin)),
        target_uri: target.uri,
        target_range: target.range,
        target_selection_range: target.range,
    });
    Some(GotoDefinitionResponse::Link(links.collect()))
}

fn start_of(uri: Url) -> Location {
    Location::new(uri, Range::default())
}

pub(crate) fn references(s: &Snapshot, at: Position, with_definition: bool) -> Option<Vec<Location>> {
    let (symbol, _) = names::symbol_at(s.view(), s.offset(at))?;
    let mut found = Vec::new();
    for other in seers(s, &symbol) {
        for mention in names::occurrences(other.view(), &symbol) {
            if with_definition || !mention.defines {
                found.extend(other.places().location(mention.span));
            }
        }
    }
    Some(found)
}

pub(crate) fn highlights(s: &Snapshot, at: Position) -> Option<Vec<DocumentHighlight>> {
    let (symbol, _) = names::symbol_at(s.view(), s.offset(at))?;
    let found = names::occurrences(s.view(), &symbol).into_iter().map(|mention| DocumentHighlight {
        range: s.range(mention.span),
        kind: Some(if mention.defines { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    });
    Some(found.collect())
}

pub(crate) fn prepare_rename(s: &Snapshot, at: Position) -> Result<Option<PrepareRenameResponse>> {
    let (_, span) = names::renamable(s.view(), s.offset(at)).map_err(refused)?;
    let placeholder = s.view().slice(span).to_owned();
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range: s.range(span), placeholder }))
}

pub(crate) fn rename(s: &Snapshot, at: Position, new: &str) -> Result<Option<WorkspaceEdit>> {
    let (symbol, _) = names::renamable(s.view(), s.offset(at)).map_err(refused)?;
    names::check_new_name(s.view(), &symbol, new).map_err(refused)?;
    let mut files: Vec<(Url, Vec<TextEdit>)> = Vec::new();
    for other in seers(s, &symbol) {
        let places = names::occurrences(other.view(), &symbol);
        let edits: Vec<TextEdit> =
            places.iter().map(|mention| TextEdit::new(other.range(mention.span), new.to_owned())).collect();
        if let (false, Some(uri)) = (edits.is_empty(), other.world.uri(&other.name)) {
            files.push((uri, edits));
        }
    }
    Ok(Some(workspace_edit(&s.world, files)))
}

pub(crate) fn linked(s: &Snapshot, at: Position) -> Option<LinkedEditingRanges> {
    let ranges: Vec<Range> =
        names::linked(s.view(), s.offset(at)).into_iter().map(|span| s.range(span)).collect();
    (ranges.len() > 1)
        .then(|| LinkedEditingRanges { ranges, word_pattern: Some(r"[A-Za-z_][\w-]*".to_owned()) })
}

/// The plans that could name a symbol, this one first: those of the workspace that write its name.
fn seers(s: &Snapshot, symbol: &Symbol) -> Vec<Snapshot> {
    let (word, home) = match symbol {
        Symbol::Session { name, file } | Symbol::Param { session: name, file, .. } => {
            (name.as_str(), Some(file))
        }
        // Any plan that uses the file may name its zones, in many words.
        Symbol::Zone { file: Some(file), .. } => ("", Some(file)),
        Symbol::Zone { file: None, .. } | Symbol::Rule(_) => ("", None),
        Symbol::File(name) => (name.rsplit('/').next().unwrap_or(name), Some(&s.name)),
    };
    let Some(home) = home else { return own(s) };
    let mut names: Vec<Name> = s.world.open.keys().chain(s.world.disk.keys()).cloned().collect();
    names.push(Arc::clone(home));
    names.sort();
    names.dedup();
    names.retain(|name| *name != s.name && (name == home || may_name(s, name, word)));
    let mut seers = own(s);
    seers.extend(names.iter().filter_map(|name| s.other(name)));
    seers
}

fn own(s: &Snapshot) -> Vec<Snapshot> {
    s.other(&s.name).into_iter().collect()
}

/// A file that uses others and writes the word.
fn may_name(s: &Snapshot, name: &Name, word: &str) -> bool {
    loader::text(&s.world, name).is_ok_and(|text| {
        text.contains(word) && (text.contains("use ") || text.contains("log for") || text.contains("logs "))
    })
}

pub(crate) fn prepare_calls(s: &Snapshot, at: Position) -> Option<Vec<CallHierarchyItem>> {
    let (symbol, _) = names::symbol_at(s.view(), s.offset(at))?;
    let Symbol::Session { name, .. } = &symbol else { return None };
    let span = names::definitions(s.view(), &symbol).into_iter().next()?;
    Some(vec![session_item(s, name, span)?])
}

pub(crate) fn incoming(s: &Snapshot, item: &CallHierarchyItem) -> Option<Vec<CallHierarchyIncomingCall>> {
    let (symbol, _) = names::symbol_at(s.view(), s.offset(item.selection_range.start))?;
    let mut found = Vec::new();
    for other in seers(s, &symbol) {
        let sees =
            |span: Span| names::symbol_at(other.view(), span.start).is_some_and(|(seen, _)| seen == symbol);
        for calls in calls::incoming(other.view(), &item.name) {
            let from_ranges: Vec<Range> =
                calls.calls.iter().filter(|span| sees(**span)).map(|span| other.range(*span)).collect();
            if let (false, Some(from)) = (from_ranges.is_empty(), place_item(&other, &calls.place)) {
                found.push(CallHierarchyIncomingCall { from, from_ranges });
            }
        }
    }
    Some(found)
}

pub(crate) fn outgoing(s: &Snapshot, item: &CallHierarchyItem) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let found = calls::outgoing(s.view(), s.offset(item.selection_range.start)).into_iter();
    let calls = found.filter_map(|(name, spans)| {
        let (symbol, _) = names::symbol_at(s.view(), spans.first()?.start)?;
        let definition = names::definitions(s.view(), &symbol).into_iter().next()?;
        let from_ranges = spans.iter().map(|span| s.range(*span)).collect();
        Some(CallHierarchyOutgoingCall { to: session_item(s, &name, definition)?, from_ranges })
    });
    Some(calls.collect())
}

fn session_item(s: &Snapshot, name: &str, name_span: Span) -> Option<CallHierarchyItem> {
    let definition = s.view().plan().definitions.iter().find(|d| d.name_span == name_span)?;
    let positions = s.places().positions(name_span.file);
    Some(CallHierarchyItem {
        name: name.to_owned(),
        kind: SymbolKind::FUNCTION,
        tags: None,
        detail: definition.title.clone(),
        uri: s.places().uri(name_span.file)?,
        range: positions.range(definition.block),
        selection_range: positions.range(name_span),
        data: None,
    })
}

fn place_item(s: &Snapshot, place: &calls::Place) -> Option<CallHierarchyItem> {
    Some(CallHierarchyItem {
        name: place.name.clone(),
        kind: if place.session { SymbolKind::FUNCTION } else { SymbolKind::EVENT },
        tags: None,
        detail: None,
        uri: s.world.uri(&s.name)?,
        range: s.range(place.block),
        selection_range: s.range(place.name_span),
        data: None,
    })
}
