//! The language reference is true: its blocks are plans without findings of the text, unless they say that they are broken.

use meso_core::syntax::{format, parse};
use meso_core::terms::{
    Effort, EntryGroup, EntryKind, SettingBlock, SettingKey, Sport, Terms, Terrain, brief,
};

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

/// The lists of words in the tables are those of `terms`: stale rows are rewritten, and this fails once.
#[test]
fn the_words_of_the_reference_are_the_terms() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/language.md");
    let page = std::fs::read_to_string(&path).expect("the reference");
    let letters: Vec<_> = Effort::zones().map(|(letter, _)| letter).collect();
    let rows = [
        ("effort", format!("{}, letters `{}`", words::<Effort>(), letters.join(" "))),
        ("sport", words::<Sport>()),
        ("ground", format!("{}, `+600m` or `+1000ft` of climb", words::<Terrain>())),
    ];
    let mut fresh = page.clone();
    for (first, second) in rows {
        let start = format!("\n| {first} | ");
        let (before, row) = fresh.split_once(&start).unwrap_or_else(|| panic!("no row `{first}`"));
        let after = row.split_once('\n').expect("an end").1;
        fresh = format!("{before}{start}{second} |\n{after}");
    }
    // The table of entries.
    let head = "| about | words | takes |\n|---|---|---|\n";
    let (before, table) = fresh.split_once(head).expect("a table of entries");
    let rest = table.find("\n\n").map_or("", |end| &table[end..]);
    let rows: Vec<String> = EntryGroup::ALL.iter().map(|group| entry_row(*group)).collect();
    fresh = format!("{before}{head}{}{rest}", rows.join("\n"));
    // The table of settings, row by row.
    let head = "| setting | under | wants | about |\n|---|---|---|---|\n";
    let (before, table) = fresh.split_once(head).expect("a table of settings");
    let rest = table.find("\n\n").map_or("", |end| &table[end..]);
    let rows: Vec<String> = SettingKey::known().map(setting_row).collect();
    fresh = format!("{before}{head}{}{rest}", rows.join("\n"));
    if fresh != page {
        std::fs::write(path, fresh).expect("written");
        panic!("docs/language.md was stale and has been rewritten: commit it");
    }
}

fn setting_row(key: SettingKey) -> String {
    let (term, facts) = (key.term(), key.facts());
    let block = match facts.block {
        SettingBlock::Plan => "`plan`",
        SettingBlock::Athlete => "`athlete`",
        SettingBlock::Both => "either",
    };
    let several = if facts.several { "; may stand several times" } else { "" };
    format!("| `{}` | {block} | {} | {}{several} |", term.word, facts.wants, brief(term.about))
}

/// The words of a group with their spellings, and what each takes.
fn entry_row(group: EntryGroup) -> String {
    let kinds: Vec<_> = EntryKind::ALL.iter().filter(|kind| kind.facts().group == group).collect();
    let word = |kind: &&EntryKind| {
        let also: Vec<_> = kind.term().offered.iter().map(|word| format!(" (`{word}`)")).collect();
        format!("`{kind}`{}", also.concat())
    };
    let mut takes: Vec<&str> = Vec::new();
    for amount in
        kinds.iter().filter(|kind| ***kind != EntryKind::LabTest).flat_map(|kind| kind.facts().takes)
    {
        if !takes.contains(&amount.word()) {
            takes.push(amount.word());
        }
    }
    let words: Vec<_> = kinds.iter().map(word).collect();
    format!("| {} | {} | {} |", group.label(), words.join(" "), takes.join(", "))
}

/// The words that an editor would offer.
fn words<T: Terms>() -> String {
    let terms = T::TERMS.iter().filter(|term| !term.unwritten);
    let words: Vec<_> = terms.flat_map(|term| term.offers()).map(|word| format!("`{word}`")).collect();
    words.join(" ")
}

/// What a coach says and how it is written: the second column is of the language.
#[test]
fn what_coaches_say_is_read() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/language.md");
    let page = std::fs::read_to_string(path).expect("the reference");
    for line in page.lines().filter(|l| l.starts_with("| ") && l.contains("at marathon pace")) {
        let session = line.rsplit('`').nth(1).expect("code");
        assert!(parse(&format!("week 1\n  mon {session}")).lines[1].syntax.problems.is_empty(), "{session}");
    }
}
