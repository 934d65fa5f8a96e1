#!/usr/bin/env python3
"""How quickly the language server answers, over the real protocol: beside ruff's server in one run, where pip has it.

usage: benches/lsp.py [MESO] [--gate] [--write]
`meso` is taken from PATH if none is named; `ruff` from PATH or from beside this Python, if it is there. With --gate it ends with 1
when a figure is worse than its limit; with --write it puts its table into docs/benchmarks.md.

Each figure is from a document of so many lines: one edit after another, each waiting for its diagnostics, or one question after
another, each waiting for its answer. Memory is the server's resident set.
"""

import collections
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time

PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- language server: written by benches/lsp.py -->", "<!-- end of language server -->"
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


Row = collections.namedtuple("Row", "what unit p50 p99 limit_p50 limit_p99 ruff")
Row.__new__.__defaults__ = (None, None, None, None)


def missed(row):
    """Is a figure worse than what the project promises?"""
    limits = ((row.p50, row.limit_p50), (row.p99, row.limit_p99))
    return any(limit is not None and value > limit for value, limit in limits)


def starting(command, language):
    """From the start of the process to the answer to `initialize`."""
    starts = []
    for _ in range(20):
        server = Server(command, language)
        starts.append(server.started)
        server.end()
    return figures(starts)


def peer():
    """Ruff's server on Python of 1,000 lines: its start, an edit, a hover, its memory. Nothing where it is not installed."""
    ruff = shutil.which("ruff") or shutil.which("ruff", path=sysconfig.get_path("scripts"))
    if not ruff:
        print("ruff: left out, as it is not installed (pip install ruff)", file=sys.stderr)
        return {}
    server, uri = Server([ruff, "server"], "python"), "file:///bench/module.py"
    edits = figures(typing(server, uri, module(1000), EDITS, "import sys")[5:])
    hovers = figures(asking(server, uri, "textDocument/hover", {"line": 500, "character": 8}))
    memory = server.memory()
    server.end()
    return {"start": starting([ruff, "server"], "python"), "edit": edits, "hover": hovers, "memory": memory}


def with_folder(meso, count):
    """Memory in a folder of so many plans of 150 lines, all of them checked and asked for their outlines."""
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count):
            pathlib.Path(folder, f"{n}.meso").write_text(plan(150))
        pathlib.Path(folder, "meso.toml").touch()
        server = Server([meso, "lsp"], "meso", folder)
        server.open(pathlib.Path(folder, "0.meso").as_uri(), plan(150))
        time.sleep(1 + count / 200)
        server.request("workspace/symbol", {"query": "no such thing"})
        memory = server.memory()
        server.end()
        return memory


def after_many_edits(meso, uri):
    """Memory after the first edits, and after 100,000 more that come as fast as they can be sent."""
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
    after = server.memory()
    server.end()
    return before, after


def measure(meso):
    """All rows."""
    uri, ruff = "file:///bench/plan.meso", peer()
    yield Row("start to the answer to `initialize`", "ms", *starting([meso, "lsp"], "meso"), 20, None, ruff.get("start"))
    for lines, limits in ((150, ()), (1000, (1, 5)), (10_000, (None, 50))):
        server = Server([meso, "lsp"], "meso")
        times = typing(server, uri, plan(lines), EDITS if lines < 5000 else 150, "  tue 8 km E")
        there = ruff.get("edit") if lines == 1000 else None
        yield Row(f"edit to diagnostics, {lines:,} lines", "ms", *figures(times[5:]), *(limits or (None, None)), there)
        if lines == 1000:
            hover = asking(server, uri, "textDocument/hover", {"line": 500, "character": 8})
            yield Row("hover, 1,000 lines", "ms", *figures(hover), 1, None, ruff.get("hover"))
            completion = asking(server, uri, "textDocument/completion", {"line": 500, "character": 6})
            yield Row("completion, 1,000 lines", "ms", *figures(completion), 1)
            memory = server.memory()
            there = (ruff["memory"],) if ruff else None
            yield Row("memory, one document of 1,000 lines", "MB", memory, ruff=there)
        server.end()
    for count, limit in ((100, 25), (1000, 60)):
        yield Row(f"memory, a folder of {count:,} plans", "MB", with_folder(meso, count), limit_p50=limit)
    before, after = after_many_edits(meso, uri)
    yield Row("memory, after 2,000 edits", "MB", before)
    # Flat: what is kept must not grow with what was typed.
    yield Row("memory, after 100,000 more", "MB", after, limit_p50=before * 1.1 + 1)


def table(rows, version):
    """The rows in Markdown."""
    number = lambda value: f"{value:.2f}" if value < 10 else f"{value:.0f}"
    both = lambda row, values: " / ".join(number(v) for v in values if v is not None) if values else ""
    lines = ["| | | p50 / p99 | limit | ruff |", "|---|---|---:|---:|---:|"]
    for row in rows:
        limits = " / ".join("-" if limit is None else number(limit) for limit in (row.limit_p50, row.limit_p99)).removesuffix(" / -")
        limits = "" if limits == "-" else limits
        mark = " **missed**" if missed(row) else ""
        lines.append(f"| {row.what} | {row.unit} | {both(row, (row.p50, row.p99))}{mark} | {limits} | {both(row, row.ruff)} |")
    machine = f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}"
    return "\n".join(lines) + f"\n\nmeso {version}, ruff as pip has it; {machine}, {time.strftime('%Y-%m-%d')}.\n"


def write(text):
    """Puts the table between its marks, and leaves the rest of the page alone."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8")


def main(arguments):
    """Measures, prints the table, and holds it to the limits."""
    named = [argument for argument in arguments if not argument.startswith("--")]
    meso = named[0] if named else shutil.which("meso") or sys.exit("meso is not on the PATH")
    version = subprocess.run([meso, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    rows = []
    for row in measure(meso):
        rows.append(row)
        print(f"{row.what:40} {row.unit} {row.p50:8.2f}" + (f" {row.p99:8.2f}" if row.p99 is not None else "") + ("  MISSED" if missed(row) else ""), file=sys.stderr)
    text = table(rows, version)
    print(text)
    if "--write" in arguments:
        write(text)
    sys.exit(bool("--gate" in arguments and any(map(missed, rows))))


if __name__ == "__main__":
    main(sys.argv[1:])
