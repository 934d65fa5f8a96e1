// The TextMate grammar as VS Code applies it: the same tokenizer and the same regular expressions.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const require = createRequire(import.meta.url);
const root = new URL("../../../../", import.meta.url);

const GRAMMARS = {
  "source.meso": new URL("grammar/textmate/meso.tmLanguage.json", root),
  "markdown.meso.codeblock": new URL("editors/vscode/syntaxes/markdown-meso.tmLanguage.json", root),
};

/** Loads one of our grammars. */
export async function loadGrammar(scope = "source.meso") {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (name) => {
      const file = GRAMMARS[name];
      return file ? textmate.parseRawGrammar(readFileSync(file, "utf8"), file.pathname) : null;
    },
  });
  return registry.loadGrammar(scope);
}

/** The tokens of a text, line by line, and how deep the grammar stands after each line (1: nothing is open). */
export function tokenize(grammar, text) {
  let stack = textmate.INITIAL;
  return text.split(/\r\n|\r|\n/).map((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    const tokens = result.tokens
      .map(({ startIndex, endIndex, scopes }) => ({
        start: startIndex,
        end: Math.min(endIndex, line.length),
        text: line.slice(startIndex, endIndex),
        scope: scopes.at(-1),
      }))
      .filter(({ start, end }) => start < end);
    return { line, tokens, depth: stack.depth };
  });
}
