//! What is wrong, where, why it matters and what to do: the one currency between all stages and all shells.

use crate::edit::Edit;
use crate::text::{Span, visible};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; silent unless asked for.
    Info,
    /// Worth changing.
    Warning,
    /// Wrong, or likely to hurt.
    Error,
}

impl Severity {
    /// All of them, the mildest first.
    pub const ALL: &'static [Severity] = &[Severity::Info, Severity::Warning, Severity::Error];

    /// `info`, `warning` or `error`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The identity of a kind of finding: its name, never its text.
///
/// Rules and the stages before them declare these as statics; see [`crate::codes`].
#[derive(Debug)]
pub struct Code {
    /// kebab-case; reads after "allow".
    pub name: &'static str,
    /// The level it has unless a rule or the configuration says otherwise.
    pub severity: Severity,
    /// The manual page, Markdown; its first line is the summary.
    pub docs: &'static str,
}

impl PartialEq for Code {
    fn eq(&self, other: &Code) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

/// How much a fix may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Keeps the meaning of the plan: may be applied unasked.
    Safe,
    /// Changes the training: a person decides.
    Unsafe,
}

/// A change that fixes the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, imperative: "write `8km`".
    pub title: String,
    /// May it be applied unasked?
    pub applicability: Applicability,
    /// The changes; they belong together.
    pub edits: Vec<Edit>,
}

/// Another place that belongs to the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is there: "the long run of the day before".
    pub message: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding.
    pub code: &'static Code,
    /// How much it weighs here.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong: lower case, no full stop, the user's words in backticks.
    pub message: String,
    /// What to do about it, if there is something to say beyond the fixes.
    pub help: Option<String>,
    /// Other places.
    pub related: Vec<Related>,
    /// Changes that fix it, the best first.
    pub fixes: Vec<Fix>,
}

/// A finding beyond the number that is told one by one: see [`crate::limits::FINDINGS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsaid {
    /// What kind.
    pub code: &'static Code,
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub span: Span,
}

impl Diagnostic {
    /// A finding at its usual level. Its words, as all that are said of it, stand on one line and hide nothing: the words
    /// of a plan in them are made [`visible`].
    #[must_use]
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: code.severity,
            span,
            message: on_one_line(message.into()),
            help: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// At another level.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(on_one_line(help.into()));
        self
    }

    /// With another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { span, message: on_one_line(message.into()) });
        self
    }

    /// With a change that fixes it.
    #[must_use]
    pub fn fix(mut self, mut fix: Fix) -> Self {
        fix.title = on_one_line(fix.title);
        self.fixes.push(fix);
        self
    }
}

/// Words of ours with words of a plan in them, fit for any place that shows them.
pub fn on_one_line(words: String) -> String {
    match visible(&words) {
        std::borrow::Cow::Borrowed(_) => words,
        std::borrow::Cow::Owned(shown) => shown,
    }
}
