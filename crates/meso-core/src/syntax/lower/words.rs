//! Words to values. The lists of words are the grammar's; a test holds that every word of it has a meaning here.

use crate::syntax::ast::{
    Effort, HeadKind, RaceName, SettingKey, ShareOf, Sport, Terrain, WeekKind, Weekday,
};
use meso_grammar::vocabulary;

/// Looks a word up without regard to case. Words of the language are short; longer ones are not of it.
fn lower<T>(word: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    let mut buffer = [0u8; 24];
    let buffer = buffer.get_mut(..word.len())?;
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    find(std::str::from_utf8(buffer).ok()?)
}

/// An effort by letter or word.
pub(super) fn effort(word: &str) -> Option<Effort> {
    lower(word, |w| {
        Some(match w {
            "e" | "easy" => Effort::Easy,
            "m" | "marathon" => Effort::Marathon,
            "t" | "tempo" | "threshold" => Effort::Threshold,
            "i" | "interval" | "intervals" => Effort::Interval,
            "r" | "rep" | "reps" => Effort::Repetition,
            "recovery" => Effort::Recovery,
            "steady" | "float" => Effort::Steady,
            "moderate" => Effort::Moderate,
            "strides" | "stride" => Effort::Strides,
            "sprint" | "sprints" => Effort::Sprint,
            "hill" => Effort::Hill,
            "fartlek" => Effort::Fartlek,
            "progression" => Effort::Progression,
            "jog" | "jogging" => Effort::Jog,
            "walk" => Effort::Walk,
            "run" => Effort::Run,
            "run-walk" => Effort::RunWalk,
            "warmup" | "warm-up" => Effort::Warmup,
            "cooldown" | "cool-down" => Effort::Cooldown,
            "rest" => Effort::Rest,
            "long" => Effort::Long,
            "race" => Effort::Race,
            "test" | "time-trial" => Effort::Test,
            "hard" => Effort::Hard,
            _ => return None,
        })
    })
}

/// A sport.
pub(super) fn sport(word: &str) -> Option<Sport> {
    lower(word, |w| {
        Some(match w {
            "bike" | "cycling" => Sport::Bike,
            "swim" | "swimming" => Sport::Swim,
            "row" | "rowing" => Sport::Row,
            "ski" | "skiing" => Sport::Ski,
            "hike" | "hiking" => Sport::Hike,
            "strength" => Sport::Strength,
            "yoga" => Sport::Yoga,
            "pilates" => Sport::Pilates,
            "mobility" => Sport::Mobility,
            "elliptical" => Sport::Elliptical,
            "aqua-jog" | "pool-run" => Sport::AquaJog,
            "skate" => Sport::Skate,
            "climbing" => Sport::Climb,
            "core" => Sport::Core,
            "plyometrics" | "plyo" => Sport::Plyometrics,
            "cross" | "cross-train" | "cross-training" => Sport::Cross,
            _ => return None,
        })
    })
}

/// A kind of ground.
pub(super) fn terrain(word: &str) -> Option<Terrain> {
    lower(word, |w| {
        Some(match w {
            "trail" | "trails" => Terrain::Trail,
            "track" => Terrain::Track,
            "treadmill" => Terrain::Treadmill,
            "road" => Terrain::Road,
            "grass" => Terrain::Grass,
            "flat" => Terrain::Flat,
            "hilly" | "rolling" => Terrain::Hilly,
            "uphill" => Terrain::Uphill,
            "downhill" => Terrain::Downhill,
            _ => return None,
        })
    })
}

/// What a week declares itself to be.
pub(super) fn week_kind(word: &str) -> Option<WeekKind> {
    lower(word, |w| {
        Some(match w {
            "recovery" | "cutback" | "deload" | "down" => WeekKind::Recovery,
            "taper" => WeekKind::Taper,
            "race" => WeekKind::Race,
            "build" => WeekKind::Build,
            "test" => WeekKind::Test,
            _ => return None,
        })
    })
}

/// A day by name, and whether the name is the short one.
pub(super) fn weekday(word: &str) -> Option<(Weekday, &'static str)> {
    lower(word, |w| {
        Some(match w {
            "mon" | "monday" => (Weekday::Mon, "mon"),
            "tue" | "tues" | "tuesday" => (Weekday::Tue, "tue"),
            "wed" | "weds" | "wednesday" => (Weekday::Wed, "wed"),
            "thu" | "thur" | "thurs" | "thursday" => (Weekday::Thu, "thu"),
            "fri" | "friday" => (Weekday::Fri, "fri"),
            "sat" | "saturday" => (Weekday::Sat, "sat"),
            "sun" | "sunday" => (Weekday::Sun, "sun"),
            _ => return None,
        })
    })
}

/// A race distance by name: `marathon`, `HM`, `10k`, `7.5k`.
pub(super) fn race_name(word: &str) -> Option<RaceName> {
    lower(word, |w| {
        Some(match w {
            "marathon" | "m" | "mp" => RaceName::Marathon,
            "half-marathon" | "half" | "hm" | "hmp" => RaceName::Half,
            "mile" => RaceName::Mile,
            "5k" => RaceName::FiveK,
            "10k" => RaceName::TenK,
            _ => {
                let km: f64 = w.strip_suffix('k')?.parse().ok()?;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let metres = (km * 1000.0).clamp(0.0, 10_000_000.0) as u32;
                RaceName::Metres(metres)
            }
        })
    })
}

/// What a percentage is of.
pub(super) fn share_of(word: &str) -> Option<ShareOf> {
    lower(word, |w| {
        Some(match w {
            "hrmax" | "maxhr" | "hfmax" | "max" => ShareOf::HrMax,
            "hrr" => ShareOf::HrReserve,
            "lthr" => ShareOf::Lthr,
            "cp" | "ftp" => ShareOf::CriticalPower,
            "vvo2max" | "vma" | "mas" => ShareOf::VVo2max,
            _ => return None,
        })
    })
}

/// The head that a line's first word opens.
pub(super) fn head(word: &str) -> Option<HeadKind> {
    lower(word, |w| {
        Some(match w {
            "plan" => HeadKind::Plan,
            "athlete" => HeadKind::Athlete,
            "history" => HeadKind::History,
            "zones" => HeadKind::Zones,
            "session" => HeadKind::Session,
            "use" => HeadKind::Use,
            "phase" => HeadKind::Phase,
            "week" | "weeks" => HeadKind::Week,
            "log" => HeadKind::Log,
            _ => return None,
        })
    })
}

/// A setting.
pub(super) fn setting(word: &str) -> Option<SettingKey> {
    lower(word, |w| {
        Some(match w {
            "goal" => SettingKey::Goal,
            "start" => SettingKey::Start,
            "weeks" => SettingKey::Weeks,
            "units" => SettingKey::Units,
            "week-starts" => SettingKey::WeekStarts,
            "profile" => SettingKey::Profile,
            "experience" => SettingKey::Experience,
            "logs" => SettingKey::Logs,
            "born" => SettingKey::Born,
            "sex" => SettingKey::Sex,
            "weight" => SettingKey::Weight,
            "height" => SettingKey::Height,
            "max-hr" => SettingKey::MaxHr,
            "rest-hr" => SettingKey::RestHr,
            "threshold-hr" => SettingKey::ThresholdHr,
            "threshold" => SettingKey::Threshold,
            "vdot" => SettingKey::Vdot,
            "critical-power" => SettingKey::CriticalPower,
            "recent" => SettingKey::Recent,
            "volume" => SettingKey::Volume,
            "sleep" => SettingKey::Sleep,
            _ => return None,
        })
    })
}

/// Is it a word of an entry?
pub(super) fn is_entry(word: &str) -> bool {
    vocabulary::contains(vocabulary::ENTRIES, word)
}

/// The canonical word of an entry.
pub(super) fn entry(word: &str) -> Box<str> {
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "rhr" => "rest-hr".into(),
        "foam-rolling" => "foam-roll".into(),
        "stretching" => "stretch".into(),
        "cold-bath" => "ice-bath".into(),
        "cryotherapy" => "cryo".into(),
        "compression-boots" => "boots".into(),
        "illness" => "sick".into(),
        "injured" => "injury".into(),
        "skipped" => "missed".into(),
        "meal" => "fuel".into(),
        "weather" => "temperature".into(),
        _ => lower.into(),
    }
}
