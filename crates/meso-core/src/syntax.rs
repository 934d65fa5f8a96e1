//! Text to lines: one pest parse per line, which cannot fail.

pub mod ast;
// lower.rs    pest pairs -> ast; the only file that names pest
// recover.rs  second look at lines that failed; words for errors
// outline.rs  indentation -> blocks
// format.rs   canonical layout
