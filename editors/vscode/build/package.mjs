// `npm run package`: one .vsix for this platform, with the `meso` command in it.
//
//   npm run package                         builds the command and packs it
//   npm run package -- --binary PATH        packs a command that is there already, for any --target
//   npm run package -- --universal          no command: for platforms without one, found as binary.ts says
//   … --rules PATH                          a command that runs here and lists the rules, where the packed one does not

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { schema } from "./schema.mjs";

const LIMIT = 10 * 1024 * 1024;
const here = fileURLToPath(new URL("..", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));
const { name, version, contributes } = JSON.parse(readFileSync(`${here}package.json`, "utf8"));

const universal = process.argv.includes("--universal");
const target = option("--target") ?? `${process.platform}-${process.arch}`;
const vsix = `${here}${name}-${version}${universal ? "" : `-${target}`}.vsix`;
const exe = target.startsWith("win32") ? "meso.exe" : "meso";

rmSync(`${here}bin`, { recursive: true, force: true });
const binary = option("--binary") ?? (universal && option("--rules") ? undefined : build());
if (!universal) {
  mkdirSync(`${here}bin`, { recursive: true });
  copyFileSync(binary, `${here}bin/${exe}`);
  chmodSync(`${here}bin/${exe}`, 0o755);
}
writeSchema(option("--rules") ?? binary);
const where = universal ? [] : ["--target", target];
run(process.execPath, [`${here}node_modules/@vscode/vsce/vsce`, "package", "--no-dependencies", ...where, "-o", vsix]);

const { size } = statSync(vsix);
console.log(`${vsix} (${(size / 1024 / 1024).toFixed(2)} MB)`);
if (size > LIMIT) {
  console.error("it is larger than 10 MB");
  process.exit(1);
}

/** The schema of meso.toml speaks of the rules that the packed command has. */
function writeSchema(command) {
  const rules = JSON.parse(execFileSync(command, ["rules", "--format", "json"], { encoding: "utf8", maxBuffer: 1 << 26 }));
  const profiles = contributes.configuration.properties["meso.profile"].enum.filter((profile) => profile !== null);
  mkdirSync(`${here}dist/schemas`, { recursive: true });
  writeFileSync(`${here}dist/schemas/meso.schema.json`, `${JSON.stringify(schema(rules, profiles), null, 2)}\n`);
}

function build() {
  run("cargo", ["build", "--release", "--package", "meso-cli", "--bin", "meso"], root);
  const target = process.env.CARGO_TARGET_DIR ?? `${root}target`;
  return `${target}/release/${exe}`;
}

function run(command, args, cwd = here) {
  execFileSync(command, args, { cwd, stdio: ["ignore", "inherit", "inherit"] });
}

function option(flag) {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : process.argv[at + 1];
}
