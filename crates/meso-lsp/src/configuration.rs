//! The configuration in force for a file: the nearest one upwards, as `meso check` finds it, then the editor's settings.

use crate::world::{self, Name, World};
use meso_core::diagnostic::Diagnostic;
use meso_core::text::SourceText;
use meso_lint::Config;
use meso_lint::profile::Profile;
use meso_project::{configuration_kind, configurations, leads_out, read_text};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Configurations by folder, as long as none of them changes.
#[derive(Default)]
pub(crate) struct Configurations {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    environment: u64,
    folders: HashMap<PathBuf, Arc<Config>>,
    /// The files themselves, by path, so that their mistakes can be shown where they stand.
    files: BTreeMap<PathBuf, ConfigurationFile>,
}

/// A configuration file with what is wrong in it.
#[derive(Clone)]
pub(crate) struct ConfigurationFile {
    /// Its text.
    pub(crate) source: SourceText,
    /// Its mistakes.
    pub(crate) diagnostics: Vec<Diagnostic>,
    config: Option<Config>,
}

impl Configurations {
    /// The configuration for a file.
    pub(crate) fn of(&self, world: &World, name: &Name) -> Arc<Config> {
        let path = Path::new(&**name);
        let folder =
            if path.is_absolute() { path.parent().unwrap_or(path).to_path_buf() } else { PathBuf::new() };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.environment != world.environment {
            *known = Known { environment: world.environment, ..Known::default() };
        }
        if let Some(config) = known.folders.get(&folder) {
            return Arc::clone(config);
        }
        let config = Arc::new(known.find(world, &folder));
        known.folders.insert(folder, Arc::clone(&config));
        config
    }

    /// The configuration files that were read for the plans seen so far.
    #[must_use]
    pub(crate) fn files(&self) -> Vec<(PathBuf, ConfigurationFile)> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.files.iter().map(|(path, file)| (path.clone(), file.clone())).collect()
    }
}

impl Known {
    fn find(&mut self, world: &World, folder: &Path) -> Config {
        let chosen = world.settings.configuration.as_ref().map(|file| chosen(world, file));
        let file = match chosen {
            Some(file) => self.read(&file).is_some().then_some(file),
            None => self.upwards(folder),
        };
        let mut config = Config::default();
        if let Some(file) = file
            && let Some(read) = self.read(&file)
        {
            config = read;
            // Patterns of overrides count from the folder of the configuration.
            config.folder = file.parent().map(|home| format!("{}/", home.display())).unwrap_or_default();
        }
        if config.profile.is_none() {
            config.profile = world.settings.profile.as_deref().and_then(Profile::named);
        }
        config
    }

    fn upwards(&mut self, folder: &Path) -> Option<PathBuf> {
        configurations(folder).find(|file| self.read(file).is_some())
    }

    fn read(&mut self, file: &Path) -> Option<Config> {
        if let Some(known) = self.files.get(file) {
            return known.config.clone();
        }
        // No pipe, that would be waited for, and nothing that a clone links to from elsewhere.
        let text = read_text(file, "").ok().filter(|_| !leads_out(file))?;
        let source = SourceText::new(world::name_of_path(file), text);
        let (config, diagnostics) = Config::read(&source, configuration_kind(file))?;
        let read = ConfigurationFile { source, diagnostics, config: Some(config.clone()) };
        self.files.insert(file.to_path_buf(), read);
        Some(config)
    }
}

/// The file that a setting names: from the first folder of the workspace, if it is not absolute.
fn chosen(world: &World, file: &str) -> PathBuf {
    let file = Path::new(file);
    match world.folders.first() {
        Some(folder) => folder.join(file),
        None => file.to_path_buf(),
    }
}
