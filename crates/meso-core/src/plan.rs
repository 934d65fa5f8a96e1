//! The resolved model: dates fixed, names looked up, targets turned into paces. What rules, tables and editors read.
//!
//! A template without dates has the same calendar, counted in days from its first week. Every thing keeps the span of
//! what its author wrote; an expanded session points at the line that uses it.

mod classification;
mod meaning;
mod written;

pub use classification::{Because, Classification, Work, WorkLength, WorkPace, race_label};
pub use meaning::{Leg, LevelSource, SpeedSource};

use crate::syntax::ast::{Arg, Class, Effort, RaceName, Sport, Target, Terrain, WeekKind, Weekday, When};
use crate::terms::EntryKind;
pub use crate::terms::Intensity;
use crate::text::{Sources, Span};
use crate::units::{Distance, DistanceUnit, Duration, HeartRate, Range, Speed};
use jiff::civil::Date;
use std::borrow::Cow;

/// A day of the plan, counted from the first day of its first week, which is 0. Days before the plan are negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DayIndex(pub i32);

impl DayIndex {
    /// Days from this day to another; negative if it lies before.
    #[must_use]
    pub fn until(self, other: DayIndex) -> i32 {
        other.0.saturating_sub(self.0)
    }

    /// Some days later.
    #[must_use]
    pub fn plus(self, days: i32) -> DayIndex {
        DayIndex(self.0.saturating_add(days))
    }
}

/// A place in [`Plan::sessions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionId(pub u32);

/// A place in [`Session::parts`], or behind them in [`Session::left_out`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartId(pub u32);

/// A plan as its author meant it, or a log beside one.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its name.
    pub name: Option<String>,
    /// The `plan` head, else the first line of the file: where findings about the whole plan point.
    pub span: Span,
    /// What it leads to: the goal of the highest priority, and of these the last.
    pub goal: Option<Goal>,
    /// Its other goals, in the order written.
    pub other_goals: Vec<Goal>,
    /// The date of `start`, with its place.
    pub start: Option<(Date, Span)>,
    /// Who it is for.
    pub athlete: Athlete,
    /// Kilometres or miles: for bare numbers and reports.
    pub units: DistanceUnit,
    /// The first day of its weeks.
    pub week_starts: Weekday,
    /// `profile masters`, if the plan chooses one.
    pub profile: Option<(String, Span)>,
    /// `experience beginner`: the runner has not run in the last twelve months.
    pub beginner: bool,
    /// Races and breaks before the plan.
    pub history: Vec<PastEvent>,
    /// Its phases, in order.
    pub phases: Vec<Phase>,
    /// Its weeks, in order of the calendar.
    pub weeks: Vec<Week>,
    /// Every day of every week, in order: `days[7 * w + d]` is day `d` of `weeks[w]`, and its index says how far it is
    /// from the first.
    pub days: Vec<Day>,
    /// Every session, in the order in which they are run.
    pub sessions: Vec<Session>,
    /// The sessions that the plan and its libraries define.
    pub definitions: Vec<Definition>,
    /// What was measured and done, by day.
    pub logs: Vec<LogDay>,
    /// `logs "kim.log.meso"` in the plan, or `log for "plan.meso"` in a log: the files that belong together.
    pub companions: Vec<(String, Span)>,
    /// The `allow`s.
    pub allows: Vec<Allow>,
    /// The paces that zones stand for, and where they come from.
    pub paces: Paces,
    /// What had to be assumed, to be shown with the results.
    pub assumptions: Vec<Assumption>,
    /// The date of day 0, unless the plan is a template.
    pub first_date: Option<Date>,
}

/// What a plan leads to.
#[derive(Clone, Debug)]
pub struct Goal {
    /// The distance.
    pub distance: Distance,
    /// Its name, where it has one.
    pub race: Option<RaceName>,
    /// The day.
    pub date: Option<Date>,
    /// The day in the plan, if the date falls into it, or the session that is the goal race of a template.
    pub day: Option<DayIndex>,
    /// The time hoped for.
    pub time: Option<Duration>,
    /// "Hamburg".
    pub name: Option<String>,
    /// `goal A`, `goal B` or `goal C`, if one is said.
    pub priority: Option<Priority>,
    /// The `goal` line.
    pub span: Span,
}

/// How much a goal matters among several: everything is built for an A race, a B race has a short taper of its own, a C
/// race is run out of training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Priority {
    /// `goal A`.
    A,
    /// `goal B`.
    B,
    /// `goal C`.
    C,
}

/// Who the plan is for. `None` means: not said.
#[derive(Clone, Debug, Default)]
pub struct Athlete {
    /// Her name.
    pub name: Option<String>,
    /// The `athlete` head.
    pub span: Option<Span>,
    /// Year of birth.
    pub born: Option<i16>,
    /// `sex female` or `male`: for TRIMP.
    pub female: Option<bool>,
    /// Kilograms.
    pub weight: Option<f64>,
    /// Metres.
    pub height: Option<f64>,
    /// Maximal heart rate.
    pub max_hr: Option<HeartRate>,
    /// Resting heart rate.
    pub rest_hr: Option<HeartRate>,
    /// Heart rate at lactate threshold.
    pub threshold_hr: Option<HeartRate>,
    /// Speed at lactate threshold.
    pub threshold: Option<Speed>,
    /// Critical power in watts.
    pub critical_power: Option<f64>,
    /// Recent races, the newest first.
    pub recent: Vec<PastRace>,
    /// Weekly volume before the plan.
    pub volume: Option<(Volume, Span)>,
    /// Sleep wanted a night.
    pub sleep: Option<Duration>,
}

/// A weekly volume as stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Volume {
    /// By distance.
    Distance(Range<Distance>),
    /// By time.
    Time(Range<Duration>),
}

/// A race that was run.
#[derive(Clone, Debug)]
pub struct PastRace {
    /// How far.
    pub distance: Distance,
    /// How fast.
    pub time: Option<Duration>,
    /// When.
    pub date: Option<Date>,
    /// Where it is written.
    pub span: Span,
}

/// Something before the plan that counts for the rules.
#[derive(Clone, Debug)]
pub struct PastEvent {
    /// When.
    pub date: Date,
    /// The day relative to the plan (negative before it), if the plan has dates.
    pub day: Option<DayIndex>,
    /// What.
    pub kind: PastKind,
    /// Where it is written.
    pub span: Span,
}

/// What happened before the plan.
#[derive(Clone, Debug)]
pub enum PastKind {
    /// A race.
    Race(PastRace),
    /// Another session, as one in the plan.
    Session(SessionSummary),
    /// Days off: illness, injury; the number of days and the reason.
    Break(u32, String),
}

/// The bare figures of a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SessionSummary {
    /// Running distance.
    pub distance: Distance,
    /// Time.
    pub duration: Duration,
    /// Was it hard?
    pub hard: bool,
}

/// A phase and the weeks in it.
#[derive(Clone, Debug)]
pub struct Phase {
    /// `base`.
    pub name: Option<String>,
    /// "Aerobic base".
    pub title: Option<String>,
    /// Its head.
    pub span: Span,
    /// Indices into [`Plan::weeks`].
    pub weeks: std::ops::Range<usize>,
}

/// A week. Weeks follow each other without gaps in the calendar; a week that is missing from the text is there with
/// `written == false` and all its days unread.
#[derive(Clone, Debug)]
pub struct Week {
    /// Its number as written; negative counts down to the race.
    pub number: i32,
    /// The head; for a week that is not written, the head after it.
    pub span: Span,
    /// From the head to the end of its last line.
    pub block: Span,
    /// Is it in the text?
    pub written: bool,
    /// Can every line of it be read? Rules about absence ask this first.
    pub complete: bool,
    /// `recovery`, `taper`, `race`, …
    pub kinds: Vec<(WeekKind, Span)>,
    /// Its phase, an index into [`Plan::phases`].
    pub phase: Option<usize>,
    /// `total 65km`, with its place.
    pub stated_total: Option<(Volume, Span)>,
    /// Its title.
    pub title: Option<String>,
    /// Its first day; it has seven.
    pub first_day: DayIndex,
    /// Running distance, races included.
    pub distance: Range<Distance>,
    /// Running time, races included.
    pub duration: Range<Duration>,
}

impl Week {
    /// Does the week declare itself to be of this kind?
    #[must_use]
    pub fn is(&self, kind: WeekKind) -> bool {
        self.kinds.iter().any(|k| k.0 == kind)
    }
}

/// What is known of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayState {
    /// It has items, `rest` among them.
    Planned,
    /// Nothing is written: a free day, rest.
    Empty,
    /// A line of it could not be read: it is not known to be rest, nor to be easy.
    Unread,
}

/// A day of the calendar.
#[derive(Clone, Debug)]
pub struct Day {
    /// Its place in the calendar.
    pub index: DayIndex,
    /// Its date, unless the plan is a template.
    pub date: Option<Date>,
    /// Its name.
    pub weekday: Weekday,
    /// Its week, an index into [`Plan::weeks`].
    pub week: usize,
    /// What is known of it.
    pub state: DayState,
    /// The name of the day in its first line, if it has one.
    pub span: Option<Span>,
    /// Its items, in the order written (morning before afternoon where they say so).
    pub items: Vec<DayItem>,
}

impl Day {
    /// Its sessions, in order.
    pub fn sessions<'p>(&'p self, plan: &'p Plan) -> impl Iterator<Item = &'p Session> {
        self.items.iter().filter_map(|item| match item {
            DayItem::Session(id) => plan.sessions.get(id.0 as usize),
            _ => None,
        })
    }

    /// Its recovery items, in order.
    pub fn recovery(&self) -> impl Iterator<Item = &RecoveryItem> {
        self.items.iter().filter_map(|item| match item {
            DayItem::Recovery(r) => Some(&**r),
            _ => None,
        })
    }
}

/// One thing on a day.
#[derive(Clone, Debug)]
pub enum DayItem {
    /// `rest`; the whole item with its alternatives.
    Rest(Span),
    /// Something to do.
    Session(SessionId),
    /// A recovery method.
    Recovery(Box<RecoveryItem>),
    /// A note.
    Note(String, Span),
}

/// A session on its day.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its place in [`Plan::sessions`].
    pub id: SessionId,
    /// The day it is on.
    pub day: DayIndex,
    /// Its day was free (`any`); the calendar chose this one.
    pub placed: bool,
    /// `am`, `pm`, `06:30`.
    pub when: Option<When>,
    /// The item it comes from, alternatives and note included.
    pub span: Span,
    /// The part of the item that is analysed: its first alternative.
    pub text: Span,
    /// The definition it calls, if its item is one call: an index into [`Plan::definitions`].
    pub definition: Option<usize>,
    /// The sport of its longest step.
    pub sport: Sport,
    /// `"trails if dry"`.
    pub note: Option<String>,
    /// The steps as a tree, repeats not unrolled.
    pub steps: Vec<PlannedStep>,
    /// The steps as a list: everything that is done, each with how often. In the order of its first time.
    pub parts: Vec<Part>,
    /// Steps of the tree that are never done: what stands between the repetitions of a repeat that is done once.
    pub left_out: Vec<Part>,
    /// Running distance, warm-up, jogs and walking breaks included. Zero for other sports, a walk alone among them.
    pub distance: Range<Distance>,
    /// Time in motion and standing between reps, of all its legs.
    pub duration: Range<Duration>,
    /// Time of its running legs, walking breaks and rests between repetitions included.
    pub running: Range<Duration>,
    /// A step of it has no length: distance and time are the least that they can be, never the whole.
    pub open: bool,
    /// `hard` or `easy` was said of all of it.
    pub declared: Option<Class>,
    /// Something of it could not be read.
    pub unread: bool,
    /// The share of what is written that is done: not 1 in a week that is like another one with a `volume`.
    pub scale: f64,
    /// `long` was said.
    pub said_long: bool,
    /// How hard, and why.
    pub class: Classification,
    /// The race, if it holds one.
    pub race: Option<Box<RaceDay>>,
    /// `long` was said, or its running takes 90 min or more ([`crate::Options::long_minutes`]). A rule that means the
    /// minutes asks for them: a `long 10km` of a plan for 10 km is its long run, and takes an hour.
    pub long: bool,
    /// Declared a recovery session (`recovery` is its effort throughout).
    pub recovery: bool,
    /// Other choices that the plan leaves, as written.
    pub alternatives: Vec<Span>,
}

impl Session {
    /// A hard session: see [`Classification`].
    #[must_use]
    pub fn is_hard(&self) -> bool {
        self.class.hard
    }

    /// Has it a running leg? Walks and other sports alone have none; a ride with a run behind it has one.
    #[must_use]
    pub fn is_run(&self) -> bool {
        self.sport == Sport::Run || self.parts.iter().any(Part::is_running)
    }

    /// Are all its legs running?
    #[must_use]
    pub fn is_only_run(&self) -> bool {
        self.sport == Sport::Run && self.parts.iter().all(|part| part.sport == Sport::Run)
    }

    /// Its parts by sport, in the order in which the sports come: a brick of a ride and a run has two legs.
    #[must_use]
    pub fn legs(&self) -> Vec<Leg<'_>> {
        meaning::legs(&self.parts)
    }

    /// What of its meaning nobody stated, in the order of its steps.
    pub fn assumed(&self) -> impl Iterator<Item = (&Part, LevelSource)> {
        self.parts.iter().filter(|part| part.level.is_assumed()).map(|part| (part, part.level))
    }

    /// Its item in words, as they stand in the text; in a week that is `like` another one the words of that week, with
    /// the lengths and numbers of repetitions that its `volume` makes of them.
    #[must_use]
    pub fn written<'t>(&self, sources: &'t Sources) -> Cow<'t, str> {
        written::written(self, self.span, sources)
    }

    /// The part of its item that is analysed in words, as [`Session::written`] gives them: its first alternative.
    #[must_use]
    pub fn first_choice<'t>(&self, sources: &'t Sources) -> Cow<'t, str> {
        written::written(self, self.text, sources)
    }

    /// A leaf of [`Session::steps`].
    #[must_use]
    pub fn part(&self, id: PartId) -> Option<&Part> {
        let index = id.0 as usize;
        self.parts.get(index).or_else(|| self.left_out.get(index.checked_sub(self.parts.len())?))
    }
}

/// A race on a day of the plan.
#[derive(Clone, Debug)]
pub struct RaceDay {
    /// How far.
    pub distance: Distance,
    /// The time hoped for.
    pub time: Option<Duration>,
    /// Its name.
    pub name: Option<String>,
    /// Is it the plan's goal?
    pub goal: bool,
    /// `test` rather than `race`.
    pub time_trial: bool,
    /// Where it stands.
    pub span: Span,
}

/// A step as resolved; repeats are kept.
#[derive(Clone, Debug)]
pub enum PlannedStep {
    /// One thing: [`Session::part`] has it.
    Do(PartId),
    /// Several times, with what stands between two of them.
    Repeat {
        /// How often (a range's middle, rounded up).
        times: Range<u32>,
        /// One repetition.
        body: Vec<PlannedStep>,
        /// Between two repetitions; empty if nothing.
        recovery: Vec<PlannedStep>,
        /// Where it is written.
        span: Span,
    },
}

/// One kind of work in a session: what, how hard, how often.
#[derive(Clone, Debug)]
pub struct Part {
    /// How often it is done in the whole session.
    pub times: u32,
    /// Distance once. Zero where it stands still or the sport has none.
    pub distance: Range<Distance>,
    /// Time once.
    pub duration: Range<Duration>,
    /// Which of the two was written; the other comes from the pace. `None` where neither was.
    pub stated: Option<StatedExtent>,
    /// How hard.
    pub intensity: Intensity,
    /// What says how hard it is.
    pub level: LevelSource,
    /// What it says of how hard it is contradicts itself; the harder reading is its intensity.
    pub contradicts: bool,
    /// Nothing says how long it is; what it counts for is the usual length of its kind, or nothing at all.
    pub open: bool,
    /// Short accelerations that do not make a run hard.
    pub strides: bool,
    /// The effort word, if any.
    pub effort: Option<Effort>,
    /// From slow to fast, as written or as the effort and the athlete give it.
    pub speed: Option<Range<Speed>>,
    /// Where the speed comes from.
    pub speed_source: SpeedSource,
    /// A heart rate that was asked for.
    pub heart_rate: Option<Range<HeartRate>>,
    /// The targets as written.
    pub targets: Vec<Target>,
    /// The sport.
    pub sport: Sport,
    /// Ground and slope.
    pub terrain: Vec<Terrain>,
    /// Metres of climb.
    pub climb: f64,
    /// Its note.
    pub note: Option<String>,
    /// A recovery between repetitions.
    pub between: bool,
    /// The step it comes from; in a called session, the step of the definition.
    pub span: Span,
}

impl Part {
    /// Is it running, rather than walking, standing or another sport?
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.sport == Sport::Run && self.intensity > Intensity::Walk
    }

    /// Does the speed come from the plan or from what is known of the runner, rather than from a guess?
    #[must_use]
    pub fn speed_stated(&self) -> bool {
        self.speed_source != SpeedSource::Guessed
    }

    /// Time of all its repetitions, ranges at their middle.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.duration.middle() * f64::from(self.times)
    }
}

/// What a step's author wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatedExtent {
    /// A distance.
    Distance,
    /// A time.
    Time,
    /// Both: `1500m in 5:53`.
    Both,
    /// `lap`.
    Lap,
}

/// A session that can be called.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// Parameters with their defaults as written.
    pub params: Vec<(String, Option<String>)>,
    /// Its name in its head.
    pub name_span: Span,
    /// From head to last line.
    pub block: Span,
    /// How often it is called.
    pub uses: u32,
}

/// The paces that zones stand for.
#[derive(Clone, Debug)]
pub struct Paces {
    /// VDOT (Daniels and Gilbert 1979), if known or assumed.
    pub vdot: f64,
    /// Where they come from.
    pub basis: PaceBasis,
    /// 59-74 % of VO2max, slow to fast.
    pub easy: Range<Speed>,
    /// Marathon race pace.
    pub marathon: Speed,
    /// 88 % of VO2max, or the threshold stated.
    pub threshold: Speed,
    /// 97.5 %.
    pub interval: Speed,
    /// 105 %.
    pub repetition: Speed,
}

/// Where paces come from.
#[derive(Clone, Debug, PartialEq)]
pub enum PaceBasis {
    /// A race result.
    Race(Distance, Duration),
    /// The plan's goal time; no result is known.
    Goal(Distance, Duration),
    /// A stated VDOT.
    Stated,
    /// A stated threshold pace.
    Threshold,
    /// Nothing is known: easy running at 6:00/km.
    Assumed,
}

/// Something that had to be assumed. `Display` says it in one sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Assumption {
    /// No athlete: easy running at 6:00/km.
    EasyPace,
    /// Paces come from the goal time.
    PacesFromGoal,
    /// Maximal heart rate from age (208 - 0.7 x age, Tanaka 2001).
    MaxHrFromAge(u16),
    /// `any` sessions were placed on days.
    AnyPlaced(u32),
    /// No dates: days are counted from the first week.
    NoDates,
    /// Ranges are analysed at their middle.
    RangesAtMiddle,
    /// `lap` steps were taken to last so long.
    LapLength(Duration),
    /// Repetitions and hills without an effort were taken for work: so many sessions.
    WorkAssumed(u32),
    /// Steps without a length: so many sessions are at least as long as they are said to be.
    LengthOpen(u32),
}

/// A recovery method on a day, planned or done.
#[derive(Clone, Debug)]
pub struct RecoveryItem {
    /// What it is: `ice-bath`, `sleep`, `foam-roll`.
    pub method: EntryKind,
    /// How long.
    pub duration: Option<Range<Duration>>,
    /// Degrees Celsius.
    pub temperature: Option<Range<f64>>,
    /// All quantities as written, for methods with others.
    pub args: Vec<Arg>,
    /// When on the day.
    pub when: Option<When>,
    /// Its note.
    pub note: Option<String>,
    /// The whole item.
    pub span: Span,
}

/// A day of a log.
#[derive(Clone, Debug)]
pub struct LogDay {
    /// The date.
    pub date: Date,
    /// The day of the plan it falls on, if the plan has dates.
    pub day: Option<DayIndex>,
    /// The date in its head.
    pub span: Span,
    /// What was run.
    pub done: Vec<Done>,
    /// `missed`, with its reason.
    pub missed: Option<(String, Span)>,
    /// What was measured: `hrv 62ms`.
    pub measures: Vec<Measure>,
    /// Recovery methods, food, drink, sleep.
    pub recovery: Vec<RecoveryItem>,
    /// Could every line be read?
    pub complete: bool,
}

/// What was run.
#[derive(Clone, Debug)]
pub struct Done {
    /// How far.
    pub distance: Option<Distance>,
    /// How long.
    pub duration: Option<Duration>,
    /// Mean heart rate.
    pub heart_rate: Option<HeartRate>,
    /// Perceived effort, CR10.
    pub rpe: Option<f64>,
    /// The sport.
    pub sport: Sport,
    /// When on the day.
    pub when: Option<When>,
    /// Its note.
    pub note: Option<String>,
    /// The item.
    pub span: Span,
}

/// A measurement.
#[derive(Clone, Debug)]
pub struct Measure {
    /// What was measured: `hrv`, `rest-hr`, `soreness`, `motivation`, `weight`.
    pub kind: EntryKind,
    /// Its value in the unit of its kind: ms, bpm, kg, or the share of a score (4/10 is 0.4).
    pub value: f64,
    /// The value after `->`.
    pub after: Option<f64>,
    /// All of it as written.
    pub args: Vec<Arg>,
    /// When on the day: a reading in the evening is another than one at waking.
    pub when: Option<When>,
    /// Its note.
    pub note: Option<String>,
    /// The item.
    pub span: Span,
}

/// Silence for a rule.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The rule's name.
    pub rule: String,
    /// Where the name stands.
    pub rule_span: Span,
    /// Why.
    pub reason: Option<String>,
    /// The whole item.
    pub span: Span,
    /// Where it holds.
    pub scope: AllowScope,
}

/// Where an `allow` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllowScope {
    /// The whole plan.
    Plan,
    /// A phase, an index into [`Plan::phases`].
    Phase(usize),
    /// A week, an index into [`Plan::weeks`].
    Week(usize),
    /// A day.
    Day(DayIndex),
    /// A day of a log, an index into [`Plan::logs`].
    Log(usize),
}

impl Plan {
    /// The date of a day, unless the plan is a template.
    #[must_use]
    pub fn date(&self, day: DayIndex) -> Option<Date> {
        self.first_date?.checked_add(jiff::Span::new().try_days(day.0).ok()?).ok()
    }

    /// The day of a date, inside the plan or not; `None` for a template.
    #[must_use]
    pub fn index_of(&self, date: Date) -> Option<DayIndex> {
        let first = self.first_date?;
        first.until((jiff::Unit::Day, date)).ok().map(|s| DayIndex(s.get_days()))
    }

    /// A day of the calendar; `None` outside the plan.
    #[must_use]
    pub fn day(&self, index: DayIndex) -> Option<&Day> {
        let first = self.days.first()?.index;
        self.days.get(usize::try_from(first.until(index)).ok()?)
    }

    /// A session.
    #[must_use]
    pub fn session(&self, id: SessionId) -> Option<&Session> {
        self.sessions.get(id.0 as usize)
    }

    /// The seven days of a week.
    #[must_use]
    pub fn days_of(&self, week: usize) -> &[Day] {
        self.days.get(week * 7..week * 7 + 7).unwrap_or(&[])
    }

    /// The sessions of a week, in order.
    pub fn sessions_of(&self, week: usize) -> impl Iterator<Item = &Session> {
        self.days_of(week).iter().flat_map(|d| d.sessions(self))
    }
}
