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
    await this.page.locator(".monaco-editor .view-lines").first().click();
    await this.page.keyboard.press("Control+G");
    const box = this.page.locator(".quick-input-widget input");
    await box.waitFor();
    await box.fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await box.waitFor({ state: "hidden" });
  }

  /** Runs a command of the palette by its title. */
  async command(title) {
    await this.page.keyboard.press("F1");
    const box = this.page.locator(".quick-input-widget input");
    await box.waitFor();
    await box.fill(`>${title}`);
    await this.page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    await this.page.waitForTimeout(300);
    await this.page.keyboard.press("Enter");
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
