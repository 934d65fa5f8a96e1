//! Foam rolling after a run.

use crate::prelude::*;

declare_rule! {
    /// Foam rolling after a run that is shorter or longer than advised.
    ///
    /// Outside 5 to 10 minutes on a day with a run before it.
    ///
    /// ## Why it matters
    /// A few minutes ease the feeling of stiffness. Half an hour bruises.
    ///
    /// ## Evidence
    /// Grade C. 5 to 10 minutes after stretching is one source's advice, after every run another's; the effects are small
    /// and last for a day at best (Wiewelhove 2019).
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-10
    ///   done 8km in 46:00; foam-roll 30min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-10
    ///   done 8km in 46:00; foam-roll 8min
    /// ```
    pub struct FoamRollingSession {
        /// The shortest time advised.
        least: Duration = minutes(5.0),
        /// The longest time advised.
        most: Duration = minutes(10.0),
    }
    name: "foam-rolling-session",
    group: BodyWork,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for FoamRollingSession {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, all) in cx.timeline().care(&[EntryKind::FoamRoll]) {
            let Some(time) = item.duration.map(|d| d.middle()) else { continue };
            if (self.least..=self.most).contains(&time)
                || event.preceded(all, 24.0 * 60.0, Event::is_run).is_none()
            {
                continue;
            }
            acc.push(
                event
                    .finding(format!("{time} of foam rolling after a run"))
                    .help("5 to 10 minutes are advised after a run; on other days 10 to 15"),
            );
        }
    }
}
