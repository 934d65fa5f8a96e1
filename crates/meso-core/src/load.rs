//! How `use "library.meso"` reaches other files: the shells bring the reading, the core the questions.

use crate::text::SourceText;

/// Brings other files. Implemented by the command (disk), the server (open documents, then disk), Python and tests.
pub trait Load {
    /// The file that `path`, as written in the file named `from`, means.
    ///
    /// The name of the returned text is its identity: two paths to one file must give one name.
    ///
    /// # Errors
    /// When there is no such file, it is not to be read, or it is not text.
    fn load(&self, from: &str, path: &str) -> Result<SourceText, LoadProblem>;

    /// The plan that names the file `file` as its log, as a path for [`Load::load`], where the shell knows one: such a log
    /// need not say itself what it belongs to.
    fn plan_of(&self, file: &str) -> Option<String> {
        let _ = file;
        None
    }
}

/// Why a file did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadProblem {
    /// There is none; with names that are near, for "did you mean".
    Missing {
        /// Files in the same folder.
        nearby: Vec<String>,
    },
    /// The path leaves the project's root.
    Outside,
    /// The file is not UTF-8, or larger than a plan can be.
    NotText(String),
    /// The system said no; its words.
    System(String),
}

/// Loads nothing: for single texts.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Load for NoFiles {
    fn load(&self, _from: &str, _path: &str) -> Result<SourceText, LoadProblem> {
        Err(LoadProblem::Missing { nearby: Vec::new() })
    }
}
