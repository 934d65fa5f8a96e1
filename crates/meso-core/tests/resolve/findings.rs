//! Each structural finding: the example of its manual page gives it, and its words and fixes are the right ones.

use crate::{Folder, read, read_with, said};
use meso_core::edit::apply;
use meso_core::text::{SourceText, Sources};
use meso_core::{Options, analyse, codes};

/// The example that a manual page says is wrong.
fn example(docs: &str) -> Option<String> {
    let start = docs.find("```meso,fails")?;
    let body = docs[start..].split_once('\n')?.1;
    let body = body.split_once("```")?.0;
    Some(body.lines().map(|l| format!("{}\n", l.strip_prefix(' ').unwrap_or(l))).collect())
}

#[test]
fn the_example_of_each_page_gives_its_finding_and_no_other() {
    let mut seen = 0;
    for code in codes::ALL {
        let Some(text) = example(code.docs) else { continue };
        seen += 1;
        let folder = Folder(vec![("this.meso", text.clone())]);
        let a = read_with(&text, &folder);
        let names: Vec<&str> = a.diagnostics.iter().map(|d| d.code.name).collect();
        assert!(
            !names.is_empty() && names.iter().all(|n| *n == code.name),
            "{}: {names:?} in\n{text}",
            code.name
        );
    }
    assert!(seen > 25, "pages have examples");
}

#[test]
fn messages_begin_small_and_do_not_end_with_a_stop() {
    for code in codes::ALL {
        let Some(text) = example(code.docs) else { continue };
        let folder = Folder(vec![("this.meso", text.clone())]);
        for d in read_with(&text, &folder).diagnostics {
            for words in
                std::iter::once(&d.message).chain(&d.help).chain(d.related.iter().map(|r| &r.message))
            {
                assert!(!words.ends_with('.'), "{words}");
                let first = words.chars().next().expect("not empty");
                assert!(!first.is_uppercase(), "{words}");
            }
        }
    }
}

/// The text after the first fix of its only finding.
#[track_caller]
fn fixed(text: &str) -> String {
    let a = read(text);
    let [d] = a.diagnostics.as_slice() else { panic!("{:?}", said(&a)) };
    apply(text, &d.fixes.first().expect("a fix").edits).expect("edits that fit")
}

#[test]
fn fixes_mend_the_line() {
    assert_eq!(
        fixed("session opener\n  2km E\nweek 1\n  mon opner\n"),
        "session opener\n  2km E\nweek 1\n  mon opener\n"
    );
    assert_eq!(fixed("week 1\n  mon 12 E\n"), "week 1\n  mon 12km E\n");
    assert_eq!(fixed("plan\n  units mi\nweek 1\n  mon 4-6 E\n"), "plan\n  units mi\nweek 1\n  mon 4-6mi E\n");
    assert_eq!(
        fixed("session c(often = 4)\n  often x (1km @T / 60s jog)\nweek 1\n  mon c(ofen = 3)\n"),
        "session c(often = 4)\n  often x (1km @T / 60s jog)\nweek 1\n  mon c(often = 3)\n"
    );
    assert_eq!(
        fixed("plan\n  start 2027-01-04\nweek 1\n  tue 2027-01-06 8km E\n"),
        "plan\n  start 2027-01-04\nweek 1\n  tue 2027-01-05 8km E\n"
    );
}

#[test]
fn an_unknown_word_that_is_nearly_an_effort_is_told() {
    let a = read("week 1\n  mon esay\n");
    assert!(a.diagnostics[0].help.as_deref().is_some_and(|h| h.contains("`easy`")), "{:?}", a.diagnostics);
}

#[test]
fn a_file_is_found_by_a_name_that_is_near() {
    let folder = Folder(vec![("strength.meso", "session squats\n  strength 20min\n".into())]);
    let text = "use \"strenght.meso\"\nweek 1\n  mon rest\n";
    let a = read_with(text, &folder);
    assert_eq!(said(&a), ["use-missing: \"strenght.meso\""]);
    let fix = a.diagnostics[0].fixes.first().expect("a fix");
    assert_eq!(apply(text, &fix.edits).as_deref(), Some("use \"strength.meso\"\nweek 1\n  mon rest\n"));
}

#[test]
fn libraries_are_read_once_and_speak_for_themselves() {
    let folder = Folder(vec![
        ("a.meso", "use \"b.meso\"\nsession one\n  2km E + two\n".into()),
        ("b.meso", "session two\n  3km E + nobody\nsession three\n  1km E\n".into()),
    ]);
    let a = read_with("use \"a.meso\"\nuse \"b.meso\"\nweek 1\n  mon three\n  tue one\n", &folder);
    assert_eq!(a.sources.iter().count(), 3);
    assert_eq!(said(&a), ["unknown-session: nobody"]);
    assert_eq!(&*a.sources.get(a.diagnostics[0].span.file).name, "b.meso");
    assert_eq!(a.plan.definitions.len(), 3);
    let uses: Vec<(&str, u32)> = a.plan.definitions.iter().map(|d| (d.name.as_str(), d.uses)).collect();
    assert_eq!(uses, [("one", 1), ("two", 1), ("three", 1)]);
}

#[test]
fn a_plan_has_its_own_session_before_that_of_a_library() {
    let folder = Folder(vec![("a.meso", "session one\n  2km E\n".into())]);
    let a = read_with("use \"a.meso\"\nsession one\n  5km E\nweek 1\n  mon one\n", &folder);
    assert!(a.diagnostics.is_empty());
    assert!((a.plan.sessions[0].distance.middle().to_km() - 5.0).abs() < 1e-9);
}

#[test]
fn files_that_use_each_other_in_turn_are_told_where() {
    let folder = Folder(vec![
        ("a.meso", "use \"b.meso\"\n".into()),
        ("b.meso", "use \"a.meso\"\nsession two\n  3km E\n".into()),
    ]);
    let a = read_with("use \"a.meso\"\nweek 1\n  mon two\n", &folder);
    assert_eq!(said(&a), ["use-cycle: \"a.meso\""]);
    assert_eq!(&*a.sources.get(a.diagnostics[0].span.file).name, "b.meso");
    assert_eq!(a.plan.sessions.len(), 1);
}

#[test]
fn a_log_and_its_plan_are_read_together_from_either_end() {
    let plan = "plan \"Spring\"\n  start 2027-01-04\n  logs \"kim.log.meso\"\nweek 1\n  mon 8km E\n";
    let log = "log for \"plan.meso\"\nlog 2027-01-05\n  done 8km in 42:10\n";
    let folder = Folder(vec![("plan.meso", plan.into()), ("kim.log.meso", log.into())]);
    for (name, text) in [("plan.meso", plan), ("kim.log.meso", log)] {
        let (sources, root) = Sources::with(SourceText::new(name, text));
        let a = analyse(sources, root, &folder, &Options::default());
        assert_eq!(said(&a), Vec::<String>::new());
        assert_eq!(a.plan.weeks.len(), 1, "{text}");
        assert_eq!(a.plan.logs.len(), 1, "{text}");
        assert_eq!(a.plan.logs[0].day.map(|d| d.0), Some(1), "{text}");
    }
}

#[test]
fn each_contradiction_has_one_finding_with_both_places() {
    let a = read(
        "plan\n  start 2027-01-04\n  weeks 2\n  goal 5km on 2027-01-10\nweek 1\n  sun 5km E\nweek 2\n  sun 8km E\n",
    );
    assert_eq!(said(&a), ["dates-contradict: 2027-01-04"]);
    assert_eq!(a.diagnostics[0].related.len(), 2);
    let a = read("plan\n  start 2027-01-04\n  goal 5km on 2027-06-06\nweek 1\n  sun 5km E\n");
    assert_eq!(said(&a), ["goal-date-outside-plan: 2027-06-06"]);
    assert_eq!(a.diagnostics[0].related.len(), 1);
}

#[test]
fn a_plan_that_says_how_long_it_is_may_be_written_week_by_week() {
    let begun = |dates: &str| format!("plan\n{dates}week 1\n  sun 5km E\nweek 2\n  sun 6km E\n");
    for dates in
        ["  start 2027-01-04\n  weeks 8\n  goal 5km on 2027-02-28\n", "  weeks 8\n  goal 5km on 2027-02-28\n"]
    {
        let a = read(&begun(dates));
        assert_eq!(said(&a), Vec::<String>::new(), "{dates}");
        assert_eq!(a.plan.first_date.map(|d| d.to_string()).as_deref(), Some("2027-01-04"));
    }
    let late = read(&begun("  start 2027-01-04\n  weeks 8\n  goal 5km on 2027-03-07\n"));
    assert_eq!(said(&late), ["goal-date-outside-plan: 2027-03-07"]);
    let other = read(&begun("  start 2027-01-04\n  weeks 8\n  goal 5km on 2027-02-21\n"));
    assert_eq!(said(&other), ["dates-contradict: 2027-01-04"]);
}
