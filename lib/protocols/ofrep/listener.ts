import type { IncomingMessage, ServerResponse } from "node:http";
import { v7 as uuidv7 } from "uuid";
import type { ApiParts } from "#lib/api/contract/endpoint.ts";
import { BODY_BYTES_MAX } from "#lib/api/guard/body-guard.ts";
import { machineHeaders } from "#lib/http/headers.ts";
import { log } from "#lib/log.ts";
import { broken, type OfrepAnswer, tooLarge } from "./errors.ts";
import { type AskedFlag, EVALUATION_PATH, evaluator } from "./evaluator.ts";

/** Answers the request if it is an evaluation; returns false where it is not. */
export type EvaluationListener = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Flag evaluations arrive thousands of times a second: read from the socket and answered in one turn of the event
 * loop, without the web's Request and Response, and with headers built once.
 */
export function evaluationListener(parts: ApiParts, { secure }: { secure: boolean }): EvaluationListener {
  const evaluate = evaluator(parts);
  const common = machineHeaders({ secure }).flat();
  const answer = async (asked: AskedFlag, response: ServerResponse) => {
    try {
      end(response, await evaluate(asked), common);
    } catch (error) {
      fail(error, response, common);
    }
  };
  return (request, response) => {
    const key = request.method === "POST" ? flagOf(request.url ?? "") : undefined;
    if (key === undefined) return false;
    const header = (name: string) => request.headers[name] as string | undefined;
    readBody(request, (body) => {
      if (body === null) return end(response, tooLarge, common);
      void answer({ key, header, body }, response);
    });
    return true;
  };
}

/** The flag a path names: null for all of them, undefined where it is not an evaluation. */
function flagOf(url: string): string | null | undefined {
  if (!url.startsWith(EVALUATION_PATH)) return undefined;
  const query = url.indexOf("?");
  const rest = url.slice(EVALUATION_PATH.length, query < 0 ? undefined : query);
  if (rest === "") return null;
  const key = rest.slice(1);
  if (rest[0] !== "/" || key === "" || key.includes("/")) return undefined;
  try {
    return key.includes("%") ? decodeURIComponent(key) : key;
  } catch {
    return key;
  }
}

/**
 * Calls back with the whole body, or with null where it is over the limit for a context. Never calls back after a
 * lost connection.
 */
function readBody(request: IncomingMessage, read: (body: Uint8Array | null) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= BODY_BYTES_MAX) return void chunks.push(chunk);
    request.removeAllListeners("data").pause();
    read(null);
  });
  request.on("end", () => read(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
  request.on("error", () => {});
}

function end(
  response: ServerResponse,
  { status, headers, body }: OfrepAnswer,
  common: readonly string[],
): void {
  const all = [...common];
  for (const name in headers) all.push(name, headers[name]!);
  if (body !== null) all.push("content-length", String(Buffer.byteLength(body)));
  response.writeHead(status, all);
  response.end(body);
}

function fail(error: unknown, response: ServerResponse, common: readonly string[]): void {
  const requestId = uuidv7();
  log.error({ err: error, requestId }, "an evaluation failed");
  if (response.headersSent) return void response.destroy();
  end(response, broken(requestId), common);
}
