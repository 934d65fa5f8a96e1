"""The hooks, in the real pre-commit."""

import shutil
import sys

import pytest
import yaml
from conftest import CLEAN, MESO, ROOT, SLIP, blocks, run

PRE_COMMIT = [sys.executable, "-m", "pre_commit"]

# A package that installs a command which is built already: only how it comes into the environment is another.
PACKAGE = """
from setuptools import setup
setup(name="prebuilt", version="1", py_modules=[], data_files=[("bin", ["meso"])])
"""


def git(folder, *arguments, env=None):
    done = run("git", *arguments, cwd=folder, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


def hooks(repository, config, home, env, *arguments):
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(repository, "add", "-A")
    return run(*PRE_COMMIT, "run", "--color", "never", *arguments, cwd=repository, env=env | {"PRE_COMMIT_HOME": str(home)})


def test_the_manifest_is_valid():
    done = run(*PRE_COMMIT, "validate-manifest", ROOT / ".pre-commit-hooks.yaml", cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_configurations_of_the_page_are_valid(tmp_path):
    ids = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    pages = blocks("pre-commit.md", "yaml")
    assert len(pages) == 3
    for text in pages:
        (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
        done = run(*PRE_COMMIT, "validate-config", "config.yaml", cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        for repo in yaml.safe_load(text)["repos"]:
            assert {hook["id"] for hook in repo["hooks"]} <= ids


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """A repository with the shipped manifest, whose `pip install .` gives the command without building it."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
    shutil.copy(MESO, folder / "meso")
    (folder / "setup.py").write_text(PACKAGE, encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "hooks")
    return folder, git(folder, "rev-parse", "HEAD").strip(), tmp_path_factory.mktemp("home")


def test_the_shipped_hooks_stop_a_commit_and_lay_out_plans(repository, shipped):
    folder, revision, home = shipped
    config = yaml.safe_load(blocks("pre-commit.md", "yaml")[0])
    config["repos"][0] |= {"repo": str(folder), "rev": revision}
    (repository / "notes.txt").write_text(SLIP, encoding="utf-8")
    (repository / "spring ü 100%.meso").write_text(SLIP.replace("  mon", "    mon"), encoding="utf-8")
    (repository / "broken.meso").write_bytes(CLEAN.encode() + b"\xff\n")
    first = hooks(repository, config, home, {})
    assert first.returncode == 1, first.stdout + first.stderr
    # Both hooks have something to say: the layout is mended, the slip is found.
    assert "files were modified by this hook" in first.stdout
    assert "warning[notation]: `8 km` is written `8km`" in first.stdout
    assert "`broken.meso` is not text" in first.stdout
    assert "notes.txt" not in first.stdout
    assert "\n  mon 8 km E\n" in (repository / "spring ü 100%.meso").read_text(encoding="utf-8")
    assert hooks(repository, config, home, {}, "meso-format").returncode == 1, "broken.meso cannot be laid out"
    (repository / "spring ü 100%.meso").write_text(CLEAN.replace("units km", "units  km"), encoding="utf-8")
    (repository / "broken.meso").unlink()
    second = hooks(repository, config, home, {})
    assert second.returncode == 0, second.stdout + second.stderr
    assert second.stdout.count("Passed") == 2
    # Installed, it stops the commit itself; what has not changed is not checked again.
    git(repository, "commit", "-q", "-m", "plans")
    env = {"PRE_COMMIT_HOME": str(home)}
    assert run(*PRE_COMMIT, "install", cwd=repository, env=env).returncode == 0
    (repository / "new.meso").write_text(SLIP, encoding="utf-8")
    git(repository, "add", "-A")
    stopped = run("git", "commit", "-m", "new", cwd=repository, env=env)
    assert stopped.returncode == 1 and "new.meso:4" in stopped.stderr + stopped.stdout, stopped


def test_arguments_and_a_hook_without_file_names(repository, shipped):
    folder, revision, home = shipped
    config = yaml.safe_load(blocks("pre-commit.md", "yaml")[1])
    config["repos"][0] |= {"repo": str(folder), "rev": revision}
    (repository / "plans").mkdir()
    (repository / "plans" / "a.meso").write_text(SLIP, encoding="utf-8")
    # A warning is below the level that the arguments ask for.
    assert hooks(repository, config, home, {}).returncode == 0
    (repository / "plans" / "b.meso").write_text(CLEAN + "  tue ???\n", encoding="utf-8")
    failed = hooks(repository, config, home, {})
    assert failed.returncode == 1 and "plans/a.meso" in failed.stdout and "plans/b.meso" in failed.stdout


def test_an_installed_command_is_enough(repository, path, tmp_path):
    config = yaml.safe_load(blocks("pre-commit.md", "yaml")[2])
    (repository / "a.meso").write_text(SLIP, encoding="utf-8")
    (repository / "a.txt").write_text(SLIP, encoding="utf-8")
    failed = hooks(repository, config, tmp_path / "home", path)
    assert failed.returncode == 1 and "a.meso:4" in failed.stdout and "a.txt" not in failed.stdout, failed.stdout
    (repository / "a.meso").write_text(CLEAN, encoding="utf-8")
    assert hooks(repository, config, tmp_path / "home", path).returncode == 0
