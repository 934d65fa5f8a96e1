//! Sessions that have a name: their definitions, their parameters, and what a caller gives for them.

use super::files::Files;
use super::report::{Report, write};
use super::steps::{Body, Expander, Facts, Place, sport_of_work};
use crate::codes;
use crate::diagnostic::{Applicability, Diagnostic};
use crate::limits::{CALLS_DEEP as MAX_CALL_DEPTH, STEPS as MAX_STEPS, SUGGESTIONS};
use crate::syntax::ast::{
    Call, ChoiceKind, Class, Effort, Extent, Item, ItemKind, Param, SessionHead, Statement, Step, Target,
    Value,
};
use crate::text::{FileId, LineStart, Span, Spanned};
use crate::units::Range;
use meso_grammar::vocabulary::{self, nearest, similar};
use std::collections::HashMap;
use std::rc::Rc;

/// Resolved argument lists that are remembered for one definition.
const MAX_REMEMBERED: usize = 64;

/// What a parameter stands for in one call.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Bound {
    Number(Range<f64>),
    Extent(Extent),
    Target(Target),
    Effort(Effort),
    /// Nothing was given, and that was reported, or the definition is looked at without a caller.
    Missing,
}

impl Bound {
    /// What it is, for "not …".
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Bound::Number(_) => "a plain number",
            Bound::Extent(Extent::Distance(..)) => "a distance",
            Bound::Extent(_) => "a time",
            Bound::Target(_) => "a target",
            Bound::Effort(_) => "an effort",
            Bound::Missing => "nothing",
        }
    }
}

/// The parameters of the definition whose body is being read.
pub(crate) struct Env<'e> {
    params: &'e [Param],
    values: &'e [Bound],
}

impl Env<'_> {
    /// Outside of any definition.
    pub(crate) const NONE: Env<'static> = Env { params: &[], values: &[] };

    /// What a name stands for.
    pub(crate) fn get(&self, name: &str) -> Option<&Bound> {
        let i = self.params.iter().position(|p| &*p.name.node == name)?;
        self.values.get(i)
    }

    /// All names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.params.iter().map(|p| &*p.name.node)
    }
}

/// A session's definition in its file.
pub(crate) struct DefinitionSource<'a> {
    pub(crate) head: &'a SessionHead,
    pub(crate) at: LineStart,
    /// The lines of its body.
    lines: Vec<(&'a [Item], LineStart)>,
    /// A line of it cannot be read.
    unread: bool,
    /// From head to last line.
    pub(crate) block: Span,
}

/// All definitions of a plan and its libraries.
#[derive(Default)]
pub(crate) struct Definitions<'a> {
    pub(crate) all: Vec<DefinitionSource<'a>>,
    by_name: HashMap<&'a str, usize, foldhash::fast::RandomState>,
}

impl<'a> Definitions<'a> {
    /// Finds them. A plan's own come before those of its libraries; two of one name in a file are a finding.
    pub(crate) fn collect(files: &'a Files, report: &mut Report) -> Definitions<'a> {
        let mut definitions = Definitions::default();
        for &file in &files.libraries {
            for block in files.blocks(file) {
                let Some((Statement::Session(head), at)) = block.head.and_then(|h| files.statement(file, h))
                else {
                    continue;
                };
                definitions.add(files, file, head, at, block, report);
            }
        }
        definitions
    }

    fn add(
        &mut self,
        files: &'a Files,
        file: FileId,
        head: &'a SessionHead,
        at: LineStart,
        block: &'a crate::syntax::ast::Block,
        report: &mut Report,
    ) {
        let name_span = at.at(head.name.span);
        let mut lines = Vec::with_capacity(block.body.len());
        let mut unread = false;
        let mut span = block.head.map_or(name_span, |h| files.line_span(file, h));
        for &index in &block.body {
            match files.statement(file, index) {
                Some((Statement::Items { items, .. }, at)) => lines.push((items.as_slice(), at)),
                Some((Statement::Unread { .. }, _)) => unread = true,
                Some(_) => {
                    unread = true;
                    report.push(
                        Diagnostic::new(
                            &codes::MISPLACED_LINE,
                            files.line_span(file, index),
                            "this line is no step of a session",
                        )
                        .help("a session's body has steps such as `2km E` or `n x (1km @T / 60s jog)`"),
                    );
                }
                None => {}
            }
        }
        if let Some(&last) = block.body.last() {
            span = span.cover(files.line_span(file, last));
        }
        let index = self.all.len();
        match self.by_name.get(&*head.name.node) {
            Some(&other) if self.all[other].at.file == file => {
                let first = self.all[other].at.at(self.all[other].head.name.span);
                report.push(
                    Diagnostic::new(
                        &codes::SESSION_REPEATED,
                        name_span,
                        format!("there are two sessions `{}`; the first one counts", head.name.node),
                    )
                    .help("give one of them another name")
                    .related(first, "the first one"),
                );
            }
            Some(_) => {}
            None => {
                self.by_name.insert(&head.name.node, index);
            }
        }
        self.all.push(DefinitionSource { head, at, lines, unread, block: span });
    }

    /// The definition of a name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|d| &*d.head.name.node)
    }
}

/// The first of some names, and how many more there are.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 8;
    match names.split_at_checked(SHOWN) {
        Some((first, more)) if !more.is_empty() => format!("{} and {} more", first.join(", "), more.len()),
        _ => names.join(", "),
    }
}

/// The steps of an item's first choice.
fn first_steps(item: &Item) -> Option<&[Step]> {
    let ItemKind::Session(session) = &item.kind else { return None };
    match &session.choices.first()?.kind {
        ChoiceKind::Steps(steps) => Some(steps),
        ChoiceKind::Rest => None,
    }
}

impl<'a> Expander<'a> {
    /// What a call comes to; a body that is marked unread when something is wrong with it.
    pub(crate) fn call(&mut self, call: &Call, place: Place<'_>) -> Option<Rc<Body>> {
        let span = place.at.at(call.name.span);
        let Some(index) = self.definitions.find(&call.name.node) else {
            self.unknown_session(call, span, place);
            return None;
        };
        if let Some(uses) = self.uses.get_mut(index) {
            *uses = uses.saturating_add(1);
        }
        if self.open.contains(&index) {
            let message = if self.open.last() == Some(&index) {
                format!("session `{}` calls itself: it would never end", call.name.node)
            } else {
                format!("session `{}` is called from a session that it calls itself", call.name.node)
            };
            self.report.push(
                Diagnostic::new(&codes::SESSION_CALLS_ITSELF, span, message)
                    .help("write the steps here, or call another session"),
            );
            return None;
        }
        if self.open.len() >= MAX_CALL_DEPTH {
            self.report.say(
                &codes::NESTING_TOO_DEEP,
                span,
                format!("sessions call each other more than {MAX_CALL_DEPTH} deep here"),
            );
            return None;
        }
        let values = self.bind(index, call, span, place);
        Some(self.instantiate(index, values))
    }

    /// Looks at a definition that nobody calls, so that its mistakes are found too.
    pub(crate) fn look_at(&mut self, index: usize) {
        let Some(definition) = self.definitions.all.get(index) else { return };
        let values =
            definition.head.params.iter().map(|p| self.value_of(p.default.as_ref(), &Env::NONE)).collect();
        self.instantiate(index, values);
    }

    fn value_of(&self, value: Option<&Spanned<Value>>, env: &Env<'_>) -> Bound {
        match value.map(|v| &v.node) {
            None => Bound::Missing,
            Some(Value::Number(n)) => Bound::Number(*n),
            Some(Value::Extent(Extent::Param(name))) => env.get(name).cloned().unwrap_or(Bound::Missing),
            Some(Value::Extent(e)) => Bound::Extent(e.clone()),
            Some(Value::Target(Target::Param(name))) => match env.get(name) {
                Some(bound) => bound.clone(),
                None => Bound::Target(Target::Param(name.clone())),
            },
            Some(Value::Target(t)) => Bound::Target(t.clone()),
            Some(Value::Word(word)) => match env.get(word) {
                Some(bound) => bound.clone(),
                None => Effort::named(word).map_or(Bound::Missing, Bound::Effort),
            },
        }
    }

    /// Gives each parameter its value, by name, by place, or its default.
    fn bind(&mut self, index: usize, call: &Call, span: Span, place: Place<'_>) -> Vec<Bound> {
        let definitions = self.definitions;
        let definition = &definitions.all[index];
        let params = &definition.head.params;
        let mut values: Vec<Option<Bound>> = vec![None; params.len()];
        let defined = definition.at.at(definition.head.name.span);
        let mut by_place = 0;
        for (name, value) in &call.args {
            let slot = match name {
                Some(name) => params.iter().position(|p| p.name.node == name.node),
                None => {
                    by_place += 1;
                    (by_place <= params.len()).then(|| by_place - 1)
                }
            };
            if let Value::Word(word) = &value.node
                && place.env.get(word).is_none()
                && Effort::named(word).is_none()
            {
                self.report.say(
                    &codes::UNKNOWN_PARAMETER,
                    place.at.at(value.span),
                    format!("`{word}` is neither a number, an effort nor a parameter"),
                );
            }
            if let Some(slot) = slot {
                values[slot] = Some(self.value_of(Some(value), place.env));
                continue;
            }
            let known: Vec<&str> = params.iter().map(|p| &*p.name.node).collect();
            let (at, message, near) = match name {
                Some(n) => (
                    place.at.at(n.span),
                    format!("session `{}` has no parameter `{}`", call.name.node, n.node),
                    if self.may_suggest() { similar(&n.node, &[&known]) } else { None },
                ),
                None => (
                    place.at.at(value.span),
                    format!("session `{}` takes {} values, this is one more", call.name.node, params.len()),
                    None,
                ),
            };
            let mut d = Diagnostic::new(&codes::UNKNOWN_PARAMETER, at, message)
                .related(defined, "its parameters stand here");
            if let Some(near) = near {
                d = d.help(format!("did you mean `{near}`?")).fix(write(at, near, Applicability::Unsafe));
            } else if !params.is_empty() {
                d = d.help(format!("it has {}", listed(&known)));
            }
            self.report.push(d);
        }
        params
            .iter()
            .zip(values)
            .map(|(param, value)| match (value, &param.default) {
                (Some(value), _) => value,
                (None, Some(default)) => self.value_of(Some(default), &Env::NONE),
                (None, None) => {
                    self.report.push(
                        Diagnostic::new(
                            &codes::ARGUMENT_MISSING,
                            span,
                            format!("session `{}` needs a value for `{}`", call.name.node, param.name.node),
                        )
                        .help(format!("write `{}({} = …)`", call.name.node, param.name.node))
                        .related(definition.at.at(param.name.span), "it has no value of its own here"),
                    );
                    Bound::Missing
                }
            })
            .collect()
    }

    /// The steps of a definition with these values; each list of values is worked out once.
    fn instantiate(&mut self, index: usize, values: Vec<Bound>) -> Rc<Body> {
        if let Some((_, body)) =
            self.remembered.get(index).and_then(|list| list.iter().find(|(v, _)| *v == values))
        {
            return Rc::clone(body);
        }
        let definitions = self.definitions;
        let definition = &definitions.all[index];
        let outer = std::mem::take(&mut self.facts);
        let outer_parts = std::mem::take(&mut self.parts);
        self.open.push(index);
        let mut steps = Vec::with_capacity(definition.lines.len().min(64));
        let env = Env { params: &definition.head.params, values: &values };
        self.facts.unread = definition.unread;
        let written = definition.lines.iter().flat_map(|(items, _)| items.iter()).filter_map(first_steps);
        let role_sport = sport_of_work(written.flatten());
        for (items, at) in &definition.lines {
            for item in *items {
                let place = Place { role_sport, ..Place::new(*at, &env) };
                match &item.kind {
                    ItemKind::Session(session) => self.choice(session, place, &mut steps),
                    ItemKind::Note(_) => {}
                    ItemKind::Unread => self.facts.unread = true,
                    ItemKind::Allow { .. } | ItemKind::Entry(_) => {
                        self.facts.unread = true;
                        self.report.say(
                            &codes::MISPLACED_LINE,
                            at.at(item.span),
                            "only steps can stand in a session; recovery goes to the day",
                        );
                    }
                }
            }
        }
        self.open.pop();
        if definition.head.class.as_ref().is_some_and(|c| c.node == Class::Hard) {
            self.facts.hard = true;
        }
        let mut facts = std::mem::replace(&mut self.facts, outer);
        let mut parts = std::mem::replace(&mut self.parts, outer_parts);
        if facts.leaves > MAX_STEPS {
            // Reported; whoever calls it misses it, and says no more.
            facts = Facts { unread: true, ..Facts::default() };
            steps.clear();
            parts.clear();
        }
        let body = Rc::new(Body { steps, parts, facts });
        if let Some(list) = self.remembered.get_mut(index)
            && list.len() < MAX_REMEMBERED
        {
            list.push((values, Rc::clone(&body)));
        }
        body
    }

    /// The name that may be meant by one that no session has. It is looked for once a name, and for some names only: each
    /// search goes through all that are defined.
    fn near_session(&mut self, name: &str, env: &Env<'_>) -> Option<String> {
        if !self.suggested.contains_key(name) {
            if !self.may_suggest() {
                return None;
            }
            let names: Vec<&str> = self.definitions.names().collect();
            let near = nearest(name, &[&names]).map(|(distance, near)| (distance, near.to_owned()));
            self.suggested.insert(name.into(), near);
        }
        let session = self.suggested.get(name)?.as_ref().map(|(distance, near)| (*distance, near.as_str()));
        let parameters: Vec<&str> = env.names().collect();
        let parameter = nearest(name, &[&parameters]);
        session
            .into_iter()
            .chain(parameter)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, near)| near)
            .or_else(|| similar(name, &[vocabulary::EFFORTS, vocabulary::SPORTS]))
            .map(str::to_owned)
    }

    /// May a near name be looked for once more?
    fn may_suggest(&mut self) -> bool {
        self.searches += 1;
        self.searches <= SUGGESTIONS
    }

    fn unknown_session(&mut self, call: &Call, span: Span, place: Place<'_>) {
        let name = &call.name;
        // A word of the language takes no values in brackets.
        let is_word =
            |near: &String| Effort::named(near).is_some() || crate::terms::Sport::named(near).is_some();
        let near = self.near_session(&name.node, place.env);
        let near = near.filter(|near| call.args.is_empty() || !is_word(near));
        let mut d =
            Diagnostic::new(&codes::UNKNOWN_SESSION, span, format!("there is no session `{}`", name.node));
        d = match near {
            Some(near) => {
                d.help(format!("did you mean `{near}`?")).fix(write(span, &near, Applicability::Unsafe))
            }
            None => d.help(format!("define it: `session {}`, with its steps below", name.node)),
        };
        self.report.push(d);
    }
}
