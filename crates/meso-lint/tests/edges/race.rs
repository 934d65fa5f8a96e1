//! Taper, race, and what follows a race.

use crate::{Case, ERROR, HARD, INFO, UNREAD, WARNING, days, hold, plan, weeks};

const PACE: &str = "2km E + 8km M + 2km E";

/// Something some days after a marathon on the first Sunday.
fn after(marathon: usize, item: &str) -> String {
    days(&[(6, "race marathon"), (6 + marathon, item)])
}

/// Something some days after a race on the first Sunday.
fn after_race(race: &str, since: usize, item: &str) -> String {
    days(&[(6, race), (6 + since, item)])
}

/// Something some days before a goal race on the third Sunday.
fn before(race: &str, left: usize, item: &str) -> String {
    let race_day = format!("race {race}");
    plan(&format!("  goal {race}"), &days(&[(1, "20km E"), (20 - left, item), (20, race_day.as_str())]))
}

/// Weeks of these distances, a half-marathon on the last Sunday.
fn half(km: &[f64]) -> String {
    plan("  goal half-marathon", &format!("{}  sun race half-marathon\n", weeks(km)))
}

fn towards(race: &str, km: &[f64]) -> String {
    plan(&format!("  goal {race}"), &format!("{}  sun race {race}\n", weeks(km)))
}

fn five_k(km: &[f64]) -> String {
    plan("  goal 5km", &format!("{}  sun race 5km\n", weeks(km)))
}

#[test]
fn before_a_race() {
    let goal = |time: &str| {
        plan(
            &format!(
                "  start 2027-01-04\n  goal 10km on 2027-01-10 in {time}\nathlete\n  recent 10km in 44:00 on 2026-10-04"
            ),
            "week 1\n  sun race 10km\n",
        )
    };
    let cases: Vec<Case> = vec![
        ("goal-pace-unlikely", goal("42:15"), None),
        ("goal-pace-unlikely", goal("42:14"), INFO),
        ("goal-pace-unlikely", goal("40:29"), INFO),
        ("goal-pace-unlikely", goal("40:28"), WARNING),
        (
            "goal-pace-unlikely",
            goal("41:30").replace("athlete\n", "athlete\n  recent 5km in 25:00 on 2026-11-01\n"),
            INFO,
        ),
        ("hard-session-too-close-to-race", before("10km", 1, HARD), WARNING),
        ("hard-session-too-close-to-race", before("10km", 2, HARD), WARNING),
        ("hard-session-too-close-to-race", before("10km", 3, HARD), None),
        ("hard-session-too-close-to-race", before("10km", 4, HARD), None),
        ("long-run-too-close-to-race", before("half-marathon", 1, "91min E"), WARNING),
        ("long-run-too-close-to-race", before("half-marathon", 6, "91min E"), WARNING),
        ("long-run-too-close-to-race", before("half-marathon", 6, "60min E"), None),
        ("long-run-too-close-to-race", before("half-marathon", 7, "20km E"), None),
        ("long-run-too-close-to-race", before("half-marathon", 13, "20km E"), None),
        ("long-run-too-close-to-race", before("21km", 6, "91min E"), WARNING),
        ("long-run-too-close-to-race", before("20.9km", 6, "91min E"), None),
        ("long-run-too-close-to-race", before("marathon", 13, "15.1km E"), INFO),
        ("long-run-too-close-to-race", before("marathon", 13, "14.9km E"), None),
        ("long-run-too-close-to-race", before("marathon", 13, "15km E"), INFO),
        ("long-run-too-close-to-race", before("marathon", 10, "16km E"), INFO),
        ("long-run-too-close-to-race", before("marathon", 14, "16km E"), None),
        (
            "long-run-too-close-to-race",
            plan("  goal marathon", &days(&[(1, "40km E"), (20, "race marathon; 39km E"), (21, "39km E")])),
            None,
        ),
    ];
    hold(cases);
}

#[test]
fn tapers() {
    let dated = |day: &str| {
        plan(
            &format!("  start 2027-01-04\n  goal 5km on 2027-{day}"),
            &weeks(&[50.0, 50.0, 50.0, 50.0, 50.0, 50.0]),
        )
    };
    let on = |race: &str| {
        let late = weeks(&[50.0, 50.0, 50.0, 50.0, 50.0, 50.0, 20.0, 0.0]).replace("  tue 0km E\n", race);
        plan("  goal 5km", &late)
    };
    let quality = |before: &str, within: &str| {
        let body = weeks(&[50.0, 50.0, 50.0, 50.0, 50.0, 30.0, 20.0]);
        let body = body.replacen("  tue 50km E\n", &format!("  tue 50km E\n{before}"), 5);
        plan("  goal half-marathon", &format!("{body}{within}  sun race half-marathon\n"))
    };
    let cases: Vec<Case> = vec![
        ("taper-missing", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 39.5, 40.0]), None),
        ("taper-missing", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 40.0, 40.0]), None),
        ("taper-missing", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 40.0, 40.5]), WARNING),
        ("taper-missing", half(&[50.0, 50.0, 50.0, 30.0, 30.0, 40.0, 40.5]), WARNING),
        ("taper-missing", half(&[50.0, 50.0, 20.0, 20.0, 20.0, 40.5, 20.0]), None),
        ("taper-missing", half(&[50.0, 50.0, 50.0, 50.0, 40.5, 40.5]), WARNING),
        ("taper-missing", half(&[50.0, 50.0, 50.0, 50.0, 50.0]), None),
        ("taper-missing", five_k(&[50.0, 50.0, 50.0, 50.0, 50.0, 50.0, 39.5]), None),
        ("taper-missing", five_k(&[50.0, 50.0, 50.0, 50.0, 50.0, 10.0, 40.5]), WARNING),
        ("taper-missing", five_k(&[50.0, 50.0, 50.0, 50.0, 50.0, 50.0]), WARNING),
        ("taper-missing", five_k(&[50.0, 50.0, 50.0, 50.0, 50.0]), None),
        // The week of the race may be one of the three biggest.
        ("taper-missing", five_k(&[100.0, 100.0, 10.0, 10.0, 10.0, 60.0]), None),
        ("taper-missing", dated("02-21"), WARNING),
        ("taper-missing", dated("02-22"), None),
        ("taper-missing", dated("02-15"), WARNING),
        ("taper-missing", dated("02-15").replace("week 6\n  tue 50km", "week 6\n  tue 30km"), None),
        ("taper-missing", dated("01-03"), None),
        ("taper-missing", towards("21km", &[50.0, 50.0, 50.0, 50.0, 50.0, 50.0, 38.0]), WARNING),
        ("taper-missing", towards("20.5km", &[50.0, 50.0, 50.0, 50.0, 50.0, 50.0, 38.0]), None),
        (
            "taper-missing",
            half(&[50.0, 50.0, 50.0, 50.0, 50.0, 45.0, 45.0]) + "week 8\n  tue 80km E\n",
            WARNING,
        ),
        ("taper-missing", on("  wed race 5km\n"), None),
        ("taper-missing", on("  mon 45km E\n  wed race 5km\n"), None),
        ("taper-missing", on("  mon 45km E\n  thu race 5km\n"), WARNING),
        ("taper-missing@strict", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 29.75, 29.75]), WARNING),
        ("taper-missing@strict", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 29.25, 29.25]), None),
        ("taper-too-deep", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 12.75, 12.75]), None),
        ("taper-too-deep", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 12.5, 12.5]), None),
        ("taper-too-deep", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 12.25, 12.25]), INFO),
        ("taper-not-falling", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 52.4, 20.0]), None),
        ("taper-not-falling", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 52.6, 20.0]), INFO),
        ("taper-not-falling", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 20.0, 21.0]), None),
        ("taper-not-falling", half(&[50.0, 50.0, 50.0, 50.0, 50.0, 20.0, 21.2]), INFO),
        ("taper-too-long", half(&[50.0, 30.0, 45.1, 30.0, 30.0, 20.0, 20.0]), None),
        ("taper-too-long", half(&[50.0, 30.0, 44.9, 30.0, 30.0, 20.0, 20.0]), INFO),
        ("taper-too-long", half(&[30.0, 50.0, 30.0, 30.0, 30.0, 20.0, 20.0]), INFO),
        ("taper-too-long", half(&[30.0, 30.0, 50.0, 30.0, 30.0, 20.0, 20.0]), None),
        ("taper-no-intensity", quality("  thu 2km E + 6x(800m @I / 2min jog) + 2km E\n", ""), INFO),
        (
            "taper-no-intensity",
            quality("  thu 2km E + 6x(800m @I / 2min jog) + 2km E\n", "  thu 2km E + 3km M\n"),
            None,
        ),
        (
            "taper-no-intensity",
            quality("  thu 2km E + 6x(800m @I / 2min jog) + 2km E\n", "")
                .replace("week 6\n", "week 6\n  mon 2km E + 6x(800m @I / 2min jog) + 2km E\n"),
            None,
        ),
        ("taper-too-long", half(&[50.0, 30.0, 45.0, 30.0, 30.0, 20.0, 20.0]), None),
        ("taper-too-long", half(&[50.0, 30.0, 30.0, 30.0, 30.0, 20.0, 50.0]), None),
        ("taper-too-long", half(&[50.0, 30.0, 30.0, 30.0, 30.0, 20.0, 20.0]) + UNREAD, None),
        ("taper-no-intensity", quality("", ""), None),
        ("taper-no-intensity", quality("  sat race 5km\n", ""), None),
    ];
    hold(cases);
}

#[test]
fn after_a_marathon() {
    let peak = |stated: &str, before: &str, since: usize, run: &str| {
        plan(stated, &days(&[(1, before), (13, "race marathon"), (13 + since, run)]))
    };
    let cases: Vec<Case> = vec![
        ("marathon-hard-too-soon", after(20, HARD), ERROR),
        ("marathon-hard-too-soon", after(21, HARD), WARNING),
        ("marathon-hard-too-soon", after(27, HARD), WARNING),
        ("marathon-hard-too-soon", after(28, HARD), INFO),
        ("marathon-hard-too-soon", after(41, HARD), INFO),
        ("marathon-hard-too-soon", after(42, HARD), None),
        ("marathon-run-too-soon", after(1, "5km E"), WARNING),
        ("marathon-run-too-soon", after(2, "5km E"), WARNING),
        ("marathon-run-too-soon", after(3, "5km E"), INFO),
        ("marathon-run-too-soon", after(7, "5km E"), INFO),
        ("marathon-run-too-soon", after(8, "5km E"), None),
        ("marathon-run-too-long", after(20, "30min E"), None),
        ("marathon-run-too-long", after(20, "31min E"), INFO),
        ("marathon-run-too-long", after(20, "60min E"), INFO),
        ("marathon-run-too-long", after(20, "61min E"), WARNING),
        ("marathon-run-too-long", after(21, "61min E"), None),
        ("marathon-run-too-long", after(10, "20min E + 30min T + 20min E"), None),
        ("marathon-run-too-long@strict", after(20, "30min E"), None),
        ("marathon-run-too-long@strict", after(20, "31min E"), WARNING),
        ("marathon-rebuild-too-fast", peak("", "50km E", 27, "30km E"), None),
        ("marathon-rebuild-too-fast", peak("", "50km E", 27, "30.1km E"), WARNING),
        ("marathon-rebuild-too-fast", peak("", "50km E", 27, "29.9km E"), None),
        ("marathon-rebuild-too-fast", peak("", "50km E", 1, "30.1km E"), WARNING),
        ("marathon-rebuild-too-fast", peak("", "50km E", 28, "31km E"), None),
        ("marathon-rebuild-too-fast", peak("athlete\n  volume 50km", "20km E", 20, "29km E"), None),
        ("marathon-rebuild-too-fast", peak("athlete\n  volume 50km", "20km E", 20, "31km E"), WARNING),
        ("marathon-run-too-long", after(20, "20min E"), None),
        ("marathon-rebuild-too-fast", peak("", "20km E", 20, "15km E"), WARNING),
        ("marathon-rebuild-too-fast", days(&[(1, "50km E"), (7, "race marathon"), (27, "31km E")]), WARNING),
        (
            "marathon-rebuild-too-fast",
            days(&[(1, "50km E"), (8, "20km E"), (20, "race marathon"), (40, "29km E")]),
            None,
        ),
        ("marathons-too-close", after(27, "race marathon"), WARNING),
        ("marathons-too-close", after(28, "race marathon"), INFO),
        ("marathons-too-close", after(55, "race marathon"), INFO),
        ("marathons-too-close", after(56, "race marathon"), None),
        ("marathons-too-close", after_race("race 10km", 14, "race marathon"), None),
    ];
    hold(cases);
}

#[test]
fn after_a_race() {
    let cases: Vec<Case> = vec![
        ("race-recovery-days", after_race("race 10km", 4, HARD), INFO),
        ("race-recovery-days", after_race("race 10km", 5, HARD), None),
        ("race-recovery-days", after_race("race 9km", 3, PACE), INFO),
        ("race-recovery-days", after_race("race 9km", 4, PACE), None),
        ("race-recovery-days", after_race("race 9.5km", 4, PACE), INFO),
        ("race-recovery-too-short", after_race("race 9.5km", 3, HARD), INFO),
        ("race-recovery-too-short", after_race("race 12km", 2, HARD), WARNING),
        ("race-recovery-too-short", after_race("race 10km", 1, PACE), ERROR),
        ("race-recovery-too-short", after_race("race 10km", 2, HARD), WARNING),
        ("race-recovery-too-short", after_race("race 10km", 2, PACE), INFO),
        ("race-recovery-too-short", after_race("race 9.9km", 2, HARD), INFO),
        ("race-recovery-too-short", after_race("race 10km", 3, HARD), INFO),
        ("race-recovery-too-short", after_race("race 10km", 4, HARD), None),
        ("race-recovery-too-short", after_race("race 9km", 3, HARD), None),
        ("race-recovery-too-short", after_race("race 5km", 2, HARD), None),
        ("race-recovery-too-short", after_race("race marathon", 1, HARD), None),
        ("race-recovery-too-short", after_race("race 42km", 1, HARD), None),
        ("race-recovery-too-short", after_race("race 41km", 1, HARD), ERROR),
        ("race-recovery-too-short@strict", after_race("race 1km", 2, HARD), WARNING),
        ("race-recovery-too-short@strict", after_race("race 0.9km", 2, HARD), None),
        ("races-too-close", after_race("race 15km", 4, "race 15km"), INFO),
        ("races-too-close", after_race("race 15km", 5, "race 15km"), None),
        ("races-too-close", after_race("race 14.9km", 1, "race 15km"), None),
        ("races-too-close", after_race("race 16km", 5, "race 15km"), INFO),
        ("races-too-close", after_race("race 10km", 1, "race 10km"), None),
    ];
    hold(cases);
}
