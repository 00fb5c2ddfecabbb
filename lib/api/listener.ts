import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { v7 as uuidv7 } from "uuid";
import { log } from "#lib/log.ts";
import { type ApiParts, BODY_BYTES_MAX, buildApi } from "./app.ts";
import { type Answered, EVALUATION_PATH, type EvaluationDoor, evaluationDoor } from "./doors/evaluation.ts";

export type ApiListener = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

/**
 * The API on Node's HTTP: all of it by Hono but flag evaluations, which are asked thousands of times a second and are
 * read from the socket and answered without the web's Request and Response in between.
 */
export function apiListener(parts: ApiParts): ApiListener {
  const everything = getRequestListener(buildApi(parts).fetch);
  const door = evaluationDoor(parts);
  return async (request, response) => {
    const flag = request.method === "POST" ? flagOf(request.url ?? "") : undefined;
    return flag === undefined
      ? everything(request, response)
      : evaluate(door, flag, request, response).catch((error: unknown) => fail(error, response));
  };
}

/** Which flag a path asks for: null for all of them, undefined where it asks for something else. */
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

async function evaluate(
  door: EvaluationDoor,
  key: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === null) return end(response, { status: 413, headers: { connection: "close" }, body: null });
  const header = (name: string) => request.headers[name] as string | undefined;
  end(response, await door({ key, header, body }));
}

function end(response: ServerResponse, { status, headers, body }: Answered): void {
  const length = body === null ? {} : { "content-length": Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}

function fail(error: unknown, response: ServerResponse): void {
  const requestId = uuidv7();
  log.error({ err: error, requestId }, "an evaluation failed");
  if (response.headersSent) return void response.destroy();
  const body = JSON.stringify({ errorDetails: `Something went wrong on our side, in request ${requestId}.` });
  end(response, { status: 500, headers: { "content-type": "application/json" }, body });
}

/** The body whole, or null where it is larger than any context. */
function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > BODY_BYTES_MAX) {
        request.pause();
        done(null);
      } else chunks.push(chunk);
    });
    request.on("end", () => done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on("error", failed);
  });
}
