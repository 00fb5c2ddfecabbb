import type { IncomingMessage, ServerResponse } from "node:http";
import { isOwnOrigin } from "./own-origin.ts";
import { refuse } from "./refuse-early.ts";

/**
 * Refuses a sign-in under a name that is not ours, which a foreign page could have bound to this address, and one sent
 * by a page that is not ours, which could sign a person in to somebody else's account. Returns false for any other.
 */
export function refuseForeign(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  origins: ReadonlySet<string>,
): boolean {
  const { host = "", origin, "sec-fetch-site": site } = headers;
  const hosts = [...origins].map((origin) => new URL(origin).host);
  if (!hosts.includes(host.toLowerCase()))
    return refuse(response, 421, {
      code: "foreign-host",
      title: "Nobody signs in under this name of the server.",
      todo: "Open the address that PUBLIC_URL names; a proxy in front passes the Host header on.",
    });
  if (method === "GET" || method === "HEAD" || isOwnOrigin({ origin, site }, origins)) return false;
  return refuse(response, 403, {
    code: "foreign-origin",
    title: "This sign-in did not come from Countersign's own pages.",
    todo: "Sign in at /sign-in.",
  });
}
