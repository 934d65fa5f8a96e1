//! What goes wrong around a write: limits, kills, signals, other processes, odd files and clocks. A file is the old or the
//! new, nothing is left behind, and what could not be done is said.

use crate::meso::{Run, command, meso_in};
use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

const SLIP: &str = "plan \"x\"\n  units km\nweek 1\n mon 8 km E\n  wed 5km E\n";

/// Every way in which a file is written, in a folder with `a.meso`; the file that is written.
const WRITERS: [(&str, &[&str]); 6] = [
    ("a.meso", &["fmt", "a.meso"]),
    ("a.meso", &["check", "--fix", "a.meso"]),
    ("a.meso", &["check", "--unsafe-fixes", "a.meso"]),
    ("base.json", &["check", "--write-baseline=base.json", "a.meso"]),
    ("page.html", &["report", "a.meso", "-o", "page.html"]),
    ("new.meso", &["schedule", "a.meso", "--start", "2027-01-04", "-o", "new.meso"]),
];

/// A plan of several kilobytes.
fn long() -> String {
    let weeks = (2..120).map(|week| format!("week {week}\n  mon 8 km E\n  wed 5 km E  # as ever, by feel\n"));
    SLIP.to_owned() + &weeks.collect::<String>()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.meso"), long()).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn refused(run: &Run, name: &str) {
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.lines().any(|line| line.starts_with("meso: ") && line.contains(name)), "{run:?}");
}

#[test]
fn a_file_that_may_not_grow_stays_what_it_was() {
    for (file, args) in WRITERS {
        let folder = folder();
        let meso = command(folder.path(), args).get_program().to_owned();
        let mut run = Command::new("sh");
        run.current_dir(folder.path()).args(["-c", "ulimit -f 1; exec \"$0\" \"$@\""]).arg(meso).args(args);
        let output = run.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains(&format!("could not write `{file}`")), "{args:?}: {said}");
        assert_eq!(names(folder.path()), ["a.meso"], "{args:?}");
        assert_eq!(fs::read_to_string(folder.path().join("a.meso")).unwrap(), long());
    }
}

#[test]
fn a_full_disk_is_said_and_leaves_what_was_there() {
    // `/dev/full` is a device: whoever is asked to write into it refuses, and never takes its place.
    for (_, args) in WRITERS.iter().filter(|(file, _)| *file != "a.meso") {
        let folder = folder();
        let to_full: Vec<String> = args
            .iter()
            .map(|arg| match *arg {
                "page.html" | "new.meso" => "/dev/full".to_owned(),
                other => other.replace("base.json", "/dev/full"),
            })
            .collect();
        refused(&meso_in(folder.path(), &to_full), "/dev/full");
        assert!(!fs::metadata("/dev/full").unwrap().is_file());
        assert_eq!(names(folder.path()), ["a.meso"]);
    }
}

#[test]
fn what_is_read_only_stays() {
    for (file, args) in WRITERS {
        let folder = folder();
        let path = folder.path().join(file);
        if file == "base.json" {
            assert_eq!(meso_in(folder.path(), args).code, 0);
            fs::write(folder.path().join("a.meso"), SLIP).unwrap();
        } else if file != "a.meso" {
            fs::write(&path, "mine").unwrap();
        }
        let old = fs::read(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let run = meso_in(folder.path(), args);
        refused(&run, file);
        assert!(run.err.contains("read-only"), "{run:?}");
        assert_eq!(fs::read(&path).unwrap(), old);
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o444);
    }
}

#[test]
fn pipes_and_folders_are_not_replaced() {
    for (file, args) in WRITERS.iter().filter(|(file, _)| *file != "a.meso") {
        let folder = folder();
        let path = folder.path().join(file);
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        refused(&meso_in(folder.path(), *args), file);
        assert!(!fs::symlink_metadata(&path).unwrap().is_file());
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        refused(&meso_in(folder.path(), *args), file);
        assert!(path.is_dir());
    }
}

#[test]
fn other_names_of_a_file_are_said() {
    let folder = folder();
    fs::hard_link(folder.path().join("a.meso"), folder.path().join("copy.txt")).unwrap();
    let run = meso_in(folder.path(), ["fmt", "a.meso"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("`a.meso` has 1 other name (hard links) with the old text"), "{run:?}");
    assert_eq!(fs::read_to_string(folder.path().join("copy.txt")).unwrap(), long());
}

#[test]
fn kills_and_signals_leave_whole_files_and_the_next_run_clears_up() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<String> = (0..120).map(|n| format!("{n}.meso")).collect();
    let plan = |file: &String| folder.path().join(file);
    let new = {
        fs::write(plan(&files[0]), long()).unwrap();
        assert_eq!(meso_in(folder.path(), ["fmt", &files[0]]).code, 0);
        fs::read_to_string(plan(&files[0])).unwrap()
    };
    for round in 0..16 {
        files.iter().for_each(|file| fs::write(plan(file), long()).unwrap());
        let fmt =
            || command(folder.path(), ["fmt"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Sometimes two at once.
        let mut runs: Vec<_> = (0..1 + round % 2).map(|_| fmt()).collect();
        std::thread::sleep(Duration::from_millis(5 + 17 * round));
        let signal = ["-KILL", "-TERM", "-INT"][round as usize % 3];
        for run in &mut runs {
            let _ = Command::new("kill").args([signal, &run.id().to_string()]).stderr(Stdio::null()).status();
            run.wait().unwrap();
        }
        for file in &files {
            let text = fs::read_to_string(plan(file)).unwrap();
            assert!(text == long() || text == new, "{file} is neither old nor new after {signal}");
        }
        let left: Vec<String> =
            names(folder.path()).into_iter().filter(|name| !files.contains(name)).collect();
        assert!(left.iter().all(|name| name.starts_with(".meso-") && name.ends_with(".tmp")), "{left:?}");
        assert!(signal == "-KILL" || left.is_empty(), "{signal} left {left:?}");
        // After a while they are nobody's any more.
        let old = SystemTime::now() - Duration::from_secs(3600);
        for name in &left {
            File::options().write(true).open(folder.path().join(name)).unwrap().set_modified(old).unwrap();
        }
        assert_eq!(meso_in(folder.path(), ["fmt"]).code, 0);
        assert_eq!(meso_in(folder.path(), ["fmt"]).code, 0, "where nothing is to be written, too");
        assert_eq!(names(folder.path()).len(), files.len(), "after {signal}");
    }
}

#[test]
fn closed_ends_of_pipes_end_no_command_badly() {
    let folder = folder();
    for args in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--fix", "--diff"],
        &["fmt", "--diff"],
        &["fmt", "--check"],
        &["show", "a.meso"],
        &["report", "a.meso"],
        &["schedule", "a.meso", "--start", "2027-01-04"],
        &["diff", "/dev/null", "a.meso"],
        &["config", "a.meso"],
        &["explain", "notation"],
        &["rules"],
        &["man"],
        &["completions", "bash"],
        &["clean"],
        &["--help"],
    ] {
        let mut run =
            command(folder.path(), args).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        drop(run.stdout.take());
        let output = run.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code().is_some_and(|code| code <= 2), "{args:?}: {output:?}");
        assert!(!said.contains("panicked"), "{args:?}: {said}");
    }
    assert_eq!(names(folder.path()), ["a.meso"]);
}

#[test]
fn clocks_and_locales_change_nothing() {
    let folder = folder();
    let at = folder.path();
    let check = |locale: &str| {
        let mut run = command(at, ["check", "--format", "concise", "--cache-dir", "cache"]);
        let output =
            run.env("LC_ALL", locale).env("LANG", locale).env("TZ", "Pacific/Kiritimati").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let said = check("C");
    assert!(said.contains("notation"));
    for seconds in [0, 4_102_444_800] {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        for file in fs::read_dir(at.join("cache")).unwrap().map(|entry| entry.unwrap().path()) {
            File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
        }
        File::options().write(true).open(at.join("a.meso")).unwrap().set_modified(time).unwrap();
        for locale in ["C", "tr_TR.UTF-8", "xx_YY", ""] {
            assert_eq!(check(locale), said, "{seconds} {locale}");
        }
    }
}

#[test]
fn a_walk_goes_on_and_looks_at_each_file_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for file in ["b.MESO", "c.meso"] {
        fs::write(at.join(file), SLIP).unwrap();
    }
    symlink("nowhere", at.join("a.meso")).unwrap();
    symlink("c.meso", at.join("aa.meso")).unwrap();
    fs::hard_link(at.join("c.meso"), at.join("d.meso")).unwrap();
    let run = meso_in(at, ["check", "--format", "concise"]);
    let lines = |name: &str| run.out.lines().filter(|line| line.starts_with(name)).count();
    assert_eq!(
        (lines("b.MESO:"), lines("c.meso:"), lines("aa.meso:"), lines("d.meso:")),
        (1, 1, 0, 0),
        "{run:?}"
    );
    assert!(run.err.contains("a.meso"), "that a link leads nowhere is said: {run:?}");
    let run = meso_in(at, ["fmt"]);
    assert!(run.err.contains("2 plans laid out"), "{run:?}");
    assert!(fs::read_to_string(at.join("b.MESO")).unwrap().contains("\n  mon"));
}

/// Folders that somebody names for a cache and that have other files in them.
#[test]
fn a_foreign_folder_is_neither_used_as_a_cache_nor_cleaned() {
    let folder = folder();
    let at = folder.path();
    for file in ["notes.txt", "0123456789abcdef0123456789abcdef", "deep/a"] {
        let path = at.join("mine").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "mine").unwrap();
    }
    let before = names(&at.join("mine"));
    for args in [&["check"][..], &["clean"], &["check", "a.meso"], &["clean"]] {
        let mut run = command(at, args);
        let output = run.env("MESO_CACHE_DIR", at.join("mine")).output().unwrap();
        assert!(
            String::from_utf8_lossy(&output.stderr).contains("is no cache of meso"),
            "{args:?}: {output:?}"
        );
        assert_eq!(names(&at.join("mine")), before, "{args:?}");
    }
}

/// Whoever may not write into a folder, or may not give a file its owner back, changes nothing.
#[test]
fn what_others_own_stays() {
    let root =
        String::from_utf8(Command::new("id").arg("-u").output().unwrap().stdout).unwrap().trim() == "0";
    let folder = folder();
    let at = folder.path();
    let run = |args: &[&str]| {
        let meso = command(at, args);
        let mut run = Command::new(if root { "setpriv" } else { "env" });
        if root {
            run.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        }
        // Nobody has a home.
        run.arg(meso.get_program()).args(args).current_dir(at).env("XDG_CACHE_HOME", at.join("none"));
        let output = run.output().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    };
    fs::set_permissions(at.join("a.meso"), fs::Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(at, fs::Permissions::from_mode(0o555)).unwrap();
    let before = names(at);
    for (file, args) in WRITERS {
        refused(&run(args), file);
        assert_eq!(names(at), before, "{args:?}");
    }
    let checked = run(&["check"]);
    assert!(checked.code == 1 && checked.err.is_empty(), "no cache is no matter: {checked:?}");
    fs::set_permissions(at, fs::Permissions::from_mode(0o777)).unwrap();
    if root {
        // Writable for all, in a folder of all; a new file in its place would be somebody else's.
        let said = run(&["fmt", "a.meso"]);
        refused(&said, "a.meso");
        assert!(said.err.contains("owner"), "{said:?}");
    }
    assert_eq!(names(at), before);
    assert_eq!(fs::read_to_string(at.join("a.meso")).unwrap(), long());
}
