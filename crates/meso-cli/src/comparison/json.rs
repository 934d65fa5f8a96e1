//! Changes as one object for programs; `docs/json.md` describes it, and a test holds the two together.

use super::Pair;
use crate::output::{Places, finding_object, json_text};
use meso_analysis::compare::{
    Activity, ActivityKind, Change, Matching, Place, SessionChange, Side, Totals, WeekFigures,
};
use serde_json::{Value, json};

pub(super) fn write(pair: &Pair<'_>) -> String {
    let comparison = pair.comparison;
    let findings = |side: Side<'_>, places: &[usize]| -> Vec<Value> {
        let found = places.iter().filter_map(|&place| side.findings.get(place));
        let sources = &side.analysis.sources;
        let mut at = Places::new(sources);
        found.map(|finding| finding_object(sources, &mut at, finding)).collect()
    };
    let settings = comparison.settings.iter().map(|setting| {
        json!({
            "section": setting.section,
            "name": setting.name,
            "old": setting.value.old,
            "new": setting.value.new,
        })
    });
    let object = json!({
        "old": pair.names[0],
        "new": pair.names[1],
        "changed": !comparison.is_empty(),
        "matching": match comparison.matching {
            Matching::Dates => "dates",
            Matching::Weeks => "weeks",
        },
        "totals": both(&comparison.totals, totals),
        "weeks": comparison.weeks.iter().map(|change| both(change, |w| w.as_ref().map_or(Value::Null, week))).collect::<Vec<_>>(),
        "sessions": comparison.sessions.iter().map(session).collect::<Vec<_>>(),
        "settings": settings.collect::<Vec<_>>(),
        "findings": {
            "new": findings(pair.new, &comparison.new_findings),
            "gone": findings(pair.old, &comparison.gone_findings),
        },
        "unread": { "old": comparison.unread.old, "new": comparison.unread.new },
    });
    json_text(&format!("{object:#}\n"))
}

fn both<T>(change: &Change<T>, value: impl Fn(&T) -> Value) -> Value {
    json!({ "old": value(&change.old), "new": value(&change.new) })
}

fn totals(totals: &Totals) -> Value {
    json!({
        "weeks": totals.weeks,
        "distance_km": rounded(totals.distance.to_km()),
        "duration_min": rounded(totals.duration.to_min()),
        "load": rounded(totals.load),
        "hard_days": totals.hard_days,
        "peak_week_km": rounded(totals.peak_distance.to_km()),
        "longest_run_km": rounded(totals.longest_distance.to_km()),
        "longest_run_min": rounded(totals.longest_duration.to_min()),
        "race": totals.race.map(|race| {
            let mut object = place(&race.at);
            object["ctl"] = json!(rounded(race.ctl));
            object["tsb"] = json!(rounded(race.tsb));
            object
        }),
    })
}

fn week(week: &WeekFigures) -> Value {
    json!({
        "number": week.number,
        "first": week.first.map(|date| date.to_string()),
        "kinds": week.kinds.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "distance_km": rounded(week.distance.to_km()),
        "duration_min": rounded(week.duration.to_min()),
        "load": rounded(week.load),
        "hard_days": week.hard_days,
        "longest_run_km": rounded(week.longest_distance.to_km()),
        "longest_run_min": rounded(week.longest_duration.to_min()),
        "complete": week.complete,
    })
}

fn session(change: &SessionChange) -> Value {
    let (kind, at, from, old, new) = match change {
        SessionChange::Added { at, activity } => ("added", at, None, None, Some(activity)),
        SessionChange::Removed { at, activity } => ("removed", at, None, Some(activity), None),
        SessionChange::Moved { at, activity } => ("moved", &at.new, Some(&at.old), None, Some(activity)),
        SessionChange::Changed { at, activity } => {
            ("changed", at, None, Some(&activity.old), Some(&activity.new))
        }
    };
    json!({
        "change": kind,
        "day": place(at),
        "from": from.map(place),
        "old": old.map(activity),
        "new": new.map(activity),
    })
}

fn activity(activity: &Activity) -> Value {
    json!({
        "kind": match activity.kind {
            ActivityKind::Session => "session",
            ActivityKind::Recovery => "recovery",
        },
        "text": activity.text,
        "distance_km": rounded(activity.distance.to_km()),
        "duration_min": rounded(activity.duration.to_min()),
        "load": rounded(activity.load),
        "hard": activity.hard,
    })
}

fn place(place: &Place) -> Value {
    json!({
        "date": place.date.map(|date| date.to_string()),
        "week": place.week,
        "weekday": place.weekday.to_string(),
    })
}

/// Metres, thousandths of a minute: what is finer is not in a plan.
fn rounded(x: f64) -> f64 {
    let rounded = (x * 1000.0).round() / 1000.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}
