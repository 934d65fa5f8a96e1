//! Random changes to inputs: of bytes, of words, of lines, and of several inputs into one.

use meso_fuzz::seeds::LONGEST;

/// A small generator of random numbers (splitmix64): the same numbers in every run with the same seed.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// A number below `bound`; 0 for 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = bound.max(1) as u64;
        usize::try_from(self.next() % bound).unwrap_or(0)
    }

    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// Changes an input a few times; `others` are there to take pieces from.
pub(crate) fn mutate(input: &mut Vec<u8>, others: &[Vec<u8>], words: &[&str], random: &mut Random) {
    for _ in 0..1 << random.below(4) {
        once(input, others, words, random);
    }
    input.truncate(LONGEST);
}

fn once(input: &mut Vec<u8>, others: &[Vec<u8>], words: &[&str], random: &mut Random) {
    let at = random.below(input.len() + 1);
    let end = at + random.below(16.min(input.len() - at) + 1);
    match random.below(14) {
        0 => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        1 => drop(input.splice(at..at, [random.next().to_le_bytes()[0]])),
        2 => drop(input.drain(at..end)),
        3 | 4 => drop(input.splice(at..at, word(words, random))),
        5 | 6 => {
            let (start, end) = word_at(input, at);
            drop(input.splice(start..end, word(words, random)));
        }
        7 => {
            let piece = input[at..end].to_vec();
            let to = random.below(input.len() + 1);
            drop(input.splice(to..to, piece));
        }
        8 => {
            let line = lines(input).get(random.below(256)).cloned().unwrap_or_default();
            let piece = input[line].to_vec();
            let to = line_start(input, at);
            drop(input.splice(to..to, piece));
        }
        9 => {
            let lines = lines(input);
            if let Some(line) = random.of(&lines) {
                drop(input.drain(line.clone()));
            }
        }
        10 => {
            // Lines of another input.
            if let Some(other) = random.of(others) {
                let theirs = lines(other);
                let first = random.below(theirs.len());
                let last = (first + 1 + random.below(4)).min(theirs.len());
                let piece: Vec<u8> = theirs
                    .get(first..last)
                    .unwrap_or_default()
                    .iter()
                    .flat_map(|line| other[line.clone()].to_vec())
                    .collect();
                let to = line_start(input, at);
                drop(input.splice(to..to, piece));
            }
        }
        11 => {
            // The head of this and the tail of another.
            if let Some(other) = random.of(others) {
                let from = random.below(other.len() + 1);
                input.truncate(at);
                input.extend_from_slice(&other[from..]);
            }
        }
        12 => number(input, at, random),
        _ => {
            let (start, end) = word_at(input, at);
            let piece = input[start..end].to_vec();
            drop(input.splice(end..end, piece.repeat(1 + random.below(3))));
        }
    }
}

fn word(words: &[&str], random: &mut Random) -> Vec<u8> {
    random.of(words).map_or_else(Vec::new, |word| word.as_bytes().to_vec())
}

/// Another number in the place of the next one.
fn number(input: &mut Vec<u8>, at: usize, random: &mut Random) {
    const NUMBERS: [&str; 14] =
        ["0", "1", "2", "7", "8", "10", "23", "60", "99", "127", "255", "1000", "65536", "4294967296"];
    let Some(start) = (at..input.len()).find(|i| input[*i].is_ascii_digit()) else { return };
    let end = (start..input.len()).find(|i| !input[*i].is_ascii_digit()).unwrap_or(input.len());
    let to = random.of(&NUMBERS).map_or("0", |n| n);
    drop(input.splice(start..end, to.bytes()));
}

fn word_at(input: &[u8], at: usize) -> (usize, usize) {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte >= 0x80;
    let start = (0..at).rev().find(|i| !is_part(&input[*i])).map_or(0, |i| i + 1);
    let end = (at..input.len()).find(|i| !is_part(&input[*i])).unwrap_or(input.len());
    (start, end.max(start))
}

fn line_start(input: &[u8], at: usize) -> usize {
    (0..at).rev().find(|i| input[*i] == b'\n').map_or(0, |i| i + 1)
}

fn lines(input: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    let ranges = input.split_inclusive(|byte| *byte == b'\n').map(|line| {
        start += line.len();
        start - line.len()..start
    });
    ranges.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_inputs() {
        let make = |seed| {
            let mut random = Random::new(seed);
            let others = vec![b"week 1\n  mon 5km E\n".to_vec(), b"plan \"x\"\n".to_vec()];
            let mut input = others[0].clone();
            let mut all = Vec::new();
            for _ in 0..500 {
                mutate(&mut input, &others, &["km", "ü"], &mut random);
                assert!(input.len() <= LONGEST);
                all.push(input.clone());
            }
            all
        };
        assert_eq!(make(1), make(1));
        assert_ne!(make(1), make(2));
    }
}
