// The schema of meso.toml, for editors that check TOML: the rules and options of the command that is packed.

const LEVELS = ["off", "info", "warning", "error"];

/**
 * @param {{ name: string, summary: string, url: string, options: { name: string, type: string, default: string, docs: string }[] }[]} rules
 *   what `meso rules --format json` prints
 * @param {string[]} profiles the names of the profiles
 */
export function schema(rules, profiles) {
  const level = { type: "string", enum: LEVELS };
  const ruleTable = { $ref: "#/definitions/rules" };
  const definition = {
    type: "object",
    description: "Levels and options of rules",
    additionalProperties: false,
    properties: Object.fromEntries(rules.map((rule) => [rule.name, ofRule(rule, level)])),
  };
  const profile = { type: "string", enum: profiles, description: "Whose plans these are" };
  const time = (description) => ({ type: ["string", "number"], description });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of Mesocycle",
    definitions: { rules: definition },
    type: "object",
    additionalProperties: false,
    properties: {
      profile,
      "hard-from": time("Time at threshold pace or faster that makes a session hard, like \"8 min\""),
      "long-from": time("Length that makes a run long, like \"90 min\""),
      rules: ruleTable,
      overrides: {
        type: "array",
        description: "Other settings for some of the files",
        items: {
          type: "object",
          required: ["files"],
          additionalProperties: false,
          properties: {
            files: { type: ["string", "array"], items: { type: "string" }, description: "Patterns like \"ultra/*.meso\"" },
            profile,
            rules: ruleTable,
          },
        },
      },
    },
  };
}

function ofRule({ summary, url, options }, level) {
  const properties = { level };
  for (const option of options) {
    properties[option.name] = {
      type: option.type === "count" ? "integer" : option.type === "number" ? "number" : ["string", "number"],
      description: `${option.docs} (${option.type}; ${option.default})`,
    };
  }
  return {
    description: `${summary}\n\n${url}`,
    oneOf: [level, { type: "object", additionalProperties: false, properties }],
  };
}
