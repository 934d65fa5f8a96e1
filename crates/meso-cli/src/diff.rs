//! What a change does to a file, as `git diff` shows it.

use crate::terminal::{ADDED, FAINT, REMOVED, TITLE, Terminal, printable};
use similar::{ChangeTag, TextDiff};
use std::time::Duration;

/// Longer searches for the smallest difference end with a larger one.
const PATIENCE: Duration = Duration::from_millis(500);

/// A unified difference with three lines around each change, for people: what is hidden in a line is shown. Empty if the
/// texts are the same.
pub(crate) fn unified(terminal: Terminal, name: &str, old: &str, new: &str) -> String {
    let mut out = String::new();
    if old == new {
        return out;
    }
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old, new);
    let mut line = |style, text: String| {
        out.push_str(&terminal.paint(style, &printable(&text)));
        out.push('\n');
    };
    line(TITLE, format!("--- {name}"));
    line(TITLE, format!("+++ {name}"));
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        line(FAINT, hunk.header().to_string());
        for change in hunk.iter_changes() {
            let text = change.value().trim_end_matches(['\n', '\r']);
            match change.tag() {
                ChangeTag::Delete => line(REMOVED, format!("-{text}")),
                ChangeTag::Insert => line(ADDED, format!("+{text}")),
                ChangeTag::Equal => line(anstyle::Style::new(), format!(" {text}")),
            }
            if change.missing_newline() {
                line(FAINT, "\\ No newline at end of file".to_owned());
            }
        }
    }
    out
}
