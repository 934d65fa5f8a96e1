//! `--watch` as a runner uses it: started, left alone, asked by edits, ended by Ctrl-C.

use crate::meso::{PATIENCE, command, meso_in, program, wait};
use crate::since::write;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

const CLEAN: &str = "plan \"x\"\n  units km\nweek 1\n  mon 8km E\n";

struct Watching {
    command: Command,
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Path, args: &[&str]) -> Watching {
        let args = [&["check", "--watch", "--format", "concise"], args].concat();
        let mut command = command(folder, args);
        let mut child = command.spawn().unwrap();
        let (send, lines) = mpsc::channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        Watching { command, child, lines }
    }

    /// Reads until a line says this.
    #[track_caller]
    fn says(&self, words: &str) {
        let (mut said, end) = (Vec::new(), Instant::now() + PATIENCE);
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            said.push(line);
            if said.last().is_some_and(|line| line.contains(words)) {
                return;
            }
        }
        panic!("waited for `{words}`, heard {said:?}");
    }

    /// Reads until nothing was said for a while.
    #[track_caller]
    fn falls_silent(&self) {
        let (mut said, end) = (Vec::new(), Instant::now() + PATIENCE);
        while let Ok(line) = self.lines.recv_timeout(Duration::from_secs(1)) {
            said.push(line);
            assert!(Instant::now() < end, "waited for it to fall silent, heard {said:?}");
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn each_change_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "plans/a.meso", CLEAN);
    write(at, "plans/uses.meso", &CLEAN.replace("plan ", "use \"../lib/shared.meso\"\nplan "));
    write(at, "lib/shared.meso", "session easy-run\n  8km E\n");
    write(at, "meso.toml", "");
    let watching = Watching::start(at, &["plans"]);
    watching.says("2 plans checked, nothing to say");
    write(at, "plans/a.meso", &CLEAN.replace("8km", "8 km"));
    watching.says("plans/a.meso:4:7: warning[notation]");
    watching.says("1 warning in 2 plans");
    write(at, "plans/deep/new.meso", &CLEAN.replace("8km", "9 km"));
    watching.says("plans/deep/new.meso:4:7: warning[notation]");
    watching.says("2 warnings in 3 plans");
    // What is used lies elsewhere, and so does the configuration.
    write(at, "lib/shared.meso", "session easy-run\n  7 km E\n");
    watching.says("lib/shared.meso:2:3: warning[notation]");
    watching.says("3 warnings in 3 plans");
    write(at, "meso.toml", "[rules]\nnotation = \"off\"\n");
    watching.says("3 plans checked, nothing to say");
    fs::remove_dir_all(at.join("plans/deep")).unwrap();
    watching.says("2 plans checked, nothing to say");
    fs::remove_file(at.join("plans/a.meso")).unwrap();
    watching.says("1 plan checked, nothing to say");
    // What it reads itself is no change. A busy machine may tell of the last one in parts.
    watching.falls_silent();
}

#[cfg(unix)]
#[test]
fn control_c_ends_it() {
    use std::os::unix::process::ExitStatusExt;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.meso", CLEAN);
    let mut watching = Watching::start(folder.path(), &["--quiet", "--statistics"]);
    write(folder.path(), "b.meso", &CLEAN.replace("8km", "8 km"));
    watching.says("notation");
    let id = watching.child.id().to_string();
    assert!(program("kill").args(["-INT", &id]).status().unwrap().success());
    // A shell calls that 130.
    assert_eq!(wait(&mut watching.child, &watching.command).signal(), Some(2));
}

#[test]
fn what_cannot_be_watched_is_said() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.meso", CLEAN);
    for args in [&["--watch", "-"][..], &["--watch", "--fix"], &["--watch", "--since", "main"]] {
        let run = meso_in(folder.path(), [&["check"], args].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
    }
}
