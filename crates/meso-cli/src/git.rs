//! The program `git`, asked without locks, prompts or hooks; its words are never parsed, only what it says for programs.

use crate::disk::current_folder;
use crate::failure::Failure;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What git says to some arguments, run in a folder or the working folder.
///
/// # Errors
/// When there is no git.
pub(crate) fn run(folder: Option<&Path>, args: &[&str]) -> Result<Output, Failure> {
    command(folder, args).stdin(Stdio::null()).output().map_err(absent)
}

/// [`run`] with something to read.
///
/// # Errors
/// When there is no git.
pub(crate) fn run_with(folder: Option<&Path>, args: &[&str], input: Vec<u8>) -> Result<Output, Failure> {
    let mut git = command(folder, args);
    git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = git.spawn().map_err(absent)?;
    let stdin = child.stdin.take();
    // Beside reading: neither side has to wait for the other.
    let writer = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
    let output = child.wait_with_output().map_err(absent)?;
    let _ = writer.join();
    Ok(output)
}

/// Where to ask about the files of a folder. A hook tells git its folders from where it runs; anywhere else a file knows
/// its repository best.
pub(crate) fn folder_for(folder: &Path) -> Option<&Path> {
    let in_hook = std::env::var_os("GIT_DIR").is_some() && folder.starts_with(current_folder());
    (!in_hook).then_some(folder)
}

fn command(folder: Option<&Path>, args: &[&str]) -> Command {
    let mut git = Command::new("git");
    if let Some(folder) = folder {
        git.arg("-C").arg(folder);
    }
    // A clone may hold a folder that looks like a bare repository, whose configuration names programs to run.
    git.args(["-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"]);
    git.args(args).env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    git
}

fn absent(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Failure::Usage("the program `git` is needed for that, and is not there".to_owned())
        }
        _ => Failure::System { doing: "run", name: "git".to_owned(), error },
    }
}
