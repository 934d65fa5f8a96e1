//! Shows a text page by page where a person reads it.

use crate::failure::Failure;
use crate::stream::{print, safe};
use crate::terminal::Terminal;
use std::io::Write;
use std::process::{Command, Stdio};

/// Writes a text to standard output, through the reader's pager if it is longer than the screen.
pub(crate) fn show(terminal: Terminal, text: &str) -> Result<(), Failure> {
    let rows = terminal_size::terminal_size().map_or(usize::MAX, |(_, h)| usize::from(h.0));
    if crate::terminal::is_shown() && text.lines().count() >= rows && through_pager(terminal, text).is_some()
    {
        return Ok(());
    }
    Ok(print(terminal, text)?)
}

fn through_pager(terminal: Terminal, text: &str) -> Option<()> {
    let pager = std::env::var("PAGER").unwrap_or_else(|_| "less -FRX".to_owned());
    let mut words = pager.split_whitespace();
    let mut child = Command::new(words.next()?).args(words).stdin(Stdio::piped()).spawn().ok()?;
    // A reader who quits early closes the pipe; that is no mistake.
    let _ = child.stdin.take()?.write_all(safe(terminal, text).as_bytes());
    child.wait().ok().map(|_| ())
}
