//! What a race result, a heart rate or a slope means in speed: the published formulas, as pure functions.
//!
//! Each names its source, its units and where it holds. Outside of that range the formulas still give a number as long
//! as it means anything; where it does not (no distance, no time, no reserve) the answer is `None`.

pub mod critical_speed;
pub mod grade;
pub mod heart_rate;
pub mod heat;
pub mod layoff;
pub mod riegel;
pub mod vdot;

/// A value read off a table of (x, y) in order of x: linear between two rows, held at both ends.
fn interpolate(table: &[(f64, f64)], x: f64) -> f64 {
    let after = table.partition_point(|row| row.0 < x);
    match (after.checked_sub(1).and_then(|i| table.get(i)), table.get(after)) {
        (Some(a), Some(b)) => a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0),
        (Some(end), None) | (None, Some(end)) => end.1,
        (None, None) => f64::NAN,
    }
}
