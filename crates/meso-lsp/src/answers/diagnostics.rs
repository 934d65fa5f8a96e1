//! Diagnostics for clients that ask for them.

use crate::convert;
use crate::snapshot::Snapshot;
use crate::state::State;
use crate::worker;
use crate::world::{Name, World};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tower_lsp::lsp_types::{
    DocumentDiagnosticReport, FullDocumentDiagnosticReport, PreviousResultId,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

/// What each answer was made from, so that "nothing new" can be said without looking again.
#[derive(Default)]
pub(crate) struct Pulled {
    known: Mutex<HashMap<Name, Answer>>,
}

#[derive(Clone)]
struct Answer {
    id: String,
    inputs: Vec<(Name, u64)>,
    environment: u64,
}

pub(crate) fn of_document(s: &Snapshot, previous: Option<&str>) -> DocumentDiagnosticReport {
    if s.world.profile().pulls && s.state.pulling.begun() {
        // The worker takes back what it had pushed.
        s.state.change(World::touch);
    }
    s.state.learn(&s.world, &s.name, &s.checked);
    let id = s.state.pulled.note(s);
    if previous == Some(&id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: id };
        return RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report,
        }
        .into();
    }
    let full_document_diagnostic_report = FullDocumentDiagnosticReport {
        result_id: Some(id),
        items: convert::diagnostics(&s.world, &s.checked),
    };
    RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report }.into()
}

pub(crate) fn of_workspace(
    state: &Arc<State>,
    world: &World,
    previous: Vec<PreviousResultId>,
) -> WorkspaceDiagnosticReport {
    let mut known: HashMap<Name, (String, tower_lsp::lsp_types::Url)> =
        previous.into_iter().map(|p| (crate::world::name(&p.uri), (p.value, p.uri))).collect();
    let mut items = Vec::new();
    let listed = world.disk.iter().filter(|(_, file)| file.listed && world.settings.workspace_diagnostics);
    let mut names: Vec<&Name> = listed.map(|(name, _)| name).chain(world.open.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let Some(uri) = world.uri(name) else { continue };
        let version = world.open.get(name).map(|document| i64::from(document.version));
        let before = known.remove(name).map(|(id, _)| id);
        if let Some(id) = before.filter(|id| state.pulled.still(world, name, id)) {
            let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: id };
            items.push(WorkspaceDocumentDiagnosticReport::Unchanged(
                WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version,
                    unchanged_document_diagnostic_report,
                },
            ));
            continue;
        }
        let checked = if world.open.contains_key(name) {
            state.analyses.of(world, name)
        } else {
            state.analyses.once(world, name)
        };
        let Ok(checked) = checked else { continue };
        let s = Snapshot { state: Arc::clone(state), world: world.clone(), name: Name::clone(name), checked };
        state.learn(world, name, &s.checked);
        let full_document_diagnostic_report = FullDocumentDiagnosticReport {
            result_id: Some(state.pulled.note(&s)),
            items: convert::diagnostics(world, &s.checked),
        };
        items.push(WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
            uri,
            version,
            full_document_diagnostic_report,
        }));
    }
    // What is gone has no findings any more.
    for (_, (_, uri)) in known {
        items.push(WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
            uri,
            version: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport::default(),
        }));
    }
    WorkspaceDiagnosticReport { items }
}

impl Pulled {
    /// Remembers what an answer is made from; the same inputs give the same id.
    fn note(&self, s: &Snapshot) -> String {
        let newest = s.checked.inputs.iter().map(|(_, revision)| *revision).max().unwrap_or(0);
        let id = format!("{}.{newest}.{}", s.world.environment, s.checked.inputs.len());
        let answer =
            Answer { id: id.clone(), inputs: s.checked.inputs.clone(), environment: s.world.environment };
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(Name::clone(&s.name), answer);
        id
    }

    /// The newest change that makes an answer stale without a change of its own plan.
    pub(crate) fn changed_elsewhere(&self, world: &World) -> Option<u64> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let open = known.iter().filter(|(name, _)| world.open.contains_key(*name));
        open.filter_map(|(_, answer)| worker::changed_elsewhere(world, &answer.inputs, answer.environment))
            .max()
    }

    fn still(&self, world: &World, name: &Name, id: &str) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(name).is_some_and(|answer| {
            answer.id == id
                && answer.environment == world.environment
                && answer.inputs.iter().all(|(name, revision)| world.revision_of(name) == *revision)
        })
    }
}
