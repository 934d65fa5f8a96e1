//! What tells from outside that a file is as it was.

use serde::{Deserialize, Serialize};
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file that was touched so lately may be written again without a new time: clocks of file systems tick in steps of up
/// to two seconds (FAT). Git calls such entries racy, and reads them again, too.
const STEP: Duration = Duration::from_secs(3);

/// Size, times and number of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    size: u64,
    modified: u128,
    /// When its name, rights or content changed; nobody can set it back.
    changed: u128,
    number: (u64, u64),
}

impl Stamp {
    /// The stamp of a regular file.
    pub(crate) fn of(path: &Path) -> Option<Stamp> {
        let about = fs::metadata(path).ok().filter(Metadata::is_file)?;
        let modified = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        let (changed, number) = beyond(&about);
        Some(Stamp { size: about.len(), modified, changed, number })
    }

    /// The stamp, if whatever is written to the file from now on changes it.
    pub(crate) fn settled(path: &Path) -> Option<Stamp> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        let stamp = Stamp::of(path)?;
        (stamp.modified.max(stamp.changed) < now.checked_sub(STEP)?.as_nanos()).then_some(stamp)
    }
}

#[cfg(unix)]
fn beyond(about: &Metadata) -> (u128, (u64, u64)) {
    use std::os::unix::fs::MetadataExt;
    let seconds = u128::try_from(about.ctime()).unwrap_or(0);
    let nanoseconds = u128::try_from(about.ctime_nsec()).unwrap_or(0);
    (seconds * 1_000_000_000 + nanoseconds, (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn beyond(_about: &Metadata) -> (u128, (u64, u64)) {
    (0, (0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_just_written_is_not_trusted() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.meso");
        fs::write(&file, "a").unwrap();
        assert!(Stamp::of(&file).is_some());
        assert_eq!(Stamp::settled(&file), None);
        assert_eq!(Stamp::of(folder.path()), None, "a folder is no file");
    }

    #[cfg(unix)]
    #[test]
    fn an_edit_that_sets_the_time_back_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.meso");
        fs::write(&file, "a").unwrap();
        let before = Stamp::of(&file).unwrap();
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        std::thread::sleep(Duration::from_millis(30));
        fs::write(&file, "b").unwrap();
        fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        let after = Stamp::of(&file).unwrap();
        assert_eq!((after.size, after.modified), (before.size, before.modified));
        assert_ne!(after, before);
    }
}
