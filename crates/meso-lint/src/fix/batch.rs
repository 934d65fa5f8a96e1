//! Which fixes are tried together, and which places each of them touches.

use super::training::{Difference, Training};
use super::verdict::{self, Blame};
use super::{State, Why};
use crate::Checked;
use meso_core::Analysis;
use meso_core::diagnostic::{Applicability, Code, Diagnostic};
use meso_core::edit::Edit;
use meso_core::syntax::ast::{DayLine, Statement};
use meso_core::text::{FileId, LineIndex, SourceText, Span};
use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What is fixed before what: first the text, so that all is known that the rules go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stage {
    /// Findings about the text, or what a rule found?
    pub(super) of_text: bool,
    pub(super) applicability: Applicability,
}

impl Stage {
    pub(super) const ALL: [Stage; 4] = [
        Stage { of_text: true, applicability: Applicability::Safe },
        Stage { of_text: true, applicability: Applicability::Unsafe },
        Stage { of_text: false, applicability: Applicability::Safe },
        Stage { of_text: false, applicability: Applicability::Unsafe },
    ];
}

/// A fix to be tried.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its finding and its place among the fixes of that.
    pub(super) id: (usize, usize),
    /// The same wherever the text has moved: the name of the finding, the edits, and the lines that they are in.
    pub(super) key: u64,
    pub(super) code: &'static str,
    pub(super) title: String,
    pub(super) span: Span,
    /// In order, and none touches another.
    pub(super) edits: Vec<Edit>,
}

/// The fixes of a stage to try together: of each finding the best that was not tried before, none that touches another,
/// and none of `suspects`.
pub(super) fn choose(
    checked: &Checked,
    stage: Stage,
    wanted: &dyn Fn(&Diagnostic) -> bool,
    tried: &HashSet<(usize, usize)>,
    suspects: &HashSet<u64>,
) -> Vec<Candidate> {
    let root = checked.analysis.root;
    let source = checked.analysis.sources.get(root);
    let mut taken = Taken::default();
    let mut chosen = Vec::new();
    for (index, diagnostic) in checked.diagnostics.iter().enumerate() {
        if verdict::is_of_text(diagnostic.code) != stage.of_text || !wanted(diagnostic) {
            continue;
        }
        let best = diagnostic.fixes.iter().enumerate().find(|(place, fix)| {
            fix.applicability == stage.applicability
                && !fix.edits.is_empty()
                && fix.edits.iter().all(|edit| edit.span.file == root)
                && !tried.contains(&(index, *place))
        });
        let Some((place, fix)) = best else { continue };
        let mut edits = fix.edits.clone();
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let key = key(diagnostic.code, &edits, source);
        if suspects.contains(&key) {
            continue;
        }
        if edits.iter().all(|edit| taken.is_free(edit.span)) {
            edits.iter().for_each(|edit| taken.take(edit.span));
            let (code, title) = (diagnostic.code.name, fix.title.clone());
            chosen.push(Candidate { id: (index, place), key, code, title, span: diagnostic.span, edits });
        }
    }
    chosen
}

fn key(code: &Code, edits: &[Edit], source: &SourceText) -> u64 {
    let mut key = DefaultHasher::new();
    code.name.hash(&mut key);
    let lines = source.line_index();
    for edit in edits {
        let first = lines.line_range(lines.line_of(edit.span.start)).start;
        let end = lines.line_range(lines.line_of(edit.span.end)).end;
        source.text.get(first as usize..end as usize).hash(&mut key);
        (edit.span.start - first, edit.span.end - first, &edit.text).hash(&mut key);
    }
    key.finish()
}

/// Places in a text of which no two touch.
#[derive(Default)]
struct Taken(BTreeMap<u32, u32>);

impl Taken {
    fn is_free(&self, span: Span) -> bool {
        let before = self.0.range(..=span.start).next_back();
        let after = self.0.range(span.start..).next();
        before.is_none_or(|(&start, &end)| start != span.start && end <= span.start)
            && after.is_none_or(|(&start, _)| span.end <= start)
    }

    fn take(&mut self, span: Span) {
        let end = self.0.entry(span.start).or_default();
        *end = span.end.max(*end);
    }
}

/// Fixes that are tried together.
pub(super) struct Batch<'a> {
    root: FileId,
    /// Of the text before.
    lines: &'a LineIndex,
    edits: Vec<&'a Edit>,
    /// The group of each fix: those that touch a line together are judged together.
    groups: Vec<usize>,
    /// How many fixes a group has, by group.
    sizes: Vec<usize>,
    /// First and last line, group; in order, and none touches another.
    touched: Vec<(u32, u32, usize)>,
}

/// Where a finding belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// On a line that the group touches.
    On(usize),
    /// On another line; the group touches the nearest.
    Near(usize),
    /// In another file.
    Elsewhere,
}

impl<'a> Batch<'a> {
    pub(super) fn new(before: &'a Checked, fixes: &[Candidate], edits: &'a [Edit]) -> Self {
        let root = before.analysis.root;
        let lines = before.analysis.sources.get(root).line_index();
        let mut pieces: Vec<(u32, u32, usize)> = Vec::new();
        for (place, fix) in fixes.iter().enumerate() {
            for edit in &fix.edits {
                let last = if edit.span.end > edit.span.start { edit.span.end - 1 } else { edit.span.end };
                pieces.push((lines.line_of(edit.span.start), lines.line_of(last), place));
            }
        }
        pieces.sort_unstable();
        let mut parents: Vec<usize> = (0..fixes.len()).collect();
        let mut touched: Vec<(u32, u32, usize)> = Vec::new();
        for (first, last, fix) in pieces {
            match touched.last_mut() {
                Some((_, end, other)) if first <= *end => {
                    *end = last.max(*end);
                    join(&mut parents, *other, fix);
                }
                _ => touched.push((first, last, fix)),
            }
        }
        let groups: Vec<usize> = (0..fixes.len()).map(|fix| find(&mut parents, fix)).collect();
        for (_, _, fix) in &mut touched {
            *fix = groups.get(*fix).copied().unwrap_or_default();
        }
        let mut sizes = vec![0; fixes.len()];
        for group in &groups {
            if let Some(size) = sizes.get_mut(*group) {
                *size += 1;
            }
        }
        let mut edits: Vec<&Edit> = edits.iter().collect();
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        Batch { root, lines, edits, groups, sizes, touched }
    }

    /// All are to blame, nobody knows which.
    pub(super) fn all_blamed(&self, why: &Why) -> Vec<Option<Blame>> {
        let blame = |group: &usize| Some(Blame { why: why.clone(), certain: false, group: *group });
        self.groups.iter().map(blame).collect()
    }

    /// Who is to blame if there is more to be said after the fixes than before.
    pub(super) fn judge(&self, before: &State, after: &State, stage: Stage) -> Vec<Option<Blame>> {
        let mut verdict = verdict::Verdict::new(stage, self.sizes.len());
        for found in before.findings() {
            let line = self.lines.line_of(found.span.start);
            verdict.was(found, self.at(found.span, line), line);
        }
        let shift = Shift::new(&self.edits);
        let new_lines = after.checked.analysis.sources.get(after.checked.analysis.root).line_index();
        for found in after.findings() {
            let line = self.lines.line_of(shift.back(found.span.start));
            let shown = new_lines.line_of(found.span.start) + 1;
            verdict.is(found, self.at(found.span, line), line, shown);
        }
        let (blamed, everybody) = verdict.blame();
        if let Some(why) = everybody {
            return self.all_blamed(&why);
        }
        let of = |group: &usize| {
            let blame = blamed.get(*group)?.clone()?;
            let certain = blame.certain && self.sizes.get(*group) == Some(&1);
            Some(Blame { certain, ..blame })
        };
        self.groups.iter().map(of).collect()
    }

    /// Who is to blame if the training has changed.
    pub(super) fn hold_harmless(
        &self,
        (before, after): (&Training, &Training),
        (old, new): (&State, &State),
    ) -> Vec<Option<Blame>> {
        let mut blamed: Vec<Option<Blame>> = vec![None; self.groups.len()];
        let shift = Shift::new(&self.edits);
        for difference in before.differences(after) {
            let places: Vec<(u32, u32)> = match difference {
                Difference::Whole => Vec::new(),
                Difference::Before(spans) => self.own(&spans).map(|span| (span.start, span.end)).collect(),
                Difference::After(spans) => {
                    self.own(&spans).map(|span| (shift.back(span.start), shift.back(span.end))).collect()
                }
            };
            let touched = places.into_iter().flat_map(|(start, end)| {
                let (first, last) = (self.lines.line_of(start), self.lines.line_of(end));
                let from = self.touched.partition_point(|(_, end, _)| *end < first);
                self.touched.iter().skip(from).take_while(move |(start, ..)| *start <= last)
            });
            let mut groups: HashSet<usize> = touched.map(|(_, _, group)| *group).collect();
            if groups.is_empty() {
                // A line elsewhere has changed it: one that opens a block or a day now, or has become a setting.
                groups = self.of_another_kind(&old.checked.analysis, &new.checked.analysis, &shift);
            }
            if groups.is_empty() {
                return self.all_blamed(&Why::ChangesTraining);
            }
            for (blame, group) in blamed.iter_mut().zip(&self.groups) {
                if groups.contains(group) {
                    *blame = Some(Blame { why: Why::ChangesTraining, certain: false, group: *group });
                }
            }
        }
        blamed
    }

    /// The groups of lines that say another kind of thing than before.
    fn of_another_kind(&self, old: &Analysis, new: &Analysis, shift: &Shift) -> HashSet<usize> {
        let kind = |analysis: &Analysis, line: usize| {
            let line = analysis.parsed.get(self.root.0 as usize)?.lines.get(line)?;
            Some(match line.syntax.statement.as_ref()? {
                Statement::Day(DayLine { day, .. }) => format!("{:?}", day.node),
                Statement::Unread { head, day } => format!("{head:?} {day:?}"),
                other => format!("{:?}", std::mem::discriminant(other)),
            })
        };
        let Some(parsed) = new.parsed.get(self.root.0 as usize) else { return HashSet::new() };
        let mut groups = HashSet::new();
        for (index, line) in parsed.lines.iter().enumerate() {
            let before = self.lines.line_of(shift.back(line.start));
            if let At::On(group) = self.at(Span::new(self.root, line.start, line.start), before)
                && kind(old, before as usize) != kind(new, index)
            {
                groups.insert(group);
            }
        }
        groups
    }

    fn own<'s>(&self, spans: &'s [Span]) -> impl Iterator<Item = &'s Span> + use<'s> {
        let root = self.root;
        spans.iter().filter(move |span| span.file == root)
    }

    fn at(&self, span: Span, line: u32) -> At {
        if span.file != self.root {
            return At::Elsewhere;
        }
        let next = self.touched.partition_point(|(_, last, _)| *last < line);
        let after = self.touched.get(next);
        let before = next.checked_sub(1).and_then(|place| self.touched.get(place));
        match (before, after) {
            (_, Some((first, _, group))) if *first <= line => At::On(*group),
            (Some((_, last, group)), Some((first, ..))) if line - last <= first - line => At::Near(*group),
            (_, Some((_, _, group))) | (Some((_, _, group)), None) => At::Near(*group),
            (None, None) => At::Elsewhere,
        }
    }
}

fn find(parents: &mut [usize], mut place: usize) -> usize {
    while let Some(&parent) = parents.get(place)
        && parent != place
    {
        let above = parents.get(parent).copied().unwrap_or(parent);
        if let Some(own) = parents.get_mut(place) {
            *own = above;
        }
        place = above;
    }
    place
}

fn join(parents: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(parents, a), find(parents, b));
    if let Some(parent) = parents.get_mut(a.max(b)) {
        *parent = a.min(b);
    }
}

/// From places in the new text to places in the old one.
struct Shift {
    /// For each edit: where what it wrote begins and ends, and the start and the end of what was there.
    pieces: Vec<(u32, u32, u32, u32)>,
}

impl Shift {
    fn new(edits: &[&Edit]) -> Self {
        let (mut old, mut new) = (0u32, 0u32);
        let pieces = edits.iter().map(|edit| {
            let start = new.saturating_add(edit.span.start.saturating_sub(old));
            new = start.saturating_add(u32::try_from(edit.text.len()).unwrap_or(u32::MAX));
            old = edit.span.end;
            (start, new, edit.span.start, edit.span.end)
        });
        Shift { pieces: pieces.collect() }
    }

    fn back(&self, offset: u32) -> u32 {
        let next = self.pieces.partition_point(|piece| piece.0 <= offset);
        match next.checked_sub(1).and_then(|place| self.pieces.get(place)) {
            None => offset,
            Some((_, end, start, _)) if offset < *end => *start,
            Some((_, end, _, old_end)) => old_end.saturating_add(offset - end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;
    use meso_core::diagnostic::{Fix, Severity};
    use meso_core::load::NoFiles;
    use meso_core::text::Sources;

    static ONE: Code = Code { name: "one", severity: Severity::Warning, docs: "" };

    fn of_rules(applicability: Applicability) -> Stage {
        Stage { of_text: false, applicability }
    }

    /// A plan of which this was found.
    fn found(fixes: Vec<Fix>) -> Checked {
        let (sources, root) = Sources::with(SourceText::new("plan.meso", "plan \"Fixes\"\n"));
        let checked = crate::check(sources, root, &NoFiles, &Config::default());
        let with = |fix| Diagnostic::new(&ONE, Span::new(FileId(0), 0, 1), "found").fix(fix);
        Checked { diagnostics: fixes.into_iter().map(with).collect(), ..checked }
    }

    fn offer(title: &str, applicability: Applicability, file: u32, at: &[(u32, u32)]) -> Fix {
        let edit = |&(start, end): &(u32, u32)| Edit::delete(Span::new(FileId(file), start, end));
        Fix { title: title.to_owned(), applicability, edits: at.iter().map(edit).collect() }
    }

    fn titles(chosen: Vec<Candidate>) -> Vec<String> {
        chosen.into_iter().map(|fix| fix.title).collect()
    }

    #[test]
    fn a_fix_is_chosen_if_it_is_of_the_stage_and_was_not_tried() {
        use Applicability::{Safe, Unsafe};
        let at: &[(u32, u32)] = &[(1, 2)];
        let checked = found(vec![
            offer("tried", Safe, 0, at),
            offer("nothing", Safe, 0, &[]),
            offer("elsewhere", Safe, 1, at),
            offer("bold", Unsafe, 0, &[(3, 4)]),
            offer("good", Safe, 0, at),
        ]);
        let tried = HashSet::from([(0, 0)]);
        assert_eq!(titles(choose(&checked, of_rules(Safe), &|_| true, &tried, &HashSet::new())), ["good"]);
        assert_eq!(titles(choose(&checked, of_rules(Unsafe), &|_| true, &tried, &HashSet::new())), ["bold"]);
        assert_eq!(titles(choose(&checked, of_rules(Safe), &|_| false, &tried, &HashSet::new())), [""; 0]);
        let of_text = Stage { of_text: true, applicability: Safe };
        assert_eq!(titles(choose(&checked, of_text, &|_| true, &tried, &HashSet::new())), [""; 0]);
    }

    #[test]
    fn of_two_fixes_that_touch_one_place_the_first_is_chosen() {
        let second = |at: (u32, u32)| {
            let checked = found(vec![
                offer("first", Applicability::Safe, 0, &[(10, 14)]),
                offer("second", Applicability::Safe, 0, &[at]),
            ]);
            choose(&checked, of_rules(Applicability::Safe), &|_| true, &HashSet::new(), &HashSet::new()).len()
                == 2
        };
        for overlapping in [(10, 14), (9, 11), (13, 15), (11, 12), (8, 20), (10, 10), (10, 12), (12, 12)] {
            assert!(!second(overlapping), "{overlapping:?}");
        }
        for apart in [(8, 10), (14, 16), (0, 1), (20, 30), (14, 14)] {
            assert!(second(apart), "{apart:?}");
        }
    }

    #[test]
    fn places_are_found_again_after_edits() {
        let at = |start, end, text: &str| Edit::replace(Span::new(FileId(0), start, end), text);
        // `abcdefgh` becomes `XXabefYYgh`.
        let edits = [at(0, 0, "XX"), at(2, 4, ""), at(6, 6, "YY")];
        let shift = Shift::new(&edits.iter().collect::<Vec<_>>());
        let back: Vec<u32> = (0..10).map(|offset| shift.back(offset)).collect();
        assert_eq!(back, [0, 0, 0, 1, 4, 5, 6, 6, 6, 7]);
    }
}
