//! Any bytes as the cache of a project, with and without the hash that makes them whole.

pub(super) fn run(data: &[u8]) {
    meso_cli::fuzzing::cache(data);
}
