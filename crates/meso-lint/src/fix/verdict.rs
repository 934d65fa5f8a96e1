//! Is there less to be said after some fixes than before? Who is to blame if not?
//!
//! The measure: what is wrong with the lines and then with the text as a whole, the errors before the warnings before
//! the infos, compared in this order; then what the rules found at warning and above; then their infos. Every batch that
//! passes brings it down, so that fixing ends.

use super::batch::{At, Stage};
use super::{Found, Why};
use crate::suppression::UNKNOWN_RULE;
use meso_core::codes;
use meso_core::diagnostic::{Code, Severity};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Is it about the text, the names, the dates, rather than about the training?
pub(super) fn is_of_text(code: &Code) -> bool {
    static NAMES: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| codes::ALL.iter().copied().chain([&UNKNOWN_RULE]).map(|code| code.name).collect());
    NAMES.contains(code.name)
}

/// Why a fix does not pass.
#[derive(Clone, Debug)]
pub(super) struct Blame {
    pub(super) why: Why,
    /// By itself it would not pass either.
    pub(super) certain: bool,
    /// Those that touch the same lines have the same.
    pub(super) group: usize,
}

/// How much more there is to be said after than before, by groups of fixes.
pub(super) struct Verdict {
    stage: Stage,
    groups: Vec<Group>,
    /// What was found, by name, file and line, that has not been found again.
    before: HashMap<(&'static str, u32, u32), u32>,
    /// By name, in other files.
    elsewhere: HashMap<&'static str, i32>,
    /// The first that is new in another file.
    new_elsewhere: Option<Why>,
}

#[derive(Clone, Default)]
struct Group {
    /// Errors of lines and of the text as a whole; warnings of both; infos of both.
    text: [i32; 6],
    /// What is new about the text on its own lines, and on others.
    new_text: Option<Why>,
    new_text_near: Option<Why>,
    /// By name: errors and warnings, and what there is about the text.
    kinds: HashMap<&'static str, i32>,
    new_kinds: HashMap<&'static str, Why>,
    /// Errors and warnings; infos.
    sums: [i32; 2],
}

impl Verdict {
    pub(super) fn new(stage: Stage, groups: usize) -> Self {
        Verdict {
            stage,
            groups: vec![Group::default(); groups],
            before: HashMap::new(),
            elsewhere: HashMap::new(),
            new_elsewhere: None,
        }
    }

    /// Notes what was found before.
    pub(super) fn was(&mut self, found: Found, at: At, line: u32) {
        *self.before.entry((found.code.name, found.span.file.0, line)).or_default() += 1;
        self.count(found, at, -1);
    }

    /// Notes what is found now; `line` is the line that it would have been in, `shown` the number of the one it is in.
    pub(super) fn is(&mut self, found: Found, at: At, line: u32, shown: u32) {
        self.count(found, at, 1);
        let name = found.code.name;
        if let Some(before) = self.before.get_mut(&(name, found.span.file.0, line))
            && *before > 0
        {
            *before -= 1;
            return;
        }
        let why = Why::Brings { code: name, line: shown };
        match at {
            At::Elsewhere => {
                self.new_elsewhere.get_or_insert(why);
            }
            At::On(group) | At::Near(group) => {
                let Some(group) = self.groups.get_mut(group) else { return };
                if is_of_text(found.code) {
                    let new =
                        if matches!(at, At::On(_)) { &mut group.new_text } else { &mut group.new_text_near };
                    new.get_or_insert_with(|| why.clone());
                }
                group.new_kinds.entry(name).or_insert(why);
            }
        }
    }

    fn count(&mut self, found: Found, at: At, by: i32) {
        let of_text = is_of_text(found.code);
        let counts = of_text || (!self.stage.of_text && found.severity >= Severity::Warning);
        let name = found.code.name;
        match at {
            At::Elsewhere if counts => *self.elsewhere.entry(name).or_default() += by,
            At::Elsewhere => {}
            At::On(group) | At::Near(group) => {
                let Some(group) = self.groups.get_mut(group) else { return };
                if counts {
                    *group.kinds.entry(name).or_default() += by;
                }
                group.sums[usize::from(found.severity < Severity::Warning)] += by;
                if of_text {
                    let severity = match found.severity {
                        Severity::Error => 0,
                        Severity::Warning => 2,
                        Severity::Info => 4,
                    };
                    group.text[severity + usize::from(!found.of_line)] += by;
                }
            }
        }
    }

    /// Who is to blame, by groups; the second, if it can be anybody.
    pub(super) fn blame(self) -> (Vec<Option<Blame>>, Option<Why>) {
        let Verdict { stage, groups, elsewhere, new_elsewhere, .. } = self;
        let worse = elsewhere.iter().filter(|(_, n)| **n > 0).map(|(name, _)| *name).min();
        let everybody = worse.map(|code| new_elsewhere.unwrap_or(Why::Brings { code, line: 1 }));
        let judge = |(place, group): (usize, Group)| {
            let fault = if stage.of_text { of_text(group) } else { of_rules(group) };
            fault.map(|(why, certain)| Blame { why, certain, group: place })
        };
        (groups.into_iter().enumerate().map(judge).collect(), everybody)
    }
}

/// Why fixes of the text do not pass, and whether it is they alone. A line that can be read at last may turn out to
/// contradict others.
fn of_text(group: Group) -> Option<(Why, bool)> {
    if group.text < [0; 6] {
        return None;
    }
    let alone = group.new_text_near.is_none();
    Some((group.new_text.or(group.new_text_near).unwrap_or(Why::Useless), alone))
}

/// Why fixes of what rules found do not pass.
fn of_rules(group: Group) -> Option<(Why, bool)> {
    let worse = group.kinds.iter().filter(|(_, n)| **n > 0).map(|(name, _)| *name).min();
    if let Some(name) = worse {
        return Some((group.new_kinds.get(name).cloned().unwrap_or(Why::Useless), false));
    }
    if group.sums < [0; 2] { None } else { Some((Why::Useless, false)) }
}
