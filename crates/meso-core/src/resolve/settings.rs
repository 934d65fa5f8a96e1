//! The settings of `plan` and `athlete`.

mod values;

use super::files::Files;
use super::paces::race_name;
use super::report::{Report, write};
use crate::codes;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::plan::{Allow, AllowScope, Athlete, Goal, PastRace, Volume};
use crate::syntax::ast::{Block, Extent, ItemKind, Setting, SettingKey, SettingValue, Statement, Weekday};
use crate::text::{LineStart, Span};
use crate::units::{Distance, DistanceUnit, Pace, Range};
use jiff::civil::Date;
use values::Values;

/// What the heads of a plan say.
pub(crate) struct Settings {
    pub(crate) name: Option<String>,
    /// The `plan` head.
    pub(crate) plan: Option<Span>,
    pub(crate) goal: Option<Goal>,
    pub(crate) goal_date: Option<(Date, Span)>,
    pub(crate) start: Option<(Date, Span)>,
    pub(crate) weeks: Option<(i32, Span)>,
    pub(crate) units: DistanceUnit,
    pub(crate) week_starts: Weekday,
    pub(crate) profile: Option<(String, Span)>,
    pub(crate) beginner: bool,
    pub(crate) athlete: Athlete,
    pub(crate) vdot: Option<f64>,
    pub(crate) companions: Vec<(String, Span)>,
    pub(crate) allows: Vec<Allow>,
}

/// The blocks that have settings.
#[derive(Clone, Copy, PartialEq)]
enum Under {
    Plan,
    Athlete,
}

impl Settings {
    /// Reads them from the plan's file.
    pub(crate) fn read(files: &Files, report: &mut Report) -> Settings {
        let mut s = Settings {
            name: None,
            plan: None,
            goal: None,
            goal_date: None,
            start: None,
            weeks: None,
            units: DistanceUnit::Kilometre,
            week_starts: Weekday::Mon,
            profile: None,
            beginner: false,
            athlete: Athlete::default(),
            vdot: None,
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
                    s.read_block(files, block, Under::Plan, report);
                }
                Statement::Athlete { name } => {
                    s.athlete.span = s.athlete.span.or(Some(span));
                    if s.athlete.name.is_none() {
                        s.athlete.name = name.as_ref().map(|n| n.node.to_string());
                    }
                    s.read_block(files, block, Under::Athlete, report);
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
                    && let Some(SettingValue::Word(word)) = setting.values.first().map(|v| &v.node)
                {
                    self.units = if matches!(&**word, "mi" | "miles" | "mile") {
                        DistanceUnit::Mile
                    } else {
                        DistanceUnit::Kilometre
                    };
                }
            }
        }
    }

    fn read_block(&mut self, files: &Files, block: &Block, under: Under, report: &mut Report) {
        let file = files.plan;
        for &line in &block.body {
            let Some((statement, at)) = files.statement(file, line) else { continue };
            match statement {
                Statement::Setting(setting) => self.setting(setting, under, at, report),
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

    fn setting(&mut self, setting: &Setting, under: Under, at: LineStart, report: &mut Report) {
        use SettingKey as K;
        let key = at.at(setting.key.span);
        let belongs = match setting.key.node {
            K::Goal | K::Start | K::Weeks | K::Units | K::WeekStarts | K::Profile | K::Logs => {
                Some(Under::Plan)
            }
            K::Experience | K::Unknown(_) => None,
            _ => Some(Under::Athlete),
        };
        if let Some(belongs) = belongs
            && belongs != under
        {
            let (here, there) = if under == Under::Plan { ("plan", "athlete") } else { ("athlete", "plan") };
            report.push(
                Diagnostic::new(
                    &codes::UNKNOWN_SETTING,
                    key,
                    format!("this setting belongs under `{there}`, not under `{here}`"),
                )
                .help("it is used all the same"),
            );
        }
        let values = &setting.values;
        let whole = values.iter().map(|v| at.at(v.span)).reduce(Span::cover).unwrap_or(key);
        let mut r = Values { values, at, key, whole, units: self.units, report };
        match &setting.key.node {
            K::Unknown(_) => {}
            K::Goal => self.goal(r),
            K::Start => match r.date() {
                Some(date) => self.start = self.start.or(date.map(|d| (d, whole))),
                None => r.wanted("a date such as `2027-01-04`"),
            },
            K::Weeks => match r.number(&[]) {
                Some(n) if (1.0..=520.0).contains(&n) && n.fract() == 0.0 => {
                    #[allow(clippy::cast_possible_truncation)]
                    let n = n as i32;
                    self.weeks = self.weeks.or(Some((n, whole)));
                }
                Some(n) => r.impossible(format!("a plan of {n} weeks: 1 to 520 are possible")),
                None => r.wanted("a number such as `16`"),
            },
            K::Units => {
                if !matches!(
                    r.word().as_deref(),
                    Some("km" | "mi" | "miles" | "mile" | "kilometres" | "metric")
                ) {
                    r.wanted("`km` or `mi`");
                }
            }
            K::WeekStarts => match r.word().as_deref().and_then(Weekday::named) {
                Some(day) => self.week_starts = day,
                None => r.wanted("a day such as `mon` or `sun`"),
            },
            K::Profile => match r.word() {
                Some(name) => self.profile = self.profile.take().or(Some((name, whole))),
                None => r.wanted("the name of a profile such as `beginner`"),
            },
            K::Experience => match r.word().as_deref() {
                Some("beginner" | "none" | "new") => self.beginner = true,
                Some(_) => {}
                None => r.wanted("a word such as `beginner`"),
            },
            K::Logs => match r.text() {
                Some(path) => self.companions.push((path, whole)),
                None => r.wanted("the name of a file in quotes"),
            },
            K::Recent => self.recent(r),
            _ => self.athlete_setting(&setting.key.node, r),
        }
    }

    fn athlete_setting(&mut self, key: &SettingKey, mut r: Values<'_>) {
        use SettingKey as K;
        let athlete = &mut self.athlete;
        let whole = r.whole;
        match key {
            K::Born => {
                if let Some(Some(date)) = r.date() {
                    athlete.born = Some(date.year());
                } else if let Some(year) = r.bounded(1900.0, 2100.0, &[], "a year of birth such as `1985`") {
                    #[allow(clippy::cast_possible_truncation)]
                    let year = year as i16;
                    athlete.born = Some(year);
                }
            }
            K::Sex => match r.word().as_deref() {
                Some("female" | "f" | "woman") => athlete.female = Some(true),
                Some("male" | "m" | "man") => athlete.female = Some(false),
                Some(_) => {}
                None => r.wanted("`female` or `male`"),
            },
            K::Weight => {
                athlete.weight = r.bounded(
                    20.0,
                    300.0,
                    &[("kg", 1.0), ("lb", 0.453_592_37), ("lbs", 0.453_592_37)],
                    "a weight such as `68kg`",
                );
            }
            K::Height => {
                let metres = match r.values.first().map(|v| &v.node) {
                    Some(SettingValue::Extent(Extent::Distance(d, unit))) => {
                        Some(Distance::new(d.low, *unit).to_m())
                    }
                    _ => r
                        .number(&[("cm", 0.01), ("m", 1.0), ("ft", 0.3048)])
                        .map(|h| if h > 3.0 { h / 100.0 } else { h }),
                };
                match metres {
                    Some(h) if (0.5..=2.6).contains(&h) => athlete.height = Some(h),
                    Some(_) => r.impossible("a height that nobody has".into()),
                    None => r.wanted("a height such as `1.75m` or `175cm`"),
                }
            }
            K::MaxHr => athlete.max_hr = r.heart_rate(100.0, 240.0),
            K::RestHr => athlete.rest_hr = r.heart_rate(25.0, 120.0),
            K::ThresholdHr => athlete.threshold_hr = r.heart_rate(80.0, 230.0),
            K::Threshold => {
                for value in r.values {
                    match &value.node {
                        SettingValue::Pace(time, unit) => {
                            let speed = Pace::per(*time, *unit).speed();
                            if (1.0..=8.0).contains(&speed.to_mps()) {
                                athlete.threshold = Some(speed);
                            } else {
                                r.impossible("a threshold pace that nobody runs".into());
                            }
                            return;
                        }
                        SettingValue::Number(..) if athlete.threshold_hr.is_none() && r.values.len() == 1 => {
                            athlete.threshold_hr = r.heart_rate(80.0, 230.0);
                            return;
                        }
                        _ => {}
                    }
                }
                r.wanted("a pace such as `4:18/km`");
            }
            K::Vdot => self.vdot = r.bounded(10.0, 100.0, &[], "a number such as `50`").or(self.vdot),
            K::CriticalPower => {
                athlete.critical_power =
                    r.bounded(50.0, 700.0, &[("W", 1.0), ("w", 1.0)], "watts such as `280W`");
            }
            K::Volume => {
                let volume = r.values.first().and_then(|v| match &v.node {
                    SettingValue::Extent(Extent::Distance(d, unit)) => {
                        Some(Volume::Distance(d.map(|x| Distance::new(x, *unit))))
                    }
                    SettingValue::Extent(Extent::Time(t)) => Some(Volume::Time(*t)),
                    SettingValue::Number(n, None) => {
                        let text = format!("{n}{}", r.units.symbol());
                        let span = r.at.at(v.span);
                        r.report.push(
                            Diagnostic::new(
                                &codes::UNIT_MISSING,
                                span,
                                format!("a number without a unit: read as `{text}`"),
                            )
                            .fix(write(span, &text, Applicability::Safe)),
                        );
                        Some(Volume::Distance(Range::one(Distance::new(*n, r.units))))
                    }
                    _ => None,
                });
                match volume {
                    Some(volume) => athlete.volume = Some((volume, whole)),
                    None => r.wanted("a weekly volume such as `45km` or `5h`"),
                }
            }
            K::Sleep => match r.values.first().map(|v| &v.node) {
                Some(SettingValue::Extent(Extent::Time(t))) => athlete.sleep = Some(t.middle()),
                Some(SettingValue::Time(t)) => athlete.sleep = Some(*t),
                _ => r.wanted("a time such as `8h`"),
            },
            _ => {}
        }
    }

    fn goal(&mut self, mut r: Values<'_>) {
        let race = r.race();
        let date = r.date();
        if let (Some(Some(date)), None) = (date, self.goal_date) {
            let place = r.values.iter().find(|v| matches!(v.node, SettingValue::Date(_)));
            self.goal_date = Some((date, place.map_or(r.whole, |v| r.at.at(v.span))));
        }
        let Some(distance) = race else {
            if date.is_none() {
                r.wanted("a race such as `marathon on 2027-04-25`");
            }
            return;
        };
        if self.goal.is_none() {
            self.goal = Some(Goal {
                distance,
                race: race_name(distance),
                date: date.flatten(),
                day: None,
                time: r.time(),
                name: r.text(),
                span: r.key.cover(r.whole),
            });
        }
    }

    fn recent(&mut self, mut r: Values<'_>) {
        let Some(distance) = r.race() else {
            r.wanted("a race result such as `10km in 41:30 on 2026-12-06`");
            return;
        };
        let time = r.time();
        if let Some(time) = time {
            let speed = (distance / time).to_mps();
            if !(1.0..=11.0).contains(&speed) {
                r.impossible(format!("nobody races {distance} in {}", time.clock()));
                return;
            }
        }
        let date = r.date().flatten();
        self.athlete.recent.push(PastRace { distance, time, date, span: r.key.cover(r.whole) });
    }
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
    let block = if under == Under::Plan { "plan" } else { "athlete" };
    report.push(
        Diagnostic::new(
            &codes::MISPLACED_LINE,
            span,
            format!("this is no setting of `{block}`, and the line belongs to no week"),
        )
        .help("sessions and days stand below a `week` line"),
    );
}
