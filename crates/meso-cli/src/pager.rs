//! Shows a text page by page where a person reads it.

use crate::failure::Failure;
use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

/// Writes a text to standard output, through the reader's pager if it is longer than the screen.
pub(crate) fn show(text: &str) -> Result<(), Failure> {
    let rows = terminal_size::terminal_size().map_or(usize::MAX, |(_, h)| usize::from(h.0));
    if std::io::stdout().is_terminal() && text.lines().count() >= rows && through_pager(text).is_some() {
        return Ok(());
    }
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

fn through_pager(text: &str) -> Option<()> {
    let pager = std::env::var("PAGER").unwrap_or_else(|_| "less -FRX".to_owned());
    let mut words = pager.split_whitespace();
    let mut child = Command::new(words.next()?).args(words).stdin(Stdio::piped()).spawn().ok()?;
    // A reader who quits early closes the pipe; that is no mistake.
    let _ = child.stdin.take()?.write_all(text.as_bytes());
    child.wait().ok().map(|_| ())
}
