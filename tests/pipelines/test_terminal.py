"""Words of a plan on a real terminal: they order nothing, whatever command prints them, and whether asked for as text or not."""

import os
import pty
import re
import subprocess
import tempfile

import pytest
from conftest import MESO, environment

HOSTILE = ["\x1b[8m", "\x1b[35m", "\x1b]0;title\x07", "\x1b]8;;http://evil.example\x1b\\", "\x9b35m", "\x7f", "\u202ex\u202c", "\u2066x\u2069", "\u200f", "\u2028", "\u200b", "\t"]
PLAN = "\n".join([
    f'plan "{"".join(HOSTILE)}"',
    "  goal 10km on 2027-04-25",
    "week 1",
    *(f'  {day} 8 km E "{words}" # {words}' for day, words in zip(["mon", "tue", "wed", "thu", "fri"], ["".join(HOSTILE[i::5]) for i in range(5)], strict=True)),
    f"  sat {''.join(HOSTILE)}",
    "  sun 6x(800m @I / 90s jog)",
    "",
])
# Weights and colours of letters, and links to the pages of rules.
OURS = re.compile(r"\x1b\[(?!8m|35m)[0-9;]*m|\x1b\]8;;(https://github\.com/mesocycle/mesocycle/blob/main/docs/rules/[a-z-]+\.md)?\x1b\\")
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f]")


def on_terminal(*arguments, cwd, stdin=b""):
    """What a command writes to a terminal of its own, which it takes for one of a person."""
    leader, follower = pty.openpty()
    env = environment() | {"TERM": "xterm-256color", "PAGER": "cat", "FORCE_HYPERLINK": "1"}
    # From a file: a command that reads nothing may end before a pipe is filled.
    with tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        child = subprocess.Popen([MESO, *arguments], cwd=cwd, env=env, stdin=given, stdout=follower, stderr=follower)
    with child:
        os.close(follower)
        said = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:
                # The terminal is gone with its last writer.
                break
            if not part:
                break
            said += part
    os.close(leader)
    # A terminal ends its lines with both.
    return said.decode().replace("\r\n", "\n")


COMMANDS = [
    "check NAME", "check --diff --unsafe-fixes NAME", "show NAME", "show --textconv NAME", "fmt --diff NAME", "fmt --check NAME", "fmt -", "diff /dev/null NAME",
    "report NAME", "schedule --start 2027-01-04 NAME", "config NAME", "explain NAME", "NAME", "check --select NAME .",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_terminal_gets_no_orders_but_ours(command, tmp_path):
    name = "".join(HOSTILE).replace("/", "") + ".meso"
    (tmp_path / name).write_text(PLAN, encoding="utf-8")
    arguments = [name if part == "NAME" else part for part in command.split()]
    said = on_terminal(*arguments, cwd=tmp_path, stdin=PLAN.encode())
    assert said
    left = OURS.sub("", said)
    assert not HIDDEN.search(left), left
    if command == "check NAME":
        assert "\x1b[" in said and "\x1b]8;;https" in said, "our own colours and links are there"
