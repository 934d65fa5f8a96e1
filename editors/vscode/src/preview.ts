// The calendar beside the text. The server draws it; here it is kept up to date, follows the cursor and jumps to lines.

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Server } from "./server";

/** What `meso/preview` is asked: with a nonce it gives a whole page, without one only what stands in its body. */
interface PreviewParams {
  readonly textDocument: { readonly uri: string };
  readonly nonce?: string;
}

/** What it answers. */
interface PreviewResult {
  readonly title: string;
  readonly html: string;
}

/** What the page says. */
type FromPage = { readonly kind: "reveal"; readonly line: number } | { readonly kind: "ready" };

const VIEW = "meso.preview";

/** In milliseconds: so long after a click the editor may first hear of it. */
const LATE = 1000;

/** All open previews. */
export class Previews implements vscode.Disposable {
  private readonly open = new Map<string, Preview>();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly server: Server,
    private readonly extension: vscode.Uri,
  ) {
    this.subscriptions = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(VIEW, {
        deserializeWebviewPanel: async (panel, state: { uri?: string } | undefined) => {
          if (state?.uri) this.adopt(vscode.Uri.parse(state.uri), panel);
          else panel.dispose();
        },
      }),
      // A library that changes can change any plan that uses it.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === "meso") for (const preview of this.open.values()) preview.refresh();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        const line = selections[0]?.active.line;
        if (line !== undefined) this.open.get(textEditor.document.uri.toString())?.follow(line);
      }),
      server.onHealth(() => {
        for (const preview of this.open.values()) preview.reload();
      }),
    );
  }

  /** Shows the plan's calendar beside its text. */
  show(uri: vscode.Uri): void {
    const known = this.open.get(uri.toString());
    if (known) return known.reveal();
    const panel = vscode.window.createWebviewPanel(
      VIEW,
      title(uri.path.slice(uri.path.lastIndexOf("/") + 1)),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      {},
    );
    this.adopt(uri, panel);
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const preview of this.open.values()) preview.dispose();
  }

  private adopt(uri: vscode.Uri, panel: vscode.WebviewPanel): void {
    const key = uri.toString();
    this.open.get(key)?.dispose();
    const icon = (theme: string) => vscode.Uri.joinPath(this.extension, "icons", `meso-${theme}.svg`);
    const preview = new Preview(uri, panel, this.server, { light: icon("light"), dark: icon("dark") });
    this.open.set(key, preview);
    panel.onDidDispose(() => {
      if (this.open.get(key) === preview) this.open.delete(key);
    });
  }
}

/** One plan's preview. */
class Preview {
  private state: "idle" | "busy" | "stale" = "idle";
  private loaded = false;
  private gone = false;

  constructor(
    private readonly uri: vscode.Uri,
    private readonly panel: vscode.WebviewPanel,
    private readonly server: Server,
    icons: { light: vscode.Uri; dark: vscode.Uri },
  ) {
    panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    panel.iconPath = icons;
    panel.onDidDispose(() => {
      this.gone = true;
    });
    panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message));
    this.refresh();
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel.dispose();
  }

  /** Draws the whole page again, not only its body. */
  reload(): void {
    this.loaded = false;
    this.refresh();
  }

  /** Draws the plan again. While one drawing is under way any number of calls make one more. */
  refresh(): void {
    if (this.state !== "idle") {
      this.state = "stale";
      return;
    }
    this.state = "busy";
    void this.draw().finally(() => {
      const again = this.state === "stale";
      this.state = "idle";
      if (again && !this.gone) this.refresh();
    });
  }

  /** Marks the day that this line belongs to. */
  follow(line: number): void {
    if (!vscode.workspace.getConfiguration("meso").get("preview.followCursor", true)) return;
    void this.panel.webview.postMessage({ kind: "cursor", line: line + 1 });
  }

  /** A page that has just been made starts where the cursor stands. */
  private followActive(): void {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === this.uri.toString());
    if (editor) this.follow(editor.selection.active.line);
  }

  private async draw(): Promise<void> {
    const client = this.server.client;
    if (!client) return this.excuse();
    // The server only knows open documents; a preview restored without its editor opens the text behind it.
    await vscode.workspace.openTextDocument(this.uri);
    const params: PreviewParams = { textDocument: { uri: this.uri.toString() } };
    try {
      const nonce = this.loaded ? undefined : randomBytes(18).toString("hex");
      const asked = nonce === undefined ? params : { ...params, nonce };
      const result = await client.sendRequest<PreviewResult | null>("meso/preview", asked);
      if (this.gone) return;
      if (!result) return this.excuse("the file cannot be read");
      this.panel.title = title(result.title);
      if (nonce === undefined) {
        await this.panel.webview.postMessage({ kind: "update", html: result.html });
      } else {
        const uri = attribute(this.uri.toString());
        this.panel.webview.html = result.html.replace('data-uri=""', () => `data-uri="${uri}"`);
        this.loaded = true;
      }
    } catch (error) {
      if (!this.gone) this.excuse(error instanceof Error ? error.message : String(error));
    }
  }

  private excuse(why?: string): void {
    this.loaded = false;
    const { health } = this.server;
    const text = why ?? (health.state === "failed" ? health.message : "the server is not running yet");
    this.panel.webview.html =
      "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">" +
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><title>Mesocycle</title></head>" +
      `<body><p role="status">The plan cannot be shown: ${attribute(text)}.</p></body></html>`;
  }

  private async receive(message: FromPage): Promise<void> {
    if (message.kind === "ready") {
      this.followActive();
    } else if (message.kind === "reveal" && Number.isSafeInteger(message.line)) {
      await this.lead(message.line - 1);
    }
  }

  /** Puts the cursor on a line of the text, counted from 0, or on the last one. */
  private async lead(wanted: number): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.uri);
    const line = Math.min(Math.max(wanted, 0), document.lineCount - 1);
    const start = document.lineAt(line).firstNonWhitespaceCharacterIndex;
    const show = async () => {
      const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
      const editor = await vscode.window.showTextDocument(document, shown?.viewColumn ?? vscode.ViewColumn.One);
      editor.selection = new vscode.Selection(line, start, line, start);
      editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    };
    // The editor looks only now and then whether a page has the focus. It may hear of the click that brought us here when the
    // text already has it, and would then take the page for what is worked in.
    if (!this.panel.active) {
      const late = this.panel.onDidChangeViewState(({ webviewPanel }) => {
        if (!webviewPanel.active) return;
        late.dispose();
        void show();
      });
      setTimeout(() => late.dispose(), LATE);
    }
    await show();
  }
}

function title(plan: string): string {
  return `Preview ${plan}`;
}

/** Text that is safe between quotes and between tags. */
function attribute(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
