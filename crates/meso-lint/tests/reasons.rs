//! Why a session is hard, as findings say it beside the session.

use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::Config;

/// What stands beside the finding that two hard days follow each other.
fn beside(first: &str) -> Vec<String> {
    let text =
        format!("athlete\n  vdot 50\nweek 1\n  mon {first}\n  tue 2km E + 6x(800m @I / 2min jog) + 2km E\n");
    let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
    let checked = meso_lint::check(sources, root, &NoFiles, &Config::default());
    let found = checked.diagnostics.into_iter().filter(|d| d.code.name == "hard-day-back-to-back");
    found.flat_map(|d| d.related).map(|r| r.message).collect()
}

#[test]
fn the_work_is_named_where_its_length_does_not_say_it_all() {
    assert_eq!(beside("2km E + 20min T + 2km E"), ["hard: 20 min at threshold pace or faster"]);
    let cruise = beside("2km E + 4x(1600m @T / 60s jog) + 2km E");
    assert_eq!(cruise, ["hard: 4 x 1600 m at T, 27 min at threshold pace or faster"]);
    assert_eq!(beside("2km E + 8x(60s hill / 2min jog) + 2km E"), ["hard: 8 x 1 min uphill"]);
}
