//! Hard sessions on the way back from days off.

use crate::prelude::*;

declare_rule! {
    /// A hard session too soon after six or more days off.
    ///
    /// In the first half of a stretch as long as the break. The break stands in the `history` or is a gap in the log with
    /// a `missed` day.
    ///
    /// ## Why it matters
    /// The lungs ask for speed before the legs are ready for it.
    ///
    /// ## Evidence
    /// Grade D. Daniels: easy running only in the first half of the way back.
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Back again"
    ///   start 2027-01-04
    /// history
    ///   2026-12-21 sick 14 days "flu"
    /// week 1
    ///   wed 2km E + 6x(800m @I / 2min jog) + 2km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Back again"
    ///   start 2027-01-04
    /// history
    ///   2026-12-21 sick 14 days "flu"
    /// week 1
    ///   wed 30min E
    /// week 2
    ///   wed 2km E + 10min T + 2km E
    /// ```
    pub struct ReturnHardTooSoon {
        /// Days off from which it holds. 6: Daniels.
        from: Days = days(6),
        /// The share of an equal stretch without hard sessions. 50 %: Daniels.
        easy: Percent = percent(50.0),
    }
    name: "return-hard-too-soon",
    group: Circumstances,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for ReturnHardTooSoon {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for off in cx.breaks().iter().filter(|off| off.days >= self.from.0) {
            let easy = f64::from(off.days) * self.easy.share();
            for session in cx.hard_sessions() {
                let since = off.end.until(session.day);
                if since < 0 || f64::from(since) >= easy {
                    continue;
                }
                acc.push(
                    Finding::session(
                        session,
                        format!(
                            "{} is hard, {} after the end of {} off",
                            cx.say(session),
                            count(since + 1, "day"),
                            count(off.days, "day")
                        ),
                    )
                    .related(off.span, format!("off: {}", off.reason))
                    .help(format!("run easily for the first {easy:.0} days, then begin with half a session")),
                );
            }
        }
    }
}
