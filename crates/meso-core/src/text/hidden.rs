//! Characters that a reader does not see, and how they are made visible.
//!
//! A plan is reviewed by people. A character that moves the words around it, orders something of the terminal, or takes no
//! room at all makes them read another plan than the one that is run. Some such characters belong to the spelling of
//! Arabic, Hebrew, Hindi or Khmer, and to emoji; there they are text like any other.

use std::borrow::Cow;
use std::fmt::Write;

/// What a hidden character does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hidden {
    /// Orders something of a terminal, or breaks the line: C0, DEL, C1, the separators of lines and paragraphs.
    Control,
    /// Turns the direction of the text after it: embeddings, overrides, isolates (Unicode Standard Annex 9).
    Direction,
    /// Has a direction and nothing else: left-to-right, right-to-left and Arabic letter mark.
    Mark,
    /// Takes no room: zero-width characters, fillers, tags, variation selectors without a character to vary.
    Invisible,
}

/// The hidden characters of a text with their byte offsets, those left out that belong to the spelling of the words or
/// emoji around them.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char, Hidden)> {
    let mut before = '\0';
    let mut flag = false;
    text.char_indices().filter_map(move |(at, c)| {
        let last = std::mem::replace(&mut before, c);
        if c.is_ascii() && !c.is_ascii_control() {
            flag = false;
            return None;
        }
        let found = kind(c)?;
        let rest = || text.get(at + c.len_utf8()..).unwrap_or_default();
        if is_tag(c) {
            // England, Scotland, Wales: the black flag, a few letters and the closing tag.
            flag = (flag && is_tag(last)) || (last == '\u{1f3f4}' && closes_flag(&text[at..]));
            return (!flag).then_some((at, c, found));
        }
        flag = false;
        let belongs = found == Hidden::Invisible && belongs(last, c, rest().chars().next());
        (!belongs).then_some((at, c, found))
    })
}

/// The kind of a character that would be hidden, wherever it stands.
fn kind(c: char) -> Option<Hidden> {
    if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
        return Some(Hidden::Control);
    }
    match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Hidden::Direction),
        '\u{200e}' | '\u{200f}' | '\u{61c}' => Some(Hidden::Mark),
        // Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties.txt), the interlinear annotations and the
        // shorthand format controls.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Some(Hidden::Invisible),
        _ => None,
    }
}

/// Does an invisible character belong to the spelling of what stands around it?
fn belongs(before: char, c: char, after: Option<char>) -> bool {
    match c {
        // Letters that join, or do not: Arabic and its relatives, and the scripts of India and South East Asia.
        '\u{200c}' => joins(before),
        '\u{200d}' => joins(before) || (is_emoji_part(before) && after.is_some_and(is_pictograph)),
        // Where words end in scripts that write none of the blanks between them.
        '\u{200b}' => writes_no_blanks(before) && after.is_some_and(writes_no_blanks),
        '\u{34f}' => joins(before) || ('\u{591}'..='\u{5f4}').contains(&before),
        '\u{115f}'..='\u{1160}' => {
            ('\u{1100}'..='\u{11ff}').contains(&before)
                || after.is_some_and(|c| ('\u{1160}'..='\u{11ff}').contains(&c))
        }
        '\u{17b4}'..='\u{17b5}' => ('\u{1780}'..='\u{17ff}').contains(&before),
        '\u{180b}'..='\u{180f}' => ('\u{1820}'..='\u{18aa}').contains(&before),
        // One for one character: 7 may be a key, ⚠ a picture, an ideograph has its variants.
        '\u{fe0f}' => {
            is_pictograph(before) || (matches!(before, '0'..='9' | '#' | '*') && after == Some('\u{20e3}'))
        }
        '\u{fe0e}' => is_pictograph(before),
        '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => is_ideograph(before) || joins(before),
        _ => false,
    }
}

/// Scripts whose letters change their shape with their neighbours.
fn joins(c: char) -> bool {
    // The controls among them are no letters.
    let script = matches!(c,
        '\u{620}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1700}'..='\u{18af}' | '\u{1900}'..='\u{1cff}'
        | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10a00}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}');
    script && kind(c).is_none()
}

/// Thai, Lao, Tibetan, Myanmar, Khmer and those around them.
fn writes_no_blanks(c: char) -> bool {
    let script = matches!(c,
        '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{1aaf}'
        | '\u{3040}'..='\u{30ff}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}');
    (script || is_ideograph(c)) && kind(c).is_none()
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// What may be drawn as a picture. The blocks of symbols are taken whole.
fn is_pictograph(c: char) -> bool {
    matches!(c, '©' | '®' | '\u{203c}' | '\u{2049}' | '\u{2100}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}'
        | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// What a joined emoji may have before the joiner.
fn is_emoji_part(c: char) -> bool {
    is_pictograph(c) || c == '\u{fe0f}'
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Do these tags name a part of a country, and end?
fn closes_flag(text: &str) -> bool {
    let tags: Vec<char> = text.chars().take(7).take_while(|&c| is_tag(c)).collect();
    let letter = |c: &char| matches!(c, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}');
    match tags.iter().position(|&c| c == '\u{e007f}') {
        Some(end) => (3..=6).contains(&end) && tags[..end].iter().all(letter),
        None => false,
    }
}

/// The text on one line, with every hidden character written as Rust and rustc write it: `\n`, `\t`, `\u{202e}`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    Visible::of(text, |_| false).text
}

/// [`visible`] with the line breaks `\n` as they are.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    Visible::of(text, |c| c == '\n').text
}

/// A text made visible, and where each of its bytes has gone.
#[derive(Clone, Debug)]
pub struct Visible<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Offsets behind the characters that have changed: before, after.
    moved: Vec<(usize, usize)>,
}

impl<'a> Visible<'a> {
    /// Makes a text visible but for the characters that stay.
    pub fn of(text: &'a str, stays: impl Fn(char) -> bool) -> Self {
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return Visible { text: Cow::Borrowed(text), moved: Vec::new() };
        }
        let (mut out, mut copied, mut moved) = (String::new(), 0, Vec::new());
        for (at, c, _) in hidden(text).filter(|&(_, c, _)| !stays(c)) {
            out.push_str(&text[copied..at]);
            match c {
                '\t' | '\n' | '\r' => out.extend(c.escape_default()),
                c => {
                    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
                }
            }
            copied = at + c.len_utf8();
            moved.push((copied, out.len()));
        }
        if moved.is_empty() {
            return Visible { text: Cow::Borrowed(text), moved };
        }
        out.push_str(&text[copied..]);
        Visible { text: Cow::Owned(out), moved }
    }

    /// Where a byte offset on a character's border of the text before has gone.
    #[must_use]
    pub fn offset(&self, before: usize) -> usize {
        match self.moved.partition_point(|&(from, _)| from <= before).checked_sub(1) {
            Some(last) => self.moved.get(last).map_or(before, |&(from, to)| to + (before - from)),
            None => before,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Hidden> {
        hidden(text).map(|(.., kind)| kind).collect()
    }

    #[test]
    fn what_hides_is_found() {
        use Hidden::{Control, Direction, Invisible, Mark};
        for (text, kind) in [
            ("a\u{0}b", Control),
            ("a\u{1b}[2J", Control),
            ("a\u{7f}", Control),
            ("a\u{85}", Control),
            ("a\u{9b}31m", Control),
            ("a\u{2028}b", Control),
            ("8km\u{202e}mk8", Direction),
            ("8km\u{2066}", Direction),
            ("8km\u{200f}", Mark),
            ("\u{61c}", Mark),
            ("8\u{200b}km", Invisible),
            ("pass\u{200d}word", Invisible),
            ("Auf\u{200c}lage", Invisible),
            ("a\u{ad}b", Invisible),
            ("a\u{fe0f}", Invisible),
            ("\u{3164}", Invisible),
            ("a\u{2060}b", Invisible),
            ("a\u{feff}b", Invisible),
            ("\u{1f3f4}\u{e0067}", Invisible),
            ("\u{e0041}", Invisible),
            ("😀\u{fe0f}\u{e0101}", Invisible),
            ("\u{fff9}", Invisible),
        ] {
            assert_eq!(kinds(text), [kind], "{text:?}");
        }
    }

    #[test]
    fn names_of_all_the_world_hide_nothing() {
        for name in [
            "Zoë Müller-Đorđević",
            "محمد الفاتح",
            "می\u{200c}خواهم",
            "יעל כהן",
            "שָׁלוֹם",
            "क्\u{200d}षमा राम",
            "ಕ್\u{200c}ಷ",
            "ශ්\u{200d}රී",
            "ភាសា\u{200b}ខ្មែរ",
            "田中 葛\u{e0100}城",
            "김민수",
            "ᠮᠣᠩᠭᠣᠯ",
            "👩\u{200d}🦰 👩🏽\u{200d}🚀 👨\u{200d}👩\u{200d}👧",
            "🏳\u{fe0f}\u{200d}🌈 ❤\u{fe0f}\u{200d}🔥 🏃🏾\u{200d}♀\u{fe0f} ⚠\u{fe0f}",
            "7\u{fe0f}\u{20e3}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "🇩🇪",
        ] {
            assert_eq!(kinds(name), [], "{name:?}");
            assert!(matches!(visible(name), Cow::Borrowed(same) if same == name));
        }
    }

    #[test]
    fn smuggled_tags_and_selectors_are_found() {
        let tags: String =
            "ignore all before".chars().filter_map(|c| char::from_u32(0xe0000 + c as u32)).collect();
        assert_eq!(kinds(&format!("\u{1f3f4}{tags}\u{e007f}")).len(), tags.chars().count() + 1);
        assert_eq!(kinds("😀\u{fe0f}\u{fe01}\u{fe02}").len(), 2);
        assert_eq!(kinds("漢\u{e0100}\u{e0101}").len(), 1);
    }

    #[test]
    fn a_name_stays_on_its_line() {
        assert_eq!(visible("größe 100%.meso"), "größe 100%.meso");
        assert_eq!(visible("a\nb\u{1b}[31m\u{9b}\u{2028}"), "a\\nb\\u{1b}[31m\\u{9b}\\u{2028}");
        assert_eq!(visible_lines("a\nb\t\u{202e}"), "a\nb\\t\\u{202e}");
    }

    #[test]
    fn offsets_follow_the_text() {
        let text = "ü\u{202e}8km\u{1b}x";
        let shown = Visible::of(text, |_| false);
        for (at, _) in text.char_indices().filter(|&(_, c)| kind(c).is_none()) {
            assert_eq!(text[at..].chars().next(), shown.text[shown.offset(at)..].chars().next());
        }
        assert_eq!(shown.offset(text.len()), shown.text.len());
        assert_eq!(shown.offset(2), 2, "the escape begins where the character was");
    }
}
