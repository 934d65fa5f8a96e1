// VS Code's window in a browser, as a user handles it.

import * as path from "node:path";
import { chromium } from "playwright-core";

/** In milliseconds, longer than anything takes, on a busy machine too. What was waited for stands in the error. */
export const PATIENCE = 120_000;
const SIZE = { width: 1440, height: 900 };

/** Opens a browser; `screenshots` is where pictures go. */
export async function openBrowser(executablePath) {
  return chromium.launch({ executablePath, timeout: PATIENCE, args: ["--no-sandbox", "--disable-gpu"] });
}

/** A window of the editor. */
export class Workbench {
  constructor(page, screenshots) {
    this.page = page;
    this.screenshots = screenshots;
  }

  /** Opens a file in a fresh window. */
  static async open(browser, server, file, screenshots, colorScheme = "light") {
    const context = await browser.newContext({ viewport: SIZE, colorScheme });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    await page.goto(server.address(file));
    await page.locator(".monaco-editor .view-line").first().waitFor();
    return new Workbench(page, screenshots);
  }

  close() {
    return this.page.context().close();
  }

  /** A picture, kept as output of the tests. */
  screenshot(name) {
    return this.page.screenshot({ path: path.join(this.screenshots, `${name}.png`) });
  }

  /** Waits for underlined text. */
  squiggle(kind) {
    return this.page.locator(`.monaco-editor .squiggly-${kind}`).first();
  }

  /** Puts the cursor on a line. */
  async goToLine(line, column = 1) {
    await this.quickInput("Control+G", `:${line}:${column}`);
    const position = this.page.locator("[id='status.editor.selection']");
    await this.page.waitForFunction((wanted) => document.getElementById("status.editor.selection")?.textContent?.includes(wanted), `Ln ${line}, Col ${column}`);
    return position;
  }

  /** Runs a command of the palette by its title. */
  command(title) {
    return this.quickInput("F1", `>${title}`, title.replace(/^.*: /, ""));
  }

  /**
   * Opens the quick input, fills it, and takes what it offers. A window that is still settling takes the focus away and
   * closes the input; then it is opened once more, each time with more patience.
   */
  async quickInput(key, text, entry) {
    const box = this.page.locator(".quick-input-widget:visible input.input:visible").first();
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.page.locator(".monaco-editor .view-lines").first().click({ timeout: 3000 * attempt });
        await this.page.keyboard.press(key);
        await box.fill(text, { timeout: 3000 * attempt });
        const rows = this.page.locator(".quick-input-list .monaco-list-row", entry ? { hasText: entry } : {});
        await rows.first().waitFor({ timeout: 3000 * attempt });
        await box.press("Enter", { timeout: 3000 * attempt });
        await box.waitFor({ state: "hidden", timeout: 3000 * attempt });
        return;
      } catch (error) {
        if (attempt === 8) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }

  /** Presses keys, one after the other, until what they open is there. */
  async press(keys, opened) {
    for (let attempt = 1; ; attempt += 1) {
      for (const key of keys) await this.page.keyboard.press(key);
      try {
        return await opened.waitFor({ timeout: 4000 * attempt });
      } catch (error) {
        if (attempt === 6) throw error;
      }
    }
  }

  /** The rows of the Problems panel. */
  async problems() {
    await this.page.keyboard.press("Control+Shift+M");
    const rows = this.page.locator(".markers-panel .monaco-list-row");
    await rows.first().waitFor();
    return rows;
  }

  /** The text of the editor as it is shown; blanks are plain. */
  async text() {
    const lines = await this.page.locator(".monaco-editor .view-lines").first().locator(".view-line").evaluateAll((all) =>
      all
        .map((line) => [parseFloat(line.style.top), line.textContent])
        .sort(([a], [b]) => a - b)
        .map(([, text]) => text),
    );
    return lines.join("\n").replace(/\u00a0/g, " ");
  }

  /** The inside of the open preview. */
  async preview() {
    const outer = this.page.frameLocator("iframe.webview.ready");
    const inner = outer.frameLocator("iframe#active-frame");
    await inner.locator("#report").waitFor();
    return inner;
  }
}
