//! The parameters of the session that is being called.

use crate::view::View;
use meso_core::markdown::code;
use meso_core::text::visible;

/// A session's parameters while its call is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// `cruise(n = 4, rec = 60s)`.
    pub label: String,
    /// Its title.
    pub documentation: Option<String>,
    /// Each parameter's place in the label, in bytes, and what is said about it.
    pub params: Vec<(std::ops::Range<usize>, String)>,
    /// The one that the cursor is in.
    pub active: Option<usize>,
}

/// The call around a byte, if it is one of a session that the plan knows.
#[must_use]
pub fn help(view: View<'_>, offset: u32) -> Option<Signature> {
    let index = view.line_at(offset)?;
    let line = view.line(index)?;
    let column = offset.checked_sub(line.start)? as usize;
    let before = view.line_text(index).get(..column)?;
    let (name, args) = open_call(before)?;
    let definition = view.plan().definitions.iter().find(|d| d.name == name)?;
    let mut label = format!("{name}(");
    let mut params = Vec::new();
    for (i, (param, default)) in definition.params.iter().enumerate() {
        if i > 0 {
            label.push_str(", ");
        }
        let start = label.len();
        label.push_str(param);
        let about = match default {
            Some(value) => {
                label.push_str(&format!(" = {value}"));
                format!("{} if not given", code(value))
            }
            None => "must be given".to_owned(),
        };
        params.push((start..label.len(), about));
    }
    label.push(')');
    let current = args.rsplit(',').next().unwrap_or("");
    let named = current.split_once('=').map(|(name, _)| name.trim());
    let active = match named {
        Some(name) => definition.params.iter().position(|(param, _)| param == name),
        None => Some(args.matches(',').count()).filter(|&n| n < definition.params.len()),
    };
    Some(Signature {
        label,
        documentation: definition.title.as_deref().map(|title| visible(title).into_owned()),
        params,
        active,
    })
}

/// The name before the last bracket that is still open, and what stands behind it.
fn open_call(before: &str) -> Option<(&str, &str)> {
    let mut depth = 0u32;
    for (at, c) in before.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' if depth > 0 => depth -= 1,
            '(' => {
                let head = &before[..at];
                let start = head
                    .rfind(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
                    .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
                let name = &head[start..];
                return (!name.is_empty()).then_some((name, &before[at + 1..]));
            }
            ';' => return None,
            _ => {}
        }
    }
    None
}
