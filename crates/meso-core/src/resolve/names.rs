//! "Did you mean": the nearest of the names that would have been right.

/// The candidate that `word` most probably is a slip of, if one is near: at most one slip in three letters, and at
/// most two in words of up to eight.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    if length > 60 {
        return None;
    }
    let allowed = (length / 3).clamp(1, 3);
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .filter(|c| c.chars().count().abs_diff(length) <= allowed)
        .map(|c| (strsim::damerau_levenshtein(&word, &c.to_lowercase()), c))
        .filter(|(slips, _)| *slips <= allowed)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let names = ["cruise", "hills", "opener"];
        assert_eq!(nearest("opner", names), Some("opener"));
        assert_eq!(nearest("Hils", names), Some("hills"));
        assert_eq!(nearest("curise", names), Some("cruise"));
        assert_eq!(nearest("swim", names), None);
        assert_eq!(nearest(&"x".repeat(1000), names), None);
    }
}
