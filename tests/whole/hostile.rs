//! Bad input of every kind: it ends in findings or in one plain sentence, soon, and in little memory.

use crate::meso::{Run, meso_in, read};
use std::path::Path;

/// Checks and lays out a text, in a folder of its own; each command has its limit. Gives what the check said.
fn survives(name: &str, bytes: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("case.meso"), bytes).unwrap();
    let check = meso_in(folder.path(), ["check", "--format", "json", "case.meso"]);
    let fmt = meso_in(folder.path(), ["fmt", "--diff", "case.meso"]);
    let diff = meso_in(folder.path(), ["diff", "--format", "json", "/dev/null", "case.meso"]);
    let lines = meso_in(folder.path(), ["show", "--textconv", "case.meso"]);
    // What git asks for is answered, whatever is in the file.
    assert_eq!((diff.code, lines.code), (0, 0), "{name}: {} {}", diff.err, lines.err);
    assert!(serde_json::from_str::<serde_json::Value>(&diff.out).is_ok(), "{name}");
    assert!(check.code <= 2 && fmt.code <= 2, "{name}: {check:?} {fmt:?}");
    if check.code < 2 {
        let found: serde_json::Value = serde_json::from_str(&check.out).unwrap();
        assert_eq!(check.code == 1, has_warnings(&found), "{name}");
    }
    check
}

fn has_warnings(found: &serde_json::Value) -> bool {
    found.as_array().unwrap().iter().any(|finding| finding["severity"] != "info")
}

fn base() -> Vec<u8> {
    read(Path::new("examples/autumn-marathon.meso")).into_bytes()
}

fn in_monday(session: &str) -> Vec<u8> {
    format!("plan \"x\"\nweek 1\n  mon {session}\n  tue 5km E\n").into_bytes()
}

#[test]
fn bytes_that_are_no_text_end_in_one_sentence() {
    let mut broken = base();
    broken.splice(500..500, [0xff, 0xfe, 0x80]);
    let utf16: Vec<u8> =
        String::from_utf8(base()).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [("invalid UTF-8", broken), ("UTF-16", [vec![0xff, 0xfe], utf16].concat())] {
        let run = survives(name, &bytes);
        assert_eq!((run.code, run.err.lines().count()), (2, 1), "{name}: {}", run.err);
        assert!(run.err.contains("save the file as UTF-8"), "{}", run.err);
    }
}

#[test]
fn line_ends_and_marks_do_not_change_a_plan() {
    let base = String::from_utf8(base()).unwrap();
    for (name, text) in [
        ("byte order mark", format!("\u{feff}{base}")),
        ("CRLF", base.replace('\n', "\r\n")),
        ("CR", base.replace('\n', "\r")),
        ("no line break at the end", base.trim_end().to_owned()),
    ] {
        let run = survives(name, text.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (0, "[\n\n]\n"), "{name}");
    }
}

#[test]
fn nothing_at_all_is_read() {
    survives("empty", b"");
    survives("a line break", b"\n");
    survives("NUL", b"\0");
    let mut nul = base();
    nul.insert(500, 0);
    survives("NUL in the middle", &nul);
}

#[test]
fn long_and_deep_lines_cost_themselves() {
    survives("many steps", &in_monday(&"1km E + ".repeat(200_000)));
    survives("many slips", &in_monday(&"8 km + ".repeat(20_000)));
    survives("one word", &b"x".repeat(5_000_000));
    let nested = format!("{}1km{}", "2x(".repeat(100_000), ")".repeat(100_000));
    survives("brackets", &in_monday(&nested));
    survives("open brackets", &in_monday(&"(".repeat(100_000)));
    survives("many plain lines", "  mon 5km E\n".repeat(50_000).as_bytes());
    survives("many broken lines", "week x y z\n".repeat(20_000).as_bytes());
}

#[test]
fn a_day_of_many_sessions_is_compared_in_time() {
    let plan = |day: &str, sessions: &[&str]| {
        let items: String =
            (0..10_000).map(|i| format!("       - {}\n", sessions[i % sessions.len()])).collect();
        format!("plan \"x\"\nweek 1\n  {day} rest\n{items}")
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old.meso"), plan("mon", &["8km E", "20min T"])).unwrap();
    std::fs::write(
        folder.path().join("new.meso"),
        plan("tue", &["8km E", "7km E", "20min T", "sauna 15min"]),
    )
    .unwrap();
    let run = meso_in(folder.path(), ["diff", "old.meso", "new.meso"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn counts_do_not_multiply() {
    survives("repeats", &in_monday("1000000000x(1km E / 60s jog)"));
    let nested = format!("{}1s E{}", "1000x(".repeat(12), ")".repeat(12));
    survives("repeats of repeats", &in_monday(&nested));
    let doubling: String =
        (0..60).map(|i| format!("session s{i}\n  s{next} + s{next}\n", next = i + 1)).collect();
    let doubling = format!("plan \"x\"\n{doubling}session s60\n  1km E\nweek 1\n  mon s0\n");
    survives("doubling calls", doubling.as_bytes());
    let chain: String = (2..400).map(|i| format!("week {i} like {} volume 200%\n", i - 1)).collect();
    survives("a chain of weeks", format!("plan \"x\"\nweek 1\n  mon 5km E\n{chain}").as_bytes());
    survives("many weeks", b"plan \"x\"\nweek 1\n  mon 5km E\nweeks 2-2000000000 like 1\n");
}

#[test]
fn impossible_numbers_and_dates_are_findings() {
    for (name, text) in [
        (
            "huge numbers",
            "plan \"x\"\nweek 1\n  mon 99999999999999999999999999km E\n  tue 1e308km E\n  wed -5km E\n",
        ),
        (
            "no such day",
            "plan \"x\"\n  start 2027-02-31\n  goal marathon on 9999-99-99 in 99:99:99\nweek 1\n  mon rest\n",
        ),
        ("year 0", "plan \"x\"\n  start 0000-01-01\nweek 1\n  mon rest\nweek 500000\n  mon rest\n"),
        ("year 9999", "plan \"x\"\n  start 9999-12-31\nweek 1\n  mon 5km E\nweek 2\n  mon 5km E\n"),
        ("self call", "plan \"x\"\nsession a\n  a\nweek 1\n  mon a\n"),
        ("mutual call", "plan \"x\"\nsession a\n  b + b\nsession b\n  a + a\nweek 1\n  mon a\n"),
        ("like itself", "plan \"x\"\nweek 1 like 1\nweek 2 like 3\nweek 3 like 2\n"),
        ("unclosed string", "plan \"x\nweek 1\n  mon 5km E \"note\n  tue 5km E\n"),
    ] {
        assert_eq!(survives(name, text.as_bytes()).code, 1, "{name} went by in silence");
    }
}

#[test]
fn libraries_do_not_lead_out_of_the_project() {
    for path in ["../../../../../../etc/passwd", "/etc/passwd", "no-such-file.meso", "case.meso", ".", ""] {
        let run = survives(path, format!("use \"{path}\"\nplan \"x\"\nweek 1\n  mon rest\n").as_bytes());
        assert_eq!(run.code, 1, "use \"{path}\" went by in silence");
        assert!(!run.out.contains("root:"), "{}", run.out);
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_either() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.meso"), "session secret\n  1km E\n").unwrap();
    let inside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret.meso"), inside.path().join("lib.meso")).unwrap();
    std::fs::write(inside.path().join("plan.meso"), "use \"lib.meso\"\nplan \"x\"\nweek 1\n  mon secret\n")
        .unwrap();
    let run = meso_in(inside.path(), ["check", "--format", "concise", "plan.meso"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.contains("plan.meso:1:"), "{run:?}");
}

#[test]
fn a_line_lost_doubled_or_garbled_loses_no_other_line() {
    let garbage = "~~ %% )( \"";
    for example in crate::meso::examples() {
        let text = read(&example);
        let lines: Vec<&str> = text.lines().collect();
        // Every line in the unit tests of the parser; here, with the whole path, some of each plan.
        for at in (0..lines.len()).step_by(23) {
            let lost = [&lines[..at], &lines[at + 1..]].concat();
            let doubled = [&lines[..at], &[lines[at]], &lines[at..]].concat();
            let mut garbled = lines.clone();
            garbled[at] = garbage;
            for variant in [lost, doubled, garbled] {
                survives(&format!("{} line {at}", example.display()), variant.join("\n").as_bytes());
            }
        }
    }
}

#[test]
fn random_bytes_are_survived() {
    // A linear congruential generator: the same bytes in every run.
    let mut state = 4_u32;
    let mut next = move |bound: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % bound
    };
    for round in 0..25 {
        let mut bytes = base();
        for _ in 0..20 {
            let at = next(bytes.len());
            bytes[at] = u8::try_from(next(256)).unwrap();
        }
        survives(&format!("random bytes {round}"), &bytes);
    }
}
