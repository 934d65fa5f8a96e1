//! Why a command could not do its work, each in one plain sentence. A fault in a plan is never one of these.

use std::io;

/// A usage or input/output error: exit code 2.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Read(#[from] meso_project::ReadError),
    #[error(transparent)]
    Write(#[from] meso_project::WriteError),
    #[error("there are no plans (*.meso) in {0}")]
    NoPlans(String),
    #[error("could not {doing} `{name}`: {error}")]
    System { doing: &'static str, name: String, error: io::Error },
    #[error("{0}")]
    Usage(String),
    /// A baseline is missing or broken: nothing can be said of any plan.
    #[error("{0}")]
    Baseline(String),
    /// Standard output was closed by its reader.
    #[error("standard output is closed")]
    Closed,
    #[error("could not write the output: {0}")]
    Output(io::Error),
}

impl From<io::Error> for Failure {
    /// For errors of standard output alone: files name themselves with [`Failure::System`].
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Failure::Closed } else { Failure::Output(error) }
    }
}
