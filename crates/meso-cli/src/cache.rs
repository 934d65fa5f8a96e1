//! What was found before, so that only plans that have changed are checked again.
//!
//! A remembered plan holds if its text is the same, every file that it asked for is answered as before (with the same
//! text, or missing beside the same names), and its configuration says the same. Texts are compared by hash; a file whose
//! [stamp](stamp) is the same is not read. All else that findings depend on (the program, the options of the command line)
//! is in the name of the cache's file: another program has another cache.
//!
//! A cache never fails a run. What cannot be read, or is not whole, is not there; what cannot be written is left.
//!
//! It lies where clones do not come: in the user's folder for caches, one folder a project. A project cannot bring findings
//! along, or their absence. Folders are opened by handle, links in them are not followed, and nothing is removed but what has
//! a name and a form that this program gives.

mod stamp;
pub(crate) mod store;

use crate::baseline::shown;
use crate::disk::current_folder;
use crate::failure::Failure;
use crate::inputs::{Hash, Inputs, Outcome, half, hash, hash_of_names};
use meso_core::diagnostic::Diagnostic;
use meso_core::load::LoadProblem;
use meso_core::text::{FileId, SourceText, Sources};
use meso_project::{
    About, Before, Disk, Folder, Kind, Rights, is_temporary, leads_out, read_real, relative, replace_in,
    without_dots,
};
use stamp::Stamp;
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use store::{File, Findings, Plan, Store};

/// The folder of all projects among the caches of a user.
const OURS: &str = "mesocycle";

/// What nobody has used for so long is thrown away.
const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

/// No cache is larger; a larger file is none.
const LARGEST: u64 = 1 << 30;

const TAG: &str = "CACHEDIR.TAG";
const IGNORE: &str = ".gitignore";

/// By which everybody knows a folder for a cache (<https://bford.info/cachedir/>), and we one that we have made.
const MADE: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds what `meso check` has found before. It may be deleted at any time.\n";
/// One that was there, and empty.
const FOUND: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder, made by somebody else, holds what `meso check` has found before.\n";

/// What keeps git from adding a cache.
const IGNORED: &str = "*\n";

/// Where the cache of the project at `home` lies.
#[derive(Clone, Debug)]
pub(crate) enum Location {
    /// In a folder that somebody has named.
    Given(PathBuf),
    /// In the user's folder for caches.
    Usual {
        /// That folder.
        caches: PathBuf,
        /// The name of the project's folder in ours: the hash of its root.
        name: String,
    },
}

impl Location {
    /// In the folder that is given, else in the usual place. `None` where the user has no folder for caches.
    pub(crate) fn new(given: Option<PathBuf>, home: &Path) -> Option<Location> {
        match given {
            Some(folder) => Some(Location::Given(current_folder().join(folder))),
            None => {
                Some(Location::Usual { caches: caches()?, name: hex(home.as_os_str().as_encoded_bytes()) })
            }
        }
    }

    /// The folder of the cache, there or not.
    pub(crate) fn path(&self) -> PathBuf {
        match self {
            Location::Given(folder) => without_dots(folder),
            Location::Usual { caches, name } => caches.join(OURS).join(name),
        }
    }

    /// Opens the folder, and makes it if it may be made.
    fn open(&self, make: bool) -> Result<Folder, Closed> {
        match self {
            Location::Given(folder) => {
                let above = folder.parent().ok_or(Closed::Absent)?;
                let name = folder.file_name().ok_or(Closed::Foreign)?;
                if leads_out(folder) {
                    return Err(Closed::Foreign);
                }
                if make {
                    fs::create_dir_all(above)?;
                }
                enter(&Folder::open(&fs::canonicalize(above)?)?, OsStr::new(name), make)
            }
            Location::Usual { caches, name } => {
                if make {
                    fs::create_dir_all(caches)?;
                }
                let caches = Folder::open(&fs::canonicalize(caches)?)?;
                if make {
                    let _ = caches.make(OsStr::new(OURS));
                }
                let ours = caches.inside(OsStr::new(OURS))?;
                let about = ours.itself()?;
                if !about.own || about.rights == Rights::Others {
                    return Err(Closed::Foreign);
                }
                enter(&ours, OsStr::new(name), make)
            }
        }
    }
}

/// The folder for the caches of a user: <https://specifications.freedesktop.org/basedir-spec/latest/>, and what other
/// systems have in its place.
fn caches() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let usual = || match () {
        () if cfg!(windows) => folder("LOCALAPPDATA"),
        () if cfg!(target_vendor = "apple") => Some(folder("HOME")?.join("Library/Caches")),
        () => Some(folder("HOME")?.join(".cache")),
    };
    folder("XDG_CACHE_HOME").or_else(usual)
}

/// Why a folder is not opened.
#[derive(Debug)]
enum Closed {
    /// It is not there.
    Absent,
    /// It is not ours: another's, a link, or one with other files in it.
    Foreign,
    /// The system said no.
    System(io::Error),
}

impl From<io::Error> for Closed {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Closed::Absent } else { Closed::System(error) }
    }
}

/// Opens the folder of a cache in another; makes and tags it if it is not there.
fn enter(above: &Folder, name: &OsStr, make: bool) -> Result<Folder, Closed> {
    let made = make && above.make(name).is_ok();
    match above.about(name)?.kind {
        Kind::Folder => {}
        Kind::File | Kind::Link | Kind::Special => return Err(Closed::Foreign),
    }
    let folder = above.inside(name)?;
    if !folder.itself()?.own {
        return Err(Closed::Foreign);
    }
    if tag(&folder).is_some() {
        return Ok(folder);
    }
    // Two runs at once: what the other has just made may have no tag yet.
    if folder.names()?.iter().any(|name| !is_own(name)) {
        return Err(Closed::Foreign);
    }
    if make {
        let words = if made { MADE } else { FOUND };
        for (name, text) in [(TAG, words), (IGNORE, IGNORED)] {
            let fill = |file: &mut fs::File| file.write_all(text.as_bytes());
            let _ = replace_in(&folder, OsStr::new(name), name, fill, Before::Nothing, false);
        }
        if tag(&folder).is_none() {
            return Err(Closed::Foreign);
        }
        return Ok(folder);
    }
    if folder.names()?.is_empty() { Err(Closed::Absent) } else { Err(Closed::Foreign) }
}

/// What the tag of a folder says, if it is one of ours.
fn tag(folder: &Folder) -> Option<&'static str> {
    let text = folder.read(OsStr::new(TAG), 1 << 10).ok()?;
    [MADE, FOUND].into_iter().find(|known| known.as_bytes() == text)
}

/// Has a file a name that only this program gives?
fn is_own(name: &OsStr) -> bool {
    is_entry(name) || is_temporary(name) || name == TAG || name == IGNORE
}

/// Is it the name of what [`Cache::save`] writes?
fn is_entry(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| {
        name.len() == 32 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

fn hex(bytes: &[u8]) -> String {
    hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The cache of one run.
pub(crate) struct Cache {
    location: Location,
    /// The name of the file in it.
    file: String,
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
    /// The cache of the project at `home`, for one way of running: `options` names what findings depend on beside plans and
    /// configuration. `None` where the program does not know itself, or where the place is not its own.
    pub(crate) fn open(location: Location, home: PathBuf, options: &str) -> Option<Cache> {
        let program = program()?;
        let home_name = match &location {
            Location::Given(folder) if !folder.starts_with(&home) => home.display().to_string(),
            Location::Given(_) | Location::Usual { .. } => String::new(),
        };
        let file = hex(format!("{program}\0{home_name}\0{options}").as_bytes());
        let bytes = match location.open(false) {
            Ok(folder) => folder.read(OsStr::new(&file), LARGEST).ok(),
            Err(Closed::Absent) => None,
            Err(closed) => {
                if let Location::Given(folder) = &location {
                    crate::say(&refused(&closed, folder, "nothing is remembered there"));
                }
                return None;
            }
        };
        let old = bytes.and_then(Store::read).unwrap_or_default();
        Some(Cache { location, file, home, old, new: Mutex::default() })
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
            _ => read_real(path, "").ok().map(|text| hash(text.as_bytes())),
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
        let _ = write(&self.location, &self.file, &store);
    }
}

impl Remembered {
    /// The texts behind the findings. `None` if one has changed since it was compared.
    pub(crate) fn sources(&self) -> Option<Sources> {
        let mut sources = Sources::default();
        for ((path, name), before) in self.paths.iter().zip(&self.inputs.names).zip(&self.inputs.hashes) {
            let text = read_real(path, name).ok()?;
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

/// Says of a folder why it is left alone.
fn refused(closed: &Closed, folder: &Path, so: &str) -> Failure {
    let name = shown(folder);
    Failure::Usage(match closed {
        Closed::System(error) => format!("`{name}` cannot be opened ({error}): {so}"),
        Closed::Absent | Closed::Foreign => {
            format!("`{name}` is no cache of meso, or has other files in it: {so}")
        }
    })
}

/// Removes a cache: its own files, then the folder if it is empty and was made for it. `false` if there is none.
///
/// # Errors
/// When the folder is no cache, or has other files in it, or cannot be removed.
pub(crate) fn remove(location: &Location) -> Result<bool, Failure> {
    let path = location.path();
    let left = |closed: Closed| refused(&closed, &path, "it is left as it is");
    let folder = match location.open(false) {
        Ok(folder) => folder,
        Err(Closed::Absent) => return Ok(false),
        Err(closed) => return Err(left(closed)),
    };
    let Some(tag) = tag(&folder) else { return Ok(false) };
    let system = |error| Failure::System { doing: "remove", name: shown(&path), error };
    let names = folder.names().map_err(system)?;
    let own = |name: &OsString| {
        is_own(name) && folder.about(name).is_ok_and(|about| about.kind == Kind::File && about.own)
    };
    if !names.iter().all(own) {
        return Err(left(Closed::Foreign));
    }
    // The tag last: what is left by a kill is a cache still.
    for name in names.iter().filter(|name| *name != TAG).chain(names.iter().filter(|name| *name == TAG)) {
        folder.remove(name).map_err(system)?;
    }
    if tag == MADE
        && let (Some(above), Some(name)) = (folder.path().parent(), folder.path().file_name())
    {
        Folder::open(above).and_then(|above| above.remove_folder(name)).map_err(system)?;
    }
    Ok(true)
}

/// Puts the cache's file in its place in one step. A kill leaves the old one; two runs at once leave that of the last.
fn write(location: &Location, file: &str, store: &Store) -> Result<(), Closed> {
    meso_project::heed_signals();
    let folder = location.open(true)?;
    throw_away_the_old(location, &folder);
    // Not synced: after a crash of the machine the file may not be whole, and its hash tells.
    let fill = |file: &mut fs::File| store.write(file);
    let _ = replace_in(&folder, OsStr::new(file), file, fill, Before::Anything, false);
    Ok(())
}

/// Removes files that no program writes any more, and the caches of projects that nobody checks any more.
fn throw_away_the_old(location: &Location, folder: &Folder) {
    // A clock that was set back makes files from the future; they are kept.
    let is_old = |about: &About| {
        let age = SystemTime::now().duration_since(about.modified);
        about.own && age.is_ok_and(|age| age > KEPT)
    };
    for name in folder.names().unwrap_or_default().iter().filter(|name| is_entry(name)) {
        if folder.about(name).is_ok_and(|about| about.kind == Kind::File && is_old(&about)) {
            let _ = folder.remove(name);
        }
    }
    let Location::Usual { caches, name: own } = location else { return };
    let Some(ours) = folder.path().parent().and_then(|ours| Folder::open(ours).ok()) else { return };
    for name in ours.names().unwrap_or_default().into_iter().filter(|name| is_entry(name) && **name != **own)
    {
        if ours.about(&name).is_ok_and(|about| about.kind == Kind::Folder && is_old(&about))
            && let Ok(name) = name.into_string()
        {
            let _ = remove(&Location::Usual { caches: caches.clone(), name });
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

        fn location(&self) -> Location {
            Location::Given(self.home.join("cache"))
        }

        fn open(&self, options: &str) -> Cache {
            Cache::open(self.location(), self.home.clone(), options).unwrap()
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
        let folder = project.home.join("cache");
        assert!(!remove(&project.location()).unwrap());
        project.remember();
        assert!(folder.join(".gitignore").exists());
        assert!(remove(&project.location()).unwrap() && !folder.exists());
        assert!(remove(&Location::Given(project.home.clone())).is_err());
        // One that has anything else in it stays whole.
        for foreign in ["notes.txt", "0123456789abcdef0123456789abcdeg", "0123", "plan.meso"] {
            project.remember();
            fs::write(folder.join(foreign), "mine").unwrap();
            let before = fs::read_dir(&folder).unwrap().count();
            assert!(remove(&project.location()).is_err(), "{foreign}");
            assert_eq!(fs::read_dir(&folder).unwrap().count(), before);
            fs::remove_file(folder.join(foreign)).unwrap();
        }
        assert!(remove(&project.location()).unwrap());
        // One that was there stays there.
        fs::create_dir(&folder).unwrap();
        project.remember();
        assert!(project.holds() && remove(&project.location()).unwrap());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    }
}
