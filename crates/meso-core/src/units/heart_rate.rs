//! Heart rate.

/// Beats per minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HeartRate {
    bpm: u16,
}

impl HeartRate {
    /// Beats per minute.
    #[must_use]
    pub const fn from_bpm(bpm: u16) -> Self {
        HeartRate { bpm }
    }

    /// In beats per minute.
    #[must_use]
    pub const fn to_bpm(self) -> u16 {
        self.bpm
    }
}
