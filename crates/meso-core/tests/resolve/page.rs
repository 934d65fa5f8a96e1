//! `docs/model.md`: what stands below each plan is what the plan comes to.

use crate::read;
use meso_core::diagnostic::Severity;
use std::fmt::Write;

const PAGE: &str = include_str!("../../../../docs/model.md");

/// What a plan comes to, one line a session.
fn comes_to(plan: &str) -> String {
    let a = read(plan);
    // What was assumed is a remark, and the page says so.
    assert!(a.diagnostics.iter().all(|d| d.severity == Severity::Info), "{:?}", crate::said(&a));
    let units = a.plan.units;
    let mut out = String::new();
    for s in &a.plan.sessions {
        let text = a.sources.slice(s.text);
        let distance = s.distance.middle().display(units);
        let duration = s.duration.middle().to_string();
        writeln!(out, "{text:<38} {distance:<8} {duration:<8} {}", s.class.because).expect("a string grows");
    }
    out
}

#[test]
fn the_page_says_what_plans_come_to() {
    let mut blocks = PAGE.split("\n```").skip(1).step_by(2);
    let (mut seen, mut stale) = (0, String::new());
    while let Some(plan) = blocks.next() {
        let plan = plan.strip_prefix("meso\n").expect("a plan");
        let result = blocks.next().and_then(|b| b.strip_prefix("text\n")).expect("what it comes to");
        let now = comes_to(&format!("{plan}\n"));
        if now.trim_end() != result.trim_end() {
            let _ = writeln!(stale, "below\n{plan}\n--- it comes to\n{now}--- end");
        }
        seen += 1;
    }
    assert!(stale.is_empty(), "{stale}");
    assert!(seen >= 5);
}
