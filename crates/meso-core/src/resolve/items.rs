//! Recovery items: a word with its quantities.

use crate::plan::RecoveryItem;
use crate::syntax::ast::{Arg, Entry, Extent};
use crate::text::Span;
use crate::units::Range;

/// Reads how long and how warm out of an entry; everything else stays as written.
pub(crate) fn recovery(entry: &Entry, span: Span) -> RecoveryItem {
    // A quantity after a word belongs to the word: the 30 min of `within 30min` are no length of the meal.
    let own = |i: usize| {
        !matches!(i.checked_sub(1).and_then(|i| entry.args.get(i)).map(|a| &a.node), Some(Arg::Word(_)))
    };
    let mut duration = None;
    let mut temperature = None;
    for (i, arg) in entry.args.iter().enumerate() {
        match &arg.node {
            Arg::Extent(Extent::Time(t)) if own(i) && duration.is_none() => {
                duration = Some(Range { low: t.low.min(t.high), high: t.high.max(t.low) });
            }
            Arg::Quantity(range, unit) if temperature.is_none() && &**unit == "C" => {
                temperature = Some(Range { low: range.low.min(range.high), high: range.high.max(range.low) });
            }
            _ => {}
        }
    }
    RecoveryItem {
        method: String::from(&*entry.word.node),
        duration,
        temperature,
        args: entry.args.iter().map(|a| a.node.clone()).collect(),
        when: entry.when.as_ref().map(|w| w.node),
        note: entry.note.as_ref().map(|n| String::from(&*n.node)),
        span,
    }
}

/// A word that says what happened, not what is planned.
pub(crate) fn is_measure(word: &str) -> bool {
    matches!(
        word,
        "hrv"
            | "rest-hr"
            | "soreness"
            | "motivation"
            | "mood"
            | "fatigue"
            | "stress"
            | "weight"
            | "rpe"
            | "ferritin"
    )
}

/// A word that says what was done, or not.
pub(crate) fn is_report(word: &str) -> bool {
    matches!(word, "done" | "missed")
}
