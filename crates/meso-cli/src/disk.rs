//! The files that the command line names: plans, standard input among them, and what is written in their place.

use crate::failure::Failure;
use crate::output::counted;
use meso_core::text::SourceText;
use meso_project::{Before, Disk, Folder, ReadError, leads_out, sweep};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

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
    let name = path.display().to_string();
    if is_outside(path) {
        return Err(ReadError::Outside(name));
    }
    read_as(path, &name)
}

/// Does a link lead out of the project in which it lies, be it the file or a folder on the way? A clone may hold links to
/// whatever its reader has on the disk, and what is read is shown.
pub(crate) fn is_outside(path: &Path) -> bool {
    static FOLDERS: Mutex<Option<HashMap<PathBuf, bool>>> = Mutex::new(None);
    let Ok(absolute) = std::path::absolute(path) else { return false };
    if fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink()) {
        return leads_out(&absolute);
    }
    // The plans of a folder share the way to it.
    let Some(folder) = absolute.parent() else { return false };
    let mut folders = FOLDERS.lock().unwrap_or_else(PoisonError::into_inner);
    let folders = folders.get_or_insert_default();
    if let Some(known) = folders.get(folder) {
        return *known;
    }
    let out = leads_out(folder);
    folders.insert(folder.to_path_buf(), out);
    out
}

/// Removes what runs that were killed have left beside these plans.
pub(crate) fn sweep_beside(plans: &[PathBuf]) {
    let folders: HashSet<&Path> = plans.iter().filter_map(|plan| plan.parent()).collect();
    for folder in folders {
        let folder = current_folder().join(folder);
        if !leads_out(&folder)
            && let Ok(folder) = fs::canonicalize(&folder).and_then(|real| Folder::open(&real))
        {
            sweep(&folder);
        }
    }
}

/// Reads a text file that messages call by this name.
///
/// # Errors
/// As [`read_plan`].
pub(crate) fn read_as(path: &Path, name: &str) -> Result<SourceText, ReadError> {
    Ok(SourceText::new(name, meso_project::read_text(path, name)?))
}

/// Replaces a file's text in one step; says which of its names keep the old one.
///
/// # Errors
/// As [`meso_project::replace`].
pub(crate) fn write(path: &Path, text: &str, before: Before<'_>) -> Result<(), Failure> {
    meso_project::heed_signals();
    let name = path.display().to_string();
    let written = meso_project::replace(path, &name, text.as_bytes(), before)?;
    if written.other_names > 0 {
        let names = counted(usize::try_from(written.other_names).unwrap_or(usize::MAX), "other name");
        crate::say(&Failure::Usage(format!("`{name}` has {names} (hard links) with the old text")));
    }
    Ok(())
}

/// The working folder, without symbolic links.
pub(crate) fn current_folder() -> PathBuf {
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    fs::canonicalize(&folder).unwrap_or(folder)
}
