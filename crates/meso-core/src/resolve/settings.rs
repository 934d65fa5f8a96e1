//! The settings of `plan` and `athlete`.

mod values;

use super::files::Files;
use super::paces::race_name;
use super::report::Report;
use super::stages::{Later, LaterValue};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::plan::{Allow, AllowScope, Athlete, Goal, PastRace};
use crate::syntax::ast::{Block, ItemKind, Setting, SettingValue, Statement};
use crate::terms::{Experience, SettingBlock, SettingKey, Sex, Weekday};
use crate::text::{LineStart, Span, Spanned};
use crate::units::DistanceUnit;
use jiff::civil::Date;
use values::Values;

/// What the heads of a plan say.
pub(crate) struct Settings {
    pub(crate) name: Option<String>,
    /// The `plan` head.
    pub(crate) plan: Option<Span>,
    /// The goal that the plan is built for.
    pub(crate) goal: Option<Goal>,
    pub(crate) other_goals: Vec<Goal>,
    pub(crate) goal_date: Option<(Date, Span)>,
    pub(crate) start: Option<(Date, Span)>,
    pub(crate) weeks: Option<(i32, Span)>,
    pub(crate) units: DistanceUnit,
    pub(crate) week_starts: Weekday,
    pub(crate) profile: Option<(String, Span)>,
    pub(crate) beginner: bool,
    pub(crate) athlete: Athlete,
    pub(crate) vdot: Option<f64>,
    /// What holds from a week on.
    pub(crate) later: Vec<Later>,
    pub(crate) companions: Vec<(String, Span)>,
    pub(crate) allows: Vec<Allow>,
}

/// The blocks that have settings.
#[derive(Clone, Copy, PartialEq)]
enum Under {
    Plan,
    Athlete,
}

impl Under {
    fn word(self) -> &'static str {
        match self {
            Under::Plan => "plan",
            Under::Athlete => "athlete",
        }
    }
}

/// A setting that was read, for those that say it again.
struct Said<'f> {
    key: SettingKey,
    values: &'f [Spanned<SettingValue>],
    span: Span,
}

/// What came of a setting.
#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    /// Its value is kept.
    Kept,
    /// It has a value that cannot be, and a finding says so.
    Refused,
    /// It has no value of its kind, and a finding says so.
    Missing,
}

impl Settings {
    /// Reads them from the plan's file.
    pub(crate) fn read(files: &Files, report: &mut Report) -> Settings {
        let mut said = Vec::new();
        let mut s = Settings {
            name: None,
            plan: None,
            goal: None,
            other_goals: Vec::new(),
            goal_date: None,
            start: None,
            weeks: None,
            units: DistanceUnit::Kilometre,
            week_starts: Weekday::Mon,
            profile: None,
            beginner: false,
            athlete: Athlete::default(),
            vdot: None,
            later: Vec::new(),
            companions: Vec::new(),
            allows: Vec::new(),
        };
        s.read_units(files);
        let file = files.plan;
        for block in files.blocks(file) {
            let Some((head, at)) = block.head.and_then(|h| files.statement(file, h)) else { continue };
            let span = block.head.map_or(Span::new(file, 0, 0), |h| files.line_span(file, h));
            match head {
                Statement::Plan { name } => {
                    if let Some(first) = s.plan {
                        report.push(
                            Diagnostic::new(&codes::MISPLACED_LINE, span, "a second `plan` in one file")
                                .help("a file holds one plan; its settings are read as if they stood above")
                                .related(first, "the first one"),
                        );
                    }
                    s.plan = s.plan.or(Some(span));
                    if s.name.is_none() {
                        s.name = name.as_ref().map(|n| n.node.to_string());
                    }
                    s.read_block(files, block, Under::Plan, &mut said, report);
                }
                Statement::Athlete { name } => {
                    s.athlete.span = s.athlete.span.or(Some(span));
                    if s.athlete.name.is_none() {
                        s.athlete.name = name.as_ref().map(|n| n.node.to_string());
                    }
                    s.read_block(files, block, Under::Athlete, &mut said, report);
                }
                Statement::Log { plan: Some(path), .. } => {
                    s.companions.push((path.node.to_string(), at.at(path.span)));
                }
                _ => {}
            }
        }
        s.athlete.recent.sort_by_key(|r| std::cmp::Reverse(r.date));
        s
    }

    /// `units` decides what the numbers of all other settings mean, wherever it stands.
    fn read_units(&mut self, files: &Files) {
        let file = files.plan;
        for block in files.blocks(file) {
            if !matches!(block.head.and_then(|h| files.statement(file, h)), Some((Statement::Plan { .. }, _)))
            {
                continue;
            }
            for &line in &block.body {
                if let Some((Statement::Setting(setting), _)) = files.statement(file, line)
                    && setting.key.node == SettingKey::Units
                    && let Some(unit) = values::choice(&setting.values, SettingKey::Units)
                {
                    // The first one holds, as of every setting.
                    self.units = DistanceUnit::named(unit.word).unwrap_or(self.units);
                    return;
                }
            }
        }
    }

    fn read_block<'f>(
        &mut self,
        files: &'f Files,
        block: &Block,
        under: Under,
        said: &mut Vec<Said<'f>>,
        report: &mut Report,
    ) {
        let file = files.plan;
        for &line in &block.body {
            let Some((statement, at)) = files.statement(file, line) else { continue };
            match statement {
                Statement::Setting(setting) => self.setting(setting, under, at, said, report),
                Statement::Items { items, .. } => {
                    for item in items {
                        match &item.kind {
                            ItemKind::Allow { rule, reason } if under == Under::Plan => self.allows.push(
                                allow(rule, reason.as_ref(), at.at(item.span), at, AllowScope::Plan, report),
                            ),
                            ItemKind::Note(_) | ItemKind::Unread => {}
                            _ => misplaced(at.at(item.span), under, report),
                        }
                    }
                }
                Statement::Unread { .. } => {}
                _ => misplaced(files.line_span(file, line), under, report),
            }
        }
    }

    fn setting<'f>(
        &mut self,
        setting: &'f Setting,
        under: Under,
        at: LineStart,
        said: &mut Vec<Said<'f>>,
        report: &mut Report,
    ) {
        let key = setting.key.node;
        if key == SettingKey::Unknown {
            return;
        }
        let facts = key.facts();
        let (values, from) = from_week(key, &setting.values);
        let key_span = at.at(setting.key.span);
        let whole = values.iter().map(|v| at.at(v.span)).reduce(Span::cover).unwrap_or(key_span);
        let belongs = match facts.block {
            SettingBlock::Plan => Under::Plan,
            SettingBlock::Athlete => Under::Athlete,
            SettingBlock::Both => under,
        };
        if belongs != under {
            let message = format!("`{key}` belongs under `{}`, not under `{}`", belongs.word(), under.word());
            report.push(
                Diagnostic::new(&codes::UNKNOWN_SETTING, key_span, message).help("it is used all the same"),
            );
        }
        if let Some(week) = from {
            let mut r = Values { key, values, at, key_span, whole, units: self.units, report };
            let value = match key {
                SettingKey::Vdot => r.number().map(LaterValue::Vdot),
                _ => r.pace().map(LaterValue::Threshold),
            };
            if let Ok(value) = value {
                r.say_what_is_left();
                self.later.push(Later { week, value, span: key_span.cover(whole) });
            }
            return;
        }
        if !facts.several
            && let Some(first) = said.iter().find(|s| s.key == key)
        {
            if !values::same(first.values, values) {
                report.push(
                    Diagnostic::new(
                        &codes::SETTING_REPEATED,
                        key_span.cover(whole),
                        format!("`{key}` is said twice, with different values"),
                    )
                    .help("the first one holds: keep one of the two lines")
                    .related(first.span, "the first one"),
                );
            }
            return;
        }
        let mut r = Values { key, values, at, key_span, whole, units: self.units, report };
        let outcome = self.value(&mut r);
        if outcome != Outcome::Missing {
            r.say_what_is_left();
        }
        if outcome == Outcome::Kept {
            said.push(Said { key, values, span: key_span.cover(whole) });
        }
    }

    /// Keeps the value of a setting where it belongs.
    fn value(&mut self, r: &mut Values<'_>) -> Outcome {
        match self.keep(r) {
            Ok(()) => Outcome::Kept,
            Err(outcome) => outcome,
        }
    }

    fn keep(&mut self, r: &mut Values<'_>) -> Result<(), Outcome> {
        use SettingKey as K;
        let athlete = &mut self.athlete;
        match r.key {
            K::Unknown => {}
            K::Goal => self.goal(r)?,
            K::Recent => self.recent(r)?,
            K::Start => {
                let date = r.date().ok_or_else(|| r.wanted())?.ok_or(Outcome::Refused)?;
                self.start = Some((date, r.whole));
            }
            #[allow(clippy::cast_possible_truncation)]
            K::Weeks => self.weeks = Some((r.number()? as i32, r.whole)),
            // Read ahead of all others.
            K::Units => drop(r.word()?),
            K::WeekStarts => self.week_starts = Weekday::named(r.word()?).unwrap_or(self.week_starts),
            K::Profile => self.profile = Some((r.word()?.to_owned(), r.whole)),
            K::Experience => self.beginner = Experience::named(r.word()?) == Some(Experience::Beginner),
            K::Logs => {
                let path = r.text().ok_or_else(|| r.wanted())?;
                self.companions.push((path, r.whole));
            }
            K::Born => athlete.born = Some(r.year()?),
            K::Sex => {
                athlete.female = match Sex::named(r.word()?) {
                    Some(Sex::Female) => Some(true),
                    Some(Sex::Male) => Some(false),
                    Some(Sex::Other) | None => None,
                };
            }
            K::Weight => athlete.weight = Some(r.number()?),
            K::Height => athlete.height = Some(r.height()?),
            K::MaxHr => athlete.max_hr = Some(r.heart_rate()?),
            K::RestHr => athlete.rest_hr = Some(r.heart_rate()?),
            K::ThresholdHr => athlete.threshold_hr = Some(r.heart_rate()?),
            K::Threshold => athlete.threshold = Some(r.pace()?),
            K::Vdot => self.vdot = Some(r.number()?),
            K::CriticalPower => athlete.critical_power = Some(r.number()?),
            K::Volume => athlete.volume = Some((r.volume()?, r.whole)),
            K::Sleep => athlete.sleep = Some(r.length_of_time()?),
        }
        Ok(())
    }

    fn goal(&mut self, r: &mut Values<'_>) -> Result<(), Outcome> {
        let race = r.race()?;
        let date = r.date();
        let place = r.values.iter().find(|v| matches!(v.node, SettingValue::Date(_)));
        let date_at = place.map_or(r.whole, |v| r.at.at(v.span));
        let Some(distance) = race else {
            // `goal on 2026-06-06`: the day alone.
            if let (Some(Some(date)), None) = (date, self.goal_date) {
                self.goal_date = Some((date, date_at));
            }
            return if date.is_none() { Err(r.wanted()) } else { Ok(()) };
        };
        let goal = Goal {
            distance,
            race: race_name(distance),
            date: date.flatten(),
            day: None,
            time: r.time(),
            name: r.text(),
            priority: r.priority(),
            span: r.key_span.cover(r.whole),
        };
        let Some(before) = &self.goal else {
            self.goal_date = goal.date.map(|date| (date, date_at)).or(self.goal_date);
            self.goal = Some(goal);
            return Ok(());
        };
        if before.distance == goal.distance && before.date == goal.date {
            // The same race said again is no second goal.
            return Ok(());
        }
        // The plan is built for the goal that matters most, and among equals for the last of them.
        let rank = |goal: &Goal| goal.priority.map_or(1, |p| p as u8 * 2);
        let later = goal.date.is_some() && before.date < goal.date;
        if rank(&goal) < rank(before) || rank(&goal) == rank(before) && later {
            self.goal_date = goal.date.map(|date| (date, date_at));
            self.other_goals.extend(self.goal.replace(goal));
        } else {
            self.other_goals.push(goal);
        }
        Ok(())
    }

    fn recent(&mut self, r: &mut Values<'_>) -> Result<(), Outcome> {
        let distance = r.race()?.ok_or_else(|| r.wanted())?;
        let time = r.time();
        if let Some(time) = time {
            let speed = (distance / time).to_mps();
            if !(1.0..=11.0).contains(&speed) {
                return Err(r.impossible(format!("nobody races {distance} in {}", time.clock())));
            }
        }
        let date = r.date().flatten();
        self.athlete.recent.push(PastRace { distance, time, date, span: r.key_span.cover(r.whole) });
        Ok(())
    }
}

/// `vdot 48 from week 9`: the values before `from`, and the week.
#[allow(clippy::cast_possible_truncation)]
fn from_week(key: SettingKey, values: &[Spanned<SettingValue>]) -> (&[Spanned<SettingValue>], Option<i32>) {
    let is = |value: &SettingValue, wanted: &str| matches!(value, SettingValue::Word(word) if word.eq_ignore_ascii_case(wanted));
    if matches!(key, SettingKey::Vdot | SettingKey::Threshold)
        && let [before @ .., from, week, number] = values
        && is(&from.node, "from")
        && is(&week.node, "week")
        && let SettingValue::Number(number, None) = number.node
        && number.low == number.high
        && number.low.fract() == 0.0
    {
        return (before, Some(number.low as i32));
    }
    (values, None)
}

/// 31 February.
pub(crate) fn no_such_day(span: Span, report: &mut Report) {
    report.push(
        Diagnostic::new(&codes::DATE_INVALID, span, "there is no such day in the calendar")
            .help("dates are written year-month-day: `2027-02-28`"),
    );
}

/// An `allow`; without a reason it is a finding of its own.
pub(crate) fn allow(
    rule: &crate::syntax::ast::Word,
    reason: Option<&crate::syntax::ast::Word>,
    span: Span,
    at: LineStart,
    scope: AllowScope,
    report: &mut Report,
) -> Allow {
    if reason.is_none_or(|r| r.node.trim().is_empty()) {
        report.push(
            Diagnostic::new(
                &codes::ALLOW_WITHOUT_REASON,
                span,
                format!("`allow {}` says nothing of why", rule.node),
            )
            .help(format!("write the reason in quotes: `allow {} \"…\"`", rule.node)),
        );
    }
    Allow {
        rule: rule.node.to_string(),
        rule_span: at.at(rule.span),
        reason: reason.map(|r| r.node.to_string()),
        span,
        scope,
    }
}

fn misplaced(span: Span, under: Under, report: &mut Report) {
    let block = under.word();
    report.push(
        Diagnostic::new(
            &codes::MISPLACED_LINE,
            span,
            format!("this is no setting of `{block}`, and the line belongs to no week"),
        )
        .help("sessions and days stand below a `week` line"),
    );
}
