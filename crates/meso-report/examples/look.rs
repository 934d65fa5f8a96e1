//! look
#![allow(clippy::unwrap_used, clippy::print_stdout)]
use meso_core::text::{SourceText, Sources};
fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap();
    let mode = args.next().unwrap_or_default();
    let text = std::fs::read_to_string(&path).unwrap();
    let (sources, root) = Sources::with(SourceText::new(path.as_str(), text));
    let analysis =
        meso_core::analyse(sources, root, &meso_core::load::NoFiles, &meso_core::Options::default());
    let found = meso_lint::lint(&analysis, &meso_lint::Config::default());
    let report = meso_report::Report::new(&analysis, &found);
    let t = std::time::Instant::now();
    let out = match mode.as_str() {
        "preview" => report.preview("abc"),
        "fragment" => report.fragment(),
        _ => report.page(),
    };
    eprintln!("{:?} {} bytes, {} findings", t.elapsed(), out.len(), found.len());
    println!("{out}");
}
