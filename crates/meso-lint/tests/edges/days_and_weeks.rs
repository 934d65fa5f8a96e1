//! What several days or weeks of a log say together.

use crate::scene::log;
use crate::{Case, ERROR, INFO, WARNING, days, hold};

/// One day of a log, counted from 4 January 2027.
fn on_day(day: i64, entry: &str) -> String {
    let date = jiff::civil::date(2027, 1, 4).checked_add(jiff::Span::new().days(day)).unwrap();
    format!("log {date}\n  {entry}\n")
}

#[test]
fn figures_over_days_and_weeks() {
    let weeks = |runs: &[&str]| {
        let text = runs.iter().enumerate().map(|(n, run)| format!("week {}\n  sun {run}\n", n + 1));
        text.collect::<String>()
    };
    let baths = |days: &[usize]| {
        let bath = |day| if days.contains(&day) { "ice-bath 10min 12C" } else { "sleep 9h" };
        log(&(0..15).map(bath).collect::<Vec<_>>())
    };
    let every_week =
        |nights: &str| "week 1\n  tue 10km E\n".to_owned() + &log(&vec![format!("sleep {nights}"); 6]);
    let bedtimes = |late: &str, days: usize| {
        let time = |day| format!("bedtime {}", if day % 2 == 0 { "22:00" } else { late });
        log(&(0..days).map(time).collect::<Vec<_>>())
    };
    let easy = |efforts: &[u32]| {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let plan: String = days.iter().take(efforts.len()).map(|day| format!("  {day} 8km E\n")).collect();
        let runs: Vec<_> = efforts.iter().map(|rpe| format!("done 8km in 46:00 rpe {rpe}")).collect();
        format!("week 1\n{plan}{}", log(&runs))
    };
    let slow = |usual: usize, later: &[&str]| {
        let before = vec!["done 10km in 1:00:00 hr 140".to_owned(); usual];
        let after = later.iter().map(|time| format!("done 10km in {time} hr 145"));
        log(&before.into_iter().chain(after).collect::<Vec<_>>())
    };
    let beds = |times: &[&str], at: &[i64]| {
        let entries: Vec<String> =
            at.iter().zip(times.iter().cycle()).map(|(_, time)| format!("bedtime {time}")).collect();
        at.iter().zip(entries).map(|(day, entry)| on_day(*day, &entry)).collect::<String>()
    };
    // Days of a log with the same entry.
    let on_days = |entry: &str, at: &[i64]| at.iter().map(|day| on_day(*day, entry)).collect::<String>();
    // A first week of 20 km, a second with this run, and short nights.
    let second_week = |run: &str, hours: u32, nights: std::ops::Range<i64>| {
        let nights: Vec<i64> = nights.collect();
        weeks(&["20km E", run]) + &on_days(&format!("sleep {hours}h"), &nights)
    };
    // Fifteen days of feelings, and one measurement.
    let one_reading = |at: usize| {
        let entry = |day| if day == at { "motivation 4/5; rhr 50bpm" } else { "motivation 4/5" };
        log(&(0..15).map(entry).collect::<Vec<_>>())
    };
    // A baseline of 40 beats, that the 50 of the athlete's head do not know of.
    let resting = |before: usize| {
        let values = std::iter::repeat_n("rhr 40bpm", before).chain(["rhr 45bpm"; 3]);
        log(&values.collect::<Vec<_>>())
    };
    // 20 km in the first week, two massages, and a heavy day.
    let massage_then = |first: usize, second: usize, heavy: usize, run: &str| {
        let (massage, second_massage) = ("rest; massage 60min", "rest; massage 60min");
        let mut items = vec![(1, "20km E"), (first, massage), (second, second_massage), (heavy, run)];
        items.sort_unstable_by_key(|(day, _)| *day);
        days(&items)
    };
    let four_weeks_later = |day: i64| {
        on_days("rhr 40bpm", &[0, 1, 2, 3, 4, 5, 6]) + &on_days("rhr 45bpm", &[day, day + 1, day + 2])
    };
    let weighed = |before: i64| {
        on_day(0, "weight 70kg") + &on_day(before, "fuel carbs 10g 2h before; done 20km in 2:00:00")
    };
    let ferritin = |days: usize| {
        let mut entries = vec!["rhr 50bpm"; days];
        entries[0] = "ferritin 40";
        log(&entries)
    };
    let rolled = |days: &[usize], length: usize| {
        let entry = |day| if days.contains(&day) { "foam-roll 10min" } else { "sleep 9h" };
        log(&(0..length).map(entry).collect::<Vec<_>>())
    };
    let massages = |second: usize| {
        let run = |n| if n == 0 || n == second { "20km E; massage 60min" } else { "20km E" };
        weeks(&(0..=second).map(run).collect::<Vec<_>>())
    };
    let goal = |born: u32, time: &str| {
        format!(
            "plan \"Spring\"\n  start 2027-01-04\n  goal 10km on 2027-01-10 {time}\nathlete\n  born {born}\n\
             week 1\n  sun race 10km\n"
        )
    };
    let cases: Vec<Case> = vec![
        ("cold-as-routine", baths(&[0, 2, 4, 6, 7, 9, 11, 13]), INFO),
        ("cold-as-routine", baths(&[0, 2, 4, 7, 9, 11, 13]), None),
        ("cold-as-routine", baths(&[7, 8, 9, 10, 11, 12, 13]), None),
        ("sleep-peak-short", every_week("8h59"), INFO),
        ("sleep-peak-short", every_week("9h"), None),
        ("bedtime-irregular", bedtimes("23:50", 7), None),
        ("bedtime-irregular", bedtimes("23:55", 7), INFO),
        ("bedtime-irregular", bedtimes("01:00", 6), None),
        ("easy-runs-feel-hard", easy(&[5, 5, 5]), WARNING),
        ("easy-runs-feel-hard", easy(&[5, 3, 5, 5]), WARNING),
        ("easy-runs-feel-hard", easy(&[5, 3, 3, 5, 5]), None),
        ("easy-runs-feel-hard", easy(&[4, 4, 5, 5]), None),
        ("unexplained-slow", slow(5, &["1:01:49", "1:01:49", "1:01:49"]), WARNING),
        ("unexplained-slow", slow(5, &["1:01:48", "1:01:48", "1:01:48"]), None),
        ("unexplained-slow", slow(5, &["1:02:30", "1:02:30"]), None),
        ("unexplained-slow", slow(5, &["1:02:30", "1:00:00", "1:02:30", "1:02:30"]), None),
        ("unexplained-slow", slow(4, &["1:02:30", "1:02:30", "1:02:30"]), None),
        ("ferritin-check", ferritin(367), None),
        ("ferritin-check", ferritin(368), INFO),
        ("foam-rolling-week", rolled(&[0, 2, 4, 7, 9], 14), INFO),
        ("foam-rolling-week", rolled(&[0, 2, 4, 7, 9, 11], 14), None),
        ("foam-rolling-week", rolled(&[0], 13), None),
        ("foam-rolling-week", rolled(&[], 14), None),
        ("lab-test-over-40", goal(1986, "in 44:00"), INFO),
        ("lab-test-over-40", goal(1987, "in 44:00"), None),
        ("lab-test-over-40", goal(1980, ""), None),
        ("massage-interval", massages(3), None),
        ("massage-interval", massages(4), INFO),
        ("foam-rolling-week", rolled(&[7, 8, 9, 10, 20, 21, 22, 23, 24, 25, 26, 27], 35), None),
        ("foam-rolling-week", rolled(&[8, 9, 10, 20, 21, 22, 23, 24, 25, 26, 27], 35), INFO),
        ("foam-rolling-week", rolled(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], 14), None),
        ("massage-interval", massage_then(0, 21, 14, "20km E"), None),
        ("massage-interval", massage_then(0, 27, 21, "18km E"), INFO),
        ("massage-interval", massage_then(0, 27, 22, "18.1km E"), INFO),
        ("massage-interval", massage_then(0, 27, 22, "17.9km E"), None),
        ("massage-interval", massage_then(0, 22, 22, "20km E"), INFO),
        ("massage-interval", massage_then(0, 28, 29, "20km E"), INFO),
        ("massage-interval", massage_then(0, 27, 29, "20km E"), None),
        ("massage-interval", massage_then(6, 28, 24, "20km E"), INFO),
        ("massage-interval", massage_then(7, 29, 24, "20km E"), None),
        ("bedtime-irregular", bedtimes("23:52", 7), None),
        ("bedtime-irregular", bedtimes("23:53", 7), INFO),
        ("bedtime-irregular", beds(&["23:08", "01:00"], &[0, 1, 2, 3, 4, 5, 6]), None),
        ("bedtime-irregular", beds(&["23:07", "01:00"], &[0, 1, 2, 3, 4, 5, 6]), INFO),
        // Three evenings an hour early, three an hour late: a standard deviation of an hour.
        (
            "bedtime-irregular",
            beds(&["22:00", "22:00", "22:00", "23:00", "00:00", "00:00", "00:00"], &[0, 1, 2, 3, 4, 5, 6]),
            None,
        ),
        ("bedtime-irregular", beds(&["12:00", "11:59"], &[0, 1, 2, 3, 4, 5, 6]), INFO),
        ("bedtime-irregular", beds(&["22:00", "01:00"], &[0, 2, 4, 6, 8, 10, 13]), INFO),
        ("bedtime-irregular", beds(&["22:00", "01:00"], &[0, 3, 5, 7, 9, 11, 14]), None),
        (
            "bedtime-irregular",
            bedtimes("22:00", 7)
                + &bedtimes("01:00", 20)
                    .split_once("log 2027-01-11")
                    .map_or(String::new(), |(_, rest)| format!("log 2027-01-11{rest}")),
            INFO,
        ),
        ("sleep-peak-short", second_week("18.1km E", 5, 7..13), INFO),
        ("sleep-peak-short", second_week("18km E", 5, 7..13), INFO),
        ("sleep-peak-short", second_week("17.9km E", 5, 7..13), None),
        ("sleep-peak-short", second_week("20km E", 5, 7..11), None),
        ("sleep-peak-short", second_week("20km E", 5, 6..11), None),
        ("sleep-peak-short", second_week("20km E", 5, 7..12), INFO),
        ("sleep-peak-short", second_week("20km E", 5, 9..14), INFO),
        ("sleep-peak-short", second_week("20km E", 5, 10..15), None),
        ("sleep-short", on_days("sleep 5h", &[0, 1, 2, 3, 6]), ERROR),
        ("sleep-short", on_days("sleep 5h", &[0, 1, 2, 3, 7]), None),
        ("motivation-and-legs", on_days("motivation 2/5; soreness 6/10", &[0, 2, 4]), WARNING),
        ("motivation-and-legs", on_days("motivation 2/5; soreness 6/10", &[0, 3, 6]), None),
        ("monitoring-one-sided", one_reading(0), INFO),
        ("monitoring-one-sided", one_reading(1), None),
        ("easy-runs-feel-hard", easy(&[5, 5, 5]).replace("rpe 5", "rpe 4.8"), None),
        ("rhr-raised", resting(6), None),
        ("rhr-raised", four_weeks_later(28), WARNING),
        ("rhr-raised", four_weeks_later(29), None),
        ("pre-run-carbohydrate", weighed(28), INFO),
        ("pre-run-carbohydrate", weighed(29), None),
        ("cold-as-routine", baths(&[0, 2, 3, 4, 9, 10, 11, 14]), None),
        ("rhr-raised", resting(7), WARNING),
        ("cold-as-routine", baths(&[0, 2, 4, 6, 7, 9, 11]), None),
        ("cold-as-routine", baths(&[0, 2, 4, 6, 9, 10, 13]), None),
        ("cold-as-routine", baths(&[0, 1, 2, 3, 7, 8, 9, 10]), INFO),
    ];
    hold(cases);
}
