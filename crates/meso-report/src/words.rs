//! Quantities and dates as the page says them.

use jiff::civil::Date;
use meso_core::plan::Week;
pub(crate) use meso_core::terms::counted as count;
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
}
