// A language client of one page: starts `meso lsp`, asks, and takes it down.

import { spawn } from "node:child_process";

/** The server, with a promise for every request. */
export class Client {
  constructor(binary) {
    this.child = spawn(binary, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
    this.waiting = new Map();
    this.next = 1;
    let buffer = Buffer.alloc(0);
    this.child.stdout.on("data", (chunk) => {
      buffer = Buffer.concat([buffer, chunk]);
      for (;;) {
        const end = buffer.indexOf("\r\n\r\n");
        if (end < 0) return;
        const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end).toString())[1]);
        if (buffer.length < end + 4 + length) return;
        this.receive(JSON.parse(buffer.subarray(end + 4, end + 4 + length).toString()));
        buffer = buffer.subarray(end + 4 + length);
      }
    });
  }

  async start() {
    const result = await this.request("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
    this.notify("initialized", {});
    return result.capabilities;
  }

  request(method, params) {
    const id = this.next++;
    this.send({ id, method, params });
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    return this.patient(answer, `the answer to ${method}`);
  }

  /** Waits for what comes at last, on a busy machine too, or ends the server. */
  async patient(promise, what) {
    let limit;
    const tooLong = new Promise((_, reject) => {
      limit = setTimeout(() => {
        this.child.kill("SIGKILL");
        reject(new Error(`waited 120 s in vain for ${what}`));
      }, 120_000);
    });
    return Promise.race([promise, tooLong]).finally(() => clearTimeout(limit));
  }

  notify(method, params) {
    this.send({ method, params });
  }

  /** Opens a text, and gives its address. */
  open(name, text) {
    const uri = `file:///corpus/${encodeURIComponent(name)}`;
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "meso", version: 1, text } });
    return uri;
  }

  async stop() {
    await this.request("shutdown");
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    this.notify("exit");
    return this.patient(gone, "the end of the server");
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.child.stdin.write(body);
  }

  receive({ id, method, result, error }) {
    if (method !== undefined) {
      // The server may ask us too; we know nothing.
      if (id !== undefined) this.send({ id, result: null });
      return;
    }
    const { resolve, reject } = this.waiting.get(id) ?? {};
    this.waiting.delete(id);
    if (error) reject?.(new Error(error.message));
    else resolve?.(result);
  }
}
