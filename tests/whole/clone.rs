//! A clone from a stranger: whatever command runs in it, nothing outside of it and of the cache's own folder is created,
//! changed or removed, and nothing from there is shown.

use crate::meso::command;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, SystemTime};

/// Badly laid out, with slips that fixes would mend.
const PLAN: &str = "plan \"x\"\n  units km\nweek 1\n mon 8 km E\n  wed 5km E\n";
const SECRET: &str = "token = hunter2\n";

/// All that can be told of a file: number, mode, size, times of its content and of its rights, text or target.
type Seen = (u64, u32, i64, i64, i64, i64, Vec<u8>);

fn look(at: &Path, without: &[&Path], seen: &mut BTreeMap<PathBuf, Seen>) {
    let about = fs::symlink_metadata(at).unwrap();
    let text = match () {
        () if about.is_symlink() => fs::read_link(at).unwrap().into_os_string().into_encoded_bytes(),
        () if about.is_file() => fs::read(at).unwrap(),
        () => Vec::new(),
    };
    let times = (about.mtime(), about.mtime_nsec(), about.ctime(), about.ctime_nsec());
    let all = (about.ino(), about.mode(), times.0, times.1, times.2, times.3, text);
    seen.insert(at.to_path_buf(), all);
    if about.is_dir() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if !without.contains(&path.as_path()) {
                look(&path, without, seen);
            }
        }
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The surroundings of a clone in `at`, and the clone with a link for every name that is written or read.
fn plant(at: &Path) -> PathBuf {
    let outside = at.join("outside");
    for file in ["plan.meso", "page.html", "base.json", "out.meso", "log", "hook", "mesocycle/x", ".git/HEAD"]
    {
        write(&outside.join(file), if file.ends_with(".meso") { PLAN } else { SECRET });
    }
    fs::set_permissions(outside.join("hook"), fs::Permissions::from_mode(0o755)).unwrap();
    write(&outside.join("secret.meso"), SECRET);
    // As old as what a cache throws away, by names that it gives.
    let old = SystemTime::now() - Duration::from_secs(400 * 24 * 3600);
    for file in ["0123456789abcdef0123456789abcdef", "notes.txt", ".meso-aaaaaaaaaaaaaaaaaaaa.tmp"] {
        let path = outside.join("old").join(file);
        write(&path, SECRET);
        File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    }
    write(&outside.join("old/CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n");

    let clone = at.join("clone");
    for file in [".git/HEAD", ".git/hooks/pre-commit", ".git/config"] {
        write(&clone.join(file), SECRET);
    }
    write(&clone.join("plan.meso"), PLAN);
    write(&clone.join("uses.meso"), &format!("use \"secret.meso\"\nuse \"../outside/secret.meso\"\n{PLAN}"));
    write(&clone.join("inner/a.meso"), PLAN);
    write(&outside.join("settings.toml"), "[rules]\nhunter2 = \"off\"\n");
    write(&clone.join("linked/a.meso"), PLAN);
    symlink("../../outside/settings.toml", clone.join("linked/meso.toml")).unwrap();
    write(&clone.join("away/meso.toml"), "baseline = \"../../outside/base.json\"\n");
    write(&clone.join("away/a.meso"), PLAN);
    write(&clone.join("later/meso.toml"), "baseline = \"../folder/new.json\"\n");
    write(&clone.join("later/a.meso"), PLAN);
    write(&clone.join("hooks/meso.toml"), "baseline = \"../.git/hooks/new.json\"\n");
    write(&clone.join("hooks/a.meso"), PLAN);
    for (target, link) in [
        ("../outside/plan.meso", "link.meso"),
        ("../outside/secret.meso", "secret.meso"),
        ("../outside/page.html", "report.html"),
        ("../outside/base.json", "base.json"),
        ("../outside/base.json", "meso-baseline.json"),
        ("../outside/new.json", "new.json"),
        ("../outside/out.meso", "out.meso"),
        ("../outside/log", "log"),
        ("../outside/hook", "hook.meso"),
        (".git/config", "config.meso"),
        ("nowhere", "dangling.meso"),
        ("../outside", "folder"),
        ("../outside/old", ".meso_cache"),
        ("../outside/old", "cache"),
    ] {
        symlink(target, clone.join(link)).unwrap();
    }
    fs::create_dir(clone.join("tagged")).unwrap();
    symlink("../../outside/old", clone.join("tagged/0.1.0")).unwrap();
    symlink("../../outside/base.json", clone.join("tagged/.gitignore")).unwrap();
    symlink("../../outside/base.json", clone.join("tagged/CACHEDIR.TAG")).unwrap();
    // Every process that may come next, as a name made from its number.
    for id in std::process::id()..std::process::id() + 1000 {
        for name in ["plan.meso", "report.html", "meso-baseline.json", "out.meso"] {
            symlink("../outside/hook", clone.join(format!("{name}.{id}.tmp"))).unwrap();
        }
    }
    clone
}

const COMMANDS: &[&[&str]] = &[
    &["check"],
    &["check", "plan.meso", "link.meso", "config.meso", "secret.meso", "uses.meso"],
    &["check", "folder"],
    &["check", "--cache-dir", ".meso_cache"],
    &["check", "--cache-dir", "cache"],
    &["check", "--cache-dir", "cache/inside"],
    &["check", "--cache-dir", "tagged"],
    &["check", "--cache-dir", "folder/old"],
    &["check", "--write-baseline"],
    &["check", "--write-baseline=base.json"],
    &["check", "--write-baseline=new.json"],
    &["check", "--write-baseline=folder/new.json", "plan.meso"],
    &["check", "--write-baseline", "away"],
    &["check", "--write-baseline", "later"],
    &["check", "--write-baseline", "hooks"],
    &["check", "--baseline", "base.json"],
    &["check", "away"],
    &["config", "away/a.meso"],
    &["check", "linked"],
    &["config", "linked/a.meso"],
    &["show", "folder/secret.meso"],
    &["report", "folder/secret.meso"],
    &["schedule", "folder/secret.meso", "--start", "2027-01-04"],
    &["config", "folder/secret.meso"],
    &["diff", "folder/secret.meso", "folder/plan.meso"],
    &["show", "link.meso"],
    &["show", "secret.meso"],
    &["diff", "plan.meso", "secret.meso"],
    &["report", "plan.meso", "-o", "report.html"],
    &["report", "plan.meso", "-o", "folder/report.html"],
    &["schedule", "plan.meso", "--start", "2027-01-04", "-o", "out.meso"],
    &["clean"],
    &["clean", "--cache-dir", ".meso_cache"],
    &["clean", "--cache-dir", "cache"],
    &["clean", "--cache-dir", "tagged"],
    &["clean", "--cache-dir", "folder"],
    &["clean", "folder"],
    &["lsp", "--log-file", "log"],
    &["fmt", "link.meso", "hook.meso", "config.meso", "dangling.meso"],
    &["fmt", "folder"],
    &["fmt", "folder/plan.meso"],
    &["check", "--fix", "link.meso"],
    &["check", "--fix", "folder"],
    &["check", "--unsafe-fixes", "folder/plan.meso"],
    &["fmt"],
    &["check", "--fix", "."],
    &["check", "--unsafe-fixes", "."],
    &["check", "inner"],
];

#[test]
fn no_command_touches_anything_around_a_hostile_clone() {
    let folder = tempfile::tempdir().unwrap();
    let at = fs::canonicalize(folder.path()).unwrap();
    let (clone, caches) = (plant(&at), at.join("caches"));
    // The cache's own folder, and no other beside it.
    write(&caches.join("other/0123456789abcdef0123456789abcdef"), SECRET);
    let (git, own) = (clone.join(".git"), caches.join("mesocycle"));
    fs::create_dir(&own).unwrap();
    fs::set_permissions(&own, fs::Permissions::from_mode(0o700)).unwrap();
    let snapshot = || {
        let mut seen = BTreeMap::new();
        look(&at, &[&clone, &own], &mut seen);
        look(&git, &[], &mut seen);
        seen
    };
    let before = snapshot();
    assert!(before.len() > 15);
    let mut mended = false;
    for args in COMMANDS {
        let mut run = command(&clone, *args);
        run.env("XDG_CACHE_HOME", &caches).env("HOME", at.join("outside")).stdin(Stdio::null());
        let output = run.output().unwrap();
        let said = [&output.stdout[..], &output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(output.status.code().is_some_and(|code| code <= 2), "{args:?}: {said}");
        assert!(!said.contains("hunter2") || args.contains(&"config.meso"), "{args:?} shows: {said}");
        let now = snapshot();
        let changed: Vec<_> = now.iter().filter(|(path, seen)| before.get(*path) != Some(seen)).collect();
        let gone: Vec<_> = before.keys().filter(|path| !now.contains_key(*path)).collect();
        assert!(
            changed.is_empty() && gone.is_empty(),
            "{args:?} changed {changed:?} and removed {gone:?}: {said}"
        );
        mended |= fs::read_to_string(clone.join("plan.meso")).unwrap() != PLAN;
    }
    assert!(mended, "what lies in the clone is written");
    assert!(fs::read_dir(&own).unwrap().count() > 0, "the cache is in its own folder");
}

/// A folder that looks like a bare repository and names a program in its configuration: git would run it for whoever asks
/// about a plan there.
#[test]
fn no_program_that_a_clone_names_is_run() {
    let folder = tempfile::tempdir().unwrap();
    let at = fs::canonicalize(folder.path()).unwrap();
    let clone = at.join("clone");
    let git = |args: &[&str]| {
        let run = std::process::Command::new("git").current_dir(&at).args(args).output().unwrap();
        assert!(run.status.success(), "{args:?}: {run:?}");
    };
    fs::create_dir(&clone).unwrap();
    git(&["init", "-q", "clone"]);
    git(&["init", "-q", "--bare", "clone/inner"]);
    let mark = at.join("mark");
    let program = at.join("program");
    write(&program, &format!("#!/bin/sh\ntouch '{}'\n", mark.display()));
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    write(&clone.join("inner/a.meso"), PLAN);
    let as_somebody =
        ["-C", "clone/inner", "-c", "user.name=a", "-c", "user.email=a@b", "--git-dir=.", "--work-tree=."];
    git(&[&as_somebody[..], &["add", "a.meso"]].concat());
    git(&[&as_somebody[..], &["commit", "-q", "-m", "a"]].concat());
    for (key, value) in [("core.bare", "false"), ("core.worktree", clone.join("inner").to_str().unwrap())] {
        git(&["config", "-f", "clone/inner/config", key, value]);
    }
    for key in ["core.fsmonitor", "diff.external", "core.pager", "core.sshCommand", "core.editor"] {
        git(&["config", "-f", "clone/inner/config", key, program.to_str().unwrap()]);
    }
    write(&clone.join("inner/a.meso"), &PLAN.replace("8 km", "9 km"));
    // Git itself is led astray.
    let _ =
        std::process::Command::new("git").current_dir(clone.join("inner")).args(["status"]).output().unwrap();
    assert!(mark.exists(), "this test shows nothing: git does not run the program");
    fs::remove_file(&mark).unwrap();
    for args in [
        &["check", "--since", "HEAD", "a.meso"][..],
        &["check", "--since", "HEAD", "--changed-lines"],
        &["diff", "a.meso"],
        &["diff", "HEAD:a.meso", "a.meso"],
        &["report", "a.meso"],
        &["show", "a.meso"],
    ] {
        let output = command(&clone.join("inner"), args).stdin(Stdio::null()).output().unwrap();
        assert!(!mark.exists(), "{args:?} ran a program: {output:?}");
    }
}
