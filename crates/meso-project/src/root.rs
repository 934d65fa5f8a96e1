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
    marked: bool,
}

impl Root {
    /// The root of the project that an absolute folder belongs to: its repository, else the nearest folder upwards that is
    /// marked, else the folder itself.
    #[must_use]
    pub fn of(folder: &Path) -> Root {
        let upwards =
            |marks: &[&str]| folder.ancestors().find(|f| marks.iter().any(|mark| f.join(mark).exists()));
        let marked = upwards(&[REPOSITORY]).or_else(|| upwards(&MARKS));
        let folder = marked.unwrap_or(folder).to_path_buf();
        let real = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
        Root { folder, real, marked: marked.is_some() }
    }

    /// The way from the root to a path without links, if it lies in the project.
    #[must_use]
    pub fn inside<'p>(&self, real: &'p Path) -> Option<&'p Path> {
        real.strip_prefix(&self.real).ok()
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
        if is_foreign(path) {
            return Err(LoadProblem::Outside);
        }
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

/// Is it a plan, by its name? `x.MESO` from a system that does not tell cases apart is one, too.
#[must_use]
pub fn is_plan(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("meso"))
}

/// Does a link on the way to an absolute path lead out of the project in which the link lies? Links that lie in no project
/// are their owner's: `/tmp` on some systems, a folder of plans in a home.
#[must_use]
pub fn leads_out(path: &Path) -> bool {
    let mut way = PathBuf::new();
    for part in path.components() {
        let holder = way.clone();
        way.push(part);
        if matches!(part, Component::Normal(_))
            && fs::symlink_metadata(&way).is_ok_and(|about| about.is_symlink())
        {
            let holder = fs::canonicalize(&holder).unwrap_or(holder);
            let root = Root::of(&holder);
            let inside = fs::canonicalize(&way).is_ok_and(|real| root.inside(&real).is_some());
            if root.marked && !inside {
                return true;
            }
        }
    }
    false
}

/// Paths that some system does not read as a way from a folder: with a drive (`C:`), from a share or a device
/// (`\\server`, `\\?\`), or a name that means a device in every folder of Windows (`NUL`). They mean nothing good anywhere, so
/// that a plan reads alike on all systems.
fn is_foreign(path: &str) -> bool {
    let drive =
        path.as_bytes().get(1) == Some(&b':') && path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    drive || path.starts_with('\\') || path.split(['/', '\\']).any(is_device)
}

/// `NUL`, `con.txt`, `COM1`: <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>.
fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or(name).trim_end_matches(' ');
    let numbered = |word: &str| {
        let rest = stem.get(..3).filter(|start| start.eq_ignore_ascii_case(word)).and_then(|_| stem.get(3..));
        rest.is_some_and(|rest| {
            matches!(rest, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
        })
    };
    ["con", "prn", "aux", "nul", "conin$", "conout$"].iter().any(|word| stem.eq_ignore_ascii_case(word))
        || numbered("com")
        || numbered("lpt")
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
        .filter(|name| is_plan(Path::new(name)))
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

    #[test]
    fn no_path_of_another_system_leads_anywhere() {
        let folder = tempfile::tempdir().unwrap();
        let root = Root::of(folder.path());
        for path in [
            "C:x.meso",
            "c:\\x.meso",
            "C:/x.meso",
            "\\\\server\\x.meso",
            "\\\\?\\C:\\x.meso",
            "\\x.meso",
            "NUL",
            "nul.meso",
            "a/CON/x.meso",
            "com1",
            "LPT9.meso",
            "aux .meso",
            "..",
            "../x.meso",
            "a/../../x.meso",
            "/x.meso",
        ] {
            assert_eq!(root.wanted(folder.path(), path), Err(LoadProblem::Outside), "{path}");
        }
        for path in
            ["x.meso", "null.meso", "com10.meso", "console/x.meso", "a..b.meso", "a/../x.meso", ":x.meso"]
        {
            assert!(root.wanted(folder.path(), path).is_ok(), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_on_the_way_leads_out_of_its_own_project_alone() {
        let folder = tempfile::tempdir().unwrap();
        let home = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir_all(home.join("project/plans")).unwrap();
        fs::create_dir_all(home.join("elsewhere/deep")).unwrap();
        let link = |target: &str, name: &str| std::os::unix::fs::symlink(target, home.join(name)).unwrap();
        link("../elsewhere", "project/out");
        link("plans", "project/in");
        link("out", "project/twice");
        link("elsewhere", "own");
        let out = |path: &str| leads_out(&home.join(path));
        assert!(!out("project/out"), "nothing marks a project");
        fs::write(home.join("project/meso.toml"), "").unwrap();
        for path in ["project/out", "project/out/deep", "project/twice", "project/plans/../out/deep"] {
            assert!(out(path), "{path}");
        }
        for path in ["project/in", "project/plans", "own", "own/deep", "elsewhere"] {
            assert!(!out(path), "{path}");
        }
        // Another project behind the link is no excuse.
        fs::create_dir(home.join("elsewhere/.git")).unwrap();
        assert!(out("project/out/deep"));
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
