//! The rules: what a coach would say about a plan.
//!
//! One file a rule, under `rules/<group>/`; its doc comment is the manual page, the explanation in the terminal and the
//! test. [`lint`] runs all rules over what `meso-core` made of a text. Nothing here reads files or knows today's date.

pub mod bounded;
pub mod config;
pub mod context;
mod copies;
pub mod diary;
mod doubtful;
pub mod entry;
pub mod finding;
pub mod fix;
pub mod level;
mod lint;
pub mod prelude;
pub mod profile;
pub mod quantity;
pub mod registry;
mod remedy;
pub mod rule;
pub mod rules;
pub mod signs;
pub mod suppression;
pub mod timeline;
pub mod trends;

pub use config::Config;
pub use lint::{Checked, check, check_with, lint, lint_from};
pub use registry::registry;
