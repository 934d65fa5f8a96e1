//! How loud a rule may be.

use meso_core::diagnostic::Severity;

/// The level of a rule: a severity, or silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Does not run.
    Off,
    /// Worth knowing.
    Info,
    /// Worth changing.
    Warning,
    /// Likely to hurt.
    Error,
}

impl Level {
    /// All of them, the quietest first.
    pub const ALL: &'static [Level] = &[Level::Off, Level::Info, Level::Warning, Level::Error];

    /// `off`, `info`, `warning` or `error`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.severity().map_or("off", Severity::name)
    }

    /// The level of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Level> {
        Level::ALL.iter().copied().find(|level| level.name() == name)
    }

    /// As a severity; `None` for off.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Info => Some(Severity::Info),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }

    /// The severity of a finding of a rule that is set to this level.
    ///
    /// Many rules speak at two levels ("over 30 % warning, over 10 % info"). What a rule says at its usual level or
    /// above gets the level that was set; what it says more quietly stays as quiet, and never above the level set.
    #[must_use]
    pub fn apply(self, usual: Severity, found: Severity) -> Option<Severity> {
        let set = self.severity()?;
        Some(if set == usual {
            found
        } else if found >= usual {
            set
        } else {
            found.min(set)
        })
    }
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Level {
        match severity {
            Severity::Info => Level::Info,
            Severity::Warning => Level::Warning,
            Severity::Error => Level::Error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Severity::{Error, Info, Warning};

    #[test]
    fn a_level_moves_what_a_rule_says_aloud_and_leaves_its_asides() {
        for (set, usual, found, want) in [
            (Level::Warning, Warning, Error, Some(Error)),
            (Level::Warning, Warning, Info, Some(Info)),
            (Level::Error, Warning, Warning, Some(Error)),
            (Level::Error, Warning, Info, Some(Info)),
            (Level::Info, Warning, Error, Some(Info)),
            (Level::Info, Warning, Info, Some(Info)),
            (Level::Warning, Info, Info, Some(Warning)),
            (Level::Error, Info, Warning, Some(Error)),
            (Level::Warning, Error, Error, Some(Warning)),
            (Level::Info, Error, Warning, Some(Info)),
            (Level::Off, Warning, Error, None),
        ] {
            assert_eq!(set.apply(usual, found), want, "{set:?} on a {usual:?} rule that found {found:?}");
        }
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for level in Level::ALL {
            assert_eq!(Level::named(level.name()), Some(*level));
        }
        assert_eq!(Level::named("loud"), None);
    }
}
