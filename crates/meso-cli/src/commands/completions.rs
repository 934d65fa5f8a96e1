//! `meso completions SHELL`: what the shell needs to complete commands and options.

use crate::ExitStatus;
use crate::args::Cli;
use crate::failure::Failure;
use crate::stream;
use clap::CommandFactory;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell that the script is for
    shell: clap_complete::Shell,
}

pub(crate) fn run(args: &Args) -> Result<ExitStatus, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "meso", &mut script);
    stream::document(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Clean)
}
