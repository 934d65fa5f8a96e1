//! The plans that are shipped: what is said of each, and that no single line can spoil the others.

use crate::meso::{examples, meso, read, root};
use expect_test::expect_file;
use meso_core::load::NoFiles;
use meso_core::syntax::parse;
use meso_core::text::{SourceText, Sources};
use meso_lint::Config;
use std::path::Path;

#[test]
fn there_are_plans_of_many_styles() {
    assert!(examples().len() >= 7, "{:?}", examples());
}

#[test]
fn what_check_says_of_each_example_is_known() {
    for example in examples() {
        let run = meso([Path::new("check"), &example]);
        let name = example.file_stem().unwrap().to_str().unwrap();
        let wanted = i32::from(name == "bad-habits");
        assert_eq!(run.code, wanted, "{name}:\n{}", run.out);
        expect_file![root().join(format!("tests/snapshots/check/{name}.txt"))].assert_eq(&run.out);
    }
}

#[test]
fn every_example_can_be_shown() {
    for example in examples() {
        let run = meso([Path::new("show"), &example]);
        let name = example.file_stem().unwrap().to_str().unwrap();
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        expect_file![root().join(format!("tests/snapshots/show/{name}.txt"))].assert_eq(&run.out);
    }
}

#[test]
fn every_example_is_a_page() {
    let folder = tempfile::tempdir().unwrap();
    for example in examples() {
        let page = folder.path().join("plan.html");
        let run = meso([Path::new("report"), &example, Path::new("-o"), &page]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
        let page = read(&page);
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
        let printed = meso([Path::new("report"), &example]).out;
        assert!(printed == page, "{}: standard output differs", example.display());
    }
}

/// Deleting, doubling or corrupting any single line: the others are read as before, and nothing panics.
#[test]
fn a_line_costs_only_itself() {
    let config = Config::default();
    for example in examples() {
        let text = read(&example);
        let lines: Vec<&str> = text.lines().collect();
        let whole = parse(&text);
        for at in 0..lines.len() {
            let (before, after) = (&lines[..at], &lines[at + 1..]);
            let doubled = [lines[at]; 2];
            let shuffled: String = lines[at].chars().rev().collect();
            let cut = &lines[at][..lines[at].char_indices().nth(7).map_or(0, |(i, _)| i)];
            for (way, middle) in
                [&[][..], &doubled, &["  ((( \"x"], &[&*shuffled], &[cut]].into_iter().enumerate()
            {
                let changed = [before, middle, after].concat().join("\n");
                let parsed = parse(&changed);
                let place = format!("{}:{} as {middle:?}", example.display(), at + 1);
                for i in 0..at {
                    assert_eq!(
                        parsed.lines[i].syntax,
                        whole.lines[i].syntax,
                        "{place} changed line {}",
                        i + 1
                    );
                }
                for i in 1..=after.len() {
                    let (new, old) = (at + middle.len() + i - 1, at + i);
                    assert_eq!(
                        parsed.lines[new].syntax,
                        whole.lines[old].syntax,
                        "{place} changed line {}",
                        old + 1
                    );
                }
                // The rules over every fifth of these texts, each way in turn.
                if at % 5 == way {
                    let (sources, root) = Sources::with(SourceText::new("plan.meso", changed));
                    let _ = meso_lint::check(sources, root, &NoFiles, &config);
                }
            }
        }
    }
}

#[test]
fn templates_can_be_dated() {
    for (plan, date) in [("first-5k", "2027-05-30"), ("half-marathon", "2027-10-10")] {
        let file = format!("examples/{plan}.meso");
        let run = meso(["schedule", &file, "--goal", date]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains(&format!("on {date}")), "{}", run.out);
        let folder = tempfile::tempdir_in(root().join("examples")).unwrap();
        let dated = folder.path().join("dated.meso");
        std::fs::write(&dated, run.out.replace("library/", "../library/")).unwrap();
        let check = meso([Path::new("check"), &dated]);
        assert_eq!(check.code, 0, "{}", check.out);
        let show = meso([Path::new("show"), &dated]);
        assert!(show.out.contains(&date[..4]), "{}", show.out);
    }
}
