//! The documentation says what is true: its plans are read, its output is what the command prints.

use crate::meso::{meso_in, read, tracked};
use std::path::Path;

/// The fenced blocks of a page with their first lines and kinds.
fn blocks(page: &str) -> Vec<(usize, String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for (i, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(kind)) => open = Some((i + 1, kind.to_owned(), String::new())),
            (Some(_), Some("")) => found.extend(open.take()),
            (Some((.., text)), _) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

#[test]
fn a_plan_in_a_page_gets_what_the_page_shows_after_it() {
    let mut shown = 0;
    for page in tracked("*.md") {
        let blocks = blocks(&read(&page));
        for pair in blocks.windows(2) {
            let ((line, kind, plan), (_, next, said)) = (&pair[0], &pair[1]);
            // What `check` says ends with its sum; other results have tests of their own.
            let sum = said.lines().last().unwrap_or("");
            if kind != "meso"
                || next != "text"
                || !(sum.contains(" in 1 plan") || sum.contains("1 plan checked"))
            {
                continue;
            }
            shown += 1;
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("plan.meso"), plan).unwrap();
            let run = meso_in(folder.path(), ["check", "plan.meso"]);
            assert_eq!(run.out, *said, "{}:{line}", page.display());
        }
    }
    assert!(shown >= 1, "no page shows a plan and what is said of it");
}

/// The blocks of a page in their order: a plan becomes `plan.meso`, what follows `$` is run, what follows that is printed.
#[test]
fn a_walk_through_a_page_says_what_the_page_says() {
    let page = Path::new("docs/how-to/ci.md");
    let folder = tempfile::tempdir().unwrap();
    let mut walked = 0;
    for (line, kind, text) in blocks(&read(page)) {
        if kind == "meso" {
            std::fs::write(folder.path().join("plan.meso"), text).unwrap();
        } else if kind == "console" {
            let mut said = String::new();
            for command in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
                let run = meso_in(folder.path(), command.split_whitespace().skip(1));
                said += &format!("$ {command}\n{}{}", run.out, run.err);
                walked += 1;
            }
            assert_eq!(said, text, "{}:{line}", page.display());
        }
    }
    assert!(walked >= 6);
}

#[test]
fn the_readme_begins_with_a_plan_and_its_finding() {
    let readme = read(Path::new("README.md"));
    let kinds: Vec<String> = blocks(&readme).into_iter().map(|(_, kind, _)| kind).collect();
    assert_eq!(kinds[..3], ["meso", "text", "sh"]);
}

#[test]
fn commands_in_pages_exist() {
    for page in tracked("*.md") {
        for (line, kind, text) in blocks(&read(&page)) {
            if !["sh", "console"].contains(&kind.as_str()) {
                continue;
            }
            for command in text.lines().filter_map(|l| l.trim_start_matches("$ ").strip_prefix("meso ")) {
                let word = command.split_whitespace().next().unwrap_or("");
                let run = crate::meso::meso([word, "--help"]);
                assert_eq!(run.code, 0, "{}:{line}: meso {word}", page.display());
                for option in command.split_whitespace().filter(|w| w.starts_with("--")) {
                    let option = option.split('=').next().unwrap_or(option);
                    assert!(
                        run.out.contains(option),
                        "{}:{line}: meso {word} has no {option}",
                        page.display()
                    );
                }
            }
        }
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    for page in tracked("*.md") {
        let text = read(&page);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or("");
            if file.is_empty() || file.contains("://") {
                continue;
            }
            let path = page.parent().unwrap_or(Path::new("")).join(file);
            assert!(crate::meso::root().join(&path).exists(), "{}: {target} leads nowhere", page.display());
        }
    }
}
