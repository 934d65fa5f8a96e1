//! The settings of `plan` and `athlete`: a row a setting.
//!
//! What a row says is all there is to know of a setting but where its value goes: the resolver checks values by it, editors
//! offer by it, and the reference page lists it.

use super::{Choice, Experience, Profile, Sex, Weekday, terms};

/// The block that a setting belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingBlock {
    /// `plan`
    Plan,
    /// `athlete`
    Athlete,
    /// Either.
    Both,
}

/// The kind of value that a setting takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A race by name or distance, `on` a date, `in` a time, with a name.
    Race,
    /// A date.
    Date,
    /// A date, or a year alone.
    Birth,
    /// A number: at least, at most, and what a number of each unit is multiplied by.
    Number(f64, f64, &'static [(&'static str, f64)]),
    /// A whole number: at least, at most, and the units that may stand behind it.
    Count(f64, f64, &'static [(&'static str, f64)]),
    /// Beats a minute: at least, at most.
    HeartRate(f64, f64),
    /// One of some words.
    Word(&'static [Choice]),
    /// The name of a file, in quotes.
    File,
    /// A length of the body.
    Height,
    /// A pace.
    Pace,
    /// A distance or a time.
    Volume,
    /// A length of time.
    Time,
}

/// What there is to know of a setting beside its words.
#[derive(Clone, Copy, Debug)]
pub struct SettingFacts {
    /// Where it belongs.
    pub block: SettingBlock,
    /// What it takes.
    pub takes: Takes,
    /// May it stand several times?
    pub several: bool,
    /// What it wants, as a finding says it: "a date such as `2027-01-04`".
    pub wants: &'static str,
    /// What an editor puts in, with places to fill.
    pub snippet: &'static str,
    /// What it changes in the training, for a hover, where that is not plain.
    pub meaning: &'static str,
}

const fn plan(takes: Takes, wants: &'static str, snippet: &'static str) -> SettingFacts {
    SettingFacts { block: SettingBlock::Plan, takes, several: false, wants, snippet, meaning: "" }
}

const fn athlete(takes: Takes, wants: &'static str, snippet: &'static str) -> SettingFacts {
    SettingFacts { block: SettingBlock::Athlete, ..plan(takes, wants, snippet) }
}

const UNITS: &[Choice] = &[
    Choice { word: "km", also: &["kilometres", "kilometers", "metric"], about: "kilometres" },
    Choice { word: "mi", also: &["mile", "miles", "imperial"], about: "miles" },
];

const POUND: f64 = 0.453_592_37;

terms! {
    /// The settings of `plan` and `athlete`.
    pub enum SettingKey: SettingFacts {
        /// What the plan leads to.
        Goal: "goal" => SettingFacts {
            several: true,
            ..plan(
                Takes::Race,
                "a race such as `marathon on 2027-04-25`",
                "goal ${1:10km} on ${2:2027-05-16} in ${3:45:00}",
            )
        };
        /// The first day.
        Start: "start" => plan(Takes::Date, "a date such as `2027-01-04`", "start ${1:2027-01-04}");
        /// How many weeks.
        Weeks: "weeks" => plan(
            Takes::Count(1.0, 520.0, &[("weeks", 1.0)]),
            "a number of weeks such as `16`",
            "weeks ${1:16}",
        );
        /// For bare numbers and reports.
        Units: "units" => plan(Takes::Word(UNITS), "`km` or `mi`", "units ${1|km,mi|}");
        /// The first day of a week.
        WeekStarts: "week-starts" => plan(
            Takes::Word(Weekday::CHOICES),
            "a day such as `mon` or `sun`",
            "week-starts ${1:mon}",
        );
        /// How strict the rules are.
        Profile: "profile" => plan(
            Takes::Word(Profile::CHOICES),
            "a profile: `default`, `strict`, `beginner`, `ultra` or `masters`",
            "profile ${1|default,strict,beginner,ultra,masters|}",
        );
        /// Whether the runner has run in the last year.
        Experience: "experience" => SettingFacts {
            block: SettingBlock::Both,
            ..plan(Takes::Word(Experience::CHOICES), "`beginner` or `experienced`", "experience beginner")
        };
        /// What happened, in a file of its own.
        Logs: "logs" => SettingFacts {
            several: true,
            ..plan(Takes::File, "the name of a file in quotes", "logs \"${1:me.log.meso}\"")
        };
        /// A race result: gives all paces.
        Recent: "recent" => SettingFacts {
            several: true,
            ..athlete(
                Takes::Race,
                "a race result such as `10km in 41:30 on 2026-12-06`",
                "recent ${1:10km} in ${2:45:00} on ${3:2026-12-06}",
            )
        };
        /// A week before the plan.
        Volume: "volume" => SettingFacts {
            meaning: "what is run in a week before the plan starts: its first weeks are held against it",
            ..athlete(Takes::Volume, "a weekly volume such as `45km` or `5h`", "volume ${1:40km}")
        };
        /// Year of birth.
        Born: "born" => SettingFacts {
            meaning: "gives the maximal heart rate where `max-hr` does not, and the profile",
            ..athlete(Takes::Birth, "a year of birth such as `1985`", "born ${1:1985}")
        };
        /// Maximal heart rate.
        MaxHr: "max-hr" => athlete(
            Takes::HeartRate(100.0, 240.0),
            "beats a minute such as `188`",
            "max-hr ${1:188}",
        );
        /// Resting heart rate.
        RestHr: "rest-hr" => athlete(
            Takes::HeartRate(25.0, 120.0),
            "beats a minute such as `48`",
            "rest-hr ${1:48}",
        );
        /// Heart rate at threshold.
        ThresholdHr: "threshold-hr" => athlete(
            Takes::HeartRate(80.0, 230.0),
            "beats a minute such as `172`",
            "threshold-hr ${1:172}",
        );
        /// Pace at lactate threshold.
        Threshold: "threshold" => athlete(Takes::Pace, "a pace such as `4:18/km`", "threshold ${1:4:18}/km");
        /// Instead of a result.
        Vdot: "vdot" => athlete(Takes::Number(10.0, 100.0, &[]), "a number such as `50`", "vdot ${1:50}");
        /// For targets in watts.
        CriticalPower: "critical-power" => athlete(
            Takes::Number(50.0, 700.0, &[("W", 1.0)]),
            "watts such as `280W`",
            "critical-power ${1:280}W",
        );
        /// For the training load by heart rate.
        Sex: "sex" => athlete(Takes::Word(Sex::CHOICES), "`female` or `male`", "sex ${1|female,male|}");
        /// For doses by weight.
        Weight: "weight" => athlete(
            Takes::Number(20.0, 300.0, &[("kg", 1.0), ("lb", POUND)]),
            "a weight such as `68kg`",
            "weight ${1:68}kg",
        );
        /// For loads by body size.
        Height: "height" => athlete(Takes::Height, "a height such as `1.75m` or `175cm`", "height ${1:175}cm");
        /// Wanted a night.
        Sleep: "sleep" => SettingFacts {
            meaning: "the sleep that this runner needs: the nights of the plan are held against it",
            ..athlete(Takes::Time, "a time such as `8h`", "sleep ${1:8h}")
        };
        /// None of them; a problem of its line says so.
        Unknown: "setting", unwritten = true => plan(Takes::File, "", "");
    }
}

impl SettingKey {
    /// The settings there are.
    pub fn known() -> impl Iterator<Item = SettingKey> {
        SettingKey::ALL.iter().copied().filter(|key| *key != SettingKey::Unknown)
    }
}
