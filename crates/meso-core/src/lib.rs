//! From the text of a plan to a calendar that rules can read, in five stages that cannot fail.
//!
//! ```text
//! text --syntax--> lines --outline--> blocks --resolve--> plan --calendar--> days
//! ```
//!
//! Every stage gives what it could make of its input and the diagnostics beside it. Nothing here does input or output,
//! reads a clock or knows an editor: files come through [`load::Load`], dates from the plan.

pub mod codes;
pub mod diagnostic;
pub mod edit;
pub mod limits;
pub mod load;
pub mod markdown;
pub mod physiology;
pub mod plan;
mod resolve;
pub mod syntax;
pub mod terms;
pub mod text;
pub mod units;

pub use meso_grammar::vocabulary;

use diagnostic::{Diagnostic, Unsaid};
use plan::Plan;
use syntax::ast::Parsed;
use text::{FileId, Sources};

/// What the definition of hard and long is, and what may be read. The configuration can move these.
#[derive(Clone, Debug)]
pub struct Options {
    /// Minutes at threshold, or their equal at other levels, that make a session hard: see [`plan::Classification`]. 10.
    pub hard_minutes: f64,
    /// Minutes that make a run long. 90: the catalogue's definition.
    pub long_minutes: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { hard_minutes: 10.0, long_minutes: 90.0 }
    }
}

/// Reads the file `root`, what it uses and the logs beside it, and makes the plan of it.
///
/// Never fails: whatever the text is, the answer is what could be made of it and the diagnostics beside it. A log that
/// says `log for "plan.meso"` gives that plan with its logs, as the plan itself does that says `logs "…"`; findings carry
/// the file that they are in.
#[must_use]
pub fn analyse(sources: Sources, root: FileId, loader: &dyn load::Load, options: &Options) -> Analysis {
    analyse_with(&mut syntax::LineCache::default(), sources, root, loader, options)
}

/// [`analyse`] with the lines of an earlier version at hand, so that a keystroke costs the reading of one line.
#[must_use]
pub fn analyse_with(
    lines: &mut syntax::LineCache,
    sources: Sources,
    root: FileId,
    loader: &dyn load::Load,
    options: &Options,
) -> Analysis {
    resolve::analyse(lines, sources, root, loader, options)
}

/// Everything that can be known of a plan before any rule speaks.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The plan's file and the libraries it uses.
    pub sources: Sources,
    /// The syntax of each file, by [`FileId`].
    pub parsed: Vec<Parsed>,
    /// The plan; an empty one if nothing could be read.
    pub plan: Plan,
    /// What is wrong with the text, the names, the dates; in order of their place.
    pub diagnostics: Vec<Diagnostic>,
    /// What is wrong beyond the number of findings that is told.
    pub unsaid: Vec<Unsaid>,
    /// The file that was asked about.
    pub root: FileId,
}
