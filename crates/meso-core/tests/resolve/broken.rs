//! Texts that nobody should write: each ends in a plan and findings, quickly.

use crate::{Folder, read, read_with};
use proptest::prelude::*;

const PLANS: [&str; 5] = [
    include_str!("../plans/hamburg-marathon.meso"),
    include_str!("../plans/risky-autumn.meso"),
    include_str!("../plans/couch-to-5k.meso"),
    include_str!("../plans/slips.meso"),
    include_str!("../plans/kim-2027.log.meso"),
];

#[test]
fn sessions_that_double_do_not_explode() {
    let mut text = String::from("plan \"x\"\n");
    for i in 0..60 {
        text.push_str(&format!("session s{i}\n  s{j} + s{j}\n", j = i + 1));
    }
    text.push_str("session s60\n  1km E\nweek 1\n  mon s0\n");
    let a = read(&text);
    assert!(!a.diagnostics.is_empty() && a.diagnostics.len() < 10, "{}", a.diagnostics.len());
    assert!(!a.plan.weeks[0].complete);
}

#[test]
fn sessions_that_double_with_other_values_do_not_explode() {
    let mut text = String::new();
    for i in 0..40 {
        text.push_str(&format!("session s{i}(a, b)\n  s{j}(b, {i}) + s{j}(a, {i})\n", j = i + 1));
    }
    text.push_str("session s40(a, b)\n  a x (1s E)\nweek 1\n  mon s0(1, 2)\n");
    assert!(!read(&text).diagnostics.is_empty());
}

#[test]
fn a_long_chain_of_calls_ends() {
    let mut text = String::new();
    for i in 0..5000 {
        text.push_str(&format!("session s{i}\n  2x(s{})\n", i + 1));
    }
    text.push_str("session s5000\n  1km E\nweek 1\n  mon s0\n");
    assert!(!read(&text).diagnostics.is_empty());
}

#[test]
fn huge_numbers_stay_numbers() {
    for line in [
        "mon 99999999999999999999999999km E",
        "mon 999999999min E",
        "mon 1000x(1000x(1000x(1km E)))",
        "mon 5km @0:00/km",
        "mon 5km @99999%5k",
        "mon 5km @M+99999s/km",
        "mon 5km @E-99999s/km",
        "mon 5km +999999999m",
        "mon race 99999999k",
        "mon 5km in 0:00",
    ] {
        let a = read(&format!("week 1\n  {line}\n"));
        let km = a.plan.weeks[0].distance.middle().to_km();
        assert!(km.is_finite() && (0.0..=100_000.0).contains(&km), "{line}: {km}");
    }
}

#[test]
fn a_hundred_thousand_lines_are_read() {
    let week = PLANS[0].split("\nweek 5\n").nth(1).and_then(|w| w.split("\nweek 6").next()).expect("a week");
    let mut text = String::from("plan\n  start 2027-01-04\nsession cruise\n  2km E\n");
    for n in 1..=9000 {
        text.push_str(&format!("week {n}\n{week}\n"));
    }
    let a = read(&text);
    assert_eq!(a.plan.weeks.len(), 9000);
    assert!(a.plan.days.last().and_then(|d| d.date).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Deleting, doubling, moving and garbling lines never panics, and the calendar keeps its shape.
    #[test]
    fn mutated_plans_are_plans(
        which in 0usize..5,
        changes in proptest::collection::vec((0u8..5, any::<u16>(), any::<u16>(), "\\PC{0,30}"), 1..6),
    ) {
        let mut lines: Vec<String> = PLANS[which].lines().map(str::to_owned).collect();
        for (kind, a, b, junk) in changes {
            if lines.is_empty() {
                break;
            }
            let (i, j) = (usize::from(a) % lines.len(), usize::from(b) % lines.len());
            match kind {
                0 => drop(lines.remove(i)),
                1 => lines.insert(j, lines[i].clone()),
                2 => lines.swap(i, j),
                3 => lines[i] = junk,
                _ => {
                    let at = lines[i].char_indices().map(|c| c.0).nth(usize::from(b) % 20).unwrap_or(0);
                    lines[i].insert_str(at, &junk);
                }
            }
        }
        let text = lines.join("\n");
        let folder = Folder(vec![("this.meso", text.clone())]);
        let a = read_with(&text, &folder);
        prop_assert_eq!(a.plan.days.len(), 7 * a.plan.weeks.len());
        for (i, d) in a.plan.days.iter().enumerate() {
            prop_assert_eq!(d.index.0 as usize, i);
            prop_assert_eq!(d.week, i / 7);
        }
        for (i, s) in a.plan.sessions.iter().enumerate() {
            prop_assert_eq!(s.id.0 as usize, i);
            prop_assert!(a.plan.day(s.day).is_some());
            prop_assert!(s.duration.low <= s.duration.high && s.distance.low <= s.distance.high);
        }
        for d in &a.diagnostics {
            let length = a.sources.get(d.span.file).text.len();
            prop_assert!(d.span.start <= d.span.end && d.span.end as usize <= length);
        }
    }

    /// Texts made of the words of the language.
    #[test]
    fn word_salad_is_read(words in proptest::collection::vec(
        prop::sample::select(vec![
            "\nweek 1\n  mon ", "\nweek -3\n  any ", "\nweeks 2-9 like 1\n", "\n  tue ", "\n  2027-01-05 ", "\nsession a(n, t = @T)\n  ",
            "\nplan\n  start 2027-01-04\n", "\n  goal marathon on 2027-04-25\n", "\nlog 2027-01-05\n  ", "8km E", " + ", "a", "a(n = 3)",
            "n x (", "3x(", ")", " / 60s jog", "5km @t", " with ", "6x20s strides", "; ", "rest", " or ", "race 10k", "12", "[3 2 1]min @5k",
            "done 8km in 42:10", "hrv 60ms", "allow x", "lap jog", "0x(", "45min @<70%hrmax", " \"note\"",
        ]), 0..40,
    )) {
        let text: String = words.concat();
        let a = read(&text);
        prop_assert_eq!(a.plan.days.len(), 7 * a.plan.weeks.len());
    }
}
