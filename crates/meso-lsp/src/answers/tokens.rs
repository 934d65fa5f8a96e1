//! Semantic tokens: the whole, a range, or what differs from the last answer.

use crate::snapshot::Snapshot;
use crate::world::Name;
use meso_core::text::Span;
use meso_ide::tokens::{self, Kind, Token};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use tower_lsp::lsp_types::{
    Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensEdit, SemanticTokensFullDeltaResult, SemanticTokensLegend,
};

/// What the numbers of tokens stand for.
pub(crate) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: Kind::ALL.iter().map(|kind| SemanticTokenType::new(kind.name())).collect(),
        token_modifiers: vec![SemanticTokenModifier::DEFINITION],
    }
}

/// The last answer for each open document.
#[derive(Default)]
pub(crate) struct Answered {
    last: Mutex<HashMap<Name, (String, Vec<SemanticToken>)>>,
    count: AtomicU64,
}

pub(crate) fn full(s: &Snapshot) -> SemanticTokens {
    let data = encode(s, &tokens::all(s.view()));
    let id = s.state.tokens.keep(s, data.clone());
    SemanticTokens { result_id: Some(id), data }
}

pub(crate) fn range(s: &Snapshot, range: Range) -> SemanticTokens {
    let span: Span = s.span(range);
    SemanticTokens { result_id: None, data: encode(s, &tokens::tokens(s.view(), span)) }
}

pub(crate) fn delta(s: &Snapshot, previous: &str) -> SemanticTokensFullDeltaResult {
    let data = encode(s, &tokens::all(s.view()));
    let old = s.state.tokens.last(&s.name, previous);
    let id = s.state.tokens.keep(s, data.clone());
    match old {
        None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id: Some(id), data }),
        Some(old) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
            result_id: Some(id),
            edits: difference(&old, &data),
        }),
    }
}

impl Answered {
    fn keep(&self, s: &Snapshot, data: Vec<SemanticToken>) -> String {
        let id = self.count.fetch_add(1, Ordering::Relaxed).to_string();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.retain(|name, _| s.world.open.contains_key(name));
        if s.world.open.contains_key(&s.name) {
            last.insert(Name::clone(&s.name), (id.clone(), data));
        }
        id
    }

    fn last(&self, name: &Name, id: &str) -> Option<Vec<SemanticToken>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.get(name).filter(|(known, _)| known == id).map(|(_, data)| data.clone())
    }
}

/// One edit between what is the same at both ends; the protocol counts in numbers, five a token.
fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, come) = (old.len() - head - tail, &new[head..new.len() - tail]);
    if gone == 0 && come.is_empty() {
        return Vec::new();
    }
    let numbers = |tokens: usize| u32::try_from(tokens * 5).unwrap_or(u32::MAX);
    let data = (!come.is_empty()).then(|| come.to_vec());
    vec![SemanticTokensEdit { start: numbers(head), delete_count: numbers(gone), data }]
}

fn encode(s: &Snapshot, tokens: &[Token]) -> Vec<SemanticToken> {
    let positions = s.own();
    let encoding = s.world.profile().encoding;
    let (mut line, mut column) = (0, 0);
    let mut data = Vec::with_capacity(tokens.len());
    for token in tokens {
        let at = positions.position(token.span.start);
        let delta_line = at.line - line;
        let delta_start = if delta_line == 0 { at.character - column } else { at.character };
        (line, column) = (at.line, at.character);
        data.push(SemanticToken {
            delta_line,
            delta_start,
            length: encoding.width(s.view().slice(token.span)),
            token_type: u32::try_from(Kind::ALL.iter().position(|kind| *kind == token.kind).unwrap_or(0))
                .unwrap_or(0),
            token_modifiers_bitset: u32::from(token.defines),
        });
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn token(n: u32) -> SemanticToken {
        SemanticToken { delta_line: n, delta_start: 0, length: 1, token_type: 0, token_modifiers_bitset: 0 }
    }

    proptest! {
        #[test]
        fn the_difference_makes_the_new_from_the_old(old in proptest::collection::vec(0u32..4, 0..12), new in proptest::collection::vec(0u32..4, 0..12)) {
            let (old, new): (Vec<_>, Vec<_>) = (old.into_iter().map(token).collect(), new.into_iter().map(token).collect());
            let mut made = old.clone();
            for edit in difference(&old, &new) {
                let start = edit.start as usize / 5;
                made.splice(start..start + edit.delete_count as usize / 5, edit.data.unwrap_or_default());
            }
            prop_assert_eq!(made, new);
        }
    }
}
