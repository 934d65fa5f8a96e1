//! Efforts: how a step is to feel.

use super::Intensity as I;
use super::terms;

/// What there is to know of an effort beside its words.
#[derive(Clone, Copy, Debug)]
pub struct EffortFacts {
    /// What the word can mean: the least, and the most. Nothing for words that say no level: `run`, `long`.
    ///
    /// `hard`, `interval` and `rep` are said of anything from threshold on; a warm-up may go up to marathon pace.
    pub band: Option<(I, I)>,
}

const NO_LEVEL: EffortFacts = EffortFacts { band: None };

const fn band(least: I, most: I) -> EffortFacts {
    EffortFacts { band: Some((least, most)) }
}

terms! {
    /// How a step is to feel.
    pub enum Effort: EffortFacts {
        /// Very easy running, to recover.
        Recovery: "recovery" => band(I::Recovery, I::Easy);
        /// Relaxed running in which one can talk.
        Easy: "easy", letter = Some("E"), label = "easy (E)" => band(I::Recovery, I::Easy);
        /// A little quicker than easy.
        Steady: "steady" | "float" => band(I::Easy, I::Marathon);
        /// Between easy and marathon pace.
        Moderate: "moderate" => band(I::Easy, I::Marathon);
        /// Marathon pace.
        Marathon: "marathon", letter = Some("M"), label = "marathon pace (M)"
            => band(I::Marathon, I::Marathon);
        /// The pace that a trained runner holds for an hour.
        Threshold: "threshold" | "tempo", offered = &["tempo"], letter = Some("T"), label = "threshold (T)"
            => band(I::Threshold, I::Threshold);
        /// The pace at which oxygen uptake comes to its maximum.
        Interval: "interval" | "intervals", letter = Some("I"), label = "interval (I)"
            => band(I::Threshold, I::Repetition);
        /// Fast and short, with full recovery.
        Repetition: "rep" | "reps", letter = Some("R"), label = "repetition (R)"
            => band(I::Threshold, I::Repetition);
        /// Short and quick, relaxed, with full recovery.
        Strides: "strides" | "stride", label = "strides: short and quick, relaxed, full recovery"
            => band(I::Recovery, I::Repetition);
        /// As fast as can be.
        Sprint: "sprint" | "sprints" => band(I::Interval, I::Repetition);
        /// Repetitions up a hill.
        Hill: "hill", label = "hill repetition" => band(I::Moderate, I::Repetition);
        /// Play with speed.
        Fartlek: "fartlek" => band(I::Moderate, I::Repetition);
        /// From easy to fast.
        Progression: "progression", label = "progression: from easy to fast" => band(I::Easy, I::Repetition);
        /// Slow running between repetitions.
        Jog: "jog" | "jogging" => band(I::Recovery, I::Easy);
        /// Walking.
        Walk: "walk" => band(I::Rest, I::Walk);
        /// Running, beside walking.
        Run: "run" => NO_LEVEL;
        /// Running and walking by turns.
        RunWalk: "run-walk", label = "run and walk" => band(I::Recovery, I::Easy);
        /// Easy running before the work.
        Warmup: "warmup" | "warm-up", label = "warm-up" => band(I::Recovery, I::Marathon);
        /// Easy running after the work.
        Cooldown: "cooldown" | "cool-down", label = "cool-down" => band(I::Recovery, I::Marathon);
        /// Standing still.
        Rest: "rest", label = "standing rest" => band(I::Rest, I::Rest);
        /// The long run.
        Long: "long", label = "long run" => NO_LEVEL;
        /// A race.
        Race: "race" => band(I::Marathon, I::Repetition);
        /// A time trial.
        Test: "test" | "time-trial", offered = &["time-trial"], label = "time trial"
            => band(I::Marathon, I::Repetition);
        /// Hard within a session: `10x(1min hard / 1min easy)`.
        Hard: "hard" => band(I::Threshold, I::Repetition);
    }
}

impl Effort {
    /// The efforts that have a letter, in the order of their pace.
    pub fn zones() -> impl Iterator<Item = (&'static str, Effort)> {
        <Effort as super::Terms>::TERMS.iter().filter_map(|term| Some((term.letter?, term.of)))
    }
}
