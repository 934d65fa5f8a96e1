//! Plans on the disk: which project a plan belongs to, what it may read there, and which configuration holds for it.
//!
//! The command, the server and the Python module share this, so that a plan is the same plan in all three.

mod configuration;
mod disk;
mod file;
mod root;

pub use configuration::{CONFIGURATION, configuration_kind, configurations};
pub use disk::Disk;
pub use file::{LIMIT_MB, ReadError, decode, read_bounded, read_text, write_atomically};
pub use root::{Root, relative, without_dots};
