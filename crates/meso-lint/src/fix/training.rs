//! What a plan asks of the runner, however it is written: a safe fix leaves it alone.

use meso_core::Analysis;
use meso_core::plan::{
    Day, DayItem, DayState, Goal, LogDay, Part, Plan, PlannedStep, RecoveryItem, Session, Week,
};
use meso_core::syntax::ast::{DayLine, DayName, Line, Statement, Weekday};
use meso_core::text::Span;
use std::collections::HashMap;
use std::fmt::{self, Write};
use std::hash::{DefaultHasher, Hasher};

/// The training of a plan, without the places where it is written.
pub(super) struct Training {
    /// Dates and paces: what holds for all days.
    whole: u64,
    goals: Vec<Entry>,
    weeks: Vec<Entry>,
    days: Vec<Entry>,
    logs: Vec<Entry>,
}

/// The goal, a week, a day, or a day of a log.
struct Entry {
    content: u64,
    /// Could all of it be read? If not it may turn out to be anything.
    known: bool,
    /// The lines that it is written on.
    places: Vec<Span>,
}

/// Where two plans differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// Everywhere: their dates or paces.
    Whole,
    /// In what is written here in the plan before.
    Before(Vec<Span>),
    /// In what is written here in the plan after.
    After(Vec<Span>),
}

impl Training {
    pub(super) fn of(analysis: &Analysis) -> Self {
        let plan = &analysis.plan;
        let lines = DayLines::of(analysis);
        let weeks = plan.weeks.iter().map(|week| Entry {
            content: hash(|to| week_facts(week, to)),
            known: week.complete || !week.written,
            places: vec![week.block],
        });
        let days = plan.days.iter().map(|day| Entry {
            content: hash(|to| day_facts(plan, day, to)),
            known: day.state != DayState::Unread,
            places: lines.of_day(plan, day),
        });
        let logs = plan.logs.iter().map(|log| Entry {
            content: hash(|to| log_facts(log, to)),
            known: log.complete,
            places: lines.of_block(log.span),
        });
        let goals = plan.goal.iter().chain(&plan.other_goals).map(|goal| Entry {
            content: hash(|to| goal_facts(goal, to)),
            known: true,
            places: vec![goal.span],
        });
        Training {
            whole: hash(|to| whole_facts(plan, to)),
            goals: goals.collect(),
            weeks: weeks.collect(),
            days: days.collect(),
            logs: logs.collect(),
        }
    }

    /// What is other in `after`, of what is known here.
    pub(super) fn differences(&self, after: &Training) -> Vec<Difference> {
        let mut found = Vec::new();
        compare(&self.goals, &after.goals, &mut found);
        // Where a week comes or goes all days after it move.
        compare(&self.weeks, &after.weeks, &mut found);
        if self.weeks.len() == after.weeks.len() {
            compare(&self.days, &after.days, &mut found);
        }
        compare(&self.logs, &after.logs, &mut found);
        if found.is_empty() && self.whole != after.whole {
            found.push(Difference::Whole);
        }
        found
    }
}

/// One by one; of lists that are not as long the first difference.
fn compare(before: &[Entry], after: &[Entry], found: &mut Vec<Difference>) {
    let other = |(before, after): &(&Entry, &Entry)| before.known && before.content != after.content;
    let mut pairs =
        before.iter().zip(after).filter(other).map(|(before, _)| Difference::Before(before.places.clone()));
    if before.len() == after.len() {
        found.extend(pairs);
        return;
    }
    let common = before.len().min(after.len());
    let longer = before.get(common).map(|entry| Difference::Before(entry.places.clone()));
    let longer = longer.or_else(|| after.get(common).map(|entry| Difference::After(entry.places.clone())));
    found.extend(pairs.next().or(longer));
}

/// The lines of the plan's own file, by block and day.
struct DayLines {
    /// Where the blocks begin, and where their last lines end.
    blocks: Vec<Span>,
    /// By block; those of any day, or of a day by its date, are of none by name.
    days: HashMap<(u32, Option<Weekday>), Vec<Span>>,
}

impl DayLines {
    fn of(analysis: &Analysis) -> Self {
        let mut found = DayLines { blocks: Vec::new(), days: HashMap::new() };
        let Some(parsed) = analysis.parsed.get(analysis.root.0 as usize) else { return found };
        for block in &parsed.blocks {
            let lines = || block.head.iter().chain(&block.body).filter_map(|line| parsed.lines.get(*line));
            let span = |line: &Line| {
                Span::new(analysis.root, line.start, line.start.saturating_add(line.syntax.len))
            };
            let Some(whole) = lines().map(span).reduce(Span::cover) else { continue };
            found.blocks.push(whole);
            let mut day = None;
            for line in lines() {
                match &line.syntax.statement {
                    Some(Statement::Day(DayLine { day: name, .. })) => {
                        day = if let DayName::Weekday(day, None) = name.node { Some(day) } else { None };
                    }
                    Some(Statement::Unread { day: Some(name), .. }) => day = Some(*name),
                    _ => {}
                }
                found.days.entry((whole.start, day)).or_default().push(span(line));
            }
        }
        found
    }

    /// The block that a place lies in; nothing in another file.
    fn of_block(&self, at: Span) -> Vec<Span> {
        let next = self.blocks.partition_point(|block| block.start <= at.start);
        let block = next.checked_sub(1).and_then(|block| self.blocks.get(block));
        block.filter(|block| block.file == at.file).copied().into_iter().collect()
    }

    fn of_day(&self, plan: &Plan, day: &Day) -> Vec<Span> {
        let Some(week) = plan.weeks.get(day.week) else { return Vec::new() };
        let Some(block) = self.of_block(week.span).first().copied() else { return Vec::new() };
        let named =
            [Some(day.weekday), None].into_iter().filter_map(|day| self.days.get(&(block.start, day)));
        named.flatten().copied().collect()
    }
}

fn whole_facts(plan: &Plan, to: &mut Hash) -> fmt::Result {
    write!(to, "{:?}", (plan.first_date, plan.units, plan.week_starts, plan.beginner))?;
    write!(to, "{:?}", plan.profile.as_ref().map(|profile| &profile.0))?;
    write!(to, "{:?}", plan.paces)
}

fn goal_facts(goal: &Goal, to: &mut Hash) -> fmt::Result {
    write!(to, "{:?}", (goal.distance, goal.race, goal.date, goal.day, goal.time, &goal.name))
}

fn week_facts(week: &Week, to: &mut Hash) -> fmt::Result {
    let kinds: Vec<_> = week.kinds.iter().map(|kind| kind.0).collect();
    let total = week.stated_total.as_ref().map(|total| total.0);
    write!(to, "{:?}", (week.number, week.written, kinds, week.phase, total))
}

fn day_facts(plan: &Plan, day: &Day, to: &mut Hash) -> fmt::Result {
    write!(to, "{:?}", (day.date, day.weekday, day.state))?;
    for item in &day.items {
        match item {
            DayItem::Rest(_) => write!(to, "rest")?,
            DayItem::Note(note, _) => write!(to, "note{note}")?,
            DayItem::Recovery(item) => recovery_facts(item, to)?,
            DayItem::Session(id) => {
                if let Some(session) = plan.session(*id) {
                    session_facts(session, to)?;
                }
            }
        }
    }
    Ok(())
}

fn recovery_facts(item: &RecoveryItem, to: &mut Hash) -> fmt::Result {
    write!(to, "{:?}", (&item.method, item.duration, item.temperature, item.when, &item.note))
}

fn session_facts(session: &Session, to: &mut Hash) -> fmt::Result {
    write!(to, "{:?}", (session.placed, session.when, session.sport, &session.note))?;
    write!(to, "{:?}", (session.distance, session.duration, &session.class, session.long, session.recovery))?;
    write!(to, "{:?}", session.alternatives.len())?;
    if let Some(race) = &session.race {
        write!(to, "{:?}", (race.distance, race.time, &race.name, race.goal, race.time_trial))?;
    }
    session.parts.iter().chain(&session.left_out).try_for_each(|part| part_facts(part, to))?;
    session.steps.iter().try_for_each(|step| step_facts(step, to))
}

fn part_facts(part: &Part, to: &mut Hash) -> fmt::Result {
    write!(
        to,
        "{:?}",
        (part.times, part.distance, part.duration, part.stated, part.intensity, part.strides)
    )?;
    write!(to, "{:?}", (part.effort, part.speed, part.speed_stated(), part.heart_rate, part.sport))?;
    write!(to, "{:?}", (&part.terrain, part.climb, &part.note, part.between))
}

fn step_facts(step: &PlannedStep, to: &mut Hash) -> fmt::Result {
    match step {
        PlannedStep::Do(part) => write!(to, "{part:?}"),
        PlannedStep::Repeat { times, body, recovery, .. } => {
            write!(to, "{times:?}(")?;
            body.iter().try_for_each(|step| step_facts(step, to))?;
            write!(to, "/")?;
            recovery.iter().try_for_each(|step| step_facts(step, to))?;
            write!(to, ")")
        }
    }
}

fn log_facts(log: &LogDay, to: &mut Hash) -> fmt::Result {
    write!(to, "{:?}{:?}", log.date, log.missed.as_ref().map(|missed| &missed.0))?;
    for done in &log.done {
        write!(to, "{:?}", (done.distance, done.duration, done.heart_rate, done.rpe, done.sport, done.when))?;
    }
    for measure in &log.measures {
        write!(to, "{:?}", (&measure.kind, measure.value, measure.after, measure.when))?;
    }
    log.recovery.iter().try_for_each(|item| recovery_facts(item, to))
}

/// Hashes what is written into it.
struct Hash(DefaultHasher);

impl Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write(text.as_bytes());
        self.0.write_u8(0xff);
        Ok(())
    }
}

fn hash(facts: impl FnOnce(&mut Hash) -> fmt::Result) -> u64 {
    let mut to = Hash(DefaultHasher::new());
    // Writing into a hash cannot fail.
    let _ = facts(&mut to);
    to.0.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;
    use meso_core::load::NoFiles;
    use meso_core::text::{SourceText, Sources};

    fn differences(before: &str, after: &str) -> usize {
        let training = |body: &str| {
            let (sources, root) = Sources::with(SourceText::new("plan.meso", body));
            Training::of(&crate::check(sources, root, &NoFiles, &Config::default()).analysis)
        };
        training(before).differences(&training(after)).len()
    }

    #[test]
    fn the_spelling_is_no_difference() {
        let before =
            "plan \"P\"\nweek 1\n  monday 6×800 m @5k / 90s jog “steady”; sauna 20 min\n  tue 8km e\n";
        let after = "plan \"P\"\n\nweek 1\n  mon 6x800m @5k / 90s jog \"steady\"; sauna 20min\n  tue 8km E\n";
        assert_eq!(differences(before, after), 0);
    }

    #[test]
    fn another_step_is_a_difference_unless_the_day_was_not_known() {
        let week = |item: &str| format!("week 1\n  mon {item}\n  tue 8km E\n");
        for other in ["9km E", "8km M", "8km E; 2km E", "rest", "pm 8km E", "8km bike", "4x(2km E / 60s jog)"]
        {
            assert_eq!(differences(&week("8km E"), &week(other)), 1, "{other}");
        }
        assert_eq!(differences(&week("8km E; )"), &week("9km E")), 0);
        assert_eq!(differences(&week("8km E"), &format!("plan \"P\"\n  units mi\n{}", week("8km E"))), 1);
        assert_eq!(differences("log 2027-01-04\n  rhr 48bpm\n", "log 2027-01-04\n  rhr 49bpm\n"), 1);
    }
}
