//! The cache may only save time: whatever changes, the run says what it would say without one.

use crate::meso::{Run, meso_in, meso_with};
use crate::since::write;
use std::fs;
use std::path::{Path, PathBuf};

const SLIP: &str = "plan \"x\"\n  units km\nweek 1\n  mon 8 km E\n  wed 5km E\n";
const USES: &str =
    "use \"lib/shared.meso\"\nuse \"lib/later.meso\"\nplan \"x\"\n  units km\nweek 1\n  mon easy-run\n";

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in ["a.meso", "plans/b.meso", "plans/c.meso"] {
        write(folder.path(), file, SLIP);
    }
    write(folder.path(), "uses.meso", USES);
    write(folder.path(), "clean.meso", &SLIP.replace("8 km", "8km"));
    write(folder.path(), "lib/shared.meso", "session easy-run\n  8 km E\n");
    folder
}

/// A run with the cache, which must say what one without it says.
#[track_caller]
fn same(folder: &Path, args: &[&str]) -> String {
    let top = if folder.ends_with("plans") { folder.parent().unwrap() } else { folder };
    let cache = top.join(".meso_cache");
    let cached = meso_in(folder, [&["check", "--cache-dir", cache.to_str().unwrap()], args].concat());
    let fresh = meso_in(folder, [&["check", "--no-cache"], args].concat());
    assert_eq!((&cached.out, &cached.err, cached.code), (&fresh.out, &fresh.err, fresh.code), "{args:?}");
    cached.out
}

fn stored(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder.join(".meso_cache")).into_iter().flatten().flatten();
    let files = files.filter(|file| file.file_name().len() == 32);
    files.map(|file| file.path()).collect()
}

#[test]
fn it_says_the_same_in_every_format() {
    let folder = project();
    for _ in 0..2 {
        for format in [
            "full",
            "concise",
            "json",
            "json-lines",
            "github",
            "gitlab",
            "sarif",
            "junit",
            "rdjson",
            "markdown",
        ] {
            same(folder.path(), &["--format", format]);
        }
        for args in [
            &["--show-info"][..],
            &["--fail-on", "info"],
            &["--fail-on", "never", "-q"],
            &["--statistics"],
            &["--profile", "strict"],
            &["--select", "notation"],
            &["--ignore", "notation"],
            &["--level", "notation=error"],
            &["--isolated"],
            &["--max-findings", "2"],
            &["plans", "a.meso"],
            &["./plans"],
        ] {
            same(folder.path(), args);
        }
        same(&folder.path().join("plans"), &[".."]);
        same(&folder.path().join("plans"), &[".", "../uses.meso"]);
    }
    assert!(!stored(folder.path()).is_empty());
    let text = fs::read_to_string(folder.path().join(".meso_cache/CACHEDIR.TAG")).unwrap();
    assert!(text.starts_with("Signature: 8a477f597d28d172789f06886806bc55"));
    assert_eq!(fs::read_to_string(folder.path().join(".meso_cache/.gitignore")).unwrap(), "*\n");
}

#[test]
fn whatever_changes_is_looked_at_again() {
    let folder = project();
    let at = folder.path();
    let args = ["--format", "concise"];
    let mut said = vec![same(at, &args), same(at, &args)];
    assert_eq!(said[0], said[1]);
    let mut change = |what: &str, file: &str, text: Option<&str>| {
        match text {
            Some(text) => write(at, file, text),
            None => fs::remove_file(at.join(file)).unwrap(),
        }
        let now = same(at, &args);
        assert_ne!(Some(&now), said.last(), "{what}");
        said.push(now);
    };
    change("the same length in the same second", "a.meso", Some(&SLIP.replace("8 km", "8km ")));
    change("a used file", "lib/shared.meso", Some("session easy-run\n  9 km E\n"));
    change("a used file that comes", "lib/later.meso", Some("session late\n  9 km E\n"));
    change("a used file that goes", "lib/later.meso", None);
    change("the configuration", "meso.toml", Some("[rules]\nnotation = \"error\"\n"));
    change("a nearer configuration", "plans/meso.toml", Some("[rules]\nnotation = \"off\"\n"));
    change(
        "overrides",
        "meso.toml",
        Some("[[overrides]]\nfiles = [\"a.meso\"]\nrules = { notation = \"error\" }\n"),
    );
    change("a new plan", "new.meso", Some(SLIP));
    change("a plan that goes", "new.meso", None);
    change("a broken line", "clean.meso", Some("week 1\n  mon ??\n"));
    change("another name", "a.meso", Some(SLIP));
    fs::rename(at.join("a.meso"), at.join("z.meso")).unwrap();
    assert!(same(at, &args).contains("z.meso"));
}

#[test]
fn a_cache_that_is_broken_or_cannot_be_written_is_no_matter() {
    let folder = project();
    let at = folder.path();
    let args = ["--format", "concise"];
    let said = same(at, &args);
    let [file] = &stored(at)[..] else { panic!("{:?}", stored(at)) };
    let whole = fs::read(file).unwrap();
    for broken in [&b""[..], b"nonsense", &whole[..whole.len() / 2], &[whole.clone(), b"x".to_vec()].concat()]
    {
        fs::write(file, broken).unwrap();
        assert_eq!(same(at, &args), said);
        assert!(fs::read(file).unwrap().len() > 100, "it is written again");
    }
    fs::remove_dir_all(at.join(".meso_cache")).unwrap();
    fs::write(at.join(".meso_cache"), "in the way").unwrap();
    let run = meso_in(at, ["check", "--cache-dir", ".meso_cache", "--format", "concise"]);
    assert_eq!(run.out, said);
    assert!(run.err.contains("`.meso_cache` is no cache of meso"), "{}", run.err);
    assert_eq!(fs::read(at.join(".meso_cache")).unwrap(), b"in the way");
}

#[test]
fn it_is_for_folders_and_where_it_is_asked_for() {
    let folder = project();
    let at = folder.path();
    let run = |args: &[&str]| -> Run { meso_in(at, [&["check", "-q"], args].concat()) };
    let nothing_new =
        |before: &[String]| assert_eq!(names(at), before, "nothing is written into the project");
    let before = names(at);
    run(&["a.meso", "plans/b.meso"]);
    meso_with(at, ["check", "-"], SLIP.as_bytes());
    run(&["--no-cache"]);
    run(&["--diff", "."]);
    assert_eq!(meso_in(at, ["clean"]).out, "there is no cache here\n");
    run(&["--cache-dir", "mine", "a.meso"]);
    assert!(at.join("mine/CACHEDIR.TAG").exists());
    let clean = meso_in(at, ["clean", "--cache-dir", "mine"]);
    assert_eq!((clean.code, clean.out.as_str()), (0, "removed `mine`\n"));
    run(&["plans"]);
    nothing_new(&before);
    let plans = at.join("plans");
    assert_eq!(meso_in(&plans, ["clean"]).out, "removed the cache of this project\n");
    assert_eq!(meso_in(&plans, ["clean"]).out, "there is no cache here\n");
    let refused = meso_in(at, ["clean", "--cache-dir", "lib"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("`lib` is no cache of meso") && refused.err.lines().count() == 1,
        "{refused:?}"
    );
    let refused = run(&["--cache-dir", "lib"]);
    assert!(refused.err.contains("nothing is remembered there"), "{}", refused.err);
    assert_eq!(meso_in(at, ["clean", "--cache-dir", "lib"]).code, 2);
    nothing_new(&before);
}

/// Every name below a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        found.push(path.display().to_string());
        if path.is_dir() {
            found.extend(names(&path));
        }
    }
    found.sort();
    found
}
