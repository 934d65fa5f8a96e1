//! Slope: what uphill and downhill running cost, and the level pace that costs the same.

use crate::units::Pace;

/// The steepest slope that was measured, up or down.
pub const STEEPEST: f64 = 0.45;

/// Energy cost of running on a slope, J/kg/m (Minetti et al. 2002).
///
/// `grade` is rise over run: 0.05 for 5 %. Clamped to what was measured, -0.45 to 0.45.
#[must_use]
pub fn cost(grade: f64) -> f64 {
    let i = grade.clamp(-STEEPEST, STEEPEST);
    ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + 3.6
}

/// The pace on level ground that costs as much as `pace` on a slope.
#[must_use]
pub fn flat_equivalent(pace: Pace, grade: f64) -> Pace {
    Pace::from_s_per_km(pace.to_s_per_km() * cost(0.0) / cost(grade))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Duration;

    #[test]
    fn worked_numbers() {
        assert_eq!(cost(0.0), 3.6);
        assert!((cost(0.05) - 4.6852).abs() < 5e-5);
        assert!((cost(-0.10) - 2.1517).abs() < 5e-5);
        let flat = flat_equivalent(Pace::from_s_per_km(360.0), 0.05);
        assert_eq!(Duration::from_s_f64(flat.to_s_per_km()).clock(), "4:37");
        assert_eq!(cost(2.0), cost(0.45));
    }
}
