//! Weeks between massages in heavy training.

use crate::prelude::*;

declare_rule! {
    /// A long time between massages in heavy training.
    ///
    /// For runners whose plan or log has massages: more than 21 days from one to the next (or to the goal race), with a week
    /// in the time beyond that reaches 90 % of the plan's biggest one.
    ///
    /// ## Why it matters
    /// Somebody else's hands find what has become tight before it becomes sore.
    ///
    /// ## Evidence
    /// Grade C. One session every 2 to 3 weeks is one source's advice, "regular" another's. Massage is the best of the tools
    /// against soreness (Dupuy 2018), for a day or two; that it prevents injuries nobody has shown.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun 20km E; massage 60min
    /// week 2
    ///   sun 20km E
    /// week 3
    ///   sun 20km E
    /// week 4
    ///   sun 20km E
    /// week 5
    ///   sun 20km E; massage 60min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun 20km E; massage 60min
    /// week 2
    ///   sun 20km E
    /// week 3
    ///   sun 20km E; massage 60min
    /// week 4
    ///   sun 20km E
    /// week 5
    ///   sun 20km E; massage 60min
    /// ```
    pub struct MassageInterval {
        /// The longest time advised: the upper end of 2 to 3 weeks.
        interval: Days = days(21),
        /// A week is heavy from this share of the biggest one. 90 %: a convention of this rule.
        heavy: Percent = percent(90.0),
    }
    name: "massage-interval",
    group: BodyWork,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for MassageInterval {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let mut massages: Vec<&Event<'_>> =
            cx.timeline().care(&[EntryKind::Massage]).map(|(event, ..)| event).collect();
        massages.sort_by_key(|event| event.day);
        let end =
            cx.goal_race().map(|race| race.day.0).or_else(|| cx.plan.days.last().map(|day| day.index.0));
        let nexts = massages.iter().skip(1).map(|event| Some(event.day)).chain([end]);
        for (massage, next) in massages.iter().zip(nexts) {
            let Some(gap) = next.map(|next| next - massage.day).filter(|gap| *gap > self.interval.0) else {
                continue;
            };
            let beyond = (massage.day + self.interval.0, massage.day + gap);
            if !self.heavy_between(cx, beyond) {
                continue;
            }
            acc.push(
                massage
                    .finding(format!("{gap} days to the next massage, through heavy training"))
                    .help("one every 2 to 3 weeks is the advice of those who use it"),
            );
        }
    }
}

impl MassageInterval {
    fn heavy_between(&self, cx: &Cx<'_>, (first, last): (i32, i32)) -> bool {
        let biggest = cx.weeks().iter().map(|week| week.distance).max().unwrap_or(Distance::ZERO);
        cx.plan.weeks.iter().zip(cx.weeks()).any(|(week, facts)| {
            let start = week.first_day.0;
            start <= last
                && first <= start + 6
                && !facts.distance.is_zero()
                && facts.distance >= biggest * self.heavy.share()
        })
    }
}
