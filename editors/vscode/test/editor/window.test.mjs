// What a coach does in the window: open a plan, read, type, mend, format, look at the calendar.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { PATIENCE, Workbench } from "./workbench.mjs";

const HARD = "2km E + 6x(800m @5k / 90s jog) + 2km E";

/** The tests, by what they show. Each gets a browser, a server, and where pictures go. */
export const TESTS = [
  [
    "opening an example shows squiggles and fills the Problems panel",
    async ({ browser, server, output }) => {
      const bench = await Workbench.open(browser, server, "bad-habits.meso", output);
      await bench.squiggle("warning").waitFor({ state: "attached" });
      const rows = await bench.problems();
      const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
      assert.ok(labels.some((label) => /^(Error|Warning): .* at line \d+/.test(label)), labels.join("\n"));
      assert.ok((await rows.locator("a").count()) > 0, "a finding's code is a link to its page");
      const status = await bench.page.locator("[id='mesocycle.mesocycle.meso.findings']").textContent();
      assert.match(status, /Meso \d+/);
      await bench.screenshot("problems-light");
      await bench.close();
    },
  ],
  [
    "a second hard day is underlined as soon as it is typed",
    async ({ browser, server, output }) => {
      const bench = await Workbench.open(browser, server, "autumn.meso", output);
      const { page } = bench;
      await page.locator("[id='mesocycle.mesocycle.meso.findings']").waitFor();
      await page.waitForTimeout(1500);
      assert.equal(await page.locator(".monaco-editor .squiggly-warning").count(), 0, "it is clean before");
      await bench.goToLine(lineOf("autumn.meso", "wed 8km E"), 7);
      await page.keyboard.press("Shift+End");
      await page.keyboard.type(HARD.slice(0, -1), { delay: 5 });
      const start = performance.now();
      await page.keyboard.type(HARD.slice(-1));
      await page.keyboard.press("Escape");
      await bench.squiggle("warning").waitFor({ state: "attached" });
      const milliseconds = Math.round(performance.now() - start);
      await bench.screenshot("squiggle-light");
      await bench.goToLine(lineOf("autumn.meso", "wed 8km E"), 9);
      const hover = page.locator(".monaco-hover:not(.hidden)", { hasText: "hard-day-back-to-back" }).first();
      await bench.press(["Control+K", "Control+I"], hover);
      await bench.screenshot("hover-light");
      await bench.close();
      return `${milliseconds} ms`;
    },
  ],
  [
    "the quick fix mends a slip",
    async ({ browser, server, output }) => {
      const bench = await Workbench.open(browser, server, "slip.meso", output);
      const { page } = bench;
      await bench.squiggle("warning").waitFor({ state: "attached" });
      await bench.goToLine(lineOf("slip.meso", "8 km"), 8);
      const menu = page.locator(".action-widget:not(.action-list-submenu-panel)");
      await bench.press(["Control+."], menu);
      const fix = menu.locator(".monaco-list-row.action", { hasText: /8km/ }).first();
      await fix.waitFor();
      await bench.screenshot("quick-fix-light");
      await fix.click();
      await bench.squiggle("warning").waitFor({ state: "detached" });
      assert.match(await bench.text(), /8km E/);
      await bench.close();
    },
  ],
  [
    "a plan is laid out when it is saved",
    async ({ browser, server, output }) => {
      server.configure({ "[meso]": { "editor.formatOnSave": true } });
      const bench = await Workbench.open(browser, server, "untidy.meso", output);
      // It is there before the server runs: the save waits for that.
      await bench.page.locator("[id='mesocycle.mesocycle.meso.findings']").waitFor();
      await bench.goToLine(6, 1);
      await bench.page.keyboard.press("End");
      await bench.page.keyboard.type(".");
      await bench.page.keyboard.press("Control+S");
      const file = path.join(server.workspace, "untidy.meso");
      await waitFor("the plan to be laid out on the disk", () => /^ {2}mon rest$/m.test(readFileSync(file, "utf8")), () => readFileSync(file, "utf8"));
      await bench.close();
    },
  ],
  [
    "the preview shows a finding on its day, follows typing and cursor, and leads to the line",
    async ({ browser, server, output }) => {
      const bench = await Workbench.open(browser, server, "autumn.meso", output);
      const { page } = bench;
      await page.locator("[id='mesocycle.mesocycle.meso.findings']").waitFor();
      await bench.goToLine(lineOf("autumn.meso", "wed 8km E"), 7);
      await bench.command("Mesocycle: Open Preview");
      const preview = await bench.preview();
      const wednesday = preview.locator("td", { has: preview.locator("time[datetime='2027-03-03']") });
      await wednesday.waitFor();
      assert.doesNotMatch(await wednesday.textContent(), /hard-day-back-to-back/);
      // It follows typing.
      await bench.goToLine(lineOf("autumn.meso", "wed 8km E"), 7);
      await page.keyboard.press("Shift+End");
      const start = performance.now();
      await page.keyboard.insertText(HARD);
      await wednesday.locator(".marks .warning", { hasText: "hard-day-back-to-back" }).waitFor();
      const milliseconds = Math.round(performance.now() - start);
      // It follows the cursor.
      await preview.locator("td[aria-current]", { has: preview.locator("time[datetime='2027-03-03']") }).waitFor();
      await bench.goToLine(lineOf("autumn.meso", "tue cruise"), 7);
      await preview.locator("td[aria-current]", { has: preview.locator("time[datetime='2027-03-02']") }).waitFor();
      await bench.screenshot("preview-light");
      // A click leads to the line, by mouse and by keyboard.
      await preview.locator("td", { has: preview.locator("time[datetime='2027-03-07']") }).locator(".session a").click();
      const position = page.locator("[id='status.editor.selection']");
      const sunday = lineOf("autumn.meso", "sun long 14km");
      await waitFor(`line ${sunday}`, async () => (await position.textContent())?.includes(`Ln ${sunday},`), () => position.textContent());
      const link = preview.locator("td", { has: preview.locator("time[datetime='2027-03-06']") }).locator(".session a");
      await link.focus();
      await link.press("ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      const focused = preview.locator("td", { has: preview.locator("time[datetime='2027-03-04']") }).locator("a:focus");
      await focused.waitFor();
      await focused.press("Enter");
      const thursday = lineOf("autumn.meso", "thu 7km E");
      await waitFor(`line ${thursday}`, async () => (await position.textContent())?.includes(`Ln ${thursday},`), () => position.textContent());
      await bench.close();
      return `${milliseconds} ms`;
    },
  ],
  [
    "light, dark and high contrast",
    async ({ browser, server, output }) => {
      for (const [name, theme, scheme] of [
        ["light", "Default Light Modern", "light"],
        ["dark", "Default Dark Modern", "dark"],
        ["high-contrast", "Default High Contrast", "dark"],
      ]) {
        server.configure({ "workbench.colorTheme": theme, "window.autoDetectHighContrast": false });
        const bench = await Workbench.open(browser, server, "bad-habits.meso", output, scheme);
        await bench.squiggle("warning").waitFor({ state: "attached" });
        await bench.command("Mesocycle: Open Preview");
        const preview = await bench.preview();
        await preview.locator(".marks .warning").first().waitFor();
        const colours = await preview.locator("#report").evaluate((report) => {
          const style = getComputedStyle(report);
          const canvas = document.createElement("canvas").getContext("2d");
          return [style.color, style.backgroundColor].map((colour) => {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
          });
        });
        const ratio = contrast(...colours);
        await preview.locator("section.calendar").evaluate((section) => section.scrollIntoView());
        await bench.page.waitForTimeout(500);
        await bench.screenshot(`calendar-${name}`);
        await preview.locator("header").first().evaluate((header) => header.scrollIntoView());
        await bench.page.waitForTimeout(300);
        await bench.screenshot(`preview-${name}`);
        assert.ok(ratio >= 7, `${name}: contrast ${ratio.toFixed(1)}`);
        await bench.close();
      }
    },
  ],
];

/** The line of a text in one of the plans, from 1. */
function lineOf(name, text) {
  const lines = readFileSync(new URL(`../plans/${name}`, import.meta.url), "utf8").split("\n");
  const line = lines.findIndex((candidate) => candidate.includes(text));
  assert.notEqual(line, -1, `${text} stands in ${name}`);
  return line + 1;
}

async function waitFor(what, look, describe) {
  const end = Date.now() + PATIENCE;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}; it is: ${await describe()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** WCAG 2 contrast ratio of two colours. */
function contrast(a, b) {
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
