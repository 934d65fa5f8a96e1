//! Any bytes on the server's standard input.

use super::server::{messages, no_mistake_of_ours};

pub(super) fn run(data: &[u8]) {
    let (said, _) = meso_lsp::fuzzing::converse(data.to_vec(), data.len());
    messages(&said).iter().for_each(no_mistake_of_ours);
}
