//! The canonical word for each thing the syntax can name: for messages, tables and the formatter.

use super::ast::{RaceName, WeekKind, Weekday};
use std::fmt;

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Weekday::Mon => "mon",
            Weekday::Tue => "tue",
            Weekday::Wed => "wed",
            Weekday::Thu => "thu",
            Weekday::Fri => "fri",
            Weekday::Sat => "sat",
            Weekday::Sun => "sun",
        })
    }
}

impl fmt::Display for WeekKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            WeekKind::Recovery => "recovery",
            WeekKind::Taper => "taper",
            WeekKind::Race => "race",
            WeekKind::Build => "build",
            WeekKind::Test => "test",
        })
    }
}

impl fmt::Display for RaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RaceName::Mile => f.write_str("mile"),
            RaceName::FiveK => f.write_str("5k"),
            RaceName::TenK => f.write_str("10k"),
            RaceName::Half => f.write_str("half-marathon"),
            RaceName::Marathon => f.write_str("marathon"),
            RaceName::Metres(m) if m % 1000 == 0 => write!(f, "{}k", m / 1000),
            RaceName::Metres(m) => write!(f, "{m}m"),
        }
    }
}
