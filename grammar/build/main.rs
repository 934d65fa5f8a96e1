//! Makes the recogniser out of `meso.pest`, so that the grammar has one definition and two readers.
//!
//! pest's own parser, which `pest_derive` makes of the same file, says where a line cannot be read, and tests compare the
//! two. What the grammar does not use (a stack, implicit white space) is refused here.

mod code;
mod starts;

use pest_meta::ast::RuleType;
use pest_meta::optimizer::{OptimizedExpr, OptimizedRule};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

#[allow(clippy::print_stdout)] // how a build script talks to cargo
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=meso.pest");
    println!("cargo::rerun-if-changed=build");
    let text = std::fs::read_to_string("meso.pest")?;
    let (_, rules) = pest_meta::parse_and_optimize(&text)
        .map_err(|errors| errors.iter().map(|e| format!("meso.pest: {e}")).collect::<Vec<_>>().join("\n"))?;
    check(&rules)?;
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("recogniser.rs"), code::generate(&rules, bound(&rules)?)?)?;
    Ok(())
}

/// Refuses a grammar that the recogniser would read in another way than pest.
fn check(rules: &[OptimizedRule]) -> Result<(), String> {
    let by_name: BTreeMap<&str, &OptimizedRule> = rules.iter().map(|r| (r.name.as_str(), r)).collect();
    for rule in rules {
        if matches!(rule.name.as_str(), "WHITESPACE" | "COMMENT") {
            return Err(format!("meso.pest: blanks are written out, there is no `{}`", rule.name));
        }
        // Inside an atomic rule a compound one would still give tokens: pest's way, and never what is meant.
        if rule.ty == RuleType::Atomic {
            let mut reached = BTreeSet::new();
            reach(&rule.expr, &by_name, &mut reached);
            let loud = |name: &&&str| {
                let ty = by_name.get(**name).map(|r| r.ty);
                matches!(ty, Some(RuleType::CompoundAtomic | RuleType::NonAtomic))
            };
            if let Some(inner) = reached.iter().find(loud) {
                return Err(format!(
                    "meso.pest: `{}` is one token, and `{inner}` in it is one too",
                    rule.name
                ));
            }
        }
    }
    Ok(())
}

/// The rules that an expression passes through, other than to look ahead.
fn reach<'r>(
    expr: &'r OptimizedExpr,
    rules: &BTreeMap<&str, &'r OptimizedRule>,
    out: &mut BTreeSet<&'r str>,
) {
    match expr {
        OptimizedExpr::Ident(name) => {
            if let Some(rule) = rules.get(name.as_str())
                && out.insert(name)
            {
                reach(&rule.expr, rules, out);
            }
        }
        OptimizedExpr::PosPred(_) | OptimizedExpr::NegPred(_) => {}
        _ => children(expr).into_iter().for_each(|e| reach(e, rules, out)),
    }
}

/// The rule through which all recursion goes, where its depth is counted.
fn bound(rules: &[OptimizedRule]) -> Result<&str, String> {
    let names: BTreeSet<&str> = rules.iter().map(|r| r.name.as_str()).collect();
    let calls: BTreeMap<&str, BTreeSet<&str>> = rules
        .iter()
        .map(|rule| {
            let mut called = BTreeSet::new();
            idents(&rule.expr, &mut called);
            (rule.name.as_str(), called.into_iter().filter(|c| names.contains(c)).collect())
        })
        .collect();
    names
        .iter()
        .copied()
        .find(|without| {
            // Take away, again and again, the rules that call none of those left.
            let mut left: BTreeSet<&str> = names.iter().copied().filter(|n| n != without).collect();
            while let Some(leaf) = left.iter().copied().find(|n| calls[n].is_disjoint(&left)) {
                left.remove(leaf);
            }
            left.is_empty()
        })
        .ok_or_else(|| {
            "meso.pest: no one rule is part of all recursion, so its depth cannot be bounded".to_owned()
        })
}

fn idents<'r>(expr: &'r OptimizedExpr, out: &mut BTreeSet<&'r str>) {
    if let OptimizedExpr::Ident(name) = expr {
        out.insert(name);
    }
    children(expr).into_iter().for_each(|e| idents(e, out));
}

fn children(expr: &OptimizedExpr) -> Vec<&OptimizedExpr> {
    match expr {
        OptimizedExpr::Seq(a, b) | OptimizedExpr::Choice(a, b) => vec![a, b],
        OptimizedExpr::PosPred(e)
        | OptimizedExpr::NegPred(e)
        | OptimizedExpr::Opt(e)
        | OptimizedExpr::Rep(e)
        | OptimizedExpr::RestoreOnErr(e)
        | OptimizedExpr::Push(e) => vec![e],
        _ => Vec::new(),
    }
}
