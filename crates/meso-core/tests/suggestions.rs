//! What is offered for a line that cannot be read is another text, and one that can be read better.

use meso_core::codes;
use meso_core::syntax::ast::{LineFix, Problem};
use meso_core::syntax::parse_line;

fn fix(text: &str, fix: &LineFix) -> String {
    let mut text = text.to_owned();
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.0));
    for (span, new) in edits {
        text.replace_range(span.start as usize..span.end as usize, &new);
    }
    text
}

/// What the fixes of a line make of it.
fn fixed(text: &str) -> Vec<String> {
    let problems: Vec<Problem> = parse_line(text).problems;
    problems.iter().filter_map(|problem| problem.fix.as_ref()).map(|offered| fix(text, offered)).collect()
}

#[test]
fn a_head_is_parted_from_its_number() {
    assert_eq!(fixed("week1"), ["week 1"]);
    assert_eq!(fixed("Weeks2-4 like 1"), ["weeks 2-4 like 1"]);
    assert_eq!(fixed("wek3 like 2"), ["week 3 like 2"]);
    assert_eq!(fixed("wek 3"), ["week 3"]);
}

#[test]
fn nothing_is_offered_that_stands_there_or_cannot_be_read() {
    for line in
        ["week taper", "week taper total 65km", "  mon 35min E @<70%%hrmax", "plan kilometres \"Fifty\""]
    {
        assert!(!parse_line(line).problems.is_empty(), "{line}");
        assert_eq!(fixed(line), [""; 0], "{line}");
    }
}

#[test]
fn a_line_has_one_finding_for_all_its_spellings() {
    for (line, canonical) in [
        ("tues 8 km E", "  tue 8km E"),
        ("8k", "  8km"),
        ("  week 1", "week 1"),
        ("  mon 6×800 m @I", "  mon 6x800m @I"),
    ] {
        let spellings = parse_line(line).problems;
        assert_eq!(spellings.iter().filter(|p| p.code == &codes::NOTATION).count(), 1, "{line}");
        assert_eq!(fixed(line), [canonical], "{line}");
        assert!(parse_line(canonical).problems.is_empty(), "{canonical}");
    }
}
