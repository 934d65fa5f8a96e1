// Laying out and mending: what a save asks for, also one that comes before the server runs.
//
// The protocol's client offers these once the server has answered it. A plan that is saved before would stay as it is,
// without a word. So they are offered here from the beginning, and the save waits for the server.

import * as vscode from "vscode";
import { CodeActionRequest, CodeActionResolveRequest, Command, DocumentFormattingRequest } from "vscode-languageclient/node";
import { asksToMendAll, SELECTOR, type Server } from "./server";

/** How long a save waits for a server that starts. It never waits for one that is off or has failed. */
const PATIENCE = 10_000;

/** Offers to lay out a plan, and to mend everything in it. */
export function offerOnSave(server: Server): vscode.Disposable {
  const mending = vscode.languages.registerCodeActionsProvider(
    SELECTOR,
    { provideCodeActions: (document, range, context, token) => mendAll(server, document, range, context, token) },
    { providedCodeActionKinds: [vscode.CodeActionKind.SourceFixAll] },
  );
  // Without a server the editor shall say that there is nothing to lay plans out with.
  let layout: vscode.Disposable | undefined;
  const follow = () => {
    const { state } = server.health;
    if (state === "off" || state === "failed") {
      layout?.dispose();
      layout = undefined;
    } else {
      layout ??= vscode.languages.registerDocumentFormattingEditProvider(SELECTOR, {
        provideDocumentFormattingEdits: (document, options, token) => layOut(server, document, options, token),
      });
    }
  };
  follow();
  return vscode.Disposable.from(mending, server.onHealth(follow), { dispose: () => layout?.dispose() });
}

async function layOut(
  server: Server,
  document: vscode.TextDocument,
  options: vscode.FormattingOptions,
  token: vscode.CancellationToken,
): Promise<vscode.TextEdit[] | undefined> {
  const client = await server.whenRunning(PATIENCE, token);
  if (!client) return skipped(server, "laid out", token);
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

async function mendAll(
  server: Server,
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
  token: vscode.CancellationToken,
): Promise<(vscode.Command | vscode.CodeAction)[] | undefined> {
  if (!asksToMendAll(context)) return undefined;
  const client = await server.whenRunning(PATIENCE, token);
  if (!client) return skipped(server, "mended", token);
  const params = {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: client.code2ProtocolConverter.asRange(range),
    context: client.code2ProtocolConverter.asCodeActionContextSync(context),
  };
  try {
    const offered = (await client.sendRequest(CodeActionRequest.type, params, token)) ?? [];
    const complete = offered.map((action) =>
      Command.is(action) ? action : client.sendRequest(CodeActionResolveRequest.type, action, token),
    );
    return await client.protocol2CodeConverter.asCodeActionResult(await Promise.all(complete), token);
  } catch (error) {
    return client.handleFailedRequest(CodeActionRequest.type, token, error, undefined);
  }
}

/** Nobody shall take a plan for laid out that is not. */
function skipped(server: Server, what: string, token: vscode.CancellationToken): undefined {
  if (server.health.state === "starting" && !token.isCancellationRequested) {
    void vscode.window.showWarningMessage(`Mesocycle: the plan was not ${what}, because the server is still starting.`);
  }
  return undefined;
}
