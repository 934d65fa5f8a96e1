//! What was found before, so that only plans that have changed are checked again.
//!
//! A remembered plan holds if its text is the same, every file that it asked for is answered as before (with the same
//! text, or missing beside the same names), and its configuration says the same. Texts are compared by hash; a file whose
//! [stamp](stamp) is the same is not read. All else that findings depend on (the program, the options of the command line)
//! is in the name of the cache's file: another program has another cache.
//!
//! A cache never fails a run. What cannot be read, or is not whole, is not there; what cannot be written is left.

mod stamp;
pub(crate) mod store;

use crate::inputs::{Hash, Inputs, Outcome, half, hash, hash_of_names};
use meso_core::diagnostic::Diagnostic;
use meso_core::load::LoadProblem;
use meso_core::text::{FileId, SourceText, Sources};
use meso_project::{Disk, read_text, relative};
use stamp::Stamp;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use store::{File, Findings, Plan, Store};

/// The name of a cache's folder in a project.
pub(crate) const FOLDER: &str = ".meso_cache";

/// What nobody has used for so long is thrown away.
const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

/// By which everybody knows the folder for a cache: <https://bford.info/cachedir/>.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds what `meso check` has found before. It may be deleted at any time.\n";

/// The cache of one run.
pub(crate) struct Cache {
    /// The folder of the cache.
    folder: PathBuf,
    /// The file in it.
    file: PathBuf,
    /// What the names of files count from.
    home: PathBuf,
    old: Store,
    new: Mutex<Fresh>,
}

/// What a run has learnt.
#[derive(Default)]
struct Fresh {
    plans: HashMap<String, Plan>,
    files: HashMap<String, File>,
    /// Files that were looked at in this run.
    known: HashMap<PathBuf, Option<Hash>>,
}

/// A plan that was checked before.
pub(crate) struct Remembered {
    pub(crate) inputs: Inputs,
    pub(crate) findings: Vec<Diagnostic>,
    /// Where its files are, itself first.
    paths: Vec<PathBuf>,
}

impl Cache {
    /// The cache in `folder` of the project at `home`, for one way of running: `options` names what findings depend on beside
    /// plans and configuration. `None` where the program does not know itself.
    pub(crate) fn open(folder: PathBuf, home: PathBuf, options: &str) -> Option<Cache> {
        let program = program()?;
        let own = folder.starts_with(&home);
        let home_name = if own { String::new() } else { home.display().to_string() };
        let key = format!("{program}\0{home_name}\0{options}");
        let name: String = hash(key.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let file = folder.join(env!("CARGO_PKG_VERSION")).join(name);
        let old = fs::read(&file).ok().and_then(Store::read).unwrap_or_default();
        Some(Cache { folder, file, home, old, new: Mutex::default() })
    }

    /// What is remembered of a plan, if it holds.
    pub(crate) fn find(&self, disk: &Disk, name: &str, config: Hash) -> Option<Remembered> {
        let path = disk.plan()?;
        let key = relative(&self.home, path)?;
        let plan = self.old.plans.get(&key).filter(|plan| plan.config == config)?;
        let mut names: Vec<String> = vec![name.to_owned()];
        let mut paths = vec![path.to_path_buf()];
        for input in &plan.asked {
            let from = names.get(input.from as usize)?;
            match (disk.find(from, &input.path), &input.outcome) {
                (Ok(real), Outcome::File(place)) => {
                    let place = *place as usize;
                    if place == paths.len() {
                        names.push(disk.name_of(&real));
                        paths.push(real);
                    } else if paths.get(place) != Some(&real) {
                        return None;
                    }
                }
                (Err(LoadProblem::Missing { nearby }), Outcome::Missing(before))
                    if hash_of_names(&nearby) == *before => {}
                (Err(LoadProblem::Outside), Outcome::Outside) => {}
                _ => return None,
            }
        }
        let same = |(path, hash): (&PathBuf, &Hash)| self.hash_of(path) == Some(*hash);
        if paths.len() != plan.hashes.len() || !paths.iter().zip(&plan.hashes).all(same) {
            return None;
        }
        let findings = store::findings(self.old.findings(plan), paths.len())?;
        let inputs =
            Inputs { names, hashes: plan.hashes.clone(), asked: plan.asked.clone(), uncertain: false };
        Some(Remembered { inputs, findings, paths })
    }

    /// Remembers what was found. `stamp` is of the plan's file before it was read.
    pub(crate) fn keep(
        &self,
        disk: &Disk,
        stamp: Option<Stamp>,
        config: Hash,
        inputs: &Inputs,
        found: &[Diagnostic],
    ) {
        let Some(key) = disk.plan().and_then(|path| relative(&self.home, path)) else { return };
        let Some(findings) = store::bytes(found) else { return };
        let hashes = inputs.hashes.clone();
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(stamp), Some(hash)) = (stamp, hashes.first()) {
            new.files.insert(key.clone(), File { stamp, hash: *hash });
        }
        new.plans.insert(
            key,
            Plan { config, hashes, asked: inputs.asked.clone(), findings: Findings::New(findings) },
        );
    }

    /// The stamp of a file that is about to be read, if it can be trusted.
    pub(crate) fn stamp(path: &Path) -> Option<Stamp> {
        Stamp::settled(path)
    }

    /// The hash of a file's text; from its stamp where nothing has touched it.
    fn hash_of(&self, path: &Path) -> Option<Hash> {
        let known = self.new.lock().unwrap_or_else(PoisonError::into_inner).known.get(path).copied();
        if let Some(hash) = known {
            return hash;
        }
        let key = relative(&self.home, path);
        let stamp = Stamp::settled(path);
        let before = key.as_ref().and_then(|key| self.old.files.get(key));
        let hash = match (before, stamp) {
            (Some(file), Some(stamp)) if file.stamp == stamp => Some(file.hash),
            _ => read_text(path, "").ok().map(|text| hash(text.as_bytes())),
        };
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        new.known.insert(path.to_path_buf(), hash);
        if let (Some(key), Some(stamp), Some(hash)) = (key, stamp, hash)
            && before.is_none_or(|file| file.stamp != stamp)
        {
            new.files.insert(key, File { stamp, hash });
        }
        hash
    }

    /// Writes down what the run has learnt, for the next.
    pub(crate) fn save(self) {
        let new = self.new.into_inner().unwrap_or_else(PoisonError::into_inner);
        if new.plans.is_empty() && new.files.is_empty() {
            return;
        }
        let mut store = self.old;
        // Plans that other runs have looked at stay as long as they are there.
        store.plans.retain(|path, _| !new.plans.contains_key(path) && self.home.join(path).exists());
        store.files.retain(|path, _| !new.files.contains_key(path) && self.home.join(path).exists());
        store.plans.extend(new.plans);
        store.files.extend(new.files);
        let _ = write(&self.folder, &self.file, &store);
    }
}

impl Remembered {
    /// The texts behind the findings. `None` if one has changed since it was compared.
    pub(crate) fn sources(&self) -> Option<Sources> {
        let mut sources = Sources::default();
        for ((path, name), before) in self.paths.iter().zip(&self.inputs.names).zip(&self.inputs.hashes) {
            let text = read_text(path, name).ok()?;
            if hash(text.as_bytes()) != *before {
                return None;
            }
            let _: FileId = sources.add(SourceText::new(&**name, text));
        }
        Some(sources)
    }
}

/// What tells this program from every other: its bytes, so that one which CI installs anew is the same. One that is being
/// worked on is large and changes all the time: its stamp will do.
fn program() -> Option<String> {
    let path = std::env::current_exe().ok()?;
    Some(if cfg!(debug_assertions) {
        format!("{}\0{:?}", path.display(), Stamp::of(&path)?)
    } else {
        // Piece by piece: the program is larger than most projects.
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(fs::File::open(path).ok()?).ok()?;
        format!("{:?}", half(&hasher.finalize()))
    })
}

/// Removes a cache. `false` if there is none.
///
/// # Errors
/// When the folder is no cache, or cannot be removed.
pub(crate) fn remove(folder: &Path) -> io::Result<bool> {
    if !folder.exists() {
        return Ok(false);
    }
    if !fs::read_to_string(folder.join("CACHEDIR.TAG")).is_ok_and(|tag| tag == TAG) {
        return Err(io::Error::other("it is no cache of meso"));
    }
    fs::remove_dir_all(folder)?;
    Ok(true)
}

/// Puts the cache's file in its place in one step. A kill leaves the old one; two runs at once leave that of the last.
fn write(folder: &Path, file: &Path, store: &Store) -> io::Result<()> {
    let home = file.parent().unwrap_or(folder);
    fs::create_dir_all(home)?;
    for (name, text) in [("CACHEDIR.TAG", TAG), (".gitignore", "*\n")] {
        if !folder.join(name).exists() {
            fs::write(folder.join(name), text)?;
        }
    }
    throw_away_the_old(home);
    let temporary = file.with_extension(format!("{}.tmp", std::process::id()));
    // Not synced: after a crash of the machine the file may not be whole, and its hash tells.
    let written = fs::File::create(&temporary)
        .and_then(|file| store.write(file))
        .and_then(|()| fs::rename(&temporary, file));
    written.inspect_err(|_| {
        let _ = fs::remove_file(&temporary);
    })
}

/// Files that no program writes any more, and what was left by runs that were killed.
fn throw_away_the_old(home: &Path) {
    for entry in fs::read_dir(home).into_iter().flatten().flatten() {
        let path = entry.path();
        let kept =
            if path.extension().is_some_and(|e| e == "tmp") { Duration::from_secs(3600) } else { KEPT };
        let modified = entry.metadata().and_then(|about| about.modified());
        let age = modified.ok().and_then(|modified| SystemTime::now().duration_since(modified).ok());
        if age.is_some_and(|age| age > kept) {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Recorder;
    use meso_core::codes::NOTATION;
    use meso_core::load::Load;
    use meso_core::text::Span;

    struct Project {
        _folder: tempfile::TempDir,
        home: PathBuf,
    }

    impl Project {
        fn new() -> Project {
            let folder = tempfile::tempdir().unwrap();
            let home = fs::canonicalize(folder.path()).unwrap();
            for (file, text) in [("meso.toml", ""), ("a.meso", "a"), ("lib.meso", "lib")] {
                fs::write(home.join(file), text).unwrap();
            }
            Project { _folder: folder, home }
        }

        fn open(&self, options: &str) -> Cache {
            Cache::open(self.home.join(FOLDER), self.home.clone(), options).unwrap()
        }

        fn disk(&self) -> Disk {
            Disk::of_file(&self.home, Path::new("a.meso"))
        }

        /// Remembers one finding of a plan that asks for a library and for a file that is missing.
        fn remember(&self) {
            let (cache, disk) = (self.open(""), self.disk());
            let stamp = Cache::stamp(&self.home.join("a.meso"));
            let text = fs::read_to_string(self.home.join("a.meso")).unwrap();
            let (mut sources, plan) = Sources::with(SourceText::new("a.meso", text));
            let loader = Recorder::new(&disk, sources.get(plan));
            sources.add(loader.load("a.meso", "lib.meso").unwrap());
            assert!(loader.load("a.meso", "missing.meso").is_err());
            let inputs = loader.inputs();
            assert!(inputs.tell_of(&sources));
            let finding = Diagnostic::new(&NOTATION, Span::new(FileId(1), 0, 3), "x");
            cache.keep(&disk, stamp, hash(b"config"), &inputs, &[finding]);
            cache.save();
        }

        fn holds(&self) -> bool {
            self.open("").find(&self.disk(), "a.meso", hash(b"config")).is_some()
        }
    }

    #[test]
    fn what_has_not_changed_is_remembered() {
        let project = Project::new();
        assert!(!project.holds());
        project.remember();
        let found = project.open("").find(&project.disk(), "a.meso", hash(b"config")).unwrap();
        assert_eq!((found.findings.len(), found.inputs.names.len()), (1, 2));
        assert_eq!(&*found.sources().unwrap().get(FileId(1)).text, "lib");
        assert!(project.open("").find(&project.disk(), "a.meso", hash(b"another")).is_none());
        assert!(project.open("--select x").find(&project.disk(), "a.meso", hash(b"config")).is_none());
        // A touch is no change.
        let file = fs::File::options().append(true).open(project.home.join("lib.meso")).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)).unwrap();
        assert!(project.holds());
    }

    #[test]
    fn what_has_changed_is_not() {
        for (file, text) in [("a.meso", "b"), ("lib.meso", "bil"), ("missing.meso", "x"), ("near.meso", "x")]
        {
            let project = Project::new();
            project.remember();
            assert!(project.holds());
            fs::write(project.home.join(file), text).unwrap();
            assert!(!project.holds(), "{file}");
        }
        let project = Project::new();
        project.remember();
        fs::remove_file(project.home.join("lib.meso")).unwrap();
        assert!(!project.holds());
    }

    #[test]
    fn only_a_cache_is_removed() {
        let project = Project::new();
        let folder = project.home.join(FOLDER);
        assert!(!remove(&folder).unwrap());
        project.remember();
        assert!(folder.join(".gitignore").exists());
        assert!(remove(&folder).unwrap() && !folder.exists());
        assert!(remove(&project.home).is_err());
    }
}
