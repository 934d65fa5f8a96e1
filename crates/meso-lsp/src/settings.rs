//! The editor's settings: a few switches, all optional, everything else belongs to the project's configuration file.

use serde::Deserialize;
use serde_json::Value;

/// The section of an editor's settings that is ours.
pub(crate) const SECTION: &str = "meso";

/// What the editor asks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Settings {
    /// The profile for plans that choose none, instead of the project's.
    pub(crate) profile: Option<String>,
    /// A configuration file to use instead of the nearest one.
    pub(crate) configuration: Option<String>,
    /// Findings are shown at all.
    pub(crate) lint: Switch,
    /// Files of the workspace that are not open are checked too.
    pub(crate) workspace_diagnostics: bool,
    /// Which inlay hints to show.
    pub(crate) inlay_hints: Hints,
    /// Totals above weeks and phases.
    pub(crate) code_lens: Switch,
    /// `error`, `warn`, `info` or `debug`.
    pub(crate) log_level: Option<String>,
}

/// On unless switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Switch {
    /// Is it on?
    pub(crate) enable: bool,
}

/// The inlay hints, one switch each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Hints {
    /// The date behind a weekday.
    pub(crate) dates: bool,
    /// The pace behind a zone.
    pub(crate) paces: bool,
    /// Weekly totals and their change.
    pub(crate) totals: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            profile: None,
            configuration: None,
            lint: Switch::default(),
            workspace_diagnostics: true,
            inlay_hints: Hints::default(),
            code_lens: Switch::default(),
            log_level: None,
        }
    }
}

impl Default for Switch {
    fn default() -> Self {
        Switch { enable: true }
    }
}

impl Default for Hints {
    fn default() -> Self {
        Hints { dates: true, paces: true, totals: true }
    }
}

impl Settings {
    /// Reads what a client sends: the section itself, or an object that holds it. `None` if it holds nothing of ours,
    /// as some clients send `{}` or `null` to say "ask me".
    ///
    /// # Errors
    /// When a setting is of the wrong kind; the words of the reader.
    pub(crate) fn read(value: &Value) -> Result<Option<Self>, String> {
        let section = value.get(SECTION).or_else(|| value.get("settings")).unwrap_or(value);
        match section {
            Value::Object(fields) if !fields.is_empty() => {
                Settings::deserialize(section).map(Some).map_err(|e| e.to_string())
            }
            Value::Null | Value::Object(_) => Ok(None),
            other => Err(format!("`{other}` is not an object")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_section_may_be_wrapped() {
        let expected = Settings { profile: Some("strict".into()), ..Settings::default() };
        for value in [
            json!({ "profile": "strict" }),
            json!({ "meso": { "profile": "strict" } }),
            json!({ "settings": { "profile": "strict" } }),
        ] {
            assert_eq!(Settings::read(&value), Ok(Some(expected.clone())));
        }
    }

    #[test]
    fn nothing_said_is_no_settings() {
        for value in [json!({}), json!(null), json!({ "meso": {} }), json!({ "meso": null })] {
            assert_eq!(Settings::read(&value), Ok(None));
        }
    }

    #[test]
    fn wrong_kinds_are_told() {
        assert!(Settings::read(&json!({ "inlayHints": 3 })).is_err());
        assert!(Settings::read(&json!(7)).is_err());
    }

    #[test]
    fn one_switch_leaves_the_others_on() {
        let settings = Settings::read(&json!({ "inlayHints": { "dates": false } })).unwrap().unwrap();
        assert!(!settings.inlay_hints.dates && settings.inlay_hints.paces && settings.code_lens.enable);
    }
}
