// The extension's settings as one typed value, and which of them need the server to start again.

import * as os from "node:os";
import * as vscode from "vscode";
import { expand, type Wishes } from "./binary";

/** What decides which server runs, and how. */
export interface Settings extends Wishes {
  readonly enable: boolean;
  readonly interpreter: string;
  readonly logLevel: "error" | "warn" | "info" | "debug";
}

/** A change of one of these starts the server again; it reads the others itself. */
const NEED_RESTART = ["enable", "path", "importStrategy", "interpreter", "logLevel"];

/** Reads the settings, with the variables in paths replaced. */
export function settings(): Settings {
  const config = vscode.workspace.getConfiguration("meso");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const filled = (text: string) => expand(text, folder, os.homedir(), process.env);
  return {
    trusted: vscode.workspace.isTrusted,
    enable: config.get("enable", true),
    path: config.get<string[]>("path", []).map(filled),
    importStrategy: config.get("importStrategy", "fromEnvironment"),
    interpreter: vscode.workspace.isTrusted ? filled(config.get("interpreter", "")) : "",
    logLevel: config.get("logLevel", "warn"),
  };
}

/** Must the server start again after this change? */
export function needsRestart(event: vscode.ConfigurationChangeEvent): boolean {
  return NEED_RESTART.some((key) => event.affectsConfiguration(`meso.${key}`));
}
