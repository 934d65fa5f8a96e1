//! Any text as a baseline.

pub(super) fn run(data: &[u8]) {
    meso_cli::fuzzing::baseline(&super::text(data));
}
