//! Sleep in the biggest weeks.

use crate::prelude::*;
use crate::trends::{between, mean_to};

declare_rule! {
    /// Sleep that does not grow with the biggest weeks.
    ///
    /// The mean night of a week that reaches 90 % of the plan's biggest week: under 9 hours. Five nights of the week must be
    /// in the log.
    ///
    /// ## Why it matters
    /// More training wants more repair.
    ///
    /// ## Evidence
    /// Grade D. 9 to 10 hours in peak weeks is one source's advice, and few runners with a job can follow it: never more
    /// than an aside.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 18km E
    /// log 2027-01-05
    ///   sleep 8h
    /// log 2027-01-06
    ///   sleep 8h
    /// log 2027-01-07
    ///   sleep 8h
    /// log 2027-01-08
    ///   sleep 8h
    /// log 2027-01-09
    ///   sleep 8h
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 10km E
    ///   thu 10km E
    ///   sun 18km E
    /// log 2027-01-05
    ///   sleep 9h
    /// log 2027-01-06
    ///   sleep 9h
    /// log 2027-01-07
    ///   sleep 9h30
    /// log 2027-01-08
    ///   sleep 9h
    /// log 2027-01-09
    ///   sleep 9h
    /// ```
    pub struct SleepPeakShort {
        /// The mean night wanted in such weeks.
        wanted: Duration = hours(9.0),
        /// Weeks count from this share of the biggest one.
        peak: Percent = percent(90.0),
    }
    name: "sleep-peak-short",
    group: Sleep,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for SleepPeakShort {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let nights = cx.diary().nights();
        if nights.is_empty() {
            return;
        }
        let biggest = cx.weeks().iter().map(|week| week.distance).max().unwrap_or(Distance::ZERO);
        for (week, facts) in cx.plan.weeks.iter().zip(cx.weeks()) {
            if facts.distance.is_zero() || facts.distance < biggest * self.peak.share() {
                continue;
            }
            let first = week.first_day.0;
            let last = first + 6;
            let Some(mean) = mean_to(nights, last, 7, 5).map(hours).filter(|mean| *mean < self.wanted) else {
                continue;
            };
            let Some(day) = between(nights, first..=last)
                .last()
                .and_then(|(day, _)| cx.diary().day_with(*day, EntryKind::Sleep))
            else {
                continue;
            };
            acc.push(
                day.finding(
                    day.span_of(EntryKind::Sleep),
                    format!("{mean} of sleep a night in week {}, one of the biggest", week.number),
                )
                .related(week.span, format!("{} in this week", cx.distance(facts.distance)))
                .help("one source asks for 9 to 10 hours in peak weeks; others are content with 8"),
            );
        }
    }
}
