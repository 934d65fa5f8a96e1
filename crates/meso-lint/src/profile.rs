//! Whose plan it is: sets of levels and options for kinds of runners.

/// A set of levels and options. Each rule says itself what a profile changes in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// Measured against published plans.
    #[default]
    Default,
    /// The literal figures of the recovery literature.
    Strict,
    /// For somebody who has not run in the last twelve months.
    Beginner,
    /// For races beyond the marathon.
    Ultra,
    /// For runners of fifty and older.
    Masters,
}

impl Profile {
    /// All of them.
    pub const ALL: &'static [Profile] =
        &[Profile::Default, Profile::Strict, Profile::Beginner, Profile::Ultra, Profile::Masters];

    /// `default`, `strict`, `beginner`, `ultra` or `masters`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Profile::Default => "default",
            Profile::Strict => "strict",
            Profile::Beginner => "beginner",
            Profile::Ultra => "ultra",
            Profile::Masters => "masters",
        }
    }

    /// The profile of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Profile> {
        Profile::ALL.iter().copied().find(|profile| profile.name() == name)
    }
}
