//! Words to values. The lists of words are the grammar's; a test holds that every word of it has a meaning here.

use crate::syntax::ast::SettingKey;
use meso_grammar::vocabulary;

/// Looks a word up without regard to case. Words of the language are short; longer ones are not of it.
fn lower<T>(word: &str, find: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    let mut buffer = [0u8; 24];
    let buffer = buffer.get_mut(..word.len())?;
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    find(buffer)
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
