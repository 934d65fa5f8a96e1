//! A scene: a plan, a log, what is said of them.

use meso_lint::Checked;
use std::fmt::Write as _;

/// Put before a scene.
pub(crate) const PLAN: &str = "\
plan \"Scene\"
  start 2027-01-04
  units km

athlete
  born 1990
  max-hr 190
  rest-hr 50
  recent 10km in 44:00 on 2026-10-04

";

/// A log whose days, from 4 January 2027 on, have these entries.
pub(crate) fn log(days: &[impl AsRef<str>]) -> String {
    let first = jiff::civil::date(2027, 1, 4);
    let mut text = String::new();
    for (day, entries) in (0..).zip(days) {
        let date = first.checked_add(jiff::Span::new().days(day)).unwrap();
        let _ = writeln!(text, "log {date}\n  {}", entries.as_ref());
    }
    text
}

/// What is said of a file, with its advice and its other places.
pub(crate) fn show(checked: &Checked, file: &str) -> String {
    let place = |span: meso_core::text::Span| {
        let source = checked.analysis.sources.get(span.file);
        format!("{}:{}", source.name, source.line_index().line_of(span.start) + 1)
    };
    let mut text = String::new();
    for d in checked.diagnostics.iter().filter(|d| *checked.analysis.sources.get(d.span.file).name == *file) {
        let _ = writeln!(text, "{}: {}[{}] {}", place(d.span), d.severity.name(), d.code.name, d.message);
        if let Some(help) = &d.help {
            let _ = writeln!(text, "    = {help}");
        }
        for related in &d.related {
            let _ = writeln!(text, "    {}: {}", place(related.span), related.message);
        }
    }
    text
}
