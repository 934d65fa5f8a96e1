//! The words of a session: what stands in the text, and in a week that is `like` another one what is left of it.

use super::{PartId, PlannedStep, Session, StatedExtent};
use crate::text::{Sources, Span};
use std::borrow::Cow;

/// A scale nearer to 1 than this is none.
const SAME: f64 = 1e-9;

/// See [`Session::written`]; `own` is what stands for it where it is no copy.
pub(super) fn written<'t>(session: &Session, own: Span, sources: &'t Sources) -> Cow<'t, str> {
    let is_copy = !session.span.holds(session.text);
    if !is_copy {
        return Cow::Borrowed(sources.slice(own));
    }
    let text = sources.slice(session.text);
    if (session.scale - 1.0).abs() <= SAME || session.race.is_some() {
        return Cow::Borrowed(text);
    }
    let mut changes = Vec::new();
    if collect(session, &session.steps, sources, &mut changes).is_none() {
        return Cow::Owned(format!("{text} at {:.0}%", session.scale * 100.0));
    }
    changes.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len());
    let mut done = session.text.start;
    for (span, words) in changes {
        if span.start >= done {
            out.push_str(sources.slice(Span::new(session.text.file, done, span.start)));
            out.push_str(&words);
            done = span.end;
        }
    }
    out.push_str(sources.slice(Span::new(session.text.file, done, session.text.end)));
    Cow::Owned(out)
}

/// What has to be written otherwise; nothing where a number cannot be found in the words, as in a session that is called.
fn collect(
    session: &Session,
    steps: &[PlannedStep],
    sources: &Sources,
    changes: &mut Vec<(Span, String)>,
) -> Option<()> {
    for step in steps {
        match step {
            PlannedStep::Do(id) => {
                let part = session.part(*id)?;
                if part.strides || part.between || part.stated.is_none() {
                    continue;
                }
                let text = within(session, part.span, sources)?;
                let (start, end) = first_number(text)?;
                let unit = unit_behind(text.get(end..)?);
                let words = match part.stated? {
                    StatedExtent::Distance => match unit {
                        "km" => range(part.distance.map(|d| d.to_km()), 1),
                        "mi" => range(part.distance.map(|d| d.to_m() / 1609.344), 1),
                        "m" => range(part.distance.map(|d| d.to_m()), 0),
                        _ => return None,
                    },
                    StatedExtent::Time => match unit {
                        "min" => range(part.duration.map(|d| d.to_min()), 0),
                        "h" => range(part.duration.map(|d| d.to_h()), 1),
                        "s" => range(part.duration.map(|d| d.to_s()), 0),
                        _ => return None,
                    },
                    StatedExtent::Both | StatedExtent::Lap => return None,
                };
                changes.push((at(part.span, start, end)?, words));
            }
            PlannedStep::Repeat { times, body, span, .. } => {
                let strides = |id: &PartId| session.part(*id).is_some_and(|part| part.strides);
                if matches!(body.as_slice(), [PlannedStep::Do(id)] if strides(id)) {
                    continue;
                }
                let text = within(session, *span, sources)?;
                let (start, end) = first_number(text)?;
                if !text.get(end..)?.trim_start().starts_with(['x', '\u{d7}']) {
                    return None;
                }
                changes.push((at(*span, start, end)?, range(times.map(f64::from), 0)));
            }
        }
    }
    Some(())
}

/// The text of a place in the session's own words.
fn within<'t>(session: &Session, span: Span, sources: &'t Sources) -> Option<&'t str> {
    session.text.holds(span).then(|| sources.slice(span))
}

fn at(span: Span, start: usize, end: usize) -> Option<Span> {
    let bytes = |n: usize| u32::try_from(n).ok().map(|n| span.start.saturating_add(n));
    Some(Span::new(span.file, bytes(start)?, bytes(end)?))
}

/// Where the first number stands, or the first range: `8`, `4.5`, `6-8`.
fn first_number(text: &str) -> Option<(usize, usize)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text.get(start..)?;
    let length = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
    let number = rest.get(..length)?.trim_end_matches(['.', '-']);
    Some((start, start + number.len()))
}

/// The unit behind a number; nothing where the length goes on, as in `1h30`.
fn unit_behind(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let goes_on =
        text.get(end..).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    text.get(..end).filter(|_| !goes_on).unwrap_or("")
}

/// Both ends, or one where they are alike when written.
fn range(range: crate::units::Range<f64>, decimals: usize) -> String {
    let number = |x: f64| {
        let text = format!("{x:.decimals$}");
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    };
    let (low, high) = (number(range.low), number(range.high));
    if low == high { low } else { format!("{low}-{high}") }
}
