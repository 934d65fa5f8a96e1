//! `meso diff`: two versions of a plan, from files and from a real git.

use crate::meso::{command, examples, meso, meso_in, meso_with, output, program, read, root};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = "docs/how-to/diff.md";

const OLD: &str = "plan \"x\"\n  start 2027-03-01\n  units km\n\nweek 1\n  mon 8km E\n  wed 2km E + 4x(1km @I / 90s jog)\n  sat 6km E\n  sun 12km E\n";

/// The blocks of the page, by kind.
fn blocks(kind: &str) -> Vec<String> {
    let page = read(Path::new(PAGE));
    let fence = format!("```{kind}\n");
    page.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).map(str::to_owned).collect()
}

fn changes(old: &str, new: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.meso"), old).unwrap();
    fs::write(folder.path().join("new.meso"), new).unwrap();
    let run = meso_in(folder.path(), ["diff", "--format", "json", "old.meso", "new.meso"]);
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

/// `added 2027-03-02 8km E`, one for each change of the calendar.
fn sessions(changes: &Value) -> Vec<String> {
    let text = |value: &Value| value["text"].as_str().unwrap_or("").to_owned();
    let one = |change: &Value| {
        let day = change["day"]["date"].as_str().map_or_else(
            || format!("{} {}", change["day"]["week"], change["day"]["weekday"].as_str().unwrap()),
            str::to_owned,
        );
        let from = change["from"]["date"].as_str().map(|date| format!("from {date} ")).unwrap_or_default();
        let (old, new) = (text(&change["old"]), text(&change["new"]));
        let arrow = if old.is_empty() || new.is_empty() { "" } else { " -> " };
        format!("{} {day} {from}{old}{arrow}{new}", change["change"].as_str().unwrap())
    };
    changes["sessions"].as_array().unwrap().iter().map(one).collect()
}

fn findings(changes: &Value, which: &str) -> BTreeSet<String> {
    let found = changes["findings"][which].as_array().unwrap().iter();
    found.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_plan_does_not_differ_from_itself() {
    for example in examples() {
        let example = example.to_str().unwrap().to_owned();
        let run = meso(["diff", "--exit-code", &example, &example]);
        assert_eq!(run.code, 0, "{}", run.out);
        assert!(run.out.ends_with("nothing has changed in the training\n"), "{}", run.out);
    }
}

#[test]
fn layout_words_and_remarks_are_no_training() {
    let new = OLD
        .replace("  mon 8km E", "# remark\n   mon   8km easy")
        .replace("1km @I", "1000m I")
        .replace("  units km\n", "  units km   # as ever\n");
    assert_eq!(changes(OLD, &new)["changed"], false, "{}", changes(OLD, &new));
}

#[test]
fn sessions_come_go_move_and_change() {
    let told = |from: &str, to: &str| {
        assert!(OLD.contains(from));
        sessions(&changes(OLD, &OLD.replace(from, to)))
    };
    assert_eq!(told("  mon 8km E\n", ""), ["removed 2027-03-01 8km E"]);
    assert_eq!(told("  sat", "  fri 5km E\n  sat"), ["added 2027-03-05 5km E"]);
    assert_eq!(told("sat 6km E", "fri 6km E"), ["moved 2027-03-05 from 2027-03-06 6km E"]);
    assert_eq!(told("sat 6km E", "sat 7km E"), ["changed 2027-03-06 6km E -> 7km E"]);
    // Easy days trade places with the hard one: both have moved.
    let swapped = OLD.replace("  mon", "  xxx").replace("  wed", "  mon").replace("  xxx", "  wed");
    assert_eq!(
        sessions(&changes(OLD, &swapped)),
        [
            "moved 2027-03-01 from 2027-03-03 2km E + 4x(1km @I / 90s jog)",
            "moved 2027-03-03 from 2027-03-01 8km E"
        ]
    );
    // Two easy runs that grew have not moved.
    let grown = OLD.replace("sat 6km E", "sat 8km E").replace("mon 8km E", "mon 6km E");
    assert_eq!(sessions(&changes(OLD, &grown)).len(), 2);
    assert_eq!(
        told("sun 12km E", "sun 12km E; sauna 15min"),
        ["added 2027-03-07 sauna 15min"],
        "recovery is training, too"
    );
}

#[test]
fn a_definition_changes_the_sessions_that_call_it() {
    let plan = |n: u32| {
        format!(
            "plan \"x\"\n  units km\nsession hills\n  2km E\n  {n}x(60s hill / 2min jog)\nweek 1\n  tue hills\n  sat 6km E\n"
        )
    };
    let changes = changes(&plan(6), &plan(9));
    assert_eq!(changes["matching"], "weeks");
    assert_eq!(sessions(&changes), ["changed 1 tue hills -> hills"]);
    let week = &changes["weeks"][0];
    assert!(week["new"]["distance_km"].as_f64() > week["old"]["distance_km"].as_f64());
}

#[test]
fn paces_change_the_load_and_not_the_sessions() {
    let athlete = |time: &str| format!("{OLD}athlete\n  recent 10km in {time} on 2027-02-01\n");
    let changes = changes(&athlete("50:00"), &athlete("47:00"));
    assert_eq!(sessions(&changes), Vec::<String>::new());
    let names: BTreeSet<&str> =
        changes["settings"].as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert!(names.contains("recent") && names.contains("VDOT"), "{names:?}");
}

#[test]
fn plans_are_matched_by_date() {
    // The same weeks, one more before them: the weeks have other numbers and the same dates.
    let later = OLD.replace("2027-03-01", "2027-02-22").replace("week 1\n", "week 1\n  mon 5km E\nweek 2\n");
    let changes = changes(OLD, &later);
    assert_eq!(changes["matching"], "dates");
    assert_eq!(sessions(&changes), ["added 2027-02-22 5km E"]);
    let weeks: Vec<(&Value, &Value)> = changes["weeks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| (&w["old"]["number"], &w["new"]["number"]))
        .collect();
    assert_eq!(weeks, [(&Value::Null, &1.into()), (&1.into(), &2.into())]);
    // The plan of another year has no date in common.
    let another = changes_of_year();
    assert_eq!((&another["matching"], sessions(&another)), (&"weeks".into(), Vec::new()));
}

fn changes_of_year() -> Value {
    changes(OLD, &OLD.replace("2027-03-01", "2028-03-06"))
}

#[test]
fn findings_are_told_when_they_come_and_go() {
    let hard = OLD.replace("mon 8km E", "tue 2km E + 4x(1km @I / 90s jog)");
    let there = changes(OLD, &hard);
    assert!(findings(&there, "new").contains("hard-day-back-to-back"), "{there:#}");
    assert!(findings(&there, "gone").is_empty());
    let back = changes(&hard, OLD);
    assert_eq!(findings(&back, "gone"), findings(&there, "new"));
    // Lines above do not make an old finding new.
    let shifted = changes(&hard, &format!("# a remark\n\n{hard}"));
    assert_eq!(shifted["changed"], false);
}

#[test]
fn what_cannot_be_read_hides_nothing_else() {
    let broken = OLD.replace("mon 8km E", "mon )))").replace("sat 6km E", "sat 7km E");
    let changes = changes(OLD, &broken);
    assert_eq!(sessions(&changes), ["changed 2027-03-06 6km E -> 7km E"], "{changes:#}");
    assert_eq!(changes["unread"]["new"], serde_json::json!([6]));
    assert_eq!(changes["weeks"][0]["new"]["complete"], false);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.meso"), OLD).unwrap();
    fs::write(folder.path().join("new.meso"), [OLD.as_bytes(), b"\xff\xfe\n"].concat()).unwrap();
    let run = meso_in(folder.path(), ["diff", "old.meso", "new.meso"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("is not text: byte "), "{}", run.err);
    assert!(run.out.contains("not all of `new.meso` could be read: line 10"), "{}", run.out);
}

#[test]
fn the_exit_code_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.meso"), OLD).unwrap();
    let new = OLD.replace("8km", "9km");
    let compare = |args: &[&str]| meso_with(folder.path(), [&["diff"], args].concat(), new.as_bytes()).code;
    assert_eq!(compare(&["old.meso", "-"]), 0);
    assert_eq!(compare(&["--exit-code", "old.meso", "-"]), 1);
    assert_eq!(compare(&["--exit-code", "/dev/null", "old.meso"]), 1);
    assert_eq!(compare(&["-", "-"]), 2);
    assert_eq!(compare(&["nowhere.meso", "old.meso"]), 2);
}

#[test]
fn the_page_shows_what_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let plans = blocks("meso");
    fs::write(folder.path().join("before.meso"), &plans[0]).unwrap();
    fs::write(folder.path().join("after.meso"), &plans[1]).unwrap();
    let run = meso_in(folder.path(), ["diff", "before.meso", "after.meso"]);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let page = read(Path::new(PAGE));
        let (head, rest) = page.split_once("```text\n").unwrap();
        let foot = rest.split_once("```").unwrap().1;
        fs::write(root().join(PAGE), format!("{head}```text\n{}```{foot}", run.out)).unwrap();
        return;
    }
    assert_eq!(run.out, blocks("text")[0]);
}

#[test]
fn the_object_has_the_documented_keys() {
    let page = read(Path::new("docs/json.md"));
    let section = page.split("## `meso diff --format json`").nth(1).expect("a section on `meso diff`");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let documented: BTreeSet<&str> = rows.collect();
    let race = OLD.replace("sun 12km E", "sun race 10km");
    let hard =
        race.replace("mon 8km E", "tue 2km E + 4x(1km @I / 90s jog)").replace("sat 6km E", "sat 7km E");
    let changes = changes(&race, &hard.replace("units km", "units km\n  profile masters"));
    let mut keys: BTreeSet<String> = BTreeSet::new();
    collect(&changes, &mut keys);
    // A finding is described above.
    for key in
        ["code", "severity", "message", "help", "file", "start", "end", "related", "fixes", "line", "column"]
    {
        keys.remove(key);
    }
    assert_eq!(keys.iter().map(String::as_str).collect::<BTreeSet<_>>(), documented);
}

fn collect(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                keys.insert(key.clone());
                collect(value, keys);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, keys)),
        _ => {}
    }
}

/// A repository with a plan that was committed, changed and committed again, and `meso` on the path.
struct Repository {
    folder: tempfile::TempDir,
    path: std::ffi::OsString,
}

const LIBRARY: &str = "session cruise(n = 3)\n  2km E\n  n x (1600m @T / 60s jog)\n";

impl Repository {
    fn new() -> Repository {
        let folder = tempfile::tempdir().unwrap();
        let programs = folder.path().join("programs");
        fs::create_dir(&programs).unwrap();
        let meso = PathBuf::from(command(folder.path(), [""; 0]).get_program());
        #[cfg(unix)]
        std::os::unix::fs::symlink(meso, programs.join("meso")).unwrap();
        #[cfg(not(unix))]
        fs::copy(meso, programs.join("meso.exe")).unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths([programs].into_iter().chain(std::env::split_paths(&path))).unwrap();
        let repository = Repository { folder, path };
        fs::create_dir_all(repository.work().join("plans/library")).unwrap();
        repository.sh(&repository.work(), "git init -q -b main");
        repository
    }

    fn work(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.work().join(file), text).unwrap();
    }

    fn commit(&self) {
        self.sh(&self.work(), "git add -A && git commit -q -m change");
    }

    /// A shell command as a person would give it; what it prints.
    fn sh(&self, folder: &Path, line: &str) -> String {
        let output = self.run(folder, line);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn run(&self, folder: &Path, line: &str) -> std::process::Output {
        let mut sh = program("sh");
        sh.args(["-c", line]).current_dir(folder).env("PATH", &self.path);
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "NO_COLOR", "PAGER", "GIT_PREFIX"] {
            sh.env_remove(name);
        }
        sh.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", self.folder.path().join("none"));
        for who in ["AUTHOR", "COMMITTER"] {
            sh.env(format!("GIT_{who}_NAME"), "Kim").env(format!("GIT_{who}_EMAIL"), "kim@example.org");
        }
        output(&mut sh)
    }
}

#[test]
fn one_plan_is_compared_with_its_last_commit() {
    let repository = Repository::new();
    let (work, plans) = (repository.work(), repository.work().join("plans"));
    let plan = "use \"library/sessions.meso\"\nplan \"x\"\n  units km\nweek 1\n  tue cruise\n  sat 6km E\n";
    repository.write("plans/library/sessions.meso", LIBRARY);
    repository.write("plans/plan.meso", plan);
    repository.commit();
    repository.write("plans/plan.meso", &plan.replace("6km", "7km"));
    let changed = "~ 6km E → 7km E";
    assert!(repository.sh(&work, "meso diff plans/plan.meso").contains(changed));
    assert!(repository.sh(&plans, "meso diff plan.meso").contains(changed));
    let elsewhere = repository.sh(repository.folder.path(), "meso diff work/plans/plan.meso");
    assert!(elsewhere.contains(changed), "{elsewhere}");
    repository.commit();
    assert!(repository.sh(&work, "meso diff plans/plan.meso").contains("nothing has changed"));
    assert!(repository.sh(&work, "meso diff --rev HEAD~1 plans/plan.meso").contains(changed));
    assert!(repository.sh(&plans, "meso diff HEAD~1:plans/plan.meso HEAD:./plan.meso").contains(changed));
    assert!(
        repository
            .sh(&work, "git show HEAD~1:plans/plan.meso | meso diff --as plans/plan.meso - plans/plan.meso")
            .contains(changed)
    );
    // The library of a commit belongs to the plan of that commit.
    repository.write("plans/library/sessions.meso", &LIBRARY.replace("n = 3", "n = 5"));
    let told = repository.sh(&work, "meso diff plans/plan.meso");
    assert!(told.contains("week 1 tue  ~ cruise") && !told.contains("6km"), "{told}");
    repository.write("plans/new.meso", plan);
    let new = repository.run(&work, "meso diff plans/new.meso");
    assert!(String::from_utf8_lossy(&new.stdout).contains("+ 6km E"), "{new:?}");
    assert!(String::from_utf8_lossy(&new.stderr).contains("all of it is new"), "{new:?}");
}

#[test]
fn odd_revisions_are_told_in_a_sentence() {
    let repository = Repository::new();
    repository.write("plan.meso", OLD);
    repository.commit();
    for (line, said) in [
        ("meso diff --rev=--help plan.meso", "`--help` is no revision"),
        ("meso diff --rev nowhere plan.meso", "git knows no revision `nowhere`"),
        ("meso diff HEAD:nothing.meso plan.meso", "git has no file `nothing.meso` in `HEAD`"),
        ("meso diff HEAD:plan.meso", "say what `HEAD:plan.meso` is to be compared with"),
        ("meso diff -- -x:plan.meso plan.meso", "`-x` is no revision"),
        ("cd .. && meso diff HEAD:plan.meso work/plan.meso", "is in no git repository"),
    ] {
        let output = repository.run(&repository.work(), line);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line}: {err}");
        assert!(err.contains(said), "{line}: {err}");
    }
}

#[test]
fn git_diff_and_difftool_show_training_as_the_page_sets_them_up() {
    let repository = Repository::new();
    let work = repository.work();
    repository.write(".gitattributes", &blocks("gitattributes")[0]);
    let plan = format!("use \"library/sessions.meso\"\n{OLD}  fri cruise(n = 4)\n");
    repository.write("plans/library/sessions.meso", LIBRARY);
    repository.write("plans/plan ü.meso", &plan);
    repository.commit();
    let scripts = blocks("sh");
    let setup = scripts.iter().find(|block| block.contains("git config")).unwrap();
    repository.sh(&work, setup);
    // Layout alone: nothing to show.
    repository.write("plans/plan ü.meso", &plan.replace("8km E", "8km   E   # slowly"));
    assert_eq!(repository.sh(&work, "git diff"), "");
    repository.write("plans/plan ü.meso", &plan.replace("sat 6km E", "sat 7km E"));
    let diff = repository.sh(&work, scripts.iter().find(|block| block.trim() == "git diff").unwrap());
    let lines: Vec<&str> = diff
        .lines()
        .filter(|l| l.starts_with(['+', '-']) && !l.starts_with("+++") && !l.starts_with("---"))
        .collect();
    assert!(lines.iter().any(|line| line.starts_with("-2027-03-06 sat  6km E [6 km, ")), "{diff}");
    assert!(lines.iter().any(|line| line.starts_with("+2027-03-06 sat  7km E [7 km, ")), "{diff}");
    assert!(!diff.contains('\u{1b}'));
    let tool = scripts
        .iter()
        .find(|block| block.contains("difftool"))
        .map(|block| block.trim())
        .filter(|b| b.starts_with("git difftool"))
        .map(str::to_owned);
    let tool =
        tool.unwrap_or_else(|| scripts.iter().find(|b| b.starts_with("git difftool")).unwrap().clone());
    for folder in [&work, &work.join("plans")] {
        let told = repository.sh(folder, &tool);
        assert!(told.contains("~ 6km E → 7km E") && told.contains("before"), "{told}");
        assert!(!told.contains("unknown-session") && !told.contains("could not be read"), "{told}");
    }
    // A new plan and one that goes: git names /dev/null.
    repository.commit();
    repository.sh(&work, "git rm -q 'plans/plan ü.meso'");
    let told = repository.sh(&work, "git difftool --cached -y -t meso");
    assert!(told.contains("gone:") && told.contains("- 7km E"), "{told}");
    assert!(repository.sh(&work, "git diff --cached").contains("-2027-03-06 sat  7km E"));
}

#[test]
fn the_other_commands_of_the_page_run() {
    let repository = Repository::new();
    let work = repository.work();
    for text in [OLD.to_owned(), OLD.replace("8km", "9km")] {
        repository.write("plan.meso", &text);
        repository.commit();
    }
    let console = blocks("console").concat();
    let markdown = blocks("sh").into_iter().find(|block| block.contains("markdown")).unwrap();
    let lines = console.lines().filter_map(|line| line.strip_prefix("$ ")).chain(markdown.lines());
    let told: Vec<String> = lines.map(|line| repository.sh(&work, line)).collect();
    assert_eq!(told.len(), 5);
    assert!(told[4].contains("- **Mon 1 Mar**: `8km E` → `9km E`"), "{}", told[4]);
}

#[test]
fn textconv_says_a_line_a_day() {
    for example in examples() {
        let run = meso(["show", "--textconv", example.to_str().unwrap()]);
        assert_eq!(run.code, 0, "{}", run.err);
        let weeks = run.out.lines().filter(|line| line.starts_with("week ")).count();
        let days = run.out.lines().filter(|line| {
            line.starts_with("20") || line.starts_with('w') && line.as_bytes()[1].is_ascii_digit()
        });
        assert_eq!(days.count(), 7 * weeks, "{}", run.out);
        assert!(weeks > 0 && !run.out.contains('\u{1b}'));
    }
}

#[test]
fn textconv_hides_no_line_that_it_cannot_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.meso"), "plan \"x\"\nweek 1\n  tue 8km bananas\n  foo bar\n").unwrap();
    let run = meso_in(folder.path(), ["show", "--textconv", "a.meso"]);
    assert!(run.out.ends_with("\nnot read: tue 8km bananas\nnot read: foo bar\n"), "{}", run.out);
}
