//! Changes to a text, as data.

use crate::text::Span;

/// Replace the bytes of `span` by `text`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

impl Edit {
    /// Puts `text` where `span` was.
    #[must_use]
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Edit { span, text: text.into() }
    }

    /// Puts `text` before the byte `span.start`.
    #[must_use]
    pub fn insert_before(span: Span, text: impl Into<String>) -> Self {
        Edit { span: Span { end: span.start, ..span }, text: text.into() }
    }

    /// Puts `text` after the byte `span.end`.
    #[must_use]
    pub fn insert_after(span: Span, text: impl Into<String>) -> Self {
        Edit { span: Span { start: span.end, ..span }, text: text.into() }
    }

    /// Takes the bytes of `span` out.
    #[must_use]
    pub fn delete(span: Span) -> Self {
        Edit { span, text: String::new() }
    }
}

/// Applies edits of one file to its text. Returns `None` when two edits overlap or one lies outside the text; the
/// caller keeps the text as it was.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|e| (e.span.start, e.span.end));
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in sorted {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        if start < at {
            return None;
        }
        out.push_str(text.get(at..start)?);
        text.get(start..end)?;
        out.push_str(&edit.text);
        at = end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}
