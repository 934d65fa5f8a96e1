"""Names what a wheel is made of: every crate that is linked into the command or the module, as CycloneDX.

The same crates give the same file, to the byte: it has no time and no random number in it.
"""

import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Where pyproject.toml tells maturin to take it from.
FILE = ROOT / "target" / "sbom" / "mesocycle.cyclonedx.json"
# The two native things in a wheel.
PROGRAMS = ("meso-cli", "meso-py")


def write():
    """Puts the file where the build of a wheel takes it from."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(document(metadata(), checksums()), indent=1) + "\n", encoding="utf-8")


def metadata():
    """The crates as cargo resolves them for this machine."""
    host = re.search(r"host: (\S+)", subprocess.check_output(["rustc", "-vV"], text=True))[1]
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", host]
    return json.loads(subprocess.check_output(command, cwd=ROOT))


def checksums():
    """SHA-256 of each package as the registry had it, by name and version."""
    lock = (ROOT / "Cargo.lock").read_text(encoding="utf-8")
    found = re.findall(r'name = "([^"]+)"\nversion = "([^"]+)"\nsource = "[^"]+"\nchecksum = "([0-9a-f]{64})"', lock)
    return {(name, version): checksum for name, version, checksum in found}


def linked(metadata):
    """The packages that end up in a program, by id, each with those that it uses. Macros run at build time and are left out."""
    packages = {package["id"]: package for package in metadata["packages"]}
    named = set().union(*(tree(program) for program in PROGRAMS))
    ids = {number for number, package in packages.items() if (package["name"], package["version"]) in named}
    edges = {node["id"]: [dep["pkg"] for dep in node["deps"]] for node in metadata["resolve"]["nodes"]}
    return {number: (packages[number], [other for other in edges[number] if other in ids]) for number in ids}


def tree(program):
    """Name and version of what is built into a program. It is built alone: what other members of the workspace want of a
    crate, which `cargo metadata` adds, does not count."""
    command = ["cargo", "tree", "--locked", "--package", program, "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]
    lines = subprocess.check_output(command, cwd=ROOT, text=True).splitlines()
    return {(line.split()[0], line.split()[1].removeprefix("v")) for line in lines if line}


def document(metadata, checksums):
    """The bill, in the order of the names."""
    crates = linked(metadata)
    own = next(package for package, _ in crates.values() if package["name"] == "meso-py")
    ordered = sorted(crates.values(), key=lambda crate: purl(crate[0]))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "mesocycle", "version": own["version"], "purl": f"pkg:pypi/mesocycle@{own['version']}"}},
        "components": [component(package, checksums) for package, _ in ordered],
        "dependencies": [{"ref": purl(package), "dependsOn": sorted(purl(crates[other][0]) for other in used)} for package, used in ordered],
    }


def component(package, checksums):
    """A crate."""
    name, version = package["name"], package["version"]
    entry = {"type": "library", "bom-ref": purl(package), "name": name, "version": version, "purl": purl(package)}
    if package["license"]:
        # Old crates write a stroke where SPDX has OR.
        entry["licenses"] = [{"expression": re.sub(r"\s*/\s*", " OR ", package["license"])}]
    if (name, version) in checksums:
        entry["hashes"] = [{"alg": "SHA-256", "content": checksums[name, version]}]
    return entry


def purl(package):
    """By which a crate is known everywhere."""
    return f"pkg:cargo/{package['name']}@{package['version'].replace('+', '%2B')}"


if __name__ == "__main__":
    write()
    print(f"wrote {FILE.relative_to(ROOT)}")
