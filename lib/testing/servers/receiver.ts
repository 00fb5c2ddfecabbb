import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { OWN_CERTIFICATE } from "./own-certificate.ts";

export type Received = {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
};
type Answering = (response: ServerResponse, received: Received) => void;
type Options = { readonly secure?: boolean; readonly host?: string; readonly port?: number };

/** A receiver of webhooks on this machine. It keeps what it got and answers 204, or as `answer` does. */
export async function receiver(
  answer: Answering = (response) => response.writeHead(204).end(),
  { secure = false, host = "127.0.0.1", port = 0 }: Options = {},
) {
  const received: Received[] = [];
  const on = async (request: IncomingMessage, response: ServerResponse) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const one = { headers: request.headers, body, path: request.url ?? "" };
    received.push(one);
    answer(response, one);
  };
  const listen = (request: IncomingMessage, response: ServerResponse) =>
    void on(request, response).catch(() => response.destroy());
  const server = secure ? createSecureServer(OWN_CERTIFICATE, listen) : createServer(listen);
  await new Promise<void>((listening) => server.listen(port, host, listening));
  const at = (server.address() as AddressInfo).port;
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { received, port: at, url: `${secure ? "https" : "http"}://${host}:${at}/hook?of=it`, stop };
}
