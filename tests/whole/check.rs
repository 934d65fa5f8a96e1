//! The full output of `meso check`, and the edges of the command line.

use crate::meso::{meso, meso_in, root};
use expect_test::{expect, expect_file};
use std::fs;

#[test]
fn a_slip_is_shown_with_its_line_and_the_mended_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.meso"), "plan \"x\"\n  units km\nweek 1\n  mon 8 km E  # by feel\n")
        .unwrap();
    let run = meso_in(folder.path(), ["check", "a.meso"]);
    expect![[r#"
        warning[notation]: `8 km` is written `8km`
         --> a.meso:4:7
          |
        4 |   mon 8 km E  # by feel
          |       ^^^^
          |
        help: write `8km`
          |
        4 -   mon 8 km E  # by feel
        4 +   mon 8km E  # by feel
          |

        1 warning in 1 plan; 1 can be fixed with --fix
    "#]]
    .assert_eq(&run.out);
}

#[test]
fn long_lines_are_named_and_not_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let steps = "1km E + ".repeat(1000);
    fs::write(folder.path().join("a.meso"), format!("plan \"x\"\nweek 1\n  mon {steps}8 km E\n")).unwrap();
    let run = meso_in(folder.path(), ["check", "a.meso"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("a.meso:3:8007") && run.out.len() < 1000, "{}", run.out);
}

#[test]
fn help_names_every_command() {
    let run = meso(["--help"]);
    assert_eq!(run.code, 0);
    expect_file![root().join("tests/snapshots/help.txt")].assert_eq(&run.out);
    assert_eq!(meso::<&str>([]).code, 2);
}

#[test]
fn usage_errors_end_with_two() {
    for args in [
        &["chek"][..],
        &["check", "--format", "xml"],
        &["check", "--level", "notation"],
        &["show"],
        &["show", "examples"],
    ] {
        let run = meso(args);
        assert_eq!(run.code, 2, "{args:?}: {run:?}");
    }
}

#[test]
fn shells_get_their_completions_and_man_its_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(meso(["completions", shell]).out.contains("check"), "{shell}");
    }
    let page = meso(["man"]).out;
    assert!(page.contains(".TH meso") && page.contains("\\-\\-unsafe\\-fixes"), "{page}");
}
