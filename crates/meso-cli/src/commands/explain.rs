//! `meso explain RULE`: the manual page of a finding.

use crate::ExitStatus;
use crate::failure::Failure;
use crate::markdown;
use crate::output::rule_page;
use crate::pager;
use crate::terminal::{FAINT, TITLE, Terminal};
use meso_lint::config::similar;
use meso_lint::registry;
use meso_lint::rule::RuleMeta;
use std::fmt::Write;

/// Explain a rule: why it matters, the evidence, examples, options
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The name that stands in brackets in a finding
    rule: String,
}

pub(crate) fn run(args: &Args, terminal: Terminal) -> Result<ExitStatus, Failure> {
    let meta = find(&args.rule)?;
    pager::show(terminal, &page(terminal, meta))?;
    Ok(ExitStatus::Clean)
}

/// The rule of this name.
pub(super) fn find(name: &str) -> Result<&'static RuleMeta, Failure> {
    registry::find(name).ok_or_else(|| {
        let names = registry::registry().iter().map(|meta| meta.name());
        let hint = match similar(name, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`meso rules` lists them".to_owned(),
        };
        Failure::Usage(format!("there is no rule `{name}`; {hint}"))
    })
}

fn page(terminal: Terminal, meta: &RuleMeta) -> String {
    let mut out = terminal.paint(TITLE, meta.name());
    let facts = [
        Some(meta.level().name().to_owned()),
        Some(meta.group.name().to_owned()),
        meta.grade.map(|grade| format!("evidence {}", grade.name())),
        (meta.fix != meso_lint::rule::FixKind::None).then(|| format!("{} fix", meta.fix.name())),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    out += &terminal.paint(FAINT, &format!("  {}", facts.join(", ")));
    out += "\n\n";
    out += &markdown::render(terminal, meta.code.docs);
    let options = (meta.options)();
    if !options.is_empty() {
        out += "\n";
        out += &terminal.paint(TITLE, "Options");
        out += "\n";
    }
    for option in options {
        let _ = writeln!(out, "{} = {}", terminal.paint(TITLE, &option.name), option.default);
        for line in markdown::render(terminal, option.docs).lines() {
            let _ = writeln!(out, "    {line}");
        }
    }
    let _ = writeln!(out, "\n{}", terminal.paint(FAINT, &rule_page(meta.name())));
    out
}
