#!/usr/bin/env python3
"""How fast `meso check` is beside other checkers, on as many bytes, in one run.

usage: benches/peers.py [--meso MESO] [--plans N] [--rounds N] [--write]

Peers that are missing are installed into .cache/peers (pip, npm) or by apt where that is allowed; those that cannot be had are
named and left out. CPU seconds are user and system time of the process and its children, the best of several rounds in which
all take turns; the peak of memory is that of the largest round. `--write` puts the table into docs/benchmarks.md.
"""

import argparse
import hashlib
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

import corpora

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
import install  # noqa: E402

TOOLS = ROOT / ".cache" / "peers"
BIN = TOOLS / install.BIN.name
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- peers: written by benches/peers.py -->", "<!-- end of peers -->"

# A peer without a goal that is slow gets the first so many files: a second or two says enough. Those with a goal get as many as
# the others, as the start of a program weighs more among few.
SHARES = {"all": 1, "few": 50}

# A process inherits the peak of the one that starts it: a small one starts and waits.
LAUNCH = """
import os, sys, time
start = time.perf_counter()
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(process, 0)
wall = time.perf_counter() - start
with open(3, "w") as told:
    print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss, file=told)
"""

VALIDATE_YAML = """
import json, jsonschema, pathlib, sys, yaml
validator = jsonschema.Draft202012Validator(json.loads(pathlib.Path(sys.argv[1]).read_text()))
for file in sorted(pathlib.Path(sys.argv[2]).iterdir()):
    validator.validate(yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader))
"""
VALIDATE_JSON = """
const fs = require("fs"), path = require("path");
const Ajv = require("ajv/dist/2020");
const validate = new Ajv().compile(JSON.parse(fs.readFileSync(process.argv[1])));
for (const file of fs.readdirSync(process.argv[2]))
  if (!validate(JSON.parse(fs.readFileSync(path.join(process.argv[2], file), "utf8")))) throw new Error(file);
"""


class Peer:
    """A program, what it reads, and how it is called on a folder of that."""

    def __init__(self, name, corpus, command, share="all", goal=None, version=None, environment=None):
        self.name, self.corpus, self.command, self.share = name, corpus, command, share
        self.goal, self.version, self.environment = goal, version, environment or {}
        self.runs = []

    @property
    def cpu(self):
        return min(run[0] for run in self.runs)


def main():
    """Installs, writes the corpora, measures, and prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--meso", default=None, help="the program; of target/release or .venv unless said")
    options.add_argument("--plans", type=int, default=2000, help="files of the corpus")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    options = options.parse_args()
    meso = options.meso or find()
    missing = prepare()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "schema.json").write_text(json.dumps(corpora.SCHEMA), encoding="utf-8")
        (folder / "validate.py").write_text(VALIDATE_YAML, encoding="utf-8")
        peers, absent = present(known(meso, folder))
        facts = write_corpora(folder, peers, options.plans)
        measure(peers, options.rounds)
        text = report(peers, facts, missing + absent, options)
    print(text)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def find():
    """The command that cargo built, else the installed one."""
    for path in (ROOT / "target/release/meso", install.MESO):
        if path.exists():
            return str(path)
    return shutil.which("meso") or sys.exit("no meso found: cargo build --release -p meso-cli")


def known(meso, folder):
    """Every program with its goal: how many times the CPU time a byte of `meso check` it takes at least."""
    # Every rule is on, those too that are off unless asked for.
    listed = json.loads(subprocess.run([meso, "rules", "--format", "json"], capture_output=True, check=True).stdout)
    groups = sorted({rule["group"] for rule in listed})
    helped = subprocess.run([meso, "check", "--help"], capture_output=True, text=True, check=True).stdout
    no_cache = ["--no-cache"] if "--no-cache" in helped else []
    check = [meso, "check", "--isolated", "--quiet", "--format", "concise", *no_cache, f"--select={','.join(groups)}"]
    python, node = BIN / install.PYTHON.name, shutil.which("node")
    # A cache that is there already would be another measurement.
    tombi = {"TOMBI_NO_CACHE": "true"}
    return [
        Peer("meso check", "meso", [*check, "."], version=version(meso)),
        Peer("meso check, no line twice", "remarks", [*check, "."], version=version(meso)),
        Peer("meso check --show-info", "meso", [*check, "--show-info", "."], version=version(meso)),
        # On as many files as the slower peers get.
        *(Peer(corpus, corpus, [*check, "."], "few", version=version(meso)) for corpus in ("meso", "remarks")),
        Peer("ruff check", "python", [BIN / "ruff", "check", "--isolated", "--no-cache", "-q", "--exit-zero", "."], goal=2.5),
        Peer("ruff check, without F821", "python", [BIN / "ruff", "check", "--isolated", "--no-cache", "-q", "--exit-zero", "--ignore=F821", "."], goal=1.5),
        Peer("taplo lint", "toml", [BIN / "taplo", "lint"], goal=4, environment={"RUST_LOG": "error"}),
        Peer("tombi lint", "toml", [BIN / "tombi", "lint", "--offline", "--quiet", "."], goal=4, environment=tombi),
        Peer("hledger check", "journal", ["hledger", "-f", "00000.journal", "check"], goal=8),
        Peer("bean-check", "ledger", [BIN / "bean-check", "--no-cache", "00000.beancount"], goal=15),
        Peer("PyYAML (C) + jsonschema", "yaml", [python, folder / "validate.py", folder / "schema.json", "."], goal=25, version=both(python)),
        Peer("ajv", "json", [node or "node", "-e", VALIDATE_JSON, folder / "schema.json", "."], version=package(TOOLS / "node_modules/ajv"), environment={"NODE_PATH": TOOLS / "node_modules"}),
        Peer("yamllint", "yaml", [BIN / "yamllint", "-d", "relaxed", "."], goal=100),
        Peer("wodc check", "wod", [BIN / "wodc", "check", "."], share="few"),
    ]


def prepare():
    """Installs what is missing; returns what could not be, and why."""
    missing = []
    if not (BIN / install.PYTHON.name).exists():
        subprocess.run([sys.executable, "-m", "venv", TOOLS], check=True)
    packages = {"ruff": "ruff", "taplo": "taplo", "tombi": "tombi", "yamllint": "yamllint", "bean-check": "beancount", "wodc": "wodcraft", "jsonschema": "jsonschema"}
    for program, name in packages.items():
        if not (BIN / program).exists() and not install.succeeds(BIN / install.PYTHON.name, "-m", "pip", "install", "--quiet", name, "pyyaml"):
            missing.append(f"{name} (pip could not install it)")
    if not (TOOLS / "node_modules" / "ajv").exists():
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", TOOLS, "ajv"]
        if not shutil.which("npm") or not install.succeeds(*npm):
            missing.append("ajv (npm is missing, or could not install it)")
    if not shutil.which("hledger"):
        install.apt("hledger")
    return missing


def present(peers):
    """The peers that can be run; the names of the others."""
    there, absent = [], []
    for peer in peers:
        program = shutil.which(str(peer.command[0]))
        if peer.name == "ajv" and not (TOOLS / "node_modules" / "ajv").exists():
            continue
        if program is None:
            absent.append(f"{peer.name} (not installed)")
            continue
        peer.version = peer.version or version(program)
        there.append(peer)
    return there, absent


def write_corpora(folder, peers, count):
    """A folder for each corpus and share of it; returns what is in the plans."""
    for peer in peers:
        peer.folder = folder / f"{peer.corpus}-{peer.share}"
        files = max(20, count // SHARES[peer.share])
        if not peer.folder.exists():
            corpora.write(peer.folder, peer.corpus, files)
        peer.files = len(list(peer.folder.iterdir()))
        peer.size = sum(file.stat().st_size for file in peer.folder.iterdir())
    facts = {}
    for name in ("meso", "remarks"):
        # That they differ is what the comparison rests on: the command reads a line that it knows once.
        texts = [file.read_bytes() for file in sorted((folder / f"{name}-all").iterdir())]
        if len({hashlib.sha256(text).digest() for text in texts}) != len(texts):
            sys.exit("two plans of the corpus are the same")
        lines = [line for text in texts for line in text.splitlines() if line.strip()]
        facts[name] = len(set(lines)) / len(lines)
    return facts


def measure(peers, rounds):
    """All take turns, so that a busy minute hurts all alike."""
    for turn in range(rounds):
        for peer in peers:
            # The slow ones say the same each time.
            if turn < 3 or peer.cpu < 2:
                peer.runs.append(once(peer))


def once(peer):
    """CPU seconds, wall seconds and peak megabytes of one run."""
    environment = os.environ | {name: str(value) for name, value in peer.environment.items()}
    command = [str(part) for part in peer.command]
    if peer.name == "wodc check":
        command[-1:] = sorted(file.name for file in peer.folder.iterdir())
    reading, writing = os.pipe()
    with open(reading, encoding="utf-8") as told, open(os.devnull, "wb") as nothing, tempfile.TemporaryFile() as said:
        launcher = [sys.executable, "-I", "-S", "-c", f"import os; os.dup2({writing}, 3)\n{LAUNCH}", *command]
        subprocess.run(launcher, cwd=peer.folder, env=environment, stdout=nothing, stderr=said, pass_fds=[writing], check=True)
        os.close(writing)
        code, cpu, wall, memory = told.read().split()
        said.seek(0)
        complaint = said.read().decode(errors="replace")
    # 1 is for findings.
    if code not in "01" or "Traceback" in complaint:
        sys.exit(f"{peer.name} failed: {complaint[:500]}")
    return float(cpu), float(wall), int(memory) * (1 if sys.platform == "darwin" else 1024) / 1e6


def report(peers, facts, missing, options):
    """The table in Markdown."""
    ours = {(peer.corpus, peer.share): peer.cpu / peer.size for peer in peers if peer.corpus in ("meso", "remarks") and not peer.name.endswith("--show-info")}
    peers = [peer for peer in peers if peer.name != peer.corpus]
    lines = [
        "| | reads | files | MB | CPU s | wall s | peak MB | files a s | MB a CPU s | CPU time a byte of `meso check` | goal |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for peer in peers:
        wall, memory = min(run[1] for run in peer.runs), max(run[2] for run in peer.runs)
        ratio, hard = (peer.cpu / peer.size / ours[corpus, peer.share] for corpus in ("meso", "remarks"))
        if peer.corpus in ("meso", "remarks"):
            shown = "1" if ratio == 1 else f"{ratio:.1f} x"
        else:
            shown = f"**{figure(ratio)} x** ({figure(hard)} x)"
        goal = "" if peer.goal is None else f"{peer.goal:g} x, {'reached' if hard >= peer.goal else 'reached with repeated lines' if ratio >= peer.goal else 'missed'}"
        corpus = {"meso": "plans", "remarks": "plans", "wod": "workouts", "json": "JSON", "yaml": "YAML", "toml": "TOML", "python": "Python"}.get(peer.corpus, peer.corpus)
        lines.append(
            f"| {peer.name} {peer.version} | {corpus} | {peer.files:,} | {peer.size / 1e6:.2f} | {peer.cpu:.3f} | {wall:.3f} | {memory:.0f} "
            f"| {peer.files / wall:,.0f} | {peer.size / 1e6 / peer.cpu:.2f} | {shown} | {goal} |"
        )
    lines += [
        "",
        f"Every plan is another, and {facts['meso']:.0%} of their lines are: coaches repeat themselves, and `meso check` reads a line once. "
        f"In brackets: beside plans of which {facts['remarks']:.0%} of the lines are.",
    ]
    if missing:
        lines.append(f"Left out: {', '.join(missing)}.")
    lines += ["", f"{machine()}. Measured by", "", "```sh", f"python3 benches/peers.py --plans {options.plans} --rounds {options.rounds} --write", "```"]
    return "\n".join(lines)


def figure(x):
    return f"{x:.1f}" if x < 20 else f"{x:.0f}"


def version(program):
    """The first number with a dot that a program says of itself."""
    said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\d+\.[\d.]*\d", said.stdout + said.stderr)
    return found[0] if found else ""


def both(python):
    """The versions of PyYAML and jsonschema."""
    code = "from importlib.metadata import version as v; print(v('pyyaml'), '+', v('jsonschema'))"
    said = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=False)
    return said.stdout.strip()


def package(folder):
    """The version of a package of npm."""
    try:
        return json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    except OSError:
        return ""


def machine():
    """What it ran on, without names and dates."""
    cores = os.cpu_count()
    try:
        told = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
        model = re.search(r"model name\s*: (.*)", told)[1].strip()
    except (OSError, TypeError):
        model = platform.processor() or platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    system = platform.system()
    return f"{cores} cores ({model}), {memory:.0f} GiB, {system}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
