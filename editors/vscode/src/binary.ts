// Which `meso` to run: settings first, then the selected Python environment, PATH, and what the extension carries.
//
// The order is that of ruff's extension. An untrusted workspace gets the bundled one, whatever its settings say, because
// a folder that somebody sent must not choose what runs. Nothing here touches VS Code, so all of it is tested in Node.

import * as path from "node:path";

/** Where a command was found. */
export type Origin = "setting" | "python environment" | "PATH" | "bundled";

/** A command that can be run. */
export interface Binary {
  readonly path: string;
  readonly origin: Origin;
  readonly version: string;
}

/** What the user and the workspace ask for. */
export interface Wishes {
  readonly trusted: boolean;
  readonly path: readonly string[];
  readonly importStrategy: "fromEnvironment" | "useBundled";
}

/** What the machine can answer. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Folder of the extension. */
  readonly extension: string;
  /** The PATH, split. */
  readonly searchPath: readonly string[];
  /** Is this a file that may be run? */
  executable(file: string): Promise<boolean>;
  /** What `file --version` prints; throws if it cannot be run. */
  version(file: string): Promise<string>;
  /** The scripts folders of the selected Python environment, the likeliest first; empty if there is none. */
  pythonScripts(): Promise<readonly string[]>;
}

/** A candidate that was passed over, and why. */
export interface Refusal {
  readonly path: string;
  readonly origin: Origin;
  readonly reason: string;
}

/** What the search came to. */
export interface Search {
  readonly binary: Binary | undefined;
  readonly refused: readonly Refusal[];
}

/** The extension and the command speak the same protocol within one minor version before 1.0, one major after. */
export function compatible(version: string, extension: string): boolean {
  const [a, b] = [numbers(version), numbers(extension)];
  if (!a || !b) return false;
  if (a[0] !== b[0]) return false;
  return a[0] > 0 || a[1] === b[1];
}

/** `meso 0.1.0 (…)` gives `0.1.0`. */
export function versionIn(output: string): string | undefined {
  return /\bmeso\s+v?(\d+\.\d+\.\d+\S*)/.exec(output)?.[1];
}

/** Looks for the first command that runs and fits. */
export async function findBinary(wishes: Wishes, machine: Machine, extensionVersion: string): Promise<Search> {
  const refused: Refusal[] = [];
  for await (const { file, origin } of candidates(wishes, machine)) {
    if (!(await machine.executable(file))) {
      // A path that somebody wrote down deserves a word; places we only tried do not.
      if (origin === "setting") refused.push({ path: file, origin, reason: "there is no such program" });
      continue;
    }
    try {
      const version = versionIn(await machine.version(file));
      if (version === undefined) {
        refused.push({ path: file, origin, reason: "it is not Mesocycle's `meso`" });
      } else if (!compatible(version, extensionVersion)) {
        refused.push({ path: file, origin, reason: `it is version ${version}, the extension needs ${extensionVersion}` });
      } else {
        return { binary: { path: file, origin, version }, refused };
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      refused.push({ path: file, origin, reason: `it cannot be run: ${reason}` });
    }
  }
  return { binary: undefined, refused };
}

async function* candidates(wishes: Wishes, machine: Machine): AsyncGenerator<{ file: string; origin: Origin }> {
  const name = machine.platform === "win32" ? "meso.exe" : "meso";
  const join = machine.platform === "win32" ? path.win32.join : path.posix.join;
  const bundled = { file: join(machine.extension, "bin", name), origin: "bundled" as const };
  if (wishes.trusted) {
    for (const file of wishes.path) yield { file, origin: "setting" };
    if (wishes.importStrategy === "fromEnvironment") {
      for (const folder of await machine.pythonScripts()) {
        yield { file: join(folder, name), origin: "python environment" };
      }
      for (const folder of machine.searchPath) yield { file: join(folder, name), origin: "PATH" };
    }
  }
  yield bundled;
}

function numbers(version: string): [number, number] | undefined {
  const match = /^(\d+)\.(\d+)\./.exec(version);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** Replaces `${workspaceFolder}`, `${userHome}` and `${env:NAME}`, and a leading `~`. */
export function expand(
  text: string,
  folder: string | undefined,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  return text
    .replace(/^~(?=$|[/\\])/, () => home)
    .replace(/\$\{workspaceFolder\}/g, () => folder ?? "")
    .replace(/\$\{userHome\}/g, () => home)
    .replace(/\$\{env:([^}]+)\}/g, (_, name: string) => env[name] ?? "");
}
