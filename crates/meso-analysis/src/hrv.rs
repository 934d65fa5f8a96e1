//! Heart rate variability: is this week's lower than usual?

/// What is usual: mean and spread of ln rMSSD over 14 to 28 days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Baseline {
    /// Mean of ln rMSSD.
    pub mean: f64,
    /// Standard deviation of ln rMSSD, n - 1.
    pub sd: f64,
}

/// How a week compares with what is usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Its mean lies below the band.
    Low,
    /// In the band.
    Normal,
    /// Above.
    High,
}

impl Baseline {
    /// From readings of ln rMSSD; those that are not finite are left out. `None` with fewer than two.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn of_ln(readings: &[f64]) -> Option<Baseline> {
        let known: Vec<f64> = readings.iter().copied().filter(|x| x.is_finite()).collect();
        let n = known.len() as f64;
        if known.len() < 2 {
            return None;
        }
        let mean = known.iter().sum::<f64>() / n;
        let variance = known.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
        Some(Baseline { mean, sd: variance.sqrt() })
    }

    /// From readings of rMSSD in milliseconds.
    #[must_use]
    pub fn of_ms(readings: &[f64]) -> Option<Baseline> {
        Self::of_ln(&readings.iter().map(|x| x.ln()).collect::<Vec<_>>())
    }

    /// The band of what is usual: half a standard deviation to both sides, the smallest worthwhile change
    /// (Plews et al. 2012).
    #[must_use]
    pub fn band(&self) -> (f64, f64) {
        (self.mean - 0.5 * self.sd, self.mean + 0.5 * self.sd)
    }

    /// How the mean of some days of ln rMSSD, best seven, lies to the band. `None` without readings.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn status(&self, ln_rmssd: &[f64]) -> Option<Status> {
        let known: Vec<f64> = ln_rmssd.iter().copied().filter(|x| x.is_finite()).collect();
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        let (low, high) = self.band();
        (!known.is_empty()).then_some(match mean {
            m if m < low => Status::Low,
            m if m > high => Status::High,
            _ => Status::Normal,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_numbers() {
        let usual = [4.10, 4.05, 4.18, 4.12, 4.08, 4.15, 4.02, 4.11, 4.09, 4.14, 4.07, 4.13, 4.10, 4.06];
        let baseline = Baseline::of_ln(&usual).unwrap();
        assert!((baseline.mean - 4.1000).abs() < 5e-5);
        assert!((baseline.band().0 - 4.0786).abs() < 5e-5);
        let week = [4.05, 4.01, 3.98, 4.02, 3.95, 3.97, 4.00];
        assert_eq!(baseline.status(&week), Some(Status::Low));
        assert_eq!(baseline.status(&usual), Some(Status::Normal));
        assert_eq!(baseline.status(&[4.3]), Some(Status::High));
        assert_eq!(baseline.status(&[f64::NAN]), None);
        assert_eq!(Baseline::of_ln(&[4.1, f64::NAN]), None);
        let ms = Baseline::of_ms(&usual.map(f64::exp)).unwrap();
        assert!((ms.mean - baseline.mean).abs() < 1e-12 && (ms.sd - baseline.sd).abs() < 1e-12);
    }
}
