//! The files that a plan asks for, written down while it is checked: what its findings depend on.

use meso_core::load::{Load, LoadProblem};
use meso_core::text::{SourceText, Sources};
use meso_project::Disk;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// Half of a BLAKE3 digest: equal for equal bytes, and for no others that anybody will meet.
pub(crate) type Hash = [u8; 16];

/// The hash of some bytes.
pub(crate) fn hash(bytes: &[u8]) -> Hash {
    half(&blake3::hash(bytes))
}

/// Enough of a digest.
pub(crate) fn half(digest: &blake3::Hash) -> Hash {
    let mut half = Hash::default();
    half.copy_from_slice(&digest.as_bytes()[..16]);
    half
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Outcome {
    /// A file, by its place among the files of the plan.
    File(u32),
    /// None; the hash of the names that were near.
    Missing(Hash),
    /// It lies outside of the project.
    Outside,
}

/// A file that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Input {
    /// Which file asked, by its place among the files of the plan.
    pub(crate) from: u32,
    /// The path as it stands there.
    pub(crate) path: String,
    pub(crate) outcome: Outcome,
}

/// All that the findings of a plan depend on, but for its configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inputs {
    /// The files of the plan as messages call them, itself first.
    pub(crate) names: Vec<String>,
    /// Their texts.
    pub(crate) hashes: Vec<Hash>,
    /// What was asked for, in order.
    pub(crate) asked: Vec<Input>,
    /// Was anything unreadable? Then the system had a say in it that cannot be asked again.
    pub(crate) uncertain: bool,
}

impl Inputs {
    /// Who asked, and for which path.
    pub(crate) fn questions(&self) -> impl Iterator<Item = (&str, &str)> {
        let name = |input: &Input| self.names.get(input.from as usize).map_or("", String::as_str);
        self.asked.iter().map(move |input| (name(input), &*input.path))
    }

    /// Do they tell of the very files that were looked at?
    pub(crate) fn tell_of(&self, sources: &Sources) -> bool {
        let names = sources.iter().map(|(_, file)| &*file.name);
        !self.uncertain && names.eq(self.names.iter().map(String::as_str))
    }
}

/// Says the same of near names as long as they are the same.
pub(crate) fn hash_of_names(names: &[String]) -> Hash {
    hash(names.join("\0").as_bytes())
}

/// Loads from the disk, and remembers what was asked for.
pub(crate) struct Recorder<'d> {
    disk: &'d Disk,
    hash: fn(&[u8]) -> Hash,
    inputs: RefCell<Inputs>,
}

impl<'d> Recorder<'d> {
    /// For a plan and its text.
    pub(crate) fn new(disk: &'d Disk, plan: &SourceText) -> Self {
        Recorder::with(disk, plan, hash)
    }

    /// For a run that remembers nothing: the hashes of the texts, which cost time, are left out.
    pub(crate) fn forgetful(disk: &'d Disk, plan: &SourceText) -> Self {
        Recorder::with(disk, plan, |_| Hash::default())
    }

    fn with(disk: &'d Disk, plan: &SourceText, hash: fn(&[u8]) -> Hash) -> Self {
        let inputs = Inputs {
            names: vec![plan.name.to_string()],
            hashes: vec![hash(plan.text.as_bytes())],
            ..Inputs::default()
        };
        Recorder { disk, hash, inputs: RefCell::new(inputs) }
    }

    /// What the plan depends on.
    pub(crate) fn inputs(self) -> Inputs {
        self.inputs.into_inner()
    }
}

impl Load for Recorder<'_> {
    fn load(&self, from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        let loaded = self.disk.load(from, path);
        let mut inputs = self.inputs.borrow_mut();
        let Inputs { names, hashes, asked, uncertain } = &mut *inputs;
        let place = |names: &[String], name: &str| names.iter().position(|known| known == name);
        let outcome = match &loaded {
            Ok(text) => Outcome::File(number(place(names, &text.name).unwrap_or_else(|| {
                names.push(text.name.to_string());
                hashes.push((self.hash)(text.text.as_bytes()));
                names.len() - 1
            }))),
            Err(LoadProblem::Missing { nearby }) => Outcome::Missing(hash_of_names(nearby)),
            Err(LoadProblem::Outside) => Outcome::Outside,
            Err(LoadProblem::NotText(_) | LoadProblem::System(_)) => {
                *uncertain = true;
                Outcome::Outside
            }
        };
        match place(names, from) {
            Some(from) => asked.push(Input { from: number(from), path: path.to_owned(), outcome }),
            None => *uncertain = true,
        }
        loaded
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
