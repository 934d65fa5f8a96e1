//! Lines as people write and break them.

use proptest::prelude::*;

/// Pieces that lines are made of, good and bad.
pub(crate) const PIECES: &[&str] = &[
    "mon",
    "tues",
    "any",
    "2027-01-04",
    "2027-02-30",
    "week",
    "weeks",
    "plan",
    "session",
    "log",
    "goal",
    "8km",
    "8 km",
    "5'",
    "30\"",
    "1:30",
    "1h30",
    "12",
    "0x",
    "6x",
    "6×",
    "n x",
    "(",
    ")",
    "[",
    "]",
    "400m",
    "@R",
    "@",
    "@5:10-5:30/km",
    "@5.30/km",
    "@<70%hrmax",
    "@M+5s/km",
    "@5k-10k",
    "@E..M",
    "/",
    "90s jog",
    "+",
    "+600m",
    ";",
    "or",
    "with",
    "and",
    "rest",
    "easy",
    "E",
    "m",
    "hard",
    "bike",
    "trail",
    "strides",
    "cruise",
    "cruise(n = 3)",
    "rec jog",
    "intervls",
    "\"note\"",
    "\"",
    "“ä”",
    "# c",
    "ice-bath",
    "12C",
    "sleep",
    "7h40",
    "hrv",
    "62ms",
    "4/10",
    "68.2kg",
    "->",
    "allow",
    "in",
    "3:14:59",
    "race",
    "marathon",
    "like",
    "total",
    "65km",
    "-",
    "–",
    "…",
    "\u{a0}",
    "\t",
    "\0",
    "ü",
    "-5km",
    "99999999999999999999999",
    "%",
    ",",
    "=",
    ":",
];

/// A line of random pieces.
pub(crate) fn line() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(PIECES);
    (prop::collection::vec((piece, prop::bool::weighted(0.85)), 0..10), 0..3usize).prop_map(
        |(pieces, indent)| {
            let mut line = " ".repeat(indent);
            for (piece, blank) in pieces {
                line += piece;
                if blank {
                    line.push(' ');
                }
            }
            line
        },
    )
}
