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
            let name = self.terminal.paint(TITLE, &printable(&file.sources.get(finding.span.file).name));
            let level = format!("{}[{}]", finding.severity.name(), finding.code.name);
            let level = self.terminal.paint(severity_style(finding.severity), &level);
            let place = self.terminal.paint(FAINT, &format!(":{}:{}:", at.line, at.column));
            let _ = writeln!(out, "{name}{place} {level} {}", printable(&finding.message));
        }
    }

    fn foot(&self, summary: &Summary) -> String {
        sentence(self.terminal, summary)
    }
}
