"""The comparison with other checkers is fair: as many bytes for each, all of them valid, no file like another."""

import json
import re
import sys

import jsonschema
import pytest
import yaml
from conftest import ROOT, meso, run

sys.path.insert(0, str(ROOT / "benches"))
import corpora  # noqa: E402

COUNT = 25


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora")
    for kind in corpora.KINDS:
        corpora.write(folder / kind, kind, COUNT)
    return folder


def texts(folder):
    return [file.read_text(encoding="utf-8") for file in sorted(folder.iterdir()) if file.is_file()]


@pytest.mark.parametrize("kind", sorted(set(corpora.KINDS) - {"remarks"}))
def test_each_tool_gets_as_many_bytes(written, kind):
    wanted = sum(len(text.encode()) for text in texts(written / "meso"))
    assert abs(sum(len(text.encode()) for text in texts(written / kind)) / wanted - 1) < 0.06
    assert len(set(texts(written / kind))) == (1 if kind in ("ledger", "journal") else COUNT)


def test_plans_as_data_follow_the_schema(written):
    validator = jsonschema.Draft202012Validator(corpora.SCHEMA)
    for text in texts(written / "yaml"):
        validator.validate(yaml.safe_load(text))
    for text in texts(written / "json"):
        validator.validate(json.loads(text))
    if sys.version_info >= (3, 11):
        import tomllib

        for text in texts(written / "toml"):
            validator.validate(tomllib.loads(text))


def test_python_is_python(written):
    for text in texts(written / "python"):
        compile(text, "functions.py", "exec")


@pytest.mark.parametrize("kind", ["meso", "remarks"])
def test_plans_can_be_read(written, kind):
    done = meso("check", "--isolated", "--no-cache", "--select", "text", ".", cwd=written / kind)
    assert done.returncode == 0, done.stdout[:500]


def test_no_line_of_the_harder_plans_is_there_twice(written):
    lines = [line for text in texts(written / "remarks") for line in text.splitlines() if line.startswith("  ") and '"' in line]
    assert len(set(lines)) == len(lines) > COUNT * 90


def test_the_page_shows_a_table_of_the_script():
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    table = page.split("<!-- peers: written by benches/peers.py -->")[1].split("<!-- end of peers -->")[0]
    assert re.search(r"^\| meso check \d", table, re.M)
    (command,) = re.findall(r"```sh\npython3 (\S+) (.*)\n```", table)
    done = run(sys.executable, ROOT / command[0], *command[1].split(), "--help", cwd=ROOT)
    assert done.returncode == 0, done.stderr
