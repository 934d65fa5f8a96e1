//! What was run and what came of it: a line a run in `record.jsonl`, and the page `docs/fuzzing.md` made of them.

use crate::coverage::Reached;
use crate::engine::Outcome;
use meso_fuzz::{TARGETS, Target};
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A run of a target.
#[derive(Serialize, Deserialize)]
struct Run {
    date: String,
    target: String,
    guided: bool,
    seconds: f64,
    executions: u64,
    reached: usize,
    failures: usize,
}

/// Something that was found.
#[derive(Deserialize)]
struct Found {
    target: String,
    what: String,
    came_of_it: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> Result<Vec<T>, String> {
    let text = fs::read_to_string(root().join(name)).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_str(line).map_err(|error| format!("{name}: {error}: {line}"))).collect()
}

/// Takes down a run.
pub(crate) fn record(target: &Target, outcome: &Outcome) -> Result<(), String> {
    let run = Run {
        date: jiff::Zoned::now().date().to_string(),
        target: target.name.to_owned(),
        guided: Reached::is_counted(),
        seconds: outcome.seconds.round(),
        executions: outcome.executions,
        reached: outcome.places,
        failures: outcome.failures.len(),
    };
    let line = serde_json::to_string(&run).map_err(|error| error.to_string())?;
    let file = root().join("fuzz/record.jsonl");
    let opened = fs::OpenOptions::new().create(true).append(true).open(file);
    opened
        .and_then(|mut file| writeln!(file, "{line}"))
        .map_err(|error| format!("the record cannot be written: {error}"))
}

/// Writes a file of the project.
pub(crate) fn write(name: &str, text: &str) -> Result<bool, String> {
    fs::write(root().join(name), text).map_err(|error| format!("`{name}`: {error}"))?;
    println!("wrote {name}");
    Ok(true)
}

/// The page.
pub(crate) fn page() -> Result<String, String> {
    let runs: Vec<Run> = read("fuzz/record.jsonl")?;
    let found: Vec<Found> = read("fuzz/found.jsonl")?;
    let mut out = String::from(BEGIN);
    let _ = writeln!(out, "| target | what holds for any input |\n|---|---|");
    for target in TARGETS {
        let _ = writeln!(out, "| `{}` | {} |", target.name, target.promise);
    }
    let _ = writeln!(
        out,
        "| `python` | whatever the Python API is given, it answers or raises one of its own errors (`fuzz/python_api.py`, [atheris](https://pypi.org/project/atheris/)) |"
    );
    out.push_str(MIDDLE);
    let names = TARGETS.iter().map(|target| target.name).chain(["python"]);
    let _ = writeln!(
        out,
        "| target | hours | inputs run | places reached | last run |\n|---|---:|---:|---:|---|"
    );
    let (mut hours, mut executions) = (0.0, 0);
    for name in names {
        let of_target: Vec<&Run> = runs.iter().filter(|run| run.target == name).collect();
        let sum: f64 = of_target.iter().map(|run| run.seconds / 3600.0).sum();
        let count: u64 = of_target.iter().map(|run| run.executions).sum();
        let reached = of_target.iter().map(|run| run.reached).max().unwrap_or(0);
        let last = of_target.iter().map(|run| run.date.as_str()).max().unwrap_or("never");
        let reached = if reached == 0 { "not counted".to_owned() } else { grouped(reached as u64) };
        let _ = writeln!(out, "| `{name}` | {sum:.2} | {} | {reached} | {last} |", grouped(count));
        hours += sum;
        executions += count;
    }
    let _ = writeln!(out, "| together | {hours:.2} | {} | | |", grouped(executions));
    let _ = writeln!(out, "\n## What was found\n\n| target | what | what came of it |\n|---|---|---|");
    for found in found {
        let _ = writeln!(out, "| `{}` | {} | {} |", found.target, found.what, found.came_of_it);
    }
    Ok(out)
}

/// 1234567 as `1,234,567`.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

const BEGIN: &str = "\
# Fuzzing

<!-- Written by `cargo run -p meso-fuzz page`, out of fuzz/record.jsonl and fuzz/found.jsonl. -->

Random input is held against what each part promises. A target panics where the promise is broken:

";

const MIDDLE: &str = "
`python3 tests/run.py` gives all targets 90 seconds together, in the build that the other tests use. The long run builds once
more, optimised and so that the code counts what it reaches, and keeps inputs that reach something new:

```sh
python3 tests/run.py fuzz --seconds 3600
```

Inputs begin with the corpus of the grammar, the examples, and the plans on the pages of the rules; words come from the grammar
(`fuzz/meso.dict`). Each run prints its seed. An input that fails is made small, saved under `target/fuzz/failures`, and the command
that runs it again is printed. Made a test, it stays fixed.

libFuzzer runs the same targets, where there are a C++ compiler and `cargo-fuzz`:

```sh
cargo run -p meso-fuzz -- seeds plan target/fuzz/seeds/plan && mkdir -p target/fuzz/corpus/plan
RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir fuzz/libfuzzer plan target/fuzz/corpus/plan target/fuzz/seeds/plan -- -dict=fuzz/meso.dict -max_len=4096
```

## What was run

With `--record`; the runs of the test command are not counted.

";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_tells_of_the_record() {
        let kept = fs::read_to_string(root().join("docs/fuzzing.md")).unwrap_or_default();
        assert!(Ok(kept) == page(), "run `cargo run -p meso-fuzz page`");
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!([7, 999, 1000, 1_234_567].map(grouped), ["7", "999", "1,000", "1,234,567"]);
    }
}
