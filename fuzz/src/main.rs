//! Runs fuzz targets with nothing but stable Rust: mutates seeds, keeps what reaches new code, and saves what fails.
//!
//! ```text
//! meso-fuzz [--seconds N] [--seed N] [--record] [TARGET...]    all targets, N seconds together
//! meso-fuzz replay TARGET FILE...                              once more with these inputs
//! meso-fuzz dictionary | page                                  writes meso.dict, docs/fuzzing.md
//! meso-fuzz seeds TARGET FOLDER                                writes the seeds for another engine
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr)] // a program for developers

mod coverage;
mod engine;
mod mutation;
mod page;
mod run;

use meso_fuzz::{Target, named};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match act(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            eprintln!("meso-fuzz: {why}");
            ExitCode::from(2)
        }
    }
}

fn act(arguments: &[&str]) -> Result<bool, String> {
    match arguments {
        ["replay", name, files @ ..] => run::replay(target(name)?, files),
        ["dictionary"] => page::write("fuzz/meso.dict", &meso_fuzz::dictionary::file()),
        ["page"] => page::write("docs/fuzzing.md", &page::page()?),
        ["seeds", name, folder] => run::write_seeds(target(name)?, folder),
        ["child", name, seconds, seed] => engine::child(target(name)?, number(seconds)?, number(seed)?),
        options => run::all(&run::Options::read(options)?),
    }
}

fn target(name: &str) -> Result<&'static Target, String> {
    let names = || meso_fuzz::TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    named(name).ok_or_else(|| format!("no target is called `{name}`: there are {}", names()))
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}
