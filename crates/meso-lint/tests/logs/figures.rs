//! The edges of every figure, as the pages of the rules name them.

use crate::scenes::{check, log, show};
use meso_core::diagnostic::Severity;

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
fn figures_over_days_and_weeks_have_their_edges() {
    let (info, warning) = (Some(Severity::Info), Some(Severity::Warning));
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
    let cases = [
        ("cold-as-routine", baths(&[0, 2, 4, 6, 7, 9, 11, 13]), info),
        ("cold-as-routine", baths(&[0, 2, 4, 7, 9, 11, 13]), None),
        ("cold-as-routine", baths(&[7, 8, 9, 10, 11, 12, 13]), None),
        ("sleep-peak-short", every_week("8h59"), info),
        ("sleep-peak-short", every_week("9h"), None),
        ("bedtime-irregular", bedtimes("23:50", 7), None),
        ("bedtime-irregular", bedtimes("23:55", 7), info),
        ("bedtime-irregular", bedtimes("01:00", 6), None),
        ("easy-runs-feel-hard", easy(&[5, 5, 5]), warning),
        ("easy-runs-feel-hard", easy(&[5, 3, 5, 5]), warning),
        ("easy-runs-feel-hard", easy(&[5, 3, 3, 5, 5]), None),
        ("easy-runs-feel-hard", easy(&[4, 4, 5, 5]), None),
        ("unexplained-slow", slow(5, &["1:01:49", "1:01:49", "1:01:49"]), warning),
        ("unexplained-slow", slow(5, &["1:01:48", "1:01:48", "1:01:48"]), None),
        ("unexplained-slow", slow(5, &["1:02:30", "1:02:30"]), None),
        ("unexplained-slow", slow(5, &["1:02:30", "1:00:00", "1:02:30", "1:02:30"]), None),
        ("unexplained-slow", slow(4, &["1:02:30", "1:02:30", "1:02:30"]), None),
        ("ferritin-check", ferritin(367), None),
        ("ferritin-check", ferritin(368), info),
        ("foam-rolling-week", rolled(&[0, 2, 4, 7, 9], 14), info),
        ("foam-rolling-week", rolled(&[0, 2, 4, 7, 9, 11], 14), None),
        ("foam-rolling-week", rolled(&[0], 13), None),
        ("foam-rolling-week", rolled(&[], 14), None),
        ("lab-test-over-40", goal(1986, "in 44:00"), info),
        ("lab-test-over-40", goal(1987, "in 44:00"), None),
        ("lab-test-over-40", goal(1980, ""), None),
        ("massage-interval", massages(3), None),
        ("massage-interval", massages(4), info),
    ];
    let mut faults = Vec::new();
    for (rule, scene, wanted) in cases {
        let checked = check(rule, &scene);
        let found: Vec<_> = checked.diagnostics.iter().filter(|d| d.code.name == rule).collect();
        let worst = found.iter().map(|d| d.severity).max();
        if worst != wanted || found.len() > 1 {
            faults.push(format!("{rule}: {wanted:?} wanted for\n{scene}{}", show(&checked, "scene.meso")));
        }
    }
    assert!(faults.is_empty(), "{} faults\n\n{}", faults.len(), faults.join("\n"));
}
