//! `meso clean`: forgets what was found before.

use super::check::{given_cache, home};
use crate::ExitStatus;
use crate::baseline::shown;
use crate::cache;
use crate::failure::Failure;
use crate::stream;
use crate::terminal::Terminal;
use std::path::PathBuf;

/// Remove the cache of a project
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A folder of the project
    #[arg(default_value = ".", value_name = "FOLDER")]
    path: PathBuf,

    /// The folder of the cache, if it is not .meso_cache at the project's root [env: MESO_CACHE_DIR]
    #[arg(long, value_name = "DIR")]
    cache_dir: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<ExitStatus, Failure> {
    let folder = args.cache_dir.clone().or_else(given_cache);
    let folder = folder.unwrap_or_else(|| home(std::slice::from_ref(&args.path)).join(cache::FOLDER));
    let name = shown(&folder);
    let removed = cache::remove(&folder).map_err(|error| Failure::System {
        doing: "remove",
        name: name.clone(),
        error,
    })?;
    let words = if removed { format!("removed `{name}`") } else { "there is no cache here".to_owned() };
    stream::print(Terminal::PLAIN, &format!("{words}\n"))?;
    Ok(ExitStatus::Clean)
}
