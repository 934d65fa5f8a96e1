//! The pest grammar of the Meso language, and the vocabulary read out of it.

extern crate alloc;

#[allow(missing_docs)]
mod parser {
    /// The parser that pest makes of `meso.pest`.
    #[derive(pest_derive::Parser)]
    #[grammar = "../meso.pest"]
    pub struct Meso;
}

mod recogniser;
pub mod vocabulary;

pub use parser::{Meso, Rule};
pub use recogniser::{Entry, Pair, Pairs, Tokens};
