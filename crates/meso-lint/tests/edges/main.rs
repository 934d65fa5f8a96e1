//! The edges of every figure, as the pages of the rules name them: what lies just below, at, and just above.
//!
//! Each case is a rule (`rule@profile` for a profile), a scene, and the gravest that the rule says of it.
#![allow(clippy::unwrap_used)] // helpers of tests

mod circumstances;
mod consistency;
mod days_and_weeks;
mod exact;
mod goals;
mod intensity;
mod methods;
mod progression;
mod race;
mod recovery;
mod scene;
mod signs;
mod words;

use meso_core::diagnostic::{Diagnostic, Severity};
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::Config;
use meso_lint::config::ConfigFile;
use meso_lint::level::Level;
use meso_lint::profile::Profile;
use scene::{PLAN, show};
use std::collections::BTreeMap;

/// A rule, a scene, what it says.
pub(crate) type Case = (&'static str, String, Option<Severity>);

pub(crate) const INFO: Option<Severity> = Some(Severity::Info);
pub(crate) const WARNING: Option<Severity> = Some(Severity::Warning);
pub(crate) const ERROR: Option<Severity> = Some(Severity::Error);

/// A hard session.
pub(crate) const HARD: &str = "2km E + 6x(800m @I / 2min jog) + 2km E";

/// A line that cannot be read.
pub(crate) const UNREAD: &str = "  sat bogus\n";

/// All cases hold: each scene can be read (but for [`UNREAD`]), and the rule says of it what is wanted, once.
pub(crate) fn hold(cases: Vec<Case>) {
    hold_with("", cases);
}

/// The same, with this in the configuration.
pub(crate) fn hold_with(configuration: &str, cases: Vec<Case>) {
    let (configured, problems) =
        Config::read(&SourceText::new("meso.toml", configuration), ConfigFile::Meso).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    let mut faults = Vec::new();
    for (rule, scene, wanted) in cases {
        let (name, profile) = rule.split_once('@').unwrap_or((rule, "default"));
        let meta = meso_lint::registry::find(name).unwrap();
        let mut config = configured.clone().with_profile(Profile::named(profile));
        if !meta.on {
            config.force(name, Level::from(meta.code.severity));
        }
        let text = if scene.starts_with("plan") { scene.clone() } else { format!("{PLAN}{scene}") };
        let (sources, root) = Sources::with(SourceText::new("scene.meso", text));
        let checked = meso_lint::check(sources, root, &NoFiles, &config);
        let found = || checked.diagnostics.iter().filter(|d| d.code.name == name).map(|d| d.severity);
        let worst = found().max();
        let once = found().filter(|severity| Some(*severity) == worst).count() <= 1;
        let unread = checked
            .diagnostics
            .iter()
            .any(|d| d.severity == Severity::Error && meso_core::codes::ALL.contains(&d.code) && !beyond(d));
        if worst != wanted || !once || unread != scene.contains("bogus") {
            faults.push(format!("{rule}: {wanted:?} wanted for\n{scene}{}", show(&checked, "scene.meso")));
        }
    }
    assert!(faults.is_empty(), "{} faults\n\n{}", faults.len(), faults.join("\n"));
}

/// A goal after the last week is no fault of these scenes.
fn beyond(diagnostic: &Diagnostic) -> bool {
    diagnostic.code.name == "goal-date-outside-plan"
}

/// Days of a plan by their number, from 0 for the first Monday.
pub(crate) fn days(items: &[(usize, &str)]) -> String {
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut weeks: BTreeMap<usize, String> = BTreeMap::new();
    for (day, item) in items {
        weeks.entry(day / 7).or_default().push_str(&format!("  {} {item}\n", NAMES[day % 7]));
    }
    let last = weeks.keys().max().copied().unwrap_or(0);
    (0..=last)
        .map(|n| format!("week {}\n{}", n + 1, weeks.get(&n).map_or("  mon rest\n", String::as_str)))
        .collect()
}

/// Weeks of one easy run each, by their kilometres.
pub(crate) fn weeks(km: &[f64]) -> String {
    let runs: Vec<String> = km.iter().map(|km| format!("{km}km E")).collect();
    days(&runs.iter().enumerate().map(|(week, run)| (week * 7 + 1, run.as_str())).collect::<Vec<_>>())
}

/// The same, in a plan with this in its head.
pub(crate) fn plan(head: &str, body: &str) -> String {
    format!("plan \"Edges\"\n{head}\n{body}")
}
