//! Formatting changes how a plan looks, and nothing else.

mod common;

use common::{lines, meaning};
use meso_core::syntax::format;
use proptest::prelude::*;

fn check(text: &str) {
    let once = format(text);
    assert_eq!(format(&once), once, "formatting again changes {once:?}");
    assert_eq!(meaning(text), meaning(&once), "{text:?} became {once:?}");
}

#[test]
fn blanks_indentation_and_alignment() {
    let written = "plan  \"Spring\"\n goal marathon   on 2027-04-25\n\tweek-starts Mon   # a note\n\n\n\n\nsession cruise ( n=4 ,rec = 60s )  hard\n   n x(1600m @ T/rec jog)\n\nweek 1\nweek 2   recovery\n     MON   8km   Easy+6x( 20s strides/60s jog );sleep 8h   # far\n   - sauna 15min\n  # inside\n # more\n  fri 8 km E\n  sat ((((\n";
    let expected = "plan \"Spring\"\n  goal         marathon on 2027-04-25\n  week-starts  Mon  # a note\n\n\nsession cruise(n = 4, rec = 60s) hard\n  n x (1600m @T / rec jog)\n\nweek 1\nweek 2 recovery\n  mon 8km easy + 6x(20s strides / 60s jog); sleep 8h       # far\n      - sauna 15min\n  # inside\n  # more\n  fri 8 km E\n  sat ((((\n";
    assert_eq!(format(written), expected);
    check(written);
}

#[test]
fn line_ends_marks_and_empty_texts_are_kept() {
    assert_eq!(format(""), "");
    assert_eq!(format("\n\n"), "");
    assert_eq!(format("\u{feff}week 1\r\n   mon rest"), "\u{feff}week 1\r\n  mon rest\r\n");
    assert_eq!(format("week 1\r  mon rest  \r"), "week 1\r  mon rest\r");
}

#[test]
fn what_nobody_sees_is_not_laid_out_of_sight() {
    for text in ["week 1\n\t\u{feff}mon  rest\n", "week 1\n  \u{feff}# note\n", "\n\u{feff}\n"] {
        check(text);
        assert!(format(text).contains('\u{feff}'), "{text:?}");
    }
}

#[test]
fn a_day_with_nothing_before_its_semicolon_is_a_day() {
    for text in ["week 1\n  mon;# note\n", "week 1\n  tue ;\n  2027-01-05:;\n", "week 1\n  any;\n"] {
        check(text);
    }
    assert_eq!(format("week 1\n  mon; # rest\n"), "week 1\n  mon  # rest\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_meaning_stays(text in prop::collection::vec(lines::line(), 0..8)) {
        check(&text.join("\n"));
    }

    #[test]
    fn any_text_can_be_formatted(text in "(?s).{0,120}") {
        check(&text);
    }
}
