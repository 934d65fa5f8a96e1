//! What several days or weeks of a log say together.

use crate::scene::log;
use crate::{Case, INFO, WARNING, hold};

#[test]
fn figures_over_days_and_weeks() {
    let weeks = |runs: &[&str]| {
        let text = runs.iter().enumerate().map(|(n, run)| format!("week {}\n  sun {run}\n", n + 1));
        text.collect::<String>()
    };
    let baths = |days: &[usize]| {
        let bath = |day| if days.contains(&day) { "ice-bath 10min 12C" } else { "sleep 9h" };
        log(&(0..14).map(bath).collect::<Vec<_>>())
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
    ];
    hold(cases);
}
