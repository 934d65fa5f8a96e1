//! Days of the week, and what a week can be.

use super::terms;

terms! {
    /// A day of the week. Other spellings than the short one are read and rewritten.
    #[derive(PartialOrd, Ord)]
    pub enum Weekday {
        /// Monday.
        Mon: "mon" | "monday", label = "Monday";
        /// Tuesday.
        Tue: "tue" | "tues" | "tuesday", label = "Tuesday";
        /// Wednesday.
        Wed: "wed" | "weds" | "wednesday", label = "Wednesday";
        /// Thursday.
        Thu: "thu" | "thur" | "thurs" | "thursday", label = "Thursday";
        /// Friday.
        Fri: "fri" | "friday", label = "Friday";
        /// Saturday.
        Sat: "sat" | "saturday", label = "Saturday";
        /// Sunday.
        Sun: "sun" | "sunday", label = "Sunday";
    }
}

impl Weekday {
    /// The name in full: `Monday`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.term().label
    }

    /// Three letters with a capital, as in dates: `Mon`.
    #[must_use]
    pub fn short(self) -> &'static str {
        self.name().get(..3).unwrap_or_default()
    }
}

terms! {
    /// What a week declares itself to be.
    pub enum WeekKind {
        /// A step back.
        Recovery: "recovery" | "cutback" | "deload" | "down";
        /// Less before a race.
        Taper: "taper";
        /// The week of a race.
        Race: "race";
        /// More than before.
        Build: "build";
        /// The week of a test.
        Test: "test";
    }
}
