"""The command as pip installs it."""

import pathlib
import subprocess
import sys
import sysconfig

MESO = pathlib.Path(sysconfig.get_path("scripts")) / f"meso{sysconfig.get_config_var('EXE')}"


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)


def test_the_native_command_is_installed():
    assert run(MESO, "--version").stdout.startswith("meso ")
    # A native program, not a script that starts Python.
    assert not MESO.read_bytes().startswith(b"#!")


def test_python_m_mesocycle_is_the_same_command():
    through = run(sys.executable, "-m", "mesocycle", "--version")
    assert (through.returncode, through.stdout) == (0, run(MESO, "--version").stdout)


def test_the_exit_code_goes_through():
    assert run(sys.executable, "-m", "mesocycle", "explain", "no-such-rule").returncode == 2
