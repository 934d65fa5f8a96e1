//! Heat on a fresh injury.

use crate::prelude::*;

declare_rule! {
    /// Heat on a fresh injury.
    ///
    /// Sauna, hot bath or other heat, done or planned, within 48 hours of an injury in the log. Without clock times the day
    /// of the injury and the next one count.
    ///
    /// ## Why it matters
    /// A strained muscle bleeds inside. Heat widens the vessels: more blood, more swelling, a longer break.
    ///
    /// ## Evidence
    /// Grade C. Consensus of first aid, and of advice for runners: no heat after an acute injury or strain.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-05
    ///   injury "calf"
    /// log 2027-01-06
    ///   sauna 15min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-05
    ///   injury "calf"
    /// log 2027-01-09
    ///   sauna 15min
    /// ```
    pub struct HeatOnInjury {
        /// Time without heat after an injury.
        wait: Duration = hours(48.0),
    }
    name: "heat-on-injury",
    group: Temperature,
    level: Error,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for HeatOnInjury {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let injuries: Vec<(&DiaryDay<'_>, Entry<'_>)> = cx
            .diary()
            .days
            .iter()
            .flat_map(|day| day.entries().filter(|e| e.word == EntryKind::Injury).map(move |e| (day, e)))
            .collect();
        if injuries.is_empty() {
            return;
        }
        for (event, item, _) in cx.timeline().care(&[EntryKind::Sauna, EntryKind::HotBath, EntryKind::Heat]) {
            let Some((day, injury)) =
                injuries.iter().find(|(day, injury)| self.too_soon(day, injury, event, item))
            else {
                continue;
            };
            let what =
                injury.note.map_or_else(|| "the injury".to_owned(), |note| format!("the injured {note}"));
            acc.push(
                event
                    .finding(format!(
                        "{} within {} of {what}: heat makes a fresh injury bleed and swell",
                        item.method.word().replace('-', " "),
                        self.wait
                    ))
                    .related(injury.span, format!("the injury of {}", day.say()))
                    .help("wait two days; cool and rest it until then"),
            );
        }
    }
}

impl HeatOnInjury {
    fn too_soon(
        &self,
        day: &DiaryDay<'_>,
        injury: &Entry<'_>,
        event: &Event<'_>,
        item: &RecoveryItem,
    ) -> bool {
        let days = event.day.saturating_sub(day.number);
        if let (Some(then), Some(now)) = (injury.minute_of_day(), Entry::from(item).minute_of_day()) {
            let minutes = f64::from(days) * 1440.0 + f64::from(now) - f64::from(then);
            return (0.0..self.wait.to_min()).contains(&minutes);
        }
        let in_order = days > 0 || !event.is_done() || item.span.start > injury.span.start;
        in_order && days >= 0 && f64::from(days) * 24.0 < self.wait.to_h()
    }
}
