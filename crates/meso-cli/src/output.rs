//! How findings are written: one file a format.
//!
//! A format turns one file's findings into text and knows nothing of the others, so that files can be rendered beside
//! each other and a folder of any size needs the memory of a few plans.

mod concise;
pub(crate) mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod place;
mod rdjson;
mod sarif;

pub(crate) use full::{refusals, remarks, rule_page};
pub(crate) use json::{object as finding_object, written as json_text};
pub(crate) use place::Places;

use crate::terminal::Terminal;
use meso_core::diagnostic::{Diagnostic, Severity};
pub(crate) use meso_core::terms::counted;
use meso_core::text::Sources;
use std::collections::BTreeMap;

/// `--format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum OutputFormat {
    /// Each finding with its line, the places it belongs to, advice and fixes
    #[default]
    Full,
    /// One line a finding
    Concise,
    /// A list of objects, described in docs/json.md
    Json,
    /// The same objects, one a line
    JsonLines,
    /// Annotations of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML: a suite a plan, a failure a finding
    Junit,
    /// Reviewdog's diagnostic format
    Rdjson,
    /// A table for a summary or a comment
    Markdown,
}

/// What a format must bring.
pub(crate) trait Format: Sync {
    /// Before the first file.
    fn head(&self) -> String {
        String::new()
    }

    /// One file's findings, all of which are to be shown. Appends nothing if there are none.
    fn file(&self, file: &FileFindings<'_>, out: &mut String);

    /// Between two texts of [`Format::file`] that are not empty.
    fn separator(&self) -> &'static str {
        ""
    }

    /// After the last file.
    fn foot(&self, _summary: &Summary) -> String {
        String::new()
    }
}

/// The findings of one file, those in its libraries included.
pub(crate) struct FileFindings<'a> {
    /// The file itself is the first.
    pub(crate) sources: &'a Sources,
    /// In order of their place.
    pub(crate) diagnostics: &'a [Diagnostic],
}

/// What a whole run found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Summary {
    /// Files that were checked.
    pub(crate) files: usize,
    /// Findings shown, by level.
    pub(crate) counts: BTreeMap<Severity, usize>,
    /// What `--fix` would fix.
    pub(crate) fixable: usize,
    /// What was fixed.
    pub(crate) fixed: usize,
    /// Fixes that were not applied, a line each.
    pub(crate) refused: Vec<String>,
    /// Findings that are not printed, there being more than `--max-findings`.
    pub(crate) unprinted: usize,
    /// Findings that the baseline hides.
    pub(crate) known: usize,
    /// Findings of the baseline that are no longer there.
    pub(crate) gone: usize,
    /// With `--since`: the revision, which all files have changed since.
    pub(crate) since: Option<String>,
}

impl Summary {
    /// Findings shown at one level.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.counts.get(&severity).copied().unwrap_or(0)
    }
}

impl OutputFormat {
    /// The format, fitted to the terminal.
    pub(crate) fn build(self, terminal: Terminal) -> Box<dyn Format> {
        match self {
            OutputFormat::Full => Box::new(full::Full::new(terminal)),
            OutputFormat::Concise => Box::new(concise::Concise::new(terminal)),
            OutputFormat::Json => Box::new(json::Json),
            OutputFormat::JsonLines => Box::new(json::JsonLines),
            OutputFormat::Github => Box::new(github::GitHub),
            OutputFormat::Gitlab => Box::new(gitlab::GitLab),
            OutputFormat::Sarif => Box::new(sarif::Sarif),
            OutputFormat::Junit => Box::new(junit::JUnit),
            OutputFormat::Rdjson => Box::new(rdjson::Rdjson),
            OutputFormat::Markdown => Box::new(markdown::Markdown),
        }
    }

    /// Is it read by people? Then sums and remarks may stand beside it.
    pub(crate) fn is_for_people(self) -> bool {
        matches!(self, OutputFormat::Full | OutputFormat::Concise)
    }
}
