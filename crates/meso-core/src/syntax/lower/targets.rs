//! What stands after `@`.

use super::quantities::Canonical;
use super::{Pair, Reader};
use crate::codes;
use crate::syntax::ast::{Bounded, RaceName, ShareOf, Target};
use crate::terms::Effort;
use crate::text::{LineSpan, Spanned};
use crate::units::{DistanceUnit, Range};
use meso_grammar::Rule;

impl<'t> Reader<'t> {
    /// `@T`, `@ 5:10-5:30/km`; the span holds the `@`.
    pub(super) fn target(&mut self, pair: Pair<'_>) -> Option<Spanned<Target>> {
        let at = self.span(&pair);
        let aim = pair.into_inner().next()?;
        Some(Spanned::new(self.aim(aim)?, at))
    }

    pub(super) fn aim(&mut self, pair: Pair<'_>) -> Option<Target> {
        let at = self.span(&pair);
        match pair.as_rule() {
            Rule::rpe => {
                let range = self.range(pair.into_inner())?;
                if range.high > 10.0 {
                    self.problem(&codes::IMPOSSIBLE_VALUE, at, "effort is rated from 1 to 10");
                }
                Some(Target::Rpe(range))
            }
            Rule::change | Rule::band => {
                let change = pair.as_rule() == Rule::change;
                if pair.into_inner().next()?.as_rule() == Rule::pace_time {
                    return self.pace_change(pair);
                }
                let mut ends = Vec::with_capacity(2);
                for p in pair.into_inner() {
                    if p.as_rule() == Rule::dash {
                        self.dash(&p);
                    } else {
                        ends.push(self.aim(p)?);
                    }
                }
                let to = Box::new(ends.pop()?);
                let from = Box::new(ends.pop()?);
                Some(if change { Target::Change(from, to) } else { Target::Band(from, to) })
            }
            Rule::offset => self.offset(pair),
            Rule::heart_rate => Some(Target::HeartRate(self.bounded(pair)?)),
            Rule::power => Some(Target::Power(self.bounded(pair)?)),
            Rule::speed => {
                let unit = pair.into_inner().last()?;
                let mile = unit.as_str().to_ascii_lowercase().starts_with('m');
                let unit = if mile { DistanceUnit::Mile } else { DistanceUnit::Kilometre };
                Some(Target::Speed(self.range(pair.into_inner())?, unit))
            }
            Rule::share | Rule::race_share => self.share(pair),
            Rule::pace => self.pace(pair),
            Rule::race_pace => self.aim(pair.into_inner().next()?),
            Rule::race_pace_name => {
                let name = RaceName::named(pair.as_str())?;
                Some(Target::RacePace(name, None))
            }
            Rule::zone => self.aim(pair.into_inner().next()?),
            Rule::zone_letter | Rule::effort | Rule::band_word => {
                let effort = Effort::named(pair.as_str())?;
                if let [letter @ b'a'..=b'z'] = pair.as_str().as_bytes() {
                    self.slip(at, char::from(letter.to_ascii_uppercase()));
                }
                Some(Target::Zone(effort))
            }
            _ => self.parameter_target(&pair),
        }
    }

    /// A name after `@`: a parameter in a session's body; on a day it is a word that the language does not have.
    fn parameter_target(&mut self, pair: &Pair<'_>) -> Option<Target> {
        let name = pair.as_str();
        if !self.day {
            return Some(Target::Param(name.into()));
        }
        let at = self.span(pair);
        let mend = super::explain::unknown_aim(name, 0, 0);
        let problem = self.problem(mend.code, at, mend.message);
        problem.help = mend.help;
        problem.fix = mend.fix.map(|(text, applicability)| super::replace(at, &text, applicability));
        None
    }

    /// `M+10s/km`
    fn offset(&mut self, pair: Pair<'_>) -> Option<Target> {
        let mut base = None;
        let mut sign = 1.0;
        let mut unit = DistanceUnit::Kilometre;
        let numbers: Vec<Pair<'_>> =
            pair.into_inner().filter(|p| matches!(p.as_rule(), Rule::number | Rule::dash)).collect();
        let seconds = self.range(numbers.into_iter())?;
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::sign => sign = if p.as_str() == "+" { 1.0 } else { -1.0 },
                Rule::number | Rule::dash | Rule::seconds => {}
                Rule::per => unit = super::quantities::distance_unit(p.as_str()),
                _ => base = self.aim(p),
            }
        }
        let base = base?;
        let offset = |seconds: f64| Target::Offset(Box::new(base.clone()), sign * seconds, unit);
        Some(if seconds.is_one() {
            offset(seconds.low)
        } else {
            Target::Band(Box::new(offset(seconds.low)), Box::new(offset(seconds.high)))
        })
    }

    /// `4:00..3:20/km`
    fn pace_change(&mut self, pair: Pair<'_>) -> Option<Target> {
        let mut times = Vec::with_capacity(2);
        let mut unit = DistanceUnit::Kilometre;
        for p in pair.into_inner() {
            if p.as_rule() == Rule::pace_time {
                times.push(self.pace_time(&p));
            } else {
                unit = super::quantities::distance_unit(p.into_inner().next()?.as_str());
            }
        }
        let end = |time| Box::new(Target::Pace(Range::one(time), unit));
        Some(Target::Change(end(*times.first()?), end(*times.last()?)))
    }

    /// `<70%hrmax`, `95-98% 5k`, `100%VMA`
    fn share(&mut self, pair: Pair<'_>) -> Option<Target> {
        let at = self.span(&pair);
        let mut inner = pair.into_inner();
        let bounded = self.bounded(inner.next()?)?;
        let of = inner.next()?;
        let share = Bounded { low: bounded.low.map(|x| x / 100.0), high: bounded.high.map(|x| x / 100.0) };
        if of.as_rule() == Rule::share_of {
            let of = ShareOf::named(of.as_str())?;
            let heart = matches!(of, ShareOf::HrMax | ShareOf::HrReserve);
            if heart && share.low.or(share.high).is_some_and(|x| x > 1.0) {
                self.problem(&codes::IMPOSSIBLE_VALUE, at, "a heart rate above its maximum");
            }
            return Some(Target::Share(share, of));
        }
        let name =
            if of.as_str() == "M" { RaceName::Marathon } else { return self.share_of_pace(&of, share) };
        Some(Target::RacePace(name, range_of(share)))
    }

    fn share_of_pace(&mut self, of: &Pair<'_>, share: Bounded) -> Option<Target> {
        match RaceName::named(of.as_str()) {
            Some(name) => Some(Target::RacePace(name, range_of(share))),
            None => {
                let letter = of.as_str();
                self.problem(
                    &codes::SYNTAX,
                    self.span(of),
                    format!("`{letter}` is a zone; a share is taken of a race pace, as in `95% 5k`"),
                );
                None
            }
        }
    }

    /// One number, a range, or a bound.
    fn bounded(&mut self, pair: Pair<'_>) -> Option<Bounded> {
        let mut inner = pair.into_inner().peekable();
        let sign = inner.next_if(|p| p.as_rule() == Rule::below);
        let range = self.range(inner)?;
        Some(match sign.map(|p| p.as_str()) {
            Some("<" | "<=" | "≤") => Bounded { low: None, high: Some(range.high) },
            Some(_) => Bounded { low: Some(range.low), high: None },
            None => Bounded { low: Some(range.low), high: Some(range.high) },
        })
    }

    /// `5:10-5:30/km`; `5.30/km` and `5:30 min/km` are slips.
    pub(super) fn pace(&mut self, pair: Pair<'_>) -> Option<Target> {
        let at = self.span(&pair);
        let mut times = Vec::with_capacity(2);
        let mut canonical = Canonical::of(pair.as_str());
        let mut unit = DistanceUnit::Kilometre;
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::pace_time => {
                    // `5:75` is a finding of its own; it stays as written.
                    if p.as_str().contains(':') {
                        canonical.push(p.as_str());
                    } else {
                        canonical.push(&self.canonical_pace_time(&p));
                    }
                    times.push(self.pace_time(&p));
                }
                Rule::dash => canonical.push("-"),
                _ => {
                    unit = super::quantities::distance_unit(p.into_inner().next()?.as_str());
                    canonical.push("/");
                    canonical.push(unit.symbol());
                }
            }
        }
        if let Some(canonical) = canonical.otherwise() {
            self.slip(at, canonical);
        }
        let first = *times.first()?;
        let last = *times.last()?;
        Some(Target::Pace(Range { low: first.min(last), high: first.max(last) }, unit))
    }

    /// `E 5:05-5:45/km` in the zones.
    pub(super) fn zone_entry(&mut self, pair: Pair<'_>) -> Option<crate::syntax::ast::Statement> {
        let mut inner = pair.into_inner();
        let zone = inner.next()?;
        let zone = Spanned::new(Effort::named(zone.as_str())?, self.span(&zone));
        let target = inner.next()?;
        let at: LineSpan = self.span(&target);
        let target = Spanned::new(self.aim(target)?, at);
        Some(crate::syntax::ast::Statement::Zone { zone, target })
    }
}

fn range_of(share: Bounded) -> Option<Range<f64>> {
    let low = share.low.or(share.high)?;
    Some(Range { low, high: share.high.unwrap_or(low) })
}
