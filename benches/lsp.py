#!/usr/bin/env python3
"""How quickly the language server answers, over the real protocol: beside ruff's server in one run, where pip has it.

usage: lsp.py [MESO]      (default: meso on PATH). `ruff` is taken from PATH or from beside this Python, if it is there.

Each figure is from a document of so many lines, one edit after another, each waiting for its diagnostics; for answers to
hover and completion, one after another. Milliseconds; memory is the server's resident set.
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time

EDITS = 300
WEEK = """\
week {n}
  mon rest
  tue 3km E + 5x(1km @5k / 90s jog) + 2km E
  wed 8km E
  thu 10km E with 6x20s strides
  fri rest; foam-roll 10min
  sat 8km E
  sun long 20km E
"""


class Server:
    """A language server as a process."""

    def __init__(self, command, language, folder=None):
        self.language, self.number = language, 0
        start = time.perf_counter()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        root = pathlib.Path(folder).as_uri() if folder else None
        folders = [{"uri": root, "name": "plans"}] if root else None
        self.request("initialize", {"processId": None, "rootUri": root, "workspaceFolders": folders, "capabilities": {}})
        self.started = (time.perf_counter() - start) * 1e3
        self.send("initialized", {})

    def write(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def send(self, method, params):
        self.write({"method": method, "params": params})

    def request(self, method, params):
        self.number += 1
        self.write({"id": self.number, "method": method, "params": params})
        return self.read(lambda m: m.get("id") == self.number and "method" not in m)

    def read(self, wanted):
        while True:
            length = 0
            while (line := self.process.stdout.readline()) != b"\r\n":
                if not line:
                    raise EOFError("the server has gone")
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message = json.loads(self.process.stdout.read(length))
            if "method" in message and "id" in message:
                self.write({"id": message["id"], "result": None})
            if wanted(message):
                return message

    def open(self, uri, text):
        document = {"uri": uri, "languageId": self.language, "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": document})
        return self.findings(uri, 1)

    def findings(self, uri, version):
        return self.read(
            lambda m: m.get("method") == "textDocument/publishDiagnostics"
            and m["params"]["uri"] == uri
            and m["params"].get("version", version) == version
        )

    def edit(self, uri, version, line, end, text):
        """Replaces the first `end` characters of a line; returns how long the diagnostics took."""
        span = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": end}}
        start = time.perf_counter()
        self.send(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"range": span, "text": text}]},
        )
        self.findings(uri, version)
        return (time.perf_counter() - start) * 1e3

    def memory(self):
        """Resident megabytes; `None` where the system does not tell."""
        try:
            status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return None
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def end(self):
        self.request("shutdown", None)
        self.send("exit", None)
        self.process.wait(10)


def plan(lines):
    """A plan of about so many lines: many weeks, each with its own numbers."""
    head = 'plan "Bench"\n  start 2027-01-04\n  units km\n\nathlete\n  recent 10km in 44:10\n  volume 50km\n\n'
    weeks = max(1, (lines - 8) // 9)
    return head + "\n".join(WEEK.format(n=n) for n in range(1, weeks + 1))


def module(lines):
    """Python of about so many lines."""
    return "import os\n" + "".join(f"\n\ndef f{n}(x):\n    y = x + {n}\n    return y * os.getpid()\n" for n in range(lines // 5))


def figures(values):
    values = sorted(values)
    return statistics.median(values), values[min(len(values) - 1, int(len(values) * 0.99))]


def typing(server, uri, text, edits, broken):
    """Writes a broken line into the middle and takes it out again."""
    server.open(uri, text)
    lines = text.splitlines()
    line = next(n for n in range(len(lines) // 2, len(lines)) if not lines[n].strip())
    times = []
    for version in range(2, edits + 2):
        there = version % 2 == 0
        times.append(server.edit(uri, version, line, 0 if there else len(broken), broken if there else ""))
    return times


def asking(server, uri, method, position):
    params = {"textDocument": {"uri": uri}, "position": position}
    times = []
    for _ in range(EDITS):
        start = time.perf_counter()
        server.request(method, params)
        times.append((time.perf_counter() - start) * 1e3)
    return times


def row(name, *values):
    print(f"{name:44}" + "".join(f"{value:>12.2f}" if value is not None else f"{'-':>12}" for value in values), flush=True)


def main(meso):
    print(f"{'':44}{'p50':>12}{'p99':>12}")
    starts = []
    for _ in range(10):
        server = Server([meso, "lsp"], "meso")
        starts.append(server.started)
        server.end()
    row("meso: start to the answer to initialize", *figures(starts))
    uri = "file:///bench/plan.meso"
    for lines in (150, 1000, 10_000):
        server = Server([meso, "lsp"], "meso")
        times = typing(server, uri, plan(lines), EDITS if lines < 5000 else 60, "  tue 8 km E")
        row(f"meso: edit to diagnostics, {lines} lines", *figures(times[5:]))
        if lines == 1000:
            row("meso: hover, 1000 lines", *figures(asking(server, uri, "textDocument/hover", {"line": 500, "character": 8})))
            row("meso: completion, 1000 lines", *figures(asking(server, uri, "textDocument/completion", {"line": 500, "character": 6})))
        server.end()
    ruff = shutil.which("ruff") or shutil.which("ruff", path=sysconfig.get_path("scripts"))
    if ruff:
        server = Server([ruff, "server"], "python")
        times = typing(server, "file:///bench/module.py", module(1000), EDITS, "import sys")
        row("ruff: edit to diagnostics, 1000 lines", *figures(times[5:]))
        server.end()
    else:
        print("ruff: left out, as it is not installed (pip install ruff)")
    for count in (100, 1000):
        with tempfile.TemporaryDirectory() as folder:
            for n in range(count):
                pathlib.Path(folder, f"{n}.meso").write_text(plan(150))
            pathlib.Path(folder, "meso.toml").touch()
            server = Server([meso, "lsp"], "meso", folder)
            server.open(pathlib.Path(folder, "0.meso").as_uri(), plan(150))
            time.sleep(1 + count / 200)
            server.request("workspace/symbol", {"query": "no such thing"})
            row(f"meso: memory with {count} plans, MB", server.memory())
            server.end()
    server = Server([meso, "lsp"], "meso")
    typing(server, uri, plan(150), 2000, "  tue 8 km E")
    before = server.memory()
    for version in range(3000, 3000 + int(os.environ.get("MANY", "100000"))):
        there = version % 2 == 0
        span = {"start": {"line": 0, "character": 6}, "end": {"line": 0, "character": 6 if there else 7}}
        change = {"range": span, "text": "x" if there else ""}
        server.send("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]})
        last = version
    server.findings(uri, last)
    row("meso: memory before and after 100,000 edits, MB", before, server.memory())
    server.end()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else shutil.which("meso") or sys.exit("meso is not on the PATH"))
