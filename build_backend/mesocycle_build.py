"""Builds one wheel with two native things: the module, which maturin builds, and the command `meso`.

maturin builds a library or programs, not both; so the command is built here and laid where maturin takes a wheel's
scripts from. A script that Python starts would need 30 ms to begin; a program needs one.
"""

import os
import pathlib
import shutil
import subprocess
import sys

import maturin
import mesocycle_rust
import mesocycle_sbom
from maturin import *  # noqa: F403  The hooks that are not changed below.

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "wheel-data" / "scripts"
SCRIPTS.mkdir(parents=True, exist_ok=True)


def build_wheel(*arguments, **settings):
    """A wheel with the command in it, and the bill of what both are made of."""
    command()
    mesocycle_sbom.write()
    return maturin.build_wheel(*arguments, **settings)


def build_editable(*arguments, **settings):
    """The same for `pip install -e .`."""
    command()
    mesocycle_sbom.write()
    return maturin.build_editable(*arguments, **settings)


def command():
    """Builds `meso` into the folder of scripts. Where there is no Rust, it is fetched."""
    if not shutil.which("cargo"):
        # What this needs is among what maturin asks for when cargo is missing.
        os.environ.update(mesocycle_rust.setup())
    name = "meso.exe" if sys.platform == "win32" else "meso"
    build = ["cargo", "build", "--release", "--locked", "--package", "meso-cli", "--bin", "meso"]
    subprocess.check_call(build, cwd=ROOT, stdout=sys.stderr)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    shutil.copy2(target / "release" / name, SCRIPTS / name)
