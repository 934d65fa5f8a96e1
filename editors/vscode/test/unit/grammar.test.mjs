// The TextMate grammar: current, every word of the language coloured whole, no line that reaches into the next.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { generate, output } from "../../build/grammar.mjs";
import { corpus } from "./corpus.mjs";
import { loadGrammar, tokenize } from "./textmate.mjs";

const grammar = await loadGrammar();
const { text: current, lists } = generate();
const rules = JSON.parse(current).repository;

test("the grammar is what `npm run generate` writes", () => {
  assert.equal(readFileSync(output, "utf8"), current, "stale: npm run generate");
});

/** Where a word of a list can stand, so that it is met as one. */
const PLACES = {
  "words-head": (word) => ["", word, ""],
  "words-setting": (word) => ["  ", word, " 1"],
  "words-week-kind": (word) => ["week 1 ", word, ""],
  "words-unit": (word) => ["  mon 8", word, " E"],
  "words-ladder-unit": (word) => ["  mon [8 9]", word, " E"],
};

test("every word of the vocabulary is coloured whole", () => {
  const scopesOf = (word) =>
    Object.entries(lists)
      .filter(([, list]) => list.some((other) => other.toLowerCase() === word.toLowerCase()))
      .flatMap(([name]) => [rules[name].name, ...Object.values(rules[name].captures ?? {}).map((capture) => capture.name)]);
  // Words with a colour of their own wherever they stand.
  const FREE = ["entity.name.tag.day.meso", "constant.language.rest.meso", "constant.language.lap.meso"];
  let count = 0;
  for (const [name, list] of Object.entries(lists)) {
    for (const word of list) {
      const [before, , after] = (PLACES[name] ?? (() => ["  mon ", word, " 8km"]))(word);
      const [{ tokens }] = tokenize(grammar, before + word + after);
      const token = tokens.find(({ start }) => start === before.length);
      const found = `${name} \`${before}${word}${after}\`: ${JSON.stringify(tokens)}`;
      assert.equal(token?.text, word, found);
      const allowed = [...scopesOf(word), ...FREE, "keyword.other.week.meso"];
      assert.ok(allowed.includes(token.scope), found);
      count += 1;
    }
  }
  assert.ok(count > 150, `only ${count} words`);
});

test("no pattern outlives its line, in any plan of the repository", () => {
  const plans = corpus();
  assert.ok(plans.length >= 3, `only ${plans.length} plans`);
  for (const { name, text } of plans) {
    tokenize(grammar, text).forEach(({ depth, line }, index) => {
      assert.equal(depth, 1, `${name}:${index + 1} leaves something open: ${line}`);
    });
  }
});

test("nor does any beginning of a line", () => {
  for (const { line } of tokenize(grammar, readFileSync(new URL("sample.meso", import.meta.url), "utf8"))) {
    for (let end = 0; end <= line.length; end += 1) {
      assert.equal(tokenize(grammar, line.slice(0, end)).at(-1).depth, 1, line.slice(0, end));
    }
  }
});

test("the sample has the colours that were agreed on", () => {
  const snapshot = new URL("sample.scopes.txt", import.meta.url);
  const lines = tokenize(grammar, readFileSync(new URL("sample.meso", import.meta.url), "utf8"));
  const drawn = lines
    .map(({ line, tokens }) =>
      [
        line,
        ...tokens
          .filter(({ scope, text }) => scope !== "source.meso" && text.trim() !== "")
          .map(({ start, end, scope }) => `${" ".repeat(start)}${"^".repeat(end - start)} ${scope.replace(/\.meso$/, "")}`),
      ].join("\n"),
    )
    .join("\n");
  if (process.env.UPDATE_SNAPSHOTS || !existsSync(snapshot)) writeFileSync(snapshot, drawn);
  assert.equal(drawn, readFileSync(snapshot, "utf8"), "look at it, then UPDATE_SNAPSHOTS=1 npm test");
});

test("a fenced block of Markdown is a plan", async () => {
  const markdown = await loadGrammar("markdown.meso.codeblock");
  const lines = tokenize(markdown, "text\n```meso\nweek 1\n  mon rest\n```\nweek 1\n");
  const scope = (line, text) => lines[line].tokens.find((token) => token.text === text)?.scope;
  assert.equal(scope(2, "week"), "keyword.control.head.meso");
  assert.equal(scope(3, "rest"), "constant.language.rest.meso");
  assert.equal(scope(5, "week"), undefined);
});
