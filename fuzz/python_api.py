#!/usr/bin/env python3
"""Random input for the Python API: it answers, or raises one of its own errors, and what it answers agrees with itself.

`python_api.py --seconds 60 [--seed N] [--record]` runs with atheris where that is installed, and else with plain random
changes of the seeds; `python_api.py FILE...` runs inputs once more. An input that fails is saved and its command printed.
"""

import argparse
import datetime
import hashlib
import json
import os
import pathlib
import random
import sys
import time
import traceback

try:
    import atheris
except ImportError:
    atheris = None

import mesocycle as meso
from mesocycle.errors import MesocycleError

ROOT = pathlib.Path(__file__).resolve().parent.parent
FAILURES = ROOT / "target" / "fuzz" / "failures"
LONGEST = 4096
TABLES = ("days", "sessions", "steps", "weeks", "races", "recovery", "log", "diagnostics", "findings")


def run(data):
    """One input: its last byte says what is done with the plan that the others are."""
    text, what = data[:-1].decode("utf-8", "replace"), data[-1] if data else 0
    laid_out = meso.fmt(text)
    assert meso.fmt(laid_out) == laid_out, "a second layout changes something"
    try:
        plan = meso.loads(text)
    except MesocycleError:
        return
    look_at(plan)
    try:
        other = changed(plan, what)
    except (MesocycleError, ValueError, OverflowError):
        return
    look_at(other)


def look_at(plan):
    """Everything that a plan tells: each column as long as its table, each series as long as the plan."""
    for name in TABLES:
        table = getattr(plan, name)
        assert table.shape == (len(table), len(table.column_names)), name
        for column in table.column_names:
            assert len(table[column]) == len(table), (name, column)
        assert len(table.to_dicts()) == len(table), name
    days = len(plan.dates)
    for series in (plan.daily_load(), plan.daily_distance(), plan.daily_duration(), plan.done_load()):
        assert len(series) == days
    for ask in (plan.fitness, plan.monotony, plan.strain, plan.intensity):
        try:
            ask()
        except MesocycleError:
            pass
    assert plan._repr_html_() and repr(plan)
    assert meso.loads(plan.text) == plan, "the text of a plan is another plan"


def changed(plan, what):
    """A plan made of this one."""
    kind, amount = what % 4, what // 4
    if kind == 0:
        return plan.shift(days=amount - 32)
    if kind == 1:
        return plan.scale(amount / 16)
    if kind == 2:
        return plan.swap(amount % 8, amount // 8)
    return plan.fix(unsafe_fixes=bool(amount % 2))


def seeds():
    """The corpus of the grammar and the examples, in pieces, each with every kind of change."""
    folders = ("grammar/corpus/valid", "grammar/corpus/broken", "examples")
    texts = [path.read_bytes() for folder in folders for path in sorted((ROOT / folder).glob("*.meso"))]
    pieces = [text[at : at + LONGEST] for text in texts for at in range(0, len(text), LONGEST)]
    return [piece + bytes([number * 37 % 256]) for number, piece in enumerate(pieces)]


def words():
    """The words of the grammar, as the dictionary for libFuzzer has them."""
    lines = (ROOT / "fuzz" / "meso.dict").read_text(encoding="ascii").splitlines()
    quoted = [line[1:-1] for line in lines if line.startswith('"')]
    return [word.encode("ascii").decode("unicode_escape").encode("latin-1") for word in quoted]


class Mutations:
    """Random changes of inputs; the same ones for the same seed."""

    def __init__(self, seed):
        self.random, self.inputs, self.words = random.Random(seed), seeds(), words()

    def next(self):
        """Another input."""
        data = bytearray(self.random.choice(self.inputs))
        for _ in range(self.random.choice((0, 1, 2, 4, 8))):
            at, length = self.random.randrange(len(data) + 1), self.random.randrange(16)
            other = self.random.choice(self.inputs)
            start = self.random.randrange(len(other))
            piece = self.random.choice((b"", self.random.choice(self.words), other[start : start + length * 8], self.random.randbytes(1)))
            data[at : at + self.random.choice((0, length))] = piece
        return bytes(data[:LONGEST]) or b"\0"


def main():
    """Runs for so long, or the given inputs."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", nargs="*", type=pathlib.Path)
    arguments.add_argument("--seconds", type=float, default=10)
    arguments.add_argument("--seed", type=int, default=int(time.time()))
    arguments.add_argument("--record", action="store_true", help="take the run down for docs/fuzzing.md")
    given = arguments.parse_args()
    for file in given.files:
        run(file.read_bytes())
        print(f"{file}: holds")
    if not given.files:
        explore(given)


def explore(given):
    """Tries inputs until the time is over or one fails; ends the process, as atheris does not give it back."""
    mutations, start, count, slowest = Mutations(given.seed), time.monotonic(), 0, 0.0

    def attempt(data):
        nonlocal count, slowest
        now = time.monotonic()
        try:
            run(data)
        except BaseException:
            fail(data, given)
        count, slowest = count + 1, max(slowest, time.monotonic() - now)
        seconds = time.monotonic() - start
        if seconds > given.seconds:
            engine = "atheris" if atheris else "no atheris"
            print(f"{'python':14} {count:>10} {count / seconds:>8.0f} {1e3 * slowest:>6.0f} ms          0 ({engine}, --seed {given.seed})")
            if given.record:
                record(seconds, count)
            end(0)

    def mutate(data, longest, _seed):
        # By turns what libFuzzer makes of an input, and what is made here of words and lines.
        return atheris.Mutate(data, longest) if count % 2 else mutations.next()[:longest]

    if atheris:
        options = ["python_api", f"-dict={ROOT / 'fuzz' / 'meso.dict'}", f"-seed={given.seed % 2**32}", f"-max_len={LONGEST}", "-verbosity=0"]
        atheris.Setup(options, attempt, custom_mutator=mutate)
        atheris.Fuzz()
    while True:
        attempt(mutations.next())


def end(code):
    """Ends the process at once."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def fail(data, given):
    """Keeps the input and ends."""
    FAILURES.mkdir(parents=True, exist_ok=True)
    file = FAILURES / f"python-{hashlib.sha256(data).hexdigest()[:16]}"
    file.write_bytes(data)
    traceback.print_exc()
    print(f"python failed, --seed {given.seed}; again: {sys.executable} fuzz/python_api.py {file.relative_to(ROOT)}")
    if given.record:
        print("not taken down: a run that fails ends early")
    end(1)


def record(seconds, count):
    """A line like those of the other targets."""
    line = {"date": datetime.date.today().isoformat(), "target": "python", "guided": False, "seconds": round(seconds, 1)}
    line |= {"executions": count, "reached": 0, "failures": 0}
    with open(ROOT / "fuzz" / "record.jsonl", "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
