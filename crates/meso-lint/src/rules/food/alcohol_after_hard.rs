//! Alcohol after hard sessions and races.

use crate::prelude::*;

declare_rule! {
    /// Alcohol after a hard session or a race.
    ///
    /// More than 4 units within 6 hours is a warning, more than 2 worth knowing. Without clock times the rest of the day
    /// counts. A unit is a small beer or a glass of wine (10 to 14 g of alcohol).
    ///
    /// ## Why it matters
    /// It slows the mending of muscle, takes water, and spoils the night that was to do the work.
    ///
    /// ## Evidence
    /// Grade B. Muscle protein synthesis fell by 24 % even with protein, at 1.5 g per kg, which is a heavy evening (Parr
    /// 2014). "Alcohol slows recovery", says one source, and allows one beer. So one or two are nobody's business.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   sun race 10km
    /// log 2027-01-10
    ///   done 10km in 44:10 rpe 9; alcohol 5
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1
    ///   sun race 10km
    /// log 2027-01-10
    ///   done 10km in 44:10 rpe 9; alcohol 1
    /// ```
    pub struct AlcoholAfterHard {
        /// More units than this are worth knowing.
        some: f64 = 2.0,
        /// More units than this are a warning.
        many: f64 = 4.0,
        /// How long after the session.
        within: Duration = hours(6.0),
    }
    name: "alcohol-after-hard",
    group: Food,
    level: Info,
    loudest: Warning,
    fix: None,
    since: "0.1.0",
    grade: B,
}

impl Rule for AlcoholAfterHard {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        for (event, item, all) in cx.timeline().care(&[EntryKind::Alcohol]) {
            let Some(units) = Said(&item.args).number().filter(|units| *units > self.some) else { continue };
            let hard = |e: &Event<'_>| e.is_hard() || e.is_race();
            let Some(session) = self.session_before(event, all, hard) else { continue };
            acc.push(
                event
                    .finding(format!("{} units of alcohol after {}", tenths(units), session.say(cx)))
                    .severity(if units > self.many { Severity::Warning } else { Severity::Info })
                    .related(session.span, "the hard session before it")
                    .help("eat and drink first, and leave it at one or two: it slows the mending and spoils the night"),
            );
        }
    }
}

impl AlcoholAfterHard {
    /// The hard session that the drinks follow: without clock times, any of the same day, as drinks come in the evening.
    fn session_before<'t, 'a>(
        &self,
        event: &Event<'a>,
        all: &'t [Event<'a>],
        hard: impl Fn(&Event<'a>) -> bool + Copy,
    ) -> Option<&'t Event<'a>> {
        event.preceded(all, self.within.to_min(), hard).or_else(|| {
            event.around(all, 0, 0).iter().find(|other| {
                hard(other)
                    && other.minutes_until(event).is_none()
                    && event.minutes_by_the_clock_since(other).is_none()
                    && !other.has_clock()
            })
        })
    }
}
