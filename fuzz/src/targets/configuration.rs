//! Any text as a configuration.

use meso_core::diagnostic::Diagnostic;
use meso_core::edit;
use meso_core::text::{SourceText, Sources};
use meso_lint::config::ConfigFile;
use meso_lint::profile::Profile;
use meso_lint::{Config, check};

const PLAN: &str = "plan \"A\"\n  start 2027-01-04\nweek 1\n  mon 6x(1km @I / 90s jog)\n  tue 20min T, ice-bath 10 min\n  sun 30km E\n";

pub(super) fn run(data: &[u8]) {
    let text = super::text(data);
    for kind in [ConfigFile::Meso, ConfigFile::Pyproject] {
        let read = |text: &str| Config::read(&SourceText::new("meso.toml", text), kind);
        let Some((config, findings)) = read(&text) else { continue };
        findings.iter().for_each(|finding| lies_in(&text, finding));
        for fix in findings.iter().flat_map(|finding| &finding.fixes) {
            let mended = edit::apply(&text, &fix.edits);
            let mended =
                mended.unwrap_or_else(|| panic!("the edits of `{}` overlap: {:?}", fix.title, fix.edits));
            let _: Option<(Config, Vec<Diagnostic>)> = read(&mended);
        }
        let (sources, root) = Sources::with(SourceText::new("plans/plan.meso", PLAN));
        let checked = check(sources, root, &meso_core::load::NoFiles, &config);
        super::plan::findings_lie_in_the_text(&checked.analysis.sources, &checked.diagnostics);
        for profile in Profile::ALL {
            for rule in config.explain("plans/plan.meso", *profile) {
                assert!(rule.options.iter().all(|(name, value, _)| !name.is_empty() && !value.is_empty()));
            }
        }
    }
}

fn lies_in(text: &str, finding: &Diagnostic) {
    let spans = finding.related.iter().map(|related| related.span).chain([finding.span]);
    let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
    for span in spans.chain(edits) {
        let place = text.get(span.start as usize..span.end as usize);
        assert!(place.is_some(), "{}: {span:?} is not in the file", finding.code.name);
    }
}
