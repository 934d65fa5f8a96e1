// The extension's side of the server: colours that agree with the grammar's, and the page of the preview.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { corpus } from "../unit/corpus.mjs";
import { loadGrammar, tokenize } from "../unit/textmate.mjs";
import { Client } from "./client.mjs";

const client = new Client(process.env.MESO_BINARY);
let legend;

before(async () => {
  legend = (await client.start()).semanticTokensProvider.legend.tokenTypes;
});

after(async () => {
  assert.equal(await client.stop(), 0);
});

/** What the grammar may say where the parser says this; it may always say nothing. */
const AGREED = {
  keyword: ["keyword.", "constant.language.", "entity.name.tag.day", "support.variable.detail", "support.constant.effort"],
  class: ["entity.name.tag.day", "constant.numeric.date", "support.function.entry"],
  number: ["constant.numeric", "keyword.other.unit", "keyword.operator", "variable.parameter.target", "entity.name.section"],
  string: ["string."],
  comment: ["comment."],
  function: ["entity.name.function"],
  // A session may call its parameters as it likes: `on run / off walk`.
  parameter: ["variable.parameter", "keyword.operator", "support.", "constant.language.", "keyword.other.join"],
  enumMember: ["support.constant.effort", "variable.parameter", "constant.language."],
  type: ["support.type", "storage.modifier.week", "support.constant.effort", "entity.name.section", "entity.name.tag.day", "keyword.other.unit", "variable.parameter.target"],
  // `sleep` and `weight` are settings of an athlete and entries of a log: which, the block says, not the line.
  method: ["support.function.entry", "support.variable.detail", "keyword.other.join", "constant.numeric", "variable.other.property.setting", "variable.parameter.target"],
  property: ["variable.other.property.setting"],
  decorator: ["entity.other.attribute-name.rule"],
  operator: ["keyword.operator", "punctuation.", "variable.parameter.target", "keyword.other.unit"],
};

/** The semantic tokens of a text as line, start, length, kind. */
async function semanticTokens(name, text) {
  const uri = client.open(name, text);
  const { data } = await client.request("textDocument/semanticTokens/full", { textDocument: { uri } });
  const tokens = [];
  let [line, start] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    line += data[i];
    start = data[i] === 0 ? start + data[i + 1] : data[i + 1];
    tokens.push({ line, start, end: start + data[i + 2], kind: legend[data[i + 3]] });
  }
  return tokens;
}

test("the grammar never contradicts the parser, in any sound plan of the repository", async () => {
  const grammar = await loadGrammar();
  const plans = corpus().filter(({ name }) => !/slips|broken/.test(name));
  let count = 0;
  const contradictions = [];
  for (const { name, text } of plans) {
    const lines = tokenize(grammar, text);
    for (const { line, start, end, kind } of await semanticTokens(name, text)) {
      assert.ok(AGREED[kind], `${kind} has no scopes that it agrees with`);
      for (const token of lines[line]?.tokens ?? []) {
        if (token.end <= start || token.start >= end || token.scope === "source.meso") continue;
        count += 1;
        if (!AGREED[kind].some((scope) => token.scope.startsWith(scope))) {
          const word = lines[line].line.slice(start, end);
          contradictions.push(`${name}:${line + 1}: \`${word}\` is a ${kind}, the grammar says ${token.scope}: ${lines[line].line}`);
        }
      }
    }
  }
  assert.ok(count > 500, `only ${count} tokens compared`);
  assert.deepEqual(contradictions.slice(0, 40), [], `${contradictions.length} of ${count}`);
});

test("every kind of token has a scope for themes that do not know it", () => {
  const { contributes } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const [{ scopes }] = contributes.semanticTokenScopes;
  assert.deepEqual(Object.keys(scopes).sort(), [...legend].sort());
});

test("the preview draws the plan, whole or only its body", async () => {
  const text = 'plan "<b>Bold</b>"\n  start 2027-03-01\nweek 1\n  tue 8km tempo\n  wed 8km tempo\n';
  const uri = client.open("preview.meso", text);
  const ask = (more) => client.request("meso/preview", { textDocument: { uri }, ...more });
  const whole = await ask({ nonce: "abc" });
  const body = await ask({});
  assert.equal(whole.title, "<b>Bold</b>");
  assert.ok(whole.html.includes(body.html));
  assert.match(whole.html, /<script nonce="abc">/);
  assert.match(body.html, /hard-day-back-to-back/);
  assert.ok(!body.html.includes("<b>Bold"));
  assert.equal(await client.request("meso/preview", { textDocument: { uri: "file:///nowhere/x.meso" } }), null);
});

test("the templates read clean, are laid out, and take a date", () => {
  const meso = (args, input) => spawnSync(process.env.MESO_BINARY, args, { encoding: "utf8", input });
  const folder = new URL("../../templates/", import.meta.url);
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), "utf8");
    const dated = text.replace(/^(\s+goal\s+\S+)/m, "$1 on 2027-06-06");
    for (const plan of [text, dated]) {
      const { status, stdout } = meso(["check", "--isolated", "-"], plan);
      assert.equal(status, 0, `${name}: ${stdout}`);
    }
    assert.equal(meso(["fmt", "-"], text).stdout, text, name);
  }
});

test("the settings offer the profiles that there are", () => {
  const { contributes } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const offered = contributes.configuration.properties["meso.profile"].enum.filter((name) => name !== null);
  const { stderr } = spawnSync(process.env.MESO_BINARY, ["check", "--profile", "nobody", "-"], { encoding: "utf8", input: "" });
  for (const name of offered) assert.ok(stderr.includes(name), `${name} is none of: ${stderr}`);
});
