//! Recovery items: a word with its quantities.

use super::report::Report;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::plan::RecoveryItem;
use crate::syntax::ast::{Arg, Entry, Extent};
use crate::terms::{Amount, Detail, EntryKind};
use crate::text::{LineStart, Span};
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
        method: entry.word.node,
        duration,
        temperature,
        args: entry.args.iter().map(|a| a.node.clone()).collect(),
        when: entry.when.as_ref().map(|w| w.node),
        note: entry.note.as_ref().map(|n| String::from(&*n.node)),
        span,
    }
}

/// Says which quantities and details of an entry it does not take: they would be passed over.
pub(crate) fn check(entry: &Entry, at: LineStart, report: &mut Report) {
    let kind = entry.word.node;
    let detail = |i: usize| match entry.args.get(i).map(|a| &a.node) {
        Some(Arg::Word(word)) => Detail::named(word),
        _ => None,
    };
    for (i, arg) in entry.args.iter().enumerate() {
        let found = match amount(&arg.node) {
            Some(amount) => {
                // Behind a detail it is the detail's: `within 30min`; `20min before bed` stands before one.
                let of_detail =
                    i.checked_sub(1).and_then(detail).is_some_and(|d| d.facts().takes.contains(&amount));
                let ahead = matches!(amount, Amount::Time | Amount::Days)
                    && matches!(detail(i + 1), Some(Detail::Before | Detail::After));
                (!kind.takes(amount) && !of_detail && !ahead).then(|| amount.word())
            }
            None => detail(i).filter(|d| !kind.takes_detail(*d)).map(Detail::word),
        };
        let Some(what) = found else { continue };
        let what = if detail(i).is_some() { format!("`{what}`") } else { what.to_owned() };
        report.push(
            Diagnostic::new(&codes::ENTRY_VALUE, at.at(arg.span), format!("`{kind}` does not take {what}"))
                .help(format!("{}; a remark stands in quotes", takes(kind))),
        );
    }
}

/// `it takes a time and degrees`.
fn takes(kind: EntryKind) -> String {
    let amounts: Vec<&str> = kind.facts().takes.iter().map(|amount| amount.word()).collect();
    match amounts.as_slice() {
        [] => "it takes a time of day".to_owned(),
        [one] => format!("it takes {one}"),
        [most @ .., last] => format!("it takes {} or {last}", most.join(", ")),
    }
}

/// The kind of quantity that a part of an entry is.
fn amount(arg: &Arg) -> Option<Amount> {
    match arg {
        Arg::Quantity(_, unit) => Amount::of_unit(unit),
        Arg::Extent(Extent::Time(_)) => Some(Amount::Time),
        Arg::Extent(Extent::Distance(..)) => Some(Amount::Length),
        Arg::Score(..) => Some(Amount::Score),
        Arg::Clock(_) => Some(Amount::Clock),
        Arg::Pace(..) => Some(Amount::Pace),
        Arg::Extent(Extent::Lap | Extent::Param(_)) | Arg::Word(_) | Arg::Arrow => None,
    }
}
