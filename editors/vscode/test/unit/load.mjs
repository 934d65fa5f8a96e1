// Loads a TypeScript module of the extension that does not need VS Code.

import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

/** The exports of `src/NAME.ts`. */
export async function load(name) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [fileURLToPath(new URL(`../../src/${name}.ts`, import.meta.url))],
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}
