"""The command in pipelines: what the tests share."""

import os
import pathlib
import re
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MESO = pathlib.Path(os.environ.get("MESO") or shutil.which("meso") or ROOT / ".venv" / "bin" / "meso").resolve()
# Where tests/run.py puts schemas that come in packages of their own.
TOOLS = pathlib.Path(os.environ.get("PIPELINE_TOOLS") or ROOT / ".cache" / "pipelines")

SLIP = 'plan "x"\n  units km\nweek 1\n  mon 8 km E\n'
CLEAN = 'plan "x"\n  units km\nweek 1\n  mon 8km E\n'


def run(*command, cwd, env=None, stdin=None):
    """A program's exit code and what it said."""
    extended = environment() | (env or {})
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=extended, input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=600, check=False
    )


def environment():
    """That of these tests, without the settings of whoever runs them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "PRE_COMMIT"))}
    kept.pop("NO_COLOR", None)
    for who in ("AUTHOR", "COMMITTER"):
        kept |= {f"GIT_{who}_NAME": "Kim", f"GIT_{who}_EMAIL": "kim@example.org"}
    return kept | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}


def meso(*arguments, cwd):
    return run(MESO, *arguments, cwd=cwd)


def blocks(page, kind):
    """The fenced blocks of one kind in a page of the documentation."""
    text = (ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.S | re.M)


@pytest.fixture
def programs(tmp_path):
    """A folder with `meso` in it, and the search path with that folder first."""
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / MESO.name.replace("meso-under-test", "meso")).symlink_to(MESO)
    return folder


@pytest.fixture
def path(programs):
    return {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
