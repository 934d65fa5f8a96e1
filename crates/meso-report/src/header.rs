//! What the plan is, in a few figures, and what had to be assumed.

use crate::days::Placed;
use crate::html::{Html, Text};
use crate::{Report, words};
use meso_core::diagnostic::Severity;
use meso_core::plan::{Goal, Plan};
use meso_core::units::Distance;

/// The name, the goal and the key figures.
pub(crate) fn write(out: &mut Html, report: &Report<'_>, placed: &Placed<'_>) {
    let plan = &report.analysis.plan;
    out.raw("<header>\n");
    out.element("h1", &[], Text(&report.title())).raw("\n");
    for goal in plan.goal.iter().chain(&plan.other_goals) {
        out.element("p", &[("class", "goal")], Text(&goal_line(goal, plan))).raw("\n");
    }
    out.raw("<dl class=\"figures\">\n");
    for (name, value) in figures(plan, placed) {
        out.raw("<div>").element("dt", &[], Text(name)).element("dd", &[], Text(&value)).raw("</div>\n");
    }
    out.raw("</dl>\n</header>\n");
}

/// What the figures rest on.
pub(crate) fn write_assumptions(out: &mut Html, plan: &Plan) {
    out.raw("<footer>\n<h2>What the figures rest on</h2>\n<ul>\n");
    for assumption in &plan.assumptions {
        out.element("li", &[], Text(&assumption.to_string())).raw("\n");
    }
    out.raw("<li>fitness is the load of the last 42 days, fatigue that of the last 7, both exponentially weighted; form is fitness less fatigue</li>\n");
    out.raw("</ul>\n</footer>\n");
}

fn goal_line(goal: &Goal, plan: &Plan) -> String {
    let mut line = goal.race.map_or_else(|| goal.distance.display(plan.units), |race| race.to_string());
    if let Some(name) = &goal.name {
        line = format!("{name}, {line}");
    }
    if let Some(date) = goal.date {
        line = format!("{line} on {}", words::long_date(date));
    }
    if let Some(time) = goal.time {
        line = format!("{line} in {}", time.clock());
    }
    line
}

fn figures(plan: &Plan, placed: &Placed<'_>) -> Vec<(&'static str, String)> {
    let mut figures = vec![("weeks", plan.weeks.len().to_string())];
    if let (Some(first), Some(last)) = (plan.first_date, plan.days.last().and_then(|d| d.date)) {
        figures.push(("dates", format!("{} \u{2013} {}", words::short_date(first), words::long_date(last))));
    }
    let distance: Distance = plan.weeks.iter().map(|w| w.distance.middle()).sum();
    if !distance.is_zero() {
        figures.push(("distance", distance.display(plan.units)));
    }
    if let Some(peak) = plan.weeks.iter().max_by_key(|w| (w.distance.middle(), w.duration.middle())) {
        figures.push(("biggest week", format!("{} (week {})", words::volume(peak, plan.units), peak.number)));
    }
    let longest =
        plan.sessions.iter().filter(|s| s.is_run() && s.race.is_none()).max_by_key(|s| s.distance.middle());
    if let Some(longest) = longest.filter(|s| !s.distance.high.is_zero()) {
        figures.push(("longest run", words::distance(longest.distance, plan.units)));
    }
    figures.push(("hard sessions", plan.sessions.iter().filter(|s| s.is_hard()).count().to_string()));
    figures.push(("findings", findings(placed)));
    figures
}

fn findings(placed: &Placed<'_>) -> String {
    let of = |severity| placed.all.iter().filter(|d| d.severity == severity).count();
    let parts: Vec<String> =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "hint")]
            .into_iter()
            .map(|(severity, word)| (of(severity), word))
            .filter(|(n, _)| *n > 0)
            .map(|(n, word)| words::count(n, word))
            .collect();
    if parts.is_empty() { "none".into() } else { parts.join(", ") }
}
