//! `meso lsp`: everything that [`meso_ide`] knows, over the Language Server Protocol.
//!
//! ```text
//! stdin --input--> front --> tower-lsp --> server --> meso-ide
//!                    |                        ^
//!                    v                        | a snapshot of the world at the message's place in the order
//!                  state ----watch----> worker ----> publishDiagnostics
//!                    ^
//!                  files (disk)
//! ```
//!
//! Handlers are pure functions of a snapshot. Only [`front`] and the disk change the [`world`]; only the outbox speaks
//! to the client unasked.

mod analyses;
mod answers;
mod capabilities;
mod client;
mod configuration;
mod convert;
mod document;
mod files;
mod front;
#[doc(hidden)]
pub mod fuzzing;
mod input;
mod loader;
mod log;
mod outbox;
mod position;
mod preview;
mod process;
mod progress;
mod run;
mod server;
mod settings;
mod snapshot;
mod state;
#[cfg(test)]
mod tests;
mod worker;
mod world;

pub use run::{Options, run};
