// What the tests need: waiting, looking up, and writing down how each ended.

import * as assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import * as vscode from "vscode";

/** How a test ended. */
export interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly error?: string;
  readonly milliseconds: number;
}

type Test = readonly [name: string, body: () => Promise<void>];

/** Runs the tests in order, each for at most two minutes, and writes the outcomes. */
export async function runAll(tests: readonly Test[], output: string): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const [name, body] of tests) {
    const start = performance.now();
    let error: string | undefined;
    try {
      await Promise.race([body(), after(120_000)]);
    } catch (thrown) {
      error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    }
    const milliseconds = Math.round(performance.now() - start);
    outcomes.push({ name, ok: error === undefined, milliseconds, ...(error === undefined ? {} : { error }) });
  }
  writeFileSync(output, JSON.stringify({ version: vscode.version, outcomes }, null, 2));
}

async function after(milliseconds: number): Promise<never> {
  await pause(milliseconds);
  throw new Error(`not done after ${milliseconds} ms`);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until `look` gives something, and gives it. */
export async function until<T>(what: string, look: () => T | undefined | false | Thenable<T | undefined | false>): Promise<T> {
  const end = performance.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(5);
  }
}

/** A file of the opened folder. */
export function file(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, "a folder is open");
  return vscode.Uri.joinPath(folder, name);
}

/** Opens a file in an editor. */
export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file(name)));
}

/** Puts an editor's text back to what is on the disk. */
export async function revert(editor: vscode.TextEditor): Promise<void> {
  await vscode.window.showTextDocument(editor.document);
  await vscode.commands.executeCommand("workbench.action.files.revert");
}

/** The rule's name in a diagnostic. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** The findings with this code. */
export function findings(uri: vscode.Uri, code: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => codeOf(diagnostic) === code);
}

/** The first place of a text in a document, `offset` characters into it. */
export function place(document: vscode.TextDocument, text: string, offset = 0): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.notEqual(at, -1, `${text} stands in the document`);
  return document.positionAt(at + offset);
}

/** All text of hovers, lenses and the like. */
export function words(contents: readonly (vscode.MarkdownString | vscode.MarkedString)[]): string {
  return contents.map((content) => (typeof content === "string" ? content : content.value)).join("\n");
}
