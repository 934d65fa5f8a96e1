//! `meso config`: what is in force for a plan, and where each value comes from.

use crate::ExitStatus;
use crate::baseline::{configured, shown as named};
use crate::disk::{around, read_plan};
use crate::failure::Failure;
use crate::pager;
use crate::project::{ConfigArgs, Project, Projects};
use crate::terminal::{CODE, FAINT, TITLE, Terminal};
use meso_core::text::{Sources, Span};
use meso_lint::config::{InForce, Origin};
use std::fmt::Write;
use std::path::PathBuf;

/// Show the configuration in force for a plan, and where each value comes from
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The plan
    #[arg(value_name = "PLAN")]
    path: PathBuf,

    /// Show every rule and option, not only those that differ from the defaults
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    config: ConfigArgs,
}

pub(crate) fn run(args: &Args, terminal: Terminal) -> Result<ExitStatus, Failure> {
    let (sources, root) = Sources::with(read_plan(&args.path)?);
    let projects = Projects::new(&args.config);
    let place = projects.place(&args.path)?;
    let project = &place.project;
    let config = &project.config;
    let analysis = meso_core::analyse(sources, root, &around(&args.path), &config.definitions);
    let name = &analysis.sources.get(root).name;
    let profile = config.profile_for(name, &analysis.plan);

    let mut out = String::new();
    let file = project.file.as_ref().and_then(|files| files.iter().next());
    let file = file.map_or_else(|| "none".to_owned(), |(_, file)| file.name.to_string());
    let baseline = configured(&place)?.map(|path| ("baseline", named(&path)));
    let facts = [
        ("configuration", file),
        ("profile", profile.name().to_owned()),
        ("hard-from", format!("{} min at threshold pace or faster", config.definitions.hard_minutes)),
        ("long-from", format!("{} min", config.definitions.long_minutes)),
    ];
    for (key, value) in facts.into_iter().chain(baseline) {
        let _ = writeln!(out, "{} {value}", terminal.paint(TITLE, &format!("{key:13}")));
    }
    let rules = config.explain(name, profile);
    let mut shown = 0;
    for rule in &rules {
        if args.all || differs(rule) {
            shown += 1;
            show(terminal, project, rule, args.all, &mut out);
        }
    }
    let rest = rules.len() - shown;
    if rest > 0 {
        let _ = writeln!(
            out,
            "\n{}",
            terminal.paint(FAINT, &format!("{rest} rules as they are by default (--all shows them)"))
        );
    }
    pager::show(terminal, &out)?;
    Ok(if projects.any_faulty() { ExitStatus::Failure } else { ExitStatus::Clean })
}

fn differs(rule: &InForce) -> bool {
    rule.level.1 != Origin::Default || rule.options.iter().any(|(.., origin)| *origin != Origin::Default)
}

fn show(terminal: Terminal, project: &Project, rule: &InForce, all: bool, out: &mut String) {
    let (level, origin) = &rule.level;
    let from = terminal.paint(FAINT, &said(project, origin));
    let _ = writeln!(out, "\n{} = {}  {from}", terminal.paint(CODE, rule.meta.name()), level.name());
    for (option, value, origin) in &rule.options {
        if all || *origin != Origin::Default {
            let _ = writeln!(out, "  {option} = {value}  {}", terminal.paint(FAINT, &said(project, origin)));
        }
    }
}

/// Where a value comes from, in words.
fn said(project: &Project, origin: &Origin) -> String {
    let line = |span: &Span| match project.file.as_ref().and_then(|files| files.iter().next()) {
        Some((_, file)) => format!("{}:{}", file.name, file.line_index().line_of(span.start) + 1),
        None => "the configuration".to_owned(),
    };
    match origin {
        Origin::Default => "default".to_owned(),
        Origin::Profile(profile) => format!("profile {}", profile.name()),
        Origin::File(span) => line(span),
        Origin::Override(span) => format!("override at {}", line(span)),
        Origin::CommandLine => "command line".to_owned(),
    }
}
