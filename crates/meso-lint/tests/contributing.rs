//! The rule that `CONTRIBUTING.md` shows is one.

/// What the file of a rule calls `crate::prelude`.
mod prelude {
    pub(crate) use meso_lint::prelude::*;
}

#[path = "contributing/run_short.rs"]
mod run_short;

use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::context::Cx;
use meso_lint::finding::Findings;
use meso_lint::profile::Profile;
use meso_lint::rule::{Configure as _, Rule as _};
use run_short::RunShort;

#[test]
fn the_guide_shows_this_rule() {
    let guide = include_str!("../../../CONTRIBUTING.md");
    assert!(guide.contains(include_str!("contributing/run_short.rs").trim_end()));
}

#[test]
fn the_rule_of_the_guide_does_what_it_says() {
    let text = "plan \"Example\"\nweek 1\n  tue 10min E\n  thu 30min E\n";
    let (sources, root) = Sources::with(SourceText::new("example.meso", text));
    let options = meso_core::Options::default();
    let analysis = meso_core::analyse(sources, root, &NoFiles, &options);
    let cx = Cx::new(&analysis, Profile::Default, &options);
    let mut found = Vec::new();
    RunShort::default().check(&cx, &mut Findings::new(RunShort::CODE, &mut found));
    let messages: Vec<&str> = found.iter().map(|(_, d)| d.message.as_str()).collect();
    assert_eq!(messages, ["`10min E` on Tuesday is over in 10 min"]);
    assert_eq!(RunShort::META.name(), "run-short");
    assert_eq!(RunShort::default().values(), [("min".to_owned(), "\"20 min\"".to_owned())]);
}
