//! The words of the language by what they are, and which of them a misspelt word may mean.

mod words;

pub use words::*;

/// The word of some lists that is nearest to what was written, if it is near enough to be meant.
///
/// Near: one letter added, left out, changed or two exchanged (optimal string alignment) in a word of three to five
/// letters, two in a longer one, three above eight.
#[must_use]
pub fn similar<'w>(word: &str, lists: &[&[&'w str]]) -> Option<&'w str> {
    nearest(word, lists).map(|(_, near)| near)
}

/// Like [`similar`], with how far it is.
#[must_use]
pub fn nearest<'w>(word: &str, lists: &[&[&'w str]]) -> Option<(usize, &'w str)> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let allowed = match length {
        0..=2 | 33.. => return None,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    lists
        .iter()
        .flat_map(|list| list.iter())
        .filter(|w| w.len() > 1 && w.chars().take(40).count().abs_diff(length) <= allowed)
        .map(|w| (strsim::osa_distance(&word, &w.to_lowercase()), *w))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
}

/// Letters that are different between two words (optimal string alignment).
#[must_use]
pub fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// Is it a word of this list, in any case of letters?
#[must_use]
pub fn contains(list: &[&str], word: &str) -> bool {
    list.iter().any(|w| w.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        for (written, list, meant) in [
            ("intervls", EFFORTS, Some("intervals")),
            ("goel", SETTINGS, Some("goal")),
            ("weak", HEADS, Some("week")),
            ("tuse", WEEKDAYS, Some("tue")),
            ("banana", EFFORTS, None),
            ("E", EFFORTS, None),
        ] {
            assert_eq!(similar(written, &[list]), meant, "{written}");
        }
    }
}
