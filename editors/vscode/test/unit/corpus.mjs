// Every plan of the repository.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as path from "node:path";

export const root = fileURLToPath(new URL("../../../../", import.meta.url));
const SKIPPED = new Set(["target", "node_modules", "dist", "output"]);

/** All *.meso files with their text, by their path from the root. */
export function corpus(folder = root) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && !SKIPPED.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return corpus(file);
      if (!entry.isFile() || !entry.name.endsWith(".meso")) return [];
      return [{ file, name: path.relative(root, file), text: readFileSync(file, "utf8") }];
    });
}
