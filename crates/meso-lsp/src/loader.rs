//! Follows `use` lines: to the open document if there is one, else to the disk, never out of the project.

use crate::world::{self, Name, World};
use meso_core::load::{Load, LoadProblem};
use meso_core::text::SourceText;
use meso_project::{Root, read_text};
use std::cell::RefCell;
use std::path::Path;

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
        read(&root.real(&wanted)?).map(|text| SourceText::new(name, text))
    }

    fn plan_of(&self, file: &str) -> Option<String> {
        self.world.plans.get(file).map(|plan| plan.to_string())
    }
}

/// The text of a file: the editor's if it is open there, else the disk's.
///
/// # Errors
/// When there is no such file, or it is not the text of a plan.
pub(crate) fn text(world: &World, name: &Name) -> Result<std::sync::Arc<str>, LoadProblem> {
    match world.open.get(name) {
        Some(document) => Ok(document.text.clone()),
        None => read(Path::new(&**name)).map(Into::into),
    }
}

fn read(path: &Path) -> Result<String, LoadProblem> {
    Ok(read_text(path, &path.display().to_string())?)
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
