//! Characters of a line that its reader does not see.

use super::to_u32;
use crate::codes;
use crate::diagnostic::{Applicability, Code};
use crate::syntax::ast::{LineFix, LineSyntax, Problem, Statement};
use crate::syntax::scan::scan_strings;
use crate::text::{Hidden, LineSpan, hidden};
use std::ops::Range;

/// Can there be any? Seldom; so the lines are told apart sixteen bytes at once.
pub(super) fn possible(text: &str) -> bool {
    text.bytes().fold(false, |found, b| found | (b < b' ' && b != b'\t') | (b == 0x7f) | (b >= 0xc2))
}

/// Says what is hidden, once for each kind of it and each kind of place: among the words that are run, or in a note or
/// comment, from which it can be taken without changing the training.
pub(super) fn look(text: &str, syntax: &mut LineSyntax) {
    let right_to_left = text.chars().any(is_right_to_left);
    let found = hidden(text).filter(|&(_, c, kind)| match kind {
        Hidden::Control => c != '\t',
        // They keep a comma or a number beside the Arabic or Hebrew word that it belongs to.
        Hidden::Mark => !right_to_left,
        Hidden::Direction | Hidden::Invisible => true,
    });
    let found: Vec<_> = found.collect();
    if found.is_empty() {
        return;
    }
    let mut notes: Vec<Range<usize>> = Vec::new();
    let code = syntax.comment.map_or(text.len(), |comment| comment.start as usize);
    let names_files = matches!(
        syntax.statement,
        Some(Statement::Use { .. } | Statement::Log { .. } | Statement::Setting(_))
    );
    if !names_files && !matches!(syntax.statement, Some(Statement::Unread { .. }) | None) {
        scan_strings(text.get(..code).unwrap_or(text), |string| notes.push(string));
    }
    notes.push(code..text.len());
    for (code, kinds) in [
        (&codes::TEXT_DIRECTION, &[Hidden::Direction][..]),
        (&codes::HIDDEN_CHARACTER, &[Hidden::Control, Hidden::Mark, Hidden::Invisible][..]),
    ] {
        let (said, run): (Vec<_>, Vec<_>) = found
            .iter()
            .filter(|(.., kind)| kinds.contains(kind))
            .map(|&(at, c, _)| (at, c))
            .partition(|(at, _)| notes.iter().any(|note| note.contains(at)));
        syntax.problems.extend(problem(code, Applicability::Unsafe, &run));
        syntax.problems.extend(problem(code, Applicability::Safe, &said));
    }
}

fn problem(code: &'static Code, applicability: Applicability, found: &[(usize, char)]) -> Option<Problem> {
    const NAMED: usize = 4;
    let span = |&(at, c): &(usize, char)| LineSpan::new(to_u32(at), to_u32(at + c.len_utf8()));
    let first = found.first()?;
    let mut names: Vec<String> = Vec::new();
    for (_, c) in found {
        let name = format!("`U+{:04X}`", u32::from(*c));
        if names.len() < NAMED && !names.contains(&name) {
            names.push(name);
        }
    }
    let names = names.join(", ");
    let (one, what) = (found.len() == 1, if code == &codes::TEXT_DIRECTION { "turn" } else { "hide" });
    let message = match (what, one) {
        ("turn", true) => {
            format!("{names} turns the text behind it around: it reads otherwise than it is run")
        }
        ("turn", false) => {
            format!(
                "{} characters turn the text around, {names}: it reads otherwise than it is run",
                found.len()
            )
        }
        (_, true) => {
            format!("{names} cannot be seen: whoever reviews the plan does not know that it is there")
        }
        (_, false) => format!(
            "{} characters cannot be seen, {names}: whoever reviews the plan does not know that they are there",
            found.len()
        ),
    };
    let title = if one { "remove it".to_owned() } else { format!("remove all {}", found.len()) };
    let help = match applicability {
        Applicability::Safe => None,
        Applicability::Unsafe => Some("look at what is left without it before you run it".to_owned()),
    };
    Some(Problem {
        code,
        span: span(first),
        message,
        help,
        fix: Some(LineFix {
            title,
            applicability,
            edits: found.iter().map(|found| (span(found), String::new())).collect(),
        }),
    })
}

/// Hebrew, Arabic and the other scripts that are written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse_line;

    /// The codes with the trust in their fixes, and the line with these fixes.
    fn found(line: &str) -> Vec<(&'static str, Applicability, String)> {
        let problems = parse_line(line).problems.into_iter();
        let own = problems.filter(|p| [&codes::TEXT_DIRECTION, &codes::HIDDEN_CHARACTER].contains(&p.code));
        own.map(|problem| {
            let fix = problem.fix.unwrap();
            let mut mended = line.to_owned();
            for (span, text) in fix.edits.iter().rev() {
                mended.replace_range(span.start as usize..span.end as usize, text);
            }
            (problem.code.name, fix.applicability, mended)
        })
        .collect()
    }

    #[test]
    fn notes_are_mended_and_training_is_not() {
        use Applicability::{Safe, Unsafe};
        for (line, code, applicability, mended) in [
            ("  mon 8km E # a\u{202e}b\u{202c}", "text-direction", Safe, "  mon 8km E # ab"),
            ("  mon 8km E \"a\u{2066}b\"", "text-direction", Safe, "  mon 8km E \"ab\""),
            ("  mon 8km E \"a\u{1b}[2Jb\"", "hidden-character", Safe, "  mon 8km E \"a[2Jb\""),
            ("# a\u{0}b\u{200b}", "hidden-character", Safe, "# ab"),
            ("  mon 1\u{200b}0km E", "hidden-character", Unsafe, "  mon 10km E"),
            ("  mon 8km\u{202e} E", "text-direction", Unsafe, "  mon 8km E"),
            ("use \"a\u{200b}.meso\"", "hidden-character", Unsafe, "use \"a.meso\""),
        ] {
            assert_eq!(found(line), [(code, applicability, mended.to_owned())], "{line:?}");
        }
        assert_eq!(found("  mon 8\u{200b}km E \"a\u{200b}\" # \u{200b}").len(), 2, "once a kind of place");
    }

    #[test]
    fn right_to_left_names_are_silent() {
        for line in [
            "  mon 8km E \"רוץ עם דנה\u{200f}, 5\"",
            "  mon 8km E \"مع أحمد\u{61c} 10\" # می\u{200c}دوم",
            "  mon 8km E \"🏃🏽\u{200d}♀\u{fe0f} ❤\u{fe0f}\"",
            "\tmon 8km E",
        ] {
            assert_eq!(found(line), [], "{line:?}");
        }
        assert_eq!(found("  mon 8km E \"a\u{200f}\"").len(), 1, "no letter needs the mark");
    }
}
