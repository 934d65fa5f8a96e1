//! Every name on a line: which sessions, parameters, zones, rules and files it speaks of, and where.

use crate::view::View;
use meso_core::syntax::ast::{
    Call, Choice, ChoiceKind, Count, Effort, Extent, Item, ItemKind, Segment, SessionHead, SettingKey,
    SettingValue, Statement, Step, StepKind, Target, Value, Word,
};
use meso_core::text::{LineSpan, Span, Spanned};

/// A name on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention<'a> {
    /// What it names.
    pub what: What<'a>,
    /// The name alone, without brackets, `@` or quotes.
    pub span: Span,
    /// Is it introduced here, rather than used?
    pub defines: bool,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What<'a> {
    /// A session.
    Session(&'a str),
    /// A parameter of a session.
    Param {
        /// The session.
        session: &'a str,
        /// The parameter.
        name: &'a str,
    },
    /// An effort, as a word or behind `@`.
    Zone(Effort),
    /// A rule, behind `allow`.
    Rule(&'a str),
    /// Another file.
    File(&'a str),
}

/// All names on a line, in the order of the text.
#[must_use]
pub fn on_line(view: View<'_>, index: usize) -> Vec<Mention<'_>> {
    let (Some(line), Some(statement)) = (view.line(index), view.statement(index)) else { return Vec::new() };
    let within = match view.head_of(index) {
        Some((_, Statement::Session(head))) => Some(head),
        _ => None,
    };
    let mut finder = Finder { view, line: line.start, within, found: Vec::new() };
    finder.statement(statement);
    finder.found.sort_by_key(|mention| mention.span.start);
    finder.found
}

/// The name that a byte touches, if there is one.
#[must_use]
pub fn at(view: View<'_>, offset: u32) -> Option<Mention<'_>> {
    on_line(view, view.line_at(offset)?).into_iter().find(|mention| mention.span.touches(offset))
}

/// All names of a file.
pub fn all(view: View<'_>) -> impl Iterator<Item = Mention<'_>> {
    (0..view.parsed().lines.len()).flat_map(move |index| on_line(view, index))
}

struct Finder<'a> {
    view: View<'a>,
    line: u32,
    within: Option<&'a SessionHead>,
    found: Vec<Mention<'a>>,
}

impl<'a> Finder<'a> {
    fn add(&mut self, what: What<'a>, span: LineSpan, defines: bool) {
        let span = Span::new(self.view.file(), self.line + span.start, self.line + span.end);
        self.found.push(Mention { what, span, defines });
    }

    /// The name within a span that may hold more: `@pace`, `rec jog`.
    fn add_word(&mut self, what: What<'a>, word: &str, span: LineSpan) {
        let text = self.view.slice(Span::new(self.view.file(), self.line + span.start, self.line + span.end));
        let Some(at) = find_word(text, word) else { return };
        let start = span.start + at;
        let end = start + u32::try_from(word.len()).unwrap_or(0);
        self.add(what, LineSpan::new(start, end), false);
    }

    fn statement(&mut self, statement: &'a Statement) {
        match statement {
            Statement::Session(head) => {
                self.add(What::Session(&head.name), head.name.span, true);
                for param in &head.params {
                    self.add(What::Param { session: &head.name, name: &param.name }, param.name.span, true);
                    if let Some(value) = &param.default {
                        self.value(value);
                    }
                }
            }
            Statement::Use { path } => self.file(path),
            Statement::Log { plan: Some(path), .. } => self.file(path),
            Statement::Setting(setting) if setting.key.node == SettingKey::Logs => {
                for value in &setting.values {
                    if let SettingValue::Text(path) = &value.node {
                        let span = LineSpan::new(value.span.start, value.span.end);
                        self.add_word(What::File(path), path, span);
                    }
                }
            }
            Statement::Zone { zone, .. } => self.add(What::Zone(zone.node), zone.span, true),
            Statement::Day(day) => self.items(&day.items),
            Statement::Items { items, .. } => self.items(items),
            _ => {}
        }
    }

    fn file(&mut self, path: &'a Word) {
        self.add_word(What::File(path), path, path.span);
    }

    fn items(&mut self, items: &'a [Item]) {
        for item in items {
            match &item.kind {
                ItemKind::Session(session) => session.choices.iter().for_each(|choice| self.choice(choice)),
                ItemKind::Allow { rule, .. } => self.add(What::Rule(rule), rule.span, false),
                _ => {}
            }
        }
    }

    fn choice(&mut self, choice: &'a Choice) {
        if let ChoiceKind::Steps(steps) = &choice.kind {
            self.steps(steps);
        }
    }

    fn steps(&mut self, steps: &'a [Step]) {
        steps.iter().for_each(|step| self.step(step));
    }

    fn step(&mut self, step: &'a Step) {
        match &step.kind {
            StepKind::Segment(segment) => self.segment(segment),
            StepKind::Repeat(repeat) => {
                if let Count::Param(name) = &repeat.count.node {
                    self.param(name, repeat.count.span);
                }
                if let Some(effort) = &repeat.effort {
                    self.add(What::Zone(effort.node), effort.span, false);
                }
                self.steps(&repeat.body);
                repeat.recovery.iter().for_each(|step| self.step(step));
            }
            StepKind::Ladder(ladder) => {
                ladder.rungs.iter().for_each(|rung| self.extent(rung));
                self.segment(&ladder.each);
                ladder.recovery.iter().for_each(|step| self.step(step));
            }
            StepKind::Group(steps, recovery) => {
                self.steps(steps);
                recovery.iter().for_each(|step| self.step(step));
            }
            StepKind::Call(call) => self.call(call),
            StepKind::Unread => {}
        }
        self.steps(&step.with);
    }

    fn call(&mut self, call: &'a Call) {
        if call.args.is_empty() && self.is_param(&call.name) {
            self.param(&call.name, call.name.span);
            return;
        }
        self.add(What::Session(&call.name), call.name.span, false);
        for (name, value) in &call.args {
            if let Some(name) = name {
                self.add(What::Param { session: &call.name, name }, name.span, false);
            }
            self.value(value);
        }
    }

    fn segment(&mut self, segment: &'a Segment) {
        segment.extent.iter().for_each(|extent| self.extent(extent));
        for effort in &segment.efforts {
            self.add(What::Zone(effort.node), effort.span, false);
        }
        for target in &segment.targets {
            self.target(&target.node, target.span);
        }
    }

    fn extent(&mut self, extent: &'a Spanned<Extent>) {
        if let Extent::Param(name) = &extent.node {
            self.param(name, extent.span);
        }
    }

    fn value(&mut self, value: &'a Spanned<Value>) {
        match &value.node {
            Value::Extent(Extent::Param(name)) | Value::Word(name) if self.is_param(name) => {
                self.param(name, value.span)
            }
            Value::Target(target) => self.target(target, value.span),
            _ => {}
        }
    }

    fn target(&mut self, target: &'a Target, span: LineSpan) {
        match target {
            Target::Zone(effort) => {
                let text = self.view.slice(Span::new(
                    self.view.file(),
                    self.line + span.start,
                    self.line + span.end,
                ));
                let word = text.trim_start_matches(['@', ' ']);
                let skipped = u32::try_from(text.len() - word.len()).unwrap_or(0);
                let length = word.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(word.len());
                let start = span.start + skipped;
                let end = start + u32::try_from(length).unwrap_or(0);
                self.add(What::Zone(*effort), LineSpan::new(start, end), false);
            }
            Target::Param(name) => self.param(name, span),
            Target::Offset(base, ..) => self.target(base, span),
            _ => {}
        }
    }

    fn is_param(&self, name: &str) -> bool {
        self.within.is_some_and(|head| head.params.iter().any(|param| &**param.name == name))
    }

    fn param(&mut self, name: &'a str, span: LineSpan) {
        if let Some(head) = self.within {
            self.add_word(What::Param { session: &head.name, name }, name, span);
        }
    }
}

/// Where a word stands alone in a text.
fn find_word(text: &str, word: &str) -> Option<u32> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let hit = text.match_indices(word).find(|(at, _)| {
        let before = text[..*at].chars().next_back().is_some_and(part);
        let after = text[at + word.len()..].chars().next().is_some_and(part);
        !before && !after
    });
    u32::try_from(hit?.0).ok()
}
