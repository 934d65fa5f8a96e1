//! Whatever a text is, it is read without a panic, and each of its lines as if the others were not there.

mod common;

use common::lines::line;
use meso_core::syntax::ast::{LineSyntax, Parsed};
use meso_core::syntax::{parse, parse_line};
use proptest::prelude::*;

/// All places of findings and fixes are within the line and between characters.
fn check_places(line: &str, syntax: &LineSyntax) {
    let inside = |span: meso_core::text::LineSpan| {
        assert!(span.start <= span.end, "{line:?}: {span:?}");
        assert!(line.is_char_boundary(span.start as usize), "{line:?}: {span:?}");
        assert!(line.is_char_boundary(span.end as usize), "{line:?}: {span:?}");
    };
    for problem in &syntax.problems {
        inside(problem.span);
        assert!(!problem.message.is_empty());
        for (span, _) in problem.fix.iter().flat_map(|f| &f.edits) {
            inside(*span);
        }
    }
    syntax.comment.into_iter().for_each(inside);
}

fn lines(parsed: &Parsed) -> Vec<&LineSyntax> {
    parsed.lines.iter().map(|l| &*l.syntax).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_line_is_read(line in line()) {
        check_places(&line, &parse_line(&line));
    }

    /// Wide blanks are several bytes long and are read as so many blanks.
    #[test]
    fn wide_blanks_are_read(line in "[ \u{a0}\u{2009}\u{202f}–'x0-9a-eCkm\"/@()+-]{0,24}") {
        check_places(&line, &parse_line(&line));
    }

    #[test]
    fn any_characters_are_read(line in "\\PC{0,60}") {
        check_places(&line, &parse_line(&line));
    }

    #[test]
    fn any_text_is_read(text in "(?s).{0,200}") {
        let parsed = parse(&text);
        prop_assert!(!parsed.lines.is_empty());
    }

    #[test]
    fn safe_fixes_settle(line in line()) {
        let mut text = line.clone();
        for _ in 0..8 {
            let syntax = parse_line(&text);
            let fix = syntax.problems.iter().filter_map(|p| p.fix.as_ref())
                .find(|f| f.applicability == meso_core::diagnostic::Applicability::Safe);
            let Some(fix) = fix else { return Ok(()) };
            let mut edits = fix.edits.clone();
            edits.sort_by_key(|e| std::cmp::Reverse(e.0));
            for (span, new) in edits {
                text.replace_range(span.start as usize..span.end as usize, &new);
            }
        }
        prop_assert!(false, "{:?} became {:?} and still is not right", line, text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_line_is_read_without_its_neighbours(all in prop::collection::vec(line(), 1..12), at in 0..12usize, new in line()) {
        let at = at % all.len();
        let mut changed = all.clone();
        changed[at] = new;
        let (before, after) = (parse(&all.join("\n")), parse(&changed.join("\n")));
        for (index, line) in all.iter().enumerate() {
            prop_assert_eq!(&*parse(line).lines[0].syntax.problems, &*lines(&before)[index].problems);
            if index != at {
                prop_assert_eq!(&lines(&before)[index].problems, &lines(&after)[index].problems);
            }
        }
    }
}
