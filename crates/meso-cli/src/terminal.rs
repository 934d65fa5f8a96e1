//! What the reader's end of standard output can show: colours, links, width.

use anstyle::{AnsiColor, Effects, Style};
use meso_core::text::visible_lines;
use std::io::IsTerminal;

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The abilities of standard output.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    pub(crate) color: bool,
    pub(crate) links: bool,
    /// Columns; what reads a file or a pipe gets [`WIDTH`].
    pub(crate) width: usize,
}

/// Columns where no terminal says otherwise.
pub(crate) const WIDTH: usize = 110;

pub(crate) const TITLE: Style = Style::new().effects(Effects::BOLD);
pub(crate) const FAINT: Style = Style::new().effects(Effects::DIMMED);
pub(crate) const CODE: Style = AnsiColor::Cyan.on_default();
pub(crate) const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
pub(crate) const INFO: Style = AnsiColor::BrightBlue.on_default().effects(Effects::BOLD);
pub(crate) const ADDED: Style = AnsiColor::Green.on_default();
pub(crate) const REMOVED: Style = AnsiColor::Red.on_default();

impl Terminal {
    /// No terminal at all.
    pub(crate) const PLAIN: Terminal = Terminal { color: false, links: false, width: WIDTH };

    /// Looks at standard output and the environment.
    pub(crate) fn detect(choice: ColorChoice) -> Terminal {
        let terminal = std::io::stdout().is_terminal();
        let wanted = wants_color();
        let color = match choice {
            ColorChoice::Auto => terminal && wanted,
            ColorChoice::Always => true,
            ColorChoice::Never => false,
        };
        let links = terminal && color && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
        let width = if terminal {
            terminal_size::terminal_size().map_or(WIDTH, |(w, _)| usize::from(w.0).clamp(60, 160))
        } else {
            WIDTH
        };
        Terminal { color, links, width }
    }

    /// For what is said of the command line itself, before `--color` is read.
    pub(crate) fn of_usage(fault: bool) -> Terminal {
        let shown = if fault { std::io::stderr().is_terminal() } else { is_shown() };
        Terminal { color: shown && wants_color(), ..Terminal::PLAIN }
    }

    /// These styles, where styles are shown; plain ones elsewhere.
    pub(crate) fn styles<const N: usize>(self, styles: [Style; N]) -> [Style; N] {
        if self.color { styles } else { [Style::new(); N] }
    }

    /// A text in a style, where styles are shown; nothing is hidden in it.
    pub(crate) fn paint(self, style: Style, text: &str) -> String {
        let text = visible_lines(text);
        if self.color { format!("{style}{text}{style:#}") } else { text.into_owned() }
    }
}

/// A text that stays on its line and gives the terminal no orders: names of files and the words of a plan may hold any
/// character.
pub(crate) use meso_core::text::visible as printable;

fn wants_color() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}

/// Does a person see standard output?
pub(crate) fn is_shown() -> bool {
    std::io::stdout().is_terminal()
}
