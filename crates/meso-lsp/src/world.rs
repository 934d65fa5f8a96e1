//! Everything the server knows at one moment, cheap to clone: a request is answered from the world in which it came.

use crate::client::{self, Profile};
use crate::document::{self, Document};
use crate::settings::Settings;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Url,
};

/// The identity of a file: its absolute path, or the whole address of a document that is not on disk.
pub(crate) type Name = Arc<str>;

/// The open documents, the files beside them, and what was agreed on.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    /// Counts up with every change of anything in it.
    pub(crate) revision: u64,
    /// The client's abilities; `None` before `initialize`.
    pub(crate) client: Option<Arc<Profile>>,
    /// The folders of the workspace.
    pub(crate) folders: Arc<Vec<PathBuf>>,
    /// What is open in the editor.
    pub(crate) open: Arc<HashMap<Name, Arc<Document>>>,
    /// The plans on disk, those of the workspace and those that they use.
    pub(crate) disk: Arc<BTreeMap<Name, DiskFile>>,
    /// The plan of each log, where the plan says so.
    pub(crate) plans: Arc<BTreeMap<Name, Name>>,
    /// The editor's settings.
    pub(crate) settings: Arc<Settings>,
    /// The revision in which settings, folders or configuration files last changed.
    pub(crate) environment: u64,
    /// The document that was touched last: its diagnostics come first.
    pub(crate) focus: Option<Name>,
}

/// A file on disk as it was last seen. Its text is read when it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DiskFile {
    /// The revision of the world in which it was last found changed.
    pub(crate) revision: u64,
    /// When it was written, and its length in bytes.
    pub(crate) stamp: (Option<SystemTime>, u64),
    /// Is it in a folder of the workspace, rather than merely used from there?
    pub(crate) listed: bool,
}

impl World {
    /// The client's abilities; those of a client that can nothing before it has said so.
    #[must_use]
    pub(crate) fn profile(&self) -> Arc<Profile> {
        self.client.clone().unwrap_or_default()
    }

    /// The document of an address, if it is open.
    #[must_use]
    pub(crate) fn document(&self, uri: &Url) -> Option<&Arc<Document>> {
        self.open.get(&name(uri))
    }

    /// The revision in which a file got its present text; 0 for one that is neither open nor known on disk.
    #[must_use]
    pub(crate) fn revision_of(&self, name: &str) -> u64 {
        match self.open.get(name) {
            Some(document) => document.revision,
            None => self.disk.get(name).map_or(0, |file| file.revision),
        }
    }

    /// The address of a file, as the client writes it if it is open.
    #[must_use]
    pub(crate) fn uri(&self, name: &str) -> Option<Url> {
        match self.open.get(name) {
            Some(document) => Some(document.uri.clone()),
            None => Url::from_file_path(name).ok().or_else(|| Url::parse(name).ok()),
        }
    }

    /// A document was opened. A second opening of the same one replaces it.
    pub(crate) fn did_open(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let (name, revision) = (name(&item.uri), self.next());
        let text = item.text.into();
        let document = Document { uri: item.uri, version: item.version, text, revision };
        Arc::make_mut(&mut self.open).insert(name.clone(), Arc::new(document));
        self.focus = Some(name);
    }

    /// A document was changed. Returns false if it is not open: then nothing is known of the text that the change
    /// counts on.
    pub(crate) fn did_change(&mut self, params: &DidChangeTextDocumentParams) -> bool {
        let name = name(&params.text_document.uri);
        let encoding = self.profile().encoding;
        let Some(old) = self.open.get(&name) else { return false };
        let text = document::change(&old.text, &params.content_changes, encoding);
        let (uri, version) = (old.uri.clone(), params.text_document.version);
        let document = Document { uri, version, text: text.into(), revision: self.next() };
        Arc::make_mut(&mut self.open).insert(name.clone(), Arc::new(document));
        self.focus = Some(name);
        true
    }

    /// A document was closed: from now on the disk counts.
    pub(crate) fn did_close(&mut self, params: &DidCloseTextDocumentParams) {
        let name = name(&params.text_document.uri);
        if Arc::make_mut(&mut self.open).remove(&name).is_none() {
            return;
        }
        let revision = self.next();
        // What was seen on disk before may have been saved over since.
        if let Some(file) = Arc::make_mut(&mut self.disk).get_mut(&name) {
            file.revision = revision;
        }
        if self.focus.as_ref() == Some(&name) {
            self.focus = None;
        }
    }

    /// Folders came and went.
    pub(crate) fn change_folders(&mut self, added: &[PathBuf], removed: &[PathBuf]) {
        let folders = Arc::make_mut(&mut self.folders);
        folders.retain(|folder| !removed.contains(folder));
        for folder in added {
            if !folders.contains(folder) {
                folders.push(folder.clone());
            }
        }
        self.environment = self.next();
    }

    /// The editor's settings changed. Returns whether they differ.
    pub(crate) fn change_settings(&mut self, settings: Settings) -> bool {
        if *self.settings == settings {
            return false;
        }
        self.settings = Arc::new(settings);
        self.environment = self.next();
        true
    }

    /// A configuration file changed.
    pub(crate) fn configuration_changed(&mut self) {
        self.environment = self.next();
    }

    /// A file was found on disk, or found gone (`None`). Returns whether that is news.
    pub(crate) fn found(
        &mut self,
        name: &Name,
        stamp: Option<(Option<SystemTime>, u64)>,
        listed: bool,
    ) -> bool {
        let old = self.disk.get(name);
        match (stamp, old) {
            (None, None) => false,
            (None, Some(_)) => {
                self.next();
                Arc::make_mut(&mut self.disk).remove(name);
                true
            }
            (Some(stamp), Some(old)) if old.stamp == stamp && (old.listed || !listed) => false,
            (Some(stamp), _) => {
                let listed = listed || old.is_some_and(|old| old.listed);
                let revision = self.next();
                Arc::make_mut(&mut self.disk).insert(name.clone(), DiskFile { revision, stamp, listed });
                true
            }
        }
    }

    /// A plan was read, and these are its logs. What is known of a log that gets or loses its plan is out of date.
    pub(crate) fn logs_of(&mut self, plan: &Name, logs: &BTreeSet<Name>) {
        let gone = self.plans.iter().filter(|(log, owner)| *owner == plan && !logs.contains(*log));
        let gone: Vec<Name> = gone.map(|(log, _)| Arc::clone(log)).collect();
        // The first plan keeps a log that several name, so that they do not take it from each other for ever.
        let new: Vec<Name> = logs.iter().filter(|log| !self.plans.contains_key(*log)).cloned().collect();
        for log in gone {
            Arc::make_mut(&mut self.plans).remove(&log);
            self.outdate(&log);
        }
        for log in new {
            Arc::make_mut(&mut self.plans).insert(Arc::clone(&log), Arc::clone(plan));
            self.outdate(&log);
        }
    }

    /// What was made from a file is to be made anew, though its text is the same.
    fn outdate(&mut self, name: &Name) {
        let revision = self.next();
        if let Some(document) = Arc::make_mut(&mut self.open).get_mut(name) {
            Arc::make_mut(document).revision = revision;
        } else if let Some(file) = Arc::make_mut(&mut self.disk).get_mut(name) {
            file.revision = revision;
        }
    }

    /// Nothing in it changed, but those who watch are to look again.
    pub(crate) fn touch(&mut self) {
        self.next();
    }

    fn next(&mut self) -> u64 {
        self.revision += 1;
        self.revision
    }
}

/// The identity of the file behind an address.
#[must_use]
pub(crate) fn name(uri: &Url) -> Name {
    match client::path(uri) {
        Some(path) => name_of_path(&path),
        None => uri.as_str().into(),
    }
}

/// The identity of the file at a path.
#[must_use]
pub(crate) fn name_of_path(path: &Path) -> Name {
    path.to_string_lossy().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::lsp_types::{
        TextDocumentContentChangeEvent, TextDocumentIdentifier, TextDocumentItem,
        VersionedTextDocumentIdentifier,
    };

    fn uri() -> Url {
        Url::parse("file:///plans/with%20space/%5Ba%5D.meso").unwrap()
    }

    fn open(world: &mut World, text: &str) {
        let item = TextDocumentItem::new(uri(), "meso".into(), 1, text.into());
        world.did_open(DidOpenTextDocumentParams { text_document: item });
    }

    #[test]
    fn two_spellings_of_an_address_are_one_file() {
        let other = Url::parse("file:///plans/with%20space/[a].meso").unwrap();
        assert_eq!(name(&uri()), name(&other));
        assert_eq!(&*name(&Url::parse("untitled:Plan-1").unwrap()), "untitled:Plan-1");
    }

    #[test]
    fn a_snapshot_keeps_its_text() {
        let mut world = World::default();
        open(&mut world, "one");
        let before = world.clone();
        let changes =
            vec![TextDocumentContentChangeEvent { range: None, range_length: None, text: "two".into() }];
        let text_document = VersionedTextDocumentIdentifier::new(uri(), 2);
        assert!(world.did_change(&DidChangeTextDocumentParams { text_document, content_changes: changes }));
        assert_eq!(&*before.document(&uri()).unwrap().text, "one");
        assert_eq!(&*world.document(&uri()).unwrap().text, "two");
        assert!(world.revision_of(&name(&uri())) > before.revision_of(&name(&uri())));
    }

    #[test]
    fn opening_twice_and_closing_twice_is_no_harm() {
        let mut world = World::default();
        open(&mut world, "one");
        open(&mut world, "two");
        assert_eq!(&*world.document(&uri()).unwrap().text, "two");
        let close = DidCloseTextDocumentParams { text_document: TextDocumentIdentifier::new(uri()) };
        world.did_close(&close);
        world.did_close(&close);
        assert!(world.open.is_empty());
    }

    #[test]
    fn a_change_of_an_unknown_document_is_refused() {
        let text_document = VersionedTextDocumentIdentifier::new(uri(), 2);
        let params = DidChangeTextDocumentParams { text_document, content_changes: vec![] };
        assert!(!World::default().did_change(&params));
    }

    #[test]
    fn a_log_that_two_plans_name_stays_with_the_first() {
        let mut world = World::default();
        let (first, second, log): (Name, Name, Name) =
            ("/1.meso".into(), "/2.meso".into(), "/log.meso".into());
        world.found(&log, Some((None, 3)), true);
        let before = world.revision_of(&log);
        world.logs_of(&first, &BTreeSet::from([Name::clone(&log)]));
        let claimed = world.revision_of(&log);
        assert!(claimed > before, "what was known of it is out of date");
        world.logs_of(&second, &BTreeSet::from([Name::clone(&log)]));
        assert_eq!((world.plans.get(&log), world.revision_of(&log)), (Some(&first), claimed));
        world.logs_of(&first, &BTreeSet::new());
        assert!(world.plans.is_empty() && world.revision_of(&log) > claimed);
    }

    #[test]
    fn the_same_stamp_is_no_news() {
        let mut world = World::default();
        let name: Name = "/a.meso".into();
        assert!(world.found(&name, Some((None, 3)), true));
        assert!(!world.found(&name, Some((None, 3)), true));
        assert!(world.found(&name, Some((None, 4)), true));
        assert!(world.found(&name, None, true));
        assert!(!world.found(&name, None, true));
    }
}
