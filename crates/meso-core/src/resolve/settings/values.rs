//! The values of a setting, each asked for by what it has to be.

use super::{Outcome, no_such_day};
use crate::codes;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::plan::{Priority, Volume};
use crate::resolve::report::{Report, write};
use crate::syntax::ast::{Extent, SettingValue};
use crate::terms::{Choice, RaceName, SettingKey, Takes, Terms};
use crate::text::{LineStart, Span, Spanned};
use crate::units::{Distance, DistanceUnit, Duration, HeartRate, Pace, Range, Speed};
use jiff::civil::Date;
use meso_grammar::vocabulary;

/// The years that a plan can lie in.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// The values of one setting.
pub(super) struct Values<'v> {
    pub(super) key: SettingKey,
    pub(super) values: &'v [Spanned<SettingValue>],
    pub(super) at: LineStart,
    pub(super) key_span: Span,
    /// The values from the first to the last; the key, where there is none.
    pub(super) whole: Span,
    pub(super) units: DistanceUnit,
    pub(super) report: &'v mut Report,
}

/// The choice that a setting's words make, the first that is one.
pub(super) fn choice(values: &[Spanned<SettingValue>], key: SettingKey) -> Option<&'static Choice> {
    let Takes::Word(choices) = key.facts().takes else { return None };
    values.iter().find_map(|value| chosen(value, choices))
}

fn chosen(value: &Spanned<SettingValue>, choices: &'static [Choice]) -> Option<&'static Choice> {
    match &value.node {
        SettingValue::Word(word) => Choice::named(choices, word),
        // `sex M` and `units mile` read like races, by a word as long as what is written.
        SettingValue::Race(race) => {
            let term = RaceName::TERMS.iter().find(|term| term.of == *race)?;
            let long = (value.span.end - value.span.start) as usize;
            term.spellings().filter(|w| w.len() == long).find_map(|word| Choice::named(choices, word))
        }
        _ => None,
    }
}

/// The letter of a goal.
fn priority(key: SettingKey, value: &SettingValue) -> Option<Priority> {
    let SettingValue::Word(word) = value else { return None };
    match &**word {
        _ if key != SettingKey::Goal => None,
        "A" | "a" => Some(Priority::A),
        "B" | "b" => Some(Priority::B),
        "C" | "c" => Some(Priority::C),
        _ => None,
    }
}

/// Do two settings say the same?
pub(super) fn same(a: &[Spanned<SettingValue>], b: &[Spanned<SettingValue>]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| match (&a.node, &b.node) {
            (SettingValue::Word(a), SettingValue::Word(b)) => a.eq_ignore_ascii_case(b),
            (a, b) => a == b,
        })
}

impl<'v> Values<'v> {
    /// There is no value of the setting's kind.
    pub(super) fn wanted(&mut self) -> Outcome {
        let message = format!("`{}` wants {}", self.key, self.key.facts().wants);
        self.report.say(&codes::SETTING_VALUE, self.whole, message);
        Outcome::Missing
    }

    /// There is one, and it cannot be.
    pub(super) fn impossible(&mut self, message: String) -> Outcome {
        self.report.say(&codes::IMPOSSIBLE_VALUE, self.whole, message);
        Outcome::Refused
    }

    /// Which of a setting's places a value fills; `None` for a value that is none of its.
    fn place(&self, value: &Spanned<SettingValue>) -> Option<u8> {
        use SettingValue as V;
        let unit_of = |units: &[(&str, f64)], unit: &str| units.iter().any(|(u, _)| *u == unit);
        match (self.key.facts().takes, &value.node) {
            (Takes::Race, V::Race(_) | V::Extent(Extent::Distance(..))) => Some(0),
            (Takes::Race | Takes::Date | Takes::Birth, V::Date(_)) => Some(1),
            (Takes::Race, V::Time(_)) => Some(2),
            (Takes::Race | Takes::File, V::Text(_)) => Some(3),
            (Takes::Race, value @ V::Word(_)) => priority(self.key, value).map(|_| 4),
            (Takes::Birth | Takes::Volume | Takes::Height, V::Number(_, None)) => Some(1),
            (Takes::Number(_, _, units) | Takes::Count(_, _, units), V::Number(_, unit)) => {
                unit.as_deref().is_none_or(|unit| unit_of(units, unit)).then_some(0)
            }
            (Takes::HeartRate(..), V::Number(_, unit)) => {
                unit.as_deref().is_none_or(|unit| unit == "bpm").then_some(0)
            }
            (Takes::Height, V::Number(_, Some(unit))) => (&**unit == "cm").then_some(1),
            (Takes::Height, V::Extent(Extent::Distance(..))) => Some(1),
            (Takes::Word(choices), _) => chosen(value, choices).map(|_| 0),
            (Takes::Pace, V::Pace(..)) => Some(0),
            (Takes::Volume, V::Extent(Extent::Distance(..) | Extent::Time(_))) => Some(1),
            (Takes::Time, V::Extent(Extent::Time(_)) | V::Time(_)) => Some(0),
            _ => None,
        }
    }

    /// The first value of the setting's kind.
    fn first(&self) -> Option<&'v SettingValue> {
        self.values.iter().find(|v| self.place(v).is_some()).map(|v| &v.node)
    }

    /// A finding about the values that no place was found for.
    pub(super) fn say_what_is_left(&mut self) {
        let mut filled = Vec::new();
        let mut left: Option<(Span, bool)> = None;
        for value in self.values {
            let place = self.place(value);
            match place {
                Some(place) if !filled.contains(&place) => filled.push(place),
                _ => {
                    let span = self.at.at(value.span);
                    let time = matches!(value.node, SettingValue::Extent(Extent::Time(_)));
                    left = Some(left.map_or((span, time), |(before, t)| (before.cover(span), t && time)));
                }
            }
        }
        let Some((span, time)) = left else { return };
        let message = format!("`{}` wants {}; this is not read", self.key, self.key.facts().wants);
        let mut found = Diagnostic::new(&codes::SETTING_VALUE, span, message);
        if time && matches!(self.key.facts().takes, Takes::Race) {
            found = found.help("a time stands behind `in`: `in 41:30`");
        }
        self.report.push(found);
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

    /// The canonical word of a choice. One that is none is reported with the nearest, and not guessed at: what would be
    /// checked in another way is not for a typing error to decide.
    pub(super) fn word(&mut self) -> Result<&'static str, Outcome> {
        if let Some(choice) = choice(self.values, self.key) {
            return Ok(choice.word);
        }
        let Takes::Word(choices) = self.key.facts().takes else { return Err(self.wanted()) };
        let written = self.values.iter().find_map(|v| match &v.node {
            SettingValue::Word(word) => Some((word, self.at.at(v.span))),
            _ => None,
        });
        let Some((word, span)) = written else { return Err(self.wanted()) };
        let words: Vec<&str> =
            choices.iter().flat_map(|c| std::iter::once(&c.word).chain(c.also)).copied().collect();
        let near = vocabulary::similar(word, &[&words]).and_then(|near| Choice::named(choices, near));
        let message = format!("`{}` cannot be `{word}`: it wants {}", self.key, self.key.facts().wants);
        let found = Diagnostic::new(&codes::SETTING_VALUE, span, message);
        self.report.push(match near {
            Some(near) => found.help(format!("did you mean `{}`?", near.word)).fix(write(
                span,
                near.word,
                Applicability::Unsafe,
            )),
            None => found.help("until then it is as if nothing were said"),
        });
        Err(Outcome::Missing)
    }

    /// The distance of a race, if there is one.
    pub(super) fn race(&mut self) -> Result<Option<Distance>, Outcome> {
        let distance = self.values.iter().find_map(|v| match &v.node {
            SettingValue::Race(race) => Some(race.distance()),
            SettingValue::Extent(Extent::Distance(d, unit)) => Some(Distance::new(d.high, *unit)),
            _ => None,
        });
        match distance {
            Some(d) if !(0.05..=1000.0).contains(&d.to_km()) => {
                Err(self.impossible(format!("`{}` cannot be a race over {d}", self.key)))
            }
            distance => Ok(distance),
        }
    }

    /// `A`, `B` or `C`.
    pub(super) fn priority(&self) -> Option<Priority> {
        self.values.iter().find_map(|v| priority(self.key, &v.node))
    }

    /// One number with its unit; a range is none.
    fn one_number(&mut self) -> Result<(f64, Option<&'v str>), Outcome> {
        match self.first() {
            Some(SettingValue::Number(range, unit)) if range.is_one() => Ok((range.low, unit.as_deref())),
            Some(SettingValue::Number(..)) => {
                let message = format!("`{}` wants one number, and this is a range", self.key);
                self.report.say(&codes::SETTING_VALUE, self.whole, message);
                Err(Outcome::Refused)
            }
            _ => Err(self.wanted()),
        }
    }

    fn between(&mut self, n: f64, low: f64, high: f64, unit: &str) -> Result<f64, Outcome> {
        if (low..=high).contains(&n) {
            return Ok(n);
        }
        let n = (n * 100.0).round() / 100.0;
        Err(self
            .impossible(format!("`{}` cannot be {n}{unit}: it is between {low} and {high}{unit}", self.key)))
    }

    /// The number of a setting, in the first of its units.
    pub(super) fn number(&mut self) -> Result<f64, Outcome> {
        let (low, high, units, whole) = match self.key.facts().takes {
            Takes::Number(low, high, units) => (low, high, units, false),
            Takes::Count(low, high, units) => (low, high, units, true),
            _ => return Err(self.wanted()),
        };
        let (n, unit) = self.one_number()?;
        let factor =
            unit.and_then(|unit| units.iter().find(|(u, _)| *u == unit)).map_or(1.0, |(_, factor)| *factor);
        if whole && n.fract() != 0.0 {
            return Err(self.impossible(format!("`{}` cannot be {n}: it wants a whole number", self.key)));
        }
        let base = units.first().map_or(String::new(), |(unit, _)| format!(" {unit}"));
        self.between(n * factor, low, high, &base)
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) fn heart_rate(&mut self) -> Result<HeartRate, Outcome> {
        let Takes::HeartRate(low, high) = self.key.facts().takes else { return Err(self.wanted()) };
        let (n, _) = self.one_number()?;
        Ok(HeartRate::from_bpm(self.between(n, low, high, " beats a minute")?.round() as u16))
    }

    /// The year of a date or alone.
    pub(super) fn year(&mut self) -> Result<i16, Outcome> {
        if let Some(date) = self.date() {
            return date.map(Date::year).ok_or(Outcome::Refused);
        }
        let (n, _) = self.one_number()?;
        #[allow(clippy::cast_possible_truncation)]
        Ok(self.between(n, 1900.0, 2100.0, "")? as i16)
    }

    /// In metres.
    pub(super) fn height(&mut self) -> Result<f64, Outcome> {
        let metres = match self.first() {
            Some(SettingValue::Extent(Extent::Distance(d, unit))) if d.is_one() => {
                Distance::new(d.low, *unit).to_m()
            }
            Some(SettingValue::Number(..)) => match self.one_number()? {
                (n, Some(_)) => n / 100.0,
                (n, None) if n > 3.0 => n / 100.0,
                (n, None) => n,
            },
            _ => return Err(self.wanted()),
        };
        self.between(metres, 0.5, 2.6, " m")
    }

    pub(super) fn pace(&mut self) -> Result<Speed, Outcome> {
        let Some(SettingValue::Pace(time, unit)) = self.first() else { return Err(self.wanted()) };
        let speed = Pace::per(*time, *unit).speed();
        if (1.0..=8.0).contains(&speed.to_mps()) {
            Ok(speed)
        } else {
            Err(self.impossible(format!("`{}` cannot be a pace that nobody runs", self.key)))
        }
    }

    pub(super) fn volume(&mut self) -> Result<Volume, Outcome> {
        let Some(value) = self.values.iter().find(|v| self.place(v).is_some()) else {
            return Err(self.wanted());
        };
        match &value.node {
            SettingValue::Extent(Extent::Distance(d, unit)) => {
                Ok(Volume::Distance(d.map(|x| Distance::new(x, *unit))))
            }
            SettingValue::Extent(Extent::Time(t)) => Ok(Volume::Time(*t)),
            SettingValue::Number(n, None) => {
                let (low, high, unit) = (n.low, n.high, self.units.symbol());
                let text = if n.is_one() { format!("{high}{unit}") } else { format!("{low}-{high}{unit}") };
                let span = self.at.at(value.span);
                self.report.push(
                    Diagnostic::new(
                        &codes::UNIT_MISSING,
                        span,
                        format!("a number without a unit: read as `{text}`"),
                    )
                    .fix(write(span, &text, Applicability::Safe)),
                );
                Ok(Volume::Distance(Range { low, high }.map(|x| Distance::new(x, self.units))))
            }
            _ => Err(self.wanted()),
        }
    }

    pub(super) fn length_of_time(&mut self) -> Result<Duration, Outcome> {
        match self.first() {
            Some(SettingValue::Extent(Extent::Time(t))) => Ok(t.middle()),
            Some(SettingValue::Time(t)) => Ok(*t),
            _ => Err(self.wanted()),
        }
    }
}
