//! Asking for the loud findings alone gives them as they are among all: only what nobody hears is left out.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_core::diagnostic::Severity;
use meso_core::load::NoFiles;
use meso_core::syntax::LineCache;
use meso_core::text::{SourceText, Sources};
use meso_lint::{Checked, Config};
use std::path::Path;

#[test]
fn the_loud_ones_are_the_same_without_the_quiet_ones() {
    let mut quiet = 0;
    for name in ["plans/risky-autumn", "plans/slips", "plans/hamburg-marathon", "plans/kim-2027.log"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(format!("{name}.meso"));
        let text = std::fs::read_to_string(path).unwrap();
        for profile in ["", "profile strict\n", "profile masters\n"] {
            quiet += compare(&format!("{profile}{text}"), &Config::default());
        }
    }
    assert!(quiet > 20, "{quiet} findings were left out");
}

#[test]
fn an_allow_of_a_quiet_finding_is_used_whether_or_not_it_is_heard() {
    let plan =
        |allow: &str| format!("week 1\n  {allow}\n  tue 2km E + 6x(400m @R / 400m jog)\n  sun 18km E\n");
    let unused = |text: &str, least| {
        check(text, &Config::default(), least).diagnostics.iter().any(|d| d.code.name == "unused-allow")
    };
    for least in [Severity::Info, Severity::Warning, Severity::Error] {
        assert!(!unused(&plan("allow cool-down-missing \"we walk home\""), least), "{least:?}");
        assert_eq!(unused(&plan("allow cold-shower \"brave\""), least), least < Severity::Error, "{least:?}");
    }
}

/// Compares both ways of asking, and gives the number of findings that the louder way leaves out.
fn compare(text: &str, config: &Config) -> usize {
    let all = check(text, config, Severity::Info).diagnostics;
    for least in [Severity::Warning, Severity::Error] {
        let loud: Vec<String> =
            all.iter().filter(|d| d.severity >= least).map(|d| format!("{d:?}")).collect();
        let heard: Vec<String> =
            check(text, config, least).diagnostics.iter().map(|d| format!("{d:?}")).collect();
        assert_eq!(heard, loud);
    }
    all.iter().filter(|d| d.severity == Severity::Info).count()
}

fn check(text: &str, config: &Config, least: Severity) -> Checked {
    let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
    meso_lint::check_with(&mut LineCache::default(), sources, root, &NoFiles, config, least)
}
