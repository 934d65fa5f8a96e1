//! What is read at most: each bound is reached, says so, and stands in `docs/limits.md` with the figure that holds.

use crate::meso::{meso_in, read, root};
use meso_core::limits;
use std::fmt::Write;
use std::path::Path;

/// A bound, what goes beyond it, and what a runner is told then.
struct Bound {
    what: &'static str,
    most: String,
    /// The files of the project; `plan.meso` is checked.
    files: Vec<(String, String)>,
    code: &'static str,
}

fn bound(what: &'static str, most: impl ToString, code: &'static str, plan: impl Into<String>) -> Bound {
    Bound { what, most: thousands(&most.to_string()), files: vec![("plan.meso".into(), plan.into())], code }
}

/// `10000` as people write it.
fn thousands(figure: &str) -> String {
    let (number, rest) = figure.split_at(figure.find(|c: char| !c.is_ascii_digit()).unwrap_or(figure.len()));
    let mut out = String::new();
    for (place, digit) in number.chars().enumerate() {
        if place > 0 && (number.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

fn repeated(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn monday(session: &str) -> String {
    format!("plan \"x\"\nweek 1\n  mon {session}\n")
}

/// All bounds of a plan.
fn bounds() -> Vec<Bound> {
    let calls = |count: usize, body: &str| {
        let sessions = repeated(count, |i| {
            format!("session s{i}\n  {}\n", body.replace("next", &format!("s{}", i + 1)))
        });
        format!("plan \"x\"\n{sessions}session s{count}\n  1km E\nweek 1\n  mon s0\n")
    };
    let many_steps = format!("session s\n{}", "  1km E\n".repeat(limits::STEPS as usize / 2));
    let times = limits::CALLED_STEPS / (limits::STEPS / 2) + 1;
    let week = "  mon 5km E; 5km E\n".repeat(limits::SESSIONS_COPIED / 100);
    let mut all = vec![
        bound(
            "bytes of a line",
            limits::LINE_BYTES,
            "line-too-long",
            monday(&"x".repeat(limits::LINE_BYTES)),
        ),
        bound(
            "brackets inside brackets, on a line",
            limits::BRACKETS_DEEP,
            "nesting-too-deep",
            monday(&format!(
                "{}1km E{}",
                "2x(".repeat(limits::BRACKETS_DEEP + 1),
                ")".repeat(limits::BRACKETS_DEEP + 1)
            )),
        ),
        bound(
            "steps inside steps, those of called sessions included",
            limits::STEPS_DEEP,
            "nesting-too-deep",
            calls(limits::STEPS_DEEP as usize / 4 + 1, "1x(1x(1x(1x(next))))"),
        ),
        bound(
            "sessions that call sessions",
            limits::CALLS_DEEP,
            "nesting-too-deep",
            calls(limits::CALLS_DEEP + 1, "next"),
        ),
        bound(
            "different steps of a session",
            limits::STEPS,
            "too-many-repeats",
            calls(limits::STEPS.ilog2() as usize + 1, "next + next"),
        ),
        bound(
            "repeats in a pair of brackets",
            limits::REPEATS,
            "impossible-value",
            monday(&format!("{}x(1km E)", limits::REPEATS + 1)),
        ),
        bound(
            "repeats of a step, all brackets multiplied",
            limits::TIMES,
            "too-many-repeats",
            monday(&format!("{0}x({0}x(1s E))", limits::REPEATS)),
        ),
        bound(
            "steps that calls bring to a plan, or one for every eight bytes of it",
            limits::CALLED_STEPS,
            "too-many-repeats",
            format!("plan \"x\"\n{many_steps}week 1\n  mon rest\n{}", "      - s\n".repeat(times as usize)),
        ),
        bound(
            "kilometres of a step",
            limits::STEP_KM,
            "impossible-value",
            monday(&format!("{}km E", limits::STEP_KM + 1.0)),
        ),
        bound(
            "hours of a step",
            limits::STEP_HOURS,
            "impossible-value",
            monday(&format!("{}h E", limits::STEP_HOURS + 1.0)),
        ),
        bound(
            "any number",
            limits::NUMBER,
            "impossible-value",
            monday(&format!("{}m E", limits::NUMBER * 10.0)),
        ),
        bound(
            "weeks missing between two weeks",
            limits::WEEKS_MISSING,
            "week-gap",
            format!("plan \"x\"\nweek 1\n  mon 5km E\nweek {}\n  mon 5km E\n", limits::WEEKS_MISSING + 3),
        ),
        bound(
            "weeks without a head of their own",
            limits::WEEKS_UNWRITTEN,
            "too-many-weeks",
            format!("plan \"x\"\nweeks 1-{}\n  mon 5km E\n", limits::WEEKS_UNWRITTEN + 2),
        ),
        bound(
            "sessions in weeks that are copied",
            limits::SESSIONS_COPIED,
            "too-many-weeks",
            format!("plan \"x\"\nweeks 1-99\n{week}"),
        ),
        bound(
            "findings of a kind in a file that are told one by one",
            limits::FINDINGS_OF_A_KIND,
            "more-findings",
            repeated(limits::FINDINGS_OF_A_KIND + 1, |i| format!("week {i} x y z\n")),
        ),
    ];
    let uses = repeated(limits::USES + 1, |i| format!("use \"l{i}.meso\"\n"));
    let mut fan = bound(
        "`use` lines of a plan and its libraries",
        limits::USES,
        "use-unreadable",
        uses + &monday("rest"),
    );
    fan.files.extend((0..=limits::USES).map(|i| (format!("l{i}.meso"), String::new())));
    let mut chain = bound(
        "files that use files",
        limits::USES_DEEP,
        "use-unreadable",
        "use \"l0.meso\"\n".to_owned() + &monday("rest"),
    );
    chain.files.extend(
        (0..=limits::USES_DEEP).map(|i| (format!("l{i}.meso"), format!("use \"l{}.meso\"\n", i + 1))),
    );
    let logs = repeated(limits::LOGS + 1, |i| format!("  logs \"l{i}.log.meso\"\n"));
    let mut logs = bound(
        "logs that a plan names",
        limits::LOGS,
        "use-unreadable",
        format!("plan \"x\"\n{logs}week 1\n  mon rest\n"),
    );
    logs.files.extend((0..=limits::LOGS).map(|i| (format!("l{i}.log.meso"), String::new())));
    all.extend([fan, chain, logs]);
    all
}

/// What is said first of this kind when a bound is passed.
fn said(bound: &Bound) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in &bound.files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let run =
        meso_in(folder.path(), ["check", "--isolated", "--no-cache", "--format", "concise", "plan.meso"]);
    assert_eq!(run.code, 1, "{}: {run:?}", bound.what);
    let code = format!("[{}] ", bound.code);
    let line = run.out.lines().find_map(|line| Some(line.split_once(&code)?.1.to_owned()));
    line.unwrap_or_else(|| panic!("{}: no {} in {:.2000}", bound.what, bound.code, run.out))
}

#[test]
fn each_bound_is_reached_says_so_and_stands_in_the_documentation() {
    let mut table = String::from("| at most | of | it says |\n|---:|---|---|\n");
    for bound in bounds() {
        let (code, message) = (bound.code, said(&bound));
        writeln!(table, "| {} | {} | `{code}`: {message} |", bound.most, bound.what).unwrap();
    }
    let page = root().join("docs/limits.md");
    let text = read(Path::new("docs/limits.md"));
    let (begin, end) = ("<!-- bounds of a plan -->\n", "<!-- end -->\n");
    let (head, rest) = text.split_once(begin).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let fresh = format!("{head}{begin}{table}{end}{tail}");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&page, &fresh).unwrap();
    }
    assert!(text == fresh, "docs/limits.md is not what is said; UPDATE_EXPECT=1 writes:\n{table}");
}

#[test]
fn what_stands_below_the_table_holds_too() {
    let page = read(Path::new("docs/limits.md"));
    for (figure, what) in [
        (meso_project::LIMIT_MB as usize, "megabytes of a file"),
        (limits::FINDINGS, "findings of all kinds"),
        (limits::FINDINGS_IN_AN_EDITOR, "findings in an editor"),
        (limits::SUGGESTIONS, "names that get a \"did you mean\""),
    ] {
        let row = format!("| {} | {what} |", thousands(&figure.to_string()));
        assert!(page.contains(&row), "no row {row}");
    }
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let large = std::fs::File::create(folder.path().join("plan.meso")).unwrap();
    large.set_len((meso_project::LIMIT_MB + 1) << 20).unwrap();
    let run = meso_in(folder.path(), ["check", "plan.meso"]);
    let wanted = format!("a plan may have {}", meso_project::LIMIT_MB);
    assert!(run.code == 2 && run.err.contains(&wanted), "{run:?}");
}

#[test]
fn what_is_left_out_is_counted_and_as_grave_as_the_gravest_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let slips = repeated(limits::FINDINGS_OF_A_KIND + 500, |i| format!("  mon {} km E\n", i + 1));
    std::fs::write(folder.path().join("plan.meso"), format!("plan \"x\"\nweek 1\n{slips}")).unwrap();
    let run = meso_in(folder.path(), ["check", "--isolated", "--format", "concise", "plan.meso"]);
    let count = |code: &str| run.out.lines().filter(|line| line.contains(&format!("[{code}]"))).count();
    assert_eq!((count("notation"), count("more-findings")), (limits::FINDINGS_OF_A_KIND, 1), "{}", run.out);
    let all = meso_in(
        folder.path(),
        ["check", "--isolated", "--format", "concise", "--level", "notation=off", "plan.meso"],
    );
    assert!(!all.out.contains("[notation]"), "{}", all.out);
}

#[test]
fn an_allow_covers_what_is_only_counted() {
    let folder = tempfile::tempdir().unwrap();
    let slips = repeated(limits::FINDINGS_OF_A_KIND + 1, |i| format!("week {}\n  mon 5 km E\n", i + 1));
    let plan = format!("plan \"x\"\n  allow notation \"as the coach writes\"\n{slips}");
    std::fs::write(folder.path().join("plan.meso"), plan).unwrap();
    let run = meso_in(
        folder.path(),
        ["check", "--isolated", "--format", "concise", "--select", "notation", "plan.meso"],
    );
    assert!(!run.out.contains("more-findings"), "{}", run.out);
}
