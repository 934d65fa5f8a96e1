//! The grammar as code over bytes, and the pairs that it finds: pest's, in a fifth of the room and a tenth of the time.
//!
//! The functions of the rules are made of `meso.pest` when the crate is built. Blanks, choices and words of the language
//! cost one look at the next bytes. What is not recognised is given to pest, which knows how to say where and why.

use crate::{Meso, Rule};
use pest::Parser;
use pest::error::InputLocation;

#[allow(clippy::all, dead_code, unused_parens)] // a rule of one byte is written where it is used; nobody reads this
mod rules {
    use super::{END, Scanner};
    use crate::Rule;

    include!(concat!(env!("OUT_DIR"), "/recogniser.rs"));
}

pub use rules::Entry;

/// Brackets inside brackets that are followed. Far above what a line may have, far below what a stack holds.
const DEEPEST: u32 = 64;

/// What is ahead of the end: no UTF-8 text has this byte.
const END: u8 = 0xff;

impl Entry {
    /// Reads a text. The tokens of the text before are overwritten; `None` when it is not what the grammar says.
    pub fn read<'t>(self, text: &'t str, tokens: &'t mut Tokens) -> Option<Pair<'t>> {
        let mut scanner = Scanner::new(text, std::mem::take(&mut tokens.0))?;
        let read = self.run::<true>(&mut scanner);
        tokens.0 = scanner.tokens;
        if read { Pairs { text, tokens: &tokens.0 }.next() } else { None }
    }

    /// Is the text what the grammar says?
    #[must_use]
    pub fn accepts(self, text: &str) -> bool {
        Scanner::new(text, Vec::new()).is_some_and(|mut s| self.run::<false>(&mut s))
    }

    /// Where a text that is not accepted stops being what the grammar says, in bytes. Slow: pest reads it again, unless
    /// its brackets are too deep, which would end the stack.
    #[must_use]
    pub fn fault(self, text: &str) -> Option<usize> {
        let mut scanner = Scanner::new(text, Vec::new())?;
        self.run::<false>(&mut scanner);
        if let Some(at) = scanner.too_deep {
            return Some(at);
        }
        Meso::parse(self.rule(), text).err().map(|error| match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        })
    }
}

/// Room for the tokens of a text, to be used for one after the other.
#[derive(Clone, Debug, Default)]
pub struct Tokens(Vec<Token>);

#[derive(Clone, Copy, Debug)]
struct Token {
    start: u32,
    end: u32,
    /// Tokens from this to the next that is not inside it.
    len: u32,
    rule: Rule,
}

/// A part of a text and the rule it follows, as [`pest::iterators::Pair`].
#[derive(Clone, Copy, Debug)]
pub struct Pair<'t> {
    text: &'t str,
    token: Token,
    inner: &'t [Token],
}

impl<'t> Pair<'t> {
    /// The rule.
    #[must_use]
    pub fn as_rule(&self) -> Rule {
        self.token.rule
    }

    /// The part of the text.
    #[must_use]
    pub fn as_str(&self) -> &'t str {
        self.text.get(self.start()..self.end()).unwrap_or_default()
    }

    /// Where it starts in the text, in bytes.
    #[must_use]
    pub fn start(&self) -> usize {
        self.token.start as usize
    }

    /// Where it ends in the text, in bytes.
    #[must_use]
    pub fn end(&self) -> usize {
        self.token.end as usize
    }

    /// The pairs in it.
    #[must_use]
    pub fn into_inner(self) -> Pairs<'t> {
        Pairs { text: self.text, tokens: self.inner }
    }
}

/// Pairs one after another.
#[derive(Clone, Copy, Debug)]
pub struct Pairs<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl<'t> Iterator for Pairs<'t> {
    type Item = Pair<'t>;

    fn next(&mut self) -> Option<Pair<'t>> {
        let (&token, _) = self.tokens.split_first()?;
        let (own, rest) = self.tokens.split_at_checked(token.len as usize)?;
        self.tokens = rest;
        Some(Pair { text: self.text, token, inner: own.get(1..)? })
    }
}

/// A text on its way through the rules.
struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    depth: u32,
    /// Where the depth was reached that is not followed.
    too_deep: Option<usize>,
    tokens: Vec<Token>,
}

/// What rules are made of. Each either goes on, or says false and leaves everything as it was.
impl<'t> Scanner<'t> {
    fn new(text: &'t str, mut tokens: Vec<Token>) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        tokens.clear();
        Some(Scanner { text, bytes: text.as_bytes(), at: 0, depth: 0, too_deep: None, tokens })
    }

    #[inline(always)]
    fn ahead(&self, by: usize) -> u8 {
        self.bytes.get(self.at + by).copied().unwrap_or(END)
    }

    #[inline(always)]
    fn next_is(&self, test: impl Fn(u8) -> bool) -> bool {
        test(self.ahead(0))
    }

    /// Takes a byte that has been looked at.
    #[inline(always)]
    fn take(&mut self) -> bool {
        self.at += 1;
        true
    }

    #[inline(always)]
    fn one_of(&mut self, test: impl Fn(u8) -> bool) -> bool {
        let good = self.next_is(test);
        self.at += usize::from(good);
        good
    }

    #[inline(always)]
    fn while_one_of(&mut self, test: impl Fn(u8) -> bool) -> bool {
        while self.next_is(&test) {
            self.at += 1;
        }
        true
    }

    #[inline(always)]
    fn text<const N: usize>(&mut self, text: &[u8; N]) -> bool {
        let good = self.bytes.get(self.at..).is_some_and(|rest| rest.first_chunk() == Some(text));
        self.at += if good { N } else { 0 };
        good
    }

    /// A text in any case of its ASCII letters, given in lower case.
    #[inline(always)]
    fn word<const N: usize>(&mut self, lower: &[u8; N]) -> bool {
        let Some(found) = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<N>()) else {
            return false;
        };
        // A capital differs from its letter in this bit alone.
        let bit = |l: u8| if l.is_ascii_lowercase() { 0x20 } else { 0 };
        let good = found.iter().zip(lower).fold(0, |differ, (&f, &l)| differ | ((f | bit(l)) ^ l)) == 0;
        self.at += if good { N } else { 0 };
        good
    }

    fn range(&mut self, from: char, to: char) -> bool {
        let next = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        let good = next.filter(|c| (from..=to).contains(c));
        self.at += good.map_or(0, char::len_utf8);
        good.is_some()
    }

    #[inline(always)]
    fn any(&mut self) -> bool {
        self.at += match self.ahead(0) {
            0..0x80 => 1,
            0x80..0xe0 => 2,
            0xe0..0xf0 => 3,
            0xf0..END => 4,
            END => return false,
        };
        true
    }

    fn rest(&mut self) -> bool {
        self.at = self.bytes.len();
        true
    }

    fn until(&mut self, end: &str) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.find(end).unwrap_or(rest.len());
        true
    }

    fn at_start(&self) -> bool {
        self.at == 0
    }

    #[inline(always)]
    fn at_end<const T: bool>(&mut self) -> bool {
        self.at == self.bytes.len() && self.token::<T>(Rule::EOI, |_| true)
    }

    /// One after another; what came before one that fails is taken back.
    #[inline(always)]
    fn all<const T: bool>(&mut self, parts: impl FnOnce(&mut Self) -> bool) -> bool {
        let (at, tokens) = (self.at, self.tokens.len());
        let good = parts(self);
        if !good {
            self.at = at;
            if T {
                self.tokens.truncate(tokens);
            }
        }
        good
    }

    #[inline(always)]
    fn maybe(&mut self, part: impl FnOnce(&mut Self) -> bool) -> bool {
        part(self);
        true
    }

    #[inline(always)]
    fn many(&mut self, part: impl Fn(&mut Self) -> bool) -> bool {
        while part(self) {}
        true
    }

    #[inline(always)]
    fn look(&mut self, part: impl FnOnce(&mut Self) -> bool) -> bool {
        let at = self.at;
        let good = part(self);
        self.at = at;
        good
    }

    /// A part that is a token of its own, unless nobody asks for tokens.
    #[inline(always)]
    fn token<const T: bool>(&mut self, rule: Rule, part: impl FnOnce(&mut Self) -> bool) -> bool {
        if !T {
            return part(self);
        }
        let index = self.tokens.len();
        // `new` has looked at the length of the text, and it has not so many tokens.
        let start = self.at as u32;
        self.tokens.push(Token { start, end: start, len: 1, rule });
        let good = part(self);
        if good {
            let len = self.tokens.len() - index;
            if let Some(token) = self.tokens.get_mut(index) {
                (token.end, token.len) = (self.at as u32, len as u32);
            }
        } else {
            self.tokens.truncate(index);
        }
        good
    }

    fn deeper(&mut self, part: impl FnOnce(&mut Self) -> bool) -> bool {
        if self.depth == DEEPEST {
            self.too_deep = Some(self.at);
            return false;
        }
        self.depth += 1;
        let good = part(self);
        self.depth -= 1;
        good
    }
}
