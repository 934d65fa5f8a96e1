//! How fast load grows.

use crate::{Case, ERROR, INFO, UNREAD, WARNING, days, hold, plan, weeks};

/// Minutes of easy running on every day from the eighth on: so many for three weeks, then so many for the last.
fn daily(usual: u32, last: u32, change: &str, at: usize) -> String {
    let runs: Vec<(usize, String)> = (7..35)
        .map(|day| {
            let run = format!("{}min E", if day < 28 { usual } else { last });
            (day, if day == at { change.to_owned() } else { run })
        })
        .collect();
    days(&runs.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>())
}

fn beginner(athlete: &str, items: &[(usize, &str)]) -> String {
    plan(&format!("  experience beginner\nathlete\n  born 1990{athlete}"), &days(items))
}

#[test]
fn single_runs() {
    let two = |first: &str, second: &str| days(&[(6, first), (13, second)]);
    let unread_before =
        |day: usize| days(&[(20, "20km E"), (day, "26.1km E")]).replacen("  mon rest\n", UNREAD, 1);
    let past = |run: &str| {
        plan(&format!("  start 2027-01-04\nhistory\n  {run}"), &days(&[(0, "10km E"), (7, "26.1km E")]))
    };
    let cases: Vec<Case> = vec![
        ("long-run-jump", two("20km E", "22km E"), None),
        ("long-run-jump", two("20km E", "22.1km E"), INFO),
        ("long-run-jump", two("25km E", "27.4km E"), None),
        ("long-run-jump", two("25km E", "27.6km E"), INFO),
        ("long-run-jump", two("20km E", "25.9km E"), INFO),
        ("long-run-jump", two("20km E", "26.1km E"), WARNING),
        ("long-run-jump", two("20km E", "40km E"), WARNING),
        ("long-run-jump", two("20km E", "40.1km E"), ERROR),
        ("long-run-jump", two("20km E", "39.9km E"), WARNING),
        ("long-run-jump", two("10km E", "12km E"), None),
        ("long-run-jump", two("10km E", "11.9km E"), None),
        ("long-run-jump", two("10km E", "12.1km E"), INFO),
        ("long-run-jump", two("race 10km", "20.5km E"), ERROR),
        ("long-run-jump", two("10km E", "race 25km"), None),
        ("long-run-jump", days(&[(0, "10km E"), (6, "20.5km E")]), None),
        ("long-run-jump", days(&[(0, "10km E"), (7, "20.5km E")]), ERROR),
        ("long-run-jump", days(&[(0, "20km E"), (20, "10km E"), (30, "26.1km E")]), WARNING),
        ("long-run-jump", days(&[(0, "20km E"), (20, "10km E"), (31, "26.1km E")]), ERROR),
        ("long-run-jump", days(&[(0, "10km E"), (20, "5km E"), (30, "12km E")]), None),
        ("long-run-jump", past("2026-12-12 24.1km E"), None),
        ("long-run-jump", two("20km E", "26km E"), INFO),
        ("long-run-jump", two("30km E", "33km E"), None),
        ("long-run-jump", two("20km E; 5km E", "22.5km E"), INFO),
        ("long-run-jump", two("5km E; 20km E", "22.5km E"), INFO),
        ("long-run-jump", past("2026-12-12 20km E"), WARNING),
        ("long-run-jump", two("20km E", "5km E; 22.5km E"), INFO),
        ("long-run-jump", two("20km E", "22.5km E; 5km E"), INFO),
        // Nobody knows what was run on a day that cannot be read.
        ("long-run-jump", unread_before(35), None),
        ("long-run-jump", unread_before(36), WARNING),
        ("long-run-jump", past("2026-12-11 20km E"), ERROR),
        ("long-run-jump@strict", two("25km E", "27.4km E"), None),
        ("long-run-jump@strict", two("25km E", "27.6km E"), WARNING),
    ];
    hold(cases);
}

#[test]
fn weeks_that_grow() {
    let stated = |km: &[f64]| plan("athlete\n  volume 30km", &weeks(km));
    let by_time = |minutes: u32| {
        plan("athlete\n  volume 5h", &days(&[(1, &format!("{minutes}min E") as &str), (8, "30min E")]))
    };
    let low = |body: &[f64], race: &str| {
        plan(&format!("  goal {race}"), &format!("{}  sun race {race}\n", weeks(body)))
    };
    let twelve = |first: f64, second: f64, rest: f64| {
        let mut km = vec![first, second];
        km.extend([rest; 11]);
        low(&[&km[..], &[10.0]].concat(), "marathon")
    };
    let cases: Vec<Case> = vec![
        ("weekly-volume-jump", weeks(&[20.0, 25.9]), INFO),
        ("weekly-volume-jump", weeks(&[20.0, 26.0]), INFO),
        ("weekly-volume-jump", weeks(&[20.0, 26.1]), WARNING),
        ("weekly-volume-jump", weeks(&[60.0, 65.7]), None),
        ("weekly-volume-jump", weeks(&[60.0, 66.0]), None),
        ("weekly-volume-jump", weeks(&[60.0, 66.5]), INFO),
        ("weekly-volume-jump", weeks(&[10.0, 14.9]), None),
        ("weekly-volume-jump", weeks(&[10.0, 15.0]), None),
        ("weekly-volume-jump", weeks(&[10.0, 15.4]), WARNING),
        ("weekly-volume-jump", weeks(&[30.0, 20.0, 20.0, 20.0, 20.0, 20.0, 27.0]), None),
        ("weekly-volume-jump", weeks(&[30.0, 20.0, 20.0, 20.0, 20.0, 20.0, 20.0, 27.0]), WARNING),
        ("weekly-volume-jump", stated(&[20.0, 20.0, 20.0, 20.0, 20.0, 27.0]), None),
        ("weekly-volume-jump", stated(&[20.0, 20.0, 20.0, 20.0, 20.0, 20.0, 27.0]), WARNING),
        ("weekly-volume-jump", stated(&[45.0]), None),
        ("weekly-volume-jump@strict", weeks(&[60.0, 65.7]), None),
        ("weekly-volume-jump@strict", weeks(&[60.0, 66.5]), WARNING),
        ("two-week-growth", weeks(&[20.0, 20.0, 25.9]), None),
        ("two-week-growth", weeks(&[20.0, 20.0, 26.0]), None),
        ("two-week-growth", weeks(&[20.0, 20.0, 26.1]), INFO),
        ("two-week-growth", weeks(&[10.0, 10.0, 14.9]), None),
        ("two-week-growth", weeks(&[10.0, 10.0, 15.0]), None),
        ("two-week-growth", weeks(&[10.0, 10.0, 15.4]), INFO),
        ("two-week-growth", weeks(&[20.0, 20.0, 30.0]).replace("week 1\n", "week 1 recovery\n"), None),
        ("hold-before-raise", weeks(&[30.0, 30.0, 30.0, 31.6]), None),
        ("hold-before-raise", weeks(&[30.0, 30.0, 30.0, 31.7]), INFO),
        ("hold-before-raise", weeks(&[30.0, 30.0, 31.4]), None),
        ("hold-before-raise", weeks(&[30.0, 30.0, 31.6]), INFO),
        ("hold-before-raise", weeks(&[30.0, 40.0]), INFO),
        ("hold-before-raise", weeks(&[30.0, 30.0, 30.0, 31.6, 31.6, 33.3]), INFO),
        ("hold-before-raise", weeks(&[30.0, 30.0, 30.0, 31.6, 31.6, 31.6, 33.2]), None),
        ("hold-before-raise", eleven_runs(15.9), None),
        ("hold-before-raise", eleven_runs(16.1), INFO),
        ("hold-before-raise", weeks(&[30.0, 30.0, 30.0, 31.6, 31.6, 33.2]), INFO),
        ("hold-before-raise", weeks(&[30.0, 30.0, 31.5]), None),
        ("hold-before-raise", eleven_runs(16.0), None),
        ("start-too-high", stated(&[32.9]), None),
        ("start-too-high", stated(&[33.0]), None),
        ("start-too-high", stated(&[33.1]), WARNING),
        ("start-too-high", by_time(330), None),
        ("start-too-high", by_time(331), WARNING),
        ("volume-high", weeks(&[64.0]), None),
        ("volume-high", weeks(&[64.1]), INFO),
        ("volume-high", weeks(&[63.5]), None),
        ("volume-high", weeks(&[64.1, 65.0]), INFO),
        ("volume-low-for-marathon", twelve(10.0, 30.0, 30.0), None),
        ("volume-low-for-marathon", twelve(400.0, 29.9, 29.9), WARNING),
        ("volume-low-for-marathon", twelve(20.0, 300.0, 20.0), None),
        ("volume-low-for-marathon", low(&[20.0; 8], "marathon"), None),
        ("volume-low-for-marathon", low(&[20.0; 9], "marathon"), WARNING),
        ("volume-low-for-marathon", low(&[20.0; 9], "43km"), WARNING),
        ("volume-low-for-marathon", low(&[20.0; 9], "43.1km"), None),
        ("volume-low-for-marathon", low(&[20.0; 9], "41km"), None),
    ];
    hold(cases);
}

/// Eleven runs a week for three weeks, then so many km more.
fn eleven_runs(more: f64) -> String {
    let doubles = |km: f64| {
        let day =
            |n: u32| format!("  {} 10km E; {km}km E\n", ["mon", "tue", "wed", "thu", "fri"][n as usize]);
        (0..5).map(day).collect::<String>()
    };
    let week = |n: u32, km: f64| format!("week {n}\n{}  sun 10km E\n", doubles(km));
    format!("{}{}{}{}", week(1, 10.0), week(2, 10.0), week(3, 10.0), week(4, 10.0 + more / 5.0))
}

#[test]
fn measures_of_load() {
    let strain = |factor: u32| {
        let usual = [(0, "100min E"), (3, "50min E")];
        let mut items: Vec<(usize, String)> =
            (0..4).flat_map(|week| usual.map(|(day, run)| (week * 7 + day, run.to_owned()))).collect();
        items.push((28, format!("{factor}min E")));
        items.push((31, format!("{}min E", factor / 2)));
        days(&items.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>())
    };
    let ramp = |minutes: u32| {
        let runs: Vec<(usize, String)> =
            (0..14).map(|day| (day, format!("{}min E", if day < 7 { 20 } else { minutes }))).collect();
        days(&runs.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>())
    };
    // An hour a day for so many days, but for the last seven.
    let every_day = |count: usize, last: u32| {
        let runs: Vec<(usize, String)> = (0..count)
            .map(|day| (day, format!("{}min E", if day + 7 < count { 60 } else { last })))
            .collect();
        days(&runs.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>())
    };
    let alike: Vec<(usize, &str)> = (7..14).map(|day| (day, "60min E")).collect();
    let same = |last: u32| {
        let mut items: Vec<(usize, String)> = (0..6).map(|day| (day, "60min E".to_owned())).collect();
        items.push((6, format!("{last}min E")));
        days(&items.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>())
    };
    // Alike from Sunday to Saturday, not from Monday to Sunday.
    let second_week = {
        let runs: Vec<(usize, &str)> =
            (6..14).map(|day| (day, if day == 13 { "160min E" } else { "60min E" })).collect();
        days(&runs)
    };
    let early = |last: u32| {
        let runs: Vec<(usize, String)> =
            (1..29).map(|day| (day, format!("{}min E", if day < 22 { 60 } else { last }))).collect();
        days(&runs.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>())
    };
    let cases: Vec<Case> = vec![
        ("acwr-high", daily(60, 107, "", 0), None),
        ("acwr-high", daily(60, 109, "", 0), INFO),
        ("acwr-high", daily(60, 179, "", 0), INFO),
        ("acwr-high", daily(60, 181, "", 0), WARNING),
        ("acwr-high", daily(60, 190, "race 5km", 27), WARNING),
        ("acwr-high", daily(60, 190, "race 5km", 28), None),
        ("acwr-high", early(190), WARNING),
        ("acwr-high", daily(60, 180, "", 0), INFO),
        ("strain-spike", strain(152).replacen("week 1\n", &format!("week 1\n{UNREAD}"), 1), None),
        ("strain-spike", days(&[(28, "50min E")]), None),
        ("strain-spike", strain(148), None),
        ("strain-spike", strain(152), INFO),
        ("strain-spike", days(&[(0, "10min E"), (7, "10min E"), (14, "10min E"), (21, "90min E")]), None),
        ("ramp-rate", ramp(67), None),
        ("ramp-rate", ramp(69), None),
        ("acwr-high", every_day(42, 109), INFO),
        ("acwr-high", every_day(42, 107), None),
        ("acwr-high", every_day(28, 190), None),
        ("acwr-high", daily(60, 109, "", 0).replace("  mon rest\n", "  sun bogus\n"), INFO),
        ("acwr-high", daily(60, 109, "bogus", 7), None),
        ("acwr-high", daily(60, 109, "109min E; bogus", 34), None),
        ("monotony-high", days(&alike), INFO),
        ("ramp-rate", ramp(71), INFO),
        // The long run of the Sunday before belongs to the week before.
        ("ramp-rate", ramp(80).replacen("  sun 20min E", "  sun 120min E", 1), None),
        ("monotony-high", same(157), INFO),
        ("monotony-high", same(159), None),
        ("monotony-high", second_week, None),
        ("monotony-high", same(60), INFO),
    ];
    hold(cases);
}

#[test]
fn beginners() {
    let cases: Vec<Case> = vec![
        ("novice-first-week", beginner("", &[(1, "6km E")]), None),
        ("novice-first-week", beginner("", &[(1, "6.1km E")]), INFO),
        ("novice-first-week", beginner("", &[(1, "5.9km E"), (3, "5km walk")]), None),
        ("novice-first-week", beginner("", &[(1, "4x(1.5km run / 2min walk)")]), None),
        ("novice-first-week", beginner("", &[(1, "4x(1.6km run / 2min walk)")]), INFO),
        ("novice-first-week", beginner("\n  weight 98kg\n  height 180cm", &[(1, "3.1km E")]), WARNING),
        ("novice-first-week", beginner("\n  weight 98kg\n  height 180cm", &[(1, "3km E")]), None),
        ("novice-first-week", beginner("\n  weight 97kg\n  height 180cm", &[(1, "3.1km E")]), None),
        ("novice-first-week", beginner("\n  weight 120kg\n  height 200cm", &[(1, "3.1km E")]), None),
        ("novice-run-walk", beginner("", &[(1, "5min run + 25min walk + 5min run")]), None),
        ("novice-run-walk", beginner("", &[(1, "5min walk + 15min E + 10min E")]), INFO),
        ("novice-run-walk", beginner("", &[(1, "2x(21min run / 2min walk) + 5min run")]), INFO),
        ("novice-run-walk", beginner("", &[(1, "20min E")]), None),
        ("novice-run-walk", beginner("", &[(1, "21min E")]), INFO),
        ("novice-run-walk", beginner("", &[(1, "2x(11min run / 2min walk)")]), None),
        ("novice-run-walk", beginner("", &[(1, "2x(21min run / 2min walk)")]), INFO),
        ("novice-run-walk", beginner("", &[(1, "11min E + 11min E")]), INFO),
        ("novice-run-walk", beginner("", &[(1, "15min E"), (2, "15min E")]), WARNING),
        ("novice-run-walk", beginner("", &[(1, "15min E"), (3, "15min E")]), None),
        ("novice-run-walk", beginner("", &[(1, "15min E"), (2, "5km walk"), (3, "15min E")]), None),
        ("novice-run-walk", beginner("", &[(27, "21min E")]), INFO),
        ("novice-run-walk", beginner("", &[(28, "21min E")]), None),
    ];
    hold(cases);
}
