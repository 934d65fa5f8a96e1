//! `any` sessions: their days are free, so they get the ones that suit them best.

use super::weeks::{DayDraft, WeekDraft};
use crate::plan::{DayItem, Session};

/// What a day asks of the body.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Stress {
    None,
    Easy,
    Long,
    Hard,
}

/// What the days around a week ask, so that the weeks fit together.
struct Week {
    /// The last two days before, the seven, the first two after.
    days: [Stress; 11],
    /// The week after is free too: it is taken to begin like this one.
    open_end: bool,
}

/// Gives every `any` line a day of its week; returns how many. `goal` is the week and day of the goal race.
///
/// Free days come first, and among them the choice with the fewest hard days in a row, then hard days after long
/// runs, then running days in a row. Of equal choices the earliest is taken, and the order of the lines is kept unless
/// another one is better.
pub(crate) fn place(weeks: &mut [WeekDraft], sessions: &mut [Session], goal: Option<(usize, usize)>) -> u32 {
    let mut placed = 0;
    for week in 0..weeks.len() {
        if weeks[week].any.is_empty() {
            continue;
        }
        let around = around(weeks, week, sessions);
        let goal_day = goal.filter(|(w, _)| *w == week).map(|(_, d)| d);
        let mut lines = std::mem::take(&mut weeks[week].any);
        let draft = &mut weeks[week];
        if let Some(day) = goal_day
            && draft.days[day].items.is_empty()
            && let Some(race) =
                lines.iter().position(|line| line.sessions(sessions).any(|s| s.race.is_some()))
        {
            let line = lines.remove(race);
            placed += 1;
            put(&mut draft.days[day], line, sessions);
        }
        let free: Vec<usize> = (0..7).filter(|d| is_free(&draft.days[*d])).collect();
        let extra = lines.split_off(lines.len().min(free.len()));
        let wanted: Vec<Stress> = lines.iter().map(|line| stress_of(line, sessions)).collect();
        let days = best(&around, &free, &wanted);
        for (line, day) in lines.into_iter().zip(days) {
            placed += 1;
            put(&mut draft.days[day], line, sessions);
        }
        // More sessions than free days: where the day asks least so far.
        if extra.is_empty() {
            continue;
        }
        let mut stress: Vec<u8> = draft.days.iter().map(|day| stress_of(day, sessions) as u8).collect();
        for line in extra {
            let load = |d: &usize| (stress[*d], draft.days[*d].items.len() + draft.days[*d].allows.len());
            let day = (0..7).min_by_key(load).unwrap_or(6);
            placed += 1;
            stress[day] = stress[day].max(stress_of(&line, sessions) as u8);
            if line.unread {
                stress[day] = stress[day].max(Stress::Easy as u8);
            }
            put(&mut draft.days[day], line, sessions);
        }
    }
    placed
}

fn put(day: &mut DayDraft, line: DayDraft, sessions: &mut [Session]) {
    day.span = day.span.or(line.span);
    day.unread |= line.unread;
    day.written = true;
    for item in &line.items {
        if let DayItem::Session(id) = item
            && let Some(session) = sessions.get_mut(id.0 as usize)
        {
            session.placed = true;
        }
    }
    day.items.extend(line.items);
    day.allows.extend(line.allows);
}

fn is_free(day: &DayDraft) -> bool {
    day.items.is_empty() && !day.written && !day.unread
}

fn stress_of(day: &DayDraft, sessions: &[Session]) -> Stress {
    let mut stress = if day.unread { Stress::Easy } else { Stress::None };
    for s in day.sessions(sessions) {
        let own = if s.is_hard() {
            Stress::Hard
        } else if s.long {
            Stress::Long
        } else if s.is_run() {
            Stress::Easy
        } else {
            Stress::None
        };
        if own as u8 > stress as u8 {
            stress = own;
        }
    }
    stress
}

fn around(weeks: &[WeekDraft], week: usize, sessions: &[Session]) -> Week {
    let mut days = [Stress::None; 11];
    for (i, stress) in days.iter_mut().enumerate() {
        let day = 7 * week + i;
        let Some(day) = day.checked_sub(2) else { continue };
        if let Some(w) = weeks.get(day / 7) {
            *stress = stress_of(&w.days[day % 7], sessions);
        }
    }
    Week { days, open_end: weeks.get(week + 1).is_some_and(|w| !w.any.is_empty()) }
}

/// The best days for these sessions, one each.
fn best(around: &Week, free: &[usize], wanted: &[Stress]) -> Vec<usize> {
    let k = wanted.len();
    if k == 0 {
        return Vec::new();
    }
    let mut best: Option<(f64, Vec<usize>)> = None;
    // Every choice of k of at most seven free days, in order.
    for mask in 0u32..1 << free.len() {
        if mask.count_ones() as usize != k {
            continue;
        }
        let days: Vec<usize> =
            free.iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0).map(|(_, d)| *d).collect();
        let days = swapped(around, days, wanted);
        let cost = cost(around, &days, wanted);
        let better =
            best.as_ref().is_none_or(|(c, d)| cost < c - 1e-9 || ((cost - c).abs() <= 1e-9 && days < *d));
        if better {
            best = Some((cost, days));
        }
    }
    best.map_or_else(Vec::new, |(_, days)| days)
}

/// Swaps the days of two sessions as long as that helps.
fn swapped(around: &Week, mut days: Vec<usize>, wanted: &[Stress]) -> Vec<usize> {
    if wanted.iter().all(|s| *s == wanted[0]) {
        return days;
    }
    for _ in 0..wanted.len() {
        let now = cost(around, &days, wanted);
        let mut step: Option<(f64, usize, usize)> = None;
        for i in 0..days.len() {
            for j in i + 1..days.len() {
                days.swap(i, j);
                let c = cost(around, &days, wanted);
                days.swap(i, j);
                if c < step.map_or(now, |s| s.0) - 1e-9 {
                    step = Some((c, i, j));
                }
            }
        }
        match step {
            Some((_, i, j)) => days.swap(i, j),
            None => break,
        }
    }
    days
}

fn cost(around: &Week, days: &[usize], wanted: &[Stress]) -> f64 {
    let mut all = around.days;
    for (day, stress) in days.iter().zip(wanted) {
        all[day + 2] = *stress;
    }
    if around.open_end {
        all[9] = all[2];
        all[10] = all[3];
    }
    let mut sum = 0.0;
    for (i, pair) in all.windows(2).enumerate() {
        sum += match (pair[0], pair[1]) {
            (Stress::Hard, Stress::Hard) => 100.0,
            (Stress::Long, Stress::Hard) => 60.0,
            (Stress::Hard, Stress::Long) | (Stress::Long, Stress::Long) => 20.0,
            (Stress::None, _) | (_, Stress::None) => 0.0,
            _ => 3.0,
        };
        if let Some(third) = all.get(i + 2) {
            sum += match (pair[0], *third) {
                (Stress::Hard, Stress::Hard) => 5.0,
                (Stress::None, _) | (_, Stress::None) => 0.0,
                _ => 0.5,
            };
        }
    }
    // Long runs go to the end of the week where all else is equal.
    for (day, stress) in days.iter().zip(wanted) {
        if *stress == Stress::Long {
            #[allow(clippy::cast_precision_loss)]
            let early = 6.0 - *day as f64;
            sum += 0.01 * early;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(wanted: &[Stress]) -> Vec<usize> {
        best(&Week { days: [Stress::None; 11], open_end: true }, &[0, 1, 2, 3, 4, 5, 6], wanted)
    }

    #[test]
    fn three_easy_runs_have_a_day_between() {
        assert_eq!(days(&[Stress::Easy; 3]), [0, 2, 4]);
    }

    #[test]
    fn hard_days_never_meet_when_there_is_room() {
        use Stress::{Easy, Hard, Long};
        let d = days(&[Hard, Hard, Long, Easy, Easy, Easy]);
        let mut week = [Stress::None; 7];
        for (day, s) in d.iter().zip([Hard, Hard, Long, Easy, Easy, Easy]) {
            week[*day] = s;
        }
        for pair in week.windows(2) {
            assert!(!(pair[0] == Hard && pair[1] == Hard), "{week:?}");
            assert!(!(pair[0] == Long && pair[1] == Hard), "{week:?}");
        }
    }
}
