//! Folders, configuration, standard input: how the command finds what to check and by which rules.

use crate::meso::{command, finish, meso_in, meso_with};
use std::fs;
use std::io::Read;
use std::path::Path;

/// One warning, `notation`, with a safe fix.
const SLIP: &str = "plan \"x\"\n  units km\nweek 1\n  mon 8 km E\n";
const CLEAN: &str = "plan \"x\"\n  units km\nweek 1\n  mon 8km E\n";

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn concise(folder: &Path, args: &[&str]) -> (i32, String) {
    let run = meso_in(folder, [&["check", "--quiet", "--format", "concise"], args].concat());
    (run.code, run.out + &run.err)
}

#[test]
fn folders_are_searched_as_git_sees_them() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["b.meso", "a.meso", "deep/er/c.meso", "old/d.meso", ".hidden/e.meso"] {
        write(folder.path(), file, SLIP);
    }
    write(folder.path(), "notes.txt", SLIP);
    write(folder.path(), ".gitignore", "old/\n");
    let (code, said) = concise(folder.path(), &[]);
    let files: Vec<&str> = said.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!((code, files), (1, vec!["a.meso", "b.meso", "deep/er/c.meso"]));
    // What is named is checked, ignored or not.
    assert_eq!(concise(folder.path(), &["old/d.meso"]).0, 1);
}

#[test]
fn a_folder_without_plans_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let run = meso_in(folder.path(), ["check"]);
    assert_eq!((run.code, run.err.as_str()), (2, "meso: there are no plans (*.meso) in this folder\n"));
}

#[test]
fn a_missing_file_does_not_hide_what_the_others_have() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.meso", SLIP);
    let run = meso_in(folder.path(), ["check", "--format", "concise", "-q", "nowhere.meso", "a.meso"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.err, "meso: there is no file or folder `nowhere.meso`\n");
    assert!(run.out.starts_with("a.meso:4:"), "{}", run.out);
}

#[test]
fn standard_input_is_a_plan_called_dash() {
    let folder = tempfile::tempdir().unwrap();
    let run = meso_with(folder.path(), ["check", "--format", "concise", "-q", "-"], SLIP.as_bytes());
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("-:4:"), "{}", run.out);
}

#[test]
fn the_nearest_configuration_holds() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "meso.toml", "[rules]\nnotation = \"error\"\n");
    write(folder.path(), "quiet/meso.toml", "[rules]\nnotation = \"off\"\n");
    write(folder.path(), "python/pyproject.toml", "[project]\nname = \"x\"\n");
    for file in ["a.meso", "quiet/deep/b.meso", "python/c.meso"] {
        write(folder.path(), file, SLIP);
    }
    let (code, said) = concise(folder.path(), &[]);
    assert_eq!(code, 1);
    assert_eq!(said.matches("error[notation]").count(), 2, "{said}");
    assert!(!said.contains("quiet"), "{said}");
    assert!(concise(folder.path(), &["--isolated", "quiet"]).1.contains("warning[notation]"));
    assert_eq!(concise(folder.path(), &["--config", "quiet/meso.toml", "a.meso"]), (0, String::new()));
}

#[test]
fn groups_of_a_repository_share_a_library() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "library/cruise.meso", "session cruise hard\n  20min T\n");
    write(folder.path(), "beginners/meso.toml", "profile = \"beginner\"\n");
    let plan = "use \"../library/cruise.meso\"\nplan\n  units km\nweek 1\n  tue cruise\n";
    write(folder.path(), "beginners/a.meso", plan);
    let (_, alone) = concise(folder.path(), &["beginners"]);
    assert!(alone.contains("use-outside-project"), "{alone}");
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let (_, together) = concise(folder.path(), &["beginners"]);
    assert!(!together.contains("use-outside-project"), "{together}");
    assert!(!together.contains("unknown"), "{together}");
}

#[test]
fn the_command_line_has_the_last_word() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.meso", SLIP);
    assert_eq!(concise(folder.path(), &["--ignore", "notation"]), (0, String::new()));
    assert!(concise(folder.path(), &["--level", "notation=error"]).1.contains("error[notation]"));
    assert_eq!(concise(folder.path(), &["--fail-on", "error"]).0, 0);
    assert_eq!(concise(folder.path(), &["--fail-on", "never", "--level", "notation=error"]).0, 0);
    let (code, said) = concise(folder.path(), &["--ignore", "notatoin"]);
    assert_eq!(code, 2);
    assert!(said.contains("did you mean `notation`?"), "{said}");
}

#[test]
fn overrides_count_from_the_folder_of_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "meso.toml",
        "[[overrides]]\nfiles = [\"drafts/*.meso\"]\nrules = { notation = \"off\" }\n",
    );
    write(folder.path(), "drafts/a.meso", SLIP);
    assert_eq!(concise(folder.path(), &[]).0, 0);
    assert_eq!(concise(&folder.path().join("drafts"), &["a.meso"]).0, 0);
    let absolute = folder.path().join("drafts/a.meso");
    assert_eq!(concise(folder.path(), &[absolute.to_str().unwrap()]).0, 0);
    write(folder.path(), "b.meso", SLIP);
    assert_eq!(concise(folder.path(), &["b.meso"]).0, 1);
}

#[test]
fn a_mistake_in_the_configuration_is_said_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "meso.toml", "[rules]\nnotatoin = \"off\"\n");
    write(folder.path(), "a.meso", CLEAN);
    let (code, said) = concise(folder.path(), &["a.meso"]);
    assert_eq!(code, 2);
    assert!(said.starts_with("meso.toml:2:1: error[config-unknown] there is no rule `notatoin`"), "{said}");
}

#[test]
fn config_tells_where_each_value_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "meso.toml", "profile = \"strict\"\n[rules]\nnotation = \"error\"\n");
    write(folder.path(), "a.meso", CLEAN);
    let run = meso_in(folder.path(), ["config", "a.meso", "--level", "syntax=warning"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for line in [
        "configuration meso.toml",
        "profile       strict",
        "notation = error  meso.toml:3",
        "syntax = warning  command line",
    ] {
        assert!(run.out.contains(line), "{line} is not in\n{}", run.out);
    }
}

#[test]
fn a_finding_in_a_library_is_said_once() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "lib/shared.meso", "session easy-run\n  8 km E\n");
    for file in ["a.meso", "b.meso"] {
        write(
            folder.path(),
            file,
            "use \"lib/shared.meso\"\nplan \"x\"\n  units km\nweek 1\n  mon easy-run\n",
        );
    }
    assert_eq!(concise(folder.path(), &["."]).1.matches("[notation]").count(), 1);
    assert_eq!(concise(folder.path(), &["a.meso", "b.meso"]).1.matches("[notation]").count(), 1);
    assert_eq!(concise(folder.path(), &["a.meso"]).1.matches("[notation]").count(), 1);
}

/// A plan with two hard days, and a log of short nights: each file has a slip, and findings that only both together give.
fn plan_and_log(folder: &Path, plan_names_log: bool, log_names_plan: bool) {
    let logs = if plan_names_log { "  logs \"kim.log.meso\"\n" } else { "" };
    let plan = format!(
        "plan \"P\"\n  start 2027-01-04\n{logs}athlete \"Kim\"\n  recent 10km in 44:10\nweek 1\n  mon 8 km E\n  \
         tue 3km E + 6x(1km @5k / 90s jog) + 2km E\n"
    );
    let head = if log_names_plan { "log for \"plan.meso\"\n" } else { "" };
    let log = format!(
        "{head}log 2027-01-04\n  done 8.2 km in 42:10 hr 138 rpe 3\nlog 2027-01-05\n  done 8.2km in 42:10 rpe 9\n  sleep 4h\n"
    );
    write(folder, "plan.meso", &plan);
    write(folder, "kim.log.meso", &log);
}

#[test]
fn a_plan_and_its_log_say_each_finding_once_where_it_stands() {
    for (plan_names_log, log_names_plan) in [(true, true), (true, false), (false, true)] {
        let folder = tempfile::tempdir().unwrap();
        plan_and_log(folder.path(), plan_names_log, log_names_plan);
        let whole = folder.path().join("kim.log.meso").display().to_string();
        for paths in [&["."][..], &["plan.meso", "kim.log.meso"], &["plan.meso", &whole], &["./x/..", &whole]]
        {
            if paths[0] == "./x/.." {
                std::fs::create_dir_all(folder.path().join("x")).unwrap();
            }
            let (_, said) = concise(folder.path(), paths);
            for (file, code) in [
                ("plan.meso", "notation"),
                ("kim.log.meso", "notation"),
                ("kim.log.meso", "sleep-lost-before-hard"),
            ] {
                let of_file =
                    said.lines().filter(|line| line.contains(&format!("{file}:")) && line.contains(code));
                assert_eq!(
                    of_file.count(),
                    1,
                    "{code} in {file}, {paths:?}, {plan_names_log} {log_names_plan}:\n{said}"
                );
            }
            assert_eq!(said.lines().count(), 3, "{said}");
        }
    }
}

#[test]
fn many_files_are_said_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..200 {
        write(folder.path(), &format!("{i:03}.meso"), SLIP);
    }
    let (_, said) = concise(folder.path(), &[]);
    let files: Vec<String> = said.lines().map(|line| line[..3].to_owned()).collect();
    assert_eq!(files, (0..200).map(|i| format!("{i:03}")).collect::<Vec<_>>());
}

#[test]
fn a_reader_who_has_seen_enough_is_no_mistake() {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..300 {
        write(folder.path(), &format!("{i:03}.meso"), SLIP);
    }
    let mut check = command(folder.path(), ["check"]);
    let mut child = check.spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    std::thread::spawn(move || out.read_exact(&mut [0; 64]));
    let output = finish(child, &check);
    assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
