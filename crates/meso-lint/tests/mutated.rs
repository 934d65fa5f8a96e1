//! Plans with a fault here and there: fixing them settles, and a spelling hides nothing from the rules.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use meso_core::codes;
use meso_core::diagnostic::{Applicability, Diagnostic};
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::fix::{Fixed, Outcome, fix};
use meso_lint::{Checked, Config};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

/// The plans of the repository and the examples of the rules.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders =
        ["examples", "grammar/corpus/valid", "grammar/corpus/broken", "crates/meso-lint/tests/plans"];
    let mut paths: Vec<_> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "meso"))
        .collect();
    paths.sort();
    let mut texts: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for meta in meso_lint::registry() {
        for example in meta.code.docs.split("```meso,").skip(1) {
            let (_, body) = example.split_once('\n').unwrap();
            texts.push(body.split("```").next().unwrap().replace("\n ", "\n").trim_start().to_owned());
        }
    }
    texts
});

fn check(text: &str) -> Checked {
    let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
    meso_lint::check(sources, root, &NoFiles, &Config::default())
}

fn fixed(text: &str, trust: Applicability, wanted: &dyn Fn(&Diagnostic) -> bool) -> Fixed {
    fix(SourceText::new("plan.meso", text), &NoFiles, &Config::default(), trust, wanted)
}

/// All that is said but of spellings, with its line.
fn said(checked: &Checked) -> Vec<(u32, &'static str, String)> {
    let lines = checked.analysis.sources.get(checked.analysis.root).line_index();
    let said = checked.diagnostics.iter().filter(|d| d.code != &codes::NOTATION);
    let mut said: Vec<_> =
        said.map(|d| (lines.line_of(d.span.start), d.code.name, format!("{:?}", d.severity))).collect();
    said.sort();
    said
}

fn is_of_text(name: &str) -> bool {
    codes::ALL.iter().any(|code| code.name == name)
}

/// What runners do to a text by mistake.
#[derive(Clone, Debug)]
enum Mistake {
    Delete(usize),
    Repeat(usize),
    Swap(usize),
    DeleteWord(usize),
    SwapWords(usize),
    DeleteLine(usize),
    RepeatLine(usize),
    SwapLines(usize),
}

fn mistake() -> impl Strategy<Value = Mistake> {
    (0..8, any::<usize>()).prop_map(|(kind, at)| match kind {
        0 => Mistake::Delete(at),
        1 => Mistake::Repeat(at),
        2 => Mistake::Swap(at),
        3 => Mistake::DeleteWord(at),
        4 => Mistake::SwapWords(at),
        5 => Mistake::DeleteLine(at),
        6 => Mistake::RepeatLine(at),
        _ => Mistake::SwapLines(at),
    })
}

impl Mistake {
    fn make(&self, text: &str) -> String {
        match *self {
            Mistake::Delete(at) | Mistake::Repeat(at) | Mistake::Swap(at) => {
                let pieces: Vec<String> = text.chars().map(String::from).collect();
                self.pieces(pieces, at)
            }
            Mistake::DeleteWord(at) | Mistake::SwapWords(at) => {
                self.pieces(text.split_inclusive(' ').map(str::to_owned).collect(), at)
            }
            Mistake::DeleteLine(at) | Mistake::RepeatLine(at) | Mistake::SwapLines(at) => {
                self.pieces(text.split_inclusive('\n').map(str::to_owned).collect(), at)
            }
        }
    }

    fn pieces(&self, mut pieces: Vec<String>, at: usize) -> String {
        if pieces.len() > 1 {
            let at = at % (pieces.len() - 1);
            match self {
                Mistake::Delete(_) | Mistake::DeleteWord(_) | Mistake::DeleteLine(_) => {
                    pieces.remove(at);
                }
                Mistake::Repeat(_) | Mistake::RepeatLine(_) => pieces.insert(at, pieces[at].clone()),
                Mistake::Swap(_) | Mistake::SwapWords(_) | Mistake::SwapLines(_) => pieces.swap(at, at + 1),
            }
        }
        pieces.concat()
    }
}

/// Ways to write a thing that are not the language's own: what stands there, and what is written instead.
const SPELLINGS: &[(&str, &str)] = &[
    ("mon ", "monday "),
    ("tue ", "tues "),
    ("wed ", "Wednesday "),
    ("thu ", "thurs "),
    ("sat ", "saturday "),
    ("km", " km"),
    ("km ", "k "),
    ("min", "'"),
    ("min", " min"),
    ("min", " minutes"),
    ("s ", "\" "),
    ("x", "×"),
    ("x", " x "),
    ("m @", " m @"),
    ("0m @", "0 @"),
    ("-", "–"),
    ("-", " - "),
    (" E", " e"),
    ("@T", "@t"),
    ("@I", "@i"),
    ("\"", "“"),
    (":", "."),
    (".", ","),
    ("C", " C"),
    ("C", "°C"),
    ("bpm", " bpm"),
    ("/km", " /km"),
    ("  ", ""),
    ("week ", "  week "),
];

/// The text with other spellings at some of the places where they fit.
fn respelt(text: &str, choices: &[(usize, usize)]) -> String {
    let mut text = text.to_owned();
    for (spelling, place) in choices {
        let (from, to) = SPELLINGS[spelling % SPELLINGS.len()];
        let places: Vec<usize> = text.match_indices(from).map(|found| found.0).collect();
        if let Some(&at) = places.get(place.checked_rem(places.len()).unwrap_or(0)) {
            text.replace_range(at..at + from.len(), to);
            // A note that opens in one style closes in it.
            let rest = at + to.len();
            if to == "“"
                && let Some(close) =
                    text[rest..].find(['"', '\n']).filter(|close| text[rest + close..].starts_with('"'))
            {
                text.replace_range(rest + close..rest + close + 1, "”");
            }
        }
    }
    text
}

/// A text is settled, and the fixes that are left are those that are refused.
fn settles(text: &str, trust: Applicability) -> Result<(), TestCaseError> {
    let once = fixed(text, trust, &|_| true);
    let twice = fixed(&once.text, trust, &|_| true);
    prop_assert_eq!(&twice.text, &once.text, "{:?}", twice.applied);
    prop_assert!(twice.applied.is_empty(), "{:?}", twice.applied);
    prop_assert_eq!(&twice.outcome, &once.outcome);
    let left = once.checked.diagnostics.iter().flat_map(|d| &d.fixes);
    let left = left.filter(|fix| fix.applicability <= trust && !fix.edits.is_empty()).count();
    prop_assert_eq!(left, once.refused().len());
    prop_assert_eq!(once.outcome == Outcome::Settled, left == 0);
    Ok(())
}

proptest! {
    // More with `PROPTEST_CASES=20000`.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fixing_a_mutated_plan_settles(
        text in 0..1000usize,
        mistakes in prop::collection::vec(mistake(), 1..8),
        choices in prop::collection::vec((any::<usize>(), any::<usize>()), 0..4),
    ) {
        let text = &TEXTS[text % TEXTS.len()];
        let text = mistakes.iter().fold(respelt(text, &choices), |text, mistake| mistake.make(&text));
        settles(&text, Applicability::Safe)?;
        settles(&text, Applicability::Unsafe)?;
    }

    #[test]
    fn a_spelling_hides_nothing_from_the_rules(
        text in 0..1000usize,
        choices in prop::collection::vec((any::<usize>(), any::<usize>()), 1..6),
    ) {
        let text = respelt(&TEXTS[text % TEXTS.len()], &choices);
        let written = check(&text);
        // The canonical text: every spelling as its fix writes it.
        let canonical = fixed(&text, Applicability::Safe, &|d| d.code == &codes::NOTATION);
        let (written, fixed) = (said(&written), said(&canonical.checked));
        // A spelling that replaces what could not be read beside it may make more of the line readable, never less.
        let unread = |said: &[(u32, &'static str, String)]| {
            let errors = said.iter().filter(|(_, name, severity)| severity == "Error" && is_of_text(name));
            errors.cloned().collect::<Vec<_>>()
        };
        let (unread_before, unread_after) = (unread(&written), unread(&fixed));
        if unread_before == unread_after {
            prop_assert_eq!(written, fixed, "\n{}\n---\n{}", text, canonical.text);
        } else {
            let known = unread_after.iter().all(|error| unread_before.contains(error));
            prop_assert!(known, "{:?}\n{}\n---\n{}", unread_after, text, canonical.text);
        }
    }
}

#[test]
fn the_rules_see_through_a_spelling() {
    let week = |day: &str, second: &str| format!("week 1\n  mon 6x(800m @I / 90s jog)\n{day} {second}\n");
    let canonical = check(&week("  tue", "6x(800m @I / 90s jog)"));
    assert!(said(&canonical).iter().any(|(_, name, _)| *name == "hard-day-back-to-back"));
    let days = ["  tue", "  tues", "  Tuesday", "tue", "tuesday"];
    let times = ["6x", "6 x ", "6×", "6 × "];
    let lengths = ["800m", "800 m", "800 metres", "800meters", "800", "0,8km", "0.8 km", "0.8 kms", "0.8k"];
    let targets = ["@I", "@i"];
    let recoveries = ["90s", "90 s", "90 sec", "90secs", "90 seconds", "90\"", "1'30", "1'30\"", "1:30"];
    let mut respelt = 0;
    for day in days {
        for times in times {
            for (length, target) in lengths.into_iter().flat_map(|l| targets.map(|t| (l, t))) {
                for recovery in recoveries {
                    let second = format!("{times}({length} {target} / {recovery} jog)");
                    let written = check(&week(day, &second));
                    respelt += usize::from(written.diagnostics.iter().any(|d| d.code == &codes::NOTATION));
                    assert_eq!(said(&written), said(&canonical), "{day} {second}");
                }
            }
        }
    }
    assert!(respelt > 3000, "{respelt}");
    let week =
        |indent: &str| format!("week 1\n  mon 8km E\n{indent}tue strength 40min; ice-bath 12min 12C\n");
    let canonical = check(&week("  "));
    assert!(said(&canonical).iter().any(|(_, name, _)| *name == "cold-after-strength"));
    assert_eq!(said(&check(&week(""))), said(&canonical));
}

#[test]
fn two_refused_fixes_of_one_title_do_not_hold_up_a_third() {
    let hard = "2km E then 6x(1km @5k / 90s jog)";
    let text =
        format!("week 1\n  mon {hard}\n  tue {hard}\n  thu 2km E then 5km E\n  sat 2km E then 5km E\n");
    let once = fixed(&text, Applicability::Safe, &|_| true);
    assert_eq!(once.text, text.replace("then", "+"));
    assert_eq!((once.applied.len(), &once.outcome), (4, &Outcome::Settled));
    // To write what was read uncovers nothing that was not there: the rules saw through it before.
    assert_eq!(said(&once.checked).iter().filter(|(_, name, _)| *name == "hard-day-back-to-back").count(), 1);
}
