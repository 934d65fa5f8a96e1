//! Code actions: fixes, silences, refactorings, and everything safe at once.
//!
//! A client that can ask later gets names first, and the edits of the one that is chosen.

use crate::capabilities::FIX_ALL;
use crate::convert;
use crate::snapshot::Snapshot;
use meso_core::edit;
use meso_core::text::LineIndex;
use meso_ide::actions::{self, Action, Kind};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionTriggerKind, Command,
    Range, Url,
};

/// The command that selects a place; the server does it through `window/showDocument`.
pub(crate) const SELECT: &str = "meso.select";

/// What leads from an action that was offered back to its edits.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Offered {
    /// The plan.
    pub(crate) uri: Url,
    /// Where the action was asked for.
    range: Range,
    /// The text that it counts on, as the server numbers its states.
    revision: u64,
    /// Which of those that are offered there.
    place: usize,
}

pub(crate) fn actions(s: &Snapshot, range: Range, context: &CodeActionContext) -> Vec<CodeActionOrCommand> {
    let wanted = |kind: &CodeActionKind| {
        let within = |only: &CodeActionKind| {
            kind.as_str() == only.as_str()
                || kind.as_str().strip_prefix(only.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        context.only.as_ref().is_none_or(|all| all.iter().any(within))
    };
    // Refactorings are offered when somebody asks, not on every move of the cursor.
    let automatic = context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC) && context.only.is_none();
    let profile = s.world.profile();
    let mut found: Vec<CodeAction> = Vec::new();
    for (place, offer) in offers(s, range).iter().enumerate() {
        if !wanted(&offer.kind()) || automatic && offer.is_refactoring() {
            continue;
        }
        if !profile.resolves_edits {
            found.extend(offer.complete(s));
            continue;
        }
        let Some(uri) = s.world.uri(&s.name) else { continue };
        let revision = s.world.revision_of(&s.name);
        let data = serde_json::to_value(Offered { uri, range, revision, place }).ok();
        let command = if profile.resolves_commands { None } else { offer.command(s) };
        found.push(CodeAction { data, command, ..offer.name(s) });
    }
    found.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// An action that was offered, with its edits.
///
/// # Errors
/// When the text, or what is to be said of it, has changed since, so that the edits would hit the wrong places.
pub(crate) fn resolve(s: &Snapshot, action: CodeAction, offered: &Offered) -> Result<CodeAction> {
    if s.world.revision_of(&s.name) != offered.revision {
        return Err(Error::content_modified());
    }
    let complete = offers(s, offered.range).get(offered.place).and_then(|offer| offer.complete(s));
    // A library or the settings may have changed what is offered here.
    match complete.filter(|complete| complete.title == action.title) {
        Some(complete) => Ok(CodeAction { edit: complete.edit, command: complete.command, ..action }),
        None => Err(Error::content_modified()),
    }
}

enum Offer {
    One(Action),
    FixAll,
}

/// What is offered at a place, always in the same order.
fn offers(s: &Snapshot, range: Range) -> Vec<Offer> {
    let selection = s.span(range);
    let mut found = actions::fixes(s.view(), selection);
    found.extend(actions::refactorings(s.view(), selection));
    let mut offers: Vec<Offer> = found.into_iter().map(Offer::One).collect();
    if !s.fix_all().is_empty() {
        offers.push(Offer::FixAll);
    }
    offers
}

impl Offer {
    fn kind(&self) -> CodeActionKind {
        match self {
            Offer::One(action) => match action.kind {
                Kind::Fix => CodeActionKind::QUICKFIX,
                Kind::Extract => CodeActionKind::REFACTOR_EXTRACT,
                Kind::Inline => CodeActionKind::REFACTOR_INLINE,
                Kind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
            },
            Offer::FixAll => FIX_ALL,
        }
    }

    fn is_refactoring(&self) -> bool {
        matches!(self, Offer::One(action) if action.kind != Kind::Fix)
    }

    /// What a menu shows of it.
    fn name(&self, s: &Snapshot) -> CodeAction {
        let kind = Some(self.kind());
        match self {
            Offer::One(action) => {
                let fixed = action.fixes.and_then(|index| s.view().diagnostics.get(index));
                CodeAction {
                    title: action.title.clone(),
                    kind,
                    diagnostics: fixed.map(|d| vec![convert::diagnostic(&s.world, &s.checked, d)]),
                    is_preferred: action.preferred.then_some(true),
                    ..CodeAction::default()
                }
            }
            Offer::FixAll => CodeAction { title: "Fix all slips".to_owned(), kind, ..CodeAction::default() },
        }
    }

    /// The whole of it. `None` if a file that it changes has no address.
    fn complete(&self, s: &Snapshot) -> Option<CodeAction> {
        let edit = match self {
            Offer::One(action) => s.places().edit(&action.edits),
            Offer::FixAll => s.places().edit(s.fix_all()),
        };
        Some(CodeAction { edit: Some(edit?), command: self.command(s), ..self.name(s) })
    }

    /// Selects the word to fill in, in the text as it is after the edits.
    fn command(&self, s: &Snapshot) -> Option<Command> {
        let Offer::One(action) = self else { return None };
        let select = action.select.filter(|_| s.world.profile().shows_documents)?;
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
}
