import type { IncomingMessage, ServerResponse } from "node:http";
import { v7 as uuidv7 } from "uuid";
import type { Problem } from "#lib/api/contract/problem.ts";

/** The sign-in library, the API, or the pages. */
export type Part = "api" | "sign-in" | "page";

/** Pages are read-only: every change goes through the API, so no framework code receives a body. */
const METHODS: Readonly<Record<Part, readonly string[]>> = {
  api: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
  "sign-in": ["GET", "HEAD", "POST"],
  page: ["GET", "HEAD"],
};

/**
 * Answers what no part can: a method it does not accept, an address with malformed escapes. Returns false for other
 * requests.
 */
export function refuseEarly(request: IncomingMessage, response: ServerResponse, part: Part): boolean {
  const allowed = METHODS[part];
  if (!allowed.includes(request.method ?? "")) {
    response.setHeader("allow", allowed.join(", "));
    return refuse(response, 405, {
      code: "method-not-allowed",
      title: "This address does not accept this method.",
      todo: "Make changes through the API: see /api/docs.",
    });
  }
  if (isText(request.url ?? "/")) return false;
  return refuse(response, 400, {
    code: "address-malformed",
    title: "This address has a malformed escape.",
    todo: "Follow each % sign with two hexadecimal digits.",
  });
}

function isText(url: string): boolean {
  try {
    return !decodeURIComponent(url.split("?", 1)[0]!).includes("\u0000");
  } catch {
    return false;
  }
}

/** Answers a problem and closes the connection. */
export function refuse(
  response: ServerResponse,
  status: number,
  said: Pick<Problem, "code" | "title" | "todo">,
): true {
  const problem: Problem = { type: `/api/docs#${said.code}`, status, ...said, requestId: uuidv7() };
  const headers = { "content-type": "application/problem+json", "cache-control": "no-store" };
  response.writeHead(status, { ...headers, connection: "close" });
  response.end(JSON.stringify(problem));
  return true;
}
