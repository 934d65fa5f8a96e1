//! What a line says, as plain data. Spans count from the start of the line, so a line's syntax can be shared.
//!
//! Values stand as they were written (a range stays a range, a parameter a name); meaning is the resolver's work.

use crate::diagnostic::{Applicability, Code};
pub use crate::terms::{
    Effort, EntryKind, HeadKind, RaceName, SettingKey, ShareOf, Sport, Terrain, WeekKind, Weekday,
};
use crate::text::{LineSpan, Spanned};
use crate::units::{DistanceUnit, Duration, Range};
use jiff::civil::Date;
use std::fmt;
use std::sync::Arc;

/// A parsed file: all its lines, in order, the empty ones too.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// One entry a physical line.
    pub lines: Vec<Line>,
    /// The blocks that the lines form.
    pub blocks: Vec<Block>,
    /// What is wrong with lines beyond the number of findings that is told: what kind, where.
    pub unsaid: Vec<(&'static Code, LineSpan)>,
}

/// A line in its file.
#[derive(Clone, Debug)]
pub struct Line {
    /// Offset of the line's first byte.
    pub start: u32,
    /// What it says.
    pub syntax: Arc<LineSyntax>,
}

/// What one line says; independent of where it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineSyntax {
    /// Bytes of white space before the first word.
    pub indent: u32,
    /// Length in bytes without the line break.
    pub len: u32,
    /// `None` for an empty line or a comment alone.
    pub statement: Option<Statement>,
    /// The comment, its `#` included.
    pub comment: Option<LineSpan>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// A finding about one line alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What kind.
    pub code: &'static Code,
    /// Where in the line.
    pub span: LineSpan,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// A change that fixes it.
    pub fix: Option<LineFix>,
}

/// A fix within one line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineFix {
    /// What it does.
    pub title: String,
    /// May it be applied unasked?
    pub applicability: Applicability,
    /// Replacements, in order.
    pub edits: Vec<(LineSpan, String)>,
}

/// A head line and the lines that belong to it, as indices into [`Parsed::lines`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The head; `None` for body lines before the first head.
    pub head: Option<usize>,
    /// The lines with a statement below it, in order (unreadable ones are among them).
    pub body: Vec<usize>,
}

/// A name or word as written.
pub type Word = Spanned<Box<str>>;

/// What a line says.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// `plan "Hamburg"`.
    Plan {
        /// The plan's name.
        name: Option<Word>,
    },
    /// `athlete "Kim"`.
    Athlete {
        /// Her name.
        name: Option<Word>,
    },
    /// `history`.
    History,
    /// `zones`.
    Zones,
    /// `session cruise(n = 4, rec = 60s) hard "Cruise intervals"`.
    Session(SessionHead),
    /// `use "library/strength.meso"`; the path without its quotes.
    Use {
        /// The path.
        path: Word,
    },
    /// `phase base "Aerobic base"`.
    Phase {
        /// Its name.
        name: Option<Word>,
        /// Its title.
        title: Option<Word>,
    },
    /// `week 16 taper total 65km`, `weeks 5-7 like 4`.
    Week(WeekHead),
    /// `log 2027-01-19`, `log for "hamburg.meso"`.
    Log {
        /// The day.
        date: Option<Spanned<DateValue>>,
        /// The plan that all logs of the file belong to.
        plan: Option<Word>,
    },
    /// A setting of the block above: `goal …`, `max-hr 188`.
    Setting(Setting),
    /// A zone of one's own: `E 5:05-5:45/km`.
    Zone {
        /// The zone's letter or word.
        zone: Spanned<Effort>,
        /// What it means.
        target: Spanned<Target>,
    },
    /// A day: `tue 8km E; foam-roll 10min`.
    Day(DayLine),
    /// Items for the day or block above, with or without a leading `-`: a session's steps, a log's entries, a recovery
    /// item, `allow`.
    Items {
        /// Where the `-` stands.
        dash: Option<LineSpan>,
        /// The items.
        items: Vec<Item>,
    },
    /// Nothing could be made of it. What it may have been is kept, so that the block knows what it misses.
    Unread {
        /// The head that the first word names, for a line at the margin.
        head: Option<HeadKind>,
        /// The day that the first word names, for an indented line.
        day: Option<Weekday>,
    },
}

/// The head of a session's definition.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionHead {
    /// Its name.
    pub name: Word,
    /// Its parameters.
    pub params: Vec<Param>,
    /// `hard` or `easy`, if it says so.
    pub class: Option<Spanned<Class>>,
    /// Its title.
    pub title: Option<Word>,
}

/// A parameter with its default.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: Word,
    /// The value when the caller gives none.
    pub default: Option<Spanned<Value>>,
}

/// What a parameter can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A plain number (or range): a count.
    Number(Range<f64>),
    /// An extent: `60s`, `1km`, `lap`.
    Extent(Extent),
    /// A target: `@T`.
    Target(Target),
    /// Another name (a parameter handed on) or an effort word.
    Word(Box<str>),
}

/// The head of a week, or of several.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekHead {
    /// The (first) number; negative counts down to the race.
    pub first: Spanned<i32>,
    /// The last number of `weeks 5-7`.
    pub last: Option<Spanned<i32>>,
    /// `recovery`, `taper`, …
    pub kinds: Vec<Spanned<WeekKind>>,
    /// `like 5`.
    pub like: Option<Spanned<i32>>,
    /// `volume 90%`, as 0.9.
    pub volume: Option<Spanned<f64>>,
    /// `total 72km`.
    pub total: Option<Spanned<Extent>>,
    /// A title.
    pub title: Option<Word>,
}

/// A date as written; `None` if there is no such day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateValue(pub Option<Date>);

/// Which day a line speaks of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DayName {
    /// `mon`, or `mon 2027-01-04`.
    Weekday(Weekday, Option<Spanned<DateValue>>),
    /// `2027-01-19`.
    Date(DateValue),
    /// `any`: a session whose day is free.
    Any,
}

/// A day and its items.
#[derive(Clone, Debug, PartialEq)]
pub struct DayLine {
    /// Which day.
    pub day: Spanned<DayName>,
    /// What is on it. Empty for `mon` alone, which means rest.
    pub items: Vec<Item>,
}

/// One thing on a day, in a log, or in a session's body.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The whole item, its note included.
    pub span: LineSpan,
    /// What it is.
    pub kind: ItemKind,
}

/// The kinds of items.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// `rest`, a run, `rest or 30min bike`.
    Session(SessionItem),
    /// `allow RULE "reason"`.
    Allow {
        /// The rule's name.
        rule: Word,
        /// Why; wanted, so its absence is a finding of the resolver.
        reason: Option<Word>,
    },
    /// A recovery method, a measurement, or what was done: a word with quantities.
    Entry(Entry),
    /// A note alone.
    Note(Word),
    /// Could not be read; a problem says why.
    Unread,
}

/// A session on a day, with its alternatives.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionItem {
    /// `am`, `pm`, `06:30`.
    pub when: Option<Spanned<When>>,
    /// At least one; the first is what is analysed.
    pub choices: Vec<Choice>,
}

/// The time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// `am`
    Am,
    /// `pm`
    Pm,
    /// Minutes after midnight.
    At(u16),
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Am => f.write_str("am"),
            When::Pm => f.write_str("pm"),
            When::At(minutes) => write!(f, "{:02}:{:02}", minutes / 60, minutes % 60),
        }
    }
}

/// One of the alternatives.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Where it stands.
    pub span: LineSpan,
    /// `hard` or `easy` at its head.
    pub class: Option<Spanned<Class>>,
    /// What it is.
    pub kind: ChoiceKind,
    /// `"trails if dry"`.
    pub note: Option<Word>,
}

/// Rest, or something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum ChoiceKind {
    /// `rest`, `off`.
    Rest,
    /// Steps joined by `+`; at least one.
    Steps(Vec<Step>),
}

/// `hard` or `easy`: what the writer says a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A hard session.
    Hard,
    /// An easy one.
    Easy,
}

/// One step, or a group of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where it stands, its `with` and note included.
    pub span: LineSpan,
    /// What it is.
    pub kind: StepKind,
    /// Work that is contained in its extent: `8mi E with 5x(600m @5k / 90s jog)`.
    pub with: Vec<Step>,
    /// `"the last 8 km at marathon pace"`.
    pub note: Option<Word>,
}

/// The kinds of steps.
#[derive(Clone, Debug, PartialEq)]
pub enum StepKind {
    /// An extent with an effort and targets.
    Segment(Segment),
    /// `5x(1km @5k / 90s jog)`.
    Repeat(Repeat),
    /// `[1200 1000 800]m @5k / 300m jog`.
    Ladder(Ladder),
    /// `(…)`: steps in brackets of their own.
    Group(Vec<Step>, Option<Box<Step>>),
    /// `cruise(n = 3)`, or a parameter standing for a whole step.
    Call(Call),
    /// Could not be read; a problem says why.
    Unread,
}

/// Steps done several times.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// How often.
    pub count: Spanned<Count>,
    /// An effort before the count, for all its reps: `interval 6x800m`.
    pub effort: Option<Spanned<Effort>>,
    /// One repetition.
    pub body: Vec<Step>,
    /// What stands between two repetitions, not after the last.
    pub recovery: Option<Box<Step>>,
}

/// How often.
#[derive(Clone, Debug, PartialEq)]
pub enum Count {
    /// `5x`, `9-10x`.
    Number(Range<u32>),
    /// `n x`.
    Param(Box<str>),
}

/// Unlike repetitions of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    /// The extents, unit included.
    pub rungs: Vec<Spanned<Extent>>,
    /// Effort and targets of all rungs; its own extent is `None`.
    pub each: Segment,
    /// What stands between two rungs.
    pub recovery: Option<Box<Step>>,
}

/// A session used by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The name.
    pub name: Word,
    /// `n = 3`; a name of `None` counts by place.
    pub args: Vec<(Option<Word>, Spanned<Value>)>,
}

/// How far, how hard, at what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segment {
    /// How far or how long.
    pub extent: Option<Spanned<Extent>>,
    /// The efforts named; usually one. `long` and `race` may stand beside another (`long 29km E`).
    pub efforts: Vec<Spanned<Effort>>,
    /// The sport, where it is not running.
    pub sport: Option<Spanned<Sport>>,
    /// `trail`, `uphill`, …
    pub terrain: Vec<Spanned<Terrain>>,
    /// `+600m`, in metres.
    pub climb: Option<Spanned<f64>>,
    /// All `@` targets.
    pub targets: Vec<Spanned<Target>>,
    /// `1500m in 5:53`, `race marathon in 3:14:59`.
    pub split: Option<Spanned<Duration>>,
    /// `race marathon`, `race half-marathon`: the distance said by name.
    pub race: Option<Spanned<RaceName>>,
    /// A number without a unit; the plan's `units` decide.
    pub bare: Option<Spanned<Range<f64>>>,
}

/// How far or how long.
#[derive(Clone, Debug, PartialEq)]
pub enum Extent {
    /// `8km`, `4-6mi`: the numbers as written, and their unit.
    Distance(Range<f64>, DistanceUnit),
    /// `45min`, `1h30`.
    Time(Range<Duration>),
    /// Until the lap button.
    Lap,
    /// A parameter.
    Param(Box<str>),
}

/// What a step is to be run at.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A zone by letter or effort word: `@T`, `@moderate`.
    Zone(Effort),
    /// A race pace, or a share of it: `@10k`, `@95-98% 5k`.
    RacePace(RaceName, Option<Range<f64>>),
    /// A band of two: `@5k-10k`, `@E-M`.
    Band(Box<Target>, Box<Target>),
    /// A change: `@E..T`.
    Change(Box<Target>, Box<Target>),
    /// `@M+10s/km`: a base, and seconds per unit of distance slower (or faster, negative).
    Offset(Box<Target>, f64, DistanceUnit),
    /// `@5:10-5:30/km`: seconds per unit.
    Pace(Range<Duration>, DistanceUnit),
    /// `@140-150bpm`, with a bound for `<` and `>`.
    HeartRate(Bounded),
    /// `@<70%hrmax`, `@75%hrr`, `@90%lthr`, `@95%CP`, `@100%VMA`: shares as 0.7.
    Share(Bounded, ShareOf),
    /// `@RPE 7`.
    Rpe(Range<f64>),
    /// `@250W`.
    Power(Bounded),
    /// `@12km/h`.
    Speed(Range<f64>, DistanceUnit),
    /// A parameter.
    Param(Box<str>),
}

/// A range that may be open at one end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    /// At least.
    pub low: Option<f64>,
    /// At most.
    pub high: Option<f64>,
}

/// `key value…` in `plan`, `athlete` or `history`.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The key.
    pub key: Spanned<SettingKey>,
    /// What it says; which kinds a key takes is the resolver's matter.
    pub values: Vec<Spanned<SettingValue>>,
}

/// A part of a setting.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingValue {
    /// `marathon`.
    Race(RaceName),
    /// `45km`, `8h`.
    Extent(Extent),
    /// `4:18/km`.
    Pace(Duration, DistanceUnit),
    /// `on 2027-04-25`, or the date alone.
    Date(DateValue),
    /// `in 3:14:59`.
    Time(Duration),
    /// `188`, `188bpm`, `68kg`: a number or a range and its unit, if it has one.
    Number(Range<f64>, Option<Box<str>>),
    /// `km`, `mon`, `masters`.
    Word(Box<str>),
    /// `"Hamburg"`.
    Text(Box<str>),
}

/// A word with quantities: recovery methods, measurements, what was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// `am`, `pm`, `06:30` before it.
    pub when: Option<Spanned<When>>,
    /// What it is: `ice-bath`, `hrv`, `done`.
    pub word: Spanned<EntryKind>,
    /// Its quantities, in order.
    pub args: Vec<Spanned<Arg>>,
    /// A note.
    pub note: Option<Word>,
}

/// A part of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// `12min`, `12C`, `600mg`, `1.2l`, `49bpm`: number, range or bound, and unit (canonical; empty if none).
    Quantity(Range<f64>, Box<str>),
    /// `8.2km` or `42:10` as extents.
    Extent(Extent),
    /// `4/10`.
    Score(f64, f64),
    /// `within 30min`, `at 15:30`, `hr 138`, `rpe 3`, `protein 20g`: a word that the next quantity belongs to.
    Word(Box<str>),
    /// `caffeine 15:30`: time since midnight. After `in` or directly after `done` a length of time: `in 42:10` is 42 min
    /// 10 s.
    Clock(Duration),
    /// `5:10-5:30/km`: time per unit.
    Pace(Range<Duration>, DistanceUnit),
    /// `->`, between weight before and after.
    Arrow,
}
