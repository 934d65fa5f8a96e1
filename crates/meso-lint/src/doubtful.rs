//! Which parts of a text could not be read, so that what a rule says of them could be nonsense.

use meso_core::Analysis;
use meso_core::codes;
use meso_core::diagnostic::{Applicability, Code, Diagnostic, Severity};
use meso_core::syntax::ast::{Line, Statement};
use meso_core::text::{FileId, LineStart, Span};

/// Findings about text that was read as it stands: they object to the text, not to what it means.
static READ: &[&Code] = &[
    &codes::NOTATION,
    &codes::DAY_BEFORE_START,
    &codes::WEEKS_MISMATCH,
    &codes::WEEK_GAP,
    &codes::ALLOW_WITHOUT_REASON,
];

/// Their fix is safe, but where the bracket or the note should have ended is a guess.
static GUESSED: &[&Code] = &[&codes::BRACKET, &codes::UNCLOSED_STRING];

/// The places where a text could not be read, or only with a doubt. The rules are silent about these places.
///
/// A noncanonical spelling is no such place: what a line means does not depend on how it is spelt.
pub(crate) struct Doubtful {
    /// In order, and none touches another.
    places: Vec<Span>,
}

impl Doubtful {
    pub(crate) fn new(analysis: &Analysis) -> Self {
        let mut places = Vec::new();
        let told = analysis.diagnostics.iter().filter(|diagnostic| !was_read(diagnostic));
        let told = told.map(|diagnostic| (diagnostic.span, diagnostic.severity));
        // Of those beyond what is told nobody knows the fix.
        let unsaid = analysis.unsaid.iter().filter(|unsaid| !READ.contains(&unsaid.code));
        for (span, severity) in told.chain(unsaid.map(|unsaid| (unsaid.span, unsaid.severity))) {
            match severity {
                Severity::Error => unread(analysis, span, &mut places),
                Severity::Warning => places.push(span),
                Severity::Info => {}
            }
        }
        places.sort_unstable();
        places.dedup_by(|next, last| {
            let joins = next.file == last.file && next.start <= last.end;
            if joins {
                last.end = last.end.max(next.end);
            }
            joins
        });
        Doubtful { places }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Does a finding at `span` speak of what could not be read? Of a block its head counts.
    pub(crate) fn holds(&self, analysis: &Analysis, span: Span) -> bool {
        let end = match line_of(analysis, span.file, span.start) {
            Some(line) => span.end.min(line.start.saturating_add(line.syntax.len)).max(span.start),
            None => span.end,
        };
        let before = self.places.partition_point(|place| (place.file, place.start) < (span.file, end));
        // None overlaps another, so that the last that begins before the end also ends last.
        let last = before.checked_sub(1).and_then(|last| self.places.get(last));
        last.is_some_and(|place| place.file == span.file && span.start < place.end)
    }
}

/// Is the text read as its author meant it, whatever is wrong with it? A safe fix writes what was read.
fn was_read(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Info
        || READ.contains(&diagnostic.code)
        || (diagnostic.fixes.iter().any(|fix| fix.applicability == Applicability::Safe)
            && !GUESSED.contains(&diagnostic.code))
}

/// The items of a line in which a fault lies, and the day that they are of; all of the line if it lies in none.
fn unread(analysis: &Analysis, fault: Span, places: &mut Vec<Span>) {
    let Some(line) = line_of(analysis, fault.file, fault.start) else {
        places.push(fault);
        return;
    };
    let whole = Span::new(fault.file, line.start, line.start.saturating_add(line.syntax.len));
    let items = match &line.syntax.statement {
        Some(Statement::Day(day)) => day.items.as_slice(),
        Some(Statement::Items { items, .. }) => items.as_slice(),
        _ => &[],
    };
    let start = LineStart { file: fault.file, offset: line.start };
    let places_of_items = || items.iter().map(|item| start.at(item.span));
    let faulty = |item: &Span| {
        fault.start < item.end.max(item.start + 1) && item.start < fault.end.max(fault.start + 1)
    };
    let within = places_of_items().any(|item| item.start <= fault.start && fault.end <= item.end);
    match places_of_items().next() {
        Some(first) if within => {
            places.push(Span { end: first.start, ..whole });
            places.extend(places_of_items().filter(faulty));
        }
        _ => places.push(whole),
    }
}

fn line_of(analysis: &Analysis, file: FileId, offset: u32) -> Option<&Line> {
    let lines = &analysis.parsed.get(file.0 as usize)?.lines;
    lines.get(lines.partition_point(|line| line.start <= offset).checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;
    use meso_core::load::NoFiles;
    use meso_core::text::{SourceText, Sources};

    fn analysis(text: &str) -> Analysis {
        let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
        crate::check(sources, root, &NoFiles, &Config::default()).analysis
    }

    /// Is a finding about this piece of the text silenced?
    fn hidden(text: &str, piece: &str) -> bool {
        let analysis = analysis(text);
        let start = text.find(piece).unwrap_or_else(|| panic!("`{piece}` is not in the text"));
        let bytes = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let span = Span::new(analysis.root, bytes(start), bytes(start + piece.len()));
        Doubtful::new(&analysis).holds(&analysis, span)
    }

    #[test]
    fn a_spelling_hides_nothing() {
        for line in
            ["  mon 8 km E; strength 30min", "mon 8km E; strength 30min", "  monday 8km e; strength 30min"]
        {
            let text = format!("week 1\n{line}\n");
            assert!(!hidden(&text, "mon"), "{line}");
            assert!(!hidden(&text, "strength 30min"), "{line}");
            assert!(!hidden(&text, "8"), "{line}");
        }
    }

    #[test]
    fn an_item_that_cannot_be_read_hides_itself_and_its_day() {
        let text = "week 1\n  mon 8km E; 6km @Z2; strength 30min\n  tue 8km E\n";
        assert!(hidden(text, "6km @Z2") && hidden(text, "6km") && hidden(text, "mon"));
        assert!(!hidden(text, "8km E") && !hidden(text, "strength 30min") && !hidden(text, "tue"));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_hidden_as_a_whole() {
        let text = "week 1\n  mon 8km E\nwxyz 2\n  tue 8km E\n";
        assert!(hidden(text, "wxyz") && hidden(text, "2"));
        assert!(!hidden(text, "mon 8km E") && !hidden(text, "tue"));
        // Of what reaches over several lines the first counts.
        assert!(!hidden(text, "week 1\n  mon 8km E\nwxyz 2"));
    }

    #[test]
    fn findings_may_overlap() {
        // The whole line is not indented; within it a target has no basis.
        let text = "week 1\nmon 8km E; 45min @250W; strength 30min\n";
        assert!(hidden(text, "45min @250W") && !hidden(text, "8km E") && !hidden(text, "strength 30min"));
    }
}
