//! All rules. Generated from the folder `rules/` by `cargo test -p meso-lint --test generated`; not edited by hand.

/// Taper, race, and what follows a race.
pub mod race {
    pub mod goal_pace_unlikely;
    pub mod hard_session_too_close_to_race;
    pub mod long_run_too_close_to_race;
    pub mod marathon_hard_too_soon;
    pub mod marathon_rebuild_too_fast;
    pub mod marathon_run_too_long;
    pub mod marathon_run_too_soon;
    pub mod marathons_too_close;
    pub mod race_recovery_days;
    pub mod race_recovery_too_short;
    pub mod races_too_close;
    pub mod taper_missing;
    pub mod taper_no_intensity;
    pub mod taper_not_falling;
    pub mod taper_too_deep;
    pub mod taper_too_long;
}

/// Hard days, easy days, rest days, recovery weeks.
pub mod recovery {
    pub mod active_recovery_heart_rate;
    pub mod active_recovery_too_fast;
    pub mod active_recovery_too_long;
    pub mod hard_day_after_long_run;
    pub mod hard_day_back_to_back;
    pub mod recovery_after_hard;
    pub mod recovery_week_missing;
    pub mod recovery_week_no_intensity;
    pub mod recovery_week_too_deep;
    pub mod recovery_week_too_shallow;
    pub mod rest_day_missing;
}

use crate::rule::RuleMeta;

/// Every rule, by folder and name.
#[rustfmt::skip]
pub static RULES: &[&RuleMeta] = &[
    race::goal_pace_unlikely::GoalPaceUnlikely::META,
    race::hard_session_too_close_to_race::HardSessionTooCloseToRace::META,
    race::long_run_too_close_to_race::LongRunTooCloseToRace::META,
    race::marathon_hard_too_soon::MarathonHardTooSoon::META,
    race::marathon_rebuild_too_fast::MarathonRebuildTooFast::META,
    race::marathon_run_too_long::MarathonRunTooLong::META,
    race::marathon_run_too_soon::MarathonRunTooSoon::META,
    race::marathons_too_close::MarathonsTooClose::META,
    race::race_recovery_days::RaceRecoveryDays::META,
    race::race_recovery_too_short::RaceRecoveryTooShort::META,
    race::races_too_close::RacesTooClose::META,
    race::taper_missing::TaperMissing::META,
    race::taper_no_intensity::TaperNoIntensity::META,
    race::taper_not_falling::TaperNotFalling::META,
    race::taper_too_deep::TaperTooDeep::META,
    race::taper_too_long::TaperTooLong::META,
    recovery::active_recovery_heart_rate::ActiveRecoveryHeartRate::META,
    recovery::active_recovery_too_fast::ActiveRecoveryTooFast::META,
    recovery::active_recovery_too_long::ActiveRecoveryTooLong::META,
    recovery::hard_day_after_long_run::HardDayAfterLongRun::META,
    recovery::hard_day_back_to_back::HardDayBackToBack::META,
    recovery::recovery_after_hard::RecoveryAfterHard::META,
    recovery::recovery_week_missing::RecoveryWeekMissing::META,
    recovery::recovery_week_no_intensity::RecoveryWeekNoIntensity::META,
    recovery::recovery_week_too_deep::RecoveryWeekTooDeep::META,
    recovery::recovery_week_too_shallow::RecoveryWeekTooShallow::META,
    recovery::rest_day_missing::RestDayMissing::META,
];
