//! Words to values. The lists of words are the grammar's; a test holds that every word of it has a meaning here.

use meso_grammar::vocabulary;

/// Is it a word of an entry?
pub(super) fn is_entry(word: &str) -> bool {
    vocabulary::contains(vocabulary::ENTRIES, word)
}

/// The canonical word of an entry.
pub(super) fn entry(word: &str) -> Box<str> {
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "rhr" => "rest-hr".into(),
        "foam-rolling" => "foam-roll".into(),
        "stretching" => "stretch".into(),
        "cold-bath" => "ice-bath".into(),
        "cryotherapy" => "cryo".into(),
        "compression-boots" => "boots".into(),
        "illness" => "sick".into(),
        "injured" => "injury".into(),
        "skipped" => "missed".into(),
        "meal" => "fuel".into(),
        "weather" => "temperature".into(),
        _ => lower.into(),
    }
}
