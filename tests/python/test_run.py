"""The test command itself: it ends whatever a check does, and leaves nothing behind."""

import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# The real program with checks of its own. What they start moves to a session of its own, as editors and terminals do.
CHECKS = '''
import pathlib, signal, subprocess, sys, time
sys.path.insert(0, {tests!r})
import run

def sleeper():
    return subprocess.Popen(["sleep", "600"], start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

def stubborn():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return waits()

def waits():
    print("about to wait", flush=True)
    note = pathlib.Path({folder!r}, "sleeper")
    note.write_text(str(sleeper().pid))
    while True:
        time.sleep(1)

def leaves():
    sleeper()
    return True

def signals():
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    print(*(line for line in lines if line.startswith(("SigIgn", "SigBlk"))), flush=True)
    return run.call(sys.executable, "-c", "import signal, sys; print(signal.getsignal(2), repr(sys.stdin.read()))")

def check(body, seconds):
    return run.Check(body, seconds / 60, needs_install=False)

run.CHECKS = dict(
    stuck=check(stubborn, 2), fails=check(lambda: False, 60), leaves=check(leaves, 60), signals=check(signals, 60), waits=check(waits, 600)
)
run.install.toolchain = lambda: None
run.start(sys.argv[1:])
'''


@pytest.fixture
def command(tmp_path):
    program = tmp_path / "checks.py"
    program.write_text(CHECKS.format(tests=str(ROOT / "tests"), folder=str(tmp_path)))
    return [sys.executable, str(program)]


def run(command, *names, **settings):
    return subprocess.run([*command, *names], capture_output=True, text=True, timeout=120, check=False, **settings)


def sleeper(folder):
    """The process that a check has started, once it has."""
    note, deadline = folder / "sleeper", time.monotonic() + 60
    while not (note.exists() and note.read_text()):
        assert time.monotonic() < deadline, "the check has not started"
        time.sleep(0.05)
    return int(note.read_text())


def assert_gone(process):
    deadline = time.monotonic() + 60
    while pathlib.Path(f"/proc/{process}").exists():
        assert time.monotonic() < deadline, f"{process} runs on"
        time.sleep(0.05)


def test_a_stuck_check_is_stopped_and_the_next_one_runs(command, tmp_path):
    done = run(command, "stuck", "fails", "leaves")
    assert done.returncode == 1, done.stderr
    assert "stuck is stuck: it has not ended after 2 s" in done.stdout
    summary = done.stdout.split("\nsummary\n")[1]
    assert [line.split()[:2] for line in summary.splitlines() if line.endswith(" s")] == [["stuck", "STOPPED"], ["fails", "FAILED"], ["leaves", "ok"]]
    assert "about to wait" in summary and "left running, and ended: sleep" in summary
    assert summary.endswith("\n2 of 3 checks failed: stuck, fails\n1 passed, 2 failed\n")
    assert_gone(sleeper(tmp_path))


@pytest.mark.parametrize("closed", [False, True], ids=["an empty input", "a closed input"])
def test_a_check_gets_the_usual_signals_and_no_input(command, closed):
    """Also where Ctrl-C is ignored, as after `nohup` and in the background of a script."""
    ignoring = ["sh", "-c", "trap '' INT HUP; exec \"$@\"" + (" <&-" if closed else ""), "sh", *command]
    done = run(ignoring, "signals", stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "<built-in function default_int_handler> ''" in done.stdout
    ignored = int(done.stdout.split("SigIgn:")[1].split()[0], 16)
    assert not ignored & (1 << signal.SIGINT - 1 | 1 << signal.SIGHUP - 1), done.stdout
    assert done.stdout.endswith("all 1 checks passed\n1 passed, 0 failed\n")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_no_check_outlives_the_command(command, name, tmp_path):
    running = subprocess.Popen([*command, "waits", "fails"], stdout=subprocess.PIPE, text=True)
    child = sleeper(tmp_path)
    os.kill(running.pid, getattr(signal, name))
    said, _ = running.communicate(timeout=60)
    if name == "SIGKILL":
        assert running.returncode == -signal.SIGKILL
    else:
        assert running.returncode == 130 and said.endswith("\n0 passed, 2 failed\n"), said
    assert_gone(child)


def test_names_that_no_check_has_are_said(command):
    done = run(command, "fails", "ruts", "pyhton")
    assert done.returncode == 1
    assert done.stderr == "no check is called ruts or pyhton: there are stuck, fails, leaves, signals, waits\n"
    done = run(command, "fails", env=os.environ | {"MESO_PATIENCE": "much"})
    assert "`much`" in done.stderr and done.returncode == 1
