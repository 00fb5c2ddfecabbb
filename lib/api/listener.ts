import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { buildApi } from "./app.ts";
import type { ApiParts } from "./contract/endpoint.ts";

export type ApiListener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** The API on Node's HTTP. `evaluationListener` answers flag evaluations in front of it. */
export const apiListener = (parts: ApiParts): ApiListener => getRequestListener(buildApi(parts).fetch);
