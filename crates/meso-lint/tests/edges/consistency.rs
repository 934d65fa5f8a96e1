//! A plan against itself.

use crate::{Case, INFO, UNREAD, WARNING, days, hold, plan};

#[test]
fn totals_and_races() {
    let total =
        |stated: &str, item: &str| days(&[(1, item)]).replace("week 1", &format!("week 1 total {stated}"));
    let mixed = |head: &str, first: &str, second: &str| format!("{head}\n  tue {first}\n  thu {second}\n");
    let unknown = |stated: &str, item: &str| plan("", &total(stated, item));
    let race = |what: &str| days(&[(6, what)]);
    let goal = |goal: &str, race: &str| plan(&format!("  goal {goal}"), &days(&[(6, race)]));
    let other_day = |race: &str| {
        plan("  start 2027-01-04\n  goal 10km on 2027-01-10", &days(&[(5, &format!("race {race}"))]))
    };
    let any = |count: usize, last: &str| format!("week 1\n{}  {last}\n", "  any 8km E\n".repeat(count));
    let cases: Vec<Case> = vec![
        ("stated-total-mismatch", total("40km", "38km E"), None),
        ("stated-total-mismatch", total("40km", "37.9km E"), WARNING),
        ("stated-total-mismatch", total("40km", "38.1km E"), None),
        ("stated-total-mismatch", total("40km", "42km E"), None),
        ("stated-total-mismatch", total("40km", "42.1km E"), WARNING),
        ("stated-total-mismatch", total("40km", "42.3km E"), WARNING),
        ("stated-total-mismatch", total("40km", "41.7km E"), None),
        ("stated-total-mismatch", total("30-40km", "28km E"), WARNING),
        ("stated-total-mismatch", total("40km", "8km E; run"), None),
        ("stated-total-mismatch", total("100min", "95min E"), None),
        ("stated-total-mismatch", total("100min", "94min E"), WARNING),
        ("stated-total-mismatch", unknown("40km", "20km E"), WARNING),
        ("stated-total-mismatch", unknown("40km", "60min E"), None),
        ("stated-total-mismatch", unknown("40km", "18.2km E; 10min E"), WARNING),
        ("stated-total-mismatch", unknown("40km", "14km E; 10min E"), None),
        ("stated-total-mismatch", total("1.5km", "1.5km E"), None),
        ("stated-total-mismatch", unknown("40km", "18km E; 10x(60s I / 60s rest)"), None),
        ("stated-total-mismatch", unknown("40km", "15.9km E; 10min E"), WARNING),
        ("unit-mix", mixed("week 1", "8km E", "10mi E"), INFO),
        ("unit-mix", mixed("week 1 total 24km", "8km E", "10mi E"), WARNING),
        ("unit-mix", days(&[(1, "8km E")]) + &mixed("week 2 total 24km", "8km E", "10mi E"), WARNING),
        ("unit-mix", mixed("week 1", "8km E", "race 10mi"), None),
        ("race-distance-odd", race("race 41.985km"), None),
        ("race-distance-odd", race("race 41.97km"), INFO),
        ("race-distance-odd", race("race 10.045km"), None),
        ("race-distance-odd", race("race 10.053km"), INFO),
        ("race-distance-odd", race("race 10.06km"), INFO),
        ("race-distance-odd", race("race 10.29km"), INFO),
        ("race-distance-odd", race("race 10.28km"), INFO),
        ("race-distance-odd", race("race 10.31km"), None),
        ("goal-race-missing", goal("10km", "race 10.19km"), None),
        ("goal-race-missing", goal("10km", "race 10.21km"), WARNING),
        ("goal-race-missing", goal("10km", "race 9.81km"), None),
        ("goal-race-missing", goal("10km", "race 9.79km"), WARNING),
        ("goal-race-missing", goal("10km", "8km E") + UNREAD, None),
        ("goal-race-missing", goal("10km", "8km E"), WARNING),
        ("goal-race-missing", other_day("10.19km"), None),
        ("goal-race-missing", other_day("10.21km"), WARNING),
        ("goal-race-missing", other_day("9.81km"), None),
        ("goal-race-missing", other_day("9.79km"), WARNING),
        ("week-length", any(6, "any 16km E"), None),
        ("week-length", any(7, "any 16km E"), WARNING),
        ("week-length", any(7, "any pm 16km E"), None),
        ("week-length", "week 1\n".to_owned() + &"  mon 4km E; 4km E\n".repeat(4), None),
    ];
    hold(cases);
}
