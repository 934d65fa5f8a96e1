//! Which rules run, at which level, with which options: defaults, then the profile, then the configuration file, then
//! its overrides for the file at hand, then the command line.

mod file;
mod schema;

pub(crate) use file::CODES;
pub use file::ConfigFile;
pub use schema::schema;

use crate::level::Level;
use crate::profile::Profile;
use crate::quantity::{Given, OptionProblem};
use crate::registry;
use crate::rule::{ConfiguredRule, RuleMeta};
use crate::rules;
use globset::GlobSet;
use meso_core::diagnostic::Severity;
use meso_core::plan::Plan;
use meso_core::text::Span;
use meso_core::vocabulary;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// What a project wants of the rules. Empty, it wants the defaults.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The profile, for plans that choose none themselves.
    pub profile: Option<Profile>,
    /// The profile that the command line asks for, whatever the plan and the file say.
    pub forced_profile: Option<Profile>,
    /// What the configuration file says of rules.
    pub settings: Vec<Setting>,
    /// What it says of rules in certain files.
    pub overrides: Vec<Override>,
    /// What the command line says of rules.
    pub forced: Vec<Setting>,
    /// The file with findings that the project lets be, as written: from the folder of the configuration.
    pub baseline: Option<String>,
    /// What counts as hard and as long.
    pub definitions: meso_core::Options,
    /// The folder of the configuration file: patterns of overrides are relative to it. Empty or with a `/` at its end.
    pub folder: String,
    /// What names lack to count from the configuration's folder, once `folder` is taken off: `plans/` where the command
    /// runs inside `plans`.
    pub prefix: String,
    prepared: Prepared,
}

/// Rule sets, by profile and the overrides that match: a project has few, and each is made once.
type Prepared = Arc<Mutex<HashMap<(Profile, Vec<bool>), Arc<RuleSet>>>>;

/// What is said of one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its name.
    pub rule: String,
    /// A level for it.
    pub level: Option<Level>,
    /// Options for it.
    pub options: Vec<(String, Value)>,
    /// Where it is said; `None` for the command line.
    pub span: Option<Span>,
}

/// The value of an option as a configuration holds it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `"30 %"`
    Text(String),
    /// `6`
    Integer(i64),
    /// `1.5`
    Float(f64),
    /// `true`
    Bool(bool),
}

impl Value {
    /// As rules read it.
    #[must_use]
    pub fn given(&self) -> Given<'_> {
        match self {
            Value::Text(text) => Given::Text(text),
            Value::Integer(x) => Given::Integer(*x),
            Value::Float(x) => Given::Float(*x),
            Value::Bool(x) => Given::Bool(*x),
        }
    }
}

/// What is said of rules in certain files.
#[derive(Clone, Debug)]
pub struct Override {
    /// The patterns as written.
    pub files: Vec<String>,
    /// The patterns.
    pub matcher: GlobSet,
    /// The profile there.
    pub profile: Option<Profile>,
    /// What is said.
    pub settings: Vec<Setting>,
}

/// The rules as they run for one profile and file.
pub struct RuleSet {
    pub(crate) rules: Vec<Active>,
    levels: HashMap<&'static str, Level>,
}

impl std::fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RuleSet").field("rules", &self.rules.len()).finish_non_exhaustive()
    }
}

/// A rule with its level and options.
pub(crate) struct Active {
    pub(crate) meta: &'static RuleMeta,
    pub(crate) level: Level,
    pub(crate) rule: Box<dyn ConfiguredRule>,
}

impl Active {
    /// The quietest that the rule may say for it to come out at `least` or above; `None` if all it says is below.
    pub(crate) fn quietest(&self, least: Severity) -> Option<Severity> {
        let heard =
            |said| self.level.apply(self.meta.code.severity, said).is_some_and(|heard| heard >= least);
        Severity::ALL.iter().copied().find(|said| heard(*said)).filter(|said| *said <= self.meta.loudest)
    }
}

impl RuleSet {
    /// The level that was set for a kind of finding, if it is another than its usual one.
    pub(crate) fn changed(&self, name: &str) -> Option<Level> {
        self.levels.get(name).copied()
    }

    /// The level in force for a kind of finding.
    #[must_use]
    pub fn level(&self, name: &str) -> Level {
        self.levels
            .get(name)
            .copied()
            .or_else(|| registry::find(name).map(RuleMeta::level))
            .unwrap_or(Level::Off)
    }
}

/// Where the value of a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody says otherwise.
    Default,
    /// The profile.
    Profile(Profile),
    /// The configuration file.
    File(Span),
    /// Its override with these patterns.
    Override(Span),
    /// The command line.
    CommandLine,
}

/// What is in force for a rule, and why.
#[derive(Clone, Debug)]
pub struct InForce {
    /// The rule.
    pub meta: &'static RuleMeta,
    /// Its level.
    pub level: (Level, Origin),
    /// Its options in order: name, value as it would be written, origin.
    pub options: Vec<(String, String, Origin)>,
}

impl Config {
    /// The profile for a plan in the file `name`: the command line's, else the plan's own, else that of the last override
    /// for the file, else the project's, else `beginner` for a plan that says so of its runner.
    #[must_use]
    pub fn profile_for(&self, name: &str, plan: &Plan) -> Profile {
        self.forced_profile
            .or_else(|| plan.profile.as_ref().and_then(|(word, _)| Profile::named(word)))
            .or_else(|| self.matching(name).filter_map(|o| o.profile).last())
            .or(self.profile)
            .unwrap_or(if plan.beginner { Profile::Beginner } else { Profile::Default })
    }

    /// The rules as they run for a plan in the file `name`.
    #[must_use]
    pub fn rules_for(&self, name: &str, profile: Profile) -> Arc<RuleSet> {
        let matching: Vec<bool> = self.overrides.iter().map(|o| self.matches(o, name)).collect();
        let key = (profile, matching);
        let mut prepared = self.prepared.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(set) = prepared.get(&key) {
            return Arc::clone(set);
        }
        let set = Arc::new(self.prepare(name, profile));
        prepared.insert(key, Arc::clone(&set));
        set
    }

    /// What is in force for every rule in the file `name`, and where each value comes from.
    #[must_use]
    pub fn explain(&self, name: &str, profile: Profile) -> Vec<InForce> {
        registry::registry()
            .iter()
            .map(|meta| {
                let layers = self.layers(name, profile, meta);
                let mut level = (meta.level(), Origin::Default);
                let mut rule = meta.build.map(|build| build());
                let mut origins: HashMap<String, Origin> = HashMap::new();
                for layer in layers {
                    if let Some(to) = layer.level {
                        level = (to, layer.origin.clone());
                    }
                    for (option, value) in &layer.options {
                        if rule.as_mut().is_some_and(|rule| rule.set(option, value.given()).is_ok()) {
                            origins.insert(option.replace('_', "-"), layer.origin.clone());
                        }
                    }
                }
                let options = rule.map_or_else(Vec::new, |rule| rule.values());
                InForce {
                    meta,
                    level,
                    options: options
                        .into_iter()
                        .map(|(option, value)| {
                            let origin = origins.remove(&option).unwrap_or(Origin::Default);
                            (option, value, origin)
                        })
                        .collect(),
                }
            })
            .collect()
    }

    /// The profile that the command line asks for, whatever the plan and the configuration say.
    #[must_use]
    pub fn with_profile(mut self, profile: Option<Profile>) -> Self {
        self.forced_profile = profile;
        self
    }

    /// Asks for a rule at a level, as the command line does.
    pub fn force(&mut self, rule: &str, level: Level) {
        self.forced.push(Setting {
            rule: rule.to_owned(),
            level: Some(level),
            options: Vec::new(),
            span: None,
        });
        self.prepared = Prepared::default();
    }

    /// The name of a file as the patterns of overrides see it: from the folder of the configuration.
    #[must_use]
    pub fn pattern_name(&self, name: &str) -> String {
        let name = name.strip_prefix(&self.folder).unwrap_or(name);
        format!("{}{}", self.prefix, name.strip_prefix("./").unwrap_or(name))
    }

    fn matches(&self, over: &Override, name: &str) -> bool {
        over.matcher.is_match(self.pattern_name(name))
    }

    fn matching<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Override> {
        self.overrides.iter().filter(move |o| self.matches(o, name))
    }

    fn prepare(&self, name: &str, profile: Profile) -> RuleSet {
        let mut set = RuleSet { rules: Vec::with_capacity(rules::RULES.len()), levels: HashMap::new() };
        for meta in registry::registry() {
            let mut level = meta.level();
            let mut rule = meta.build.map(|build| build());
            for layer in self.layers(name, profile, meta) {
                level = layer.level.unwrap_or(level);
                for (option, value) in &layer.options {
                    // A value that is none was reported when the configuration was read.
                    let _: Option<Result<(), OptionProblem>> =
                        rule.as_mut().map(|rule| rule.set(option, value.given()));
                }
            }
            if level != meta.level() {
                set.levels.insert(meta.name(), level);
            }
            if let (Some(rule), true) = (rule, level > Level::Off) {
                set.rules.push(Active { meta, level, rule });
            }
        }
        set
    }

    /// What is said of a rule, in the order in which it counts.
    fn layers(&self, name: &str, profile: Profile, meta: &RuleMeta) -> Vec<Layer> {
        let of = |settings: &[Setting], origin: fn(Option<Span>) -> Origin| {
            settings
                .iter()
                .filter(|setting| setting.rule == meta.name())
                .map(|setting| Layer {
                    level: setting.level,
                    options: setting.options.clone(),
                    origin: origin(setting.span),
                })
                .collect::<Vec<_>>()
        };
        let mut layers: Vec<Layer> = meta
            .profiles
            .iter()
            .filter(|change| change.profile == profile)
            .map(|change| Layer {
                level: change.level,
                options: change
                    .options
                    .iter()
                    .map(|(option, value)| ((*option).to_owned(), Value::Text((*value).to_owned())))
                    .collect(),
                origin: Origin::Profile(profile),
            })
            .collect();
        layers.extend(of(&self.settings, |span| span.map_or(Origin::CommandLine, Origin::File)));
        for over in self.matching(name) {
            layers.extend(of(&over.settings, |span| span.map_or(Origin::CommandLine, Origin::Override)));
        }
        layers.extend(of(&self.forced, |_| Origin::CommandLine));
        layers
    }
}

struct Layer {
    level: Option<Level>,
    options: Vec<(String, Value)>,
    origin: Origin,
}

/// The known word that is nearest to `word`, if one is near enough to be meant.
#[must_use]
pub fn similar<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    vocabulary::similar(word, &[&known.into_iter().collect::<Vec<_>>()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_the_near_words_is_meant() {
        assert_eq!(
            similar("long-run-jum", ["long-run-share", "long-run-jump", "long-run"]),
            Some("long-run-jump")
        );
        assert_eq!(similar("sauna", ["taper-missing"]), None);
    }
}
