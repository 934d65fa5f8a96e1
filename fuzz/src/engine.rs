//! One target for some time, in a process of its own: a stack that overflows or a loop without end takes no other down.

use crate::coverage::Reached;
use crate::mutation::{Random, mutate};
use meso_fuzz::{Target, dictionary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Seek, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// An input that takes longer hangs, on a busy machine and without optimisation, too.
const PATIENCE: u64 = 30;

/// What came of running a target.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub(crate) executions: u64,
    pub(crate) seconds: f64,
    /// The longest of them, in seconds.
    pub(crate) slowest: f64,
    /// Places in the code that were reached; 0 where nobody counts.
    pub(crate) places: usize,
    /// Inputs at hand at the end.
    pub(crate) inputs: usize,
    /// What failed: what was said, and the file with the input.
    pub(crate) failures: BTreeMap<String, PathBuf>,
}

/// Where inputs and outcomes are kept.
pub(crate) fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fuzz")
}

/// The input that a target is looking at.
pub(crate) fn current(target: &Target) -> PathBuf {
    home().join(format!("{}.current", target.name))
}

/// The last panic of any thread: what it said, and where.
static PANICKED: Mutex<Option<String>> = Mutex::new(None);

/// Runs an input. Gives what a panic said, whichever thread it was in and whoever caught it.
pub(crate) fn execute(target: &Target, input: &[u8]) -> Option<String> {
    let result = catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    let said = PANICKED.lock().unwrap_or_else(PoisonError::into_inner).take();
    if result.is_err() { Some(said.unwrap_or_else(|| "a panic".to_owned())) } else { said }
}

/// Listens to panics instead of printing them.
pub(crate) fn listen() {
    std::panic::set_hook(Box::new(|info| {
        let place =
            info.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        let said = info.payload().downcast_ref::<String>().map(String::as_str);
        let said =
            said.or_else(|| info.payload().downcast_ref::<&str>().copied()).unwrap_or("it said nothing");
        let mut panicked = PANICKED.lock().unwrap_or_else(PoisonError::into_inner);
        panicked.get_or_insert_with(|| format!("{place}: {said}"));
    }));
}

/// Failures are told apart by the place of the panic.
fn place_of(said: &str) -> &str {
    said.split(": ").next().unwrap_or(said)
}

/// Runs a target for so many seconds, and prints what came of it for the parent.
pub(crate) fn child(target: &Target, seconds: f64, seed: u64) -> Result<bool, String> {
    let folder = home();
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let system = |error: std::io::Error| format!("the input cannot be noted: {error}");
    let mut note = File::create(current(target)).map_err(system)?;
    listen();
    let began = watch();
    let mut random = Random::new(seed);
    let words = dictionary::words();
    let mut inputs = (target.seeds)();
    let kept = folder.join("corpus").join(target.name);
    inputs.extend(read_all(&kept));
    let mut reached = Reached::default();
    let mut outcome = Outcome::default();
    let start = Instant::now();
    // Seeds in another order each time, and between them what is made of them: a short run does not come to its last seed.
    for last in (1..inputs.len()).rev() {
        inputs.swap(last, random.below(last + 1));
    }
    let mut queue = 0;
    while start.elapsed().as_secs_f64() < seconds {
        let is_seed = queue < inputs.len() && random.below(2) == 0;
        let input = if is_seed {
            queue += 1;
            inputs[queue - 1].clone()
        } else {
            let mut input = random.of(&inputs).cloned().unwrap_or_default();
            mutate(&mut input, &inputs, &words, &mut random);
            input
        };
        // A process that dies leaves the input behind.
        note.rewind().and_then(|()| note.set_len(0)).and_then(|()| note.write_all(&input)).map_err(system)?;
        let now = Instant::now();
        began.store(elapsed(), Ordering::Relaxed);
        Reached::begin();
        let failure = execute(target, &input);
        let new = reached.end();
        began.store(u64::MAX, Ordering::Relaxed);
        outcome.executions += 1;
        outcome.slowest = outcome.slowest.max(now.elapsed().as_secs_f64());
        if let Some(said) = failure {
            let known = outcome.failures.keys().any(|other| place_of(other) == place_of(&said));
            if !known {
                let (small, said) = shrink(target, input, said);
                outcome.failures.insert(said, save(target, &small)?);
            }
        } else if new && !is_seed {
            let _ = fs::create_dir_all(&kept);
            let _ = fs::write(kept.join(format!("{:016x}", hash(&input))), &input);
            // Behind what still waits, so that a seed is not run twice.
            inputs.push(input);
            let last = inputs.len() - 1;
            inputs.swap(queue.min(last), last);
            queue = (queue + 1).min(inputs.len());
        }
    }
    outcome.seconds = start.elapsed().as_secs_f64();
    outcome.places = reached.places();
    outcome.inputs = inputs.len();
    let _ = fs::remove_file(current(target));
    println!("{}", serde_json::to_string(&outcome).map_err(|error| error.to_string())?);
    Ok(outcome.failures.is_empty())
}

/// Takes away what a failure does not need, for ten seconds at most.
pub(crate) fn shrink(target: &Target, mut input: Vec<u8>, mut said: String) -> (Vec<u8>, String) {
    let start = Instant::now();
    let mut size = input.len() / 2;
    while size > 0 && start.elapsed() < Duration::from_secs(10) {
        let mut at = 0;
        while at < input.len() && start.elapsed() < Duration::from_secs(10) {
            let mut smaller = input.clone();
            drop(smaller.drain(at..(at + size).min(input.len())));
            match execute(target, &smaller) {
                Some(now) if place_of(&now) == place_of(&said) => (input, said) = (smaller, now),
                _ => at += size,
            }
        }
        size /= 2;
    }
    (input, said)
}

/// Keeps an input that fails.
pub(crate) fn save(target: &Target, input: &[u8]) -> Result<PathBuf, String> {
    let folder = home().join("failures");
    let file = folder.join(format!("{}-{:016x}", target.name, hash(input)));
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&file, input));
    written.map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(file)
}

fn read_all(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| fs::read(path).ok()).collect()
}

/// FNV-1a: names files, no more.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Seconds since the program began.
fn elapsed() -> u64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs()
}

/// Ends the process when an input takes too long. The answer takes down when it began; `u64::MAX` for none.
fn watch() -> &'static AtomicU64 {
    static BEGAN: AtomicU64 = AtomicU64::new(u64::MAX);
    elapsed();
    std::thread::spawn(|| {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let began = BEGAN.load(Ordering::Relaxed);
            if began != u64::MAX && elapsed().saturating_sub(began) > PATIENCE {
                eprintln!("an input takes more than {PATIENCE} s");
                std::process::exit(3);
            }
        }
    });
    &BEGAN
}
