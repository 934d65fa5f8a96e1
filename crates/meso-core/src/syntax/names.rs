//! The canonical word for each thing the syntax can name: for messages, tables and the formatter.

use super::ast::{Effort, RaceName, Sport, WeekKind, Weekday, When};
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

impl fmt::Display for Sport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sport::Run => "run",
            Sport::Bike => "bike",
            Sport::Swim => "swim",
            Sport::Row => "row",
            Sport::Ski => "ski",
            Sport::Hike => "hike",
            Sport::Walk => "walk",
            Sport::Strength => "strength",
            Sport::Yoga => "yoga",
            Sport::Pilates => "pilates",
            Sport::Mobility => "mobility",
            Sport::Elliptical => "elliptical",
            Sport::AquaJog => "aqua-jog",
            Sport::Skate => "skate",
            Sport::Climb => "climbing",
            Sport::Core => "core",
            Sport::Plyometrics => "plyometrics",
            Sport::Cross => "cross",
        })
    }
}

impl fmt::Display for Effort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Effort::Recovery => "recovery",
            Effort::Easy => "easy",
            Effort::Steady => "steady",
            Effort::Moderate => "moderate",
            Effort::Marathon => "marathon",
            Effort::Threshold => "threshold",
            Effort::Interval => "interval",
            Effort::Repetition => "rep",
            Effort::Strides => "strides",
            Effort::Sprint => "sprint",
            Effort::Hill => "hill",
            Effort::Fartlek => "fartlek",
            Effort::Progression => "progression",
            Effort::Jog => "jog",
            Effort::Walk => "walk",
            Effort::Run => "run",
            Effort::RunWalk => "run-walk",
            Effort::Warmup => "warmup",
            Effort::Cooldown => "cooldown",
            Effort::Rest => "rest",
            Effort::Long => "long",
            Effort::Race => "race",
            Effort::Test => "test",
            Effort::Hard => "hard",
        })
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Am => f.write_str("am"),
            When::Pm => f.write_str("pm"),
            When::At(minutes) => write!(f, "{:02}:{:02}", minutes / 60, minutes % 60),
        }
    }
}
