//! A plan as a page: calendar with weekly bars, long runs, race days, fitness and form, findings on their days.
//!
//! One renderer for `meso report`, the editor's preview and notebooks. It is pure: plan, findings and series go in, text
//! comes out. What it gives needs nothing from elsewhere: the style is inside, the charts are SVG, and only the
//! preview's page has a script. Everything that a plan's author wrote is escaped in one place, [`html`].

mod calendar;
mod chart;
mod days;
mod findings;
mod header;
mod html;
mod intensity;
mod source;
mod week_bar;
mod words;

use days::Placed;
use html::{Html, Text};
use meso_core::Analysis;
use meso_core::diagnostic::{Diagnostic, Severity};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("preview.js");

/// A plan and what was found in it, ready to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    analysis: &'a Analysis,
    diagnostics: &'a [Diagnostic],
    least: Severity,
}

/// Where a line of the plan can be reached from the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// In the listing at its end.
    Listing,
    /// In the editor beside it: the script hears the click.
    Editor,
    /// Nowhere.
    Nowhere,
}

impl<'a> Report<'a> {
    /// The report on a plan; the findings as a linter gives them, for all files, in order. Those that are only worth
    /// knowing are left out.
    #[must_use]
    pub fn new(analysis: &'a Analysis, diagnostics: &'a [Diagnostic]) -> Self {
        Report { analysis, diagnostics, least: Severity::Warning }
    }

    /// With the findings that are only worth knowing.
    #[must_use]
    pub fn with_info(self) -> Self {
        Report { least: Severity::Info, ..self }
    }

    /// The plan's name, else that of its file.
    #[must_use]
    pub fn title(&self) -> String {
        let plan = &self.analysis.plan;
        plan.name.clone().unwrap_or_else(|| {
            let name = &*self.analysis.sources.get(self.analysis.root).name;
            name.rsplit(['/', '\\']).next().unwrap_or(name).to_string()
        })
    }

    /// One HTML file that needs no other and runs no script; it ends with the plan's text, so that every finding leads
    /// to its line.
    #[must_use]
    pub fn page(&self) -> String {
        let mut out = Html::default();
        let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
        self.document(&mut out, policy, None, Lines::Listing);
        out.finish()
    }

    /// The page for an editor's preview. Style and script carry the nonce, and nothing else may run or load.
    ///
    /// Its `body` has an empty `data-uri` for the editor's own use. The script listens for `{ kind: "update", html }`
    /// with what [`Report::body`] gives and `{ kind: "cursor", line }`, and says `{ kind: "ready" }` once and
    /// `{ kind: "reveal", line }` at clicks; lines count from 1.
    ///
    /// A nonce is letters and digits; other characters are left out.
    #[must_use]
    pub fn preview(&self, nonce: &str) -> String {
        let nonce: String = nonce.chars().filter(char::is_ascii_alphanumeric).collect();
        let policy = format!(
            "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'"
        );
        let mut out = Html::default();
        self.document(&mut out, &policy, Some(&nonce), Lines::Editor);
        out.finish()
    }

    /// What stands in the body of [`Report::preview`], to put in its place after a change.
    #[must_use]
    pub fn body(&self) -> String {
        let mut out = Html::default();
        self.contents(&mut out, Lines::Editor);
        out.finish()
    }

    /// A fragment with its style, for a notebook's cell: no ids, no links, no script.
    #[must_use]
    pub fn fragment(&self) -> String {
        let mut out = Html::default();
        out.raw("<div class=\"meso-report\"><style>").raw(STYLE).raw("</style>");
        self.contents(&mut out, Lines::Nowhere);
        out.raw("</div>");
        out.finish()
    }

    fn document(&self, out: &mut Html, policy: &str, nonce: Option<&str>, lines: Lines) {
        out.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", policy)]).raw("\n");
        out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
        out.element("title", &[], Text(&self.title())).raw("\n");
        match nonce {
            Some(nonce) => out.open("style", &[("nonce", nonce)]),
            None => out.raw("<style>"),
        };
        out.raw("\n").raw(STYLE).raw("</style>\n</head>\n");
        match lines {
            Lines::Editor => out.raw("<body class=\"meso-preview\" data-uri=\"\">\n"),
            Lines::Listing | Lines::Nowhere => out.raw("<body>\n"),
        };
        out.raw("<div class=\"meso-report\" id=\"report\">\n");
        self.contents(out, lines);
        out.raw("</div>\n");
        if let Some(nonce) = nonce {
            out.open("script", &[("nonce", nonce)]).raw("\n").raw(SCRIPT).raw("</script>\n");
        }
        out.raw("</body>\n</html>\n");
    }

    fn contents(&self, out: &mut Html, lines: Lines) {
        let placed = Placed::new(
            self.analysis,
            self.diagnostics.iter().filter(|d| d.severity >= self.least).collect(),
        );
        header::write(out, self, &placed);
        if self.analysis.plan.weeks.is_empty() {
            out.raw("<p class=\"empty\" role=\"status\">No week can be read yet: the calendar appears with the first line that starts with <code>week</code>.</p>\n");
        } else {
            chart::write(out, self.analysis, lines);
            calendar::write(out, self.analysis, &placed, lines);
        }
        findings::write(out, self.analysis, &placed, lines);
        header::write_assumptions(out, &self.analysis.plan);
        if lines == Lines::Listing {
            source::write(out, self.analysis);
        }
    }
}
