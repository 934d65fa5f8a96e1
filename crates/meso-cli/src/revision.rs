//! Plans as git keeps them: `HEAD:plans/spring.meso`, and the libraries of the same commit beside it.
//!
//! The program `git` is asked; nothing here writes, and no filter or hook of a repository is run.

use crate::failure::Failure;
use crate::git;
use meso_core::load::{Load, LoadProblem};
use meso_core::text::SourceText;
use meso_project::{LIMIT_MB, ReadError, Root};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Output;

/// A repository, and the state of it that is read.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    /// Where git is run, if not in the working folder.
    folder: Option<PathBuf>,
    /// A commit, tree or tag; empty for what is staged.
    rev: String,
    /// `use` does not lead out of this folder, counted from the top of the repository.
    bound: String,
}

/// Why there is no text.
pub(crate) enum NoBlob {
    /// The revision is there and the file is not.
    Missing(Failure),
    /// All else.
    Failed(Failure),
}

impl From<NoBlob> for Failure {
    fn from(none: NoBlob) -> Failure {
        match none {
            NoBlob::Missing(failure) | NoBlob::Failed(failure) => failure,
        }
    }
}

impl Revision {
    /// For `REV:path` as it stands on the command line: the revision, and the path from the top of the repository.
    ///
    /// # Errors
    /// When the working folder is in no repository, or there is no git.
    pub(crate) fn of_argument(rev: &str, path: &str) -> Result<(Revision, String), Failure> {
        let mut revision = Revision::new(None, rev)?;
        // As git has it: from the top, unless the path begins with `./` or `../`.
        let path = if path.starts_with("./") || path.starts_with("../") {
            let prefix = revision.ask(&["rev-parse", "--show-prefix"])?;
            normal(&format!("{prefix}{path}"))
                .ok_or_else(|| Failure::Usage(format!("`{path}` leads out of the repository")))?
        } else {
            path.to_owned()
        };
        revision.set_bound(&path)?;
        Ok((revision, path))
    }

    /// For a file of the working tree at some revision.
    ///
    /// # Errors
    /// When the file is in no repository, or there is no git.
    pub(crate) fn of_file(rev: &str, file: &Path) -> Result<(Revision, String), Failure> {
        let real = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
        // A hook tells git its folders from where it runs; anywhere else a file knows its repository best.
        let (folder, inside) = match real.strip_prefix(crate::disk::current_folder()) {
            Ok(inside) if std::env::var_os("GIT_DIR").is_some() => (None, inside.to_path_buf()),
            _ => {
                let folder = real.parent().unwrap_or(Path::new(".")).to_path_buf();
                (Some(folder), real.file_name().map(PathBuf::from).unwrap_or_default())
            }
        };
        let mut revision = Revision::new(folder, rev)?;
        let prefix = revision.ask(&["rev-parse", "--show-prefix"])?;
        let path = format!("{prefix}{}", inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"));
        revision.set_bound(&path)?;
        Ok((revision, path))
    }

    /// The plans of the repository around the working folder whose file has this name; none where there is no git.
    pub(crate) fn plans_named(name: &OsStr) -> Vec<PathBuf> {
        let revision = Revision { folder: None, rev: String::new(), bound: String::new() };
        let Ok(top) = revision.ask(&["rev-parse", "--show-toplevel"]) else { return Vec::new() };
        let listed = revision.git(&["ls-files", "-z", "--full-name", "--", ":(top)*.meso"]);
        let listed = listed.map(|output| output.stdout).unwrap_or_default();
        let listed = String::from_utf8_lossy(&listed);
        let paths = listed.split_terminator('\0').map(|path| Path::new(&top).join(path));
        paths.filter(|path| path.file_name() == Some(name)).collect()
    }

    /// The bytes of a file, the path counted from the top of the repository.
    pub(crate) fn blob(&self, path: &str) -> Result<Vec<u8>, NoBlob> {
        let object = format!("{}:{path}", self.rev);
        let size = self.git(&["cat-file", "-s", &object]).map_err(NoBlob::Failed)?;
        let size = size.status.success().then(|| String::from_utf8_lossy(&size.stdout).trim().parse::<u64>());
        let Some(Ok(size)) = size else { return Err(self.missing(path)) };
        if size >> 20 >= LIMIT_MB {
            let too_large = ReadError::TooLarge { name: self.name(path), mb: size >> 20 };
            return Err(NoBlob::Failed(too_large.into()));
        }
        let blob = self.git(&["cat-file", "blob", &object]).map_err(NoBlob::Failed)?;
        if blob.status.success() { Ok(blob.stdout) } else { Err(self.missing(path)) }
    }

    /// What messages call a file.
    pub(crate) fn name(&self, path: &str) -> String {
        format!("{}:{path}", self.rev)
    }

    fn new(folder: Option<PathBuf>, rev: &str) -> Result<Revision, Failure> {
        if rev.starts_with('-') {
            return Err(Failure::Usage(format!("`{rev}` is no revision: none begins with `-`")));
        }
        Ok(Revision { folder, rev: rev.to_owned(), bound: String::new() })
    }

    /// The project around a file of the working tree holds for its earlier states, too.
    fn set_bound(&mut self, path: &str) -> Result<(), Failure> {
        let top = PathBuf::from(self.ask(&["rev-parse", "--show-toplevel"])?);
        let top = top.canonicalize().unwrap_or(top);
        let folder = top.join(path).parent().map(Path::to_path_buf).unwrap_or_else(|| top.clone());
        let root = Root::of(&folder);
        let bound = root.folder().strip_prefix(&top).unwrap_or(Path::new(""));
        self.bound = bound.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        Ok(())
    }

    fn missing(&self, path: &str) -> NoBlob {
        let known = self.rev.is_empty()
            || self.git(&["rev-parse", "--verify", "--quiet", &self.rev]).is_ok_and(|o| o.status.success());
        if known {
            let rev = if self.rev.is_empty() { "what is staged" } else { &self.rev };
            NoBlob::Missing(Failure::Usage(format!("git has no file `{path}` in `{rev}`")))
        } else {
            NoBlob::Failed(Failure::Usage(format!("git knows no revision `{}`", self.rev)))
        }
    }

    /// One line of git's.
    fn ask(&self, args: &[&str]) -> Result<String, Failure> {
        let output = self.git(args)?;
        if !output.status.success() {
            let folder =
                self.folder.as_deref().map_or("this folder".to_owned(), |f| format!("`{}`", f.display()));
            return Err(Failure::Usage(format!(
                "{folder} is in no git repository; to compare two files, name both"
            )));
        }
        let line = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(line.strip_suffix('\n').unwrap_or(&line).to_owned())
    }

    fn git(&self, args: &[&str]) -> Result<Output, Failure> {
        git::run(self.folder.as_deref(), args)
    }
}

impl Load for Revision {
    fn load(&self, from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        let from = from.strip_prefix(&self.rev).and_then(|from| from.strip_prefix(':')).unwrap_or(from);
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let portable = path.replace('\\', "/");
        if portable.starts_with('/') {
            return Err(LoadProblem::Outside);
        }
        let wanted = normal(&format!("{folder}/{portable}")).ok_or(LoadProblem::Outside)?;
        let inside = self.bound.is_empty()
            || wanted.strip_prefix(&self.bound).is_some_and(|rest| rest.starts_with('/'));
        if !inside {
            return Err(LoadProblem::Outside);
        }
        let bytes = self.blob(&wanted).map_err(|none| match none {
            NoBlob::Missing(_) => LoadProblem::Missing { nearby: Vec::new() },
            NoBlob::Failed(failure) => LoadProblem::System(failure.to_string()),
        })?;
        let name = self.name(&wanted);
        let text = meso_project::decode(bytes, &name)?;
        Ok(SourceText::new(name, text))
    }
}

/// Without `.` and `..`; `None` where it leads out.
fn normal(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_repository() {
        assert_eq!(normal("plans/./a/../b.meso").as_deref(), Some("plans/b.meso"));
        assert_eq!(normal("plans/../../b.meso"), None);
    }

    #[test]
    fn a_revision_is_no_option() {
        assert!(Revision::new(None, "--upload-pack=x").is_err());
    }
}
