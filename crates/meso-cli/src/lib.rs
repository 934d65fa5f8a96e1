//! The `meso` command: arguments in, files read, findings printed. The only place of the command line that does input
//! and output; what is said about a plan comes from `meso-core` and `meso-lint`.

mod args;
mod baseline;
mod cache;
mod commands;
mod comparison;
mod daily;
mod diff;
mod disk;
mod failure;
#[doc(hidden)]
pub mod fuzzing;
mod git;
mod inputs;
mod lossy;
mod markdown;
mod output;
mod pager;
mod parallel;
mod progress;
mod project;
mod revision;
mod since;
mod stream;
mod terminal;
mod walk;

use clap::Parser;
use failure::Failure;
use std::ffi::OsString;
use std::process::ExitCode;
use stream::Stream;
use terminal::Terminal;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitStatus {
    /// Nothing to say; exit code 0.
    Clean,
    /// Findings at the level that fails, or files that a check would change; exit code 1.
    Findings,
    /// Arguments, configuration or files that could not be used; exit code 2.
    Failure,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> ExitCode {
        ExitCode::from(status as u8)
    }
}

/// Runs the command with the arguments of a process, the program's name first.
pub fn run<A: Into<OsString> + Clone>(args: impl IntoIterator<Item = A>) -> ExitStatus {
    meso_project::outlive_limits();
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    let cli = match args::Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to standard output and are no mistake.
            let fault = error.use_stderr();
            tell(&args, &error);
            return if fault { ExitStatus::Failure } else { ExitStatus::Clean };
        }
    };
    match commands::run(cli) {
        Ok(status) => status,
        // Whoever reads has read enough: `meso check . | head`.
        Err(Failure::Closed) => ExitStatus::Clean,
        Err(failure) => {
            say(&failure);
            ExitStatus::Failure
        }
    }
}

/// Says what is wrong with the arguments, or what was asked about them.
fn tell(args: &[OsString], error: &clap::Error) {
    let fault = error.use_stderr();
    let terminal = Terminal::of_usage(fault);
    let words = if terminal.color {
        // Colours of the arguments could not be told from those of the message: it is made again without them.
        let shown = args.iter().map(|arg| terminal::printable(&arg.to_string_lossy()).into_owned());
        args::Cli::try_parse_from(shown)
            .map_or_else(|error| error.render().ansi().to_string(), |_| error.to_string())
    } else {
        error.to_string()
    };
    let mut to = if fault { Stream::err(terminal) } else { Stream::out(terminal) };
    let _ = to.text(&words).and_then(|()| to.flush());
}

/// One plain sentence on standard error.
fn say(failure: &Failure) {
    stream::remark(&format!("meso: {}", terminal::printable(&failure.to_string())));
}
