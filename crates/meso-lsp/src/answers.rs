//! What `meso-ide` answers, in the protocol's words: one file a family of requests, each a function of a snapshot.

pub(crate) mod actions;
pub(crate) mod completion;
pub(crate) mod diagnostics;
pub(crate) mod layout;
pub(crate) mod names;
pub(crate) mod reading;
pub(crate) mod symbols;
pub(crate) mod tokens;
