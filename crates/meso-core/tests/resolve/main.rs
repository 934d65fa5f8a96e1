//! From text to plan: whole plans with known totals, every construct, every finding, and texts that are broken.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

mod again;
mod broken;
mod calendar;
mod entries;
mod findings;
mod page;
mod plans;
mod sessions;
mod settings;

use meso_core::load::{Load, LoadProblem, NoFiles};
use meso_core::plan::{Day, Session};
use meso_core::text::{SourceText, Sources};
use meso_core::{Analysis, Options, analyse};

/// Reads a text as a file of its own.
fn read(text: &str) -> Analysis {
    read_with(text, &NoFiles)
}

fn read_with(text: &str, loader: &dyn Load) -> Analysis {
    let (sources, root) = Sources::with(SourceText::new("this.meso", text));
    analyse(sources, root, loader, &Options::default())
}

/// Reads a text in which nothing may be wrong.
#[track_caller]
fn clean(text: &str) -> Analysis {
    let analysis = read(text);
    assert_eq!(said(&analysis), Vec::<String>::new(), "in\n{text}");
    analysis
}

/// A week of which only one day is written, and the session on it.
#[track_caller]
fn session(items: &str) -> Session {
    session_in("athlete\n  vdot 50\n", items)
}

#[track_caller]
fn session_in(heads: &str, items: &str) -> Session {
    let analysis = clean(&format!("{heads}week 1\n  mon {items}\n"));
    analysis.plan.sessions.first().cloned().expect("a session")
}

/// `code: the text it is about`, in order.
fn said(analysis: &Analysis) -> Vec<String> {
    analysis
        .diagnostics
        .iter()
        .map(|d| format!("{}: {}", d.code.name, analysis.sources.slice(d.span)))
        .collect()
}

/// A day by its week's place and its own.
fn day(analysis: &Analysis, week: usize, day: usize) -> &Day {
    &analysis.plan.days_of(week)[day]
}

/// The sessions of a day as written.
fn on(analysis: &Analysis, week: usize, of_day: usize) -> Vec<&str> {
    day(analysis, week, of_day).sessions(&analysis.plan).map(|s| analysis.sources.slice(s.text)).collect()
}

/// Files by name.
struct Folder(Vec<(&'static str, String)>);

impl Load for Folder {
    fn load(&self, _from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        if path.starts_with("..") {
            return Err(LoadProblem::Outside);
        }
        if path.ends_with(".png") {
            return Err(LoadProblem::NotText("it is not UTF-8".into()));
        }
        match self.0.iter().find(|(name, _)| *name == path) {
            Some((name, text)) => Ok(SourceText::new(*name, text.as_str())),
            None => {
                Err(LoadProblem::Missing { nearby: self.0.iter().map(|(n, _)| (*n).to_owned()).collect() })
            }
        }
    }
}
