//! What an editor asks of a plan, answered in plain data: byte offsets in, spans and words out.
//!
//! Every feature is a file with a function on a [`View`]. Nothing here knows a protocol, reads a file or keeps a state.

pub mod actions;
pub mod calls;
pub mod completion;
pub mod folding;
pub mod form;
pub mod format;
pub mod hints;
pub mod hover;
pub mod lenses;
pub mod links;
pub mod mentions;
pub mod names;
pub mod selection;
pub mod signature;
pub mod symbols;
pub mod tokens;
mod view;
mod words;

pub use view::View;
