//! All targets, by name.

mod baseline;
mod cache;
mod configuration;
mod edits;
mod fixes;
mod framing;
mod lines;
mod plan;
mod requests;
mod server;

use crate::seeds;
use std::borrow::Cow;

/// One part of the program, and what it promises.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// By which it is called.
    pub name: &'static str,
    /// What holds for any input.
    pub promise: &'static str,
    /// Inputs to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Panics where the promise is broken.
    pub run: fn(&[u8]),
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target {
        name: "lines",
        promise: "the recogniser and pest read every line alike",
        seeds: seeds::lines,
        run: lines::run,
    },
    Target {
        name: "plan",
        promise: "any text becomes a plan, findings and a page, in every profile; with lines at hand the same as \
                  without; every place is in the text; layout settles and changes no finding",
        seeds: seeds::plans,
        run: plan::run,
    },
    Target {
        name: "fixes",
        promise: "after fixing there is nothing left to fix, for safe fixes and for all",
        seeds: seeds::plans,
        run: fixes::run,
    },
    Target {
        name: "edits",
        promise: "after any edits the server holds the editor's text, and says of it what it says of the text opened anew",
        seeds: seeds::edits,
        run: edits::run,
    },
    Target {
        name: "framing",
        promise: "any bytes on the server's input end in well-formed messages, and no request fails by our mistake",
        seeds: seeds::framing,
        run: framing::run,
    },
    Target {
        name: "requests",
        promise: "every request at any place of any text is answered once, and none fails by our mistake",
        seeds: seeds::edits,
        run: requests::run,
    },
    Target {
        name: "configuration",
        promise: "any configuration ends in settings and findings whose places are in the file, and a plan is checked with it",
        seeds: seeds::configurations,
        run: configuration::run,
    },
    Target {
        name: "cache",
        promise: "a cache is whole or not there; what is read is written again to the byte, and can be shown in every format",
        seeds: seeds::caches,
        run: cache::run,
    },
    Target {
        name: "baseline",
        promise: "a baseline is read or refused in a sentence; it hides findings as often as it has them; written, it reads the same",
        seeds: seeds::baselines,
        run: baseline::run,
    },
];

/// The target of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Bytes as the text that a program would make of them.
fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_stays_mended() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
        let mut count = 0;
        for target in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let run = named(target.file_name().to_str().unwrap()).expect("a target of this name").run;
            for input in std::fs::read_dir(target.path()).unwrap().map(Result::unwrap) {
                run(&std::fs::read(input.path()).unwrap());
                count += 1;
            }
        }
        assert!(count >= 8, "{count} inputs");
    }

    #[test]
    fn every_target_holds_for_the_first_of_its_seeds() {
        for target in TARGETS {
            let seeds = (target.seeds)();
            assert!(seeds.len() >= 4, "{} has {} seeds", target.name, seeds.len());
            for seed in seeds.iter().take(4) {
                (target.run)(seed);
            }
        }
    }
}
