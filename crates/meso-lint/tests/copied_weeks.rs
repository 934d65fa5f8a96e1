//! Weeks that are `like` others: what is said of them stands at them.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::Config;

/// `line: message | related line` of every finding of a rule.
fn found(rule: &str, text: &str) -> Vec<String> {
    let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
    let checked = meso_lint::check(sources, root, &NoFiles, &Config::default());
    let source = checked.analysis.sources.get(root);
    let line = |at: u32| source.line_index().line_of(at) + 1;
    checked
        .diagnostics
        .iter()
        .filter(|d| d.code.name == rule)
        .map(|d| {
            let related = d.related.last().map_or(0, |r| line(r.span.start));
            format!("{}: {} | {related}", line(d.span.start), d.message)
        })
        .collect()
}

const RACE_IN_A_COPY: &str = "plan \"x\"
  goal 10km
week 1
  fri 2km E + 20min T + 2km E
week 2
  fri 8km E
week 3 like 1
  sun race 10km
";

#[test]
fn a_finding_stands_at_the_week_it_is_about_and_shows_the_words() {
    let said = found("hard-session-too-close-to-race", RACE_IN_A_COPY);
    assert_eq!(
        said,
        ["7: week 3: `2km E + 20min T + 2km E` on Friday is hard, 2 days before the goal race | 4"]
    );
}

#[test]
fn chains_and_copies_with_a_volume_do_so_too() {
    let text = RACE_IN_A_COPY
        .replace("fri 8km E\nweek 3 like 1", "fri 8km E\nweek 3 like 1 volume 80%\nweek 4 like 3");
    let said = found("hard-session-too-close-to-race", &text);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said.iter().all(|s| s.starts_with("8: week 4: ") && s.ends_with("| 4")), "{said:?}");
}

#[test]
fn what_is_wrong_with_the_words_themselves_is_said_once() {
    let text = "plan \"x\"\nweek 1\n  tue 2km E + 8km T\n  sun 16km E\nweek 2 like 1\nweek 3 like 1\n";
    let said = found("cool-down-missing", text);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said.iter().all(|s| s.starts_with("3: ")), "{said:?}");
}
