import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { v7 as uuidv7 } from "uuid";
import type { Problem } from "#lib/api/contract/problem.ts";
import { machineHeaders } from "./headers.ts";

type Serving = {
  readonly secure: boolean;
  /** Which bodies may take as long as the line is slow: files, read as they arrive. */
  readonly isUpload: (path: string) => boolean;
};

export type Patience = {
  /** For a request's headers, and for all of it. */
  readonly headerSeconds: number;
  readonly requestSeconds: number;
  /** For a file, and for its next byte. */
  readonly uploadSeconds: number;
  readonly silenceSeconds: number;
};

const PATIENCE: Patience = { headerSeconds: 10, requestSeconds: 30, uploadSeconds: 3600, silenceSeconds: 30 };

/**
 * An HTTP server on which nobody holds a connection by sending slowly: a request that is not complete in time is
 * answered 408 and closed. Connections are checked each second, so that no request needs its own timer.
 */
export function httpServer(
  { secure, isUpload }: Serving,
  listener: RequestListener,
  patience: Patience = PATIENCE,
): Server {
  const { headerSeconds, requestSeconds, uploadSeconds, silenceSeconds } = patience;
  const uploads = new WeakSet<Duplex>();
  const refuse = (socket: Duplex, status: number) => refuseSocket(socket, status, secure);
  const server = createServer(
    {
      headersTimeout: headerSeconds * 1000,
      requestTimeout: requestSeconds * 1000,
      connectionsCheckingInterval: Math.min(1000, headerSeconds * 500),
    },
    (request, response) => {
      if (isUpload(request.url ?? "")) awaitUpload(request);
      listener(request, response);
    },
  );
  const awaitUpload = (request: IncomingMessage): void => {
    const { socket } = request;
    uploads.add(socket);
    const late = setTimeout(() => refuse(socket, 408), uploadSeconds * 1000);
    socket.setTimeout(silenceSeconds * 1000);
    request.once("close", () => {
      clearTimeout(late);
      socket.setTimeout(0);
      uploads.delete(socket);
    });
  };
  server.on("timeout", (socket) => refuse(socket, 408));
  // Node reports a late request once, and leaves it to this listener to end it.
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") {
      if (!uploads.has(socket)) refuse(socket, 408);
    } else refuse(socket, error.code === "HPE_HEADER_OVERFLOW" ? 431 : 400);
  });
  return server;
}

const SAID: Readonly<Record<number, Pick<Problem, "code" | "title"> & { phrase: string }>> = {
  400: { phrase: "Bad Request", code: "not-http", title: "This is not a valid HTTP request." },
  408: { phrase: "Request Timeout", code: "too-slow", title: "The request was not complete in time." },
  431: {
    phrase: "Request Header Fields Too Large",
    code: "headers-too-large",
    title: "The headers are too large.",
  },
};

/** Node's connection knows which answer it carries. */
type Answering = Duplex & { readonly _httpMessage?: { readonly headersSent?: boolean } | null };

/** Ends a connection without a valid request, or one that nobody waits for any longer. */
function refuseSocket(socket: Answering, status: number, secure: boolean): void {
  // Half an answer is already on its way: the client would not understand anything after it.
  if (!socket.writable || socket._httpMessage?.headersSent) return void socket.destroy();
  const { phrase, ...said } = SAID[status]!;
  const problem: Problem = { type: `/api/docs#${said.code}`, status, ...said, requestId: uuidv7() };
  const body = JSON.stringify(problem);
  const headers = [
    ...machineHeaders({ secure }),
    ["content-type", "application/problem+json"],
    ["cache-control", "no-store"],
    ["content-length", String(Buffer.byteLength(body))],
    ["connection", "close"],
  ];
  const lines = [`HTTP/1.1 ${status} ${phrase}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  // A client that keeps sending and never reads is cut off too.
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
