"""A server and a client for each test, once with the abilities of each editor."""

import os
import pathlib
import shutil
import sysconfig

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

EDITORS = ["visual_studio_code", "neovim", "emacs"]
MESO = os.environ.get("MESO") or shutil.which("meso", path=sysconfig.get_path("scripts")) or shutil.which("meso")

PLAN = """\
plan "Spring"
  goal   10km on 2027-03-28
  start  2027-03-01
  units  km

athlete "Kim"
  recent  10km in 44:10

session cruise(n = 4, rec = 60s) "Cruise intervals"
  2km E
  n x (1600m @T / rec jog)
  2km E

phase build "Threshold"

week 1
  mon rest
  tue cruise(n = 3)
  wed 8km E
  thu 3km E + 5x(1km @5k / 90s jog) + 2km E
  sat 8 km E
  sun long 16km E; ice-bath 12min 12C
"""


@pytest_lsp.fixture(params=EDITORS, config=ClientServerConfig(server_command=[MESO, "lsp"]))
async def editor(request, lsp_client: LanguageClient, tmp_path: pathlib.Path):
    """A client in a folder with one open plan."""
    (tmp_path / "meso.toml").write_text("")
    (tmp_path / "library.meso").write_text("session hills(n = 8) hard\n  n x (60s hill / 90s jog)\n")
    (tmp_path / "plan.meso").write_text(PLAN)
    lsp_client.root = tmp_path
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)
    lsp_client.uri = (tmp_path / "plan.meso").as_uri()
    lsp_client.editor = request.param
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            process_id=os.getpid(),
            workspace_folders=[types.WorkspaceFolder(uri=tmp_path.as_uri(), name="plans")],
        )
    )
    item = types.TextDocumentItem(uri=lsp_client.uri, language_id="meso", version=1, text=PLAN)
    lsp_client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    yield
    await lsp_client.shutdown_session()
