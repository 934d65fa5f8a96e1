// The preview's script: tells the editor of clicks, follows its cursor, moves between days by the arrow keys.
"use strict";
(() => {
  const vscode = acquireVsCodeApi();
  const report = document.getElementById("report");
  vscode.setState({ uri: document.body.dataset.uri });

  /** The element whose lines hold `line`, else the one that begins last before it. */
  function at(line) {
    let best;
    let bestLine = 0;
    for (const element of report.querySelectorAll("[data-lines]")) {
      for (const text of element.dataset.lines.split(" ")) {
        const own = Number(text);
        if (own > bestLine && own <= line) {
          best = element;
          bestLine = own;
        }
      }
    }
    return best;
  }

  let cursor = 0;
  function follow(scroll) {
    report.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const element = cursor > 0 ? at(cursor) : undefined;
    if (!element) return;
    element.setAttribute("aria-current", "true");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (scroll) element.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }

  /** Puts new contents in, and the focus back where it was. */
  function update(html) {
    const focused = document.activeElement?.closest?.("a[data-line]");
    const line = focused?.dataset.line;
    const nth = line && [...report.querySelectorAll(`a[data-line="${line}"]`)].indexOf(focused);
    report.innerHTML = html;
    if (line) report.querySelectorAll(`a[data-line="${line}"]`)[nth]?.focus({ preventScroll: true });
    follow(false);
  }

  window.addEventListener("message", ({ data }) => {
    if (data.kind === "update") {
      update(data.html);
    } else if (data.kind === "cursor") {
      cursor = data.line;
      follow(true);
    }
  });

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-line]") ?? event.target.closest?.("[data-lines]");
    if (!target) return;
    const line = Number(target.dataset.line ?? target.dataset.lines.split(" ")[0]);
    if (line > 0) {
      event.preventDefault();
      event.stopPropagation();
      vscode.postMessage({ kind: "reveal", line });
    }
  }, true);

  document.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const cell = event.target.closest?.("td, tr.week > th");
    if (!step || !cell || event.altKey || event.ctrlKey || event.metaKey) return;
    const weeks = [...report.querySelectorAll("tr.week")];
    let row = weeks.indexOf(cell.parentElement);
    let column = cell.cellIndex;
    // Days without anything to stand on are stepped over.
    for (;;) {
      row += step[0];
      column += step[1];
      const next = weeks[row]?.cells[column];
      if (!next) return;
      const link = next.querySelector("a[data-line]");
      if (link) {
        event.preventDefault();
        link.focus();
        return;
      }
    }
  });
  vscode.postMessage({ kind: "ready" });
})();
