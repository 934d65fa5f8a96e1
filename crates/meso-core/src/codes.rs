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

    /// A line longer than any line of a plan; it is not read.
    ///
    /// The limit is 10,000 bytes. The longest lines of published plans stay below 300.
    LINE_TOO_LONG = "line-too-long", Error;

    /// A character that nobody sees: a control character, or one that takes no room.
    ///
    /// A terminal may obey it, and a reviewer does not know that it is there: a zero-width space makes two names of what looks
    /// like one. The fix removes it from notes and comments; among the words of a session it does so only when asked, because
    /// what is left may be another session. Characters that belong to the spelling of Arabic, Hindi or Khmer words and of
    /// emoji are text like any other.
    HIDDEN_CHARACTER = "hidden-character", Warning;

    /// A character that turns the direction of the text after it.
    ///
    /// An editor shows such a line in another order than it is read in, so that a reviewer approves another session than the one
    /// that is run (CVE-2021-42574). Words in Arabic or Hebrew need none of these characters: their letters carry their
    /// direction. Named are the embeddings, overrides and isolates of Unicode Standard Annex 9.
    TEXT_DIRECTION = "text-direction", Error;

    /// A value that cannot be: 0 repeats, a negative distance, a heart rate of 400.
    IMPOSSIBLE_VALUE = "impossible-value", Error;

    /// A session is used that nobody has defined.
    ///
    /// Its day counts as unread: it is neither a rest day nor known to be easy.
    ///
    /// ```meso,fails
    /// session opener
    ///   2km E
    /// week 1
    ///   mon opner
    /// ```
    UNKNOWN_SESSION = "unknown-session", Error;

    /// Two sessions have the same name. The first one counts.
    ///
    /// A plan may have a session of the same name as one in a file that it uses: then its own counts, and nothing is
    /// reported.
    ///
    /// ```meso,fails
    /// session hills
    ///   8x(60s hill / 90s jog)
    /// session hills
    ///   6x(90s hill / 2min jog)
    /// ```
    SESSION_REPEATED = "session-repeated", Error;

    /// A session calls itself, directly or through others: it would never end.
    ///
    /// ```meso,fails
    /// session endless
    ///   2km E + endless
    /// ```
    SESSION_CALLS_ITSELF = "session-calls-itself", Error;

    /// More repeats or steps than anybody can run.
    ///
    /// At most 10,000 repeats of a step are read, all its brackets multiplied, and at most 10,000 different
    /// steps of a session.
    ///
    /// ```meso,fails
    /// week 1
    ///   mon 50x(50x(50x(10s R)))
    /// ```
    TOO_MANY_REPEATS = "too-many-repeats", Error;

    /// A value is given for a parameter that the session does not have, or a name is used that is no parameter.
    ///
    /// ```meso,fails
    /// session cruise(n = 4)
    ///   n x (1600m @T / 60s jog)
    /// week 1
    ///   mon cruise(m = 3)
    /// ```
    UNKNOWN_PARAMETER = "unknown-parameter", Error;

    /// A session is used without a value that it needs.
    ///
    /// ```meso,fails
    /// session cruise(n)
    ///   n x (1600m @T / 60s jog)
    /// week 1
    ///   mon cruise
    /// ```
    ARGUMENT_MISSING = "argument-missing", Error;

    /// A parameter gets a value of another kind than its place needs: a distance for a count, a number for a pace.
    ///
    /// ```meso,fails
    /// session cruise(n)
    ///   n x (1600m @T / 60s jog)
    /// week 1
    ///   mon cruise(n = 60s)
    /// ```
    ARGUMENT_KIND = "argument-kind", Error;

    /// A target that needs something of the athlete which the plan does not say: watts without `critical-power`, a heart
    /// rate without `max-hr` or `born`.
    ///
    /// The step stays; how hard it is, is unknown unless an effort stands beside the target. Zones and race paces need
    /// nothing: without an athlete they come from the goal time, or from easy running at 6:00/km.
    ///
    /// ```meso,fails
    /// week 1
    ///   mon 45min @250W
    /// ```
    TARGET_WITHOUT_BASIS = "target-without-basis", Warning;

    /// A race whose distance is not said, in a plan without a goal.
    ///
    /// ```meso,fails
    /// week 1
    ///   sun race
    /// ```
    RACE_WITHOUT_DISTANCE = "race-without-distance", Warning;

    /// A file that is used, or named as a log or plan, is not there.
    ///
    /// Paths count from the folder of the file that names them.
    ///
    /// ```meso,fails
    /// use "no-such-file.meso"
    /// ```
    USE_MISSING = "use-missing", Error;

    /// A file is used that uses this one in turn, or a file uses itself.
    ///
    /// ```meso,fails
    /// use "this.meso"
    /// ```
    USE_CYCLE = "use-cycle", Error;

    /// A file is used that lies outside the project's folder. It is not read.
    ///
    /// The project is the git repository in which the plan lies; outside of one, the nearest folder upwards with a
    /// configuration, else the plan's own folder.
    ///
    /// ```meso,fails
    /// use "../outside.meso"
    /// ```
    USE_OUTSIDE_PROJECT = "use-outside-project", Error;

    /// A file that is used is there, but cannot be read as text.
    ///
    /// ```meso,fails
    /// use "picture.png"
    /// ```
    USE_UNREADABLE = "use-unreadable", Error;

    /// A day that the calendar does not have.
    ///
    /// ```meso,fails
    /// plan "Spring"
    ///   start 2027-02-30
    /// week 1
    ///   mon rest
    /// ```
    DATE_INVALID = "date-invalid", Error;

    /// A date on a day's line that lies in another week, or on another weekday.
    ///
    /// The line is read as its weekday says; a line that has only the date, as the date's weekday.
    ///
    /// ```meso,fails
    /// plan "Spring"
    ///   start 2027-01-04
    /// week 1
    ///   mon 2027-01-11 8km E
    /// ```
    DATE_OUTSIDE_WEEK = "date-outside-week", Error;

    /// A session before the start of the plan, in the week that holds the start.
    ///
    /// ```meso,fails
    /// plan "Spring"
    ///   start 2027-01-06
    /// week 1
    ///   mon 8km E
    /// ```
    DAY_BEFORE_START = "day-before-start", Warning;

    /// The goal's date lies before the first or after the last week of the plan.
    ///
    /// A plan that says its length, `weeks 16`, may be written week by week: the weeks to come count.
    ///
    /// ```meso,fails
    /// plan "Spring"
    ///   start 2027-01-04
    ///   goal 10km on 2027-04-25
    /// week 1
    ///   mon 8km E
    /// ```
    GOAL_DATE_OUTSIDE_PLAN = "goal-date-outside-plan", Error;

    /// The start, the goal's date and the number of weeks do not fit together.
    ///
    /// The start decides.
    ///
    /// ```meso,fails
    /// plan "Spring"
    ///   start 2027-01-04
    ///   weeks 2
    ///   goal 5km on 2027-01-10
    /// week 1
    ///   sun 5km E
    /// week 2
    ///   sun 8km E
    /// ```
    DATES_CONTRADICT = "dates-contradict", Error;

    /// `weeks` names another number of weeks than the plan has.
    ///
    /// A plan may go on after the week of its goal race.
    ///
    /// ```meso,fails
    /// plan "Spring"
    ///   weeks 3
    /// week 1
    ///   sun 5km E
    /// week 2
    ///   sun 8km E
    /// ```
    WEEKS_MISMATCH = "weeks-mismatch", Warning;

    /// Weeks are missing between two others.
    ///
    /// They keep their place in the calendar. Nothing is known of them: they are not taken for rest.
    ///
    /// ```meso,fails
    /// week 1
    ///   sun 5km E
    /// week 3
    ///   sun 8km E
    /// ```
    WEEK_GAP = "week-gap", Warning;

    /// A week's number stands there twice.
    ///
    /// The second one is read as the week after.
    ///
    /// ```meso,fails
    /// week 1
    ///   sun 5km E
    /// week 1
    ///   sun 8km E
    /// ```
    WEEK_REPEATED = "week-repeated", Error;

    /// Weeks stand in another order than their numbers.
    ///
    /// ```meso,fails
    /// week 1
    ///   sun 5km E
    /// week 3
    ///   sun 8km E
    /// week 2
    ///   sun 7km E
    /// ```
    WEEK_ORDER = "week-order", Error;

    /// `weeks 1-2000`: more than a plan can have.
    ///
    /// ```meso,fails
    /// weeks 1-2000
    ///   sun 5km E
    /// ```
    TOO_MANY_WEEKS = "too-many-weeks", Error;

    /// `like` names a week that the plan does not have.
    ///
    /// ```meso,fails
    /// week 1 like 7
    ///   sun 5km E
    /// ```
    UNKNOWN_WEEK = "unknown-week", Error;

    /// A week is like another one that is like the first.
    ///
    /// ```meso,fails
    /// week 1 like 2
    /// week 2 like 1
    /// ```
    WEEK_LIKE_ITSELF = "week-like-itself", Error;

    /// A line in a block where it means nothing.
    ///
    /// ```meso,fails
    /// athlete
    ///   tue 8km E
    /// ```
    MISPLACED_LINE = "misplaced-line", Error;

    /// A setting with a value of another kind than it wants.
    ///
    /// ```meso,fails
    /// plan "Spring"
    ///   weeks "many"
    /// ```
    SETTING_VALUE = "setting-value", Error;

    /// A setting is said twice, with different values. The first one holds.
    ///
    /// Races of the past (`recent`), goals and files of logs may be several.
    ///
    /// ```meso,fails
    /// plan "Spring"
    ///   units km
    ///   units mi
    /// ```
    SETTING_REPEATED = "setting-repeated", Error;

    /// A quantity or a detail that an entry does not take: `sauna 20km`, `fuel beer`.
    ///
    /// It is passed over; the rest of the entry is read. A sauna takes a time and degrees, a meal grams.
    ///
    /// ```meso,fails
    /// week 1
    ///   mon 8km E; sauna 20km
    /// ```
    ENTRY_VALUE = "entry-value", Error;

    /// What was measured or done stands in the plan, not in a log.
    ///
    /// ```meso,fails
    /// week 1
    ///   mon hrv 62ms
    /// ```
    MEASURE_OUTSIDE_LOG = "measure-outside-log", Warning;

    /// A log that does not say which day it is of.
    ///
    /// ```meso,fails
    /// log
    ///   done 8km in 42:10
    /// ```
    LOG_WITHOUT_DATE = "log-without-date", Error;

    /// A rule is silenced without a reason.
    ///
    /// A plan is advice to a body: whoever sets a warning aside says why, and the next reader can judge it.
    ///
    /// ```meso,fails
    /// week 1
    ///   mon 8km E; allow rest-day-missing
    /// ```
    ALLOW_WITHOUT_REASON = "allow-without-reason", Warning;

    /// Two things that a step says of how hard it is cannot both be meant.
    ///
    /// An easy word beside threshold work, `recovery` beside anything above easy, or two that lie two levels apart. Words, paces,
    /// heart rates, RPE and power are all read on one scale. Until it is settled the harder one counts.
    ///
    /// ```meso,fails
    /// week 1
    ///   tue 8km E T
    /// ```
    /// Two steps say what is meant:
    ///
    /// ```meso,passes
    /// week 1
    ///   tue 5km E + 3km T
    /// ```
    EFFORTS_CONTRADICT = "efforts-contradict", Warning;

    /// Repetitions or hills for which no effort is stated.
    ///
    /// They are taken for work: up to 400 m at repetition pace, up to 1,600 m at interval pace, longer ones at threshold.
    /// Said once a plan.
    ///
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 6x800m / 90s jog + 2km E
    /// ```
    /// An effort or a pace says what is meant:
    ///
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 6x800m @5k / 90s jog + 2km E
    /// ```
    EFFORT_ASSUMED = "effort-assumed", Info;

    /// A run without a length: neither distance nor time.
    ///
    /// Nobody knows how far it is, so the week is at least as long as is said, and rules that would need the length keep
    /// quiet.
    ///
    /// ```meso,fails
    /// week 1
    ///   sun long
    /// ```
    /// ```meso,passes
    /// week 1
    ///   sun long 16km
    /// ```
    LENGTH_MISSING = "length-missing", Warning;
}
