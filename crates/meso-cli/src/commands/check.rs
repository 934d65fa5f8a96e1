//! `meso check`: what a coach would say about plans.

use crate::ExitStatus;
use crate::diff::unified;
use crate::disk::{STDIN, around, read_plan, write_atomically};
use crate::failure::Failure;
use crate::output::{FileFindings, Format, OutputFormat, Summary, counted};
use crate::parallel::in_order;
use crate::project::{ConfigArgs, Projects};
use crate::terminal::{FAINT, TITLE, Terminal};
use crate::walk::{Found, plans};
use meso_core::diagnostic::{Applicability, Diagnostic, Severity};
use meso_core::syntax::LineCache;
use meso_core::text::{SourceText, Sources};
use meso_lint::fix::fix;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Check plans: dates, sums, load, recovery
#[derive(Debug, clap::Args)]
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

    /// Mend what can be mended without changing the training
    #[arg(long)]
    fix: bool,

    /// Mend what can be mended, the training included
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

pub(crate) fn run(args: &Args, terminal: Terminal) -> Result<ExitStatus, Failure> {
    let Found { plans: paths, problems } = plans(&args.paths)?;
    problems.iter().for_each(crate::say);
    let check =
        Check { args, projects: Projects::new(&args.config), format: args.format.build(terminal), terminal };
    let mut report = Report::new(&check, &paths);
    report.unreadable = !problems.is_empty();
    report.begin()?;
    in_order(&paths, |path| check.file(path), |checked| report.file(checked))?;
    report.end()
}

thread_local! {
    /// The lines that a thread has read: the plans of a folder share many. 8,000 of them are about 12 MB.
    static LINES: RefCell<LineCache> = RefCell::new(LineCache::with_room(8_000));
}

/// What all files of a run share.
struct Check<'a> {
    args: &'a Args,
    projects: Projects<'a>,
    format: Box<dyn Format>,
    terminal: Terminal,
}

/// A checked file, ready to be written.
struct Checked {
    sources: Sources,
    /// Those to be shown.
    diagnostics: Vec<Diagnostic>,
    /// As the format writes them; `None` where findings in libraries have yet to be told from those already shown.
    rendered: Option<String>,
    /// With `--diff`: what fixes would change.
    diff: String,
    /// The mended text of standard input, which has no file to go to.
    mended: Option<String>,
    fixed: usize,
}

impl Check<'_> {
    fn file(&self, path: &Path) -> Result<Checked, Failure> {
        let source = read_plan(path)?;
        let loader = around(path);
        let project = self.projects.of(path)?;
        let config = &project.config;
        let trust = if self.args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let mut checked = Checked {
            sources: Sources::default(),
            diagnostics: Vec::new(),
            rendered: None,
            diff: String::new(),
            mended: None,
            fixed: 0,
        };
        let found = if self.args.fix || self.args.unsafe_fixes || self.args.diff {
            let old = source.text.clone();
            let fixed = fix(source, &loader, config, trust, &|finding| self.is_shown(finding));
            checked.fixed = fixed.applied.len();
            if self.args.diff {
                checked.diff = unified(self.terminal, &path.display().to_string(), &old, &fixed.text);
            } else if path.as_os_str() == STDIN {
                checked.mended = Some(fixed.text);
            } else if *old != *fixed.text {
                write_atomically(path, &fixed.text)?;
            }
            fixed.checked
        } else {
            let (sources, root) = Sources::with(source);
            LINES.with_borrow_mut(|lines| meso_lint::check_with(lines, sources, root, &loader, config))
        };
        checked.sources = found.analysis.sources;
        checked.diagnostics = found.diagnostics;
        checked.diagnostics.retain(|finding| self.is_shown(finding));
        let root = found.analysis.root;
        if checked.diagnostics.iter().all(|finding| finding.span.file == root) {
            checked.rendered = Some(self.render(&checked));
        }
        Ok(checked)
    }

    fn is_shown(&self, finding: &Diagnostic) -> bool {
        finding.severity > Severity::Info || self.args.show_info || self.args.fail_on == FailOn::Info
    }

    fn fails(&self, finding: &Diagnostic) -> bool {
        match self.args.fail_on {
            FailOn::Info => true,
            FailOn::Warning => finding.severity >= Severity::Warning,
            FailOn::Error => finding.severity >= Severity::Error,
            FailOn::Never => false,
        }
    }

    fn render(&self, checked: &Checked) -> String {
        let mut text = String::new();
        if !self.args.statistics && !self.args.diff {
            let file = FileFindings { sources: &checked.sources, diagnostics: &checked.diagnostics };
            self.format.file(&file, &mut text);
        }
        text
    }
}

/// Writes what was found, file after file, and keeps the sums.
struct Report<'a> {
    check: &'a Check<'a>,
    out: Box<dyn Write>,
    summary: Summary,
    by_rule: BTreeMap<&'static str, (usize, Severity, bool)>,
    /// Findings in libraries that were shown already: several plans may use one library.
    in_libraries: HashSet<(String, u32, u32, &'static str, String)>,
    /// Names of the files that are checked themselves.
    names: HashSet<String>,
    written: bool,
    failing: bool,
    unreadable: bool,
    total: usize,
    progress: bool,
}

impl<'a> Report<'a> {
    fn new(check: &'a Check<'a>, paths: &[PathBuf]) -> Self {
        let many = paths.len() > 500;
        // The mended text of standard input takes standard output; what is said of it goes beside.
        let fixes = (check.args.fix || check.args.unsafe_fixes) && !check.args.diff;
        let out: Box<dyn Write> = if fixes && paths.iter().any(|path| path.as_os_str() == STDIN) {
            Box::new(io::stderr())
        } else {
            Box::new(io::BufWriter::new(io::stdout().lock()))
        };
        Report {
            check,
            out,
            summary: Summary::default(),
            by_rule: BTreeMap::new(),
            in_libraries: HashSet::new(),
            names: if paths.len() > 1 {
                paths.iter().map(|p| p.display().to_string()).collect()
            } else {
                HashSet::new()
            },
            written: false,
            failing: false,
            unreadable: false,
            total: paths.len(),
            progress: many && !check.args.quiet && io::stderr().is_terminal() && !io::stdout().is_terminal(),
        }
    }

    fn speaks(&self) -> bool {
        !self.check.args.statistics && !self.check.args.diff
    }

    fn begin(&mut self) -> Result<(), Failure> {
        if self.speaks() {
            self.out.write_all(self.check.format.head().as_bytes())?;
        }
        Ok(())
    }

    fn file(&mut self, checked: Result<Checked, Failure>) -> Result<(), Failure> {
        let mut checked = match checked {
            Ok(checked) => checked,
            Err(failure) => {
                self.unreadable = true;
                crate::say(&failure);
                return Ok(());
            }
        };
        if let Some(text) = &checked.mended {
            io::stdout().write_all(text.as_bytes())?;
        }
        if checked.rendered.is_none() {
            self.keep_new(&mut checked);
            checked.rendered = Some(self.check.render(&checked));
        }
        self.summary.files += 1;
        self.summary.fixed += checked.fixed;
        for finding in &checked.diagnostics {
            let safe = finding.fixes.iter().any(|fix| fix.applicability == Applicability::Safe);
            *self.summary.counts.entry(finding.severity).or_default() += 1;
            self.summary.fixable += usize::from(safe);
            self.failing |= self.check.fails(finding) && !self.check.args.diff;
            if self.check.args.statistics {
                let entry = self.by_rule.entry(finding.code.name).or_insert((0, finding.severity, false));
                *entry = (entry.0 + 1, entry.1.max(finding.severity), entry.2 || safe);
            }
        }
        self.failing |= !checked.diff.is_empty();
        let text =
            if self.check.args.diff { &checked.diff } else { checked.rendered.as_deref().unwrap_or("") };
        if !text.is_empty() {
            if self.written && self.speaks() {
                self.out.write_all(self.check.format.separator().as_bytes())?;
            }
            self.written = true;
            self.out.write_all(text.as_bytes())?;
        }
        if self.progress && self.summary.files.is_multiple_of(100) {
            let _ = write!(io::stderr(), "\r{} of {} plans", self.summary.files, self.total);
        }
        Ok(())
    }

    /// Leaves out what stands in a library and is said elsewhere: there itself, or with another plan that uses it.
    fn keep_new(&mut self, checked: &mut Checked) {
        let root: Option<SourceText> = checked.sources.iter().next().map(|(_, file)| file.clone());
        let (names, seen, sources) = (&self.names, &mut self.in_libraries, &checked.sources);
        checked.diagnostics.retain(|finding| {
            let name = &*sources.get(finding.span.file).name;
            root.as_ref().is_some_and(|root| &*root.name == name)
                || !names.contains(name)
                    && seen.insert((
                        name.to_owned(),
                        finding.span.start,
                        finding.span.end,
                        finding.code.name,
                        finding.message.clone(),
                    ))
        });
    }

    fn end(mut self) -> Result<ExitStatus, Failure> {
        if self.progress {
            let _ = write!(io::stderr(), "\r{:40}\r", "");
        }
        if self.check.args.statistics {
            let table = statistics(self.check.terminal, &self.by_rule);
            self.out.write_all(table.as_bytes())?;
        }
        let foot = self.check.format.foot(&self.summary);
        if self.check.args.diff {
            if self.summary.fixed > 0 && !self.check.args.quiet {
                let _ = writeln!(io::stderr(), "would mend {}", counted(self.summary.fixed, "finding"));
            }
        } else if self.check.args.format.is_for_people() {
            if !self.check.args.quiet {
                self.out.write_all(foot.as_bytes())?;
            }
        } else if self.speaks() {
            self.out.write_all(foot.as_bytes())?;
        }
        self.out.flush()?;
        Ok(match (self.unreadable || self.check.projects.any_faulty(), self.failing) {
            (true, _) => ExitStatus::Failure,
            (false, true) => ExitStatus::Findings,
            (false, false) => ExitStatus::Clean,
        })
    }
}

/// A line a rule, the most frequent first.
fn statistics(terminal: Terminal, by_rule: &BTreeMap<&'static str, (usize, Severity, bool)>) -> String {
    let mut rows: Vec<_> = by_rule.iter().collect();
    rows.sort_by_key(|(name, (n, ..))| (std::cmp::Reverse(*n), **name));
    let mut out = String::new();
    for (name, (n, severity, fixable)) in rows {
        let name = terminal.paint(TITLE, name);
        let remark = if *fixable { terminal.paint(FAINT, "  --fix") } else { String::new() };
        out.push_str(&format!("{n:>6}  {:7}  {name}{remark}\n", severity.name()));
    }
    out
}
