//! All targets one after the other, each in a process of its own, and what came of them.

use crate::coverage::Reached;
use crate::engine::{self, Outcome};
use crate::page;
use meso_fuzz::{TARGETS, Target, named};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// How to run.
pub(crate) struct Options {
    targets: Vec<&'static Target>,
    /// For all of them together.
    seconds: f64,
    seed: u64,
    /// Is it for the page?
    record: bool,
}

impl Options {
    pub(crate) fn read(arguments: &[&str]) -> Result<Options, String> {
        let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
        let mut options = Options { targets: Vec::new(), seconds: 90.0, seed: clock, record: false };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("`{argument}` needs a number"));
            match *argument {
                "--seconds" => options.seconds = crate::number(value()?)?,
                "--seed" => options.seed = crate::number(value()?)?,
                "--record" => options.record = true,
                name => options.targets.push(crate::target(name)?),
            }
        }
        if options.targets.is_empty() {
            options.targets = TARGETS.iter().collect();
        }
        Ok(options)
    }
}

/// Runs them; `false` if anything failed.
pub(crate) fn all(options: &Options) -> Result<bool, String> {
    let each = options.seconds / options.targets.len() as f64;
    let how = if Reached::is_counted() { "guided by what they reach" } else { "mutations of seeds" };
    println!("{} targets, {each:.0} s each, {how}, --seed {}", options.targets.len(), options.seed);
    println!(
        "{:14} {:>10} {:>8} {:>9} {:>7}  failures",
        "target", "inputs run", "per s", "slowest", "reached"
    );
    let mut passed = true;
    for target in &options.targets {
        let outcome = one(target, each, options.seed)?;
        println!(
            "{:14} {:>10} {:>8.0} {:>6.0} ms {:>7}  {}",
            target.name,
            outcome.executions,
            outcome.executions as f64 / outcome.seconds.max(0.001),
            1e3 * outcome.slowest,
            outcome.places,
            outcome.failures.len()
        );
        for (said, file) in &outcome.failures {
            passed = false;
            let file = file.strip_prefix(engine::home().join("../..")).unwrap_or(file);
            println!("  {said}\n  again: cargo run -p meso-fuzz -- replay {} {}", target.name, shown(file));
        }
        if options.record {
            page::record(target, &outcome)?;
        }
    }
    Ok(passed)
}

fn shown(path: &Path) -> String {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(&path).display().to_string()
}

/// One target, in a process of its own. A process that dies is a failure, too.
fn one(target: &'static Target, seconds: f64, seed: u64) -> Result<Outcome, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let child = Command::new(program)
        .args(["child", target.name, &seconds.to_string(), &seed.to_string()])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{} cannot be started: {error}", target.name))?;
    let said = String::from_utf8_lossy(&child.stdout);
    match said.lines().last().and_then(|line| serde_json::from_str(line).ok()) {
        Some(outcome) => Ok(outcome),
        None => {
            let input = fs::read(engine::current(target)).unwrap_or_default();
            let file = engine::save(target, &input)?;
            let said = format!("the process died: {}", child.status);
            Ok(Outcome { seconds, failures: [(said, file)].into(), ..Outcome::default() })
        }
    }
}

/// Runs inputs once more, with the panic as it is.
pub(crate) fn replay(target: &Target, files: &[&str]) -> Result<bool, String> {
    for file in files {
        let input = fs::read(file).map_err(|error| format!("`{file}`: {error}"))?;
        (target.run)(&input);
        println!("{file}: {} holds: {}", target.name, target.promise);
    }
    Ok(!files.is_empty())
}

/// Writes the seeds into a folder.
pub(crate) fn write_seeds(target: &Target, folder: &str) -> Result<bool, String> {
    debug_assert!(named(target.name).is_some());
    fs::create_dir_all(folder).map_err(|error| format!("`{folder}`: {error}"))?;
    for (number, seed) in (target.seeds)().iter().enumerate() {
        let file = Path::new(folder).join(format!("{number:05}"));
        fs::write(&file, seed).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(true)
}
