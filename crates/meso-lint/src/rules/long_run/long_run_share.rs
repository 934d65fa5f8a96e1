//! A long run that is too much of its week.

use crate::prelude::*;

declare_rule! {
    /// A long run that is too much of its week.
    ///
    /// Of what is fine depends on the runs of the week: 65 % with two, 60 % with three, 55 % with four, 50 % with five,
    /// 40 % with six and more. Only plans that reach 30 km a week are looked at; race weeks, weeks after a marathon and
    /// weeks of one run are left out. Neighbouring weeks are one finding, at the worst of them.
    ///
    /// ## Why it matters
    /// A long run on little else is the hardest session of the week and the worst prepared.
    ///
    /// ## Evidence
    /// Grade D. Daniels: 25 % above 64 km a week, 30 % below; published plans run their long runs at a median of 45 % of
    /// the week with three runs and 27 % with six, so one figure for all would find fault with two thirds of the weeks.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 5km E
    ///   thu 5km E
    ///   sun 24km E
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 9km E
    ///   thu 9km E
    ///   sun 18km E
    /// ```
    pub struct LongRunShare {
        /// The greatest share with two runs a week. Calibrated, as are the others.
        two_runs: Percent = percent(65.0),
        /// The greatest share with three.
        three_runs: Percent = percent(60.0),
        /// The greatest share with four.
        four_runs: Percent = percent(55.0),
        /// The greatest share with five.
        five_runs: Percent = percent(50.0),
        /// The greatest share with six and more.
        six_runs: Percent = percent(40.0),
        /// Plans that never reach this in a week are left alone. 30 km: their long runs are short.
        from: Distance = km(30.0),
    }
    name: "long-run-share",
    group: LongRun,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: D,
    profiles: { strict => Keep { two_runs = "50 %", three_runs = "45 %", four_runs = "40 %", five_runs = "35 %", six_runs = "30 %" } },
}

impl Rule for LongRunShare {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        if cx.peak() < self.from {
            return;
        }
        let mut worst: Option<(f64, usize)> = None;
        for place in 0..=cx.weeks().len() {
            let share = cx.weeks().get(place).and_then(|week| self.too_much(cx, place, week));
            match (share, worst) {
                (Some(share), None) => worst = Some((share, place)),
                (Some(share), Some((w, _))) if share > w => worst = Some((share, place)),
                (Some(_), Some(_)) => {}
                (None, _) => self.report(cx, worst.take(), acc),
            }
        }
    }
}

impl LongRunShare {
    fn limit(&self, runs: u32) -> Percent {
        match runs {
            0..=2 => self.two_runs,
            3 => self.three_runs,
            4 => self.four_runs,
            5 => self.five_runs,
            _ => self.six_runs,
        }
    }

    /// The share of the longest run if it is too much.
    fn too_much(&self, cx: &Cx<'_>, place: usize, week: &WeekFacts) -> Option<f64> {
        if !week.complete
            || week.race
            || week.runs < 2
            || week.distance.is_zero()
            || cx.is_after_marathon(place)
        {
            return None;
        }
        let share = week.longest_distance.to_km() / week.distance.to_km();
        // A hair above is rounding: `6mi` of `12mi` is half.
        (share > self.limit(week.runs).share() + 0.005).then_some(share)
    }

    fn report(&self, cx: &Cx<'_>, worst: Option<(f64, usize)>, acc: &mut Findings<'_>) {
        let Some((share, place)) = worst else { return };
        let Some(week) = cx.weeks().get(place) else { return };
        let Some(session) = week.longest.and_then(|s| cx.session(s)) else { return };
        acc.push(
            Finding::session(
                session,
                format!(
                    "{} is {} of the {} of {}",
                    cx.say(session),
                    in_percent(share),
                    cx.distance(week.distance),
                    cx.week_name(place)
                ),
            )
            .help(format!(
                "with {} a week the long run should be {} at most: shorten it, or let the other runs grow first",
                count(i32::try_from(week.runs).unwrap_or(i32::MAX), "run"),
                self.limit(week.runs)
            )),
        );
    }
}
