//! All rules. Generated from the folder `rules/` by `cargo test -p meso-lint --test generated`; not edited by hand.

/// Compression, rolling, massage.
pub mod body_work {
    pub mod compression_boots;
    pub mod compression_short;
    pub mod foam_rolling_session;
    pub mod foam_rolling_week;
    pub mod massage_interval;
    pub mod massage_short;
}

/// After a break, with age, in heat and at altitude.
pub mod circumstances {
    pub mod altitude_arrival;
    pub mod hard_after_illness;
    pub mod heat_acclimatise;
    pub mod heat_pace;
    pub mod masters_recovery_week;
    pub mod masters_spacing;
    pub mod return_hard_too_soon;
    pub mod return_load;
    pub mod return_pace;
    pub mod two_sessions_gap;
}

/// A plan against itself: sums, weeks, the race it leads to.
pub mod consistency {
    pub mod goal_date_mismatch;
    pub mod goal_race_missing;
    pub mod race_distance_odd;
    pub mod stated_total_mismatch;
    pub mod unit_mix;
    pub mod week_length;
}

/// Food and drink.
pub mod food {
    pub mod alcohol_after_hard;
    pub mod ferritin_check;
    pub mod lab_test_over_40;
    pub mod pre_run_carbohydrate;
    pub mod pre_run_snack;
    pub mod refuel_late;
    pub mod refuel_ratio;
    pub mod rehydrate;
    pub mod rehydrate_sodium;
}

/// How much of which intensity.
pub mod intensity {
    pub mod double_hard_day;
    pub mod hard_session_spacing;
    pub mod hard_sessions_per_week;
    pub mod intensity_distribution;
    pub mod interval_too_long;
    pub mod moderate_rut;
    pub mod no_quality_block;
    pub mod repetition_too_long;
    pub mod session_cap_interval;
    pub mod session_cap_marathon_pace;
    pub mod session_cap_repetition;
    pub mod session_cap_threshold;
    pub mod strides_count;
}

/// The long run.
pub mod long_run {
    pub mod long_run_missing;
    pub mod long_run_share;
    pub mod long_run_too_long;
    pub mod long_runs_adjacent;
}

/// How fast load grows.
pub mod progression {
    pub mod acwr_high;
    pub mod form_at_race;
    pub mod hold_before_raise;
    pub mod long_run_jump;
    pub mod monotony_high;
    pub mod novice_first_week;
    pub mod novice_run_walk;
    pub mod ramp_rate;
    pub mod start_too_high;
    pub mod strain_spike;
    pub mod two_week_growth;
    pub mod volume_high;
    pub mod volume_low_for_marathon;
    pub mod weekly_volume_jump;
}

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
    pub mod cool_down_missing;
    pub mod hard_day_after_long_run;
    pub mod hard_day_back_to_back;
    pub mod long_run_recovery_plan;
    pub mod race_walk_short;
    pub mod recovery_after_hard;
    pub mod recovery_week_missing;
    pub mod recovery_week_no_intensity;
    pub mod recovery_week_too_deep;
    pub mod recovery_week_too_hard;
    pub mod recovery_week_too_shallow;
    pub mod rest_day_missing;
    pub mod taper_recovery_focus;
}

/// Signs of overload: heart rate variability, resting heart rate, how running feels.
pub mod signs {
    pub mod easy_runs_feel_hard;
    pub mod hrv_baseline_short;
    pub mod hrv_falling;
    pub mod hrv_low_long;
    pub mod hrv_reading_uneven;
    pub mod monitoring_one_sided;
    pub mod motivation_and_legs;
    pub mod recovery_week_due;
    pub mod rhr_raised;
    pub mod unexplained_slow;
}

/// Sleep.
pub mod sleep {
    pub mod bedroom_temperature;
    pub mod bedtime_irregular;
    pub mod caffeine_late;
    pub mod nap_too_soon;
    pub mod screens_late;
    pub mod sleep_below_target;
    pub mod sleep_lost_before_hard;
    pub mod sleep_peak_short;
    pub mod sleep_short;
}

/// Cold baths, saunas, hot baths.
pub mod temperature {
    pub mod cold_after_strength;
    pub mod cold_after_training;
    pub mod cold_as_routine;
    pub mod cold_bath_temperature;
    pub mod cold_bath_too_long;
    pub mod cold_bath_too_short;
    pub mod cold_before_run;
    pub mod cold_shower;
    pub mod cold_then_hot_too_soon;
    pub mod cryotherapy_too_long;
    pub mod heat_on_injury;
    pub mod heat_too_early;
    pub mod hot_bath;
    pub mod sauna_before_run;
    pub mod sauna_length;
}

use crate::rule::RuleMeta;

/// Every rule, by folder and name.
#[rustfmt::skip]
pub static RULES: &[&RuleMeta] = &[
    body_work::compression_boots::CompressionBoots::META,
    body_work::compression_short::CompressionShort::META,
    body_work::foam_rolling_session::FoamRollingSession::META,
    body_work::foam_rolling_week::FoamRollingWeek::META,
    body_work::massage_interval::MassageInterval::META,
    body_work::massage_short::MassageShort::META,
    circumstances::altitude_arrival::AltitudeArrival::META,
    circumstances::hard_after_illness::HardAfterIllness::META,
    circumstances::heat_acclimatise::HeatAcclimatise::META,
    circumstances::heat_pace::HeatPace::META,
    circumstances::masters_recovery_week::MastersRecoveryWeek::META,
    circumstances::masters_spacing::MastersSpacing::META,
    circumstances::return_hard_too_soon::ReturnHardTooSoon::META,
    circumstances::return_load::ReturnLoad::META,
    circumstances::return_pace::ReturnPace::META,
    circumstances::two_sessions_gap::TwoSessionsGap::META,
    consistency::goal_date_mismatch::GoalDateMismatch::META,
    consistency::goal_race_missing::GoalRaceMissing::META,
    consistency::race_distance_odd::RaceDistanceOdd::META,
    consistency::stated_total_mismatch::StatedTotalMismatch::META,
    consistency::unit_mix::UnitMix::META,
    consistency::week_length::WeekLength::META,
    food::alcohol_after_hard::AlcoholAfterHard::META,
    food::ferritin_check::FerritinCheck::META,
    food::lab_test_over_40::LabTestOver40::META,
    food::pre_run_carbohydrate::PreRunCarbohydrate::META,
    food::pre_run_snack::PreRunSnack::META,
    food::refuel_late::RefuelLate::META,
    food::refuel_ratio::RefuelRatio::META,
    food::rehydrate::Rehydrate::META,
    food::rehydrate_sodium::RehydrateSodium::META,
    intensity::double_hard_day::DoubleHardDay::META,
    intensity::hard_session_spacing::HardSessionSpacing::META,
    intensity::hard_sessions_per_week::HardSessionsPerWeek::META,
    intensity::intensity_distribution::IntensityDistribution::META,
    intensity::interval_too_long::IntervalTooLong::META,
    intensity::moderate_rut::ModerateRut::META,
    intensity::no_quality_block::NoQualityBlock::META,
    intensity::repetition_too_long::RepetitionTooLong::META,
    intensity::session_cap_interval::SessionCapInterval::META,
    intensity::session_cap_marathon_pace::SessionCapMarathonPace::META,
    intensity::session_cap_repetition::SessionCapRepetition::META,
    intensity::session_cap_threshold::SessionCapThreshold::META,
    intensity::strides_count::StridesCount::META,
    long_run::long_run_missing::LongRunMissing::META,
    long_run::long_run_share::LongRunShare::META,
    long_run::long_run_too_long::LongRunTooLong::META,
    long_run::long_runs_adjacent::LongRunsAdjacent::META,
    progression::acwr_high::AcwrHigh::META,
    progression::form_at_race::FormAtRace::META,
    progression::hold_before_raise::HoldBeforeRaise::META,
    progression::long_run_jump::LongRunJump::META,
    progression::monotony_high::MonotonyHigh::META,
    progression::novice_first_week::NoviceFirstWeek::META,
    progression::novice_run_walk::NoviceRunWalk::META,
    progression::ramp_rate::RampRate::META,
    progression::start_too_high::StartTooHigh::META,
    progression::strain_spike::StrainSpike::META,
    progression::two_week_growth::TwoWeekGrowth::META,
    progression::volume_high::VolumeHigh::META,
    progression::volume_low_for_marathon::VolumeLowForMarathon::META,
    progression::weekly_volume_jump::WeeklyVolumeJump::META,
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
    recovery::cool_down_missing::CoolDownMissing::META,
    recovery::hard_day_after_long_run::HardDayAfterLongRun::META,
    recovery::hard_day_back_to_back::HardDayBackToBack::META,
    recovery::long_run_recovery_plan::LongRunRecoveryPlan::META,
    recovery::race_walk_short::RaceWalkShort::META,
    recovery::recovery_after_hard::RecoveryAfterHard::META,
    recovery::recovery_week_missing::RecoveryWeekMissing::META,
    recovery::recovery_week_no_intensity::RecoveryWeekNoIntensity::META,
    recovery::recovery_week_too_deep::RecoveryWeekTooDeep::META,
    recovery::recovery_week_too_hard::RecoveryWeekTooHard::META,
    recovery::recovery_week_too_shallow::RecoveryWeekTooShallow::META,
    recovery::rest_day_missing::RestDayMissing::META,
    recovery::taper_recovery_focus::TaperRecoveryFocus::META,
    signs::easy_runs_feel_hard::EasyRunsFeelHard::META,
    signs::hrv_baseline_short::HrvBaselineShort::META,
    signs::hrv_falling::HrvFalling::META,
    signs::hrv_low_long::HrvLowLong::META,
    signs::hrv_reading_uneven::HrvReadingUneven::META,
    signs::monitoring_one_sided::MonitoringOneSided::META,
    signs::motivation_and_legs::MotivationAndLegs::META,
    signs::recovery_week_due::RecoveryWeekDue::META,
    signs::rhr_raised::RhrRaised::META,
    signs::unexplained_slow::UnexplainedSlow::META,
    sleep::bedroom_temperature::BedroomTemperature::META,
    sleep::bedtime_irregular::BedtimeIrregular::META,
    sleep::caffeine_late::CaffeineLate::META,
    sleep::nap_too_soon::NapTooSoon::META,
    sleep::screens_late::ScreensLate::META,
    sleep::sleep_below_target::SleepBelowTarget::META,
    sleep::sleep_lost_before_hard::SleepLostBeforeHard::META,
    sleep::sleep_peak_short::SleepPeakShort::META,
    sleep::sleep_short::SleepShort::META,
    temperature::cold_after_strength::ColdAfterStrength::META,
    temperature::cold_after_training::ColdAfterTraining::META,
    temperature::cold_as_routine::ColdAsRoutine::META,
    temperature::cold_bath_temperature::ColdBathTemperature::META,
    temperature::cold_bath_too_long::ColdBathTooLong::META,
    temperature::cold_bath_too_short::ColdBathTooShort::META,
    temperature::cold_before_run::ColdBeforeRun::META,
    temperature::cold_shower::ColdShower::META,
    temperature::cold_then_hot_too_soon::ColdThenHotTooSoon::META,
    temperature::cryotherapy_too_long::CryotherapyTooLong::META,
    temperature::heat_on_injury::HeatOnInjury::META,
    temperature::heat_too_early::HeatTooEarly::META,
    temperature::hot_bath::HotBath::META,
    temperature::sauna_before_run::SaunaBeforeRun::META,
    temperature::sauna_length::SaunaLength::META,
];
