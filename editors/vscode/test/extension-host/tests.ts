// What a user of VS Code's own interfaces gets: the real extension host, the real server, the packed extension.

import * as assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import type { Api } from "../../src/extension";
import { codeOf, findings, open, pause, place, revert, runAll, until, words } from "./harness";

export function activate(): void {
  const output = process.env["MESO_TEST_OUTPUT"];
  // Every window has an extension host; only the first one is for these tests.
  if (output && !existsSync(output)) void runAll(TESTS, output);
}

async function api(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>("mesocycle.mesocycle");
  assert.ok(extension, "the extension is installed");
  const exports = await extension.activate();
  await exports.ready;
  return exports;
}

/** `meso`, which takes some seconds to start. */
async function slowCommand(meso: string, seconds: number): Promise<string> {
  const path = `${meso}-slow`;
  await writeFile(path, `#!/bin/sh\nsleep ${seconds}\nexec '${meso}' "$@"\n`, { mode: 0o755 });
  return path;
}

async function run<T>(command: string, ...args: unknown[]): Promise<T> {
  return (await vscode.commands.executeCommand(command, ...args)) as T;
}

const HARD = "2km E + 6x(800m @5k / 90s jog) + 2km E";

/** Opens the autumn plan and makes its Wednesday hard. */
async function withSecondHardDay(): Promise<vscode.TextEditor> {
  const editor = await open("autumn.meso");
  await revert(editor);
  const start = place(editor.document, "wed 8km E", 4);
  const range = new vscode.Range(start, editor.document.lineAt(start.line).range.end);
  await editor.edit((edit) => edit.replace(range, HARD));
  return editor;
}

const TESTS: readonly (readonly [string, () => Promise<void>])[] = [
  [
    "the server runs, from the extension's own folder",
    async () => {
      const { server } = await api();
      assert.equal(server.health.state, "running");
      assert.equal(server.search.binary?.origin, "bundled");
      assert.deepEqual(server.search.refused, []);
    },
  ],
  [
    "a plan is of our language, a clean one has no findings",
    async () => {
      const { document } = await open("autumn.meso");
      assert.equal(document.languageId, "meso");
      await pause(500);
      const seen = vscode.languages.getDiagnostics(document.uri).filter(({ severity }) => severity < 2);
      assert.deepEqual(seen.map(codeOf), []);
    },
  ],
  [
    "a second hard day is a warning on its line, with the page of its rule, and goes when it is taken back",
    async () => {
      const editor = await withSecondHardDay();
      const { document } = editor;
      const [finding] = await until("the finding", () => {
        const found = findings(document.uri, "hard-day-back-to-back");
        return found.length > 0 && found;
      });
      assert.equal(finding?.severity, vscode.DiagnosticSeverity.Warning);
      assert.equal(finding.range.start.line, place(document, HARD).line);
      assert.ok(typeof finding.code === "object" && /hard-day-back-to-back/.test(finding.code.target.toString()));
      await revert(editor);
      await until("no finding", () => findings(document.uri, "hard-day-back-to-back").length === 0);
    },
  ],
  [
    "what is typed is checked at once",
    async () => {
      const editor = await open("autumn.meso");
      await revert(editor);
      const { document } = editor;
      for (let round = 0; round < 10; round += 1) {
        const wednesday = place(document, "wed 8km E", 4);
        await editor.edit((edit) => edit.replace(new vscode.Range(wednesday, wednesday.translate(0, 5)), HARD));
        await until("the finding", () => findings(document.uri, "hard-day-back-to-back").length > 0);
        await revert(editor);
        await until("no finding", () => findings(document.uri, "hard-day-back-to-back").length === 0);
      }
    },
  ],
  [
    "a slip has a quick fix",
    async () => {
      const editor = await open("slip.meso");
      await revert(editor);
      const { document } = editor;
      const [slip] = await until("the slip", () => {
        const found = findings(document.uri, "notation");
        return found.length > 0 && found;
      });
      const actions = await run<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, slip!.range, "quickfix", 5);
      const fix = actions.find(({ edit }) => edit !== undefined);
      assert.ok(fix?.edit, `one of ${actions.map(({ title }) => title).join(", ")} has an edit`);
      await vscode.workspace.applyEdit(fix.edit);
      assert.ok(document.getText().includes("tue 8km E"), document.getText());
      await until("no slip", () => findings(document.uri, "notation").length === 0);
      await revert(editor);
    },
  ],
  [
    "`fix all` mends every slip of the file",
    async () => {
      const editor = await open("slip.meso");
      await revert(editor);
      await until("the slip", () => findings(editor.document.uri, "notation").length > 0);
      await run("meso.fixAll");
      await until("the fix", () => editor.document.getText().includes("tue 8km E"));
      await revert(editor);
    },
  ],
  [
    "a plan is laid out",
    async () => {
      const { document } = await open("untidy.meso");
      const edits = await run<vscode.TextEdit[]>("vscode.executeFormatDocumentProvider", document.uri, { tabSize: 2, insertSpaces: true });
      const change = new vscode.WorkspaceEdit();
      change.set(document.uri, edits);
      await vscode.workspace.applyEdit(change);
      assert.ok(/^ {2}mon rest$/m.test(document.getText()), document.getText());
      assert.ok(document.getText().includes("# quiet"));
      await revert(vscode.window.activeTextEditor!);
    },
  ],
  [
    "a hover says what a session is",
    async () => {
      const { document } = await open("autumn.meso");
      const hovers = await run<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, place(document, "tue cruise", 5));
      const text = words(hovers.flatMap(({ contents }) => contents));
      assert.match(text, /km/);
      assert.match(text, /hard/i);
    },
  ],
  [
    "completion knows the sessions of the plan",
    async () => {
      const { document } = await open("autumn.meso");
      const list = await run<vscode.CompletionList>("vscode.executeCompletionItemProvider", document.uri, place(document, "tue cruise", 4));
      const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      assert.ok(labels.some((label) => label.startsWith("cruise")), labels.slice(0, 20).join(", "));
    },
  ],
  [
    "a session leads to its definition, and can be renamed",
    async () => {
      const { document } = await open("autumn.meso");
      const use = place(document, "tue cruise", 5);
      const [target] = await run<(vscode.Location | vscode.LocationLink)[]>("vscode.executeDefinitionProvider", document.uri, use);
      assert.ok(target);
      const range = "range" in target ? target.range : target.targetRange;
      assert.equal(range.start.line, place(document, "session cruise").line);
      const edit = await run<vscode.WorkspaceEdit>("vscode.executeDocumentRenameProvider", document.uri, use, "tempo-run");
      assert.equal(edit.get(document.uri).length, 2);
    },
  ],
  [
    "outline, folding, hints, lenses and semantic tokens are there",
    async () => {
      const { document } = await open("autumn.meso");
      const { uri } = document;
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const symbols = await run<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", uri);
      assert.ok(symbols.length >= 3, "symbols");
      const folds = await run<vscode.FoldingRange[]>("vscode.executeFoldingRangeProvider", uri);
      assert.ok(folds.length >= 4, "folds");
      const hints = await run<vscode.InlayHint[]>("vscode.executeInlayHintProvider", uri, whole);
      assert.ok(hints.length > 0, "hints");
      const lenses = await run<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 10);
      assert.ok(lenses.length >= 2, "lenses");
      const tokens = await run<vscode.SemanticTokens>("vscode.provideDocumentSemanticTokens", uri);
      assert.ok(tokens.data.length > 100, "tokens");
    },
  ],
  [
    "a plan that was never saved is checked too",
    async () => {
      const document = await vscode.workspace.openTextDocument({
        language: "meso",
        content: "plan \"x\"\n  start 2027-03-01\nweek 1\n  tue 8 km E\n",
      });
      await vscode.window.showTextDocument(document);
      await until("the slip", () => findings(document.uri, "notation").length > 0);
    },
  ],
  [
    "every command of the extension is there",
    async () => {
      await api();
      const extension = vscode.extensions.getExtension("mesocycle.mesocycle")!;
      const commands = await vscode.commands.getCommands(true);
      for (const { command } of extension.packageJSON.contributes.commands) {
        assert.ok(commands.includes(command), command);
      }
    },
  ],
  [
    "the server starts again when it is asked to, and checks as before",
    async () => {
      const { server } = await api();
      await run("meso.restartServer");
      assert.equal(server.health.state, "running");
      const editor = await withSecondHardDay();
      await until("the finding", () => findings(editor.document.uri, "hard-day-back-to-back").length > 0);
      await revert(editor);
    },
  ],
  [
    "`meso check` is a task, and its findings reach the Problems panel",
    async () => {
      const tasks = await vscode.tasks.fetchTasks({ type: "meso" });
      const check = tasks.find(({ name }) => name === "check");
      assert.ok(check, "there is a task");
      assert.deepEqual(check.problemMatchers, ["$meso"]);
      const ended = new Promise<number | undefined>((resolve) => {
        const waiting = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
          if (execution.task.name !== "check") return;
          waiting.dispose();
          resolve(exitCode);
        });
      });
      await vscode.tasks.executeTask(check);
      assert.equal(await ended, 1, "the folder has plans with findings");
    },
  ],
  [
    "the page of a rule opens",
    async () => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("meso-rule:/hard-day-back-to-back.md"));
      assert.match(document.getText(), /hard-day-back-to-back/);
      assert.ok(document.getText().length > 300, document.getText());
    },
  ],
  [
    "switched off, the server is gone; switched on, it is back",
    async () => {
      const { server } = await api();
      const config = vscode.workspace.getConfiguration("meso");
      await config.update("enable", false, vscode.ConfigurationTarget.Global);
      await until("off", () => server.health.state === "off");
      await config.update("enable", undefined, vscode.ConfigurationTarget.Global);
      await until("running", () => server.health.state === "running");
    },
  ],
  [
    "a plan that is saved while the server starts is laid out and mended",
    async () => {
      const { server } = await api();
      const bundled = server.search.binary;
      assert.ok(bundled, "a command was found");
      const untidy = await open("untidy.meso");
      const saved = untidy.document.getText();
      const slow = await slowCommand(bundled.path, 3);
      const editorConfig = vscode.workspace.getConfiguration("editor", { languageId: "meso" });
      const config = vscode.workspace.getConfiguration("meso");
      const { Global } = vscode.ConfigurationTarget;
      await editorConfig.update("formatOnSave", true, Global, true);
      await editorConfig.update("codeActionsOnSave", { "source.fixAll": "explicit" }, Global, true);
      try {
        await config.update("path", [slow], Global);
        await until("the start", () => server.health.state === "starting");
        await untidy.edit((edit) => edit.insert(place(untidy.document, "8km", 1), " "));
        assert.equal(server.health.state, "starting");
        await untidy.document.save();
        assert.match(untidy.document.getText(), /^ {2}mon rest\n {2}tue 8km E\n/m);
        assert.equal(server.search.binary?.path, slow, "it was the slow one that started");
        assert.equal(untidy.document.isDirty, false);
      } finally {
        await config.update("path", undefined, Global);
        await editorConfig.update("formatOnSave", undefined, Global, true);
        await editorConfig.update("codeActionsOnSave", undefined, Global, true);
        await until("the usual server", () => server.search.binary?.origin === "bundled" && server.health.state === "running");
        await untidy.edit((edit) => edit.replace(new vscode.Range(0, 0, untidy.document.lineCount, 0), saved));
        await untidy.document.save();
      }
    },
  ],
  [
    "a setting that names no program is passed over",
    async () => {
      const { server } = await api();
      const config = vscode.workspace.getConfiguration("meso");
      await config.update("path", ["/no/such/meso"], vscode.ConfigurationTarget.Global);
      await until("the refusal", () => server.search.refused.length === 1 && server.health.state === "running");
      assert.equal(server.search.binary?.origin, "bundled");
      await config.update("path", undefined, vscode.ConfigurationTarget.Global);
      await until("none", () => server.search.refused.length === 0 && server.health.state === "running");
    },
  ],
  [
    "the preview opens beside the text",
    async () => {
      await open("autumn.meso");
      await run("meso.openPreview");
      const tab = await until("the tab", () =>
        vscode.window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .find(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("meso.preview")),
      );
      await until("its title", () => tab.group.tabs.some(({ label }) => label.includes("Autumn 10k")));
      await vscode.window.tabGroups.close(tab);
    },
  ],
  [
    "the debug information names version, command and encoding",
    async () => {
      await run("meso.debugInfo");
      const text = vscode.window.activeTextEditor?.document.getText() ?? "";
      assert.match(text, /server: running/);
      assert.match(text, /from bundled/);
      assert.match(text, /position encoding: utf-\d+/);
    },
  ],
];
