//! The findings: as marks on their days, and as a list.

use crate::Lines;
use crate::days::{Placed, own_line};
use crate::html::{Html, Text};
use meso_core::Analysis;
use meso_core::diagnostic::{Diagnostic, Severity};

/// The marks on a day or a week.
pub(crate) fn marks(out: &mut Html, analysis: &Analysis, findings: &[&Diagnostic], lines: Lines) {
    if findings.is_empty() {
        return;
    }
    out.raw("<ul class=\"marks\">");
    for finding in findings {
        out.open("li", &[("class", finding.severity.name()), ("title", &finding.message)]);
        let line = own_line(analysis, finding.span);
        link(out, lines, line, |out| {
            sign(out, finding.severity);
            out.element("span", &[("class", "rule")], Text(finding.code.name));
            out.open("span", &[("class", "aside")]).text(": ").text(&finding.message).close("span");
        });
        out.raw("</li>");
    }
    out.raw("</ul>");
}

/// All findings, in the order of the text.
pub(crate) fn write(out: &mut Html, analysis: &Analysis, placed: &Placed<'_>, lines: Lines) {
    out.raw("<section class=\"findings\" aria-label=\"Findings\">\n<h2>Findings</h2>\n");
    if placed.all.is_empty() {
        out.raw("<p>None: nothing here asks for a second look.</p>\n");
    } else {
        out.raw("<ol>\n");
        for finding in &placed.all {
            write_one(out, analysis, finding, lines);
        }
        out.raw("</ol>\n");
    }
    out.raw("</section>\n");
}

fn write_one(out: &mut Html, analysis: &Analysis, finding: &Diagnostic, lines: Lines) {
    out.open("li", &[("class", finding.severity.name())]);
    sign(out, finding.severity);
    out.element("span", &[("class", "message")], Text(&finding.message)).raw(" ");
    out.element("code", &[], Text(finding.code.name)).raw(" ");
    let line = own_line(analysis, finding.span);
    link(out, lines, line, |out| {
        match line {
            Some(line) => out.text(format!("line {line}")),
            None => out.text(&*analysis.sources.get(finding.span.file).name),
        };
    });
    if let Some(help) = &finding.help {
        out.element("p", &[("class", "help")], Text(help));
    }
    out.raw("</li>\n");
}

/// A sign for the eye, the word for the ear.
fn sign(out: &mut Html, severity: Severity) {
    let sign = match severity {
        Severity::Error => "\u{2716}",
        Severity::Warning => "\u{25b2}",
        Severity::Info => "\u{25cf}",
    };
    out.raw("<span class=\"sign\" aria-hidden=\"true\">").text(sign).raw("</span>");
    out.open("span", &[("class", "aside")]).text(severity.name()).text(" ").close("span");
}

/// Something that leads to a line, where lines can be reached.
pub(crate) fn link(out: &mut Html, lines: Lines, line: Option<u32>, content: impl FnOnce(&mut Html)) {
    match (lines, line) {
        (Lines::Listing | Lines::Editor, Some(line)) => {
            out.open("a", &[("href", &format!("#L{line}")), ("data-line", &line.to_string())]);
            content(out);
            out.close("a");
        }
        _ => content(out),
    }
}
