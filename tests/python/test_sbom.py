"""The installed package says what it is made of."""

import importlib.metadata
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "build_backend"))
import mesocycle_sbom  # noqa: E402


def installed():
    files = importlib.metadata.distribution("mesocycle").files
    (bill,) = [file for file in files if file.match("*.dist-info/sboms/mesocycle.cyclonedx.json")]
    return json.loads(bill.locate().read_text(encoding="utf-8"))


def test_the_wheel_has_a_bill_with_every_crate_that_is_linked():
    bill = installed()
    named = {(part["name"], part["version"]) for part in bill["components"]}
    linked = mesocycle_sbom.tree("meso-cli") | mesocycle_sbom.tree("meso-py")
    locked = set(re.findall(r'name = "([^"]+)"\nversion = "([^"]+)"', (ROOT / "Cargo.lock").read_text(encoding="utf-8")))
    assert linked <= locked
    assert {"pest", "clap", "tower-lsp", "pyo3", "numpy", "mimalloc", "libmimalloc-sys"} <= {name for name, _ in named}
    assert not {"proptest", "serde_derive", "pest_meta", "meso-fuzz", "meso-tests"} & {name for name, _ in named}
    assert named == linked and len(named) > 100


def test_each_crate_has_a_licence_and_a_checksum():
    bill = installed()
    for part in bill["components"]:
        ours = part["name"].startswith("meso-")
        assert part["licenses"][0]["expression"], part["name"]
        assert "/" not in part["licenses"][0]["expression"], part["name"]
        assert ours or len(part["hashes"][0]["content"]) == 64, part["name"]
    refs = {part["bom-ref"] for part in bill["components"]}
    assert all(set(entry["dependsOn"]) <= refs for entry in bill["dependencies"])


def test_the_bill_is_the_same_each_time():
    made = [mesocycle_sbom.document(mesocycle_sbom.metadata(), mesocycle_sbom.checksums()) for _ in range(2)]
    assert json.dumps(made[0]) == json.dumps(made[1])
    assert made[0] == installed()
