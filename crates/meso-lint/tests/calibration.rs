//! The rules are worth listening to: sane plans are silent, and each known way to spoil one is found.
//!
//! Plans are made up, in the manner of several schools: three to six runs a week, km and mi, by distance and by time, with
//! a long run on Saturday or Sunday, cutbacks every third or fourth week, tune-up races, work inside of long runs.
#![allow(clippy::unwrap_used)] // helpers of tests

use meso_core::diagnostic::Severity;
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::Config;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const PLANS: u64 = 96;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Day {
    Rest,
    Cross,
    Easy(f64),
    Recovery,
    Long(f64),
    LongWithPace(f64),
    Pace(f64),
    Hard(usize),
    Race(f64),
    Goal,
}

use Day::{Cross, Easy, Goal, Hard, Long, LongWithPace, Pace, Race, Recovery, Rest};

#[derive(Clone, Debug)]
struct Plan {
    goal: &'static str,
    goal_km: f64,
    miles: bool,
    athlete: bool,
    weeks: Vec<[Day; 7]>,
}

/// A small generator of numbers; the same seed gives the same plans on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

#[test]
fn sane_plans_are_silent() {
    let mut noisy = Vec::new();
    for seed in 0..PLANS {
        let plan = sane(seed);
        let found = findings(&plan);
        if !found.is_empty() {
            noisy.push(format!("{seed}: {}\n{}", found.join(", "), write(&plan)));
        }
    }
    assert!(noisy.is_empty(), "{} of {PLANS} plans\n{}", noisy.len(), noisy[0]);
}

#[test]
fn spoilt_plans_are_found() {
    type Spoil = fn(&Plan, &mut Dice) -> Option<Plan>;
    let ways: [(&str, &str, Spoil); 9] = [
        ("adjacent hard", "hard-day-back-to-back", adjacent_hard),
        ("hard after long", "hard-day-after-long-run", hard_after_long),
        ("no rest", "rest-day-missing", no_rest),
        ("volume", "weekly-volume-jump", volume),
        ("long jump", "long-run-jump", long_jump),
        ("no cutback", "recovery-week-missing", no_cutback),
        ("no taper", "taper-missing", no_taper),
        ("hard after race", "race-recovery-too-short", hard_after_race),
        ("late hard", "hard-session-too-close-to-race", late_hard),
    ];
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut missed: BTreeMap<&str, String> = BTreeMap::new();
    for seed in 0..PLANS {
        let plan = sane(seed);
        for (way, rule, spoil) in ways {
            let Some(spoilt) = spoil(&plan, &mut Dice(seed)) else { continue };
            let caught = findings(&spoilt).iter().any(|found| found == rule);
            let count = counts.entry(way).or_default();
            count.0 += 1;
            count.1 += u32::from(caught);
            if !caught {
                missed.insert(way, write(&spoilt));
            }
        }
    }
    for (way, (fits, caught)) in &counts {
        assert!(*fits > 10, "{way} fits {fits} plans only");
        let share = f64::from(*caught) / f64::from(*fits);
        assert!(share >= 0.95, "{way}: {caught} of {fits}\n{}", missed[way]);
    }
    assert_eq!(counts.len(), 9);
}

/// The names of what is found at warning and above.
fn findings(plan: &Plan) -> Vec<String> {
    let (sources, root) = Sources::with(SourceText::new("plan.meso", write(plan)));
    meso_lint::check(sources, root, &NoFiles, &Config::default())
        .diagnostics
        .iter()
        .filter(|d| d.severity >= Severity::Warning)
        .map(|d| d.code.name.to_owned())
        .collect()
}

/// A plan that a coach would sign.
fn sane(seed: u64) -> Plan {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1);
    let (goal, goal_km, longest) = dice.pick(&[
        ("5km", 5.0, 14.0),
        ("10km", 10.0, 18.0),
        ("half-marathon", 21.0975, 22.0),
        ("marathon", 42.195, 32.0),
    ]);
    let runs = 3 + dice.roll(4);
    let length = if goal_km > 40.0 { 14 + dice.roll(5) } else { 9 + dice.roll(6) };
    let every = 3 + dice.roll(2);
    let taper = if goal_km > 20.0 { 2 } else { 1 };
    let sunday = dice.roll(3) > 0;
    let share = [0.0, 0.0, 0.0, 0.46, 0.40, 0.36, 0.30][runs];
    let tune_up = dice.roll(2) == 0 && length > 9;
    let pace_before = dice.roll(3) == 0;
    let offset = dice.roll(9);
    let mut weeks = Vec::new();
    for n in 0..length {
        let left = length - 1 - n;
        let cut = (n + 1) % every == 0 && left >= taper;
        let progress = ((n + 1) as f64 / (length - taper) as f64).min(1.0);
        let mut long = longest * (0.55 + 0.45 * progress);
        let mut scale = 1.0;
        if cut {
            scale = 0.65;
        } else if left < taper {
            scale = if left == 0 { 0.45 } else { 0.62 };
        }
        long *= scale;
        let volume = long / share;
        weeks.push(week(
            &mut dice,
            runs,
            long.round(),
            volume,
            sunday,
            pace_before && !cut,
            n + offset,
            left == 0,
        ));
    }
    let mut plan = Plan { goal, goal_km, miles: dice.roll(2) == 0, athlete: dice.roll(3) == 0, weeks };
    let last = plan.weeks.len() - 1;
    plan.weeks[last][6] = Goal;
    plan.weeks[last][5] = if dice.roll(2) == 0 { Rest } else { Easy(4.0) };
    plan.weeks[last][4] = Rest;
    if tune_up {
        let at = every * 2 - 1;
        plan.weeks[at][6] = Race(if goal_km > 20.0 { 10.0 } else { 5.0 });
        plan.weeks[at][5] = Rest;
        let next = &mut plan.weeks[at + 1];
        next[0] = Rest;
        for day in &mut next[1..4] {
            if matches!(day, Hard(_) | Pace(_)) {
                *day = Easy(8.0);
            }
        }
    }
    plan
}

#[allow(clippy::too_many_arguments)]
fn week(
    dice: &mut Dice,
    runs: usize,
    long: f64,
    volume: f64,
    sunday: bool,
    pace: bool,
    kind: usize,
    race: bool,
) -> [Day; 7] {
    let mut days = [Rest; 7];
    let long_day = if sunday { 6 } else { 5 };
    days[long_day] = if long > 24.0 && dice.roll(3) == 0 { LongWithPace(long) } else { Long(long) };
    let others: &[usize] = match (runs, sunday) {
        (3, _) => &[1, 3],
        (4, true) => &[1, 3, 5],
        (4, false) => &[1, 2, 3],
        (5, true) => &[1, 2, 3, 5],
        (5, false) => &[1, 2, 3, 6],
        (_, true) => &[1, 2, 3, 4, 5],
        (_, false) => &[0, 1, 2, 3, 6],
    };
    let rest = (volume - long).max(8.0);
    let each = (rest / others.len() as f64).clamp(3.0, long.max(4.0) * 0.8).round();
    for (n, day) in others.iter().enumerate() {
        days[*day] = if *day == 1 {
            Hard(kind)
        } else if *day == 5 && pace && !race && each >= 5.0 {
            Pace(each)
        } else if n == 2 && runs > 4 {
            Recovery
        } else {
            Easy(each)
        };
    }
    if runs < 6 {
        days[0] = if dice.roll(2) == 0 { Rest } else { Cross };
    }
    if runs == 6 && sunday {
        days[4] = Easy(each.min(6.0));
    }
    days
}

fn write(plan: &Plan) -> String {
    let mut text =
        format!("plan \"Made up\"\n  goal {}\n  units {}\n", plan.goal, if plan.miles { "mi" } else { "km" });
    if plan.athlete {
        text.push_str("athlete\n  recent 10km in 46:00\n");
    }
    for (n, week) in plan.weeks.iter().enumerate() {
        let _ = writeln!(text, "week {}", n + 1);
        for (name, day) in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().zip(week) {
            let _ = writeln!(text, "  {name} {}", item(plan, *day));
        }
    }
    text
}

fn item(plan: &Plan, day: Day) -> String {
    let far = |km: f64| if plan.miles { format!("{:.1}mi", km / 1.609) } else { format!("{km:.0}km") };
    match day {
        Rest => "rest".to_owned(),
        Cross => "rest or cross".to_owned(),
        Easy(km) => format!("{} E", far(km)),
        Recovery => "35min recovery".to_owned(),
        Long(km) => format!("long {} E", far(km)),
        LongWithPace(km) => format!("{} E with {} @M", far(km), far(6.0)),
        Pace(km) => format!("{} E + {} @M", far(1.0), far(km - 1.0)),
        Hard(kind) => match kind % 9 {
            0 => format!("{} E + 5x(800m @5k / 400m jog) + {} E", far(2.0), far(1.0)),
            1 => format!("{} E with 20min T", far(8.0)),
            2 => format!("{} warmup + 6x(60s hill / 90s jog) + {} cooldown", far(2.0), far(2.0)),
            3 => "15min E + 3x(8min T / 2min jog) + 10min E".to_owned(),
            4 => format!("{} E + [1200 800 400]m @5k / 300m jog + {} E", far(2.0), far(2.0)),
            5 => format!("{} E + 8x(400m @5k / 90s jog) + {} E", far(2.0), far(2.0)),
            6 => format!("{} E with 5x(3min @10k / 90s jog)", far(8.0)),
            7 => "10min E + 10x(1min hard / 1min easy) + 10min E".to_owned(),
            _ => format!("{} E + {} tempo + {} E", far(2.0), far(4.0), far(2.0)),
        },
        Race(km) => format!("race {km:.0}km"),
        Goal => format!("race {}", plan.goal),
    }
}

fn is_hard(day: Day) -> bool {
    matches!(day, Hard(_) | Race(_) | Goal)
}

fn size(day: Day) -> f64 {
    match day {
        Easy(km) | Long(km) | LongWithPace(km) | Pace(km) => km,
        Hard(_) => 9.0,
        Recovery => 6.0,
        _ => 0.0,
    }
}

fn total(week: &[Day; 7]) -> f64 {
    week.iter().copied().map(size).sum()
}

/// A week in the middle of the plan.
fn middle(plan: &Plan, dice: &mut Dice) -> usize {
    2 + dice.roll(plan.weeks.len() - 4)
}

fn adjacent_hard(plan: &Plan, dice: &mut Dice) -> Option<Plan> {
    let mut plan = plan.clone();
    let week = middle(&plan, dice);
    let day = (0..6).find(|d| is_hard(plan.weeks[week][*d]) && !is_hard(plan.weeks[week][d + 1]))?;
    plan.weeks[week][day + 1] = Hard(dice.roll(9));
    Some(plan)
}

fn hard_after_long(plan: &Plan, dice: &mut Dice) -> Option<Plan> {
    let mut plan = plan.clone();
    let week = middle(&plan, dice);
    let day = (0..7).find(|d| matches!(plan.weeks[week][*d], Long(km) | LongWithPace(km) if km >= 16.5))?;
    let (week, day) = if day == 6 { (week + 1, 0) } else { (week, day + 1) };
    plan.weeks[week][day] = Hard(dice.roll(9));
    Some(plan)
}

fn no_rest(plan: &Plan, dice: &mut Dice) -> Option<Plan> {
    let mut plan = plan.clone();
    let week = middle(&plan, dice);
    for day in &mut plan.weeks[week] {
        if matches!(day, Rest | Cross | Recovery) || size(*day) < 8.0 && !is_hard(*day) {
            *day = Easy(9.0);
        }
    }
    Some(plan)
}

fn volume(plan: &Plan, dice: &mut Dice) -> Option<Plan> {
    let mut plan = plan.clone();
    let week = 3 + dice.roll(plan.weeks.len() - 5);
    let start = week.saturating_sub(6);
    let best = plan.weeks[start..week].iter().map(total).fold(0.0, f64::max);
    let missing = (best * 1.5).max(best + 8.0) - total(&plan.weeks[week]);
    let runs = plan.weeks[week].iter().filter(|d| matches!(d, Easy(_) | Recovery | Rest | Cross)).count();
    for day in &mut plan.weeks[week] {
        if matches!(day, Easy(_) | Recovery | Rest | Cross) {
            *day = Easy(size(*day) + missing / runs as f64);
        }
    }
    Some(plan)
}

fn long_jump(plan: &Plan, dice: &mut Dice) -> Option<Plan> {
    let mut plan = plan.clone();
    let week = 3 + dice.roll(plan.weeks.len() - 5);
    let longest =
        plan.weeks[week.saturating_sub(5)..week].iter().flatten().copied().map(size).fold(0.0, f64::max);
    if plan.weeks[week.saturating_sub(5)..week].iter().flatten().any(|d| matches!(d, Race(_))) {
        return None;
    }
    let day = (0..7).find(|d| matches!(plan.weeks[week][*d], Long(_) | LongWithPace(_)))?;
    plan.weeks[week][day] = Long((longest * 1.45).max(longest + 3.5));
    Some(plan)
}

fn no_cutback(plan: &Plan, _dice: &mut Dice) -> Option<Plan> {
    let mut plan = plan.clone();
    let taper = if plan.goal_km > 20.0 { 2 } else { 1 };
    let last = plan.weeks.len() - taper;
    if last < 8 || plan.weeks.iter().map(total).fold(0.0, f64::max) < 34.0 {
        return None;
    }
    for week in 1..last {
        let longest = |w: &[Day; 7]| w.iter().copied().map(size).fold(0.0, f64::max);
        if total(&plan.weeks[week]) < total(&plan.weeks[week - 1]) * 0.95
            || longest(&plan.weeks[week]) < longest(&plan.weeks[week - 1]) * 0.9
        {
            plan.weeks[week] = plan.weeks[week - 1];
        }
    }
    Some(plan)
}

fn no_taper(plan: &Plan, _dice: &mut Dice) -> Option<Plan> {
    let mut plan = plan.clone();
    let last = plan.weeks.len() - 1;
    let big = plan.weeks[..last].iter().copied().max_by(|a, b| total(a).total_cmp(&total(b)))?;
    plan.weeks[last - 1] = big;
    plan.weeks[last] = big;
    // The week has to be that big without its last day, which is the race.
    let lost = size(big[6]);
    plan.weeks[last][6] = Goal;
    let mut rest = lost;
    for day in &mut plan.weeks[last][..4] {
        if let Easy(km) = day {
            *km += rest;
            rest = 0.0;
        }
    }
    if rest > 0.0 {
        plan.weeks[last][0] = Easy(rest);
    }
    Some(plan)
}

fn hard_after_race(plan: &Plan, dice: &mut Dice) -> Option<Plan> {
    let mut plan = plan.clone();
    let week = plan.weeks.iter().position(|w| matches!(w[6], Race(_)))?;
    plan.weeks[week + 1][0] = Hard(dice.roll(9));
    Some(plan)
}

fn late_hard(plan: &Plan, dice: &mut Dice) -> Option<Plan> {
    let mut plan = plan.clone();
    let last = plan.weeks.len() - 1;
    plan.weeks[last][4 + dice.roll(2)] = Hard(dice.roll(9));
    Some(plan)
}
