//! The tables of terms and `grammar/meso.pest` have the same words: a spelling is added to both, and this says which lacks it.

use meso_core::terms::{
    Detail, Effort, EntryKind, HeadKind, RaceName, SettingKey, ShareOf, Sport, Term, Terms, Terrain,
    TimeUnit, WeekKind, Weekday,
};
use meso_core::units::DistanceUnit;
use meso_core::vocabulary as grammar;
use std::collections::BTreeSet;

type Words = BTreeSet<&'static str>;

fn of<T: Terms>(words: impl Fn(&'static Term<T>) -> Vec<&'static str>) -> Words {
    T::TERMS.iter().filter(|term| !term.unwritten).flat_map(words).collect()
}

fn all<T: Terms>() -> Words {
    of::<T>(|term| [&[term.word], term.also].concat())
}

#[test]
fn the_tables_have_the_words_of_the_grammar() {
    let letters = of::<Effort>(|term| term.letter.into_iter().collect());
    let days = of::<Weekday>(|term| vec![term.word]);
    let other_days = of::<Weekday>(|term| term.also.to_vec());
    // `10k` is a number and a `k` to the grammar.
    let races: Words = all::<RaceName>().into_iter().filter(|w| w.starts_with(char::is_alphabetic)).collect();
    let units: Words = &all::<DistanceUnit>() | &all::<TimeUnit>();
    for (rules, table, words) in [
        ("effort_word", all::<Effort>(), grammar::EFFORTS),
        ("zone_letter", letters, grammar::ZONES),
        ("sport", all::<Sport>(), grammar::SPORTS),
        ("terrain", all::<Terrain>(), grammar::TERRAINS),
        ("weekday", days, grammar::WEEKDAYS),
        ("long_weekday", other_days, grammar::OTHER_WEEKDAYS),
        ("week_kind", all::<WeekKind>(), grammar::WEEK_KINDS),
        ("race_name and race_pace_name", races, grammar::RACES),
        ("share_of", all::<ShareOf>(), grammar::SHARES),
        ("metric, hours, minutes and seconds", units, grammar::UNITS),
        ("entry_word", all::<EntryKind>(), grammar::ENTRIES),
        ("entry_detail", all::<Detail>(), grammar::DETAILS),
        ("setting_key", all::<SettingKey>(), grammar::SETTINGS),
        ("the heads", all::<HeadKind>(), grammar::HEADS),
    ] {
        let words: Words = words.iter().copied().collect();
        let (only_table, only_grammar) = (&table - &words, &words - &table);
        assert!(
            only_table.is_empty() && only_grammar.is_empty(),
            "{rules}: meso.pest lacks {only_table:?}, or its tests were not run; meso-core/src/terms lacks {only_grammar:?}"
        );
    }
}
