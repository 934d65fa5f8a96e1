//! The configuration as a JSON schema, for editors that complete and check TOML by one.

use super::file::{KEYS, OVERRIDE_KEYS};
use crate::level::Level;
use crate::profile::Profile;
use crate::registry;
use std::fmt::Write as _;

/// The JSON schema (draft 7) of `meso.toml`, with every rule, its options and their defaults.
#[must_use]
pub fn schema() -> String {
    let levels = words(Level::ALL.iter().map(|level| level.name()));
    let profiles = words(Profile::ALL.iter().map(|profile| profile.name()));
    let mut rules = String::new();
    for meta in registry::registry() {
        let mut options = format!("\"level\": {{ \"enum\": [{levels}] }}");
        for option in (meta.options)() {
            let kind = match option.kind {
                "count" => "\"integer\"",
                "number" => "\"number\"",
                "yes or no" => "\"boolean\"",
                _ => "\"string\"",
            };
            let _ = write!(
                options,
                ", {}: {{ \"type\": {kind}, \"default\": {}, \"description\": {} }}",
                quoted(&option.name),
                option.default,
                quoted(&one_line(option.docs))
            );
        }
        let _ = write!(
            rules,
            "{}\n        {}: {{\n          \"description\": {},\n          \"anyOf\": [\n            {{ \"enum\": [{levels}] }},\n            {{ \"type\": \"object\", \"additionalProperties\": false, \"properties\": {{ {options} }} }}\n          ]\n        }}",
            if rules.is_empty() { "" } else { "," },
            quoted(meta.name()),
            quoted(meta.summary()),
        );
    }
    let property = |key: &str| {
        match key {
        "profile" => format!("{{ \"enum\": [{profiles}], \"description\": \"Whose plans these are.\" }}"),
        "hard-from" => length("Time at threshold pace or faster that makes a session hard.", "8 min"),
        "long-from" => length("Time that makes a run long.", "1 h 30"),
        "baseline" => "{ \"type\": \"string\", \"description\": \"A file with findings that `meso check` lets be, made by `meso check --write-baseline`.\" }".to_owned(),
        "rules" => "{ \"$ref\": \"#/definitions/rules\" }".to_owned(),
        "files" => "{ \"type\": \"array\", \"items\": { \"type\": \"string\" }, \"description\": \"Patterns like `ultra/*.meso`.\" }".to_owned(),
        _ => {
            let inner = OVERRIDE_KEYS.map(|key| (key, simple(key, &profiles)));
            let inner: Vec<String> = inner.iter().map(|(key, value)| format!("{}: {value}", quoted(key))).collect();
            format!(
                "{{ \"type\": \"array\", \"items\": {{ \"type\": \"object\", \"additionalProperties\": false, \"required\": [\"files\"], \"properties\": {{ {} }} }} }}",
                inner.join(", ")
            )
        }
    }
    };
    let properties: Vec<String> =
        KEYS.iter().map(|key| format!("    {}: {}", quoted(key), property(key))).collect();
    format!(
        "{{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"meso.toml\",\n  \"type\": \"object\",\n  \"additionalProperties\": false,\n  \"properties\": {{\n{}\n  }},\n  \"definitions\": {{\n    \"rules\": {{\n      \"type\": \"object\",\n      \"additionalProperties\": false,\n      \"properties\": {{{rules}\n      }}\n    }}\n  }}\n}}\n",
        properties.join(",\n")
    )
}

/// What stands in an override: the settings that are also at the top, and its files.
fn simple(key: &str, profiles: &str) -> String {
    match key {
        "profile" => format!("{{ \"enum\": [{profiles}] }}"),
        "rules" => "{ \"$ref\": \"#/definitions/rules\" }".to_owned(),
        _ => "{ \"type\": \"array\", \"items\": { \"type\": \"string\" } }".to_owned(),
    }
}

fn length(description: &str, default: &str) -> String {
    format!(
        "{{ \"type\": \"string\", \"description\": {}, \"default\": {} }}",
        quoted(description),
        quoted(default)
    )
}

fn words<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.map(quoted).collect::<Vec<_>>().join(", ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A JSON string. What is quoted here comes from the sources of the rules: no control characters.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
