//! Changes as tables for a comment on a pull request.

use super::Pair;
use super::words::{Row, day, facts, heading, totals, unread, week, week_name};
use crate::output::rule_page;
use meso_analysis::compare::{SessionChange, Side};
use meso_core::diagnostic::Severity;
use meso_core::markdown::{code, prose};
use std::fmt::Write;

pub(super) fn write(pair: &Pair<'_>) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "### {}\n", prose(pair.names[1]));
    for sentence in unread(pair) {
        let _ = writeln!(out, "⚠️ {}\n", prose(&sentence));
    }
    if pair.comparison.is_empty() {
        out.push_str("Nothing has changed in the training.\n");
        return out;
    }
    sums(pair, &mut out);
    settings(pair, &mut out);
    weeks(pair, &mut out);
    sessions(pair, &mut out);
    findings("New findings", pair.new, &pair.comparison.new_findings, &mut out);
    findings("Findings that are gone", pair.old, &pair.comparison.gone_findings, &mut out);
    out
}

fn sums(pair: &Pair<'_>, out: &mut String) {
    out.push_str("| | before | after | change |\n|---|---:|---:|---:|\n");
    for Row { what, old, new, change } in totals(pair) {
        let _ = writeln!(out, "| {} | {old} | {new} | {change} |", what.trim());
    }
    out.push('\n');
}

fn settings(pair: &Pair<'_>, out: &mut String) {
    for setting in &pair.comparison.settings {
        let said = setting.value.map(|value| value.as_deref().map_or_else(|| "–".to_owned(), prose));
        let _ =
            writeln!(out, "- {} {}: {} → **{}**", setting.section, prose(setting.name), said.old, said.new);
    }
    if !pair.comparison.settings.is_empty() {
        out.push('\n');
    }
}

fn weeks(pair: &Pair<'_>, out: &mut String) {
    let weeks: Vec<_> = pair.comparison.weeks.iter().filter(|week| !week.is_none()).collect();
    if weeks.is_empty() {
        return;
    }
    out.push_str(
        "| week | distance | time | hard days | longest run | load |\n|---|---:|---:|---:|---:|---:|\n",
    );
    for change in weeks {
        let _ = write!(out, "| {} |", week_name(change).trim_start_matches("week "));
        for row in week(pair, change) {
            let share = if row.change.is_empty() { String::new() } else { format!(" ({})", row.change) };
            let cell = match (&change.old, &change.new) {
                (Some(_), Some(_)) if row.old == row.new => row.new,
                (Some(_), Some(_)) => format!("{} → **{}**{share}", row.old, row.new),
                (None, _) => format!("**{}**", row.new),
                (_, None) => format!("~~{}~~", row.old),
            };
            let _ = write!(out, " {cell} |");
        }
        out.push('\n');
    }
    out.push('\n');
}

fn sessions(pair: &Pair<'_>, out: &mut String) {
    let unit = pair.comparison.units;
    for change in &pair.comparison.sessions {
        let said = match change {
            SessionChange::Added { activity, .. } => {
                format!("new: {}{}", code(&activity.text), remark(&facts(activity, unit)))
            }
            SessionChange::Removed { activity, .. } => {
                format!("gone: {}{}", code(&activity.text), remark(&facts(activity, unit)))
            }
            SessionChange::Moved { at, activity } => {
                format!("{} from {}", code(&activity.text), day(&at.old))
            }
            SessionChange::Changed { activity, .. } => {
                let facts = activity.map(|activity| facts(activity, unit));
                let facts =
                    if facts.is_none() { facts.new } else { format!("{} → {}", facts.old, facts.new) };
                let texts = activity.map(|activity| code(&activity.text));
                let text =
                    if texts.is_none() { texts.new } else { format!("{} → {}", texts.old, texts.new) };
                format!("{text}{}", remark(&facts))
            }
        };
        let _ = writeln!(out, "- **{}**: {said}", heading(change).0);
    }
    if !pair.comparison.sessions.is_empty() {
        out.push('\n');
    }
}

fn findings(title: &str, side: Side<'_>, places: &[usize], out: &mut String) {
    let found = places.iter().filter_map(|&place| side.findings.get(place));
    let found: Vec<_> = found.filter(|finding| finding.severity > Severity::Info).collect();
    if found.is_empty() {
        return;
    }
    let _ = writeln!(out, "**{title}**\n");
    for finding in found {
        let sign = if finding.severity == Severity::Error { "❌" } else { "⚠️" };
        let name = finding.code.name;
        let _ = writeln!(out, "- {sign} {} [{name}]({})", prose(&finding.message), rule_page(name));
    }
    out.push('\n');
}

fn remark(facts: &str) -> String {
    if facts.is_empty() { String::new() } else { format!(" ({facts})") }
}
