//! The one way to standard output and standard error.
//!
//! Whatever a command prints goes through a [`Stream`], which lets no character pass that a reader does not see: control
//! characters, changes of direction, characters without width are written as `\u{202e}`. The colours and links that this
//! program itself writes are the only orders that reach a terminal, and only where colours are shown. A test
//! (`tests/whole/tidy.rs`) holds that nothing else in this crate writes to the standard streams.

use crate::output::rule_page;
use crate::terminal::Terminal;
use meso_core::text::visible_lines;
use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Write};

/// Standard output or standard error.
pub(crate) struct Stream {
    to: Box<dyn Write>,
    terminal: Terminal,
}

impl Stream {
    /// Standard output, gathered until it is flushed.
    pub(crate) fn out(terminal: Terminal) -> Stream {
        Stream { to: Box::new(BufWriter::new(io::stdout().lock())), terminal }
    }

    /// Standard error.
    pub(crate) fn err(terminal: Terminal) -> Stream {
        Stream { to: Box::new(io::stderr()), terminal }
    }

    /// Writes a text.
    pub(crate) fn text(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(safe(self.terminal, text).as_bytes())
    }

    /// What `write!` and `writeln!` call.
    pub(crate) fn write_fmt(&mut self, arguments: fmt::Arguments<'_>) -> io::Result<()> {
        self.text(&arguments.to_string())
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Writes a text to standard output.
pub(crate) fn print(terminal: Terminal, text: &str) -> io::Result<()> {
    let mut out = Stream::out(terminal);
    out.text(text)?;
    out.flush()
}

/// A line on standard error. That nobody reads it is no failure.
pub(crate) fn remark(text: &str) {
    let _ = writeln!(Stream::err(Terminal::PLAIN), "{text}");
}

/// Writes a document that was asked for as such, a plan, a page, a script: as it is to a file or another program, and as
/// any text to a person's screen.
pub(crate) fn document(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        out.write_all(safe(Terminal::PLAIN, text).as_bytes())?;
    } else {
        out.write_all(text.as_bytes())?;
    }
    out.flush()
}

/// Makes room for another run where a person looks on.
pub(crate) fn clear_screen() -> io::Result<()> {
    let mut out = io::stdout();
    if out.is_terminal() { out.write_all(b"\x1b[2J\x1b[3J\x1b[H") } else { Ok(()) }
}

/// The text with nothing hidden in it, its lines and our own colours and links left as they are.
pub(crate) fn safe(terminal: Terminal, text: &str) -> String {
    if !terminal.color && !terminal.links {
        return visible_lines(text).into_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        out.push_str(&visible_lines(&rest[..at]));
        rest = &rest[at..];
        let len = order(terminal, rest).unwrap_or_else(|| {
            out.push_str("\\u{1b}");
            0
        });
        out.push_str(&rest[..len]);
        rest = &rest[len.max(1)..];
    }
    out.push_str(&visible_lines(rest));
    out
}

/// The length of an order at the start of a text, if this program gives such orders.
fn order(terminal: Terminal, text: &str) -> Option<usize> {
    if let Some(style) = text.strip_prefix("\u{1b}[") {
        let end = style.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        let ours = terminal.color && style[end..].starts_with('m') && is_style(&style[..end]);
        return ours.then_some(end + 3);
    }
    let link = text.strip_prefix("\u{1b}]8;;")?;
    let end = link.find('\u{1b}')?;
    let page = link[..end].is_empty() || link.starts_with(&rule_page("").replace(".md", ""));
    let plain = link[..end].bytes().all(|byte| byte.is_ascii_graphic());
    (terminal.links && page && plain && link[end..].starts_with("\u{1b}\\")).then_some(end + 7)
}

/// Weights, underlines and colours of letters, and their end: nothing blinks, nothing is hidden, no ground is painted.
fn is_style(numbers: &str) -> bool {
    let mut numbers = numbers.split(';').map(|number| number.parse().unwrap_or(0_u32));
    while let Some(number) = numbers.next() {
        match number {
            0..=4 | 22..=24 | 31..=37 | 39 | 91..=97 => {}
            38 if numbers.next() == Some(5) && numbers.next().is_some() => {}
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_orders_pass() {
        let colors = Terminal { color: true, links: true, width: 80 };
        let link = format!("\u{1b}]8;;{}\u{1b}\\x\u{1b}]8;;\u{1b}\\", rule_page("notation"));
        for text in ["\u{1b}[1m\u{1b}[91mx\u{1b}[0m\n", "\u{1b}[38;5;12mü\u{1b}[m", &link] {
            assert_eq!(safe(colors, text), text);
            assert!(!safe(Terminal::PLAIN, text).contains('\u{1b}'));
        }
        for (text, want) in [
            ("\u{1b}[8mx", "\\u{1b}[8mx"),
            ("\u{1b}[2J", "\\u{1b}[2J"),
            ("\u{1b}]0;title\u{7}", "\\u{1b}]0;title\\u{7}"),
            ("\u{1b}]8;;http://x\u{1b}\\", "\\u{1b}]8;;http://x\\u{1b}\\"),
            ("\u{1b}", "\\u{1b}"),
            ("\u{1b}ü", "\\u{1b}ü"),
            ("a\tb\r\n\u{9b}1m", "a\\tb\\r\n\\u{9b}1m"),
        ] {
            assert_eq!(safe(colors, text), want, "{text:?}");
        }
    }
}
