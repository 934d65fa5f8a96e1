//! The recogniser and pest read every text alike: the same tokens at the same places, or both nothing.

#![allow(clippy::expect_used)] // helpers of tests

use meso_grammar::{Entry, Meso, Pair, Rule, Tokens};
use pest::Parser;
use pest_meta::optimizer::{OptimizedExpr as Expr, OptimizedRule};
use proptest::prelude::*;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

/// The processor time of this thread: what it costs, however busy the machine is.
#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.cast_unsigned(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(not(unix))]
fn now() -> Duration {
    static START: LazyLock<std::time::Instant> = LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

type Found = Vec<(Rule, usize, usize, usize)>;

fn flat(pair: Pair<'_>, depth: usize, out: &mut Found) {
    out.push((pair.as_rule(), depth, pair.start(), pair.end()));
    pair.into_inner().for_each(|p| flat(p, depth + 1, out));
}

fn flat_pest(pair: pest::iterators::Pair<'_, Rule>, depth: usize, out: &mut Found) {
    out.push((pair.as_rule(), depth, pair.as_span().start(), pair.as_span().end()));
    pair.into_inner().for_each(|p| flat_pest(p, depth + 1, out));
}

/// Holds the two against each other with every entry; how many accept the text.
fn compare(text: &str) -> usize {
    let mut tokens = Tokens::default();
    let mut accepted = 0;
    for &entry in Entry::ALL {
        let mut wanted = Vec::new();
        for pair in Meso::parse(entry.rule(), text).into_iter().flatten() {
            flat_pest(pair, 0, &mut wanted);
        }
        let mut found = Vec::new();
        if let Some(pair) = entry.read(text, &mut tokens) {
            flat(pair, 0, &mut found);
            accepted += 1;
        }
        assert_eq!(found, wanted, "{entry:?} of {text:?}");
        assert_eq!(entry.accepts(text), !wanted.is_empty(), "{entry:?} of {text:?}");
        assert_eq!(entry.fault(text).is_none(), !wanted.is_empty(), "{entry:?} of {text:?}");
    }
    accepted
}

/// All plans and pages of the repository: their lines are what people write, and prose.
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in ["grammar/corpus", "examples", "docs", "crates/meso-core/tests/plans"] {
        collect(&root.join(folder), &mut files);
    }
    assert!(files.len() > 20, "{files:?}");
    let texts = files.iter().map(|f| std::fs::read_to_string(f).expect("a text"));
    let mut lines: Vec<String> =
        texts.flat_map(|t| t.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    lines.sort();
    lines.dedup();
    lines
});

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|e| e == "meso" || e == "md") {
            out.push(path);
        }
    }
}

/// pest's own reading of the grammar, to write lines by.
static GRAMMAR: LazyLock<HashMap<String, OptimizedRule>> = LazyLock::new(|| {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("meso.pest"))
        .expect("the grammar");
    let (_, rules) = pest_meta::parse_and_optimize(&text).expect("a grammar");
    rules.into_iter().map(|r| (r.name.clone(), r)).collect()
});

/// Writes what an expression describes. What it looks ahead for is not heeded, so that some lines just miss.
fn write(expr: &Expr, dice: &mut Dice, budget: &mut u32, out: &mut String) {
    *budget = budget.saturating_sub(1);
    match expr {
        Expr::Str(s) => out.push_str(s),
        Expr::Insens(s) if dice.one_in(8) => out.push_str(&s.to_uppercase()),
        Expr::Insens(s) => out.push_str(s),
        Expr::Range(from, to) => {
            let (from, to) = (from.chars().next().expect("a letter"), to.chars().next().expect("a letter"));
            let span = u32::from(to) - u32::from(from) + 1;
            out.extend(char::from_u32(u32::from(from) + dice.below(span)));
        }
        Expr::Ident(name) => match GRAMMAR.get(name) {
            Some(rule) => write(&rule.expr, dice, budget, out),
            None if name == "ANY" => out.push(['a', '9', ' ', 'ß', '—', '😀'][dice.below(6) as usize]),
            None => {}
        },
        Expr::Seq(a, b) => {
            write(a, dice, budget, out);
            write(b, dice, budget, out);
        }
        Expr::Choice(..) => {
            let mut all = vec![];
            let mut rest = expr;
            while let Expr::Choice(first, second) = rest {
                all.push(&**first);
                rest = second;
            }
            all.push(rest);
            // The last is the simplest in most rules: what ends the recursion when the budget is spent.
            let at = if *budget == 0 { all.len() - 1 } else { dice.below(all.len() as u32) as usize };
            write(all[at], dice, budget, out);
        }
        Expr::Opt(e) if *budget > 0 && dice.one_in(2) => write(e, dice, budget, out),
        Expr::Rep(e) => {
            for _ in 0..dice.below(3).min(*budget) {
                write(e, dice, budget, out);
            }
        }
        Expr::Skip(_) => out.push_str(["", "note", "ä # ; ("][dice.below(3) as usize]),
        _ => {}
    }
}

/// Numbers out of a seed that proptest can shrink (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from((self.0 >> 16) % u64::from(n)).expect("below n")
    }

    fn one_in(&mut self, n: u32) -> bool {
        self.below(n) == 0
    }
}

fn written(entry: usize, seed: u64) -> String {
    let entry = Entry::ALL[entry % Entry::ALL.len()];
    let rule = &GRAMMAR[&format!("{:?}", entry.rule())];
    let mut out = String::new();
    write(&rule.expr, &mut Dice(seed | 1), &mut 120, &mut out);
    out
}

/// A character more, less or changed, or the end of another line.
fn corrupted(line: &str, other: &str, at: usize, with: char, how: u8) -> String {
    let chars: Vec<char> = line.chars().collect();
    let at = at % (chars.len() + 1);
    let (before, after) = chars.split_at(at);
    let mut out: String = before.iter().collect();
    match how % 4 {
        0 => out.extend(after.iter().skip(1)),
        1 => out.extend(std::iter::once(with).chain(after.iter().copied())),
        2 => out.extend(std::iter::once(with).chain(after.iter().skip(1).copied())),
        _ => out.extend(other.chars().skip(at)),
    }
    out
}

#[test]
fn every_line_of_the_repository_is_read_alike() {
    let accepted = LINES.iter().filter(|line| compare(line) > 0).count();
    assert!(accepted > 500, "{accepted}");
}

#[test]
fn lines_of_the_grammar_are_often_right() {
    let right =
        (0..2000u64).filter(|&n| compare(&written(n as usize, n.wrapping_mul(0x9e37_79b9_7f4a_7c15))) > 0);
    let right = right.count();
    assert!(right > 600, "{right} of 2000");
}

/// What has to be tried in several ways is not tried in more the longer the line is.
#[test]
fn the_longest_lines_are_read_at_once() {
    let units = [
        "E ",
        "1km ",
        "1km + ",
        "rec jog ",
        "@T ",
        "@5:10-5:30/km ",
        "2x1km + ",
        "a(",
        "a(b=1km) + ",
        "easy ",
        "6x ",
        "E x ",
        "1-",
        "\"a\" ",
        "1km or ",
        "; ",
        "sleep 8h ",
        "[1 ",
        "[1 2]m + ",
        "1h30 ",
        "1",
        "1km with 1km + ",
        "7:00 ",
        "fuel 60g ",
        "race 10k ",
        "E n x ",
        "+5m ",
        "95-98% ",
        "2x(1km / 1km) + ",
    ];
    for (unit, start) in
        units.iter().flat_map(|u| ["  mon ", "  ", "week 3 ", "goal ", "am "].map(|s| (u, s)))
    {
        let line = start.to_owned() + &unit.repeat(10_000 / unit.len());
        let before = now();
        Entry::ALL.iter().for_each(|e| {
            std::hint::black_box(e.accepts(&line));
        });
        // It takes a few milliseconds, without optimisation and with all entries; each byte for each takes seconds.
        let took = now() - before;
        assert!(took < Duration::from_millis(400), "{start}{unit}…: {took:?}");
    }
}

#[test]
fn brackets_in_brackets_take_their_depth_and_no_more() {
    for (open, body, close) in [
        ("2x(", "1km", ")"),
        ("2x(1km / (", "1km", "))"),
        ("(1km with (", "1km", "))"),
        ("2x(", "1km", ""),
        ("E 2x(", "1km @T", " %)"),
        ("((", "rec jog", ")"),
    ] {
        // A line may have eight; pest takes thousands, and so long that it is not asked.
        compare(&format!("  mon {}{body}{}", open.repeat(8), close.repeat(8)));
        let time = |depth: usize| {
            let line = format!("  mon {}{body}{}", open.repeat(depth), close.repeat(depth));
            let start = now();
            let accepted = Entry::Body.accepts(&line);
            (now() - start, accepted)
        };
        let (took, _) = time(32);
        assert!(took < Duration::from_millis(20), "{open}: {took:?}");
        // Megabytes of brackets neither end the stack nor the day.
        let (took, accepted) = time(1_000_000);
        assert!(!accepted && took < Duration::from_secs(2), "{open}: {took:?}");
        let deep = format!("  mon {}{body}", open.repeat(1_000_000));
        assert!(Entry::Body.fault(&deep).is_some_and(|at| at < 2000), "{open}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn lines_of_the_grammar_are_read_alike(entry in 0..16usize, seed: u64) {
        compare(&written(entry, seed));
    }

    #[test]
    fn corrupted_lines_are_read_alike(
        line in 0..usize::MAX, other in 0..usize::MAX, at in 0..200usize, how: u8, again: bool,
        with in prop::sample::select("aEx9 -–(\")[]@/;#+%.,:=×'′”“°ü\u{24f}\u{300}€😀\0\t".chars().collect::<Vec<_>>()),
    ) {
        let (line, other) = (&LINES[line % LINES.len()], &LINES[other % LINES.len()]);
        let once = corrupted(line, other, at, with, how);
        compare(&once);
        if again {
            compare(&corrupted(&once, line, at / 2, with, how / 4));
        }
    }

    #[test]
    fn any_characters_are_read_alike(line in "\\PC{0,40}") {
        compare(&line);
    }
}
