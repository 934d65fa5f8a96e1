//! A week as one horizontal bar: its volume by intensity against the biggest week, the longest run as a tick.

use crate::html::{Html, Point};
use crate::intensity::{Band, by_band};
use meso_core::plan::{Plan, Week};
use meso_core::units::{Distance, Duration};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 10.0;

/// What a full bar stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    distance: Distance,
    duration: Duration,
}

impl Scale {
    /// The biggest week is a full bar.
    pub(crate) fn of(plan: &Plan) -> Scale {
        Scale {
            distance: plan.weeks.iter().map(|w| w.distance.middle()).max().unwrap_or_default(),
            duration: plan.weeks.iter().map(|w| w.duration.middle()).max().unwrap_or_default(),
        }
    }
}

/// The bar of a week. The same is said in words beside it, so it is hidden from those who listen.
pub(crate) fn write(out: &mut Html, plan: &Plan, index: usize, week: &Week, scale: Scale) {
    out.raw("<svg class=\"bar\" viewBox=\"0 0 120 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">");
    rect(out, "track", 0.0, WIDTH);
    if scale.distance.is_zero() {
        let share = ratio(week.duration.middle().to_s(), scale.duration.to_s());
        rect(out, Band::Easy.class(), 0.0, share * WIDTH);
    } else {
        let mut x = 0.0;
        for (band, distance) in Band::ALL.into_iter().zip(by_band(plan.sessions_of(index))) {
            let width = ratio(distance.to_m(), scale.distance.to_m()) * WIDTH;
            if width > 0.0 {
                rect(out, band.class(), x, width.min(WIDTH - x));
            }
            x = (x + width).min(WIDTH);
        }
        if let Some(long) = longest_run(plan, index) {
            let at = ratio(long.to_m(), scale.distance.to_m()) * WIDTH;
            rect(out, "long", (at - 1.0).clamp(0.0, WIDTH - 2.0), 2.0);
        }
    }
    out.raw("</svg>");
}

/// The longest run of a week that is not a race.
pub(crate) fn longest_run(plan: &Plan, week: usize) -> Option<Distance> {
    plan.sessions_of(week)
        .filter(|s| s.is_run() && s.race.is_none())
        .map(|s| s.distance.middle())
        .max()
        .filter(|d| !d.is_zero())
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 }
}

fn rect(out: &mut Html, class: &str, x: f64, width: f64) {
    out.open(
        "rect",
        &[
            ("class", class),
            ("x", &Point(x).to_string()),
            ("y", "0"),
            ("width", &Point(width).to_string()),
            ("height", &Point(HEIGHT).to_string()),
        ],
    )
    .close("rect");
}
