"""Real editors, as far as this machine has them: they open a plan, show what is wrong, mend it, lay it out, and leave no
server behind."""

import os
import pathlib
import shutil
import subprocess
import sysconfig
import time

import pytest

HERE = pathlib.Path(__file__).resolve().parent
EDITORS = HERE.parent.parent / "editors"
MESO = os.environ.get("MESO") or shutil.which("meso", path=sysconfig.get_path("scripts")) or shutil.which("meso")
PLAN = 'plan "Probe"\nweek 1\n  tue 8 km E\n'


def neovims():
    """The Neovim of the system, and the newer one that pip installs beside these tests."""
    system = next((n for n in ("/usr/bin/nvim", "/usr/local/bin/nvim") if os.path.exists(n)), None)
    return [("neovim of the system", system), ("neovim 0.11", shutil.which("nvim", path=sysconfig.get_path("scripts")))]


@pytest.fixture
def plan(tmp_path):
    # A name of its own, to tell this server from others.
    command = tmp_path / "meso"
    command.symlink_to(MESO)
    (tmp_path / "plan.meso").write_text(PLAN)
    yield tmp_path / "plan.meso"
    left_behind(command)


def left_behind(command):
    """No process of this test may outlive its editor."""
    deadline = time.monotonic() + 10
    while running := [p for p in pathlib.Path("/proc").glob("[0-9]*/cmdline") if started_as(p, command)]:
        assert time.monotonic() < deadline, f"still running: {running}"
        time.sleep(0.05)


def started_as(cmdline, command):
    try:
        return cmdline.read_bytes().split(b"\0")[0] == str(command).encode()
    except OSError:
        return False


def run(command, plan, configuration, **more):
    environment = dict(os.environ, MESO=str(plan.parent / "meso"), PLAN=str(plan), CONFIGURATION=str(configuration), **more)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    said = dict(line.split(" ", 1) for line in done.stdout.splitlines() if " " in line)
    assert done.returncode == 0, done.stderr
    return said, done.stdout + done.stderr


def needs(program, package):
    if not program or not shutil.which(program):
        pytest.skip(f"{package} is not installed, so this editor is left out")


@pytest.mark.parametrize(("name", "program"), neovims(), ids=lambda value: str(value).replace(" ", "-"))
def test_neovim(name, program, plan):
    needs(program, name)
    command = [program, "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {HERE / 'neovim.lua'}"]
    said, all_of_it = run(command, plan, EDITORS / "nvim")
    expected = {"filetype": "meso", "finding": "true", "hover": "true", "fixed": "  tue 8km E", "clean": "true", "formatted": "  tue 8km E"}
    assert {key: said.get(key) for key in expected} == expected, all_of_it


def test_emacs(plan):
    needs("emacs", "emacs-nox")
    said, all_of_it = run(["emacs", "-Q", "--batch", "-l", str(HERE / "emacs.el")], plan, EDITORS / "emacs")
    expected = {"filetype": "meso-mode", "finding": "true", "hover": "true", "fixed": "  tue 8km E", "clean": "true", "formatted": "  tue 8km E"}
    assert {key: said.get(key) for key in expected} == expected, all_of_it


def test_vim_with_ale(plan):
    needs("vim", "vim-nox")
    needs("tmux", "tmux")
    ale = next((f for f in ("/usr/share/vim-ale", "/usr/share/vim/vimfiles/pack/dist-bundle/opt/ale") if os.path.isdir(f)), None)
    if not ale:
        pytest.skip("vim-ale is not installed, so this editor is left out")
    result = plan.parent / "result"
    session = f"meso-{os.getpid()}"
    environment = {"MESO": str(plan.parent / "meso"), "PLAN": str(plan), "RESULT": str(result), "ALE": ale}
    variables = [part for name, value in environment.items() for part in ("-e", f"{name}={value}")]
    subprocess.run(["tmux", "-L", session, "new-session", "-d", *variables, f"vim -u {HERE / 'ale.vim'} -i NONE -n"], check=True)
    try:
        deadline = time.monotonic() + 30
        while "clean true" not in (text := result.read_text() if result.exists() else ""):
            assert time.monotonic() < deadline, text
            time.sleep(0.1)
        assert text.splitlines() == ["filetype meso", "finding true", "clean true"]
    finally:
        subprocess.run(["tmux", "-L", session, "kill-server"], capture_output=True, check=False)


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
    assert '["meso", "lsp"]' in (EDITORS / "sublime" / "LSP-meso.sublime-settings").read_text()
