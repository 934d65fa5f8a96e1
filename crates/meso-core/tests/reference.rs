//! The language reference is true: its blocks are plans without findings of the text, unless they say that they are broken.

use meso_core::syntax::{format, parse};

#[test]
fn the_blocks_of_the_reference_are_read() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/language.md");
    let page = std::fs::read_to_string(path).expect("the reference");
    let mut blocks = 0;
    for part in page.split("\n```meso").skip(1) {
        let (kind, rest) = part.split_once('\n').expect("a first line");
        let text = rest.split_once("\n```").expect("an end").0;
        let parsed = parse(text);
        let found: Vec<_> = parsed.lines.iter().flat_map(|l| &l.syntax.problems).collect();
        if kind == ",broken" {
            assert!(!found.is_empty(), "nothing is wrong with\n{text}");
        } else {
            assert!(found.is_empty(), "{found:#?}\n{text}");
            assert_eq!(format(text).trim_end(), text.trim_end(), "not in canonical layout");
        }
        blocks += 1;
    }
    assert!(blocks >= 8, "{blocks} blocks");
}

/// What stands in the tables as code is of the language too: words in the lists, sessions in the second columns.
#[test]
fn the_words_of_the_reference_are_words_of_the_language() {
    use meso_core::vocabulary as v;
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/language.md");
    let page = std::fs::read_to_string(path).expect("the reference");
    for (list, words) in [("entries", v::ENTRIES), ("settings", v::SETTINGS), ("sports", v::SPORTS)] {
        for word in words {
            let canonical = !matches!(
                *word,
                "cryotherapy"
                    | "foam-rolling"
                    | "stretching"
                    | "compression-boots"
                    | "swimming"
                    | "rowing"
                    | "skiing"
                    | "hiking"
                    | "cycling"
                    | "pool-run"
                    | "plyo"
                    | "cross-train"
                    | "cross-training"
            );
            assert!(
                !canonical || page.contains(&format!("`{word}`")),
                "the {list} in the reference lack `{word}`"
            );
        }
    }
    for line in page.lines().filter(|l| l.starts_with("| ") && l.contains("at marathon pace")) {
        let session = line.rsplit('`').nth(1).expect("code");
        assert!(parse(&format!("week 1\n  mon {session}")).lines[1].syntax.problems.is_empty(), "{session}");
    }
}
