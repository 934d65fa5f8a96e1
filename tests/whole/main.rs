//! Tests of the whole project, at the height where its users stand: the command, the examples, the documentation, and
//! the shape of the repository itself.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests

mod arrows;
mod baseline;
mod cache;
mod check;
#[cfg(unix)]
mod clone;
mod diff;
mod documents;
mod examples;
#[cfg(unix)]
mod faults;
mod fix;
mod fmt;
mod formats;
mod history;
mod hostile;
mod limits;
mod meso;
mod output;
mod pipelines;
mod projects;
mod since;
mod supply;
mod tidy;
mod watch;
