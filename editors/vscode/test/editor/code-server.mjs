// A real VS Code of our own: its own data, its own extensions, one process group that is ended whole.

import { execFileSync, spawn } from "node:child_process";
import { closeSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";

const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.colorTheme": "Default Light Modern",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "git.enabled": false,
  "chat.disableAIFeatures": true,
  "window.commandCenter": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "files.hotExit": "off",
  "files.autoSave": "off",
  "editor.minimap.enabled": false,
};

/** One VS Code, with extensions installed from files. */
export class CodeServer {
  /**
   * @param {string} home where setup.sh put the editor
   * @param {string} log where its output goes
   */
  constructor(home, log) {
    this.home = home;
    this.log = log;
    this.folder = mkdtempSync(path.join(tmpdir(), "meso-editor-"));
    mkdirSync(path.join(this.folder, "data", "User"), { recursive: true });
    this.configure({});
  }

  /** The user's settings; a running editor takes them over. */
  configure(settings) {
    const file = path.join(this.folder, "data", "User", "settings.json");
    writeFileSync(file, JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  }

  /** Opens a new folder from now on, with copies of these, so that nothing of what came before is met again. */
  fresh(...sources) {
    this.folders = (this.folders ?? 0) + 1;
    this.workspace = path.join(this.folder, String(this.folders), "plans");
    for (const from of sources) cpSync(from, this.workspace, { recursive: true });
  }

  install(vsix) {
    execFileSync(this.node(), [...this.command(), "--install-extension", vsix], { env: this.environment(), stdio: ["ignore", "ignore", "inherit"], timeout: 600_000 });
  }

  /** Starts it, and waits until it answers. */
  async start(environment = {}) {
    this.port = await freePort();
    const out = openSync(this.log, "a");
    this.process = spawn(
      this.node(),
      [...this.command(), "--auth", "none", "--bind-addr", `127.0.0.1:${this.port}`, "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override"],
      { env: { ...this.environment(), ...environment }, stdio: ["ignore", out, out], detached: true },
    );
    closeSync(out);
    const end = Date.now() + 180_000;
    for (;;) {
      try {
        if ((await fetch(`http://127.0.0.1:${this.port}/healthz`)).ok) return;
      } catch {
        // Not yet.
      }
      if (Date.now() > end || this.process.exitCode !== null) throw new Error(`waited in vain for the editor to start; see ${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** The address of the opened folder, with a file in the editor. */
  address(file) {
    const opened = file === undefined ? [] : [["openFile", `vscode-remote://127.0.0.1:${this.port}${path.join(this.workspace, file)}`]];
    const payload = encodeURIComponent(JSON.stringify(opened));
    return `http://127.0.0.1:${this.port}/?folder=${encodeURIComponent(this.workspace)}&payload=${payload}`;
  }

  /** Ends it with all its children, and takes its files away. */
  async stop() {
    const { process: child } = this;
    if (child && child.exitCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      signal(child.pid, "SIGTERM");
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5000))]);
      // Children outlive a plain end of their parent.
      signal(child.pid, "SIGKILL");
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  node() {
    const own = path.join(this.home, "node_modules", ".bin", "node");
    return existsSync(own) ? own : process.execPath;
  }

  command() {
    const data = path.join(this.folder, "data");
    return [path.join(this.home, "node_modules", "code-server"), "--user-data-dir", data, "--extensions-dir", path.join(this.folder, "extensions"), "--config", path.join(this.folder, "config.yaml")];
  }

  environment() {
    const { PORT, PASSWORD, VSCODE_IPC_HOOK_CLI, ...rest } = process.env;
    return { ...rest, HOME: this.folder, XDG_DATA_HOME: this.folder, XDG_CONFIG_HOME: this.folder };
  }
}

function signal(group, name) {
  try {
    process.kill(-group, name);
  } catch {
    // It is gone.
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
