//! JUnit XML: a suite a plan, a test case a finding, one that passes for a plan without any.
//!
//! XML 1.0 cannot hold control characters, however they are escaped (section 2.2): names and words are written visibly.
//! The two noncharacters `U+FFFE` and `U+FFFF`, which it forbids as well, become the replacement character.

use super::place::Places;
use super::{FileFindings, Format, Summary};
use crate::terminal::printable;
use meso_core::diagnostic::Severity;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::io;

pub(super) struct JUnit;

impl Format for JUnit {
    fn head(&self) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"meso check\">\n".to_owned()
    }

    fn file(&self, file: &FileFindings<'_>, out: &mut String) {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        if suite(file, &mut writer).is_ok() {
            out.push_str(&String::from_utf8_lossy(&writer.into_inner()));
            out.push('\n');
        }
    }

    fn foot(&self, _summary: &Summary) -> String {
        "</testsuites>\n".to_owned()
    }
}

fn suite(file: &FileFindings<'_>, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let Some((_, root)) = file.sources.iter().next() else { return Ok(()) };
    let found = file.diagnostics.len();
    let errors = file.diagnostics.iter().filter(|finding| finding.severity == Severity::Error).count();
    let name = clean(&root.name);
    let mut places = Places::new(file.sources);
    writer
        .create_element("testsuite")
        .with_attributes([
            ("name", &*name),
            ("tests", &found.max(1).to_string()),
            ("failures", &(found - errors).to_string()),
            ("errors", &errors.to_string()),
            ("time", "0"),
        ])
        .write_inner_content(|writer| {
            if found == 0 {
                writer
                    .create_element("testcase")
                    .with_attributes([("name", "check"), ("classname", &*name), ("time", "0")])
                    .write_empty()?;
            }
            for finding in file.diagnostics {
                let at = places.start(finding.span);
                let source = clean(&file.sources.get(finding.span.file).name);
                let case = format!("{} at {}:{}", finding.code.name, at.line, at.column);
                let message = clean(&finding.message);
                let mut text = format!("{source}:{}:{}: {message}", at.line, at.column);
                if let Some(help) = &finding.help {
                    text.push_str("\nhelp: ");
                    text.push_str(&clean(help));
                }
                let kind = if finding.severity == Severity::Error { "error" } else { "failure" };
                writer
                    .create_element("testcase")
                    .with_attributes([("name", &*case), ("classname", &*name), ("time", "0")])
                    .write_inner_content(|writer| {
                        writer
                            .create_element(kind)
                            .with_attributes([("message", &*message), ("type", finding.code.name)])
                            .write_text_content(BytesText::new(&text))?;
                        Ok(())
                    })?;
            }
            Ok(())
        })?;
    Ok(())
}

/// What XML may hold.
fn clean(text: &str) -> String {
    printable(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
