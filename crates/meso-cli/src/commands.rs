//! One file a command.

pub(crate) mod check;
pub(crate) mod clean;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod lsp;
pub(crate) mod man;
pub(crate) mod report;
pub(crate) mod rules;
pub(crate) mod schedule;
pub(crate) mod show;

use crate::ExitStatus;
use crate::args::{Cli, Command};
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Does what the arguments say.
pub(crate) fn run(cli: Cli) -> Result<ExitStatus, Failure> {
    let terminal = Terminal::detect(cli.color);
    match cli.command {
        Command::Check(args) => check::run(&args, terminal),
        Command::Clean(args) => clean::run(&args),
        Command::Fmt(args) => fmt::run(&args, terminal),
        Command::Show(args) => show::run(&args, terminal),
        Command::Diff(args) => diff::run(&args, terminal),
        Command::Report(args) => report::run(&args),
        Command::Schedule(args) => schedule::run(&args),
        Command::Explain(args) => explain::run(&args, terminal),
        Command::Rules(args) => rules::run(&args, terminal),
        Command::Config(args) => config::run(&args, terminal),
        Command::Completions(args) => completions::run(&args),
        Command::Lsp(args) => Ok(lsp::run(args)),
        Command::Man(args) => man::run(&args),
    }
}
