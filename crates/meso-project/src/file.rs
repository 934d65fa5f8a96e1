//! Reading a text within bounds.

use crate::folder::open_real;
use meso_core::load::LoadProblem;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// A file larger than this many megabytes is no plan: ten years of training are 1 MB.
pub const LIMIT_MB: u64 = 64;
const LIMIT: u64 = LIMIT_MB << 20;

/// Why a file is not read, in one plain sentence that names it.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is none.
    #[error("there is no file or folder `{0}`")]
    Missing(String),
    /// It is a folder.
    #[error("`{0}` is a folder, not a plan")]
    Folder(String),
    /// It is a device, a socket or the like.
    #[error("`{0}` is neither a file nor a folder")]
    Special(String),
    /// A link leads out of the project.
    #[error("`{0}` leads out of its project by a link, and is not read")]
    Outside(String),
    /// It is not UTF-8.
    #[error("`{name}` is not text: byte {at} is not UTF-8; save the file as UTF-8")]
    NotText {
        /// The file.
        name: String,
        /// The first byte that is none, counted from 1.
        at: usize,
    },
    /// It is larger than [`LIMIT_MB`].
    #[error("`{name}` has {mb} MB; a plan may have {LIMIT_MB}")]
    TooLarge {
        /// The file.
        name: String,
        /// Its size, as far as it was read.
        mb: u64,
    },
    /// The system said no.
    #[error("could not read `{name}`: {error}")]
    System {
        /// The file.
        name: String,
        /// The system's words.
        error: io::Error,
    },
}

impl From<ReadError> for LoadProblem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Missing(_) => LoadProblem::Missing { nearby: Vec::new() },
            ReadError::Folder(_) => LoadProblem::NotText("it is a folder".to_owned()),
            ReadError::Special(_) => LoadProblem::NotText("it is neither a file nor a folder".to_owned()),
            ReadError::Outside(_) => LoadProblem::Outside,
            ReadError::NotText { at, .. } => LoadProblem::NotText(format!("byte {at} is not UTF-8")),
            ReadError::TooLarge { .. } => LoadProblem::NotText(format!("it is larger than {LIMIT_MB} MB")),
            ReadError::System { error, .. } => LoadProblem::System(error.to_string()),
        }
    }
}

/// The text of a file that messages call `name`.
///
/// # Errors
/// When there is no such file, it is a folder or no regular file, too large, or not UTF-8.
pub fn read_text(path: &Path, name: &str) -> Result<String, ReadError> {
    let system = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => ReadError::Missing(name.to_owned()),
        _ => ReadError::System { name: name.to_owned(), error },
    };
    let about = fs::metadata(path).map_err(system)?;
    if about.is_dir() {
        return Err(ReadError::Folder(name.to_owned()));
    }
    if !about.is_file() {
        return Err(ReadError::Special(name.to_owned()));
    }
    decode(read_bounded(File::open(path).map_err(system)?, name, about.len())?, name)
}

/// [`read_text`] of an absolute path without links, as [`Root::real`](crate::Root::real) gives it: if a link has come into
/// its place since, it is not followed.
///
/// # Errors
/// As [`read_text`].
pub fn read_real(path: &Path, name: &str) -> Result<String, ReadError> {
    match open_real(path) {
        Ok(file) => {
            let size = file.metadata().map_or(0, |about| about.len());
            decode(read_bounded(file, name, size)?, name)
        }
        Err(error) => Err(match fs::symlink_metadata(path) {
            Ok(about) if about.is_dir() => ReadError::Folder(name.to_owned()),
            Ok(about) if !about.is_file() => ReadError::Special(name.to_owned()),
            Ok(_) => ReadError::System { name: name.to_owned(), error },
            Err(_) => ReadError::Missing(name.to_owned()),
        }),
    }
}

/// At most [`LIMIT_MB`] of a stream that is expected to have so many bytes.
///
/// # Errors
/// When it has more, or cannot be read.
pub fn read_bounded(from: impl Read, name: &str, expected: u64) -> Result<Vec<u8>, ReadError> {
    let too_large = |bytes: u64| ReadError::TooLarge { name: name.to_owned(), mb: bytes >> 20 };
    if expected > LIMIT {
        return Err(too_large(expected));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(expected + 1).unwrap_or(0));
    let read = from.take(LIMIT + 1).read_to_end(&mut bytes);
    read.map_err(|error| ReadError::System { name: name.to_owned(), error })?;
    if bytes.len() as u64 > LIMIT { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

/// Bytes as the text that they must be.
///
/// # Errors
/// When they are not UTF-8.
pub fn decode(bytes: Vec<u8>, name: &str) -> Result<String, ReadError> {
    String::from_utf8(bytes)
        .map_err(|e| ReadError::NotText { name: name.to_owned(), at: e.utf8_error().valid_up_to() + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_said_plainly() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.meso");
        fs::write(&file, b"week \xff1\n").unwrap();
        let said = |path: &Path| read_text(path, "a").unwrap_err().to_string();
        assert_eq!(said(&file), "`a` is not text: byte 6 is not UTF-8; save the file as UTF-8");
        assert_eq!(said(folder.path()), "`a` is a folder, not a plan");
        assert_eq!(said(&folder.path().join("b")), "there is no file or folder `a`");
        let endless = read_bounded(io::repeat(b'x'), "a", 0).unwrap_err().to_string();
        assert_eq!(endless, "`a` has 64 MB; a plan may have 64");
    }
}
