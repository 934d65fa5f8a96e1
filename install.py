#!/usr/bin/env python3
"""Builds and installs Mesocycle into the folder .venv of this checkout: the `meso` command and the Python package.

Needs Python 3.10 or newer and a network. Rust and a C linker are looked for and, where they are missing, installed
without touching anything outside this folder and the system's packages.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
PYTHON = BIN / f"python{EXE}"
MESO = BIN / f"meso{EXE}"
# The versions that were tested together, for all that pip installs.
PINNED = ("--constraint", ROOT / "tests" / "constraints.txt")


def main():
    """Installs, and says in one line what it did."""
    install()
    print(f"installed {MESO.relative_to(ROOT)}", flush=True)


def install(extras=""):
    """Makes the environment and puts this checkout into it. Fast when nothing has changed."""
    environment()
    toolchain()
    run(PYTHON, "-m", "pip", "install", "--quiet", *PINNED, f"{ROOT}{extras}", why="Mesocycle could not be built")


def toolchain():
    """Finds, or installs, what a build needs: a linker and Rust."""
    linker()
    rust()


def environment():
    """Makes .venv, unless it is there and works."""
    if sys.version_info < (3, 10):
        stop(f"Python 3.10 or newer is needed; this is {sys.version.split()[0]}")
    if PYTHON.exists() and succeeds(PYTHON, "-m", "pip", "--version"):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if succeeds(sys.executable, "-m", "venv", VENV):
        return
    # Debian and Ubuntu keep the module that makes environments in a package of its own.
    apt("python3-venv")
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", VENV, why="Python could not make an environment: is its module venv installed?")


def tool(name, package):
    """Finds a part of the Rust toolchain that a small installation leaves out."""
    if not succeeds("cargo", name, "--version") and not succeeds("rustup", "component", "add", package):
        stop(f"cargo {name} is missing and rustup could not add it: install Rust's component {package}")


def linker():
    """Rust needs a C compiler to link with."""
    if os.name == "nt" or shutil.which("cc") or shutil.which("gcc") or shutil.which("clang"):
        return
    apt("gcc", "libc6-dev")
    if not shutil.which("cc"):
        stop("a C compiler is needed to link: install one (Debian and Ubuntu: apt install gcc libc6-dev; macOS: xcode-select --install)")


def rust():
    """Finds cargo, or installs it into .cache for this checkout alone."""
    usual = pathlib.Path(os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo")) / "bin"
    for place in (None, usual):
        found = shutil.which("cargo", path=place and str(place))
        if found and recent(found):
            add_to_path(pathlib.Path(found).parent)
            return
    print("Rust is not installed: fetching it into .cache (once)", flush=True)
    environment()
    run(PYTHON, "-m", "pip", "install", "--quiet", *PINNED, "puccinialin", why="what fetches Rust could not be fetched itself")
    # It checks the installer of Rust before it runs it.
    answer = subprocess.run([PYTHON, ROOT / "build_backend" / "mesocycle_rust.py", ROOT / ".cache" / "rust"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    if answer.returncode != 0:
        stop("Rust could not be fetched: install it from https://rustup.rs and try again")
    os.environ.update(json.loads(answer.stdout.splitlines()[-1]))


def recent(cargo):
    """Is it at least the version that the workspace names? A distribution's package is often older."""
    with open(ROOT / "Cargo.toml", encoding="utf-8") as manifest:
        wanted = re.search(r'rust-version = "([0-9.]+)"', manifest.read())[1]
    try:
        said = subprocess.run([cargo, "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    found = re.search(r"\d+(\.\d+)+", said)
    return bool(found) and numbers(found[0]) >= numbers(wanted)


def numbers(version):
    """`1.88.0` as (1, 88, 0)."""
    return tuple(int(part) for part in version.split("."))


def add_to_path(folder):
    """Lets the builds below find the same cargo."""
    if str(folder) not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = f"{folder}{os.pathsep}{os.environ['PATH']}"


def apt(*packages):
    """Installs system packages where that is possible; the caller looks whether it helped."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"installing {' '.join(packages)}", flush=True)
        # Another program may be installing something, and no package may ask anything.
        patient = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300")
        succeeds(*patient, "update")
        succeeds(*patient, "install", "-y", "--no-install-recommends", *packages)


def succeeds(*command):
    """Runs in silence, and for at most half an hour."""
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=1800, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def run(*command, why):
    """Runs in the open, and ends everything if it fails."""
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        stop(why)


def stop(sentence):
    """Ends with one plain sentence."""
    sys.exit(f"install: {sentence}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        stop("interrupted; it goes on from here when it is started again")
