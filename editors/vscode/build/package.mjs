// `npm run package`: one .vsix for this platform, with the `meso` command in it.
//
//   npm run package                         builds the command and packs it
//   npm run package -- --binary PATH        packs a command that is there already, for any --target
//   npm run package -- --universal          no command: for platforms without one, found as binary.ts says

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const LIMIT = 10 * 1024 * 1024;
const here = fileURLToPath(new URL("..", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));
const { name, version } = JSON.parse(readFileSync(`${here}package.json`, "utf8"));

const universal = process.argv.includes("--universal");
const target = option("--target") ?? `${process.platform}-${process.arch}`;
const vsix = `${here}${name}-${version}${universal ? "" : `-${target}`}.vsix`;
const exe = target.startsWith("win32") ? "meso.exe" : "meso";

rmSync(`${here}bin`, { recursive: true, force: true });
if (!universal) {
  mkdirSync(`${here}bin`, { recursive: true });
  copyFileSync(option("--binary") ?? build(), `${here}bin/${exe}`);
  chmodSync(`${here}bin/${exe}`, 0o755);
}
const where = universal ? [] : ["--target", target];
run(process.execPath, [`${here}node_modules/@vscode/vsce/vsce`, "package", "--no-dependencies", ...where, "-o", vsix]);

const { size } = statSync(vsix);
console.log(`${vsix} (${(size / 1024 / 1024).toFixed(2)} MB)`);
if (size > LIMIT) {
  console.error("it is larger than 10 MB");
  process.exit(1);
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
