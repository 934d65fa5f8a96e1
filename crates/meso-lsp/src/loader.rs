//! Follows `use` lines: to the open document if there is one, else to the disk, never out of the project.

use crate::world::{self, Name, World};
use meso_core::load::{Load, LoadProblem};
use meso_core::text::SourceText;
use meso_project::{Root, is_plan, leads_out, read_real, without_dots};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// Loads the files that one plan uses, and remembers which they were.
pub(crate) struct Loader<'w> {
    world: &'w World,
    root: Option<Root>,
    inputs: RefCell<Vec<(Name, u64)>>,
}

impl<'w> Loader<'w> {
    /// For the plan of this name.
    #[must_use]
    pub(crate) fn new(world: &'w World, plan: &Name) -> Self {
        let path = Path::new(&**plan);
        let root = path.is_absolute().then(|| Root::of(path.parent().unwrap_or(path)));
        let inputs = RefCell::new(vec![(plan.clone(), world.revision_of(plan))]);
        Loader { world, root, inputs }
    }

    /// The plan itself and every file that was asked for, there or not, with the revision that it had.
    #[must_use]
    pub(crate) fn inputs(self) -> Vec<(Name, u64)> {
        self.inputs.into_inner()
    }
}

impl Load for Loader<'_> {
    fn load(&self, from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        let Some(root) = &self.root else { return Err(LoadProblem::Missing { nearby: Vec::new() }) };
        let folder = Path::new(from).parent().unwrap_or(root.folder());
        let wanted = root.wanted(folder, path)?;
        let name = world::name_of_path(&wanted);
        self.inputs.borrow_mut().push((name.clone(), self.world.revision_of(&name)));
        if let Some(document) = self.world.open.get(&name) {
            return Ok(SourceText::new(name, document.text.clone()));
        }
        let real = root.real(&wanted)?;
        // A link inside the project is another name of a file, which has one.
        let own =
            root.inside(&real).map_or(name.clone(), |way| world::name_of_path(&root.folder().join(way)));
        if own != name {
            self.inputs.borrow_mut().push((own.clone(), self.world.revision_of(&own)));
            if let Some(document) = self.world.open.get(&own) {
                return Ok(SourceText::new(own, document.text.clone()));
            }
        }
        read(&real).map(|text| SourceText::new(own, text))
    }

    fn plan_of(&self, file: &str) -> Option<String> {
        self.world.plans.get(file).map(|plan| plan.to_string())
    }
}

/// The text of a file: the editor's if it is open there, else the disk's. Of the disk only what belongs to the workspace is
/// read, whatever a client asks for: plans in its folders, and what these plans use.
///
/// # Errors
/// When there is no such file, it lies elsewhere, or it is not the text of a plan.
pub(crate) fn text(world: &World, name: &Name) -> Result<std::sync::Arc<str>, LoadProblem> {
    match world.open.get(name) {
        Some(document) => Ok(document.text.clone()),
        None => read(&on_disk(world, name)?).map(Into::into),
    }
}

/// Where a file that is not open lies, if it may be read.
fn on_disk(world: &World, name: &Name) -> Result<PathBuf, LoadProblem> {
    let path = without_dots(Path::new(&**name));
    let known = world.disk.contains_key(name);
    let folder = world.folders.iter().find(|folder| path.starts_with(folder));
    if !path.is_absolute() || !(known || folder.is_some() && is_plan(&path)) || leads_out(&path) {
        return Err(LoadProblem::Outside);
    }
    let root = Root::of(path.parent().unwrap_or(&path));
    let real = root.real(&path)?;
    let inside = folder.is_none_or(|folder| {
        let folder = Root::of(folder);
        folder.inside(&real).is_some()
    });
    if inside { Ok(real) } else { Err(LoadProblem::Outside) }
}

fn read(path: &Path) -> Result<String, LoadProblem> {
    Ok(read_real(path, &path.display().to_string())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use std::sync::Arc;
    use tower_lsp::lsp_types::Url;

    fn project() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("library")).unwrap();
        std::fs::write(folder.path().join("meso.toml"), "").unwrap();
        std::fs::write(folder.path().join("library/a.meso"), "on disk").unwrap();
        folder
    }

    #[test]
    fn the_editor_comes_before_the_disk() {
        let folder = project();
        let library = folder.path().join("library/a.meso");
        let plan = world::name_of_path(&folder.path().join("plan.meso"));
        let mut world = World::default();
        assert_eq!(&*Loader::new(&world, &plan).load(&plan, "library/a.meso").unwrap().text, "on disk");
        let uri = Url::from_file_path(&library).unwrap();
        let document = Document { uri, version: 1, text: "in the editor".into(), revision: 7 };
        Arc::make_mut(&mut world.open).insert(world::name_of_path(&library), Arc::new(document));
        let loader = Loader::new(&world, &plan);
        assert_eq!(&*loader.load(&plan, "./library/../library/a.meso").unwrap().text, "in the editor");
        assert_eq!(loader.inputs(), [(plan, 0), (world::name_of_path(&library), 7)]);
    }

    #[cfg(unix)]
    #[test]
    fn what_no_workspace_holds_is_not_read_for_whoever_asks() {
        use std::os::unix::fs::symlink;
        let folder = project();
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret.meso"), "secret").unwrap();
        std::fs::write(folder.path().join("library/.env"), "secret").unwrap();
        symlink(outside.path().join("secret.meso"), folder.path().join("link.meso")).unwrap();
        symlink(outside.path(), folder.path().join("away")).unwrap();
        symlink("library/a.meso", folder.path().join("inside.meso")).unwrap();
        let mut world = World::default();
        let asked =
            |world: &World, path: &Path| text(world, &world::name_of_path(path)).map(|text| text.to_string());
        let library = folder.path().join("library/a.meso");
        assert_eq!(asked(&world, &library), Err(LoadProblem::Outside), "there is no workspace");
        world.folders = Arc::new(vec![folder.path().to_path_buf()]);
        assert_eq!(asked(&world, &library).as_deref(), Ok("on disk"));
        assert_eq!(asked(&world, &folder.path().join("inside.meso")).as_deref(), Ok("on disk"));
        for path in [
            outside.path().join("secret.meso"),
            folder.path().join("link.meso"),
            folder.path().join("away/secret.meso"),
            folder.path().join("library/.env"),
            folder.path().join("../").join(outside.path().file_name().unwrap()).join("secret.meso"),
            PathBuf::from("/etc/passwd"),
        ] {
            assert_eq!(asked(&world, &path), Err(LoadProblem::Outside), "{}", path.display());
        }
        // A library has one name, by whatever link it is used.
        let plan = world::name_of_path(&folder.path().join("plan.meso"));
        let used = Loader::new(&world, &plan).load(&plan, "inside.meso").unwrap();
        assert_eq!(used.name, world::name_of_path(&library));
        assert_eq!(Loader::new(&world, &plan).load(&plan, "link.meso").unwrap_err(), LoadProblem::Outside);
    }

    #[test]
    fn nothing_outside_the_project_is_read() {
        let folder = project();
        let plan = world::name_of_path(&folder.path().join("library/plan.meso"));
        let world = World::default();
        let loader = Loader::new(&world, &plan);
        assert!(loader.load(&plan, "../library/a.meso").is_ok());
        assert_eq!(loader.load(&plan, "../../x.meso").unwrap_err(), LoadProblem::Outside);
        assert_eq!(loader.load(&plan, "/etc/passwd").unwrap_err(), LoadProblem::Outside);
        let missing = loader.load(&plan, "b.meso").unwrap_err();
        assert_eq!(missing, LoadProblem::Missing { nearby: vec!["a.meso".into()] });
    }
}
