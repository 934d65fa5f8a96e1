//! Little running before a marathon.

use crate::prelude::*;

declare_rule! {
    /// A mean of less than 30 km a week in the twelve weeks before a marathon.
    ///
    /// Plans of eight weeks and more; ultras are left out.
    ///
    /// ## Why it matters
    /// A marathon is long for legs that know only short weeks.
    ///
    /// ## Evidence
    /// Grade C. Runners with less than 30 km a week were injured twice as often as those with 30 to 60 km (relative risk
    /// 2.02, 1.26 to 3.24; Rasmussen 2013, asked afterwards).
    ///
    /// ## Example
    /// ```meso,fails
    /// plan "Marathon"
    ///   goal marathon
    /// week 1
    ///   wed 8km E
    ///   sun 15km E
    /// weeks 2-8 like 1
    /// week 9
    ///   sun race marathon
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// plan "Marathon"
    ///   goal marathon
    /// week 1
    ///   tue 8km E
    ///   thu 10km E
    ///   sun 18km E
    /// weeks 2-8 like 1
    /// week 9
    ///   sun race marathon
    /// ```
    pub struct VolumeLowForMarathon {
        /// The least mean weekly distance. 30 km: Rasmussen 2013.
        min: Distance = km(30.0),
        /// The weeks before the race that count. 12 weeks: a usual build-up.
        window: Days = weeks(12),
    }
    name: "volume-low-for-marathon",
    group: Progression,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for VolumeLowForMarathon {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let Some(race) =
            cx.goal_race().filter(|r| r.is_marathon() && r.distance <= Distance::MARATHON * 1.02)
        else {
            return;
        };
        let end = cx.week_of(race.day).unwrap_or(cx.weeks().len());
        let window = usize::try_from(self.window.0 / 7).unwrap_or(0);
        let weeks = cx.weeks().get(end.saturating_sub(window)..end).unwrap_or(&[]);
        if weeks.len() < 8 || weeks.iter().any(|w| !w.complete) {
            return;
        }
        let total: Distance = weeks.iter().map(|w| w.distance).sum();
        let mean = total * (1.0 / f64::from(u32::try_from(weeks.len()).unwrap_or(1)));
        if mean >= self.min {
            return;
        }
        acc.push(
            Finding::new(
                race.span,
                format!("{} a week on average in the {} weeks before the marathon", cx.distance(mean), weeks.len()),
            )
            .help(format!(
                "work up to {} a week and more, or take a half-marathon first: with less, injuries are twice as frequent",
                cx.distance(self.min)
            )),
        );
    }
}
