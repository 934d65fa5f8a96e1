//! Plans for a comparison: what stands beside the text of a broken file is shown all the same.

use crate::disk::{STDIN, read_plan};
use crate::failure::Failure;
use meso_core::text::SourceText;
use meso_project::ReadError;
use std::path::Path;

/// Reads a plan as far as it is text, and says where it is not. A file that git says is not there is empty.
///
/// # Errors
/// When there is no such file, it is a folder or no regular file, or too large.
pub(crate) fn read_plan_lossily(path: &Path) -> Result<SourceText, Failure> {
    let name = path.display().to_string();
    if is_nothing(path) {
        return Ok(SourceText::new(name, ""));
    }
    match read_plan(path) {
        Err(failure @ ReadError::NotText { .. }) if path.as_os_str() != STDIN => {
            let file = std::fs::File::open(path).map_err(|_| failure)?;
            let bytes = meso_project::read_bounded(file, &name, 0)?;
            Ok(SourceText::new(&*name, decoded(&name, bytes)))
        }
        read => Ok(read?),
    }
}

/// Text as far as it is text; says where it is not.
pub(crate) fn decoded(name: &str, bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let at = error.utf8_error().valid_up_to() + 1;
        crate::say(&ReadError::NotText { name: name.to_owned(), at }.into());
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    })
}

/// What git names in place of a file that is not there.
fn is_nothing(path: &Path) -> bool {
    let name = path.as_os_str();
    name == "/dev/null" || cfg!(windows) && name.eq_ignore_ascii_case("nul")
}
