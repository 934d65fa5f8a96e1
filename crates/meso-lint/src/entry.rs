//! What an entry of a day or a log says beside its first word: quantities by name, times, marks.
//!
//! `fuel carbs 60g protein 20g within 30min` has grams of two things and a time after the run; `screens 20min before bed`
//! a time before something.

use meso_core::plan::{LogDay, RecoveryItem};
use meso_core::syntax::ast::{Arg, Extent, When};
use meso_core::terms::{Detail, EntryKind};
use meso_core::text::Span;
use meso_core::units::Duration;

/// A word of a log with what stands behind it, be it a measurement or something that was done for recovery.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// What it is.
    pub word: EntryKind,
    /// What stands behind it.
    pub said: Said<'a>,
    /// When on the day.
    pub when: Option<When>,
    /// Its note.
    pub note: Option<&'a str>,
    /// The item.
    pub span: Span,
}

/// All entries of a day of a log.
pub fn entries(log: &LogDay) -> impl Iterator<Item = Entry<'_>> {
    let measures = log.measures.iter().map(|m| Entry {
        word: m.kind,
        said: Said(&m.args),
        when: m.when,
        note: m.note.as_deref(),
        span: m.span,
    });
    measures.chain(log.recovery.iter().map(Entry::from))
}

impl<'a> From<&'a RecoveryItem> for Entry<'a> {
    fn from(item: &'a RecoveryItem) -> Self {
        Entry {
            word: item.method,
            said: Said(&item.args),
            when: item.when,
            note: item.note.as_deref(),
            span: item.span,
        }
    }
}

impl Entry<'_> {
    /// Minutes after midnight, where a clock time is given: `16:10 caffeine` or `caffeine 16:10`.
    #[must_use]
    pub fn minute_of_day(&self) -> Option<u16> {
        match self.when {
            Some(When::At(minute)) => Some(minute),
            _ => self.said.clock(),
        }
    }

    /// Does it say one of these words, as a mark or in its note?
    #[must_use]
    pub fn mentions(&self, words: &[&str]) -> bool {
        self.said.has_word(words)
            || self.note.is_some_and(|note| {
                let note = note.to_lowercase();
                words.iter().any(|word| note.contains(word))
            })
    }
}

/// A number with at most one decimal: `12`, `4.5`.
#[must_use]
pub fn tenths(x: f64) -> String {
    let text = format!("{x:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The quantities and marks behind a word.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a>(pub &'a [Arg]);

impl<'a> Said<'a> {
    /// Is one of these words among the marks?
    #[must_use]
    pub fn has_word(self, words: &[&str]) -> bool {
        self.0
            .iter()
            .any(|arg| matches!(arg, Arg::Word(w) if words.iter().any(|word| w.eq_ignore_ascii_case(word))))
    }

    /// What stands behind one of the marks.
    fn after(self, word: Detail) -> Option<&'a Arg> {
        let place = self
            .0
            .iter()
            .position(|arg| matches!(arg, Arg::Word(w) if w.eq_ignore_ascii_case(word.word())))?;
        self.0.get(place + 1)
    }

    /// What stands before one of the marks.
    fn ahead_of(self, word: Detail) -> Option<&'a Arg> {
        let place = self
            .0
            .iter()
            .position(|arg| matches!(arg, Arg::Word(w) if w.eq_ignore_ascii_case(word.word())))?;
        self.0.get(place.checked_sub(1)?)
    }

    /// `carbs 60g`: 60.
    #[must_use]
    pub fn grams(self, word: Detail) -> Option<f64> {
        match self.after(word)? {
            Arg::Quantity(range, unit) => {
                let amount = (range.low + range.high) / 2.0;
                match unit.as_ref() {
                    "g" | "" => Some(amount),
                    "mg" => Some(amount / 1000.0),
                    "kg" => Some(amount * 1000.0),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// `within 30min`: half an hour.
    #[must_use]
    pub fn within(self) -> Option<Duration> {
        self.after(Detail::Within).or_else(|| self.after(Detail::After)).and_then(length)
    }

    /// `2h before`, `20min before bed`.
    #[must_use]
    pub fn before(self) -> Option<Duration> {
        self.ahead_of(Detail::Before).and_then(length)
    }

    /// `hydrate 1.2l`, `hydrate 750ml`: litres.
    #[must_use]
    pub fn litres(self) -> Option<f64> {
        self.0.iter().find_map(|arg| match arg {
            Arg::Quantity(range, unit) => {
                let amount = (range.low + range.high) / 2.0;
                match unit.as_ref() {
                    "l" => Some(amount),
                    "ml" => Some(amount / 1000.0),
                    _ => None,
                }
            }
            _ => None,
        })
    }

    /// `alcohol 2`: a number without a unit, at the upper end of a range.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        self.0.iter().find_map(|arg| match arg {
            Arg::Quantity(range, unit) if unit.is_empty() => Some(range.high),
            _ => None,
        })
    }

    /// `sick 3 days`, `injury 2 weeks`: days, at the upper end of a range.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub fn days(self) -> Option<i32> {
        self.0.iter().find_map(|arg| match arg {
            Arg::Quantity(range, unit) => {
                let each = match unit.as_ref() {
                    "" | "days" => 1.0,
                    "weeks" => 7.0,
                    _ => return None,
                };
                Some((range.high * each).round().clamp(0.0, 3660.0) as i32)
            }
            _ => None,
        })
    }

    /// `bedroom 18C`: degrees Celsius, at the upper end of a range.
    #[must_use]
    pub fn celsius(self) -> Option<f64> {
        self.0.iter().find_map(|arg| match arg {
            Arg::Quantity(range, unit) => match unit.as_ref() {
                "C" => Some(range.high),
                _ => None,
            },
            _ => None,
        })
    }

    /// `bedtime 22:30`: minutes after midnight.
    #[must_use]
    pub fn clock(self) -> Option<u16> {
        self.0.iter().find_map(|arg| match arg {
            Arg::Clock(time) => whole_minutes(time.to_min()),
            _ => None,
        })
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole_minutes(minutes: f64) -> Option<u16> {
    (0.0..1440.0).contains(&minutes).then_some(minutes as u16)
}

/// An argument as a length of time.
fn length(arg: &Arg) -> Option<Duration> {
    match arg {
        Arg::Extent(Extent::Time(range)) => Some(range.high),
        Arg::Quantity(range, unit) => match unit.as_ref() {
            "h" => Some(Duration::from_min(range.high * 60.0)),
            "min" => Some(Duration::from_min(range.high)),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meso_core::units::Range;

    fn word(w: &str) -> Arg {
        Arg::Word(w.into())
    }

    fn amount(x: f64, unit: &str) -> Arg {
        Arg::Quantity(Range::one(x), unit.into())
    }

    fn time(minutes: f64) -> Arg {
        Arg::Extent(Extent::Time(Range::one(Duration::from_min(minutes))))
    }

    #[test]
    fn quantities_are_found_by_the_word_before_them() {
        let args = [
            word("carbs"),
            amount(60.0, "g"),
            word("protein"),
            amount(20_000.0, "mg"),
            word("within"),
            time(30.0),
        ];
        let said = Said(&args);
        assert_eq!(said.grams(Detail::Carbs), Some(60.0));
        assert_eq!(said.grams(Detail::Protein), Some(20.0));
        assert_eq!(said.grams(Detail::Fat), None);
        assert_eq!(Said(&[word("carbs"), amount(0.0625, "kg")]).grams(Detail::Carbs), Some(62.5));
        assert_eq!(said.within(), Some(Duration::from_min(30.0)));
        assert_eq!(said.before(), None);
    }

    #[test]
    fn a_time_before_something_stands_before_the_word() {
        let args = [time(20.0), word("before"), word("bed")];
        assert_eq!(Said(&args).before(), Some(Duration::from_min(20.0)));
        assert_eq!(Said(&args).within(), None);
        let in_hours = [amount(2.0, "h"), word("before")];
        assert_eq!(Said(&in_hours).before(), Some(Duration::from_min(120.0)));
        let in_minutes = [amount(45.0, "min"), word("before")];
        assert_eq!(Said(&in_minutes).before(), Some(Duration::from_min(45.0)));
        assert!(Said(&args).has_word(&["Bed"]));
    }

    #[test]
    fn amounts_are_found_by_their_unit() {
        assert_eq!(Said(&[amount(1.2, "l")]).litres(), Some(1.2));
        assert_eq!(Said(&[amount(750.0, "ml")]).litres(), Some(0.75));
        assert_eq!(Said(&[amount(2.0, "")]).number(), Some(2.0));
        assert_eq!(Said(&[amount(12.0, "C")]).celsius(), Some(12.0));
        assert_eq!(Said(&[amount(12.0, "l")]).number(), None);
    }

    #[test]
    fn a_clock_time_counts_from_midnight() {
        let half_past_ten = Arg::Clock(Duration::from_min(22.0 * 60.0 + 30.0));
        assert_eq!(Said(&[half_past_ten]).clock(), Some(22 * 60 + 30));
        let clock = |minutes: f64| Said(&[Arg::Clock(Duration::from_min(minutes))]).clock();
        assert_eq!([clock(0.0), clock(1439.0), clock(1440.0)], [Some(0), Some(1439), None]);
        assert_eq!(Said(&[Arg::Clock(Duration::from_min(42.0 * 60.0))]).clock(), None);
    }
}
