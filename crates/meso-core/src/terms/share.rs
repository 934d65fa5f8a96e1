//! What a percentage can be of.

use super::terms;

terms! {
    /// What a share is a share of.
    pub enum ShareOf {
        /// Maximal heart rate.
        HrMax: "hrmax" | "maxhr" | "hfmax" | "max", label = "maximal heart rate";
        /// Heart rate reserve.
        HrReserve: "hrr", label = "heart rate reserve";
        /// Heart rate at lactate threshold.
        Lthr: "lthr", label = "heart rate at threshold";
        /// Critical power.
        CriticalPower: "cp" | "ftp", label = "critical power";
        /// Velocity at VO2max (vVO2max, VMA).
        VVo2max: "vvo2max" | "vma" | "mas", label = "speed at VO2max";
    }
}
