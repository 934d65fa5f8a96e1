//! All entries against all quantities and details: what one takes is silent, what it does not take is said.

use crate::{read, said};
use meso_core::Analysis;
use meso_core::edit::apply;
use meso_core::terms::{Amount, Detail, EntryKind};

/// A quantity of a kind.
fn written(amount: Amount) -> &'static str {
    match amount {
        Amount::Time => "20min",
        Amount::Clock => "15:30",
        Amount::Length => "20km",
        Amount::Pace => "5:10/km",
        Amount::Score => "4/10",
        Amount::Number => "3",
        Amount::Weight => "68kg",
        Amount::Dose => "60g",
        Amount::Rate => "60g/h",
        Amount::Volume => "1.2l",
        Amount::Energy => "300kcal",
        Amount::Temperature => "12C",
        Amount::Percent => "50%",
        Amount::HeartRate => "49bpm",
        Amount::Millis => "62ms",
        Amount::Power => "250W",
        Amount::Concentration => "38ng/ml",
        Amount::Days => "3 days",
    }
}

fn logged(entry: &str) -> Analysis {
    read(&format!("plan\n  start 2027-01-04\nweek 1\n  mon 8km E\nlog 2027-01-04\n  {entry}\n"))
}

/// What is wrong with the quantities and details of an entry. `weight`, `sleep` and `rest-hr` are settings elsewhere, and
/// what no setting has is a finding of the line.
fn wrong(analysis: &Analysis) -> Vec<String> {
    let lines = ["entry-value", "syntax", "unknown-word"];
    let found = analysis.diagnostics.iter().filter(|d| lines.contains(&d.code.name));
    found.map(|d| format!("{}: {}", d.code.name, d.message)).collect()
}

#[test]
fn a_quantity_is_taken_or_said_not_to_be() {
    for &kind in EntryKind::ALL {
        for &amount in Amount::ALL {
            // A line that can be a setting too has no time of day; of sleep it is hours and minutes.
            if amount == Amount::Clock && matches!(kind, EntryKind::Weight | EntryKind::RestHr) {
                continue;
            }
            let found = wrong(&logged(&format!("{kind} {}", written(amount))));
            if kind.takes(amount) {
                assert!(found.is_empty(), "{kind} {}: {found:?}", written(amount));
            } else {
                let expected = format!("entry-value: `{kind}` does not take {}", amount.word());
                assert_eq!(found, [expected], "{kind} {}", written(amount));
            }
        }
    }
}

#[test]
fn a_quantity_behind_a_detail_is_the_detail_s() {
    for &kind in EntryKind::ALL {
        for detail in kind.details() {
            for &amount in detail.facts().takes {
                // `in 20min` is a length of time, and `day 3` may be the number of days.
                let entry = format!("{kind} {detail} {}", written(amount));
                let found = wrong(&logged(&entry));
                assert!(found.is_empty(), "{entry}: {found:?}");
            }
        }
    }
}

#[test]
fn a_detail_is_taken_or_said_not_to_be() {
    for &kind in EntryKind::ALL {
        for &detail in Detail::ALL {
            let found = wrong(&logged(&format!("{kind} {detail}")));
            if kind.takes_detail(detail) {
                assert!(found.is_empty(), "{kind} {detail}: {found:?}");
            } else {
                assert_eq!(found, [format!("entry-value: `{kind}` does not take `{detail}`")]);
            }
        }
    }
}

#[test]
fn faults_of_entries_are_said_where_they_stand() {
    for (entry, at) in [
        ("sauna 20km", "20km"),
        ("caffeine 3mi", "3mi"),
        ("ice-bath 12km 12C", "12km"),
        ("sauna 20", "20"),
        ("fuel carbs 60g beer", "beer"),
        ("sauna 20min beer", "beer"),
        ("fuel carbs 20km", "20km"),
    ] {
        assert_eq!(said(&logged(entry)), [format!("entry-value: {at}")], "{entry}");
        if !entry.starts_with("caffeine 1") {
            let planned = read(&format!("week 1\n  tue 8km E; {entry}\n"));
            assert_eq!(said(&planned), [format!("entry-value: {at}")], "{entry}");
        }
    }
    let past = read("history\n  2026-08-01 sick 10km \"flu\"\nweek 1\n  mon 8km E\n");
    assert_eq!(said(&past), ["entry-value: 10km"]);
}

#[test]
fn what_is_usual_is_taken() {
    for entry in [
        "screens 20min before bed",
        "snack 45min before fat",
        "fuel carbs 90g 2h before",
        "fuel carbs 60g protein 20g within 30min",
        "hydrate 1.2l sodium 600mg",
        "nap 20min within 30min",
        "done 8.2km in 42:10 hr 138 rpe 3",
        "done 60min bike",
        "weight 68.2kg -> 67.1kg",
        "sauna 15min infrared",
        "sick 2 weeks",
        "alcohol 3h after",
        "alcohol 2 beer",
        "hrv 55ms standing coffee",
        "compression overnight",
        "heat 60min exposure",
        "cryo 3min -110C",
        "lab-test 38ng/ml 12min 4:10/km",
        "ferritin 38µg/l",
    ] {
        assert!(wrong(&logged(entry)).is_empty(), "{entry}: {:?}", said(&logged(entry)));
    }
}

#[test]
fn a_misspelt_detail_gets_the_one_that_the_entry_takes() {
    for (written, meant) in [
        ("fuel crabs 60g", "fuel carbs 60g"),
        ("sauna 15min infrarred", "sauna 15min infrared"),
        ("hrv 62ms standng", "hrv 62ms standing"),
        // Not `beer`, which no sauna takes.
        ("sauna 15min beed", "sauna 15min bed"),
    ] {
        let text = format!("log 2027-01-04\n  {written}\n");
        let analysis = read(&text);
        let [d] = analysis.diagnostics.as_slice() else { panic!("{written}: {:?}", said(&analysis)) };
        assert_eq!(apply(&text, &d.fixes[0].edits).as_deref(), Some(text.replace(written, meant).as_str()));
    }
}

#[test]
fn a_night_is_written_in_hours_and_minutes() {
    let analysis = logged("sleep 7:40");
    let night = &analysis.plan.logs[0].recovery[0];
    assert_eq!(night.duration.map(|d| d.middle().to_min()), Some(460.0));
    assert_eq!(said(&analysis), ["notation: 7:40"]);
    let analysis = read("athlete\n  sleep 8:00\n  volume 6:30\nweek 1\n  mon 8km E\n");
    assert_eq!(analysis.plan.athlete.sleep.map(|t| t.to_min()), Some(480.0));
    assert_eq!(said(&analysis), ["notation: 8:00", "notation: 6:30"]);
}
