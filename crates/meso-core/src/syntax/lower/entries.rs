//! Recovery methods, measurements and what was done: words with quantities.

use super::{Pair, Reader};
use crate::codes;
use crate::syntax::ast::{Arg, ChoiceKind, Entry, Extent, SessionItem, Step, StepKind};
use crate::terms::{Detail, EntryKind};
use crate::text::{LineSpan, Spanned};
use meso_grammar::{Rule, vocabulary};

impl<'t> Reader<'t> {
    pub(super) fn entry(&mut self, pair: Pair<'_>) -> Entry {
        let mut when = None;
        let mut word = Spanned::new(EntryKind::Sleep, LineSpan::default());
        let mut args: Vec<Spanned<Arg>> = Vec::new();
        let mut note = None;
        for p in pair.into_inner() {
            let at = self.span(&p);
            match p.as_rule() {
                Rule::when => when = Some(self.when(&p)),
                Rule::entry_word => {
                    word = Spanned::new(EntryKind::named(p.as_str()).unwrap_or(word.node), at);
                }
                Rule::string => note = Some(self.string(&p)),
                _ => {
                    let length = match args.last().map(|a| &a.node) {
                        Some(Arg::Word(before)) => &**before == "in",
                        None => word.node == EntryKind::Done,
                        _ => false,
                    };
                    args.extend(self.entry_arg(p, word.node, length).map(|a| Spanned::new(a, at)));
                }
            }
        }
        Entry { when, word, args, note }
    }

    /// A word within an entry that the language does not have.
    fn unknown_detail(&mut self, pair: &Pair<'_>, kind: EntryKind) {
        let (word, at) = (pair.as_str(), self.span(pair));
        let details: Vec<&str> = kind.details().map(Detail::word).collect();
        let near = vocabulary::similar(word, &[&details]);
        let problem = self.problem(
            &codes::UNKNOWN_WORD,
            at,
            match near {
                Some(near) => format!("unknown word `{word}`; did you mean `{near}`?"),
                None => format!("unknown word `{word}`"),
            },
        );
        problem.help = Some(format!("a remark stands in quotes: `\"{word}\"`"));
        let text = near.map_or_else(|| format!("\"{word}\""), str::to_owned);
        problem.fix = Some(super::replace(at, &text, super::Applicability::Unsafe));
    }

    fn entry_arg(&mut self, p: Pair<'_>, kind: EntryKind, length: bool) -> Option<Arg> {
        Some(match p.as_rule() {
            Rule::arrow => Arg::Arrow,
            Rule::score => {
                let mut numbers = p.into_inner();
                let (of, out_of) = (numbers.next()?, numbers.next()?);
                Arg::Score(self.number_with_point(&of), self.number_with_point(&out_of))
            }
            Rule::entry_clock => {
                let p = p.into_inner().next()?;
                Arg::Clock(self.clock(&p, !length))
            }
            Rule::entry_extent => match self.extent(p.into_inner().next()?)?.node {
                Extent::Lap => Arg::Word("lap".into()),
                extent => Arg::Extent(extent),
            },
            Rule::entry_pace => {
                let p = p.into_inner().next()?;
                match self.pace(p)? {
                    crate::syntax::ast::Target::Pace(pace, unit) => Arg::Pace(pace, unit),
                    _ => return None,
                }
            }
            Rule::quantity => {
                let at = self.span(&p);
                let unit = p.into_inner().find(|p| p.as_rule() == Rule::quantity_unit);
                let unit = unit.map(|u| quantity_unit(u.as_str())).unwrap_or_default();
                let calendar = matches!(&*unit, "days" | "weeks");
                if p.as_str().contains(' ') && !calendar {
                    self.slip(at, p.as_str().replace(' ', ""));
                }
                let below_zero = p.into_inner().any(|p| p.as_rule() == Rule::minus);
                let range = self.range(p.into_inner())?.map(|x| if below_zero { -x } else { x });
                if &*unit == "F" {
                    Arg::Quantity(range.map(|f| (f - 32.0) / 1.8), "C".into())
                } else {
                    Arg::Quantity(range, unit)
                }
            }
            Rule::name => {
                self.unknown_detail(&p, kind);
                return None;
            }
            _ => Arg::Word(p.as_str().to_ascii_lowercase().into()),
        })
    }
}

/// `compression`, `missed "travel"`: a word alone reads like a session's name, until it is seen to be an entry's.
pub(super) fn lone_entry(session: &SessionItem) -> Option<Entry> {
    let [choice] = session.choices.as_slice() else { return None };
    let (ChoiceKind::Steps(steps), None) = (&choice.kind, choice.class) else { return None };
    let [Step { kind: StepKind::Call(call), with, note, .. }] = steps.as_slice() else { return None };
    if !call.args.is_empty() || !with.is_empty() {
        return None;
    }
    let word = Spanned::new(EntryKind::named(&call.name)?, call.name.span);
    Some(Entry {
        when: session.when,
        word,
        args: Vec::new(),
        note: choice.note.clone().or_else(|| note.clone()),
    })
}

/// The canonical unit that a word of the grammar's list means.
pub(super) fn quantity_unit(word: &str) -> Box<str> {
    match word {
        "°C" | "C" => "C".into(),
        "°F" | "F" => "F".into(),
        "µg" => "mcg".into(),
        _ => match word.to_ascii_lowercase().as_str() {
            "lbs" => "lb".into(),
            "day" => "days".into(),
            "week" => "weeks".into(),
            "w" => "W".into(),
            "iu" => "IU".into(),
            lower => lower.into(),
        },
    }
}
