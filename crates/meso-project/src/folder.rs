//! A folder that is open: its files are named from the open folder, and no link is followed on the way to it or to them.
//!
//! Between a look at a path and its use, somebody may put a link in its place. On Unix a folder is therefore held by its
//! handle, and every step from the root of the file system to it refuses links; elsewhere each use looks again.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What lies under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A device, a pipe, a socket.
    Special,
}

/// What is known of a name, a link not followed.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// What it is.
    pub kind: Kind,
    /// When it was written last.
    pub modified: SystemTime,
    /// Names of the file; 1 where the system does not tell.
    pub names: u64,
    /// Does it belong to whoever runs this?
    pub own: bool,
    /// May others write it, or may nobody?
    pub rights: Rights,
    pub(crate) owner: (u32, u32),
    pub(crate) mode: u32,
}

/// Who may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    /// Nobody: it is marked read-only.
    ReadOnly,
    /// Its owner.
    Owner,
    /// Others, too.
    Others,
}

/// An open folder.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    #[cfg(unix)]
    handle: std::os::fd::OwnedFd,
}

impl Folder {
    /// Where it was when it was opened.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// At most `limit` bytes of a regular file.
    ///
    /// # Errors
    /// When it is something else, is larger, or cannot be read.
    pub fn read(&self, name: &OsStr, limit: u64) -> io::Result<Vec<u8>> {
        let file = self.open_file(name)?;
        let size = file.metadata()?.len();
        if size > limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is too large"));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        file.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is too large"));
        }
        Ok(bytes)
    }
}

fn no_regular_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file")
}

#[cfg(unix)]
mod system {
    use super::{About, File, Folder, Kind, OsStr, OsString, Path, Rights, io, no_regular_file};
    use rustix::fs::{self, AtFlags, CWD, FileType, Mode, OFlags};
    use std::os::fd::OwnedFd;
    use std::os::unix::ffi::OsStrExt;
    use std::path::Component;
    use std::time::{Duration, UNIX_EPOCH};

    /// Enough to name files from; reading its names needs a handle of its own.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    const FOLDER: OFlags =
        OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    const FOLDER: OFlags =
        OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

    /// Opens the file or folder of an absolute path without links; a link on the way is an error.
    fn walk(path: &Path, last: OFlags) -> io::Result<OwnedFd> {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        {
            use rustix::fs::ResolveFlags;
            use rustix::io::Errno;
            match fs::openat2(CWD, path, last, Mode::empty(), ResolveFlags::NO_SYMLINKS) {
                // An old kernel, or a sandbox that does not know it.
                Err(Errno::NOSYS | Errno::PERM) => {}
                opened => return Ok(opened?),
            }
        }
        let mut at = fs::openat(CWD, "/", FOLDER, Mode::empty())?;
        let mut parts = path.components().filter(|part| *part != Component::RootDir).peekable();
        while let Some(part) = parts.next() {
            let Component::Normal(name) = part else { return Err(no_regular_file()) };
            let flags = if parts.peek().is_some() { FOLDER } else { last };
            at = fs::openat(&at, name, flags, Mode::empty())?;
        }
        Ok(at)
    }

    /// Opens the regular file of an absolute path without links.
    pub(crate) fn open_real(path: &Path) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        regular(walk(path, flags)?)
    }

    fn regular(handle: OwnedFd) -> io::Result<File> {
        let file = File::from(handle);
        if file.metadata()?.is_file() { Ok(file) } else { Err(no_regular_file()) }
    }

    #[allow(clippy::unnecessary_cast, clippy::cast_sign_loss)] // the types of these numbers differ between systems
    fn about(stat: &fs::Stat) -> About {
        let since = Duration::from_secs(stat.st_mtime.unsigned_abs());
        let modified = if stat.st_mtime < 0 { UNIX_EPOCH - since } else { UNIX_EPOCH + since };
        About {
            kind: match FileType::from_raw_mode(stat.st_mode as _) {
                FileType::RegularFile => Kind::File,
                FileType::Directory => Kind::Folder,
                FileType::Symlink => Kind::Link,
                _ => Kind::Special,
            },
            modified,
            names: stat.st_nlink as u64,
            own: stat.st_uid == rustix::process::geteuid().as_raw(),
            rights: match stat.st_mode & 0o222 {
                0 => Rights::ReadOnly,
                0o200 => Rights::Owner,
                _ => Rights::Others,
            },
            owner: (stat.st_uid, stat.st_gid),
            mode: stat.st_mode as u32,
        }
    }

    impl Folder {
        /// Opens an absolute path without links.
        ///
        /// # Errors
        /// When there is none, or a link has come into its place.
        pub fn open(path: &Path) -> io::Result<Folder> {
            Ok(Folder { path: path.to_path_buf(), handle: walk(path, FOLDER)? })
        }

        /// A folder in it.
        ///
        /// # Errors
        /// When there is none, or it is a link.
        pub fn inside(&self, name: &OsStr) -> io::Result<Folder> {
            let handle = fs::openat(&self.handle, name, FOLDER, Mode::empty())?;
            Ok(Folder { path: self.path.join(name), handle })
        }

        /// What this folder is itself.
        ///
        /// # Errors
        /// When the system does not say.
        pub fn itself(&self) -> io::Result<About> {
            Ok(about(&fs::fstat(&self.handle)?))
        }

        /// What lies under a name.
        ///
        /// # Errors
        /// When nothing does.
        pub fn about(&self, name: &OsStr) -> io::Result<About> {
            Ok(about(&fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW)?))
        }

        /// The names in it, in no order.
        ///
        /// # Errors
        /// When it may not be listed.
        pub fn names(&self) -> io::Result<Vec<OsString>> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let listed = fs::Dir::new(fs::openat(&self.handle, ".", flags, Mode::empty())?)?;
            let mut names = Vec::new();
            for entry in listed {
                let entry = entry?;
                let name = OsStr::from_bytes(entry.file_name().to_bytes());
                if name != "." && name != ".." {
                    names.push(name.to_os_string());
                }
            }
            Ok(names)
        }

        /// Makes a folder in it that only its owner may enter.
        ///
        /// # Errors
        /// When something has this name.
        pub fn make(&self, name: &OsStr) -> io::Result<()> {
            Ok(fs::mkdirat(&self.handle, name, Mode::from_raw_mode(0o700))?)
        }

        /// Removes a file, or a link itself.
        ///
        /// # Errors
        /// When it cannot be removed.
        pub fn remove(&self, name: &OsStr) -> io::Result<()> {
            Ok(fs::unlinkat(&self.handle, name, AtFlags::empty())?)
        }

        /// Removes an empty folder.
        ///
        /// # Errors
        /// When it is not empty or cannot be removed.
        pub fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
            Ok(fs::unlinkat(&self.handle, name, AtFlags::REMOVEDIR)?)
        }

        pub(super) fn open_file(&self, name: &OsStr) -> io::Result<File> {
            let flags =
                OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
            regular(fs::openat(&self.handle, name, flags, Mode::empty())?)
        }

        /// A new file, to be written; `open` lets the process's mask decide who may read it.
        pub(crate) fn create(&self, name: &OsStr, open: bool) -> io::Result<File> {
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let mode = Mode::from_raw_mode(if open { 0o666 } else { 0o600 });
            Ok(File::from(fs::openat(&self.handle, name, flags, mode)?))
        }

        /// May this process write the file?
        pub(crate) fn is_writable(&self, name: &OsStr) -> bool {
            fs::accessat(&self.handle, name, fs::Access::WRITE_OK, AtFlags::empty()).is_ok()
        }

        /// Gives a file another name; with `new` only one that nothing has.
        pub(crate) fn rename(&self, from: &OsStr, to: &OsStr, new: bool) -> io::Result<()> {
            #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
            if new {
                use rustix::io::Errno;
                let flags = fs::RenameFlags::NOREPLACE;
                match fs::renameat_with(&self.handle, from, &self.handle, to, flags) {
                    // Some file systems cannot.
                    Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
                    renamed => return Ok(renamed?),
                }
            }
            if new && self.about(to).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            Ok(fs::renameat(&self.handle, from, &self.handle, to)?)
        }

        /// Makes names last that have changed in it.
        pub(crate) fn sync(&self) {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            if let Ok(open) = fs::openat(&self.handle, ".", flags, Mode::empty()) {
                // Not every file system can; then it does without.
                let _ = fs::fsync(open);
            }
        }

        /// Gives a new file the owner, the group, the access lists and last the mode of the one that it replaces.
        pub(crate) fn give_rights_of(&self, name: &OsStr, old: &About, new: &File) -> io::Result<()> {
            let (user, group) = old.owner;
            let now = fs::fstat(new)?;
            let user = (now.st_uid != user).then(|| rustix::process::Uid::from_raw(user));
            let group = (now.st_gid != group).then(|| rustix::process::Gid::from_raw(group));
            if user.is_some() || group.is_some() {
                fs::fchown(new, user, group)?;
            }
            #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
            attributes(&self.open_file(name)?, new)?;
            // A text is no program: what makes one run as its owner is not kept.
            #[allow(clippy::unnecessary_cast)]
            fs::fchmod(new, Mode::from_raw_mode((old.mode & 0o777) as _))?;
            Ok(())
        }
    }

    /// Copies what people and access lists have written beside a file; what the system itself keeps there it sets anew.
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn attributes(old: &File, new: &File) -> io::Result<()> {
        use rustix::fs::XattrFlags;
        // The most that Linux lists of one file, and the most that one value has.
        let mut buffer = vec![0; 1 << 16];
        let Ok(size) = fs::flistxattr(old, buffer.as_mut_slice()) else { return Ok(()) };
        let names = buffer.get(..size).unwrap_or_default().to_vec();
        for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
            let kept = name.starts_with(b"user.") || name.starts_with(b"system.posix_acl");
            if !kept && !cfg!(target_vendor = "apple") {
                continue;
            }
            let size = fs::fgetxattr(old, name, buffer.as_mut_slice())?;
            let set = fs::fsetxattr(new, name, buffer.get(..size).unwrap_or_default(), XattrFlags::empty());
            if !cfg!(target_vendor = "apple") {
                set?;
            }
        }
        Ok(())
    }
}

#[cfg(not(unix))]
mod system {
    use super::{About, File, Folder, Kind, OsStr, OsString, Path, Rights, io, no_regular_file};
    use std::fs;

    pub(crate) fn open_real(path: &Path) -> io::Result<File> {
        if !fs::symlink_metadata(path)?.is_file() {
            return Err(no_regular_file());
        }
        File::open(path)
    }

    fn about(about: &fs::Metadata) -> io::Result<About> {
        let kind = match about.file_type() {
            kind if kind.is_symlink() => Kind::Link,
            kind if kind.is_dir() => Kind::Folder,
            kind if kind.is_file() => Kind::File,
            _ => Kind::Special,
        };
        let rights = if about.permissions().readonly() { Rights::ReadOnly } else { Rights::Owner };
        let modified = about.modified()?;
        Ok(About { kind, modified, names: 1, own: true, rights, owner: (0, 0), mode: 0 })
    }

    impl Folder {
        /// Opens an absolute path without links.
        ///
        /// # Errors
        /// When there is none, or a link has come into its place.
        pub fn open(path: &Path) -> io::Result<Folder> {
            if !fs::symlink_metadata(path)?.is_dir() {
                return Err(io::ErrorKind::NotADirectory.into());
            }
            Ok(Folder { path: path.to_path_buf() })
        }

        /// A folder in it.
        ///
        /// # Errors
        /// When there is none, or it is a link.
        pub fn inside(&self, name: &OsStr) -> io::Result<Folder> {
            Folder::open(&self.path.join(name))
        }

        /// What this folder is itself.
        ///
        /// # Errors
        /// When the system does not say.
        pub fn itself(&self) -> io::Result<About> {
            about(&fs::symlink_metadata(&self.path)?)
        }

        /// What lies under a name.
        ///
        /// # Errors
        /// When nothing does.
        pub fn about(&self, name: &OsStr) -> io::Result<About> {
            about(&fs::symlink_metadata(self.path.join(name))?)
        }

        /// The names in it, in no order.
        ///
        /// # Errors
        /// When it may not be listed.
        pub fn names(&self) -> io::Result<Vec<OsString>> {
            fs::read_dir(&self.path)?.map(|entry| Ok(entry?.file_name())).collect()
        }

        /// Makes a folder in it.
        ///
        /// # Errors
        /// When something has this name.
        pub fn make(&self, name: &OsStr) -> io::Result<()> {
            fs::create_dir(self.path.join(name))
        }

        /// Removes a file, or a link itself.
        ///
        /// # Errors
        /// When it cannot be removed.
        pub fn remove(&self, name: &OsStr) -> io::Result<()> {
            fs::remove_file(self.path.join(name))
        }

        /// Removes an empty folder.
        ///
        /// # Errors
        /// When it is not empty or cannot be removed.
        pub fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
            fs::remove_dir(self.path.join(name))
        }

        pub(super) fn open_file(&self, name: &OsStr) -> io::Result<File> {
            open_real(&self.path.join(name))
        }

        pub(crate) fn create(&self, name: &OsStr, _open: bool) -> io::Result<File> {
            File::create_new(self.path.join(name))
        }

        pub(crate) fn is_writable(&self, _name: &OsStr) -> bool {
            true
        }

        pub(crate) fn rename(&self, from: &OsStr, to: &OsStr, new: bool) -> io::Result<()> {
            let to = self.path.join(to);
            if new && fs::symlink_metadata(&to).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            fs::rename(self.path.join(from), to)
        }

        pub(crate) fn sync(&self) {}

        pub(crate) fn give_rights_of(&self, _name: &OsStr, _old: &About, _new: &File) -> io::Result<()> {
            Ok(())
        }
    }
}

pub(crate) use system::open_real;
