//! `meso fmt`: the canonical layout, comments kept.

use crate::ExitStatus;
use crate::diff::unified;
use crate::disk::{STDIN, read_plan, sweep_beside, write};
use crate::failure::Failure;
use crate::output::counted;
use crate::parallel::in_order;
use crate::stream::{self, Stream};
use crate::terminal::{Terminal, printable};
use crate::walk::{Found, plans};
use meso_core::syntax::format;
use meso_project::Before;
use std::path::PathBuf;

/// Lay out plans in the canonical form; comments and meaning stay
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Plans, or folders with plans; `-` reads standard input and writes standard output
    #[arg(default_value = ".", value_name = "PLAN")]
    paths: Vec<PathBuf>,

    /// Change nothing, name the files that would change, and end with 1 if there are any
    #[arg(long)]
    check: bool,

    /// Change nothing, show what would change, and end with 1 if anything would
    #[arg(long)]
    diff: bool,
}

pub(crate) fn run(args: &Args, terminal: Terminal) -> Result<ExitStatus, Failure> {
    let Found { plans: paths, problems } = plans(&args.paths)?;
    problems.iter().for_each(crate::say);
    let mut out = Stream::out(terminal);
    let (mut changed, mut failed) = (0, !problems.is_empty());
    in_order(
        &paths,
        |path| {
            let source = read_plan(path)?;
            let new = format(&source.text);
            Ok((path.clone(), source, new))
        },
        |formatted: Result<_, Failure>| {
            let (path, source, new) = match formatted {
                Ok(formatted) => formatted,
                Err(failure) => {
                    failed = true;
                    crate::say(&failure);
                    return Ok(());
                }
            };
            let differs = *source.text != *new;
            changed += usize::from(differs);
            if args.diff {
                out.text(&unified(terminal, &source.name, &source.text, &new))?;
            } else if args.check {
                if differs {
                    writeln!(out, "{}", printable(&source.name))?;
                }
            } else if path.as_os_str() == STDIN {
                stream::document(&new)?;
            } else if differs && let Err(failure) = write(&path, &new, Before::Text(source.text.as_bytes())) {
                changed -= 1;
                failed = true;
                crate::say(&failure);
            }
            Ok::<(), Failure>(())
        },
    )?;
    out.flush()?;
    let only_looks = args.check || args.diff;
    if !only_looks {
        sweep_beside(&paths);
    }
    if changed > 0 && paths.iter().any(|p| p.as_os_str() != STDIN) {
        let would = if only_looks { "would change" } else { "laid out" };
        stream::remark(&format!("{} {would}", counted(changed, "plan")));
    }
    Ok(match (failed, only_looks && changed > 0) {
        (true, _) => ExitStatus::Failure,
        (false, true) => ExitStatus::Findings,
        (false, false) => ExitStatus::Clean,
    })
}
