//! Logs: a runner's week as her coach would read it, the edges of every figure, and two years of quiet days.
#![allow(clippy::unwrap_used)] // helpers of tests

#[path = "../edges/scene.rs"]
mod scene;
mod scenes;

use expect_test::expect;
use meso_core::diagnostic::Severity;
use meso_core::text::{SourceText, Sources};
use meso_lint::Config;
use scene::{PLAN, log, show};
use scenes::{Folder, check, healthy, loud, loud_names, read};

#[test]
fn a_week_of_a_log_is_read_as_a_coach_reads_it() {
    let text = read("kim-2027.log.meso");
    let (sources, root) = Sources::with(SourceText::new("kim-2027.log.meso", text.as_str()));
    let checked = meso_lint::check(sources, root, &Folder, &Config::default());
    expect![[r#"
        kim-2027.log.meso:18: info[rehydrate] 1.2 l drunk after 1.3 kg were lost
            = drink 1.5 times as much as was lost: 2 l over six hours, with salt
            kim-2027.log.meso:18: the loss
        kim-2027.log.meso:19: info[hrv-baseline-short] 6 days of heart rate variability are too few for a trend, 14 are needed
            = go on measuring every morning; until then resting heart rate, sleep and how running feels say more
        kim-2027.log.meso:19: warning[rhr-raised] resting heart rate is 6 beats over its baseline of 48 on 3 days
            = run easy or rest until it is back, and look at sleep, stress and signs of illness
            hamburg-marathon.meso:43: `hills(n = 6)` on Tuesday: resting heart rate is still up
        kim-2027.log.meso:19: warning[sleep-short] 6 h 47 of sleep a night in the 6 nights to 10 January
            = sleep comes before training: go to bed earlier, nap, and take intensity out until a week of 8-hour nights is back (some accept 7 hours, most ask for 8 to 9)
            hamburg-marathon.meso:43: `hills(n = 6)` on Tuesday comes on top
        kim-2027.log.meso:19: info[sleep-below-target] 7 h 10 of sleep, and 6 nights in a row under 8 h
            = an earlier evening, or a nap of up to 90 minutes, makes up for it
    "#]]
    .assert_eq(&show(&checked, "kim-2027.log.meso"));
}

#[test]
fn a_plan_sees_the_log_that_it_names() {
    let plan = read("hamburg-marathon.meso").replacen("  units", "  logs \"kim-2027.log.meso\"\n  units", 1);
    let (sources, root) = Sources::with(SourceText::new("hamburg-marathon.meso", plan.as_str()));
    let checked = meso_lint::check(sources, root, &Folder, &Config::default());
    let names: Vec<_> =
        loud(&checked).into_iter().map(|(name, line)| format!("{name} on line {line}")).collect();
    assert_eq!(names, ["rhr-raised on line 19", "sleep-short on line 19"]);
}

#[test]
fn low_days_count_from_three_on_and_call_for_a_recovery_week_from_five_on() {
    let usual = [62, 64, 61, 63, 65, 62, 60, 63, 64, 62, 61, 63, 62, 64];
    let low = |days: usize, plan: &str| {
        let values = usual.iter().copied().chain(std::iter::repeat_n(54, days));
        let log = log(&values.map(|ms| format!("hrv {ms}ms")).collect::<Vec<_>>());
        loud_names(&check("hrv-falling", &format!("{plan}{log}")))
    };
    assert_eq!(low(2, ""), [""; 0]);
    assert_eq!(low(3, ""), ["warning hrv-falling"]);
    assert_eq!(low(4, ""), ["warning hrv-falling"]);
    assert_eq!(low(5, ""), ["warning hrv-low-long"]);
    // The fifth low day is Friday, 22 January.
    let easy =
        "week 1\nweek 2\nweek 3\n  sat 6km E\n  sun 8km E\nweek 4\n  mon 2km E + 6x(800m @I / 2min jog)\n";
    let hard = "week 1\nweek 2\nweek 3\n  sat 6km E\n  sun 2km E + 6x(800m @I / 2min jog)\n";
    assert_eq!(low(5, easy), ["warning hrv-low-long"]);
    assert_eq!(low(5, hard), ["error hrv-low-long"]);
}

#[test]
fn a_recovery_week_is_due_when_two_signs_meet_and_graver_when_the_plan_builds() {
    let days = [
        "rhr 50bpm; motivation 4/5",
        "rhr 55bpm; motivation 2/5; soreness 6/10",
        "rhr 56bpm; motivation 2/5; soreness 7/10",
        "rhr 56bpm; motivation 1/5; soreness 7/10",
    ];
    let due = |plan: &str| {
        let checked = check("recovery-week-due", &format!("{plan}{}", log(&days)));
        let found = checked.diagnostics.iter().find(|d| d.code.name == "recovery-week-due");
        found.map(|d| d.severity)
    };
    assert_eq!(due(""), Some(Severity::Warning));
    assert_eq!(due("week 1\n  tue 8km E\nweek 2\n  tue 8km E\n"), Some(Severity::Error));
    assert_eq!(due("week 1\n  tue 8km E\nweek 2\n  tue 7km E\n"), Some(Severity::Warning));
    assert_eq!(due("week 1\n  tue 8km E\nweek 2 build\n  tue 7km E\n"), Some(Severity::Error));
    assert_eq!(due("week 1\n  tue 8km E\nweek 2 recovery\n  tue 9km E\n"), Some(Severity::Warning));
    assert_eq!(due("week 1 recovery\n  tue 8km E\nweek 2\n  tue 9km E\n"), None);
}

#[test]
fn two_quiet_years_are_quiet() {
    let mut chance = 0;
    for seed in 1..=2 {
        let checked = check("sleep-short", &healthy(730, seed, |_| None));
        let found = loud_names(&checked);
        let (hrv, others): (Vec<_>, Vec<_>) = found.iter().partition(|name| name.contains(" hrv-"));
        assert_eq!(others, [""; 0], "seed {seed}");
        chance += hrv.len();
    }
    // Some low mornings in a row do come about by chance: not more than three times a year.
    assert!(chance <= 3 * 2 * 2, "{chance} in four years");
}

#[test]
fn a_bad_fortnight_is_found_where_it_is() {
    let of = |entry: &'static str| move |day: u32| (250..264).contains(&day).then_some(entry);
    for (entry, rule) in [
        ("hrv 44ms", "hrv-low-long"),
        ("rhr 57bpm", "rhr-raised"),
        ("sleep 6h10", "sleep-short"),
        ("motivation 1/5; fatigue 8/10", "motivation-and-legs"),
    ] {
        let text = healthy(300, 3, of(entry));
        let checked = check(rule, &text);
        let lines: Vec<&str> = text.lines().collect();
        let lines_found = loud(&checked).into_iter().filter(|(name, _)| name == rule);
        let days: Vec<&str> = lines_found
            .filter_map(|(_, line)| {
                let before = lines.get(..line - PLAN.lines().count())?;
                before.iter().rev().find_map(|line| line.strip_prefix("log "))
            })
            // The fortnight ends on 24 September; a mean of seven nights takes some days to recover.
            .filter(|day| rule != "hrv-low-long" || ("2027-09-05".."2027-10-05").contains(day))
            .collect();
        assert!(matches!(days[..], [day] if ("2027-09-24".."2027-10-01").contains(&day)), "{rule}: {days:?}");
    }
}

#[test]
fn a_day_may_stand_in_two_blocks() {
    let morning = log(&["sleep 5h; rhr 60bpm"; 5]);
    let evening = log(&["done 8km in 46:00 rpe 3"; 5]);
    let found = |text: &str| loud_names(&check("sleep-short", text));
    let wanted = ["error sleep-short", "warning rhr-raised"];
    let mut together = found(&format!("{morning}{evening}"));
    together.sort();
    assert_eq!(together, wanted);
    let mut apart = found(&morning);
    apart.sort();
    assert_eq!(apart, wanted);
}

#[test]
fn an_allow_in_a_log_silences_its_day() {
    let days = ["sleep 6h"; 5].map(str::to_owned);
    let mut allowed = days.clone();
    allowed[4].push_str("; allow sleep-short \"new baby\"");
    assert_eq!(loud_names(&check("sleep-short", &log(&days))), ["warning sleep-short"]);
    assert_eq!(loud(&check("sleep-short", &log(&allowed))), []);
}
