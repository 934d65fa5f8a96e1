//! Code actions: fixes, silences, refactorings, and everything safe at once.

use crate::capabilities::FIX_ALL;
use crate::convert;
use crate::snapshot::Snapshot;
use meso_core::edit;
use meso_core::text::LineIndex;
use meso_ide::actions::{self, Action, Kind};
use serde_json::json;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionTriggerKind, Command, Range,
};

/// The command that selects a place; the server does it through `window/showDocument`.
pub(crate) const SELECT: &str = "meso.select";

pub(crate) fn actions(s: &Snapshot, range: Range, context: &CodeActionContext) -> Vec<CodeActionOrCommand> {
    let wanted = |kind: &CodeActionKind| {
        let within = |only: &CodeActionKind| {
            kind.as_str() == only.as_str()
                || kind.as_str().strip_prefix(only.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        context.only.as_ref().is_none_or(|all| all.iter().any(within))
    };
    let selection = s.span(range);
    let mut found: Vec<CodeAction> = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        found.extend(actions::fixes(s.view(), selection).into_iter().filter_map(|a| convert(s, a)));
    }
    // Refactorings are offered when somebody asks, not on every move of the cursor.
    let automatic = context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC) && context.only.is_none();
    if !automatic {
        found.extend(actions::refactorings(s.view(), selection).into_iter().filter_map(|a| convert(s, a)));
    }
    found.extend(fix_all(s));
    found.retain(|action| action.kind.as_ref().is_none_or(&wanted));
    found.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

fn fix_all(s: &Snapshot) -> Option<CodeAction> {
    let edits = actions::fix_all(s.view());
    if edits.is_empty() {
        return None;
    }
    Some(CodeAction {
        title: "Fix all slips".to_owned(),
        kind: Some(FIX_ALL),
        edit: s.places().edit(&edits),
        ..CodeAction::default()
    })
}

fn convert(s: &Snapshot, action: Action) -> Option<CodeAction> {
    let mended = action.mends.and_then(|index| s.view().diagnostics.get(index));
    Some(CodeAction {
        kind: Some(kind(action.kind)),
        diagnostics: mended.map(|d| vec![convert::diagnostic(&s.world, &s.checked, d)]),
        edit: Some(s.places().edit(&action.edits)?),
        command: select_command(s, &action),
        is_preferred: action.preferred.then_some(true),
        title: action.title,
        ..CodeAction::default()
    })
}

fn kind(kind: Kind) -> CodeActionKind {
    match kind {
        Kind::Fix => CodeActionKind::QUICKFIX,
        Kind::Extract => CodeActionKind::REFACTOR_EXTRACT,
        Kind::Inline => CodeActionKind::REFACTOR_INLINE,
        Kind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
    }
}

/// Selects the word to fill in, in the text as it is after the edits.
fn select_command(s: &Snapshot, action: &Action) -> Option<Command> {
    if !s.world.profile().shows_documents {
        return None;
    }
    let select = action.select?;
    let text = edit::apply(s.view().text(), &action.edits)?;
    let index = LineIndex::new(&text);
    let positions = crate::position::Positions::new(&text, &index, s.world.profile().encoding);
    let uri = s.world.uri(&s.name)?;
    Some(Command {
        title: "Select".to_owned(),
        command: SELECT.to_owned(),
        arguments: Some(vec![json!(uri), json!(positions.range(select))]),
    })
}
