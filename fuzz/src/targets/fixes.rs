//! Any text, fixed: fixing it again finds nothing to do.

use super::plan::Files;
use meso_core::diagnostic::Applicability;
use meso_core::text::SourceText;
use meso_lint::Config;
use meso_lint::fix::{Fixed, fix};

pub(super) fn run(data: &[u8]) {
    let text = super::text(data);
    for trust in [Applicability::Safe, Applicability::Unsafe] {
        let fixed = |text: &str| -> Fixed {
            let source = SourceText::new("plan.meso", text);
            fix(source, &Files(text), &Config::default(), trust, &|_| true)
        };
        let once = fixed(&text);
        let twice = fixed(&once.text);
        assert_eq!(once.text, twice.text, "fixing again ({trust:?}) changes something: {:?}", twice.applied);
        assert!(twice.applied.is_empty(), "fixing again ({trust:?}) does something: {:?}", twice.applied);
        super::plan::findings_lie_in_the_text(&once.checked.analysis.sources, &once.checked.diagnostics);
    }
}
