//! The files that a plan asks for, written down while it is checked.

use meso_core::load::{Load, LoadProblem};
use meso_core::text::SourceText;
use meso_project::Disk;
use std::cell::RefCell;

/// A file that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// The name of the file that asked.
    pub(crate) from: String,
    /// The path as it stands there.
    pub(crate) path: String,
}

/// Loads from the disk, and remembers what was asked for.
pub(crate) struct Recorder<'d> {
    disk: &'d Disk,
    inputs: RefCell<Vec<Input>>,
}

impl<'d> Recorder<'d> {
    pub(crate) fn new(disk: &'d Disk) -> Self {
        Recorder { disk, inputs: RefCell::default() }
    }

    /// What was asked for, in order.
    pub(crate) fn inputs(self) -> Vec<Input> {
        self.inputs.into_inner()
    }
}

impl Load for Recorder<'_> {
    fn load(&self, from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        self.inputs.borrow_mut().push(Input { from: from.to_owned(), path: path.to_owned() });
        self.disk.load(from, path)
    }
}
