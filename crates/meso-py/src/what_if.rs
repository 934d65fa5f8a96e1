//! What if the plan were moved, larger, or two days changed places: changes to its text, so that the result is a plan
//! that its author could have written. Each answers with the new text, or with the reason why there is none.

use crate::plan::Inner;
use meso_core::edit::{Edit, apply};
use meso_core::plan::{Day, DayIndex};
use meso_core::syntax::ast::{
    Block, Choice, ChoiceKind, DayName, Effort, Extent, Item, ItemKind, LineSyntax, SettingKey, SettingValue,
    Statement, Step, StepKind, WeekHead,
};
use meso_core::text::{LineSpan, Span};
use meso_core::units::{DistanceUnit, Duration, Range};

type Text = Result<String, String>;

/// Moves every date of the plan, but not of what came before it, by some days.
pub(crate) fn shift(inner: &Inner, days: i32) -> Text {
    let plan = &inner.analysis.plan;
    if plan.first_date.is_none() {
        return Err("the plan has no dates that could be moved".to_owned());
    }
    if days % 7 != 0 {
        return Err(format!("a plan moves by whole weeks, since its days have names: {days} days are none"));
    }
    let mut dates = Vec::new();
    for block in &root(inner).blocks {
        let past = matches!(
            head(inner, block),
            Some(Statement::History | Statement::Log { .. } | Statement::Athlete { .. })
        );
        if past {
            continue;
        }
        for &line in &block.body {
            let found = statement(inner, line).map(dates_of).unwrap_or_default();
            dates.extend(
                found.into_iter().filter_map(|(span, date)| Some((absolute(inner, line, span)?, date))),
            );
        }
    }
    let moved = |(span, date): (Span, jiff::civil::Date)| {
        let by = jiff::Span::new().try_days(days).ok()?;
        Some(Edit::replace(span, date.checked_add(by).ok()?.to_string()))
    };
    let edits: Option<Vec<Edit>> = dates.into_iter().map(moved).collect();
    let edits = edits.ok_or("no calendar goes that far")?;
    if edits.is_empty() {
        return Err("no date of the plan stands in its own text".to_owned());
    }
    apply(&inner.text, &edits).ok_or_else(|| "the dates could not be replaced".to_owned())
}

/// Scales the distances and times of the runs in the weeks, or in some of them: of single steps, not of repetitions, races
/// or sessions defined elsewhere; and totals stated for the week.
pub(crate) fn scale(inner: &Inner, factor: f64, weeks: Option<&[i32]>) -> Text {
    if !(0.1..=3.0).contains(&factor) {
        return Err(format!("a plan is scaled by 0.1 to 3, not by {factor}"));
    }
    let mut edits = Vec::new();
    let mut matched = false;
    for block in &root(inner).blocks {
        let (Some(at), Some(Statement::Week(week))) = (block.head, head(inner, block)) else { continue };
        let last = week.last.map_or(week.first.node, |l| l.node);
        if weeks.is_some_and(|wanted| !wanted.iter().any(|w| (week.first.node..=last).contains(w))) {
            continue;
        }
        matched = true;
        let mut found = head_changes(week, factor);
        edits.extend(
            found.drain(..).filter_map(|(span, text)| Some(Edit::replace(absolute(inner, at, span)?, text))),
        );
        for &line in &block.body {
            let Some(Statement::Day(day)) = statement(inner, line) else { continue };
            day.items.iter().for_each(|item| item_changes(item, factor, &mut found));
            edits.extend(
                found.drain(..).filter_map(|(s, text)| Some(Edit::replace(absolute(inner, line, s)?, text))),
            );
        }
    }
    if !matched {
        return Err("the plan has no such week".to_owned());
    }
    apply(&inner.text, &edits).ok_or_else(|| "the distances could not be replaced".to_owned())
}

/// Lets two days change what is on them.
pub(crate) fn swap(inner: &Inner, first: DayIndex, second: DayIndex) -> Text {
    if first == second {
        return Ok(inner.text.clone());
    }
    let (a, b) = (content(inner, first)?, content(inner, second)?);
    let edits = [Edit::replace(a, inner.slice(b)), Edit::replace(b, inner.slice(a))];
    apply(&inner.text, &edits).ok_or_else(|| "the two days are written in one line".to_owned())
}

fn root(inner: &Inner) -> &meso_core::syntax::ast::Parsed {
    &inner.analysis.parsed[inner.analysis.root.0 as usize]
}

fn statement(inner: &Inner, line: usize) -> Option<&Statement> {
    root(inner).lines.get(line).and_then(|l| l.syntax.statement.as_ref())
}

fn head<'i>(inner: &'i Inner, block: &Block) -> Option<&'i Statement> {
    block.head.and_then(|line| statement(inner, line))
}

fn absolute(inner: &Inner, line: usize, span: LineSpan) -> Option<Span> {
    let start = root(inner).lines.get(line)?.start;
    Some(Span::new(inner.analysis.root, start.checked_add(span.start)?, start.checked_add(span.end)?))
}

fn dates_of(statement: &Statement) -> Vec<(LineSpan, jiff::civil::Date)> {
    match statement {
        Statement::Setting(setting) if matches!(setting.key.node, SettingKey::Goal | SettingKey::Start) => {
            let date = |v: &meso_core::text::Spanned<SettingValue>| match v.node {
                SettingValue::Date(date) => Some((v.span, date.0?)),
                _ => None,
            };
            setting.values.iter().filter_map(date).collect()
        }
        Statement::Day(day) => match &day.day.node {
            DayName::Date(date) => date.0.map(|d| (day.day.span, d)).into_iter().collect(),
            DayName::Weekday(_, Some(date)) => date.node.0.map(|d| (date.span, d)).into_iter().collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

type Changes = Vec<(LineSpan, String)>;

fn head_changes(week: &WeekHead, factor: f64) -> Changes {
    let mut changes = Vec::new();
    if let Some(total) = &week.total {
        changes.extend(scaled(&total.node, factor).map(|text| (total.span, text)));
    }
    match (&week.volume, &week.like) {
        (Some(volume), _) => changes.push((volume.span, percent(volume.node * factor))),
        (None, Some(like)) => {
            changes
                .push((LineSpan::new(like.span.end, like.span.end), format!(" volume {}", percent(factor))));
        }
        (None, None) => {}
    }
    changes
}

fn percent(share: f64) -> String {
    format!("{}%", (share * 100.0).round())
}

fn item_changes(item: &Item, factor: f64, changes: &mut Changes) {
    let ItemKind::Session(session) = &item.kind else { return };
    for Choice { kind, .. } in &session.choices {
        if let ChoiceKind::Steps(steps) = kind {
            steps.iter().for_each(|step| step_changes(step, factor, changes));
        }
    }
}

fn step_changes(step: &Step, factor: f64, changes: &mut Changes) {
    let StepKind::Segment(segment) = &step.kind else { return };
    let fixed = |e: &Effort| matches!(e, Effort::Race | Effort::Test | Effort::Strides);
    let other = segment.sport.is_some() || segment.race.is_some() || segment.split.is_some();
    if other || segment.efforts.iter().any(|e| fixed(&e.node)) {
        return;
    }
    if let Some(extent) = &segment.extent {
        changes.extend(scaled(&extent.node, factor).map(|text| (extent.span, text)));
    }
}

/// An extent times a factor, rounded as a coach would: 0.1 km, 50 m, a minute.
fn scaled(extent: &Extent, factor: f64) -> Option<String> {
    match extent {
        Extent::Distance(range, unit) => {
            let step = if matches!(unit, DistanceUnit::Kilometre | DistanceUnit::Mile) { 0.1 } else { 50.0 };
            let round = |x: f64| ((x * factor / step).round() * step).max(step);
            let number = |x: f64| {
                let text = format!("{x:.1}");
                text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
            };
            Some(format!("{}{}", ranged(range.map(round).map(number)), unit.symbol()))
        }
        Extent::Time(range) => {
            let seconds = range.map(|t: Duration| t.to_s() * factor);
            let (step, unit) = if seconds.low < 120.0 { (5.0, "s") } else { (60.0, "min") };
            let each = if unit == "s" { step } else { 1.0 };
            let count = |s: f64| ((s / step).round().max(1.0) * each).to_string();
            Some(format!("{}{unit}", ranged(seconds.map(count))))
        }
        Extent::Lap | Extent::Param(_) => None,
    }
}

/// `8` or `8-10`.
fn ranged(range: Range<String>) -> String {
    if range.low == range.high { range.low } else { format!("{}-{}", range.low, range.high) }
}

/// What follows the name of a day, to the end of the last line that belongs to it.
fn content(inner: &Inner, index: DayIndex) -> Result<Span, String> {
    let plan = &inner.analysis.plan;
    let day: &Day = plan.day(index).ok_or("the plan has no such day")?;
    let called = || day.date.map_or_else(|| format!("day {}", index.0), |d| d.to_string());
    let span = day.span.filter(|s| s.file == inner.analysis.root);
    let span = span.ok_or_else(|| format!("{} is not written in the plan's own text", called()))?;
    let lines = &root(inner).lines;
    let at = lines.partition_point(|l| l.start <= span.start).saturating_sub(1);
    let block =
        root(inner).blocks.iter().find(|b| b.body.contains(&at)).ok_or("the day belongs to no week")?;
    let week = plan.weeks.get(day.week).ok_or("the day belongs to no week")?;
    match head(inner, block) {
        Some(Statement::Week(h)) if h.last.is_none() && h.first.node == week.number => {}
        _ => return Err(format!("{} comes from another week's lines; write it out first", called())),
    }
    let name = |line: usize| match statement(inner, line) {
        Some(Statement::Day(d)) => Some(d),
        _ => None,
    };
    let own = name(at).ok_or("the day could not be read")?;
    let same = |d: &meso_core::syntax::ast::DayLine| match (&d.day.node, &own.day.node) {
        (DayName::Weekday(a, _), DayName::Weekday(b, _)) => a == b,
        (a, b) => a == b,
    };
    if block.body.iter().filter(|l| name(**l).is_some_and(same)).count() > 1 {
        return Err(format!("{} is written in several lines; join them first", called()));
    }
    let more = block.body.iter().copied().skip_while(|l| *l <= at);
    let last = more
        .take_while(|l| matches!(statement(inner, *l), Some(Statement::Items { .. })))
        .last()
        .unwrap_or(at);
    let length = |line: usize| {
        lines.get(line).map(|l| {
            let s: &LineSyntax = &l.syntax;
            l.start + s.len
        })
    };
    // A date beside the day's name stays with the name.
    let after = match &own.day.node {
        DayName::Weekday(_, Some(date)) => date.span.end,
        _ => own.day.span.end,
    };
    let start = absolute(inner, at, LineSpan::new(after, after)).ok_or("the day could not be read")?.start;
    Ok(Span::new(inner.analysis.root, start, length(last).unwrap_or(start)))
}
