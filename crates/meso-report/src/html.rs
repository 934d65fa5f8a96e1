//! Writing HTML: the one place where text becomes markup, and so the one place where it is escaped.

use meso_core::text::Visible;
use std::fmt::{self, Display, Write};

/// A piece of HTML that grows. Text goes in by [`Html::text`] and attributes, both escaped; markup that we wrote by
/// [`Html::raw`], which takes nothing but literals.
#[derive(Debug, Default)]
pub(crate) struct Html {
    out: String,
}

/// Text of others, on its way into markup.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a>(pub(crate) &'a str);

impl Display for Text<'_> {
    /// Escapes what ends text or an attribute. What a reader would not see is written visibly, `\u{202e}`: control characters,
    /// marks that would reorder what is ours, characters without width.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in Visible::of(self.0, |c| matches!(c, '\n' | '\t')).text.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // Nothing but a blank, and no byte that a terminal obeys where the page is looked at as text.
                '\t' => f.write_str("&#9;")?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

impl Html {
    /// Markup of ours.
    pub(crate) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text, escaped.
    pub(crate) fn text(&mut self, text: impl AsRef<str>) -> &mut Self {
        let _ = write!(self.out, "{}", Text(text.as_ref()));
        self
    }

    /// An opening tag with its attributes, their values escaped.
    pub(crate) fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) -> &mut Self {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            let _ = write!(self.out, " {name}=\"{}\"", Text(value));
        }
        self.out.push('>');
        self
    }

    /// A closing tag.
    pub(crate) fn close(&mut self, tag: &'static str) -> &mut Self {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
        self
    }

    /// An element with text in it.
    pub(crate) fn element(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        text: Text<'_>,
    ) -> &mut Self {
        self.open(tag, attributes).text(text.0).close(tag)
    }

    /// What was written.
    pub(crate) fn finish(self) -> String {
        self.out
    }
}

/// A coordinate of a drawing: at most two decimals, finite.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point(pub(crate) f64);

impl Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let x = if self.0.is_finite() { self.0 } else { 0.0 };
        let text = format!("{x:.2}");
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_place() {
        let mut out = Html::default();
        out.open("p", &[("title", "\" onclick='x'")]).text("</p><script>&\u{0}\u{202e}").close("p");
        assert_eq!(
            out.finish(),
            "<p title=\"&quot; onclick=&#39;x&#39;\">&lt;/p&gt;&lt;script&gt;&amp;\\u{0}\\u{202e}</p>"
        );
    }

    #[test]
    fn coordinates_are_short_and_finite() {
        let text = |x| Point(x).to_string();
        assert_eq!(
            (text(1.0), text(0.125), text(-2.5), text(f64::NAN)),
            ("1".into(), "0.12".into(), "-2.5".into(), "0".into())
        );
    }
}
