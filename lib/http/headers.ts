import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";

/** For answers to programs: a browser led there by mistake may load and run nothing. */
const MACHINE_PATH = /^\/(?:ofrep|api\/v1)\//;
const MACHINE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Where browsers report what the policy forbade. */
export const CSP_REPORT_PATH = "/api/csp-report";
const REPORT_GROUP = "policy";

type Options = { path: string; dev: boolean; secure: boolean; trustProxy: boolean };
type Header = readonly [name: string, value: string];

/** The headers of every answer to a program. */
export const machineHeaders = ({ secure }: { secure: boolean }): readonly Header[] => [
  ["content-security-policy", MACHINE_POLICY],
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "same-origin"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
  ["permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"],
  ...(secure ? [["strict-transport-security", "max-age=63072000; includeSubDomains"] as const] : []),
];

/**
 * The headers of every answer, and those no request may set for itself: the client's address is the socket's, unless
 * a proxy in front is trusted.
 */
export function prepareRequest(request: IncomingMessage, response: ServerResponse, options: Options): void {
  const policy = MACHINE_PATH.test(options.path) ? MACHINE_POLICY : pagePolicy(options);
  request.headers["x-client-address"] = clientAddress(request, options.trustProxy);
  // The page to return to after signing in.
  request.headers["x-page-path"] = options.path;
  for (const name of ["x-middleware-subrequest", "x-nonce", "content-security-policy-report-only"])
    delete request.headers[name];
  for (const name of Object.keys(request.headers))
    if (name.startsWith("x-forwarded-")) delete request.headers[name];
  // Next reads the nonce for its own scripts from here.
  request.headers["content-security-policy"] = policy;
  for (const [name, value] of machineHeaders(options)) response.setHeader(name, value);
  response.setHeader("content-security-policy", policy);
  response.setHeader("reporting-endpoints", `${REPORT_GROUP}="${CSP_REPORT_PATH}"`);
}

/**
 * Scripts and style sheets must be ours or carry the nonce. Style attributes are allowed: charts and menus position
 * their parts by them, and an attribute can neither load anything nor reach beyond its own element.
 */
function pagePolicy({ dev }: Options): string {
  const nonce = randomBytes(16).toString("base64");
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    ...stylesOf({ nonce, dev }),
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    `report-uri ${CSP_REPORT_PATH}`,
    `report-to ${REPORT_GROUP}`,
  ].join("; ");
}

type Styles = { nonce: string; dev: boolean };

/** The development server writes style elements without a nonce. */
function stylesOf({ nonce, dev }: Styles): string[] {
  if (dev) return ["style-src 'self' 'unsafe-inline'"];
  const own = `'self' 'nonce-${nonce}'`;
  return [`style-src ${own}`, `style-src-elem ${own}`, "style-src-attr 'unsafe-inline'"];
}

/** The last address is the one that the proxy in front saw; all before it is what the client claimed. */
function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? String(request.headers["x-forwarded-for"] ?? "") : "";
  return addressIn(forwarded.split(",").at(-1)!) ?? request.socket.remoteAddress ?? "unknown";
}

/** The address in what a proxy added, which may carry a port; null where there is none. */
function addressIn(text: string): string | null {
  const [, bracketed, v4] = /^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(text.trim()) ?? [];
  const address = bracketed ?? v4 ?? text.trim();
  return isIP(address) ? address : null;
}
