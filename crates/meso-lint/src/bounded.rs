//! No more findings than anybody reads: the first of each kind, and one that says how many more there are.

use meso_core::diagnostic::{Code, Diagnostic, Severity, Unsaid};
use meso_core::limits::{FINDINGS, FINDINGS_OF_A_KIND};
use meso_core::text::{FileId, Span};
use std::collections::{BTreeMap, HashMap};

/// Kinds of findings about findings.
pub(crate) static CODES: &[&Code] = &[&MORE_FINDINGS];

/// A file has more findings than are told.
pub static MORE_FINDINGS: Code = Code {
    name: "more-findings",
    severity: Severity::Warning,
    docs: "A file has more findings than are told.\n\n\
        Of one kind the first thousand in a file are told, and five thousand in all. What comes after them is counted, and\n\
        said to be as grave as the gravest of it. Fix what is told, then check again.\n",
};

/// What is left out of one file.
struct LeftOut {
    count: usize,
    first: Span,
    gravest: Severity,
}

/// Leaves out what is more than is told of findings in the order of the text, and says so, together with what was never
/// worded.
pub(crate) fn bound(all: &mut Vec<Diagnostic>, unsaid: Vec<Unsaid>) {
    if all.len() <= FINDINGS_OF_A_KIND && unsaid.is_empty() {
        return;
    }
    let mut left_out: BTreeMap<FileId, LeftOut> = BTreeMap::new();
    let mut leave_out = |span: Span, severity: Severity| {
        let left = left_out.entry(span.file).or_insert(LeftOut { count: 0, first: span, gravest: severity });
        left.count += 1;
        left.first = left.first.min(span);
        left.gravest = left.gravest.max(severity);
    };
    let mut of_a_kind: HashMap<(FileId, &str), usize> = HashMap::new();
    let mut in_a_file: HashMap<FileId, usize> = HashMap::new();
    all.retain(|finding| {
        let file = finding.span.file;
        let (kind, whole) =
            (of_a_kind.entry((file, finding.code.name)).or_default(), in_a_file.entry(file).or_default());
        let told = *kind < FINDINGS_OF_A_KIND && *whole < FINDINGS;
        if told {
            *kind += 1;
            *whole += 1;
        } else {
            leave_out(finding.span, finding.severity);
        }
        told
    });
    for finding in unsaid {
        leave_out(finding.span, finding.severity);
    }
    for LeftOut { count, first, gravest } in left_out.into_values() {
        let more = if count == 1 { "1 more finding".to_owned() } else { format!("{count} more findings") };
        let finding = Diagnostic::new(
            &MORE_FINDINGS,
            first,
            format!(
                "{more} from here on: {FINDINGS_OF_A_KIND} of one kind are told, and {FINDINGS} in a file"
            ),
        )
        .severity(gravest)
        .help("fix what is told, then check again");
        let place =
            all.partition_point(|other| (other.span.file, other.span.start) <= (first.file, first.start));
        all.insert(place, finding);
    }
}
