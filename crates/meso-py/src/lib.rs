//! The Python module: the same core, with tables that speak Arrow and series that are NumPy arrays.
//!
//! What users read of each function stands in `python/mesocycle/_mesocycle.pyi` and in the docstrings given there. The
//! interpreter's lock is released around all work, and no thread outlives a call.

mod arrays;
mod errors;
mod physiology;
mod plan;
mod source;
mod table;
mod tables;
mod training_load;
mod what_if;

use pyo3::prelude::*;

#[pymodule]
mod _mesocycle {
    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
    #[pymodule_export]
    use super::physiology::{
        CriticalSpeed, equivalents, flat_pace, marathon_slowing, max_heart_rate, oxygen_cost, race_time,
        reserve_share, riegel_time, slope_cost, training_paces, vdot_kept, vdot_of, velocity,
    };
    #[pymodule_export]
    use super::plan::{Athlete, Fitness, Goal, Plan, explain, fmt, load, loads, rules};
    #[pymodule_export]
    use super::table::{Row, Table};
    #[pymodule_export]
    use super::training_load::{
        Fit, HrvBaseline, ImpulseResponse, Metrics, acute_chronic, banister_trimp, ctl_atl, edwards, ewma,
        hr_stress, lucia, metrics, monotony_strain, normalised_graded_speed, ramp_rate, rolling_sum, rtss,
        session_rpe, stress_from_rpe,
    };
}
