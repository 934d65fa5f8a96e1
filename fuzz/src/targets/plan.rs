//! Any text as a plan, through all stages and in every profile.

use meso_core::diagnostic::{Diagnostic, Severity};
use meso_core::edit;
use meso_core::load::{Load, LoadProblem};
use meso_core::plan::Session;
use meso_core::syntax::{LineCache, format};
use meso_core::text::{SourceText, Sources, Span};
use meso_core::{Analysis, Options};
use meso_lint::profile::Profile;
use meso_lint::{Config, lint, lint_from};
use meso_report::Report;

pub(super) fn run(data: &[u8]) {
    let text = super::text(data);
    let cold = analyse(&mut LineCache::default(), &text);
    let warm = analyse(&mut lines_of_the_first_half(&text), &text);
    assert_eq!(cold.diagnostics, warm.diagnostics, "with lines at hand the text says something else");
    assert_eq!(
        format!("{:?}", cold.plan),
        format!("{:?}", warm.plan),
        "with lines at hand it is another plan"
    );
    plan_lies_in_the_text(&cold);

    for profile in Profile::ALL {
        let config = Config::default().with_profile(Some(*profile));
        let found = lint(&cold, &config);
        assert_eq!(found, lint(&warm, &config), "with lines at hand the rules say something else");
        let mut loud = found.clone();
        loud.retain(|finding| finding.severity >= Severity::Warning);
        assert_eq!(
            loud,
            lint_from(&cold, &config, Severity::Warning),
            "less is said when infos are left out"
        );
        findings_lie_in_the_text(&cold.sources, &found);
        if *profile == Profile::Default {
            shown(&cold, &found);
            laid_out(&text, &found);
        }
    }
}

/// A plan with its libraries and logs: every file that it asks for is there.
pub(super) fn analyse(lines: &mut LineCache, text: &str) -> Analysis {
    let (sources, root) = Sources::with(SourceText::new("plan.meso", text));
    meso_core::analyse_with(lines, sources, root, &Files(text), &Options::default())
}

/// A log for every plan.
const LOG: &str =
    "log for \"plan.meso\"\n2027-01-05\n  done 8km in 45min, rpe 4\n  sleep 7h30\n2027-01-06\n  missed\n";

/// What a plan may ask for: itself, its log, and a library.
pub(super) struct Files<'t>(pub(super) &'t str);

impl Load for Files<'_> {
    fn load(&self, _from: &str, path: &str) -> Result<SourceText, LoadProblem> {
        let name = path.rsplit('/').next().unwrap_or(path);
        match name {
            "plan.meso" => Ok(SourceText::new("plan.meso", self.0)),
            "missing.meso" | "" => Err(LoadProblem::Missing { nearby: vec!["library.meso".to_owned()] }),
            name if name.ends_with(".log.meso") => Ok(SourceText::new(name, LOG)),
            name => Ok(SourceText::new(
                name,
                "session long(km = 18)\n  {km}km E\nsession hills\n  8x(45s hill / jog)\n",
            )),
        }
    }
}

fn middle(text: &str) -> usize {
    (text.len() / 2..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// What a server has at hand when the second half has just been typed.
fn lines_of_the_first_half(text: &str) -> LineCache {
    let mut lines = LineCache::default();
    let _: Analysis = analyse(&mut lines, &text[..middle(text)]);
    lines
}

fn lies_in(sources: &Sources, span: Span, what: &str) {
    let file = usize::try_from(span.file.0).unwrap();
    let source = sources.iter().nth(file).unwrap_or_else(|| panic!("{what} is in no file: {span:?}")).1;
    let place = source.text.get(span.start as usize..span.end as usize);
    assert!(place.is_some(), "{what} is not in the text: {span:?} of {} bytes", source.text.len());
}

pub(super) fn findings_lie_in_the_text(sources: &Sources, findings: &[Diagnostic]) {
    for finding in findings {
        let name = finding.code.name;
        lies_in(sources, finding.span, name);
        finding.related.iter().for_each(|related| lies_in(sources, related.span, name));
        for fix in &finding.fixes {
            fix.edits.iter().for_each(|edit| lies_in(sources, edit.span, name));
            let files = fix.edits.iter().map(|edit| edit.span.file);
            let Some(file) = files.clone().next() else { continue };
            if files.clone().all(|other| other == file) {
                let mended = edit::apply(&sources.get(file).text, &fix.edits);
                assert!(mended.is_some(), "{name}: the edits of `{}` overlap: {:?}", fix.title, fix.edits);
            }
        }
        assert!(
            !finding.message.is_empty() && !finding.message.contains('\n'),
            "{name}: {:?}",
            finding.message
        );
    }
}

fn plan_lies_in_the_text(analysis: &Analysis) {
    let (plan, sources) = (&analysis.plan, &analysis.sources);
    lies_in(sources, plan.span, "the plan");
    let of_session = |session: &Session| {
        lies_in(sources, session.span, "a session");
        lies_in(sources, session.text, "a session's text");
        session.alternatives.iter().for_each(|span| lies_in(sources, *span, "an alternative"));
        session.parts.iter().for_each(|part| lies_in(sources, part.span, "a part"));
        session.left_out.iter().for_each(|part| lies_in(sources, part.span, "a part left out"));
        session.race.iter().for_each(|race| lies_in(sources, race.span, "a race"));
    };
    plan.sessions.iter().for_each(of_session);
    plan.phases.iter().for_each(|phase| lies_in(sources, phase.span, "a phase"));
    plan.definitions.iter().for_each(|definition| lies_in(sources, definition.name_span, "a definition"));
    plan.logs.iter().for_each(|log| lies_in(sources, log.span, "a log"));
    plan.allows.iter().for_each(|allow| lies_in(sources, allow.span, "an allow"));
}

fn shown(analysis: &Analysis, found: &[Diagnostic]) {
    let report = Report::new(analysis, found).with_info();
    let page = report.page();
    assert!(!page.contains("<script"), "a page without a script has one");
    for text in [report.preview("nonce"), report.body(), report.fragment()] {
        assert!(!text.is_empty());
    }
}

fn laid_out(text: &str, found: &[Diagnostic]) {
    let once = format(text);
    assert_eq!(format(&once), once, "a second layout changes something");
    let analysis = analyse(&mut LineCache::default(), &once);
    let kinds = |found: &[Diagnostic]| {
        let mut kinds: Vec<_> = found.iter().map(|finding| (finding.code.name, finding.severity)).collect();
        kinds.sort_unstable();
        kinds
    };
    let after = lint(&analysis, &Config::default().with_profile(Some(Profile::Default)));
    assert_eq!(kinds(found), kinds(&after), "layout changes the findings");
}
