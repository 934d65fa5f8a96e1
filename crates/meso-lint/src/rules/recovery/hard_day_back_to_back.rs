//! Hard sessions on neighbouring days.

use crate::prelude::*;
use crate::remedy::swap_with_easy_day;

declare_rule! {
    /// Hard sessions on neighbouring days.
    ///
    /// Two in a row are a warning, three or more an error. A run of hard days is one finding, at its last day.
    ///
    /// ## Why it matters
    /// The second session starts on tired legs: it is run slower than planned, and the easy day that lets the first one
    /// take effect is gone. Of all habits of published plans this is the most common one: 42 of 44 never put two hard
    /// days side by side.
    ///
    /// ## Evidence
    /// Grade C. Coaching canon, and the recovery of the autonomic nervous system: 24 to 48 h after threshold work, at
    /// least 48 h after faster work (Stanley, Peake and Buchheit 2013). Daniels puts two quality days together on
    /// purpose in some plans, which is why two are no error; `allow` them with your reason.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   wed 2km E + 20min T + 2km E
    ///   thu 8km E
    /// ```
    /// Use instead:
    /// ```meso,fixed
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   wed 8km E
    ///   thu 2km E + 20min T + 2km E
    /// ```
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   wed rest
    ///   thu 2km E + 20min T + 2km E
    /// ```
    ///
    /// ## Fix
    /// Unsafe: swaps the last of the hard days with the nearest easy day of its week that has no hard or long neighbour.
    pub struct HardDayBackToBack {
        /// Hard days in a row that are an error. 3: a convention of this rule, between Daniels's pairs and the canon.
        error_from: u32 = 3,
    }
    name: "hard-day-back-to-back",
    group: Recovery,
    level: Warning,
    fix: Unsafe,
    since: "0.1.0",
    grade: C,
    profiles: { strict => Keep { error_from = "2" }, beginner => Keep { error_from = "2" } },
}

impl Rule for HardDayBackToBack {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for run in cx.days().split(|day| day.hard.is_none()) {
            self.report(cx, run, acc);
        }
    }
}

impl HardDayBackToBack {
    fn report(&self, cx: &Cx<'_>, run: &[DayFacts], acc: &mut Findings<'_>) {
        let mut earlier = run.iter().filter_map(|day| cx.session(day.hard?));
        let Some(last) = earlier.next_back() else { return };
        let first = earlier.clone().next().unwrap_or(last);
        let before = cx
            .past()
            .iter()
            .rev()
            .find(|past| past.hard && first.day.0 == 0 && past.day.until(first.day) == 1);
        let count = run.len() + usize::from(before.is_some());
        if count < 2 {
            return;
        }
        let error = u32::try_from(count).unwrap_or(u32::MAX) >= self.error_from;
        let mut finding =
            Finding::session(last, format!("{} is the {} hard day in a row", cx.say(last), ordinal(count)))
                .severity(if error { Severity::Error } else { Severity::Warning })
                .help(
                    "put an easy day or a day of rest between: a hard session needs 24 to 48 hours to take effect, and \
                     the next one is run better after them",
                )
            .fix(swap_with_easy_day(cx, last));
        if let Some(before) = before {
            finding = finding.related(before.span, "hard, the day before the plan starts");
        }
        for session in earlier {
            finding = finding.related(session.text, format!("hard: {}", cx.why(session)));
        }
        acc.push(finding);
    }
}
