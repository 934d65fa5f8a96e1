//! Bed times that move about.

use crate::prelude::*;
use crate::trends::{Band, between, spells};

declare_rule! {
    /// Bed times that move about.
    ///
    /// The standard deviation of the bed times of 14 days, of which 7 must be in the log: over an hour.
    ///
    /// ## Why it matters
    /// The body prepares for sleep by the clock. Who goes to bed at eleven, at one and at ten has a little jet lag every
    /// week.
    ///
    /// ## Evidence
    /// Grade C. A constant bed time, at weekends too, is advice on which all agree; the hour is a convention of this rule.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-04
    ///   bedtime 22:00
    /// log 2027-01-05
    ///   bedtime 00:45
    /// log 2027-01-06
    ///   bedtime 21:45
    /// log 2027-01-07
    ///   bedtime 23:30
    /// log 2027-01-08
    ///   bedtime 22:00
    /// log 2027-01-09
    ///   bedtime 01:30
    /// log 2027-01-10
    ///   bedtime 01:00
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-04
    ///   bedtime 22:30
    /// log 2027-01-05
    ///   bedtime 22:45
    /// log 2027-01-06
    ///   bedtime 22:00
    /// log 2027-01-07
    ///   bedtime 22:30
    /// log 2027-01-08
    ///   bedtime 22:15
    /// log 2027-01-09
    ///   bedtime 23:30
    /// log 2027-01-10
    ///   bedtime 22:45
    /// ```
    pub struct BedtimeIrregular {
        /// The standard deviation allowed. 60 minutes: a convention of this rule.
        spread: Duration = minutes(60.0),
    }
    name: "bedtime-irregular",
    group: Sleep,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for BedtimeIrregular {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let times = cx.diary().series(|day| {
            let minute = f64::from(day.entry(EntryKind::Bedtime)?.minute_of_day()?);
            // Around midnight: what lies after noon belongs to the evening before.
            Some(if minute >= 720.0 { minute - 1440.0 } else { minute })
        });
        let spread = |day: i32| {
            let recent: Vec<f64> = between(&times, day - 13..=day).iter().map(|(_, t)| *t).collect();
            Band::of(&recent).filter(|_| recent.len() >= 7).map(|band| minutes(band.sd))
        };
        let irregular: Vec<(i32, Duration)> = times
            .iter()
            .filter_map(|(day, _)| Some((*day, spread(*day).filter(|spread| *spread > self.spread)?)))
            .collect();
        for spell in spells(irregular.iter().map(|(day, _)| *day), 7) {
            let Some((_, spread)) = irregular.iter().find(|(day, _)| day == spell.end()) else { continue };
            let Some(day) = cx.diary().day_with(*spell.end(), EntryKind::Bedtime) else { continue };
            acc.push(
                day.finding(
                    day.span_of(EntryKind::Bedtime),
                    format!("bed times of two weeks differ by {spread} (standard deviation)"),
                )
                .help("keep one bed time and one time to get up, at weekends too"),
            );
        }
    }
}
