//! `meso clean`: forgets what was found before.

use super::check::{given_cache, home};
use crate::ExitStatus;
use crate::baseline::shown;
use crate::cache::{self, Location};
use crate::disk::current_folder;
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

    /// The folder of the cache, if it is not the project's among the caches of the user [env: MESO_CACHE_DIR]
    #[arg(long, value_name = "DIR")]
    cache_dir: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<ExitStatus, Failure> {
    let given = args.cache_dir.clone().or_else(given_cache);
    let location = Location::new(given.clone(), &home(std::slice::from_ref(&args.path)));
    let removed = location.as_ref().map(cache::remove).transpose()?.unwrap_or(false);
    let words = match given.filter(|_| removed) {
        Some(folder) => format!("removed `{}`", shown(&current_folder().join(folder))),
        None if removed => "removed the cache of this project".to_owned(),
        None => "there is no cache here".to_owned(),
    };
    stream::print(Terminal::PLAIN, &format!("{words}\n"))?;
    Ok(ExitStatus::Clean)
}
