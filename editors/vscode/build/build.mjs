// Bundles the extension into dist/ and puts the shared grammar and the schema of meso.toml beside it.

import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL("..", import.meta.url));
const production = process.argv.includes("--production");

mkdirSync(`${here}dist/syntaxes`, { recursive: true });
copyFileSync(`${here}../../grammar/textmate/meso.tmLanguage.json`, `${here}dist/syntaxes/meso.tmLanguage.json`);
copyFileSync(`${here}syntaxes/markdown-meso.tmLanguage.json`, `${here}dist/syntaxes/markdown-meso.tmLanguage.json`);
mkdirSync(`${here}dist/schemas`, { recursive: true });
copyFileSync(`${here}../../docs/meso.schema.json`, `${here}dist/schemas/meso.schema.json`);
if (!existsSync(`${here}LICENSE`)) copyFileSync(`${here}../../LICENSE`, `${here}LICENSE`);

const options = {
  absWorkingDir: here,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  // What the oldest VS Code that we claim runs on.
  target: "node20",
  external: ["vscode"],
  minify: production,
  sourcemap: !production,
  logLevel: "warning",
};

if (process.argv.includes("--watch")) {
  await (await esbuild.context(options)).watch();
} else {
  await esbuild.build(options);
}
