//! The file of a cache: a mark, a hash of the rest, and the rest. What is not whole does not pass for one.

use super::stamp::Stamp;
use crate::inputs::{Hash, Hasher, Input, hash};
use meso_core::diagnostic::{Applicability, Diagnostic, Fix, Related, Severity};
use meso_core::edit::Edit;
use meso_core::text::{FileId, Span};
use meso_lint::registry::find;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Seek, SeekFrom, Write};

/// Bytes that are written at once.
const CHUNK: usize = 1 << 16;

const MARK: &[u8; 16] = b"meso cache 1\n\0\0\0";

/// What a cache holds, by paths from the project's root.
#[derive(Default)]
pub(super) struct Store {
    pub(super) plans: HashMap<String, Plan>,
    pub(super) files: HashMap<String, File>,
}

/// A plan that was checked.
pub(super) struct Plan {
    pub(super) config: Hash,
    /// The texts of its files, itself first.
    pub(super) hashes: Vec<Hash>,
    pub(super) asked: Vec<Input>,
    /// As [`bytes`] writes them: most plans are only compared.
    pub(super) findings: Box<[u8]>,
}

/// A file whose text is known.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct File {
    pub(super) stamp: Stamp,
    pub(super) hash: Hash,
}

/// As it stands in the file.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    #[serde(borrow)]
    plans: Vec<WrittenPlan<'a>>,
    #[serde(borrow)]
    files: Vec<(&'a str, File)>,
}

#[derive(Serialize, Deserialize)]
struct WrittenPlan<'a> {
    path: &'a str,
    config: Hash,
    hashes: Cow<'a, [Hash]>,
    asked: Cow<'a, [Input]>,
    findings: &'a [u8],
}

#[derive(Serialize, Deserialize)]
struct WrittenFinding<'a> {
    code: &'a str,
    severity: u8,
    span: Place,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(borrow)]
    related: Vec<(Place, &'a str)>,
    #[serde(borrow)]
    fixes: Vec<WrittenFix<'a>>,
}

#[derive(Serialize, Deserialize)]
struct WrittenFix<'a> {
    title: &'a str,
    safe: bool,
    #[serde(borrow)]
    edits: Vec<(Place, &'a str)>,
}

/// File, start, end.
type Place = (u32, u32, u32);

impl Store {
    /// Reads a file. `None` if it is not whole.
    pub(super) fn read(bytes: &[u8]) -> Option<Store> {
        let rest = bytes.strip_prefix(MARK)?;
        let (sum, body) = rest.split_at_checked(size_of::<Hash>())?;
        if hash(body) != sum {
            return None;
        }
        let written: Written<'_> = postcard::from_bytes(body).ok()?;
        let plan = |plan: WrittenPlan<'_>| {
            let WrittenPlan { path, config, hashes, asked, findings } = plan;
            let (hashes, asked) = (hashes.into_owned(), asked.into_owned());
            (path.to_owned(), Plan { config, hashes, asked, findings: findings.into() })
        };
        Some(Store {
            plans: written.plans.into_iter().map(plan).collect(),
            files: written.files.into_iter().map(|(path, file)| (path.to_owned(), file)).collect(),
        })
    }

    /// Writes the file, in the order of the paths. The findings of many plans are megabytes: they go out as they come.
    pub(super) fn write(&self, mut out: impl Write + Seek) -> io::Result<()> {
        let mut plans: Vec<WrittenPlan<'_>> = self
            .plans
            .iter()
            .map(|(path, plan)| WrittenPlan {
                path,
                config: plan.config,
                hashes: Cow::Borrowed(&plan.hashes),
                asked: Cow::Borrowed(&plan.asked),
                findings: &plan.findings,
            })
            .collect();
        plans.sort_unstable_by_key(|plan| plan.path);
        let mut files: Vec<(&str, File)> = self.files.iter().map(|(path, file)| (&**path, *file)).collect();
        files.sort_unstable_by_key(|(path, _)| *path);
        out.write_all(MARK)?;
        out.write_all(&Hash::default())?;
        let body = Body { out: &mut out, hasher: Hasher::default(), waiting: Vec::new(), error: None };
        let body = postcard::to_extend(&Written { plans, files }, body).map_err(io::Error::other)?;
        let sum = body.end()?;
        out.seek(SeekFrom::Start(MARK.len() as u64))?;
        out.write_all(&sum)
    }
}

/// Bytes on their way into a file, and their hash.
struct Body<W> {
    out: W,
    hasher: Hasher,
    waiting: Vec<u8>,
    error: Option<io::Error>,
}

impl<W: Write> Body<W> {
    fn pass_on(&mut self) {
        self.hasher.update(&self.waiting);
        if self.error.is_none() {
            self.error = self.out.write_all(&self.waiting).err();
        }
        self.waiting.clear();
    }

    fn end(mut self) -> io::Result<Hash> {
        self.pass_on();
        self.error.map_or_else(|| Ok(self.hasher.hash()), Err)
    }
}

impl<W: Write> Extend<u8> for Body<W> {
    fn extend<I: IntoIterator<Item = u8>>(&mut self, bytes: I) {
        self.waiting.extend(bytes);
        if self.waiting.len() >= CHUNK {
            self.pass_on();
        }
    }
}

/// Findings as bytes.
pub(super) fn bytes(findings: &[Diagnostic]) -> Option<Box<[u8]>> {
    let written: Vec<WrittenFinding<'_>> = findings
        .iter()
        .map(|finding| WrittenFinding {
            code: finding.code.name,
            severity: finding.severity as u8,
            span: place(finding.span),
            message: &finding.message,
            help: finding.help.as_deref(),
            related: finding.related.iter().map(|r| (place(r.span), &*r.message)).collect(),
            fixes: finding
                .fixes
                .iter()
                .map(|fix| {
                    let edits = fix.edits.iter().map(|edit| (place(edit.span), &*edit.text)).collect();
                    let safe = fix.applicability == Applicability::Safe;
                    WrittenFix { title: &fix.title, safe, edits }
                })
                .collect(),
        })
        .collect();
    postcard::to_allocvec(&written).ok().map(Vec::into_boxed_slice)
}

/// The findings of a plan with so many files. `None` if they are not whole.
pub(super) fn findings(bytes: &[u8], files: usize) -> Option<Vec<Diagnostic>> {
    let written: Vec<WrittenFinding<'_>> = postcard::from_bytes(bytes).ok()?;
    let span = |(file, start, end): Place| {
        (start <= end && (file as usize) < files).then(|| Span::new(FileId(file), start, end))
    };
    written
        .into_iter()
        .map(|finding| {
            let mut found = Diagnostic::new(find(finding.code)?.code, span(finding.span)?, finding.message);
            let severities = [Severity::Info, Severity::Warning, Severity::Error];
            found.severity = severities.into_iter().find(|s| *s as u8 == finding.severity)?;
            found.help = finding.help.map(str::to_owned);
            for (place, message) in finding.related {
                found.related.push(Related { span: span(place)?, message: message.to_owned() });
            }
            for WrittenFix { title, safe, edits } in finding.fixes {
                let applicability = if safe { Applicability::Safe } else { Applicability::Unsafe };
                let edits = edits.into_iter().map(|(place, text)| Some(Edit::replace(span(place)?, text)));
                let edits = edits.collect::<Option<_>>()?;
                found.fixes.push(Fix { title: title.to_owned(), applicability, edits });
            }
            Some(found)
        })
        .collect()
}

fn place(span: Span) -> Place {
    (span.file.0, span.start, span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Outcome;
    use meso_core::codes::NOTATION;

    fn finding() -> Diagnostic {
        let span = |start| Span::new(FileId(1), start, start + 4);
        Diagnostic::new(&NOTATION, span(8), "`8 km` is written `8km`")
            .severity(Severity::Error)
            .help("ü")
            .related(span(20), "here")
            .fix(Fix {
                title: "write `8km`".into(),
                applicability: Applicability::Unsafe,
                edits: vec![Edit::replace(span(8), "8km")],
            })
    }

    fn store() -> Store {
        let input = Input { from: 0, path: "lib.meso".into(), outcome: Outcome::File(1) };
        let plan = Plan {
            config: hash(b"x"),
            hashes: vec![hash(b"a"), hash(b"b")],
            asked: vec![input],
            findings: bytes(&[finding()]).unwrap(),
        };
        Store { plans: HashMap::from([("a.meso".to_owned(), plan)]), files: HashMap::new() }
    }

    fn written() -> Vec<u8> {
        let mut out = io::Cursor::new(Vec::new());
        store().write(&mut out).unwrap();
        out.into_inner()
    }

    #[test]
    fn findings_come_back_as_they_were() {
        let read = Store::read(&written()).unwrap();
        let plan = &read.plans["a.meso"];
        assert_eq!(plan.asked.first().map(|input| &*input.path), Some("lib.meso"));
        assert_eq!(findings(&plan.findings, 2).unwrap(), [finding()]);
        assert_eq!(findings(&plan.findings, 1), None, "there is no such file");
    }

    #[test]
    fn what_is_not_whole_is_no_cache() {
        let whole = written();
        for end in 0..whole.len() {
            assert!(Store::read(&whole[..end]).is_none(), "{end}");
        }
        for place in 0..whole.len() {
            let mut other = whole.clone();
            other[place] ^= 1;
            assert!(Store::read(&other).is_none(), "{place}");
        }
        assert!(Store::read(b"").is_none());
    }
}
