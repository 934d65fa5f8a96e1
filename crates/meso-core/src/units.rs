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
    // `f64::round` is a call into software where the processor's own rounding may not be assumed.
    let whole = x as i64;
    #[allow(clippy::cast_precision_loss)]
    let rest = x - whole as f64;
    if rest >= 0.5 {
        whole.saturating_add(1)
    } else if rest <= -0.5 {
        whole.saturating_sub(1)
    } else {
        whole
    }
}
