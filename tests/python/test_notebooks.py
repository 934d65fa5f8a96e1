"""The cell magic, and the notebooks as a reader would run them."""

import nbformat
import pytest
from conftest import ROOT
from IPython.core.interactiveshell import InteractiveShell
from nbclient import NotebookClient

NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))


def test_the_cell_magic(capsys):
    shell = InteractiveShell.instance()
    shell.run_line_magic("load_ext", "mesocycle")
    shell.run_cell_magic("meso", "mine", "plan\nweek 1\n  tue 8km E\n")
    assert shell.user_ns["mine"].sessions[0].distance_km == 8
    shell.run_cell_magic("meso", "--quiet", "plan\nweek 1\n  tue 5km E\n")
    assert shell.user_ns["plan"].sessions[0].distance_km == 5
    with pytest.raises(ValueError, match="usage"):
        shell.run_cell_magic("meso", "a b", "plan\n")


def test_the_language_server_is_offered():
    from importlib.metadata import entry_points

    (point,) = [p for p in entry_points(group="jupyter_lsp_spec_v1") if p.name == "mesocycle"]
    (spec,) = point.load()(None).values()
    assert spec["argv"][1] == "lsp" and spec["languages"] == ["meso"]


def test_there_are_three_notebooks():
    assert len(NOTEBOOKS) == 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, startup_timeout=300, kernel_name="python3", resources={"metadata": {"path": path.parent}}).execute()
