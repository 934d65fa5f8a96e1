//! The words that open a block.

use super::terms;

terms! {
    /// The kinds of blocks.
    pub enum HeadKind {
        /// What the plan leads to.
        Plan: "plan";
        /// Who it is for.
        Athlete: "athlete";
        /// What came before the plan.
        History: "history";
        /// Paces of one's own.
        Zones: "zones";
        /// A session to call by name.
        Session: "session";
        /// Sessions from another file.
        Use: "use";
        /// Weeks that belong together.
        Phase: "phase";
        /// A week, or several.
        Week: "week" | "weeks";
        /// What happened.
        Log: "log";
    }
}
