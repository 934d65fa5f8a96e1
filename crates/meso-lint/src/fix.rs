//! Applies the changes that findings offer, until there is nothing left to mend.

use crate::Checked;
use crate::config::Config;
use meso_core::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use meso_core::edit::{self, Edit};
use meso_core::load::Load;
use meso_core::text::{SourceText, Sources};
use std::collections::HashMap;

/// Rounds after which fixing gives up: fixes settle in two or three, so more is a mistake in a rule.
const ROUNDS: usize = 16;

/// A text after fixing.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The text; as it was if nothing was applied.
    pub text: String,
    /// What was done: the name of the finding, and the title of its fix.
    pub applied: Vec<(&'static str, String)>,
    /// What was not done, since it would have brought a new finding: the name, the title, the name of the new finding.
    pub refused: Vec<(&'static str, String, &'static str)>,
    /// What is still to be said of the text.
    pub checked: Checked,
}

/// Applies the best fix of every finding that `wanted` picks, if it may be trusted as much as `trust` says, again and
/// again until nothing changes. A fix is left out when it contradicts one before it in the text, and when it would bring
/// an error or warning of a kind that there were fewer of.
pub fn fix(
    source: SourceText,
    loader: &dyn Load,
    config: &Config,
    trust: Applicability,
    wanted: &dyn Fn(&Diagnostic) -> bool,
) -> Fixed {
    let name = source.name.clone();
    let look = |text: &str| {
        let (sources, root) = Sources::with(SourceText::new(name.clone(), text));
        crate::check(sources, root, loader, config)
    };
    let mut fixed = Fixed {
        text: source.text.to_string(),
        applied: Vec::new(),
        refused: Vec::new(),
        checked: look(&source.text),
    };
    for _ in 0..ROUNDS {
        let chosen: Vec<(&'static str, Fix)> = choose(&fixed, trust, wanted);
        if chosen.is_empty() {
            break;
        }
        let edits: Vec<Edit> = chosen.iter().flat_map(|(_, fix)| fix.edits.iter().cloned()).collect();
        let all = edit::apply(&fixed.text, &edits).map(|text| {
            let checked = look(&text);
            (text, checked)
        });
        if let Some((text, checked)) = all
            && worse(&fixed.checked, &checked).is_none()
        {
            fixed.applied.extend(chosen.into_iter().map(|(name, fix)| (name, fix.title)));
            fixed.text = text;
            fixed.checked = checked;
            continue;
        }
        if !one_by_one(&mut fixed, chosen, &look) {
            break;
        }
    }
    fixed
}

/// Applies one of the chosen fixes: the first that brings nothing new. The next round offers the others again, at their
/// new places. Gives `false` if there is none.
fn one_by_one(fixed: &mut Fixed, chosen: Vec<(&'static str, Fix)>, look: &dyn Fn(&str) -> Checked) -> bool {
    for (name, fix) in chosen {
        let Some(text) = edit::apply(&fixed.text, &fix.edits) else { continue };
        let checked = look(&text);
        match worse(&fixed.checked, &checked) {
            Some(new) => fixed.refused.push((name, fix.title, new)),
            None => {
                fixed.text = text;
                fixed.checked = checked;
                fixed.applied.push((name, fix.title));
                return true;
            }
        }
    }
    false
}

/// The fixes to apply together: trusted, of the root file, not refused before, none overlapping another.
fn choose(
    fixed: &Fixed,
    trust: Applicability,
    wanted: &dyn Fn(&Diagnostic) -> bool,
) -> Vec<(&'static str, Fix)> {
    let root = fixed.checked.analysis.root;
    let mut taken: Vec<Edit> = Vec::new();
    let mut chosen = Vec::new();
    for diagnostic in fixed.checked.diagnostics.iter().filter(|d| wanted(d)) {
        let name = diagnostic.code.name;
        let best = diagnostic.fixes.iter().find(|fix| {
            (fix.applicability == Applicability::Safe || trust == Applicability::Unsafe)
                && !fix.edits.is_empty()
                && fix.edits.iter().all(|edit| edit.span.file == root)
                && !fixed.refused.iter().any(|(n, title, _)| *n == name && *title == fix.title)
        });
        let Some(fix) = best else { continue };
        let clash = fix.edits.iter().any(|new| {
            taken.iter().any(|old| {
                (new.span.start < old.span.end && old.span.start < new.span.end)
                    || new.span.start == old.span.start
            })
        });
        if !clash {
            taken.extend(fix.edits.iter().cloned());
            chosen.push((name, fix.clone()));
        }
    }
    chosen
}

/// The kind of error or warning that there is more of than before.
fn worse(before: &Checked, after: &Checked) -> Option<&'static str> {
    let count = |checked: &Checked| {
        let mut counts: HashMap<&'static str, usize> = HashMap::new();
        for diagnostic in checked.diagnostics.iter().filter(|d| d.severity >= Severity::Warning) {
            *counts.entry(diagnostic.code.name).or_default() += 1;
        }
        counts
    };
    let before = count(before);
    count(after)
        .into_iter()
        .filter(|(name, n)| *n > before.get(name).copied().unwrap_or(0))
        .map(|(name, _)| name)
        .min()
}
