//! `key value…` in `plan`, `athlete` and `history`.

use super::{Pair, Reader};
use crate::codes;
use crate::syntax::ast::{Extent, RaceName, Setting, SettingKey, SettingValue, Target};
use crate::text::Spanned;
use crate::units::Range;
use meso_grammar::Rule;

impl<'t> Reader<'t> {
    pub(super) fn setting(&mut self, pair: Pair<'_>) -> Setting {
        let mut key = Spanned::new(SettingKey::Unknown, self.span(&pair));
        let mut values: Vec<Spanned<SettingValue>> = Vec::new();
        for p in pair.into_inner() {
            if p.as_rule() == Rule::setting_key {
                let found = SettingKey::named(p.as_str()).unwrap_or(SettingKey::Unknown);
                key = Spanned::new(found, self.span(&p));
            } else {
                let race = values.iter().find_map(|v| match v.node {
                    SettingValue::Race(name) => Some(name),
                    _ => None,
                });
                let at = self.span(&p);
                let long = matches!(key.node, SettingKey::Sleep | SettingKey::Volume);
                let value = if long { self.hours_and_minutes(&p) } else { None };
                values.extend(value.or_else(|| self.setting_value(p, race)).map(|v| Spanned::new(v, at)));
            }
        }
        Setting { key, values }
    }

    /// `7:40` of sleep or of running in a week, which is no 7 minutes.
    fn hours_and_minutes(&mut self, p: &Pair<'_>) -> Option<SettingValue> {
        let (hours, minutes) = p.as_str().split_once(':')?;
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if p.as_rule() != Rule::setting_extent || !digits(hours) || !digits(minutes) {
            return None;
        }
        let clock = p.into_inner().next()?.into_inner().find(|p| p.as_rule() == Rule::clock)?;
        self.slip(self.span(p), format!("{hours}h{minutes}"));
        Some(SettingValue::Extent(Extent::Time(Range::one(self.clock(&clock, true)))))
    }

    pub(super) fn setting_value(&mut self, p: Pair<'_>, race: Option<RaceName>) -> Option<SettingValue> {
        Some(match p.as_rule() {
            Rule::date => SettingValue::Date(self.date(&p)),
            Rule::setting_time => {
                let inner = p.into_inner().next()?;
                SettingValue::Time(self.time(inner, race)?.node)
            }
            Rule::pace => match self.pace(p)? {
                Target::Pace(range, unit) => SettingValue::Pace(range.low, unit),
                _ => return None,
            },
            Rule::setting_race => SettingValue::Race(RaceName::named(p.as_str())?),
            Rule::setting_extent => match self.extent(p.into_inner().next()?)?.node {
                Extent::Lap => SettingValue::Word("lap".into()),
                extent => SettingValue::Extent(extent),
            },
            Rule::quantity => {
                let unit = p.into_inner().find(|p| p.as_rule() == Rule::quantity_unit);
                let unit = unit.map(|unit| super::entries::quantity_unit(unit.as_str()));
                if let Some(bound) = p.into_inner().find(|p| p.as_rule() == Rule::below) {
                    let message =
                        format!("`{}` is not read here: a setting wants the number alone", bound.as_str());
                    self.problem(&codes::SYNTAX, self.span(&bound), message);
                }
                SettingValue::Number(self.range(p.into_inner())?, unit)
            }
            Rule::string => SettingValue::Text(self.string(&p).node),
            _ => SettingValue::Word(p.as_str().into()),
        })
    }
}
