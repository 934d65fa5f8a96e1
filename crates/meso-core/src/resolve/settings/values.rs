//! The values of a setting, each asked for by what it has to be.

use super::no_such_day;
use crate::codes;
use crate::diagnostic::Code;
use crate::resolve::paces::race_distance;
use crate::resolve::report::Report;
use crate::syntax::ast::{Extent, SettingValue};
use crate::text::{LineStart, Span, Spanned};
use crate::units::{Distance, DistanceUnit, Duration, HeartRate};
use jiff::civil::Date;

/// The years that a plan can lie in.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// The values of one setting.
pub(super) struct Values<'v> {
    pub(super) values: &'v [Spanned<SettingValue>],
    pub(super) at: LineStart,
    pub(super) key: Span,
    pub(super) whole: Span,
    pub(super) units: DistanceUnit,
    pub(super) report: &'v mut Report,
}

impl Values<'_> {
    pub(super) fn say(&mut self, code: &'static Code, message: String) {
        self.report.say(code, self.whole, message);
    }

    pub(super) fn wanted(&mut self, what: &str) {
        self.say(&codes::SETTING_VALUE, format!("this setting wants {what}"));
    }

    pub(super) fn impossible(&mut self, message: String) {
        self.say(&codes::IMPOSSIBLE_VALUE, message);
    }

    /// The date; the inner `None` is a day that the calendar does not have, which is reported.
    pub(super) fn date(&mut self) -> Option<Option<Date>> {
        let value = self.values.iter().find(|v| matches!(v.node, SettingValue::Date(_)))?;
        let SettingValue::Date(date) = value.node else { return None };
        match date.0 {
            None => no_such_day(self.at.at(value.span), self.report),
            Some(d) if !YEARS.contains(&d.year()) => {
                let message = format!("the year {}: nobody trains then", d.year());
                self.report.say(&codes::IMPOSSIBLE_VALUE, self.at.at(value.span), message);
                return Some(None);
            }
            Some(_) => {}
        }
        Some(date.0)
    }

    pub(super) fn time(&self) -> Option<Duration> {
        self.values.iter().find_map(|v| match v.node {
            SettingValue::Time(t) if t > Duration::ZERO => Some(t),
            _ => None,
        })
    }

    pub(super) fn text(&self) -> Option<String> {
        self.values.iter().find_map(|v| match &v.node {
            SettingValue::Text(t) => Some(t.to_string()),
            _ => None,
        })
    }

    pub(super) fn word(&self) -> Option<String> {
        self.values.iter().find_map(|v| match &v.node {
            SettingValue::Word(w) => Some(w.to_lowercase()),
            _ => None,
        })
    }

    /// The distance of a race.
    pub(super) fn race(&mut self) -> Option<Distance> {
        let distance = self.values.iter().find_map(|v| match &v.node {
            SettingValue::Race(race) => Some(race_distance(*race)),
            SettingValue::Extent(Extent::Distance(d, unit)) => Some(Distance::new(d.high, *unit)),
            _ => None,
        })?;
        if !(0.05..=1000.0).contains(&distance.to_km()) {
            self.impossible(format!("a race over {distance}"));
            return None;
        }
        Some(distance)
    }

    /// The first number, in the first of these units.
    pub(super) fn number(&self, units: &[(&str, f64)]) -> Option<f64> {
        self.values.iter().find_map(|v| match &v.node {
            SettingValue::Number(n, None) => Some(*n),
            SettingValue::Number(n, Some(unit)) => {
                units.iter().find(|(u, _)| *u == &**unit).map(|(_, factor)| n * factor).or(Some(*n))
            }
            _ => None,
        })
    }

    pub(super) fn bounded(&mut self, low: f64, high: f64, units: &[(&str, f64)], what: &str) -> Option<f64> {
        match self.number(units) {
            Some(n) if (low..=high).contains(&n) => Some(n),
            Some(n) => {
                self.impossible(format!("{n}: this setting wants {what}"));
                None
            }
            None => {
                self.wanted(what);
                None
            }
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) fn heart_rate(&mut self, low: f64, high: f64) -> Option<HeartRate> {
        match self.number(&[]) {
            Some(n) if (low..=high).contains(&n) => Some(HeartRate::from_bpm(n.round() as u16)),
            Some(n) => {
                self.impossible(format!("a heart rate of {n}: between {low} and {high} is possible here"));
                None
            }
            None => {
                self.wanted("beats a minute such as `188`");
                None
            }
        }
    }
}
