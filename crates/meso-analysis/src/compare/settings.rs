//! Who the plan is for and what it leads to, before and after.

use super::Change;
use meso_core::plan::{Goal, PastRace, Plan, Volume};
use meso_core::units::{Distance, DistanceUnit, Range, Speed};

/// A setting that came, went or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingChange {
    /// `plan`, `goal`, `athlete` or `paces`.
    pub section: &'static str,
    /// The word of the language for it: `date`, `max-hr`.
    pub name: &'static str,
    /// As a runner says it; `None` where it is not said.
    pub value: Change<Option<String>>,
}

pub(super) fn compare(old: &Plan, new: &Plan) -> Vec<SettingChange> {
    let changes = settings(old)
        .into_iter()
        .zip(settings(new))
        .map(|((section, name, old), (.., new))| SettingChange { section, name, value: Change { old, new } });
    changes.filter(|change| !change.value.is_none()).collect()
}

/// Every setting of a plan with its section and its word, always in the same order; `None` where it is not said.
#[must_use]
pub fn settings(plan: &Plan) -> Vec<(&'static str, &'static str, Option<String>)> {
    let goal = plan.goal.as_ref();
    let athlete = &plan.athlete;
    let unit = plan.units;
    let date = |date: jiff::civil::Date| date.to_string();
    let pace = |speed: Speed| speed.pace().display(unit);
    vec![
        ("plan", "name", plan.name.clone()),
        ("plan", "first day", plan.first_date.map(date)),
        ("plan", "units", Some(unit.symbol().to_owned())),
        ("plan", "week-starts", Some(plan.week_starts.to_string())),
        ("plan", "profile", plan.profile.as_ref().map(|profile| profile.0.clone())),
        ("plan", "experience", plan.beginner.then(|| "beginner".to_owned())),
        (
            "goal",
            "race",
            goal.map(|goal| goal.race.map_or_else(|| length(goal.distance), |race| race.to_string())),
        ),
        ("goal", "date", goal.and_then(|goal| goal.date).map(date)),
        ("goal", "time", goal.and_then(|goal| goal.time).map(|time| time.clock())),
        ("goal", "name", goal.and_then(|goal| goal.name.clone())),
        ("goal", "others", (!plan.other_goals.is_empty()).then(|| others(plan))),
        ("athlete", "name", athlete.name.clone()),
        ("athlete", "born", athlete.born.map(|year| year.to_string())),
        ("athlete", "sex", athlete.female.map(|female| if female { "female" } else { "male" }.to_owned())),
        ("athlete", "weight", athlete.weight.map(|kg| format!("{kg} kg"))),
        ("athlete", "height", athlete.height.map(|m| format!("{m} m"))),
        ("athlete", "max-hr", athlete.max_hr.map(|hr| hr.to_bpm().to_string())),
        ("athlete", "rest-hr", athlete.rest_hr.map(|hr| hr.to_bpm().to_string())),
        ("athlete", "threshold-hr", athlete.threshold_hr.map(|hr| hr.to_bpm().to_string())),
        ("athlete", "threshold", athlete.threshold.map(pace)),
        ("athlete", "critical-power", athlete.critical_power.map(|watts| format!("{watts} W"))),
        ("athlete", "recent", athlete.recent.first().map(race)),
        ("athlete", "volume", athlete.volume.map(|(v, _)| volume(v, unit))),
        ("athlete", "sleep", athlete.sleep.map(|time| time.to_string())),
        ("paces", "VDOT", Some(format!("{:.1}", plan.paces.vdot))),
        (
            "paces",
            "easy",
            Some(format!(
                "{}-{}",
                plan.paces.easy.high.pace().display(unit).trim_end_matches(per(unit)),
                pace(plan.paces.easy.low)
            )),
        ),
        ("paces", "marathon", Some(pace(plan.paces.marathon))),
        ("paces", "threshold", Some(pace(plan.paces.threshold))),
        ("paces", "interval", Some(pace(plan.paces.interval))),
        ("paces", "repetition", Some(pace(plan.paces.repetition))),
    ]
}

fn per(unit: DistanceUnit) -> &'static str {
    if matches!(unit, DistanceUnit::Mile | DistanceUnit::Yard) { "/mi" } else { "/km" }
}

fn length(distance: Distance) -> String {
    distance.to_string()
}

fn race(race: &PastRace) -> String {
    let mut said = length(race.distance);
    if let Some(time) = race.time {
        said.push_str(&format!(" in {}", time.clock()));
    }
    if let Some(date) = race.date {
        said.push_str(&format!(" on {date}"));
    }
    said
}

fn volume(volume: Volume, unit: DistanceUnit) -> String {
    fn range<T: PartialEq + Copy>(range: Range<T>, say: impl Fn(T) -> String) -> String {
        if range.is_one() { say(range.low) } else { format!("{}-{}", say(range.low), say(range.high)) }
    }
    match volume {
        Volume::Distance(distance) => range(distance, |d: Distance| d.display(unit)),
        Volume::Time(time) => range(time, |t| t.to_string()),
    }
}

/// The goals beside the one that the plan is built for: `half-marathon on 2026-09-27, 10 km`.
fn others(plan: &Plan) -> String {
    let goal = |goal: &Goal| {
        let mut said = goal.race.map_or_else(|| length(goal.distance), |race| race.to_string());
        if let Some(date) = goal.date {
            said.push_str(&format!(" on {date}"));
        }
        if let Some(time) = goal.time {
            said.push_str(&format!(" in {}", time.clock()));
        }
        said
    };
    plan.other_goals.iter().map(goal).collect::<Vec<_>>().join(", ")
}
