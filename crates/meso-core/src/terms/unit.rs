//! Units of length and time, by their words.

use super::{Index, Term, Terms, terms};
use crate::units::DistanceUnit;

terms! {
    /// A unit in which times are written.
    pub enum TimeUnit {
        /// Hours.
        Hour: "h" | "hr" | "hrs" | "hour" | "hours", label = "hour", plural = "hours";
        /// Minutes.
        Minute: "min" | "mins" | "minute" | "minutes", label = "minute", plural = "minutes";
        /// Seconds.
        Second: "s" | "sec" | "secs" | "seconds", label = "second", plural = "seconds";
    }
}

impl TimeUnit {
    /// Seconds in one.
    #[must_use]
    pub const fn seconds(self) -> f64 {
        match self {
            TimeUnit::Hour => 3600.0,
            TimeUnit::Minute => 60.0,
            TimeUnit::Second => 1.0,
        }
    }
}

const fn length(
    of: DistanceUnit,
    also: &'static [&'static str],
    label: &'static str,
    plural: &'static str,
) -> Term<DistanceUnit> {
    Term { label, plural, ..Term::new(of, of.symbol(), also, plural) }
}

impl Terms for DistanceUnit {
    const TERMS: &'static [Term<Self>] = &[
        length(DistanceUnit::Kilometre, &["k", "kms"], "kilometre", "kilometres"),
        length(DistanceUnit::Mile, &["mile", "miles"], "mile", "miles"),
        length(DistanceUnit::Metre, &["metres", "meters"], "metre", "metres"),
        length(DistanceUnit::Yard, &["yds", "yards"], "yard", "yards"),
    ];
    const INDEX: &'static Index = &Index::of(Self::TERMS);
}

impl DistanceUnit {
    /// The unit that a word means, in any case of letters: whether `M` is metres or marathon pace is the grammar's matter.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::term_named(word).map(|term| term.of)
    }

    /// Several of it: `kilometres`.
    #[must_use]
    pub fn plural(self) -> &'static str {
        Self::TERMS.iter().find(|term| term.of == self).map_or("", |term| term.plural)
    }
}
