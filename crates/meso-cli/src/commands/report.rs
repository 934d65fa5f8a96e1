//! `meso report PLAN`: the plan as one HTML file, to look at, to print, to send.

use crate::ExitStatus;
use crate::disk::{STDIN, around, read_plan, write};
use crate::failure::Failure;
use crate::project::{ConfigArgs, Projects};
use crate::stream;
use meso_core::text::Sources;
use meso_project::Before;
use meso_report::Report;
use std::path::PathBuf;

/// Draw a plan as a page: calendar, volume, fitness and form, findings on their days
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The plan; `-` reads standard input
    #[arg(value_name = "PLAN")]
    path: PathBuf,

    /// Write the page to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Show findings that are only worth knowing, too
    #[arg(long)]
    show_info: bool,

    #[command(flatten)]
    config: ConfigArgs,
}

pub(crate) fn run(args: &Args) -> Result<ExitStatus, Failure> {
    let (sources, root) = Sources::with(read_plan(&args.path)?);
    let project = Projects::new(&args.config).of(&args.path)?;
    let checked = meso_lint::check(sources, root, &around(&args.path), &project.config);
    let report = Report::new(&checked.analysis, &checked.diagnostics);
    let page = if args.show_info { report.with_info() } else { report }.page();
    match args.output.as_deref().filter(|path| path.as_os_str() != STDIN) {
        Some(path) => write(path, &page, Before::Anything)?,
        None => stream::document(&page)?,
    }
    Ok(ExitStatus::Clean)
}
