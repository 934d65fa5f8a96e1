//! Words to values. The lists of words are the grammar's; a test holds that every word of it has a meaning here.

use crate::syntax::ast::{
    Effort, HeadKind, RaceName, SettingKey, ShareOf, Sport, Terrain, WeekKind, Weekday,
};
use meso_grammar::vocabulary;

/// Looks a word up without regard to case. Words of the language are short; longer ones are not of it.
fn lower<T>(word: &str, find: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    let mut buffer = [0u8; 24];
    let buffer = buffer.get_mut(..word.len())?;
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    find(buffer)
}

/// An effort by letter or word.
pub(super) fn effort(word: &str) -> Option<Effort> {
    lower(word, |w| {
        Some(match w {
            b"e" | b"easy" => Effort::Easy,
            b"m" | b"marathon" => Effort::Marathon,
            b"t" | b"tempo" | b"threshold" => Effort::Threshold,
            b"i" | b"interval" | b"intervals" => Effort::Interval,
            b"r" | b"rep" | b"reps" => Effort::Repetition,
            b"recovery" => Effort::Recovery,
            b"steady" | b"float" => Effort::Steady,
            b"moderate" => Effort::Moderate,
            b"strides" | b"stride" => Effort::Strides,
            b"sprint" | b"sprints" => Effort::Sprint,
            b"hill" => Effort::Hill,
            b"fartlek" => Effort::Fartlek,
            b"progression" => Effort::Progression,
            b"jog" | b"jogging" => Effort::Jog,
            b"walk" => Effort::Walk,
            b"run" => Effort::Run,
            b"run-walk" => Effort::RunWalk,
            b"warmup" | b"warm-up" => Effort::Warmup,
            b"cooldown" | b"cool-down" => Effort::Cooldown,
            b"rest" => Effort::Rest,
            b"long" => Effort::Long,
            b"race" => Effort::Race,
            b"test" | b"time-trial" => Effort::Test,
            b"hard" => Effort::Hard,
            _ => return None,
        })
    })
}

/// A sport.
pub(super) fn sport(word: &str) -> Option<Sport> {
    lower(word, |w| {
        Some(match w {
            b"bike" | b"cycling" => Sport::Bike,
            b"swim" | b"swimming" => Sport::Swim,
            b"row" | b"rowing" => Sport::Row,
            b"ski" | b"skiing" => Sport::Ski,
            b"hike" | b"hiking" => Sport::Hike,
            b"strength" => Sport::Strength,
            b"yoga" => Sport::Yoga,
            b"pilates" => Sport::Pilates,
            b"mobility" => Sport::Mobility,
            b"elliptical" => Sport::Elliptical,
            b"aqua-jog" | b"pool-run" => Sport::AquaJog,
            b"skate" => Sport::Skate,
            b"climbing" => Sport::Climb,
            b"core" => Sport::Core,
            b"plyometrics" | b"plyo" => Sport::Plyometrics,
            b"cross" | b"cross-train" | b"cross-training" => Sport::Cross,
            _ => return None,
        })
    })
}

/// A kind of ground.
pub(super) fn terrain(word: &str) -> Option<Terrain> {
    lower(word, |w| {
        Some(match w {
            b"trail" | b"trails" => Terrain::Trail,
            b"track" => Terrain::Track,
            b"treadmill" => Terrain::Treadmill,
            b"road" => Terrain::Road,
            b"grass" => Terrain::Grass,
            b"flat" => Terrain::Flat,
            b"hilly" | b"rolling" => Terrain::Hilly,
            b"uphill" => Terrain::Uphill,
            b"downhill" => Terrain::Downhill,
            _ => return None,
        })
    })
}

/// What a week declares itself to be.
pub(super) fn week_kind(word: &str) -> Option<WeekKind> {
    lower(word, |w| {
        Some(match w {
            b"recovery" | b"cutback" | b"deload" | b"down" => WeekKind::Recovery,
            b"taper" => WeekKind::Taper,
            b"race" => WeekKind::Race,
            b"build" => WeekKind::Build,
            b"test" => WeekKind::Test,
            _ => return None,
        })
    })
}

/// A day by name, and whether the name is the short one.
pub(super) fn weekday(word: &str) -> Option<(Weekday, &'static str)> {
    lower(word, |w| {
        Some(match w {
            b"mon" | b"monday" => (Weekday::Mon, "mon"),
            b"tue" | b"tues" | b"tuesday" => (Weekday::Tue, "tue"),
            b"wed" | b"weds" | b"wednesday" => (Weekday::Wed, "wed"),
            b"thu" | b"thur" | b"thurs" | b"thursday" => (Weekday::Thu, "thu"),
            b"fri" | b"friday" => (Weekday::Fri, "fri"),
            b"sat" | b"saturday" => (Weekday::Sat, "sat"),
            b"sun" | b"sunday" => (Weekday::Sun, "sun"),
            _ => return None,
        })
    })
}

/// A race distance by name: `marathon`, `HM`, `10k`, `7.5k`.
pub(super) fn race_name(word: &str) -> Option<RaceName> {
    lower(word, |w| {
        Some(match w {
            b"marathon" | b"m" | b"mp" => RaceName::Marathon,
            b"half-marathon" | b"half" | b"hm" | b"hmp" => RaceName::Half,
            b"mile" => RaceName::Mile,
            b"5k" => RaceName::FiveK,
            b"10k" => RaceName::TenK,
            _ => {
                let km: f64 = std::str::from_utf8(w.strip_suffix(b"k")?).ok()?.parse().ok()?;
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
            b"hrmax" | b"maxhr" | b"hfmax" | b"max" => ShareOf::HrMax,
            b"hrr" => ShareOf::HrReserve,
            b"lthr" => ShareOf::Lthr,
            b"cp" | b"ftp" => ShareOf::CriticalPower,
            b"vvo2max" | b"vma" | b"mas" => ShareOf::VVo2max,
            _ => return None,
        })
    })
}

/// The head that a line's first word opens.
pub(super) fn head(word: &str) -> Option<HeadKind> {
    lower(word, |w| {
        Some(match w {
            b"plan" => HeadKind::Plan,
            b"athlete" => HeadKind::Athlete,
            b"history" => HeadKind::History,
            b"zones" => HeadKind::Zones,
            b"session" => HeadKind::Session,
            b"use" => HeadKind::Use,
            b"phase" => HeadKind::Phase,
            b"week" | b"weeks" => HeadKind::Week,
            b"log" => HeadKind::Log,
            _ => return None,
        })
    })
}

/// A setting.
pub(super) fn setting(word: &str) -> Option<SettingKey> {
    lower(word, |w| {
        Some(match w {
            b"goal" => SettingKey::Goal,
            b"start" => SettingKey::Start,
            b"weeks" => SettingKey::Weeks,
            b"units" => SettingKey::Units,
            b"week-starts" => SettingKey::WeekStarts,
            b"profile" => SettingKey::Profile,
            b"experience" => SettingKey::Experience,
            b"logs" => SettingKey::Logs,
            b"born" => SettingKey::Born,
            b"sex" => SettingKey::Sex,
            b"weight" => SettingKey::Weight,
            b"height" => SettingKey::Height,
            b"max-hr" => SettingKey::MaxHr,
            b"rest-hr" => SettingKey::RestHr,
            b"threshold-hr" => SettingKey::ThresholdHr,
            b"threshold" => SettingKey::Threshold,
            b"vdot" => SettingKey::Vdot,
            b"critical-power" => SettingKey::CriticalPower,
            b"recent" => SettingKey::Recent,
            b"volume" => SettingKey::Volume,
            b"sleep" => SettingKey::Sleep,
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
