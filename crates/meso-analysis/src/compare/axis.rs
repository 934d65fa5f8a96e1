//! One calendar for two plans: which week and which day of one lies over which of the other.

use meso_core::plan::{DayIndex, Plan};
use meso_core::syntax::ast::Weekday;
use std::cmp::Ordering;
use std::collections::HashMap;

/// How two plans are laid over each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matching {
    /// By date: both have dates, and a day in common.
    Dates,
    /// By the number of the week and the day of the week.
    Weeks,
}

/// A week of either plan, or the same week of both: indices into their weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) old: Option<usize>,
    pub(super) new: Option<usize>,
}

/// The days of both plans on one line of numbers.
#[derive(Debug)]
pub(super) struct Axis {
    matching: Matching,
    rows: Vec<Row>,
    /// Row of each week of the old plan and of the new.
    row_of: [Vec<usize>; 2],
    /// By date: the days from the first of the old plan to the first of the new.
    offset: i32,
    week_starts: Weekday,
}

/// Which of the two plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    Old = 0,
    New = 1,
}

impl Axis {
    pub(super) fn new(old: &Plan, new: &Plan) -> Axis {
        let offset = offset(old, new);
        let rows = match offset {
            Some(offset) => by_date(old.weeks.len(), new.weeks.len(), offset),
            None => by_number(old, new),
        };
        let mut row_of = [vec![0; old.weeks.len()], vec![0; new.weeks.len()]];
        for (row, weeks) in rows.iter().enumerate() {
            for (week, of) in [weeks.old, weeks.new].into_iter().zip(&mut row_of) {
                if let Some(place) = week.and_then(|week| of.get_mut(week)) {
                    *place = row;
                }
            }
        }
        let matching = if offset.is_some() { Matching::Dates } else { Matching::Weeks };
        Axis { matching, rows, row_of, offset: offset.unwrap_or(0), week_starts: new.week_starts }
    }

    pub(super) fn matching(&self) -> Matching {
        self.matching
    }

    /// Every week of either plan, in order.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of a week.
    pub(super) fn row(&self, version: Version, week: usize) -> usize {
        self.row_of[version as usize].get(week).copied().unwrap_or(usize::MAX)
    }

    /// The number of a day; the same for days that lie over each other.
    pub(super) fn day(&self, version: Version, plan: &Plan, day: DayIndex) -> i32 {
        if self.matching == Matching::Dates {
            return if version == Version::Old { day.0 } else { day.plus(self.offset).0 };
        }
        let Some(day) = plan.day(day) else { return day.0 };
        let row = i32::try_from(self.row(version, day.week)).unwrap_or(i32::MAX);
        let in_week = (day.weekday as i32 - self.week_starts as i32).rem_euclid(7);
        row.saturating_mul(7).saturating_add(in_week)
    }
}

/// Days between the first days, if both plans have dates and a day in common.
fn offset(old: &Plan, new: &Plan) -> Option<i32> {
    let offset = old.first_date?.until((jiff::Unit::Day, new.first_date?)).ok()?.get_days();
    let length = |plan: &Plan| i32::try_from(plan.days.len()).unwrap_or(i32::MAX);
    (offset < length(old) && offset.saturating_neg() < length(new)).then_some(offset)
}

/// Weeks that begin within three days of each other are one: the plans may begin their weeks on different days.
fn by_date(old: usize, new: usize, offset: i32) -> Vec<Row> {
    let shift = (i64::from(offset) + 3).div_euclid(7);
    let end = |weeks: usize| i64::try_from(weeks).unwrap_or(i64::MAX);
    let inside = |week: i64, weeks: usize| usize::try_from(week).ok().filter(|week| *week < weeks);
    let rows = shift.min(0)..end(old).max(end(new).saturating_add(shift));
    rows.map(|row| Row { old: inside(row, old), new: inside(row - shift, new) }).collect()
}

fn by_number(old: &Plan, new: &Plan) -> Vec<Row> {
    let mut places: HashMap<i32, Vec<usize>> = HashMap::new();
    for (place, week) in new.weeks.iter().enumerate().rev() {
        places.entry(week.number).or_default().push(place);
    }
    let mut partner: Vec<Option<usize>> =
        old.weeks.iter().map(|week| places.get_mut(&week.number)?.pop()).collect();
    if partner.iter().all(Option::is_none) {
        // One counts up and the other down to the race: the last weeks are the same.
        partner =
            (0..old.weeks.len()).map(|week| (week + new.weeks.len()).checked_sub(old.weeks.len())).collect();
    }
    let mut rows = Vec::with_capacity(old.weeks.len().max(new.weeks.len()));
    let mut next = 0;
    for (week, partner) in partner.into_iter().enumerate() {
        match partner.map(|partner| (partner.cmp(&next), partner)) {
            Some((Ordering::Equal | Ordering::Greater, partner)) => {
                rows.extend((next..partner).map(|new| Row { old: None, new: Some(new) }));
                rows.push(Row { old: Some(week), new: Some(partner) });
                next = partner + 1;
            }
            // A number that went back stands alone.
            Some((Ordering::Less, _)) | None => rows.push(Row { old: Some(week), new: None }),
        }
    }
    rows.extend((next..new.weeks.len()).map(|new| Row { old: None, new: Some(new) }));
    rows
}
