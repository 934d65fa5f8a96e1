//! With which bytes an expression can begin: what lets the recogniser choose by one look instead of by trying.

use pest_meta::optimizer::{OptimizedExpr as Expr, OptimizedRule};
use std::collections::HashMap;
use std::ops::{BitAnd, BitOr, Not};

/// What no text has: stands for its end.
pub(crate) const END: u8 = 0xff;

/// A set of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bytes([u128; 2]);

impl Bytes {
    pub(crate) const NONE: Bytes = Bytes([0; 2]);
    pub(crate) const ALL: Bytes = Bytes([u128::MAX; 2]);

    pub(crate) fn one(byte: u8) -> Bytes {
        Bytes::range(byte, byte)
    }

    pub(crate) fn range(first: u8, last: u8) -> Bytes {
        let mut set = Bytes::NONE;
        (first..=last).for_each(|b| set.0[usize::from(b >> 7)] |= 1 << (b & 0x7f));
        set
    }

    pub(crate) fn has(self, byte: u8) -> bool {
        self.0[usize::from(byte >> 7)] >> (byte & 0x7f) & 1 == 1
    }

    pub(crate) fn all() -> impl Iterator<Item = u8> {
        0..=u8::MAX
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = u8> {
        Bytes::all().filter(move |b| self.has(*b))
    }

    pub(crate) fn is_ascii(self) -> bool {
        self.0[1] == 0
    }
}

impl BitOr for Bytes {
    type Output = Bytes;
    fn bitor(self, other: Bytes) -> Bytes {
        Bytes([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }
}

impl BitAnd for Bytes {
    type Output = Bytes;
    fn bitand(self, other: Bytes) -> Bytes {
        Bytes([self.0[0] & other.0[0], self.0[1] & other.0[1]])
    }
}

impl Not for Bytes {
    type Output = Bytes;
    fn not(self) -> Bytes {
        Bytes([!self.0[0], !self.0[1]])
    }
}

/// What the next byte says about an expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Start {
    /// It may succeed and take something.
    eats: Bytes,
    /// It may succeed and take nothing.
    passes: Bytes,
    /// It succeeds for certain.
    sure: Bytes,
}

/// The starts of all rules.
pub(crate) struct Starts(HashMap<String, Start>);

impl Starts {
    pub(crate) fn new(rules: &[OptimizedRule]) -> Starts {
        let mut starts = Starts(HashMap::new());
        // What is certain first, as `!x` asks for it; both only grow, so they come to an end.
        for certain in [true, false] {
            loop {
                let mut changed = false;
                for rule in rules {
                    let before = starts.0.get(&rule.name).copied().unwrap_or_default();
                    let found = starts.of(&rule.expr);
                    let after = if certain { Start { sure: found.sure, ..before } } else { found };
                    changed |= before != after;
                    starts.0.insert(rule.name.clone(), after);
                }
                if !changed {
                    break;
                }
            }
        }
        starts
    }

    /// The next bytes with which an expression may succeed.
    pub(crate) fn may(&self, expr: &Expr) -> Bytes {
        let start = self.of(expr);
        start.eats | start.passes
    }

    /// Does it take exactly one byte of a set, and nothing else? Then which.
    pub(crate) fn class(&self, expr: &Expr, rules: &HashMap<&str, &OptimizedRule>) -> Option<Bytes> {
        let set = match expr {
            Expr::Str(s) if s.len() == 1 => Bytes::one(s.as_bytes()[0]),
            Expr::Range(..) => self.of(expr).eats,
            Expr::Choice(a, b) => self.class(a, rules)? | self.class(b, rules)?,
            Expr::Ident(name) => {
                let rule = rules.get(name.as_str())?;
                let silent = rule.ty == pest_meta::ast::RuleType::Silent;
                silent.then(|| self.class(&rule.expr, rules))??
            }
            _ => return None,
        };
        set.is_ascii().then_some(set)
    }

    fn of(&self, expr: &Expr) -> Start {
        match expr {
            Expr::Str(s) if s.is_empty() => {
                Start { passes: Bytes::ALL, sure: Bytes::ALL, ..Start::default() }
            }
            Expr::Str(s) => {
                let eats = Bytes::one(s.as_bytes()[0]);
                Start { eats, sure: if s.len() == 1 { eats } else { Bytes::NONE }, ..Start::default() }
            }
            Expr::Insens(s) => {
                let first = s.as_bytes()[0];
                let eats = Bytes::one(first.to_ascii_lowercase()) | Bytes::one(first.to_ascii_uppercase());
                Start { eats, sure: if s.len() == 1 { eats } else { Bytes::NONE }, ..Start::default() }
            }
            Expr::Range(from, to) => {
                let eats = Bytes::range(from.as_bytes()[0], to.as_bytes()[0]);
                Start {
                    eats,
                    sure: eats & if to.len() == 1 { eats } else { Bytes::range(0, 0x7f) },
                    ..Start::default()
                }
            }
            Expr::Ident(name) => match name.as_str() {
                "SOI" => Start { passes: Bytes::ALL, ..Start::default() },
                "EOI" => Start { passes: Bytes::one(END), sure: Bytes::one(END), ..Start::default() },
                "ANY" => Start { eats: !Bytes::one(END), sure: !Bytes::one(END), ..Start::default() },
                _ => self.0.get(name).copied().unwrap_or_default(),
            },
            Expr::PosPred(e) => {
                let inner = self.of(e);
                Start { eats: Bytes::NONE, passes: inner.eats | inner.passes, sure: inner.sure }
            }
            Expr::NegPred(e) => Start { eats: Bytes::NONE, passes: !self.of(e).sure, sure: Bytes::NONE },
            Expr::Seq(a, b) => {
                let looks = looks_only(a);
                let (a, b) = (self.of(a), self.of(b));
                // What follows something taken is not known by the next byte, unless it succeeds with any.
                let certain = if looks || b.sure == Bytes::ALL { a.sure & b.sure } else { Bytes::NONE };
                Start { eats: a.eats | a.passes & b.eats, passes: a.passes & b.passes, sure: certain }
            }
            Expr::Choice(a, b) => {
                let (a, b) = (self.of(a), self.of(b));
                Start { eats: a.eats | b.eats, passes: a.passes | b.passes, sure: a.sure | b.sure }
            }
            Expr::Opt(e) | Expr::Rep(e) => {
                Start { eats: self.of(e).eats, passes: Bytes::ALL, sure: Bytes::ALL }
            }
            Expr::RestoreOnErr(e) => self.of(e),
            _ => Start { eats: Bytes::ALL, passes: Bytes::ALL, sure: Bytes::NONE },
        }
    }
}

/// Does an expression never take anything?
fn looks_only(expr: &Expr) -> bool {
    match expr {
        Expr::PosPred(_) | Expr::NegPred(_) => true,
        Expr::Ident(name) => matches!(name.as_str(), "SOI" | "EOI"),
        _ => false,
    }
}
