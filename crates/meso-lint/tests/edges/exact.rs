//! Figures that lie exactly at a limit, where it takes a limit from the configuration, or a plan made for it, to meet one.

use crate::scene::log;
use crate::{Case, HARD, INFO, UNREAD, WARNING, days, hold, hold_with, plan, weeks};
use meso_analysis::series::Series;
use meso_core::load::NoFiles;
use meso_core::physiology::vdot::{race_time, vdot};
use meso_core::text::{SourceText, Sources};
use meso_core::units::{Distance, Duration};

/// A configuration with these options of a rule.
fn set(rule: &str, options: &str) -> String {
    format!("[rules]\n{rule} = {{ {options} }}\n")
}

/// What a plan's series hold.
fn measured(text: &str, of: impl Fn(&Series<'_>) -> f64) -> f64 {
    let (sources, root) = Sources::with(SourceText::new("scene.meso", text));
    let checked = meso_lint::check(sources, root, &NoFiles, &meso_lint::Config::default());
    of(&Series::new(&checked.analysis.plan))
}

/// Minutes of easy running on days from the first on.
fn easy(minutes: impl IntoIterator<Item = u32>) -> String {
    let runs: Vec<(usize, String)> = (0..).zip(minutes).map(|(day, m)| (day, format!("{m}min E"))).collect();
    plan("  start 2027-01-04", &days(&runs.iter().map(|(day, run)| (*day, run.as_str())).collect::<Vec<_>>()))
}

#[test]
fn limits_of_shares_and_distances() {
    let race = |what: &str| days(&[(6, what)]);
    let four_runs = || days(&[(0, "20km E"), (2, "20km E"), (4, "20km E"), (6, "20km E")]);
    hold_with(
        &set("race-distance-odd", "rounding = \"0 %\", near = \"25 %\""),
        vec![
            ("race-distance-odd", race("race 10km"), None),
            ("race-distance-odd", race("race 2.25km"), INFO),
            ("race-distance-odd", race("race 2.24km"), None),
        ],
    );
    let share = |limit: &str| set("long-run-share", &format!("four-runs = \"{limit} %\""));
    hold_with(&share("24.5"), vec![("long-run-share", four_runs(), None)]);
    hold_with(&share("24.4"), vec![("long-run-share", four_runs(), WARNING)]);
    hold_with(
        &set("hold-before-raise", "hold = \"15 days\""),
        vec![("hold-before-raise", weeks(&[30.0, 30.0, 31.6]), INFO)],
    );
    hold_with(
        &set("hold-before-raise", "hold = \"14 days\""),
        vec![("hold-before-raise", weeks(&[30.0, 30.0, 31.6]), None)],
    );
    let double = || days(&[(1, &format!("07:00 {HARD}; 17:00 {HARD}"))]);
    hold_with(
        &set("hard-session-spacing", "quiet = \"10 h\""),
        vec![("hard-session-spacing", double(), None)],
    );
    hold_with(
        &set("hard-session-spacing", "quiet = \"601 min\""),
        vec![("hard-session-spacing", double(), WARNING)],
    );
    let late = |run: &str| format!("week 1\n  mon 23:30 sauna 60min\n  wed {run} 6km E\n");
    hold_with(
        &set("sauna-before-run", "gap = \"30 h\""),
        vec![("sauna-before-run", late("06:00"), WARNING), ("sauna-before-run", late("06:30"), None)],
    );
    let injured = || log(&["injury \"calf\"", "rhr 50bpm", "sauna 15min"]);
    hold_with(&set("heat-on-injury", "wait = \"48 h\""), vec![("heat-on-injury", injured(), None)]);
    hold_with(&set("heat-on-injury", "wait = \"49 h\""), vec![("heat-on-injury", injured(), crate::ERROR)]);
    let taper = || {
        let km = [50.0, 50.0, 50.0, 50.0, 30.0, 20.0, 20.0];
        plan("  goal half-marathon", &format!("{}  sun race half-marathon\n", weeks(&km)))
    };
    hold_with(&set("taper-too-long", "max = \"20 days\""), vec![("taper-too-long", taper(), INFO)]);
    hold_with(&set("taper-too-long", "max = \"21 days\""), vec![("taper-too-long", taper(), None)]);
    let pace = |recovery: &str| {
        let head = "athlete\n  recent 10km in 44:00\nzones\n  M 4:10/km";
        plan(head, &days(&[(0, &format!("30min recovery @{recovery}/km"))]))
    };
    hold_with(
        &set("active-recovery-too-fast", "slower-by = \"70.5 s\", quiet-from = \"80.5 s\""),
        vec![
            ("active-recovery-too-fast", pace("5:19"), WARNING),
            ("active-recovery-too-fast", pace("5:20"), INFO),
            ("active-recovery-too-fast", pace("5:30"), None),
        ],
    );
    hold_with(
        &set("active-recovery-too-fast", "slower-by = \"70.52 s\", quiet-from = \"80.52 s\""),
        vec![
            ("active-recovery-too-fast", pace("5:20"), WARNING),
            ("active-recovery-too-fast", pace("5:30"), INFO),
        ],
    );
}

#[test]
fn limits_of_measures_of_load() {
    // A race on the first morning, after training as ever: neither tired nor rested.
    let first = || plan("  start 2027-01-04\n  goal 10km", &days(&[(0, "race 10km")]));
    let form = |least: &str, most: &str| set("form-at-race", &format!("min = {least}, max = {most}"));
    hold_with(&form("0.0", "0.0"), vec![("form-at-race", first(), None)]);
    hold_with(&form("0.1", "1.0"), vec![("form-at-race", first(), INFO)]);

    let at = |rule: &str, option: &str, limit: f64| set(rule, &format!("{option} = {limit:?}"));
    let month = easy((0..35).map(|day| if day < 28 { 60 } else { 120 }));
    // The greatest is that of the last day.
    let ratio = measured(&month, |series| {
        let loads: Vec<f64> = series.load().iter().copied().skip(7).collect();
        loads.iter().skip(21).sum::<f64>() / (loads.iter().sum::<f64>() / 4.0)
    });
    hold_with(&at("acwr-high", "quiet", ratio), vec![("acwr-high", month.clone(), None)]);
    hold_with(&at("acwr-high", "quiet", ratio - 1e-9), vec![("acwr-high", month, INFO)]);

    let varied = easy([30, 60, 45, 60, 30, 90, 60]);
    let monotony = measured(&varied, |series| series.monotony()[6]);
    hold_with(&at("monotony-high", "quiet", monotony), vec![("monotony-high", varied.clone(), None)]);
    hold_with(&at("monotony-high", "quiet", monotony - 1e-9), vec![("monotony-high", varied, INFO)]);

    let grown = easy((0..14).map(|day| if day < 7 { 20 } else { 60 }));
    let rise = measured(&grown, |series| series.fitness().ctl[13] - series.fitness().ctl[6]);
    hold_with(&at("ramp-rate", "max", rise), vec![("ramp-rate", grown.clone(), None)]);
    hold_with(&at("ramp-rate", "max", rise - 1e-9), vec![("ramp-rate", grown, INFO)]);

    let of_weeks = |minutes: [u32; 5]| -> String {
        let week = |minutes: u32| [minutes, 0, 0, minutes / 2, 0, 0, 0];
        let all = easy(minutes.into_iter().flat_map(week));
        all.lines().filter(|line| !line.contains(" 0min")).map(|line| format!("{line}\n")).collect()
    };
    let doubled = |minutes: u32| of_weeks([100, 100, 100, 100, minutes]);
    let spike = |quiet: &str| set("strain-spike", &format!("quiet = {quiet}"));
    hold_with(
        &spike("2.0"),
        vec![("strain-spike", doubled(200), None), ("strain-spike", doubled(202), INFO)],
    );
    // Weeks without any running have no strain.
    let after_rest = |minutes: u32| of_weeks([100, 0, 0, 0, minutes]);
    hold_with(
        &spike("4.0"),
        vec![("strain-spike", after_rest(100), None), ("strain-spike", after_rest(102), INFO)],
    );
}

#[test]
fn limits_of_a_goal_time() {
    let scene = |time: &str| {
        plan(
            &format!(
                "  start 2027-01-04\n  goal 10km on 2027-01-10 in {time}\nathlete\n  recent 10km in 44:00 on 2026-10-04"
            ),
            "week 1\n  sun race 10km\n",
        )
    };
    let ten = Distance::from_km(10.0);
    let predicted = race_time(vdot(ten, Duration::from_min(44.0)).unwrap(), ten);
    // A time whose share of the predicted one a percentage can say exactly.
    let exact = |second: u32| {
        let faster = 1.0 - Duration::from_min(41.0 + f64::from(second) / 60.0).to_s() / predicted.to_s();
        let around = faster * 100.0;
        [around, around.next_up(), around.next_down()].into_iter().find(|p| p / 100.0 == faster)
    };
    let (second, percent) = (10..60).find_map(|second| Some((second, exact(second)?))).unwrap();
    let scene = scene(&format!("41:{second}"));
    let limits = |quiet: f64, max: f64| {
        set("goal-pace-unlikely", &format!("quiet = \"{quiet} %\", max = \"{max} %\""))
    };
    let case = |wanted| -> Vec<Case> { vec![("goal-pace-unlikely", scene.clone(), wanted)] };
    hold_with(&limits(percent, 8.0), case(None));
    hold_with(&limits(4.0, percent), case(INFO));
    hold_with(&limits(4.0, percent - 1e-6), case(WARNING));
    hold_with(&limits(percent - 1e-6, 8.0), case(INFO));
}

#[test]
fn what_lies_at_a_limit_by_its_nature() {
    let goal = |distance: &str, item: &str| plan(&format!("  goal {distance}"), &days(&[(1, item)]));
    let last = |race: &str| {
        let mut all: Vec<(usize, &str)> = (1..6).map(|week| (week * 7 + 1, "30km E")).collect();
        all.insert(0, (1, "211min E"));
        all.push((41, race));
        plan("", &days(&all))
    };
    let low =
        |race: &str| plan(&format!("  goal {race}"), &format!("{}  sun race {race}\n", weeks(&[20.0; 9])));
    let total = |stated: &str, days: &str| plan("", &format!("week 1 total {stated}\n{days}"));
    // Ten easy weeks; the only fast running is on the day of the race itself, which is not written.
    let easy_weeks = |fast: usize| {
        let mut all: Vec<(usize, &str)> = (0..10).map(|week| (week * 7 + 1, "10km E")).collect();
        all.push((fast, HARD));
        all.sort_unstable_by_key(|(day, _)| *day);
        plan("  start 2027-01-04\n  goal 10km on 2027-03-12", &days(&all))
    };
    let week_with = |item: &str| {
        days(&(0..7).map(|day| (day, if day == 3 { item } else { "8km E" })).collect::<Vec<_>>())
    };
    // Weeks of 30 km, and one of a hundred little runs.
    let little_runs = {
        let little = ["0.3km E"; 20].join("; ");
        let fourth: String =
            ["mon", "tue", "wed", "thu", "fri"].map(|day| format!("  {day} {little}\n")).concat();
        weeks(&[30.0; 8])
            .replace("week 4\n  tue 30.0km E\n", "week 4\n  tue 30km E\n")
            .replace("week 4\n  tue 30km E\n", &format!("week 4\n{fourth}"))
    };
    let cases: Vec<Case> = vec![
        // 2 % beyond the marathon are still one.
        ("long-run-too-long", goal("43.0389km", "211min E"), WARNING),
        ("long-run-too-long", goal("43.039km", "211min E"), None),
        ("long-run-too-long", last("race 43.0389km"), WARNING),
        ("long-run-too-long", last("race 43.039km"), None),
        ("volume-low-for-marathon", low("43.0389km"), WARNING),
        ("volume-low-for-marathon", low("43.039km"), None),
        // A total of nought, and days without any run.
        ("stated-total-mismatch", total("0km", "  tue 8km E\n"), None),
        ("stated-total-mismatch", total("30km", "  tue rest\n"), WARNING),
        ("no-quality-block", easy_weeks(67), None),
        ("no-quality-block", easy_weeks(66), INFO),
        // Walks with something else beside them, and rides with a run in them.
        ("rest-day-missing", week_with("8km E"), WARNING),
        ("rest-day-missing", week_with("50min walk + 20min bike"), None),
        ("rest-day-missing", week_with("60min bike + 20min E"), None),
        ("recovery-week-missing@strict", little_runs, WARNING),
        ("unexplained-slow", climbing("10km E +300m"), None),
        ("unexplained-slow", climbing("10km E"), WARNING),
        // A log that begins with its newest day.
        (
            "heat-on-injury",
            "log 2027-01-05\n  sauna 15min\nlog 2027-01-04\n  injury \"calf\"\n".to_owned(),
            crate::ERROR,
        ),
        ("pre-run-carbohydrate", log(&["weight 0kg; fuel carbs 10g 2h before; done 20km in 2:00:00"]), None),
        ("refuel-ratio", log(&["fuel carbs 0g protein 20g"]), None),
        ("refuel-ratio", log(&["fuel carbs 20g protein 0g"]), None),
        ("refuel-ratio", log(&["fuel carbs 10g protein 20g"]), INFO),
        ("taper-missing", weeks(&[50.0; 6]) + UNREAD, None),
    ];
    hold(cases);
    // A break of five days costs nothing, whatever is asked of longer ones.
    let off = |next: i64| {
        let runs = [0, next].map(|day| format!("log 2027-01-{:02}\n  done 6km in 36:00\n", 4 + day)).concat();
        days(&(0..10).map(|day| (day, "6km E")).collect::<Vec<_>>()) + &runs
    };
    hold_with(
        &set("return-pace", "from = \"5 days\""),
        vec![("return-pace", off(6), None), ("return-pace", off(7), INFO)],
    );
}

/// Five runs at the usual pace and three slow ones, planned like this.
fn climbing(planned: &str) -> String {
    let done = |time: &str| format!("done 10km in {time} hr 140");
    let mut entries = vec![done("1:00:00"); 5];
    entries.extend(vec![done("1:02:00"); 3]);
    days(&(0..8).map(|day| (day, planned)).collect::<Vec<_>>()) + &log(&entries)
}

#[test]
fn limits_of_an_easy_run() {
    // 3 % over an easy range that ends at 4 m/s, and 77 % of 200 beats.
    let felt = |done: &str| {
        let head = "  start 2027-01-04\nathlete\n  max-hr 200\n  recent 10km in 44:00\nzones\n  E 4:10/km";
        plan(head, &days(&[(0, "8km E"), (1, "8km E"), (2, "8km E")]))
            + &log(&vec![format!("done {done} rpe 5"); 3])
    };
    let cases: Vec<Case> = vec![
        ("easy-runs-feel-hard", felt("4.12km in 16:40"), WARNING),
        ("easy-runs-feel-hard", felt("4.13km in 16:40"), None),
        ("easy-runs-feel-hard", felt("5km in 16:40 hr 154"), WARNING),
        ("easy-runs-feel-hard", felt("5km in 16:40 hr 155"), None),
    ];
    hold(cases);
}

/// Who sets a stricter limit than the one for infos hears of what is beyond it.
#[test]
fn a_limit_of_ones_own_counts_below_the_quiet_one_too() {
    hold_with(
        &set("long-run-too-long", "max = \"60 min\""),
        vec![("long-run-too-long", days(&[(6, "61min E")]), WARNING)],
    );
    hold_with(
        &set("active-recovery-too-long", "max = \"20 min\""),
        vec![
            ("active-recovery-too-long", days(&[(6, "21min recovery")]), WARNING),
            ("active-recovery-too-long", days(&[(6, "20min recovery")]), None),
        ],
    );
    let after_marathon = || days(&[(6, "race marathon"), (16, "15min E")]);
    hold_with(
        &set("marathon-run-too-long", "max = \"10 min\""),
        vec![("marathon-run-too-long", after_marathon(), WARNING)],
    );
    hold_with(
        &set("session-cap-threshold", "max = \"5 %\""),
        vec![("session-cap-threshold", days(&[(0, "32km E"), (1, "5km E + 3km T"), (5, "5km E")]), WARNING)],
    );
    hold_with(
        &set("recovery-week-too-shallow", "min-cut = \"40 %\""),
        vec![(
            "recovery-week-too-shallow",
            "week 1\n  tue 40km E\nweek 2 recovery\n  tue 26km E\n".to_owned(),
            WARNING,
        )],
    );
    hold_with(
        &set("goal-pace-unlikely", "max = \"0 %\""),
        vec![(
            "goal-pace-unlikely",
            plan("  goal 10km in 49:30\nathlete\n  recent 10km in 50:00", &days(&[(0, "8km E")])),
            WARNING,
        )],
    );
    let heavier = || easy((0..35).map(|day| if day < 28 { 30 } else { 36 }));
    hold_with(&set("acwr-high", "max = 1.1"), vec![("acwr-high", heavier(), WARNING)]);
}
