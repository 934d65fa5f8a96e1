// Laying out and mending: what a save asks for, also one that comes before the server runs.
//
// The protocol's client offers these once the server has answered it. A plan that is saved before would stay as it is,
// without a word. So they are offered here from the beginning, and the save waits for the server. The client then offers
// neither: of two formatters the editor chooses none, and a new source of code actions ends the asking of those before it.

import * as vscode from "vscode";
import { CodeActionRequest, CodeActionResolveRequest, DocumentFormattingRequest } from "vscode-languageclient/node";
import { SELECTOR, type Server } from "./server";

/** How long a save waits for a server that starts. It never waits for one that is off or has failed. */
const PATIENCE = 10_000;

const { QuickFix, Refactor, SourceFixAll } = vscode.CodeActionKind;

/** Offers to lay out a plan, and what can be done where the cursor stands or, on a save, everywhere. */
export function offerOnSave(server: Server): vscode.Disposable {
  const actions = vscode.languages.registerCodeActionsProvider(SELECTOR, new Actions(server), {
    providedCodeActionKinds: [QuickFix, Refactor, SourceFixAll],
  });
  // Without a server the editor shall say that there is nothing to lay plans out with.
  let layout: vscode.Disposable | undefined;
  const follow = () => {
    const { state } = server.health;
    if (state === "off" || state === "failed") {
      layout?.dispose();
      layout = undefined;
    } else {
      layout ??= vscode.languages.registerDocumentFormattingEditProvider(SELECTOR, new Layout(server));
    }
  };
  follow();
  return vscode.Disposable.from(actions, server.onHealth(follow), { dispose: () => layout?.dispose() });
}

class Layout implements vscode.DocumentFormattingEditProvider {
  constructor(private readonly server: Server) {}

  async provideDocumentFormattingEdits(
    document: vscode.TextDocument,
    options: vscode.FormattingOptions,
    token: vscode.CancellationToken,
  ): Promise<vscode.TextEdit[] | undefined> {
    const client = await this.server.whenRunning(PATIENCE, token);
    if (!client) return skipped(this.server, "laid out", token);
    const params = {
      textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
      options: client.code2ProtocolConverter.asFormattingOptions(options, {}),
    };
    try {
      const edits = await client.sendRequest(DocumentFormattingRequest.type, params, token);
      return await client.protocol2CodeConverter.asTextEdits(edits, token);
    } catch (error) {
      return client.handleFailedRequest(DocumentFormattingRequest.type, token, error, undefined);
    }
  }
}

class Actions implements vscode.CodeActionProvider {
  constructor(private readonly server: Server) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<(vscode.Command | vscode.CodeAction)[] | undefined> {
    // The light bulb does not wait: it asks again. `Fix All`, also on a save, asks once.
    const all = context.only !== undefined && SourceFixAll.contains(context.only);
    const client = all ? await this.server.whenRunning(PATIENCE, token) : this.server.client;
    if (!client) return all ? skipped(this.server, "mended", token) : undefined;
    const params = {
      textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
      range: client.code2ProtocolConverter.asRange(range),
      context: client.code2ProtocolConverter.asCodeActionContextSync(context),
    };
    try {
      const offered = await client.sendRequest(CodeActionRequest.type, params, token);
      return await client.protocol2CodeConverter.asCodeActionResult(offered ?? [], token);
    } catch (error) {
      return client.handleFailedRequest(CodeActionRequest.type, token, error, undefined);
    }
  }

  async resolveCodeAction(action: vscode.CodeAction, token: vscode.CancellationToken): Promise<vscode.CodeAction> {
    const { client } = this.server;
    if (!client) return action;
    try {
      const asked = client.code2ProtocolConverter.asCodeActionSync(action);
      const complete = await client.sendRequest(CodeActionResolveRequest.type, asked, token);
      return (await client.protocol2CodeConverter.asCodeAction(complete, token)) ?? action;
    } catch (error) {
      return client.handleFailedRequest(CodeActionResolveRequest.type, token, error, action);
    }
  }
}

/** Nobody shall take a plan for laid out that is not. */
function skipped(server: Server, what: string, token: vscode.CancellationToken): undefined {
  if (server.health.state === "starting" && !token.isCancellationRequested) {
    void vscode.window.showWarningMessage(`Mesocycle: the plan was not ${what}, because the server is still starting.`);
  }
  return undefined;
}
