//! `meso man`: the manual page, made from the same descriptions as `--help`.

use crate::ExitStatus;
use crate::args::Cli;
use crate::failure::Failure;
use crate::stream;
use clap::CommandFactory;

/// Print the manual page (`meso man | man -l -`)
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args) -> Result<ExitStatus, Failure> {
    let mut page = Vec::new();
    let mut cli = Cli::command();
    cli.build();
    clap_mangen::Man::new(cli.clone()).render(&mut page)?;
    for command in cli.get_subcommands() {
        // Each command follows as a part of the one page.
        clap_mangen::Man::new(command.clone()).render(&mut page)?;
    }
    stream::document(&String::from_utf8_lossy(&page))?;
    Ok(ExitStatus::Clean)
}
