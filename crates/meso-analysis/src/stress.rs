//! Training stress of one session: by pace, by perceived effort, by the hour.

use meso_core::physiology::grade;
use meso_core::units::Duration;

/// Points for an hour at threshold.
pub const HOUR_AT_THRESHOLD: f64 = 100.0;

/// rTSS: hours x IF² x 100, with the intensity factor IF = speed / threshold speed, both in the same unit
/// (McGregor; the running form of Coggan's TSS). Give the normalised graded speed where there is one.
///
/// ```
/// # use meso_analysis::stress::rtss;
/// # use meso_core::units::Duration;
/// let points = rtss(Duration::from_min(60.0), 1000.0 / 270.0, 1000.0 / 240.0);
/// assert!((points - 79.0123).abs() < 5e-5);
/// ```
#[must_use]
pub fn rtss(time: Duration, speed: f64, threshold: f64) -> f64 {
    from_intensity(time, speed / threshold)
}

/// Stress points of some time at an intensity factor: hours x IF² x 100.
#[must_use]
pub fn from_intensity(time: Duration, intensity: f64) -> f64 {
    time.to_h() * intensity * intensity * HOUR_AT_THRESHOLD
}

/// Normalised graded speed: the fourth root of the mean fourth power of the 30-second mean of the speed on level ground
/// that costs as much (Minetti 2002).
///
/// `speed` in m/s, once a second; `grade` as rise over run, as long as `speed`, or empty for level ground. The
/// trademarked NGP is not published; this is the construction that is. `None` without speeds or if the lengths differ.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn normalised_graded_speed(speed: &[f64], grade: &[f64]) -> Option<f64> {
    const WINDOW: usize = 30;
    if speed.is_empty() || !grade.is_empty() && grade.len() != speed.len() {
        return None;
    }
    let level = |i: usize| {
        let slope = grade.get(i).copied().unwrap_or(0.0);
        speed.get(i).map_or(f64::NAN, |v| v * grade::cost(slope) / grade::cost(0.0))
    };
    let adjusted: Vec<f64> = (0..speed.len()).map(level).collect();
    let window = WINDOW.min(adjusted.len());
    let means = adjusted.windows(window).map(|w| w.iter().sum::<f64>() / window as f64);
    let fourth = means.map(|v| v.powi(4)).sum::<f64>() / (adjusted.len() - window + 1) as f64;
    Some(fourth.powf(0.25))
}

/// Session RPE: minutes x perceived effort on the CR10 scale (Foster 1998).
///
/// ```
/// # use meso_analysis::stress::session_rpe;
/// # use meso_core::units::Duration;
/// assert_eq!(session_rpe(Duration::from_min(60.0), 5.0), 300.0);
/// ```
#[must_use]
pub fn session_rpe(time: Duration, rpe: f64) -> f64 {
    time.to_min() * rpe
}

/// Stress points an hour at a perceived effort of 1 to 10 (Friel's table; linear in between, held at the ends, and 0
/// for no effort).
#[must_use]
pub fn hourly_from_rpe(rpe: f64) -> f64 {
    const TABLE: [f64; 11] = [0.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 100.0, 120.0, 140.0];
    if rpe.is_nan() {
        return f64::NAN;
    }
    let rpe = rpe.clamp(0.0, 10.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let below = (rpe.floor() as usize).min(9);
    TABLE[below] + (TABLE[below + 1] - TABLE[below]) * (rpe - rpe.floor().min(9.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_numbers() {
        let threshold = 1000.0 / 240.0;
        assert!((rtss(Duration::from_min(60.0), 1000.0 / 270.0, threshold) - 79.0123).abs() < 5e-5);
        assert!((rtss(Duration::from_min(90.0), 1000.0 / 315.0, threshold) - 87.0748).abs() < 5e-5);
        assert_eq!(session_rpe(Duration::from_min(60.0), 5.0), 300.0);
        assert_eq!(
            [1.0, 7.0, 7.5, 10.0, 12.0, 0.0].map(hourly_from_rpe),
            [20.0, 80.0, 90.0, 140.0, 140.0, 0.0]
        );
    }

    #[test]
    fn graded_speed() {
        let near =
            |x: Option<f64>, want: f64| assert!((x.unwrap() - want).abs() < 1e-9, "{x:?} is not {want}");
        near(normalised_graded_speed(&[3.0; 100], &[]), 3.0);
        near(normalised_graded_speed(&[3.0; 10], &[]), 3.0);
        near(normalised_graded_speed(&[3.0; 100], &[0.05; 100]), 3.0 * grade::cost(0.05) / 3.6);
        let surges: Vec<f64> = (0..600).map(|i| if i / 60 % 2 == 0 { 2.0 } else { 4.0 }).collect();
        assert!(normalised_graded_speed(&surges, &[]).unwrap() > 3.0);
        assert_eq!(normalised_graded_speed(&[], &[]), None);
        assert_eq!(normalised_graded_speed(&[3.0; 5], &[0.0; 4]), None);
    }
}
