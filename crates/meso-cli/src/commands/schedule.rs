//! `meso schedule TEMPLATE --goal DATE`: gives a plan without dates its dates, or one with dates others.

use crate::ExitStatus;
use crate::disk::{STDIN, around, read_plan, write};
use crate::failure::Failure;
use crate::stream;
use jiff::civil::Date;
use meso_core::edit::{Edit, apply};
use meso_core::plan::Plan;
use meso_core::syntax::ast::{Line, Parsed, Setting, SettingKey, SettingValue, Statement};
use meso_core::syntax::parse;
use meso_core::text::{FileId, LineSpan, LineStart, SourceText, Sources, Span};
use meso_project::Before;
use std::cmp::Reverse;
use std::path::{Path, PathBuf};

/// Date a template: put the race on its day, or the first week on its start
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The template; `-` reads standard input
    #[arg(value_name = "PLAN")]
    path: PathBuf,

    /// The day of the race, like 2027-04-25
    #[arg(long, value_name = "DATE", required_unless_present = "start", conflicts_with = "start")]
    goal: Option<Date>,

    /// The first day of the first week
    #[arg(long, value_name = "DATE")]
    start: Option<Date>,

    /// Write the plan to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<ExitStatus, Failure> {
    let source = read_plan(&args.path)?;
    let (text, plan) = match (args.goal, args.start) {
        (Some(date), _) => for_goal(&args.path, &source, date)?,
        (None, Some(date)) => from_start(&args.path, &source, date)?,
        // clap asks for one of them.
        (None, None) => return Err(Failure::Usage("say --goal or --start".to_owned())),
    };
    match args.output.as_deref().filter(|path| path.as_os_str() != STDIN) {
        Some(path) => write(path, &text, Before::Anything)?,
        None => stream::document(&text)?,
    }
    let day = |date: Option<Date>| date.map_or_else(String::new, |d| d.strftime("%a %-d %b %Y").to_string());
    let goal = plan.goal.as_ref().and_then(|goal| goal.date.or_else(|| plan.date(goal.day?)));
    let race = goal.map_or_else(String::new, |date| format!(", the race is on {}", day(Some(date))));
    stream::remark(&format!("the first week begins on {}{race}", day(plan.first_date)));
    Ok(ExitStatus::Clean)
}

/// Puts the race on a day. The start follows from the number of weeks before it.
fn for_goal(path: &Path, source: &SourceText, date: Date) -> Result<(String, Plan), Failure> {
    let head = Head::of(source);
    let Some((line, goal)) = head.main_goal() else {
        return Err(Failure::Usage(format!(
            "`{}` has no `goal`: write the race into the plan, like `goal 10km`, or say --start",
            source.name
        )));
    };
    let mut edits = vec![head.date_edit(line, goal, "on ", date)];
    edits.extend(head.setting(&SettingKey::Start).map(|(line, _)| head.without(line)));
    let text = apply(&source.text, &edits).unwrap_or_else(|| source.text.to_string());
    let plan = resolve(path, source, &text);
    if plan.first_date.is_some() {
        return Ok((text, plan));
    }
    // Neither a start nor a number of weeks: the plan has as many weeks as are written.
    let last = plan.weeks.iter().filter(|week| week.written).map(|week| week.number).max().unwrap_or(0);
    edits.push(head.after(line, &format!("weeks {last}")));
    let text = apply(&source.text, &edits).unwrap_or(text);
    let plan = resolve(path, source, &text);
    dated(source, text, plan)
}

/// Begins the first week on a day. A date of the race would contradict it and goes.
fn from_start(path: &Path, source: &SourceText, date: Date) -> Result<(String, Plan), Failure> {
    let head = Head::of(source);
    let mut edits = Vec::new();
    if let Some((line, goal)) = head.main_goal() {
        edits.extend(
            head.date(line, goal)
                .map(|span| Edit::delete(Span { start: span.start.saturating_sub(1), ..span })),
        );
    }
    match head.setting(&SettingKey::Start) {
        Some((line, start)) => edits.push(head.date_edit(line, start, "", date)),
        None => match head.first_setting() {
            Some(line) => edits.push(head.after(line, &format!("start {date}"))),
            None => return Err(Failure::Usage(format!("`{}` has no `plan` with settings", source.name))),
        },
    }
    let text = apply(&source.text, &edits).unwrap_or_else(|| source.text.to_string());
    let plan = resolve(path, source, &text);
    dated(source, text, plan)
}

fn dated(source: &SourceText, text: String, plan: Plan) -> Result<(String, Plan), Failure> {
    if plan.first_date.is_none() {
        let name = &source.name;
        return Err(Failure::Usage(format!(
            "`{name}` has no weeks that could be dated; `meso check {name}` says more"
        )));
    }
    Ok((text, plan))
}

fn resolve(path: &Path, source: &SourceText, text: &str) -> Plan {
    let (sources, root) = Sources::with(SourceText::new(source.name.clone(), text));
    meso_core::analyse(sources, root, &around(path), &meso_core::Options::default()).plan
}

/// The settings of a plan, as they stand in the text.
struct Head<'a> {
    source: &'a SourceText,
    parsed: Parsed,
}

impl<'a> Head<'a> {
    fn of(source: &'a SourceText) -> Self {
        Head { source, parsed: parse(&source.text) }
    }

    /// The lines below `plan`.
    fn settings(&self) -> impl Iterator<Item = (&Line, &Setting)> {
        let is_plan = |head: Option<usize>| {
            let line = head.and_then(|line| self.parsed.lines.get(line));
            line.is_some_and(|line| matches!(line.syntax.statement, Some(Statement::Plan { .. })))
        };
        let block = self.parsed.blocks.iter().find(move |block| is_plan(block.head));
        block.into_iter().flat_map(|block| &block.body).filter_map(|&line| {
            let line = self.parsed.lines.get(line)?;
            match &line.syntax.statement {
                Some(Statement::Setting(setting)) => Some((line, setting)),
                _ => None,
            }
        })
    }

    fn setting(&self, key: &SettingKey) -> Option<(&Line, &Setting)> {
        self.settings().find(|(_, setting)| setting.key.node == *key)
    }

    /// The goal that the plan is built for, as the analysis chooses it: by its letter, then the last by date.
    fn main_goal(&self) -> Option<(&Line, &Setting)> {
        let letter = |setting: &Setting| {
            setting.values.iter().find_map(|value| match &value.node {
                SettingValue::Word(word) if word.eq_ignore_ascii_case("A") => Some(0),
                SettingValue::Word(word) if word.eq_ignore_ascii_case("B") => Some(2),
                SettingValue::Word(word) if word.eq_ignore_ascii_case("C") => Some(4),
                _ => None,
            })
        };
        let date = |setting: &Setting| {
            setting.values.iter().find_map(|value| match &value.node {
                SettingValue::Date(date) => date.0,
                _ => None,
            })
        };
        self.settings()
            .filter(|(_, setting)| setting.key.node == SettingKey::Goal)
            .min_by_key(|(_, setting)| (letter(setting).unwrap_or(1), Reverse(date(setting))))
    }

    fn first_setting(&self) -> Option<&Line> {
        self.settings().next().map(|(line, _)| line)
    }

    fn at(line: &Line, span: LineSpan) -> Span {
        LineStart { file: FileId(0), offset: line.start }.at(span)
    }

    /// Where the date of a setting stands.
    fn date(&self, line: &Line, setting: &Setting) -> Option<Span> {
        let date = setting.values.iter().find(|value| matches!(value.node, SettingValue::Date(_)))?;
        Some(Self::at(line, date.span))
    }

    /// Writes a date over the one there is, else behind the first value.
    fn date_edit(&self, line: &Line, setting: &Setting, word: &str, date: Date) -> Edit {
        let race = setting.values.iter().find(|value| !matches!(value.node, SettingValue::Word(_)));
        let first = race.or(setting.values.first()).map_or(setting.key.span, |value| value.span);
        match self.date(line, setting) {
            Some(span) if self.source.slice(span).starts_with(word) => {
                Edit::replace(span, format!("{word}{date}"))
            }
            Some(span) => Edit::replace(span, date.to_string()),
            None => Edit::insert_after(Self::at(line, first), format!(" {word}{date}")),
        }
    }

    /// A new line below another, as deep.
    fn after(&self, line: &Line, text: &str) -> Edit {
        let whole = Self::at(line, LineSpan::new(0, line.syntax.len));
        let indent = self.source.slice(Self::at(line, LineSpan::new(0, line.syntax.indent)));
        let end = if self.source.text.contains("\r\n") { "\r\n" } else { "\n" };
        Edit::insert_after(whole, format!("{end}{indent}{text}"))
    }

    /// A line taken out, its end with it.
    fn without(&self, line: &Line) -> Edit {
        let index = self.source.line_index();
        let range = index.line_range(index.line_of(line.start));
        Edit::delete(Span::new(FileId(0), range.start, range.end))
    }
}
