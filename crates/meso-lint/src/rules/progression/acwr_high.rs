//! The ratio of the last week to the last month.

use crate::prelude::*;

declare_rule! {
    /// A week that weighs much more than the last four on average.
    ///
    /// The load of seven days over a quarter of that of 28 (coupled). Over 1.5 is an info, over 2.0 a warning; never
    /// before 28 days of the plan have passed, once for a stretch of days, and race weeks are left out.
    ///
    /// ## Why it matters
    /// The number is widely shown, and it marks sudden weeks. It does not foretell injuries: read it as a description.
    ///
    /// ## Evidence
    /// Grade E as a rule. 0.8 to 1.3 was called safe and 1.5 risky in team sports (Gabbett 2016). The coupling alone makes
    /// a correlation of about 0.5 out of nothing (Lolli 2019), dividing by a random load does as well (Impellizzeri 2020,
    /// 2021), and in 5205 runners a high ratio went with fewer injuries (Frandsen 2025).
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 6km E
    ///   sun 8km E
    /// weeks 2-4 like 1
    /// week 5
    ///   mon 10km E
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   thu 10km E
    ///   sat 8km E
    ///   sun 10km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 6km E
    ///   sun 8km E
    /// weeks 2-5 like 1
    /// ```
    pub struct AcwrHigh {
        /// A ratio that is too high. 2.0: reached by no published plan.
        max: f64 = 2.0,
        /// A ratio that is worth no word. 1.5: Gabbett 2016; reached on 1 % of the days of published plans.
        quiet: f64 = 1.5,
    }
    name: "acwr-high",
    group: Progression,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: E,
}

impl Rule for AcwrHigh {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let loads = cx.series.load().as_slice().unwrap_or(&[]);
        let days = Days {
            unread: counted(cx.days(), |day| !day.known),
            races: counted(cx.days(), |day| day.race.is_some()),
        };
        let mut worst: Option<(f64, usize)> = None;
        for end in 28..loads.len() {
            match (days.ratio(loads, end).filter(|ratio| *ratio > self.quiet.min(self.max)), worst) {
                (Some(ratio), Some((most, _))) if ratio <= most => {}
                (Some(ratio), _) => worst = Some((ratio, end)),
                (None, _) => self.report(cx, worst.take(), acc),
            }
        }
        self.report(cx, worst, acc);
    }
}

impl AcwrHigh {
    fn report(&self, cx: &Cx<'_>, worst: Option<(f64, usize)>, acc: &mut Findings<'_>) {
        let Some((ratio, place)) = worst else { return };
        let Some(week) = cx.plan.days.get(place).map(|d| d.week) else { return };
        let Some(head) = cx.plan.weeks.get(week) else { return };
        let severity = if ratio > self.max { Severity::Warning } else { Severity::Info };
        if !acc.hears(severity) {
            return;
        }
        acc.push(
            Finding::week(
                week,
                head.span,
                format!(
                    "the seven days to {} weigh {ratio:.1} times the mean of four weeks",
                    cx.day_name(DayIndex(i32::try_from(place).unwrap_or(0)))
                ),
            )
            .severity(severity)
            .help("a sudden week is worth a thought; the ratio itself does not foretell injuries"),
        );
    }
}

/// How many days of a kind lie before each day.
struct Days {
    unread: Vec<u32>,
    races: Vec<u32>,
}

impl Days {
    /// Load of the seven days up to `end` over a quarter of that of the 28, not a number without any load; `None` with an
    /// unread day, or with a race among the seven.
    fn ratio(&self, loads: &[f64], end: usize) -> Option<f64> {
        let month = loads.get((end + 1).checked_sub(28)?..=end)?;
        let none = |counts: &[u32], days: usize| Some(counts.get(end + 1)? == counts.get(end + 1 - days)?);
        if !none(&self.unread, 28)? || !none(&self.races, 7)? {
            return None;
        }
        let chronic: f64 = month.iter().sum::<f64>() / 4.0;
        let acute: f64 = month.iter().skip(21).sum();
        Some(acute / chronic)
    }
}

fn counted(days: &[DayFacts], is: impl Fn(&DayFacts) -> bool) -> Vec<u32> {
    let mut counts = Vec::with_capacity(days.len() + 1);
    counts.push(0);
    counts.extend(days.iter().scan(0, |count, day| {
        *count += u32::from(is(day));
        Some(*count)
    }));
    counts
}
