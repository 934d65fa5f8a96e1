//! Hostile words in every place that a plan, a configuration or a name of a file has for words: none of them orders anything
//! of a terminal, hides anything from a reader, or becomes more than words on a page.

use crate::meso::{Run, meso_in, meso_with};
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_ide::View;
use meso_lint::config::Config;
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::path::Path;

/// What harms somewhere: a terminal, a reviewer, a page, a log of GitHub, a parser of XML or JSON.
const HOSTILE: &[&str] = &[
    "\u{1b}[35mx",
    "\u{1b}[8m",
    "\u{1b}]0;t\u{7}",
    "\u{1b}]8;;http://evil.example\u{1b}\\",
    "\u{9b}35m",
    "\u{85}",
    "\u{7f}",
    "\u{8}\u{8}",
    "\u{0}",
    "\u{b}",
    "\t",
    "\u{202e}",
    "\u{2066}x\u{2069}",
    "\u{200f}",
    "\u{61c}",
    "\u{2028}",
    "\u{200b}",
    "\u{feff}",
    "\u{e0041}",
    "\u{fffe}",
    "[x](http://evil.example)",
    "![x](http://evil.example/i.png)",
    "[x]: http://evil.example",
    "<img src=x onerror=alert(1)>",
    "<!-- ",
    "]]>",
    "&lt;b&gt;",
    "```",
    "`",
    "``",
    "|",
    "@everyone",
    "#12",
    "!7",
    "~bug",
    "http://evil.example",
    "www.evil.example",
    "a@evil.example",
    "# head",
    "---",
    "> q",
    "1. x",
    "***",
    "__x__",
    "\\",
    "::error::x",
    "%0A::error::x",
    "##[error]x",
    "{0}",
    "' x",
    "${1:x}",
    "שלום",
    "👩\u{200d}🚀",
];

/// A plan with words in every place that has some, and findings of many kinds about them.
fn plan(words: &[String]) -> String {
    let word = |n: usize| words[n % words.len()].replace(['"', '\n', '\r'], "");
    format!(
        "# {0}\nuse \"{1}.meso\"\nplan \"{2}\"\n  goal marathon on 2027-04-25 \"{3}\"\n  start 2027-01-04\n  units {4}\n\
         athlete \"{5}\"\n  recent 10km in 44:10 on 2026-12-06 # {6}\n\
         session hills(n = 8) \"{7}\"\n  2km E # {8}\n  n x (60s hill / 90s jog)\n\
         phase \"{9}\"\nweek 1 \"{0}\" build\n  mon hills \"{1}\" # {2}\n  tue 6x(800m @I / 90s jog); \"{3}\"\n  wed 6x(800 m @I / 90s jog) {4}\n\
         \u{20} thu {5}\n  fri hills(x = {6})\n  sat 8km {7}; allow hard-day-back-to-back \"{8}\"\n  sun allow {9} \"{0}\"\n\
         week 2 {1}\n  mon \"{2}\"\n  {3} 8km E\n{4}\nlog 2027-01-05 \"{5}\"\n  done 8km in 42:10 \"{6}\"\n  note \"{7}\"\n",
        word(0),
        word(1),
        word(2),
        word(3),
        word(4),
        word(5),
        word(6),
        word(7),
        word(8),
        word(9)
    )
}

/// May a person's screen, or a page, get this?
fn is_harmless(c: char) -> bool {
    c == '\n'
        || !(c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}'))
}

#[track_caller]
fn assert_harmless(what: &str, text: &str) {
    if let Some(at) = text.find(|c| !is_harmless(c)) {
        let from = text[..at].rfind('\n').map_or(0, |line| line + 1);
        let line: String = text[from..].lines().next().unwrap_or_default().chars().take(300).collect();
        panic!("{what}: {:?} in {line:?}", text[at..].chars().next());
    }
    // What takes no room is gone as well, but where it joins an emoji or a letter.
    for hidden in ["\u{200b}", "\u{feff}", "\u{e0041}", "\u{2060}"] {
        assert!(!text.contains(hidden), "{what}: {hidden:?}");
    }
}

/// Text with colours, without ours.
#[track_caller]
fn without_colors(what: &str, text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split("\u{1b}[");
    out.extend(parts.next());
    for part in parts {
        let (style, rest) = part.split_once('m').unwrap_or(("?", part));
        let ours = style.chars().all(|c| c.is_ascii_digit() || c == ';') && style != "35" && style != "8";
        assert!(ours, "{what}: {part:?}");
        out.push_str(rest);
    }
    out
}

/// Nothing in it but what this program writes: links to its own pages, one heading a file, tables.
#[track_caller]
fn assert_only_words(what: &str, markdown: &str, headings: usize) {
    let mut options = Options::all();
    options.remove(Options::ENABLE_SMART_PUNCTUATION);
    let (mut found, mut ours) = (0, false);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                ours = dest_url.starts_with("https://github.com/mesocycle/mesocycle/");
                assert!(ours && link_type == LinkType::Inline, "{what}: a link to {dest_url}\n{markdown}");
            }
            Event::End(TagEnd::Link) => ours = false,
            Event::Start(Tag::Image { dest_url, .. }) => panic!("{what}: an image {dest_url}\n{markdown}"),
            Event::Start(Tag::Heading { .. }) => found += 1,
            Event::Start(
                tag @ (Tag::BlockQuote(_)
                | Tag::HtmlBlock
                | Tag::FootnoteDefinition(_)
                | Tag::MetadataBlock(_)
                | Tag::DefinitionList),
            ) => {
                panic!("{what}: {tag:?}\n{markdown}")
            }
            Event::Html(html) | Event::InlineHtml(html) => assert_eq!(&*html, "<br>", "{what}\n{markdown}"),
            Event::InlineMath(math) | Event::DisplayMath(math) => panic!("{what}: {math}\n{markdown}"),
            // What sites make links of in what is no code.
            Event::Text(text) if !ours && !in_code(&text, markdown) => {
                for live in ["@everyone", "#12", "://evil.example", "www.evil.example", "a@evil.example"] {
                    assert!(!text.contains(live), "{what}: {text}\n{markdown}");
                }
            }
            _ => {}
        }
    }
    assert_eq!(found, headings, "{what}: headings\n{markdown}");
}

/// Blocks of code come as text, too.
fn in_code(text: &str, markdown: &str) -> bool {
    let mut code = false;
    Parser::new_ext(markdown, Options::all()).any(|event| {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(inside) if code && *inside == *text => return true,
            _ => {}
        }
        false
    })
}

const FORMATS: [&str; 10] =
    ["full", "concise", "json", "json-lines", "github", "gitlab", "sarif", "junit", "rdjson", "markdown"];

#[track_caller]
fn assert_valid(format: &str, text: &str, name: &str) {
    match format {
        "json" | "gitlab" | "sarif" | "rdjson" => {
            let value: serde_json::Value =
                serde_json::from_str(text).unwrap_or_else(|error| panic!("{format}: {error}\n{text}"));
            if format == "sarif" {
                for result in value["runs"][0]["results"].as_array().unwrap() {
                    let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                        .as_str()
                        .unwrap();
                    let first = uri.split('/').next().unwrap();
                    assert!(
                        uri.is_ascii() && !first.contains(':') && !uri.contains(['#', '?', ' ']),
                        "{uri}"
                    );
                    let path = percent_decode_str(uri).decode_utf8().unwrap();
                    assert!([name, "meso.toml"].contains(&path.strip_prefix("./").unwrap_or(&path)), "{uri}");
                }
            }
        }
        "json-lines" => {
            for line in text.lines() {
                serde_json::from_str::<serde_json::Value>(line).unwrap();
            }
        }
        "junit" => {
            let mut reader = quick_xml::Reader::from_str(text);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{error}\n{text}"),
                }
            }
            assert!(!text.contains(['\u{fffe}', '\u{ffff}']));
        }
        "github" => {
            for line in text.lines() {
                assert!(
                    ["::error file=", "::warning file=", "::notice file="]
                        .iter()
                        .any(|start| line.starts_with(start)),
                    "{line}"
                );
            }
        }
        "markdown" => assert_only_words(format, text, usize::from(text.contains("### "))),
        _ => {}
    }
}

/// Runs every command on a folder with a hostile plan, a hostile name and a hostile configuration.
fn attack(words: &[String]) {
    let folder = tempfile::tempdir().unwrap();
    let name = hostile_name(words);
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at(&name), plan(words)).unwrap();
    std::fs::write(at("old.meso"), plan(&words.iter().rev().cloned().collect::<Vec<_>>())).unwrap();
    let see = |what: &str, run: &Run| {
        assert_harmless(&format!("{what}, standard output"), &run.out);
        assert_harmless(&format!("{what}, standard error"), &run.err);
    };
    for format in FORMATS {
        let run =
            meso_in(folder.path(), ["check", "--no-cache", "--show-info", "--format", format, "--", &name]);
        assert!(run.code < 2, "{run:?}");
        see(format, &run);
        assert_valid(format, &run.out, &name);
    }
    for arguments in [
        &["check", "--diff", "--unsafe-fixes", "--no-cache"][..],
        &["check", "--statistics", "--no-cache"],
        &["fmt", "--diff"],
        &["fmt", "--check"],
        &["show"],
        &["show", "--weeks"],
        &["show", "--week", "1"],
        &["show", "--textconv"],
        &["config"],
        &["config", "--all"],
        &["explain"],
        &["diff", "old.meso"],
        &["diff", "--format", "json", "old.meso"],
        &["diff", "--format", "markdown", "old.meso"],
        &["clean"],
        &["report"],
        &["schedule", "--start", "x"],
        &["check", "--baseline"],
        &["check", "--select"],
        &["no-such-command"],
    ] {
        let what = arguments.join(" ");
        let given: Vec<&str> = arguments.iter().copied().chain([&*name]).collect();
        let plain = meso_in(folder.path(), &given);
        see(&what, &plain);
        if arguments.contains(&"json") {
            serde_json::from_str::<serde_json::Value>(&plain.out).unwrap();
        }
        if arguments.contains(&"markdown") {
            assert_only_words(&what, &plain.out, 1);
        }
        let colored = meso_in(folder.path(), ["--color", "always"].iter().chain(&given));
        assert_harmless(&what, &without_colors(&what, &colored.out));
        assert_harmless(&what, &without_colors(&what, &colored.err));
    }
    let full =
        meso_in(folder.path(), ["--color", "always", "check", "--no-cache", "--show-info", "--", &name]);
    assert_harmless("full", &without_colors("full", &full.out));
    let baseline = format!("{name}.json");
    let write =
        meso_in(folder.path(), ["check", "--no-cache", &format!("--write-baseline={baseline}"), "--", &name]);
    see("a baseline", &write);
    see(
        "with it",
        &meso_in(folder.path(), ["check", "--no-cache", &format!("--baseline={baseline}"), "--", &name]),
    );
    std::fs::write(at(&baseline), words.concat()).unwrap();
    see(
        "a broken one",
        &meso_in(folder.path(), ["check", "--no-cache", &format!("--baseline={baseline}"), "--", &name]),
    );
    std::fs::remove_file(at(&baseline)).unwrap();
    let toml: String = words.iter().map(|word| format!("{word:?} = {word:?}\n")).collect();
    // TOML writes characters as Rust does but for the braces.
    let toml = toml.replace("\\u{", "\\u0000{").replace("\\0", "\\u0000").replace("\\'", "'");
    std::fs::write(
        at("meso.toml"),
        format!("profile = \"{}\"\n{toml}[lint]\n{toml}", words[0].replace(['"', '\\', '\n'], "")),
    )
    .unwrap();
    for command in ["check", "config", "show"] {
        see(&format!("{command} with a configuration"), &meso_in(folder.path(), [command, &name]));
    }
}

/// A name that a file can have.
fn hostile_name(words: &[String]) -> String {
    let name: String =
        words.concat().chars().filter(|c| !matches!(c, '/' | '\0' | '\u{fffe}')).take(40).collect();
    format!("w:{}.meso", name.trim())
}

fn hostile_words() -> impl Strategy<Value = Vec<String>> {
    let word =
        proptest::collection::vec(proptest::sample::select(HOSTILE), 1..4).prop_map(|parts| parts.concat());
    proptest::collection::vec(word, 10)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_command_lets_hostile_words_out(words in hostile_words()) {
        attack(&words);
    }
}

/// Each alone: chance may leave one out.
#[test]
fn every_hostile_word_stays_a_word() {
    for words in HOSTILE.chunks(10) {
        attack(&words.iter().map(ToString::to_string).collect::<Vec<_>>());
    }
}

#[test]
fn an_editor_gets_harmless_words() {
    let sets = HOSTILE.chunks(10).map(|words| words.iter().map(ToString::to_string).collect::<Vec<_>>());
    for words in sets {
        let text = plan(&words);
        let (sources, root) = Sources::with(SourceText::new("a.meso", &*text));
        let checked = meso_lint::check(sources, root, &NoFiles, &Config::default());
        let view = View { analysis: &checked.analysis, diagnostics: &checked.diagnostics };
        for finding in &checked.diagnostics {
            let fixes = finding.fixes.iter().map(|fix| &fix.title);
            for said in [&finding.message]
                .into_iter()
                .chain(&finding.help)
                .chain(finding.related.iter().map(|r| &r.message))
                .chain(fixes)
            {
                assert_harmless("a finding", said);
                assert!(!said.contains('\n'), "{said:?} is more than a line");
            }
        }
        for (at, _) in text.char_indices() {
            let at = u32::try_from(at).unwrap();
            if let Some(hover) = meso_ide::hover::hover(view, at) {
                assert_harmless("a hover", &hover.markdown);
                // A rule's page has headings of its own.
                if !hover.markdown.contains("## ") {
                    assert_only_words("a hover", &hover.markdown, 0);
                }
            }
            if !text[at as usize..].starts_with([' ', '\n']) {
                continue;
            }
            for offer in meso_ide::completion::complete(view, at, &[]) {
                for said in [&offer.label].into_iter().chain(&offer.detail) {
                    assert_harmless("an offer", said);
                    assert!(!said.contains('\n'), "{said:?}");
                }
                if let Some(page) = offer.documentation.filter(|page| !page.contains("## ")) {
                    assert_harmless("an offer's page", &page);
                    assert_only_words("an offer's page", &page, 0);
                }
            }
        }
        for symbol in meso_ide::symbols::outline(view) {
            assert_harmless("an entry of the outline", &symbol.name);
        }
    }
}

/// A plan that was asked for as text is that text, byte for byte, for a file or a program.
#[test]
fn text_that_was_asked_for_stays_as_it_is() {
    let text = "plan \"a\u{202e}b\"\nweek 1\n  mon 8km E \"\u{1b}[35m\"\n";
    let run = meso_with(Path::new("."), ["fmt", "-"], text.as_bytes());
    assert_eq!(run.out, text);
}

/// The marks stand below what they mean, however much wider it is shown.
#[test]
fn marks_stand_below_what_they_mean() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.meso"),
        "week 1\n  mon 8km E \"a\u{202e}\u{1b}b\" + 8 km E\n  tue 8 km # \u{202d}\n",
    )
    .unwrap();
    let run = meso_in(folder.path(), ["check", "--no-cache", "a.meso"]);
    let lines: Vec<&str> = run.out.lines().collect();
    let mut seen = 0;
    for pair in lines.windows(2) {
        let Some(from) = pair[1].find('^') else { continue };
        let (source, marks) = (pair[0], pair[1].matches('^').count());
        let marked = source.get(from..from + marks).unwrap_or_default();
        if ["\\u{202e}", "\\u{1b}", "\\u{202d}", "8 km"].contains(&marked) {
            seen += 1;
        }
    }
    assert!(seen >= 3, "{}", run.out);
}
