//! What plans weigh: from text to load, week by week, against figures that one can work out by hand.

use meso_analysis::distribution::Distribution;
use meso_analysis::series::{BaselineSource, Series};
use meso_analysis::session_load::{LoadModel, Method, effort, session_load};
use meso_core::load::NoFiles;
use meso_core::plan::{DayIndex, Plan};
use meso_core::text::{SourceText, Sources};
use meso_core::{Options, analyse};

fn plan(text: &str) -> Plan {
    let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
    analyse(sources, root, &NoFiles, &Options::default()).plan
}

/// A runner whose threshold pace is 4:00/km, and what is on her Tuesday.
fn tuesday(session: &str) -> Plan {
    plan(&format!(
        "plan\nathlete\n  threshold 4:00/km\n  max-hr 190\n  rest-hr 50\nweek 1\n  tue {session}\n"
    ))
}

fn load(session: &str, model: LoadModel) -> (f64, Method) {
    let plan = tuesday(session);
    let load = session_load(&plan, &plan.sessions[0], model);
    (load.points, load.method)
}

fn near(got: (f64, Method), points: f64, method: Method) {
    assert!((got.0 - points).abs() < 0.01 && got.1 == method, "{got:?} is not {points} by {method:?}");
}

#[test]
fn stress_by_pace() {
    near(load("60min @4:00/km", LoadModel::Stress), 100.0, Method::Pace);
    near(load("60min @4:30/km", LoadModel::Stress), 79.0123, Method::Pace);
    near(load("90min @5:15/km", LoadModel::Stress), 87.0748, Method::Pace);
    // Two quarters of an hour at threshold; the pause between them weighs nothing.
    near(load("2x(15min @4:00/km / 3min rest)", LoadModel::Stress), 50.0, Method::Pace);
}

#[test]
fn stress_by_effort_where_there_is_no_pace() {
    near(load("60min bike easy", LoadModel::Stress), 40.0, Method::Effort);
    near(load("60min bike @RPE 7", LoadModel::Stress), 80.0, Method::Effort);
    near(load("30min yoga", LoadModel::Stress), 10.0, Method::Effort);
    near(load("30min @4:00/km + 30min bike easy", LoadModel::Stress), 70.0, Method::Mixed);
}

#[test]
fn an_unknown_runner_is_weighed_by_assumed_paces() {
    let plan = plan("plan\nweek 1\n  tue 60min T\n  wed 60min E\n");
    let loads = [0, 1].map(|i| session_load(&plan, &plan.sessions[i], LoadModel::Stress));
    assert!(loads.iter().all(|l| l.method == Method::AssumedPace));
    assert!((loads[0].points - 100.0).abs() < 0.01 && loads[1].points < 70.0);
}

#[test]
fn session_rpe_by_kind() {
    let rpe = |session: &str| effort(&tuesday(session).sessions[0]);
    let kinds = [
        ("8km E", 3.0),
        ("long 20km E", 4.0),
        ("40min recovery", 2.0),
        ("10km @M", 6.0),
        ("2km E + 30min T + 2km E", 7.0),
        ("2km E + 5x(1km @5k / 90s jog)", 8.0),
        ("race 10km", 9.0),
        ("10km E @RPE 5", 5.0),
    ];
    for (session, wanted) in kinds {
        assert_eq!(rpe(session), wanted, "{session}");
    }
    near(load("60min E", LoadModel::SessionRpe), 180.0, Method::Effort);
}

#[test]
fn trimp_by_heart_rate() {
    near(load("60min E @150bpm", LoadModel::Trimp), 108.0954, Method::HeartRate);
    let (easy, method) = load("60min E", LoadModel::Trimp);
    assert!(method == Method::Pace && (50.0..110.0).contains(&easy), "{easy}");
}

#[test]
fn weeks_and_days_add_up() {
    let plan = plan(
        "plan\n  goal 10km on 2027-01-17\n  start 2027-01-04\nathlete\n  threshold 4:00/km\n  volume 40km\nweek 1\n  tue 8km E\n  \
         wed 2km E + 20min T + 2km E\n  sun long 16km E\nweek 2 race\n  tue 6km E; 30min yoga\n  sun race 10km in 40:00\n",
    );
    let series = Series::new(&plan);
    let weeks = series.weeks();
    assert_eq!(weeks.iter().map(|w| (w.runs, w.hard)).collect::<Vec<_>>(), [(3, 1), (2, 1)]);
    assert_eq!(weeks[0].longest_distance.to_km(), 16.0);
    assert!((series.load().sum() - weeks.iter().map(|w| w.load).sum::<f64>()).abs() < 1e-9);
    let km: f64 = plan.weeks.iter().map(|w| w.distance.middle().to_km()).sum();
    assert!((series.distance_km().sum() - km).abs() < 1e-9);

    let fitness = series.fitness();
    assert_eq!(fitness.baseline.source, BaselineSource::Stated);
    let forms = series.race_forms();
    assert_eq!((forms.len(), forms[0].day), (1, DayIndex(13)));
    assert!((forms[0].form - (fitness.ctl[12] - fitness.atl[12])).abs() < 1e-12);
    assert!((fitness.form[13] - forms[0].form).abs() < 1e-12);

    let shares = Distribution::of(&plan, DayIndex(0)..DayIndex(7)).shares().unwrap();
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12 && shares[2] > 0.1);
    assert_eq!(weeks[0].intensity, Distribution::of(&plan, DayIndex(0)..DayIndex(7)));
}

#[test]
fn an_empty_plan_and_an_unread_day() {
    let empty = plan("");
    let series = Series::new(&empty);
    assert_eq!((series.load().len(), series.fitness().baseline.source), (0, BaselineSource::Nothing));
    assert!(series.race_forms().is_empty());

    let unread = plan("plan\nweek 1\n  tue 8 kmm ((\n  wed 8km E\nweek 2\n  tue 8km E\n");
    let series = Series::new(&unread);
    assert!(!series.weeks()[0].complete && series.weeks()[1].complete);
    assert!(!series.week_is_complete(DayIndex(7)) && series.week_is_complete(DayIndex(9)));
    assert!(series.load().iter().all(|x| x.is_finite()));
}

#[test]
fn what_was_done_is_weighed_on_its_day() {
    let plan = plan(
        "plan\n  start 2027-01-04\n  goal 10km on 2027-01-10\nathlete\n  threshold 4:00/km\nweek 1\n  tue 8km E\n\
         log 2027-01-05\n  done 15km in 1:00:00\nlog 2027-01-07\n  missed \"travel\"\n",
    );
    let done = Series::new(&plan).done_load();
    assert!((done[1] - 100.0).abs() < 0.01 && done[3] == 0.0 && done[0].is_nan());
}
