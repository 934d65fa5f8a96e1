//! The whole server in one process: a client's messages in, the server's messages out, no disk unless a test makes one.

mod client;
mod edits;
mod faults;
mod features;
mod order;
mod workspace;

pub(crate) use faults::with_faults;
