//! Cold baths week in, week out.

use crate::prelude::*;
use crate::trends::spells;

declare_rule! {
    /// Cold baths as a routine.
    ///
    /// On more than 3 days a week, in two weeks running. Planned and logged baths of one day count once.
    ///
    /// ## Why it matters
    /// Used now and then, after a race or in a hard block, cold makes the next day easier. Used always, it takes the edge
    /// off the signal that training is to send.
    ///
    /// ## Evidence
    /// Grade C. "Selective rather than routine use" is the advice of those who look at adaptation; others bathe in every
    /// heavy block. The figures are a convention of this rule.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   mon 6km E; ice-bath 10min 12C
    ///   wed 6km E; ice-bath 10min 12C
    ///   fri 6km E; ice-bath 10min 12C
    ///   sun 8km E; ice-bath 10min 12C
    /// week 2
    ///   mon 6km E; ice-bath 10min 12C
    ///   wed 6km E; ice-bath 10min 12C
    ///   fri 6km E; ice-bath 10min 12C
    ///   sun 8km E; ice-bath 10min 12C
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   wed 6km E; ice-bath 10min 12C
    ///   sun 8km E
    /// week 2
    ///   wed 6km E; ice-bath 10min 12C
    ///   sun race 5km; ice-bath 10min 12C
    /// ```
    pub struct ColdAsRoutine {
        /// Days with a cold bath in seven that are still selective use. 3: a convention of this rule.
        days_a_week: u32 = 3,
    }
    name: "cold-as-routine",
    group: Temperature,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for ColdAsRoutine {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let mut baths: Vec<&Event<'_>> =
            cx.timeline().care(&[EntryKind::IceBath]).map(|(event, ..)| event).collect();
        baths.sort_by_key(|bath| (bath.day, bath.is_done()));
        baths.dedup_by_key(|bath| bath.day);
        let limit = usize::try_from(self.days_a_week).unwrap_or(usize::MAX);
        let count = |first: i32, last: i32| {
            baths.partition_point(|bath| bath.day <= last) - baths.partition_point(|bath| bath.day < first)
        };
        let routine = baths
            .iter()
            .map(|bath| bath.day)
            .filter(|day| count(day - 6, *day) > limit && count(day - 13, day - 7) > limit);
        for spell in spells(routine, 7) {
            let Some(bath) = baths.iter().rev().find(|bath| bath.day == *spell.end()) else { continue };
            let recent = count(bath.day - 13, bath.day);
            acc.push(
                bath.finding(format!("{recent} cold baths in two weeks have become a routine"))
                    .help("keep it for races and the hardest blocks; others bathe through heavy blocks"),
            );
        }
    }
}
