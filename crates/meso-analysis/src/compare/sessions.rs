//! Sessions and recovery methods that came, went, moved or changed.
//!
//! First what is the same on the same day is laid aside, then what stands on another day within a week of it, then what is
//! left on a day is paired in order. An easy run is one of many: it has moved only if that explains both days whole.

use super::axis::{Axis, Version};
use super::{Change, Place};
use crate::series::Series;
use meso_core::Analysis;
use meso_core::plan::{DayItem, DayState, Part, RecoveryItem, Session, StatedExtent};
use meso_core::syntax::ast::{Effort, Target};
use meso_core::text::{Sources, Span};
use meso_core::units::{Distance, Duration};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A session further away than this is another one: a convention.
const MOVED_WITHIN: i32 = 7;
/// So many sessions of a day are looked at to tell a move; nobody runs more.
const LOOKED_AT: usize = 32;

/// Something to do on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// A session, or a recovery method.
    pub kind: ActivityKind,
    /// In the words of the plan; the first of alternatives.
    pub text: String,
    /// Running distance, ranges at their middle; zero for other sports.
    pub distance: Distance,
    /// Time, ranges at their middle.
    pub duration: Duration,
    /// Stress points.
    pub load: f64,
    /// Is it a hard session?
    pub hard: bool,
}

/// What an [`Activity`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityKind {
    /// A run, or another sport.
    Session,
    /// A recovery method.
    Recovery,
}

/// One change of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionChange {
    /// It is new.
    Added {
        /// Its day.
        at: Place,
        /// What.
        activity: Activity,
    },
    /// It is gone.
    Removed {
        /// Its day.
        at: Place,
        /// What.
        activity: Activity,
    },
    /// It stands on another day.
    Moved {
        /// The days.
        at: Change<Place>,
        /// What, as the new plan has it.
        activity: Activity,
    },
    /// Something else stands in its place.
    Changed {
        /// The day, as the new plan names it.
        at: Place,
        /// What.
        activity: Change<Activity>,
    },
}

/// An activity on its day, while its partner is looked for.
struct Entry {
    day: i32,
    row: usize,
    place: Place,
    activity: Activity,
    /// The work, so that what is the same compares as the same.
    work: String,
    /// `am`, `pm`, `06:30`.
    when: String,
    /// The plan left the day open.
    placed: bool,
    /// Hard, long or a race: a session that a coach speaks of by itself.
    key: bool,
    taken: bool,
}

pub(super) fn compare(
    old: &Analysis,
    new: &Analysis,
    series: &Change<Series<'_>>,
    axis: &Axis,
) -> Vec<SessionChange> {
    let mut pairs = Pairs {
        old: entries(old, &series.old, axis, Version::Old),
        new: entries(new, &series.new, axis, Version::New),
        changes: Vec::new(),
    };
    pairs.lay_aside_the_same();
    pairs.find_moves();
    pairs.pair_the_rest(&unread(old, axis, Version::Old), &unread(new, axis, Version::New));
    pairs.changes.sort_by_key(|(day, _)| *day);
    pairs.changes.into_iter().map(|(_, change)| change).collect()
}

struct Pairs {
    old: Vec<Entry>,
    new: Vec<Entry>,
    changes: Vec<(i32, SessionChange)>,
}

impl Pairs {
    fn lay_aside_the_same(&mut self) {
        let mut there: HashMap<(i32, &str, &str), Vec<usize>> = HashMap::new();
        for (i, entry) in self.new.iter().enumerate().rev() {
            there.entry((entry.day, &entry.work, &entry.when)).or_default().push(i);
        }
        let same: Vec<(usize, usize)> = self
            .old
            .iter()
            .enumerate()
            .filter_map(|(i, e)| Some((i, there.get_mut(&(e.day, &*e.work, &*e.when))?.pop()?)))
            .collect();
        for (i, j) in same {
            self.take(i, j);
        }
    }

    fn find_moves(&mut self) {
        let mut by_work: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, entry) in self.new.iter().enumerate().filter(|(_, e)| !e.taken) {
            by_work.entry(&entry.work).or_default().push(i);
        }
        let by_work: HashMap<String, Vec<usize>> =
            by_work.into_iter().map(|(work, places)| (work.to_owned(), places)).collect();
        let days = [by_day(&self.old), by_day(&self.new)];
        for i in 0..self.old.len() {
            let Some(old) = self.old.get(i).filter(|entry| !entry.taken) else { continue };
            let Some(places) = by_work.get(&old.work) else { continue };
            let from = places.partition_point(|&j| self.new[j].day < old.day - MOVED_WITHIN);
            let near = places.iter().skip(from).take(LOOKED_AT).copied();
            let near = near.filter(|&j| {
                let new = &self.new[j];
                !new.taken && (new.day - old.day).abs() <= MOVED_WITHIN
            });
            let Some(j) = near.min_by_key(|&j| (self.new[j].day - old.day).abs()) else { continue };
            let new = &self.new[j];
            if old.placed && new.placed && old.row == new.row {
                // The plan says no day; that the calendar chose another is no change.
                self.take(i, j);
            } else if old.day != new.day && (old.key || self.explains(i, j, &days)) {
                let change = SessionChange::Moved {
                    at: Change { old: old.place, new: new.place },
                    activity: new.activity.clone(),
                };
                self.changes.push((new.day, change));
                self.take(i, j);
            }
        }
    }

    /// Does a move leave nothing over on either day, or did two sessions swap their days?
    fn explains(&self, i: usize, j: usize, days: &[BTreeMap<i32, Vec<usize>>; 2]) -> bool {
        let (from, to) = (self.old[i].day, self.new[j].day);
        let left = |entries: &'_ [Entry], places: Option<&Vec<usize>>| -> Vec<String> {
            let places = places.into_iter().flatten().take(LOOKED_AT);
            let left = places.map(|&place| &entries[place]).filter(|entry| !entry.taken);
            left.filter(|entry| entry.activity.kind == self.old[i].activity.kind)
                .map(|entry| entry.work.clone())
                .collect()
        };
        let came = left(&self.new, days[1].get(&from));
        let went = left(&self.old, days[0].get(&to));
        came.is_empty() && went.is_empty() || came.iter().any(|work| went.contains(work))
    }

    fn pair_the_rest(&mut self, unread_old: &HashSet<i32>, unread_new: &HashSet<i32>) {
        let (old, new) = (by_day(&self.old), by_day(&self.new));
        let days: HashSet<i32> = old.keys().chain(new.keys()).copied().collect();
        for day in days {
            let left = |entries: &[Entry], places: Option<&Vec<usize>>| -> Vec<usize> {
                places.into_iter().flatten().copied().filter(|&place| !entries[place].taken).collect()
            };
            let (mut went, mut came) = (left(&self.old, old.get(&day)), left(&self.new, new.get(&day)));
            for kind in [ActivityKind::Session, ActivityKind::Recovery] {
                let of_kind = |entries: &[Entry], places: &mut Vec<usize>| {
                    let (own, others) = places.iter().partition(|&&p| entries[p].activity.kind == kind);
                    *places = others;
                    own
                };
                let went: Vec<usize> = of_kind(&self.old, &mut went);
                let came: Vec<usize> = of_kind(&self.new, &mut came);
                for n in 0..went.len().max(came.len()) {
                    let old = went.get(n).map(|&i| &self.old[i]);
                    let new = came.get(n).map(|&j| &self.new[j]);
                    let change = match (old, new) {
                        (Some(old), Some(new)) => SessionChange::Changed {
                            at: new.place,
                            activity: Change { old: old.activity.clone(), new: new.activity.clone() },
                        },
                        (Some(old), None) if !unread_new.contains(&day) => {
                            SessionChange::Removed { at: old.place, activity: old.activity.clone() }
                        }
                        (None, Some(new)) if !unread_old.contains(&day) => {
                            SessionChange::Added { at: new.place, activity: new.activity.clone() }
                        }
                        // What stood there cannot be read: it is not known to have come or gone.
                        _ => continue,
                    };
                    self.changes.push((day, change));
                }
            }
        }
    }

    fn take(&mut self, i: usize, j: usize) {
        self.old[i].taken = true;
        self.new[j].taken = true;
    }
}

fn by_day(entries: &[Entry]) -> BTreeMap<i32, Vec<usize>> {
    let mut days: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (i, entry) in entries.iter().enumerate() {
        days.entry(entry.day).or_default().push(i);
    }
    days
}

/// Days of which a line could not be read. A week that is not in the text at all is not among them.
fn unread(analysis: &Analysis, axis: &Axis, version: Version) -> HashSet<i32> {
    let plan = &analysis.plan;
    let written = |week: usize| plan.weeks.get(week).is_some_and(|week| week.written);
    let days = plan.days.iter().filter(|day| day.state == DayState::Unread && written(day.week));
    days.map(|day| axis.day(version, plan, day.index)).collect()
}

fn entries(analysis: &Analysis, series: &Series<'_>, axis: &Axis, version: Version) -> Vec<Entry> {
    let plan = &analysis.plan;
    let mut entries = Vec::with_capacity(plan.sessions.len());
    for day in &plan.days {
        let number = axis.day(version, plan, day.index);
        let row = axis.row(version, day.week);
        let place = Place::of(plan, day);
        for item in &day.items {
            let (activity, work, when, placed, key) = match item {
                DayItem::Session(id) => {
                    let Some(session) = plan.session(*id) else { continue };
                    let load = series.session_loads().get(id.0 as usize).map_or(0.0, |load| load.points);
                    let text = match session.when {
                        Some(when) => format!("{when} {}", words(&analysis.sources, session.text)),
                        None => words(&analysis.sources, session.text),
                    };
                    let activity = Activity {
                        kind: ActivityKind::Session,
                        text,
                        distance: if session.is_run() { session.distance.middle() } else { Distance::ZERO },
                        duration: session.duration.middle(),
                        load,
                        hard: session.is_hard(),
                    };
                    let key = session.class.quality || session.long || session.race.is_some();
                    (activity, work(session), format!("{:?}", session.when), session.placed, key)
                }
                DayItem::Recovery(recovery) => {
                    let activity = Activity {
                        kind: ActivityKind::Recovery,
                        text: words(&analysis.sources, recovery.span),
                        distance: Distance::ZERO,
                        duration: recovery.duration.map(|d| d.middle()).unwrap_or_default(),
                        load: 0.0,
                        hard: false,
                    };
                    (activity, method(recovery), format!("{:?}", recovery.when), false, false)
                }
                DayItem::Rest(_) | DayItem::Note(..) => continue,
            };
            entries.push(Entry { day: number, row, place, activity, work, when, placed, key, taken: false });
        }
    }
    // Weeks out of order put days out of order.
    entries.sort_by_key(|entry| entry.day);
    entries
}

/// What is to be done, without the words it is written in and without what follows from the athlete's paces.
fn work(session: &Session) -> String {
    use std::fmt::Write;
    let race = session.race.as_ref().map(|race| (race.distance, race.time, race.time_trial));
    let class = &session.class;
    let mut work = format!("{:?} {race:?} {} {}", session.sport, class.hard, class.quality);
    for part in &session.parts {
        let distance = matches!(part.stated, Some(StatedExtent::Distance | StatedExtent::Both));
        let time = matches!(part.stated, Some(StatedExtent::Time | StatedExtent::Both));
        let _ = write!(
            work,
            "; {} {:?} {:?} {:?} {} {:?} {:?} {} {}",
            part.times,
            part.stated,
            distance.then_some(part.distance),
            time.then_some(part.duration),
            effort(part),
            part.sport,
            part.terrain,
            part.climb,
            part.between,
        );
    }
    work
}

/// `1km @T` is `1km T`, and where nothing is said it is easy.
fn effort(part: &Part) -> String {
    let strides = part.strides;
    match (part.effort, part.targets.as_slice()) {
        (None, []) => format!("{:?} [] {strides}", Effort::Easy),
        (None, [Target::Zone(effort)]) => format!("{effort:?} [] {strides}"),
        (effort, targets) => format!("{:?} {targets:?} {strides}", effort.unwrap_or(Effort::Easy)),
    }
}

fn method(recovery: &RecoveryItem) -> String {
    format!("{} {:?}", recovery.method, recovery.args)
}

/// The words that a span covers, single blanks between them.
fn words(sources: &Sources, span: Span) -> String {
    sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}
