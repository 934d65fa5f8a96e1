"""The cell magic `%%meso`, and the language server for JupyterLab."""

import shlex

from mesocycle import loads


def load_ipython_extension(ipython):
    """Registers `%%meso`."""
    ipython.register_magic_function(meso, magic_kind="cell", magic_name="meso")


def meso(line, cell):
    """Reads the cell as a plan, checks it and shows it.

    `%%meso NAME` binds the plan to NAME (`plan` without); `--quiet` shows the findings alone.
    """
    from IPython import get_ipython
    from IPython.display import HTML, display

    from mesocycle import _html

    words = shlex.split(line)
    quiet = "--quiet" in words
    names = [word for word in words if not word.startswith("-")]
    unknown = [word for word in words if word.startswith("-") and word != "--quiet"]
    if unknown or len(names) > 1 or not all(name.isidentifier() for name in names):
        raise ValueError("usage: %%meso [--quiet] [NAME]")
    name = names[0] if names else "plan"
    plan = loads(cell, name=f"<{name}>", folder=".")
    get_ipython().user_ns[name] = plan
    if quiet:
        if len(plan.findings):
            display(HTML(_html.table(plan.findings)))
    else:
        display(plan)


def language_server(manager):
    """What jupyter-lsp starts for plans: the native `meso lsp` of this environment."""
    from mesocycle.__main__ import find

    path = find()
    if path is None:
        return {}
    return {
        "mesocycle": {
            "version": 2,
            "argv": [path, "lsp"],
            "languages": ["meso"],
            "mime_types": ["text/x-meso"],
            "display_name": "Mesocycle",
            "urls": {"home": "https://github.com/mesocycle/mesocycle"},
        }
    }
