//! The first days at altitude.

use crate::prelude::*;
use meso_core::syntax::ast::{Arg, Extent};

declare_rule! {
    /// A hard session on the first three days at altitude, or much load in the first week.
    ///
    /// `altitude 2100m` as an item of a day says that it is spent there; from 1800 m on, the first such day in two weeks is
    /// an arrival. A hard session on it or the two days after is a warning; a first week of more than 85 % of the mean of
    /// the four weeks before is an info.
    ///
    /// ## Why it matters
    /// In the first days the body has less oxygen and has not yet begun to adapt; hard work goes badly and sets the stay
    /// back.
    ///
    /// ## Evidence
    /// Grade D. Coaching canon; on the timing of the return see Chapman 2014.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   mon 8km E; altitude 2100m
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   mon 8km E; altitude 2100m
    ///   tue 40min recovery
    ///   fri 2km E + 6x(400m @I / 2min jog) + 2km E
    /// ```
    pub struct AltitudeArrival {
        /// What is altitude. 1800 m: canon.
        from: Distance = km(1.8),
        /// Days without hard work. 3: canon.
        easy: Days = days(3),
        /// The first week against the mean of the four before. 85 %: canon.
        quiet: Percent = percent(85.0),
    }
    name: "altitude-arrival",
    group: Circumstances,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
}

impl Rule for AltitudeArrival {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let mut last: Option<DayIndex> = None;
        for day in &cx.plan.days {
            let Some(item) = day.recovery().find(|item| altitude(item).is_some_and(|a| a >= self.from))
            else {
                continue;
            };
            let arrival = last.is_none_or(|last| last.until(day.index) > 14);
            last = Some(day.index);
            if arrival {
                self.judge(cx, day.index, item.span, acc);
            }
        }
    }
}

impl AltitudeArrival {
    fn judge(&self, cx: &Cx<'_>, arrival: DayIndex, span: Span, acc: &mut Findings<'_>) {
        for session in cx.hard_sessions() {
            let since = arrival.until(session.day);
            if (0..self.easy.0).contains(&since) {
                acc.push(
                    Finding::session(
                        session,
                        format!(
                            "{} is hard, on the {} day at altitude",
                            cx.say(session),
                            ordinal(usize::try_from(since + 1).unwrap_or(1))
                        ),
                    )
                    .related(span, "the arrival")
                    .help("run easily for the first three days, and shorter than usual"),
                );
            }
        }
        let sum = |from: i32, to: i32| -> Distance {
            cx.days()
                .iter()
                .filter(|d| (from..to).contains(&arrival.until(d.index)))
                .map(|d| d.distance)
                .sum()
        };
        let (first, before) = (sum(0, 7), sum(-28, 0) * 0.25);
        let known = cx.day(arrival.plus(-28)).is_some();
        if known && first > before * self.quiet.share() {
            acc.push(
                Finding::day(
                    arrival,
                    span,
                    format!(
                        "the first week at altitude has {}, {} of the mean of the four before",
                        cx.distance(first),
                        in_percent(first.to_km() / before.to_km())
                    ),
                )
                .severity(Severity::Info)
                .help("take 15 % and more off in the first week"),
            );
        }
    }
}

/// How high: `altitude 2100m`.
fn altitude(item: &RecoveryItem) -> Option<Distance> {
    if item.method != EntryKind::Altitude {
        return None;
    }
    item.args.iter().find_map(|arg| match arg {
        Arg::Extent(Extent::Distance(range, unit)) => Some(Distance::new(range.high, *unit)),
        _ => None,
    })
}
