"""The installer of Rust is run only if it is what its publisher says it is."""

import hashlib
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "build_backend"))
import mesocycle_rust  # noqa: E402

URL = "https://example.org/rustup-init"
PROGRAM = b"#!/bin/sh\n"


def published(checksum):
    return {URL: PROGRAM, URL + ".sha256": checksum}.__getitem__


def test_what_has_the_published_checksum_is_taken():
    checksum = hashlib.sha256(PROGRAM).hexdigest().encode()
    for said in (checksum, checksum.upper(), checksum + b" *rustup-init\n"):
        assert mesocycle_rust.verified(URL, published(said)) == PROGRAM


@pytest.mark.parametrize("said", [b"", b"\n", hashlib.sha256(b"another").hexdigest().encode(), b"<html>", b"\xff"])
def test_anything_else_is_refused(said):
    with pytest.raises(mesocycle_rust.NotVerified, match="it is not run"):
        mesocycle_rust.verified(URL, published(said))


def test_the_program_comes_in_one_step_and_is_nobody_elses(tmp_path):
    file = tmp_path / "rustup-init" / "rustup-init"
    mesocycle_rust.place(PROGRAM, file)
    mesocycle_rust.place(PROGRAM, file)
    assert file.read_bytes() == PROGRAM and [path.name for path in file.parent.iterdir()] == ["rustup-init"]
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o700
