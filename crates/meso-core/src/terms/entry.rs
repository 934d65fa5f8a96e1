//! Entries: recovery methods, measurements, and what was done, with the quantities and details that each takes.

use super::terms;

/// What an entry is about; the order of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryGroup {
    /// Sleep and what disturbs it.
    Sleep,
    /// What is measured or felt.
    Measurement,
    /// What was done or not, and why.
    Report,
    /// Body work.
    BodyWork,
    /// Cold and heat.
    Temperature,
    /// Food and drink.
    Food,
    /// Surroundings.
    Surroundings,
}

impl EntryGroup {
    /// All of them, in the order of the reference.
    pub const ALL: &'static [EntryGroup] = &[
        EntryGroup::Sleep,
        EntryGroup::Measurement,
        EntryGroup::Report,
        EntryGroup::BodyWork,
        EntryGroup::Temperature,
        EntryGroup::Food,
        EntryGroup::Surroundings,
    ];

    /// What it is called in the reference.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            EntryGroup::Sleep => "sleep",
            EntryGroup::Measurement => "measurements",
            EntryGroup::Report => "what was done",
            EntryGroup::BodyWork => "body work",
            EntryGroup::Temperature => "cold and heat",
            EntryGroup::Food => "food and drink",
            EntryGroup::Surroundings => "surroundings",
        }
    }
}

terms! {
    /// The kinds of quantities that stand in entries. The word is what a finding calls one, `also` are the units.
    pub enum Amount {
        /// A length of time.
        Time: "a time" | "h" | "min" | "s", unwritten = true;
        /// A time of day.
        Clock: "a time of day", unwritten = true;
        /// A distance, or how high.
        Length: "a distance" | "km" | "mi" | "m" | "cm", unwritten = true;
        /// A pace.
        Pace: "a pace" | "/km" | "/mi", unwritten = true;
        /// Some of a scale: `4/10`.
        Score: "a score such as `4/10`" | "/10", unwritten = true;
        /// A number without a unit.
        Number: "a number without a unit", unwritten = true;
        /// The weight of a body.
        Weight: "kilograms" | "kg" | "lb", unwritten = true;
        /// So much of a nutrient.
        Dose: "grams" | "g" | "mg" | "mcg" | "IU", unwritten = true;
        /// So much of it in an hour.
        Rate: "an amount per hour" | "g/h" | "mg/h" | "ml/h" | "l/h" | "kcal/h", unwritten = true;
        /// Of a liquid.
        Volume: "litres" | "l" | "ml", unwritten = true;
        /// Of food.
        Energy: "kilocalories" | "kcal", unwritten = true;
        /// Degrees.
        Temperature: "degrees" | "C" | "F", unwritten = true;
        /// A share.
        Percent: "per cent" | "%", unwritten = true;
        /// Beats a minute.
        HeartRate: "beats a minute" | "bpm", unwritten = true;
        /// Thousandths of a second.
        Millis: "milliseconds" | "ms", unwritten = true;
        /// Watts.
        Power: "watts" | "W", unwritten = true;
        /// In the blood.
        Concentration: "an amount per volume" | "ng/ml" | "µg/l", unwritten = true;
        /// Days or weeks.
        Days: "days" | "weeks", unwritten = true;
    }
}

impl Amount {
    /// The kind that a canonical unit belongs to; no unit is a number alone.
    #[must_use]
    pub fn of_unit(unit: &str) -> Option<Amount> {
        if unit.is_empty() {
            return Some(Amount::Number);
        }
        Amount::ALL.iter().copied().find(|amount| amount.word() == unit || amount.term().also.contains(&unit))
    }
}

/// What there is to know of an entry beside its words.
#[derive(Clone, Copy, Debug)]
pub struct EntryFacts {
    /// What it is about.
    pub group: EntryGroup,
    /// The quantities it takes; a time of day may stand in every entry.
    pub takes: &'static [Amount],
    /// The details it takes beside those that every entry does.
    pub details: &'static [Detail],
    /// What an editor puts in, with places to fill.
    pub snippet: &'static str,
}

const fn facts(
    group: EntryGroup,
    takes: &'static [Amount],
    details: &'static [Detail],
    snippet: &'static str,
) -> EntryFacts {
    EntryFacts { group, takes, details, snippet }
}

use Amount as A;
use Detail as D;
use EntryGroup as G;

const FELT: &[Amount] = &[A::Score, A::Number];
const AWAY: &[Amount] = &[A::Days, A::Number, A::Time, A::Temperature];
const WARMTH: &[Amount] = &[A::Time, A::Temperature];
const FOOD: &[Amount] = &[A::Dose, A::Rate, A::Energy, A::Volume, A::Time];
const NUTRIENTS: &[Detail] = &[D::Carbs, D::Protein, D::Fat, D::Fibre, D::Sodium, D::Coffee];
const POSTURES: &[Detail] = &[D::Standing, D::Lying, D::Sitting, D::Seated, D::Coffee];
const OF_RUNS: &[Detail] = &[D::Hr, D::Rpe, D::Pace, D::Power, D::Cadence, D::Feel, D::Climb];

terms! {
    /// The entries: recovery methods, measurements, and what was done.
    pub enum EntryKind: EntryFacts {
        /// The night that ends on the day.
        Sleep: "sleep" => facts(G::Sleep, &[A::Time, A::Score, A::Percent], &[], "sleep ${1:8h}");
        /// Sleep by day.
        Nap: "nap" => facts(G::Sleep, &[A::Time], &[], "nap ${1:30min}");
        /// When the light went out.
        Bedtime: "bedtime" => facts(G::Sleep, &[], &[], "bedtime ${1:22:30}");
        /// When the night ended.
        Wake: "wake" => facts(G::Sleep, &[], &[], "wake ${1:06:30}");
        /// How warm the bedroom is.
        Bedroom: "bedroom" => facts(G::Sleep, &[A::Temperature], &[], "bedroom ${1:18C}");
        /// Screens before bed.
        Screens: "screens" => facts(G::Sleep, &[A::Time], &[], "screens ${1:45min} before bed");

        /// Heart rate variability.
        Hrv: "hrv" => facts(G::Measurement, &[A::Millis, A::Number], POSTURES, "hrv ${1:62}ms");
        /// Resting heart rate.
        RestHr: "rest-hr" | "rhr", offered = &["rhr"], label = "rhr"
            => facts(G::Measurement, &[A::HeartRate, A::Number], POSTURES, "rest-hr ${1:49}bpm");
        /// Sore legs, out of ten.
        Soreness: "soreness" => facts(G::Measurement, FELT, &[], "soreness ${1:4}/10");
        /// The wish to train.
        Motivation: "motivation" => facts(G::Measurement, FELT, &[], "motivation ${1:4}/5");
        /// The mood.
        Mood: "mood" => facts(G::Measurement, FELT, &[], "mood ${1:4}/5");
        /// Heavy legs, tiredness.
        Fatigue: "fatigue" => facts(G::Measurement, FELT, &[], "fatigue ${1:4}/10");
        /// Stress beside training.
        Stress: "stress" => facts(G::Measurement, FELT, &[], "stress ${1:4}/10");
        /// Body weight; before and after a run with `->`.
        Weight: "weight" => facts(G::Measurement, &[A::Weight, A::Number], &[], "weight ${1:68}kg");
        /// How hard it felt, out of ten.
        Rpe: "rpe" => facts(G::Measurement, FELT, &[], "rpe ${1:4}");
        /// Iron stores.
        Ferritin: "ferritin" => facts(G::Measurement, &[A::Concentration, A::Number], &[], "ferritin ${1:38}");
        /// A test in a laboratory.
        LabTest: "lab-test"
            => facts(G::Measurement, Amount::ALL, Detail::ALL, "lab-test \"${1:lactate}\"");

        /// What was done.
        Done: "done"
            => facts(
                G::Report,
                &[A::Length, A::Time, A::Pace, A::HeartRate, A::Power, A::Energy],
                OF_RUNS,
                "done ${1:8km} in ${2:45:00}",
            );
        /// A session that was not done.
        Missed: "missed" | "skipped", offered = &["skipped"]
            => facts(G::Report, &[A::Length, A::Time], &[], "missed \"${1:travel}\"");
        /// Days of illness.
        Sick: "sick" | "illness", offered = &["illness"] => facts(G::Report, AWAY, &[], "sick ${1:3} days");
        /// An injury.
        Injury: "injury" | "injured", offered = &["injured"]
            => facts(G::Report, AWAY, &[], "injury ${1:3} days \"${2:calf}\"");
        /// Days off.
        Break: "break" => facts(G::Report, AWAY, &[], "break ${1:10} days");
        /// Days on the road.
        Travel: "travel"
            => facts(G::Report, &[A::Days, A::Number, A::Time, A::Length], &[], "travel ${1:2} days");

        /// Massage by hand.
        Massage: "massage" => facts(G::BodyWork, &[A::Time], &[], "massage ${1:30min}");
        /// A massage gun.
        MassageGun: "massage-gun" => facts(G::BodyWork, &[A::Time], &[], "massage-gun ${1:5min}");
        /// Foam rolling.
        FoamRoll: "foam-roll" | "foam-rolling" => facts(G::BodyWork, &[A::Time], &[], "foam-roll ${1:10min}");
        /// Stretching.
        Stretch: "stretch" | "stretching" => facts(G::BodyWork, &[A::Time], &[], "stretch ${1:10min}");
        /// Compression clothing.
        Compression: "compression" => facts(G::BodyWork, &[A::Time], &[], "compression ${1:3h}");
        /// Compression boots.
        Boots: "boots" | "compression-boots" => facts(G::BodyWork, &[A::Time], &[], "boots ${1:30min}");
        /// Legs up.
        LegsUp: "legs-up" => facts(G::BodyWork, &[A::Time], &[], "legs-up ${1:5min}");
        /// Electric stimulation of muscles.
        Ems: "ems" => facts(G::BodyWork, &[A::Time], &[], "ems ${1:20min}");
        /// A walk after a race.
        CooldownWalk: "cooldown-walk"
            => facts(G::BodyWork, &[A::Time, A::Length], &[], "cooldown-walk ${1:15min}");

        /// A bath in cold water.
        IceBath: "ice-bath" | "cold-bath", offered = &["cold-bath"]
            => facts(G::Temperature, WARMTH, &[D::Exposure], "ice-bath ${1:12min} ${2:12C}");
        /// A cold shower.
        ColdShower: "cold-shower" => facts(G::Temperature, WARMTH, &[D::Exposure], "cold-shower ${1:45s}");
        /// A cold chamber.
        Cryo: "cryo" | "cryotherapy"
            => facts(G::Temperature, WARMTH, &[D::Exposure], "cryo ${1:3min} ${2:-110C}");
        /// A hot bath.
        HotBath: "hot-bath" => facts(G::Temperature, WARMTH, &[D::Exposure], "hot-bath ${1:15min} ${2:39C}");
        /// A hot shower.
        HotShower: "hot-shower" => facts(G::Temperature, WARMTH, &[D::Exposure], "hot-shower ${1:10min}");
        /// The sauna.
        Sauna: "sauna"
            => facts(
                G::Temperature,
                WARMTH,
                &[D::Dry, D::Infrared, D::Exposure, D::Sitting, D::Lying, D::Seated],
                "sauna ${1:20min} ${2:80C}",
            );
        /// Heat to get used to.
        Heat: "heat" => facts(G::Temperature, WARMTH, &[D::Exposure], "heat ${1:60min} exposure");

        /// A meal.
        Fuel: "fuel" | "meal", offered = &["meal"]
            => facts(G::Food, FOOD, NUTRIENTS, "fuel carbs ${1:60g} protein ${2:20g} within ${3:30min}");
        /// A bite.
        Snack: "snack" => facts(G::Food, FOOD, NUTRIENTS, "snack ${1:45min} before");
        /// Drinking.
        Hydrate: "hydrate"
            => facts(
                G::Food,
                &[A::Volume, A::Rate, A::Dose, A::Time],
                &[D::Sodium, D::Carbs, D::Coffee],
                "hydrate ${1:1.5l} sodium ${2:600mg}",
            );
        /// Salt.
        Sodium: "sodium" => facts(G::Food, &[A::Dose, A::Rate], &[], "sodium ${1:600mg}");
        /// Beetroot juice.
        Beetroot: "beetroot" => facts(G::Food, &[A::Volume, A::Dose, A::Time], &[], "beetroot ${1:500ml}");
        /// Magnesium.
        Magnesium: "magnesium" => facts(G::Food, &[A::Dose], &[], "magnesium ${1:300mg}");
        /// Vitamin D.
        VitaminD: "vitamin-d" => facts(G::Food, &[A::Dose], &[], "vitamin-d ${1:1000}IU");
        /// Iron.
        Iron: "iron" => facts(G::Food, &[A::Dose], &[], "iron ${1:50mg}");
        /// Any other supplement.
        Supplement: "supplement"
            => facts(
                G::Food,
                &[A::Dose, A::Volume, A::Number],
                &[D::Carbs, D::Protein, D::Fat, D::Fibre, D::Sodium],
                "supplement \"${1:creatine}\"",
            );
        /// Drinks.
        Alcohol: "alcohol"
            => facts(
                G::Food,
                &[A::Number, A::Volume, A::Dose, A::Percent],
                &[D::Beer, D::Wine],
                "alcohol ${1:2}",
            );
        /// Coffee and the like.
        Caffeine: "caffeine"
            => facts(
                G::Food,
                &[A::Dose, A::Number, A::Volume],
                &[D::Coffee],
                "caffeine ${1:15:30}",
            );

        /// How high one lives or trains.
        Altitude: "altitude"
            => facts(G::Surroundings, &[A::Length, A::Days], &[D::Exposure], "altitude ${1:2000m}");
        /// How warm it is outside.
        Temperature: "temperature" | "weather", offered = &["weather"]
            => facts(G::Surroundings, &[A::Temperature, A::Percent], &[D::Exposure, D::Dry], "weather ${1:25C}");
    }
}

impl EntryKind {
    /// Is it a reading: what was measured or felt, rather than done? A laboratory test is done.
    #[must_use]
    pub fn is_measure(self) -> bool {
        self.facts().group == EntryGroup::Measurement && self != EntryKind::LabTest
    }

    /// Does it say what was done, or not?
    #[must_use]
    pub const fn is_report(self) -> bool {
        matches!(self, EntryKind::Done | EntryKind::Missed)
    }

    /// Does it take a quantity of this kind?
    #[must_use]
    pub fn takes(self, amount: Amount) -> bool {
        amount == Amount::Clock || self.facts().takes.contains(&amount)
    }

    /// Does it take a detail?
    #[must_use]
    pub fn takes_detail(self, detail: Detail) -> bool {
        detail.facts().everywhere || self.facts().details.contains(&detail)
    }

    /// The details it takes, its own first.
    pub fn details(self) -> impl Iterator<Item = Detail> {
        let own = self.facts().details;
        let general = Detail::ALL.iter().filter(move |d| d.facts().everywhere && !own.contains(d));
        own.iter().chain(general).copied()
    }
}

/// What there is to know of a detail.
#[derive(Clone, Copy, Debug)]
pub struct DetailFacts {
    /// The quantities that may stand behind it.
    pub takes: &'static [Amount],
    /// May it stand in every entry?
    pub everywhere: bool,
}

const fn own(takes: &'static [Amount]) -> DetailFacts {
    DetailFacts { takes, everywhere: false }
}

const fn everywhere(takes: &'static [Amount]) -> DetailFacts {
    DetailFacts { takes, everywhere: true }
}

const NUTRIENT: &[Amount] = &[A::Dose, A::Weight, A::Rate, A::Number];
const MOMENT: &[Amount] = &[A::Time, A::Clock, A::Days];
const DRINK: &[Amount] = &[A::Number, A::Volume];

terms! {
    /// The words within an entry: what a quantity is of, and circumstances.
    pub enum Detail: DetailFacts {
        /// The time it took.
        In: "in" => everywhere(MOMENT);
        /// Heart rate.
        Hr: "hr" => own(&[A::HeartRate, A::Number]);
        /// How hard it felt.
        Rpe: "rpe" => own(FELT);
        /// Pace.
        Pace: "pace" => own(&[A::Pace]);
        /// Power.
        Power: "power" => own(&[A::Power, A::Number]);
        /// Steps a minute.
        Cadence: "cadence" => own(&[A::Number]);
        /// How it felt.
        Feel: "feel" => own(FELT);
        /// Carbohydrate.
        Carbs: "carbs" => own(NUTRIENT);
        /// Protein.
        Protein: "protein" => own(NUTRIENT);
        /// Fat.
        Fat: "fat" => own(NUTRIENT);
        /// Fibre.
        Fibre: "fibre" => own(NUTRIENT);
        /// Salt.
        Sodium: "sodium" => own(NUTRIENT);
        /// At most so long after.
        Within: "within" => everywhere(MOMENT);
        /// A time of day, or degrees.
        At: "at" => everywhere(&[A::Time, A::Clock, A::Temperature, A::Length, A::HeartRate]);
        /// How long.
        For: "for" => everywhere(MOMENT);
        /// From when.
        From: "from" => everywhere(MOMENT);
        /// Until when.
        To: "to" => everywhere(MOMENT);
        /// Before something.
        Before: "before" => everywhere(MOMENT);
        /// After something.
        After: "after" => everywhere(MOMENT);
        /// Until when.
        Until: "until" => everywhere(MOMENT);
        /// On what.
        On: "on" => everywhere(&[]);
        /// And.
        And: "and" => everywhere(&[]);
        /// Which day.
        Day: "day" => everywhere(&[A::Number]);
        /// How many days.
        Days: "days" => everywhere(&[A::Number]);
        /// Standing.
        Standing: "standing" => own(&[]);
        /// Lying.
        Lying: "lying" => own(&[]);
        /// Sitting.
        Sitting: "sitting" => own(&[]);
        /// Sitting.
        Seated: "seated" => own(&[]);
        /// In the morning.
        Morning: "morning" => everywhere(&[]);
        /// At noon.
        Noon: "noon" => everywhere(&[]);
        /// In the evening.
        Evening: "evening" => everywhere(&[]);
        /// At night.
        Night: "night" => everywhere(&[]);
        /// All night.
        Overnight: "overnight" => everywhere(&[]);
        /// Bed, and bedtime.
        Bed: "bed" => everywhere(&[]);
        /// Hard.
        Hard: "hard" => everywhere(&[]);
        /// Light.
        Light: "light" => everywhere(&[A::Time]);
        /// Deep.
        Deep: "deep" => everywhere(&[A::Time]);
        /// Dry.
        Dry: "dry" => own(&[]);
        /// By infrared lamps.
        Infrared: "infrared" => own(&[]);
        /// Being in it.
        Exposure: "exposure" => own(&[A::Time]);
        /// Metres climbed.
        Climb: "climb" => own(&[A::Length, A::Number]);
        /// Wine.
        Wine: "wine" => own(DRINK);
        /// Beer.
        Beer: "beer" => own(DRINK);
        /// Coffee.
        Coffee: "coffee" => own(DRINK);
        /// Sleep.
        Sleep: "sleep" => everywhere(&[A::Time]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_quantity_is_known_by_its_units() {
        for amount in Amount::ALL {
            for unit in amount.term().also {
                assert_eq!(Amount::of_unit(unit), Some(*amount), "{unit}");
            }
        }
        assert_eq!(Amount::of_unit(""), Some(Amount::Number));
        assert_eq!(Amount::of_unit("days"), Some(Amount::Days));
    }

    #[test]
    fn an_editor_puts_in_what_the_entry_takes() {
        for kind in EntryKind::ALL {
            assert!(kind.facts().snippet.starts_with(|c: char| c.is_ascii_lowercase()), "{kind}");
        }
        assert!(!EntryKind::Sauna.takes_detail(Detail::Beer) && !EntryKind::Fuel.takes_detail(Detail::Beer));
    }
}
