//! Changes for the terminal: sums first, then weeks, days and findings.

use super::Pair;
use super::words::{Row, day, facts, heading, totals, unread, week, week_name};
use crate::terminal::{ADDED, ERROR, FAINT, INFO, REMOVED, TITLE, Terminal, WARNING, printable};
use meso_analysis::compare::{Change, SessionChange, Side};
use meso_core::diagnostic::{Diagnostic, Severity};
use std::fmt::Write;

pub(super) fn write(pair: &Pair<'_>, terminal: Terminal) -> String {
    let page = Page { pair, terminal };
    let mut out = String::new();
    let [old, new] = pair.names;
    let names = if old == new { new.to_owned() } else { format!("{old} → {new}") };
    let _ = writeln!(out, "{}", terminal.paint(TITLE, &printable(&names)));
    for sentence in unread(pair) {
        let _ = writeln!(out, "{}", terminal.paint(WARNING, &printable(&sentence)));
    }
    if pair.comparison.is_empty() {
        out.push_str("nothing has changed in the training\n");
        return out;
    }
    page.settings(&mut out);
    page.totals(&mut out);
    page.weeks(&mut out);
    page.sessions(&mut out);
    page.findings(&mut out);
    out
}

struct Page<'a> {
    pair: &'a Pair<'a>,
    terminal: Terminal,
}

impl Page<'_> {
    fn settings(&self, out: &mut String) {
        let settings = &self.pair.comparison.settings;
        if !settings.is_empty() {
            out.push('\n');
        }
        for setting in settings {
            let name = format!("{} {}", setting.section, setting.name);
            let name = printable(&name);
            let said = setting.value.map(|value| {
                value.as_deref().map_or_else(|| "–".to_owned(), |value| printable(value).into_owned())
            });
            let _ = writeln!(out, "{name:24} {}", self.arrow(&said.old, &said.new));
        }
    }

    fn totals(&self, out: &mut String) {
        let rows = totals(self.pair);
        let width = |of: &dyn Fn(&Row) -> &str| rows.iter().map(|row| columns(of(row))).max().unwrap_or(0);
        let (old, new) = (width(&|row| &row.old).max(6), width(&|row| &row.new).max(6));
        let head = format!("{:24} {:>old$}  {:>new$}", "", "before", "after");
        let _ = writeln!(out, "\n{}", self.terminal.paint(FAINT, &head));
        for row in rows {
            let line = format!("{:24} {:>old$}  {:>new$}", row.what, row.old, row.new);
            let change = if row.change.is_empty() { String::new() } else { format!("  {}", row.change) };
            let _ = writeln!(out, "{line}{}", self.terminal.paint(TITLE, &change));
        }
    }

    /// The weeks that changed, a line each; how many did not.
    fn weeks(&self, out: &mut String) {
        let weeks = &self.pair.comparison.weeks;
        let changed: Vec<_> = weeks.iter().filter(|week| !week.is_none()).collect();
        if changed.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n{}", self.terminal.paint(TITLE, "weeks"));
        let names: Vec<String> = changed.iter().map(|week| week_name(week)).collect();
        let width = names.iter().map(|name| columns(name)).max().unwrap_or(0).min(40);
        for (name, change) in names.iter().zip(&changed) {
            let said = match (&change.old, &change.new) {
                (None, _) => self.terminal.paint(ADDED, "new: ") + &self.figures(change),
                (_, None) => self.terminal.paint(REMOVED, "gone: ") + &self.figures(change),
                _ => self.figures(change),
            };
            let _ = writeln!(out, "  {name:width$}  {said}");
        }
        let same = weeks.len() - changed.len();
        if same > 0 {
            let words =
                if same == 1 { "1 week as before".to_owned() } else { format!("{same} weeks as before") };
            let _ = writeln!(out, "  {}", self.terminal.paint(FAINT, &words));
        }
    }

    fn figures(&self, change: &Change<Option<meso_analysis::compare::WeekFigures>>) -> String {
        let both = change.old.is_some() && change.new.is_some();
        let rows = week(self.pair, change).into_iter().filter(|row| !both || row.old != row.new);
        let said = rows.map(|row| {
            let what = match row.what {
                "hard days" => "hard days ",
                "longest run" => "longest run ",
                "load" => "load ",
                _ => "",
            };
            let figures =
                if both { self.arrow(&row.old, &row.new) } else { format!("{}{}", row.old, row.new) };
            let share = if row.change.is_empty() { String::new() } else { format!(" ({})", row.change) };
            format!("{what}{figures}{share}")
        });
        let said: Vec<String> = said.collect();
        // Only its kind changed.
        if said.is_empty() { self.terminal.paint(FAINT, "the same training") } else { said.join(", ") }
    }

    fn sessions(&self, out: &mut String) {
        let changes = &self.pair.comparison.sessions;
        if changes.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n{}", self.terminal.paint(TITLE, "sessions"));
        let width = changes.iter().map(|change| columns(&heading(change).0)).max().unwrap_or(0);
        let unit = self.pair.comparison.units;
        let mut last = String::new();
        for change in changes {
            let (at, sign) = heading(change);
            let style = match sign {
                '+' => ADDED,
                '-' => REMOVED,
                _ => INFO,
            };
            let said = match change {
                SessionChange::Added { activity, .. } | SessionChange::Removed { activity, .. } => {
                    self.with_facts(&printable(&activity.text), &facts(activity, unit))
                }
                SessionChange::Moved { at, activity } => {
                    let from = self.terminal.paint(FAINT, &format!("from {}", day(&at.old)));
                    format!("{}  {from}", printable(&activity.text))
                }
                SessionChange::Changed { activity, .. } => {
                    let facts = activity.map(|activity| facts(activity, unit));
                    let facts =
                        if facts.is_none() { facts.new } else { format!("{} → {}", facts.old, facts.new) };
                    let texts = activity.map(|activity| printable(&activity.text).into_owned());
                    let text = if texts.is_none() { texts.new } else { self.arrow(&texts.old, &texts.new) };
                    self.with_facts(&text, &facts)
                }
            };
            // A day's name stands once.
            let name = if at == last { String::new() } else { at.clone() };
            last = at;
            let _ =
                writeln!(out, "  {name:width$}  {} {said}", self.terminal.paint(style, &sign.to_string()));
        }
    }

    fn findings(&self, out: &mut String) {
        let comparison = self.pair.comparison;
        let shown = |side: Side<'_>, places: &[usize]| -> Vec<Diagnostic> {
            let found = places.iter().filter_map(|&place| side.findings.get(place));
            found.filter(|finding| finding.severity > Severity::Info).cloned().collect()
        };
        let lists = [
            ("new findings", '+', self.pair.new, shown(self.pair.new, &comparison.new_findings)),
            ("findings that are gone", '-', self.pair.old, shown(self.pair.old, &comparison.gone_findings)),
        ];
        for (title, sign, side, findings) in lists {
            if findings.is_empty() {
                continue;
            }
            let _ = writeln!(out, "\n{}", self.terminal.paint(TITLE, title));
            for finding in findings {
                let style = if finding.severity == Severity::Error { ERROR } else { WARNING };
                let source = side.analysis.sources.get(finding.span.file);
                let line = source.line_index().line_of(finding.span.start).saturating_add(1);
                let head = format!("{}[{}]", finding.severity.name(), finding.code.name);
                let _ = writeln!(
                    out,
                    "  {sign} {} {}  {}",
                    self.terminal.paint(style, &head),
                    printable(&finding.message),
                    self.terminal.paint(FAINT, &format!("line {line}"))
                );
            }
        }
    }

    fn arrow(&self, old: &str, new: &str) -> String {
        if old == new {
            return new.to_owned();
        }
        format!("{} → {}", self.terminal.paint(REMOVED, old), self.terminal.paint(ADDED, new))
    }

    fn with_facts(&self, text: &str, facts: &str) -> String {
        if facts.is_empty() {
            text.to_owned()
        } else {
            format!("{text}  {}", self.terminal.paint(FAINT, facts))
        }
    }
}

fn columns(text: &str) -> usize {
    text.chars().count()
}
