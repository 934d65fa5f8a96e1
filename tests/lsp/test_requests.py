"""Every request of the protocol that the server answers, as each editor would send it."""

import asyncio
import re
import time

import attrs
import pytest
from conftest import PLAN
from lsprotocol import types

pytestmark = pytest.mark.asyncio


def here(word, offset=0):
    """The position of a word in the plan, which is ASCII: the same in all encodings."""
    for line, text in enumerate(PLAN.splitlines()):
        if word in text:
            return types.Position(line, text.index(word) + offset)
    raise LookupError(word)


def at(editor, word, offset=0):
    return {"text_document": types.TextDocumentIdentifier(editor.uri), "position": here(word, offset)}


def document(editor):
    return types.TextDocumentIdentifier(editor.uri)


WHOLE = types.Range(types.Position(0, 0), types.Position(99, 0))


async def actions(editor, word, offset=0, only=None):
    place = here(word, offset)
    context = types.CodeActionContext(diagnostics=[], only=only)
    params = types.CodeActionParams(document(editor), types.Range(place, place), context)
    return await editor.text_document_code_action_async(params)


async def soon(what, look):
    """Looks until there is something, on a busy machine too, and gives it."""
    deadline = time.monotonic() + 60
    while not (found := await look()):
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        await asyncio.sleep(0.02)
    return found


async def test_findings_arrive(editor):
    await findings(editor, lambda codes: "notation" in codes)


async def test_findings_can_be_asked_for(editor):
    report = await editor.text_document_diagnostic_async(types.DocumentDiagnosticParams(document(editor)))
    assert [d.code for d in report.items if d.severity < 3].count("notation") == 1
    again = types.DocumentDiagnosticParams(document(editor), previous_result_id=report.result_id)
    assert (await editor.text_document_diagnostic_async(again)).kind == "unchanged"
    whole = await editor.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=[]))
    assert editor.uri in [item.uri for item in whole.items]


async def test_hover(editor):
    session = await editor.text_document_hover_async(types.HoverParams(**at(editor, "tue cruise", 5)))
    assert "2 March 2027" in session.contents.value and "hard" in session.contents.value
    rule = await editor.text_document_hover_async(types.HoverParams(**at(editor, "@T", 1)))
    assert "VDOT" in rule.contents.value


async def test_completion(editor):
    items = await editor.text_document_completion_async(types.CompletionParams(**at(editor, "wed 8km", 4)))
    session = next(item for item in items if item.label == "cruise")
    # Snippets only for those who can fill them in.
    assert ("${1:" in session.text_edit.new_text) == (session.insert_text_format == types.InsertTextFormat.Snippet)
    zones = await editor.text_document_completion_async(types.CompletionParams(**at(editor, "@T", 1)))
    assert any("/km" in (zone.detail or "") for zone in zones)


async def test_signature(editor):
    help_ = await editor.text_document_signature_help_async(types.SignatureHelpParams(**at(editor, "cruise(n = 3", 8)))
    assert help_.signatures[0].label == "cruise(n = 4, rec = 60s)"


def resolves(editor):
    """Does the editor ask for the edits of an action when it is chosen?"""
    ability = editor.abilities.text_document.code_action
    later = getattr(ability, "resolve_support", None)
    return bool(later and "edit" in later.properties and ability.data_support)


async def chosen(editor, found, title):
    """The action of this title with its edits, as the editor would get them; and its text after them."""
    action = next((action for action in found if title in action.title), None)
    assert action, (title, [action.title for action in found])
    assert (action.edit is None) == resolves(editor)
    if action.edit is None:
        action = await editor.code_action_resolve_async(action)
    edit = action.edit
    edits = [e for some in edit.changes.values() for e in some] if edit.changes else [e for c in edit.document_changes for e in c.edits]
    lines = PLAN.splitlines(keepends=True)
    offset = lambda place: sum(map(len, lines[: place.line])) + place.character
    text = PLAN
    for e in sorted(edits, key=lambda e: offset(e.range.start), reverse=True):
        text = text[: offset(e.range.start)] + e.new_text + text[offset(e.range.end) :]
    return action, text


async def test_each_refactoring_does_what_its_name_says(editor):
    at_call, at_steps = await actions(editor, "tue cruise", 6), await actions(editor, "5x(1km", 3)
    for found, title, after in (
        (await actions(editor, "sat 8 km", 7), "8km", "sat 8km E"),
        (at_steps, "Extract into a session", "session workout\n  3km E\n"),
        (at_call, "Write out `cruise`", "tue 2km E + 3x(1600m @T / 60s jog) + 2km E"),
        (at_steps, "Turn easy", "thu 55min E"),
        (at_steps, "Move this to wed", "wed 3km E + 5x(1km @5k / 90s jog) + 2km E\n  thu 8km E"),
        (at_steps, "Convert to miles", "thu 1.9mi E + 5x(0.6mi @5k / 90s jog) + 1.2mi E"),
        (at_steps, "Insert a recovery week", "week 2 recovery like 1 volume 70%"),
    ):
        _, text = await chosen(editor, found, title)
        assert after in text, (title, text)
    days = types.Range(here("tue cruise"), here("wed 8km", 5))
    params = types.CodeActionParams(document(editor), days, types.CodeActionContext(diagnostics=[]))
    _, text = await chosen(editor, await editor.text_document_code_action_async(params), "Swap tue and wed")
    assert "tue 8km E\n  wed cruise(n = 3)" in text


async def test_a_rule_is_allowed_with_a_reason_to_fill_in(editor):
    wild = PLAN.replace("wed 8km E", "wed 3km E + 6x(1km @5k / 90s jog) + 2km E")
    versioned = types.VersionedTextDocumentIdentifier(version=2, uri=editor.uri)
    editor.text_document_did_change(types.DidChangeTextDocumentParams(versioned, [types.TextDocumentContentChangeWholeDocument(text=wild)]))
    found = await actions(editor, "5x(1km", 3)
    title = "Allow `hard-day-back-to-back` on this day"
    action = next((action for action in found if action.title == title), None)
    assert action, [action.title for action in found]
    if resolves(editor):
        action = await editor.code_action_resolve_async(action)
    edit = action.edit.changes[editor.uri][0] if action.edit.changes else action.edit.document_changes[0].edits[0]
    assert edit.new_text == '; allow hard-day-back-to-back "why"'
    window = editor.abilities.window
    shows = bool(window and window.show_document and window.show_document.support)
    assert (action.command is not None) == shows
    if shows:
        await editor.workspace_execute_command_async(types.ExecuteCommandParams(action.command.command, action.command.arguments))

        async def shown():
            return editor.shown_documents

        place = (await soon("a place to be shown", shown))[0].selection
        line = wild.splitlines()[place.start.line] + edit.new_text
        assert line[place.start.character : place.end.character] == "why"


async def test_what_is_offered_is_driven_here(editor):
    """A new ability of the server needs a test in this file."""
    offered = {name for name, value in attrs.asdict(editor.answer.capabilities, recurse=False).items() if value is not None}
    driven = {
        "call_hierarchy_provider", "code_action_provider", "code_lens_provider", "completion_provider", "definition_provider",
        "diagnostic_provider", "document_formatting_provider", "document_highlight_provider", "document_link_provider",
        "document_on_type_formatting_provider", "document_range_formatting_provider", "document_symbol_provider",
        "execute_command_provider", "folding_range_provider", "hover_provider", "inlay_hint_provider",
        "linked_editing_range_provider", "position_encoding", "references_provider", "rename_provider",
        "selection_range_provider", "semantic_tokens_provider", "signature_help_provider", "text_document_sync", "workspace",
        "workspace_symbol_provider",
    }  # fmt: skip
    assert offered <= driven and len(offered) >= len(driven) - 2, offered ^ driven


async def findings(editor, wanted):
    """Waits until the findings of the plan, shown to those who do not ask, are as wanted."""
    codes = []

    async def look():
        codes[:] = [d.code for d in editor.diagnostics.get(editor.uri, []) if d.severity < 3]
        return wanted(codes)

    try:
        await soon("other findings", look)
    except AssertionError as error:
        raise AssertionError(f"{error} than {codes}") from None


async def test_settings_and_files_count_while_the_editor_runs(editor, tmp_path):
    await findings(editor, lambda codes: "notation" in codes)
    changed = types.DidChangeConfigurationParams(settings={"meso": {"lint": {"enable": False}}})
    editor.set_configuration({"meso": {"lint": {"enable": False}}})
    editor.workspace_did_change_configuration(changed)
    await findings(editor, lambda codes: not codes)
    editor.set_configuration({"meso": {"lint": {"enable": True}}})
    editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings={"meso": {"lint": {"enable": True}}}))
    await findings(editor, lambda codes: "notation" in codes)
    (tmp_path / "meso.toml").write_text('[rules]\nnotation = "off"\n')
    event = types.FileEvent((tmp_path / "meso.toml").as_uri(), types.FileChangeType.Changed)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await findings(editor, lambda codes: "notation" not in codes)
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.meso").write_text("plan \"Other\"\nweek 1\n  mon 8km E\n")
    folders = types.WorkspaceFoldersChangeEvent(added=[types.WorkspaceFolder(other.as_uri(), "other")], removed=[])
    editor.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(folders))
    found = await soon("the plan in the new folder", lambda: editor.workspace_symbol_async(types.WorkspaceSymbolParams(query="Other")))
    assert [symbol.name for symbol in found] == ["Other"]


async def test_libraries_are_followed(editor, tmp_path):
    text = 'use "library.meso"\n\n' + PLAN.replace("tue cruise(n = 3)", "tue hills(n = 3)")
    versioned = types.VersionedTextDocumentIdentifier(version=2, uri=editor.uri)
    editor.text_document_did_change(types.DidChangeTextDocumentParams(versioned, [types.TextDocumentContentChangeWholeDocument(text=text)]))
    links = await editor.text_document_document_link_async(types.DocumentLinkParams(document(editor)))
    library = (tmp_path / "library.meso").as_uri()
    assert [link.target for link in links] == [library]
    place = types.Position(text[: text.index("tue hills")].count("\n"), 6)
    where = await editor.text_document_definition_async(types.DefinitionParams(document(editor), place))
    assert [getattr(to, "uri", None) or to.target_uri for to in where] == [library]
    item = (await editor.text_document_prepare_call_hierarchy_async(types.CallHierarchyPrepareParams(document(editor), place)))[0]
    assert item.uri == library
    calls = await editor.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(item))
    assert [call.from_.name for call in calls] == ["week 1"]


async def test_fixes_and_refactorings(editor):
    fixes = await actions(editor, "sat 8 km", 7, [types.CodeActionKind.QuickFix])
    assert any("8km" in action.title for action in fixes)
    everything = await actions(editor, "sat 8 km", 7, [types.CodeActionKind("source.fixAll")])
    assert [action.kind for action in everything] == ["source.fixAll.meso"]
    titles = [action.title for action in await actions(editor, "5x(1km", 3)]
    for wanted in ("Extract into a session", "Turn easy", "Convert to miles", "Insert a recovery week"):
        assert any(wanted in title for title in titles), titles


async def test_names(editor):
    definition = await editor.text_document_definition_async(types.DefinitionParams(**at(editor, "tue cruise", 5)))
    assert len(definition) == 1
    context = types.ReferenceContext(include_declaration=True)
    references = await editor.text_document_references_async(types.ReferenceParams(context=context, **at(editor, "tue cruise", 5)))
    assert len(references) == 2
    marks = await editor.text_document_document_highlight_async(types.DocumentHighlightParams(**at(editor, "n x")))
    assert len(marks) == 3
    prepared = await editor.text_document_prepare_rename_async(types.PrepareRenameParams(**at(editor, "n x")))
    assert prepared.placeholder == "n"
    edit = await editor.text_document_rename_async(types.RenameParams(new_name="times", **at(editor, "n x")))
    changes = list(edit.changes.values()) if edit.changes else [change.edits for change in edit.document_changes]
    assert [change.new_text for change in changes[0]] == ["times"] * 3
    linked = await editor.text_document_linked_editing_range_async(types.LinkedEditingRangeParams(**at(editor, "n x")))
    assert len(linked.ranges) == 3


async def test_calls(editor):
    items = await editor.text_document_prepare_call_hierarchy_async(types.CallHierarchyPrepareParams(**at(editor, "tue cruise", 5)))
    assert items[0].name == "cruise"
    incoming = await editor.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(items[0]))
    assert [call.from_.name for call in incoming] == ["week 1"]
    assert await editor.call_hierarchy_outgoing_calls_async(types.CallHierarchyOutgoingCallsParams(items[0])) == ()


async def test_shape(editor):
    folds = await editor.text_document_folding_range_async(types.FoldingRangeParams(document(editor)))
    assert len(folds) >= 5
    symbols = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(document(editor)))
    assert "Spring" in [symbol.name for symbol in symbols]
    params = types.SelectionRangeParams(document(editor), [here("1km @5k", 1)])
    selection = (await editor.text_document_selection_range_async(params))[0]
    depth = 0
    while selection.parent:
        selection, depth = selection.parent, depth + 1
    assert depth >= 6
    found = await editor.workspace_symbol_async(types.WorkspaceSymbolParams(query="hill"))
    assert found is not None


async def test_decorations(editor):
    hints = await editor.text_document_inlay_hint_async(types.InlayHintParams(document(editor), WHOLE))
    assert any("2 Mar" in hint.label for hint in hints)
    lenses = await editor.text_document_code_lens_async(types.CodeLensParams(document(editor)))
    assert any("hard session" in lens.command.title for lens in lenses)
    assert await editor.text_document_document_link_async(types.DocumentLinkParams(document(editor))) == ()


async def test_tokens(editor):
    full = await editor.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document(editor)))
    assert len(full.data) % 5 == 0 and len(full.data) > 300
    part = await editor.text_document_semantic_tokens_range_async(types.SemanticTokensRangeParams(document(editor), WHOLE))
    assert part.data == full.data
    change = types.TextDocumentContentChangeWholeDocument(text=PLAN.replace("wed 8km E", "wed 8km T"))
    versioned = types.VersionedTextDocumentIdentifier(version=2, uri=editor.uri)
    editor.text_document_did_change(types.DidChangeTextDocumentParams(versioned, [change]))
    delta = await editor.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(document(editor), previous_result_id=full.result_id)
    )
    assert hasattr(delta, "edits")


async def test_layout(editor):
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    untidy = re.sub("^  ", "\t    ", PLAN, flags=re.M)
    versioned = types.VersionedTextDocumentIdentifier(version=2, uri=editor.uri)
    editor.text_document_did_change(
        types.DidChangeTextDocumentParams(versioned, [types.TextDocumentContentChangeWholeDocument(text=untidy)])
    )
    edits = await editor.text_document_formatting_async(types.DocumentFormattingParams(document(editor), options))
    assert edits
    line = types.Range(types.Position(1, 0), types.Position(2, 0))
    some = await editor.text_document_range_formatting_async(types.DocumentRangeFormattingParams(document(editor), line, options))
    assert some and {edit.range.start.line for edit in some} == {1}
    typed = types.DocumentOnTypeFormattingParams(document(editor), types.Position(2, 0), "\n", options)
    assert {edit.range.start.line for edit in await editor.text_document_on_type_formatting_async(typed)} <= {1, 2}

