//! Outlines: of one plan, and of all plans of a workspace.

use crate::snapshot::Snapshot;
use crate::state::State;
use crate::world::{Name, World};
use meso_ide::symbols::{self, Kind, Symbol};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tower_lsp::lsp_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

/// More than this nobody reads.
const MOST: usize = 1000;

pub(crate) fn outline(s: &Snapshot) -> DocumentSymbolResponse {
    let symbols = symbols::outline(s.view());
    if s.world.profile().symbol_tree {
        return DocumentSymbolResponse::Nested(symbols.into_iter().map(|symbol| tree(s, symbol)).collect());
    }
    let mut flat = Vec::new();
    flatten(s, &symbols, None, true, &mut flat);
    DocumentSymbolResponse::Flat(flat)
}

#[allow(deprecated)]
fn tree(s: &Snapshot, symbol: Symbol) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = symbol.children.into_iter().map(|child| tree(s, child)).collect();
    DocumentSymbol {
        name: if symbol.name.trim().is_empty() { "-".to_owned() } else { symbol.name },
        detail: symbol.detail,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: s.range(symbol.span),
        selection_range: s.range(symbol.name_span),
        children: (!children.is_empty()).then_some(children),
    }
}

#[allow(deprecated)]
fn flatten(
    s: &Snapshot,
    symbols: &[Symbol],
    within: Option<&str>,
    days: bool,
    acc: &mut Vec<SymbolInformation>,
) {
    let Some(uri) = s.world.uri(&s.name) else { return };
    for symbol in symbols.iter().filter(|symbol| days || symbol.kind != Kind::Day) {
        acc.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: Location::new(uri.clone(), s.range(symbol.span)),
            container_name: within.map(str::to_owned),
        });
        flatten(s, &symbol.children, Some(&symbol.name), days, acc);
    }
}

fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Plan => SymbolKind::PACKAGE,
        Kind::Facts => SymbolKind::OBJECT,
        Kind::Session => SymbolKind::FUNCTION,
        Kind::Phase => SymbolKind::NAMESPACE,
        Kind::Week => SymbolKind::CLASS,
        Kind::Day => SymbolKind::FIELD,
        Kind::Log => SymbolKind::EVENT,
        Kind::File => SymbolKind::FILE,
    }
}

/// The outlines of a workspace's plans, as long as they stay the same.
#[derive(Default)]
pub(crate) struct Outlines {
    known: Mutex<HashMap<Name, Known>>,
}

struct Known {
    revision: u64,
    symbols: Arc<Vec<SymbolInformation>>,
}

/// The sessions, phases, weeks and plans of a workspace whose name holds the letters of a query in their order.
pub(crate) fn search(state: &Arc<State>, world: &World, query: &str) -> Vec<SymbolInformation> {
    let listed = world.disk.iter().filter(|(_, file)| file.listed).map(|(name, _)| name);
    let mut names: Vec<&Name> = listed.chain(world.open.keys()).collect();
    names.sort();
    names.dedup();
    let query = query.to_lowercase();
    let mut found = Vec::new();
    for name in names {
        let Some(symbols) = state.outlines.of(state, world, name) else { continue };
        found.extend(symbols.iter().filter(|symbol| matches(&symbol.name.to_lowercase(), &query)).cloned());
        if found.len() >= MOST {
            break;
        }
    }
    found.truncate(MOST);
    found
}

impl Outlines {
    fn of(&self, state: &Arc<State>, world: &World, name: &Name) -> Option<Arc<Vec<SymbolInformation>>> {
        let revision = world.revision_of(name);
        {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(outline) = known.get(name).filter(|known| known.revision == revision) {
                return Some(Arc::clone(&outline.symbols));
            }
        }
        let checked = state.analyses.once(world, name).ok()?;
        let s = Snapshot { state: Arc::clone(state), world: world.clone(), name: Arc::clone(name), checked };
        let mut symbols = Vec::new();
        flatten(&s, &symbols::outline(s.view()), None, false, &mut symbols);
        let symbols = Arc::new(symbols);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(Arc::clone(name), Known { revision, symbols: Arc::clone(&symbols) });
        Some(symbols)
    }
}

fn matches(name: &str, query: &str) -> bool {
    let mut letters = name.chars();
    query.chars().all(|wanted| letters.any(|letter| letter == wanted))
}
