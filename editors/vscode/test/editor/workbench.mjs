// VS Code's window in a browser, as a user handles it.

import * as path from "node:path";
import { chromium } from "playwright-core";

const SIZE = { width: 1440, height: 900 };

/** Opens a browser; `screenshots` is where pictures go. */
export async function openBrowser(executablePath) {
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
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
    const page = await context.newPage();
    await page.goto(server.address(file));
    await page.locator(".monaco-editor .view-line").first().waitFor({ timeout: 60_000 });
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
   * closes the input; then it is opened once more.
   */
  async quickInput(key, text, entry) {
    const box = this.page.locator(".quick-input-widget:visible input.input:visible").first();
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.page.locator(".monaco-editor .view-lines").first().click({ timeout: 5000 });
        await this.page.keyboard.press(key);
        await box.fill(text, { timeout: 3000 });
        const rows = this.page.locator(".quick-input-list .monaco-list-row", entry ? { hasText: entry } : {});
        await rows.first().waitFor({ timeout: 3000 });
        await box.press("Enter", { timeout: 2000 });
        await box.waitFor({ state: "hidden", timeout: 3000 });
        return;
      } catch (error) {
        if (attempt === 5) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }

  /** Presses a key until what it opens is there. */
  async press(key, opened) {
    for (let attempt = 1; ; attempt += 1) {
      await this.page.keyboard.press(key);
      try {
        return await opened.waitFor({ timeout: 4000 });
      } catch (error) {
        if (attempt === 4) throw error;
      }
    }
  }

  /** The rows of the Problems panel. */
  async problems() {
    await this.page.keyboard.press("Control+Shift+M");
    const rows = this.page.locator(".markers-panel .monaco-list-row");
    await rows.first().waitFor({ timeout: 20_000 });
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
    await inner.locator("#report").waitFor({ timeout: 20_000 });
    return inner;
  }
}
