//! Most sessions in the middle.

use crate::prelude::*;

declare_rule! {
    /// More than half of the runs of four weeks are neither easy nor hard.
    ///
    /// Once for a stretch of weeks.
    ///
    /// ## Why it matters
    /// Running always a little too fast to recover and a little too slow to gain is the commonest rut.
    ///
    /// ## Evidence
    /// Grade C. Seiler 2010, and coaching canon.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue 10km steady
    ///   thu 10km steady
    ///   sun 15km E
    /// weeks 2-4 like 1
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   tue 2km E + 6x(800m @I / 2min jog) + 2km E
    ///   thu 10km E
    ///   sun 15km E
    /// weeks 2-4 like 1
    /// ```
    pub struct ModerateRut {
        /// The greatest share of sessions in the middle. 50 %: ours.
        quiet: Percent = percent(50.0),
    }
    name: "moderate-rut",
    group: Intensity,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: C,
}

impl Rule for ModerateRut {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let counts: Vec<(u32, u32)> = (0..cx.plan.weeks.len())
            .map(|week| {
                cx.plan.sessions_of(week).filter(|s| is_running(s)).fold((0, 0), |(all, middling), s| {
                    (all + 1, middling + u32::from(s.class.moderate && !s.class.hard))
                })
            })
            .collect();
        let mut within = false;
        for (end, window) in counts.windows(4).enumerate().map(|(n, w)| (n + 3, w)) {
            let (all, middling) = window.iter().fold((0, 0), |sum, w| (sum.0 + w.0, sum.1 + w.1));
            let rut = f64::from(middling) > f64::from(all) * self.quiet.share();
            if rut
                && !within
                && let Some(head) = cx.plan.weeks.get(end)
            {
                acc.push(
                    Finding::week(
                        end,
                        head.span,
                        format!(
                            "{middling} of the {all} runs of the four weeks to {} are neither easy nor hard",
                            cx.week_name(end)
                        ),
                    )
                    .help("make most of them easy, and one or two of them hard"),
                );
            }
            within = rut;
        }
    }
}
