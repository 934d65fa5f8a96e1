//! `meso show PLAN`: the plan as a calendar, with weekly totals, a chart of the weeks, and what had to be assumed.

use crate::ExitStatus;
use crate::daily;
use crate::disk::{around, read_plan};
use crate::failure::Failure;
use crate::lossy::read_plan_lossily;
use crate::output::counted;
use crate::pager;
use crate::project::{ConfigArgs, Projects};
use crate::revision::Revision;
use crate::stream;
use crate::terminal::{ERROR, FAINT, INFO, TITLE, Terminal, WARNING, printable};
use meso_core::Analysis;
use meso_core::codes;
use meso_core::diagnostic::Severity;
use meso_core::plan::{Day, DayItem, DayState, Plan, Session, Week};
use meso_core::text::{SourceText, Sources, Span};
use meso_core::units::Distance;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Show a plan as a calendar with weekly totals
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The plan; `-` reads standard input
    #[arg(value_name = "PLAN")]
    path: PathBuf,

    /// Show this week alone, by its number in the plan
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    week: Option<i32>,

    /// Show the weeks without their days
    #[arg(long, conflicts_with = "week")]
    weeks: bool,

    /// Print a line a day that says the same as long as the training does: for `git diff`
    #[arg(long, conflicts_with_all = ["week", "weeks"])]
    textconv: bool,

    #[command(flatten)]
    config: ConfigArgs,
}

pub(crate) fn run(args: &Args, terminal: Terminal) -> Result<ExitStatus, Failure> {
    if args.textconv {
        return textconv(args);
    }
    let (sources, root) = Sources::with(read_plan(&args.path)?);
    let project = Projects::new(&args.config).of(&args.path)?;
    let analysis = meso_core::analyse(sources, root, &around(&args.path), &project.config.definitions);
    let page = Page::new(&analysis, terminal);
    let mut out = String::new();
    match args.week {
        None => page.whole(args.weeks, &mut out),
        Some(number) => {
            let Some(week) = page.plan.weeks.iter().position(|week| week.number == number) else {
                return Err(Failure::Usage(format!("`{}` has no week {number}", args.path.display())));
            };
            page.week(week, &mut out);
        }
    }
    pager::show(terminal, &out)?;
    Ok(ExitStatus::Clean)
}

/// A line a day. Git hands over copies of committed plans, from which no library can be found: a copy that uses some is
/// read as if it stood where the plan of its name does.
fn textconv(args: &Args) -> Result<ExitStatus, Failure> {
    const TRIED: usize = 16;
    let source = read_plan_lossily(&args.path)?;
    let projects = Projects::new(&args.config);
    let read = |home: &Path| {
        let (sources, root) = Sources::with(SourceText::new(home.display().to_string(), source.text.clone()));
        let definitions = &projects.of(home)?.config.definitions;
        Ok::<_, Failure>(meso_core::analyse(sources, root, &around(home), definitions))
    };
    let lacks_library =
        |analysis: &Analysis| analysis.diagnostics.iter().any(|found| found.code == &codes::USE_MISSING);
    let mut analysis = read(&args.path)?;
    if let (true, Some(name)) = (lacks_library(&analysis), args.path.file_name()) {
        for home in Revision::plans_named(name).iter().take(TRIED) {
            let there = read(home)?;
            if !lacks_library(&there) {
                analysis = there;
                break;
            }
        }
    }
    stream::print(Terminal::PLAIN, &daily::lines(&analysis))?;
    Ok(ExitStatus::Clean)
}

struct Page<'a> {
    analysis: &'a Analysis,
    plan: &'a Plan,
    terminal: Terminal,
    /// Columns of the sessions as written; what they come to stands behind.
    width: usize,
}

/// Sessions written longer than this push their sums to the right.
const WIDEST: usize = 48;

impl<'a> Page<'a> {
    fn new(analysis: &'a Analysis, terminal: Terminal) -> Self {
        let plan = &analysis.plan;
        let columns = |session: &Session| printable(&session.written(&analysis.sources)).chars().count();
        let width = plan.sessions.iter().map(columns).filter(|&n| n <= WIDEST).max().unwrap_or(0);
        Page { analysis, plan, terminal, width }
    }

    fn whole(&self, weeks_only: bool, out: &mut String) {
        self.head(out);
        if !weeks_only {
            for week in 0..self.plan.weeks.len() {
                if let Some(phase) = self.plan.phases.iter().find(|phase| phase.weeks.start == week) {
                    let title = phase.title.as_deref().or(phase.name.as_deref()).unwrap_or_default();
                    let _ =
                        writeln!(out, "{}\n", self.terminal.paint(TITLE, &printable(&title.to_uppercase())));
                }
                self.week(week, out);
                out.push('\n');
            }
        }
        self.chart(out);
        self.remarks(out);
    }

    fn head(&self, out: &mut String) {
        let plan = self.plan;
        let name = plan.name.as_deref().unwrap_or("A plan without a name");
        let _ = writeln!(out, "{}", self.terminal.paint(TITLE, &printable(name)));
        for goal in plan.goal.iter().chain(&plan.other_goals) {
            let letter = goal.priority.map_or_else(String::new, |priority| format!(" {priority:?}"));
            let mut line = format!(
                "goal{letter}: {}",
                goal.race.map_or_else(|| plan_distance(goal.distance, plan), |race| race.to_string())
            );
            if let Some(date) = goal.date {
                let _ = write!(line, " on {}", date.strftime("%a %-d %b %Y"));
            }
            if let Some(time) = goal.time {
                let _ = write!(line, " in {}", time.clock());
            }
            if let Some(name) = &goal.name {
                let _ = write!(line, " ({})", printable(name));
            }
            let _ = writeln!(out, "{line}");
        }
        out.push('\n');
    }

    fn week(&self, index: usize, out: &mut String) {
        let Some(week) = self.plan.weeks.get(index) else { return };
        let days = self.plan.days_of(index);
        let mut title = format!("week {}", week.number);
        if let (Some(first), Some(last)) =
            (days.first().and_then(|d| d.date), days.last().and_then(|d| d.date))
        {
            let from = if first.month() == last.month() { "%-d" } else { "%-d %b" };
            let _ = write!(title, "  {} – {}", first.strftime(from), last.strftime("%-d %b %Y"));
        }
        for (kind, _) in &week.kinds {
            let _ = write!(title, "  {kind}");
        }
        if let Some(note) = &week.title {
            let _ = write!(title, "  “{}”", printable(note));
        }
        let _ = writeln!(
            out,
            "{}  {}",
            self.terminal.paint(TITLE, &title),
            self.terminal.paint(FAINT, &self.sums(index, week))
        );
        if !week.written {
            let _ = writeln!(out, "  {}", self.terminal.paint(WARNING, "not in the plan"));
            return;
        }
        for day in days {
            self.day(day, out);
        }
    }

    fn sums(&self, index: usize, week: &Week) -> String {
        let mut parts =
            vec![plan_distance(week.distance.middle(), self.plan), week.duration.middle().to_string()];
        let runs = self.plan.sessions_of(index).filter(|s| s.is_run());
        let longest = runs.map(|s| s.distance.middle()).max().unwrap_or_default();
        if !longest.is_zero() {
            parts.push(format!("longest run {}", plan_distance(longest, self.plan)));
        }
        let hard =
            self.plan.days_of(index).iter().filter(|d| d.sessions(self.plan).any(Session::is_hard)).count();
        parts.push(if hard == 0 { "no hard day".to_owned() } else { counted(hard, "hard day") });
        parts.join(", ")
    }

    fn day(&self, day: &Day, out: &mut String) {
        let date = day.date.map_or_else(|| "   ".to_owned(), |date| format!("{:>2} ", date.day()));
        let mut name = format!("  {} {date}", day.weekday);
        if day.state == DayState::Unread {
            let _ = writeln!(out, "{name} {}", self.terminal.paint(WARNING, "could not be read"));
            return;
        }
        if day.items.is_empty() {
            let _ = writeln!(out, "{name} {}", self.terminal.paint(FAINT, "–"));
        }
        for item in &day.items {
            let line = match item {
                DayItem::Rest(span) => self.words(FAINT, *span),
                DayItem::Recovery(recovery) => self.words(INFO, recovery.span),
                DayItem::Note(text, _) => format!("“{}”", printable(text)),
                DayItem::Session(id) => self.plan.session(*id).map_or_else(String::new, |s| self.session(s)),
            };
            let _ = writeln!(out, "{name} {line}");
            // A day's name stands once.
            name = " ".repeat(name.chars().count());
        }
    }

    /// What is written in the plan, in a style and on one line.
    fn words(&self, style: anstyle::Style, span: Span) -> String {
        self.terminal.paint(style, &printable(self.analysis.sources.slice(span)))
    }

    fn session(&self, session: &Session) -> String {
        let text = session.written(&self.analysis.sources);
        let text = printable(&text);
        let mut facts = Vec::new();
        let distance = session.distance.middle();
        if session.is_run() && !distance.is_zero() {
            facts.push(plan_distance(distance, self.plan));
        }
        if !session.duration.middle().is_zero() {
            facts.push(session.duration.middle().to_string());
        }
        let mark = if session.is_hard() { self.terminal.paint(ERROR, "●") } else { " ".to_owned() };
        let because = if session.class.quality {
            format!("  {}", printable(&session.class.because.to_string()))
        } else {
            String::new()
        };
        let facts = self.terminal.paint(FAINT, &format!("{}{because}", facts.join(", ")));
        format!("{mark} {text:width$}  {facts}", width = self.width)
    }

    /// A bar a week.
    fn chart(&self, out: &mut String) {
        let longest = self.plan.weeks.iter().map(|w| w.distance.middle().to_m()).fold(0.0, f64::max);
        if longest <= 0.0 {
            return;
        }
        let width = self.terminal.width.saturating_sub(34).min(60);
        let unit = self.plan.units.plural();
        let _ = writeln!(out, "{}", self.terminal.paint(TITLE, &format!("{unit} a week, hard days")));
        for (index, week) in self.plan.weeks.iter().enumerate() {
            let share = week.distance.middle().to_m() / longest;
            let bar = bar(share, width);
            let hard = self
                .plan
                .days_of(index)
                .iter()
                .filter(|d| d.sessions(self.plan).any(Session::is_hard))
                .count();
            let kinds: Vec<String> = week.kinds.iter().map(|(kind, _)| kind.to_string()).collect();
            let remarks = [
                (!bar.is_empty()).then(|| self.terminal.paint(INFO, &bar)),
                (hard > 0).then(|| self.terminal.paint(ERROR, &"●".repeat(hard))),
                (!kinds.is_empty()).then(|| self.terminal.paint(FAINT, &kinds.join(" "))),
            ];
            let remarks: Vec<String> = remarks.into_iter().flatten().collect();
            let sum = plan_distance(week.distance.middle(), self.plan);
            let _ = writeln!(out, "{:>5}  {sum:>9}  {}", week.number, remarks.join(" "));
        }
        out.push('\n');
    }

    /// What was assumed, and whether there is something to mend.
    fn remarks(&self, out: &mut String) {
        for assumption in &self.plan.assumptions {
            let _ = writeln!(
                out,
                "{} {}",
                self.terminal.paint(FAINT, "assumed:"),
                printable(&assumption.to_string())
            );
        }
        let wrong = self.analysis.diagnostics.iter().filter(|d| d.severity > Severity::Info).count();
        if wrong > 0 {
            let name = printable(&self.analysis.sources.get(self.analysis.root).name);
            let words = format!("{} in the text: `meso check {name}` shows them", counted(wrong, "fault"));
            let _ = writeln!(out, "{}", self.terminal.paint(WARNING, &words));
        }
    }
}

fn plan_distance(distance: Distance, plan: &Plan) -> String {
    distance.display(plan.units)
}

/// A share of `width` columns, in eighths.
fn bar(share: f64, width: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let total = width * 8;
    let eighths = (0..=total).take_while(|&e| (e as f64) <= share * total as f64).count().saturating_sub(1);
    format!("{}{}", "█".repeat(eighths / 8), PARTS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn bars_are_drawn_in_eighths() {
        assert_eq!(bar(0.0, 4), "");
        assert_eq!(bar(1.0, 4), "████");
        assert_eq!(bar(0.53125, 4), "██▏");
    }
}
