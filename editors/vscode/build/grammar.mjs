// Writes grammar/textmate/meso.tmLanguage.json: the structure that is kept by hand, with the words of the language in it.
//
//   node build/grammar.mjs --write    writes it
//   node build/grammar.mjs            fails if it is stale

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const grammar = new URL("../../../grammar/", import.meta.url);
const structure = new URL("textmate/structure.json", grammar);
const vocabulary = new URL("vocabulary.json", grammar);
export const output = new URL("textmate/meso.tmLanguage.json", grammar);

/** The words of the rules of meso.pest, by rule. */
export function readVocabulary() {
  return JSON.parse(readFileSync(vocabulary, "utf8"));
}

/** The grammar as it should stand, and the words that each `words: …` rule of it holds. */
export function generate() {
  const words = readVocabulary();
  const result = JSON.parse(readFileSync(structure, "utf8"));
  const lists = {};
  for (const [name, rule] of Object.entries(result.repository)) {
    const wanted = /^words: (.*)$/.exec(rule.comment ?? "")?.[1];
    if (wanted === undefined) continue;
    const list = [...new Set(wanted.split(" ").flatMap((rule) => of(words, rule)))];
    // Of `E` and `HM` the case matters, of words it does not; a lone letter is a letter.
    const letters = list.filter((word) => /^[A-Z]+$/.test(word) || word.length === 1);
    const hasLetters = rule.match.includes("LETTERS");
    rule.match = rule.match
      .replace("LETTERS", () => alternation(letters))
      .replace("WORDS", () => alternation(hasLetters ? list.filter((word) => !letters.includes(word)) : list));
    lists[name] = list;
  }
  return { text: `${JSON.stringify(result, null, 2)}\n`, lists };
}

function of(words, rule) {
  const list = words[rule];
  if (!Array.isArray(list) || list.length === 0) throw new Error(`vocabulary.json has no words for ${rule}`);
  return list;
}

/** Longer words first, so that none is taken for its beginning. */
function alternation(list) {
  if (list.length === 0) throw new Error("an empty list of words");
  const sorted = [...list].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return sorted.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { text } = generate();
  if (process.argv.includes("--write")) {
    writeFileSync(output, text);
  } else if (readFileSync(output, "utf8") !== text) {
    console.error("grammar/textmate/meso.tmLanguage.json is stale: npm run generate");
    process.exit(1);
  }
}
