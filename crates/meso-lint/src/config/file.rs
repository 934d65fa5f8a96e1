//! Reads a configuration: `meso.toml`, or the table `[tool.mesocycle]` of a `pyproject.toml`.
//!
//! A mistake is a diagnostic in the file and costs only itself; the rest of the configuration holds.

use super::{Config, Override, Setting, Value, similar};
use crate::level::Level;
use crate::profile::Profile;
use crate::quantity::{Given, OptionProblem, Quantity};
use crate::registry;
use globset::{Glob, GlobBuilder, GlobSetBuilder};
use meso_core::diagnostic::{Applicability, Code, Diagnostic, Fix, Severity};
use meso_core::edit::Edit;
use meso_core::text::{FileId, SourceText, Span};
use meso_core::units::Duration;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A configuration that is no TOML.
pub(crate) static CONFIG_SYNTAX: Code = Code {
    name: "config-syntax",
    severity: Severity::Error,
    docs: "A configuration that is no TOML.\n\nWhat could be read of it is in force.\n",
};

/// A setting that there is none of.
pub(crate) static CONFIG_UNKNOWN: Code = Code {
    name: "config-unknown",
    severity: Severity::Error,
    docs: "A setting, rule or option that there is none of.\n\n`meso config` shows all of them.\n",
};

/// A value that a setting cannot have.
pub(crate) static CONFIG_VALUE: Code = Code {
    name: "config-value",
    severity: Severity::Error,
    docs: "A value that a setting cannot have.\n\nThe setting keeps the value it had without it.\n",
};

/// Kinds of findings about a configuration.
pub(crate) static CODES: &[&Code] = &[&CONFIG_SYNTAX, &CONFIG_UNKNOWN, &CONFIG_VALUE];

/// Settings at the top.
pub(super) const KEYS: [&str; 6] = ["profile", "hard-from", "long-from", "baseline", "rules", "overrides"];
/// Settings of an override.
pub(super) const OVERRIDE_KEYS: [&str; 3] = ["files", "profile", "rules"];

/// Which kind of file a configuration stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigFile {
    /// `meso.toml`: all of it.
    Meso,
    /// `pyproject.toml`: its table `[tool.mesocycle]`.
    Pyproject,
}

impl Config {
    /// Reads a configuration. `None` for a `pyproject.toml` without `[tool.mesocycle]`; diagnostics point into `source`,
    /// whatever their file id says.
    #[must_use]
    pub fn read(source: &SourceText, kind: ConfigFile) -> Option<(Config, Vec<Diagnostic>)> {
        let mut reader = Reader { diagnostics: Vec::new() };
        let (document, errors) = DeTable::parse_recoverable(&source.text);
        let table = match kind {
            ConfigFile::Meso => Some(document.get_ref()),
            ConfigFile::Pyproject => document
                .get_ref()
                .get("tool")
                .and_then(|tool| tool.get_ref().get("mesocycle"))
                .and_then(|table| table.get_ref().as_table()),
        };
        let table = match (table, errors.is_empty(), kind) {
            (Some(table), _, _) => table,
            (None, false, ConfigFile::Pyproject) if source.text.contains("[tool.mesocycle") => {
                &DeTable::new()
            }
            _ => return None,
        };
        for error in errors {
            let range = error.span().unwrap_or(0..0);
            reader.say(&CONFIG_SYNTAX, span(range), format!("this is no TOML: {}", error.message()), None);
        }
        let mut config = Config::default();
        reader.top(table, &mut config);
        reader.diagnostics.sort_by_key(|d| d.span);
        Some((config, reader.diagnostics))
    }
}

struct Reader {
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    fn top(&mut self, table: &DeTable<'_>, config: &mut Config) {
        for (key, value) in table {
            match &**key.get_ref() {
                "profile" => config.profile = self.profile(value),
                "hard-from" => {
                    if let Some(time) = self.duration("hard-from", value) {
                        config.definitions.hard_minutes = time.to_min();
                    }
                }
                "long-from" => {
                    if let Some(time) = self.duration("long-from", value) {
                        config.definitions.long_minutes = time.to_min();
                    }
                }
                "baseline" => config.baseline = self.path("baseline", value),
                "rules" => config.settings = self.rules(value),
                "overrides" => config.overrides = self.overrides(value),
                unknown => self.unknown("setting", unknown, span(key.span()), KEYS),
            }
        }
    }

    fn overrides(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Override> {
        let Some(list) = value.get_ref().as_array() else {
            self.value(value, "overrides", "are a list: write `[[overrides]]` above each");
            return Vec::new();
        };
        list.iter().filter_map(|entry| self.one_override(entry)).collect()
    }

    fn one_override(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Override> {
        let Some(table) = value.get_ref().as_table() else {
            self.value(value, "an override", "is a table: write `[[overrides]]` above it");
            return None;
        };
        let mut files = None;
        let (mut profile, mut settings) = (None, Vec::new());
        for (key, value) in table {
            match &**key.get_ref() {
                "files" => files = Some(self.patterns(value)),
                "profile" => profile = self.profile(value),
                "rules" => settings = self.rules(value),
                unknown => self.unknown("setting", unknown, span(key.span()), OVERRIDE_KEYS),
            }
        }
        let Some(files) = files else {
            self.value(value, "an override", "says for which `files`, like `files = [\"ultra/*.meso\"]`");
            return None;
        };
        let mut set = GlobSetBuilder::new();
        for glob in files.iter().filter_map(|pattern| glob(pattern)) {
            set.add(glob);
        }
        Some(Override { files, matcher: set.build().ok()?, profile, settings })
    }

    fn patterns(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let single = std::slice::from_ref(value);
        let list = value.get_ref().as_array().map_or(single, |array| array.as_ref());
        let mut patterns = Vec::new();
        for entry in list {
            match entry.get_ref().as_str() {
                Some(text) if glob(text).is_some() => patterns.push(text.to_owned()),
                Some(_) => self.value(entry, "`files`", "is a pattern like `\"ultra/*.meso\"`"),
                None => self.value(entry, "`files`", "is a list of patterns like `[\"ultra/*.meso\"]`"),
            }
        }
        patterns
    }

    fn rules(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Setting> {
        let Some(table) = value.get_ref().as_table() else {
            self.value(value, "`rules`", "is a table: write `[rules]` above `name = \"level\"`");
            return Vec::new();
        };
        table.iter().filter_map(|(key, value)| self.rule(key, value)).collect()
    }

    fn rule(&mut self, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> Option<Setting> {
        let name = &**key.get_ref();
        let Some(meta) = registry::find(name) else {
            self.unknown("rule", name, span(key.span()), registry::registry().iter().map(|m| m.name()));
            return None;
        };
        let mut setting =
            Setting { rule: name.to_owned(), level: None, options: Vec::new(), span: Some(span(key.span())) };
        match value.get_ref() {
            DeValue::Table(table) => {
                let mut rule = meta.build.map(|build| build());
                for (key, value) in table {
                    let option = &**key.get_ref();
                    if option == "level" {
                        setting.level = self.level(value);
                        continue;
                    }
                    let read = plain(value.get_ref());
                    let given = read.as_ref().map_or(Given::Other, Value::given);
                    match (rule.as_mut().map(|rule| rule.set(option, given)), read) {
                        (Some(Ok(())), Some(read)) => setting.options.push((option.to_owned(), read)),
                        (Some(Err(OptionProblem::Value(wanted))), _) => {
                            self.value(value, &format!("`{option}`"), &wanted);
                        }
                        _ => {
                            let options: Vec<String> = (meta.options)().into_iter().map(|o| o.name).collect();
                            let known = options.iter().map(String::as_str).chain(["level"]);
                            self.unknown(&format!("option of `{name}`"), option, span(key.span()), known);
                        }
                    }
                }
            }
            _ => setting.level = Some(self.level(value)?),
        }
        Some(setting)
    }

    fn level(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Level> {
        let level = value.get_ref().as_str().and_then(Level::named);
        if level.is_none() {
            self.word(value, "a level", Level::ALL.iter().map(|level| level.name()));
        }
        level
    }

    fn profile(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Profile> {
        let profile = value.get_ref().as_str().and_then(Profile::named);
        if profile.is_none() {
            self.word(value, "a profile", Profile::ALL.iter().map(|profile| profile.name()));
        }
        profile
    }

    fn duration(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<Duration> {
        let read = plain(value.get_ref());
        Duration::read(read.as_ref().map_or(Given::Other, Value::given))
            .map_err(|wanted| self.value(value, &format!("`{name}`"), &wanted))
            .ok()
    }

    fn path(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let path = value.get_ref().as_str().filter(|path| !path.is_empty());
        if path.is_none() {
            self.value(value, &format!("`{name}`"), "is a file, from the folder of this one");
        }
        path.map(str::to_owned)
    }

    /// Says that a value is none of some words.
    fn word<'w>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        what: &str,
        words: impl Iterator<Item = &'w str> + Clone,
    ) {
        let listed = words.clone().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", ");
        let near = value.get_ref().as_str().and_then(|text| similar(text, words));
        let help = near.map(|near| (format!("did you mean `\"{near}\"`?"), format!("\"{near}\"")));
        self.say(&CONFIG_VALUE, span(value.span()), format!("{what} is one of {listed}"), help);
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, what: &str, wanted: &str) {
        self.say(&CONFIG_VALUE, span(value.span()), format!("{what} {wanted}"), None);
    }

    fn unknown<'w>(&mut self, what: &str, word: &str, at: Span, known: impl IntoIterator<Item = &'w str>) {
        let near = similar(word, known);
        let help = near.map(|near| (format!("did you mean `{near}`?"), near.to_owned()));
        self.say(&CONFIG_UNKNOWN, at, format!("there is no {what} `{word}`"), help);
    }

    /// Adds a diagnostic, with advice and what to write instead.
    fn say(&mut self, code: &'static Code, at: Span, message: String, better: Option<(String, String)>) {
        let mut diagnostic = Diagnostic::new(code, at, message);
        if let Some((help, text)) = better {
            diagnostic = diagnostic.help(help).fix(Fix {
                title: format!("write `{text}`"),
                applicability: Applicability::Unsafe,
                edits: vec![Edit::replace(at, text)],
            });
        }
        self.diagnostics.push(diagnostic);
    }
}

/// A pattern as in `.gitignore`: one without `/` matches in any folder, `*` does not cross folders.
fn glob(pattern: &str) -> Option<Glob> {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let anywhere = if pattern.contains('/') { pattern.to_owned() } else { format!("**/{pattern}") };
    GlobBuilder::new(&anywhere).literal_separator(true).build().ok()
}

fn plain(value: &DeValue<'_>) -> Option<Value> {
    match value {
        DeValue::String(text) => Some(Value::Text(text.to_string())),
        DeValue::Integer(x) => i64::from_str_radix(x.as_str(), x.radix()).ok().map(Value::Integer),
        DeValue::Float(x) => x.as_str().parse().ok().map(Value::Float),
        DeValue::Boolean(x) => Some(Value::Bool(*x)),
        _ => None,
    }
}

fn span(range: std::ops::Range<usize>) -> Span {
    let bytes = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(FileId(0), bytes(range.start), bytes(range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<(&'static str, String, String)>) {
        let source = SourceText::new("meso.toml", text);
        let (config, diagnostics) = Config::read(&source, ConfigFile::Meso).unwrap();
        let said = diagnostics
            .into_iter()
            .map(|d| (d.code.name, source.slice(d.span).to_owned(), d.help.unwrap_or(d.message)))
            .collect();
        (config, said)
    }

    #[test]
    fn levels_and_options_are_read() {
        let (config, said) = read(
            "profile = \"masters\"\nhard-from = \"10 min\"\n\
             [rules]\nnotation = \"off\"\nhard-day-back-to-back = { level = \"error\", error-from = 2 }\n\
             [[overrides]]\nfiles = [\"ultra/*.meso\"]\nprofile = \"ultra\"\n",
        );
        assert_eq!(said, []);
        assert_eq!(config.profile, Some(Profile::Masters));
        assert!((config.definitions.hard_minutes - 10.0).abs() < 1e-9);
        assert_eq!(config.settings.len(), 2);
        assert_eq!(config.overrides.len(), 1);
        let set = config.rules_for("plan.meso", Profile::Default);
        assert_eq!(set.level("notation"), Level::Off);
        assert_eq!(set.level("hard-day-back-to-back"), Level::Error);
    }

    #[test]
    fn a_mistake_is_said_where_it_stands_and_costs_only_itself() {
        let (config, said) = read(
            "profle = \"strict\"\n[rules]\nhard-day-back-to-bak = \"off\"\nnotation = \"waring\"\n\
             hard-day-back-to-back = { error-form = 2, error-from = \"soon\" }\nsyntax = \"warning\"\n",
        );
        let places: Vec<(&str, &str)> = said.iter().map(|(code, at, _)| (*code, at.as_str())).collect();
        assert_eq!(
            places,
            [
                ("config-unknown", "profle"),
                ("config-unknown", "hard-day-back-to-bak"),
                ("config-value", "\"waring\""),
                ("config-unknown", "error-form"),
                ("config-value", "\"soon\""),
            ]
        );
        let helps: Vec<&str> = said.iter().map(|(.., help)| help.as_str()).collect();
        assert_eq!(
            helps,
            [
                "did you mean `profile`?",
                "did you mean `hard-day-back-to-back`?",
                "did you mean `\"warning\"`?",
                "did you mean `error-from`?",
                "`error-from` wants a whole number, like `2`",
            ]
        );
        assert_eq!(config.rules_for("x.meso", Profile::Default).level("syntax"), Level::Warning);
    }

    #[test]
    fn text_that_is_no_toml_still_configures_with_what_can_be_read() {
        let (config, said) = read("profile = \"strict\"\n[rules\nnotation = \"off\"\n");
        assert_eq!(config.profile, Some(Profile::Strict));
        assert!(said.iter().any(|(code, ..)| *code == "config-syntax"), "{said:?}");
    }

    #[test]
    fn a_pyproject_speaks_only_in_its_own_table() {
        let read = |text: &str| Config::read(&SourceText::new("pyproject.toml", text), ConfigFile::Pyproject);
        assert!(read("[project]\nname = \"x\"\n").is_none());
        let (config, said) = read("[tool.mesocycle]\nprofile = \"strict\"\n[tool.ruff]\nline = 3\n").unwrap();
        assert_eq!((config.profile, said.len()), (Some(Profile::Strict), 0));
    }

    #[test]
    fn an_override_holds_for_its_files_only() {
        let (mut config, _) = read(
            "[[overrides]]\nfiles = [\"ultra/*.meso\", \"*.draft.meso\"]\nrules = { notation = \"off\" }\n",
        );
        config.folder = "plans/".to_owned();
        let level = |name| config.rules_for(name, Profile::Default).level("notation");
        assert_eq!(level("plans/ultra/a.meso"), Level::Off);
        assert_eq!(level("ultra/a.meso"), Level::Off);
        assert_eq!(level("plans/ultra/old/a.meso"), Level::Warning);
        assert_eq!(level("plans/road/b.draft.meso"), Level::Off);
        assert_eq!(level("plans/road/b.meso"), Level::Warning);
    }
}
