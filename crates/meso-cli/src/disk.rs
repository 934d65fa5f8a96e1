//! The files that the command line names: plans, standard input among them, and what is written in their place.

use crate::failure::Failure;
use meso_core::text::SourceText;
use meso_project::{Disk, ReadError};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The name of standard input among files.
pub(crate) const STDIN: &str = "-";

/// Loads what the plan at `path` uses; for standard input, the working folder stands in.
pub(crate) fn around(path: &Path) -> Disk {
    let here = current_folder();
    if path.as_os_str() == STDIN { Disk::of_text(&here, STDIN) } else { Disk::of_file(&here, path) }
}

/// Reads a plan, or standard input for `-`.
///
/// # Errors
/// When there is no such file, it is a folder or no regular file, too large, or not UTF-8.
pub(crate) fn read_plan(path: &Path) -> Result<SourceText, ReadError> {
    if path.as_os_str() == STDIN {
        let name = "standard input";
        let bytes = meso_project::read_bounded(io::stdin().lock(), name, 0)?;
        return Ok(SourceText::new(STDIN, meso_project::decode(bytes, name)?));
    }
    read_as(path, &path.display().to_string())
}

/// Reads a text file that messages call by this name.
///
/// # Errors
/// As [`read_plan`].
pub(crate) fn read_as(path: &Path, name: &str) -> Result<SourceText, ReadError> {
    Ok(SourceText::new(name, meso_project::read_text(path, name)?))
}

/// Replaces a file's text in one step.
///
/// # Errors
/// When the folder cannot be written to.
pub(crate) fn write_atomically(path: &Path, text: &str) -> Result<(), Failure> {
    meso_project::write_atomically(path, text.as_bytes()).map_err(|error| Failure::System {
        doing: "write",
        name: path.display().to_string(),
        error,
    })
}

/// The working folder, without symbolic links.
pub(crate) fn current_folder() -> PathBuf {
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    fs::canonicalize(&folder).unwrap_or(folder)
}
