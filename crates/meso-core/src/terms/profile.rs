//! What a plan can say of its runner by a word.

use super::terms;

terms! {
    /// A set of levels and options. Each rule says itself what a profile changes in it.
    #[derive(PartialOrd, Ord)]
    pub enum Profile {
        /// Measured against published plans.
        Default: "default";
        /// The literal figures of the recovery literature.
        Strict: "strict";
        /// For somebody who has not run in the last twelve months.
        Beginner: "beginner";
        /// For races beyond the marathon.
        Ultra: "ultra";
        /// For runners of fifty and older.
        Masters: "masters";
    }
}

#[allow(clippy::derivable_impls)] // the table writes the variants
impl Default for Profile {
    fn default() -> Self {
        Profile::Default
    }
}

impl Profile {
    /// `default`, `strict`, `beginner`, `ultra` or `masters`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.word()
    }
}

terms! {
    /// How much a runner has run.
    pub enum Experience {
        /// Has not run in the last year.
        Beginner: "beginner" | "none" | "new" | "novice";
        /// Runs already, as every plan assumes that does not say otherwise.
        Experienced: "experienced" | "intermediate" | "advanced";
    }
}

terms! {
    /// For the training load by heart rate, whose weights were measured in women and in men.
    pub enum Sex {
        /// The weights of women.
        Female: "female" | "f" | "woman";
        /// The weights of men.
        Male: "male" | "m" | "man";
        /// Neither: as where nothing is said.
        Other: "other" | "diverse" | "x";
    }
}
