//! `meso lsp`: the language server, for editors.

use crate::ExitStatus;
use std::path::PathBuf;

/// Serve an editor: the language server, on standard input and output
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Speak over standard input and output; it always does, editors say so anyway
    #[arg(long)]
    stdio: bool,

    /// Also write the log to this file
    #[arg(long, value_name = "FILE")]
    log_file: Option<PathBuf>,

    /// The editor's process; the server ends with it. Editors also say it in the protocol
    #[arg(long = "clientProcessId", value_name = "PID", hide = true)]
    client_process: Option<u32>,
}

pub(crate) fn run(args: Args) -> ExitStatus {
    let options = meso_lsp::Options { log_file: args.log_file, client_process: args.client_process };
    match meso_lsp::run(&options) {
        0 => ExitStatus::Clean,
        1 => ExitStatus::Findings,
        _ => ExitStatus::Failure,
    }
}
