"""The real command as a process: how it ends, and what it survives."""

import json
import os
import pathlib
import queue
import signal
import subprocess
import sys
import threading
import time

import pytest
from conftest import MESO


# In seconds, longer than any answer takes, on a busy machine too.
PATIENCE = 120


class Server:
    """`meso lsp` with its pipes."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [MESO, "lsp", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.number = 0
        self.messages = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        """Queues what the server says, and at last that it has gone."""
        while True:
            length = 0
            while (line := self.process.stdout.readline()) != b"\r\n":
                if not line:
                    return self.messages.put(None)
                if line.startswith(b"Content-Length:"):
                    length = int(line.split(b":")[1])
            self.messages.put(json.loads(self.process.stdout.read(length)))

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def request(self, method, params=None):
        self.number += 1
        self.send(id=self.number, method=method, params=params)
        return self.read(lambda m: m.get("id") == self.number and "method" not in m, f"the answer to {method}")

    def read(self, wanted, what):
        """The next message that is wanted; those before it are dropped."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                message = self.messages.get(timeout=max(deadline - time.monotonic(), 0))
            except queue.Empty:
                self.process.kill()
                raise AssertionError(f"waited {PATIENCE} s in vain for {what}") from None
            assert message is not None, f"the server has gone; waited for {what}"
            if wanted(message):
                return message

    def open(self, uri, text):
        document = {"uri": uri, "languageId": "meso", "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": document})

    def findings(self, uri):
        wanted = lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
        return self.read(wanted, f"the findings in {uri}")["params"]["diagnostics"]

    def end(self):
        """Exit code and what was said on standard error."""
        code = self.process.wait(PATIENCE)
        return code, self.process.stderr.read().decode()


def ready(*arguments, process=None):
    server = Server(*arguments)
    answer = server.request("initialize", {"processId": process, "capabilities": {}})
    assert answer["result"]["serverInfo"]["name"] == "meso"
    server.send(method="initialized", params={})
    return server


def test_exit_after_shutdown_is_0_with_the_input_still_open():
    server = ready("--stdio")
    assert server.request("shutdown")["result"] is None
    server.send(method="exit")
    assert server.end()[0] == 0


def test_exit_without_shutdown_is_1():
    server = ready()
    server.send(method="exit")
    server.send(method="$/more")
    assert server.end()[0] == 1


def test_the_end_of_the_input_ends_it_and_it_says_why():
    server = ready()
    server.process.stdin.close()
    code, said = server.end()
    assert code == 1 and "closed its end" in said


def test_the_end_of_the_input_does_not_wait_for_slow_answers():
    server = ready()
    weeks = "".join(f"week {n}\n  mon 8km E\n  tue 6x(1km @5k / 90s jog)\n" for n in range(3000))
    server.open("file:///x/long.meso", f'plan "long"\n{weeks}')
    for number in range(40):
        server.send(id=1000 + number, method="textDocument/codeLens", params={"textDocument": {"uri": "file:///x/long.meso"}})
    server.process.stdin.close()
    code, said = server.end()
    assert code == 1 and "closed its end" in said


def test_requests_that_make_no_sense_are_answered_and_survived():
    server = ready()
    unknown = server.request("textDocument/makeCoffee", {})
    wrong = server.request("textDocument/hover", {"position": "here"})
    assert [unknown["error"]["code"], wrong["error"]["code"]] == [-32601, -32602]
    server.send(method="textDocument/didChange", params={"contentChanges": 3})
    server.send(method="no/such/thing")
    server.open("file:///x/a.meso", "week 1\n  mon 8 km E\n")
    assert [d["code"] for d in server.findings("file:///x/a.meso")] == ["notation"]
    server.request("shutdown")
    server.send(method="exit")
    assert server.end()[0] == 0


def test_files_that_use_each_other_in_a_circle_are_told_so(tmp_path):
    server = ready()
    pages = {name: (tmp_path / f"{name}.meso").as_uri() for name in "abc"}
    for name, other in zip("abc", "bca", strict=True):
        server.open(pages[name], f'use "{other}.meso"\n')
    told = set()
    while told != set(pages.values()):
        message = server.read(lambda m: m.get("method") == "textDocument/publishDiagnostics", f"more findings than in {told}")
        if "use-cycle" in [d["code"] for d in message["params"]["diagnostics"]]:
            told.add(message["params"]["uri"])
    server.request("shutdown")
    server.send(method="exit")
    assert server.end()[0] == 0


def test_half_a_message_ends_it_and_it_says_why():
    server = ready()
    server.raw(b'Content-Length: 1000\r\n\r\n{"jsonrpc"')
    server.process.stdin.close()
    code, said = server.end()
    assert code == 1 and "10 of 1000 bytes" in said


@pytest.mark.parametrize("noise", [b"Content-Length: 9\r\n\r\n{nonsense", b"Content-Length: 2\r\n\r\n[]", b"Content-Length: no\r\n\r\n"])
def test_a_message_that_is_none_is_answered_and_survived(noise):
    server = ready()
    server.raw(noise)
    assert server.read(lambda m: "error" in m, "an error")["error"]["code"] == -32700
    server.open("file:///x/a.meso", "week 1\n  mon 8 km E\n")
    assert [d["code"] for d in server.findings("file:///x/a.meso")] == ["notation"]
    server.request("shutdown")
    server.send(method="exit")
    assert server.end()[0] == 0


@pytest.mark.skipif(os.name != "posix", reason="processes are only watched on Unix; elsewhere the closed input tells")
def test_it_ends_with_its_client():
    client = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    server = ready(process=client.pid)
    client.kill()
    client.wait()
    code, said = server.end()
    assert code == 1 and "is gone" in said


def test_a_killed_client_leaves_no_server(tmp_path):
    script = tmp_path / "client.py"
    script.write_text(
        "import subprocess, sys, time\n"
        f"p = subprocess.Popen([{MESO!r}, 'lsp'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "print(p.pid, flush=True)\ntime.sleep(600)\n"
    )
    client = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE)
    server = int(client.stdout.readline())
    os.kill(client.pid, signal.SIGKILL)
    client.wait()
    deadline = time.monotonic() + PATIENCE
    while pathlib.Path(f"/proc/{server}").exists() and "Z" not in state(server):
        assert time.monotonic() < deadline, "the server is still there"
        time.sleep(0.05)


def state(process):
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"


def test_fifty_megabytes_are_survived():
    server = ready()
    server.open("file:///x/large.meso", "x" * 50_000_000)
    assert server.findings("file:///x/large.meso")
    server.open("file:///x/small.meso", "week 1\n  mon 8 km E\n")
    assert len(server.findings("file:///x/small.meso")) == 1
    server.request("shutdown")
    server.send(method="exit")
    assert server.end()[0] == 0


def test_a_thousand_documents_are_served():
    server = ready()
    for n in range(1000):
        server.open(f"file:///x/{n}.meso", f"plan \"{n}\"\nweek 1\n  mon 8 km E\n")
    seen = set()
    while len(seen) < 1000:
        message = server.read(lambda m: m.get("method") == "textDocument/publishDiagnostics", f"more findings than in {len(seen)} files")
        assert len(message["params"]["diagnostics"]) == 1
        seen.add(message["params"]["uri"])
    server.request("shutdown")
    server.send(method="exit")
    assert server.end()[0] == 0


def test_the_log_goes_to_a_file_and_standard_output_stays_clean(tmp_path):
    log = tmp_path / "meso.log"
    server = ready("--log-file", str(log))
    server.send(method="$/setTrace", params={"value": "messages"})
    server.request("shutdown")
    server.send(method="exit")
    assert server.end()[0] == 0
    assert "shutting down" in log.read_text()


def test_a_log_file_that_cannot_be_written_is_said():
    server = Server("--log-file", "/no/such/folder/meso.log")
    code, said = server.end()
    assert code == 2 and "cannot be written" in said
