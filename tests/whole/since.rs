//! `--since`: what a branch has changed, told by a real git.

use crate::meso::{Run, meso_in, output, program};
use std::fs;
use std::path::Path;

const SLIP: &str = "plan \"x\"\n  units km\nweek 1\n  mon 8 km E\n  wed 5km E\n  fri 8 km E\n";

/// Git in a folder, as nobody in particular.
pub(crate) fn git(folder: &Path, args: &[&str]) -> String {
    let mut git = program("git");
    git.current_dir(folder).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
    git.args(["-c", "commit.gpgsign=false", "-c", "core.hooksPath=", "-c", "protocol.file.allow=always"]);
    git.args(args).env("GIT_CONFIG_GLOBAL", "").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = output(&mut git);
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "x"]);
}

/// A repository with plans that all have two findings, on a branch of its own.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "-q", "-b", "main"]);
    for file in ["a.meso", "plans/b.meso", "plans/c.meso", "plans/deep/d.meso"] {
        write(folder.path(), file, SLIP);
    }
    write(folder.path(), "lib/shared.meso", "session easy-run\n  8km E\n");
    let uses = SLIP.replace("plan", "use \"../lib/shared.meso\"\nplan").replace("5km E", "easy-run");
    write(folder.path(), "plans/uses.meso", &uses);
    let logged = SLIP.replace("  units km\n", "  units km\n  start 2027-01-04\n  logs \"kim.log.meso\"\n");
    write(folder.path(), "plans/logged.meso", &logged);
    write(folder.path(), "plans/kim.log.meso", "log 2027-01-04\n  done 8km in 48:00\n");
    commit(folder.path());
    git(folder.path(), &["checkout", "-q", "-b", "mine"]);
    folder
}

fn check(folder: &Path, args: &[&str]) -> Run {
    meso_in(folder, [&["check", "--format", "concise"], args].concat())
}

/// The files with findings.
fn files(folder: &Path, args: &[&str]) -> Vec<String> {
    let run = check(folder, &[&["-q"], args].concat());
    assert!(run.code < 2, "{run:?}");
    let mut files: Vec<String> =
        run.out.lines().filter_map(|line| line.split(':').next()).map(str::to_owned).collect();
    files.dedup();
    files
}

#[test]
fn nothing_has_changed_at_first() {
    let folder = repository();
    let run = check(folder.path(), &["--since", "main"]);
    assert_eq!((run.code, run.out.as_str()), (0, "no plan has changed since `main`\n"));
}

#[test]
fn a_plan_changes_with_its_text_its_library_its_log_and_its_configuration() {
    let folder = repository();
    let at = folder.path();
    write(at, "plans/b.meso", &SLIP.replace("5km", "6km"));
    assert_eq!(files(at, &["--since", "main"]), ["plans/b.meso"], "uncommitted");
    commit(at);
    assert_eq!(files(at, &["--since", "main"]), ["plans/b.meso"], "committed");
    assert_eq!(files(at, &["--since", "HEAD"]), [""; 0]);
    write(at, "lib/shared.meso", "session easy-run\n  9km E\n");
    assert_eq!(files(at, &["--since", "HEAD"]), ["plans/uses.meso"]);
    fs::remove_file(at.join("lib/shared.meso")).unwrap();
    assert_eq!(files(at, &["--since", "HEAD"]), ["plans/uses.meso"], "what it uses is gone");
    git(at, &["checkout", "-q", "lib"]);
    write(at, "plans/kim.log.meso", "log 2027-01-04\n  done 8km in 49:00\n");
    assert_eq!(files(at, &["--since", "HEAD"]), ["plans/logged.meso"]);
    git(at, &["checkout", "-q", "plans"]);
    write(at, "plans/deep/meso.toml", "profile = \"strict\"\n");
    assert_eq!(files(at, &["--since", "HEAD"]), ["plans/deep/d.meso"]);
    write(at, "plans/meso.toml", "profile = \"strict\"\n");
    assert_eq!(files(at, &["--since", "HEAD", "a.meso"]), [""; 0]);
    assert_eq!(files(at, &["--since", "HEAD", "plans"]).len(), 5, "{:?}", files(at, &["--since", "HEAD"]));
    commit(at);
    fs::remove_file(at.join("plans/deep/meso.toml")).unwrap();
    assert_eq!(files(at, &["--since", "HEAD"]), ["plans/deep/d.meso"], "another configuration holds now");
    git(at, &["checkout", "-q", "plans"]);
    write(at, "pyproject.toml", "[project]\nname = \"x\"\n");
    assert_eq!(files(at, &["--since", "HEAD"]), [""; 0], "it does not speak of plans");
    write(at, "pyproject.toml", "[tool.mesocycle]\nprofile = \"strict\"\n");
    assert_eq!(files(at, &["--since", "HEAD"]), ["a.meso"]);
    assert_eq!(files(at, &["--since", "HEAD", "--isolated"]), [""; 0]);
}

#[test]
fn the_merge_base_counts_not_the_tip() {
    let folder = repository();
    let at = folder.path();
    git(at, &["checkout", "-q", "main"]);
    write(at, "a.meso", &SLIP.replace("5km", "6km"));
    commit(at);
    git(at, &["checkout", "-q", "mine"]);
    assert_eq!(files(at, &["--since", "main"]), [""; 0], "what others did on main is not ours");
    write(at, "plans/c.meso", &SLIP.replace("5km", "6km"));
    assert_eq!(files(at, &["--since", "main"]), ["plans/c.meso"]);
}

#[test]
fn names_may_be_anything() {
    let folder = repository();
    let at = folder.path();
    git(at, &["mv", "a.meso", "renamed.meso"]);
    assert_eq!(files(at, &["--since", "main"]), ["renamed.meso"]);
    let odd = ["neu ä.meso", "-x.meso", "with \"quotes\".meso", "new\nline.meso", ":(top)a.meso"];
    for name in odd {
        write(at, name, SLIP);
    }
    let run = check(at, &["--since", "main", "--statistics"]);
    assert!(run.out.contains("12 warnings in 6 plans changed since `main`"), "{}", run.out);
    commit(at);
    let run = check(at, &["--since", "main", "--statistics"]);
    assert!(run.out.contains("12 warnings in 6 plans changed since `main`"), "{}", run.out);
    // From a folder, of a folder, and of a file that git ignores.
    assert_eq!(files(&at.join("plans"), &["--since", "main"]), [""; 0]);
    let run = check(&at.join("plans"), &["--since", "main", "--statistics", ".."]);
    assert!(run.out.contains("12 warnings in 6 plans"), "{}", run.out);
    write(at, ".gitignore", "secret.meso\n");
    write(at, "secret.meso", SLIP);
    assert!(!files(at, &["--since", "main"]).contains(&"secret.meso".to_owned()));
    assert_eq!(files(at, &["--since", "main", "secret.meso"]), ["secret.meso"], "it was named");
}

#[test]
fn only_changed_lines_if_asked_for() {
    let folder = repository();
    let at = folder.path();
    let lines = |args: &[&str]| {
        let run = check(at, &[&["-q", "--since", "main", "--changed-lines"], args].concat());
        run.out.lines().map(|line| line.split(": ").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    write(at, "a.meso", &SLIP.replace("wed 5km", "tue 4km E\n  wed 5 km"));
    assert_eq!(lines(&[]), ["a.meso:6:7"]);
    git(at, &["mv", "plans/b.meso", "moved.meso"]);
    assert_eq!(lines(&["moved.meso"]), [""; 0], "a new name is no new line");
    write(at, "new.meso", SLIP);
    assert_eq!(lines(&["new.meso"]), ["new.meso:4:7", "new.meso:6:7"]);
    assert_eq!(meso_in(at, ["check", "--changed-lines"]).code, 2, "since when?");
}

#[test]
fn only_changed_plans_are_mended() {
    let folder = repository();
    let at = folder.path();
    write(at, "a.meso", &SLIP.replace("5km", "6km"));
    assert_eq!(check(at, &["--since", "main", "--fix"]).code, 0);
    assert!(!fs::read_to_string(at.join("a.meso")).unwrap().contains("8 km"));
    assert!(fs::read_to_string(at.join("plans/b.meso")).unwrap().contains("8 km"));
}

#[test]
fn worktrees_and_submodules_have_states_of_their_own() {
    let folder = repository();
    let at = folder.path();
    let tree = at.join("tree");
    git(at, &["worktree", "add", "-q", "-b", "other", tree.to_str().unwrap()]);
    write(&tree, "a.meso", &SLIP.replace("5km", "6km"));
    assert_eq!(files(&tree, &["--since", "main"]), ["a.meso"]);
    assert_eq!(files(at, &["--since", "main", "a.meso", "plans"]), [""; 0]);
    git(at, &["worktree", "remove", "--force", tree.to_str().unwrap()]);
    let upstream = repository();
    git(at, &["submodule", "--quiet", "add", upstream.path().to_str().unwrap(), "sub"]);
    commit(at);
    assert_eq!(files(at, &["--since", "HEAD"]), [""; 0]);
    write(&at.join("sub"), "a.meso", &SLIP.replace("5km", "6km"));
    assert!(files(at, &["--since", "HEAD"]).contains(&"sub/a.meso".to_owned()));
}

#[test]
fn what_git_cannot_tell_is_said_plainly() {
    let said = |folder: &Path, args: &[&str]| {
        let run = check(folder, args);
        assert_eq!((run.code, run.out.as_str(), run.err.lines().count()), (2, "", 1), "{run:?}");
        run.err
    };
    let folder = repository();
    let at = folder.path();
    assert!(said(at, &["--since", "nowhere"]).contains("git knows no revision `nowhere`"));
    assert!(said(at, &["--since=--output=x"]).contains("none begins with `-`"));
    assert!(!at.join("x").exists());
    assert!(said(at, &["--since", ""]).contains("no revision"));
    git(at, &["checkout", "-q", "--orphan", "alone"]);
    write(at, "a.meso", &SLIP.replace("5km", "6km"));
    commit(at);
    assert!(said(at, &["--since", "main"]).contains("no common commit"));
    let elsewhere = tempfile::tempdir().unwrap();
    write(elsewhere.path(), "a.meso", SLIP);
    assert!(said(elsewhere.path(), &["--since", "main"]).contains("in no git repository"));
    let clone = tempfile::tempdir().unwrap();
    let url = format!("file://{}", at.display());
    git(clone.path(), &["clone", "-q", "--depth", "1", "--branch", "mine", &url, "."]);
    assert!(said(clone.path(), &["--since", "HEAD~1"]).contains("this clone is shallow"));
}
