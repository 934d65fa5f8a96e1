//! Changes as a runner says them: what both formats for people share.

use super::Pair;
use meso_analysis::compare::{Activity, Change, Place, SessionChange, WeekFigures};
use meso_core::units::{Distance, DistanceUnit, Duration};

/// A line of a table: what, before, after, and by how much.
pub(super) struct Row {
    pub(super) what: &'static str,
    pub(super) old: String,
    pub(super) new: String,
    /// Empty where nothing changed.
    pub(super) change: String,
}

/// The plans in figures.
pub(super) fn totals(pair: &Pair<'_>) -> Vec<Row> {
    let unit = pair.comparison.units;
    let totals = &pair.comparison.totals;
    let distance = |what, of: Change<Distance>| Row {
        what,
        old: of.old.display(unit),
        new: of.new.display(unit),
        change: distance_change(&of, unit),
    };
    let time = |what, of: Change<Duration>| Row {
        what,
        old: length(of.old),
        new: length(of.new),
        change: duration_change(&of),
    };
    let count = |what, of: Change<i64>| Row {
        what,
        old: of.old.to_string(),
        new: of.new.to_string(),
        change: if of.is_none() { String::new() } else { format!("{:+}", of.new - of.old) },
    };
    let mut rows = vec![
        count("weeks", totals.map(|t| i64::try_from(t.weeks).unwrap_or(i64::MAX))),
        distance("distance", totals.map(|t| t.distance)),
        time("time", totals.map(|t| t.duration)),
        distance("biggest week", totals.map(|t| t.peak_distance)),
        count("hard days", totals.map(|t| i64::from(t.hard_days))),
        distance("longest run", totals.map(|t| t.longest_distance)),
        time("longest run takes", totals.map(|t| t.longest_duration)),
        load("load", &totals.map(|t| t.load)),
    ];
    if totals.old.race.is_some() || totals.new.race.is_some() {
        for (what, figure) in [("fitness at the race", 0), ("form at the race", 1)] {
            let of = totals.map(|t| t.race.map(|race| if figure == 0 { race.ctl } else { race.tsb }));
            let say = |x: Option<f64>| x.map_or_else(|| "–".to_owned(), |x| whole(x, figure == 1));
            let (old, new) = (say(of.old), say(of.new));
            let change = match (of.old, of.new) {
                (Some(old), Some(new)) => difference(old, new),
                _ => String::new(),
            };
            rows.push(Row { what, old, new, change });
        }
    }
    // A plan by time alone has no distances to tell, and the other way round.
    let nothing = ["0 km", "0 mi", "0 s"];
    rows.retain(|row| !(nothing.contains(&&*row.old) && nothing.contains(&&*row.new)));
    rows
}

fn load(what: &'static str, of: &Change<f64>) -> Row {
    Row { what, old: whole(of.old, false), new: whole(of.new, false), change: share(of.old, of.new) }
}

/// A week's figures: name, before, after, and by how much; those that there are on neither side are left out.
pub(super) fn week(pair: &Pair<'_>, week: &Change<Option<WeekFigures>>) -> Vec<Row> {
    let unit = pair.comparison.units;
    let say =
        |what, of: &dyn Fn(&WeekFigures) -> String, change: &dyn Fn(&WeekFigures, &WeekFigures) -> String| {
            let said = week.map(|figures| figures.as_ref().map(of).unwrap_or_default());
            let change = match (&week.old, &week.new) {
                (Some(old), Some(new)) if said.old != said.new => change(old, new),
                _ => String::new(),
            };
            Row { what, old: said.old, new: said.new, change }
        };
    let none = |_: &WeekFigures, _: &WeekFigures| String::new();
    vec![
        say("distance", &|w| w.distance.display(unit), &|a, b| share(a.distance.to_m(), b.distance.to_m())),
        say("time", &|w| length(w.duration), &none),
        say("hard days", &|w| w.hard_days.to_string(), &none),
        say(
            "longest run",
            &|w| {
                if w.longest_distance.is_zero() {
                    length(w.longest_duration)
                } else {
                    w.longest_distance.display(unit)
                }
            },
            &none,
        ),
        say("load", &|w| whole(w.load, false), &|a, b| share(a.load, b.load)),
    ]
}

/// `week 3, 18 Jan`, with its kinds where they changed.
pub(super) fn week_name(week: &Change<Option<WeekFigures>>) -> String {
    let Some(shown) = week.new.as_ref().or(week.old.as_ref()) else { return String::new() };
    let mut name = match (&week.old, &week.new) {
        (Some(old), Some(new)) if old.number != new.number => format!("week {} → {}", old.number, new.number),
        _ => format!("week {}", shown.number),
    };
    if let Some(first) = shown.first {
        name.push_str(&first.strftime(", %-d %b").to_string());
    }
    match (&week.old, &week.new) {
        (Some(old), Some(new)) if old.kinds != new.kinds => {
            let kinds = |week: &WeekFigures| {
                let kinds: Vec<String> = week.kinds.iter().map(ToString::to_string).collect();
                if kinds.is_empty() { "plain".to_owned() } else { kinds.join(" ") }
            };
            name.push_str(&format!(", {} → {}", kinds(old), kinds(new)));
        }
        _ => {}
    }
    let complete = |week: &Option<WeekFigures>| week.as_ref().is_none_or(|week| week.complete);
    if !complete(&week.old) || !complete(&week.new) {
        name.push_str(" (not all of it could be read)");
    }
    name
}

/// `Thu 12 Mar`, or `week 3 thu` of a template.
pub(super) fn day(place: &Place) -> String {
    match place.date {
        Some(date) => date.strftime("%a %-d %b").to_string(),
        None => format!("week {} {}", place.week, place.weekday),
    }
}

/// What an activity comes to: `8 km, 45 min, hard`.
pub(super) fn facts(activity: &Activity, unit: DistanceUnit) -> String {
    let facts = [
        (!activity.distance.is_zero()).then(|| activity.distance.display(unit)),
        (!activity.duration.is_zero()).then(|| length(activity.duration)),
        activity.hard.then(|| "hard".to_owned()),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The day under which a change is listed, and the sign before it.
pub(super) fn heading(change: &SessionChange) -> (String, char) {
    match change {
        SessionChange::Added { at, .. } => (day(at), '+'),
        SessionChange::Removed { at, .. } => (day(at), '-'),
        SessionChange::Moved { at, .. } => (day(&at.new), '>'),
        SessionChange::Changed { at, .. } => (day(at), '~'),
    }
}

/// Which lines could not be read, in one sentence a version.
pub(super) fn unread(pair: &Pair<'_>) -> Vec<String> {
    let lists = [&pair.comparison.unread.old, &pair.comparison.unread.new];
    let lists = lists.into_iter().zip(pair.names).filter(|(lines, _)| !lines.is_empty());
    lists
        .map(|(lines, name)| {
            let shown: Vec<String> = lines.iter().take(5).map(ToString::to_string).collect();
            let more = if lines.len() > shown.len() { ", …" } else { "" };
            let word = if lines.len() == 1 { "line" } else { "lines" };
            format!("not all of `{name}` could be read: {word} {}{more}", shown.join(", "))
        })
        .collect()
}

/// A time of a day or a plan: `45 min`, `7 h 20`.
fn length(time: Duration) -> String {
    time.to_string()
}

fn distance_change(of: &Change<Distance>, unit: DistanceUnit) -> String {
    let difference = of.new - of.old;
    if difference.display(unit) == Distance::ZERO.display(unit) {
        return String::new();
    }
    let sign = if of.new > of.old { "+" } else { "-" };
    let size = if of.new > of.old { difference } else { of.old - of.new };
    let share = share(of.old.to_m(), of.new.to_m());
    let share = if share.is_empty() { share } else { format!(" ({share})") };
    format!("{sign}{}{share}", size.display(unit))
}

fn duration_change(of: &Change<Duration>) -> String {
    if length(of.old) == length(of.new) {
        return String::new();
    }
    let (sign, size) = if of.new > of.old { ("+", of.new - of.old) } else { ("-", of.old - of.new) };
    format!("{sign}{}", length(size))
}

/// `+12 %`; empty where it is less than half a per cent, or there was nothing before.
fn share(old: f64, new: f64) -> String {
    let percent = (new - old) / old * 100.0;
    if !percent.is_finite() || percent.abs() < 0.5 { String::new() } else { format!("{percent:+.0} %") }
}

fn difference(old: f64, new: f64) -> String {
    let rounded = new.round() - old.round();
    if rounded == 0.0 { String::new() } else { format!("{rounded:+.0}") }
}

/// Without decimals, and never `-0`.
fn whole(x: f64, sign: bool) -> String {
    let x = if x.round() == 0.0 { 0.0 } else { x };
    if sign { format!("{x:+.0}") } else { format!("{x:.0}") }
}
