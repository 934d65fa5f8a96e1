//! Plans on the disk: which project a plan belongs to, what it may read there, and which configuration holds for it.
//!
//! The command, the server and the Python module share this, so that a plan is the same plan in all three.

mod configuration;
mod disk;
mod file;
mod folder;
mod root;
mod write;

pub use configuration::{CONFIGURATION, configuration_kind, configurations};
pub use disk::Disk;
pub use file::{LIMIT_MB, ReadError, decode, read_bounded, read_real, read_text};
pub use folder::{About, Folder, Kind, Rights};
pub use root::{Root, is_plan, leads_out, relative, without_dots};
pub use write::{
    Before, WriteError, Written, heed_signals, is_of_version_control, is_temporary, outlive_limits, replace,
    replace_in, sweep,
};
