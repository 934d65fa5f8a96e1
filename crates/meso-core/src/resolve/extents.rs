//! How far and how long: what is written, what is possible, and the one from the other.

use super::calls::Bound;
use super::paces::race_distance;
use super::report::write;
use super::steps::{Expander, Place};
use crate::codes;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::limits::{STEP_HOURS as MAX_HOURS, STEP_KM as MAX_DISTANCE_KM};
use crate::syntax::ast::{Extent, Segment};
use crate::text::{Span, Spanned};
use crate::units::{Distance, Duration, Range, Speed};

/// How much of a step.
#[derive(Clone, Copy)]
pub(crate) enum Amount {
    Distance(Range<Distance>),
    Time(Range<Duration>),
    Lap,
    Unsaid,
}

impl Expander<'_> {
    /// How far or how long; nothing if that is impossible, which is then reported.
    pub(crate) fn amount(
        &mut self,
        segment: &Segment,
        extent: Option<&Spanned<Extent>>,
        place: Place<'_>,
    ) -> Option<Amount> {
        if let Some(extent) = extent {
            let span = place.at.at(extent.span);
            let extent = match &extent.node {
                Extent::Param(name) => match place.env.get(name) {
                    Some(Bound::Extent(extent)) => extent,
                    Some(Bound::Missing) => {
                        self.facts.unread = true;
                        return Some(Amount::Unsaid);
                    }
                    Some(other) => {
                        let message = format!(
                            "`{name}` stands for a distance or a time here: it needs one such as `60s`, not {}",
                            other.kind()
                        );
                        self.report.say(&codes::ARGUMENT_KIND, span, message);
                        return None;
                    }
                    None => {
                        self.report.push(
                            Diagnostic::new(
                                &codes::UNKNOWN_PARAMETER,
                                span,
                                format!("`{name}` is no parameter of this session"),
                            )
                            .help("write a distance or a time, or add it to the session's head"),
                        );
                        return None;
                    }
                },
                other => other,
            };
            return self.possible(extent, span);
        }
        if let Some(bare) = &segment.bare {
            let span = place.at.at(bare.span);
            let number = |x: f64| if x.fract() == 0.0 { format!("{x:.0}") } else { format!("{x}") };
            let text = if bare.node.is_one() {
                format!("{}{}", number(bare.node.low), self.units.symbol())
            } else {
                format!("{}-{}{}", number(bare.node.low), number(bare.node.high), self.units.symbol())
            };
            self.report.push(
                Diagnostic::new(
                    &codes::UNIT_MISSING,
                    span,
                    format!("a number without a unit: read as `{text}`"),
                )
                .help("`km`, `mi` and `m` are distances, `min` and `s` are times")
                .fix(write(span, &text, Applicability::Safe)),
            );
            return self.possible(&Extent::Distance(bare.node, self.units), span);
        }
        match &segment.race {
            Some(race) => Some(Amount::Distance(Range::one(race_distance(race.node)))),
            None => Some(Amount::Unsaid),
        }
    }

    /// Holds an extent against what can be run.
    fn possible(&mut self, extent: &Extent, span: Span) -> Option<Amount> {
        let (amount, low, high) = match extent {
            Extent::Distance(range, unit) => {
                let d = sorted(range.map_once(|x| Distance::new(x, *unit)));
                (Amount::Distance(d), d.low.to_km(), d.high.to_km() / MAX_DISTANCE_KM)
            }
            Extent::Time(range) => {
                let t = sorted(*range);
                (Amount::Time(t), t.low.to_s(), t.high.to_h() / MAX_HOURS)
            }
            Extent::Lap => return Some(Amount::Lap),
            Extent::Param(_) => return Some(Amount::Unsaid),
        };
        if low > 0.0 && high <= 1.0 {
            return Some(amount);
        }
        let message = if high > 1.0 {
            format!("longer than anybody runs: at most {MAX_DISTANCE_KM} km or {MAX_HOURS} h are read")
        } else {
            "a step of no length".to_owned()
        };
        self.report.say(&codes::IMPOSSIBLE_VALUE, span, message);
        None
    }

    /// What is left of an extent beside the work in it.
    pub(crate) fn remainder(
        &mut self,
        amount: Amount,
        (distance, duration): (Range<Distance>, Range<Duration>),
        span: Span,
    ) -> Amount {
        let (left, share) = match amount {
            Amount::Distance(d) => {
                let inner = distance.middle();
                let left = d.map(|x| (x - inner).max(Distance::ZERO));
                (Amount::Distance(left), inner.to_m() / d.middle().to_m())
            }
            Amount::Time(t) => {
                let inner = duration.middle();
                let left = t.map(|x| (x - inner).max(Duration::ZERO));
                (Amount::Time(left), inner.to_s() / t.middle().to_s())
            }
            other => return other,
        };
        if share > 1.01 {
            let (inner, outer) = match amount {
                Amount::Distance(d) => (distance.middle().to_string(), d.middle().to_string()),
                Amount::Time(t) => (duration.middle().to_string(), t.middle().to_string()),
                _ => return left,
            };
            self.report.push(
                Diagnostic::new(
                    &codes::IMPOSSIBLE_VALUE,
                    span,
                    format!("the work after `with` takes {inner}, but the whole is only {outer}"),
                )
                .help("`with` stands for work that the extent before it contains; use `+` for work that comes on top"),
            );
        }
        left
    }
}

/// Distance from time or time from distance, at the middle of the speed.
pub(crate) fn extent_and_time(
    amount: Amount,
    speed: Option<Range<Speed>>,
    split: Option<Duration>,
) -> (Range<Distance>, Range<Duration>) {
    let speed = speed.map(|s| s.middle()).filter(|v| v.to_mps() > 0.0 && v.to_mps().is_finite());
    match amount {
        Amount::Distance(d) => {
            let time = match (split, speed) {
                (Some(split), _) => Range::one(split),
                (None, Some(v)) => d.map_once(|d| d / v),
                (None, None) => Range::default(),
            };
            (d, time)
        }
        Amount::Time(t) => (speed.map_or_else(Range::default, |v| t.map_once(|t| v * t)), t),
        Amount::Lap | Amount::Unsaid => (Range::default(), split.map_or_else(Range::default, Range::one)),
    }
}

fn sorted<T: PartialOrd + Copy>(range: Range<T>) -> Range<T> {
    if range.low > range.high { Range { low: range.high, high: range.low } } else { range }
}
