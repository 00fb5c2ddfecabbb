import { readdirSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { address } from "./its-installation.ts";

export type Raw = { status: number; headers: IncomingHttpHeaders; text: string };
type Sending = { method?: string; headers?: Record<string, string>; body?: string };

/** A request with exactly this path and headers: no client cleans up `..` or a forged Host. */
export function raw(path: string, { method = "GET", headers = {}, body }: Sending = {}): Promise<Raw> {
  const { hostname, port } = address();
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on("error", failed);
    sent.setTimeout(20_000, () => sent.destroy(new Error(`no answer from ${path}`)));
    sent.end(body);
  });
}

/**
 * Sends bytes to the server's port and returns what came back within two seconds: for what no HTTP client would send.
 */
export function bytes(text: string): Promise<string> {
  const { hostname, port } = address();
  return new Promise((done, failed) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let got = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => (got += chunk));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" ? done(got) : failed(error),
    );
    socket.on("close", () => done(got));
    setTimeout(() => socket.destroy(), 2000);
  });
}

const EXAMPLES: Readonly<Record<string, string>> = {
  model: "flight-delay",
  version: "1",
  release: "1",
  incident: "1",
};

/** The address of every page that needs a session, read from the folder of pages, filled in for the demonstration. */
export function everyPage(): string[] {
  const app = join(import.meta.dirname, "../app");
  const files = readdirSync(app, { recursive: true, encoding: "utf8" });
  const pages = files.filter((path) => /(^|\/)page\.tsx$/.test(path));
  return pages
    .map((path) => {
      const steps = path
        .split("/")
        .slice(0, -1)
        .filter((step) => !/^\(.*\)$/.test(step));
      return `/${steps.map((step) => step.replace(/^\[(\w+)\]$/, (_, name: string) => EXAMPLES[name] ?? "1")).join("/")}`;
    })
    .filter((path) => !/^\/(?:sign-in|unsubscribe|api\/docs)(\/|$)/.test(path));
}
