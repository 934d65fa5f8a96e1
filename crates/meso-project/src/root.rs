//! The folder of a project: nothing outside of it is read.

use meso_core::load::LoadProblem;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// A repository is one project, whichever of its folders have configurations of their own: they may share a library.
const REPOSITORY: &str = ".git";
/// What marks the folder in which it lies as the root of a project, outside a repository.
const MARKS: [&str; 2] = ["meso.toml", "pyproject.toml"];

/// The root of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    folder: PathBuf,
    /// Without symbolic links.
    real: PathBuf,
}

impl Root {
    /// The root of the project that an absolute folder belongs to: its repository, else the nearest folder upwards that is
    /// marked, else the folder itself.
    #[must_use]
    pub fn of(folder: &Path) -> Root {
        let upwards =
            |marks: &[&str]| folder.ancestors().find(|f| marks.iter().any(|mark| f.join(mark).exists()));
        let folder = upwards(&[REPOSITORY]).or_else(|| upwards(&MARKS)).unwrap_or(folder).to_path_buf();
        let real = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
        Root { folder, real }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file that `path`, as written in a file of `folder`, means; the disk is not asked, so a path that leads out
    /// does not even tell whether there is a file.
    ///
    /// # Errors
    /// When it leads out of the project.
    pub fn wanted(&self, folder: &Path, path: &str) -> Result<PathBuf, LoadProblem> {
        let wanted = without_dots(&folder.join(path));
        if wanted.starts_with(&self.folder) { Ok(wanted) } else { Err(LoadProblem::Outside) }
    }

    /// A wanted file without symbolic links.
    ///
    /// # Errors
    /// When there is no such file, or a link leads out of the project.
    pub fn real(&self, wanted: &Path) -> Result<PathBuf, LoadProblem> {
        let real =
            fs::canonicalize(wanted).map_err(|_| LoadProblem::Missing { nearby: plans_beside(wanted) })?;
        if real.starts_with(&self.real) { Ok(real) } else { Err(LoadProblem::Outside) }
    }
}

/// Takes `.` and `..` out of an absolute path without asking the disk.
#[must_use]
pub fn without_dots(path: &Path) -> PathBuf {
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

/// The way from a folder to a file, both absolute, with forward slashes. `None` where they share no folder, or where the
/// way is no Unicode.
#[must_use]
pub fn relative(from: &Path, to: &Path) -> Option<String> {
    let shared = from.ancestors().find(|folder| to.starts_with(folder))?;
    let up = from.strip_prefix(shared).ok()?.components().count();
    let down = to.strip_prefix(shared).ok()?.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    Some("../".repeat(up) + &down)
}

/// The plans in the folder of a file that is not there.
fn plans_beside(path: &Path) -> Vec<String> {
    let entries = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    let mut names: Vec<String> = entries
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("meso")))
        .collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_go_without_asking_the_disk() {
        assert_eq!(without_dots(Path::new("/a/./b/../../../c")), Path::new("/c"));
    }

    #[test]
    fn ways_go_up_and_down() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to)).unwrap();
        assert_eq!(way("/a/b", "/a/b/c/x.meso"), "c/x.meso");
        assert_eq!(way("/a/b", "/a/x.meso"), "../x.meso");
        assert_eq!(way("/a/b", "/c/x.meso"), "../../c/x.meso");
    }

    #[test]
    fn a_project_begins_where_it_is_marked() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        fs::create_dir_all(&deep).unwrap();
        fs::write(folder.path().join("a/meso.toml"), "").unwrap();
        let root = Root::of(&deep);
        assert_eq!(root.folder(), folder.path().join("a"));
        assert_eq!(root.wanted(&deep, "../c.meso"), Ok(folder.path().join("a/c.meso")));
        assert_eq!(root.wanted(&deep, "../../c.meso"), Err(LoadProblem::Outside));
        assert_eq!(root.wanted(&deep, "/etc/passwd"), Err(LoadProblem::Outside));
        fs::write(folder.path().join("a/d.meso"), "").unwrap();
        let missing = root.real(&folder.path().join("a/c.meso")).unwrap_err();
        assert_eq!(missing, LoadProblem::Missing { nearby: vec!["d.meso".into()] });
    }

    #[test]
    fn folders_of_a_repository_share_a_library() {
        let folder = tempfile::tempdir().unwrap();
        let group = folder.path().join("group");
        fs::create_dir_all(folder.path().join(".git")).unwrap();
        fs::create_dir_all(&group).unwrap();
        fs::write(group.join("meso.toml"), "").unwrap();
        let root = Root::of(&group);
        assert_eq!(root.folder(), folder.path());
        assert_eq!(root.wanted(&group, "../library.meso"), Ok(folder.path().join("library.meso")));
        assert_eq!(root.wanted(&group, "../../library.meso"), Err(LoadProblem::Outside));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_out() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("a")).unwrap();
        fs::write(folder.path().join("secret"), "").unwrap();
        fs::write(folder.path().join("a/meso.toml"), "").unwrap();
        std::os::unix::fs::symlink(folder.path().join("secret"), folder.path().join("a/link")).unwrap();
        let home = folder.path().join("a");
        let root = Root::of(&home);
        assert_eq!(root.real(&root.wanted(&home, "link").unwrap()), Err(LoadProblem::Outside));
    }
}
