//! What is said: how often, of which line, with which words, and with how many places beside it.

use crate::scene::{PLAN, log};
use crate::{HARD, days, plan, weeks};
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_lint::Config;
use meso_lint::config::{Setting, Value};
use meso_lint::level::Level;

/// The findings of a rule in order, as `line: message (help) [places beside it]`.
fn findings(rule: &str, scene: &str) -> Vec<String> {
    findings_with(Config::default(), rule, scene)
}

fn findings_with(mut config: Config, rule: &str, scene: &str) -> Vec<String> {
    let meta = meso_lint::registry::find(rule).unwrap();
    config.force(rule, Level::from(meta.code.severity));
    let text = if scene.starts_with("plan") { scene.to_owned() } else { format!("{PLAN}{scene}") };
    let (sources, root) = Sources::with(SourceText::new("scene.meso", text));
    let checked = meso_lint::check(sources, root, &NoFiles, &config);
    let ours = checked.diagnostics.iter().filter(|d| d.code.name == rule);
    ours.map(|d| {
        let line = checked.analysis.sources.get(root).line_index().line_of(d.span.start) + 1;
        let help = d.help.as_deref().unwrap_or("");
        let beside: Vec<&str> = d.related.iter().map(|related| related.message.as_str()).collect();
        format!("{line}: {} ({help}) [{}]", d.message, beside.join("; "))
    })
    .collect()
}

/// A configuration that sets one option of a rule.
fn set(rule: &str, option: &str, value: Value) -> Config {
    let (rule, options) = (rule.to_owned(), vec![(option.to_owned(), value)]);
    let mut config = Config::default();
    config.settings.push(Setting { rule, level: None, options, span: None });
    config
}

/// Each finding of a rule has these words, in order; there are no others.
#[track_caller]
fn says(rule: &str, scene: &str, wanted: &[&str]) {
    let found = findings(rule, scene);
    let fits =
        found.len() == wanted.len() && found.iter().zip(wanted).all(|(text, words)| text.contains(words));
    assert!(fits, "{rule}: {wanted:?} wanted, {found:#?}\n{scene}");
}

/// One day of a log, counted from 4 January 2027.
fn on_day(day: i64, entry: &str) -> String {
    let date = jiff::civil::date(2027, 1, 4).checked_add(jiff::Span::new().days(day)).unwrap();
    format!("log {date}\n  {entry}\n")
}

fn on_days(entry: &str, at: &[i64]) -> String {
    at.iter().map(|day| on_day(*day, entry)).collect()
}

fn hard_on(at: &[usize]) -> String {
    days(&at.iter().map(|day| (*day, HARD)).collect::<Vec<_>>())
}

#[test]
fn a_spell_is_said_once() {
    says("hard-sessions-per-week", &hard_on(&[0, 3, 6, 9, 12]), &["the third"]);
    says("hard-sessions-per-week", &hard_on(&[0, 3, 6, 9, 11, 13]), &["the third", "the third"]);
    says("hard-sessions-per-week", &hard_on(&[0, 2, 4, 6, 9]), &["the third", "the fourth"]);
    let daily = |minutes: &[(usize, u32)]| {
        let runs: Vec<(usize, String)> = minutes.iter().map(|(day, m)| (*day, format!("{m}min E"))).collect();
        days(&runs.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>())
    };
    let two_peaks: Vec<(usize, u32)> = (7..84)
        .map(|day| (day, if (28..35).contains(&day) || (77..84).contains(&day) { 190 } else { 60 }))
        .collect();
    says("acwr-high", &daily(&two_peaks), &["the seven days to Sunday", "the seven days to Sunday"]);
    let rising: Vec<(usize, u32)> = (0..21).map(|day| (day, [20, 100, 190][day / 7])).collect();
    says("ramp-rate", &daily(&rising), &["in week 2"]);
    says("volume-high", &weeks(&[65.0, 66.0, 60.0, 67.0]), &["2 weeks", "1 week of"]);
    says("volume-high", &weeks(&[65.0, 64.0, 66.0]), &["1 week of", "1 week of"]);
    let tools = |second: i64| {
        days(&[(1, "6km E"), (8, "6km E"), (15, "6km E")]).replace("\n  tue", " taper\n  tue")
            + &on_days("sauna 15min", &[0, second])
    };
    says("taper-recovery-focus", &tools(14), &["2 uses"]);
    says("taper-recovery-focus", &tools(15), &["a recovery tool", "a recovery tool"]);
    let felt = |last: usize| {
        let at = [0, 1, 2, last];
        days(&at.map(|day| (day, "8km E")))
            + &on_days("done 8km in 46:00 rpe 5", &at.map(|day| i64::try_from(day).unwrap()))
    };
    says("easy-runs-feel-hard", &felt(12), &["4 of the last 4"]);
    says("easy-runs-feel-hard", &felt(13), &["3 of the last 3", "4 of the last 4"]);
    let due = |second: i64| {
        let both = "rhr 55bpm; motivation 2/5; soreness 6/10";
        on_days(both, &[0, 1, 2])
            + &on_days("rhr 50bpm", &[3, 4, 5, 6])
            + &on_days(both, &[second, second + 1, second + 2])
    };
    says("recovery-week-due", &due(7), &["a recovery week is due"]);
    says("recovery-week-due", &due(8), &["a recovery week is due", "a recovery week is due"]);
    says("bedroom-temperature", &on_days("bedroom 22C", &[0, 3]), &["warmer"]);
    says("bedroom-temperature", &on_days("bedroom 14C", &[0, 4]), &["cooler", "cooler"]);
    says("sleep-below-target", &on_days("sleep 7h", &[0, 1]), &["2 nights in a row under 8 h"]);
    says("sleep-below-target", &on_days("sleep 7h", &[0, 2]), &["7 h of sleep, 8 h wanted"; 2]);
    let short = |second: i64| {
        let later: Vec<i64> = (second - 4..=second).collect();
        on_days("sleep 5h", &[0, 1, 2, 3, 4]) + &on_days("sleep 5h", &later)
    };
    says("sleep-short", &short(11), &["in the 5 nights to 15 January"]);
    says("sleep-short", &short(12), &["in the 5 nights to 8 January", "in the 5 nights to 16 January"]);
    // Under six hours on the fifth and the twelfth day, above between.
    let up_and_down = ["5h", "5h", "5h", "5h", "5h", "12h", "6h", "4h30", "5h", "5h", "5h", "4h"];
    let nights: Vec<String> = up_and_down.iter().map(|night| format!("sleep {night}")).collect();
    says("sleep-short", &log(&nights), &["nights to 14 January", "nights to 15 January"]);
    let baths = |at: &[i64]| on_days("ice-bath 10min 12C", at);
    says("cold-as-routine", &baths(&[0, 1, 2, 3, 7, 8, 9, 10]), &["8 cold baths in two weeks"]);
    says("cold-as-routine", &baths(&[0, 1, 5, 6, 7, 11, 12, 13, 14]), &["8 cold baths in two weeks"]);
    let beds = |second: i64| {
        let first: Vec<String> = (0..7)
            .map(|day| on_day(day, if day % 2 == 0 { "bedtime 21:00" } else { "bedtime 01:00" }))
            .collect();
        first.concat() + &on_day(second, "bedtime 01:00")
    };
    says("bedtime-irregular", &beds(13), &["bed times of two weeks"]);
    let late = |second: i64| {
        let first: Vec<String> = (0..7)
            .map(|day| on_day(day, if day % 2 == 0 { "bedtime 21:00" } else { "bedtime 01:00" }))
            .collect();
        let again: Vec<String> = (second - 6..=second)
            .map(|day| on_day(day, if day % 2 == 0 { "bedtime 21:00" } else { "bedtime 01:00" }))
            .collect();
        first.concat() + &again.concat()
    };
    says("bedtime-irregular", &late(20), &["bed times of two weeks"; 2]);
    // Four weeks with a bath on four days; then again after a week without, and after ten days.
    let routine = |again: i64| {
        let weeks = [0, 7, again, again + 7];
        let at: Vec<i64> = weeks.iter().flat_map(|week| (0..4).map(move |day| week + day)).collect();
        on_days("ice-bath 10min 12C", &at)
    };
    // A week, and eight days, between the two days on which it is one.
    let week_between = [1, 6, 8, 10, 11, 12, 13, 15, 16, 20, 21, 24, 26, 27, 28];
    says("cold-as-routine", &on_days("ice-bath 10min 12C", &week_between), &["in two weeks"]);
    let longer_between = [0, 2, 4, 6, 8, 10, 12, 14, 15, 20, 21, 22, 23, 28];
    says("cold-as-routine", &on_days("ice-bath 10min 12C", &longer_between), &["in two weeks"; 2]);
    says("cold-as-routine", &routine(14), &["8 cold baths in two weeks"]);
    says("cold-as-routine", &routine(21), &["8 cold baths in two weeks"; 2]);
    // A day far over the baseline at either end of three a little over it is told once.
    let spike = |at: usize| {
        let mut beats = vec!["rhr 50bpm"; 7];
        beats.extend(["rhr 54bpm"; 3]);
        beats[7 + at] = "rhr 60bpm";
        log(&beats)
    };
    says("rhr-raised", &spike(0), &["10 beats over its baseline of 50 (run easy"]);
    says("rhr-raised", &spike(2), &["10 beats over its baseline of 50 (run easy"]);
    // Of days that are equally heavy the first is named.
    let daily: Vec<(usize, &str)> = (0..35).map(|day| (day, "60min E")).collect();
    let config = set("acwr-high", "quiet", Value::Float(0.5));
    let found = findings_with(config, "acwr-high", &days(&daily));
    assert!(found.len() == 1 && found[0].contains("the seven days to Monday"), "{found:#?}");
}

#[test]
fn a_message_says_what_it_found() {
    let thursday = |items: &str| format!("log 2027-01-07\n  {items}\n");
    let rolled = |at: &[i64]| on_days("foam-roll 10min", at) + &on_day(14, "sleep 8h");
    says("foam-rolling-week", &rolled(&[0]), &["foam rolling once in 15 days"]);
    says("foam-rolling-week", &rolled(&[0, 1]), &["foam rolling 2 times in 15 days"]);
    let mixed = |first: &str, second: &str| format!("week 1\n  tue {first}\n  thu {second}\n");
    says("unit-mix", &mixed("8km E", "10mi E"), &["13: "]);
    says("unit-mix", &mixed("10mi E", "8km E"), &["13: "]);
    let tested = |test: i64, last: i64| {
        on_day(0, "sleep 8h") + &on_day(test, "ferritin 40") + &on_day(last, "sleep 8h")
    };
    says("ferritin-check", &tested(10, 409), &["13 months ago"]);
    says("ferritin-check", &tested(10, 416), &["13 months ago"]);
    says("ferritin-check", &tested(10, 400), &["13 months ago"]);
    says(
        "pre-run-carbohydrate",
        &thursday("weight 70kg; fuel carbs 69g 2h before; done 20km in 2:00:00"),
        &["is little before"],
    );
    says(
        "pre-run-carbohydrate",
        &thursday("weight 70kg; fuel carbs 290g 2h before; done 20km in 2:00:00"),
        &["is much before"],
    );
    let late = |next: &str, at: i64| {
        on_day(3, "08:00 done 18km in 2:00:00; fuel carbs 60g within 3h") + &on_day(at, next)
    };
    says("refuel-late", &late("07:00 done 6km in 36:00", 4), &["the next session, the next day"]);
    says(
        "refuel-late",
        &thursday("08:00 done 18km in 2:00:00; fuel carbs 60g within 3h; 17:00 done 5km in 30:00"),
        &["the next session, the same day"],
    );
    let slower = on_days("done 10km in 1:00:00 hr 140", &[0, 1, 2, 3, 4])
        + &on_day(5, "done 10km in 1:02:00 hr 140")
        + &on_day(6, "done 10km in 1:03:00 hr 140")
        + &on_day(7, "done 10km in 1:04:00 hr 140");
    says("unexplained-slow", &slower, &["3 runs in a row were 5 % slower"]);
    says("refuel-ratio", &thursday("fuel carbs 20g protein 20g"), &["little carbohydrate for its protein"]);
    says("refuel-ratio", &thursday("fuel carbs 200g protein 20g"), &["little protein for its carbohydrate"]);
    let bath = |what: &str| format!("week 1\n  tue 6km E; rest; {what}\n");
    says("hot-bath", &bath("hot-bath 15min 37C"), &["cooler than advised"]);
    says("hot-bath", &bath("hot-bath 15min 41C"), &["hotter than advised"]);
    says("hot-bath", &bath("hot-bath 10min 39C"), &["shorter than advised"]);
    says("hot-bath", &bath("hot-bath 25min 39C"), &["longer than advised"]);
    says("sleep-short", &on_days("sleep 7h30", &[0, 1, 2, 3, 4]), &["while training"]);
    let steady: Vec<(usize, &str)> = (0..28).map(|day| (day, "40min steady")).collect();
    says("moderate-rut", &days(&steady), &["the four weeks to week 4"]);
    says("two-week-growth", &weeks(&[20.0, 20.0, 40.0]), &["week 3 has 100 % more"]);
    says("long-run-jump", &days(&[(6, "40km E"), (13, "60km E")]), &["run 44 km at most"]);
    let two_shares = |first: f64, second: f64| {
        let other = |long: f64| format!("{:.1}km E", 100.0 - long);
        days(&[
            (0, &format!("{first}km E") as &str),
            (2, &other(first)),
            (7, &format!("{second}km E")),
            (9, &other(second)),
        ])
    };
    says("long-run-share", &two_shares(70.0, 66.0), &["is 70 % of"]);
    says("long-run-share", &two_shares(66.0, 70.0), &["is 70 % of"]);
    says("long-run-share", &two_shares(70.0, 70.0), &["of week 1 "]);
    says("race-recovery-too-short", &days(&[(6, "race 10km"), (7, HARD)]), &["comes the day after a race"]);
    says("race-recovery-too-short", &days(&[(6, "race 10km"), (8, HARD)]), &["comes 2 days after a race"]);
    says("hard-day-after-long-run", &days(&[(5, "long 100min E"), (6, HARD)]), &["is hard on the day after"]);
    says(
        "hard-day-after-long-run",
        &days(&[(5, "long 100min E"), (6, "2km E + 8km M + 2km E")]),
        &["is marathon-pace work on"],
    );
    let taper = |race: &str, last: f64| {
        let km = [50.0, 50.0, 50.0, 50.0, 50.0, last, last];
        plan(&format!("  goal {race}"), &format!("{}  sun race {race}\n", weeks(&km)))
    };
    says("taper-missing", &taper("half-marathon", 49.76), &["the last two weeks have no less"]);
    says("taper-missing", &taper("half-marathon", 49.74), &["the last two weeks have only 1 % less"]);
    says("taper-missing", &taper("5km", 50.0), &["the race week has no less"]);
    // Nine weeks of an hour a day, a last week of less.
    let form = |last: u32| {
        let mut runs: Vec<(usize, String)> =
            (0..69).map(|day| (day, format!("{}min E", if day < 62 { 60 } else { last }))).collect();
        runs.push((69, "race 10km".to_owned()));
        let body = days(&runs.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>());
        plan("  goal 10km\nathlete\n  recent 10km in 44:00", &body)
    };
    says("form-at-race", &form(51), &["is +5, outside of +5 to +25 (run less"]);
    says("form-at-race", &form(50), &[]);
    says("form-at-race", &form(11), &[]);
    says("form-at-race", &form(10), &["is +25, outside of +5 to +25 (keep a little more"]);
    says("form-at-race", &form(2), &["(keep a little more"]);
    let recovery = |km: f64| weeks(&[40.0, 40.0, 40.0, km]).replace("week 4\n", "week 4 recovery\n");
    says("recovery-week-too-shallow", &recovery(39.81), &["has no less than"]);
    says("recovery-week-too-shallow", &recovery(39.8), &["has no less than"]);
    says("taper-missing", &taper("half-marathon", 49.75), &["the last two weeks have no less"]);
    // Of two runs as long as each other the first is named.
    let twice = |run: &str| days(&[(6, "20km E"), (13, run)]);
    says("long-run-jump", &twice("30km E; 30km steady"), &["`30km E` on"]);
    // Of two long runs that last as long as each other the second is.
    says(
        "long-runs-adjacent",
        &days(&[(5, "100min E"), (6, "100min E; 100min steady")]),
        &["`100min steady` on"],
    );
    says("active-recovery-too-fast", &days(&[(1, "30min recovery @M+59s/km")]), &["59 s/km slower than"]);
    let three = days(&[(1, "30km E"), (3, "30km steady"), (5, "5km E")]);
    let config = set("long-run-share", "three-runs", Value::Text("40 %".to_owned()));
    assert!(findings_with(config, "long-run-share", &three)[0].contains("`30km E` on"));
    says("recovery-week-too-shallow", &recovery(39.79), &["has only 1 % less than"]);
}

#[test]
fn days_and_sessions_have_their_names() {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let short = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    for start in short {
        for (day, name) in short.iter().zip(names) {
            let body = format!("week 1\n  mon 30min E\nweek 2\n  {day} 211min E\n");
            let text = plan(&format!("  week-starts {start}"), &body);
            says("long-run-too-long", &text, &[&format!("on {name} lasts")]);
        }
    }
    let work = "2km E + 6x(800m @I / 2min jog) + 2km E + 10min recovery";
    let quoted = |text: &str| days(&[(1, "race 10km"), (2, text)]);
    says("race-recovery-too-short", &quoted(work), &[&format!("`{}…`", &work[..48])]);
}

/// The texts of the places beside the only finding of a rule.
fn beside(rule: &str, scene: &str) -> Vec<String> {
    let (sources, root) = Sources::with(SourceText::new("scene.meso", format!("{PLAN}{scene}")));
    let checked = meso_lint::check(sources, root, &NoFiles, &Config::default());
    let found = checked.diagnostics.iter().filter(|d| d.code.name == rule);
    found.flat_map(|d| &d.related).map(|r| checked.analysis.sources.slice(r.span).to_owned()).collect()
}

#[test]
fn the_places_beside_a_finding() {
    let longest = |run: &str| beside("long-run-jump", &days(&[(6, run), (13, "30km E")]));
    assert_eq!(longest("20km E; 20km steady"), ["20km E"]);
    assert_eq!(longest("15km E; 20km steady"), ["20km steady"]);
    assert_eq!(beside("unit-mix", &days(&[(1, "8km E"), (3, "10mi E")])), ["8km"]);
    assert_eq!(beside("unit-mix", &days(&[(1, "10mi E"), (3, "8km E")])), ["10mi"]);
    let hard = "2km E + 6x(800m @I / 2min jog)";
    let low = |session: usize| {
        let usual = ["hrv 60ms", "hrv 62ms", "hrv 61ms", "hrv 63ms"];
        let values: Vec<&str> = (0..14).map(|day| usual[day % 4]).chain(["hrv 50ms"; 3]).collect();
        days(&[(0, "6km E"), (session, hard)]) + &log(&values)
    };
    says("hrv-falling", &low(16), &["[`2km E"]);
    says("hrv-falling", &low(18), &["[`2km E"]);
    says("hrv-falling", &low(19), &["[]"]);
    let raised = |session: usize| days(&[(0, "6km E"), (session, hard)]) + &log(&["rhr 56bpm"; 3]);
    says("rhr-raised", &raised(4), &["[`2km E"]);
    says("rhr-raised", &raised(5), &["[]"]);
    let short = |session: usize| days(&[(0, "6km E"), (session, hard)]) + &log(&["sleep 6h30"; 5]);
    says("sleep-short", &short(6), &["comes on top]"]);
    says("sleep-short", &short(7), &["[]"]);
    says(
        "rhr-raised",
        &log(&["rhr 54bpm", "rhr 55bpm", "rhr 55bpm", "rhr 55bpm", "rhr 54bpm"]),
        &["on 3 days"],
    );
    says("hard-day-back-to-back", &hard_on(&[1, 2, 3]), &["threshold pace or faster; hard: "]);
    assert_eq!(findings("hard-day-back-to-back", &hard_on(&[1, 2, 3]))[0].matches("hard: ").count(), 2);
    assert_eq!(findings("hard-sessions-per-week", &hard_on(&[0, 3, 6]))[0].matches("hard: ").count(), 2);
    let felt = days(&[(0, "8km E"), (1, "8km E"), (2, "8km E"), (3, "8km E")])
        + &log(&[5, 3, 6, 5].map(|rpe| format!("done 8km in 46:00 rpe {rpe}")));
    says("easy-runs-feel-hard", &felt, &["3 of the last 4 easy runs felt like 5 or more"]);
    says("easy-runs-feel-hard", &felt, &["[felt like 5; felt like 6]"]);
    let six: Vec<(usize, &str)> = (0..6).map(|day| (day, "8km E")).collect();
    let felt = days(&six) + &log(&[5, 5, 5, 3, 5, 5].map(|rpe| format!("done 8km in 46:00 rpe {rpe}")));
    says("easy-runs-feel-hard", &felt, &["3 of the last 4 easy runs"]);
    let two_spells = ["rhr 55bpm"; 3].into_iter().chain(["rhr 50bpm"; 4]).chain(["rhr 54bpm"; 3]);
    says("rhr-raised", &log(&two_spells.collect::<Vec<_>>()), &["5 beats over", "4 beats over"]);
    says("sleep-short", &on_days("sleep 5h", &[0, 1, 2, 3, 6]), &["in the 5 nights"]);
}
