#!/usr/bin/env python3
"""What the Python package costs beside what people use now: ratios, all measured in this run, one thread each.

usage: benches/python.py [--small] [--write]

With --write the table is put into docs/benchmarks.md.
Needs mesocycle, numpy, pandas, polars and scipy in the environment; numba is compared where it is there. Every result is compared
with the reference before it is timed. Times are CPU seconds, the best of several runs, so that a busy machine disturbs them
little; only what several threads do side by side is timed by the clock on the wall.
"""

import os

# Said before the libraries start their threads.
for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import pathlib  # noqa: E402
import platform  # noqa: E402
import resource  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
import time  # noqa: E402

import mesocycle as meso  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import polars as pl  # noqa: E402
from scipy.signal import lfilter  # noqa: E402

SMALL = "--small" in sys.argv
PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- python: written by benches/python.py -->", "<!-- end of python -->"
ROWS = ["| | measured | | goal |", "|---|---:|---|---:|"]
ATHLETES, DAYS = (1_000 if SMALL else 100_000), 365
SLOW, FAST = 1 - np.exp(-1 / 42), 1 - np.exp(-1 / 7)


def best(work, repeats=5, clock=time.process_time):
    """Seconds, the best of some runs."""
    times = []
    for _ in range(repeats):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


def report(name, value, unit, wanted, well):
    """One line, for the terminal and for the page."""
    ROWS.append(f"| {name.strip()} | {value:,.2f} | {unit} | {wanted}{'' if well else ', missed'} |")
    print(f"{name:58}{value:9.2f} {unit:10} {'meets' if well else 'misses'} {wanted}")


def kernels():
    """CTL + ATL, monotony + strain, six at once, on many athletes."""
    loads = np.random.default_rng(1).gamma(2.0, 40.0, (ATHLETES, DAYS))
    out = [np.ones_like(loads) for _ in range(6)]
    cell = 1e9 / loads.size

    ours = best(lambda: meso.ctl_atl(loads, out=out[:2]))
    report("CTL + ATL", ours * cell, "ns/day", "3.5", ours * cell <= 3.5)
    some = loads[: max(1000, ATHLETES // 20)]
    share = len(loads) / len(some)

    def scipy():
        return [lfilter([a], [1, a - 1], some, axis=1) for a in (SLOW, FAST)]

    wide = pd.DataFrame(np.vstack([np.zeros(len(some)), some.T]))
    long = pl.DataFrame({"a": np.repeat(np.arange(len(some)), DAYS), "x": some.ravel()})

    def pandas():
        return [wide.ewm(alpha=a, adjust=False).mean() for a in (SLOW, FAST)]

    def polars():
        return long.select(*(pl.col("x").ewm_mean(alpha=a, adjust=False).over("a").alias(str(a)) for a in (SLOW, FAST)))

    np.testing.assert_allclose(scipy()[0], out[0][: len(some)], rtol=1e-12)
    np.testing.assert_allclose(pandas()[1].to_numpy().T[:, 1:], out[1][: len(some)], rtol=1e-12)
    for name, work, goal in (("scipy lfilter", scipy, 3), ("pandas ewm", pandas, 20), ("polars ewm_mean", polars, 12)):
        ratio = best(work, 3) * share / ours
        report(f"  against {name}", ratio, "x", f"{goal} x", ratio >= goal)
    numba(loads, out, ours)

    ours = best(lambda: meso.monotony_strain(loads, out=out[4:]))
    report("monotony + strain", ours * cell, "ns/day", "4.5", ours * cell <= 4.5)
    windows = np.lib.stride_tricks.sliding_window_view(some, 7, axis=1)
    np.testing.assert_allclose(out[4][: len(some), 6:], windows.mean(-1) / windows.std(-1, ddof=1), rtol=1e-12)
    ours = best(lambda: meso.metrics(loads, out=out))
    report("all six in one pass", ours * cell, "ns/day", "6", ours * cell <= 6)

    decade = np.random.default_rng(2).gamma(2.0, 40.0, 3650)
    frame = pd.Series(decade)
    ours = best(lambda: meso.ctl_atl(decade), 200)
    ratio = best(lambda: [frame.ewm(alpha=a, adjust=False).mean() for a in (SLOW, FAST)], 50) / ours
    report("one athlete, ten years, against pandas", ratio, "x", "5 x", ratio >= 5)


def numba(loads, out, ours):
    """The same loop compiled from Python, where numba is installed."""
    try:
        from numba import njit
    except ImportError:
        return

    @njit
    def averages(x, ctl, atl, slow, fast):
        for i in range(x.shape[0]):
            c = f = 0.0
            for t in range(x.shape[1]):
                c += slow * (x[i, t] - c)
                f += fast * (x[i, t] - f)
                ctl[i, t] = c
                atl[i, t] = f

    averages(loads[:8], out[2][:8], out[3][:8], SLOW, FAST)
    ratio = best(lambda: averages(loads, out[2], out[3], SLOW, FAST)) / ours
    np.testing.assert_allclose(out[2], out[0], rtol=1e-12)
    report("  against numba", ratio, "x", "1 x", ratio >= 1)


def plans():
    """From text to tables, in one thread and in eight; a long table to polars."""
    text = (pathlib.Path(__file__).resolve().parent.parent / "examples" / "autumn-marathon.meso").read_text(encoding="utf-8")
    tables = ("days", "sessions", "steps", "weeks", "races", "recovery", "log", "diagnostics")

    def work(count):
        for _ in range(count):
            plan = meso.loads(text)
            for name in tables:
                getattr(plan, name)

    count = 40 if SMALL else 400
    one = count / best(lambda: work(count), 3)
    report(f"a plan of {text.count(chr(10))} lines with all its tables", one, "plans/s", "1500", one >= 1500)

    def side_by_side():
        threads = [threading.Thread(target=work, args=(count // 8,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    gain = best(lambda: work(count), 3, time.perf_counter) / best(side_by_side, 3, time.perf_counter)
    report(f"  in eight threads on {cores} cores", gain, "x", f"{0.7 * cores:.1f} x", gain >= 0.7 * min(cores, 8))

    weeks = 200 if SMALL else 9_500
    body = "".join(f"week {n}\n" + "".join(f"  {d} 2km E + 3km T + 2km E\n" for d in "mon tue wed thu fri sat sun".split()) for n in range(1, weeks + 1))
    steps = meso.loads("plan\n" + body).steps
    names = steps.column_names
    ours = best(lambda: pl.DataFrame(steps), 5)
    rows = [tuple(row.values()) for row in steps.to_dicts()]
    tuples = best(lambda: pl.DataFrame(rows, schema=names, orient="row"), 3)
    report(f"a table of {len(steps)} rows to polars, against tuples", ours / tuples, "of it", "0.25", ours <= tuples / 4)


def importing():
    """What the import adds to a bare interpreter."""
    def cpu(code):
        def once():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", code], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return min(once() for _ in range(40)) * 1e3

    added = cpu("import mesocycle") - cpu("pass")
    report("import mesocycle, CPU above a bare interpreter", added, "ms", "10", added <= 10)


def write():
    """Puts the table between its marks, and leaves the rest of the page alone."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    machine = f"mesocycle {meso.__version__}, {os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}."
    text = "\n".join([*ROWS, "", machine])
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    importing()
    kernels()
    plans()
    if "--write" in sys.argv:
        write()
