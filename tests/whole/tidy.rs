//! What a reader of the sources may rely on.

use crate::meso::{read, tracked};

#[test]
fn git_lists_the_sources() {
    assert!(tracked("*.rs").len() > 40);
}

#[test]
fn every_file_says_in_its_first_line_why_it_exists() {
    for file in tracked("*.rs") {
        let text = read(&file);
        let first = text.lines().next().unwrap_or("");
        assert!(first.starts_with("//! ") && first.len() > 12, "{}: begins with `{first}`", file.display());
    }
}

#[test]
fn no_file_is_longer_than_one_idea() {
    for file in tracked("*.rs") {
        let lines = read(&file).lines().count();
        assert!(lines <= 800, "{} has {lines} lines", file.display());
    }
}

#[test]
fn modules_are_files_named_after_them() {
    // What tests share is the exception: cargo would take a file beside them for a test program of its own.
    for file in
        tracked("*.rs").iter().filter(|file| !file.components().any(|part| part.as_os_str() == "tests"))
    {
        assert!(!file.ends_with("mod.rs"), "{}", file.display());
    }
}

#[test]
fn nothing_speaks_of_one_machine() {
    // Put together here, so that this file does not hold them.
    let words = ["root", "home", "Users"].map(|folder| format!("/{folder}/"));
    for kind in ["*.rs", "*.py", "*.toml", "*.md", "*.meso", "*.ts", "*.json", "*.sh", "*.yml"] {
        for file in tracked(kind) {
            let text = read(&file);
            for (i, line) in text.lines().enumerate() {
                let word = words.iter().find(|word| line.contains(&***word) && !line.contains("://"));
                assert!(word.is_none(), "{}:{}: {line}", file.display(), i + 1);
            }
        }
    }
}

#[test]
fn the_command_prints_through_its_stream_alone() {
    // What escapes the words of a plan stands in one place; whoever writes beside it lets them out as they are.
    let ways = [
        "io::stdout",
        "io::stderr",
        "print!(",
        "println!(",
        "eprint!(",
        "eprintln!(",
        "from_raw_fd",
        "/dev/tty",
    ];
    let places = ["stream.rs", "terminal.rs", "progress.rs"];
    let mut seen = 0;
    for file in tracked("crates/meso-cli/src/*.rs") {
        let text = read(&file);
        for (i, line) in text.lines().enumerate() {
            let writes = ways.iter().any(|way| line.contains(way)) && !line.trim_start().starts_with("//");
            let asks = line.contains("is_terminal()");
            seen += usize::from(writes);
            let allowed = asks || places.iter().any(|place| file.ends_with(place));
            assert!(
                !writes || allowed,
                "{}:{}: {line}\nwrite through `crate::stream`",
                file.display(),
                i + 1
            );
        }
    }
    assert!(seen > 3, "the stream itself is found");
}
