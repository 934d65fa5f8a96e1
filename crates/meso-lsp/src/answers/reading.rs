//! What is shown to one who reads: hovers, hints, lenses, links, signatures.

use crate::convert;
use crate::snapshot::Snapshot;
use meso_ide::{hints, hover, lenses, links, signature};
use tower_lsp::lsp_types::{
    CodeLens, Command, DocumentLink, Documentation, Hover, HoverContents, InlayHint, InlayHintLabel,
    InlayHintTooltip, MarkupContent, MarkupKind, ParameterInformation, ParameterLabel, Position, Range,
    SignatureHelp, SignatureInformation,
};

pub(crate) fn hover(s: &Snapshot, at: Position) -> Option<Hover> {
    let hover = hover::hover(s.view(), s.offset(at))?;
    Some(Hover {
        contents: HoverContents::Markup(markup(s, hover.markdown)),
        range: Some(s.range(hover.span)),
    })
}

pub(crate) fn hints(s: &Snapshot, range: Range) -> Vec<InlayHint> {
    let wanted = s.world.settings.inlay_hints;
    let hints = hints::hints(s.view(), s.span(range)).into_iter().filter(|hint| match hint.kind {
        hints::Kind::Date => wanted.dates,
        hints::Kind::Pace => wanted.paces,
        hints::Kind::Total => wanted.totals,
    });
    hints
        .map(|hint| InlayHint {
            position: s.own().position(hint.offset),
            label: InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: hint.tooltip.map(|text| InlayHintTooltip::MarkupContent(markup(s, text))),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
        .collect()
}

pub(crate) fn lenses(s: &Snapshot) -> Vec<CodeLens> {
    if !s.world.settings.code_lens.enable {
        return Vec::new();
    }
    let lenses = lenses::lenses(s.view()).into_iter();
    lenses
        .map(|lens| CodeLens {
            range: s.range(lens.span),
            // Figures only: there is nothing to run.
            command: Some(Command { title: lens.title, command: String::new(), arguments: None }),
            data: None,
        })
        .collect()
}

pub(crate) fn links(s: &Snapshot) -> Vec<DocumentLink> {
    let links = links::links(s.view()).into_iter();
    links
        .filter_map(|link| {
            let (target, tooltip) = match link.to {
                links::Target::File(name) => (s.world.uri(&name)?, "open the file".to_owned()),
                links::Target::Rule(name) => (convert::page(&name)?, format!("what {name} means")),
            };
            Some(DocumentLink {
                range: s.range(link.span),
                target: Some(target),
                tooltip: Some(tooltip),
                data: None,
            })
        })
        .collect()
}

pub(crate) fn signature(s: &Snapshot, at: Position) -> Option<SignatureHelp> {
    let help = signature::help(s.view(), s.offset(at))?;
    let offsets = s.world.profile().label_offsets;
    let encoding = s.world.profile().encoding;
    let place = |at: usize| encoding.width(help.label.get(..at).unwrap_or(""));
    let parameters = help.params.iter().map(|(range, about)| ParameterInformation {
        label: if offsets {
            ParameterLabel::LabelOffsets([place(range.start), place(range.end)])
        } else {
            ParameterLabel::Simple(help.label.get(range.clone()).unwrap_or("").to_owned())
        },
        documentation: Some(Documentation::MarkupContent(markup(s, about.clone()))),
    });
    let active = help.active.and_then(|n| u32::try_from(n).ok());
    let signature = SignatureInformation {
        parameters: Some(parameters.collect()),
        documentation: help.documentation.clone().map(Documentation::String),
        active_parameter: active,
        label: help.label.clone(),
    };
    Some(SignatureHelp { signatures: vec![signature], active_signature: Some(0), active_parameter: active })
}

/// Markdown, or the same as plain text for clients that cannot show it.
pub(crate) fn markup(s: &Snapshot, markdown: String) -> MarkupContent {
    if s.world.profile().markdown {
        return MarkupContent { kind: MarkupKind::Markdown, value: markdown };
    }
    let lines = markdown.lines().filter(|line| !line.starts_with("```") && *line != "---");
    let plain: Vec<String> = lines.map(|line| plain(line).trim_end().to_owned()).collect();
    MarkupContent { kind: MarkupKind::PlainText, value: plain.join("\n") }
}

/// A line without the signs of Markdown; what was escaped is a character of the text.
fn plain(line: &str) -> String {
    let line = line.replace("**", "").replace('`', "");
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(next)) if next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}
