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

#[cfg(test)]
mod tests {
    use super::*;
    use meso_core::diagnostic::Code;
    use meso_core::load::NoFiles;
    use meso_core::text::{FileId, Span};

    static ONE: Code = Code { name: "one", severity: Severity::Warning, docs: "" };
    static TWO: Code = Code { name: "two", severity: Severity::Warning, docs: "" };

    /// A plan of which this was found.
    fn found(diagnostics: Vec<Diagnostic>) -> Checked {
        let (sources, root) = Sources::with(SourceText::new("plan.meso", "plan \"Fixes\"\n"));
        let checked = crate::check(sources, root, &NoFiles, &Config::default());
        Checked { diagnostics, ..checked }
    }

    fn mend(title: &str, applicability: Applicability, file: u32, at: &[(u32, u32)]) -> Fix {
        let edit = |&(start, end): &(u32, u32)| Edit::delete(Span::new(FileId(file), start, end));
        Fix { title: title.to_owned(), applicability, edits: at.iter().map(edit).collect() }
    }

    fn with(code: &'static Code, fix: Fix) -> Diagnostic {
        Diagnostic::new(code, Span::new(FileId(0), 0, 1), "found").fix(fix)
    }

    /// The titles of what is chosen of these; `one: refused` was refused before.
    fn chosen(trust: Applicability, fixes: Vec<Fix>) -> Vec<String> {
        let checked = found(fixes.into_iter().map(|fix| with(&ONE, fix)).collect());
        let refused = vec![("one", "refused".to_owned(), "two")];
        let fixed = Fixed { text: String::new(), applied: Vec::new(), refused, checked };
        choose(&fixed, trust, &|_| true).into_iter().map(|(_, fix)| fix.title).collect()
    }

    #[test]
    fn a_fix_is_chosen_if_it_may_be_trusted_and_was_not_refused() {
        use Applicability::{Safe, Unsafe};
        let at: &[(u32, u32)] = &[(1, 2)];
        let all = || {
            vec![
                mend("refused", Safe, 0, at),
                mend("nothing", Safe, 0, &[]),
                mend("elsewhere", Safe, 1, at),
                mend("bold", Unsafe, 0, &[(3, 4)]),
                mend("good", Safe, 0, at),
            ]
        };
        assert_eq!(chosen(Safe, all()), ["good"]);
        assert_eq!(chosen(Unsafe, all()), ["bold", "good"]);
        // What was refused of one rule may be right of another.
        let checked = found(vec![with(&TWO, mend("refused", Safe, 0, at))]);
        let refused = vec![("one", "refused".to_owned(), "two")];
        let fixed = Fixed { text: String::new(), applied: Vec::new(), refused, checked };
        assert_eq!(choose(&fixed, Safe, &|_| true).len(), 1);
        assert_eq!(choose(&fixed, Safe, &|_| false).len(), 0);
    }

    #[test]
    fn of_two_fixes_that_touch_one_place_the_first_is_chosen() {
        let second = |at: (u32, u32)| {
            let two = vec![
                mend("first", Applicability::Safe, 0, &[(10, 14)]),
                mend("second", Applicability::Safe, 0, &[at]),
            ];
            chosen(Applicability::Safe, two).len() == 2
        };
        for overlapping in [(10, 14), (9, 11), (13, 15), (11, 12), (8, 20), (10, 10), (10, 12)] {
            assert!(!second(overlapping), "{overlapping:?}");
        }
        for apart in [(8, 10), (14, 16), (0, 1), (20, 30), (14, 14)] {
            assert!(second(apart), "{apart:?}");
        }
    }

    #[test]
    fn more_errors_or_warnings_of_a_kind_are_worse() {
        let of = |severities: &[(&'static Code, Severity)]| {
            let said = |&(code, severity): &(&'static Code, Severity)| Diagnostic {
                severity,
                ..Diagnostic::new(code, Span::new(FileId(0), 0, 1), "found")
            };
            found(severities.iter().map(said).collect())
        };
        use Severity::{Error, Info, Warning};
        let two = of(&[(&ONE, Warning), (&TWO, Warning)]);
        assert_eq!(worse(&two, &two), None);
        assert_eq!(worse(&two, &of(&[(&ONE, Warning)])), None);
        assert_eq!(worse(&two, &of(&[(&ONE, Info), (&ONE, Info), (&TWO, Warning)])), None);
        assert_eq!(worse(&two, &of(&[(&ONE, Warning), (&ONE, Warning), (&TWO, Warning)])), Some("one"));
        assert_eq!(worse(&of(&[]), &of(&[(&TWO, Error), (&ONE, Error)])), Some("one"));
        // A graver finding in the place of another of its kind is none more.
        assert_eq!(worse(&two, &of(&[(&TWO, Error)])), None);
    }

    #[test]
    fn fixing_gives_up_after_sixteen_rounds() {
        // Of twenty needless lines only the topmost is wanted, so every round takes out one.
        let line = "  allow sleep-short \"new baby\"\n";
        let text = format!("plan \"Fixes\"\n{}week 1\n  tue 6km E\n", line.repeat(20));
        let top = u32::try_from(text.find("allow").unwrap_or(0)).unwrap_or(0);
        let source = SourceText::new("plan.meso", text);
        let wanted = |d: &Diagnostic| d.span.start == top;
        let fixed = fix(source, &NoFiles, &Config::default(), Applicability::Safe, &wanted);
        assert_eq!((fixed.applied.len(), fixed.text.matches(line).count()), (16, 4));
    }
}
