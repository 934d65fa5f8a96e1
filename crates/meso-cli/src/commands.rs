//! One file a command.

pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod lsp;
pub(crate) mod man;
pub(crate) mod rules;

use crate::ExitStatus;
use crate::args::{Cli, Command};
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Does what the arguments say.
pub(crate) fn run(cli: Cli) -> Result<ExitStatus, Failure> {
    let terminal = Terminal::detect(cli.color);
    match cli.command {
        Command::Explain(args) => explain::run(&args, terminal),
        Command::Rules(args) => rules::run(&args, terminal),
        Command::Completions(args) => completions::run(&args),
        Command::Lsp(args) => Ok(lsp::run(args)),
        Command::Man(args) => man::run(&args),
    }
}
