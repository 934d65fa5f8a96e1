//! Any text: it is read without a panic, and laying it out twice is laying it out once.

#![no_main]

use libfuzzer_sys::fuzz_target;
use meso_core::syntax::{format, parse};

fuzz_target!(|text: &str| {
    let parsed = parse(text);
    assert!(!parsed.lines.is_empty());
    for line in &parsed.lines {
        for problem in &line.syntax.problems {
            assert!(problem.span.start <= problem.span.end, "{problem:?}");
        }
    }
    let once = format(text);
    assert_eq!(format(&once), once);
});
