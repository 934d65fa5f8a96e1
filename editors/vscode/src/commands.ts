// What the command palette offers.

import * as os from "node:os";
import * as vscode from "vscode";
import { run } from "./machine";
import type { Previews } from "./preview";
import type { Server } from "./server";
import { checkAll } from "./tasks";
import { newPlan } from "./templates";

/** Registers every command of package.json. */
export function registerCommands(
  context: vscode.ExtensionContext,
  server: Server,
  previews: Previews,
  output: vscode.LogOutputChannel,
): void {
  const command = (name: string, action: (...args: never[]) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(`meso.${name}`, action));

  command("restartServer", () => server.restart());
  command("showOutput", () => output.show());
  command("debugInfo", () => showDebugInfo(context, server));
  command("newPlan", () => newPlan(context));
  command("checkAll", () => checkAll(server));
  command("fixAll", fixAll);
  command("openRule", (rule?: string) => openRule(server, rule));
  command("openPreview", (uri?: vscode.Uri) => {
    const target = uri instanceof vscode.Uri ? uri : activePlan()?.uri;
    if (target) previews.show(target);
  });
  command("saveReport", () => saveReport(server));
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider("meso-rule", {
      provideTextDocumentContent: async ({ path }) => {
        const binary = await server.binary();
        if (!binary) return "The `meso` command is missing.";
        return run(binary.path, ["explain", path.replace(/^\/|\.md$/g, "")]);
      },
    }),
  );
}

function activePlan(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === "meso" ? document : undefined;
}

async function fixAll(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "meso") return;
  await vscode.commands.executeCommand("editor.action.codeAction", {
    kind: "source.fixAll.meso",
    apply: "first",
  });
}

/** The page of a rule: of the finding under the cursor, else one from the list. */
async function openRule(server: Server, given: string | undefined): Promise<void> {
  const binary = await server.binary();
  if (!binary) return;
  const rule = typeof given === "string" ? given : (ruleAtCursor() ?? (await chooseRule(binary.path)));
  if (!rule || !/^[a-z0-9-]+$/.test(rule)) return;
  await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.parse(`meso-rule:/${rule}.md`));
}

function ruleAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "meso") return undefined;
  const here = vscode.languages
    .getDiagnostics(editor.document.uri)
    .find((diagnostic) => diagnostic.range.contains(editor.selection.active));
  const code = here?.code;
  return code === undefined ? undefined : String(typeof code === "object" ? code.value : code);
}

async function chooseRule(binary: string): Promise<string | undefined> {
  const rules = JSON.parse(await run(binary, ["rules", "--format", "json"])) as RuleEntry[];
  const items = rules.map(({ name, summary }) => ({ label: name, detail: summary }));
  const chosen = await vscode.window.showQuickPick(items, { title: "Rules", matchOnDetail: true });
  return chosen?.label;
}

/** An entry of `meso rules --format json`. */
interface RuleEntry {
  readonly name: string;
  readonly summary: string;
}

async function saveReport(server: Server): Promise<void> {
  const plan = activePlan();
  const binary = await server.binary();
  if (!plan || !binary) return;
  const suggested = plan.uri.scheme === "file" ? plan.uri.with({ path: plan.uri.path.replace(/\.meso$/, ".html") }) : undefined;
  const target = await vscode.window.showSaveDialog({
    ...(suggested ? { defaultUri: suggested } : {}),
    filters: { HTML: ["html"] },
    title: "Save the plan as a page",
  });
  if (!target) return;
  try {
    if (plan.isDirty && !plan.isUntitled) await plan.save();
    const html =
      plan.uri.scheme === "file"
        ? await run(binary.path, ["report", plan.uri.fsPath, "-o", "-"])
        : await run(binary.path, ["report", "-", "-o", "-"], plan.getText());
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(html));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The report could not be saved: ${why}`);
    return;
  }
  const open = "Open in Browser";
  if ((await vscode.window.showInformationMessage("The report is saved.", open)) === open) {
    await vscode.env.openExternal(target);
  }
}

/** All that a report of a fault should carry, as a document to copy from. */
async function showDebugInfo(context: vscode.ExtensionContext, server: Server): Promise<void> {
  const { health, search, client } = server;
  const initialized = client?.initializeResult;
  const lines = [
    "# Mesocycle: debug information",
    "",
    `- extension: ${context.extension.packageJSON.version} at ${context.extensionPath}`,
    `- editor: ${vscode.env.appName} ${vscode.version} (${vscode.env.appHost}${vscode.env.remoteName ? `, ${vscode.env.remoteName}` : ""})`,
    `- system: ${os.platform()} ${os.arch()} ${os.release()}, node ${process.version}`,
    `- workspace: ${vscode.workspace.isTrusted ? "trusted" : "not trusted"}, ${vscode.workspace.workspaceFolders?.length ?? 0} folders`,
    `- server: ${health.state}${health.state === "failed" ? ` (${health.message})` : ""}`,
    search.binary
      ? `- command: ${search.binary.path}, version ${search.binary.version}, from ${search.binary.origin}`
      : "- command: none",
    ...search.refused.map(({ path, origin, reason }) => `- passed over: ${path} (${origin}): ${reason}`),
    `- server says: ${JSON.stringify(initialized?.serverInfo ?? null)}`,
    `- position encoding: ${initialized?.capabilities.positionEncoding ?? "utf-16"}`,
    "",
    "## Settings",
    "",
    "```json",
    JSON.stringify(vscode.workspace.getConfiguration("meso"), null, 2),
    "```",
    "",
  ];
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content: lines.join("\n") });
  await vscode.window.showTextDocument(document, { preview: true });
}
