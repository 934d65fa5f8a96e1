//! What had to be assumed, in one sentence each.

use crate::plan::Assumption;
use std::fmt;

impl fmt::Display for Assumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Assumption::EasyPace => {
                f.write_str("nothing is known of the runner: easy running is taken at 6:00/km")
            }
            Assumption::PacesFromGoal => {
                f.write_str("paces come from the goal time, as there is no race result")
            }
            Assumption::MaxHrFromAge(bpm) => {
                write!(f, "the maximal heart rate is taken from age: {bpm} bpm (208 - 0.7 x age)")
            }
            Assumption::AnyPlaced(1) => {
                f.write_str("one session with a free day was placed where it suits best")
            }
            Assumption::AnyPlaced(n) => {
                write!(f, "{n} sessions with a free day were placed where they suit best")
            }
            Assumption::NoDates => f.write_str("the plan has no dates: days are counted from its first week"),
            Assumption::RangesAtMiddle => f.write_str("ranges are analysed at their middle"),
            Assumption::WorkAssumed(1) => f.write_str(
                "one session states no effort for its repetitions or hills: they are taken for work",
            ),
            Assumption::WorkAssumed(n) => {
                write!(
                    f,
                    "{n} sessions state no effort for their repetitions or hills: they are taken for work"
                )
            }
            Assumption::LengthOpen(1) => {
                f.write_str("one session has a step without a length: its distance and time are the least")
            }
            Assumption::LengthOpen(n) => {
                write!(f, "{n} sessions have steps without a length: their distance and time are the least")
            }
            Assumption::LapLength(d) => write!(f, "a step until the lap button is taken to last {d}"),
        }
    }
}
