//! `meso rules`: everything that can be found in a plan.

use crate::ExitStatus;
use crate::failure::Failure;
use crate::output::rule_page;
use crate::pager;
use crate::terminal::{CODE, ERROR, FAINT, INFO, TITLE, Terminal, WARNING};
use meso_lint::level::Level;
use meso_lint::registry::registry;
use meso_lint::rule::{Group, RuleMeta};
use serde_json::json;
use std::fmt::Write;

/// List all rules with their levels
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How to list them
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: ListFormat,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum ListFormat {
    /// By group, one line each
    #[default]
    Text,
    /// With options, grade, fix and page, for programs
    Json,
}

pub(crate) fn run(args: &Args, terminal: Terminal) -> Result<ExitStatus, Failure> {
    let text = match args.format {
        ListFormat::Text => list(terminal),
        ListFormat::Json => {
            let rules: Vec<_> = registry().iter().map(|meta| object(meta)).collect();
            format!("{:#}\n", serde_json::Value::from(rules))
        }
    };
    pager::show(terminal, &text)?;
    Ok(ExitStatus::Clean)
}

fn list(terminal: Terminal) -> String {
    let width = registry().iter().map(|meta| meta.name().len()).max().unwrap_or(0);
    let mut out = String::new();
    for group in Group::ALL {
        let rules: Vec<_> = registry().iter().filter(|meta| meta.group == *group).collect();
        if rules.is_empty() {
            continue;
        }
        let _ =
            writeln!(out, "{}  {}", terminal.paint(TITLE, group.name()), terminal.paint(FAINT, group.docs()));
        for meta in rules {
            let level = meta.level();
            let style = match level {
                Level::Off => FAINT,
                Level::Info => INFO,
                Level::Warning => WARNING,
                Level::Error => ERROR,
            };
            let level = terminal.paint(style, &format!("{:7}", level.name()));
            let name = terminal.paint(CODE, &format!("{:width$}", meta.name()));
            let _ = writeln!(out, "  {level}  {name}  {}", meta.summary());
        }
        out.push('\n');
    }
    out.push_str("`meso explain RULE` says why a rule matters and what it is based on.\n");
    out
}

fn object(meta: &RuleMeta) -> serde_json::Value {
    let options = (meta.options)().into_iter().map(|option| {
        json!({ "name": option.name, "type": option.kind, "default": option.default, "docs": option.docs.trim() })
    });
    json!({
        "name": meta.name(),
        "level": meta.level().name(),
        "group": meta.group.name(),
        "summary": meta.summary(),
        "grade": meta.grade.map(|grade| grade.name()),
        "fix": meta.fix.name(),
        "since": meta.since,
        "options": options.collect::<Vec<_>>(),
        "url": rule_page(meta.name()),
    })
}
