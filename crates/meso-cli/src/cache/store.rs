//! The file of a cache: a mark, what was found, and a hash of both. What is not whole does not pass for one.

use super::stamp::Stamp;
use crate::inputs::{Hash, Input, half, hash};
use meso_core::diagnostic::{Applicability, Diagnostic, Fix, Related, Severity};
use meso_core::edit::Edit;
use meso_core::text::{FileId, Span};
use meso_lint::registry::find;
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, BufWriter, Write};
use std::ops::Range;

pub(crate) const MARK: &[u8; 16] = b"meso cache 1\n\0\0\0";

/// What a cache holds, by paths from the project's root.
#[derive(Default)]
pub(crate) struct Store {
    /// The file as it was read: most of it is looked at when it is asked for, and not copied.
    bytes: Vec<u8>,
    pub(crate) plans: HashMap<String, Plan>,
    pub(super) files: HashMap<String, File>,
}

/// A plan that was checked.
pub(crate) struct Plan {
    pub(crate) config: Hash,
    /// The texts of its files, itself first.
    pub(crate) hashes: Vec<Hash>,
    pub(crate) asked: Vec<Input>,
    pub(crate) findings: Findings,
}

/// Findings as [`bytes`] writes them.
pub(crate) enum Findings {
    /// Where they are in the file.
    Old(Range<usize>),
    New(Box<[u8]>),
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
    #[serde(serialize_with = "in_one_piece")]
    findings: &'a [u8],
}

fn in_one_piece<S: Serializer>(bytes: &&[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(bytes)
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
    pub(crate) fn read(bytes: Vec<u8>) -> Option<Store> {
        let (body, sum) = bytes.split_at_checked(bytes.len().checked_sub(size_of::<Hash>())?)?;
        let rest = body.strip_prefix(MARK)?;
        if hash(body) != sum {
            return None;
        }
        let written: Written<'_> = postcard::from_bytes(rest).ok()?;
        let begin = bytes.as_ptr() as usize;
        let plan = |plan: WrittenPlan<'_>| {
            let start = plan.findings.as_ptr() as usize - begin;
            let findings = Findings::Old(start..start + plan.findings.len());
            let (hashes, asked) = (plan.hashes.into_owned(), plan.asked.into_owned());
            (plan.path.to_owned(), Plan { config: plan.config, hashes, asked, findings })
        };
        let plans = written.plans.into_iter().map(plan).collect();
        let files = written.files.into_iter().map(|(path, file)| (path.to_owned(), file)).collect();
        Some(Store { bytes, plans, files })
    }

    /// The findings of a plan of this store.
    pub(crate) fn findings<'s>(&'s self, plan: &'s Plan) -> &'s [u8] {
        match &plan.findings {
            Findings::Old(range) => self.bytes.get(range.clone()).unwrap_or_default(),
            Findings::New(bytes) => bytes,
        }
    }

    /// Writes the file, in the order of the paths.
    pub(crate) fn write(&self, to: impl Write) -> io::Result<()> {
        let mut plans: Vec<WrittenPlan<'_>> = self
            .plans
            .iter()
            .map(|(path, plan)| WrittenPlan {
                path,
                config: plan.config,
                hashes: Cow::Borrowed(&plan.hashes),
                asked: Cow::Borrowed(&plan.asked),
                findings: self.findings(plan),
            })
            .collect();
        plans.sort_unstable_by_key(|plan| plan.path);
        let mut files: Vec<(&str, File)> = self.files.iter().map(|(path, file)| (&**path, *file)).collect();
        files.sort_unstable_by_key(|(path, _)| *path);
        let mut to = BufWriter::with_capacity(1 << 16, Hashing { to, hasher: blake3::Hasher::new() });
        to.write_all(MARK)?;
        let to = postcard::to_io(&Written { plans, files }, to).map_err(io::Error::other)?;
        let mut to = to.into_inner().map_err(io::IntoInnerError::into_error)?;
        let sum = half(&to.hasher.finalize());
        to.to.write_all(&sum)?;
        to.to.flush()
    }
}

/// Hashes what passes.
struct Hashing<W> {
    to: W,
    hasher: blake3::Hasher,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Findings as bytes.
pub(crate) fn bytes(findings: &[Diagnostic]) -> Option<Box<[u8]>> {
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
pub(crate) fn findings(bytes: &[u8], files: usize) -> Option<Vec<Diagnostic>> {
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
            findings: Findings::New(bytes(&[finding()]).unwrap()),
        };
        let plans = HashMap::from([("a.meso".to_owned(), plan)]);
        Store { plans, ..Store::default() }
    }

    fn written(store: &Store) -> Vec<u8> {
        let mut bytes = Vec::new();
        store.write(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn findings_come_back_as_they_were() {
        let read = Store::read(written(&store())).unwrap();
        assert_eq!(written(&read), written(&store()));
        let plan = &read.plans["a.meso"];
        assert_eq!(plan.asked.first().map(|input| &*input.path), Some("lib.meso"));
        assert_eq!(findings(read.findings(plan), 2).unwrap(), [finding()]);
        assert_eq!(findings(read.findings(plan), 1), None, "there is no such file");
    }

    #[test]
    fn what_is_not_whole_is_no_cache() {
        let whole = written(&store());
        for end in 0..whole.len() {
            assert!(Store::read(whole[..end].to_vec()).is_none(), "{end}");
        }
        for place in 0..whole.len() {
            let mut other = whole.clone();
            other[place] ^= 1;
            assert!(Store::read(other).is_none(), "{place}");
        }
        assert!(Store::read(Vec::new()).is_none());
    }
}
