//! What may stand at the cursor: what is left of the week, sessions with their parameters, zones with their paces.

mod context;
mod offers;

use crate::view::View;
use context::Context;
use meso_core::text::Span;

/// Something that may stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// What is said beside it.
    pub detail: Option<String>,
    /// What is said about it, Markdown.
    pub documentation: Option<String>,
    /// What is put in. In a snippet, `$1` and `${1:word}` are places to fill in.
    pub insert: String,
    /// Is it a snippet?
    pub snippet: bool,
    /// What it replaces.
    pub replace: Span,
    /// The more likely come first.
    pub order: u8,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word that opens a block, or joins parts of a line.
    Keyword,
    /// A day.
    Day,
    /// A session.
    Session,
    /// A parameter.
    Param,
    /// An effort, a zone, a target.
    Zone,
    /// A unit.
    Unit,
    /// A sport, terrain, a kind of week.
    Word,
    /// A recovery method or a measurement.
    Recovery,
    /// A setting.
    Setting,
    /// A rule.
    Rule,
    /// A file.
    File,
    /// A pattern to fill in.
    Pattern,
}

/// What may stand at a byte. `files` are paths that a `use` line of this file could name.
#[must_use]
pub fn complete(view: View<'_>, offset: u32, files: &[String]) -> Vec<Completion> {
    let Some(at) = context::at(view, offset) else { return Vec::new() };
    let mut acc = offers::Offers::new(view, at.replace);
    match at.context {
        Context::Head => acc.heads(),
        Context::WeekNumber => acc.week_numbers(),
        Context::WeekWords => acc.week_words(at.before),
        Context::Setting => acc.settings(at.line),
        Context::SettingValue(key) => acc.setting_values(key),
        Context::ZoneName => acc.zone_names(at.line),
        Context::Day => acc.days(at.line),
        Context::Item => acc.items(at.line),
        Context::StepRest => acc.step_words(),
        Context::Between => acc.between(),
        Context::Target => acc.targets(),
        Context::Unit(number) => acc.units(number),
        Context::Rule => acc.rules(),
        Context::Reason => acc.reason(),
        Context::Argument(session) => acc.arguments(session),
        Context::EntryWords(kind) => acc.entry_words(kind),
        Context::EntryUnit(kind, number) => acc.entry_units(kind, at.before, number),
        Context::File => acc.files(files),
    }
    acc.finish()
}
