//! Race distances by name.

use super::{Index, Term, Terms};
use crate::units::Distance;
use std::fmt;

/// Race distances that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RaceName {
    /// `mile`
    Mile,
    /// `5k`
    FiveK,
    /// `10k`
    TenK,
    /// `half-marathon`
    Half,
    /// `marathon`
    Marathon,
    /// `3k`, `8k`, `15k`, `50k`, …: metres.
    Metres(u32),
}

impl Terms for RaceName {
    const TERMS: &'static [Term<Self>] = &[
        Term::new(RaceName::Mile, "mile", &[], "1609.344 m"),
        Term::new(RaceName::FiveK, "5k", &[], "5 km"),
        Term::new(RaceName::TenK, "10k", &[], "10 km"),
        Term {
            offered: &["HM"],
            ..Term::new(RaceName::Half, "half-marathon", &["half", "HM", "HMP"], "21.0975 km")
        },
        Term { letter: Some("M"), ..Term::new(RaceName::Marathon, "marathon", &["MP"], "42.195 km") },
    ];
    const INDEX: &'static Index = &Index::of(Self::TERMS);
}

impl RaceName {
    /// The race of a name: `marathon`, `HM`, `10k`, `7.5k`. A number of kilometres is plain digits.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        if let Some(term) = Self::term_named(word) {
            return Some(term.of);
        }
        let km = word.strip_suffix(['k', 'K'])?;
        if !km.starts_with(|c: char| c.is_ascii_digit())
            || !km.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        {
            return None;
        }
        let km: f64 = km.parse().ok()?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let metres = (km * 1000.0).clamp(0.0, 10_000_000.0) as u32;
        Some(RaceName::Metres(metres))
    }

    /// The name of a distance, where it has one of its own.
    #[must_use]
    pub fn of(distance: Distance) -> Option<Self> {
        Self::TERMS.iter().map(|term| term.of).find(|race| race.distance() == distance)
    }

    /// How far it is (World Athletics).
    #[must_use]
    pub const fn distance(self) -> Distance {
        match self {
            RaceName::Mile => Distance::MILE,
            RaceName::FiveK => Distance::from_m(5000),
            RaceName::TenK => Distance::from_m(10_000),
            RaceName::Half => Distance::HALF_MARATHON,
            RaceName::Marathon => Distance::MARATHON,
            RaceName::Metres(m) => Distance::from_m(m as i64),
        }
    }
}

impl fmt::Display for RaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RaceName::Metres(m) if m % 1000 == 0 => write!(f, "{}k", m / 1000),
            RaceName::Metres(m) => write!(f, "{m}m"),
            named => {
                f.write_str(Self::TERMS.iter().find(|term| term.of == *named).map_or("", |term| term.word))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_are_kilometres() {
        for (word, race) in [
            ("3k", Some(RaceName::Metres(3000))),
            ("7.5K", Some(RaceName::Metres(7500))),
            ("5k", Some(RaceName::FiveK)),
            ("hm", Some(RaceName::Half)),
            ("m", Some(RaceName::Marathon)),
            ("nank", None),
            ("infk", None),
            ("-5k", None),
            ("+5k", None),
            ("1e3k", None),
            (".5k", None),
            ("1.2.3k", None),
            ("k", None),
            ("", None),
        ] {
            assert_eq!(RaceName::named(word), race, "{word}");
        }
    }

    #[test]
    fn a_name_and_its_distance_are_one() {
        for term in RaceName::TERMS {
            assert_eq!(RaceName::of(term.of.distance()), Some(term.of));
            assert_eq!(RaceName::named(&term.of.to_string()), Some(term.of));
        }
    }
}
