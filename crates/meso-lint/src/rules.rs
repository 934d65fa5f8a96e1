//! All rules. Generated from the folder `rules/` by `cargo test -p meso-lint --test generated`; not edited by hand.

/// Hard days, easy days, rest days, recovery weeks.
pub mod recovery {
    pub mod hard_day_back_to_back;
}

use crate::rule::RuleMeta;

/// Every rule, by folder and name.
#[rustfmt::skip]
pub static RULES: &[&RuleMeta] = &[
    recovery::hard_day_back_to_back::HardDayBackToBack::META,
];
