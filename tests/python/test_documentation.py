"""What is written is true: docstrings, the README's Python, types."""

import doctest
import os
import re
import subprocess
import sys

import mesocycle
import numpy
from conftest import ROOT

SAMPLE = '''
import mesocycle as meso
import numpy as np

plan: meso.Plan = meso.loads("plan\\nweek 1\\n  tue 8km E\\n", strict=False)
distance: float = plan.daily_distance().sum()
ctl, atl = meso.ctl_atl(np.ones((3, 10)), smoothing="span")
form: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = ctl - atl
first = plan.sessions[0]
names: list[str] = plan.weeks.column_names
vdot: float = meso.vdot(5000, 1200)
later: meso.Plan = plan.scale(0.9)
findings: meso.Table = meso.check(plan)
'''


def test_examples_in_docstrings():
    names = {name: getattr(mesocycle, name) for name in mesocycle.__all__}
    things = [("mesocycle", mesocycle), *names.items()]
    things += [(f"{name}.{m}", getattr(c, m)) for name, c in names.items() if isinstance(c, type) for m in vars(c)]
    runner, parser, count = doctest.DocTestRunner(), doctest.DocTestParser(), 0
    for name, thing in things:
        test = parser.get_doctest(getattr(thing, "__doc__", None) or "", {**names}, name, None, 0)
        count += len(test.examples)
        runner.run(test)
    assert runner.failures == 0 and count > 25


def test_everything_public_is_documented():
    for name in set(mesocycle.__all__) - {"__version__"}:
        thing = getattr(mesocycle, name)
        assert thing.__doc__, name
        if isinstance(thing, type) and thing.__module__ == "mesocycle":
            for member, value in vars(thing).items():
                assert member.startswith("_") or value.__doc__, f"{name}.{member}"


def test_the_readme_and_the_guide_run_as_printed():
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/python.md")]
    blocks = [block for text in texts for block in re.findall(r"```python\n(.*?)```", text, re.S)]
    assert len(blocks) == 3
    for block in blocks:
        environment = {**os.environ, "MPLBACKEND": "Agg"}
        done = subprocess.run([sys.executable, "-c", block], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        printed = "".join(f"{line}\n" for line in re.findall(r"^.*?#> ?(.*)$", block, re.M))
        assert done.stdout == printed


def test_stubs_say_what_the_binary_has(tmp_path):
    (tmp_path / "mypy.ini").write_text("[mypy]\nignore_missing_imports = True\ndisable_error_code = import-untyped\n", encoding="utf-8")
    # The extension lists its names itself; the slots of a class hide `__getattr__`.
    allowed = "mesocycle._mesocycle.__all__\nmesocycle._mesocycle.Row.__getattr__\n"
    (tmp_path / "allowed").write_text(allowed, encoding="utf-8")
    options = ["--mypy-config-file", "mypy.ini", "--ignore-disjoint-bases", "--allowlist", "allowed"]
    done = run("mypy.stubtest", "mesocycle", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_program_is_typed(tmp_path):
    (tmp_path / "sample.py").write_text(SAMPLE, encoding="utf-8")
    done = run("mypy", "--strict", "sample.py", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_importing_brings_nothing_heavy():
    code = "import sys, mesocycle; sys.exit(any(m in sys.modules for m in ('numpy', 'pandas', 'matplotlib', 'IPython')))"
    assert subprocess.run([sys.executable, "-c", code], timeout=300, check=False).returncode == 0
    assert numpy.__version__


def run(module, *arguments, cwd):
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=cwd, capture_output=True, text=True, timeout=600, check=False)
