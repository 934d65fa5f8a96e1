//! Logs: a runner's week as her coach would read it, the edges of every figure, and two years of quiet days.
#![allow(clippy::unwrap_used)] // helpers of tests

use expect_test::expect;
use meso_core::diagnostic::Severity;
use meso_core::load::{Load, LoadProblem, NoFiles};
use meso_core::text::{SourceText, Sources};
use meso_lint::level::Level;
use meso_lint::{Checked, Config};
use std::fmt::Write as _;
use std::path::Path;

/// Put before a scene.
const PLAN: &str = "\
plan \"Scene\"
  start 2027-01-04
  units km

athlete
  born 1990
  max-hr 190
  rest-hr 50
  recent 10km in 44:00 on 2026-10-04

";

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
fn figures_have_their_edges_where_the_pages_say() {
    let day = |items: &str| format!("week 1\n  tue {items}\n");
    let bath = |what: &str| day(&format!("6km E; rest; {what}"));
    let (info, warning, error) = (Some(Severity::Info), Some(Severity::Warning), Some(Severity::Error));
    let nights = |count: usize, night: &str| log(&vec![format!("sleep {night}"); count]);
    let rhr = |values: &[u16]| {
        let before = [50, 49, 50, 51, 50, 50, 49].iter().chain(values);
        log(&before.map(|bpm| format!("rhr {bpm}bpm")).collect::<Vec<_>>())
    };
    let hard_thursday = "week 1\n  thu 2km E + 6x(800m @I / 2min jog) + 2km E\n";
    let race = "week 1\n  thu race 10km\n";
    let long = "week 1\n  thu long 18km E\n  fri 6km E\n";
    let thursday = |items: &str| format!("log 2027-01-07\n  {items}\n");
    let cases = [
        // Cold and heat.
        ("cold-bath-too-long", bath("ice-bath 15min 12C"), None),
        ("cold-bath-too-long", bath("ice-bath 16min 12C"), info),
        ("cold-bath-too-long", bath("ice-bath 20min 12C"), info),
        ("cold-bath-too-long", bath("ice-bath 21min 12C"), error),
        ("cold-bath-too-long", thursday("ice-bath 21min 12C"), error),
        ("cold-bath-too-short", bath("ice-bath 5min 12C"), None),
        ("cold-bath-too-short", bath("ice-bath 4min 12C"), info),
        ("cold-bath-temperature", bath("ice-bath 12min 4.9C"), error),
        ("cold-bath-temperature", bath("ice-bath 12min 5C"), warning),
        ("cold-bath-temperature", bath("ice-bath 12min 9.5C"), warning),
        ("cold-bath-temperature", bath("ice-bath 12min 10C"), None),
        ("cold-bath-temperature", bath("ice-bath 12min 15C"), None),
        ("cold-bath-temperature", bath("ice-bath 12min 15.5C"), info),
        ("cold-bath-temperature", bath("ice-bath 12min 40F"), error),
        ("cold-before-run", day("06:00 ice-bath 10min 12C; 07:09 8km E"), warning),
        ("cold-before-run", day("06:00 ice-bath 10min 12C; 07:10 8km E"), None),
        ("cold-before-run", day("am ice-bath 10min 12C; pm 8km E"), None),
        ("cold-before-run", day("8km E; ice-bath 10min 12C"), None),
        ("cold-after-strength", day("10:00 strength 45min; 14:45 ice-bath 10min 12C"), warning),
        ("cold-after-strength", day("10:00 strength 45min; 14:46 ice-bath 10min 12C"), None),
        ("cold-after-strength", day("ice-bath 10min 12C; strength 45min"), None),
        ("cold-after-training", day("race 5km; ice-bath 10min 12C"), None),
        ("cold-after-training", day("6km E; ice-bath 10min 12C"), None),
        ("cold-after-training", day("long 18km E; ice-bath 10min 12C"), info),
        ("cold-shower", bath("cold-shower 29s"), info),
        ("cold-shower", bath("cold-shower 30s"), None),
        ("cold-shower", bath("cold-shower 60s"), None),
        ("cold-shower", bath("cold-shower 61s"), info),
        ("cold-then-hot-too-soon", bath("10:00 ice-bath 10min 12C; 10:14 hot-shower 5min"), info),
        ("cold-then-hot-too-soon", bath("10:00 ice-bath 10min 12C; 10:15 hot-shower 5min"), None),
        ("cryotherapy-too-long", bath("cryo 3min"), None),
        ("cryotherapy-too-long", bath("cryo 4min -85C"), warning),
        ("cryotherapy-too-long", bath("cryo 6min -110C"), warning),
        ("cryotherapy-too-long", bath("cryo 7min -110C"), error),
        ("cryotherapy-too-long", bath("cryo 7min -60C"), None),
        ("heat-too-early", day("06:00 long 18km E") + "  wed 05:00 sauna 15min\n", info),
        ("heat-too-early", day("06:00 long 18km E") + "  wed 09:00 sauna 15min\n", None),
        ("heat-too-early", day("8km E; sauna 15min"), None),
        ("sauna-before-run", day("08:00 sauna 20min; 14:19 8km E"), warning),
        ("sauna-before-run", day("08:00 sauna 20min; 14:20 8km E"), None),
        ("sauna-before-run", day("sauna 20min; bike 40min"), None),
        ("sauna-length", bath("sauna 20min"), None),
        ("sauna-length", bath("sauna 21min"), info),
        ("sauna-length", bath("sauna 30min"), info),
        ("sauna-length", bath("sauna 31min"), warning),
        ("hot-bath", bath("hot-bath 14min 39C"), info),
        ("hot-bath", bath("hot-bath 15min 38C"), None),
        ("hot-bath", bath("hot-bath 20min 40C"), None),
        ("hot-bath", bath("hot-bath 21min 40C"), info),
        ("hot-bath", bath("hot-bath 15min 37.5C"), info),
        ("hot-bath", bath("hot-bath 15min 42C"), info),
        ("hot-bath", bath("hot-bath 15min 42.5C"), warning),
        ("heat-on-injury", log(&["injury \"calf\"", "rhr 50bpm", "sauna 15min"]), None),
        ("heat-on-injury", log(&["injury \"calf\"", "sauna 15min"]), error),
        ("heat-on-injury", log(&["09:00 injury \"calf\"", "rhr 50bpm", "08:59 sauna 15min"]), error),
        ("heat-on-injury", log(&["09:00 injury \"calf\"", "rhr 50bpm", "09:00 sauna 15min"]), None),
        ("heat-on-injury", "week 1\n  tue sauna 15min\n".to_owned() + &log(&["injury \"calf\""]), error),
        ("heat-on-injury", log(&["sauna 15min; injury \"calf\""]), None),
        // Sleep.
        ("sleep-short", nights(5, "5h59"), error),
        ("sleep-short", nights(5, "6h"), warning),
        ("sleep-short", nights(5, "6h59"), warning),
        ("sleep-short", nights(5, "7h"), info),
        ("sleep-short", nights(5, "8h"), None),
        ("sleep-short", nights(4, "5h"), None),
        ("sleep-short", nights(5, "6h; nap 1h"), info),
        ("sleep-short", nights(5, "5h; nap 3h"), warning),
        ("sleep-below-target", nights(1, "7h59"), info),
        ("sleep-below-target", nights(1, "8h"), None),
        ("sleep-lost-before-hard", hard_thursday.to_owned() + &thursday("sleep 5h59"), warning),
        ("sleep-lost-before-hard", hard_thursday.to_owned() + &thursday("sleep 6h"), None),
        ("sleep-lost-before-hard", hard_thursday.to_owned() + &thursday("sleep 5h; missed \"tired\""), None),
        ("sleep-lost-before-hard", race.to_owned() + &thursday("sleep 5h"), None),
        ("bedroom-temperature", thursday("bedroom 16C"), None),
        ("bedroom-temperature", thursday("bedroom 19C"), None),
        ("bedroom-temperature", thursday("bedroom 15.5C"), info),
        ("bedroom-temperature", thursday("bedroom 19.5C"), info),
        ("caffeine-late", thursday("caffeine 15:00"), None),
        ("caffeine-late", thursday("caffeine 15:01"), info),
        ("caffeine-late", thursday("16:00 caffeine 100mg"), info),
        ("screens-late", thursday("screens 30min before bed"), None),
        ("screens-late", thursday("screens 29min before bed"), info),
        ("screens-late", thursday("bedtime 00:10; screens 23:45"), info),
        ("screens-late", thursday("bedtime 00:10; screens 23:40"), None),
        ("nap-too-soon", thursday("09:00 done 10km in 1:00:00; 10:59 nap 20min"), info),
        ("nap-too-soon", thursday("09:00 done 10km in 1:00:00; 11:00 nap 20min"), None),
        ("nap-too-soon", thursday("done 10km in 1:00:00; nap 20min"), None),
        // Signs.
        ("rhr-raised", rhr(&[55, 55, 54]), info),
        ("rhr-raised", rhr(&[55, 55, 55]), warning),
        ("rhr-raised", rhr(&[54, 54, 54]), info),
        ("rhr-raised", rhr(&[53, 53, 53]), None),
        ("rhr-raised", rhr(&[55, 55]), None),
        ("rhr-raised", rhr(&[59]), None),
        ("rhr-raised", rhr(&[60]), warning),
        ("motivation-and-legs", log(&["motivation 2/5; soreness 6/10"; 3]), warning),
        ("motivation-and-legs", log(&["motivation 2/5; soreness 6/10"; 2]), None),
        ("motivation-and-legs", log(&["motivation 2/5; soreness 5/10"; 3]), None),
        ("motivation-and-legs", log(&["motivation 3/5; soreness 6/10"; 3]), None),
        ("motivation-and-legs", log(&["motivation 2/5; done 6km in 35:00 \"heavy legs\""; 3]), warning),
        ("hrv-baseline-short", log(&["hrv 60ms"; 13]), info),
        ("hrv-baseline-short", log(&["hrv 60ms"; 14]), None),
        ("hrv-reading-uneven", thursday("11:00 hrv 60ms"), info),
        ("hrv-reading-uneven", thursday("10:59 hrv 60ms"), None),
        ("hrv-reading-uneven", thursday("hrv 60ms \"after coffee\""), info),
        ("monitoring-one-sided", log(&["hrv 60ms"; 6]), None),
        ("monitoring-one-sided", log(&["motivation 4/5"; 7]), info),
        ("monitoring-one-sided", log(&["done 6km in 35:00 hr 140 rpe 3"; 7]), None),
        // Body work.
        ("compression-short", thursday("compression 1h59"), info),
        ("compression-short", thursday("compression 2h"), None),
        ("compression-short", thursday("compression overnight"), None),
        ("compression-boots", thursday("boots 19min"), info),
        ("compression-boots", thursday("boots 20min"), None),
        ("compression-boots", thursday("boots 60min"), None),
        ("compression-boots", thursday("boots 61min"), info),
        ("foam-rolling-session", thursday("done 6km in 35:00; foam-roll 4min"), info),
        ("foam-rolling-session", thursday("done 6km in 35:00; foam-roll 5min"), None),
        ("foam-rolling-session", thursday("done 6km in 35:00; foam-roll 10min"), None),
        ("foam-rolling-session", thursday("done 6km in 35:00; foam-roll 11min"), info),
        ("foam-rolling-session", thursday("foam-roll 15min"), None),
        ("massage-short", thursday("massage 9min"), info),
        ("massage-short", thursday("massage 10min"), None),
        // Food and drink.
        (
            "refuel-late",
            long.to_owned() + &thursday("done 18km in 1:45:00; fuel carbs 60g within 60min"),
            None,
        ),
        (
            "refuel-late",
            long.to_owned() + &thursday("done 18km in 1:45:00; fuel carbs 60g within 61min"),
            info,
        ),
        (
            "refuel-late",
            long.to_owned() + &thursday("done 18km in 1:45:00; fuel carbs 60g within 120min"),
            info,
        ),
        (
            "refuel-late",
            long.to_owned() + &thursday("done 18km in 1:45:00; fuel carbs 60g within 121min"),
            warning,
        ),
        (
            "refuel-late",
            long.to_owned() + &thursday("done 18km in 1:45:00; snack within 20min; fuel carbs 60g within 3h"),
            None,
        ),
        ("refuel-late", race.to_owned() + &thursday("done 10km in 44:00; fuel carbs 60g within 3h"), info),
        ("refuel-ratio", thursday("fuel carbs 50g protein 20g"), None),
        ("refuel-ratio", thursday("fuel carbs 49g protein 20g"), info),
        ("refuel-ratio", thursday("fuel carbs 90g protein 20g"), None),
        ("refuel-ratio", thursday("fuel carbs 91g protein 20g"), info),
        ("rehydrate", thursday("weight 70kg -> 69kg; hydrate 1.5l"), None),
        ("rehydrate", thursday("weight 70kg -> 69kg; hydrate 1.4l"), info),
        ("rehydrate", thursday("weight 70kg -> 69kg"), None),
        ("rehydrate", thursday("weight 70kg -> 68.7kg; hydrate 3l"), None),
        ("rehydrate", thursday("weight 70kg -> 68.5kg; hydrate 3l"), warning),
        ("rehydrate-sodium", thursday("done 6km in 35:00; hydrate 1l"), None),
        ("rehydrate-sodium", thursday("done 6km in 35:00; hydrate 600ml; hydrate 500ml"), info),
        ("rehydrate-sodium", thursday("done 6km in 35:00; hydrate 1.1l; sodium 500mg"), None),
        ("rehydrate-sodium", thursday("hydrate 2l"), None),
        (
            "pre-run-carbohydrate",
            thursday("weight 70kg; fuel carbs 69g 2h before; done 20km in 2:00:00"),
            info,
        ),
        (
            "pre-run-carbohydrate",
            thursday("weight 70kg; fuel carbs 70g 2h before; done 20km in 2:00:00"),
            None,
        ),
        (
            "pre-run-carbohydrate",
            thursday("weight 70kg; fuel carbs 281g 3h before; done 20km in 2:00:00"),
            info,
        ),
        (
            "pre-run-carbohydrate",
            thursday("weight 70kg; fuel carbs 10g 5h before; done 20km in 2:00:00"),
            None,
        ),
        ("pre-run-carbohydrate", thursday("weight 70kg; fuel carbs 10g 2h before; done 8km in 45:00"), None),
        ("pre-run-snack", thursday("snack 29min before; done 8km in 45:00"), info),
        ("pre-run-snack", thursday("snack 30min before; done 8km in 45:00"), None),
        ("pre-run-snack", thursday("snack 59min before fat; done 8km in 45:00"), info),
        ("pre-run-snack", thursday("snack 60min before fat; done 8km in 45:00"), None),
        ("pre-run-snack", thursday("08:00 snack; 08:20 done 8km in 45:00"), info),
        ("alcohol-after-hard", race.to_owned() + &thursday("done 10km in 44:00; alcohol 2"), None),
        ("alcohol-after-hard", race.to_owned() + &thursday("done 10km in 44:00; alcohol 3"), info),
        ("alcohol-after-hard", race.to_owned() + &thursday("alcohol 4; done 10km in 44:00"), info),
        ("alcohol-after-hard", race.to_owned() + &thursday("done 10km in 44:00; alcohol 5"), warning),
        (
            "alcohol-after-hard",
            race.to_owned() + &thursday("10:00 done 10km in 44:00; 16:44 alcohol 5"),
            warning,
        ),
        (
            "alcohol-after-hard",
            race.to_owned() + &thursday("10:00 done 10km in 44:00; 16:45 alcohol 5"),
            None,
        ),
        ("alcohol-after-hard", thursday("done 8km in 45:00 rpe 3; alcohol 5"), None),
        // After races and long runs.
        ("race-walk-short", race.to_owned() + &thursday("done 10km in 44:00; cooldown-walk 14min"), info),
        ("race-walk-short", race.to_owned() + &thursday("done 10km in 44:00; cooldown-walk 15min"), None),
    ];
    let mut faults = Vec::new();
    for (rule, scene, wanted) in cases {
        let checked = check(rule, &scene);
        let found: Vec<_> = checked.diagnostics.iter().filter(|d| d.code.name == rule).collect();
        let worst = found.iter().map(|d| d.severity).max();
        let unread = checked
            .diagnostics
            .iter()
            .any(|d| d.severity == Severity::Error && meso_core::codes::ALL.contains(&d.code));
        if worst != wanted || found.len() > 1 || unread {
            faults.push(format!("{rule}: {wanted:?} wanted for\n{scene}{}", show(&checked, "scene.meso")));
        }
    }
    assert!(faults.is_empty(), "{} faults\n\n{}", faults.len(), faults.join("\n"));
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

/// Some days of a healthy runner with some noise; `special` replaces the usual entries of a day.
fn healthy(days: u32, seed: u64, special: impl Fn(u32) -> Option<&'static str>) -> String {
    let mut state = seed;
    let mut noise = move |spread: f64| {
        // The sum of four uniform numbers is near enough to a normal one.
        let sum: f64 = (0..4)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 40) as f64 / (1u64 << 24) as f64 - 0.5
            })
            .sum();
        sum * spread * 1.7
    };
    let days: Vec<String> = (0..days)
        .map(|day| {
            let (hrv, rhr, sleep) = (62.0 + noise(4.0), 50.0 + noise(1.2), 480.0 + noise(25.0));
            let (motivation, effort) = (4.0 + noise(0.5), 3.0 + noise(0.5));
            let done = format!("done 8km in 46:{:02.0} hr 140 rpe {effort:.0}", 30.0 + noise(12.0));
            let usual = format!(
                "{done}; hrv {hrv:.0}ms; rhr {rhr:.0}bpm; sleep {:.0}h{:02.0}; motivation {motivation:.0}/5",
                (sleep / 60.0).floor(),
                (sleep % 60.0).floor()
            );
            special(day).map_or(usual, str::to_owned)
        })
        .collect();
    log(&days)
}

/// A log whose days, from 4 January 2027 on, have these entries.
fn log(days: &[impl AsRef<str>]) -> String {
    let first = jiff::civil::date(2027, 1, 4);
    let mut text = String::new();
    for (day, entries) in (0..).zip(days) {
        let date = first.checked_add(jiff::Span::new().days(day)).unwrap();
        let _ = writeln!(text, "log {date}\n  {}", entries.as_ref());
    }
    text
}

fn check(rule: &str, scene: &str) -> Checked {
    let (sources, root) = Sources::with(SourceText::new("scene.meso", format!("{PLAN}{scene}")));
    let mut config = Config::default();
    let meta = meso_lint::registry::find(rule).unwrap();
    if !meta.on {
        config.force(rule, Level::from(meta.code.severity));
    }
    meso_lint::check(sources, root, &NoFiles, &config)
}

/// Rules that warn, and their lines.
fn loud(checked: &Checked) -> Vec<(String, usize)> {
    let found = checked.diagnostics.iter().filter(|d| d.severity > Severity::Info);
    found
        .map(|d| {
            let index = checked.analysis.sources.get(d.span.file).line_index();
            (d.code.name.to_owned(), index.line_of(d.span.start) as usize + 1)
        })
        .collect()
}

fn loud_names(checked: &Checked) -> Vec<String> {
    let found = checked.diagnostics.iter().filter(|d| d.severity > Severity::Info);
    let logs = found.filter(|d| {
        let meta = meso_lint::registry::find(d.code.name);
        meta.is_some_and(|meta| ["sleep", "signs"].contains(&meta.group.name()))
    });
    logs.map(|d| format!("{} {}", d.severity.name(), d.code.name)).collect()
}

/// What is said of a file, with its advice and its other places.
fn show(checked: &Checked, file: &str) -> String {
    let place = |span: meso_core::text::Span| {
        let source = checked.analysis.sources.get(span.file);
        format!("{}:{}", source.name, source.line_index().line_of(span.start) + 1)
    };
    let mut text = String::new();
    for d in checked.diagnostics.iter().filter(|d| *checked.analysis.sources.get(d.span.file).name == *file) {
        let _ = writeln!(text, "{}: {}[{}] {}", place(d.span), d.severity.name(), d.code.name, d.message);
        if let Some(help) = &d.help {
            let _ = writeln!(text, "    = {help}");
        }
        for related in &d.related {
            let _ = writeln!(text, "    {}: {}", place(related.span), related.message);
        }
    }
    text
}

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans").join(name)).unwrap()
}

/// The plans beside these tests.
struct Folder;

impl Load for Folder {
    fn load(&self, _from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        Ok(SourceText::new(path, read(path)))
    }
}
