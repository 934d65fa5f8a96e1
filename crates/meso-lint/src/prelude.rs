//! What the file of a rule needs.

pub use crate::context::{
    Break, Cx, DayFacts, Past, Race, WeekFacts, count, in_percent, is_running, ordinal,
};
pub use crate::declare_rule;
pub use crate::diary::{Diary, DiaryDay, Work};
pub use crate::entry::{Entry, Said, tenths};
pub use crate::finding::{Finding, Findings, safe_fix, unsafe_fix};
pub use crate::quantity::{Celsius, Days, Percent, TimeOfDay, bpm, days, hours, km, minutes, percent, weeks};
pub use crate::rule::Rule;
pub use crate::timeline::{Event, Timeline, What};
pub use meso_core::diagnostic::Severity;
pub use meso_core::edit::Edit;
pub use meso_core::plan::{
    Day, DayIndex, DayItem, DayState, Intensity, LogDay, Plan, RecoveryItem, Session, Week,
};
pub use meso_core::terms::{Detail, EntryKind};
pub use meso_core::text::Span;
pub use meso_core::units::{Distance, Duration, HeartRate};
