//! Quantities with their units in the type. Integers inside, so that km and mi are both exact.
//!
//! | left | op | right | gives |
//! |---|---|---|---|
//! | `Distance` | `+ -` | `Distance` | `Distance` |
//! | `Distance` | `*` | `f64` | `Distance` |
//! | `Distance` | `/` | `Duration` | `Speed` |
//! | `Duration` | `+ -` | `Duration` | `Duration` |
//! | `Duration` | `*` | `f64` | `Duration` |
//! | `Duration` | `/` | `Distance` | `Pace` |
//! | `Pace` | `*` | `Distance` | `Duration` |
//! | `Speed` | `+` | `Speed` | `Speed` |
//! | `Speed` | `*` | `Duration` | `Distance` |

mod distance;
mod duration;
mod heart_rate;
mod pace;
mod range;

pub use distance::{Distance, DistanceUnit};
pub use duration::Duration;
pub use heart_rate::HeartRate;
pub use pace::{Pace, Speed};
pub use range::Range;

/// Rounds to the nearest integer, clamped to what an `i64` holds; not-a-number is 0.
#[allow(clippy::cast_possible_truncation)]
fn round(x: f64) -> i64 {
    x.round() as i64
}
