//! The pest grammar of the Meso language, and the vocabulary read out of it.
