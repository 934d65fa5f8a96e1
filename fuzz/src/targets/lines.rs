//! Any lines: the recogniser finds what pest finds, with every entry of the grammar.

use meso_grammar::{Entry, Meso, Pair, Rule, Tokens};
use pest::Parser;

type Found = Vec<(Rule, usize, usize, usize)>;

pub(super) fn run(data: &[u8]) {
    super::text(data).lines().for_each(compare);
}

fn flat(pair: Pair<'_>, depth: usize, out: &mut Found) {
    out.push((pair.as_rule(), depth, pair.start(), pair.end()));
    pair.into_inner().for_each(|p| flat(p, depth + 1, out));
}

fn flat_pest(pair: pest::iterators::Pair<'_, Rule>, depth: usize, out: &mut Found) {
    out.push((pair.as_rule(), depth, pair.as_span().start(), pair.as_span().end()));
    pair.into_inner().for_each(|p| flat_pest(p, depth + 1, out));
}

fn compare(line: &str) {
    // Lines with more brackets never come to either.
    if line.bytes().filter(|b| matches!(b, b'(' | b'[')).count() > 8 {
        return;
    }
    let mut tokens = Tokens::default();
    for &entry in Entry::ALL {
        let mut wanted = Vec::new();
        for pair in Meso::parse(entry.rule(), line).into_iter().flatten() {
            flat_pest(pair, 0, &mut wanted);
        }
        let mut found = Vec::new();
        if let Some(pair) = entry.read(line, &mut tokens) {
            flat(pair, 0, &mut found);
        }
        assert_eq!(found, wanted, "{entry:?} of {line:?}");
        assert_eq!(entry.accepts(line), !wanted.is_empty(), "{entry:?} of {line:?}");
        assert_eq!(entry.fault(line).is_none(), !wanted.is_empty(), "{entry:?} of {line:?}");
    }
}
