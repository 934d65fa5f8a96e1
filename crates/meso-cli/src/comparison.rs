//! How two versions of a plan are told apart: one file a format.

mod full;
mod json;
mod markdown;
mod words;

use crate::terminal::Terminal;
use meso_analysis::compare::{Comparison, Side};

/// `--format` of `meso diff`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum DiffFormat {
    /// Sums, weeks, sessions and findings, old beside new
    #[default]
    Full,
    /// One object, described in docs/json.md
    Json,
    /// Tables for a comment on a pull request
    Markdown,
}

/// Two versions and what changed.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'a> {
    pub(crate) comparison: &'a Comparison,
    pub(crate) old: Side<'a>,
    pub(crate) new: Side<'a>,
    /// Old and new, as messages call them.
    pub(crate) names: [&'a str; 2],
}

impl DiffFormat {
    /// The changes as text.
    pub(crate) fn write(self, pair: &Pair<'_>, terminal: Terminal) -> String {
        match self {
            DiffFormat::Full => full::write(pair, terminal),
            DiffFormat::Json => json::write(pair),
            DiffFormat::Markdown => markdown::write(pair),
        }
    }
}
