//! Findings that a project has made its peace with: a file of them, so that an old repository starts clean and only what
//! is new fails.
//!
//! A finding is recognised by its [fingerprint](crate::output::fingerprint), not by its line: edits elsewhere do not bring
//! it back. The file is sorted, a finding a line, and names plans from its own folder: it reads well in a diff, two
//! branches merge, and it means the same wherever the command runs.

use crate::disk::write;
use crate::failure::Failure;
use crate::output::fingerprint::{Fingerprints, words_at};
use crate::project::Place;
use meso_core::diagnostic::{Diagnostic, Severity};
use meso_core::text::{FileId, Sources};
use meso_project::{Before, Disk, ReadError, Root, is_of_version_control, read_text, relative, without_dots};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The name of a baseline for which nobody has chosen another.
pub(crate) const USUAL: &str = "meso-baseline.json";

/// The first line of every baseline, by which it is known again.
const ABOUT: &str = "findings that `meso check` lets be, written by `meso check --write-baseline`";

const VERSION: u32 = 1;

/// One finding of a baseline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    rule: String,
    level: String,
    /// The words of the line, for people.
    line: String,
    fingerprint: String,
}

#[derive(Default, Deserialize)]
struct Document {
    version: u32,
    findings: BTreeMap<String, Vec<Entry>>,
}

/// A baseline as it was read.
#[derive(Debug)]
pub(crate) struct Baseline {
    path: PathBuf,
    folder: PathBuf,
    files: BTreeMap<String, Vec<Entry>>,
}

/// Which findings of a baseline were met: by file and fingerprint, how often.
#[derive(Debug, Default)]
pub(crate) struct Met(HashMap<(String, String), usize>);

impl Met {
    /// How many were met.
    pub(crate) fn count(&self) -> usize {
        self.0.values().sum()
    }
}

/// The names of the files of one plan, as a baseline has them.
pub(crate) struct Names<'a> {
    folder: &'a Path,
    disk: &'a Disk,
}

impl Baseline {
    fn read(path: &Path) -> Result<Baseline, Failure> {
        let name = shown(path);
        let text = read_text(path, &name).map_err(|error| match error {
            ReadError::Missing(name) => Failure::Baseline(format!(
                "there is no baseline `{name}`; `meso check --write-baseline={name}` makes it"
            )),
            error => Failure::Baseline(error.to_string()),
        })?;
        Baseline::parse(path, &name, &text)
    }

    /// A baseline in the file that messages call `name`, by its text.
    ///
    /// # Errors
    /// When it is none, in one sentence.
    pub(crate) fn parse(path: &Path, name: &str, text: &str) -> Result<Baseline, Failure> {
        let broken = |why: String| {
            Failure::Baseline(format!(
                "`{name}` is no baseline: {why}; `meso check --write-baseline` makes one"
            ))
        };
        if text.lines().any(|line| line.starts_with("<<<<<<< ")) {
            return Err(broken("it has the marks of a merge in it".to_owned()));
        }
        let document: Document = serde_json::from_str(text).map_err(|error| broken(error.to_string()))?;
        if document.version != VERSION {
            return Err(broken(format!("it is of version {}, not {VERSION}", document.version)));
        }
        Ok(Baseline { path: path.to_path_buf(), folder: folder_of(path), files: document.findings })
    }

    /// The findings that are not in the baseline; the others are counted in `met`. Equal findings are hidden as often as
    /// the baseline has them.
    pub(crate) fn new_ones(
        &self,
        disk: &Disk,
        sources: &Sources,
        findings: Vec<Diagnostic>,
        met: &mut Met,
    ) -> Vec<Diagnostic> {
        let names = Names { folder: &self.folder, disk };
        let mut fingerprints = Fingerprints::default();
        let is_new = |finding: &Diagnostic| {
            let file = names.of(sources, finding.span.file);
            let Some(entries) = self.files.get(&file) else { return true };
            let fingerprint = fingerprints.in_file(&file, sources.get(finding.span.file), finding);
            let known = entries.iter().filter(|entry| entry.fingerprint == fingerprint).count();
            let met = met.0.entry((file, fingerprint)).or_default();
            let hidden = *met < known;
            *met += usize::from(hidden);
            !hidden
        };
        let mut is_new = is_new;
        findings.into_iter().filter(|finding| is_new(finding)).collect()
    }

    /// The text of the file that says the same.
    pub(crate) fn text(&self) -> String {
        document(&mut self.files.clone())
    }

    /// How many findings of the baseline were not met, in files that were looked at or are gone.
    fn gone(&self, met: &Met, checked: &HashSet<String>, with_info: bool) -> usize {
        let mut by_file: HashMap<&str, usize> = HashMap::new();
        for ((file, _), n) in &met.0 {
            *by_file.entry(file).or_default() += n;
        }
        let looked_at = |file: &str| checked.contains(file) || !self.folder.join(file).exists();
        let told = |entry: &&Entry| with_info || entry.level != Severity::Info.name();
        let files = self.files.iter().filter(|(file, _)| looked_at(file));
        files
            .map(|(file, entries)| {
                let here = by_file.get(&**file).copied().unwrap_or(0);
                entries.iter().filter(told).count().saturating_sub(here)
            })
            .sum()
    }
}

impl Names<'_> {
    /// The way from the baseline's folder.
    fn of(&self, sources: &Sources, file: FileId) -> String {
        let name = &*sources.get(file).name;
        let way = self.disk.path_of(name).and_then(|path| relative(self.folder, &path));
        way.unwrap_or_else(|| name.to_owned())
    }
}

/// The baselines of a run: one from the command line, or those that the configurations name.
pub(crate) struct Baselines<'a> {
    given: Option<&'a Path>,
    read: Mutex<HashMap<PathBuf, Arc<Baseline>>>,
}

impl<'a> Baselines<'a> {
    /// Reads the one that the command line names.
    ///
    /// # Errors
    /// When it is missing or broken.
    pub(crate) fn new(given: Option<&'a Path>) -> Result<Self, Failure> {
        let baselines = Baselines { given, read: Mutex::default() };
        given.map(|path| baselines.get(path)).transpose()?;
        Ok(baselines)
    }

    /// The baseline for the plans of a folder.
    ///
    /// # Errors
    /// When the one that the configuration names is missing or broken.
    pub(crate) fn of(&self, place: &Place) -> Result<Option<Arc<Baseline>>, Failure> {
        match self.given {
            Some(path) => Some(path.to_path_buf()),
            None => configured(place)?,
        }
        .map(|path| self.get(&path))
        .transpose()
    }

    fn get(&self, path: &Path) -> Result<Arc<Baseline>, Failure> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(baseline) = read.get(path) {
            return Ok(Arc::clone(baseline));
        }
        let baseline = Arc::new(Baseline::read(path)?);
        read.insert(path.to_path_buf(), Arc::clone(&baseline));
        Ok(baseline)
    }
}

/// The baseline that the configuration of a folder names.
///
/// # Errors
/// When it lies outside of the configuration's project, by its name or by a link: a clone that names it would have it read
/// or written where it has no business.
pub(crate) fn configured(place: &Place) -> Result<Option<PathBuf>, Failure> {
    let Some(named) = place.project.config.baseline.as_ref() else { return Ok(None) };
    let Some(home) = place.project.path.as_deref().and_then(Path::parent) else { return Ok(None) };
    let outside = || {
        Failure::Baseline(format!(
            "the configuration names the baseline `{named}`, which lies outside of the project; name it with --baseline"
        ))
    };
    let root = Root::of(home);
    let path = root.wanted(home, named).map_err(|_| outside())?;
    // What is not there yet is looked at when it is written.
    let real = fs::canonicalize(&path).or_else(|_| match (path.parent(), path.file_name()) {
        (Some(folder), Some(file)) => Ok(fs::canonicalize(folder)?.join(file)),
        _ => Err(io::Error::from(io::ErrorKind::NotFound)),
    });
    match real {
        Ok(real) if root.inside(&real).is_none_or(is_of_version_control) => Err(outside()),
        _ => Ok(Some(path)),
    }
}

/// What a run has seen of each baseline, to say at its end what is no longer there.
#[derive(Default)]
pub(crate) struct Review(HashMap<PathBuf, (Arc<Baseline>, Met, HashSet<String>)>);

impl Review {
    /// A plan was looked at; `met` of the baseline's findings were in it.
    pub(crate) fn plan(&mut self, baseline: &Arc<Baseline>, plan: Option<&Path>, met: Met) {
        let path = baseline.path.clone();
        let (baseline, all, checked) =
            self.0.entry(path).or_insert_with(|| (Arc::clone(baseline), Met::default(), HashSet::new()));
        checked.extend(plan.and_then(|plan| relative(&baseline.folder, plan)));
        for (key, n) in met.0 {
            *all.0.entry(key).or_default() += n;
        }
    }

    /// What was met so far.
    pub(crate) fn met(&mut self, baseline: &Arc<Baseline>) -> &mut Met {
        let entry = self.0.entry(baseline.path.clone());
        &mut entry.or_insert_with(|| (Arc::clone(baseline), Met::default(), HashSet::new())).1
    }

    /// Findings that were not met, in files that were looked at or are gone.
    pub(crate) fn gone(&self, with_info: bool) -> usize {
        self.0.values().map(|(baseline, met, checked)| baseline.gone(met, checked, with_info)).sum()
    }
}

/// Baselines in the making.
pub(crate) struct Drafts {
    /// Where findings go whose configuration names no baseline.
    usual: PathBuf,
    given: bool,
    drafts: BTreeMap<PathBuf, Draft>,
    /// A configuration names one that may not be written.
    refused: Option<Failure>,
}

#[derive(Default)]
struct Draft {
    files: BTreeMap<String, Vec<Entry>>,
    checked: HashSet<String>,
}

impl Drafts {
    /// Into the file of the command line, else into those that the configurations name, else into `usual`.
    pub(crate) fn new(given: Option<PathBuf>, usual: PathBuf) -> Self {
        let is_given = given.is_some();
        Drafts { usual: given.unwrap_or(usual), given: is_given, drafts: BTreeMap::new(), refused: None }
    }

    /// Takes down what was found with a plan.
    pub(crate) fn plan(&mut self, place: &Place, disk: &Disk, sources: &Sources, findings: &[Diagnostic]) {
        let named = match configured(place) {
            _ if self.given => None,
            Ok(named) => named,
            Err(failure) => {
                self.refused.get_or_insert(failure);
                return;
            }
        };
        let path = named.unwrap_or_else(|| self.usual.clone());
        let folder = folder_of(&path);
        let draft = self.drafts.entry(path).or_default();
        let names = Names { folder: &folder, disk };
        draft.checked.insert(names.of(sources, FileId(0)));
        let mut fingerprints = Fingerprints::default();
        for finding in findings {
            let file = names.of(sources, finding.span.file);
            let source = sources.get(finding.span.file);
            let entry = Entry {
                rule: finding.code.name.to_owned(),
                level: finding.severity.name().to_owned(),
                line: words_at(source, finding),
                fingerprint: fingerprints.in_file(&file, source, finding),
            };
            draft.files.entry(file).or_default().push(entry);
        }
    }

    /// Writes them. What an old one says of files that are there and were not looked at stays. Gives the files with the
    /// number of their findings.
    ///
    /// # Errors
    /// When there is another kind of file in the place of one, or it cannot be written.
    pub(crate) fn write(mut self) -> Result<Vec<(PathBuf, usize)>, Failure> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        if self.drafts.is_empty() {
            self.drafts.insert(self.usual, Draft::default());
        }
        let mut written = Vec::new();
        for (path, draft) in self.drafts {
            let name = shown(&path);
            let old = match read_text(&path, &name) {
                Ok(old) => Some(old),
                Err(ReadError::Missing(_)) => None,
                Err(ReadError::Folder(_)) => {
                    return Err(Failure::Usage(format!("`{name}` is a folder; a baseline is a file")));
                }
                Err(error @ ReadError::NotText { .. }) => {
                    return Err(Failure::Usage(format!("{error}: it is no baseline, and is left as it is")));
                }
                Err(error) => return Err(error.into()),
            };
            let before = old.as_deref().map_or(Before::Nothing, |old| Before::Text(old.as_bytes()));
            let old = old.as_deref().unwrap_or_default();
            if !old.trim().is_empty() && !old.contains(ABOUT) {
                return Err(Failure::Usage(format!("`{name}` is no baseline, and is left as it is")));
            }
            let mut files = draft.files;
            if let Ok(old) = Baseline::read(&path) {
                let stays = |file: &str| !draft.checked.contains(file) && old.folder.join(file).exists();
                for (file, entries) in old.files.iter().filter(|(file, _)| stays(file)) {
                    files.entry(file.clone()).or_insert_with(|| entries.clone());
                }
            }
            let count = files.values().map(Vec::len).sum();
            let text = document(&mut files);
            if text != old {
                write(&path, &text, before)?;
            }
            written.push((path, count));
        }
        Ok(written)
    }
}

/// The text of a baseline: sorted, a finding a line.
fn document(files: &mut BTreeMap<String, Vec<Entry>>) -> String {
    let json = |text: &str| serde_json::Value::from(text).to_string();
    let files: Vec<String> = files
        .iter_mut()
        .map(|(file, entries)| {
            entries.sort();
            let lines: Vec<String> = entries
                .iter()
                .map(|e| {
                    format!(
                        "      {{\"rule\": {}, \"level\": {}, \"line\": {}, \"fingerprint\": {}}}",
                        json(&e.rule),
                        json(&e.level),
                        json(&e.line),
                        json(&e.fingerprint)
                    )
                })
                .collect();
            format!("\n    {}: [\n{}\n    ]", json(file), lines.join(",\n"))
        })
        .collect();
    let end = if files.is_empty() { "" } else { "\n  " };
    format!(
        "{{\n  \"about\": {},\n  \"version\": {VERSION},\n  \"findings\": {{{}{end}}}\n}}\n",
        json(ABOUT),
        files.join(",")
    )
}

/// A path as people call it here.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(crate::disk::current_folder()).unwrap_or(path).display().to_string()
}

/// The folder of a baseline, which need not be there yet.
fn folder_of(path: &Path) -> PathBuf {
    let absolute = crate::disk::current_folder().join(path);
    let folder = absolute.parent().unwrap_or(&absolute).to_path_buf();
    fs::canonicalize(&folder).unwrap_or_else(|_| without_dots(&folder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use meso_core::codes::NOTATION;
    use meso_core::text::{SourceText, Span};

    const TEXT: &str = "week 1\n  tue 8 km E\n  tue 8 km E\nweek 2\n  tue 9 km E\n";

    fn found(text: &str) -> (Sources, Vec<Diagnostic>) {
        let (sources, file) = Sources::with(SourceText::new("a.meso", text));
        let places = text.match_indices("km").map(|(at, _)| u32::try_from(at).unwrap());
        let findings = places.map(|at| Diagnostic::new(&NOTATION, Span::new(file, at, at + 2), "x"));
        (sources.clone(), findings.collect())
    }

    fn baseline(text: &str, folder: &Path) -> Baseline {
        let (sources, findings) = found(text);
        let disk = Disk::of_file(folder, Path::new("a.meso"));
        let names = Names { folder, disk: &disk };
        let mut fingerprints = Fingerprints::default();
        let mut entries = BTreeMap::new();
        for finding in &findings {
            let file = names.of(&sources, finding.span.file);
            let source = sources.get(finding.span.file);
            entries.entry(file.clone()).or_insert_with(Vec::new).push(Entry {
                rule: "notation".into(),
                level: "warning".into(),
                line: words_at(source, finding),
                fingerprint: fingerprints.in_file(&file, source, finding),
            });
        }
        let document: Document = serde_json::from_str(&document(&mut entries)).unwrap();
        Baseline { path: folder.join(USUAL), folder: folder.to_path_buf(), files: document.findings }
    }

    fn new_lines(old: &str, text: &str) -> (Vec<u32>, usize) {
        let folder = fs::canonicalize(tempfile::tempdir().unwrap().path().parent().unwrap()).unwrap();
        let baseline = baseline(old, &folder);
        let (sources, findings) = found(text);
        let disk = Disk::of_file(&folder, Path::new("a.meso"));
        let mut met = Met::default();
        let new = baseline.new_ones(&disk, &sources, findings, &mut met);
        let line = |d: &Diagnostic| sources.get(FileId(0)).line_index().line_of(d.span.start) + 1;
        let gone = baseline.gone(&met, &HashSet::from(["a.meso".to_owned()]), false);
        (new.iter().map(line).collect(), gone)
    }

    #[test]
    fn what_it_holds_is_not_new_wherever_it_moves() {
        assert_eq!(new_lines(TEXT, TEXT), (vec![], 0));
        assert_eq!(new_lines(TEXT, &format!("# above\n\n{TEXT}")), (vec![], 0));
    }

    #[test]
    fn equal_findings_count_as_often_as_they_are() {
        let third = TEXT.replace("week 2", "  tue 8 km E\nweek 2");
        assert_eq!(new_lines(TEXT, &third), (vec![4], 0));
        assert_eq!(new_lines(&third, TEXT), (vec![], 1));
    }

    #[test]
    fn another_line_is_another_finding() {
        assert_eq!(new_lines(TEXT, &TEXT.replace('9', "7")), (vec![5], 1));
    }
}
