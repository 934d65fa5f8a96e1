//! The one way in which anything of this project writes a file.
//!
//! A file is replaced in one step: whoever reads at the same time, and whoever comes after a crash, sees the old or the new,
//! never half of it. The new text goes into a file of its own, beside the old one, under a name that nobody can guess and
//! that is made new (`O_EXCL`), and takes the old one's name when it is whole and on the disk.
//!
//! Folders of plans come from strangers. So nothing is written
//! - through a link that leads out of its project, into the folder of a version control system, or to another kind of file;
//! - over a folder, a device, a pipe, a socket, or what is marked read-only;
//! - over a text other than the one that the new text was made from.
//!
//! What is replaced keeps its owner, group, mode and access lists, or is not replaced.

use crate::folder::{Folder, Kind, Rights};
use crate::root::{Root, leads_out};
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// What a new text was made from. If the file holds anything else by now, somebody has changed it meanwhile.
#[derive(Clone, Copy, Debug)]
pub enum Before<'a> {
    /// It does not depend on what was there.
    Anything,
    /// There was no file.
    Nothing,
    /// These bytes.
    Text(&'a [u8]),
}

/// What came of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Other names of the file that was replaced (hard links); they keep the old text.
    pub other_names: u64,
}

/// Why a file was not written, in one plain sentence that names it. It is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It is a folder.
    #[error("`{0}` is a folder; nothing is written in its place")]
    Folder(String),
    /// It is a device, a pipe or a socket.
    #[error("`{0}` is a device, a pipe or a socket; nothing is written into it")]
    Special(String),
    /// A link, or a folder that is one, leads out of the project.
    #[error("`{0}` leads out of its project by a link; nothing is written through it")]
    Outside(String),
    /// It is a link to something else than its name says.
    #[error("`{0}` is a link to `{1}`; nothing is written through it")]
    Elsewhere(String, String),
    /// It is a link to nothing.
    #[error("`{0}` is a link that leads nowhere; nothing is written through it")]
    Dangling(String),
    /// It is read-only.
    #[error("`{0}` is read-only and is left as it is; make it writable first")]
    ReadOnly(String),
    /// Its owner, group or access list cannot be kept.
    #[error("`{name}` is left as it is: its owner, group or rights could not be kept ({error})")]
    Rights {
        /// The file.
        name: String,
        /// The system's words.
        error: io::Error,
    },
    /// It is not what the new text was made from.
    #[error("`{0}` has changed since it was read, and is left as it is; run the command again")]
    Changed(String),
    /// There is no folder for it.
    #[error("there is no folder for `{0}`")]
    NoFolder(String),
    /// The system said no.
    #[error("could not write `{name}`: {error}")]
    System {
        /// The file.
        name: String,
        /// The system's words.
        error: io::Error,
    },
}

/// Replaces the text of a file that messages call `name`.
///
/// # Errors
/// See [`WriteError`]; whatever is there stays as it is.
pub fn replace(path: &Path, name: &str, bytes: &[u8], before: Before<'_>) -> Result<Written, WriteError> {
    let (folder, file) = real_place(path, name)?;
    let folder = Folder::open(&folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => WriteError::NoFolder(name.to_owned()),
        _ => WriteError::System { name: name.to_owned(), error },
    })?;
    replace_in(&folder, &file, name, |to| to.write_all(bytes), before, true)
}

/// [`replace`] in a folder that is open already, links not followed. What need not survive a crash of the machine is not
/// `durable`.
///
/// # Errors
/// As [`replace`].
pub fn replace_in(
    folder: &Folder,
    file: &OsStr,
    name: &str,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
    before: Before<'_>,
    durable: bool,
) -> Result<Written, WriteError> {
    let system = |error| WriteError::System { name: name.to_owned(), error };
    let changed = || WriteError::Changed(name.to_owned());
    let old = match folder.about(file) {
        Ok(about) => Some(about),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(system(error)),
    };
    if let Some(old) = &old {
        match old.kind {
            Kind::File => {}
            Kind::Folder => return Err(WriteError::Folder(name.to_owned())),
            Kind::Special => return Err(WriteError::Special(name.to_owned())),
            Kind::Link => return Err(WriteError::Outside(name.to_owned())),
        }
        if matches!(before, Before::Nothing) {
            return Err(changed());
        }
        if old.rights == Rights::ReadOnly || !folder.is_writable(file) {
            return Err(WriteError::ReadOnly(name.to_owned()));
        }
    }
    sweep(folder);
    let mut live = Live::default();
    let create = |path: &Path| {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        live.note(path);
        folder.create(name, old.is_none())
    };
    let temporary = tempfile::Builder::new()
        .prefix(PREFIX)
        .rand_bytes(RANDOM)
        .suffix(SUFFIX)
        .make_in(folder.path(), create)
        .map_err(system)?;
    let (mut new, temporary) = temporary.into_parts();
    fill(&mut new).map_err(system)?;
    if let Some(old) = &old {
        let kept = folder.give_rights_of(file, old, &new);
        kept.map_err(|error| WriteError::Rights { name: name.to_owned(), error })?;
    }
    if durable {
        new.sync_all().map_err(system)?;
    }
    drop(new);
    // As late as can be: from here to the end of this function nobody is looked out for.
    match (before, &old) {
        (Before::Text(text), Some(_)) => {
            let now = folder.read(file, text.len() as u64);
            if !now.is_ok_and(|now| now == text) {
                return Err(changed());
            }
        }
        (Before::Text(_), None) => return Err(changed()),
        (Before::Anything | Before::Nothing, _) => {}
    }
    let renamed = folder.rename(temporary.file_name().unwrap_or_default(), file, old.is_none());
    renamed.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => changed(),
        _ => system(error),
    })?;
    let mut temporary = temporary;
    temporary.disable_cleanup(true);
    if durable {
        folder.sync();
    }
    Ok(Written { other_names: old.map_or(0, |old| old.names.saturating_sub(1)) })
}

/// The folder and the name of the file that is written when `path` is: where links lead, if they may be followed.
fn real_place(path: &Path, name: &str) -> Result<(PathBuf, OsString), WriteError> {
    let system = |error| WriteError::System { name: name.to_owned(), error };
    let absolute = std::path::absolute(path).map_err(system)?;
    let Some(file) = absolute.file_name().filter(|_| !ends_like_a_folder(path)) else {
        return Err(WriteError::Folder(name.to_owned()));
    };
    let folder = absolute.parent().unwrap_or(&absolute);
    if leads_out(folder) {
        return Err(WriteError::Outside(name.to_owned()));
    }
    let folder = fs::canonicalize(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => WriteError::NoFolder(name.to_owned()),
        _ => system(error),
    })?;
    if !fs::symlink_metadata(folder.join(file)).is_ok_and(|about| about.is_symlink()) {
        return Ok((folder, file.to_os_string()));
    }
    let Ok(real) = fs::canonicalize(folder.join(file)) else {
        return Err(WriteError::Dangling(name.to_owned()));
    };
    let root = Root::of(&folder);
    let Some(inside) = root.inside(&real) else { return Err(WriteError::Outside(name.to_owned())) };
    let same_kind = real.extension() == Path::new(file).extension();
    match (real.parent(), real.file_name()) {
        (Some(parent), Some(file)) if same_kind && !is_of_version_control(inside) => {
            Ok((parent.to_path_buf(), file.to_os_string()))
        }
        _ => Err(WriteError::Elsewhere(name.to_owned(), inside.display().to_string())),
    }
}

/// `plans/`, `..`: no name of a file.
fn ends_like_a_folder(path: &Path) -> bool {
    let text = path.as_os_str().as_encoded_bytes();
    text.ends_with(b"/") || text.ends_with(b"/.") || text.ends_with(std::path::MAIN_SEPARATOR_STR.as_bytes())
}

/// Does a path from a project's root lead into what git and its like keep for themselves? What stands there may be run.
#[must_use]
pub fn is_of_version_control(inside: &Path) -> bool {
    inside.components().any(|part| {
        let Component::Normal(part) = part else { return false };
        [".git", ".hg", ".svn", ".jj", ".bzr"].iter().any(|own| part.eq_ignore_ascii_case(own))
    })
}

const PREFIX: &str = ".meso-";
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 20;

/// A write takes moments. What is so old was left by a run that was killed.
const ABANDONED: Duration = Duration::from_secs(600);

/// Is it the name of a file that this module makes on the way?
#[must_use]
pub fn is_temporary(name: &OsStr) -> bool {
    let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
    random.is_some_and(|r| r.len() == RANDOM && r.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Removes what killed runs have left in a folder: own regular files with such a name that are old. Looks at a folder once
/// in the life of a process.
pub fn sweep(folder: &Folder) {
    static SWEPT: Mutex<Option<HashSet<PathBuf>>> = Mutex::new(None);
    let mut swept = SWEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if !swept.get_or_insert_default().insert(folder.path().to_path_buf()) {
        return;
    }
    drop(swept);
    for name in folder.names().unwrap_or_default().iter().filter(|name| is_temporary(name)) {
        let Ok(about) = folder.about(name) else { continue };
        // A clock that was set back makes files from the future; they are left.
        let age = SystemTime::now().duration_since(about.modified);
        if about.kind == Kind::File && about.own && about.names == 1 && age.is_ok_and(|age| age > ABANDONED) {
            let _ = folder.remove(name);
        }
    }
}

/// Temporary files that are there now: a signal removes them.
static LIVE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// One that is there as long as this is.
#[derive(Default)]
struct Live(Vec<PathBuf>);

impl Live {
    fn note(&mut self, path: &Path) {
        self.0.push(path.to_path_buf());
        LIVE.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_path_buf());
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        LIVE.lock().unwrap_or_else(PoisonError::into_inner).retain(|path| !self.0.contains(path));
    }
}

/// From now on a signal that ends the process (Ctrl-C, `kill`, a closed terminal) first removes the temporary files that
/// are there; signals that are ignored stay ignored.
pub fn heed_signals() {
    #[cfg(unix)]
    {
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(signals::heed);
    }
}

/// From now on a file that outgrows its limit (`ulimit -f`) is an error like a full disk, and no end of the process.
pub fn outlive_limits() {
    #[cfg(unix)]
    {
        use std::sync::atomic::AtomicBool;
        // With a handler of any kind the write fails instead.
        let seen = std::sync::Arc::new(AtomicBool::new(false));
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, seen);
    }
}

#[cfg(unix)]
mod signals {
    use super::{LIVE, PoisonError, fs};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    pub(super) fn heed() {
        let ignored = ignored();
        let ending = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !ignored(*signal));
        let Ok(mut signals) = Signals::new(ending) else { return };
        let handler = std::thread::Builder::new().name("signals".to_owned());
        let _ = handler.spawn(move || {
            for signal in &mut signals {
                // Held to the end: no new one comes.
                let live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
                for path in live.iter() {
                    let _ = fs::remove_file(path);
                }
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        });
    }

    /// Which signals this process was started to ignore (`nohup`, `&` in a script). Where the system does not say: the one
    /// of a closed terminal, as `nohup` wants it.
    fn ignored() -> impl Fn(i32) -> bool {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        let mask = mask.unwrap_or(1 << (SIGHUP - 1));
        move |signal| mask >> (signal - 1) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let home = fs::canonicalize(folder.path()).unwrap();
        (folder, home)
    }

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn write(path: &Path, text: &str, before: Before<'_>) -> Result<Written, String> {
        replace(path, "x", text.as_bytes(), before).map_err(|error| error.to_string())
    }

    #[test]
    fn a_file_is_replaced_in_one_step() {
        let (_folder, home) = home();
        let file = home.join("a.meso");
        write(&file, "old", Before::Nothing).unwrap();
        write(&file, "new", Before::Text(b"old")).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(names(&home), ["a.meso"], "nothing is left behind");
    }

    #[test]
    fn a_text_made_from_another_is_not_written() {
        let (_folder, home) = home();
        let file = home.join("a.meso");
        fs::write(&file, "newer").unwrap();
        for before in [Before::Text(b"old"), Before::Text(b"newe"), Before::Text(b"newer!"), Before::Nothing]
        {
            let said = write(&file, "mended", before).unwrap_err();
            assert!(said.contains("has changed since it was read"), "{said}");
        }
        assert_eq!(fs::read(&file).unwrap(), b"newer");
        fs::remove_file(&file).unwrap();
        assert!(write(&file, "mended", Before::Text(b"old")).is_err());
        assert_eq!(names(&home), [""; 0], "what was removed stays removed");
    }

    #[test]
    fn what_is_no_file_is_not_replaced() {
        let (_folder, home) = home();
        fs::create_dir(home.join("folder")).unwrap();
        for path in ["folder", "folder/", "folder/.", "a.meso/"] {
            let said = write(&home.join(path), "x", Before::Anything).unwrap_err();
            assert!(said.contains("is a folder"), "{path}: {said}");
        }
        let said = write(&home.join("nowhere/a.meso"), "x", Before::Anything).unwrap_err();
        assert_eq!(said, "there is no folder for `x`");
    }

    #[test]
    fn only_old_files_with_an_own_name_are_swept() {
        let (_folder, home) = home();
        let old = SystemTime::now() - 2 * ABANDONED;
        let future = SystemTime::now() + 2 * ABANDONED;
        let own = format!("{PREFIX}{}{SUFFIX}", "a".repeat(RANDOM));
        let young = format!("{PREFIX}{}{SUFFIX}", "b".repeat(RANDOM));
        let later = format!("{PREFIX}{}{SUFFIX}", "c".repeat(RANDOM));
        let other = format!("{PREFIX}{}{SUFFIX}", "a".repeat(RANDOM - 1));
        for (name, time) in
            [(&*own, old), (&*later, future), (&*other, old), ("plan.meso.7.tmp", old), (".meso-.tmp", old)]
        {
            fs::write(home.join(name), "").unwrap();
            File::options().write(true).open(home.join(name)).unwrap().set_modified(time).unwrap();
        }
        fs::write(home.join(&young), "").unwrap();
        let folder = format!("{PREFIX}{}{SUFFIX}", "d".repeat(RANDOM));
        fs::create_dir(home.join(&folder)).unwrap();
        sweep(&Folder::open(&home).unwrap());
        let left = names(&home);
        assert!(!left.contains(&own), "{left:?}");
        for name in [&*young, &*later, &*other, "plan.meso.7.tmp", ".meso-.tmp", &*folder] {
            assert!(left.contains(&name.to_owned()), "{name} of {left:?}");
        }
    }

    #[test]
    fn folders_of_version_control_are_known_by_any_case() {
        for inside in [".git/hooks/pre-commit", "a/.GIT/config", ".hg/hgrc", ".svn/x"] {
            assert!(is_of_version_control(Path::new(inside)), "{inside}");
        }
        assert!(!is_of_version_control(Path::new(".github/git/a.meso")));
    }

    #[cfg(unix)]
    mod unix {
        use super::*;
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

        #[test]
        fn links_are_followed_within_the_project_and_to_the_same_kind() {
            let (_folder, home) = home();
            let project = home.join("project");
            fs::create_dir_all(project.join(".git/hooks")).unwrap();
            fs::create_dir_all(project.join("plans")).unwrap();
            for file in ["project/plans/a.meso", "project/.git/hooks/x.meso", "project/.env", "outside.meso"]
            {
                fs::write(home.join(file), "old").unwrap();
            }
            for (link, target) in [
                ("good.meso", "plans/a.meso"),
                ("out.meso", "../outside.meso"),
                ("hook.meso", ".git/hooks/x.meso"),
                ("env.meso", ".env"),
                ("nowhere.meso", "none.meso"),
                ("later.meso", "../later.meso"),
                ("self.meso", "self.meso"),
                ("up", ".."),
                ("hooks", ".git/hooks"),
            ] {
                symlink(target, project.join(link)).unwrap();
            }
            write(&project.join("good.meso"), "new", Before::Text(b"old")).unwrap();
            assert_eq!(fs::read(project.join("plans/a.meso")).unwrap(), b"new");
            assert!(fs::symlink_metadata(project.join("good.meso")).unwrap().is_symlink());
            for refused in [
                "out.meso",
                "hook.meso",
                "env.meso",
                "nowhere.meso",
                "later.meso",
                "self.meso",
                "up/outside.meso",
            ] {
                let said = write(&project.join(refused), "new", Before::Anything).unwrap_err();
                assert!(said.contains("nothing is written through it"), "{refused}: {said}");
            }
            for file in ["project/.git/hooks/x.meso", "project/.env", "outside.meso"] {
                assert_eq!(fs::read(home.join(file)).unwrap(), b"old", "{file}");
            }
            assert_eq!(names(&home), ["outside.meso", "project"]);
        }

        #[test]
        fn what_was_there_keeps_its_rights() {
            let (_folder, home) = home();
            let file = home.join("a.meso");
            fs::write(&file, "old").unwrap();
            for mode in [0o600, 0o640, 0o664, 0o755, 0o222] {
                fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
                write(&file, "new", Before::Anything).unwrap();
                assert_eq!(fs::metadata(&file).unwrap().mode() & 0o7777, mode);
            }
            for mode in [0o444, 0o400, 0] {
                fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
                let said = write(&file, "newer", Before::Anything).unwrap_err();
                assert_eq!(said, "`x` is read-only and is left as it is; make it writable first");
            }
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
            assert_eq!(fs::read(&file).unwrap(), b"new");
        }

        #[test]
        fn other_names_are_counted_and_keep_the_old_text() {
            let (_folder, home) = home();
            fs::write(home.join("a.meso"), "old").unwrap();
            fs::hard_link(home.join("a.meso"), home.join("b.meso")).unwrap();
            let written = write(&home.join("a.meso"), "new", Before::Text(b"old")).unwrap();
            assert_eq!(written.other_names, 1);
            assert_eq!(fs::read(home.join("b.meso")).unwrap(), b"old");
        }

        #[test]
        fn a_folder_that_became_a_link_is_not_entered() {
            let (_folder, home) = home();
            fs::create_dir(home.join("real")).unwrap();
            symlink("real", home.join("link")).unwrap();
            assert!(Folder::open(&home.join("link")).is_err());
            assert!(Folder::open(&home).unwrap().inside(OsStr::new("link")).is_err());
            fs::create_dir(home.join("real/deep")).unwrap();
            assert!(Folder::open(&home.join("link/deep")).is_err(), "nor on the way");
            assert!(Folder::open(&home.join("real/deep")).is_ok());
            // An open folder stays the same whatever comes under its name.
            let open = Folder::open(&home.join("real")).unwrap();
            fs::rename(home.join("real"), home.join("moved")).unwrap();
            symlink("/etc", home.join("real")).unwrap();
            let fill = |file: &mut File| file.write_all(b"x");
            replace_in(&open, OsStr::new("a.meso"), "x", fill, Before::Nothing, true).unwrap();
            assert_eq!(names(&home.join("moved")), ["a.meso", "deep"]);
        }
    }
}
