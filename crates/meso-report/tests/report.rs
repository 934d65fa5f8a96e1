//! The page of a plan: what it shows, where, and that nothing which a plan says becomes markup.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests

use meso_core::diagnostic::{Diagnostic, Severity};
use meso_core::load::NoFiles;
use meso_core::text::{SourceText, Sources};
use meso_core::{Analysis, Options};
use meso_lint::Config;
use meso_report::Report;

const PLAN: &str = r#"plan "Autumn 10k"
  goal   10km on 2027-03-14 in 44:30 "City race"
  start  2027-03-01
athlete "Kim"
  recent 10km in 46:00 on 2027-02-01
phase sharpen "Sharpening"
week 1
  mon rest
  tue 2km E + 5x(1km @T / 60s jog) + 2km E
  wed 2km E + 6x(800m @5k / 90s jog) + 2km E
  thu 6km E
  sun long 16km E "hills if dry"
week 2 taper
  tue 6km E with 6x20s strides
  - sleep 9h
  sun race 10km "City race" in 44:30
"#;

struct Checked {
    analysis: Analysis,
    diagnostics: Vec<Diagnostic>,
}

impl Checked {
    fn report(&self) -> Report<'_> {
        Report::new(&self.analysis, &self.diagnostics)
    }
}

fn check(text: &str) -> Checked {
    let (sources, root) = Sources::with(SourceText::new("plans/autumn.meso", text));
    let analysis = meso_core::analyse(sources, root, &NoFiles, &Options::default());
    let diagnostics = meso_lint::lint(&analysis, &Config::default());
    Checked { analysis, diagnostics }
}

/// The cell of the day with this date, as the calendar writes it.
fn cell<'p>(page: &'p str, date: &str) -> &'p str {
    let at = page.find(&format!("<time datetime=\"{date}\">")).unwrap_or_else(|| panic!("no {date}"));
    let start = page[..at].rfind("<td").unwrap();
    let end = at + page[at..].find("</td>").unwrap();
    &page[start..end]
}

#[test]
fn a_finding_stands_on_its_day() {
    let page = check(PLAN).report().page();
    let wednesday = cell(&page, "2027-03-03");
    assert!(wednesday.contains("hard-day-back-to-back"), "{wednesday}");
    assert!(wednesday.contains("href=\"#L10\""), "{wednesday}");
    assert!(!cell(&page, "2027-03-04").contains("hard-day-back-to-back"));
}

#[test]
fn a_day_shows_what_is_run_how_far_and_how_hard() {
    let page = check(PLAN).report().page();
    let tuesday = cell(&page, "2027-03-02");
    assert!(tuesday.contains("class=\"session threshold\""), "{tuesday}");
    assert!(tuesday.contains(">hard</span>"), "{tuesday}");
    let sunday = cell(&page, "2027-03-07");
    assert!(sunday.contains(">long 16km E</a>") && sunday.contains("<q>hills if dry</q>"), "{sunday}");
    assert!(sunday.contains("16 km \u{b7} "), "{sunday}");
    assert!(cell(&page, "2027-03-14").contains("class=\"day hard race\""));
    assert!(cell(&page, "2027-03-09").contains("sleep 9h"));
}

#[test]
fn weeks_phases_and_the_race_are_there() {
    let page = check(PLAN).report().page();
    for expected in [
        "<title>Autumn 10k</title>",
        "on 14 March 2027 in 44:30</p>",
        ">Sharpening</a>",
        "<b>Week 2</b>",
        "<span class=\"kind\">taper</span>",
        "polyline class=\"fitness\"",
        "Form on the morning of City race",
    ] {
        assert!(page.contains(expected), "{expected} is missing");
    }
}

#[test]
fn every_link_has_its_target() {
    let page = check(PLAN).report().page();
    let targets: Vec<&str> =
        page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(targets.len() > 10);
    for target in targets {
        assert!(page.contains(&format!("<li id=\"{target}\">")), "#{target}");
    }
}

/// Everything that a plan can name, note or get wrong, each with markup in it.
#[test]
fn nothing_a_plan_says_becomes_markup() {
    let attack = "</title></script><script>alert(1)</script><img src=x onerror=alert(1)>' onclick='x";
    let plan = [
        "plan \"ATTACK\"",
        "  goal 10km on 2027-03-14 \"ATTACK\"",
        "  start 2027-03-01",
        "  ATTACK",
        "athlete \"ATTACK\"",
        "use \"ATTACK\"",
        "session s(n = 3) \"ATTACK\"",
        "  n x (1km @T / 60s jog)",
        "phase p \"ATTACK\"",
        "week 1 \"ATTACK\"",
        "  mon 8km E \"ATTACK\"",
        "  tue s",
        "  wed ATTACK",
        "  thu rest \"ATTACK\"; \"ATTACK\"",
        "  fri ice-bath 12min \"ATTACK\"",
        "  sat 5km E; allow ATTACK \"ATTACK\"",
        "  sun race 10km \"ATTACK\"",
        "  ATTACK 8km",
    ]
    .join("\n")
    .replace("ATTACK", attack);
    let pages = |checked: &Checked, nonce| {
        let report = checked.report();
        [report.page(), report.body(), report.fragment(), report.preview(nonce)]
    };
    let attacked = pages(&check(&plan), "n0nce\" onload=\"x");
    let innocent = pages(&check(PLAN), "n0nce");
    for (attacked, innocent) in attacked.iter().zip(&innocent) {
        assert!(attacked.contains("&lt;script&gt;"), "the attack is shown as what it is");
        for sign in ["<script", "<img", "<style", "onerror=\"", "onclick=\"", "onload=\""] {
            assert_eq!(attacked.matches(sign).count(), innocent.matches(sign).count(), "{sign}");
        }
        assert_eq!(attacked.matches("<title").count(), attacked.matches("</title").count());
        let markup = attacked.split("<script").next().unwrap();
        for tag in markup.split('<').skip(1) {
            let name =
                tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
            assert!(TAGS.contains(&name) || tag.starts_with("!DOCTYPE"), "<{name}>");
        }
    }
}

/// All elements that a report is made of.
const TAGS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "div",
    "header",
    "h1",
    "h2",
    "p",
    "dl",
    "dt",
    "dd",
    "section",
    "figure",
    "figcaption",
    "svg",
    "g",
    "rect",
    "line",
    "polyline",
    "polygon",
    "circle",
    "text",
    "ul",
    "ol",
    "li",
    "span",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "time",
    "a",
    "b",
    "q",
    "small",
    "code",
    "footer",
];

#[test]
fn the_page_needs_nothing_from_elsewhere_and_runs_nothing() {
    let page = check(PLAN).report().page();
    assert!(page.contains("content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;;"));
    for sign in ["<script", "src=", "url(", "@import", "http://", "https://"] {
        assert!(!page.contains(sign), "{sign}");
    }
}

#[test]
fn the_preview_lets_only_its_nonce_run() {
    let checked = check(PLAN);
    let preview = checked.report().preview("abc123");
    assert!(preview.contains("script-src &#39;nonce-abc123&#39;"));
    assert_eq!(preview.matches("<script").count(), 1);
    assert_eq!(preview.matches("<script nonce=\"abc123\">").count(), 1);
    assert!(!preview.contains("unsafe-inline") && !preview.contains("style=\""));
    assert!(preview.contains(&checked.report().body()), "the body can be put in its place");
}

#[test]
fn days_know_their_lines() {
    let body = check(PLAN).report().body();
    let tuesday = cell(&body, "2027-03-09");
    assert!(tuesday.contains("data-lines=\"14 15\""), "{tuesday}");
    assert!(body.contains("data-lines=\"7\""), "the head of week 1");
}

#[test]
fn what_is_no_plan_yet_is_a_page_all_the_same() {
    for text in [
        "",
        "\u{feff}",
        "week",
        "week 1",
        "  mon 8km E\n",
        "plan \"x\"\nweek 1\n  mon (((\n",
        "\0\0",
        "week 1\n\nweek 9\n",
    ] {
        let page = check(text).report().page();
        assert!(page.ends_with("</html>\n"), "{text:?}");
        assert!(!page.contains("NaN") && !page.contains("inf\""), "{text:?}");
    }
}

#[test]
fn an_unread_day_is_not_shown_as_rest() {
    let body = check("plan \"x\"\n  start 2027-03-01\nweek 1\n  mon rest\n  tue (((\n").report().body();
    let tuesday = cell(&body, "2027-03-02");
    assert!(tuesday.contains("not understood") && !tuesday.contains("resting"), "{tuesday}");
}

#[test]
fn a_notebook_gets_a_fragment_without_ids_or_links() {
    let fragment = check(PLAN).report().fragment();
    assert!(!fragment.contains(" id=\"") && !fragment.contains("<a "));
    assert!(fragment.starts_with("<div class=\"meso-report\">") && fragment.ends_with("</div>"));
}

#[test]
fn what_is_only_worth_knowing_is_silent_unless_asked_for() {
    let checked = check(PLAN);
    let hints = checked.diagnostics.iter().filter(|d| d.severity == Severity::Info).count();
    assert!(hints > 0, "the plan has hints");
    let hint = "<li class=\"info\"";
    assert_eq!(checked.report().page().matches(hint).count(), 0);
    assert!(checked.report().with_info().page().matches(hint).count() >= hints);
}
