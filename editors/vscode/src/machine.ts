// The real machine behind the search for `meso`: files, processes, the Python extension.

import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Machine } from "./binary";

/** The machine that the extension host runs on. */
export function realMachine(context: vscode.ExtensionContext, interpreter: string): Machine {
  return {
    platform: process.platform,
    extension: context.extensionPath,
    searchPath: (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder)),
    executable,
    version: (file) => run(file, ["--version"]),
    pythonScripts: async () => {
      const python = interpreter || (await selectedInterpreter());
      return python ? scriptsBeside(python) : [];
    },
  };
}

async function executable(file: string): Promise<boolean> {
  try {
    if (!(await stat(file)).isFile()) return false;
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a program that answers at once. */
export function run(file: string, args: readonly string[], input?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, { timeout: 10_000, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim().split("\n")[0] || error.message));
      else resolve(stdout);
    });
    if (input !== undefined) {
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(input);
    }
  });
}

/** An interpreter and the scripts of its environment share a folder; on Windows a base installation has `Scripts`. */
function scriptsBeside(python: string): string[] {
  const folder = path.dirname(python);
  return process.platform === "win32" ? [folder, path.join(folder, "Scripts")] : [folder];
}

/** The interpreter that the Python environments extension, else the Python extension, has selected. */
async function selectedInterpreter(): Promise<string | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  try {
    const environments = vscode.extensions.getExtension<EnvironmentsApi>("ms-python.vscode-python-envs");
    if (environments) {
      const found = await (await environments.activate()).getEnvironment?.(folder);
      if (found?.execInfo?.run?.executable) return found.execInfo.run.executable;
    }
    const python = vscode.extensions.getExtension<PythonApi>("ms-python.python");
    if (python) {
      const api = (await python.activate()).environments;
      const found = await api?.resolveEnvironment(api.getActiveEnvironmentPath(folder));
      return found?.executable?.uri?.fsPath;
    }
  } catch {
    // Another extension's trouble must not keep plans from being checked; the search goes on with PATH.
  }
  return undefined;
}

/** Calls back when another interpreter is selected. */
export async function onInterpreterChange(callback: () => void): Promise<vscode.Disposable | undefined> {
  const python = vscode.extensions.getExtension<PythonApi>("ms-python.python");
  try {
    return (await python?.activate())?.environments?.onDidChangeActiveEnvironmentPath?.(callback);
  } catch {
    return undefined;
  }
}

/** The part that we use of the Python environments extension. */
interface EnvironmentsApi {
  getEnvironment?(
    scope: vscode.Uri | undefined,
  ): Promise<{ execInfo?: { run?: { executable?: string } } } | undefined>;
}

/** The part that we use of the Python extension. */
interface PythonApi {
  readonly environments?: {
    getActiveEnvironmentPath(scope?: vscode.Uri): unknown;
    resolveEnvironment(path: unknown): Promise<{ executable?: { uri?: vscode.Uri } } | undefined>;
    onDidChangeActiveEnvironmentPath?: (callback: () => void) => vscode.Disposable;
  };
}
