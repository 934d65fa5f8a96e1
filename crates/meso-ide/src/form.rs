//! Load, fitness and form, as far as an editor shows them.

use crate::view::View;
use meso_analysis::series::Series;
use meso_analysis::session_load::{LoadModel, session_load};
use meso_core::plan::Session;

/// The stress points of a session, if it has any.
#[must_use]
pub fn load(view: View<'_>, session: &Session) -> Option<f64> {
    let load = session_load(view.plan(), session, LoadModel::Stress).points;
    (load >= 0.5).then_some(load)
}

/// Form on the morning of each week's first day.
#[must_use]
pub fn by_week(view: View<'_>) -> Vec<Option<f64>> {
    let plan = view.plan();
    let series = Series::new(plan);
    let form = &series.fitness().form;
    let first = plan.days.first().map_or(0, |day| day.index.0);
    let of = |day: i32| {
        form.get(usize::try_from(day.checked_sub(first)?).ok()?).copied().filter(|f| f.is_finite())
    };
    plan.weeks.iter().map(|week| of(week.first_day.0)).collect()
}
