//! Numbers with units, clock times, and the canonical way to write them.

use super::{Applicability, LineFix, Pair, Reader};
use crate::codes;
use crate::limits::NUMBER as TOO_LARGE;
use crate::syntax::ast::{Extent, RaceName};
use crate::terms::TimeUnit;
use crate::text::{LineSpan, Spanned};
use crate::units::{DistanceUnit, Duration, Range};
use meso_grammar::Rule;

/// One end of an extent as it is being read.
#[derive(Clone, Copy)]
struct End {
    low: f64,
    high: f64,
    unit: Unit,
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Distance(DistanceUnit),
    /// Seconds in one.
    Time(f64),
}

/// The canonical way to write something, put together piece by piece. It takes room only from where it is not as written.
pub(super) struct Canonical<'t> {
    written: &'t str,
    /// So much of it is canonical.
    same: usize,
    other: Option<String>,
}

impl<'t> Canonical<'t> {
    pub(super) fn of(written: &'t str) -> Self {
        Canonical { written, same: 0, other: None }
    }

    pub(super) fn push(&mut self, piece: &str) {
        if let Some(other) = &mut self.other {
            other.push_str(piece);
            return;
        }
        let (same, rest) = self.written.split_at_checked(self.same).unwrap_or_default();
        if rest.starts_with(piece) {
            self.same += piece.len();
        } else {
            self.other = Some(same.to_owned() + piece);
        }
    }

    /// The canonical text, if something else is written.
    pub(super) fn otherwise(self) -> Option<String> {
        let shorter = self.written.get(..self.same).filter(|same| same.len() < self.written.len());
        self.other.or_else(|| shorter.map(str::to_owned))
    }
}

impl<'t> Reader<'t> {
    /// `8km`, `4-6mi`, `1h30`, `lap`.
    pub(super) fn extent(&mut self, pair: Pair<'_>) -> Option<Spanned<Extent>> {
        let at = self.span(&pair);
        let mut canonical = Canonical::of(pair.as_str());
        let mut first: Option<End> = None;
        let mut second: Option<End> = None;
        let (mut low, mut high) = (None, 0.0);
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::lap => return Some(Spanned::new(Extent::Lap, at)),
                Rule::clock => return self.clock_extent(&p),
                Rule::number => {
                    high = self.number(&p);
                    low = low.or(Some(high));
                    let (whole, decimals) = p.as_str().split_once(',').unwrap_or((p.as_str(), ""));
                    canonical.push(whole);
                    if !decimals.is_empty() {
                        canonical.push(".");
                        canonical.push(decimals);
                    }
                }
                Rule::dash => canonical.push("-"),
                Rule::hour_tail | Rule::minute_tail => {
                    if let Some(end) = second.as_mut().or(first.as_mut()) {
                        self.tail(&p, end, &mut canonical);
                    }
                }
                _ => {
                    let (unit, symbol) = unit(&p);
                    let end = End { low: low.take().unwrap_or_default(), high, unit };
                    if first.is_none() {
                        first = Some(end);
                    } else {
                        second = Some(end);
                    }
                    canonical.push(symbol);
                }
            }
        }
        let first = first?;
        let last = second.unwrap_or(first);
        if let Some(canonical) = canonical.otherwise() {
            self.slip(at, canonical);
        }
        let (low, high) = match (first.unit, last.unit) {
            // A number times a unit over the same unit is not always the number: 5.6 mi is less than itself.
            (Unit::Distance(a), Unit::Distance(b)) if a == b => (first.low, last.high),
            (Unit::Distance(a), Unit::Distance(b)) => {
                (first.low, last.high * b.millimetres() / a.millimetres())
            }
            (Unit::Time(a), Unit::Time(b)) => (first.low * a, last.high * b),
            _ => {
                let written = self.written(at);
                self.problem(&codes::SYNTAX, at, format!("`{written}` goes from a distance to a time"));
                (first.low, first.high)
            }
        };
        let range = self.ordered(at, low, high);
        Some(Spanned::new(
            match first.unit {
                Unit::Distance(unit) => Extent::Distance(range, unit),
                Unit::Time(_) => Extent::Time(range.map(Duration::from_s_f64)),
            },
            at,
        ))
    }

    /// Minutes after hours, seconds after minutes.
    fn tail(&mut self, pair: &Pair<'_>, end: &mut End, canonical: &mut Canonical<'_>) {
        let hours = pair.as_rule() == Rule::hour_tail;
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::number => {
                    let n = self.number(&p);
                    if n >= 60.0 {
                        let what = if hours { "an hour has 60 minutes" } else { "a minute has 60 seconds" };
                        self.problem(
                            &codes::SECONDS_OVER_59,
                            self.span(&p),
                            format!("`{}`: {what}", p.as_str()),
                        );
                    }
                    end.low += n / 60.0;
                    end.high += n / 60.0;
                    if p.as_str().len() == 1 {
                        canonical.push("0");
                    }
                    canonical.push(p.as_str());
                }
                Rule::minutes => canonical.push("min"),
                _ => {
                    if p.as_str().starts_with(['s', 'S']) {
                        canonical.push("s");
                    }
                }
            }
        }
    }

    /// `1:30:00`; and `1:30`, which is minutes and seconds in a repeat and hours and minutes of a whole run.
    fn clock_extent(&mut self, pair: &Pair<'_>) -> Option<Spanned<Extent>> {
        let at = self.span(pair);
        let parts = self.clock_parts(pair);
        let seconds = match *parts.as_slice() {
            [h, m, s] => h * 3600.0 + m * 60.0 + s,
            [a, b] if self.depth == 0 && a <= 5.0 => {
                self.slip(at, format!("{a}h{b:02}"));
                a * 3600.0 + b * 60.0
            }
            [a, b] => {
                self.slip(at, if b == 0.0 { format!("{a}min") } else { format!("{a}min{b:02}") });
                a * 60.0 + b
            }
            _ => return None,
        };
        Some(Spanned::new(Extent::Time(Range::one(Duration::from_s_f64(seconds))), at))
    }

    /// The numbers of a clock time, and a finding where one is over 59.
    fn clock_parts(&mut self, pair: &Pair<'_>) -> Vec<f64> {
        // Digits, and signs between them.
        let digits = pair.as_str().as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
        let number = |digits: &[u8]| digits.iter().fold(0.0, |n, d| 10.0 * n + f64::from(d - b'0'));
        let mut parts: Vec<f64> = Vec::with_capacity(3);
        parts.extend(digits.filter(|run| run.first().is_some_and(u8::is_ascii_digit)).map(number));
        if let Some(over) = parts.iter().skip(1).find(|&&p| p > 59.0) {
            let what = if parts.len() == 3 && parts[1] > 59.0 { "minutes" } else { "seconds" };
            let text = pair.as_str();
            let one = if what == "minutes" { "an hour" } else { "a minute" };
            self.problem(
                &codes::SECONDS_OVER_59,
                self.span(pair),
                format!("`{text}` has {over} {what}; {one} has 60"),
            );
        }
        parts
    }

    /// A length of time after `in`: `5:53`, `3:14:59`, `20min`.
    pub(super) fn time(&mut self, pair: Pair<'_>, race: Option<RaceName>) -> Option<Spanned<Duration>> {
        let at = self.span(&pair);
        if pair.as_rule() == Rule::extent {
            return match self.extent(pair)?.node {
                Extent::Time(range) => Some(Spanned::new(range.middle(), at)),
                _ => {
                    let written = self.written(at);
                    self.problem(&codes::SYNTAX, at, format!("`{written}` is no time"));
                    None
                }
            };
        }
        let parts = self.clock_parts(&pair);
        let seconds = match *parts.as_slice() {
            // Nobody runs a half-marathon or a marathon in minutes.
            [a, b] if matches!(race, Some(RaceName::Marathon | RaceName::Half)) && a < 12.0 => {
                self.slip(at, format!("{}:00", pair.as_str()));
                a * 3600.0 + b * 60.0
            }
            [m, s] => m * 60.0 + s,
            [h, m, s] => h * 3600.0 + m * 60.0 + s,
            _ => return None,
        };
        Some(Spanned::new(Duration::from_s_f64(seconds), at))
    }

    /// `5:10` in a pace.
    pub(super) fn pace_time(&mut self, pair: &Pair<'_>) -> Duration {
        let parts = self.clock_parts(pair);
        let (m, s) = (parts.first().copied().unwrap_or_default(), parts.get(1).copied().unwrap_or_default());
        Duration::from_s_f64(m * 60.0 + s)
    }

    /// `5.10` and `5'10"` with a colon.
    pub(super) fn canonical_pace_time(&self, pair: &Pair<'_>) -> String {
        let mut parts = pair.as_str().split(|c: char| !c.is_ascii_digit());
        let (m, s) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let m = m.trim_start_matches('0');
        format!("{}:{s:0>2}", if m.is_empty() { "0" } else { m })
    }

    /// The length of time of a clock.
    pub(super) fn clock(&mut self, pair: &Pair<'_>, hours_first: bool) -> Duration {
        let parts = self.clock_parts(pair);
        Duration::from_s_f64(match *parts.as_slice() {
            [h, m] if hours_first => h * 3600.0 + m * 60.0,
            [m, s] => m * 60.0 + s,
            [h, m, s] => h * 3600.0 + m * 60.0 + s,
            _ => 0.0,
        })
    }

    /// `12`, `4-6` without a unit.
    pub(super) fn bare(&mut self, pair: Pair<'_>) -> Spanned<Range<f64>> {
        let at = self.span(&pair);
        let mut ends = Vec::with_capacity(2);
        for p in pair.into_inner() {
            if p.as_rule() == Rule::dash {
                self.dash(&p);
            } else {
                ends.push(self.number_with_point(&p));
            }
        }
        let low = ends.first().copied().unwrap_or_default();
        let range = self.ordered(at, low, ends.last().copied().unwrap_or(low));
        Spanned::new(range, at)
    }

    /// Two numbers joined by a dash, or one.
    pub(super) fn range<'p>(&mut self, pairs: impl Iterator<Item = Pair<'p>>) -> Option<Range<f64>> {
        let mut ends = Vec::with_capacity(2);
        let mut at: Option<LineSpan> = None;
        for p in pairs {
            match p.as_rule() {
                Rule::number => {
                    at = Some(at.map_or(self.span(&p), |a| a.cover(self.span(&p))));
                    ends.push(self.number_with_point(&p));
                }
                Rule::dash => self.dash(&p),
                _ => {}
            }
        }
        let low = *ends.first()?;
        Some(self.ordered(at?, low, *ends.last()?))
    }

    /// A number; `,` for the decimal point is read.
    pub(super) fn number(&mut self, pair: &Pair<'_>) -> f64 {
        let text = pair.as_str();
        let parsed = numeral(text).or_else(|| text.replace(',', ".").parse().ok()).unwrap_or(0.0);
        if parsed > TOO_LARGE {
            self.problem(
                &codes::IMPOSSIBLE_VALUE,
                self.span(pair),
                "this number is too large to be training",
            );
        }
        parsed.min(TOO_LARGE)
    }

    /// A number; a decimal comma is a slip of its own.
    pub(super) fn number_with_point(&mut self, pair: &Pair<'_>) -> f64 {
        if pair.as_str().contains(',') {
            self.slip(self.span(pair), pair.as_str().replace(',', "."));
        }
        self.number(pair)
    }

    /// A dash between two numbers: the hyphen is the canonical one.
    pub(super) fn dash(&mut self, pair: &Pair<'_>) {
        if pair.as_str() != "-" {
            self.slip(self.span(pair), "-");
        }
    }

    /// `+600m`: metres.
    pub(super) fn climb(&mut self, pair: Pair<'_>) -> Option<Spanned<f64>> {
        let at = self.span(&pair);
        let mut metres = 0.0;
        for p in pair.into_inner() {
            if p.as_rule() == Rule::number {
                metres = self.number(&p);
            } else if p.as_str() != "m" {
                metres *= 0.3048;
            }
        }
        let written = self.written(at);
        if written.contains([' ', '\t']) {
            let together: String = written.split_whitespace().collect();
            self.slip(at, together);
        }
        Some(Spanned::new(metres, at))
    }

    /// A range from low to high, with a finding when it is written from high to low.
    fn ordered(&mut self, at: LineSpan, low: f64, high: f64) -> Range<f64> {
        if low > high {
            self.turned_round(at, String::new());
        }
        Range { low: low.min(high), high: high.max(low) }
    }

    pub(super) fn turned_round(&mut self, at: LineSpan, fix: String) {
        let written = self.written(at);
        let problem =
            self.problem(&codes::IMPOSSIBLE_VALUE, at, format!("the range `{written}` ends below its start"));
        if !fix.is_empty() {
            problem.fix = Some(LineFix {
                title: format!("write `{fix}`"),
                applicability: Applicability::Safe,
                edits: vec![(at, fix)],
            });
        }
    }
}

/// A number with a decimal point, or without: an integer is read several times as fast.
fn numeral(text: &str) -> Option<f64> {
    text.parse::<u32>().map(f64::from).or_else(|_| text.parse()).ok()
}

/// Numbers of a unit as an extent.
pub(super) fn measure(n: Range<f64>, pair: &Pair<'_>) -> Extent {
    match unit(pair).0 {
        Unit::Distance(unit) => Extent::Distance(n, unit),
        Unit::Time(seconds) => Extent::Time(n.map(|n| Duration::from_s_f64(n * seconds))),
    }
}

/// A unit and its canonical symbol.
fn unit(pair: &Pair<'_>) -> (Unit, &'static str) {
    let time = |unit: TimeUnit| (Unit::Time(unit.seconds()), unit.word());
    match pair.as_rule() {
        Rule::hours => time(TimeUnit::Hour),
        Rule::minutes => time(TimeUnit::Minute),
        Rule::seconds => time(TimeUnit::Second),
        _ => {
            let unit = distance_unit(pair.as_str());
            (Unit::Distance(unit), unit.symbol())
        }
    }
}

/// The unit of distance that a word of the grammar's list means.
pub(super) fn distance_unit(word: &str) -> DistanceUnit {
    DistanceUnit::named(word).unwrap_or(DistanceUnit::Kilometre)
}

#[cfg(test)]
mod tests {
    use super::Canonical;

    #[test]
    fn canonical_text_is_told_from_what_is_written() {
        for (written, pieces, otherwise) in [
            ("8km", ["8", "km"], None),
            ("8 km", ["8", "km"], Some("8km")),
            ("8k", ["8", "km"], Some("8km")),
            ("8kms", ["8", "km"], Some("8km")),
        ] {
            let mut canonical = Canonical::of(written);
            pieces.iter().for_each(|p| canonical.push(p));
            assert_eq!(canonical.otherwise().as_deref(), otherwise, "{written}");
        }
    }
}
