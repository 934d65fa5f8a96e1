//! The values of options: numbers with their units, read from what a runner would write in a configuration.

use meso_core::units::{Distance, DistanceUnit, Duration, HeartRate};

/// A value as it stands in a configuration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Given<'a> {
    /// `"30 %"`
    Text(&'a str),
    /// `6`
    Integer(i64),
    /// `1.5`
    Float(f64),
    /// `true`
    Bool(bool),
    /// A list, a date: nothing that an option takes.
    Other,
}

/// Why an option could not be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionProblem {
    /// The rule has none of that name.
    Unknown,
    /// The value is none for it; says what one looks like.
    Value(String),
}

/// What an option can be.
pub trait Quantity: Sized {
    /// What it is, in words: `a percentage`.
    const KIND: &'static str;

    /// Reads it.
    ///
    /// # Errors
    /// A sentence that says what a value looks like.
    fn read(given: Given<'_>) -> Result<Self, String>;

    /// As it would be written in TOML.
    fn write(&self) -> String;
}

/// A share, written in per cent.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Percent(f64);

impl Percent {
    /// As a share: 30 % is 0.3.
    #[must_use]
    pub fn share(self) -> f64 {
        self.0 / 100.0
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} %", self.0)
    }
}

/// Whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days(pub i32);

impl std::fmt::Display for Days {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            1 => f.write_str("1 day"),
            n if n % 7 == 0 && n > 14 => write!(f, "{} weeks", n / 7),
            n => write!(f, "{n} days"),
        }
    }
}

/// A temperature.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Celsius(pub f64);

/// A time of day, in minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(pub u16);

/// 30 % is `percent(30.0)`.
#[must_use]
pub fn percent(value: f64) -> Percent {
    Percent(value)
}

/// Days.
#[must_use]
pub fn days(count: i32) -> Days {
    Days(count)
}

/// Weeks.
#[must_use]
pub fn weeks(count: i32) -> Days {
    Days(count * 7)
}

/// Kilometres.
#[must_use]
pub fn km(value: f64) -> Distance {
    Distance::from_km(value)
}

/// Minutes.
#[must_use]
pub fn minutes(value: f64) -> Duration {
    Duration::from_min(value)
}

/// Hours.
#[must_use]
pub fn hours(value: f64) -> Duration {
    Duration::from_min(value * 60.0)
}

/// Beats per minute.
#[must_use]
pub fn bpm(value: u16) -> HeartRate {
    HeartRate::from_bpm(value)
}

/// The name of an option as a configuration writes it.
#[must_use]
pub fn option_name(field: &str) -> String {
    field.replace('_', "-")
}

/// Does `name`, as a configuration or a profile writes it, mean this field?
#[must_use]
pub fn is_option(name: &str, field: &str) -> bool {
    name.len() == field.len()
        && name.bytes().zip(field.bytes()).all(|(n, f)| n == f || (n == b'-' && f == b'_'))
}

/// Splits `30 %` into its number and its unit.
fn number_and_unit(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number = number.parse::<f64>().ok().filter(|x| x.is_finite())?;
    Some((number, unit.trim()))
}

/// Reads a text with one of these units; the result is in the first of them.
fn in_units(given: Given<'_>, units: &[(&str, f64)]) -> Option<f64> {
    let Given::Text(text) = given else { return None };
    let (number, unit) = number_and_unit(text)?;
    let scale = units.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit))?.1;
    (0.0..=1e9).contains(&number).then_some(number * scale)
}

/// A number without needless zeros.
fn plain(x: f64) -> String {
    let s = format!("{x:.3}");
    s.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Quantity for Percent {
    const KIND: &'static str = "percentage";

    fn read(given: Given<'_>) -> Result<Self, String> {
        in_units(given, &[("%", 1.0), ("percent", 1.0)])
            .map(Percent)
            .ok_or_else(|| "wants a percentage, like `\"30 %\"`".to_owned())
    }

    fn write(&self) -> String {
        format!("\"{} %\"", plain(self.0))
    }
}

impl Quantity for Days {
    const KIND: &'static str = "days or weeks";

    #[allow(clippy::cast_possible_truncation)]
    fn read(given: Given<'_>) -> Result<Self, String> {
        in_units(given, &[("days", 1.0), ("day", 1.0), ("weeks", 7.0), ("week", 7.0), ("d", 1.0), ("w", 7.0)])
            .filter(|days| days.fract() == 0.0 && *days < 36_500.0)
            .map(|days| Days(days as i32))
            .ok_or_else(|| "wants whole days or weeks, like `\"21 days\"` or `\"6 weeks\"`".to_owned())
    }

    fn write(&self) -> String {
        format!("\"{self}\"")
    }
}

impl Quantity for Duration {
    const KIND: &'static str = "length of time";

    fn read(given: Given<'_>) -> Result<Self, String> {
        let units = [
            ("min", 60.0),
            ("minutes", 60.0),
            ("minute", 60.0),
            ("s", 1.0),
            ("seconds", 1.0),
            ("h", 3600.0),
            ("hours", 3600.0),
            ("hour", 3600.0),
        ];
        let wanted = || "wants a length of time, like `\"40 min\"`, `\"90 s\"` or `\"1 h 30\"`".to_owned();
        if let Some(seconds) = in_units(given, &units) {
            return Ok(Duration::from_s_f64(seconds));
        }
        let Given::Text(text) = given else { return Err(wanted()) };
        let (hours, rest) = text.split_once(['h', 'H']).ok_or_else(wanted)?;
        let hours = hours.trim().parse::<u16>().map_err(|_| wanted())?;
        let minutes = rest.trim().trim_end_matches("min").trim().parse::<u16>().map_err(|_| wanted())?;
        if minutes > 59 {
            return Err(wanted());
        }
        Ok(Duration::from_min(f64::from(hours) * 60.0 + f64::from(minutes)))
    }

    fn write(&self) -> String {
        format!("\"{self}\"")
    }
}

impl Quantity for Distance {
    const KIND: &'static str = "distance";

    fn read(given: Given<'_>) -> Result<Self, String> {
        let mile = DistanceUnit::Mile.millimetres() / 1e3;
        in_units(given, &[("km", 1000.0), ("mi", mile), ("mile", mile), ("miles", mile), ("m", 1.0)])
            .map(|metres| Distance::new(metres, DistanceUnit::Metre))
            .ok_or_else(|| "wants a distance, like `\"5 km\"` or `\"3 mi\"`".to_owned())
    }

    fn write(&self) -> String {
        format!("\"{self}\"")
    }
}

impl Quantity for HeartRate {
    const KIND: &'static str = "heart rate";

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn read(given: Given<'_>) -> Result<Self, String> {
        in_units(given, &[("bpm", 1.0)])
            .filter(|x| x.fract() == 0.0 && *x <= 300.0)
            .map(|x| HeartRate::from_bpm(x as u16))
            .ok_or_else(|| "wants a heart rate, like `\"5 bpm\"`".to_owned())
    }

    fn write(&self) -> String {
        format!("\"{} bpm\"", self.to_bpm())
    }
}

impl Quantity for Celsius {
    const KIND: &'static str = "temperature";

    fn read(given: Given<'_>) -> Result<Self, String> {
        let wanted = || "wants a temperature, like `\"15 °C\"` or `\"59 °F\"`".to_owned();
        let Given::Text(text) = given else { return Err(wanted()) };
        let (number, unit) = number_and_unit(text).ok_or_else(wanted)?;
        match unit {
            "°C" | "C" | "c" => Ok(Celsius(number)),
            "°F" | "F" | "f" => Ok(Celsius((number - 32.0) / 1.8)),
            _ => Err(wanted()),
        }
    }

    fn write(&self) -> String {
        format!("\"{} °C\"", plain(self.0))
    }
}

impl Quantity for TimeOfDay {
    const KIND: &'static str = "time of day";

    fn read(given: Given<'_>) -> Result<Self, String> {
        let read = |text: &str| {
            let (h, m) = text.trim().split_once(':')?;
            let (h, m) = (h.parse::<u16>().ok()?, m.parse::<u16>().ok()?);
            (h < 24 && m < 60).then_some(TimeOfDay(h * 60 + m))
        };
        match given {
            Given::Text(text) => read(text),
            _ => None,
        }
        .ok_or_else(|| "wants a time of day, like `\"15:00\"`".to_owned())
    }

    fn write(&self) -> String {
        format!("\"{:02}:{:02}\"", self.0 / 60, self.0 % 60)
    }
}

impl Quantity for u32 {
    const KIND: &'static str = "count";

    fn read(given: Given<'_>) -> Result<Self, String> {
        match given {
            Given::Integer(x) => u32::try_from(x).ok(),
            Given::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
        .ok_or_else(|| "wants a whole number, like `2`".to_owned())
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Quantity for f64 {
    const KIND: &'static str = "number";

    #[allow(clippy::cast_precision_loss)]
    fn read(given: Given<'_>) -> Result<Self, String> {
        match given {
            Given::Integer(x) => Some(x as f64),
            Given::Float(x) => Some(x),
            Given::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
        .filter(|x| x.is_finite())
        .ok_or_else(|| "wants a number, like `1.5`".to_owned())
    }

    fn write(&self) -> String {
        plain(*self)
    }
}

impl Quantity for bool {
    const KIND: &'static str = "yes or no";

    fn read(given: Given<'_>) -> Result<Self, String> {
        match given {
            Given::Bool(x) => Ok(x),
            Given::Text("true") => Ok(true),
            Given::Text("false") => Ok(false),
            _ => Err("wants `true` or `false`".to_owned()),
        }
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<Q: Quantity>(text: &str) -> Result<Q, String> {
        Q::read(Given::Text(text))
    }

    #[test]
    fn quantities_are_read_with_their_units() {
        assert_eq!(read("30 %"), Ok(percent(30.0)));
        assert_eq!(read("7.5%"), Ok(percent(7.5)));
        assert_eq!(read("6 weeks"), Ok(days(42)));
        assert_eq!(read("1 day"), Ok(days(1)));
        assert_eq!(read("40 min"), Ok(minutes(40.0)));
        assert_eq!(read("1 h 30"), Ok(minutes(90.0)));
        assert_eq!(read("1h30min"), Ok(minutes(90.0)));
        assert_eq!(read("2 h"), Ok(hours(2.0)));
        assert_eq!(read("5 km"), Ok(km(5.0)));
        assert_eq!(read("1 mi"), Ok(Distance::MILE));
        assert_eq!(read("59 °F"), Ok(Celsius(15.0)));
        assert_eq!(read("15:00"), Ok(TimeOfDay(900)));
        assert_eq!(read("5 bpm"), Ok(bpm(5)));
        assert_eq!(u32::read(Given::Integer(3)), Ok(3));
    }

    #[test]
    fn every_unit_has_its_size() {
        for (text, wanted) in
            [("3 d", 3), ("1 day", 1), ("3 days", 3), ("2 w", 14), ("1 week", 7), ("2 weeks", 14)]
        {
            assert_eq!(read(text), Ok(days(wanted)), "{text}");
        }
        for (text, seconds) in [
            ("2 min", 120),
            ("1 minute", 60),
            ("2 minutes", 120),
            ("90 s", 90),
            ("90 seconds", 90),
            ("2 h", 7200),
            ("1 hour", 3600),
            ("2 hours", 7200),
            ("1 h 59", 7140),
        ] {
            assert_eq!(read(text), Ok(Duration::from_s(seconds)), "{text}");
        }
        assert_eq!(read("500 m"), Ok(km(0.5)));
        assert_eq!(read("1 mile"), Ok(Distance::MILE));
        assert_eq!(read("2 miles"), Ok(Distance::MILE * 2.0));
        assert_eq!(read("5 percent"), Ok(percent(5.0)));
        assert_eq!(read("32 °F"), Ok(Celsius(0.0)));
    }

    #[test]
    fn values_have_their_bounds() {
        assert_eq!(read("0 %"), Ok(percent(0.0)));
        assert!(read::<Percent>("-0.05 %").is_err());
        assert_eq!(read("1000000000 m"), Ok(km(1e6)));
        assert!(read::<Distance>("1000000000.5 m").is_err());
        assert_eq!(read("36499 days"), Ok(days(36_499)));
        assert!(read::<Days>("36500 days").is_err());
        assert_eq!(read("300 bpm"), Ok(bpm(300)));
        assert!(read::<HeartRate>("301 bpm").is_err());
        assert!(read::<HeartRate>("5.5 bpm").is_err());
        assert!(read::<Duration>("1 h 60").is_err());
        assert_eq!(read("23:59"), Ok(TimeOfDay(1439)));
        assert!(read::<TimeOfDay>("24:00").is_err());
        assert!(read::<TimeOfDay>("10:60").is_err());
    }

    #[test]
    fn many_days_are_said_in_weeks() {
        let said = [1, 7, 14, 15, 21, 22, 28].map(|count| days(count).to_string());
        assert_eq!(said, ["1 day", "7 days", "14 days", "15 days", "3 weeks", "22 days", "4 weeks"]);
    }

    #[test]
    fn what_is_none_is_refused_with_an_example() {
        assert!(Percent::read(Given::Integer(30)).is_err_and(|e| e.contains("`\"30 %\"`")));
        assert!(read::<Percent>("30").is_err());
        assert!(read::<Percent>("-3 %").is_err());
        assert!(read::<Days>("1.5 days").is_err());
        assert!(read::<Days>("1000000 weeks").is_err());
        assert!(read::<Duration>("1 h 75").is_err());
        assert!(read::<Duration>("soon").is_err());
        assert!(read::<Distance>("5 furlongs").is_err());
        assert!(read::<TimeOfDay>("25:00").is_err());
        assert!(u32::read(Given::Integer(-1)).is_err());
        assert!(f64::read(Given::Float(f64::NAN)).is_err());
        assert!(bool::read(Given::Other).is_err());
    }

    #[test]
    fn what_is_written_can_be_read() {
        fn round<Q: Quantity + PartialEq + std::fmt::Debug>(value: Q) {
            let written = value.write();
            let bare = written.trim_matches('"');
            assert_eq!(Q::read(Given::Text(bare)), Ok(value), "{written}");
        }
        round(percent(12.5));
        round(weeks(6));
        round(days(10));
        round(minutes(40.0));
        round(minutes(90.0));
        round(hours(3.0));
        round(Duration::from_s(30));
        round(km(5.0));
        round(Celsius(10.0));
        round(TimeOfDay(905));
        round(bpm(10));
        round(3u32);
        round(1.5f64);
        round(true);
    }

    #[test]
    fn a_name_means_its_field() {
        assert!(is_option("max-increase", "max_increase"));
        assert!(is_option("max_increase", "max_increase"));
        assert!(!is_option("max-incr", "max_increase"));
        assert!(!is_option("max.increase", "max_increase"));
        assert!(!is_option("max-increase", "maxxincrease"));
        assert_eq!(option_name("max_increase"), "max-increase");
    }
}
