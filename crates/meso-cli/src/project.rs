//! The configuration of the project that a plan belongs to: found upwards from the plan, read once a folder.

use crate::disk::{self, STDIN};
use crate::failure::Failure;
use crate::inputs::{Hash, hash};
use crate::output::FileFindings;
use crate::output::OutputFormat;
use crate::stream::Stream;
use crate::terminal::Terminal;
use meso_core::text::Sources;
use meso_lint::Config;
use meso_lint::config::{Setting, similar};
use meso_lint::level::Level;
use meso_lint::profile::Profile;
use meso_lint::registry::registry;
use meso_lint::rule::{Group, RuleMeta};
use meso_project::{ReadError, Root, configuration_kind, configurations};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What the command line says about rules.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Rules")]
pub(crate) struct ConfigArgs {
    /// Run only these rules or groups, separated by commas; what cannot be read is always said
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = selector)]
    select: Vec<Selector>,

    /// Leave these rules or groups out
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = selector)]
    ignore: Vec<Selector>,

    /// Set the level of a rule or group: `--level notation=error`; off, info, warning or error
    #[arg(long, value_name = "RULE=LEVEL", value_parser = leveled)]
    level: Vec<(Selector, Level)>,

    /// Whose plan it is: default, strict, beginner, ultra or masters
    #[arg(long, value_name = "NAME", value_parser = profile)]
    profile: Option<Profile>,

    /// Take the configuration from this file
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,

    /// Take no configuration file
    #[arg(long)]
    isolated: bool,
}

impl ConfigArgs {
    /// What it says, in words: two command lines with the same words judge alike.
    pub(crate) fn words(&self) -> String {
        let names = |selectors: &[Selector]| {
            let names: Vec<&str> = selectors.iter().flatten().map(|meta| meta.name()).collect();
            names.join(",")
        };
        let levels = self
            .level
            .iter()
            .map(|(rules, level)| format!("{}={}", names(std::slice::from_ref(rules)), level.name()));
        let profile = self.profile.map_or("", Profile::name);
        let levels: Vec<String> = levels.collect();
        format!("{};{};{};{profile}", names(&self.select), names(&self.ignore), levels.join(";"))
    }

    /// Does the command line itself say which rules run, or how strictly?
    pub(crate) fn choose_rules(&self) -> bool {
        !(self.select.is_empty() && self.ignore.is_empty() && self.level.is_empty()) || self.profile.is_some()
    }
}

/// The rules that a word of the command line means: one, or a group.
type Selector = Vec<&'static RuleMeta>;

/// Configurations, by the folder of the plans.
pub(crate) struct Projects<'a> {
    args: &'a ConfigArgs,
    by_folder: Mutex<HashMap<PathBuf, Arc<Place>>>,
    files: Mutex<HashMap<PathBuf, Option<Arc<Project>>>>,
}

/// A configuration and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(crate) config: Arc<Config>,
    /// The file, as messages name it.
    pub(crate) file: Option<Sources>,
    /// The file without symbolic links.
    pub(crate) path: Option<PathBuf>,
    /// Did it have mistakes?
    pub(crate) faulty: bool,
    /// Was no file to be taken?
    pub(crate) isolated: bool,
}

/// What the plans of one folder have in common.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) project: Arc<Project>,
    /// The folder without symbolic links.
    pub(crate) folder: PathBuf,
    /// What its plans may read.
    pub(crate) root: Root,
}

impl Project {
    /// What its configuration says of the plan called `name`: the same as long as the plan is judged alike.
    pub(crate) fn judgement(&self, name: &str) -> Hash {
        let Some((_, file)) = self.file.as_ref().and_then(|files| files.iter().next()) else {
            return hash(b"none");
        };
        let kind = if file.name.ends_with("pyproject.toml") { "pyproject" } else { "meso" };
        // Patterns of overrides ask for the name.
        let name =
            if self.config.overrides.is_empty() { String::new() } else { self.config.pattern_name(name) };
        hash(format!("{kind}\0{name}\0{}", file.text).as_bytes())
    }
}

impl<'a> Projects<'a> {
    pub(crate) fn new(args: &'a ConfigArgs) -> Self {
        Projects { args, by_folder: Mutex::default(), files: Mutex::default() }
    }

    /// The project of the plan at `path`. Mistakes in its configuration are said once, on standard error.
    ///
    /// # Errors
    /// When the configuration is there and cannot be read.
    pub(crate) fn of(&self, path: &Path) -> Result<Arc<Project>, Failure> {
        Ok(Arc::clone(&self.place(path)?.project))
    }

    /// The folder of the plan at `path`, with its project.
    ///
    /// # Errors
    /// As [`Projects::of`].
    pub(crate) fn place(&self, path: &Path) -> Result<Arc<Place>, Failure> {
        let given =
            if path.as_os_str() == STDIN { Path::new("") } else { path.parent().unwrap_or(Path::new("")) };
        let mut by_folder = self.by_folder.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = by_folder.get(given) {
            return Ok(Arc::clone(place));
        }
        let folder = if given.as_os_str().is_empty() { disk::current_folder() } else { given.to_path_buf() };
        let folder = folder.canonicalize().unwrap_or(folder);
        let project = self.find(given, &folder)?;
        let place = Arc::new(Place { project, root: Root::of(&folder), folder });
        by_folder.insert(given.to_path_buf(), Arc::clone(&place));
        Ok(place)
    }

    /// Had any configuration a mistake?
    pub(crate) fn any_faulty(&self) -> bool {
        let by_folder = self.by_folder.lock().unwrap_or_else(PoisonError::into_inner);
        by_folder.values().any(|place| place.project.faulty)
    }

    fn find(&self, given: &Path, folder: &Path) -> Result<Arc<Project>, Failure> {
        let (home, project) = match &self.args.config {
            Some(file) => (disk::current_folder(), self.read(file, true)?),
            None if self.args.isolated => (folder.to_path_buf(), None),
            None => match self.upwards(folder)? {
                Some((home, project)) => (home, Some(project)),
                None => (folder.to_path_buf(), None),
            },
        };
        let Some(project) = project else {
            return Ok(Arc::new(Project {
                config: Arc::new(self.commanded(Config::default())),
                file: None,
                path: None,
                faulty: false,
                isolated: self.args.isolated,
            }));
        };
        if project.config.overrides.is_empty() {
            return Ok(project);
        }
        // Patterns count from the configuration's folder, names from the working folder.
        let mut config = Config::clone(&project.config);
        config.folder = folder_name(given);
        config.prefix = folder_name(folder.strip_prefix(&home).unwrap_or(Path::new("")));
        Ok(Arc::new(Project { config: Arc::new(config), ..Project::clone(&project) }))
    }

    /// The nearest configuration, with its folder.
    fn upwards(&self, folder: &Path) -> Result<Option<(PathBuf, Arc<Project>)>, Failure> {
        for file in configurations(folder).filter(|file| file.is_file()) {
            if let Some(project) = self.read(&file, false)? {
                return Ok(Some((file.parent().unwrap_or(folder).to_path_buf(), project)));
            }
        }
        Ok(None)
    }

    /// Reads a configuration file, once. `None` for a `pyproject.toml` that does not speak of plans.
    fn read(&self, file: &Path, named: bool) -> Result<Option<Arc<Project>>, Failure> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = files.get(file) {
            return Ok(known.clone());
        }
        let shown = file.strip_prefix(disk::current_folder()).unwrap_or(file);
        let name = shown.display().to_string();
        if disk::is_outside(file) {
            return Err(ReadError::Outside(name).into());
        }
        let source = disk::read_as(file, &name)?;
        let project = Config::read(&source, configuration_kind(file)).map(|(config, diagnostics)| {
            let (sources, _) = Sources::with(source.clone());
            if !diagnostics.is_empty() {
                let mut text = String::new();
                let findings = FileFindings { sources: &sources, diagnostics: &diagnostics };
                OutputFormat::Concise.build(Terminal::PLAIN).file(&findings, &mut text);
                let _ = Stream::err(Terminal::PLAIN).text(&text);
            }
            Arc::new(Project {
                config: Arc::new(self.commanded(config)),
                file: Some(sources),
                path: Some(file.canonicalize().unwrap_or_else(|_| file.to_path_buf())),
                faulty: !diagnostics.is_empty(),
                isolated: false,
            })
        });
        if project.is_none() && named {
            return Err(Failure::Usage(format!("`{}` has no table [tool.mesocycle]", shown.display())));
        }
        files.insert(file.to_path_buf(), project.clone());
        Ok(project)
    }

    /// A configuration with what the command line says on top.
    fn commanded(&self, mut config: Config) -> Config {
        config.forced_profile = self.args.profile;
        if !self.args.select.is_empty() {
            let selected = |meta: &RuleMeta| self.args.select.iter().flatten().any(|s| s.code == meta.code);
            for meta in registry() {
                if selected(meta) {
                    // Asked for by name, a rule speaks even if it is off by default or in the file.
                    let off = |s: &Setting| s.rule == meta.name() && s.level == Some(Level::Off);
                    if meta.level() == Level::Off || config.settings.iter().any(off) {
                        config.force(meta.name(), meta.code.severity.into());
                    }
                } else if meta.group != Group::Text {
                    config.force(meta.name(), Level::Off);
                }
            }
        }
        for meta in self.args.ignore.iter().flatten() {
            config.force(meta.name(), Level::Off);
        }
        for (selector, level) in &self.args.level {
            for meta in selector {
                config.force(meta.name(), *level);
            }
        }
        config
    }
}

/// A folder as the start of a name: empty, or with a `/` at its end.
fn folder_name(folder: &Path) -> String {
    let name = folder.display().to_string().replace('\\', "/");
    if name.is_empty() || name.ends_with('/') { name } else { name + "/" }
}

fn selector(word: &str) -> Result<Selector, String> {
    let word = word.trim();
    let found: Selector =
        registry().iter().copied().filter(|meta| meta.name() == word || meta.group.name() == word).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let known = registry().iter().map(|meta| meta.name()).chain(Group::ALL.iter().map(|group| group.name()));
    Err(match similar(word, known) {
        Some(near) => format!("there is no rule or group `{word}`; did you mean `{near}`?"),
        None => format!("there is no rule or group `{word}`; `meso rules` lists them"),
    })
}

fn leveled(pair: &str) -> Result<(Selector, Level), String> {
    let (rule, level) = pair.split_once('=').ok_or("write it as RULE=LEVEL, like `notation=error`")?;
    let level = Level::named(level.trim())
        .ok_or_else(|| format!("there is no level `{}`: off, info, warning or error", level.trim()))?;
    Ok((selector(rule)?, level))
}

fn profile(name: &str) -> Result<Profile, String> {
    Profile::named(name).ok_or_else(|| {
        let names: Vec<_> = Profile::ALL.iter().map(|profile| profile.name()).collect();
        format!("there is no profile `{name}`: {}", names.join(", "))
    })
}
