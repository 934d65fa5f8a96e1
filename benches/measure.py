#!/usr/bin/env python3
"""How fast `meso check` is: plans a second, start, memory, growth with the length of a file, instructions a byte.

usage: benches/measure.py [MESO] [--counts] [--gate]
With --counts only what other programs cannot disturb: memory, and instructions (with valgrind). Times are CPU seconds, the best of
several runs, so that a busy machine disturbs them little. With --gate it ends with 1 when a figure is worse than its limit.
"""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import plans

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What the project promises; a plan has about 150 lines.
LIMITS = {
    "plans a CPU second": (3000, "at least"),
    "one plan, ms": (5, "at most"),
    "one plan, MB": (10, "at most"),
    "1,000 plans, MB": (60, "at most"),
    "cost a line, 100,000 against 1,000 lines": (1.5, "at most"),
    # Counted, not timed: what was measured and 3 %, so that a change shows in the commit that makes it.
    "instructions a byte, reading": (216, "at most"),
    "instructions a byte": (481, "at most"),
}

# Can a program be given one processor? On Linux, where `/proc` says what it holds as well.
BINDS = hasattr(os, "sched_setaffinity")


def main():
    """Measures, prints a table, and holds it to the limits."""
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    meso = arguments[0] if arguments else find()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(meso, pathlib.Path(folder), times="--counts" not in sys.argv)
    missed = []
    print(f"{'':45} {'measured':>10}  limit")
    for name, value in figures.items():
        limit, sense = LIMITS[name]
        good = value >= limit if sense == "at least" else value <= limit
        print(f"{name:45} {value:10,.1f}  {sense} {limit:,}{'' if good else '  MISSED'}")
        if not good:
            missed.append(name)
    sys.exit(bool(missed and "--gate" in sys.argv))


def find():
    """The installed command, else the one that cargo built."""
    for path in (ROOT / ".venv/bin/meso", ROOT / "target/release/meso"):
        if path.exists():
            return str(path)
    return shutil.which("meso") or sys.exit("no meso found: python3 install.py")


def measure(meso, folder, times):
    """The figures, by name."""
    many = folder / "many"
    many.mkdir()
    for seed in range(1000):
        (many / f"{seed:04}.meso").write_text(plans.plan(seed), encoding="utf-8")
    one = many / "0007.meso"
    # Each run looks at everything. Findings that are written cost as well; they are written in the shortest form.
    check = [meso, "check", "--isolated", "--no-cache", "--quiet", "--format", "concise"]
    seconds, memory = best([*check, str(many)], 5)
    figures = {"1,000 plans, MB": memory}
    if BINDS:
        figures["one plan, MB"] = held(check, one)
    if times:
        start, _ = best([*check, str(one)], 30)
        figures |= {
            "plans a CPU second": 1000 / seconds,
            "one plan, ms": start * 1000,
            "cost a line, 100,000 against 1,000 lines": growth(check, folder, start),
        }
    if shutil.which("valgrind") and BINDS:
        figures |= instructions(check, folder, one)
    return figures


def best(command, runs):
    """The least CPU seconds and megabytes of several runs."""
    measured = [once(command) for _ in range(runs)]
    return min(m[0] for m in measured), min(m[1] for m in measured)


def once(command):
    """CPU seconds and peak megabytes of one run."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def held(check, one):
    """Peak megabytes of a check of one plan.

    They are read while the command, which has checked the plan, waits for a second one from standard input: what the system says of
    a process that has ended holds the memory of this one too, from before the command was put into its place.
    """
    with one_processor():
        process = subprocess.Popen([*check, str(one), "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    status = pathlib.Path(f"/proc/{process.pid}/status")
    seen, same = "", 0
    while same < 10 and process.poll() is None:
        time.sleep(0.01)
        now = status.read_text(encoding="utf-8")
        waits = "State:\tS" in now
        peak = re.search(r"VmHWM:\s+(\d+) kB", now)[1]
        seen, same = peak, same + 1 if waits and peak == seen else 0
    process.communicate()
    return int(seen) / 1024


@contextlib.contextmanager
def one_processor():
    """What is started within runs on one processor."""
    all_processors = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(all_processors)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_processors)


def growth(check, folder, start):
    """How much dearer a line is in a very long file. The weeks are many, so the findings are as many."""
    costs = []
    for weeks in (125, 12_500):
        long = folder / f"{weeks}.meso"
        long.write_text(plans.plan(1, weeks).replace("  start  2027-01-04\n", "").replace(" on 2027-04-25", ""), encoding="utf-8")
        seconds, _ = best([*check, str(long)], 10 if weeks < 1000 else 2)
        costs.append((seconds - start * 0.8) / weeks)
    return costs[1] / costs[0]


def instructions(check, folder, one):
    """Instructions a byte of a plan, the start of the program taken off: for the whole check, and for the reading of lines.

    On one processor one thread checks all plans and reads no line twice, so a copy of the plan costs all but the reading.
    """
    empty, copy = folder / "empty.meso", folder / "copy.meso"
    empty.write_text("", encoding="utf-8")
    copy.write_bytes(one.read_bytes())
    size = one.stat().st_size
    start, both, single = (counted([*check, *map(str, paths)]) for paths in ([empty], [one, copy], [one]))
    whole = single - start
    return {"instructions a byte, reading": (whole - (both - single)) / size, "instructions a byte": whole / size}


def counted(command):
    """Instructions of one run on one processor."""
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}"]
    with one_processor():
        said = subprocess.run([*valgrind, *command], capture_output=True, text=True, check=False).stderr
    return int(re.search(r"Collected : (\d+)", said)[1])


if __name__ == "__main__":
    main()
