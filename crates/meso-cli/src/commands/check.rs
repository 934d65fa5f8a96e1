//! `meso check`: what a coach would say about plans.

mod report;
mod watch;
mod work;

use crate::ExitStatus;
use crate::baseline::{Baselines, Drafts, USUAL};
use crate::cache::{Cache, Location};
use crate::disk::{STDIN, current_folder, sweep_beside};
use crate::failure::Failure;
use crate::output::OutputFormat;
use crate::parallel::in_order;
use crate::project::{ConfigArgs, Projects};
use crate::since::Since;
use crate::terminal::Terminal;
use crate::walk::{Found, plans};
use meso_core::diagnostic::{Diagnostic, Severity};
use meso_project::Root;
use report::Report;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use watch::{Watched, watch};
use work::Check;

const EXAMPLES: &str = "\
Examples:
  meso check                                  every plan below this folder
  meso check --fix autumn.meso                fix what can be fixed safely
  meso check --write-baseline                 let today's findings be, so that only new ones fail
  meso check --baseline meso-baseline.json    only what is new
  meso check --watch                          again with every change
  meso check --since main                     only plans that this branch has changed";

/// Check plans: dates, sums, load, recovery
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Plans, or folders with plans; `-` reads standard input
    #[arg(default_value = ".", value_name = "PLAN")]
    paths: Vec<PathBuf>,

    /// How findings are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: OutputFormat,

    /// End with 1 for findings at this level or above
    #[arg(long, value_enum, default_value_t = FailOn::Warning, value_name = "LEVEL")]
    fail_on: FailOn,

    /// Show findings that are only worth knowing, too
    #[arg(long)]
    show_info: bool,

    /// Print this many findings at most; all of them count
    #[arg(long, value_name = "N")]
    max_findings: Option<usize>,

    /// Fix what can be fixed without changing the training
    #[arg(long)]
    fix: bool,

    /// Fix what can be fixed, the training included
    #[arg(long)]
    unsafe_fixes: bool,

    /// Show what the fixes would change, and change nothing
    #[arg(long)]
    diff: bool,

    /// Count the findings of each rule instead of showing them
    #[arg(long, conflicts_with = "diff")]
    statistics: bool,

    /// Print nothing but the findings
    #[arg(long, short)]
    quiet: bool,

    /// Hide the findings of this baseline: only new ones are shown and count
    #[arg(long, value_name = "FILE", help_heading = "Only what is new")]
    baseline: Option<PathBuf>,

    /// Write today's findings to a baseline: the configuration's, or meso-baseline.json at the project's root
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        require_equals = true,
        conflicts_with_all = ["baseline", "fix", "unsafe_fixes", "diff", "statistics"],
        help_heading = "Only what is new"
    )]
    write_baseline: Option<Option<PathBuf>>,

    /// Check only plans that have changed since the branch left this revision of git, or what they use
    #[arg(long, value_name = "REV", conflicts_with = "write_baseline", help_heading = "Only what is new")]
    since: Option<String>,

    /// With --since: only findings that meet a changed line
    #[arg(long, requires = "since", help_heading = "Only what is new")]
    changed_lines: bool,

    /// Check again whenever something changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["write_baseline", "fix", "unsafe_fixes", "diff"])]
    watch: bool,

    /// Remember nothing, and take nothing from what was found before
    #[arg(long, help_heading = "Cache")]
    no_cache: bool,

    /// Remember what was found in this folder instead of one among the caches of the user [env: MESO_CACHE_DIR]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache", help_heading = "Cache")]
    cache_dir: Option<PathBuf>,

    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// Any finding that is shown
    Info,
    /// Warnings and errors
    Warning,
    /// Errors alone
    Error,
    /// Never: exit code 0 whatever is found
    Never,
}

impl Args {
    fn is_shown(&self, finding: &Diagnostic) -> bool {
        finding.severity >= self.least()
    }

    /// The mildest that is shown.
    fn least(&self) -> Severity {
        if self.shows_info() { Severity::Info } else { Severity::Warning }
    }

    fn shows_info(&self) -> bool {
        self.show_info || self.fail_on == FailOn::Info
    }

    fn fails(&self, finding: &Diagnostic) -> bool {
        match self.fail_on {
            FailOn::Info => true,
            FailOn::Warning => finding.severity >= Severity::Warning,
            FailOn::Error => finding.severity >= Severity::Error,
            FailOn::Never => false,
        }
    }

    /// Are findings printed, one by one?
    fn speaks(&self) -> bool {
        !self.statistics && !self.diff && self.write_baseline.is_none()
    }

    fn fixes(&self) -> bool {
        self.fix || self.unsafe_fixes || self.diff
    }

    /// Does the run end with what `--fix` would fix?
    fn promises(&self) -> bool {
        let sums = self.format.is_for_people() && !self.quiet;
        !self.fixes() && self.write_baseline.is_none() && (sums || self.statistics)
    }
}

pub(crate) fn run(args: &Args, terminal: Terminal) -> Result<ExitStatus, Failure> {
    if !args.watch {
        return once(args, terminal, None);
    }
    let cache = args.cache_dir.clone().or_else(given_cache).map(|folder| current_folder().join(folder));
    let ours = (args.baseline.as_deref(), cache.as_deref());
    watch(&args.paths, ours, args.quiet, |watched| once(args, terminal, Some(watched)))
}

fn once(args: &Args, terminal: Terminal, watched: Option<&Mutex<Watched>>) -> Result<ExitStatus, Failure> {
    let Found { plans: mut paths, problems } = plans(&args.paths)?;
    let here = std::env::current_dir().unwrap_or_default();
    let mut names = HashSet::new();
    paths.retain(|path| names.insert(work::identity(&here, path)));
    problems.iter().for_each(crate::say);
    let check = Check {
        args,
        base: current_folder(),
        here,
        projects: Projects::new(&args.config),
        baselines: Baselines::new(args.baseline.as_deref())?,
        cache: cache(args),
        watched,
        since: args.since.as_deref().map(|revision| Since::new(revision, &args.paths)).transpose()?,
        format: args.format.build(terminal),
        terminal,
    };
    let drafts = args.write_baseline.clone().map(|file| Drafts::new(file, home(&args.paths).join(USUAL)));
    let mut report = Report::new(&check, &paths, names, drafts);
    report.unreadable = !problems.is_empty();
    report.begin()?;
    in_order(&paths, |path| check.file(path), |checked| report.file(checked))?;
    if args.fixes() && !args.diff {
        sweep_beside(&paths);
    }
    let ended = report.end();
    if let Some(cache) = check.cache {
        cache.save();
    }
    ended
}

/// What was found before. Single plans are checked as fast as they are compared.
fn cache(args: &Args) -> Option<Cache> {
    let given = args.cache_dir.clone().or_else(given_cache);
    let folders = args.paths.iter().any(|path| path.as_os_str() != STDIN && path.is_dir());
    if args.no_cache || args.fixes() || !(folders || given.is_some()) {
        return None;
    }
    let home = home(&args.paths);
    let options = format!("{}\0{}", args.config.words(), args.shows_info());
    Cache::open(Location::new(given, &home)?, home, &options)
}

/// The folder that the environment names for the cache.
pub(super) fn given_cache() -> Option<PathBuf> {
    std::env::var_os("MESO_CACHE_DIR").filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

/// The root of the project that a run is about: that of the first thing it checks.
pub(super) fn home(paths: &[PathBuf]) -> PathBuf {
    let first = paths.iter().find(|path| path.as_os_str() != STDIN).map_or(Path::new("."), PathBuf::as_path);
    let first = first.canonicalize().unwrap_or_else(|_| current_folder());
    let folder = if first.is_dir() { &first } else { first.parent().unwrap_or(&first) };
    Root::of(folder).folder().to_path_buf()
}
