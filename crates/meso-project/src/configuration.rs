//! Where a configuration may stand: `meso.toml`, or `pyproject.toml` for Python's projects, in the nearest folder upwards.

use meso_lint::config::ConfigFile;
use std::path::{Path, PathBuf};

/// The names of configuration files, the first before the second in one folder.
pub const CONFIGURATION: [&str; 2] = ["meso.toml", "pyproject.toml"];

/// Where the configuration for the plans of a folder may stand, the nearest first. The first of these files that is
/// there and speaks of plans holds.
pub fn configurations(folder: &Path) -> impl Iterator<Item = PathBuf> {
    folder.ancestors().flat_map(|home| CONFIGURATION.map(|name| home.join(name)))
}

/// Which part of a configuration file speaks of plans.
#[must_use]
pub fn configuration_kind(file: &Path) -> ConfigFile {
    if file.ends_with("pyproject.toml") { ConfigFile::Pyproject } else { ConfigFile::Meso }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_comes_first() {
        let found: Vec<_> = configurations(Path::new("/a/b")).take(3).collect();
        assert_eq!(found, ["/a/b/meso.toml", "/a/b/pyproject.toml", "/a/meso.toml"].map(PathBuf::from));
    }
}
