//! The identity of a finding across edits: the rule, the file, and the words it stands on, not the line number.
//!
//! A plan changes above and below a finding all the time. What stays is the text of its line; where a plan says the same
//! line several times ("mon rest"), the block it stands in (`week 7`) and, at last, a count tell them apart.

use meso_core::diagnostic::Diagnostic;
use meso_core::text::{SourceText, Sources, Span};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Gives each finding of a run its fingerprint.
#[derive(Default)]
pub(crate) struct Fingerprints {
    seen: HashMap<String, u32>,
}

impl Fingerprints {
    /// 32 hexadecimal digits, the same as long as the rule, the file's name, the block's head and the line's words are.
    /// Equal findings are counted in the order in which they are asked for.
    pub(crate) fn of(&mut self, sources: &Sources, finding: &Diagnostic) -> String {
        let source = sources.get(finding.span.file);
        self.in_file(&portable(&source.name), source, finding)
    }

    /// [`Fingerprints::of`] with another name for the file.
    pub(crate) fn in_file(&mut self, name: &str, source: &SourceText, finding: &Diagnostic) -> String {
        let (head, line) = (head_of(source, finding.span), line_of(source, finding.span));
        let identity = format!("{}\0{name}\0{}\0{}", finding.code.name, words(head), words(line));
        let count = self.seen.entry(identity.clone()).or_insert(0);
        *count += 1;
        let digest = Sha256::digest(format!("{identity}\0{count}").as_bytes());
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The name with the separators of the web.
pub(crate) fn portable(name: &str) -> String {
    let name = name.strip_prefix("./").unwrap_or(name);
    if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() }
}

/// The words of the line that a finding stands on, without its comment.
pub(crate) fn words_at(source: &SourceText, finding: &Diagnostic) -> String {
    words(line_of(source, finding.span))
}

/// The line that a span begins on.
fn line_of(source: &SourceText, span: Span) -> &str {
    let index = source.line_index();
    text(source, index.line_of(span.start))
}

/// The nearest line at the margin above the span, or its own.
fn head_of(source: &SourceText, span: Span) -> &str {
    let last = source.line_index().line_of(span.start);
    (0..=last)
        .rev()
        .map(|line| text(source, line))
        .find(|line| line.chars().next().is_some_and(|c| !c.is_whitespace() && c != '#'))
        .unwrap_or("")
}

fn text(source: &SourceText, line: u32) -> &str {
    let range = source.line_index().line_range(line);
    source.text.get(range.start as usize..range.end as usize).unwrap_or("")
}

/// Without its comment and with single blanks: `meso fmt` changes nothing here.
fn words(line: &str) -> String {
    let mut quoted = false;
    let code = line.split(|c| {
        quoted ^= c == '"';
        c == '#' && !quoted
    });
    code.take(1).flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use meso_core::codes::NOTATION;
    use meso_core::text::FileId;

    fn fingerprint(text: &str, word: &str) -> String {
        let (sources, file) = Sources::with(SourceText::new("a.meso", text));
        let start = u32::try_from(text.find(word).unwrap()).unwrap();
        let span = Span::new(file, start, start + 1);
        Fingerprints::default().of(&sources, &Diagnostic::new(&NOTATION, span, "x"))
    }

    #[test]
    fn other_lines_and_blanks_do_not_change_it() {
        let before = fingerprint("week 1\n  tue 8 km E\n", "8 km");
        assert_eq!(
            before,
            fingerprint("# new\nplan \"x\"\n\nweek 1\n  mon rest\n  tue   8 km E # c\n", "8 km")
        );
        assert_eq!(before.len(), 32);
    }

    #[test]
    fn other_words_or_another_week_do() {
        let before = fingerprint("week 1\n  tue 8 km E\n", "8 km");
        assert_ne!(before, fingerprint("week 1\n  tue 8 km T\n", "8 km"));
        assert_ne!(before, fingerprint("week 2\n  tue 8 km E\n", "8 km"));
    }

    #[test]
    fn equal_findings_are_counted() {
        let (sources, file) = Sources::with(SourceText::new("a.meso", "week 1\n  tue 8 km E\n"));
        let finding = Diagnostic::new(&NOTATION, Span::new(FileId(file.0), 13, 14), "x");
        let mut fingerprints = Fingerprints::default();
        assert_ne!(fingerprints.of(&sources, &finding), fingerprints.of(&sources, &finding));
    }
}
