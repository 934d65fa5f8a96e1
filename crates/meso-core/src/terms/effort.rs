//! Efforts: how a step is to feel.

use super::terms;

terms! {
    /// How a step is to feel.
    pub enum Effort {
        /// Very easy running, to recover.
        Recovery: "recovery";
        /// Relaxed running in which one can talk.
        Easy: "easy", letter = Some("E"), label = "easy (E)";
        /// A little quicker than easy.
        Steady: "steady" | "float";
        /// Between easy and marathon pace.
        Moderate: "moderate";
        /// Marathon pace.
        Marathon: "marathon", letter = Some("M"), label = "marathon pace (M)";
        /// The pace that a trained runner holds for an hour.
        Threshold: "threshold" | "tempo", offered = &["tempo"], letter = Some("T"), label = "threshold (T)";
        /// The pace at which oxygen uptake comes to its maximum.
        Interval: "interval" | "intervals", letter = Some("I"), label = "interval (I)";
        /// Fast and short, with full recovery.
        Repetition: "rep" | "reps", letter = Some("R"), label = "repetition (R)";
        /// Short and quick, relaxed, with full recovery.
        Strides: "strides" | "stride", label = "strides: short and quick, relaxed, full recovery";
        /// As fast as can be.
        Sprint: "sprint" | "sprints";
        /// Repetitions up a hill.
        Hill: "hill", label = "hill repetition";
        /// Play with speed.
        Fartlek: "fartlek";
        /// From easy to fast.
        Progression: "progression", label = "progression: from easy to fast";
        /// Slow running between repetitions.
        Jog: "jog" | "jogging";
        /// Walking.
        Walk: "walk";
        /// Running, beside walking.
        Run: "run";
        /// Running and walking by turns.
        RunWalk: "run-walk", label = "run and walk";
        /// Easy running before the work.
        Warmup: "warmup" | "warm-up", label = "warm-up";
        /// Easy running after the work.
        Cooldown: "cooldown" | "cool-down", label = "cool-down";
        /// Standing still.
        Rest: "rest", label = "standing rest";
        /// The long run.
        Long: "long", label = "long run";
        /// A race.
        Race: "race";
        /// A time trial.
        Test: "test" | "time-trial", offered = &["time-trial"], label = "time trial";
        /// Hard within a session: `10x(1min hard / 1min easy)`.
        Hard: "hard";
    }
}

impl Effort {
    /// The efforts that have a letter, in the order of their pace.
    pub fn zones() -> impl Iterator<Item = (&'static str, Effort)> {
        <Effort as super::Terms>::TERMS.iter().filter_map(|term| Some((term.letter?, term.of)))
    }
}
