//! Follows `use` on the disk, within the plan's project and nowhere else.

use crate::file::read_real;
use crate::root::{Root, without_dots};
use meso_core::load::{Load, LoadProblem};
use meso_core::text::SourceText;
use std::fs;
use std::path::{Path, PathBuf};

/// Loads what one plan `use`s.
#[derive(Clone, Debug)]
pub struct Disk {
    root: Root,
    /// Where the names of files count from.
    base: PathBuf,
    /// The plan's folder, without symbolic links.
    folder: PathBuf,
    /// What the plan is called.
    name: String,
    /// The plan's file, if it has one.
    plan: Option<PathBuf>,
}

impl Disk {
    /// For the plan in the file `path`, which messages call by that name. Other files are named from the folder `base`,
    /// which has no symbolic links in it.
    #[must_use]
    pub fn of_file(base: &Path, path: &Path) -> Disk {
        let plan = fs::canonicalize(base.join(path)).ok();
        let folder = plan.as_deref().and_then(Path::parent).unwrap_or(base).to_path_buf();
        let name = path.display().to_string();
        Disk { root: Root::of(&folder), base: base.to_path_buf(), folder, name, plan }
    }

    /// [`Disk::of_file`] where the plan's real place and its project are known.
    #[must_use]
    pub fn of_known(base: &Path, path: &Path, real: PathBuf, root: Root) -> Disk {
        let folder = real.parent().unwrap_or(base).to_path_buf();
        Disk { root, base: base.to_path_buf(), folder, name: path.display().to_string(), plan: Some(real) }
    }

    /// For a text called `name` that belongs into `folder`, which has no symbolic links in it. Files are named from there.
    #[must_use]
    pub fn of_text(folder: &Path, name: &str) -> Disk {
        Disk {
            root: Root::of(folder),
            base: folder.to_path_buf(),
            folder: folder.to_path_buf(),
            name: name.to_owned(),
            plan: None,
        }
    }

    /// The file that `path`, as written in the file called `from`, means, without symbolic links.
    ///
    /// # Errors
    /// When there is none, or it lies outside of the project.
    pub fn find(&self, from: &str, path: &str) -> Result<PathBuf, LoadProblem> {
        self.root.real(&self.wanted(from, path)?)
    }

    /// [`Disk::find`] without asking whether the file is there.
    ///
    /// # Errors
    /// When it lies outside of the project.
    pub fn wanted(&self, from: &str, path: &str) -> Result<PathBuf, LoadProblem> {
        if from == self.name {
            return self.root.wanted(&self.folder, path);
        }
        let from = self.base.join(from);
        let from = fs::canonicalize(&from).unwrap_or(from);
        self.root.wanted(from.parent().unwrap_or(&self.folder), path)
    }

    /// The plan's file without symbolic links, if it has one.
    #[must_use]
    pub fn plan(&self) -> Option<&Path> {
        self.plan.as_deref()
    }

    /// The file that messages call by this name. `None` for a text without a file.
    #[must_use]
    pub fn path_of(&self, name: &str) -> Option<PathBuf> {
        if name == self.name { self.plan.clone() } else { Some(without_dots(&self.base.join(name))) }
    }

    /// The name by which messages call a file: from the base where it lies below it.
    #[must_use]
    pub fn name_of(&self, real: &Path) -> String {
        match &self.plan {
            Some(plan) if plan == real => self.name.clone(),
            _ => real.strip_prefix(&self.base).unwrap_or(real).display().to_string(),
        }
    }
}

impl Load for Disk {
    fn load(&self, from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        let real = self.find(from, path)?;
        let name = self.name_of(&real);
        Ok(SourceText::new(&*name, read_real(&real, &name)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let home = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir_all(home.join("plans/deep")).unwrap();
        for file in ["meso.toml", "a.meso", "plans/b.meso", "plans/deep/c.meso"] {
            fs::write(home.join(file), file).unwrap();
        }
        (folder, home)
    }

    #[test]
    fn paths_count_from_the_file_that_names_them_and_names_from_the_base() {
        let (_folder, home) = project();
        let disk = Disk::of_file(&home, Path::new("plans/b.meso"));
        let deep = disk.load("plans/b.meso", "deep/c.meso").unwrap();
        assert_eq!((&*deep.name, &*deep.text), ("plans/deep/c.meso", "plans/deep/c.meso"));
        assert_eq!(&*disk.load("plans/deep/c.meso", "../../a.meso").unwrap().name, "a.meso");
        assert_eq!(disk.load("plans/b.meso", "../../a.meso").unwrap_err(), LoadProblem::Outside);
    }

    #[test]
    fn the_plan_keeps_the_name_it_was_given() {
        let (_folder, home) = project();
        let disk = Disk::of_file(&home.join("plans"), Path::new("../a.meso"));
        assert_eq!(&*disk.load("../a.meso", "./plans/../a.meso").unwrap().name, "../a.meso");
    }

    #[test]
    fn a_text_without_a_file_has_a_folder() {
        let (_folder, home) = project();
        let disk = Disk::of_text(&home.join("plans"), "anything");
        assert_eq!(&*disk.load("anything", "deep/c.meso").unwrap().name, "deep/c.meso");
        let root = home.join("a.meso").display().to_string();
        assert_eq!(*disk.load("deep/c.meso", "../../a.meso").unwrap().name, root);
    }
}
