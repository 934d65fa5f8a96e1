//! The command line, as clap reads it. Each command keeps its own arguments beside its work.

use crate::commands::{
    check, clean, completions, config, diff, explain, fmt, lsp, man, report, rules, schedule, show,
};
use crate::terminal::ColorChoice;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Yellow.on_default().bold())
    .usage(AnsiColor::Yellow.on_default().bold())
    .literal(AnsiColor::Cyan.on_default())
    .placeholder(AnsiColor::Green.on_default());

/// Training plans as code: checks, formats and shows running plans written in *.meso files
#[derive(Debug, Parser)]
#[command(name = "meso", bin_name = "meso", version, styles = STYLES, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "Start with `meso check PLAN.meso`; `meso explain RULE` says what a finding means.")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        hide_possible_values = false
    )]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::Args),
    Clean(clean::Args),
    Fmt(fmt::Args),
    Show(show::Args),
    Diff(diff::Args),
    Report(report::Args),
    Schedule(schedule::Args),
    Explain(explain::Args),
    Rules(rules::Args),
    Config(config::Args),
    Completions(completions::Args),
    Lsp(lsp::Args),
    Man(man::Args),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
