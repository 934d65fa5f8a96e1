//! Text to lines: each is read alone, and reading cannot fail.

pub mod ast;
mod format;
mod lower;
mod outline;
mod parse;
mod scan;

pub use format::format;
pub use parse::{LineCache, parse, parse_line, parse_with};
