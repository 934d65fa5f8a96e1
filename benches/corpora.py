"""The same bytes for every tool: plans for meso, and as many bytes a file of what each peer reads.

Every file is another. Where a peer's language can say a training plan (YAML, TOML, JSON), the file is the plan of the same
number in that language, with as many of its weeks as fit; a ledger and a journal book its sessions; workouts are what
CrossFit writes; Python is functions of the standard library.
"""

import ast
import collections
import inspect
import json
import pathlib
import random
import re
import sysconfig

import plans

SESSION = re.compile(r"^  (mon|tue|wed|thu|fri|sat|sun)  (.*)$")
REPEAT = re.compile(r"(\S+?)x\s?\((.*?)(?: / (.*))?\)$")


def write(folder, kind, count):
    """Writes `count` files of a kind; the size of each is that of the plan of its number, to a few bytes."""
    folder.mkdir(parents=True)
    make, ending = KINDS[kind]
    sizes = [len(plans.plan(seed).encode()) for seed in range(count)]
    for seed, text in enumerate(make(sizes)):
        (folder / f"{seed:05}.{ending}").write_text(text, encoding="utf-8")


def meso(sizes):
    """The plans themselves."""
    return (plans.plan(seed) for seed in range(len(sizes)))


def remarks(sizes):
    """Plans no two lines of which are the same: each session has a remark of its own."""
    for seed in range(len(sizes)):
        lines = plans.plan(seed).splitlines()
        yield "\n".join(f'{line} "{seed}-{number}"' if SESSION.match(line) and "race" not in line else line for number, line in enumerate(lines))


def week(rnd):
    """One week of a plan, as days with what is to be done."""
    lines = plans.plan(rnd.randrange(10**9), 6).split("week 5")[1].splitlines()
    return [found.groups() for line in lines if (found := SESSION.match(line))][:7]


def steps(session):
    """`2km E + 5x(1km @5k / 90s jog)` as a list of steps."""
    found = []
    for item in re.split(r" \+ (?![^(]*\))|; ", session):
        repeat = REPEAT.match(item)
        if repeat:
            entry = {"times": repeat[1], "of": steps(repeat[2])}
            found.append(entry | ({"between": repeat[3]} if repeat[3] else {}))
        else:
            extent, _, effort = item.partition(" ")
            found.append({"extent": extent, "effort": effort or "as written"})
    return found


def document(seed, weeks):
    """A plan as data."""
    rnd = random.Random(seed)
    return {
        "plan": f"Plan {seed}",
        "goal": {"race": "marathon", "date": "2027-04-25", "time": f"3:{rnd.randrange(10, 59)}:00"},
        "athlete": {"name": f"Runner {seed}", "born": rnd.randrange(1960, 2005), "max_hr": rnd.randrange(175, 200)},
        "weeks": [
            {"number": n, "days": [{"day": day, "session": said, "steps": steps(said)} for day, said in week(rnd)]} for n in range(1, weeks + 1)
        ],
    }


def fitted(sizes, show):
    """For each size the document with as many weeks, and days of the last one, as it has room for."""
    for seed, size in enumerate(sizes):
        weeks = 2
        while len(show(document(seed, weeks)).encode()) <= size:
            weeks += 1
        data = document(seed, weeks)
        days = data["weeks"][-1]["days"]
        while len(days) > 1 and len(show(data).encode()) > size:
            days.pop()
        yield show(data)


def yaml_text(data):
    """YAML as a person writes it."""
    lines = [f"plan: {data['plan']}"]
    for key in ("goal", "athlete"):
        lines.append(f"{key}:")
        lines += [f"  {name}: {json.dumps(value)}" for name, value in data[key].items()]
    lines.append("weeks:")

    def listed(entries, indent):
        for entry in entries:
            first = "- "
            for name, value in entry.items():
                if isinstance(value, list):
                    lines.append(f"{indent}{first}{name}:")
                    listed(value, f"{indent}    ")
                else:
                    lines.append(f"{indent}{first}{name}: {json.dumps(value)}")
                first = "  "

    listed(data["weeks"], "  ")
    return "\n".join(lines) + "\n"


def toml_text(data):
    """TOML as a person writes it: tables for days, inline tables for steps."""

    def inline(value):
        if isinstance(value, dict):
            return "{ " + ", ".join(f"{name} = {inline(entry)}" for name, entry in value.items()) + " }"
        if isinstance(value, list):
            return "[" + ", ".join(map(inline, value)) + "]"
        return json.dumps(value)

    lines = [f"plan = {json.dumps(data['plan'])}", ""]
    for key in ("goal", "athlete"):
        lines += [f"[{key}]", *(f"{name} = {inline(value)}" for name, value in data[key].items()), ""]
    for entry in data["weeks"]:
        lines += ["[[weeks]]", f"number = {entry['number']}", ""]
        for day in entry["days"]:
            lines += ["[[weeks.days]]", *(f"{name} = {inline(value)}" for name, value in day.items()), ""]
    return "\n".join(lines)


def yaml(sizes):
    return fitted(sizes, yaml_text)


def toml(sizes):
    return fitted(sizes, toml_text)


def json_files(sizes):
    return fitted(sizes, lambda data: json.dumps(data, indent=2))


def python(sizes):
    """Functions of the standard library, each once, without the imports of their modules."""
    functions, small = library_functions(), collections.deque()
    for size in sizes:
        text = ""
        while len(text) < size - 100:
            room = size - len(text)
            function = small.popleft() if small and len(small[0]) <= room else next(functions)
            if len(function) <= room:
                text += function + "\n\n\n"
            elif len(function) < 2000:
                small.append(function)
            if len(small) > 400 or room < 300:
                break
        yield text


def library_functions():
    """The source of one function after the other."""
    modules = pathlib.Path(sysconfig.get_path("stdlib")).rglob("*.py")
    # Its tests come last: they are there if the rest is not enough.
    for module in sorted(modules, key=lambda module: ("test" in module.parts, module)):
        if {"site-packages", "lib2to3", "bad_coding"} & set(module.parts):
            continue
        try:
            source = module.read_text(encoding="utf-8")
            tree = ast.parse(source)
        except (SyntaxError, UnicodeDecodeError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno > 2:
                lines = source.splitlines()[node.lineno - 1 : node.end_lineno]
                function = inspect.cleandoc("\n" + "\n".join(lines))
                try:
                    ast.parse(function)
                except SyntaxError:
                    continue
                yield function


def bookings(sizes, show, head):
    """One book of all sessions: training done, booked from time to the body."""
    rnd, size, wanted, out = random.Random(1), 0, sum(sizes), [head]
    number = 0
    while size < wanted:
        for day, said in week(rnd):
            number += 1
            date = f"20{27 + number // 336 % 70:02}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
            out.append(show(date, day, said.replace('"', "'").replace(";", ","), rnd.randrange(20, 120)))
            size += len(out[-1].encode())
    yield "\n".join(out)


def ledger(sizes):
    head = "1990-01-01 open Expenses:Easy MIN\n1990-01-01 open Assets:Time MIN\n"
    return bookings(sizes, lambda date, day, said, n: f'{date} * "{day}" "{said}"\n  Expenses:Easy  {n} MIN\n  Assets:Time  -{n} MIN\n', head)


def journal(sizes):
    head = "account expenses:easy\naccount assets:time\ncommodity 1. MIN\n"
    return bookings(sizes, lambda date, day, said, n: f"{date} * {day} | {said}\n    expenses:easy    {n} MIN\n    assets:time    -{n} MIN\n", head)


def wod(sizes):
    """Workouts of CrossFit."""
    rnd = random.Random(1)
    for size in sizes:
        text = ""
        while len(text) < size - 60:
            n = rnd.randrange
            text += rnd.choice(
                [
                    f"# Workout {n(10**6)}\n\n21-15-9 for time, cap {n(8, 20)}:00\nThruster {n(20, 60)} kg\nPull-up\n\n",
                    f"# Workout {n(10**6)}\n\n{n(3, 8)} rounds for time\n{n(2, 9)}00 m Run\n{n(8, 30)} Kettlebell swing {n(16, 32)} kg\n\n",
                    f"# Workout {n(10**6)}\n\nAMRAP {n(8, 30)}:00\n{n(8, 20)} Box jump {n(20, 30)} in\n{n(8, 20)} Push-up\n\n",
                ]
            )
        yield text


KINDS = {
    "meso": (meso, "meso"),
    "remarks": (remarks, "meso"),
    "python": (python, "py"),
    "toml": (toml, "toml"),
    "yaml": (yaml, "yaml"),
    "json": (json_files, "json"),
    "ledger": (ledger, "beancount"),
    "journal": (journal, "journal"),
    "wod": (wod, "wod"),
}

# What a plan in YAML or JSON must look like.
STEP = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "extent": {"type": "string", "minLength": 1},
        "effort": {"type": "string"},
        "times": {"type": "string", "pattern": "^[0-9n]+( |$)|^[0-9]+$"},
        "of": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/step"}},
        "between": {"type": "string"},
    },
    "oneOf": [{"required": ["extent", "effort"]}, {"required": ["times", "of"]}],
}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["plan", "goal", "athlete", "weeks"],
    "$defs": {"step": STEP},
    "properties": {
        "plan": {"type": "string", "minLength": 1},
        "goal": {
            "type": "object",
            "additionalProperties": False,
            "required": ["race", "date"],
            "properties": {
                "race": {"enum": ["5k", "10k", "half-marathon", "marathon"]},
                "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
                "time": {"type": "string", "pattern": "^[0-9]+(:[0-9]{2}){1,2}$"},
            },
        },
        "athlete": {
            "type": "object",
            "additionalProperties": False,
            "required": ["name"],
            "properties": {
                "name": {"type": "string"},
                "born": {"type": "integer", "minimum": 1900, "maximum": 2100},
                "max_hr": {"type": "integer", "minimum": 100, "maximum": 250},
            },
        },
        "weeks": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["number", "days"],
                "properties": {
                    "number": {"type": "integer"},
                    "days": {
                        "type": "array",
                        "maxItems": 14,
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["day", "session"],
                            "properties": {
                                "day": {"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
                                "session": {"type": "string", "minLength": 1},
                                "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}},
                            },
                        },
                    },
                },
            },
        },
    },
}
