//! From a name to its definition and back: go to, find all, rename, highlight, edit together.

use crate::mentions::{self, Mention, What};
use crate::view::View;
use meso_core::plan::PaceBasis;
use meso_core::syntax::ast::{Effort, Statement};
use meso_core::text::{FileId, LineStart, Span};
use std::sync::Arc;

/// A thing with a name, the same in every file that sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// A session.
    Session {
        /// The file that defines it; that of the name itself if none does.
        file: Arc<str>,
        /// Its name.
        name: String,
    },
    /// A parameter of a session.
    Param {
        /// The file that defines the session.
        file: Arc<str>,
        /// The session.
        session: String,
        /// The parameter.
        name: String,
    },
    /// A zone.
    Zone {
        /// The file that says what it means, if one does.
        file: Option<Arc<str>>,
        /// Which.
        effort: Effort,
    },
    /// A rule.
    Rule(String),
    /// A file, by the name under which it was loaded, or as it is written if it was not.
    File(String),
}

/// What a byte names, with the place of the name.
#[must_use]
pub fn symbol_at(view: View<'_>, offset: u32) -> Option<(Symbol, Span)> {
    let mention = mentions::at(view, offset)?;
    Some((symbol(view, &mention), mention.span))
}

/// What a name means in this file.
#[must_use]
pub fn symbol(view: View<'_>, mention: &Mention<'_>) -> Symbol {
    let file_of = |session: &str| {
        let own = view.source().name.clone();
        if mention.defines {
            return own;
        }
        let definition = view.plan().definitions.iter().find(|d| d.name == session);
        definition.map_or(own, |d| view.analysis.sources.get(d.name_span.file).name.clone())
    };
    match mention.what {
        What::Session(name) => Symbol::Session { file: file_of(name), name: name.to_owned() },
        What::Param { session, name } => {
            // A parameter used in a session's body belongs to this file, whatever the session's name means elsewhere.
            let here = view.head_of(view.line_at(mention.span.start).unwrap_or(0));
            let body = matches!(here, Some((_, Statement::Session(head))) if &**head.name == session);
            let file = if body { view.source().name.clone() } else { file_of(session) };
            Symbol::Param { file, session: session.to_owned(), name: name.to_owned() }
        }
        What::Zone(effort) => {
            let file = zone_lines(view, effort)
                .first()
                .map(|span| view.analysis.sources.get(span.file).name.clone());
            Symbol::Zone { file, effort }
        }
        What::Rule(name) => Symbol::Rule(name.to_owned()),
        What::File(path) => Symbol::File(file_named(view, path).map_or(path.to_owned(), |f| f.to_string())),
    }
}

/// Where a symbol is defined, in this plan or what it uses. A zone that the plan leaves to the athlete's results is
/// defined by those.
#[must_use]
pub fn definitions(view: View<'_>, symbol: &Symbol) -> Vec<Span> {
    match symbol {
        Symbol::Session { file, name } => {
            heads(view, file, name).map(|(head, at)| at.at(head.name.span)).collect()
        }
        Symbol::Param { file, session, name } => heads(view, file, session)
            .flat_map(|(head, at)| {
                head.params.iter().filter(|p| &**p.name == name).map(move |p| at.at(p.name.span))
            })
            .collect(),
        Symbol::Zone { effort, .. } => {
            let lines = zone_lines(view, *effort);
            if lines.is_empty() { origin_of_paces(view).into_iter().collect() } else { lines }
        }
        Symbol::Rule(_) => Vec::new(),
        Symbol::File(name) => {
            view.analysis.sources.find(name).map(|file| Span::new(file, 0, 0)).into_iter().collect()
        }
    }
}

/// Every place of this file that names a symbol, its definition included.
#[must_use]
pub fn occurrences<'a>(view: View<'a>, wanted: &Symbol) -> Vec<Mention<'a>> {
    mentions::all(view).filter(|mention| symbol(view, mention) == *wanted).collect()
}

/// May it be renamed? The place of the name under the cursor, or why not.
///
/// # Errors
/// In words for the one who asked.
pub fn renamable(view: View<'_>, offset: u32) -> Result<(Symbol, Span), String> {
    let (symbol, span) = symbol_at(view, offset).ok_or("there is no name here that could be changed")?;
    match &symbol {
        Symbol::Session { name, .. } if definitions(view, &symbol).is_empty() => {
            Err(format!("`{name}` is not defined anywhere"))
        }
        Symbol::Rule(name) => Err(format!("`{name}` is the name of a rule")),
        Symbol::File(_) => Err("a file is renamed where the files are".to_owned()),
        _ => Ok((symbol, span)),
    }
}

/// Is it a name that a symbol can have?
///
/// # Errors
/// In words for the one who typed it.
pub fn check_new_name(view: View<'_>, symbol: &Symbol, new: &str) -> Result<(), String> {
    let line = match symbol {
        Symbol::Session { .. } => format!("session {new}"),
        Symbol::Param { .. } => format!("session s({new})"),
        Symbol::Zone { .. } => format!("  mon 8km @{new}"),
        Symbol::Rule(_) | Symbol::File(_) => return Err("it cannot be renamed here".to_owned()),
    };
    let syntax = meso_core::syntax::parse_line(&line);
    let fits = syntax.problems.is_empty()
        && match (&syntax.statement, symbol) {
            (Some(Statement::Session(head)), Symbol::Session { .. }) => &**head.name == new,
            (Some(Statement::Session(head)), _) => head.params.iter().any(|p| &**p.name == new),
            (Some(Statement::Day(_)), Symbol::Zone { .. }) => zone_of_line(&syntax).is_some(),
            _ => false,
        };
    if !fits {
        return Err(match symbol {
            Symbol::Zone { .. } => {
                format!("`{new}` is no zone: they are words of the language, as E, M, T, I, R")
            }
            _ => format!(
                "`{new}` cannot be a name: letters, digits and `-`, beginning with a letter, and no word of the language"
            ),
        });
    }
    let taken = match symbol {
        Symbol::Session { name, .. } => new != name && view.plan().definitions.iter().any(|d| d.name == new),
        Symbol::Param { session, name, .. } => {
            let of = view.plan().definitions.iter().find(|d| d.name == *session);
            new != name && of.is_some_and(|d| d.params.iter().any(|(p, _)| p == new))
        }
        _ => false,
    };
    if taken { Err(format!("there is already one called `{new}`")) } else { Ok(()) }
}

/// The places that change together while the name under the cursor is typed over: all of them in this file, if the
/// name comes from here.
#[must_use]
pub fn linked(view: View<'_>, offset: u32) -> Vec<Span> {
    let Some((symbol, span)) = symbol_at(view, offset) else { return Vec::new() };
    let own = match &symbol {
        Symbol::Session { file, .. } | Symbol::Param { file, .. } => *file == view.source().name,
        _ => false,
    };
    if !own || definitions(view, &symbol).is_empty() {
        return Vec::new();
    }
    let written = view.slice(span);
    occurrences(view, &symbol).iter().map(|m| m.span).filter(|s| view.slice(*s) == written).collect()
}

/// The file that a path in this plan leads to.
#[must_use]
pub fn file_named<'a>(view: View<'a>, path: &str) -> Option<&'a Arc<str>> {
    let wanted = path.trim_start_matches("./");
    let end = wanted.rsplit("../").next().unwrap_or(wanted);
    let files = view.analysis.sources.iter().filter(|(id, _)| *id != view.file());
    files.map(|(_, source)| &source.name).find(|name| {
        name.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with(['/', '\\']))
    })
}

/// The heads of sessions of this name in a file.
fn heads<'a>(
    view: View<'a>,
    file: &str,
    name: &str,
) -> impl Iterator<Item = (&'a meso_core::syntax::ast::SessionHead, LineStart)> {
    let id = view.analysis.sources.find(file);
    let parsed = id.and_then(|id| view.analysis.parsed.get(id.0 as usize));
    let heads = parsed.into_iter().flat_map(|p| &p.lines).filter_map(move |line| {
        match line.syntax.statement.as_ref()? {
            Statement::Session(head) => Some((head, LineStart { file: id?, offset: line.start })),
            _ => None,
        }
    });
    heads.filter(|(head, _)| &**head.name == name).collect::<Vec<_>>().into_iter()
}

/// The lines of `zones` blocks that say what a zone means.
fn zone_lines(view: View<'_>, effort: Effort) -> Vec<Span> {
    let files = view.analysis.parsed.iter().enumerate();
    let lines = files.flat_map(|(i, parsed)| {
        let file = FileId(u32::try_from(i).unwrap_or(u32::MAX));
        parsed.lines.iter().map(move |line| (file, line))
    });
    lines
        .filter_map(|(file, line)| match line.syntax.statement.as_ref()? {
            Statement::Zone { zone, .. } if zone.node == effort => {
                Some(LineStart { file, offset: line.start }.at(zone.span))
            }
            _ => None,
        })
        .collect()
}

/// The line that gives the paces: a result, a threshold, or the goal.
#[must_use]
pub fn origin_of_paces(view: View<'_>) -> Option<Span> {
    let plan = view.plan();
    match plan.paces.basis {
        PaceBasis::Race(..) => plan.athlete.recent.first().map(|race| race.span),
        PaceBasis::Goal(..) => plan.goal.as_ref().map(|goal| goal.span),
        PaceBasis::Stated | PaceBasis::Threshold => plan.athlete.span,
        PaceBasis::Assumed => None,
    }
}

fn zone_of_line(syntax: &meso_core::syntax::ast::LineSyntax) -> Option<Effort> {
    use meso_core::syntax::ast::{ChoiceKind, ItemKind, StepKind, Target};
    let Some(Statement::Day(day)) = &syntax.statement else { return None };
    let ItemKind::Session(item) = &day.items.first()?.kind else { return None };
    let ChoiceKind::Steps(steps) = &item.choices.first()?.kind else { return None };
    let StepKind::Segment(segment) = &steps.first()?.kind else { return None };
    match segment.targets.first()?.node {
        Target::Zone(effort) => Some(effort),
        _ => None,
    }
}
