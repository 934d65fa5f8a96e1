//! Logs as runners keep them, and what is loudly said of them.

use crate::scene::{PLAN, log};
use meso_core::diagnostic::Severity;
use meso_core::load::{Load, LoadProblem, NoFiles};
use meso_core::text::{SourceText, Sources};
use meso_lint::level::Level;
use meso_lint::{Checked, Config};
use std::path::Path;

/// Some days of a healthy runner with some noise; `special` replaces the usual entries of a day.
pub(crate) fn healthy(days: u32, seed: u64, special: impl Fn(u32) -> Option<&'static str>) -> String {
    let mut state = seed;
    let mut noise = move |spread: f64| {
        // The sum of four uniform numbers is near enough to a normal one.
        let sum: f64 = (0..4)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 40) as f64 / (1u64 << 24) as f64 - 0.5
            })
            .sum();
        sum * spread * 1.7
    };
    let days: Vec<String> = (0..days)
        .map(|day| {
            let (hrv, rhr, sleep) = (62.0 + noise(4.0), 50.0 + noise(1.2), 480.0 + noise(25.0));
            let (motivation, effort) = (4.0 + noise(0.5), 3.0 + noise(0.5));
            let done = format!("done 8km in 46:{:02.0} hr 140 rpe {effort:.0}", 30.0 + noise(12.0));
            let usual = format!(
                "{done}; hrv {hrv:.0}ms; rhr {rhr:.0}bpm; sleep {:.0}h{:02.0}; motivation {motivation:.0}/5",
                (sleep / 60.0).floor(),
                (sleep % 60.0).floor()
            );
            special(day).map_or(usual, str::to_owned)
        })
        .collect();
    log(&days)
}

pub(crate) fn check(rule: &str, scene: &str) -> Checked {
    let text = if scene.starts_with("plan") { scene.to_owned() } else { format!("{PLAN}{scene}") };
    let (sources, root) = Sources::with(SourceText::new("scene.meso", text));
    let mut config = Config::default();
    let meta = meso_lint::registry::find(rule).unwrap();
    if !meta.on {
        config.force(rule, Level::from(meta.code.severity));
    }
    meso_lint::check(sources, root, &NoFiles, &config)
}

/// Rules that warn, and their lines.
pub(crate) fn loud(checked: &Checked) -> Vec<(String, usize)> {
    let found = checked.diagnostics.iter().filter(|d| d.severity > Severity::Info);
    found
        .map(|d| {
            let index = checked.analysis.sources.get(d.span.file).line_index();
            (d.code.name.to_owned(), index.line_of(d.span.start) as usize + 1)
        })
        .collect()
}

pub(crate) fn loud_names(checked: &Checked) -> Vec<String> {
    let found = checked.diagnostics.iter().filter(|d| d.severity > Severity::Info);
    let logs = found.filter(|d| {
        let meta = meso_lint::registry::find(d.code.name);
        meta.is_some_and(|meta| ["sleep", "signs"].contains(&meta.group.name()))
    });
    logs.map(|d| format!("{} {}", d.severity.name(), d.code.name)).collect()
}

pub(crate) fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans").join(name)).unwrap()
}

/// The plans beside these tests.
pub(crate) struct Folder;

impl Load for Folder {
    fn load(&self, _from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        Ok(SourceText::new(path, read(path)))
    }
}
