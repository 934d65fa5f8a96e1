//! All kinds of findings, with what is known of them.

use crate::rule::{FixKind, Group, RuleMeta};
use crate::rules;
use crate::suppression;
use meso_core::diagnostic::Severity;
use std::sync::LazyLock;

/// Everything that can be found in a plan: the rules, and before them what is found in the text. By name.
#[must_use]
pub fn registry() -> &'static [&'static RuleMeta] {
    static ALL: LazyLock<Vec<&'static RuleMeta>> = LazyLock::new(|| {
        let mut all: Vec<&'static RuleMeta> =
            structural().iter().chain(rules::RULES.iter().copied()).collect();
        all.sort_by_key(|meta| meta.name());
        all
    });
    &ALL
}

/// What is known of the finding of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static RuleMeta> {
    let all = registry();
    all.binary_search_by_key(&name, |meta| meta.name()).ok().and_then(|place| all.get(place)).copied()
}

/// The address of the manual page of a finding.
#[must_use]
pub fn page(name: &str) -> String {
    format!("{}/blob/main/docs/rules/{name}.md", env!("CARGO_PKG_REPOSITORY"))
}

/// What is found before any rule looks, and about `allow`s.
fn structural() -> &'static [RuleMeta] {
    static STRUCTURAL: LazyLock<Vec<RuleMeta>> = LazyLock::new(|| {
        meso_core::codes::ALL
            .iter()
            .chain(suppression::CODES)
            .chain(crate::bounded::CODES)
            .chain(crate::config::CODES)
            .map(|code| RuleMeta {
                code,
                group: Group::Text,
                on: true,
                loudest: Severity::Error,
                fix: FixKind::None,
                since: "0.1.0",
                grade: None,
                options: Vec::new,
                profiles: &[],
                file: file!(),
                build: None,
            })
            .collect()
    });
    &STRUCTURAL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_finding_has_one_name() {
        let mut names: Vec<_> = registry().iter().map(|meta| meta.name()).collect();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.iter().all(|name| find(name).is_some()));
        assert!(find("no-such-rule").is_none());
    }
}
