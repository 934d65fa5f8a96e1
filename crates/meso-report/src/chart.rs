//! The plan at a glance: weekly volume by intensity with the longest runs, and below it fitness, fatigue and form.
//!
//! Both share the axis of days, so that a race stands under the weeks that lead to it.

use crate::days::own_line;
use crate::html::{Html, Point, Text};
use crate::intensity::{Band, by_band};
use crate::week_bar::longest_run;
use crate::{Lines, words};
use meso_analysis::series::{FitnessSeries, Series};
use meso_core::Analysis;
use meso_core::plan::{DayIndex, Plan, Session};
use meso_core::syntax::ast::WeekKind;

/// The drawing in its own units; it is scaled to the page.
const WIDTH: f64 = 900.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 30.0;
const BARS: f64 = 150.0;
const GAP: f64 = 34.0;
const CURVES: f64 = 110.0;
const BOTTOM: f64 = 22.0;

/// Where days and values lie.
#[derive(Clone, Copy, Debug)]
struct Frame {
    days: f64,
    peak: f64,
    load: (f64, f64),
}

impl Frame {
    fn x(self, day: f64) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * (day / self.days.max(1.0))
    }

    fn bar(self, value: f64) -> f64 {
        TOP + BARS * (1.0 - value / self.peak)
    }

    fn curve(self, value: f64) -> f64 {
        let (low, high) = self.load;
        TOP + BARS + GAP + CURVES * (1.0 - (value - low) / (high - low))
    }
}

/// The chart as a figure.
pub(crate) fn write(out: &mut Html, analysis: &Analysis, lines: Lines) {
    let plan = &analysis.plan;
    let series = Series::new(plan);
    let fitness = series.fitness();
    let frame = frame(plan, fitness);
    out.raw("<section class=\"chart\" aria-label=\"Volume, fitness and form\">\n<h2>Volume, fitness and form</h2>\n<figure>\n");
    let height = TOP + BARS + GAP + CURVES + BOTTOM;
    let view = format!("0 0 {WIDTH} {height}");
    out.open("svg", &[("viewBox", &view), ("role", "img"), ("aria-label", &describe(plan, fitness))])
        .raw("\n");
    week_bands(out, plan, frame);
    volume_axis(out, plan, frame);
    bars(out, analysis, frame, lines);
    long_runs(out, plan, frame);
    curves(out, fitness, frame);
    races(out, plan, frame);
    week_axis(out, plan, frame);
    out.raw("</svg>\n");
    key(out);
    out.raw("</figure>\n</section>\n");
}

/// Does the plan count by time?
fn by_time(plan: &Plan) -> bool {
    plan.weeks.iter().all(|w| w.distance.high.is_zero())
}

#[allow(clippy::cast_precision_loss)]
fn frame(plan: &Plan, fitness: &FitnessSeries) -> Frame {
    let peak = (0..plan.weeks.len()).map(|week| volume(plan, week)).fold(0.0, f64::max);
    let values =
        || fitness.ctl.iter().chain(&fitness.atl).chain(&fitness.form).copied().filter(|v| v.is_finite());
    let low = values().fold(0.0, f64::min);
    let high = values().fold(1.0, f64::max);
    Frame { days: plan.days.len() as f64, peak: if peak > 0.0 { peak } else { 1.0 }, load: (low, high) }
}

/// A week's volume: km or mi, else hours.
fn volume(plan: &Plan, week: usize) -> f64 {
    plan.weeks.get(week).map_or(0.0, |w| {
        if by_time(plan) { w.duration.middle().to_h() } else { w.distance.middle().to(plan.units) }
    })
}

/// Said to those who do not see it.
fn describe(plan: &Plan, fitness: &FitnessSeries) -> String {
    let mut text = format!("Bars: volume of {}.", words::count(plan.weeks.len(), "week"));
    if let Some(peak) = plan.weeks.iter().max_by_key(|w| (w.distance.middle(), w.duration.middle())) {
        text += &format!(" The biggest is week {} with {}.", peak.number, words::volume(peak, plan.units));
    }
    if let (Some(first), Some(last)) = (fitness.ctl.first(), fitness.ctl.last()) {
        text += &format!(" Fitness goes from {first:.0} to {last:.0}.");
    }
    for session in races_of(plan) {
        if let Some(form) = usize::try_from(session.day.0).ok().and_then(|day| fitness.form.get(day)) {
            text += &format!(" Form on the morning of {}: {form:+.0}.", race_name(session, plan));
        }
    }
    text
}

/// Recovery and taper weeks, shaded over both drawings.
fn week_bands(out: &mut Html, plan: &Plan, frame: Frame) {
    for (index, week) in plan.weeks.iter().enumerate() {
        let class = if week.is(WeekKind::Recovery) {
            "band recovery"
        } else if week.is(WeekKind::Taper) {
            "band taper"
        } else {
            continue;
        };
        let (x, to) = (frame.x(at(index)), frame.x(at(index + 1)));
        rect(out, class, x, TOP, to - x, BARS + GAP + CURVES);
    }
}

/// Horizontal lines at round values, with the unit at the top one.
fn volume_axis(out: &mut Html, plan: &Plan, frame: Frame) {
    let step = round_step(frame.peak);
    let unit = if by_time(plan) { "h" } else { plan.units.symbol() };
    let mut value = 0.0;
    while value <= frame.peak {
        let y = frame.bar(value);
        line(out, "grid", (LEFT, y), (WIDTH - RIGHT, y));
        let last = value + step > frame.peak;
        label(
            out,
            "tick end",
            LEFT - 6.0,
            y + 3.5,
            &if last { format!("{value} {unit}") } else { format!("{value}") },
        );
        value += step;
    }
}

/// 1, 2 or 5 times a power of ten, so that there are two to five lines.
fn round_step(peak: f64) -> f64 {
    let power = 10f64.powf((peak / 4.0).max(1e-6).log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|step| peak / step <= 4.5).unwrap_or(peak)
}

fn bars(out: &mut Html, analysis: &Analysis, frame: Frame, lines: Lines) {
    let plan = &analysis.plan;
    for (index, week) in plan.weeks.iter().enumerate().filter(|(_, w)| w.written) {
        let (from, to) = (frame.x(at(index)), frame.x(at(index + 1)));
        let pad = ((to - from) * 0.14).min(6.0);
        let line = own_line(analysis, week.span).filter(|_| lines == Lines::Editor);
        match line {
            Some(line) => out.open("g", &[("class", "week-bar"), ("data-line", &line.to_string())]),
            None => out.open("g", &[("class", "week-bar")]),
        };
        out.element(
            "title",
            &[],
            Text(&format!("Week {}: {}", week.number, words::volume(week, plan.units))),
        );
        let total = volume(plan, index);
        let distances = by_band(plan.sessions_of(index));
        let sum: f64 = distances.iter().map(|d| d.to_m()).sum();
        let mut below = 0.0;
        for (band, distance) in Band::ALL.into_iter().zip(distances) {
            let share =
                if sum > 0.0 { distance.to_m() / sum } else { f64::from(u8::from(band == Band::Easy)) };
            let value = total * share;
            if value > 0.0 {
                let (y, base) = (frame.bar(below + value), frame.bar(below));
                rect(out, band.class(), from + pad, y, to - from - 2.0 * pad, base - y);
            }
            below += value;
        }
        out.raw("</g>\n");
    }
}

fn long_runs(out: &mut Html, plan: &Plan, frame: Frame) {
    if by_time(plan) {
        return;
    }
    let points: Vec<(f64, f64)> = (0..plan.weeks.len())
        .filter_map(|week| {
            let long = longest_run(plan, week)?.to(plan.units);
            Some((frame.x(at(week) + 3.5), frame.bar(long)))
        })
        .collect();
    polyline(out, "longest", &points);
    for (x, y) in points {
        out.open("circle", &[("class", "longest"), ("cx", &num(x)), ("cy", &num(y)), ("r", "2.5")])
            .close("circle");
    }
}

fn curves(out: &mut Html, fitness: &FitnessSeries, frame: Frame) {
    let zero = frame.curve(0.0);
    line(out, "axis", (LEFT, zero), (WIDTH - RIGHT, zero));
    let (low, high) = frame.load;
    let step = round_step(high - low);
    let mut value = (low / step).ceil() * step;
    while value <= high {
        let y = frame.curve(value);
        line(out, "grid", (LEFT, y), (WIDTH - RIGHT, y));
        label(out, "tick end", LEFT - 6.0, y + 3.5, &whole(value));
        value += step;
    }
    let morning: Vec<(f64, f64)> = points(&fitness.form, 0.0, frame);
    if let (Some((first, _)), Some((last, _))) = (morning.first(), morning.last()) {
        let mut area = vec![(*first, zero)];
        area.extend(&morning);
        area.push((*last, zero));
        out.open("polygon", &[("class", "form"), ("points", &pairs(&area))]).close("polygon").raw("\n");
    }
    // Fitness and fatigue stand at the end of a day, form at its morning.
    polyline(out, "fatigue", &points(&fitness.atl, 1.0, frame));
    polyline(out, "fitness", &points(&fitness.ctl, 1.0, frame));
}

#[allow(clippy::cast_precision_loss)]
fn points<'v>(values: impl IntoIterator<Item = &'v f64>, offset: f64, frame: Frame) -> Vec<(f64, f64)> {
    values
        .into_iter()
        .enumerate()
        .filter(|(_, v)| v.is_finite())
        .map(|(day, v)| (frame.x(day as f64 + offset), frame.curve(*v)))
        .collect()
}

fn races(out: &mut Html, plan: &Plan, frame: Frame) {
    for session in races_of(plan) {
        let x = frame.x(f64::from(session.day.0) + 0.5);
        let goal = session.race.as_ref().is_some_and(|r| r.goal);
        let class = if goal { "race goal" } else { "race" };
        out.open("g", &[("class", class)]).element("title", &[], Text(&race_name(session, plan)));
        line(out, "race", (x, TOP - 6.0), (x, TOP + BARS + GAP + CURVES));
        // Labels near an edge lean inwards.
        let anchor = if x > WIDTH * 0.85 { "label end" } else { "label" };
        let (dx, name) = (if x > WIDTH * 0.85 { -11.0 } else { 11.0 }, race_name(session, plan));
        label(out, anchor, x + dx, TOP - 11.0, &name);
        let flag = [(x, TOP - 18.0), (x + 8.0 * dx.signum(), TOP - 15.0), (x, TOP - 12.0)];
        out.open("polygon", &[("class", "flag"), ("points", &pairs(&flag))]).close("polygon");
        line(out, "race", (x, TOP - 18.0), (x, TOP - 6.0));
        out.raw("</g>\n");
    }
}

fn races_of(plan: &Plan) -> impl Iterator<Item = &Session> {
    plan.sessions.iter().filter(|s| s.race.is_some())
}

fn race_name(session: &Session, plan: &Plan) -> String {
    let Some(race) = &session.race else { return String::new() };
    race.name.clone().unwrap_or_else(|| race.distance.display(plan.units))
}

/// Week numbers, as many as there is room for; months' beginnings would move with the weeks, so dates stand in titles.
fn week_axis(out: &mut Html, plan: &Plan, frame: Frame) {
    let every = plan.weeks.len().div_ceil(26).max(1);
    let y = TOP + BARS + GAP + CURVES + 15.0;
    for (index, week) in plan.weeks.iter().enumerate().step_by(every) {
        label(out, "tick middle", frame.x(at(index) + 3.5), TOP + BARS + 14.0, &week.number.to_string());
        if let Some(date) = plan.date(DayIndex(week.first_day.0)).filter(|_| index % (every * 4) == 0) {
            label(out, "tick", frame.x(at(index)), y, &words::short_date(date));
        }
    }
}

fn key(out: &mut Html) {
    out.raw("<figcaption><ul class=\"key\">");
    for (class, name) in [
        ("longest", "longest run"),
        ("fitness", "fitness (CTL)"),
        ("fatigue", "fatigue (ATL)"),
        ("form", "form (TSB)"),
        ("band recovery", "recovery week"),
        ("band taper", "taper"),
    ] {
        out.open("li", &[("class", class)]).raw("<span class=\"swatch\" aria-hidden=\"true\"></span>");
        out.text(name).raw("</li>");
    }
    out.raw("</ul></figcaption>\n");
}

/// The first day of a week, from 0.
#[allow(clippy::cast_precision_loss)]
fn at(week: usize) -> f64 {
    week as f64 * 7.0
}

/// A round value of an axis; zero has no sign.
fn whole(value: f64) -> String {
    format!("{}", if value.abs() < 0.5 { 0.0 } else { value.round() })
}

fn num(x: f64) -> String {
    Point(x).to_string()
}

fn pairs(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", Point(*x), Point(*y))).collect::<Vec<_>>().join(" ")
}

fn polyline(out: &mut Html, class: &str, points: &[(f64, f64)]) {
    out.open("polyline", &[("class", class), ("points", &pairs(points))]).close("polyline").raw("\n");
}

fn line(out: &mut Html, class: &str, from: (f64, f64), to: (f64, f64)) {
    let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(num);
    out.open("line", &[("class", class), ("x1", &x1), ("y1", &y1), ("x2", &x2), ("y2", &y2)]).close("line");
}

fn rect(out: &mut Html, class: &str, x: f64, y: f64, width: f64, height: f64) {
    let [x, y, width, height] = [x, y, width.max(0.0), height.max(0.0)].map(num);
    out.open("rect", &[("class", class), ("x", &x), ("y", &y), ("width", &width), ("height", &height)])
        .close("rect");
}

fn label(out: &mut Html, class: &str, x: f64, y: f64, text: &str) {
    out.open("text", &[("class", class), ("x", &num(x)), ("y", &num(y))]).text(text).close("text");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_two_to_five_round_lines() {
        for (peak, step) in [(47.0, 20.0), (100.0, 50.0), (9.0, 2.0), (1.0, 0.5), (160.0, 50.0)] {
            assert!((round_step(peak) - step).abs() < 1e-9, "{peak}: {}", round_step(peak));
        }
    }
}
