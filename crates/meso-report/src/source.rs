//! The plan's text at the end of the page, so that a finding can lead to its line.

use crate::html::{Html, Text};
use meso_core::Analysis;

/// The listing. A line is a target of links by its number.
pub(crate) fn write(out: &mut Html, analysis: &Analysis) {
    let source = analysis.sources.get(analysis.root);
    out.raw("<section class=\"source\" aria-label=\"The plan as text\">\n<h2>The plan as text</h2>\n<ol class=\"listing\">\n");
    let index = source.line_index();
    let count = u32::try_from(index.line_count()).unwrap_or(u32::MAX);
    for line in 0..count {
        let range = index.line_range(line);
        let text = source.text.get(range.start as usize..range.end as usize).unwrap_or("");
        let text = text.trim_end_matches(['\n', '\r']);
        if line + 1 == count && text.is_empty() {
            break;
        }
        out.element("li", &[("id", &format!("L{}", line + 1))], Text(text)).raw("\n");
    }
    out.raw("</ol>\n</section>\n");
}
