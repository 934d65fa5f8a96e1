//! The runner's own `zones`, in the place of those that come from VDOT.

use super::calls::Env;
use super::files::Files;
use super::paces::PaceTable;
use super::report::Report;
use super::targets;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Effort, Statement, Target};
use crate::text::Span;

/// Puts the runner's own zones in the place of those that come from VDOT.
pub(crate) fn apply(files: &Files, table: &mut PaceTable, report: &mut Report) {
    for &file in files.libraries.iter().rev() {
        for block in files.blocks(file) {
            if !matches!(block.head.and_then(|h| files.statement(file, h)), Some((Statement::Zones, _))) {
                continue;
            }
            for &line in &block.body {
                match files.statement(file, line) {
                    Some((Statement::Zone { zone, target }, at)) => {
                        apply_zone(table, zone.node, &target.node, at.at(target.span), report);
                    }
                    Some((Statement::Unread { .. }, _)) | None => {}
                    Some(_) => report.push(
                        Diagnostic::new(
                            &codes::MISPLACED_LINE,
                            files.line_span(file, line),
                            "this line is no zone",
                        )
                        .help("a zone has a letter and a pace: `T 4:18/km`"),
                    ),
                }
            }
        }
    }
}

fn apply_zone(table: &mut PaceTable, zone: Effort, target: &Target, span: Span, report: &mut Report) {
    let aim = match targets::aim(target, table, &Env::NONE) {
        Ok(aim) => aim,
        Err((code, message)) => {
            report.say(code, span, message);
            return;
        }
    };
    if let Some(heart_rate) = aim.heart_rate {
        table.zone_heart_rates.push((zone, heart_rate));
    }
    let Some(speed) = aim.speed else { return };
    let paces = &mut table.paces;
    match zone {
        Effort::Easy => {
            paces.easy = speed;
            table.easy_to = speed.high;
        }
        Effort::Marathon => paces.marathon = speed.middle(),
        Effort::Threshold => paces.threshold = speed.middle(),
        Effort::Interval => paces.interval = speed.middle(),
        Effort::Repetition => paces.repetition = speed.middle(),
        _ => {}
    }
}
