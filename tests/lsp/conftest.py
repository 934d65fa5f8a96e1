"""A server and a client for each test, once with the abilities of each editor."""

import os
import pathlib
import shutil
import sysconfig
from typing import Union

import pytest
import pytest_lsp
from lsprotocol import converters, types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

EDITORS = ["visual_studio_code", "neovim", "emacs", "helix"]
MESO = os.environ.get("MESO") or shutil.which("meso", path=sysconfig.get_path("scripts")) or shutil.which("meso")

# What Helix 25 says of itself, as far as it bears on answers; the others come with pytest-lsp.
HELIX = {
    "general": {"positionEncodings": ["utf-8", "utf-32", "utf-16"]},
    "window": {"workDoneProgress": True},
    "workspace": {
        "applyEdit": True,
        "configuration": True,
        "didChangeConfiguration": {"dynamicRegistration": False},
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": False},
        "inlayHint": {"refreshSupport": False},
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"], "failureHandling": "abort"},
        "workspaceFolders": True,
    },
    "textDocument": {
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "refactor", "refactor.extract", "refactor.inline", "refactor.rewrite", "source"]}},
            "dataSupport": True,
            "isPreferredSupport": True,
            "resolveSupport": {"properties": ["edit", "command"]},
        },
        "completion": {"completionItem": {"snippetSupport": True, "insertReplaceSupport": True, "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits"]}}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {"versionSupport": True, "tagSupport": {"valueSet": [1, 2]}},
        "rename": {"prepareSupport": True},
        "signatureHelp": {"signatureInformation": {"documentationFormat": ["markdown"], "parameterInformation": {"labelOffsetSupport": True}, "activeParameterSupport": True}},
    },
}

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


def capabilities_of(name):
    """What an editor says of itself."""
    if name == "helix":
        return converters.get_converter().structure(HELIX, types.ClientCapabilities)
    return client_capabilities(name)


# What the server may ask and pytest-lsp does not answer by itself.
ASKED = [
    types.CLIENT_REGISTER_CAPABILITY,
    types.WORKSPACE_CODE_LENS_REFRESH,
    types.WORKSPACE_INLAY_HINT_REFRESH,
    types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
]


def read_action(value, _):
    """A code action may have a command of its own; lsprotocol takes each of those for a mere command."""
    kind = types.Command if isinstance(value.get("command"), str) else types.CodeAction
    return converters.get_converter().structure(value, kind)


@pytest_lsp.fixture(params=EDITORS, config=ClientServerConfig(server_command=[MESO, "lsp"]))
async def editor(request, lsp_client: LanguageClient, tmp_path: pathlib.Path):
    """A client in a folder with one open plan."""
    (tmp_path / "meso.toml").write_text("")
    (tmp_path / "library.meso").write_text("session hills(n = 8) hard\n  n x (60s hill / 90s jog)\n")
    (tmp_path / "plan.meso").write_text(PLAN)
    lsp_client.root = tmp_path
    for question in ASKED:
        lsp_client.feature(question)(lambda *_: None)
    lsp_client.uri = (tmp_path / "plan.meso").as_uri()
    lsp_client.protocol._converter.register_structure_hook(Union[types.Command, types.CodeAction], read_action)
    lsp_client.abilities = capabilities_of(request.param)
    lsp_client.answer = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=lsp_client.abilities,
            process_id=os.getpid(),
            workspace_folders=[types.WorkspaceFolder(uri=tmp_path.as_uri(), name="plans")],
        )
    )
    item = types.TextDocumentItem(uri=lsp_client.uri, language_id="meso", version=1, text=PLAN)
    lsp_client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    yield
    await lsp_client.shutdown_session()
