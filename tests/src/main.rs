//! The `meso` program once more, so that the tests of this package can start it.

use std::process::ExitCode;

fn main() -> ExitCode {
    meso_cli::run(std::env::args_os()).into()
}
