//! The `meso` program: nothing but the allocator and the library's `run`.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    meso_cli::run(std::env::args_os()).into()
}
