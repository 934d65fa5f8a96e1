// The life of the language server: found, started, watched, started again.

import * as vscode from "vscode";
import {
  CodeActionRequest,
  DocumentFormattingRequest,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  Trace,
} from "vscode-languageclient/node";
import { type Binary, findBinary, type Search } from "./binary";
import { realMachine } from "./machine";
import { type Settings, settings } from "./settings";

/** What the server is doing, for the status bar. */
export type Health =
  | { readonly state: "off" }
  | { readonly state: "starting" }
  | { readonly state: "running"; readonly binary: Binary }
  | { readonly state: "failed"; readonly message: string };

/** The documents that the server is asked about. */
export const SELECTOR = [
  { language: "meso", scheme: "file" },
  { language: "meso", scheme: "untitled" },
];

/** A client that leaves to `onsave.ts` what is offered there. */
class Client extends LanguageClient {
  override registerFeature(feature: Feature): void {
    const elsewhere: readonly string[] = [CodeActionRequest.method, DocumentFormattingRequest.method];
    if ("registrationType" in feature && elsewhere.includes(feature.registrationType.method)) {
      // It still tells the server what the editor can do, and then has nothing to offer.
      feature.initialize = () => undefined;
    }
    super.registerFeature(feature);
  }
}

type Feature = Parameters<LanguageClient["registerFeature"]>[0];

/** One server for the window. */
export class Server implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Health>();
  private queue: Promise<void> = Promise.resolve();
  private running: LanguageClient | undefined;
  private current: Health = { state: "off" };
  private lastSearch: Search = { binary: undefined, refused: [] };

  /** Fires whenever the health changes. */
  readonly onHealth = this.changed.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly output: vscode.LogOutputChannel,
  ) {}

  /** What the server is doing. */
  get health(): Health {
    return this.current;
  }

  /** The command that was found last, and what was passed over. */
  get search(): Search {
    return this.lastSearch;
  }

  /** The client, while it runs. */
  get client(): LanguageClient | undefined {
    return this.running?.isRunning() ? this.running : undefined;
  }

  /** The client as soon as it runs; nothing where there is none, or none in so many milliseconds. */
  whenRunning(patience: number, token: vscode.CancellationToken): Promise<LanguageClient | undefined> {
    if (this.current.state !== "starting") return Promise.resolve(this.client);
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(limit);
        waiting.dispose();
        resolve(this.client);
      };
      const limit = setTimeout(end, patience);
      const waiting = vscode.Disposable.from(
        this.onHealth(({ state }) => {
          if (state !== "starting") end();
        }),
        token.onCancellationRequested(end),
      );
    });
  }

  /** Starts, or starts again. Calls while it starts are served in order, so that no two servers run side by side. */
  restart(): Promise<void> {
    const again = async () => {
      if (settings().enable) this.set({ state: "starting" });
      await this.stop();
      await this.start();
    };
    this.queue = this.queue.then(again, again);
    return this.queue;
  }

  /** The command, searching for it if the server is off. */
  async binary(): Promise<Binary | undefined> {
    return this.lastSearch.binary ?? (await this.find(settings())).binary;
  }

  async dispose(): Promise<void> {
    await this.queue.catch(() => undefined);
    await this.stop();
    this.changed.dispose();
  }

  private async start(): Promise<void> {
    const wishes = settings();
    if (!wishes.enable) return this.set({ state: "off" });
    const { binary, refused } = await this.find(wishes);
    for (const refusal of refused) this.output.warn(`passed over ${refusal.path} (${refusal.origin}): ${refusal.reason}`);
    if (!binary) return this.missing();
    this.output.info(`meso ${binary.version} from ${binary.path} (${binary.origin})`);
    const client = new Client("meso", "Mesocycle", serverOptions(binary, wishes), this.clientOptions());
    client.onDidChangeState(({ newState }) => {
      if (this.running !== client) return;
      if (newState === State.Starting) this.set({ state: "starting" });
      if (newState === State.Running) this.set({ state: "running", binary });
      if (newState === State.Stopped) this.set({ state: "failed", message: "the server stopped" });
    });
    this.running = client;
    try {
      await client.start();
      await client.setTrace(trace());
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.set({ state: "failed", message });
      await this.complain(`Mesocycle could not start ${binary.path}: ${message}`, "Show Output");
      return;
    }
    const wanted = refused.find((refusal) => refusal.origin === "setting");
    if (wanted) {
      const text = `Mesocycle: ${wanted.path} is not used: ${wanted.reason}. Running ${binary.path} instead.`;
      void this.complain(text, "Open Settings");
    }
  }

  private async stop(): Promise<void> {
    const client = this.running;
    this.running = undefined;
    if (!client) return;
    try {
      if (client.needsStop()) await client.stop(2000);
      await client.dispose();
    } catch (error) {
      this.output.warn(`the server did not stop in order: ${String(error)}`);
    }
  }

  private async find(wishes: Settings): Promise<Search> {
    const version = String(this.context.extension.packageJSON.version);
    this.lastSearch = await findBinary(wishes, realMachine(this.context, wishes.interpreter), version);
    return this.lastSearch;
  }

  private async missing(): Promise<void> {
    this.set({ state: "failed", message: "no `meso` command" });
    const refused = this.lastSearch.refused[0];
    const because = refused ? ` ${refused.path}: ${refused.reason}.` : "";
    await this.complain(
      `Mesocycle found no \`meso\` command that fits, so plans are highlighted but not checked.${because} ` +
        "Install it with `pip install mesocycle`, or say where it is.",
      "Open Settings",
      "How to Install",
    );
  }

  /** One message, with buttons that help. */
  private async complain(message: string, ...buttons: string[]): Promise<void> {
    this.output.error(message);
    // Not awaited by those who wait for the server: a message may stand unread for hours.
    void vscode.window.showErrorMessage(message, ...buttons).then((chosen) => {
      if (chosen === "Open Settings") void vscode.commands.executeCommand("workbench.action.openSettings", "meso.path");
      if (chosen === "Show Output") this.output.show();
      if (chosen === "How to Install") {
        void vscode.env.openExternal(vscode.Uri.parse(`${this.context.extension.packageJSON.homepage}#install`));
      }
    });
  }

  private clientOptions(): LanguageClientOptions {
    return {
      documentSelector: SELECTOR,
      outputChannel: this.output,
      traceOutputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: { settings: vscode.workspace.getConfiguration("meso") },
      synchronize: { configurationSection: "meso" },
      markdown: { supportHtml: false },
    };
  }

  private set(health: Health): void {
    this.current = health;
    this.changed.fire(health);
  }
}

function serverOptions(binary: Binary, wishes: Settings) {
  const args = ["lsp", ...(wishes.logLevel === "warn" ? [] : ["--log-level", wishes.logLevel])];
  return { command: binary.path, args };
}

function trace(): Trace {
  return Trace.fromString(vscode.workspace.getConfiguration("meso").get("trace.server", "off"));
}
