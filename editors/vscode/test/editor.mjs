// Installs the packed extension into two real VS Codes, the newest and the oldest that it claims, and tests it there.
//
//   node test/editor.mjs                 everything
//   node test/editor.mjs --only newest   one of the two
//   node test/editor.mjs --times 20      so often, to see whether they always pass
//   MESO_BINARY=PATH                     pack this command instead of building one
//
// Ends with 0 when all passed, 1 when something failed. Where a machine cannot run the editors it says what was left out
// and why, and ends with 0; with CI=true that is a failure.

import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { CodeServer } from "./editor/code-server.mjs";
import { TESTS } from "./editor/window.test.mjs";
import { openBrowser, Workbench } from "./editor/workbench.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const extension = path.join(here, "..");
const root = path.join(extension, "../..");
const output = path.join(here, "output");
const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const only = option("--only");
const times = Number(option("--times") ?? 1);
const wanted = only ? [only] : ["oldest", "newest"];

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
const results = [];
const vsix = packExtension();
const served = spawnSync(process.execPath, ["--test", "--test-reporter=spec", path.join(here, "server")], {
  env: { ...process.env, MESO_BINARY: path.join(extension, "bin", process.platform === "win32" ? "meso.exe" : "meso") },
  stdio: ["ignore", "inherit", "inherit"],
  timeout: 900_000,
});
if (served.status !== 0) report({ where: "server", name: "the tests above", error: served.error?.message ?? "see above" });

const setup = spawnSync(path.join(here, "setup.sh"), wanted, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 1_800_000 });
process.stderr.write(setup.stderr ?? "");
if (setup.status === 75) {
  console.log(`left out: the tests in VS Code: ${setup.stderr.trim().split("\n").at(-1)}`);
  process.exit(process.env.CI === "true" || results.length > 0 ? 1 : 0);
}
if (setup.status !== 0) {
  console.log(`the editors could not be installed: ${setup.error?.message ?? `setup.sh left with ${setup.status}`}`);
  process.exit(1);
}
const cache = setup.stdout.trim().split("\n").at(-1);
const browserPath = readFileSync(path.join(cache, "browser"), "utf8").trim();

const packed = mkdtempSync(path.join(tmpdir(), "meso-vsix-"));
try {
  const tests = await packTests();
  const browser = await openBrowser(browserPath);
  try {
    for (let round = 0; round < times; round += 1) {
      for (const name of wanted) await testIn(name, browser, vsix, tests);
    }
  } finally {
    await browser.close();
  }
} finally {
  rmSync(packed, { recursive: true, force: true });
}

const failed = results.filter(({ error }) => error !== undefined);
console.log(`${results.length - failed.length} of ${results.length} tests in VS Code passed; pictures in ${path.relative(root, output)}`);
process.exit(failed.length === 0 ? 0 : 1);

/** Says at once how a test ended, so that one that is stuck is the one after the last line. */
function report(result) {
  const { where, name, error, note } = result;
  results.push(result);
  console.log(`${error === undefined ? "ok    " : "FAILED"} ${where}: ${name}${note ? ` (${note})` : ""}`);
  if (error !== undefined) console.log(error.replace(/^/gm, "         "));
}

/** All tests in one editor: first inside its extension host, then, in the newest, in its window. */
async function testIn(name, browser, vsix, tests) {
  const server = new CodeServer(path.join(cache, name), path.join(output, `${name}.log`));
  const outcomes = path.join(output, `${name}.json`);
  rmSync(outcomes, { force: true });
  try {
    const plans = [path.join(here, "plans"), path.join(root, "examples")];
    server.fresh(...plans);
    server.install(vsix);
    server.install(tests);
    await server.start({ MESO_TEST_OUTPUT: outcomes });
    await inExtensionHost(name, browser, server, outcomes);
    if (name !== "newest") return;
    for (const [title, body] of TESTS) {
      server.fresh(...plans);
      server.configure({});
      await record("window", title, () => body({ browser, server, output }), browser);
    }
  } catch (error) {
    report({ where: name, name: "starts", error: error.stack });
  } finally {
    await server.stop();
  }
}

/** The extension host starts with the first window; the tests begin with it, and leave a file. */
async function inExtensionHost(name, browser, server, outcomes) {
  const bench = await Workbench.open(browser, server, "autumn.meso", output);
  const end = Date.now() + 900_000;
  while (!existsSync(outcomes) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 250));
  if (!existsSync(outcomes)) {
    await bench.screenshot(`${name}-stuck`);
    throw new Error("waited 15 min in vain for the outcome of the tests in the extension host");
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { version, outcomes: all } = JSON.parse(readFileSync(outcomes, "utf8"));
  for (const { name: title, error, milliseconds } of all) {
    report({ where: `VS Code ${version}`, name: title, error, note: `${milliseconds} ms` });
  }
  await bench.close();
}

async function record(where, name, body, browser) {
  const start = Date.now();
  try {
    const note = await body();
    report({ where, name, note: note ?? `${Date.now() - start} ms` });
  } catch (error) {
    const windows = browser.contexts();
    const page = windows.at(-1)?.pages()[0];
    await page?.screenshot({ path: path.join(output, `failed-${results.length}.png`) }).catch(() => undefined);
    for (const window of windows) await window.close();
    report({ where, name, error: error.stack });
  }
}

/** The extension as it is published, with the command in it. */
function packExtension() {
  const binary = process.env.MESO_BINARY;
  const args = binary ? ["--binary", path.resolve(binary)] : [];
  const printed = execFileSync(process.execPath, [path.join(extension, "build/package.mjs"), ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], timeout: 600_000 });
  const last = printed.trim().split("\n").at(-1);
  const vsix = /^(.*\.vsix) \(/.exec(last)?.[1];
  if (!vsix) throw new Error(`nothing was packed: ${printed}`);
  console.log(last);
  return vsix;
}

/** The tests of the extension host, as an extension that depends on ours. */
async function packTests() {
  const folder = path.join(here, "extension-host");
  await esbuild.build({
    entryPoints: [path.join(folder, "tests.ts")],
    outfile: path.join(folder, "dist/tests.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    logLevel: "warning",
  });
  copyFileSync(path.join(root, "LICENSE"), path.join(folder, "LICENSE"));
  const vsix = path.join(packed, "tests.vsix");
  const vsce = path.join(extension, "node_modules/@vscode/vsce/vsce");
  execFileSync(process.execPath, [vsce, "package", "--no-dependencies", "-o", vsix], { cwd: folder, stdio: ["ignore", "ignore", "inherit"], timeout: 600_000 });
  return vsix;
}
