//! The words and signs of the language, read out of its grammar: what random text is to be made of.

use meso_grammar::vocabulary;
use std::fmt::Write;

/// What stands between words, numbers in their forms, and what is easily forgotten.
const SIGNS: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\t",
    "  ",
    " - ",
    ", ",
    " / ",
    " + ",
    " @ ",
    "@",
    "x(",
    "6x(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "#",
    "# ",
    ": ",
    "..",
    "-",
    "~",
    "%",
    "=",
    "\u{feff}",
    "\u{a0}",
    "\u{202e}",
    "\u{85}",
    "ü",
    "µ",
    "–",
    "’",
    "🏃",
    "\0",
    "\u{1b}[2J",
    "8km",
    "8 km",
    "8-10km",
    "1:05:30",
    "4:30/km",
    "90s",
    "30min",
    "2027-03-07",
    "2027-02-29",
    "9999-12-31",
    "0000-01-01",
    "999999999999",
    "1e308",
    "-1",
    "0",
    "0.1",
    "70%",
    "150bpm",
    "21:30",
    "24:00",
    "any",
    "week 1\n",
    "weeks 2-4 like 1 volume 110%\n",
    "plan \"x\"\n",
    "session s(km = 8)\n",
    "use \"library.meso\"\n",
    "logs \"kim.log.meso\"\n",
    "allow hard-day-back-to-back \"why\"",
    "log for \"plan.meso\"\n",
];

/// All of them.
#[must_use]
pub fn words() -> Vec<&'static str> {
    let lists = [
        vocabulary::HEADS,
        vocabulary::WEEKDAYS,
        vocabulary::OTHER_WEEKDAYS,
        vocabulary::EFFORTS,
        vocabulary::ZONES,
        vocabulary::SPORTS,
        vocabulary::TERRAINS,
        vocabulary::RACES,
        vocabulary::UNITS,
        vocabulary::QUANTITY_UNITS,
        vocabulary::SHARES,
        vocabulary::WEEK_KINDS,
        vocabulary::SETTINGS,
        vocabulary::ENTRIES,
        vocabulary::DETAILS,
        vocabulary::CONNECTIVES,
        SIGNS,
    ];
    let mut words: Vec<&str> = lists.concat();
    words.sort_unstable();
    words.dedup();
    words
}

/// As libFuzzer reads it: an entry a line, quoted, with other bytes than ASCII by their number.
#[must_use]
pub fn file() -> String {
    let mut out =
        String::from("# The words of grammar/meso.pest. Written by `cargo run -p meso-fuzz dictionary`.\n");
    for word in words() {
        out.push('"');
        for byte in word.bytes() {
            match byte {
                b'"' | b'\\' => {
                    out.push('\\');
                    out.push(char::from(byte));
                }
                b' '..=b'~' => out.push(char::from(byte)),
                _ => {
                    let _ = write!(out, "\\x{byte:02x}");
                }
            }
        }
        out.push_str("\"\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_the_words_of_the_grammar() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("meso.dict");
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == file(), "run `cargo run -p meso-fuzz dictionary`");
    }
}
