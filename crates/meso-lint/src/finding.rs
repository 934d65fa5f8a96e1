//! What a rule says: where, what, what else belongs to it, what to do.

use meso_core::diagnostic::{Applicability, Code, Diagnostic, Fix, Severity};
use meso_core::edit::Edit;
use meso_core::plan::{DayIndex, RecoveryItem, Session};
use meso_core::text::Span;

/// The part of a plan that a finding is about: what an `allow` has to cover to silence it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Wherever its span is.
    Span,
    /// A week, an index into the plan's weeks.
    Week(usize),
    /// A day.
    Day(DayIndex),
    /// A day of a log, an index into the plan's logs.
    Log(usize),
}

/// One thing that a rule found.
#[derive(Clone, Debug)]
pub struct Finding {
    pub(crate) place: Place,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) severity: Option<Severity>,
    pub(crate) help: Option<String>,
    pub(crate) related: Vec<(Span, String)>,
    pub(crate) fixes: Vec<Fix>,
}

impl Finding {
    /// At a place in the text. Prefer the constructors below, which also say which day or week it is about.
    #[must_use]
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Finding {
            place: Place::Span,
            span,
            message: message.into(),
            severity: None,
            help: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// About a session.
    #[must_use]
    pub fn session(session: &Session, message: impl Into<String>) -> Self {
        Finding::new(session.text, message).about(Place::Day(session.day))
    }

    /// About a recovery item of a day.
    #[must_use]
    pub fn item(day: DayIndex, item: &RecoveryItem, message: impl Into<String>) -> Self {
        Finding::new(item.span, message).about(Place::Day(day))
    }

    /// About a day, shown at `span`.
    #[must_use]
    pub fn day(day: DayIndex, span: Span, message: impl Into<String>) -> Self {
        Finding::new(span, message).about(Place::Day(day))
    }

    /// About a week, an index into the plan's weeks, shown at `span`.
    #[must_use]
    pub fn week(week: usize, span: Span, message: impl Into<String>) -> Self {
        Finding::new(span, message).about(Place::Week(week))
    }

    /// About a day of a log, an index into the plan's logs, shown at `span`.
    #[must_use]
    pub fn log(log: usize, span: Span, message: impl Into<String>) -> Self {
        Finding::new(span, message).about(Place::Log(log))
    }

    /// About another part of the plan than its span says.
    #[must_use]
    pub fn about(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// At another level than the rule's usual one.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// With advice: what to do, and why.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With another place that belongs to the story.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push((span, message.into()));
        self
    }

    /// With a change that fixes it, if there is one.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fixes.extend(fix.into());
        self
    }
}

/// A change that keeps the meaning of the plan.
#[must_use]
pub fn safe_fix(title: impl Into<String>, edits: Vec<Edit>) -> Fix {
    Fix { title: title.into(), applicability: Applicability::Safe, edits }
}

/// A change of the training.
#[must_use]
pub fn unsafe_fix(title: impl Into<String>, edits: Vec<Edit>) -> Fix {
    Fix { title: title.into(), applicability: Applicability::Unsafe, edits }
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Findings<'a> {
    code: &'static Code,
    /// The quietest that anybody will hear.
    least: Severity,
    /// The gravest that the rule has said it would ever say.
    loudest: Severity,
    found: &'a mut Vec<(Place, Diagnostic)>,
}

impl<'a> Findings<'a> {
    /// Collects what the rule with this code finds.
    pub fn new(code: &'static Code, found: &'a mut Vec<(Place, Diagnostic)>) -> Self {
        Findings { code, least: Severity::Info, loudest: Severity::Error, found }
    }

    /// Without those below `least`, from a rule that says nothing above `loudest`.
    pub(crate) fn between(self, least: Severity, loudest: Severity) -> Self {
        Findings { least, loudest, ..self }
    }

    /// Will anybody hear a finding of this severity? A rule that asks before it words one is quicker; what it says
    /// nevertheless is left out.
    #[must_use]
    pub fn hears(&self, severity: Severity) -> bool {
        severity >= self.least
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        let severity = finding.severity.unwrap_or(self.code.severity);
        debug_assert!(severity <= self.loudest, "{} says more than its `loudest`", self.code.name);
        if !self.hears(severity) {
            return;
        }
        let mut diagnostic = Diagnostic::new(self.code, finding.span, finding.message);
        diagnostic.severity = severity;
        if let Some(help) = finding.help {
            diagnostic = diagnostic.help(help);
        }
        for fix in finding.fixes {
            diagnostic = diagnostic.fix(fix);
        }
        for (span, message) in finding.related {
            diagnostic = diagnostic.related(span, message);
        }
        self.found.push((finding.place, diagnostic));
    }
}
