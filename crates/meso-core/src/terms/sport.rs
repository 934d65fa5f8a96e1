//! The sports beside running, and what they are called.

use super::terms;

terms! {
    /// What is done. Running where nothing is said.
    pub enum Sport {
        /// Running.
        Run: "run", unwritten = true;
        /// Cycling.
        Bike: "bike" | "cycling";
        /// Swimming.
        Swim: "swim" | "swimming";
        /// Rowing.
        Row: "row" | "rowing";
        /// Skiing.
        Ski: "ski" | "skiing";
        /// Hiking.
        Hike: "hike" | "hiking";
        /// Walking, which a plan says by the effort.
        Walk: "walk", unwritten = true;
        /// Strength training.
        Strength: "strength";
        /// Yoga.
        Yoga: "yoga";
        /// Pilates.
        Pilates: "pilates";
        /// Mobility exercises.
        Mobility: "mobility";
        /// The elliptical trainer.
        Elliptical: "elliptical";
        /// Running in deep water.
        AquaJog: "aqua-jog" | "pool-run";
        /// Skating.
        Skate: "skate";
        /// Climbing.
        Climb: "climbing";
        /// Exercises for the trunk.
        Core: "core";
        /// Jumps.
        Plyometrics: "plyometrics" | "plyo";
        /// Any other sport.
        Cross: "cross" | "cross-train" | "cross-training";
    }
}
