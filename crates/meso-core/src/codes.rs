//! The kinds of findings that come before any rule: the text, the names, the dates.
//!
//! Each has a manual page here, which `meso explain`, the editor and the site show. Rules about training declare
//! theirs in `meso-lint`.

use crate::diagnostic::{Code, Severity};

/// Declares codes with their pages, and the list of all of them.
macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident; )+) => {
        $( $(#[doc = $doc])+
        pub static $name: Code = Code { name: $text, severity: Severity::$severity, docs: concat!($($doc, "\n"),+) }; )+

        /// All of them, in the order of this file.
        pub static ALL: &[&Code] = &[$(&$name),+];
    };
}

codes! {
    /// A line that cannot be read.
    ///
    /// The rest of the plan is checked as if the line were not there; a day with such a line is never taken for a rest
    /// day.
    SYNTAX = "syntax", Error;

    /// A unit or sign written in another way than the language's own.
    ///
    /// The meaning is plain and used: `8 km` is `8km`, `5'` is `5min`, `10k` is `10km`, `6×` is `6x`, `tues` is `tue`.
    /// The fix writes the canonical form.
    NOTATION = "notation", Warning;

    /// A word that the language does not have.
    UNKNOWN_WORD = "unknown-word", Error;

    /// A setting that this block does not have.
    UNKNOWN_SETTING = "unknown-setting", Error;

    /// `20m easy`: twenty metres are no easy run, twenty minutes are.
    MINUTES_OR_METRES = "minutes-or-metres", Error;

    /// A number without a unit.
    ///
    /// The plan's `units` say what it is taken for; the fix writes it down.
    UNIT_MISSING = "unit-missing", Warning;

    /// `6:65`: a time with more than 59 seconds or minutes.
    SECONDS_OVER_59 = "seconds-over-59", Error;

    /// A bracket that is not closed, or closed once too often.
    BRACKET = "bracket", Error;

    /// A string without its closing quote.
    UNCLOSED_STRING = "unclosed-string", Error;

    /// Steps inside steps inside steps, deeper than anybody can run.
    NESTING_TOO_DEEP = "nesting-too-deep", Error;

    /// A value that cannot be: 0 repeats, a negative distance, a heart rate of 400.
    IMPOSSIBLE_VALUE = "impossible-value", Error;
}
