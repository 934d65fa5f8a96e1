//! The tables of a plan, column by column.

use crate::plan::Inner;
use crate::table::{Columns, Shape};
use arrow_array::RecordBatch;
use meso_analysis::series::Series;
use meso_analysis::session_load::{done_load, effort};
use meso_core::diagnostic::Diagnostic;
use meso_core::plan::{
    Day, DayIndex, DayItem, DayState, Done, LogDay, Measure, Part, Plan, RecoveryItem, Session, Volume,
};
use meso_core::syntax::ast::When;
use meso_core::text::Span;
use meso_core::units::Speed;

/// One row a day of the calendar.
pub(crate) fn days(inner: &Inner) -> RecordBatch {
    static SHAPE: Shape = Shape::new();
    let plan = &inner.analysis.plan;
    let series = Series::new(plan);
    let fitness = series.fitness();
    let days = &plan.days;
    let (load, distance, time) = (series.load(), series.distance_km(), series.duration_min());
    let done = series.done_load();
    let at = |array: &ndarray::Array1<f64>, i: usize| array.get(i).copied();
    let each = |f: &dyn Fn(&Day) -> bool| days.iter().map(f).collect::<Vec<_>>();
    let any = |f: &'static dyn Fn(&Session) -> bool| each(&|d| d.sessions(plan).any(f));
    let column = |array: &ndarray::Array1<f64>| (0..days.len()).map(|i| at(array, i)).collect::<Vec<_>>();
    Columns::of(&SHAPE)
        .int("day", "days from the first day of the plan", days.iter().map(|d| Some(d.index.0)))
        .date("date", "missing in a plan without dates", days.iter().map(|d| d.date))
        .text("weekday", "mon to sun", days.iter().map(|d| Some(d.weekday.to_string())))
        .int("week", "number of the week as written", days.iter().map(|d| number_of(plan, d.week)))
        .text(
            "state",
            "planned, empty, or unread if a line could not be read",
            days.iter().map(|d| Some(state(d.state))),
        )
        .int("sessions", "sessions on the day", days.iter().map(|d| to_int(d.sessions(plan).count())))
        .float("distance_km", "km", "running distance", column(&distance))
        .float("duration_min", "min", "time of all sessions", column(&time))
        .float("load", "points", "training stress: 100 is an hour at threshold", column(load))
        .flag(
            "rest",
            "no session on a day that could be read",
            each(&|d| d.state != DayState::Unread && d.sessions(plan).next().is_none()),
        )
        .flag("hard", "a hard session", any(&Session::is_hard))
        .flag("long", "a long run", any(&|s| s.long))
        .flag("race", "a race or time trial", any(&|s| s.race.is_some()))
        .float("ctl", "points", "fitness at the end of the day", column(&fitness.ctl))
        .float("atl", "points", "fatigue at the end of the day", column(&fitness.atl))
        .float(
            "form",
            "points",
            "form in the morning: fitness less fatigue of the evening before",
            column(&fitness.form),
        )
        .float("done_load", "points", "training stress by the log; missing without an entry", column(&done))
        .build()
}

/// One row a session.
pub(crate) fn sessions(inner: &Inner) -> RecordBatch {
    static SHAPE: Shape = Shape::new();
    let plan = &inner.analysis.plan;
    let series = Series::new(plan);
    let loads = series.session_loads();
    let all = &plan.sessions;
    let load = |s: &Session| loads.get(s.id.0 as usize).copied();
    let name = |s: &Session| s.definition.and_then(|d| plan.definitions.get(d)).map(|d| d.name.as_str());
    let title =
        |s: &Session| s.definition.and_then(|d| plan.definitions.get(d)).and_then(|d| d.title.as_deref());
    Columns::of(&SHAPE)
        .int("session", "number of the session, from 0", all.iter().map(|s| to_int(s.id.0 as usize)))
        .int("day", "days from the first day of the plan", all.iter().map(|s| Some(s.day.0)))
        .date("date", "missing in a plan without dates", all.iter().map(|s| plan.date(s.day)))
        .text("weekday", "mon to sun", all.iter().map(|s| plan.day(s.day).map(|d| d.weekday.to_string())))
        .int("week", "number of the week as written", all.iter().map(|s| week_of(plan, s.day)))
        .text("when", "am, pm or a time of day, if said", all.iter().map(|s| when(s.when)))
        .text("text", "as written", all.iter().map(|s| Some(s.first_choice(&inner.analysis.sources))))
        .text("name", "name of the session it calls", all.iter().map(name))
        .text("title", "title of the session it calls", all.iter().map(title))
        .text("sport", "run, bike, ...", all.iter().map(|s| Some(s.sport.to_string())))
        .float(
            "distance_km",
            "km",
            "running distance, ranges at their middle",
            all.iter().map(|s| Some(s.distance.middle().to_km())),
        )
        .float(
            "distance_low_km",
            "km",
            "lower end of the running distance",
            all.iter().map(|s| Some(s.distance.low.to_km())),
        )
        .float(
            "distance_high_km",
            "km",
            "upper end of the running distance",
            all.iter().map(|s| Some(s.distance.high.to_km())),
        )
        .float(
            "duration_min",
            "min",
            "time, ranges at their middle",
            all.iter().map(|s| Some(s.duration.middle().to_min())),
        )
        .float(
            "duration_low_min",
            "min",
            "lower end of the time",
            all.iter().map(|s| Some(s.duration.low.to_min())),
        )
        .float(
            "duration_high_min",
            "min",
            "upper end of the time",
            all.iter().map(|s| Some(s.duration.high.to_min())),
        )
        .float(
            "load",
            "points",
            "training stress: 100 is an hour at threshold",
            all.iter().map(|s| load(s).map(|l| l.points)),
        )
        .text(
            "load_method",
            "what the load rests on: pace, assumed-pace, effort, mixed, nothing",
            all.iter().map(|s| load(s).map(|l| l.method.name())),
        )
        .float(
            "rpe",
            "CR10",
            "perceived effort, stated or by the kind of session",
            all.iter().map(|s| Some(effort(s))),
        )
        .flag("hard", "a hard session", all.iter().map(Session::is_hard))
        .flag("quality", "hard, or work at marathon pace", all.iter().map(|s| s.class.quality))
        .flag("moderate", "neither hard nor easy", all.iter().map(|s| s.class.moderate))
        .flag("long", "a long run", all.iter().map(|s| s.long))
        .flag("recovery", "a recovery session", all.iter().map(|s| s.recovery))
        .text("because", "why it counts as it does", all.iter().map(|s| Some(s.class.because.to_string())))
        .float(
            "fast_min",
            "min",
            "time at threshold pace or faster",
            all.iter().map(|s| Some(s.class.fast.to_min())),
        )
        .float(
            "race_km",
            "km",
            "distance of its race",
            all.iter().map(|s| s.race.as_ref().map(|r| r.distance.to_km())),
        )
        .text("race", "name of its race", all.iter().map(|s| s.race.as_ref().and_then(|r| r.name.as_deref())))
        .flag(
            "goal",
            "the race that the plan leads to",
            all.iter().map(|s| s.race.as_ref().is_some_and(|r| r.goal)),
        )
        .text("note", "its note", all.iter().map(|s| s.note.as_deref()))
        .int("line", "line in its file, from 1", all.iter().map(|s| inner.line(s.span)))
        .build()
}

/// One row a part of a session.
pub(crate) fn steps(inner: &Inner) -> RecordBatch {
    static SHAPE: Shape = Shape::new();
    let plan = &inner.analysis.plan;
    let all: Vec<(&Session, usize, &Part)> =
        plan.sessions.iter().flat_map(|s| s.parts.iter().enumerate().map(move |(i, p)| (s, i, p))).collect();
    let pace = |speed: Option<Speed>| speed.map(|v| v.pace().to_s_per_km());
    let total = |p: &Part| f64::from(p.times);
    let bpm = |hr: Option<meso_core::units::HeartRate>| hr.map(|hr| i32::from(hr.to_bpm()));
    Columns::of(&SHAPE)
        .int("session", "number of its session, from 0", all.iter().map(|(s, ..)| to_int(s.id.0 as usize)))
        .int("step", "number in the session, from 0", all.iter().map(|(_, i, _)| to_int(*i)))
        .int("day", "days from the first day of the plan", all.iter().map(|(s, ..)| Some(s.day.0)))
        .date("date", "missing in a plan without dates", all.iter().map(|(s, ..)| plan.date(s.day)))
        .int("times", "how often it is done", all.iter().map(|(.., p)| i32::try_from(p.times).ok()))
        .float(
            "distance_km",
            "km",
            "distance once",
            all.iter().map(|(.., p)| Some(p.distance.middle().to_km())),
        )
        .float(
            "duration_min",
            "min",
            "time once",
            all.iter().map(|(.., p)| Some(p.duration.middle().to_min())),
        )
        .float(
            "total_distance_km",
            "km",
            "distance, all times",
            all.iter().map(|(.., p)| Some(p.distance.middle().to_km() * total(p))),
        )
        .float(
            "total_duration_min",
            "min",
            "time, all times",
            all.iter().map(|(.., p)| Some(p.duration.middle().to_min() * total(p))),
        )
        .text(
            "intensity",
            "rest, walk, recovery, easy, moderate, marathon pace, threshold, interval, repetition",
            all.iter().map(|(.., p)| Some(p.intensity.to_string())),
        )
        .text(
            "effort",
            "the effort as the plan names it",
            all.iter().map(|(.., p)| p.effort.map(|e| e.to_string())),
        )
        .text("sport", "run, bike, ...", all.iter().map(|(.., p)| Some(p.sport.to_string())))
        .float(
            "pace_slow_s_per_km",
            "s/km",
            "slowest pace",
            all.iter().map(|(.., p)| pace(p.speed.map(|s| s.low))),
        )
        .float(
            "pace_fast_s_per_km",
            "s/km",
            "fastest pace",
            all.iter().map(|(.., p)| pace(p.speed.map(|s| s.high))),
        )
        .int(
            "heart_rate_low_bpm",
            "lowest heart rate asked for",
            all.iter().map(|(.., p)| bpm(p.heart_rate.map(|h| h.low))),
        )
        .int(
            "heart_rate_high_bpm",
            "highest heart rate asked for",
            all.iter().map(|(.., p)| bpm(p.heart_rate.map(|h| h.high))),
        )
        .float("climb_m", "m", "climb once", all.iter().map(|(.., p)| Some(p.climb)))
        .flag("strides", "short accelerations", all.iter().map(|(.., p)| p.strides))
        .flag("between", "recovery between repetitions", all.iter().map(|(.., p)| p.between))
        .text("note", "its note", all.iter().map(|(.., p)| p.note.as_deref()))
        .int("line", "line in its file, from 1", all.iter().map(|(.., p)| inner.line(p.span)))
        .build()
}

/// One row a week.
pub(crate) fn weeks(inner: &Inner) -> RecordBatch {
    static SHAPE: Shape = Shape::new();
    let plan = &inner.analysis.plan;
    let series = Series::new(plan);
    let all: Vec<_> = plan.weeks.iter().zip(series.weeks()).collect();
    let phase = |i: Option<usize>| {
        i.and_then(|i| plan.phases.get(i)).and_then(|p| p.name.as_deref().or(p.title.as_deref()))
    };
    let kinds = |kinds: &[(meso_core::syntax::ast::WeekKind, Span)]| {
        (!kinds.is_empty()).then(|| kinds.iter().map(|k| k.0.to_string()).collect::<Vec<_>>().join(" "))
    };
    let stated = |v: &Option<(Volume, Span)>| {
        v.as_ref().and_then(|v| match v.0 {
            Volume::Distance(d) => Some(d.middle().to_km()),
            Volume::Time(_) => None,
        })
    };
    let count = |n: u32| i32::try_from(n).ok();
    Columns::of(&SHAPE)
        .int("week", "number as written", all.iter().map(|(w, _)| Some(w.number)))
        .int(
            "day",
            "its first day, from the first day of the plan",
            all.iter().map(|(w, _)| Some(w.first_day.0)),
        )
        .date(
            "date",
            "its first day; missing in a plan without dates",
            all.iter().map(|(w, _)| plan.date(w.first_day)),
        )
        .text("phase", "its phase", all.iter().map(|(w, _)| phase(w.phase)))
        .text(
            "kind",
            "recovery, taper, race, build, test, as declared",
            all.iter().map(|(w, _)| kinds(&w.kinds)),
        )
        .text("title", "its title", all.iter().map(|(w, _)| w.title.as_deref()))
        .float(
            "distance_km",
            "km",
            "running distance, ranges at their middle",
            all.iter().map(|(w, _)| Some(w.distance.middle().to_km())),
        )
        .float(
            "distance_low_km",
            "km",
            "lower end of the distance",
            all.iter().map(|(w, _)| Some(w.distance.low.to_km())),
        )
        .float(
            "distance_high_km",
            "km",
            "upper end of the distance",
            all.iter().map(|(w, _)| Some(w.distance.high.to_km())),
        )
        .float(
            "duration_min",
            "min",
            "running time, ranges at their middle",
            all.iter().map(|(w, _)| Some(w.duration.middle().to_min())),
        )
        .float("load", "points", "training stress of all sessions", all.iter().map(|(_, s)| Some(s.load)))
        .float(
            "longest_km",
            "km",
            "distance of its longest run",
            all.iter().map(|(_, s)| Some(s.longest_distance.to_km())),
        )
        .float(
            "longest_min",
            "min",
            "time of its longest run",
            all.iter().map(|(_, s)| Some(s.longest_duration.to_min())),
        )
        .int("runs", "runs", all.iter().map(|(_, s)| count(s.runs)))
        .int("hard", "hard sessions", all.iter().map(|(_, s)| count(s.hard)))
        .int(
            "quality",
            "sessions that are hard or hold work at marathon pace",
            all.iter().map(|(_, s)| count(s.quality)),
        )
        .float("easy_min", "min", "easy running", all.iter().map(|(_, s)| Some(s.intensity.easy.to_min())))
        .float(
            "moderate_min",
            "min",
            "steady running and marathon pace",
            all.iter().map(|(_, s)| Some(s.intensity.moderate.to_min())),
        )
        .float(
            "hard_min",
            "min",
            "threshold and faster",
            all.iter().map(|(_, s)| Some(s.intensity.hard.to_min())),
        )
        .float(
            "easy_share",
            "",
            "share of the running time that is easy, 0 to 1",
            all.iter().map(|(_, s)| s.intensity.shares().map(|s| s[0])),
        )
        .float(
            "stated_km",
            "km",
            "distance that the plan states for the week",
            all.iter().map(|(w, _)| stated(&w.stated_total)),
        )
        .flag("complete", "every line of it could be read", all.iter().map(|(_, s)| s.complete))
        .int("line", "line in its file, from 1", all.iter().map(|(w, _)| inner.line(w.span)))
        .build()
}

/// One row a race or time trial.
pub(crate) fn races(inner: &Inner) -> RecordBatch {
    static SHAPE: Shape = Shape::new();
    let plan = &inner.analysis.plan;
    let forms = Series::new(plan).race_forms();
    let all: Vec<_> = forms
        .iter()
        .filter_map(|form| plan.session(form.session).and_then(|s| s.race.as_ref()).map(|race| (form, race)))
        .collect();
    Columns::of(&SHAPE)
        .int(
            "session",
            "number of its session, from 0",
            all.iter().map(|(f, _)| to_int(f.session.0 as usize)),
        )
        .int("day", "days from the first day of the plan", all.iter().map(|(f, _)| Some(f.day.0)))
        .date("date", "missing in a plan without dates", all.iter().map(|(f, _)| plan.date(f.day)))
        .text("name", "its name", all.iter().map(|(_, r)| r.name.as_deref()))
        .float("distance_km", "km", "its distance", all.iter().map(|(_, r)| Some(r.distance.to_km())))
        .float("time_min", "min", "the time hoped for", all.iter().map(|(_, r)| r.time.map(|t| t.to_min())))
        .flag("goal", "the race that the plan leads to", all.iter().map(|(_, r)| r.goal))
        .flag("time_trial", "a test rather than a race", all.iter().map(|(_, r)| r.time_trial))
        .float("ctl", "points", "fitness on the evening before", all.iter().map(|(f, _)| Some(f.ctl)))
        .float("atl", "points", "fatigue on the evening before", all.iter().map(|(f, _)| Some(f.atl)))
        .float(
            "form",
            "points",
            "form on the morning: +5 to +25 by custom",
            all.iter().map(|(f, _)| Some(f.form)),
        )
        .build()
}

/// One row a recovery item, planned.
pub(crate) fn recovery(inner: &Inner) -> RecordBatch {
    static SHAPE: Shape = Shape::new();
    let plan = &inner.analysis.plan;
    let items = plan.days.iter().flat_map(|d| d.items.iter().map(move |i| (d, i)));
    let all: Vec<(&Day, &RecoveryItem)> = items
        .filter_map(|(day, item)| match item {
            DayItem::Recovery(recovery) => Some((day, &**recovery)),
            _ => None,
        })
        .collect();
    Columns::of(&SHAPE)
        .int("day", "days from the first day of the plan", all.iter().map(|(d, _)| Some(d.index.0)))
        .date("date", "missing in a plan without dates", all.iter().map(|(d, _)| d.date))
        .text("method", "ice-bath, sleep, foam-roll, ...", all.iter().map(|(_, r)| Some(r.method.word())))
        .float(
            "duration_min",
            "min",
            "how long",
            all.iter().map(|(_, r)| r.duration.map(|d| d.middle().to_min())),
        )
        .float(
            "temperature_c",
            "degC",
            "temperature",
            all.iter().map(|(_, r)| r.temperature.map(|t| 0.5 * (t.low + t.high))),
        )
        .text("when", "am, pm or a time of day, if said", all.iter().map(|(_, r)| when(r.when)))
        .text("note", "its note", all.iter().map(|(_, r)| r.note.as_deref()))
        .text("text", "as written", all.iter().map(|(_, r)| Some(inner.slice(r.span))))
        .int("line", "line in its file, from 1", all.iter().map(|(_, r)| inner.line(r.span)))
        .build()
}

/// One row a finding.
pub(crate) fn diagnostics(inner: &Inner, all: &[&Diagnostic]) -> RecordBatch {
    static SHAPE: Shape = Shape::new();
    let end = |span: Span| Span { start: span.end, ..span };
    Columns::of(&SHAPE)
        .text("code", "name of the rule", all.iter().map(|d| Some(d.code.name)))
        .text("severity", "error, warning or info", all.iter().map(|d| Some(d.severity.name())))
        .text("message", "what is wrong", all.iter().map(|d| Some(d.message.as_str())))
        .text("help", "what to do", all.iter().map(|d| d.help.as_deref()))
        .text(
            "file",
            "name of the file",
            all.iter().map(|d| Some(&*inner.analysis.sources.get(d.span.file).name)),
        )
        .int("line", "line, from 1", all.iter().map(|d| inner.line(d.span)))
        .int("column", "column in characters, from 1", all.iter().map(|d| inner.column(d.span)))
        .int("end_line", "line of the end, from 1", all.iter().map(|d| inner.line(end(d.span))))
        .int(
            "end_column",
            "column of the end in characters, from 1",
            all.iter().map(|d| inner.column(end(d.span))),
        )
        .text("text", "what it points at", all.iter().map(|d| Some(inner.slice(d.span))))
        .text("source_line", "the line it starts in", all.iter().map(|d| Some(inner.line_text(d.span))))
        .text("fix", "what its best fix does", all.iter().map(|d| d.fixes.first().map(|f| f.title.as_str())))
        .build()
}

/// One entry of a log.
enum Entry<'p> {
    Done(&'p Done),
    Missed(&'p str, Span),
    Measured(&'p Measure),
    Recovery(&'p RecoveryItem),
}

fn entries(log: &LogDay) -> Vec<Entry<'_>> {
    let done = log.done.iter().map(Entry::Done);
    let missed = log.missed.iter().map(|(why, span)| Entry::Missed(why, *span));
    let measured = log.measures.iter().map(Entry::Measured);
    done.chain(missed).chain(measured).chain(log.recovery.iter().map(Entry::Recovery)).collect()
}

/// One row an entry of the log.
pub(crate) fn log(inner: &Inner) -> RecordBatch {
    static SHAPE: Shape = Shape::new();
    let plan = &inner.analysis.plan;
    let mut all: Vec<(&LogDay, Entry<'_>)> = Vec::new();
    for log in &plan.logs {
        all.extend(entries(log).into_iter().map(|entry| (log, entry)));
    }
    let done = |e: &Entry<'_>, f: &dyn Fn(&Done) -> Option<f64>| match e {
        Entry::Done(d) => f(d),
        _ => None,
    };
    let what = |e: &Entry<'_>| match e {
        Entry::Done(d) => d.sport.to_string(),
        Entry::Missed(..) => "missed".to_owned(),
        Entry::Measured(m) => m.kind.term().label.to_owned(),
        Entry::Recovery(r) => r.method.word().to_owned(),
    };
    let kind = |e: &Entry<'_>| match e {
        Entry::Done(_) => "done",
        Entry::Missed(..) => "missed",
        Entry::Measured(_) => "measure",
        Entry::Recovery(_) => "recovery",
    };
    let minutes = |e: &Entry<'_>| match e {
        Entry::Done(d) => d.duration.map(|t| t.to_min()),
        Entry::Recovery(r) => r.duration.map(|t| t.middle().to_min()),
        _ => None,
    };
    let value = |e: &Entry<'_>| match e {
        Entry::Measured(m) => Some(m.value),
        Entry::Recovery(r) => r.temperature.map(|t| 0.5 * (t.low + t.high)),
        _ => None,
    };
    let note = |e: &Entry<'_>| match e {
        Entry::Done(d) => d.note.clone(),
        Entry::Missed(why, _) => Some((*why).to_owned()),
        Entry::Measured(m) => m.note.clone(),
        Entry::Recovery(r) => r.note.clone(),
    };
    let span = |e: &Entry<'_>| match e {
        Entry::Done(d) => d.span,
        Entry::Missed(_, span) => *span,
        Entry::Measured(m) => m.span,
        Entry::Recovery(r) => r.span,
    };
    let load = |e: &Entry<'_>| match e {
        Entry::Done(d) => Some(done_load(plan, d)),
        _ => None,
    };
    Columns::of(&SHAPE)
        .int("day", "day of the plan, if the plan has dates", all.iter().map(|(l, _)| l.day.map(|d| d.0)))
        .date("date", "day of the log", all.iter().map(|(l, _)| Some(l.date)))
        .text("kind", "done, missed, measure or recovery", all.iter().map(|(_, e)| Some(kind(e))))
        .text("what", "sport, measurement or method", all.iter().map(|(_, e)| Some(what(e))))
        .float(
            "distance_km",
            "km",
            "distance done",
            all.iter().map(|(_, e)| done(e, &|d| d.distance.map(|d| d.to_km()))),
        )
        .float("duration_min", "min", "time", all.iter().map(|(_, e)| minutes(e)))
        .float(
            "heart_rate_bpm",
            "bpm",
            "mean heart rate",
            all.iter().map(|(_, e)| done(e, &|d| d.heart_rate.map(|h| f64::from(h.to_bpm())))),
        )
        .float("rpe", "CR10", "perceived effort", all.iter().map(|(_, e)| done(e, &|d| d.rpe)))
        .float(
            "load",
            "points",
            "training stress of what was done",
            all.iter().map(|(_, e)| load(e).map(|l| l.points)),
        )
        .text(
            "load_method",
            "what the load rests on: pace, heart-rate or effort",
            all.iter().map(|(_, e)| load(e).map(|l| l.method.name())),
        )
        .float(
            "value",
            "ms, bpm, kg, degC, or a share",
            "what was measured",
            all.iter().map(|(_, e)| value(e)),
        )
        .text("note", "its note, or why it was missed", all.iter().map(|(_, e)| note(e)))
        .text("text", "as written", all.iter().map(|(_, e)| Some(inner.slice(span(e)))))
        .text(
            "file",
            "name of the file",
            all.iter().map(|(_, e)| Some(&*inner.analysis.sources.get(span(e).file).name)),
        )
        .int("line", "line in its file, from 1", all.iter().map(|(_, e)| inner.line(span(e))))
        .build()
}

fn to_int(n: usize) -> Option<i32> {
    i32::try_from(n).ok()
}

fn number_of(plan: &Plan, week: usize) -> Option<i32> {
    plan.weeks.get(week).map(|w| w.number)
}

fn week_of(plan: &Plan, day: DayIndex) -> Option<i32> {
    plan.day(day).and_then(|d| number_of(plan, d.week))
}

fn state(state: DayState) -> &'static str {
    match state {
        DayState::Planned => "planned",
        DayState::Empty => "empty",
        DayState::Unread => "unread",
    }
}

fn when(when: Option<When>) -> Option<String> {
    when.map(|w| w.to_string())
}
