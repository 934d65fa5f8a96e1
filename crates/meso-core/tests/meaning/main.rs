//! What a line means, as a coach would say it: a table for people, and the sweeps that hold its kinds.
#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests

mod sweep;

use meso_core::load::NoFiles;
use meso_core::plan::Session;
use meso_core::text::{SourceText, Sources};
use meso_core::{Analysis, Options, analyse};

/// The runner of the tables.
const RUNNER: &str = "plan\n  units km\nathlete\n  vdot 48\n  max-hr 190\n  critical-power 280W\n";

/// What stands on a Monday.
fn read(heads: &str, item: &str) -> Analysis {
    let text = format!("{heads}week 1\n  mon {item}\n");
    let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
    analyse(sources, root, &NoFiles, &Options::default())
}

/// `H`, `M`, `E`, with `long`.
fn class(session: &Session) -> String {
    let class = match (session.class.hard, session.class.moderate) {
        (true, _) => "H",
        (false, true) => "M",
        (false, false) => "E",
    };
    format!("{class}{}", if session.long { " long" } else { "" })
}

fn findings(analysis: &Analysis) -> String {
    let mut codes: Vec<&str> = analysis.diagnostics.iter().map(|d| d.code.name).collect();
    codes.dedup();
    if codes.is_empty() { "-".to_owned() } else { codes.join(", ") }
}

/// Does a figure fit what the table says: exactly to 2 %, `~` to 8 %, `+` at least, `?` none at all?
fn fits(said: &str, figure: f64, open: bool) -> bool {
    let number = |text: &str| text.trim().parse::<f64>().unwrap();
    match said.as_bytes()[0] {
        b'-' => true,
        b'?' => open && figure < 1e-6,
        b'+' => open && figure >= number(&said[1..]) - 0.1,
        b'~' => (figure - number(&said[1..])).abs() <= 0.08 * number(&said[1..]),
        _ => (figure - number(said)).abs() <= (0.02 * number(said)).max(0.06),
    }
}

#[test]
fn lines_mean_what_a_coach_says() {
    let mut wrong = Vec::new();
    for row in include_str!("answers.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [item, want, km, min, found] = cells.as_slice() else { panic!("not a row: {row}") };
        let analysis = read(RUNNER, item);
        let said = findings(&analysis);
        let (got, distance, minutes, open) = match analysis.plan.sessions.first() {
            Some(s) => (class(s), s.distance.middle().to_km(), s.duration.middle().to_min(), s.open),
            None => ("rest".to_owned(), 0.0, 0.0, false),
        };
        let figures = fits(km, distance, open) && fits(min, minutes, open);
        if got != *want || said != *found || !figures {
            let because = analysis.plan.sessions.first().map(|s| s.class.because.to_string());
            wrong.push(format!(
                "{item}: wanted {want}, {km} km, {min} min, {found}; got {got}, {distance:.1} km, {minutes:.0} min, {said} ({})",
                because.unwrap_or_default()
            ));
        }
    }
    assert!(wrong.is_empty(), "{} rows\n{}", wrong.len(), wrong.join("\n"));
}
