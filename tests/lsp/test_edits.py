"""A long session of random edits against the real command: what it says stays what `meso check` says of the same text."""

import json
import pathlib
import random
import subprocess

import pytest
from conftest import MESO
from test_process import PATIENCE, Server

NOTIFICATIONS, ROUND = 4000, 100
PLAN = pathlib.Path(__file__).with_name("edited.meso").read_text(encoding="utf-8")
PIECES = ["", "x", "ß", "😀", "語", "\r\n", "\n", "  tue 8 km E\r\n", "8km E", " ", "#", '"', "(", "week 3\r\n", "mon ", "rest", "+ 2km E", "@T", "5x(", "e\u0301"]
UNITS = {"utf-8": lambda text: len(text.encode()), "utf-16": lambda text: len(text.encode("utf-16-le")) // 2, "utf-32": len}


def position(text, at, units):
    """Line and column as a client counts them: a line ends at `\\r\\n`, `\\n` or a lone `\\r`."""
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    return {"line": before.count("\n"), "character": units(before.rpartition("\n")[2])}


def places(text):
    """Where an editor can put its cursor: not within `\\r\\n`."""
    return [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n" or at == 0]


def edit(text, chance, units):
    """A random edit of the text, as the protocol says it, and the text after it."""
    at = places(text)
    first = chance.randrange(len(at))
    last = min(first + chance.choice([0, 0, 1, 2, 5, 12]), len(at) - 1)
    start, end, piece = at[first], at[last], chance.choice(PIECES)
    change = {"range": {"start": position(text, start, units), "end": position(text, end, units)}, "text": piece}
    return change, text[:start] + piece + text[end:]


def checked(text):
    """What `meso check` finds: places in characters, code, message."""
    run = subprocess.run([MESO, "check", "--isolated", "--format", "json", "-"], input=text.encode(), capture_output=True, timeout=PATIENCE, check=False)
    assert run.returncode < 2, run.stderr
    return [(d["start"]["line"], d["start"]["column"], d["end"]["line"], d["end"]["column"], d["code"], d["message"]) for d in json.loads(run.stdout)]


def shown(text, diagnostics, encoding):
    """The same of what the server sent, its columns turned into characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    codec = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]

    def characters(place):
        units = lines[place["line"]].encode(codec)
        return place["line"] + 1, len(units[: place["character"] * width].decode(codec)) + 1

    return [(*characters(d["range"]["start"]), *characters(d["range"]["end"]), d["code"], d["message"]) for d in diagnostics]


@pytest.mark.parametrize("encoding", UNITS)
def test_ten_thousand_edits_leave_what_check_says(encoding):
    server, chance, units = Server(), random.Random(7), UNITS[encoding]
    answer = server.request("initialize", {"processId": None, "capabilities": {"general": {"positionEncodings": [encoding]}}})
    assert answer["result"]["capabilities"]["positionEncoding"] == encoding
    server.send(method="initialized", params={})
    uri, text, edits = "file:///x/edited.meso", PLAN.replace("\n", "\r\n"), 0
    server.open(uri, text)
    for version in range(2, NOTIFICATIONS + 2):
        changes = []
        # Some edits come together, each counting on the one before; none waits for an answer.
        for _ in range(chance.choice([1, 2, 3, 4])):
            change, text = edit(text, chance, units)
            changes.append(change)
        edits += len(changes)
        server.send(method="textDocument/didChange", params={"textDocument": {"uri": uri, "version": version}, "contentChanges": changes})
        if version % ROUND:
            continue
        wanted = lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"].get("version") == version  # noqa: B023
        found = server.read(wanted, f"the findings of version {version}")["params"]["diagnostics"]
        assert shown(text, found, encoding) == checked(text), text
        # The layout of the server's text is that of ours only if both are the same.
        options = {"tabSize": 2, "insertSpaces": True}
        layout = server.request("textDocument/formatting", {"textDocument": {"uri": uri}, "options": options})["result"]
        assert applied(text, layout, units) == formatted(text)
        if len(text) > 3000:
            text = PLAN.replace("\n", "\r\n")
            whole = [{"text": text}]
            server.send(method="textDocument/didChange", params={"textDocument": {"uri": uri, "version": version}, "contentChanges": whole})
    assert edits >= 9_500
    server.request("shutdown")
    server.send(method="exit")
    assert server.end()[0] == 0


def formatted(text):
    run = subprocess.run([MESO, "fmt", "-"], input=text.encode(), capture_output=True, timeout=PATIENCE, check=True)
    return run.stdout.decode()


def applied(text, edits, units):
    """The text after edits that do not touch each other."""
    spots = {tuple(position(text, at, units).values()): at for at in reversed(places(text))}
    place = lambda p: spots[p["line"], p["character"]]
    for e in sorted(edits or [], key=lambda e: place(e["range"]["start"]), reverse=True):
        text = text[: place(e["range"]["start"])] + e["newText"] + text[place(e["range"]["end"]) :]
    return text
