//! What a rule is: a struct whose fields are its options, a page that is also its test, and one function that looks.
//!
//! A rule only finds and says. It cannot print, read files, know today's date, see an `allow` or decide its final
//! level; the engine in [`crate::lint`] does those once for all.

use crate::context::Cx;
use crate::finding::Findings;
use crate::level::Level;
use crate::profile::Profile;
use crate::quantity::{Given, OptionProblem};
use crate::signs::Showing;
use meso_core::diagnostic::{Code, Severity};

/// Looks at a plan and says what it found.
pub trait Rule: Send + Sync {
    /// Adds what it finds to `acc`, in any order.
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>);

    /// The signs of overload that it sees, for the rule that counts them. Most rules see none.
    fn signs(&self, _cx: &Cx<'_>) -> Vec<Showing> {
        Vec::new()
    }
}

/// The options of a rule, by name. [`declare_rule!`](crate::declare_rule) writes it.
pub trait Configure {
    /// Sets an option.
    ///
    /// # Errors
    /// When there is no such option, or the value is none for it.
    fn set(&mut self, option: &str, value: Given<'_>) -> Result<(), OptionProblem>;

    /// All options with their present values, as they would be written in a configuration.
    fn values(&self) -> Vec<(String, String)>;
}

/// A rule that can be run and configured.
pub trait ConfiguredRule: Rule + Configure {}

impl<T: Rule + Configure> ConfiguredRule for T {}

/// What is known of a rule without running it.
#[derive(Debug)]
pub struct RuleMeta {
    /// Its name, the level of what it usually finds, its manual page.
    pub code: &'static Code,
    /// What it is about.
    pub group: Group,
    /// Does it run unless the configuration asks for it?
    pub on: bool,
    /// The gravest that it says of its own accord: where even that goes unheard it need not look.
    pub loudest: Severity,
    /// Does it offer changes?
    pub fix: FixKind,
    /// The version that brought it.
    pub since: &'static str,
    /// How well it is founded; `None` where that is no question (a line that cannot be read).
    pub grade: Option<Grade>,
    /// Its options with their defaults.
    pub options: fn() -> Vec<OptionMeta>,
    /// What the profiles change in it.
    pub profiles: &'static [ProfileChange],
    /// The source file.
    pub file: &'static str,
    /// Makes it, with its default options. `None` for what is found before any rule.
    pub build: Option<fn() -> Box<dyn ConfiguredRule>>,
}

impl RuleMeta {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.code.name
    }

    /// The level that it has when nobody says otherwise.
    #[must_use]
    pub fn level(&self) -> Level {
        if self.on { self.code.severity.into() } else { Level::Off }
    }

    /// The first line of its page.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.code.docs.trim_start().lines().next().unwrap_or("").trim()
    }
}

/// An option of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionMeta {
    /// Its name, kebab-case.
    pub name: String,
    /// What it takes: `percentage`, `days`, …
    pub kind: &'static str,
    /// Its default, as it would be written.
    pub default: String,
    /// What it means and where its default comes from.
    pub docs: &'static str,
}

/// What a profile changes in a rule.
#[derive(Debug)]
pub struct ProfileChange {
    /// Which profile.
    pub profile: Profile,
    /// The level there; `None` keeps it.
    pub level: Option<Level>,
    /// Options and their values there.
    pub options: &'static [(&'static str, &'static str)],
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $( $(#[doc = $doc:literal])+ $variant:ident = $text:literal, )+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $doc])+ $variant, )+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// Its name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            /// What it means, in one line or more.
            #[must_use]
            pub fn docs(self) -> &'static str {
                match self { $($name::$variant => concat!($($doc, "\n"),+).trim_ascii(),)+ }
            }
        }
    };
}

words! {
    /// What a rule is about; also the folder it lives in.
    Group {
        /// The text itself: what cannot be read or cannot be meant.
        Text = "text",
        /// A plan against itself: sums, weeks, the race it leads to.
        Consistency = "consistency",
        /// How fast load grows.
        Progression = "progression",
        /// Hard days, easy days, rest days, recovery weeks.
        Recovery = "recovery",
        /// How much of which intensity.
        Intensity = "intensity",
        /// The long run.
        LongRun = "long-run",
        /// Taper, race, and what follows a race.
        Race = "race",
        /// After a break, with age, in heat and at altitude.
        Circumstances = "circumstances",
        /// Sleep.
        Sleep = "sleep",
        /// Signs of overload: heart rate variability, resting heart rate, how running feels.
        Signs = "signs",
        /// Cold baths, saunas, hot baths.
        Temperature = "temperature",
        /// Compression, rolling, massage.
        BodyWork = "body-work",
        /// Food and drink.
        Food = "food",
    }
}

words! {
    /// How well a rule is founded.
    Grade {
        /// Meta-analysis or several trials.
        A = "A",
        /// A large cohort, or consistent experiments.
        B = "B",
        /// Small studies or expert consensus.
        C = "C",
        /// Coaching canon only.
        D = "D",
        /// Unsupported or contradicted.
        E = "E",
    }
}

words! {
    /// Does a rule offer changes, and may they be made unasked?
    FixKind {
        /// It offers none.
        None = "none",
        /// It offers a change that keeps the meaning of the plan.
        Safe = "safe",
        /// It offers a change of the training: a person decides.
        Unsafe = "unsafe",
    }
}

/// Declares a rule: its manual page, its options, its metadata.
///
/// ```text
/// declare_rule! {
///     /// Summary line.
///     ///
///     /// ## Why it matters
///     /// ## Evidence
///     /// ## Example
///     pub struct HardDayBackToBack {
///         /// What the option means, and where the default comes from.
///         error_from: u32 = 3,
///     }
///     name: "hard-day-back-to-back",
///     group: Recovery,
///     level: Warning,          // or `level: off Info` for one that must be asked for
///     loudest: Error,          // only below `level: Info`, if it sometimes says something graver
///     fix: Unsafe,
///     since: "0.1.0",
///     grade: C,
///     profiles: { strict => Error { error_from = "2" }, ultra => Off, masters => Keep { error_from = "2" } },
/// }
/// ```
#[macro_export]
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])+
        pub struct $rule:ident {
            $( $(#[doc = $option_doc:literal])+ $option:ident : $kind:ty = $default:expr ),* $(,)?
        }
        name: $name:literal,
        group: $group:ident,
        level: $($level:ident)+,
        $(loudest: $loudest:ident,)?
        fix: $fix:ident,
        since: $since:literal,
        grade: $grade:ident
        $(, profiles: { $(
            $profile:ident => $change:ident $({ $( $changed:ident = $value:literal ),* $(,)? })?
        ),* $(,)? })?
        $(,)?
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $rule {
            $( $(#[doc = $option_doc])+ pub $option: $kind, )*
        }

        impl Default for $rule {
            fn default() -> Self {
                $rule { $( $option: $default, )* }
            }
        }

        impl $crate::rule::Configure for $rule {
            #[allow(unused_variables)]
            fn set(
                &mut self,
                option: &str,
                value: $crate::quantity::Given<'_>,
            ) -> Result<(), $crate::quantity::OptionProblem> {
                $(
                    if $crate::quantity::is_option(option, stringify!($option)) {
                        self.$option = <$kind as $crate::quantity::Quantity>::read(value)
                            .map_err($crate::quantity::OptionProblem::Value)?;
                        return Ok(());
                    }
                )*
                Err($crate::quantity::OptionProblem::Unknown)
            }

            fn values(&self) -> Vec<(String, String)> {
                vec![$((
                    $crate::quantity::option_name(stringify!($option)),
                    $crate::quantity::Quantity::write(&self.$option),
                )),*]
            }
        }

        impl $rule {
            /// Its name, usual level and page.
            pub const CODE: &'static meso_core::diagnostic::Code = &meso_core::diagnostic::Code {
                name: $name,
                severity: $crate::__severity!($($level)+),
                docs: concat!($($doc, "\n"),+),
            };

            /// What is known of it without running it.
            pub const META: &'static $crate::rule::RuleMeta = {
                static META: $crate::rule::RuleMeta = $crate::rule::RuleMeta {
                    code: $rule::CODE,
                    group: $crate::rule::Group::$group,
                    on: $crate::__on!($($level)+),
                    loudest: $crate::__loudest!($($level)+ $(, $loudest)?),
                    fix: $crate::rule::FixKind::$fix,
                    since: $since,
                    grade: Some($crate::rule::Grade::$grade),
                    options: || {
                        #[allow(unused_variables)]
                        let defaults = $rule::default();
                        vec![$($crate::rule::OptionMeta {
                            name: $crate::quantity::option_name(stringify!($option)),
                            kind: <$kind as $crate::quantity::Quantity>::KIND,
                            default: $crate::quantity::Quantity::write(&defaults.$option),
                            docs: concat!($($option_doc, "\n"),+).trim_ascii(),
                        }),*]
                    },
                    profiles: &[$($(
                        $crate::rule::ProfileChange {
                            profile: $crate::__profile!($profile),
                            level: $crate::__change!($change),
                            options: &[$($( (stringify!($changed), $value) ),*)?],
                        }
                    ),*)?],
                    file: file!(),
                    build: Some(|| Box::<$rule>::default()),
                };
                &META
            };
        }
    };
}

/// The severity that `level:` names.
#[doc(hidden)]
#[macro_export]
macro_rules! __severity {
    (off $level:ident) => {
        meso_core::diagnostic::Severity::$level
    };
    ($level:ident) => {
        meso_core::diagnostic::Severity::$level
    };
}

/// The gravest that a rule says: what it declares, else info for an info rule and anything for the others.
#[doc(hidden)]
#[macro_export]
macro_rules! __loudest {
    ($($level:ident)+, $loudest:ident) => {
        meso_core::diagnostic::Severity::$loudest
    };
    ($(off)? Info) => {
        meso_core::diagnostic::Severity::Info
    };
    ($($level:ident)+) => {
        meso_core::diagnostic::Severity::Error
    };
}

/// Is the rule on by default?
#[doc(hidden)]
#[macro_export]
macro_rules! __on {
    (off $level:ident) => {
        false
    };
    ($level:ident) => {
        true
    };
}

/// The profile that a word names.
#[doc(hidden)]
#[macro_export]
macro_rules! __profile {
    (strict) => {
        $crate::profile::Profile::Strict
    };
    (beginner) => {
        $crate::profile::Profile::Beginner
    };
    (ultra) => {
        $crate::profile::Profile::Ultra
    };
    (masters) => {
        $crate::profile::Profile::Masters
    };
}

/// The level that a profile gives.
#[doc(hidden)]
#[macro_export]
macro_rules! __change {
    (Keep) => {
        None
    };
    ($level:ident) => {
        Some($crate::level::Level::$level)
    };
}
