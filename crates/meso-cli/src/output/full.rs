//! Findings for people, as rustc and ruff show theirs: the line, what belongs to it, advice, and fixes as they would be.

use super::place::Places;
use super::{FileFindings, Format, Summary, counted};
use crate::terminal::{ERROR, FAINT, INFO, Terminal, WARNING, printable};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use anstyle::Style;
use meso_core::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use meso_core::text::{FileId, SourceText, Sources, Span, Visible};
use std::ops::Range;

/// Longer lines are not shown: nobody reads them, and drawing them costs.
const LONGEST_LINE: u32 = 1000;

/// Places further apart than this many lines get a piece of the file each.
const SAME_PIECE: u32 = 12;

pub(super) struct Full {
    terminal: Terminal,
    renderer: Renderer,
}

impl Full {
    pub(super) fn new(terminal: Terminal) -> Self {
        let renderer = if terminal.color { Renderer::styled() } else { Renderer::plain() };
        Full { terminal, renderer: renderer.term_width(terminal.width) }
    }

    fn finding(&self, sources: &Sources, places: &mut Places<'_>, finding: &Diagnostic) -> String {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let mut title = level.primary_title(printable(&finding.message)).id(finding.code.name);
        if self.terminal.links {
            title = title.id_url(rule_page(finding.code.name));
        }
        let mut marks = vec![Mark { span: finding.span, label: None, kind: AnnotationKind::Primary }];
        marks.extend(finding.related.iter().map(|related| Mark {
            span: related.span,
            label: Some(&related.message),
            kind: AnnotationKind::Context,
        }));
        let mut group = Group::with_title(title);
        for piece in pieces(sources, marks) {
            group = piece.show(sources, places, group);
        }
        if let Some(help) = &finding.help {
            group = group.element(Level::HELP.message(printable(help)));
        }
        let mut groups = vec![group];
        groups.extend(finding.fixes.iter().map(|fix| suggestion(sources, fix)));
        self.renderer.render(&groups)
    }
}

impl Format for Full {
    fn file(&self, file: &FileFindings<'_>, out: &mut String) {
        let mut places = Places::new(file.sources);
        for finding in file.diagnostics {
            out.push_str(&self.finding(file.sources, &mut places, finding));
            out.push_str("\n\n");
        }
    }

    fn foot(&self, summary: &Summary) -> String {
        sentence(self.terminal, summary)
    }
}

/// The page of a rule or code on the project's site.
pub(crate) fn rule_page(name: &str) -> String {
    format!("{}/blob/main/docs/rules/{name}.md", env!("CARGO_PKG_REPOSITORY"))
}

/// How a level looks.
pub(super) fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info => INFO,
    }
}

/// The last line of a run: `2 errors, 3 warnings in 4 plans; 1 can be fixed with --fix`.
pub(super) fn sentence(terminal: Terminal, summary: &Summary) -> String {
    let mut plans = counted(summary.files, "plan");
    if let Some(since) = &summary.since {
        if summary.files == 0 {
            return format!("no plan has changed since `{since}`\n");
        }
        plans += &format!(" changed since `{since}`");
    }
    let found: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .filter(|&severity| summary.count(severity) > 0)
        .map(|severity| {
            let word = if severity == Severity::Info { "remark" } else { severity.name() };
            terminal.paint(severity_style(severity), &counted(summary.count(severity), word))
        })
        .collect();
    let mut line = match (found.is_empty(), summary.fixed) {
        (true, 0) => format!("{plans} checked, nothing to say"),
        (true, fixed) => format!("{plans} checked, {} fixed, nothing left", counted(fixed, "finding")),
        (false, 0) => format!("{} in {plans}", found.join(", ")),
        (false, fixed) => format!("{} left in {plans}, {fixed} fixed", found.join(", ")),
    };
    if summary.fixable > 0 {
        line += &terminal.paint(FAINT, &format!("; {} can be fixed with --fix", summary.fixable));
    }
    line.push('\n');
    for remark in remarks(summary) {
        line += &terminal.paint(FAINT, &remark);
        line.push('\n');
    }
    line
}

/// So many fixes that were not applied are named.
const REFUSALS: usize = 20;

/// Which fixes were not applied, and why.
pub(crate) fn refusals(summary: &Summary) -> Vec<String> {
    let mut lines: Vec<String> = summary.refused.iter().take(REFUSALS).cloned().collect();
    if summary.refused.len() > REFUSALS {
        lines.push(format!("{} more not fixed", summary.refused.len() - REFUSALS));
    }
    lines
}

/// What else is to be said of a run, a sentence each.
pub(crate) fn remarks(summary: &Summary) -> Vec<String> {
    let mut remarks = refusals(summary);
    remarks.extend(counts(summary));
    remarks
}

fn counts(summary: &Summary) -> impl Iterator<Item = String> {
    let occur = |n: usize| if n == 1 { "occurs" } else { "occur" };
    [
        (summary.unprinted, format!("{} more not shown (--max-findings)", summary.unprinted)),
        (summary.known, format!("{} in the baseline not shown", counted(summary.known, "finding"))),
        (
            summary.gone,
            format!(
                "{} of the baseline no longer {}: run --write-baseline again",
                summary.gone,
                occur(summary.gone)
            ),
        ),
    ]
    .into_iter()
    .filter_map(|(n, remark)| (n > 0).then_some(remark))
}

/// A place to point at.
struct Mark<'a> {
    span: Span,
    label: Option<&'a str>,
    kind: AnnotationKind,
}

/// Some lines of a file with the marks in them.
struct Piece<'a> {
    file: FileId,
    lines: Range<u32>,
    marks: Vec<Mark<'a>>,
}

/// Puts marks that are near each other into one piece; the piece of the first mark comes first.
fn pieces<'a>(sources: &Sources, marks: Vec<Mark<'a>>) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for mark in marks {
        let index = sources.get(mark.span.file).line_index();
        let (first, last) = (index.line_of(mark.span.start), index.line_of(mark.span.end));
        let near = pieces.iter_mut().find(|piece| {
            piece.file == mark.span.file
                && first < piece.lines.end + SAME_PIECE
                && piece.lines.start < last + SAME_PIECE
        });
        if let Some(piece) = near {
            piece.lines = piece.lines.start.min(first)..piece.lines.end.max(last + 1);
            piece.marks.push(mark);
        } else {
            pieces.push(Piece { file: mark.span.file, lines: first..last + 1, marks: vec![mark] });
        }
    }
    pieces
}

impl Piece<'_> {
    fn show<'a>(&self, sources: &'a Sources, places: &mut Places<'_>, group: Group<'a>) -> Group<'a>
    where
        Self: 'a,
    {
        let source = sources.get(self.file);
        if too_long(source, &self.lines) {
            let at = self.marks.first().map(|mark| places.start(mark.span));
            let mut origin = Origin::path(printable(&source.name));
            if let Some(at) = at {
                origin = origin.line(at.line as usize).char_column(at.column as usize);
            }
            return group.element(origin);
        }
        let excerpt = Excerpt::of(source, &self.lines);
        let annotations = self.marks.iter().map(|mark| {
            let annotation = mark.kind.span(excerpt.place(mark.span));
            annotation.label(mark.label.map(|label| printable(label).into_owned()))
        });
        let annotations = annotations.collect::<Vec<Annotation<'a>>>();
        group.element(excerpt.snippet().annotations(annotations))
    }
}

/// A fix, drawn as the lines would be after it.
fn suggestion<'a>(sources: &'a Sources, fix: &'a Fix) -> Group<'a> {
    let title = match fix.applicability {
        Applicability::Safe => printable(&fix.title).into_owned(),
        Applicability::Unsafe => {
            format!("{} (changes the training: only with --unsafe-fixes)", printable(&fix.title))
        }
    };
    let mut group = Group::with_title(Level::HELP.secondary_title(title));
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.file, edit.span.start));
    for edits in edits.chunk_by(|a, b| a.span.file == b.span.file) {
        let Some((first, last)) = edits.first().zip(edits.last()) else { continue };
        let source = sources.get(first.span.file);
        let index = source.line_index();
        let lines = index.line_of(first.span.start)..index.line_of(last.span.end) + 1;
        if too_long(source, &lines) {
            continue;
        }
        let excerpt = Excerpt::of(source, &lines);
        let patches = edits.iter().map(|edit| {
            Patch::new(excerpt.place(edit.span), Visible::of(&edit.text, stays).text.into_owned())
        });
        let patches: Vec<_> = patches.collect();
        group = group.element(excerpt.snippet().patches(patches));
    }
    group
}

/// Some lines of a file as a person sees them: what is hidden in them is shown.
struct Excerpt<'a> {
    source: &'a SourceText,
    lines: Range<u32>,
    bytes: Range<usize>,
    shown: Visible<'a>,
}

impl<'a> Excerpt<'a> {
    fn of(source: &'a SourceText, lines: &Range<u32>) -> Self {
        let bytes = bytes_of(source, lines);
        let shown = Visible::of(source.text.get(bytes.clone()).unwrap_or(""), stays);
        Excerpt { source, lines: lines.clone(), bytes, shown }
    }

    fn snippet<T: Clone>(&self) -> Snippet<'a, T> {
        Snippet::source(self.shown.text.clone())
            .line_start(self.lines.start as usize + 1)
            .path(printable(&self.source.name))
    }

    /// A span from the start of what is shown; one that ends in the line break ends with the line.
    fn place(&self, span: Span) -> Range<usize> {
        let within = within(self.source, span, &self.bytes);
        self.shown.offset(within.start)..self.shown.offset(within.end)
    }
}

/// The renderer writes tabs as blanks, and knows the ends of lines.
fn stays(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t')
}

/// The bytes of some lines, the last line break left out.
fn bytes_of(source: &SourceText, lines: &Range<u32>) -> Range<usize> {
    let index = source.line_index();
    let start = index.line_range(lines.start).start as usize;
    let end = index.line_range(lines.end.saturating_sub(1)).end as usize;
    let text = source.text.get(start..end).unwrap_or("");
    start..start + text.trim_end_matches(['\n', '\r']).len()
}

/// A span from the start of the bytes shown; one that ends in the line break ends with the line.
fn within(source: &SourceText, span: Span, bytes: &Range<usize>) -> Range<usize> {
    let clamp = |offset: u32| {
        let offset = (offset as usize).clamp(bytes.start, bytes.end);
        if source.text.is_char_boundary(offset) { offset - bytes.start } else { 0 }
    };
    clamp(span.start)..clamp(span.end).max(clamp(span.start))
}

fn too_long(source: &SourceText, lines: &Range<u32>) -> bool {
    let index = source.line_index();
    lines.len() > 200 || lines.clone().any(|line| index.line_range(line).len() > LONGEST_LINE as usize)
}
