//! Hard or long running while the body still fights an illness, or heals.

use crate::prelude::*;
use crate::remedy::make_easy;

declare_rule! {
    /// A hard session or a long run on a day of illness or injury, or too soon after it.
    ///
    /// `sick` and `injury` count in the plan and in its logs, with the days that they are said to last. After fever (and
    /// flu, covid, bronchitis, pneumonia, which bring it) a week stays easy, after other illness and after an injury three
    /// days. A planned session that the log says was missed, or that felt easy (under RPE 7), is none. Longer breaks in the
    /// `history` are for `return-hard-too-soon`.
    ///
    /// ## Why it matters
    /// With fever the virus is in the whole body, the heart muscle included. Hard running then makes the illness longer, and
    /// in rare cases inflames the heart. A strained muscle or tendon that is loaded hard before it bears easy running tears
    /// again.
    ///
    /// ## Evidence
    /// Grade D for the days, which are the caution of coaches. The IOC's consensus on acute respiratory infections in
    /// athletes (Schwellnus and others 2022, British Journal of Sports Medicine 56, 1066, doi 10.1136/bjsports-2022-105759)
    /// judges symptoms of the whole body, fever first, as the reason to stop, and lets training come back step by step; it
    /// names no day that suits everybody.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1
    ///   tue sick "fever"
    ///   wed sick "fever"
    ///   thu 2km E + 5x(1km @I / 2min jog) + 2km E
    /// ```
    /// Use instead:
    /// ```meso,fixed
    /// week 1
    ///   tue sick "fever"
    ///   wed sick "fever"
    ///   thu 10km E
    /// ```
    /// Better still:
    /// ```meso,passes
    /// week 1
    ///   tue sick "fever"
    ///   wed sick "fever"
    ///   thu rest
    ///   sat 20min E
    /// ```
    ///
    /// ## Fix
    /// Unsafe: makes the session an easy run of the same length.
    pub struct HardAfterIllness {
        /// Easy days after the last one with fever. 7: a week, the usual advice after fever.
        fever_days: Days = days(7),
        /// Easy days after the last one of another illness. 3: two easy runs that feel normal come first.
        sick_days: Days = days(3),
        /// Easy days after the last one of an injury. 3: two easy runs without pain come first.
        injury_days: Days = days(3),
    }
    name: "hard-after-illness",
    group: Circumstances,
    level: Warning,
    fix: Unsafe,
    since: "0.1.0",
    grade: D,
}

impl Rule for HardAfterIllness {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let ailments = self.ailments(cx);
        if ailments.is_empty() {
            return;
        }
        for session in cx.sessions().filter(|s| s.is_hard() || cx.is_long(s)) {
            if was_easier(cx, session) || on_the_way_back(cx, session.day) {
                continue;
            }
            // The last one is the reason, and of one day the one that asks for most care.
            let reason = ailments
                .iter()
                .filter(|a| a.first <= session.day && a.last.until(session.day) <= a.care)
                .max_by_key(|a| (a.last, a.care));
            let Some(ailment) = reason else { continue };
            let since = ailment.last.until(session.day);
            let when =
                if since <= 0 { "on a day of".to_owned() } else { format!("{} after", count(since, "day")) };
            let what = if session.is_hard() { "hard" } else { "long" };
            let mut finding = Finding::session(
                session,
                format!("{} is {what}, {when} {}", cx.say(session), cx.quote(ailment.span)),
            )
            .related(ailment.span, ailment.kind.of_it())
            .help(format!(
                "{}; hard and long runs wait until {} after it",
                ailment.kind.advice(),
                count(ailment.care + 1, "day")
            ));
            if session.is_hard() {
                finding = finding.fix(make_easy(cx, session));
            }
            acc.push(finding);
        }
    }
}

impl HardAfterIllness {
    /// What the plan and its logs say of illness and injury, in the order of the calendar.
    fn ailments(&self, cx: &Cx<'_>) -> Vec<Ailment> {
        let mut all = Vec::new();
        let mut add =
            |day: DayIndex, word: EntryKind, said: Said<'_>, note: Option<&str>, warm: bool, span: Span| {
                let kind = match word {
                    EntryKind::Injury => Kind::Injury,
                    EntryKind::Sick if warm || note.is_some_and(has_fever) => Kind::Fever,
                    EntryKind::Sick => Kind::Illness,
                    _ => return,
                };
                let care = match kind {
                    Kind::Fever => self.fever_days.0,
                    Kind::Illness => self.sick_days.0,
                    Kind::Injury => self.injury_days.0,
                };
                all.push(Ailment { first: day, last: day.plus(days_said(said) - 1), kind, care, span });
            };
        for day in &cx.plan.days {
            for item in day.recovery() {
                let warm = item.temperature.is_some_and(|t| t.high >= FEVER_CELSIUS);
                add(day.index, item.method, Said(&item.args), item.note.as_deref(), warm, item.span);
            }
        }
        for day in &cx.diary().days {
            let Some(index) = day.text.day else { continue };
            for entry in day.entries() {
                let warm = entry.said.celsius().is_some_and(|t| t >= FEVER_CELSIUS);
                add(index, entry.word, entry.said, entry.note, warm, entry.span);
            }
        }
        all
    }
}

/// Body temperature from which it is fever, in degrees Celsius.
const FEVER_CELSIUS: f64 = 38.0;

/// Days of illness or injury.
struct Ailment {
    first: DayIndex,
    last: DayIndex,
    kind: Kind,
    /// Days after the last one that stay easy.
    care: i32,
    span: Span,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Fever,
    Illness,
    Injury,
}

impl Kind {
    fn of_it(self) -> &'static str {
        match self {
            Kind::Fever => "the fever",
            Kind::Illness => "the illness",
            Kind::Injury => "the injury",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Kind::Fever => {
                "rest until a day has passed without fever and without medicine against it, then begin with short easy \
                 runs; with chest pain, palpitations or unusual breathlessness, see a physician first"
            }
            Kind::Illness => {
                "rest or run very easily until the symptoms are gone, then begin with short easy runs"
            }
            Kind::Injury => {
                "rest it, or train in a way that does not hurt, until two easy runs are free of pain; if it does not \
                 settle, see a physician or physiotherapist"
            }
        }
    }
}

/// Does a note speak of fever, or of an illness that brings it?
fn has_fever(note: &str) -> bool {
    const SYSTEMIC: [&str; 8] =
        ["fever", "febrile", "flu", "influenza", "covid", "corona", "pneumonia", "bronchitis"];
    const NONE: [&str; 4] = ["no", "without", "not", "never"];
    let note = note.to_lowercase();
    let words: Vec<&str> = note.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.iter().enumerate().any(|(place, word)| {
        let denied =
            place.checked_sub(1).and_then(|p| words.get(p)).is_some_and(|before| NONE.contains(before));
        !denied
            && SYSTEMIC.iter().any(|s| word == s || *word == format!("{s}ish") || *word == format!("{s}s"))
    })
}

/// `sick 3 days`; one where no number is said.
fn days_said(said: Said<'_>) -> i32 {
    said.days().filter(|n| *n >= 1).unwrap_or(1)
}

/// Does the log say that a planned session was missed, or that it felt easy?
fn was_easier(cx: &Cx<'_>, session: &Session) -> bool {
    const HARD_RPE: f64 = 7.0;
    let blocks = cx.diary().between(session.day.0, session.day.0);
    let done: Vec<&Work<'_>> = blocks.iter().flat_map(|day| &day.work).collect();
    let missed = blocks.iter().any(|day| day.text.missed.is_some());
    missed && done.is_empty()
        || !done.is_empty() && done.iter().all(|work| work.done.rpe.is_some_and(|rpe| rpe < HARD_RPE))
}

/// Is a day in the first half of the way back from a longer break? Another rule speaks there.
fn on_the_way_back(cx: &Cx<'_>, day: DayIndex) -> bool {
    cx.breaks().iter().any(|off| {
        let since = off.end.until(day);
        off.days >= 6 && since >= 0 && 2 * since < off.days
    })
}
