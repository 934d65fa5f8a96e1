//! The little Markdown of rule pages, for a terminal: headings, paragraphs, lists, code, tables as they are.

use crate::terminal::{CODE, FAINT, TITLE, Terminal};

/// Lays out a page for the terminal; without colours the text keeps its Markdown.
pub(crate) fn render(terminal: Terminal, page: &str) -> String {
    let mut out = String::new();
    let mut paragraph = String::new();
    let mut code = false;
    for line in page.lines() {
        // Doc comments carry the blank after their slashes.
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        if line.trim_start().starts_with("```") {
            flush(terminal, &mut paragraph, &mut out);
            code = !code;
            if !code {
                continue;
            }
            if let Some(remark) = line.split_once(',').map(|(_, kind)| kind) {
                out.push_str(&terminal.paint(FAINT, &format!("    # {remark}\n")));
            }
        } else if code {
            out.push_str(&format!("    {}\n", terminal.paint(CODE, line)));
        } else if line.is_empty() {
            flush(terminal, &mut paragraph, &mut out);
            if !out.is_empty() && !out.ends_with("\n\n") {
                out.push('\n');
            }
        } else if let Some(heading) = line.strip_prefix('#') {
            flush(terminal, &mut paragraph, &mut out);
            out.push_str(&terminal.paint(TITLE, heading.trim_start_matches('#').trim()));
            out.push('\n');
        } else if line.starts_with('|') {
            flush(terminal, &mut paragraph, &mut out);
            out.push_str(&inline(terminal, line));
            out.push('\n');
        } else {
            if line.starts_with("- ") || line.starts_with("* ") {
                flush(terminal, &mut paragraph, &mut out);
            }
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line.trim());
        }
    }
    flush(terminal, &mut paragraph, &mut out);
    out
}

/// Wraps a paragraph or list item and colours what stands in backticks.
fn flush(terminal: Terminal, paragraph: &mut String, out: &mut String) {
    if paragraph.is_empty() {
        return;
    }
    let hang = if paragraph.starts_with("- ") || paragraph.starts_with("* ") { "  " } else { "" };
    let mut line = String::new();
    let mut lines = Vec::new();
    for word in paragraph.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > terminal.width {
            lines.push(std::mem::replace(&mut line, format!("{hang}{word}")));
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.push(line);
    out.push_str(&inline(terminal, &lines.join("\n")));
    out.push('\n');
    paragraph.clear();
}

fn inline(terminal: Terminal, text: &str) -> String {
    if !terminal.color {
        return text.to_owned();
    }
    let mut out = String::new();
    for (i, part) in text.split('`').enumerate() {
        out.push_str(&if i % 2 == 1 { terminal.paint(CODE, part) } else { part.to_owned() });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_wrapped_and_code_is_not() {
        let terminal = Terminal { color: false, links: false, width: 20 };
        let page = " Two hard days.\n\n ## Why it matters\n The second is run on tired legs.\n ```meso,fails\n tue 6x(800m @I / 90s jog)\n ```\n";
        let want = "Two hard days.\n\nWhy it matters\nThe second is run on\ntired legs.\n    # fails\n    tue 6x(800m @I / 90s jog)\n";
        assert_eq!(render(terminal, page), want);
    }
}
