//! Plans and libraries on the disk: reading them within bounds, finding a project's root, following `use`.

use crate::failure::Failure;
use meso_core::load::{Load, LoadProblem};
use meso_core::text::SourceText;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

/// A file larger than this is no plan: ten years of training are 1 MB.
pub(crate) const LIMIT_MB: u64 = 64;
const LIMIT: u64 = LIMIT_MB << 20;

/// The name of standard input among files.
pub(crate) const STDIN: &str = "-";

/// Files that mark the folder in which they lie as the root of a project.
const ROOT_MARKS: [&str; 3] = ["meso.toml", "pyproject.toml", ".git"];

/// Loads what a plan `use`s, from its project and nowhere else.
pub(crate) struct Disk {
    /// Without symbolic links.
    root: PathBuf,
    /// Where names without a folder are looked up.
    folder: PathBuf,
    /// The checked file itself, by the name it was given.
    plan: Option<(PathBuf, String)>,
}

impl Disk {
    /// For the plan at `path`; for standard input, the working folder stands in.
    pub(crate) fn around(path: &Path) -> Disk {
        let folder = current_folder();
        let stdin = path.as_os_str() == STDIN;
        let plan = if stdin { None } else { fs::canonicalize(path).ok() };
        let own = plan.as_deref().and_then(Path::parent).unwrap_or(&folder).to_path_buf();
        Disk { root: project_root(&own), folder, plan: plan.map(|p| (p, path.display().to_string())) }
    }

    /// The name by which messages call a file: from the working folder where it lies below it.
    fn name(&self, path: &Path) -> String {
        match &self.plan {
            Some((plan, name)) if plan == path => name.clone(),
            _ => path.strip_prefix(&self.folder).unwrap_or(path).display().to_string(),
        }
    }
}

impl Load for Disk {
    fn load(&self, from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        let folder = if from == STDIN {
            self.folder.clone()
        } else {
            let from = self.folder.join(from);
            let from = fs::canonicalize(&from).unwrap_or(from);
            from.parent().map_or_else(|| self.folder.clone(), Path::to_path_buf)
        };
        let wanted = without_dots(&folder.join(path));
        // Looked at before the disk is: a path that leads out does not even tell whether there is a file.
        if !wanted.starts_with(&self.root) {
            return Err(LoadProblem::Outside);
        }
        let real =
            fs::canonicalize(&wanted).map_err(|_| LoadProblem::Missing { nearby: plans_beside(&wanted) })?;
        if !real.starts_with(&self.root) {
            return Err(LoadProblem::Outside);
        }
        let name = self.name(&real);
        match read(&real, &name) {
            Ok(text) => Ok(SourceText::new(name, text)),
            Err(Failure::System { error, .. }) => Err(LoadProblem::System(error.to_string())),
            Err(failure) => Err(LoadProblem::NotText(failure.to_string())),
        }
    }
}

/// Reads a plan, or standard input for `-`.
///
/// # Errors
/// When there is no such file, it is a folder or no regular file, too large, or not UTF-8.
pub(crate) fn read_plan(path: &Path) -> Result<SourceText, Failure> {
    if path.as_os_str() == STDIN {
        let name = "standard input";
        return Ok(SourceText::new(STDIN, decode(read_bounded(io::stdin().lock(), name, 0)?, name)?));
    }
    read_as(path, &path.display().to_string())
}

/// Reads a text file that messages call by this name.
///
/// # Errors
/// As [`read_plan`].
pub(crate) fn read_as(path: &Path, name: &str) -> Result<SourceText, Failure> {
    Ok(SourceText::new(name, read(path, name)?))
}

/// Replaces a file's text in one step: whoever reads at the same time sees the old or the new, never half of it.
///
/// # Errors
/// When the folder cannot be written to.
pub(crate) fn write_atomically(path: &Path, text: &str) -> Result<(), Failure> {
    let name = path.display().to_string();
    let fail = |error| Failure::System { doing: "write", name: name.clone(), error };
    // The file behind a symbolic link is changed, the link stays.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let mut temporary = path.clone().into_os_string();
    temporary.push(format!(".{}.tmp", std::process::id()));
    let temporary = PathBuf::from(temporary);
    let written = (|| {
        let mut file = File::create(&temporary)?;
        file.write_all(text.as_bytes())?;
        if let Ok(old) = fs::metadata(&path) {
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&temporary, &path)
    })();
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        fail(error)
    })
}

/// The nearest folder upwards that is marked as a project, else the folder itself.
pub(crate) fn project_root(folder: &Path) -> PathBuf {
    let marked = folder.ancestors().find(|f| ROOT_MARKS.iter().any(|mark| f.join(mark).exists()));
    marked.unwrap_or(folder).to_path_buf()
}

/// The working folder, without symbolic links.
pub(crate) fn current_folder() -> PathBuf {
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    fs::canonicalize(&folder).unwrap_or(folder)
}

fn read(path: &Path, name: &str) -> Result<String, Failure> {
    let system = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failure::Missing(name.to_owned()),
        _ => Failure::System { doing: "read", name: name.to_owned(), error },
    };
    let about = fs::metadata(path).map_err(system)?;
    if about.is_dir() {
        return Err(Failure::Folder(name.to_owned()));
    }
    if !about.is_file() {
        return Err(Failure::Special(name.to_owned()));
    }
    decode(read_bounded(File::open(path).map_err(system)?, name, about.len())?, name)
}

fn read_bounded(from: impl Read, name: &str, expected: u64) -> Result<Vec<u8>, Failure> {
    let too_large =
        |bytes: u64| Failure::TooLarge { name: name.to_owned(), mb: bytes >> 20, limit: LIMIT_MB };
    if expected > LIMIT {
        return Err(too_large(expected));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(expected + 1).unwrap_or(0));
    let read = from.take(LIMIT + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::System { doing: "read", name: name.to_owned(), error })?;
    if bytes.len() as u64 > LIMIT { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

fn decode(bytes: Vec<u8>, name: &str) -> Result<String, Failure> {
    String::from_utf8(bytes)
        .map_err(|e| Failure::NotText { name: name.to_owned(), at: e.utf8_error().valid_up_to() + 1 })
}

/// Takes `.` and `..` out of an absolute path without asking the disk.
fn without_dots(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

fn plans_beside(path: &Path) -> Vec<String> {
    let Some(entries) = path.parent().and_then(|folder| fs::read_dir(folder).ok()) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|e| e.file_name().into_string().ok())
        .filter(|n| n.ends_with(".meso"))
        .collect();
    names.sort();
    names
}
