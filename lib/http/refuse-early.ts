import type { IncomingMessage, ServerResponse } from "node:http";
import { v7 as uuidv7 } from "uuid";
import type { Problem } from "#lib/api/contract/problem.ts";

/** The sign-in library, the API, or the pages. */
export type Part = "api" | "sign-in" | "page";

/** Pages are only read: what changes anything goes through the API, so no part of a framework is handed a body. */
const METHODS: Readonly<Record<Part, readonly string[]>> = {
  api: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
  "sign-in": ["GET", "HEAD", "POST"],
  page: ["GET", "HEAD"],
};

/** Answers what no part can: a method it does not take, an address that is no text. False where it is to be let in. */
export function refuseEarly(request: IncomingMessage, response: ServerResponse, part: Part): boolean {
  const allowed = METHODS[part];
  if (!allowed.includes(request.method ?? "")) {
    response.setHeader("allow", allowed.join(", "));
    return refuse(response, 405, {
      code: "method-not-allowed",
      title: "This address does not take this method.",
      todo: "Changes are made through the API: see /api/docs.",
    });
  }
  if (isText(request.url ?? "/")) return false;
  return refuse(response, 400, {
    code: "address-malformed",
    title: "This address is not written as addresses are.",
    todo: "Check what stands after each % sign.",
  });
}

function isText(url: string): boolean {
  try {
    return !decodeURIComponent(url.split("?", 1)[0]!).includes("\u0000");
  } catch {
    return false;
  }
}

function refuse(
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
