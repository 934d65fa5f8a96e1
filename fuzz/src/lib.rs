//! Fuzz targets: each holds one part of the program to what it promises of any input, and panics where it does not.
//!
//! A target is a plain function of bytes, so that two engines run it: the program of this package, which needs nothing but
//! stable Rust, and libFuzzer by way of `libfuzzer/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a target that panics has found something

pub mod dictionary;
pub mod seeds;
mod targets;

pub use targets::{TARGETS, Target, named};
