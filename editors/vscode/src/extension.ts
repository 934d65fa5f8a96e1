// The extension: puts the server, the preview, the status and the commands together.

import * as vscode from "vscode";
import { registerCommands } from "./commands";
import { onInterpreterChange } from "./machine";
import { offerOnSave } from "./onsave";
import { Previews } from "./preview";
import { Server } from "./server";
import { needsRestart } from "./settings";
import { showStatus } from "./status";
import { offerTasks } from "./tasks";

/** What other extensions, and our tests, may ask. */
export interface Api {
  /** The server's health, the command that runs and where it was found. */
  readonly server: Pick<Server, "health" | "search">;
  /** Fulfilled when the server has been started, or has been given up. */
  readonly ready: Promise<void>;
}

export function activate(context: vscode.ExtensionContext): Api {
  const output = vscode.window.createOutputChannel("Mesocycle", { log: true });
  const server = new Server(context, output);
  const previews = new Previews(server, context.extensionUri);
  context.subscriptions.push(output, server, previews, showStatus(server), offerTasks(server), offerOnSave(server));
  registerCommands(context, server, previews, output);

  const restart = () => server.restart();
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (needsRestart(event)) void restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  void onInterpreterChange(restart).then((subscription) => {
    if (subscription) context.subscriptions.push(subscription);
  });
  return { server, ready: restart() };
}
