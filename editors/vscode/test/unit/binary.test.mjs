// Which `meso` is run: the order, what is refused, and that an untrusted folder decides nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { findBinary, compatible, versionIn, expand } = await load("binary");

const WISHES = { trusted: true, path: [], importStrategy: "fromEnvironment" };
const SETTING = "/chosen/meso";
const PYTHON = "/venv/bin/meso";
const ON_PATH = "/usr/local/bin/meso";
const BUNDLED = "/extension/bin/meso";

/** A machine with these programs, by what they answer to `--version`. */
function machine(programs, asked = []) {
  return {
    platform: "linux",
    extension: "/extension",
    searchPath: ["/empty", "/usr/local/bin"],
    executable: async (file) => file in programs,
    version: async (file) => {
      asked.push(file);
      const answer = programs[file];
      if (answer instanceof Error) throw answer;
      return answer;
    },
    pythonScripts: async () => ["/venv/bin"],
  };
}

const ALL = { [SETTING]: "meso 0.1.9", [PYTHON]: "meso 0.1.2", [ON_PATH]: "meso 0.1.1", [BUNDLED]: "meso 0.1.0" };

async function found(wishes, programs) {
  const { binary } = await findBinary({ ...WISHES, ...wishes }, machine(programs), "0.1.0");
  return binary && [binary.path, binary.origin, binary.version];
}

function without(...files) {
  return Object.fromEntries(Object.entries(ALL).filter(([file]) => !files.includes(file)));
}

test("settings come first, then the Python environment, PATH, the bundled one", async () => {
  const path = ["/not/there/meso", SETTING];
  assert.deepEqual(await found({ path }, ALL), [SETTING, "setting", "0.1.9"]);
  assert.deepEqual(await found({ path }, without(SETTING)), [PYTHON, "python environment", "0.1.2"]);
  assert.deepEqual(await found({ path }, without(SETTING, PYTHON)), [ON_PATH, "PATH", "0.1.1"]);
  assert.deepEqual(await found({ path }, without(SETTING, PYTHON, ON_PATH)), [BUNDLED, "bundled", "0.1.0"]);
  assert.equal(await found({ path }, {}), undefined);
});

test("`useBundled` takes the bundled one, but not before a setting", async () => {
  const importStrategy = "useBundled";
  assert.deepEqual(await found({ importStrategy }, ALL), [BUNDLED, "bundled", "0.1.0"]);
  assert.deepEqual(await found({ importStrategy, path: [SETTING] }, ALL), [SETTING, "setting", "0.1.9"]);
});

test("an untrusted workspace runs the bundled one, and touches no other", async () => {
  const asked = [];
  const wishes = { trusted: false, path: [SETTING], importStrategy: "fromEnvironment" };
  const { binary } = await findBinary(wishes, machine(ALL, asked), "0.1.0");
  assert.equal(binary.path, BUNDLED);
  assert.deepEqual(asked, [BUNDLED]);
});

test("what does not fit is passed over, and told", async () => {
  const programs = {
    ...ALL,
    [SETTING]: "Meson 1.2.3",
    [PYTHON]: "meso 0.9.0",
    [ON_PATH]: new Error("not an executable of this machine"),
  };
  const { binary, refused } = await findBinary({ ...WISHES, path: [SETTING] }, machine(programs), "0.1.0");
  assert.equal(binary.path, BUNDLED);
  assert.deepEqual(
    refused.map(({ path, reason }) => [path, reason]),
    [
      [SETTING, "it is not Mesocycle's `meso`"],
      [PYTHON, "it is version 0.9.0, the extension needs 0.1.0"],
      [ON_PATH, "it cannot be run: not an executable of this machine"],
    ],
  );
});

test("a path of the settings that is not there is told, a place we tried is not", async () => {
  const { refused } = await findBinary({ ...WISHES, path: ["/gone/meso"] }, machine({ [BUNDLED]: "meso 0.1.0" }), "0.1.0");
  assert.deepEqual(
    refused.map(({ path }) => path),
    ["/gone/meso"],
  );
});

test("before 1.0 a minor version may change the protocol, after it a major one", () => {
  assert.ok(compatible("0.1.7", "0.1.0"));
  assert.ok(!compatible("0.2.0", "0.1.0"));
  assert.ok(compatible("1.4.0", "1.0.2"));
  assert.ok(!compatible("2.0.0", "1.0.2"));
  assert.ok(!compatible("nonsense", "0.1.0"));
});

test("the version stands in what the command prints", () => {
  assert.equal(versionIn("meso 0.1.0\n"), "0.1.0");
  assert.equal(versionIn("meso 1.2.3-rc.1 (abc 2027-01-01)"), "1.2.3-rc.1");
  assert.equal(versionIn("python 3.12.0"), undefined);
});

test("variables in paths", () => {
  const env = { TOOLS: "/opt/$&" };
  assert.equal(expand("${workspaceFolder}/bin/meso", "/plans", "/home/kim", env), "/plans/bin/meso");
  assert.equal(expand("~/meso", undefined, "/home/kim", env), "/home/kim/meso");
  assert.equal(expand("${userHome}/${env:TOOLS}/${env:NONE}x", undefined, "/h", env), "/h//opt/$&/x");
  assert.equal(expand("/a/~b", undefined, "/h", env), "/a/~b");
});
