//! From the paths of the command line to the plans behind them.

use crate::disk::{STDIN, is_outside};
use crate::failure::Failure;
use meso_project::{ReadError, is_plan, leads_out};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What the paths of the command line mean.
pub(crate) struct Found {
    /// In order of the arguments, within a folder by name; each once.
    pub(crate) plans: Vec<PathBuf>,
    /// Folders that could not be looked into; the others were.
    pub(crate) problems: Vec<Failure>,
}

/// The plans that `paths` mean: files as they are, of folders every `*.meso` that git does not ignore.
///
/// # Errors
/// When there is no plan in any of the folders.
pub(crate) fn plans(paths: &[PathBuf]) -> Result<Found, Failure> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    let mut empty = Vec::new();
    for path in paths {
        let named = path.as_os_str() != STDIN;
        if named && is_outside(path)
            || named && path.is_dir() && std::path::absolute(path).is_ok_and(|path| leads_out(&path))
        {
            problems.push(ReadError::Outside(path.display().to_string()).into());
        } else if named && path.is_dir() {
            let inside = plans_in(path, &mut problems);
            if inside.is_empty() {
                empty.push(path.as_path());
            }
            found.extend(inside);
        } else {
            // That it is missing is said when it is read, so that the other plans are checked all the same.
            found.push(path.clone());
        }
    }
    if let (true, true, Some(folder)) = (found.is_empty(), problems.is_empty(), empty.first()) {
        let folder = if *folder == Path::new(".") {
            "this folder".to_owned()
        } else {
            format!("`{}`", folder.display())
        };
        return Err(Failure::NoPlans(folder));
    }
    if found.len() > 1 {
        let mut seen = HashSet::new();
        found.retain(|path| seen.insert(path.clone()));
        found = once_each(found);
    }
    Ok(Found { plans: found, problems })
}

/// One name of each file: links to a file that is there under its own name, and names of the same file (hard links), say
/// nothing new. The first name that is no link stays.
fn once_each(found: Vec<PathBuf>) -> Vec<PathBuf> {
    let is_link = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
    let mut names: HashMap<&Identity, usize> = HashMap::new();
    let identities: Vec<Option<Identity>> = found.iter().map(|path| identity(path)).collect();
    for (at, (identity, path)) in identities.iter().zip(&found).enumerate() {
        let Some(identity) = identity else { continue };
        let first = names.entry(identity).or_insert(at);
        if *first != at && found.get(*first).is_some_and(is_link) && !is_link(path) {
            *first = at;
        }
    }
    let stays = |(at, identity): (usize, &Option<Identity>)| {
        identity.as_ref().is_none_or(|identity| names.get(identity) == Some(&at))
    };
    let stay: Vec<bool> = identities.iter().enumerate().map(stays).collect();
    found.into_iter().zip(stay).filter_map(|(path, stays)| stays.then_some(path)).collect()
}

/// What tells a file from every other. `None` for one that is not there, and for standard input.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let about = fs::metadata(path).ok().filter(|_| path.as_os_str() != STDIN)?;
    about.is_file().then(|| (about.dev(), about.ino()))
}

#[cfg(not(unix))]
type Identity = PathBuf;

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    path.canonicalize().ok().filter(|_| path.as_os_str() != STDIN)
}

fn plans_in(folder: &Path, problems: &mut Vec<Failure>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).require_git(false).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                problems.push(Failure::System {
                    doing: "look into",
                    name: folder.display().to_string(),
                    error: error.into_io_error().unwrap_or_else(|| io::Error::other("it cannot be read")),
                });
                continue;
            }
        };
        let file = entry.file_type().is_some_and(|t| !t.is_dir());
        if file && is_plan(entry.path()) {
            let path = entry.into_path();
            // `meso check .` names files as their owner does, without `./`.
            found.push(path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path));
        }
    }
    found.sort();
    found
}
