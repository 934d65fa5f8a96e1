//! A thousand plans on their way through a real history: with the cache, `--since` and a baseline, every commit says what
//! an uncached run over everything says.

use crate::meso::{command, meso_in, wait};
use crate::since::{git, write};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

const PLANS: usize = 1000;
const FOLDERS: usize = 10;
const LIBRARIES: usize = 8;

/// The folder and name of a plan.
fn place(i: usize) -> String {
    format!("group-{}/plan-{i:03}", i % FOLDERS)
}

fn plan_file(i: usize) -> String {
    place(i) + ".meso"
}

fn log_file(i: usize) -> String {
    place(i) + ".log.meso"
}

fn library_file(k: usize) -> String {
    format!("library/sessions-{k}.meso")
}

fn has_log(i: usize) -> bool {
    i.is_multiple_of(5)
}

/// A plan of two weeks, each another; most have something to say about them.
fn plan(i: usize) -> String {
    let log = if has_log(i) { format!("  logs \"plan-{i:03}.log.meso\"\n") } else { String::new() };
    let slip = if i.is_multiple_of(3) { "8 km E" } else { "8km E" };
    let hard = ["2km E + 5x(1km @I / 2min jog) + 2km E", "session-a", "9km E"][i % 3];
    format!(
        "use \"../{}\"\nplan \"Plan {i}\"\n  start 2027-01-04\n  units km\n{log}\nweek 1\n  mon rest\n  tue {}km E\n  wed session-a\n  thu {hard}\n  sat {slip}\n  sun long {}km @6:00/km\n\nweek 2\n  mon rest\n  tue 6km E\n  thu session-b\n  sun long {}km @6:00/km\n",
        library_file(i % LIBRARIES),
        5 + i % 4,
        12 + i % 7,
        14 + i % 9,
    )
}

fn library(k: usize) -> String {
    format!(
        "session session-a\n  2km E + {}x(800m @I / 2min jog) + 2km E\n\nsession session-b\n  {} km E\n",
        4 + k % 3,
        7 + k % 2
    )
}

fn log(i: usize) -> String {
    format!("log for \"plan-{i:03}.meso\" 2027-01-05\n  done {}km in 40:00 rpe {}\n", 5 + i % 4, 3 + i % 6)
}

fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(folder.join(file), text.replacen(from, to, 1)).unwrap();
}

/// Files that a commit changes in what they mean: plans, with their logs.
type Changed = BTreeSet<String>;

fn with_log(plans: impl IntoIterator<Item = usize>) -> Changed {
    let both = |i: usize| [Some(plan_file(i)), has_log(i).then(|| log_file(i))];
    plans.into_iter().flat_map(both).flatten().collect()
}

/// Those who use a library, from folders with configurations of their own as well.
fn users(k: usize) -> impl Iterator<Item = usize> {
    (0..PLANS).filter(move |i| i % LIBRARIES == k)
}

fn members(group: usize) -> impl Iterator<Item = usize> {
    (0..PLANS).filter(move |i| i % FOLDERS == group)
}

/// What was done to the repository, and which plans that touches.
type Step = (&'static str, fn(&Path) -> Changed);

const HISTORY: [Step; 15] = [
    ("a plan", |at| {
        edit(at, &plan_file(11), "tue 8km E", "tue 8 km E");
        with_log([11])
    }),
    ("a library", |at| {
        edit(at, &library_file(2), "2km E + ", "3km E + ");
        let mut changed = with_log(users(2));
        changed.insert(library_file(2));
        changed
    }),
    ("a line that cannot be read", |at| {
        edit(at, &plan_file(25), "mon rest", "mon ?? rest");
        with_log([25])
    }),
    ("a plan under another name", |at| {
        git(at, &["mv", &plan_file(31), "group-1/moved.meso"]);
        Changed::from(["group-1/moved.meso".to_owned()])
    }),
    ("a configuration", |at| {
        write(at, "group-3/meso.toml", "[rules]\nnotation = \"error\"\n");
        with_log(members(3))
    }),
    ("a log", |at| {
        edit(at, &log_file(40), "rpe", "on Tuesday rpe");
        with_log([40])
    }),
    ("a plan that goes", |at| {
        fs::remove_file(at.join(plan_file(52))).unwrap();
        Changed::new()
    }),
    ("a plan that comes", |at| {
        write(at, "group-0/new.meso", &plan(52));
        Changed::from(["group-0/new.meso".to_owned()])
    }),
    ("a touch without a change", |at| {
        let text = fs::read(at.join(plan_file(60))).unwrap();
        fs::write(at.join(plan_file(60)), text).unwrap();
        Changed::new()
    }),
    ("the line is mended", |at| {
        edit(at, &plan_file(25), "mon ?? rest", "mon rest");
        with_log([25])
    }),
    ("a library that goes", |at| {
        fs::remove_file(at.join(library_file(5))).unwrap();
        with_log(users(5))
    }),
    ("it comes again", |at| {
        write(at, &library_file(5), &library(5));
        let mut changed = with_log(users(5));
        changed.insert(library_file(5));
        changed
    }),
    ("lines above what is known", |at| {
        for i in [3, 6, 9] {
            edit(at, &plan_file(i), "plan \"", "# moved down\n\nplan \"");
        }
        with_log([3, 6, 9])
    }),
    ("a configuration that goes", |at| {
        fs::remove_file(at.join("group-3/meso.toml")).unwrap();
        with_log(members(3))
    }),
    ("a revert of the library's edit", |at| {
        git(at, &["revert", "--no-commit", "HEAD~12"]);
        let mut changed = with_log(users(2));
        changed.insert(library_file(2));
        changed
    }),
];

/// What GitLab is told: rule, place and fingerprint of every finding.
fn check(at: &Path, args: &[&str]) -> Vec<Value> {
    let args = [&["check", "--format", "gitlab", "--quiet"], args].concat();
    let run = meso_in(at, &args);
    assert!(run.code < 2 && run.err.is_empty(), "{args:?}: {} {}", run.code, run.err);
    let found: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    assert_eq!(run.code, i32::from(!found.is_empty()), "{args:?}");
    found
}

fn of(finding: &Value, path: &[&str]) -> String {
    path.iter().fold(finding, |value, key| &value[key]).as_str().unwrap().to_owned()
}

fn file_of(finding: &Value) -> String {
    of(finding, &["location", "path"])
}

fn fingerprints(found: &[Value]) -> BTreeSet<String> {
    found.iter().map(|finding| of(finding, &["fingerprint"])).collect()
}

/// A line a finding.
fn lines<'f>(found: impl Iterator<Item = &'f Value>) -> String {
    found.map(|finding| format!("{finding}\n")).collect()
}

fn commit(at: &Path, message: &str) {
    git(at, &["add", "-A"]);
    git(at, &["commit", "-q", "--allow-empty", "-m", message]);
}

fn thousand_plans() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for i in 0..PLANS {
        write(at, &plan_file(i), &plan(i));
        if has_log(i) {
            write(at, &log_file(i), &log(i));
        }
    }
    for k in 0..LIBRARIES {
        write(at, &library_file(k), &library(k));
    }
    write(at, "meso.toml", "");
    write(at, "group-7/meso.toml", "profile = \"strict\"\n");
    git(at, &["init", "-q", "-b", "main"]);
    commit(at, "a thousand plans");
    folder
}

#[test]
fn every_commit_says_with_the_cache_what_it_says_without() {
    let folder = thousand_plans();
    let at = folder.path();
    let first = check(at, &["--no-cache"]);
    assert!(first.len() > 300, "{}", first.len());
    let known = fingerprints(&first);
    let written = meso_in(at, ["check", "--write-baseline=known.json"]);
    assert_eq!(written.code, 0, "{written:?}");
    for (what, step) in HISTORY {
        let touched = step(at);
        // Once before the commit, when the tree is as it will be.
        let full = check(at, &["--no-cache"]);
        assert_eq!(check(at, &[]), full, "{what}");
        commit(at, what);
        let is_changed = |finding: &Value| touched.contains(&file_of(finding));
        let is_new = |finding: &Value| !known.contains(&of(finding, &["fingerprint"]));
        let only = |wanted: &dyn Fn(&Value) -> bool| lines(full.iter().filter(|finding| wanted(finding)));
        let said = |args: &[&str]| lines(check(at, args).iter());
        assert_eq!(said(&["--since", "HEAD~1"]), only(&is_changed), "{what}, --since");
        assert_eq!(said(&["--baseline", "known.json"]), only(&is_new), "{what}, --baseline");
        assert_eq!(
            said(&["--since", "HEAD~1", "--baseline", "known.json"]),
            only(&|finding| is_changed(finding) && is_new(finding)),
            "{what}, --since and --baseline"
        );
    }
}

#[test]
fn a_run_may_be_killed_at_any_moment_and_many_may_run_at_once() {
    let folder = thousand_plans();
    let at = folder.path();
    let full = check(at, &["--no-cache"]);
    let mut run = command(at, ["check", "--format", "gitlab", "--quiet"]);
    run.stdout(Stdio::null()).stderr(Stdio::null());
    let begun = Instant::now();
    wait(&mut run.spawn().unwrap(), &run);
    let whole = begun.elapsed();
    for part in 1..=12 {
        // Each time there is something to write down.
        fs::write(at.join(plan_file(part)), plan(part + 12)).unwrap();
        if part % 4 == 0 {
            // Nothing was written yet if every run was killed too soon.
            meso_in(at, ["clean"]);
        }
        let mut killed = run.spawn().unwrap();
        let part = u32::try_from(part).unwrap();
        std::thread::sleep((whole * part / 10).min(Duration::from_secs(3)));
        killed.kill().unwrap();
        wait(&mut killed, &run);
    }
    for part in 1..=12 {
        fs::write(at.join(plan_file(part)), plan(part)).unwrap();
    }
    assert_eq!(check(at, &[]), full, "after kills");
    assert_eq!(meso_in(at, ["clean"]).code, 0);
    let mut runs: Vec<_> = (0..4).map(|_| run.spawn().unwrap()).collect();
    for one in &mut runs {
        assert_eq!(wait(one, &run).code(), Some(1));
    }
    assert_eq!(check(at, &[]), full, "after runs beside each other");
}
