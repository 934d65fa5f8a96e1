"""Real editors, as far as this machine has them, with the configuration that their pages give: they open a plan, show what is
wrong, mend it, lay it out, and leave no server behind."""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sysconfig
import time

import pytest

HERE = pathlib.Path(__file__).resolve().parent
EDITORS = HERE.parent.parent / "editors"
MESO = os.environ.get("MESO") or shutil.which("meso", path=sysconfig.get_path("scripts")) or shutil.which("meso")
# In seconds, longer than an editor needs, on a busy machine too.
PATIENCE = 300
PLAN = 'plan "Probe"\nweek 1\n  tue 8 km E\n'
EXPECTED = {"filetype": "meso", "server": "meso", "finding": "true", "hover": "true", "fixed": "  tue 8km E", "clean": "true", "formatted": "  tue 8km E"}


def blocks(page):
    """The fenced blocks of a page under `editors`: kind and text."""
    return re.findall(r"^```(\w+)\n(.*?)^```", (EDITORS / page).read_text(), flags=re.M | re.S)


def neovims():
    """The Neovim of the system, and the newer one that pip installs beside these tests."""
    system = next((n for n in ("/usr/bin/nvim", "/usr/local/bin/nvim") if os.path.exists(n)), None)
    return [("neovim of the system", system), ("neovim 0.11", shutil.which("nvim", path=sysconfig.get_path("scripts")))]


@pytest.fixture
def plan(tmp_path):
    # A name of its own, to tell this server from others; the configurations find it on the PATH.
    command = tmp_path / "bin" / "meso"
    command.parent.mkdir()
    command.symlink_to(MESO)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.meso").write_text(PLAN)
    yield tmp_path / "plans" / "plan.meso"
    left_behind(command.parent)


def left_behind(folder):
    """No process of this test may outlive its editor."""
    deadline = time.monotonic() + PATIENCE
    while running := [p for p in pathlib.Path("/proc").glob("[0-9]*/environ") if is_server(p.parent, folder)]:
        assert time.monotonic() < deadline, f"still running: {running}"
        time.sleep(0.05)


def is_server(process, folder):
    """Is it `meso lsp`, started with this folder on its PATH?"""
    try:
        command = (process / "cmdline").read_bytes().split(b"\0")
        return command[0].endswith(b"meso") and f"PATH={folder}:".encode() in (process / "environ").read_bytes()
    except OSError:
        return False


def around(plan, **more):
    """The environment in which an editor is to find `meso` and its configuration."""
    return dict(os.environ, PATH=f"{plan.parent.parent / 'bin'}:{os.environ['PATH']}", PLAN=str(plan), **more)


def run(command, plan, **more):
    done = subprocess.run(command, env=around(plan, **more), capture_output=True, text=True, timeout=PATIENCE, check=False)
    said = dict(line.split(" ", 1) for line in done.stdout.splitlines() if " " in line)
    assert done.returncode == 0, done.stderr
    return said, done.stdout + done.stderr


def needs(program, package):
    if not program or not shutil.which(program):
        pytest.skip(f"{package} is not installed, so this editor is left out")


@pytest.mark.parametrize(("name", "program"), neovims(), ids=lambda value: str(value).replace(" ", "-"))
def test_neovim(name, program, plan):
    needs(program, name)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=PATIENCE, check=True).stdout.split(None, 2)[1]
    new = tuple(int(n) for n in version.lstrip("v").split("-")[0].split(".")) >= (0, 11)
    for_new, for_old, on_save = (text for kind, text in blocks("nvim/README.md") if kind == "lua")
    home = plan.parent.parent / "config"
    shutil.copytree(EDITORS / "nvim", home / "nvim", ignore=None if new else shutil.ignore_patterns("lsp"))
    (home / "nvim" / "init.lua").write_text((for_new if new else for_old) + on_save)
    folders = {f"XDG_{kind}_HOME": str(plan.parent.parent / kind.lower()) for kind in ("DATA", "STATE", "CACHE")}
    command = [program, "--headless", "-i", "NONE", "-n", "-c", f"luafile {HERE / 'neovim.lua'}"]
    said, all_of_it = run(command, plan, XDG_CONFIG_HOME=str(home), **folders)
    expected = EXPECTED | ({"hints": "true"} if new else {})
    assert {key: said.get(key) for key in expected} == expected, all_of_it


def test_emacs(plan):
    needs("emacs", "emacs-nox")
    ((_, init),) = [block for block in blocks("emacs/README.md") if block[0] == "elisp"]
    readme = plan.parent.parent / "init.el"
    readme.write_text(init)
    said, all_of_it = run(["emacs", "-Q", "--batch", "-l", str(HERE / "emacs.el")], plan, CONFIGURATION=str(EDITORS / "emacs"), README=str(readme))
    expected = EXPECTED | {"filetype": "meso-mode"}
    assert {key: said.get(key) for key in expected} == expected, all_of_it


def test_vim_with_ale(plan):
    needs("vim", "vim-nox")
    needs("tmux", "tmux")
    ale = next((f for f in ("/usr/share/vim-ale", "/usr/share/vim/vimfiles/pack/dist-bundle/opt/ale") if os.path.isdir(f)), None)
    if not ale:
        pytest.skip("vim-ale is not installed, so this editor is left out")
    result, readme = plan.parent.parent / "result", plan.parent.parent / "vimrc"
    readme.write_text("".join(text for kind, text in blocks("vim/README.md") if kind == "vim"))
    session = f"meso-{os.getpid()}"
    environment = around(plan, RESULT=str(result), README=str(readme), ALE=ale)
    variables = [f"{name}={environment[name]}" for name in ("PATH", "PLAN", "RESULT", "README", "ALE")]
    vim = shlex.join(["env", *variables, "vim", "-u", str(HERE / "ale.vim"), "-i", "NONE", "-n"])
    subprocess.run(["tmux", "-L", session, "new-session", "-d", vim], timeout=PATIENCE, check=True)
    try:
        deadline = time.monotonic() + PATIENCE
        while "formatted" not in (text := result.read_text() if result.exists() else ""):
            assert time.monotonic() < deadline, f"waited in vain for the plan to be laid out, after: {text}"
            time.sleep(0.1)
        expected = {key: value for key, value in EXPECTED.items() if key not in ("server", "hover")}
        assert dict(line.split(" ", 1) for line in text.splitlines()) == expected
    finally:
        subprocess.run(["tmux", "-L", session, "kill-server"], capture_output=True, timeout=PATIENCE, check=False)


def test_helix_configuration_is_sound():
    tomllib = pytest.importorskip("tomllib", reason="Python 3.11 reads TOML")
    configuration = tomllib.loads((EDITORS / "helix" / "languages.toml").read_text())
    assert configuration["language"][0]["language-servers"] == ["meso"]
    assert configuration["language-server"]["meso"]["args"] == ["lsp"]


def test_zed_and_sublime_configurations_are_sound():
    tomllib = pytest.importorskip("tomllib", reason="Python 3.11 reads TOML")
    extension = tomllib.loads((EDITORS / "zed" / "extension.toml").read_text())
    language = tomllib.loads((EDITORS / "zed" / "languages" / "meso" / "config.toml").read_text())
    assert extension["language_servers"]["meso"]["languages"] == [language["name"]]
    assert language["path_suffixes"] == ["meso"]
    assert "file_extensions: [meso]" in (EDITORS / "sublime" / "Meso.sublime-syntax").read_text()
    settings = (EDITORS / "sublime" / "LSP-meso.sublime-settings").read_text()
    client = json.loads("".join(line for line in settings.splitlines() if not line.lstrip().startswith("//")))["clients"]["meso"]
    assert client["command"] == ["meso", "lsp"] and client["enabled"]


def test_zed_extension_is_sound_rust():
    """For this machine: WebAssembly, into which Zed builds it, needs a target that cargo alone does not have."""
    needs("cargo", "Rust")
    target = EDITORS.parent / ".cache" / "zed"
    command = ["cargo", "check", "--locked", "--quiet", "--manifest-path", EDITORS / "zed" / "Cargo.toml", "--target-dir", target]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr


def test_no_block_of_a_page_is_left_unread():
    """What the tests above do not run is at least of its kind: a page with a new sort of block needs a test for it."""
    run_elsewhere = {"lua", "elisp", "vim", "meso", "sh"}
    for page in EDITORS.rglob("README.md"):
        if "node_modules" in page.parts:
            continue
        for kind, text in blocks(page.relative_to(EDITORS)):
            if kind == "json":
                json.loads(text if text.lstrip().startswith("{") else "{" + text + "}")
            else:
                assert kind in run_elsewhere, f"{page}: nothing reads a block of {kind}"
