//! Quantities and dates as the page says them.

use jiff::civil::Date;
use meso_core::plan::Week;
use meso_core::syntax::ast::Weekday;
use meso_core::units::{Distance, DistanceUnit, Duration, Range};

/// `8 km`, `6–8 km`.
pub(crate) fn distance(range: Range<Distance>, unit: DistanceUnit) -> String {
    let high = range.high.display(unit);
    if range.is_one() {
        return high;
    }
    let low = range.low.display(unit);
    let number = low.split(' ').next().unwrap_or(&low);
    format!("{number}\u{2013}{high}")
}

/// `45 min`, `30 min–45 min`.
pub(crate) fn duration(range: Range<Duration>) -> String {
    if range.is_one() { range.high.to_string() } else { format!("{}\u{2013}{}", range.low, range.high) }
}

/// `4 Jan`.
pub(crate) fn short_date(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

/// `25 April 2027`.
pub(crate) fn long_date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `Monday`, and its first three letters.
pub(crate) fn weekday(day: Weekday) -> (&'static str, &'static str) {
    match day {
        Weekday::Mon => ("Monday", "Mon"),
        Weekday::Tue => ("Tuesday", "Tue"),
        Weekday::Wed => ("Wednesday", "Wed"),
        Weekday::Thu => ("Thursday", "Thu"),
        Weekday::Fri => ("Friday", "Fri"),
        Weekday::Sat => ("Saturday", "Sat"),
        Weekday::Sun => ("Sunday", "Sun"),
    }
}

/// `1 error`, `3 weeks`.
pub(crate) fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// The volume of a week as its plan counts: by distance, by time where nothing is run for distance.
pub(crate) fn volume(week: &Week, unit: DistanceUnit) -> String {
    if week.distance.high.is_zero() { duration(week.duration) } else { distance(week.distance, unit) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_name_their_unit_once() {
        let km = Distance::from_km;
        assert_eq!(distance(Range { low: km(6.0), high: km(8.5) }, DistanceUnit::Kilometre), "6–8.5 km");
        assert_eq!(distance(Range::one(km(8.0)), DistanceUnit::Kilometre), "8 km");
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!((count(1, "week"), count(2, "week")), ("1 week".into(), "2 weeks".into()));
    }
}
