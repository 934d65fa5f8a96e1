//! What a rule may ask about a plan: days and weeks in calendar order, across week borders, with what came before.
//!
//! Answers are computed on the first question and kept for the other rules.

use crate::config::Active;
use crate::diary::Diary;
use crate::profile::Profile;
use crate::timeline::Timeline;
use meso_analysis::series::Series;
use meso_core::plan::{
    Because, Day, DayIndex, DayItem, DayState, Part, PastKind, Plan, Priority, Session, Week, race_label,
};
use meso_core::syntax::ast::{WeekKind, Weekday};
pub use meso_core::terms::counted as count;
use meso_core::text::Span;
use meso_core::units::{Distance, DistanceUnit, Duration};
use meso_core::{Analysis, Options};
use std::cell::OnceCell;
use std::collections::HashSet;

/// A plan with everything that rules ask about it.
pub struct Cx<'a> {
    /// Text, syntax and findings of the stages before.
    pub analysis: &'a Analysis,
    /// The plan.
    pub plan: &'a Plan,
    /// The profile in force.
    pub profile: Profile,
    /// What counts as hard and as long.
    pub definitions: &'a Options,
    /// The rules that run beside the one that asks.
    pub(crate) in_force: &'a [Active],
    /// Load, fitness, monotony: computed on the first question.
    pub series: Series<'a>,
    days: OnceCell<Vec<DayFacts>>,
    weeks: OnceCell<Vec<WeekFacts>>,
    sessions: OnceCell<Vec<&'a Session>>,
    runs: OnceCell<Vec<&'a Session>>,
    races: OnceCell<Vec<Race<'a>>>,
    marathons: OnceCell<Vec<Race<'a>>>,
    goal: OnceCell<Option<Race<'a>>>,
    past: OnceCell<Vec<Past>>,
    breaks: OnceCell<Vec<Break<'a>>>,
    diary: OnceCell<Diary<'a>>,
    timeline: OnceCell<Timeline<'a>>,
    /// The items that several sessions come from.
    shared_items: OnceCell<HashSet<Span>>,
}

/// What rules want to know of a day. In the order of [`Plan::days`].
#[derive(Clone, Copy, Debug)]
pub struct DayFacts {
    /// The day.
    pub index: DayIndex,
    /// Its first hard session, a place in [`Plan::sessions`].
    pub hard: Option<usize>,
    /// Its first session with hard or marathon-pace work.
    pub quality: Option<usize>,
    /// Its first session that is neither hard nor easy.
    pub moderate: Option<usize>,
    /// Its longest long run that is no race.
    pub long: Option<usize>,
    /// Its race or time trial.
    pub race: Option<usize>,
    /// How many runs it has.
    pub runs: u32,
    /// Running distance, at the middle of ranges.
    pub distance: Distance,
    /// Running time.
    pub duration: Duration,
    /// Can it be relied upon that nothing else is on it?
    pub known: bool,
    /// A day of rest, of other easy sports only, or with nothing written in a week that could be read.
    pub without_running: bool,
}

/// What rules want to know of a week. In the order of [`Plan::weeks`].
#[derive(Clone, Copy, Debug)]
pub struct WeekFacts {
    /// Running distance, races included, at the middle of ranges.
    pub distance: Distance,
    /// Running time.
    pub duration: Duration,
    /// Distance of races in it.
    pub race_distance: Distance,
    /// Its longest run that is no race: a place in [`Plan::sessions`].
    pub longest: Option<usize>,
    /// Distance of that run.
    pub longest_distance: Distance,
    /// Time of that run.
    pub longest_duration: Duration,
    /// Runs.
    pub runs: u32,
    /// Sessions with hard or marathon-pace work.
    pub quality: u32,
    /// Has it a race (a time trial counts)?
    pub race: bool,
    /// Has it the goal race?
    pub goal_race: bool,
    /// Is it written, and can every line of it be read?
    pub complete: bool,
    /// Does it declare itself a recovery week?
    pub recovery: bool,
    /// Does it declare itself part of the taper?
    pub taper: bool,
}

impl WeekFacts {
    /// Running distance without the goal race.
    #[must_use]
    pub fn training(&self) -> Distance {
        if self.goal_race { self.distance - self.race_distance } else { self.distance }
    }
}

/// A race or time trial, in the plan or before it.
#[derive(Clone, Copy, Debug)]
pub struct Race<'a> {
    /// Its day; negative before the plan.
    pub day: DayIndex,
    /// How far.
    pub distance: Distance,
    /// A time trial rather than a race.
    pub time_trial: bool,
    /// The goal of the plan.
    pub goal: bool,
    /// Its session; `None` before the plan.
    pub session: Option<&'a Session>,
    /// Where it is written.
    pub span: Span,
}

impl Race<'_> {
    /// What it is called after `a`: `marathon`, `race of 50 km`.
    #[must_use]
    pub fn name(&self, units: DistanceUnit) -> String {
        if (self.distance.to_m() - Distance::MARATHON.to_m()).abs() <= 250.0 {
            return "marathon".to_owned();
        }
        match race_label(self.distance, units).as_str() {
            "half-marathon" => "half-marathon".to_owned(),
            label => format!("race of {label}"),
        }
    }

    /// Is it a marathon or longer? 42 km: `race 42km` is one too.
    #[must_use]
    pub fn is_marathon(&self) -> bool {
        self.distance.to_km() >= 42.0
    }
}

/// A session before the plan.
#[derive(Clone, Copy, Debug)]
pub struct Past {
    /// Its day, before the first of the plan.
    pub day: DayIndex,
    /// How far it was run.
    pub distance: Distance,
    /// How long.
    pub duration: Duration,
    /// Was it hard?
    pub hard: bool,
    /// Was it a race?
    pub race: bool,
    /// Where it is written.
    pub span: Span,
}

/// Days off: before the plan as `history` says, or in the logs.
#[derive(Clone, Copy, Debug)]
pub struct Break<'a> {
    /// Its first day.
    pub first: DayIndex,
    /// The first day after it.
    pub end: DayIndex,
    /// How many days.
    pub days: i32,
    /// Why.
    pub reason: &'a str,
    /// Where it is written.
    pub span: Span,
}

impl<'a> Cx<'a> {
    /// A plan to be asked about.
    #[must_use]
    pub fn new(analysis: &'a Analysis, profile: Profile, definitions: &'a Options) -> Self {
        Cx {
            analysis,
            plan: &analysis.plan,
            profile,
            definitions,
            in_force: &[],
            series: Series::new(&analysis.plan),
            days: OnceCell::new(),
            weeks: OnceCell::new(),
            sessions: OnceCell::new(),
            runs: OnceCell::new(),
            races: OnceCell::new(),
            marathons: OnceCell::new(),
            goal: OnceCell::new(),
            past: OnceCell::new(),
            breaks: OnceCell::new(),
            diary: OnceCell::new(),
            timeline: OnceCell::new(),
            shared_items: OnceCell::new(),
        }
    }

    /// Beside these rules.
    #[must_use]
    pub(crate) fn beside(self, in_force: &'a [Active]) -> Self {
        Cx { in_force, ..self }
    }

    /// Do several sessions come from the item at a place? So it is with `weeks 1-4`, and what others are `like`.
    pub(crate) fn is_shared(&self, item: Span) -> bool {
        let shared = self.shared_items.get_or_init(|| {
            let mut seen = HashSet::with_capacity(self.plan.sessions.len());
            self.plan.sessions.iter().map(|session| session.span).filter(|span| !seen.insert(*span)).collect()
        });
        shared.contains(&item)
    }

    /// Facts of every day of the plan, in order.
    pub fn days(&self) -> &[DayFacts] {
        self.days.get_or_init(|| self.plan.days.iter().map(|day| self.day_facts(day)).collect())
    }

    /// Facts of a day; `None` outside the plan.
    pub fn day(&self, index: DayIndex) -> Option<&DayFacts> {
        let first = self.plan.days.first()?.index;
        self.days().get(usize::try_from(first.until(index)).ok()?)
    }

    /// Facts of every week, in order.
    pub fn weeks(&self) -> &[WeekFacts] {
        self.weeks.get_or_init(|| (0..self.plan.weeks.len()).map(|w| self.week_facts(w)).collect())
    }

    /// Facts of the seven days of a week.
    pub fn days_of(&self, week: usize) -> &[DayFacts] {
        self.days().get(week * 7..week * 7 + 7).unwrap_or(&[])
    }

    /// All races and time trials, before the plan and in it, in order.
    pub fn races(&self) -> &[Race<'a>] {
        self.races.get_or_init(|| self.all_races())
    }

    /// The race that the plan leads to, if its day is known. It may lie after the last week.
    ///
    /// The stated goal; without one, a race in the last of six or more weeks, if none before it is longer. The goal race of
    /// a template that ends before it is taken to be on the day after its last: many plans are printed so.
    pub fn goal_race(&self) -> Option<Race<'a>> {
        *self.goal.get_or_init(|| self.find_goal())
    }

    fn find_goal(&self) -> Option<Race<'a>> {
        let planned = || self.races().iter().filter(|race| race.session.is_some() && !race.time_trial);
        let main = self.plan.goal.as_ref().and_then(|goal| goal.day);
        if let Some(race) = planned().rev().find(|race| race.goal && main.is_none_or(|day| race.day == day)) {
            return Some(*race);
        }
        let Some(goal) = self.plan.goal.as_ref() else {
            let last = planned().next_back()?;
            let weeks = self.plan.weeks.len();
            let leads_to_it = weeks >= 6
                && self.week_of(last.day) == weeks.checked_sub(1)
                && planned().all(|race| race.distance <= last.distance);
            return leads_to_it.then_some(Race { goal: true, ..*last });
        };
        let after_the_last = || {
            let open = self.plan.first_date.is_none() && planned().all(|race| race.distance < goal.distance);
            self.plan.days.last().filter(|_| open).map(|day| day.index.plus(1))
        };
        let day = goal.day.or_else(|| self.plan.index_of(goal.date?)).or_else(after_the_last)?;
        Some(Race {
            day,
            distance: goal.distance,
            time_trial: false,
            goal: true,
            session: None,
            span: goal.span,
        })
    }

    /// The races that the plan leads to, of all its goals, in order; those of C goals, which are run out of training, left
    /// out.
    pub fn goal_races(&self) -> Vec<Race<'a>> {
        let mut races: Vec<Race<'a>> = self.goal_race().into_iter().collect();
        for goal in self.plan.other_goals.iter().filter(|goal| goal.priority != Some(Priority::C)) {
            let Some(day) = goal.day.or_else(|| self.plan.index_of(goal.date?)) else { continue };
            let on_its_day = self.races().iter().find(|race| race.goal && race.day == day);
            if !races.iter().any(|race| race.day == day) {
                races.push(on_its_day.copied().unwrap_or(Race {
                    day,
                    distance: goal.distance,
                    time_trial: false,
                    goal: true,
                    session: None,
                    span: goal.span,
                }));
            }
        }
        races.sort_by_key(|race| race.day);
        races
    }

    /// How the race of a goal is called where there may be several: `the goal race`, `the half-marathon of Sunday, week 1`.
    #[must_use]
    pub fn goal_race_name(&self, race: &Race<'_>) -> String {
        if self.plan.other_goals.is_empty() {
            return "the goal race".to_owned();
        }
        let name = race.name(self.plan.units);
        match self.week_of(race.day) {
            Some(week) => format!("the {name} of {}", self.week_name(week)),
            None => format!("the {name}"),
        }
    }

    /// The last race or time trial before a day.
    pub fn race_before(&self, day: DayIndex) -> Option<&Race<'a>> {
        let after = self.races().partition_point(|race| race.day < day);
        self.races().get(after.checked_sub(1)?)
    }

    /// The last marathon (or longer race) before a day or on it, and the days since.
    pub fn marathon_before(&self, day: DayIndex) -> Option<(Race<'a>, i32)> {
        let marathons = self.marathons.get_or_init(|| {
            self.races().iter().filter(|race| race.is_marathon() && !race.time_trial).copied().collect()
        });
        let after = marathons.partition_point(|race| race.day <= day);
        let race = marathons.get(after.checked_sub(1)?)?;
        Some((*race, race.day.until(day)))
    }

    /// Does a week begin in the four weeks after a marathon, or hold none but days after one?
    pub fn is_after_marathon(&self, week: usize) -> bool {
        let Some(first) = self.plan.weeks.get(week).map(|w| w.first_day) else { return false };
        self.marathon_before(first).is_some_and(|(_, days)| days <= 28)
    }

    /// Is the goal beyond the marathon?
    #[must_use]
    pub fn is_ultra(&self) -> bool {
        let marathon = Distance::MARATHON * 1.02;
        self.profile == Profile::Ultra
            || self.plan.goal.as_ref().is_some_and(|goal| goal.distance > marathon)
            || self.goal_race().is_some_and(|race| race.distance > marathon)
    }

    /// The weeks up to the goal race; all of them if it has no day.
    pub fn weeks_to_race(&self) -> usize {
        let all = self.plan.weeks.len();
        self.goal_race().and_then(|race| self.week_of(race.day)).map_or(all, |week| (week + 1).min(all))
    }

    /// The greatest weekly distance, the goal race left out.
    pub fn peak(&self) -> Distance {
        self.weeks().iter().map(WeekFacts::training).max().unwrap_or(Distance::ZERO)
    }

    /// Is the plan big enough for rules about its weeks? 30 km or 3 h at its peak.
    pub fn is_substantial(&self) -> bool {
        self.weeks().iter().any(|w| w.training().to_km() >= 30.0 || w.duration.to_h() >= 3.0)
    }

    /// Sessions before the plan whose day is known, races among them, in order.
    pub fn past(&self) -> &[Past] {
        self.past.get_or_init(|| self.all_past())
    }

    /// Breaks before the plan and in the logs, in order.
    pub fn breaks(&self) -> &[Break<'a>] {
        self.breaks.get_or_init(|| {
            let mut breaks: Vec<Break<'a>> = self
                .plan
                .history
                .iter()
                .filter_map(|event| match &event.kind {
                    PastKind::Break(count, reason) => {
                        let days = i32::try_from(*count).ok()?;
                        let first = event.day?;
                        Some(Break { first, end: first.plus(days), days, reason, span: event.span })
                    }
                    _ => None,
                })
                .collect();
            breaks.extend(crate::diary::breaks(self));
            breaks.sort_by_key(|b| b.first);
            breaks
        })
    }

    /// What the logs say, day by day.
    pub fn diary(&self) -> &Diary<'a> {
        self.diary.get_or_init(|| Diary::new(self))
    }

    /// Training and recovery in order, planned and done.
    pub fn timeline(&self) -> &Timeline<'a> {
        self.timeline.get_or_init(|| Timeline::new(self))
    }

    /// All sessions of the plan in the order of the calendar.
    pub fn sessions(&self) -> impl Iterator<Item = &'a Session> + Clone + use<'a, '_> {
        let all = self.sessions.get_or_init(|| {
            let mut all = Vec::with_capacity(self.plan.sessions.len());
            all.extend(self.plan.days.iter().flat_map(|day| day.sessions(self.plan)));
            all
        });
        all.iter().copied()
    }

    /// The hard sessions of the plan in order.
    pub fn hard_sessions(&self) -> impl Iterator<Item = &'a Session> + use<'a, '_> {
        self.sessions().filter(|s| s.is_hard())
    }

    /// The runs of the plan in order: walks and other sports left out.
    pub fn runs(&self) -> impl Iterator<Item = &'a Session> + Clone + use<'a, '_> {
        let runs = self.runs.get_or_init(|| {
            let mut runs = Vec::with_capacity(self.plan.sessions.len());
            runs.extend(self.sessions().filter(|s| is_running(s)));
            runs
        });
        runs.iter().copied()
    }

    /// A session by its place.
    #[must_use]
    pub fn session(&self, place: usize) -> Option<&'a Session> {
        self.plan.sessions.get(place)
    }

    /// The week of a day, an index into [`Plan::weeks`].
    #[must_use]
    pub fn week_of(&self, day: DayIndex) -> Option<usize> {
        self.plan.day(day).map(|d| d.week)
    }

    /// The text of a span, between backticks, on one line and not too long.
    #[must_use]
    pub fn quote(&self, span: Span) -> String {
        let text = self.analysis.sources.slice(span).lines().next().unwrap_or("").trim();
        // Room for the name of a day behind it, which mostly follows.
        let mut quoted = String::with_capacity(text.len().min(200) + 20);
        quoted.push('`');
        match text.char_indices().nth(48) {
            Some((end, _)) => quoted.extend([text.get(..end).unwrap_or(text).trim_end(), "…"]),
            None => quoted.push_str(text),
        }
        quoted.push('`');
        quoted
    }

    /// `` `6x(1km @5k / 90s jog)` on Thursday ``
    #[must_use]
    pub fn say(&self, session: &Session) -> String {
        let mut said = self.quote(session.text);
        said.extend([" on ", self.day_name(session.day)]);
        said
    }

    /// Does a session last as long as a long run? 90 min, unless the configuration says otherwise; `long 12km` that takes
    /// an hour does not.
    #[must_use]
    pub fn is_long(&self, session: &Session) -> bool {
        is_running(session) && session.running.middle().to_min() >= self.definitions.long_minutes
    }

    /// Why a session is hard, or not: `4 x 1600 m at T, 27 min at threshold pace or faster`.
    #[must_use]
    pub fn why(&self, session: &Session) -> String {
        match &session.class.because {
            Because::Race(distance) => format!("a race of {}", self.race_distance(*distance)),
            Because::TimeTrial => "a time trial".to_owned(),
            Because::Fast { .. } => session.class.because.to_string(),
            Because::Repetitions { work } => work.to_string(),
            Because::MarathonPace(time) => format!("{time} at marathon pace"),
            Because::Moderate(time) => format!("{time} of steady running"),
            Because::Declared(_) => "declared so".to_owned(),
            Because::Easy => "easy throughout".to_owned(),
            because @ (Because::Scattered(_)
            | Because::Play(_)
            | Because::Open
            | Because::OtherRace(_)
            | Because::Heavy(_)) => because.to_string(),
            Because::OtherSport(_) => "no running".to_owned(),
        }
    }

    /// The name of a day: `Thursday`.
    #[must_use]
    pub fn day_name(&self, day: DayIndex) -> &'static str {
        let first = weekday_number(self.plan.week_starts);
        let offset = self.plan.days.first().map_or(0, |d| d.index.until(day)).rem_euclid(7);
        usize::try_from(first + offset)
            .ok()
            .and_then(|n| Weekday::ALL.get(n % 7))
            .map_or("that day", |day| day.name())
    }

    /// How a week is named in messages: `week 5`.
    #[must_use]
    pub fn week_name(&self, week: usize) -> String {
        self.plan.weeks.get(week).map_or_else(|| "that week".to_owned(), |w| format!("week {}", w.number))
    }

    /// A distance in the plan's unit.
    #[must_use]
    pub fn distance(&self, distance: Distance) -> String {
        distance.display(self.plan.units)
    }

    /// The distance of a race as people name it: `10 km`, `50 mi`.
    #[must_use]
    pub fn race_distance(&self, distance: Distance) -> String {
        match race_label(distance, self.plan.units).as_str() {
            "marathon" | "half-marathon" => self.distance(distance),
            label => label.to_owned(),
        }
    }

    /// The age of the athlete when the plan starts (or in the year of her last race, for a template).
    #[must_use]
    pub fn age(&self) -> Option<i16> {
        let born = self.plan.athlete.born?;
        let year = self
            .plan
            .first_date
            .or_else(|| self.plan.athlete.recent.iter().find_map(|race| race.date))
            .map(jiff::civil::Date::year)?;
        Some(year.saturating_sub(born))
    }

    fn day_facts(&self, day: &Day) -> DayFacts {
        let mut facts = DayFacts {
            index: day.index,
            hard: None,
            quality: None,
            moderate: None,
            long: None,
            race: None,
            runs: 0,
            distance: Distance::ZERO,
            duration: Duration::ZERO,
            known: day.state != DayState::Unread,
            without_running: false,
        };
        let mut longest = Duration::ZERO;
        for item in &day.items {
            let DayItem::Session(id) = item else { continue };
            let place = id.0 as usize;
            let Some(session) = self.plan.sessions.get(place) else { continue };
            let put = |slot: &mut Option<usize>, yes: bool| {
                if yes && slot.is_none() {
                    *slot = Some(place);
                }
            };
            put(&mut facts.hard, session.class.hard);
            put(&mut facts.quality, session.class.quality);
            put(&mut facts.moderate, session.class.moderate);
            put(&mut facts.race, session.race.is_some());
            if is_running(session) {
                facts.runs += 1;
                let duration = session.running.middle();
                facts.distance += session.distance.middle();
                facts.duration += duration;
                if session.race.is_none() && self.is_long(session) && duration >= longest {
                    longest = duration;
                    facts.long = Some(place);
                }
            }
        }
        facts.without_running = facts.known && facts.runs == 0 && facts.hard.is_none();
        facts
    }

    fn week_facts(&self, week: usize) -> WeekFacts {
        let head: Option<&Week> = self.plan.weeks.get(week);
        let days = self.days_of(week);
        let mut facts = WeekFacts {
            distance: head.map_or(Distance::ZERO, |w| w.distance.middle()),
            duration: head.map_or(Duration::ZERO, |w| w.duration.middle()),
            race_distance: Distance::ZERO,
            longest: None,
            longest_distance: Distance::ZERO,
            longest_duration: Duration::ZERO,
            runs: days.iter().map(|d| d.runs).sum(),
            quality: 0,
            race: days.iter().any(|d| d.race.is_some()),
            goal_race: false,
            complete: head.is_some_and(|w| w.written && w.complete) && days.iter().all(|d| d.known),
            recovery: head.is_some_and(|w| w.is(WeekKind::Recovery)),
            taper: head.is_some_and(|w| w.is(WeekKind::Taper)),
        };
        let goals: Vec<_> =
            self.goal_races().iter().filter_map(|race| race.session).map(|session| session.id).collect();
        for session in self.plan.sessions_of(week) {
            facts.quality += u32::from(session.class.quality);
            if session.race.is_some() {
                facts.race_distance += session.distance.middle();
                facts.goal_race |= goals.contains(&session.id);
            } else if is_running(session) {
                let distance = session.distance.middle();
                if facts.longest.is_none() || distance > facts.longest_distance {
                    facts.longest = Some(session.id.0 as usize);
                    facts.longest_distance = distance;
                    facts.longest_duration = session.running.middle();
                }
            }
        }
        facts
    }

    fn all_races(&self) -> Vec<Race<'a>> {
        let mut races: Vec<Race<'a>> = self
            .past()
            .iter()
            .filter(|p| p.race)
            .map(|p| Race {
                day: p.day,
                distance: p.distance,
                time_trial: false,
                goal: false,
                session: None,
                span: p.span,
            })
            .collect();
        races.extend(self.sessions().filter_map(|session| {
            let race = session.race.as_ref()?;
            Some(Race {
                day: session.day,
                distance: race.distance,
                time_trial: race.time_trial,
                goal: race.goal,
                session: Some(session),
                span: session.text,
            })
        }));
        races
    }

    fn all_past(&self) -> Vec<Past> {
        let mut past: Vec<Past> = self
            .plan
            .history
            .iter()
            .filter_map(|event| {
                let day = event.day.filter(|d| d.0 < 0)?;
                Some(match &event.kind {
                    PastKind::Race(race) => Past {
                        day,
                        distance: race.distance,
                        duration: race.time.unwrap_or(Duration::ZERO),
                        hard: true,
                        race: true,
                        span: event.span,
                    },
                    PastKind::Session(session) => Past {
                        day,
                        distance: session.distance,
                        duration: session.duration,
                        hard: session.hard,
                        race: false,
                        span: event.span,
                    },
                    PastKind::Break(..) => return None,
                })
            })
            .collect();
        for race in &self.plan.athlete.recent {
            let Some(day) = race.date.and_then(|date| self.plan.index_of(date)).filter(|d| d.0 < 0) else {
                continue;
            };
            if !past.iter().any(|p| p.race && p.day == day) {
                past.push(Past {
                    day,
                    distance: race.distance,
                    duration: race.time.unwrap_or(Duration::ZERO),
                    hard: true,
                    race: true,
                    span: race.span,
                });
            }
        }
        past.sort_by_key(|p| p.day);
        past
    }
}

/// A share in whole per cent, for messages.
#[must_use]
pub fn in_percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The `n`th of something, in words up to ten.
#[must_use]
pub fn ordinal(n: usize) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    n.checked_sub(1).and_then(|n| WORDS.get(n)).map_or_else(|| format!("{n}th"), |word| (*word).to_owned())
}

/// Is it running, rather than a walk or another sport?
#[must_use]
pub fn is_running(session: &Session) -> bool {
    session.parts.iter().any(Part::is_running)
}

/// 0 for Monday.
fn weekday_number(day: Weekday) -> i32 {
    match day {
        Weekday::Mon => 0,
        Weekday::Tue => 1,
        Weekday::Wed => 2,
        Weekday::Thu => 3,
        Weekday::Fri => 4,
        Weekday::Sat => 5,
        Weekday::Sun => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        assert_eq!([0, 1, 2].map(|n| count(n, "day")), ["0 days", "1 day", "2 days"]);
        assert_eq!([0, 1, 2, 10, 11].map(ordinal), ["0th", "first", "second", "tenth", "11th"]);
        assert_eq!(in_percent(0.299), "30 %");
    }
}
