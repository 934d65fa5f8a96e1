//! Every construct of a session, with what it comes to.

use crate::{clean, read, said, session, session_in};
use meso_core::plan::{Because, Intensity, Part, PlannedStep, Session, StatedExtent};
use meso_core::syntax::ast::Sport;

fn km(s: &Session) -> f64 {
    s.distance.middle().to_km()
}

fn min(s: &Session) -> f64 {
    s.duration.middle().to_min()
}

fn parts(s: &Session) -> Vec<(u32, Intensity)> {
    s.parts.iter().map(|p| (p.times, p.intensity)).collect()
}

/// At VDOT 50 easy running is at 5:52 to 4:54/km, 5:20 in the middle of its speeds; threshold 4:15, interval 3:55.
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.005 * b.abs().max(1.0)
}

#[test]
fn a_distance_has_its_time_and_a_time_its_distance() {
    let s = session("8km E");
    assert!(near(km(&s), 8.0) && near(min(&s), 8.0 * 5.345), "{} {}", km(&s), min(&s));
    let s = session("45min E");
    assert!(near(min(&s), 45.0) && near(km(&s), 45.0 / 5.345), "{}", km(&s));
    let s = session("5mi T");
    assert!(near(km(&s), 8.04672) && near(min(&s), 8.04672 * 4.255), "{}", min(&s));
    assert_eq!(s.parts[0].stated, Some(StatedExtent::Distance));
}

#[test]
fn a_range_is_kept_and_analysed_at_its_middle() {
    let s = session("6-8km E");
    assert!(near(s.distance.low.to_km(), 6.0) && near(s.distance.high.to_km(), 8.0) && near(km(&s), 7.0));
    let s = session("9-10x(2min @I / 1min jog)");
    assert_eq!(parts(&s), [(10, Intensity::Interval), (9, Intensity::Recovery)]);
    assert!(near(s.duration.low.to_min(), 26.0) && near(s.duration.high.to_min(), 29.0));
}

#[test]
fn the_recovery_stands_between_repetitions_only() {
    let s = session("5x(1km @5k / 90s jog)");
    assert_eq!(parts(&s), [(5, Intensity::Interval), (4, Intensity::Recovery)]);
    assert!(s.parts[1].between);
    let s = session("2x(4x(200m @R / 200m jog) / 400m jog)");
    assert_eq!(parts(&s), [(8, Intensity::Repetition), (6, Intensity::Recovery), (1, Intensity::Recovery)]);
    assert!(near(km(&s), 1.6 + 1.2 + 0.4));
    assert!(matches!(&s.steps[0], PlannedStep::Repeat { times, .. } if times.low == 2));
}

#[test]
fn ladders_have_a_recovery_between_rungs() {
    let s = session("[1200 1000 800 600 400]m @5k / 300m jog");
    assert!(near(km(&s), 4.0 + 4.0 * 0.3), "{}", km(&s));
    let s = session("2x(([4 3 2 1]min @96-102% 5k / 1min moderate) / 2-3min jog)");
    assert!(near(min(&s), 2.0 * (10.0 + 3.0) + 2.5), "{}", min(&s));
}

#[test]
fn work_after_with_is_contained_in_the_whole() {
    let s = session("13km E with 5km @M");
    assert!(near(km(&s), 13.0));
    assert_eq!(parts(&s), [(1, Intensity::Easy), (1, Intensity::Marathon)]);
    assert!(near(s.parts[0].distance.middle().to_km(), 8.0));
    let s = session("45min E with 10x(1min hard / 1min easy)");
    assert!(near(min(&s), 45.0));
    assert!(near(s.parts[0].duration.middle().to_min(), 45.0 - 19.0));
    let s = session("11-15km E with 5km @M");
    assert!(near(s.distance.low.to_km(), 11.0) && near(s.distance.high.to_km(), 15.0));
    let a = read("week 1\n  mon 3km E with 5km @M\n");
    assert_eq!(said(&a), ["impossible-value: 3km E with 5km @M"]);
}

#[test]
fn strides_are_short_and_not_hard() {
    let inside = session("13km E with 6x20s strides");
    assert!(near(km(&inside), 13.0));
    assert!(inside.parts.iter().any(|p| p.strides && p.times == 6));
    assert!(!inside.is_hard() && !inside.class.quality && inside.class.because == Because::Easy);
    let after = session("5mi E + 6x20s strides");
    assert!(!after.is_hard());
    // A minute of jogging between two, where nothing is said.
    assert!(near(min(&after), 5.0 * 1.609_344 * 5.345 + 2.0 + 5.0), "{}", min(&after));
    let long = session("6x40s strides");
    assert!(long.parts.iter().all(|p| !p.strides), "more than 30 s is a repetition");
}

#[test]
fn sets_with_their_own_parts_add_up() {
    let s = session(
        "2mi warmup + 6x(300m uphill @10k + 30s rest + 300m downhill @M / 90s rest) + 2-3mi cooldown",
    );
    let rest: f64 = s
        .parts
        .iter()
        .filter(|p| p.intensity == Intensity::Rest)
        .map(|p| p.duration.middle().to_s() * f64::from(p.times))
        .sum();
    assert!(near(rest, 6.0 * 30.0 + 5.0 * 90.0));
    assert!(near(km(&s), 3.6 + 4.5 * 1.609_344), "{}", km(&s));
}

#[test]
fn a_change_is_read_in_thirds() {
    let s = session("29km E @E..M \"the last 8 km at marathon pace\"");
    assert_eq!(s.parts.len(), 3);
    assert_eq!(s.parts[0].intensity, Intensity::Easy);
    assert_eq!(s.parts[2].intensity, Intensity::Marathon);
    assert!(near(km(&s), 29.0));
    assert!(s.class.quality && !s.is_hard());
    assert!(session("60min progression @E..T").is_hard(), "20 min at threshold");
    let a = read("athlete\n  vdot 50\nweek 1\n  mon 40min fartlek\n");
    let fartlek = &a.plan.sessions[0];
    assert!(fartlek.class.moderate && !fartlek.is_hard(), "nobody says how much of it is fast");
    assert!(near(min(fartlek), 40.0));
    assert_eq!(said(&a), ["effort-assumed: 40min fartlek"]);
}

#[test]
fn targets_come_to_a_pace() {
    let pace = |text: &str| {
        let p: Part = session(text).parts[0].clone();
        p.speed.expect("a speed").middle().pace().to_s_per_km()
    };
    assert!(near(pace("5km @5:10/km"), 310.0));
    assert!(near(pace("5km @8:00/mi"), 480.0 / 1.609_344));
    assert!(near(pace("13km @M+10s/km"), 271.0 + 10.0), "{}", pace("13km @M+10s/km"));
    assert!(near(pace("5km @12km/h"), 300.0));
    // 5 km in 19:56 is 3:59/km; 95 % of its speed is 4:12.
    assert!(near(pace("3km @95% 5k"), 239.2 / 0.95), "{}", pace("3km @95% 5k"));
    let band = session("12x(400m @5k-10k / 400m jog)");
    let speed = band.parts[0].speed.expect("a speed");
    assert!(near(speed.low.pace().to_s_per_km(), 248.0) && near(speed.high.pace().to_s_per_km(), 239.2));
    assert!(session("20min @100%VMA").parts[0].intensity >= Intensity::Interval);
    let split = session("5x(1500m in 5:53 / 2min jog)");
    assert_eq!(split.parts[0].stated, Some(StatedExtent::Both));
    assert!(near(split.parts[0].duration.middle().to_s(), 353.0));
}

#[test]
fn a_heart_rate_says_how_hard_it_is() {
    let heads = "athlete\n  vdot 50\n  max-hr 190\n  rest-hr 50\n  threshold-hr 170\n";
    let of = |target: &str| session_in(heads, &format!("45min {target}")).parts[0].intensity;
    assert_eq!(of("@<70%hrmax"), Intensity::Easy);
    assert_eq!(of("@140-150bpm"), Intensity::Easy);
    assert_eq!(of("@150-160bpm"), Intensity::Moderate);
    assert_eq!(of("@90%hrmax"), Intensity::Threshold);
    assert_eq!(of("@100%lthr"), Intensity::Threshold);
    assert_eq!(of("@65%hrr"), Intensity::Easy);
    assert_eq!(of("@RPE 8"), Intensity::Interval);
    assert_eq!(of("@95%CP"), Intensity::Threshold);
    // An effort word knows better than a heart rate.
    assert_eq!(of("recovery @<80%hrmax"), Intensity::Recovery);
    let bounds = session_in(heads, "45min E @<70%hrmax").parts[0].heart_rate.expect("a rate");
    assert_eq!(bounds.high.to_bpm(), 133);
}

#[test]
fn the_tenth_threshold_minute_makes_a_session_hard() {
    assert!(!session("3km E + 9min T + 3km E").is_hard());
    assert!(session("3km E + 10min T + 3km E").is_hard());
    assert!(session("3km E + 2x(5min T / 1min jog) + 3km E").is_hard());
    // A minute at interval pace weighs 1.3.
    assert!(session("3km E + 2x(4min I / 3min jog) + 3km E").is_hard());
    assert_eq!(
        session("2km E + 4x(1600m @T / 60s jog)").class.because.to_string(),
        "4 x 1600 m at T, 27 min at threshold pace or faster"
    );
    assert_eq!(
        session("3km E + [1200 1000 800 600 400]m @5k / 300m jog").class.because.to_string(),
        "1200 m at 5k pace, 16 min at threshold pace or faster"
    );
    assert_eq!(
        session_in("plan\n  units mi\nathlete\n  vdot 50\n", "3x(2mi @6:50/mi / 2min jog)")
            .class
            .because
            .to_string(),
        "3 x 2 mi at 6:50/mi, 41 min at threshold pace or faster"
    );
}

#[test]
fn repetitions_hills_races_and_trials_are_hard() {
    assert!(session("6x(200m @R / 200m jog)").is_hard());
    assert!(session("6x(45s hill / 90s jog)").is_hard());
    assert!(session("6x(200m uphill @10k / 90s jog)").is_hard());
    assert!(session("race 5km").is_hard());
    let trial = session("test 3km");
    assert!(trial.is_hard() && trial.race.as_ref().is_some_and(|r| r.time_trial));
    let fast = session("8km E with 10x(30s R / 90s jog)");
    assert!(!fast.class.quality && !fast.class.moderate, "strides by another name");
}

#[test]
fn easy_moderate_and_marathon_pace_are_told_apart() {
    assert_eq!(session("10km E").class.because, Because::Easy);
    let steady = session("10km steady");
    assert!(steady.class.moderate && !steady.class.quality);
    let m = session("3km E + 8km @M + 2km E");
    assert!(m.class.quality && !m.class.hard);
    // 45 s behind marathon pace (4:31) is easy, 30 s is not.
    assert_eq!(session("10km @5:20/km").class.because, Because::Easy);
    assert!(session("10km @4:53/km").class.moderate);
    assert!(session("10km @M+10s/km").class.quality && !session("13mi @M+30s/mi").class.quality);
}

#[test]
fn the_plan_may_say_hard_or_easy_itself() {
    assert!(session("hard 30min E").is_hard());
    let heads = "session hills(n = 8) hard\n  3km E\n  n x (10s hill / lap jog)\nsession soft easy\n  10x(1min T / 1min jog)\n";
    assert_eq!(session_in(heads, "hills(n = 6)").class.because.to_string(), "the plan says `hard`");
    assert!(!session_in(heads, "soft").is_hard());
    assert!(session_in(heads, "2km E + hills").is_hard(), "it holds one that is");
    let called = session_in(heads, "hills easy");
    assert!(!called.is_hard() && called.definition == Some(0));
    assert!(session_in(heads, "soft() hard").is_hard());
}

#[test]
fn long_is_ninety_minutes_or_said() {
    assert!(session("95min E").long);
    assert!(!session("85min E").long);
    assert!(session("long 10km E").long);
    assert!(!session("bike 3h").long);
}

#[test]
fn parameters_stand_for_counts_extents_targets_and_efforts() {
    let heads = "session s(n = 4, dist = 1km, rec = 60s, at = @T, how = jog)\n  n x (dist @at / rec @how)\n";
    let s = session_in(heads, "s");
    assert_eq!(parts(&s), [(4, Intensity::Threshold), (3, Intensity::Recovery)]);
    let s = session_in(heads, "s(3, 400m, at = @R, rec = 200m)");
    assert_eq!(parts(&s), [(3, Intensity::Repetition), (2, Intensity::Recovery)]);
    assert!(near(km(&s), 1.6));
    let nested = format!("{heads}session t(m)\n  s(n = m)\n");
    assert_eq!(session_in(&nested, "t(m = 2)").parts[0].times, 2);
}

#[test]
fn a_called_session_points_at_its_call() {
    let a = clean("session s\n  2km E\nweek 1\n  tue s \"easy does it\"\n");
    let s = &a.plan.sessions[0];
    assert_eq!(a.sources.slice(s.text), "s \"easy does it\"");
    assert_eq!(s.definition, Some(0));
    assert_eq!(s.note.as_deref(), Some("easy does it"));
    assert_eq!(a.sources.slice(s.parts[0].span), "2km E");
}

#[test]
fn other_sports_have_time_and_no_running_distance() {
    let s = session("bike 60min");
    assert_eq!((s.sport, km(&s), min(&s)), (Sport::Bike, 0.0, 60.0));
    let s = session("swim 2km");
    assert!(km(&s).abs() < 1e-9 && near(min(&s), 48.0));
    let s = session("strength");
    assert!(!s.is_run() && !s.is_hard());
    assert_eq!(session("40min walk").sport, Sport::Walk);
    let mixed = session("5km E + strength 20min");
    assert!(mixed.is_run() && near(km(&mixed), 5.0));
}

#[test]
fn terrain_and_climb_stay() {
    let s = session("15km E trail hilly +600m");
    assert_eq!(s.parts[0].terrain.len(), 2);
    assert!(near(s.parts[0].climb, 600.0));
}

#[test]
fn lap_lasts_a_minute_between_repetitions_and_ten_elsewhere() {
    let a = clean("week 1\n  mon lap warmup + 5x(1500m in 5:53 / lap jog)\n");
    let s = &a.plan.sessions[0];
    assert!(near(s.parts[0].duration.middle().to_min(), 10.0));
    assert!(near(s.parts[2].duration.middle().to_min(), 1.0));
    let told: Vec<String> = a.plan.assumptions.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|t| t.contains("lap button")), "{told:?}");
}

#[test]
fn a_race_takes_its_time_from_the_plan_else_from_the_runner() {
    let s = session("race half-marathon in 1:39:00");
    assert!(near(min(&s), 99.0) && near(km(&s), 21.0975));
    let s = session("race marathon");
    assert!(near(min(&s), 190.67), "{}", min(&s));
    let s = session_in("plan\n  goal 10km\nathlete\n  vdot 50\n", "race");
    assert!(near(km(&s), 10.0));
}

#[test]
fn paces_come_from_the_best_that_is_known() {
    use meso_core::plan::PaceBasis;
    let basis = |heads: &str| clean(&format!("{heads}week 1\n  mon 5km E\n")).plan.paces.basis;
    let recent = "  recent 5km in 21:00 on 2026-05-01\n  recent 10km in 41:20 on 2026-12-06\n";
    assert!(
        matches!(basis(&format!("athlete\n{recent}")), PaceBasis::Race(d, _) if d.to_km() > 9.0),
        "the newest"
    );
    assert_eq!(basis("athlete\n  threshold 4:15/km\n"), PaceBasis::Threshold);
    assert!(matches!(basis("plan\n  goal marathon in 3:10:40\n"), PaceBasis::Goal(..)));
    assert_eq!(basis(""), PaceBasis::Assumed);
    let zones = clean("athlete\n  vdot 50\nzones\n  E 6:00-6:20/km\n  T 4:10/km\nweek 1\n  mon 5km T\n");
    assert!(near(zones.plan.paces.threshold.pace().to_s_per_km(), 250.0));
    assert!(near(zones.plan.paces.easy.low.pace().to_s_per_km(), 380.0));
}

#[test]
fn a_step_that_cannot_be_read_is_never_easy() {
    let a = read("week 1\n  mon 5km E + nothing-like-it\n");
    let day = &a.plan.days[0];
    assert_eq!(day.state, meso_core::plan::DayState::Unread);
    assert!(a.plan.sessions.iter().all(|s| s.class.because != Because::Easy));
    assert!(!a.plan.weeks[0].complete);
}
