//! Too many hard sessions in seven days.

use crate::prelude::*;

declare_rule! {
    /// Too many hard sessions in seven days.
    ///
    /// More than three are a warning, more than two an info; any seven days count, across the border of weeks. Windows
    /// that overlap are one finding, at the session that makes them too many.
    ///
    /// ## Why it matters
    /// Each hard session wants a day or two to take effect. A fourth in a week leaves none of them enough.
    ///
    /// ## Evidence
    /// Grade C. Seiler 2010, and coaching canon; not one of 58 published plans has more than three, and 6 % of their weeks
    /// more than two.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   mon 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   wed 2km E + 20min T + 2km E
    ///   fri 2km E + 8x(60s hill / 90s jog) + 2km E
    ///   sun 2km E + 6x(800m @I / 2min jog) + 2km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   fri 2km E + 20min T + 2km E
    ///   sun 16km E
    /// ```
    pub struct HardSessionsPerWeek {
        /// The most hard sessions. 3: no published plan has more.
        max: u32 = 3,
        /// Hard sessions that are worth no word. 2: canon.
        quiet: u32 = 2,
    }
    name: "hard-sessions-per-week",
    group: Intensity,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
    profiles: { strict => Keep { max = "2" }, beginner => Keep { max = "2", quiet = "1" }, masters => Keep { max = "2" } },
}

impl Rule for HardSessionsPerWeek {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let hard: Vec<&Session> = cx.hard_sessions().collect();
        let mut last: Option<(DayIndex, Severity)> = None;
        for (place, session) in hard.iter().enumerate() {
            // Those of the seven days that end with it, itself the last.
            let until = hard.get(..=place).unwrap_or(&[]);
            let recent = until.get(until.partition_point(|s| s.day.until(session.day) >= 7)..).unwrap_or(&[]);
            let many = u32::try_from(recent.len()).unwrap_or(u32::MAX);
            let severity = if many > self.max {
                Severity::Warning
            } else if many > self.quiet {
                Severity::Info
            } else {
                continue;
            };
            // A window that overlaps one already reported adds nothing, unless it is graver.
            let overlaps = |(day, said): (DayIndex, Severity)| day.until(session.day) < 7 && said >= severity;
            if last.is_some_and(overlaps) {
                continue;
            }
            last = Some((session.day, severity));
            let mut finding = Finding::session(
                session,
                format!("{} is the {} hard session in seven days", cx.say(session), ordinal(recent.len())),
            )
            .severity(severity)
            .help("two hard sessions a week are plenty for most runners, three the most that any published plan has: make one of them easy");
            for before in recent.iter().take(recent.len().saturating_sub(1)) {
                finding = finding.related(before.text, format!("hard: {}", cx.why(before)));
            }
            acc.push(finding);
        }
    }
}
