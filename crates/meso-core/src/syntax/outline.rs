//! Lines to blocks: a head at the margin, and the lines below it.

use super::ast::{
    Arg, Block, Entry, EntryKind, HeadKind, Item, ItemKind, Line, LineSyntax, Parsed, Setting, SettingKey,
};
use super::ast::{SettingValue, Statement};
use super::parse::head_kind;
use crate::text::{LineSpan, Spanned};
use std::sync::Arc;

/// Forms the blocks. A line that opens no block belongs to the one above, also when that one's head is broken.
pub(super) fn outline(mut lines: Vec<Line>) -> Parsed {
    let mut blocks: Vec<Block> = Vec::new();
    let mut kind = None;
    for (index, line) in lines.iter_mut().enumerate() {
        let Some(statement) = &line.syntax.statement else { continue };
        let opens = match statement {
            Statement::Unread { head: None, day: None } => line.syntax.indent == 0 && blocks.is_empty(),
            _ => head_kind(statement).is_some(),
        };
        if opens {
            kind = head_kind(statement);
            // A week has seven days.
            blocks.push(Block { head: Some(index), body: Vec::with_capacity(8) });
            continue;
        }
        if let (Statement::Setting(setting), false) = (statement, takes_settings(kind))
            && let Some(syntax) = as_entry(&line.syntax, setting)
        {
            line.syntax = Arc::new(syntax);
        }
        match blocks.last_mut() {
            Some(block) => block.body.push(index),
            None => blocks.push(Block { head: None, body: vec![index] }),
        }
    }
    Parsed { lines, blocks, unsaid: Vec::new() }
}

/// Are the lines of such a block settings?
fn takes_settings(kind: Option<HeadKind>) -> bool {
    matches!(kind, None | Some(HeadKind::Plan | HeadKind::Athlete | HeadKind::History | HeadKind::Zones))
}

/// `sleep 8h`, `weight 68kg` and `rest-hr 49bpm` are settings of an athlete and entries of a log. A line alone cannot
/// know; it is read as a setting, and outside an athlete's block turned into the entry.
fn as_entry(line: &LineSyntax, setting: &Setting) -> Option<LineSyntax> {
    let word = match &setting.key.node {
        SettingKey::Sleep => EntryKind::Sleep,
        SettingKey::Weight => EntryKind::Weight,
        SettingKey::RestHr => EntryKind::RestHr,
        _ => return None,
    };
    let mut note = None;
    let mut args = Vec::new();
    for value in &setting.values {
        let arg = match &value.node {
            SettingValue::Extent(extent) => Arg::Extent(extent.clone()),
            SettingValue::Number(n, unit) => Arg::Quantity(*n, unit.clone().unwrap_or_default()),
            SettingValue::Word(word) => Arg::Word(word.clone()),
            SettingValue::Pace(pace, unit) => Arg::Pace(crate::units::Range::one(*pace), *unit),
            SettingValue::Text(text) => {
                note = Some(Spanned::new(text.clone(), value.span));
                continue;
            }
            _ => return None,
        };
        args.push(Spanned::new(arg, value.span));
    }
    let end = setting.values.last().map_or(setting.key.span.end, |v| v.span.end);
    let entry = Entry { when: None, word: Spanned::new(word, setting.key.span), args, note };
    let item = Item { span: LineSpan::new(setting.key.span.start, end), kind: ItemKind::Entry(entry) };
    Some(LineSyntax { statement: Some(Statement::Items { dash: None, items: vec![item] }), ..line.clone() })
}
