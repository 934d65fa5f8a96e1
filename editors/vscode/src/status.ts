// What the reader sees of the server and of the findings without opening anything.

import * as vscode from "vscode";
import { SELECTOR, type Server } from "./server";

/** The status bar item with the number of findings, and the language status item with the server. */
export function showStatus(server: Server): vscode.Disposable {
  const findings = vscode.window.createStatusBarItem("meso.findings", vscode.StatusBarAlignment.Left, -1);
  findings.name = "Mesocycle findings";
  findings.command = "workbench.actions.view.problems";
  const language = vscode.languages.createLanguageStatusItem("meso.server", SELECTOR);
  language.name = "Mesocycle";

  const showServer = () => {
    const { health } = server;
    language.busy = health.state === "starting";
    language.severity = vscode.LanguageStatusSeverity.Information;
    language.command = { command: "meso.debugInfo", title: "Details" };
    switch (health.state) {
      case "off":
        language.text = "Mesocycle: off";
        language.detail = "`meso.enable` is off";
        break;
      case "starting":
        language.text = "Mesocycle: starting";
        language.detail = "";
        break;
      case "running":
        language.text = `Mesocycle ${health.binary.version}`;
        language.detail = health.binary.origin;
        break;
      case "failed":
        language.text = "Mesocycle: not running";
        language.detail = health.message;
        language.severity = vscode.LanguageStatusSeverity.Error;
        language.command = { command: "meso.restartServer", title: "Restart" };
    }
    showFindings();
  };

  const showFindings = () => {
    const document = vscode.window.activeTextEditor?.document;
    const { state } = server.health;
    if (document?.languageId !== "meso" || state === "off") return findings.hide();
    if (server.health.state === "failed") {
      findings.text = "$(error) Mesocycle";
      findings.tooltip = `The server is not running: ${server.health.message}`;
      findings.command = "meso.restartServer";
      findings.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
      return findings.show();
    }
    findings.command = "workbench.actions.view.problems";
    findings.backgroundColor = undefined;
    if (state === "starting") {
      // Nobody shall take a plan for clean that nobody has read.
      findings.text = "$(loading~spin) Meso";
      findings.tooltip = "Mesocycle: the server is starting";
      findings.accessibilityInformation = { label: findings.tooltip, role: "button" };
      return findings.show();
    }
    const count = countFindings(vscode.languages.getDiagnostics(document.uri));
    findings.text = statusText(count);
    findings.tooltip = `Mesocycle: ${inWords(count)} in this plan`;
    findings.accessibilityInformation = { label: findings.tooltip, role: "button" };
    findings.show();
  };

  showServer();
  return vscode.Disposable.from(
    findings,
    language,
    server.onHealth(showServer),
    vscode.languages.onDidChangeDiagnostics(showFindings),
    vscode.window.onDidChangeActiveTextEditor(showFindings),
  );
}

interface Count {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

function countFindings(diagnostics: readonly vscode.Diagnostic[]): Count {
  const of = (...severities: vscode.DiagnosticSeverity[]) =>
    diagnostics.filter((diagnostic) => severities.includes(diagnostic.severity)).length;
  return {
    errors: of(vscode.DiagnosticSeverity.Error),
    warnings: of(vscode.DiagnosticSeverity.Warning),
    infos: of(vscode.DiagnosticSeverity.Information, vscode.DiagnosticSeverity.Hint),
  };
}

function statusText({ errors, warnings, infos }: Count): string {
  const total = errors + warnings + infos;
  if (total === 0) return "$(check) Meso";
  const icon = errors > 0 ? "$(error)" : warnings > 0 ? "$(warning)" : "$(info)";
  return `${icon} Meso ${total}`;
}

function inWords({ errors, warnings, infos }: Count): string {
  const some = (n: number, word: string) => (n === 0 ? [] : [`${n} ${word}${n === 1 ? "" : "s"}`]);
  const parts = [...some(errors, "error"), ...some(warnings, "warning"), ...some(infos, "hint")];
  return parts.length === 0 ? "no findings" : parts.join(", ");
}
