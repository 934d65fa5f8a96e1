//! The terms of the field: what a plan can name, and every word it can be named by.
//!
//! Each kind of term has one table, a row a term: its word, other spellings, its letter, how it is called in a sentence,
//! its plural, and a line about it. The syntax, findings, completion, hovers and the reference page take what they need from
//! there. `grammar/meso.pest` says where a word may stand; a test holds that both have the same words.

mod effort;
mod entry;
mod head;
mod intensity;
mod profile;
mod race;
mod setting;
mod share;
mod sport;
mod terrain;
mod unit;
mod week;

pub use effort::{Effort, EffortFacts};
pub use entry::{Amount, Detail, DetailFacts, EntryFacts, EntryGroup, EntryKind};
pub use head::HeadKind;
pub use intensity::Intensity;
pub use profile::{Experience, Profile, Sex};
pub use race::RaceName;
pub use setting::{SettingBlock, SettingFacts, SettingKey, Takes};
pub use share::ShareOf;
pub use sport::Sport;
pub use terrain::Terrain;
pub use unit::TimeUnit;
pub use week::{WeekKind, Weekday};

/// A term and its words.
#[derive(Clone, Copy, Debug)]
pub struct Term<T: 'static> {
    /// What is meant.
    pub of: T,
    /// Its canonical word.
    pub word: &'static str,
    /// Other spellings that are read as it.
    pub also: &'static [&'static str],
    /// Those of the other spellings that runners use as much as the canonical word, so that editors offer them too.
    pub offered: &'static [&'static str],
    /// Its letter: the zones.
    pub letter: Option<&'static str>,
    /// What it is called where there is room for more than its word.
    pub label: &'static str,
    /// Several of it.
    pub plural: &'static str,
    /// A line about it.
    pub about: &'static str,
    /// No line writes it as a term of this kind, so its word is not looked up: running is a sport that nobody names.
    pub unwritten: bool,
}

impl<T> Term<T> {
    /// A term with its word alone.
    pub(crate) const fn new(
        of: T,
        word: &'static str,
        also: &'static [&'static str],
        about: &'static str,
    ) -> Self {
        Term {
            of,
            word,
            also,
            offered: &[],
            letter: None,
            label: word,
            plural: word,
            about,
            unwritten: false,
        }
    }

    /// The words that an editor offers for it: whoever types another spelling needs no help with it.
    pub fn offers(&self) -> impl Iterator<Item = &'static str> + use<T> {
        std::iter::once(self.word).chain(self.offered.iter().copied())
    }

    /// Every word it is read by, the canonical one first, the letter last.
    pub fn spellings(&self) -> impl Iterator<Item = &'static str> + use<T> {
        let (word, also, letter) = (self.word, self.also, self.letter);
        let written = !self.unwritten;
        std::iter::once(word).chain(also.iter().copied()).chain(letter).filter(move |_| written)
    }
}

/// A word that a setting can have, whatever it is a word for.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The canonical word.
    pub word: &'static str,
    /// Other spellings.
    pub also: &'static [&'static str],
    /// A line about it.
    pub about: &'static str,
}

impl Choice {
    /// The choice that a word names, in any case of letters.
    #[must_use]
    pub fn named<'c>(choices: &'c [Choice], word: &str) -> Option<&'c Choice> {
        choices.iter().find(|c| std::iter::once(&c.word).chain(c.also).any(|w| w.eq_ignore_ascii_case(word)))
    }
}

/// A kind of terms, for whatever goes through all of them.
pub trait Terms: Copy + 'static {
    /// The table.
    const TERMS: &'static [Term<Self>];
    /// Where the words of the table are.
    const INDEX: &'static Index;

    /// The row that a word names, in any case of letters.
    #[must_use]
    fn term_named(word: &str) -> Option<&'static Term<Self>> {
        Self::INDEX.find(word, Self::TERMS)
    }
}

/// Finds a word's row without allocation: a hash of the word's ends, middle and length, made when this is compiled.
#[derive(Debug)]
pub struct Index {
    /// Row and spelling; a spelling beyond the others is the letter.
    slots: [(u8, u8); SLOTS],
}

const SLOTS: usize = 256;
const FREE: (u8, u8) = (u8::MAX, 0);

impl Index {
    /// The index of a table.
    pub(crate) const fn of<T>(terms: &[Term<T>]) -> Self {
        let mut slots = [FREE; SLOTS];
        let mut row = 0;
        while row < terms.len() {
            let term = &terms[row];
            let mut spelling = 0;
            while !term.unwritten && spelling < term.also.len() + 2 {
                if let Some(word) = nth(term, spelling) {
                    let mut at = slot(word.as_bytes());
                    while slots[at].0 != FREE.0 {
                        at = (at + 1) % SLOTS;
                    }
                    assert!(row < FREE.0 as usize && spelling < 256, "a table is too long");
                    #[allow(clippy::cast_possible_truncation)]
                    {
                        slots[at] = (row as u8, spelling as u8);
                    }
                }
                spelling += 1;
            }
            row += 1;
        }
        Index { slots }
    }

    fn find<T>(&self, word: &str, terms: &'static [Term<T>]) -> Option<&'static Term<T>> {
        let mut at = slot(word.as_bytes());
        loop {
            let (row, spelling) = *self.slots.get(at)?;
            let term = terms.get(usize::from(row))?;
            if nth(term, usize::from(spelling)).is_some_and(|w| w.eq_ignore_ascii_case(word)) {
                return Some(term);
            }
            at = (at + 1) % SLOTS;
        }
    }
}

const fn nth<T>(term: &Term<T>, spelling: usize) -> Option<&'static str> {
    match spelling {
        0 => Some(term.word),
        n if n <= term.also.len() => Some(term.also[n - 1]),
        _ => term.letter,
    }
}

const fn slot(word: &[u8]) -> usize {
    let n = word.len();
    if n == 0 {
        return 0;
    }
    ((word[0] | 0x20) as usize * 5
        + (word[n - 1] | 0x20) as usize * 31
        + (word[n / 2] | 0x20) as usize * 101
        + n * 17)
        % SLOTS
}

/// Declares a kind of terms and its table: a row a term, which is its documentation, its word, other spellings, and what
/// else there is to say of it.
macro_rules! terms {
    // With facts of their own: `=> Facts { … }` behind each row.
    (
        $(#[$meta:meta])*
        pub enum $kind:ident: $facts:ty {
            $(
                #[doc = $about:literal]
                $variant:ident: $word:literal $(| $also:literal)* $(, $field:ident = $value:expr)* => $fact:expr;
            )+
        }
    ) => {
        $crate::terms::terms! {
            $(#[$meta])*
            pub enum $kind {
                $(
                    #[doc = $about]
                    $variant: $word $(| $also)* $(, $field = $value)*;
                )+
            }
        }

        impl $kind {
            /// What else is to be known of it.
            #[must_use]
            pub fn facts(self) -> &'static $facts {
                static FACTS: &[$facts] = &[$($fact),+];
                &FACTS[self as usize]
            }
        }
    };
    (
        $(#[$meta:meta])*
        pub enum $kind:ident {
            $(
                #[doc = $about:literal]
                $variant:ident: $word:literal $(| $also:literal)* $(, $field:ident = $value:expr)*;
            )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $kind {
            $(
                #[doc = $about]
                $variant,
            )+
        }

        #[allow(clippy::needless_update)]
        impl $crate::terms::Terms for $kind {
            const TERMS: &'static [$crate::terms::Term<Self>] = &[$(
                $crate::terms::Term {
                    $($field: $value,)*
                    ..$crate::terms::Term::new(
                        $kind::$variant,
                        $word,
                        &[$($also),*],
                        $about.trim_ascii(),
                    )
                },
            )+];
            const INDEX: &'static $crate::terms::Index = &$crate::terms::Index::of(Self::TERMS);
        }

        impl $kind {
            /// The words as choices of a setting.
            pub const CHOICES: &'static [$crate::terms::Choice] = &[$(
                $crate::terms::Choice { word: $word, also: &[$($also),*], about: $about.trim_ascii() },
            )+];

            /// All of them, in the order of the table.
            pub const ALL: &'static [$kind] = &[$($kind::$variant),+];

            /// What a word means, in any case of letters.
            #[must_use]
            pub fn named(word: &str) -> Option<Self> {
                <Self as $crate::terms::Terms>::term_named(word).map(|term| term.of)
            }

            /// Its row of the table.
            #[must_use]
            pub fn term(self) -> &'static $crate::terms::Term<Self> {
                static TERMS: &[$crate::terms::Term<$kind>] = <$kind as $crate::terms::Terms>::TERMS;
                &TERMS[self as usize]
            }

            /// Its canonical word.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $($kind::$variant => $word,)+
                }
            }
        }

        impl std::fmt::Display for $kind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}
pub(crate) use terms;

/// A line about a term as it stands behind its word: without capital and stop.
#[must_use]
pub fn brief(about: &str) -> String {
    let mut text = about.trim_end_matches('.').to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    text
}

/// `1 day`, `3 days`: a number of something whose plural is regular.
#[must_use]
pub fn counted<N: std::fmt::Display + PartialEq + From<u8>>(n: N, thing: &str) -> String {
    if n == N::from(1) { format!("{n} {thing}") } else { format!("{n} {thing}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each_word_finds_its_row<T: Terms + PartialEq + std::fmt::Debug>() {
        for term in T::TERMS {
            for word in term.spellings() {
                let found = |word: &str| T::term_named(word).map(|t| t.of);
                assert_eq!(found(word), Some(term.of), "{word}: is it in two rows?");
                assert_eq!(found(&word.to_uppercase()), Some(term.of), "{word}");
                assert_ne!(found(&format!("{word}x")), Some(term.of), "{word}");
            }
            assert!(term.offered.iter().all(|word| term.also.contains(word)), "{}", term.word);
            assert!(!term.about.is_empty() && !term.label.is_empty(), "{}", term.word);
        }
        for word in ["", "q", "ä", "\u{feff}", &"long".repeat(100)] {
            assert_eq!(T::term_named(word).map(|t| t.of), None, "{word}");
        }
    }

    #[test]
    fn every_word_finds_its_row() {
        each_word_finds_its_row::<Effort>();
        each_word_finds_its_row::<EntryKind>();
        each_word_finds_its_row::<Detail>();
        each_word_finds_its_row::<HeadKind>();
        each_word_finds_its_row::<Profile>();
        each_word_finds_its_row::<Experience>();
        each_word_finds_its_row::<Sex>();
        each_word_finds_its_row::<SettingKey>();
        each_word_finds_its_row::<RaceName>();
        each_word_finds_its_row::<ShareOf>();
        each_word_finds_its_row::<Sport>();
        each_word_finds_its_row::<Terrain>();
        each_word_finds_its_row::<TimeUnit>();
        each_word_finds_its_row::<crate::units::DistanceUnit>();
        each_word_finds_its_row::<WeekKind>();
        each_word_finds_its_row::<Weekday>();
    }

    #[test]
    fn plurals_are_said_by_number() {
        assert_eq!(["0 days", "1 day", "2 days"], [0, 1, 2].map(|n| counted(n, "day")));
    }
}
