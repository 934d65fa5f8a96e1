//! The calendar: a row a week, a cell a day.

use crate::days::{Placed, lines_of, own_line};
use crate::findings::{link, marks};
use crate::html::{Html, Text};
use crate::intensity::{Band, hardest};
use crate::week_bar::{self, Scale, longest_run};
use crate::{Lines, words};
use meso_core::Analysis;
use meso_core::plan::{Day, DayItem, DayState, Plan, RecoveryItem, Session, Week};
use meso_core::syntax::ast::When;
use meso_core::text::Span;

/// Longer texts of a session are cut in a cell; the whole stands in the cell's title.
const LABEL: usize = 90;

/// The legend and the table. Roles are spelt out, as the style lays the table out as a list where there is no room.
pub(crate) fn write(out: &mut Html, analysis: &Analysis, placed: &Placed<'_>, lines: Lines) {
    let plan = &analysis.plan;
    out.raw("<section class=\"calendar\" aria-label=\"Calendar\">\n<h2>Calendar</h2>\n");
    legend(out);
    out.raw("<table role=\"table\">\n<caption class=\"aside\">The plan by weeks and days</caption>\n<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" role=\"columnheader\">Week</th>");
    for day in plan.days_of(0) {
        let (name, short) = (day.weekday.name(), day.weekday.short());
        out.open("th", &[("scope", "col"), ("role", "columnheader"), ("abbr", name)]).text(short).close("th");
    }
    out.raw("</tr></thead>\n");
    let scale = Scale::of(plan);
    let mut phase = None;
    out.raw("<tbody role=\"rowgroup\">\n");
    for (index, week) in plan.weeks.iter().enumerate() {
        if week.phase != phase {
            phase = week.phase;
            phase_row(out, analysis, phase, lines);
        }
        let row = if week.written { "week" } else { "week unwritten" };
        out.open("tr", &[("role", "row"), ("class", row)]);
        let findings = placed.weeks.get(index).map_or(&[][..], Vec::as_slice);
        week_head(out, analysis, index, week, scale, lines);
        marks(out, analysis, findings, lines);
        out.raw("</th>\n");
        for (day, at) in plan.days_of(index).iter().zip(index * 7..) {
            let findings = placed.days.get(at).map_or(&[][..], Vec::as_slice);
            write_day(out, analysis, day, findings, lines);
        }
        out.raw("</tr>\n");
    }
    out.raw("</tbody>\n</table>\n</section>\n");
}

fn legend(out: &mut Html) {
    out.raw("<ul class=\"legend\" aria-label=\"Colours\">");
    for band in Band::ALL {
        out.open("li", &[("class", band.class())]).raw("<span class=\"swatch\" aria-hidden=\"true\"></span>");
        out.text(band.name()).close("li");
    }
    out.raw("</ul>\n");
}

fn phase_row(out: &mut Html, analysis: &Analysis, phase: Option<usize>, lines: Lines) {
    let Some(phase) = phase.and_then(|p| analysis.plan.phases.get(p)) else { return };
    let name = phase.title.as_deref().or(phase.name.as_deref()).unwrap_or("phase");
    let line = own_line(analysis, phase.span);
    out.raw("<tr class=\"phase\" role=\"row\"><th colspan=\"8\" scope=\"rowgroup\" role=\"rowheader\">");
    link(out, lines, line, |out| {
        out.text(name);
    });
    out.raw("</th></tr>\n");
}

/// Opens the row's head; the marks and the closing tag follow.
fn week_head(out: &mut Html, analysis: &Analysis, index: usize, week: &Week, scale: Scale, lines: Lines) {
    let plan = &analysis.plan;
    let line = own_line(analysis, week.span).filter(|_| week.written);
    let numbers = line.map(|l| l.to_string()).unwrap_or_default();
    out.open("th", &[("scope", "row"), ("role", "rowheader"), ("data-lines", &numbers)]);
    link(out, lines, line, |out| {
        out.raw("<b>").text(format!("Week {}", week.number)).raw("</b>");
    });
    for (kind, _) in &week.kinds {
        out.raw(" ").element("span", &[("class", "kind")], Text(&kind.to_string()));
    }
    if let Some(title) = &week.title {
        out.raw(" ").element("span", &[("class", "title")], Text(title));
    }
    if let Some(date) = plan.date(week.first_day) {
        out.raw(" ").element(
            "span",
            &[("class", "dates")],
            Text(&format!("from {}", words::short_date(date))),
        );
    }
    if !week.written {
        out.raw(" <span class=\"dates\">not in the text</span>");
        return;
    }
    out.raw("<div class=\"volume\">").element("b", &[], Text(&words::volume(week, plan.units)));
    if let Some(change) = change(plan, index) {
        out.raw(" ").element("span", &[("class", "change")], Text(&change));
    }
    out.raw("</div>");
    week_bar::write(out, plan, index, week, scale);
    if let Some(long) = longest_run(plan, index) {
        let text = format!("longest run {}", long.display(plan.units));
        out.element("div", &[("class", "longest")], Text(&text));
    }
}

/// Against the week before: `+12 %`.
fn change(plan: &Plan, index: usize) -> Option<String> {
    let (before, now) = (plan.weeks.get(index.checked_sub(1)?)?, plan.weeks.get(index)?);
    let (old, new) = if now.distance.high.is_zero() {
        (before.duration.middle().to_s(), now.duration.middle().to_s())
    } else {
        (before.distance.middle().to_m(), now.distance.middle().to_m())
    };
    if old <= 0.0 || !before.complete || !now.complete {
        return None;
    }
    let percent = ((new / old - 1.0) * 100.0).round();
    let sign = if percent < 0.0 { "\u{2212}" } else { "+" };
    Some(format!("{sign}{} %", percent.abs()))
}

fn write_day(
    out: &mut Html,
    analysis: &Analysis,
    day: &Day,
    findings: &[&meso_core::diagnostic::Diagnostic],
    lines: Lines,
) {
    let plan = &analysis.plan;
    let own: Vec<u32> = {
        let mut own: Vec<u32> = lines_of(analysis, day).collect();
        own.sort_unstable();
        own.dedup();
        own
    };
    let numbers = own.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
    out.open("td", &[("role", "cell"), ("class", &day_class(plan, day)), ("data-lines", &numbers)]);
    out.element("span", &[("class", "weekday")], Text(day.weekday.name())).raw(" ");
    if let Some(date) = day.date {
        out.open("time", &[("datetime", &date.to_string())]).text(words::short_date(date)).close("time");
    }
    match day.state {
        DayState::Empty => {}
        DayState::Unread if day.items.is_empty() => {
            out.raw("<span class=\"unread\">not understood</span>");
        }
        DayState::Planned | DayState::Unread => {
            out.raw("<ul class=\"items\">");
            for item in &day.items {
                write_item(out, analysis, item, own.first().copied(), lines);
            }
            out.raw("</ul>");
        }
    }
    marks(out, analysis, findings, lines);
    out.raw("</td>\n");
}

fn day_class(plan: &Plan, day: &Day) -> String {
    let mut class = String::from("day");
    let mut add = |on: bool, name: &str| {
        if on {
            class.push(' ');
            class.push_str(name);
        }
    };
    add(day.sessions(plan).any(Session::is_hard), "hard");
    add(day.sessions(plan).any(|s| s.long), "long-run");
    add(day.sessions(plan).any(|s| s.race.is_some()), "race");
    add(day.sessions(plan).next().is_none() && day.state != DayState::Unread, "resting");
    class
}

fn write_item(out: &mut Html, analysis: &Analysis, item: &DayItem, line: Option<u32>, lines: Lines) {
    match item {
        DayItem::Rest(span) => {
            out.open("li", &[("class", "rest")]);
            link(out, lines, own_line(analysis, *span).or(line), |out| {
                out.text(cut(text_of(analysis, *span)));
            });
            out.raw("</li>");
        }
        DayItem::Note(note, _) => {
            out.element("li", &[("class", "note")], Text(note));
        }
        DayItem::Recovery(item) => write_recovery(out, analysis, item),
        DayItem::Session(id) => {
            if let Some(session) = analysis.plan.session(*id) {
                write_session(out, analysis, session, line, lines);
            }
        }
    }
}

fn write_recovery(out: &mut Html, analysis: &Analysis, item: &RecoveryItem) {
    out.element("li", &[("class", "recovery")], Text(cut(text_of(analysis, item.span))));
}

fn write_session(out: &mut Html, analysis: &Analysis, session: &Session, line: Option<u32>, lines: Lines) {
    let plan = &analysis.plan;
    let words = session.first_choice(&analysis.sources);
    let text = without_note(words.trim(), session.note.as_deref());
    let band = if session.is_run() { hardest(session).class() } else { "other" };
    out.open("li", &[("class", &format!("session {band}")), ("title", text)]);
    match session.when {
        Some(When::Am) => out.raw("<span class=\"when\">am</span> "),
        Some(When::Pm) => out.raw("<span class=\"when\">pm</span> "),
        Some(When::At(minutes)) => {
            let clock = format!("{:02}:{:02}", minutes / 60, minutes % 60);
            out.element("span", &[("class", "when")], Text(&clock)).raw(" ")
        }
        None => out,
    };
    let title = session.definition.and_then(|d| plan.definitions.get(d)).and_then(|d| d.title.as_deref());
    link(out, lines, own_line(analysis, session.span).or(line), |out| {
        out.text(title.unwrap_or_else(|| cut(text)));
    });
    for (on, word) in [
        (session.race.as_ref().is_some_and(|r| !r.time_trial), "race"),
        (session.race.as_ref().is_some_and(|r| r.time_trial), "test"),
        (session.is_hard() && session.race.is_none(), "hard"),
        (session.long && session.race.is_none(), "long"),
        (session.placed, "day free"),
    ] {
        if on {
            let because = session.class.because.to_string();
            let title = if word == "hard" { because.as_str() } else { "" };
            out.raw(" ").element("span", &[("class", "chip"), ("title", title)], Text(word));
        }
    }
    let mut figures = Vec::new();
    if !session.distance.high.is_zero() {
        figures.push(words::distance(session.distance, plan.units));
    }
    if !session.duration.high.is_zero() {
        figures.push(words::duration(session.duration));
    }
    if !figures.is_empty() {
        out.raw(" ").element("small", &[], Text(&figures.join(" \u{b7} ")));
    }
    if let Some(note) = &session.note {
        out.raw(" ").element("q", &[], Text(note));
    }
    out.raw("</li>");
}

fn text_of(analysis: &Analysis, span: Span) -> &str {
    analysis.sources.slice(span).trim()
}

/// A session's text without the note at its end, which is shown in its own way.
fn without_note<'t>(text: &'t str, note: Option<&str>) -> &'t str {
    let steps = note.and_then(|note| {
        text.strip_suffix(['"', '\u{201d}'])?.strip_suffix(note)?.strip_suffix(['"', '\u{201c}'])
    });
    steps.map_or(text, str::trim_end)
}

/// The beginning of a long text, up to a character border.
fn cut(text: &str) -> &str {
    text.char_indices().nth(LABEL).map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}
