//! The recogniser's code: one function a rule, which goes on or leaves everything as it was.

use crate::starts::{Bytes, END, Starts};
use pest_meta::ast::RuleType;
use pest_meta::optimizer::{OptimizedExpr as Expr, OptimizedRule};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

/// Alternatives longer than this become functions, as they may be called from several places.
const INLINE: usize = 80;

/// Words are told apart by their first letters.
const LONGEST_WORD: usize = 16;

/// All of the generated file. The depth of recursion is counted in the rule `bound`.
pub(crate) fn generate(rules: &[OptimizedRule], bound: &str) -> Result<String, String> {
    let by_name = rules.iter().map(|r| (r.name.as_str(), r)).collect();
    let mut generator =
        Generator { starts: Starts::new(rules), rules: by_name, parts: Vec::new(), names: HashMap::new() };
    let mut out = String::from("// Generated from `meso.pest` by `build/main.rs`.\n\n");
    out += &entries(rules);
    for rule in rules {
        let name = &rule.name;
        let (emit, wrap) = match rule.ty {
            RuleType::Silent => ("T", None),
            RuleType::Atomic => ("false", Some(name)),
            _ => ("T", Some(name)),
        };
        let mut body = generator.expr(&rule.expr, emit)?;
        if let Some(rule) = wrap {
            body = format!("s.token::<T>(Rule::{rule}, |s| {body})");
        }
        if name == bound {
            body = format!("s.deeper(|s| {body})");
        }
        let hint = if wrap.is_none() { "#[inline]\n" } else { "" };
        let _ = writeln!(
            out,
            "{hint}fn rule_{name}<const T: bool>(s: &mut Scanner<'_>) -> bool {{\n    {body}\n}}\n"
        );
    }
    for (at, body) in generator.parts.iter().enumerate() {
        let _ =
            writeln!(out, "fn part_{at}<const T: bool>(s: &mut Scanner<'_>) -> bool {{\n    {body}\n}}\n");
    }
    Ok(out)
}

/// The rules that a text can be held against: those that begin at its start.
fn entries(rules: &[OptimizedRule]) -> String {
    let entry = |rule: &&OptimizedRule| matches!(&rule.expr, Expr::Seq(first, _) if **first == Expr::Ident("SOI".into()));
    let entries: Vec<(String, &str)> =
        rules.iter().filter(entry).map(|r| (camel_case(&r.name), r.name.as_str())).collect();
    let list = |form: &dyn Fn(&str, &str) -> String| {
        entries.iter().map(|(entry, rule)| format!("    {}\n", form(entry, rule))).collect::<String>()
    };
    format!(
        "/// What a text can be read as: a line, or a piece of one.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Entry {{\n{}}}\n\n\
         impl Entry {{\n    /// All of them.\n    pub const ALL: &[Entry] = &[\n{}    ];\n\n\
         /// Its rule in the grammar.\n    #[must_use]\n    pub fn rule(self) -> Rule {{\n    match self {{\n{}    }}\n    }}\n\n\
         pub(super) fn run<const T: bool>(self, s: &mut Scanner<'_>) -> bool {{\n    match self {{\n{}    }}\n    }}\n}}\n\n",
        list(&|entry, rule| format!("/// As the rule `{rule}` says.\n    {entry},")),
        list(&|entry, _| format!("Entry::{entry},")),
        list(&|entry, rule| format!("Entry::{entry} => Rule::{rule},")),
        list(&|entry, rule| format!("Entry::{entry} => rule_{rule}::<T>(s),")),
    )
}

fn camel_case(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_uppercase() + rest
        })
        .collect()
}

struct Generator<'r> {
    starts: Starts,
    rules: HashMap<&'r str, &'r OptimizedRule>,
    /// Bodies of functions of alternatives.
    parts: Vec<String>,
    /// Which part a body is.
    names: HashMap<String, usize>,
}

impl Generator<'_> {
    /// An expression as a Rust expression that is true when it succeeds; else nothing has changed. `emit` says whether
    /// tokens are written.
    fn expr(&mut self, expr: &Expr, emit: &str) -> Result<String, String> {
        if let Some(class) = self.starts.class(expr, &self.rules) {
            return Ok(format!("s.one_of(|b| {})", test(class)));
        }
        Ok(match expr {
            Expr::Str(text) => format!("s.text(b\"{}\")", text.as_bytes().escape_ascii()),
            Expr::Insens(text) => {
                format!("s.word(b\"{}\")", text.to_ascii_lowercase().as_bytes().escape_ascii())
            }
            Expr::Range(from, to) => {
                format!("s.range('{}', '{}')", from.escape_default(), to.escape_default())
            }
            Expr::Ident(name) => match name.as_str() {
                "SOI" => "s.at_start()".into(),
                "EOI" => format!("s.at_end::<{emit}>()"),
                "ANY" => "s.any()".into(),
                _ if self.rules.contains_key(name.as_str()) => format!("rule_{name}::<{emit}>(s)"),
                _ => return Err(format!("meso.pest: write `{name}` out, the recogniser does not know it")),
            },
            Expr::Seq(..) => self.sequence(expr, emit)?,
            Expr::Choice(..) => {
                let mut all = Vec::new();
                alternatives(expr, &mut all);
                self.choice(&all, emit, 0)?
            }
            Expr::Opt(e) => format!("s.maybe(|s| {})", self.guarded(e, emit)?),
            Expr::Rep(e) => match self.starts.class(e, &self.rules) {
                Some(class) => format!("s.while_one_of(|b| {})", test(class)),
                None if **e == Expr::Ident("ANY".into()) => "s.rest()".into(),
                None => format!("s.many(|s| {})", self.guarded(e, emit)?),
            },
            Expr::PosPred(e) => self.look(e, true)?,
            Expr::NegPred(e) => self.look(e, false)?,
            Expr::Skip(ends) => {
                let [end] = ends.as_slice() else {
                    return Err(format!("meso.pest: one text ends a run of anything, not {ends:?}"));
                };
                format!("s.until({end:?})")
            }
            Expr::RestoreOnErr(e) => self.expr(e, emit)?,
            _ => return Err(format!("meso.pest: the recogniser does not know `{expr}`")),
        })
    }

    fn sequence(&mut self, expr: &Expr, emit: &str) -> Result<String, String> {
        let mut parts = Vec::new();
        let mut rest = expr;
        while let Expr::Seq(first, second) = rest {
            parts.push(self.expr(first, emit)?);
            rest = second;
        }
        parts.push(self.expr(rest, emit)?);
        Ok(format!("s.all::<{emit}>(|s| {})", parts.join(" && ")))
    }

    fn look(&mut self, inner: &Expr, wanted: bool) -> Result<String, String> {
        let not = if wanted { "" } else { "!" };
        if let Some(class) = self.starts.class(inner, &self.rules) {
            return Ok(format!("{not}s.next_is(|b| {})", test(class)));
        }
        Ok(format!("{not}s.look(|s| {})", self.guarded(inner, "false")?))
    }

    /// An expression that is tried only if the next byte lets it succeed.
    fn guarded(&mut self, expr: &Expr, emit: &str) -> Result<String, String> {
        let code = self.expr(expr, emit)?;
        let may = self.starts.may(expr);
        Ok(if may == Bytes::ALL || self.looks_first(expr) {
            code
        } else {
            format!("s.next_is(|b| {}) && {code}", test(may))
        })
    }

    /// Is its first act a cheap look at the next byte anyway?
    fn looks_first(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Str(_) | Expr::Insens(_) | Expr::Range(..) | Expr::Choice(..) => true,
            Expr::Seq(first, _) => self.looks_first(first),
            _ => self.starts.class(expr, &self.rules).is_some(),
        }
    }

    /// Alternatives in their order, of which the byte at `depth` leaves those that can succeed with it.
    fn choice(&mut self, all: &[&Expr], emit: &str, depth: usize) -> Result<String, String> {
        let groups = self.groups(all, depth);
        if groups.len() == 1 {
            return self.one_after_another(all, emit, Bytes::ALL);
        }
        // The alternatives that come to the same share an arm.
        let mut arms: BTreeMap<String, Bytes> = BTreeMap::new();
        for (viable, bytes) in groups {
            let left: Vec<&Expr> = viable.iter().map(|&i| all[i]).collect();
            let code = if left.is_empty() {
                "false".to_owned()
            } else if let Some(depth) = self.next_difference(&left, depth) {
                self.choice(&left, emit, depth)?
            } else {
                self.one_after_another(&left, emit, if depth == 0 { bytes } else { Bytes::NONE })?
            };
            let arm = arms.entry(code).or_default();
            *arm = *arm | bytes;
        }
        let default = arms.iter().max_by_key(|(_, bytes)| bytes.iter().count()).map(|(code, _)| code.clone());
        let default = default.unwrap_or_default();
        if arms.len() == 2
            && let Some(bytes) = arms.get("false").filter(|_| default == "false")
            && let Some(code) = arms.keys().find(|c| *c != "false")
            && depth == 0
        {
            return Ok(format!("(s.next_is(|b| {}) && {code})", test(!*bytes)));
        }
        let mut code = format!("match s.ahead({depth}) {{\n");
        for (arm, bytes) in arms.iter().filter(|(arm, _)| **arm != default) {
            let _ = writeln!(code, "{} => {arm},", pattern(*bytes));
        }
        let _ = write!(code, "_ => {default},\n}}");
        Ok(code)
    }

    /// Which alternatives, by their numbers, the byte at `depth` leaves.
    fn groups(&self, all: &[&Expr], depth: usize) -> BTreeMap<Vec<usize>, Bytes> {
        let symbol = |expr: &&Expr| if depth == 0 { self.starts.may(expr) } else { letter(expr, depth) };
        let sets: Vec<Bytes> = all.iter().map(symbol).collect();
        let mut groups: BTreeMap<Vec<usize>, Bytes> = BTreeMap::new();
        for byte in Bytes::all() {
            let viable = (0..all.len()).filter(|&i| sets[i].has(byte)).collect();
            let group = groups.entry(viable).or_default();
            *group = *group | Bytes::one(byte);
        }
        groups
    }

    /// The next byte by which some words become fewer, if they are words and several.
    fn next_difference(&self, all: &[&Expr], depth: usize) -> Option<usize> {
        if all.len() < 2 || !all.iter().all(|e| is_literal(e)) {
            return None;
        }
        (depth + 1..LONGEST_WORD).find(|&d| self.groups(all, d).keys().all(|left| left.len() < all.len()))
    }

    /// Alternatives that are tried in their order, when the next byte is one of `known`.
    fn one_after_another(&mut self, all: &[&Expr], emit: &str, known: Bytes) -> Result<String, String> {
        let mut tried = Vec::new();
        for expr in all {
            if known != Bytes::NONE
                && let Some(class) = self.starts.class(expr, &self.rules)
                && known & !class == Bytes::NONE
            {
                // What follows could not be reached.
                tried.push("s.take()".to_owned());
                break;
            }
            let code = self.expr(expr, emit)?;
            tried.push(if code.len() > INLINE { self.part(code, emit) } else { code });
        }
        Ok(if tried.len() == 1 { tried.remove(0) } else { format!("({})", tried.join(" || ")) })
    }

    /// A function of its own for an alternative.
    fn part(&mut self, code: String, emit: &str) -> String {
        let next = self.parts.len();
        let at = *self.names.entry(code.clone()).or_insert(next);
        if at == next {
            self.parts.push(code);
        }
        format!("part_{at}::<{emit}>(s)")
    }
}

fn alternatives<'e>(expr: &'e Expr, out: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Choice(a, b) => {
            alternatives(a, out);
            alternatives(b, out);
        }
        _ => out.push(expr),
    }
}

fn is_literal(expr: &Expr) -> bool {
    matches!(expr, Expr::Str(_) | Expr::Insens(_))
}

/// What a literal may have at a place; any byte behind its end.
fn letter(expr: &Expr, at: usize) -> Bytes {
    let byte = |s: &str| s.as_bytes().get(at).copied();
    match expr {
        Expr::Str(s) => byte(s).map_or(Bytes::ALL, Bytes::one),
        Expr::Insens(s) => byte(s)
            .map_or(Bytes::ALL, |b| Bytes::one(b.to_ascii_lowercase()) | Bytes::one(b.to_ascii_uppercase())),
        _ => Bytes::ALL,
    }
}

/// A test of the byte `b`.
fn test(set: Bytes) -> String {
    let without = !set;
    if without.iter().count() < set.iter().count() {
        format!("!matches!(b, {})", pattern(without))
    } else {
        format!("matches!(b, {})", pattern(set))
    }
}

/// A pattern of a set of bytes: its runs.
fn pattern(set: Bytes) -> String {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for byte in set.iter() {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == byte => *last = byte,
            _ => runs.push((byte, byte)),
        }
    }
    let name = |b: u8| if b == END { "END".to_owned() } else { format!("b'{}'", b.escape_ascii()) };
    let run = |(first, last): (u8, u8)| match last - first {
        0 => name(first),
        _ => format!("{}..={}", name(first), name(last)),
    };
    runs.into_iter().map(run).collect::<Vec<_>>().join(" | ")
}
