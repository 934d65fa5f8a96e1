// `meso check` as a task, so that the Problems panel also knows the plans that are not open.

import * as vscode from "vscode";
import type { Server } from "./server";

/** A task of the type `meso`, as it stands in tasks.json. */
interface MesoTask extends vscode.TaskDefinition {
  readonly type: "meso";
  readonly command: "check" | "fmt";
  readonly args?: readonly string[];
}

/** Offers `meso: check` and `meso: fmt` for every folder, and completes the tasks of tasks.json. */
export function offerTasks(server: Server): vscode.Disposable {
  return vscode.tasks.registerTaskProvider("meso", {
    async provideTasks() {
      const binary = await server.binary();
      if (!binary) return [];
      return (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => [
        task({ type: "meso", command: "check" }, folder, binary.path),
        task({ type: "meso", command: "fmt" }, folder, binary.path),
      ]);
    },
    async resolveTask(given) {
      const binary = await server.binary();
      const definition = given.definition as MesoTask;
      return binary && task(definition, given.scope ?? vscode.TaskScope.Workspace, binary.path);
    },
  });
}

/** Checks every plan of the workspace. */
export async function checkAll(server: Server): Promise<void> {
  const binary = await server.binary();
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!binary || !folder) {
    void vscode.window.showInformationMessage("Open a folder with plans first: then all of them can be checked.");
    return;
  }
  await vscode.tasks.executeTask(task({ type: "meso", command: "check" }, folder, binary.path));
}

function task(
  definition: MesoTask,
  scope: vscode.WorkspaceFolder | vscode.TaskScope.Global | vscode.TaskScope.Workspace,
  binary: string,
): vscode.Task {
  const format = definition.command === "check" ? ["--format", "concise"] : [];
  const args = [definition.command, ...format, ...(definition.args ?? ["."])];
  const created = new vscode.Task(
    definition,
    scope,
    definition.command,
    "meso",
    new vscode.ProcessExecution(binary, args),
    definition.command === "check" ? ["$meso"] : [],
  );
  created.group = definition.command === "check" ? vscode.TaskGroup.Test : vscode.TaskGroup.Build;
  created.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true };
  return created;
}
