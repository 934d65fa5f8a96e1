//! What all rules cost on a plan of 52 weeks with two years of daily logs: `cargo bench -p meso-lint`.
//!
//! Prints the time of all rules together, and of the dearest ones alone. The goal is 5 ms for all.

#![allow(clippy::print_stdout, reason = "a benchmark prints")]
#![allow(clippy::unwrap_used, reason = "the text is this file's own")]

use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::Config;
use meso_lint::level::Level;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    // A short run where `cargo test` builds and runs benches.
    let (years, rounds): (i64, u32) = if std::env::args().any(|a| a == "--bench") { (2, 30) } else { (1, 1) };
    let text = plan_and_logs(52, years * 365);
    let (sources, root) = Sources::with(SourceText::new("bench.meso", text));
    let config = Config::default();
    let checked = meso_lint::check(sources, root, &NoFiles, &config);
    let analysis = &checked.analysis;
    println!(
        "{} weeks, {} sessions, {} days of logs, {} findings",
        analysis.plan.weeks.len(),
        analysis.plan.sessions.len(),
        analysis.plan.logs.len(),
        checked.diagnostics.len()
    );
    let best = |config: &Config| {
        (0..rounds)
            .map(|_| {
                let start = Instant::now();
                black_box(meso_lint::lint(black_box(analysis), config));
                start.elapsed()
            })
            .min()
            .unwrap_or(Duration::ZERO)
    };
    println!("{:34}{:8.3} ms (goal 5)", "all rules", ms(best(&config)));
    small(rounds);
    let mut alone: Vec<(f64, &str)> = meso_lint::registry()
        .iter()
        .filter(|meta| meta.build.is_some())
        .map(|meta| {
            let mut config = Config::default();
            for other in meso_lint::registry().iter().filter(|other| other.name() != meta.name()) {
                config.force(other.name(), Level::Off);
            }
            (ms(best(&config)), meta.name())
        })
        .collect();
    alone.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (time, name) in alone.iter().take(12) {
        println!("{name:34}{time:8.3} ms");
    }
}

/// All rules on a sixteen-week marathon plan.
fn small(rounds: u32) {
    let (sources, root) =
        Sources::with(SourceText::new("small.meso", include_str!("../tests/plans/hamburg-marathon.meso")));
    let config = Config::default();
    let analysis = meso_core::analyse(sources, root, &NoFiles, &config.definitions);
    let best = (0..rounds * 20)
        .map(|_| {
            let start = Instant::now();
            black_box(meso_lint::lint(black_box(&analysis), &config));
            start.elapsed()
        })
        .min()
        .unwrap_or(Duration::ZERO);
    println!("{:34}{:8.3} ms (goal 0.06)", "all rules, a plan without logs", ms(best));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A marathon plan over and over, and a log of every day.
fn plan_and_logs(weeks: u32, days: i64) -> String {
    let mut text = String::from(
        "plan \"Bench\"\n  start 2027-01-04\n  units km\n\nathlete\n  born 1980\n  max-hr 185\n  rest-hr 50\n  \
         recent 10km in 44:00 on 2026-10-04\n\n",
    );
    for week in 1..=weeks {
        let kind = if week % 4 == 0 { " recovery" } else { "" };
        let long = if week % 4 == 0 { 15 } else { 20 + week % 4 };
        let _ = writeln!(
            text,
            "week {week}{kind}\n  mon rest; foam-roll 10min\n  tue 2km E + 5x(1km @I / 90s jog) + 2km E\n  wed 8km E\n  \
             thu 9km E with 6x20s strides\n  fri rest; strength 30min; massage 30min\n  sat 8km E\n  sun long {long}km E; \
             fuel carbs 60g protein 20g within 30min"
        );
    }
    let first = jiff::civil::date(2027, 1, 4);
    for day in 0..days {
        let date = first.checked_add(jiff::Span::new().days(day)).unwrap();
        let n = day % 7;
        let _ = writeln!(
            text,
            "log {date}\n  done 8km in 46:{:02} hr {} rpe {}; ice-bath 12min 12C; hydrate 1l sodium 500mg\n  \
             hrv {}ms; rhr {}bpm; sleep 7h{:02}; soreness {n}/10; motivation {}/5; bedtime 22:{:02}; alcohol 1",
            n * 7,
            136 + n,
            3 + n % 3,
            58 + (day * 7) % 9,
            48 + n % 4,
            n * 8,
            2 + n % 3,
            n * 6
        );
    }
    text
}
