//! Sessions: choices, steps, repeats, ladders, segments.

use super::{Pair, Reader};
use crate::codes;
use crate::syntax::ast::{
    Call, Choice, ChoiceKind, Class, Count, Effort, Extent, Ladder, Param, RaceName, Repeat, Segment,
    SessionItem, Step, StepKind, Value, When, Word,
};
use crate::terms::{Sport, Terrain};
use crate::text::{LineSpan, Spanned};
use crate::units::{DistanceUnit, Range};
use meso_grammar::Rule;

impl<'t> Reader<'t> {
    pub(super) fn session_item(&mut self, pair: Pair<'_>) -> SessionItem {
        let mut item = SessionItem { when: None, choices: Vec::with_capacity(parts(pair)) };
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::when => item.when = Some(self.when(&p)),
                _ => item.choices.push(self.choice(p)),
            }
        }
        item
    }

    pub(super) fn when(&mut self, pair: &Pair<'_>) -> Spanned<When> {
        let text = pair.as_str();
        let when = if text.eq_ignore_ascii_case("am") {
            When::Am
        } else if text.eq_ignore_ascii_case("pm") {
            When::Pm
        } else {
            let (h, m) = text.split_once(':').unwrap_or((text, "0"));
            let (h, m): (u16, u16) = (h.parse().unwrap_or(0), m.parse().unwrap_or(0));
            if h > 23 {
                self.problem(&codes::IMPOSSIBLE_VALUE, self.span(pair), format!("a day has no `{text}`"));
            }
            When::At(h.min(23) * 60 + m.min(59))
        };
        Spanned::new(when, self.span(pair))
    }

    fn choice(&mut self, pair: Pair<'_>) -> Choice {
        let mut choice = Choice { span: self.span(&pair), class: None, kind: ChoiceKind::Rest, note: None };
        let mut steps = Vec::with_capacity(parts(pair));
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::resting => {}
                Rule::string => choice.note = Some(self.string(&p)),
                Rule::head_class => choice.class = Some(self.class(&p)),
                _ => steps.push(self.step(p, &mut choice.class)),
            }
        }
        if let [only] = steps.as_mut_slice() {
            choice.note = choice.note.or_else(|| only.note.take());
        }
        if !steps.is_empty() {
            choice.kind = ChoiceKind::Steps(steps);
        }
        choice
    }

    /// A step; a class that follows a session's name goes to the choice.
    fn step(&mut self, pair: Pair<'_>, class_out: &mut Option<Spanned<Class>>) -> Step {
        let at = self.span(&pair);
        let mut step = Step { span: at, kind: StepKind::Unread, with: Vec::new(), note: None };
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::with => self.with(p, &mut step, class_out),
                Rule::string => step.note = Some(self.string(&p)),
                Rule::recovery => self.recovery_of(p, &mut step),
                _ => step.kind = self.step_kind(p, &mut step.note, class_out),
            }
        }
        step
    }

    /// Work within a step. `3x10min @T with 2min jog` means the recovery, which has a sign of its own.
    fn with(&mut self, pair: Pair<'_>, step: &mut Step, class_out: &mut Option<Spanned<Class>>) {
        let at = self.span(&pair);
        for inner in pair.into_inner() {
            let inner = self.step(inner, class_out);
            step.with.push(inner);
        }
        let slot = match &mut step.kind {
            StepKind::Repeat(Repeat { recovery, .. }) | StepKind::Ladder(Ladder { recovery, .. }) => recovery,
            _ => return,
        };
        let recovery = step.with.drain(..).next().map(Box::new);
        if slot.is_none() {
            *slot = recovery;
        }
        let word = LineSpan::new(at.start, at.end.min(at.start + 4));
        let problem = self.problem(&codes::SYNTAX, word, "the recovery between repetitions stands after `/`");
        problem.help = Some("`with` names work within a run: `8km E with 6x20s strides`".into());
        problem.fix = Some(super::replace(word, "/", super::Applicability::Unsafe));
    }

    /// A recovery after a step without brackets: it belongs to a repeat or a ladder.
    fn recovery_of(&mut self, pair: Pair<'_>, step: &mut Step) {
        let at = self.span(&pair);
        let recovery = self.recovery(pair);
        let kind = match step.with.last_mut() {
            Some(contained) => &mut contained.kind,
            None => &mut step.kind,
        };
        match kind {
            StepKind::Repeat(Repeat { recovery: slot @ None, .. })
            | StepKind::Ladder(Ladder { recovery: slot @ None, .. }) => *slot = recovery,
            _ => {
                self.problem(&codes::SYNTAX, at, "a recovery after `/` stands between repetitions only")
                    .help = Some(
                    "steps after each other are joined by `+`; repeat as in `5x(1km @5k / 90s jog)`".into(),
                );
            }
        }
    }

    fn recovery(&mut self, pair: Pair<'_>) -> Option<Box<Step>> {
        self.depth += 1;
        let step = pair.into_inner().next().map(|p| Box::new(self.step(p, &mut None)));
        self.depth -= 1;
        step
    }

    fn step_kind(
        &mut self,
        pair: Pair<'_>,
        note: &mut Option<Word>,
        class_out: &mut Option<Spanned<Class>>,
    ) -> StepKind {
        match pair.as_rule() {
            Rule::repeat => StepKind::Repeat(self.repeat(pair)),
            Rule::ladder => StepKind::Ladder(self.ladder(pair)),
            Rule::group => {
                let (steps, recovery) = self.bracket(pair);
                StepKind::Group(steps, recovery)
            }
            Rule::call | Rule::call_with_args => StepKind::Call(self.call(pair, class_out)),
            _ => StepKind::Segment(self.segment(pair, note)),
        }
    }

    fn bracket(&mut self, pair: Pair<'_>) -> (Vec<Step>, Option<Box<Step>>) {
        let mut steps = Vec::with_capacity(parts(pair));
        let mut recovery = None;
        self.depth += 1;
        for p in pair.into_inner() {
            if p.as_rule() == Rule::recovery {
                recovery = self.recovery(p);
            } else {
                steps.push(self.step(p, &mut None));
            }
        }
        self.depth -= 1;
        (steps, recovery)
    }

    fn repeat(&mut self, pair: Pair<'_>) -> Repeat {
        let at = self.span(&pair);
        let mut repeat = Repeat {
            count: Spanned::new(Count::Number(Range::one(1)), at),
            effort: None,
            body: Vec::new(),
            recovery: None,
        };
        let mut sport = None;
        for p in pair.into_inner() {
            let at = self.span(&p);
            match p.as_rule() {
                Rule::effort => repeat.effort = self.effort(&p),
                Rule::sport => sport = Sport::named(p.as_str()).map(|s| Spanned::new(s, at)),
                Rule::count => repeat.count = self.count(p),
                Rule::times => self.times(&p, &repeat.count),
                Rule::group => (repeat.body, repeat.recovery) = self.bracket(p),
                _ => {
                    self.depth += 1;
                    let mut note = None;
                    let kind = self.step_kind(p, &mut note, &mut None);
                    self.depth -= 1;
                    repeat.body = vec![Step { span: at, kind, with: Vec::new(), note }];
                }
            }
        }
        if let Some(sport) = sport {
            repeat.body.iter_mut().chain(repeat.recovery.as_deref_mut()).for_each(|s| give_sport(s, &sport));
        }
        repeat
    }

    fn count(&mut self, pair: Pair<'_>) -> Spanned<Count> {
        let at = self.span(&pair);
        let mut ends: Vec<u32> = Vec::new();
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::name => return Spanned::new(Count::Param(p.as_str().into()), at),
                Rule::bare_integer => ends.push(p.as_str().parse().unwrap_or(u32::MAX)),
                Rule::dash => self.dash(&p),
                _ => {}
            }
        }
        let low = ends.first().copied().unwrap_or(1);
        let high = ends.get(1).copied().unwrap_or(low);
        if low > high {
            let fix = format!("{high}-{low}");
            self.turned_round(at, fix);
        }
        Spanned::new(Count::Number(Range { low: low.min(high), high: high.max(low) }), at)
    }

    /// The sign of a repeat: `x` at a number, ` x ` after a name.
    fn times(&mut self, pair: &Pair<'_>, count: &Spanned<Count>) {
        let text = pair.as_str();
        let canonical = if matches!(count.node, Count::Param(_)) { " x " } else { "x" };
        if text.trim_end() != canonical.trim_end() {
            let at = count.span.cover(self.span(pair));
            let number = self.written(count.span).replace(['–', '—', '−'], "-");
            self.slip(at, format!("{number}{canonical}"));
        }
    }

    fn ladder(&mut self, pair: Pair<'_>) -> Ladder {
        let opening = pair.start();
        let closing = opening + pair.as_str().find(']').map_or(0, |e| e + 1);
        let mut each = Segment::default();
        let mut numbers: Vec<Result<Spanned<Extent>, Spanned<Range<f64>>>> = Vec::new();
        let mut unit = None;
        let mut note = None;
        self.depth += 1;
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::rung => {}
                Rule::extent if unit.is_none() && p.start() < closing => {
                    if let Some(extent) = self.extent(p) {
                        numbers.push(Ok(extent));
                    }
                }
                Rule::bare if p.start() < closing => numbers.push(Err(self.bare(p))),
                Rule::metric | Rule::hours | Rule::minutes | Rule::seconds => unit = Some(p),
                _ => self.part(p, &mut each, &mut note),
            }
        }
        self.depth -= 1;
        let unit_of = |n: Range<f64>| match &unit {
            Some(p) => super::quantities::measure(n, p),
            // 1200 without a unit can only be metres.
            None => Extent::Distance(n, DistanceUnit::Metre),
        };
        if unit.is_none() && numbers.iter().any(Result::is_err) {
            let bracket = self.place(opening, closing);
            if numbers
                .iter()
                .all(|n| n.as_ref().is_ok_and(|_| false) || n.as_ref().is_err_and(|n| n.low >= 100.0))
            {
                let metres = format!("{}m", self.written(bracket));
                self.slip(bracket, metres);
            } else {
                self.problem(&codes::UNIT_MISSING, bracket, "the numbers in brackets have no unit").help =
                    Some("write it after the bracket: `[1200 800 400]m`, `[4 3 2 1]min`".into());
            }
        }
        let rungs = numbers
            .into_iter()
            .map(|n| n.unwrap_or_else(|n| Spanned::new(unit_of(n.node), n.span)))
            .collect();
        Ladder { rungs, each, recovery: None }
    }

    fn call(&mut self, pair: Pair<'_>, class_out: &mut Option<Spanned<Class>>) -> Call {
        let mut name = None;
        let mut args = Vec::new();
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::name => name = Some(self.word(p)),
                Rule::class => *class_out = Some(self.class(&p)),
                _ => args.extend(self.arg(p)),
            }
        }
        let name = name.unwrap_or_else(|| Spanned::new("".into(), LineSpan::default()));
        Call { name, args }
    }

    fn arg(&mut self, pair: Pair<'_>) -> Option<(Option<Word>, Spanned<Value>)> {
        let named = pair.as_str().contains('=');
        let mut inner = pair.into_inner();
        let name = if named { inner.next().map(|p| self.word(p)) } else { None };
        let value = inner.next()?;
        Some((name, self.value(value)?))
    }

    pub(super) fn param(&mut self, pair: Pair<'_>) -> Option<Param> {
        let mut inner = pair.into_inner();
        let name = inner.next().map(|p| self.word(p))?;
        let default = inner.next().and_then(|p| self.value(p));
        Some(Param { name, default })
    }

    fn value(&mut self, pair: Pair<'_>) -> Option<Spanned<Value>> {
        let at = self.span(&pair);
        self.depth += 1;
        let value = match pair.as_rule() {
            Rule::target => self.target(pair).map(|t| Value::Target(t.node)),
            Rule::extent => self.extent(pair).map(|e| Value::Extent(e.node)),
            Rule::bare => Some(Value::Number(self.bare(pair).node)),
            _ => Some(Value::Word(pair.as_str().into())),
        };
        self.depth -= 1;
        Some(Spanned::new(value?, at))
    }

    fn segment(&mut self, pair: Pair<'_>, note: &mut Option<Word>) -> Segment {
        let mut segment = Segment::default();
        for p in pair.into_inner() {
            self.part(p, &mut segment, note);
        }
        self.metres_meant(&mut segment);
        segment
    }

    fn part(&mut self, p: Pair<'_>, segment: &mut Segment, note: &mut Option<Word>) {
        let at = self.span(&p);
        match p.as_rule() {
            Rule::parameter => {
                segment.extent = Some(Spanned::new(Extent::Param(p.as_str().into()), at));
            }
            Rule::extent => {
                let extent = self.extent(p);
                if segment.extent.is_some() || segment.bare.is_some() {
                    self.second_extent(at);
                } else {
                    segment.extent = extent;
                }
            }
            Rule::bare => {
                let bare = self.bare(p);
                if segment.extent.is_some() || segment.bare.is_some() {
                    self.second_extent(at);
                } else if self.depth > 0 && bare.low >= 100.0 {
                    // `12x400` can only be metres.
                    let metres = format!("{}m", self.written(at));
                    self.slip(at, metres);
                    segment.extent = Some(bare.map(|n| Extent::Distance(n, DistanceUnit::Metre)));
                } else {
                    segment.bare = Some(bare);
                }
            }
            Rule::target => segment.targets.extend(self.target(p)),
            Rule::race => {
                for p in p.into_inner() {
                    let at = self.span(&p);
                    if p.as_rule() == Rule::race_word {
                        segment.efforts.extend(Effort::named(p.as_str()).map(|e| Spanned::new(e, at)));
                    } else {
                        segment.race = RaceName::named(p.as_str()).map(|r| Spanned::new(r, at));
                    }
                }
            }
            Rule::effort => segment.efforts.extend(self.effort(&p)),
            Rule::sport => segment.sport = Sport::named(p.as_str()).map(|s| Spanned::new(s, at)),
            Rule::terrain => {
                segment.terrain.extend(Terrain::named(p.as_str()).map(|t| Spanned::new(t, at)));
            }
            Rule::climb => segment.climb = self.climb(p),
            Rule::split => segment.split = self.split(p, segment.race.as_ref().map(|r| r.node)),
            Rule::string => *note = Some(self.string(&p)),
            _ => {}
        }
    }

    fn effort(&mut self, pair: &Pair<'_>) -> Option<Spanned<Effort>> {
        let text = pair.as_str();
        let effort = Effort::named(text)?;
        if let [letter @ b'a'..=b'z'] = text.as_bytes() {
            self.slip(self.span(pair), char::from(letter.to_ascii_uppercase()));
        }
        Some(Spanned::new(effort, self.span(pair)))
    }

    fn second_extent(&mut self, at: LineSpan) {
        let written = self.written(at);
        self.problem(&codes::SYNTAX, at, format!("`{written}` is a second length for one step")).help =
            Some("a time for a distance is written `8km in 40min`; steps are joined by `+`".into());
    }

    /// `20m easy`: nobody runs twenty metres easily.
    fn metres_meant(&mut self, segment: &mut Segment) {
        let Some(Spanned { node: Extent::Distance(n, DistanceUnit::Metre), span: at }) = &segment.extent
        else {
            return;
        };
        let (n, at) = (*n, *at);
        let gentle = |e: &Spanned<Effort>| {
            matches!(
                e.node,
                Effort::Easy
                    | Effort::Recovery
                    | Effort::Steady
                    | Effort::Long
                    | Effort::Moderate
                    | Effort::Run
            )
        };
        let sustained = |e: &Spanned<Effort>| {
            matches!(e.node, Effort::Threshold | Effort::Marathon | Effort::Progression | Effort::Fartlek)
        };
        let meant = segment.efforts.iter().any(gentle) && n.high < 1000.0
            || segment.efforts.iter().any(sustained) && n.high <= 90.0
            || segment.sport.is_some() && n.high <= 90.0;
        if self.depth > 0 || !meant {
            return;
        }
        let written = self.written(at);
        let number = written.trim_end_matches(|c: char| c.is_alphabetic()).trim_end();
        let fix = format!("{number}min");
        let message = format!("`{written}` is {number} metres; did you mean `{fix}`?");
        let problem = self.problem(&codes::MINUTES_OR_METRES, at, message);
        problem.help = Some("`m` is metres, `min` is minutes".into());
        problem.fix = Some(super::LineFix {
            title: format!("write `{fix}`"),
            applicability: super::Applicability::Safe,
            edits: vec![(at, fix)],
        });
        let minutes = n.map(crate::units::Duration::from_min);
        segment.extent = Some(Spanned::new(Extent::Time(minutes), at));
    }

    fn split(&mut self, pair: Pair<'_>, race: Option<RaceName>) -> Option<Spanned<crate::units::Duration>> {
        let p = pair.into_inner().next()?;
        self.time(p, race)
    }
}

impl Reader<'_> {
    fn class(&self, pair: &Pair<'_>) -> Spanned<Class> {
        let hard = pair.as_str().trim().to_ascii_lowercase().starts_with("hard");
        Spanned::new(if hard { Class::Hard } else { Class::Easy }, self.span(pair))
    }
}

/// Room for what is in a pair: lists of steps are kept long and do not grow.
fn parts(pair: Pair<'_>) -> usize {
    pair.into_inner().count()
}

/// Says of every step below that it is done in this sport, unless it names one.
fn give_sport(step: &mut Step, sport: &Spanned<crate::syntax::ast::Sport>) {
    match &mut step.kind {
        StepKind::Segment(segment) => {
            segment.sport.get_or_insert(*sport);
        }
        StepKind::Repeat(r) => {
            r.body.iter_mut().chain(r.recovery.as_deref_mut()).for_each(|s| give_sport(s, sport));
        }
        StepKind::Ladder(l) => {
            l.each.sport.get_or_insert(*sport);
            l.recovery.iter_mut().for_each(|s| give_sport(s, sport));
        }
        StepKind::Group(steps, recovery) => {
            steps.iter_mut().chain(recovery.as_deref_mut()).for_each(|s| give_sport(s, sport));
        }
        StepKind::Call(_) | StepKind::Unread => {}
    }
    step.with.iter_mut().for_each(|s| give_sport(s, sport));
}
