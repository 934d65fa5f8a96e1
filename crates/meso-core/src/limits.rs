//! What is read of a plan at most: bounds that no training reaches, so that no text costs more time or memory than its
//! length allows. `docs/limits.md` lists them, with what is said when one is reached.

/// Bytes of a line. The longest lines of published plans are below 300.
pub const LINE_BYTES: usize = 10_000;
/// Brackets inside brackets on one line.
pub const BRACKETS_DEEP: usize = 8;
/// Steps inside steps, those of called sessions included.
pub const STEPS_DEEP: u32 = 48;
/// Different steps of one session.
pub const STEPS: u32 = 10_000;
/// Repeats in one pair of brackets.
pub const REPEATS: u32 = 999;
/// Repeats of one step, all its brackets multiplied.
pub const TIMES: u32 = 10 * (REPEATS + 1);
/// Sessions that call sessions that call sessions.
pub const CALLS_DEEP: usize = 24;
/// Steps that calls may bring to a plan, whatever its length.
pub const CALLED_STEPS: u32 = 50_000;
/// A longer plan may call a step for so many of its bytes.
pub const BYTES_A_CALLED_STEP: u32 = 8;
/// Kilometres of one step.
pub const STEP_KM: f64 = 1_000.0;
/// Hours of one step, or of a session that a volume makes longer.
pub const STEP_HOURS: f64 = 240.0;
/// What a number may be.
pub const NUMBER: f64 = 1e6;
/// Weeks that may be missing between two weeks.
pub const WEEKS_MISSING: i64 = 52;
/// Weeks of a plan that have no head of their own.
pub const WEEKS_UNWRITTEN: usize = 520;
/// Sessions that weeks which are like others may bring to a plan.
pub const SESSIONS_COPIED: usize = 10_000;
/// `use` lines that are followed for one plan, those of its libraries included.
pub const USES: usize = 100;
/// Logs that one plan may name.
pub const LOGS: usize = 1_000;
/// Files that use files that use files.
pub const USES_DEEP: usize = 16;
/// Names of a plan for which near names are looked for.
pub const SUGGESTIONS: usize = 100;
/// Findings of one kind in one file that are told one by one.
pub const FINDINGS_OF_A_KIND: usize = 1_000;
/// Findings in one file that are told one by one.
pub const FINDINGS: usize = 5_000;
/// Findings in one file that an editor is told of.
pub const FINDINGS_IN_AN_EDITOR: usize = 1_000;
