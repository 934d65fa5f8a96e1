//! `meso diff OLD NEW`: what changed between two versions of a plan, in training terms.

use crate::ExitStatus;
use crate::comparison::{DiffFormat, Pair};
use crate::disk::{STDIN, around, current_folder};
use crate::failure::Failure;
use crate::lossy::{decoded, read_plan_lossily};
use crate::pager;
use crate::project::{ConfigArgs, Project, Projects};
use crate::revision::{NoBlob, Revision};
use crate::terminal::Terminal;
use meso_analysis::compare::{Side, compare};
use meso_core::load::Load;
use meso_core::text::{SourceText, Sources};
use meso_lint::Checked;
use meso_project::{Disk, ReadError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Compare two versions of a plan: volume, load, sessions, findings
#[derive(Debug, clap::Args)]
#[command(after_help = "\
OLD and NEW are files, `REV:PATH` as git writes it, or `-` for standard input. With OLD alone, that file is compared \
with its version in git.")]
pub(crate) struct Args {
    /// The plan as it was; the plan itself, if NEW is left out
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The plan as it is
    #[arg(value_name = "NEW")]
    new: Option<PathBuf>,

    /// Compare with this revision: a commit, branch or tag
    #[arg(long, value_name = "REV", default_value = "HEAD", conflicts_with = "new")]
    rev: String,

    /// Read both files as if they stood here: what they `use` and their configuration
    #[arg(long = "as", value_name = "PATH")]
    place: Option<PathBuf>,

    /// How the changes are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: DiffFormat,

    /// End with 1 if anything changed, as `git diff --exit-code`
    #[arg(long)]
    exit_code: bool,

    #[command(flatten)]
    config: ConfigArgs,
}

pub(crate) fn run(args: &Args, terminal: Terminal) -> Result<ExitStatus, Failure> {
    let projects = Projects::new(&args.config);
    let place = args.place.as_deref();
    let (old, new) = match &args.new {
        Some(new) => {
            if args.old.as_os_str() == STDIN && new.as_os_str() == STDIN {
                return Err(Failure::Usage("only one of the plans can be on standard input".to_owned()));
            }
            (Version::of_argument(&args.old, place)?, Version::of_argument(new, place)?)
        }
        None => (Version::in_git(&args.rev, &args.old)?, Version::of_file(&args.old, place)?),
    };
    let (old, new) = (old.check(&projects)?, new.check(&projects)?);
    let (before, after) = (old.side(), new.side());
    let comparison = compare(before, after);
    let pair = Pair { comparison: &comparison, old: before, new: after, names: [&old.label, &new.label] };
    pager::show(terminal, &args.format.write(&pair, terminal))?;
    Ok(match (projects.any_faulty(), args.exit_code && !comparison.is_empty()) {
        (true, _) => ExitStatus::Failure,
        (false, true) => ExitStatus::Findings,
        (false, false) => ExitStatus::Clean,
    })
}

/// A version, found and not yet read by rules.
struct Version {
    /// What messages call it.
    label: String,
    source: SourceText,
    loader: Box<dyn Load>,
    /// Whose configuration holds.
    home: PathBuf,
}

/// A version and what is said of it.
struct Read {
    label: String,
    checked: Checked,
}

impl Read {
    fn side(&self) -> Side<'_> {
        Side { analysis: &self.checked.analysis, findings: &self.checked.diagnostics }
    }
}

impl Version {
    fn of_argument(argument: &Path, place: Option<&Path>) -> Result<Version, Failure> {
        let is_file = argument.as_os_str() == STDIN || argument.exists();
        match argument.to_str().and_then(|text| text.split_once(':')) {
            Some((rev, path)) if !is_file => {
                let (revision, path) = Revision::of_argument(rev, path)?;
                let bytes = revision.blob(&path)?;
                Ok(Self::in_revision(revision, &path, bytes, Path::new("")))
            }
            _ => Self::of_file(argument, place),
        }
    }

    fn of_file(path: &Path, place: Option<&Path>) -> Result<Version, Failure> {
        let source = read_plan_lossily(path)?;
        let home = place.unwrap_or(path);
        let label = home.display().to_string();
        // The name is where `use` is looked up from.
        let source = if place.is_some() { SourceText::new(&*label, source.text) } else { source };
        let loader = match place {
            None => around(path),
            // The plan may be gone from there; its libraries may not.
            Some(place) => {
                let folder = current_folder().join(place);
                let folder = folder.parent().unwrap_or(&folder);
                Disk::of_text(&folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf()), &label)
            }
        };
        Ok(Version { label, source, loader: Box::new(loader), home: home.to_path_buf() })
    }

    /// A file of the working tree as it is in git; nothing where it is new.
    fn in_git(rev: &str, file: &Path) -> Result<Version, Failure> {
        if file.as_os_str() == STDIN {
            return Err(Failure::Usage("to compare standard input with git, say `REV:PATH -`".to_owned()));
        }
        if !file.exists() {
            let name = file.display().to_string();
            return Err(if name.contains(':') {
                Failure::Usage(format!("say what `{name}` is to be compared with: `meso diff {name} NEW`"))
            } else {
                ReadError::Missing(name).into()
            });
        }
        let (revision, path) = Revision::of_file(rev, file)?;
        let bytes = match revision.blob(&path) {
            Ok(bytes) => bytes,
            Err(NoBlob::Missing(failure)) => {
                crate::say(&Failure::Usage(format!("{failure}: all of it is new")));
                Vec::new()
            }
            Err(NoBlob::Failed(failure)) => return Err(failure),
        };
        Ok(Self::in_revision(revision, &path, bytes, file))
    }

    fn in_revision(revision: Revision, path: &str, bytes: Vec<u8>, home: &Path) -> Version {
        let label = revision.name(path);
        let source = SourceText::new(&*label, decoded(&label, bytes));
        Version { label, source, loader: Box::new(revision), home: home.to_path_buf() }
    }

    fn check(self, projects: &Projects<'_>) -> Result<Read, Failure> {
        let project: Arc<Project> = projects.of(&self.home)?;
        let (sources, root) = Sources::with(self.source);
        let checked = meso_lint::check(sources, root, &*self.loader, &project.config);
        Ok(Read { label: self.label, checked })
    }
}
