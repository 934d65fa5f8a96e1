//! `--since REV`: what has changed in git since a branch left `REV`, committed or not.
//!
//! As other linters do, the state to compare with is the merge base of `REV` and `HEAD`: what others have done on `REV`
//! meanwhile is not ours. A plan counts as changed when its file, a file that it uses, its log or its configuration has.

use crate::disk::STDIN;
use crate::failure::Failure;
use crate::git::{self, folder_for};
use crate::project::Place;
use meso_core::diagnostic::Diagnostic;
use meso_core::text::{SourceText, Sources, Span};
use meso_project::{Disk, configurations};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What has changed.
pub(crate) struct Since {
    /// As it was written.
    pub(crate) revision: String,
    /// Paths without symbolic links in their folders; both names of what was renamed.
    changed: HashSet<PathBuf>,
    /// Of files that are still there, under whatever name, what they were.
    old: HashMap<PathBuf, Vec<u8>>,
    tops: Vec<PathBuf>,
}

/// An entry of `git diff --raw`.
struct Entry {
    old: String,
    from: PathBuf,
    to: PathBuf,
}

impl Since {
    /// What has changed since `revision` in the repositories of these plans and folders.
    ///
    /// # Errors
    /// When one of them is in no repository, or git does not know the revision.
    pub(crate) fn new(revision: &str, paths: &[PathBuf]) -> Result<Since, Failure> {
        if revision.starts_with('-') {
            return Err(Failure::Usage(format!("`{revision}` is no revision: none begins with `-`")));
        }
        let mut since = Since {
            revision: revision.to_owned(),
            changed: HashSet::new(),
            old: HashMap::new(),
            tops: Vec::new(),
        };
        let mut seen = HashSet::new();
        for path in paths.iter().filter(|path| path.as_os_str() != STDIN) {
            let real = path.canonicalize().unwrap_or_else(|_| path.clone());
            let folder = if real.is_dir() { real } else { real.parent().unwrap_or(&real).to_path_buf() };
            if seen.insert(folder.clone()) {
                since.repository(&folder)?;
            }
        }
        // A plan that is named counts even where git ignores it: nobody knows whether it has changed.
        for path in paths.iter().filter(|path| path.as_os_str() != STDIN && path.is_file()) {
            since.ignored(path)?;
        }
        Ok(since)
    }

    /// Has the plan, or anything that belongs to it, changed? `inputs` are the files that it asked for: by which file, by
    /// which path.
    pub(crate) fn touches<'i>(
        &self,
        place: &Place,
        disk: &Disk,
        path: &Path,
        inputs: impl IntoIterator<Item = (&'i str, &'i str)>,
    ) -> bool {
        let Some(plan) = disk.plan() else { return true };
        let named = path.file_name().map(|name| place.folder.join(name));
        self.has(plan)
            || named.is_some_and(|named| self.has(&named))
            || self.configuration(place)
            || inputs.into_iter().any(|(from, path)| {
                let wanted = disk.wanted(from, path).is_ok_and(|wanted| self.has(&wanted));
                wanted || disk.find(from, path).is_ok_and(|real| self.has(&real))
            })
    }

    /// Does a finding, or a place that belongs to it, stand on a changed line?
    pub(crate) fn meets(&self, disk: &Disk, sources: &Sources, finding: &Diagnostic) -> bool {
        let spans = std::iter::once(finding.span).chain(finding.related.iter().map(|related| related.span));
        spans.into_iter().any(|span| self.has_line(disk, sources.get(span.file), span))
    }

    fn has_line(&self, disk: &Disk, source: &SourceText, span: Span) -> bool {
        let Some(path) = disk.path_of(&source.name) else { return true };
        if !self.has(&path) {
            return false;
        }
        let Some(old) = self.old.get(&path) else { return true };
        let index = source.line_index();
        let (first, last) = (index.line_of(span.start) as usize, index.line_of(span.end) as usize);
        changed_lines(old, &source.text).iter().any(|lines| lines.start <= last && first < lines.end)
    }

    /// A file, or a folder above it: a submodule is one entry.
    fn has(&self, path: &Path) -> bool {
        self.changed.contains(path)
            || path
                .ancestors()
                .skip(1)
                .take_while(|above| !self.tops.iter().any(|top| top == above))
                .any(|above| self.changed.contains(above))
    }

    /// Has the configuration changed, or one come or gone that is nearer?
    fn configuration(&self, place: &Place) -> bool {
        let Some(in_force) = &place.project.path else {
            return !place.project.isolated && configurations(&place.folder).any(|file| self.spoke(&file));
        };
        if !configurations(&place.folder).any(|file| file == *in_force) {
            // One from the command line.
            return self.has(in_force);
        }
        self.changed.contains(in_force)
            || configurations(&place.folder).take_while(|file| file != in_force).any(|file| self.spoke(&file))
    }

    /// Has a configuration that is not in force any more spoken of plans?
    fn spoke(&self, file: &Path) -> bool {
        self.changed.contains(file)
            && (!file.ends_with("pyproject.toml")
                || self
                    .old
                    .get(file)
                    .is_some_and(|old| String::from_utf8_lossy(old).contains("tool.mesocycle")))
    }

    fn repository(&mut self, folder: &Path) -> Result<(), Failure> {
        let at = folder_for(folder);
        let top = git::run(at, &["rev-parse", "--show-toplevel"])?;
        if !top.status.success() {
            return Err(Failure::Usage(format!(
                "`{}` is in no git repository: --since has nothing to compare with",
                folder.display()
            )));
        }
        let top = path_of(top.stdout.strip_suffix(b"\n").unwrap_or(&top.stdout));
        let top = top.canonicalize().unwrap_or(top);
        if self.tops.contains(&top) {
            return Ok(());
        }
        let base = merge_base(at, &self.revision)?;
        let diff =
            ["diff", "--raw", "-z", "-M", "--no-abbrev", "--no-relative", "--no-ext-diff", &base, "--"];
        let entries = entries(&top, &asked(at, &diff)?);
        self.old.extend(contents(at, &entries)?);
        self.changed.extend(entries.into_iter().flat_map(|entry| [entry.from, entry.to]));
        let untracked =
            asked(at, &["ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"])?;
        self.changed.extend(paths(&untracked).map(|path| top.join(path)));
        self.tops.push(top);
        Ok(())
    }

    fn ignored(&mut self, path: &Path) -> Result<(), Failure> {
        let Some(name) = path.file_name() else { return Ok(()) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        let file = folder.join(name);
        let args = ["--literal-pathspecs", "ls-files", "-z", "--others", "--", &file.to_string_lossy()];
        if !self.changed.contains(&file) && !asked(folder_for(&folder), &args)?.is_empty() {
            self.changed.insert(file);
        }
        Ok(())
    }
}

/// The commit at which `HEAD` left `revision`.
fn merge_base(at: Option<&Path>, revision: &str) -> Result<String, Failure> {
    let shallow = || {
        let said = git::run(at, &["rev-parse", "--is-shallow-repository"]);
        if said.is_ok_and(|said| said.stdout.starts_with(b"true")) {
            "; this clone is shallow: fetch its history (`git fetch --unshallow`, `fetch-depth: 0`)"
        } else {
            ""
        }
    };
    let commit = format!("{revision}^{{commit}}");
    let known = git::run(at, &["rev-parse", "--verify", "--quiet", &commit])?;
    if !known.status.success() {
        return Err(Failure::Usage(format!("git knows no revision `{revision}`{}", shallow())));
    }
    let base = git::run(at, &["merge-base", &line(&known.stdout), "HEAD"])?;
    if !base.status.success() {
        return Err(Failure::Usage(format!(
            "`{revision}` and this branch have no common commit{}",
            shallow()
        )));
    }
    Ok(line(&base.stdout))
}

/// What git says when all is well.
fn asked(at: Option<&Path>, args: &[&str]) -> Result<Vec<u8>, Failure> {
    let output = git::run(at, args)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().last().unwrap_or("it does not say why");
    Err(Failure::Usage(format!("git could not say what has changed: {said}")))
}

fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// `:100644 100644 OLD NEW M`, then one path, or two where it was renamed; each ends with a zero byte.
fn entries(top: &Path, raw: &[u8]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut fields = raw.split(|byte| *byte == 0);
    while let Some(about) = fields.next().filter(|about| !about.is_empty()) {
        let about = String::from_utf8_lossy(about);
        let words: Vec<&str> = about.split(' ').collect();
        let (Some(old), Some(status), Some(from)) = (words.get(2), words.get(4), fields.next()) else {
            break;
        };
        let from = top.join(path_of(from));
        let two = status.starts_with(['R', 'C']);
        let to = if two { fields.next().map(|to| top.join(path_of(to))) } else { None };
        entries.push(Entry { old: (*old).to_owned(), to: to.unwrap_or_else(|| from.clone()), from });
    }
    entries
}

/// What the plans and configurations among the changed files were.
fn contents(at: Option<&Path>, entries: &[Entry]) -> Result<HashMap<PathBuf, Vec<u8>>, Failure> {
    let read = |entry: &&Entry| {
        let text = entry.to.extension().is_some_and(|e| e == "meso" || e == "toml");
        text && entry.old.bytes().any(|digit| digit != b'0')
    };
    let wanted: Vec<&Entry> = entries.iter().filter(read).collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let names: String = wanted.iter().map(|entry| format!("{}\n", entry.old)).collect();
    let output = git::run_with(at, &["cat-file", "--batch"], names.into_bytes())?.stdout;
    let mut rest = &*output;
    let mut contents = HashMap::new();
    // `OID blob SIZE`, a line end, the bytes, a line end.
    for entry in wanted {
        let Some(end) = rest.iter().position(|byte| *byte == b'\n') else { break };
        let (head, after) = rest.split_at(end);
        let after = after.get(1..).unwrap_or_default();
        let head = String::from_utf8_lossy(head);
        let size = head.split(' ').nth(2).and_then(|size| size.parse::<usize>().ok());
        let Some(size) = size else {
            // `OID missing`: in a partial clone.
            rest = after;
            continue;
        };
        contents.insert(entry.to.clone(), after.get(..size).unwrap_or(after).to_vec());
        rest = after.get(size + 1..).unwrap_or_default();
    }
    Ok(contents)
}

/// The lines of `new` that are not in `old`, and those beside lines that are gone: both from 0.
fn changed_lines(old: &[u8], new: &str) -> Vec<Range<usize>> {
    let old = String::from_utf8_lossy(old);
    // A checkout may have changed the line ends.
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    capture_diff_slices(Algorithm::Myers, &old, &new)
        .into_iter()
        .filter_map(|op| match op {
            DiffOp::Equal { .. } => None,
            DiffOp::Delete { new_index, .. } => Some(new_index.saturating_sub(1)..new_index + 1),
            DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
                Some(new_index..new_index + new_len)
            }
        })
        .collect()
}

fn paths(listed: &[u8]) -> impl Iterator<Item = PathBuf> {
    listed.split(|byte| *byte == 0).filter(|path| !path.is_empty()).map(path_of)
}

/// A path as git writes it: bytes on Unix, UTF-8 elsewhere.
fn path_of(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_entries_have_one_path_or_two() {
        let raw = b":100644 100644 aa bb M\0a\nb.meso\0:100644 100644 cc cc R100\0old.meso\0new.meso\0";
        let entries = entries(Path::new("/r"), raw);
        let paths: Vec<_> =
            entries.iter().map(|e| (e.from.to_str().unwrap(), e.to.to_str().unwrap())).collect();
        assert_eq!(paths, [("/r/a\nb.meso", "/r/a\nb.meso"), ("/r/old.meso", "/r/new.meso")]);
        assert_eq!(entries[1].old, "cc");
    }

    #[test]
    fn changed_lines_are_those_of_the_new_text() {
        assert_eq!(changed_lines(b"a\nb\nc\n", "a\nB\nc\nd\n"), [1..2, 3..4]);
        let beside = changed_lines(b"a\nb\nc\n", "a\nc\n");
        assert_eq!(beside.first(), Some(&(0..2)), "beside what is gone");
        assert!(changed_lines(b"a\r\nb\r\n", "a\nb\n").is_empty());
    }
}
