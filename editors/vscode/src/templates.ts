// "New plan": a template, a race day, and the text opens.

import * as vscode from "vscode";

/** A plan to start from: a file in `templates/`, whose first comment says for whom it is. */
interface Template extends vscode.QuickPickItem {
  readonly text: string;
}

/** Asks for a template and a date, and opens the plan as a new file. */
export async function newPlan(context: vscode.ExtensionContext): Promise<vscode.TextDocument | undefined> {
  const chosen = await vscode.window.showQuickPick(templates(context.extensionUri), {
    title: "New training plan",
    placeHolder: "What is it for?",
    matchOnDetail: true,
  });
  if (!chosen) return undefined;
  let text = chosen.text;
  if (hasGoal(text)) {
    const date = await vscode.window.showInputBox({
      title: "When is the race?",
      prompt: "Its date, as 2027-04-25. Empty: a plan without dates",
      validateInput: (given) => (given === "" || isDate(given) ? undefined : "A date looks like 2027-04-25"),
    });
    if (date === undefined) return undefined;
    if (date !== "") text = withDate(text, date);
  }
  const document = await vscode.workspace.openTextDocument({ language: "meso", content: text });
  await vscode.window.showTextDocument(document);
  return document;
}

/** All templates, by name. */
export async function templates(extension: vscode.Uri): Promise<Template[]> {
  const folder = vscode.Uri.joinPath(extension, "templates");
  const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const found = names.filter((name) => name.endsWith(".meso")).sort();
  return Promise.all(
    found.map(async (name) => {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
      const text = new TextDecoder().decode(bytes);
      const label = /^plan\s+"([^"]*)"/m.exec(text)?.[1] ?? name;
      return { label, detail: /^#\s*(.*)$/m.exec(text)?.[1] ?? "", text };
    }),
  );
}

const GOAL = /^(\s+goal\s+\S+)(?!.*\son\s)/m;

function hasGoal(text: string): boolean {
  return GOAL.test(text);
}

function withDate(text: string, date: string): string {
  return text.replace(GOAL, (goal: string) => `${goal} on ${date}`);
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
