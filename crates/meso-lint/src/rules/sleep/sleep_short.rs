//! Too little sleep for a week.

use crate::prelude::*;
use crate::trends::{mean_to, spells};

declare_rule! {
    /// Too little sleep, night after night.
    ///
    /// The mean of the last 7 nights, of which 5 must be in the log: under 6 hours is an error, under 7 a warning, under 8
    /// worth knowing. Naps count, up to 90 minutes a day. The night of a day is the one that ends on it. A stretch of such
    /// days is one finding, at its last day.
    ///
    /// ## Why it matters
    /// Training only sets the task; the body does the work at night. A week of short nights makes every run feel harder,
    /// weakens the defences, and costs more than any tool can bring back.
    ///
    /// ## Evidence
    /// Grade B. 7 hours or more for adults (Watson 2015), athletes often sleep less (Walsh 2021); an extra hour for three
    /// nights made a time trial 3 % faster (Roberts 2019). Advice for runners differs on what is enough: 7 to 9 hours, 8
    /// to 9 hours, 8 hours at least. Nobody accepts less than 7, so that is the warning, and 7 to 8 is an aside.
    ///
    /// ## Example
    /// ```meso,fails
    /// log 2027-01-05
    ///   sleep 6h30
    /// log 2027-01-06
    ///   sleep 6h10
    /// log 2027-01-07
    ///   sleep 7h
    /// log 2027-01-08
    ///   sleep 6h20
    /// log 2027-01-09
    ///   sleep 6h40
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// log 2027-01-05
    ///   sleep 8h30
    /// log 2027-01-06
    ///   sleep 7h20; nap 40min
    /// log 2027-01-07
    ///   sleep 8h
    /// log 2027-01-08
    ///   sleep 8h20
    /// log 2027-01-09
    ///   sleep 8h40
    /// ```
    pub struct SleepShort {
        /// A mean below this is an error. 6 hours: a convention of this rule, an hour below what all agree on.
        error_below: Duration = hours(6.0),
        /// A mean below this is a warning: nobody defends less.
        warn_below: Duration = hours(7.0),
        /// A mean below this is an aside: some accept 7 hours, most ask for 8.
        inform_below: Duration = hours(8.0),
        /// Nights of the last 7 that the log must have before anything is said.
        nights: u32 = 5,
    }
    name: "sleep-short",
    group: Sleep,
    level: Warning,
    fix: None,
    since: "0.1.0",
    grade: B,
    profiles: { strict => Keep { warn_below = "8 h" } },
}

impl Rule for SleepShort {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let nights = cx.diary().nights();
        let least = usize::try_from(self.nights).unwrap_or(usize::MAX);
        let means: Vec<(i32, Duration)> = nights
            .iter()
            .filter_map(|(day, _)| Some((*day, hours(mean_to(nights, *day, 7, least)?))))
            .collect();
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let days = means.iter().filter(|(_, mean)| self.severity(*mean) == Some(severity));
            for spell in spells(days.map(|(day, _)| *day), 7) {
                self.report(cx, &means, *spell.end(), severity, acc);
            }
        }
    }
}

impl SleepShort {
    fn severity(&self, mean: Duration) -> Option<Severity> {
        if mean < self.error_below {
            Some(Severity::Error)
        } else if mean < self.warn_below {
            Some(Severity::Warning)
        } else if mean < self.inform_below {
            Some(Severity::Info)
        } else {
            None
        }
    }

    fn report(
        &self,
        cx: &Cx<'_>,
        means: &[(i32, Duration)],
        day: i32,
        severity: Severity,
        acc: &mut Findings<'_>,
    ) {
        let Some((_, mean)) = means.iter().find(|(of, _)| *of == day) else { return };
        let Some(entry) = cx.diary().day_with(day, EntryKind::Sleep) else { return };
        let count = crate::trends::between(cx.diary().nights(), day - 6..=day).len();
        let message = format!("{mean} of sleep a night in the {count} nights to {}", entry.say());
        let mut finding = entry.finding(entry.span_of(EntryKind::Sleep), message).severity(severity);
        if severity > Severity::Info {
            if let Some(session) = cx.hard_planned(day, day + 2) {
                finding = finding.related(session.text, format!("{} comes on top", cx.say(session)));
            }
            finding = finding.help(
                "sleep comes before training: go to bed earlier, nap, and take intensity out until a week of 8-hour nights \
                 is back (some accept 7 hours, most ask for 8 to 9)",
            );
        } else {
            finding = finding.help("some accept 7 hours, most ask for 8 to 9 while training");
        }
        acc.push(finding);
    }
}
