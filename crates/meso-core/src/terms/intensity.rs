//! Intensities: the scale on which a step is hard or easy.

use super::terms;

terms! {
    /// How hard one step is. In order.
    #[derive(PartialOrd, Ord)]
    pub enum Intensity {
        /// Standing.
        Rest: "rest", unwritten = true;
        /// Walking.
        Walk: "walk", unwritten = true;
        /// Slower than easy.
        Recovery: "recovery", unwritten = true;
        /// Easy: below 77 % of HRmax, or no faster than the easy range.
        Easy: "easy", unwritten = true;
        /// Between easy and marathon pace: steady, moderate.
        Moderate: "moderate", unwritten = true;
        /// About marathon pace.
        Marathon: "marathon pace", unwritten = true;
        /// About lactate threshold: tempo, half-marathon to 15 km pace.
        Threshold: "threshold", unwritten = true;
        /// About VO2max: 3 to 5 km pace.
        Interval: "interval", unwritten = true;
        /// Mile pace and faster.
        Repetition: "repetition", unwritten = true;
    }
}
