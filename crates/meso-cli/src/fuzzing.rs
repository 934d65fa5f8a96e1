//! What the fuzz targets hold the command's own files to: a cache and a baseline may be anybody's bytes.

#![allow(clippy::expect_used, clippy::unwrap_used)] // what panics here has been found

use crate::baseline::{Baseline, Met};
use crate::cache::store::{self, MARK, Store};
use crate::inputs::hash;
use crate::output::{FileFindings, OutputFormat, Summary};
use crate::terminal::Terminal;
use clap::ValueEnum;
use meso_core::diagnostic::Diagnostic;
use meso_core::load::NoFiles;
use meso_core::text::{FileId, SourceText, Sources};
use meso_lint::Config;
use meso_project::Disk;
use std::path::Path;

const PLAN: &str = "plan \"Ü\"\nweek 1\n  mon 8 km E\n  tue 6x(1km @I / 90s jog)\n  wed 6x(1km @I / 90s jog)\n  sun 8 km E\n";

/// The parts of a cache file after its mark and before its hash, for a beginning.
#[must_use]
pub fn cache_seed() -> Vec<u8> {
    let (sources, findings) = checked();
    let plan = store::Plan {
        config: hash(b"configuration"),
        hashes: sources.iter().map(|(_, file)| hash(file.text.as_bytes())).collect(),
        asked: Vec::new(),
        findings: store::Findings::New(store::bytes(&findings).unwrap()),
    };
    let mut store = Store::default();
    store.plans.insert("plan.meso".to_owned(), plan);
    let bytes = written(&store);
    bytes[MARK.len()..bytes.len() - size_of::<crate::inputs::Hash>()].to_vec()
}

/// Reads bytes as a cache, as they are and made whole with mark and hash. What is whole is written again to the byte, and
/// its findings are shown in every format.
///
/// # Panics
/// If that does not hold.
pub fn cache(body: &[u8]) {
    let _: Option<Store> = Store::read(body.to_vec());
    let mut whole = [MARK.as_slice(), body].concat();
    whole.extend(hash(&whole));
    let Some(store) = Store::read(whole) else { return };
    let once = written(&store);
    let again = Store::read(once.clone()).expect("what was written is whole");
    assert_eq!(written(&again), once, "what is read is written otherwise");
    let (sources, _) = checked();
    for plan in store.plans.values() {
        let Some(findings) = store::findings(store.findings(plan), sources.iter().count()) else { continue };
        let bytes = store::bytes(&findings).expect("findings have bytes");
        assert_eq!(store::findings(&bytes, sources.iter().count()).as_ref(), Some(&findings));
        show(&sources, &findings);
    }
}

/// A baseline, for a beginning.
#[must_use]
pub fn baseline_seed() -> String {
    let text = "{\"version\": 1, \"findings\": {\"plan.meso\": [{\"rule\": \"notation\", \"level\": \"warning\", \"line\": \"mon 8 km E\", \"fingerprint\": \"0\"}]}}";
    Baseline::parse(Path::new("/meso-baseline.json"), "meso-baseline.json", text)
        .map(|baseline| baseline.text())
        .unwrap()
}

/// Reads a text as a baseline. It is refused in one sentence, or hides findings no more often than it has them, and is
/// written as it reads.
///
/// # Panics
/// If that does not hold.
pub fn baseline(text: &str) {
    let path = Path::new("/meso-baseline.json");
    let read = |text: &str| Baseline::parse(path, "meso-baseline.json", text);
    let baseline = match read(text) {
        Ok(baseline) => baseline,
        Err(failure) => {
            let said = failure.to_string();
            assert!(said.contains("meso-baseline.json"), "{said}");
            return;
        }
    };
    let written = baseline.text();
    let again = read(&written).expect("what was written is a baseline");
    assert_eq!(again.text(), written);
    let (sources, findings) = checked();
    let disk = Disk::of_text(Path::new("/"), "plan.meso");
    let mut met = Met::default();
    let new = baseline.new_ones(&disk, &sources, findings.clone(), &mut met);
    assert_eq!(new.len() + met.count(), findings.len());
    let mut met = Met::default();
    assert_eq!(again.new_ones(&disk, &sources, findings, &mut met), new);
}

fn checked() -> (Sources, Vec<Diagnostic>) {
    let (sources, root) = Sources::with(SourceText::new("plan.meso", PLAN));
    let mut checked = meso_lint::check(sources, root, &NoFiles, &Config::default());
    let _: FileId = checked.analysis.sources.add(SourceText::new("library.meso", "session s\n  8 km E\n"));
    (checked.analysis.sources, checked.diagnostics)
}

fn written(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    store.write(&mut bytes).expect("memory can be written to");
    bytes
}

fn show(sources: &Sources, diagnostics: &[Diagnostic]) {
    for format in OutputFormat::value_variants() {
        let format = format.build(Terminal::PLAIN);
        let mut out = format.head();
        format.file(&FileFindings { sources, diagnostics }, &mut out);
        out.push_str(&format.foot(&Summary::default()));
    }
}
