"""The GitHub Action and the pages about GitHub and GitLab: valid by their schemas, and run as a runner would."""

import json
import os
import re
import stat
import sys

import pytest
import yaml
from conftest import CLEAN, ROOT, SLIP, blocks, run

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
INSTALL = next(step for step in STEPS if step.get("name") == "Install Mesocycle")
CHECK = next(step for step in STEPS if step.get("id") == "check")


def valid(schema, *files, cwd):
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr


def step(step, inputs, cwd, env):
    """Runs a step of the action with bash, as GitHub's runner does."""
    given = {name: entry["default"] for name, entry in ACTION["inputs"].items()} | inputs

    def evaluate(text):
        return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: context(found[1]), text)

    def context(name):
        if name == "github.action_path":
            return str(ROOT)
        kind, key = name.split(".", 1)
        assert kind == "inputs"
        return given[key]

    script = cwd / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    variables = {name: evaluate(value) for name, value in step["env"].items()}
    folder = cwd / evaluate(step.get("working-directory", "."))
    return run("bash", "--noprofile", "--norc", "-eo", "pipefail", script, cwd=folder, env=env | variables)


@pytest.fixture
def runner(tmp_path, path):
    """A checkout with plans, and the files by which a runner is told things."""
    work = tmp_path / "work"
    (work / "plans").mkdir(parents=True)
    (work / "plans" / "a.meso").write_text(SLIP, encoding="utf-8")
    (work / "clean.meso").write_text(CLEAN, encoding="utf-8")
    files = {name: tmp_path / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    return work, path | {name: str(file) for name, file in files.items()} | {"RUNNER_TEMP": str(tmp_path)}


def test_the_action_is_valid():
    valid("vendor.github-actions", "action.yml", cwd=ROOT)


def test_no_input_reaches_a_script_as_text():
    for entry in STEPS:
        assert "${{" not in entry.get("run", "")
    used = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(ACTION["inputs"])


def test_findings_become_annotations(runner):
    work, env = runner
    failed = step(CHECK, {"path": "plans"}, work, env)
    assert failed.returncode == 1, failed.stderr
    assert failed.stdout.startswith("::warning file=plans/a.meso,line=4,endLine=4,col=7,endColumn=11,title=notation::")
    assert step(CHECK, {"path": "clean.meso"}, work, env).returncode == 0
    assert step(CHECK, {"path": "plans", "fail-on": "error"}, work, env).returncode == 0
    inside = step(CHECK, {"working-directory": "plans"}, work, env)
    assert "file=a.meso" in inside.stdout
    # Several paths, one a line, blanks in them.
    (work / "my plans").mkdir()
    (work / "my plans" / "b.meso").write_text(SLIP, encoding="utf-8")
    both = step(CHECK, {"path": "plans\nmy plans\n"}, work, env)
    assert both.stdout.count("::warning ") == 2


def test_sarif_is_left_for_the_upload(runner, tmp_path):
    work, env = runner
    failed = step(CHECK, {"format": "sarif"}, work, env)
    assert failed.returncode == 1 and failed.stdout == ""
    output = (tmp_path / "github_output").read_text(encoding="utf-8")
    report = output.removeprefix("report=").strip()
    assert json.loads(open(report, encoding="utf-8").read())["runs"][0]["results"]
    upload = STEPS[-1]
    assert "always()" in upload["if"] and upload["with"]["sarif_file"] == "${{ steps.check.outputs.report }}"


def test_markdown_goes_to_the_summary(runner, tmp_path):
    work, env = runner
    assert step(CHECK, {"format": "markdown"}, work, env).returncode == 1
    assert "### plans/a.meso" in (tmp_path / "github_step_summary").read_text(encoding="utf-8")


def test_only_changes_since_a_revision(runner):
    work, env = runner
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "plans"]):
        assert run("git", *command, cwd=work).returncode == 0
    (work / "new.meso").write_text(SLIP, encoding="utf-8")
    since = step(CHECK, {"since": "HEAD"}, work, env)
    assert since.returncode == 1 and "file=new.meso" in since.stdout and "plans/a.meso" not in since.stdout, since


HOSTILE = ["$(touch pwned)", "`touch pwned`", "; touch pwned", '" && touch pwned #', "--help", "-"]


@pytest.mark.parametrize("name", ["path", "format", "fail-on", "since"])
@pytest.mark.parametrize("value", HOSTILE)
def test_what_an_input_says_is_not_run(runner, name, value):
    work, env = runner
    done = step(CHECK, {name: value}, work, env)
    assert done.returncode == 2, done
    assert not list(work.rglob("pwned"))


@pytest.mark.parametrize("version", ["", "1.2.3", "1.0; touch pwned", "$(touch pwned)"])
def test_pip_gets_one_requirement(runner, programs, version):
    work, env = runner
    told = programs / "told"
    python = programs / "python"
    python.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{told}"\n', encoding="utf-8")
    python.chmod(python.stat().st_mode | stat.S_IEXEC)
    assert step(INSTALL, {"version": version}, work, env).returncode == 0
    wanted = f"mesocycle=={version}" if version else str(ROOT)
    assert told.read_text(encoding="utf-8") == f"-m\npip\ninstall\n{wanted}\n"
    assert not list(work.rglob("pwned"))


def test_the_workflows_of_the_page_are_valid_and_give_inputs_that_exist(tmp_path):
    workflows = blocks("github.md", "yaml")
    assert len(workflows) == 4
    for number, text in enumerate(workflows):
        file = tmp_path / f"{number}.yml"
        file.write_text(text, encoding="utf-8")
        valid("vendor.github-workflows", file, cwd=tmp_path)
        steps = [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]
        ours = [step for step in steps if step.get("uses", "").startswith("mesocycle/mesocycle@")]
        assert len(ours) == 1 and set(ours[0]["with"]) <= set(ACTION["inputs"])
    page = (ROOT / "docs" / "how-to" / "github.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.M) == list(ACTION["inputs"])


def test_a_pull_request_is_told_what_it_does_to_the_runner(runner, tmp_path):
    work, env = runner
    tell = yaml.safe_load(blocks("github.md", "yaml")[3])["jobs"]["diff"]["steps"][-1]
    assert "${{" not in tell["run"]

    def git(*command):
        assert run("git", *command, cwd=work).returncode == 0, command

    git("init", "-q", "-b", "main")
    (work / "plans" / "ü $(x).meso").write_text(CLEAN, encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "plans")
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    (work / "plans" / "ü $(x).meso").write_text(CLEAN.replace("8km", "9km"), encoding="utf-8")
    (work / "new.meso").write_text(CLEAN, encoding="utf-8")
    (work / "clean.meso").unlink()
    git("add", "-A")
    git("commit", "-q", "-m", "more")
    script = work / "tell.sh"
    script.write_text(tell["run"], encoding="utf-8")
    done = run("bash", "--noprofile", "--norc", "-eo", "pipefail", script, cwd=work, env=env | {"BASE": "origin/main"})
    assert done.returncode == 0, done.stderr
    summary = (tmp_path / "github_step_summary").read_text(encoding="utf-8")
    assert summary.count("### ") == 2
    assert "**week 1 mon**: `8km E` → `9km E`" in summary and "new: `8km E`" in summary


@pytest.mark.parametrize("number", [0, 1, 2])
def test_gitlab_jobs_are_valid_and_leave_their_report(runner, programs, number):
    work, env = runner
    pages = blocks("gitlab.md", "yaml")
    assert len(pages) == 3
    (work / ".gitlab-ci.yml").write_text(pages[number], encoding="utf-8")
    valid("vendor.gitlab-ci", ".gitlab-ci.yml", cwd=work)
    job = yaml.safe_load(pages[number])["plans"]
    if "DIFF_BASE_SHA" in pages[number]:
        for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "base"], ["add", "-A"], ["commit", "-q", "-m", "plans"]):
            assert run("git", *command, cwd=work).returncode == 0
        base = run("git", "rev-parse", "HEAD~1", cwd=work).stdout.strip()
        env = env | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    pip = programs / "pip"
    pip.write_text('#!/bin/sh\n[ "$1" = install ]\n', encoding="utf-8")
    pip.chmod(pip.stat().st_mode | stat.S_IEXEC)
    # A runner stops at the first command that fails.
    failed = run("sh", "-e", "-c", "\n".join(job["script"]), cwd=work, env=env)
    assert failed.returncode == 1, failed.stderr
    (report,) = job["artifacts"]["reports"].values()
    assert job["artifacts"]["when"] == "always"
    assert "notation" in (work / report).read_text(encoding="utf-8")
    (work / "plans" / "a.meso").write_text(CLEAN, encoding="utf-8")
    assert run("sh", "-e", "-c", "\n".join(job["script"]), cwd=work, env=env).returncode == 0
    assert os.path.getsize(work / report) > 0
