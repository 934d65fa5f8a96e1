//! One line a finding: `plan.meso:12:3: warning[rule] message`.

use super::place::Places;
use super::{FileFindings, Format, Summary};
use crate::output::full::{sentence, severity_style};
use crate::terminal::{FAINT, TITLE, Terminal, printable};
use std::fmt::Write;

pub(super) struct Concise {
    terminal: Terminal,
}

impl Concise {
    pub(super) fn new(terminal: Terminal) -> Self {
        Concise { terminal }
    }
}

impl Format for Concise {
    fn file(&self, file: &FileFindings<'_>, out: &mut String) {
        let mut places = Places::new(file.sources);
        for finding in file.diagnostics {
            let at = places.start(finding.span);
            let name = printable(&file.sources.get(finding.span.file).name);
            let (severity, code) = (finding.severity.name(), finding.code.name);
            let [title, faint, loud] = self.terminal.styles([TITLE, FAINT, severity_style(finding.severity)]);
            let _ = write!(out, "{title}{name}{title:#}{faint}:{}:{}:{faint:#} ", at.line, at.column);
            let _ = write!(out, "{loud}{severity}[{code}]{loud:#} ");
            out.extend([&*printable(&finding.message), "\n"]);
        }
    }

    fn foot(&self, summary: &Summary) -> String {
        sentence(self.terminal, summary)
    }
}
