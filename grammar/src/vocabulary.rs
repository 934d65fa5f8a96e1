//! The words of the language, by what they are.

/// Words that may stand after `@`.
#[must_use]
pub fn target_words() -> &'static [&'static str] {
    &[
        "E",
        "M",
        "T",
        "I",
        "R",
        "easy",
        "steady",
        "moderate",
        "tempo",
        "threshold",
        "interval",
        "rep",
        "HM",
        "mile",
    ]
}

/// The word of a list that is nearest to what was written, if it is near enough to be meant.
#[must_use]
pub fn similar<'w>(word: &str, list: &[&'w str]) -> Option<&'w str> {
    let word = word.to_lowercase();
    let allowed = match word.chars().count() {
        0..=2 => return None,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    list.iter()
        .filter(|w| w.len() > 1)
        .map(|w| (strsim::osa_distance(&word, &w.to_lowercase()), *w))
        .filter(|(d, _)| *d <= allowed)
        .min_by_key(|(d, _)| *d)
        .map(|(_, w)| w)
}
