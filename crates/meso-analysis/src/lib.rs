//! Training load, fitness and form on ndarray.
//!
//! Two halves: what a plan weighs ([`session_load`], [`series`], [`distribution`], and [`compare`] for two of them), and the published models as
//! functions on arrays ([`stress`], [`trimp`], [`fitness`], [`rolling`], [`acwr`], [`metrics`], [`impulse_response`],
//! [`hrv`]). Arrays are rows of days: one row an athlete, `(athletes, days)`; one athlete is one row.
//!
//! Not-a-number is never guessed at. A day that is not a number makes every window that holds it not a number, and with
//! it everything that an average carries on from that day. Put 0 for a day of rest.

pub mod acwr;
pub mod compare;
pub mod distribution;
pub mod fitness;
pub mod hrv;
pub mod impulse_response;
pub mod metrics;
pub mod rolling;
pub mod series;
pub mod session_load;
pub mod stress;
pub mod trimp;

mod rows;
mod stream;
