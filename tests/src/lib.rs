//! Tests of the whole project live under `tests/tests`; this crate has no code of its own.
